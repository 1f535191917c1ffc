/* Charts below each other, the first tall, what follows low; or many small ones in rows and
 * columns, of the same years, each with its title, its unit and its last number above. */
#include <math.h>

#include "report/svg/svg_plot.h"

enum { GAP = 16, BETWEEN = 12, SMALL = 84, TALL = 190, LOW = 90, LINE = 15, MOST_LINES = 2 };

static double draw_column(ot_canvas *c, const ot_chart *chart, ot_svg_box frame) {
    ot_plot_share share = {.first = NAN, .last = NAN};
    double y = frame.y0;
    for (const ot_chart *panel = chart->panel; panel; panel = panel->next)
        ot_plot_share_add(panel, &share);
    for (const ot_chart *panel = chart->panel; panel; panel = panel->next) {
        y = ot_canvas_paragraph(c, "u", frame.x0, y, frame.x1 - frame.x0, 2, panel->title) + 6.0;
        const double height = panel == chart->panel ? TALL : LOW;
        y = ot_plot_xy(c, panel, (ot_svg_box){frame.x0, y, frame.x1, y + height}, &share);
    }
    return y;
}

typedef struct panels {
    ot_canvas *canvas;
    const ot_chart *chart;
    ot_plot_share share;
    size_t n, n_columns;
    int most_lines;     /* of titles: languages have the same plots where their longest are alike */
    double left, width; /* of the first; of each */
} panels;

static int n_lines(const panels *s, const ot_chart *panel) {
    return ot_svg_text_width(panel->title, "p") > s->width ? MOST_LINES : 1;
}

static void put_plot(panels *s, const ot_chart *panel, size_t i, double x, double y) {
    s->share.says_years = i + s->n_columns >= s->n;
    (void)ot_plot_xy(s->canvas, panel, (ot_svg_box){x, y + LINE, x + s->width, y + LINE + SMALL},
                     &s->share);
}

/* The last number of what has one. */
static const char *last_number(const ot_chart *panel, ot_end_labels *ends) {
    const ot_plot p = {.chart = panel, .is_small = 1};
    ot_end_labels_collect(&p, ends);
    return ends->n > 0 ? ends->label[0].text : "";
}

static void put_number(panels *s, const ot_chart *panel, size_t i, double x, double y) {
    ot_end_labels ends;
    (void)i;
    ot_canvas_text(s->canvas, "l0", (ot_svg_spot){x + s->width, y + 6.0, OT_ANCHOR_END}, s->width,
                   last_number(panel, &ends));
}

static void put_unit(panels *s, const ot_chart *panel, size_t i, double x, double y) {
    ot_end_labels ends;
    (void)i;
    const double taken = ot_svg_text_width(last_number(panel, &ends), "l0") + 6.0;
    ot_canvas_text(s->canvas, "a", (ot_svg_spot){x, y + 6.0, OT_ANCHOR_START}, s->width - taken,
                   panel->unit);
}

static void put_title(panels *s, const ot_chart *panel, size_t i, double x, double y) {
    (void)i;
    (void)ot_canvas_paragraph(s->canvas, "p", x, y - 7.0 - LINE * n_lines(s, panel), s->width,
                              MOST_LINES, panel->title);
}

/* `y` is where the title ends; the foot of the last row. */
static double each_panel(panels *s, double top,
                         void (*act)(panels *, const ot_chart *, size_t, double x, double y)) {
    const double height = LINE * s->most_lines;
    double y = top;
    size_t i = 0;
    for (const ot_chart *panel = s->chart->panel; panel; panel = panel->next, i++) {
        const size_t column = i % s->n_columns;
        if (i > 0 && column == 0) y += height + LINE + SMALL + BETWEEN;
        act(s, panel, i, s->left + (s->width + GAP) * (double)column, y + height);
    }
    return i > 0 ? y + height + LINE + SMALL : top;
}

/* One look after the other, so that each is said once. */
static double draw_small(panels *s, ot_svg_box frame) {
    const double top = frame.y0 + 6.0;
    s->canvas->decimals = 0;
    s->canvas->is_gathering = 1;
    for (const ot_chart *panel = s->chart->panel; panel; panel = panel->next, s->n++) {
        ot_plot_share_add(panel, &s->share);
        if (n_lines(s, panel) > s->most_lines) s->most_lines = n_lines(s, panel);
    }
    (void)each_panel(s, top, put_plot);
    (void)each_panel(s, top, put_number);
    (void)each_panel(s, top, put_unit);
    return each_panel(s, top, put_title);
}

double ot_plot_panels(ot_canvas *c, const ot_chart *chart, ot_svg_box frame) {
    panels s = {.canvas = c,
                .chart = chart,
                .share = {.is_small = 1, .first = NAN, .last = NAN},
                .n_columns = chart->n_columns,
                .left = frame.x0};
    if (s.n_columns < 2) return draw_column(c, chart, frame);
    s.width = (frame.x1 - frame.x0 - GAP * (double)(s.n_columns - 1)) / (double)s.n_columns;
    return draw_small(&s, frame);
}
