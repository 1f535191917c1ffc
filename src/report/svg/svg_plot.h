/* svg_plot.h -- one chart inside a frame of a canvas; each kind returns the foot of what it drew */
#ifndef OT_REPORT_SVG_PLOT_H
#define OT_REPORT_SVG_PLOT_H

#include "report/chart.h"
#include "report/svg/svg_canvas.h"
#include "report/svg/svg_scale.h"

/* What charts beside or below each other have alike: years, and the room at both sides. */
typedef struct ot_plot_share {
    int is_small;
    double left, right; /* of numbers; of labels at the ends, 0 of small ones */
    double first, last; /* years */
    int says_years;     /* of small ones the lowest of a column does */
} ot_plot_share;

/* Half the width of the mark of what is wanted. */
#define OT_PLOT_MARK 12.0

typedef struct ot_plot {
    ot_canvas *canvas;
    const ot_chart *chart;
    ot_svg_box frame; /* with axes and labels */
    ot_svg_box inner; /* of lines */
    ot_svg_scale x, y;
    double whiskers;            /* the room of bands behind the last year */
    int is_small;               /* one of many: few ticks, few labels */
    const ot_plot_share *share; /* NULL: none, or not known yet */
} ot_plot;

double ot_plot_xy(ot_canvas *c, const ot_chart *chart, ot_svg_box frame,
                  const ot_plot_share *share); /* NULL: alone */
double ot_plot_bars(ot_canvas *c, const ot_chart *chart, ot_svg_box frame);
double ot_plot_matrix(ot_canvas *c, const ot_chart *chart, ot_svg_box frame);
/* The least that a matrix needs, its names in few lines. */
double ot_plot_matrix_width(const ot_chart *chart);
double ot_plot_panels(ot_canvas *c, const ot_chart *chart, ot_svg_box frame);

/* A number as labels have it; "" if it is not finite. */
enum { OT_PLOT_NUMBER = 48 };
const char *ot_plot_number(double value, int decimals, char text[OT_PLOT_NUMBER]);

/* Widens what the charts before this one have alike. */
void ot_plot_share_add(const ot_chart *chart, ot_plot_share *share);

/* The scales, and the frame for lines; x.to and inner.x1 are to be set. */
void ot_plot_axes(ot_plot *p);
void ot_plot_draw_axes(ot_plot *p);

/* Texts behind the last points, one below the other where they would touch. */
enum { OT_MOST_END_LABELS = 24 };
typedef struct ot_end_label {
    double y; /* of what it names */
    const char *class;
    char text[160];
    int priority; /* the greatest goes first where there is no room */
} ot_end_label;
typedef struct ot_end_labels {
    ot_end_label label[OT_MOST_END_LABELS];
    size_t n;
} ot_end_labels;

void ot_end_labels_collect(const ot_plot *p, ot_end_labels *out); /* y is not known yet */
double ot_end_labels_width(const ot_end_labels *labels);
void ot_end_labels_draw(ot_plot *p, ot_end_labels *labels);

/* "s0" of a letter and the series' number, "so" of what was observed. */
const char *ot_plot_class(char letter, const ot_layer *layer);

#endif
