/* Numbers from -1 to 1 in rows and columns: shades and digits; columns are numbered as rows are. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/svg/svg_plot.h"

enum { CELL_MOST = 44, CELL_LEAST = 18, CELL_HEIGHT = 24, ROW_GAP = 6, GAP = 8, HEAD = 18 };

/* Names take what cells can spare, and this in any case; they go on in more lines. */
enum { LEAST_NAMES = 112, NARROW_NAMES = 178, CELL_GAP = 1, MOST_LINES = 3, LINE = 16 };

typedef struct cell_matrix {
    ot_canvas *canvas;
    const ot_chart *chart;
    ot_svg_box frame;
    double names, cell; /* widths; of names without the gap behind them */
    double row;         /* height */
} cell_matrix;

static const char *said(const ot_chart *chart, const ot_layer *layer, size_t i,
                        char number[OT_PLOT_NUMBER]) {
    return layer->note[i] ? layer->note[i]
                          : ot_plot_number(layer->value[i], chart->decimals, number);
}

/* Of a column that has room for each number. */
static double numbers_width(const ot_chart *chart) {
    char number[OT_PLOT_NUMBER];
    double width = CELL_LEAST;
    for (const ot_layer *layer = chart->first; layer; layer = layer->next)
        for (size_t i = 0; i < layer->n; i++)
            width = fmax(width, ot_svg_text_width(said(chart, layer, i, number), "c"));
    return width + CELL_GAP;
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
    const double width = box.x1 - box.x0, foot = (box.y0 + box.y1) / 2.0 + 4.0;
    if (!isfinite(value)) return;
    const int shade = (int)(fmin(fabs(value), 1.0) * 5.0 + 0.5);
    if (shade > 0) {
        ot_canvas_rect(c, value < 0.0 ? AGAINST[shade] : TOGETHER[shade], box.x0 + 1.0,
                       box.y0 + 1.0, width - 2.0, box.y1 - box.y0 - 2.0);
    }
    if (ot_svg_text_width(text, "c") <= width)
        ot_canvas_text(c, shade >= 4 ? "ci" : "c",
                       (ot_svg_spot){(box.x0 + box.x1) / 2.0, foot, OT_ANCHOR_MIDDLE}, width, text);
}

static double lines_height(const cell_matrix *m, const char *name) {
    return LINE * (double)(name ? ot_svg_n_lines(name, "r", m->names, MOST_LINES) : 1);
}

/* All rows are as high as the highest: languages have the same cells. */
static double row_height(const cell_matrix *m) {
    double height = CELL_HEIGHT;
    for (size_t i = 0; i < m->chart->first->n; i++)
        height = fmax(height, lines_height(m, m->chart->first->text[i]) + ROW_GAP);
    return height;
}

static void draw_column(const cell_matrix *m, const ot_layer *layer, double x) {
    char number[OT_PLOT_NUMBER];
    const double top = m->frame.y0 + HEAD;
    if (layer->label)
        ot_canvas_text(m->canvas, "a",
                       (ot_svg_spot){x + m->cell / 2.0, top - 6.0, OT_ANCHOR_MIDDLE}, m->cell,
                       layer->label);
    for (size_t i = 0; i < layer->n; i++) {
        const double y = top + m->row * (double)i;
        draw_cell(m->canvas, layer->value[i], said(m->chart, layer, i, number),
                  (ot_svg_box){x, y, x + m->cell, y + m->row});
    }
}

static void draw_names(const cell_matrix *m) {
    const ot_layer *rows = m->chart->first;
    for (size_t i = 0; i < rows->n; i++) {
        const double free = m->row - lines_height(m, rows->text[i]);
        if (rows->text[i])
            (void)ot_canvas_paragraph(m->canvas, "r", m->frame.x0,
                                      m->frame.y0 + HEAD + m->row * (double)i + free / 2.0,
                                      m->names + 1.0, MOST_LINES, rows->text[i]);
    }
}

static size_t count_columns(const ot_chart *chart) {
    size_t n = 0;
    for (const ot_layer *layer = chart->first; layer; layer = layer->next)
        n++;
    return n;
}

double ot_plot_matrix_width(const ot_chart *chart) {
    return fmin(names_width(chart->first), NARROW_NAMES) + GAP +
           (double)count_columns(chart) * numbers_width(chart);
}

double ot_plot_matrix(ot_canvas *c, const ot_chart *chart, ot_svg_box frame) {
    const double n = (double)count_columns(chart), width = frame.x1 - frame.x0;
    if (!chart->first) return frame.y0;
    const double spare = width - GAP - n * numbers_width(chart);
    cell_matrix m = {.canvas = c, .chart = chart, .frame = frame};
    m.names = fmin(names_width(chart->first), fmax(spare, LEAST_NAMES));
    m.cell = fmax(fmin((width - m.names - GAP) / n, CELL_MOST), CELL_LEAST);
    m.row = row_height(&m);
    double x = frame.x0 + m.names + GAP;
    for (const ot_layer *layer = chart->first; layer; layer = layer->next, x += m.cell)
        draw_column(&m, layer, x);
    draw_names(&m);
    return frame.y0 + HEAD + m.row * (double)chart->first->n + 4.0;
}
