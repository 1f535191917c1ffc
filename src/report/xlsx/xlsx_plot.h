/* xlsx_plot.h -- one chart of a workbook: its table of numbers, and the series that read it */
#ifndef OT_REPORT_XLSX_PLOT_H
#define OT_REPORT_XLSX_PLOT_H

#include "report/xlsx/xlsx.h"

enum { OT_XLSX_MOST_X = 512, OT_XLSX_MOST_UNNAMED = 64 };

/* The table grows column by column; a column is a series where there is a picture. */
typedef struct ot_xlsx_plot {
    ot_xlsx *x;
    ot_xlsx_sheet *numbers;
    const ot_chart *chart;
    lxw_chart *picture;                        /* NULL: the table alone shows it */
    lxw_row_t head;                            /* the row of the table's head */
    lxw_col_t column;                          /* the next free one */
    size_t n;                                  /* rows */
    double at[OT_XLSX_MOST_X];                 /* of the rows; of categories their numbers */
    int16_t unnamed[OT_XLSX_MOST_UNNAMED + 1]; /* series that the legend leaves out; ends with -1 */
    int16_t n_series, n_unnamed;
} ot_xlsx_plot;

/* Every x of the layers, each once, rising; of categories a row a point. */
void ot_xlsx_plot_rows(ot_xlsx_plot *p);
void ot_xlsx_plot_layers(ot_xlsx_plot *p);

int ot_xlsx_has_categories(const ot_chart *chart);
/* A colour, a line and a mark of the layer's part, rank and tone. */
void ot_xlsx_style(const ot_xlsx_plot *p, lxw_chart_series *series, const ot_layer *l);
/* Axes that begin and end near the numbers, labels where no bar lies over them. */
void ot_xlsx_axes(const ot_xlsx_plot *p);

#endif
