/* Numbers from -1 to 1 in rows and columns: shades and digits; columns are numbered as rows are. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/svg/svg_plot.h"

enum { CELL_MOST = 44, CELL_LEAST = 18, CELL_HEIGHT = 24, GAP = 8, HEAD = 18 };

/* Of the width; names take what cells can spare, and this in any case. */
static const double MOST_NAMES = 0.45;

static const char *said(const ot_chart *chart, const ot_layer *layer, size_t i,
                        char number[OT_PLOT_NUMBER]) {
    return layer->note[i] ? layer->note[i]
                          : ot_plot_number(layer->value[i], chart->decimals, number);
}

static double numbers_width(const ot_chart *chart) {
    char number[OT_PLOT_NUMBER];
    double width = CELL_LEAST;
    for (const ot_layer *layer = chart->first; layer; layer = layer->next)
        for (size_t i = 0; i < layer->n; i++)
            width = fmax(width, ot_svg_text_width(said(chart, layer, i, number), "c"));
    return width;
}

static double names_width(const ot_layer *layer) {
    double width = 0.0;
    for (size_t i = 0; layer && i < layer->n; i++)
        if (layer->text[i]) width = fmax(width, ot_svg_text_width(layer->text[i], "r"));
    return width;
}

/* Blue of what goes together, orange of what goes against each other; opacity is its size. */
static const char *const TOGETHER[] = {"", "u1", "u2", "u3", "u4", "u5"};
static const char *const AGAINST[] = {"", "v1", "v2", "v3", "v4", "v5"};

static void draw_cell(ot_canvas *c, double value, const char *text, ot_svg_box box) {
    const double width = box.x1 - box.x0;
    if (!isfinite(value)) return;
    const int shade = (int)(fmin(fabs(value), 1.0) * 5.0 + 0.5);
    if (shade > 0) {
        ot_canvas_rect(c, value < 0.0 ? AGAINST[shade] : TOGETHER[shade], box.x0 + 1.0,
                       box.y0 + 1.0, width - 2.0, CELL_HEIGHT - 2.0);
    }
    if (ot_svg_text_width(text, "c") <= width)
        ot_canvas_text(c, shade >= 4 ? "ci" : "c",
                       (ot_svg_spot){(box.x0 + box.x1) / 2.0, box.y0 + 16.0, OT_ANCHOR_MIDDLE},
                       width, text);
}

static void draw_column(ot_canvas *c, const ot_chart *chart, const ot_layer *layer, double x,
                        double width, double y) {
    char number[OT_PLOT_NUMBER];
    if (layer->label)
        ot_canvas_text(c, "a", (ot_svg_spot){x + width / 2.0, y + 12.0, OT_ANCHOR_MIDDLE}, width,
                       layer->label);
    for (size_t i = 0; i < layer->n; i++) {
        const double top = y + HEAD + CELL_HEIGHT * (double)i;
        draw_cell(c, layer->value[i], said(chart, layer, i, number),
                  (ot_svg_box){x, top, x + width, top + CELL_HEIGHT});
    }
}

double ot_plot_matrix(ot_canvas *c, const ot_chart *chart, ot_svg_box frame) {
    const ot_layer *rows = chart->first;
    size_t n = 0;
    for (const ot_layer *layer = rows; layer; layer = layer->next)
        n++;
    if (n == 0) return frame.y0;
    const double width = frame.x1 - frame.x0;
    const double spare = width - GAP - (double)n * numbers_width(chart);
    const double names = fmin(names_width(rows), fmax(spare, MOST_NAMES * width)) + GAP;
    const double cell = fmax(fmin((width - names) / (double)n, CELL_MOST), CELL_LEAST);
    for (size_t i = 0; i < rows->n; i++)
        if (rows->text[i])
            ot_canvas_text(c, "r",
                           (ot_svg_spot){frame.x0, frame.y0 + HEAD + CELL_HEIGHT * (double)i + 16.0,
                                         OT_ANCHOR_START},
                           names - GAP + 1.0, rows->text[i]);
    double x = frame.x0 + names;
    for (const ot_layer *layer = rows; layer; layer = layer->next, x += cell)
        draw_column(c, chart, layer, x, cell, frame.y0);
    return frame.y0 + HEAD + CELL_HEIGHT * (double)rows->n + 4.0;
}
