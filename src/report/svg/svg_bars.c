/* A row for each number: probabilities with their errors, contributions to both sides. */
#include <math.h>
#include <string.h>

#include "report/svg/svg_plot.h"

enum { ROW = 20, HEADING = 22, BAR = 12, GAP = 8, FOOT = 20, TICK_ROW = 14, UNIT_ROW = 14 };

/* The most of the width that names of rows and numbers may take. */
static const double MOST_NAMES = 0.60, MOST_NOTES = 0.25;

typedef struct bars {
    ot_canvas *canvas;
    const ot_chart *chart;
    ot_svg_box frame;
    ot_svg_scale x;
    double names, notes; /* widths */
    int has_negative;
    int has_unit_below; /* of the axis: no room beside it */
} bars;

static void measure(bars *b, double *low, double *high) {
    for (const ot_layer *layer = b->chart->first; layer; layer = layer->next)
        for (size_t i = 0; i < layer->n; i++) {
            if (layer->text[i]) b->names = fmax(b->names, ot_svg_text_width(layer->text[i], "r"));
            if (layer->note[i]) b->notes = fmax(b->notes, ot_svg_text_width(layer->note[i], "lo"));
            ot_range_add(low, high, layer->value[i]);
            ot_range_add(low, high, layer->low[i]);
            ot_range_add(low, high, layer->high[i]);
            b->has_negative |= layer->value[i] < 0.0;
        }
}

static void make_scale(bars *b) {
    const double width = b->frame.x1 - b->frame.x0;
    double low = 0.0, high = 0.0;
    measure(b, &low, &high);
    ot_range_add(&low, &high, b->chart->reach_low);
    ot_range_add(&low, &high, b->chart->reach_high);
    b->has_negative |= low < 0.0;
    b->names = fmin(b->names, MOST_NAMES * width);
    b->notes = fmin(b->notes, MOST_NOTES * width / (b->has_negative ? 2.0 : 1.0));
    b->x = ot_scale_nice(low, high, 5);
    b->x.from = b->frame.x0 + b->names + GAP + (b->has_negative ? b->notes + GAP : 0.0);
    b->x.to = b->frame.x1 - b->notes - GAP;
}

static const char *bar_class(const ot_layer *layer, double value) {
    static const char *const TONE[OT_N_TONES] = {"k6", "k1", "k2", "k3", "k4", "k5", "k6"};
    if (layer->role == OT_ROLE_TONED) return TONE[layer->tone];
    return value < 0.0 ? "d1" : "d0";
}

static void draw_row(const bars *b, const ot_layer *layer, size_t i, double y) {
    const double zero = ot_scale_at(&b->x, 0.0), x = ot_scale_at(&b->x, layer->value[i]);
    const double low = ot_scale_at(&b->x, layer->low[i]), high = ot_scale_at(&b->x, layer->high[i]);
    const double middle = y + ROW / 2.0;
    char number[OT_PLOT_NUMBER];
    if (layer->text[i])
        ot_canvas_text(b->canvas, "r", (ot_svg_spot){b->frame.x0, middle + 4.0, OT_ANCHOR_START},
                       b->names + 1.0, layer->text[i]);
    if (isfinite(x))
        ot_canvas_rect(b->canvas, bar_class(layer, layer->value[i]), fmin(zero, x),
                       middle - BAR / 2.0, fmax(fabs(x - zero), 1.0), BAR);
    const char *said = layer->note[i] ? layer->note[i]
                                      : ot_plot_number(layer->value[i], b->chart->decimals, number);
    const int is_left = layer->value[i] < 0.0;
    double at = isfinite(x) ? x : zero;
    if (isfinite(low) && isfinite(high)) at = is_left ? fmin(at, low) : fmax(at, high);
    ot_canvas_text(b->canvas, "lo",
                   (ot_svg_spot){is_left ? at - GAP / 2.0 : at + GAP / 2.0, middle + 4.0,
                                 is_left ? OT_ANCHOR_END : OT_ANCHOR_START},
                   b->notes + 1.0, *said ? said : "\xE2\x80\x94");
}

static void draw_error(const bars *b, const ot_layer *layer, size_t i, double y) {
    const double low = ot_scale_at(&b->x, layer->low[i]), high = ot_scale_at(&b->x, layer->high[i]);
    const double middle = y + ROW / 2.0;
    if (high - low > 1.0) ot_canvas_line(b->canvas, "e", low, middle, high, middle);
}

static double draw_layer(const bars *b, const ot_layer *layer, double y) {
    if (layer->n == 0) return y;
    if (layer->label) {
        ot_canvas_text(b->canvas, "h",
                       (ot_svg_spot){b->frame.x0, y + HEADING - 7.0, OT_ANCHOR_START},
                       b->frame.x1 - b->frame.x0, layer->label);
        y += HEADING;
    }
    for (size_t i = 0; i < layer->n; i++)
        draw_row(b, layer, i, y + ROW * (double)i);
    for (size_t i = 0; i < layer->n; i++)
        draw_error(b, layer, i, y + ROW * (double)i);
    return y + ROW * (double)layer->n;
}

static double height_of(const ot_chart *chart) {
    double height = 0.0;
    for (const ot_layer *layer = chart->first; layer; layer = layer->next)
        if (layer->n > 0) height += (layer->label ? HEADING : 0) + ROW * (double)layer->n;
    return height;
}

/* In the line of the axis' numbers, left of them where there is room, or below; the width that it
 * takes from them. */
static double put_unit(bars *b, double bottom) {
    const char *unit = b->chart->unit;
    const double width = ot_svg_text_width(unit, "a"), room = b->x.from - b->frame.x0 - 4.0 * GAP;
    if (!*unit) return 0.0;
    b->has_unit_below = width > room;
    ot_canvas_text(b->canvas, "a",
                   (ot_svg_spot){b->frame.x0,
                                 bottom + TICK_ROW + (b->has_unit_below ? UNIT_ROW : 0.0),
                                 OT_ANCHOR_START},
                   b->frame.x1 - b->frame.x0, unit);
    return b->has_unit_below ? 0.0 : width + GAP;
}

static void draw_axis(bars *b, double bottom) {
    char text[OT_PLOT_NUMBER];
    double free_from = b->frame.x0 + put_unit(b, bottom);
    for (size_t i = 0; i < ot_scale_n_ticks(&b->x); i++) {
        const double value = ot_scale_tick(&b->x, i), x = ot_scale_at(&b->x, value);
        const char *label = ot_plot_number(value, b->x.decimals, text);
        const double half = ot_svg_text_width(label, "a") / 2.0;
        ot_canvas_line(b->canvas, fabs(value) < 1e-9 * b->x.step ? "x" : "g", x, b->frame.y0, x,
                       bottom);
        if (x - half < free_from || x + half > b->frame.x1) continue;
        ot_canvas_text(b->canvas, "a", (ot_svg_spot){x, bottom + TICK_ROW, OT_ANCHOR_MIDDLE}, 200.0,
                       label);
        free_from = x + half + GAP;
    }
}

double ot_plot_bars(ot_canvas *c, const ot_chart *chart, ot_svg_box frame) {
    bars b = {.canvas = c, .chart = chart, .frame = frame};
    double y = frame.y0;
    make_scale(&b);
    draw_axis(&b, frame.y0 + height_of(chart));
    for (const ot_layer *layer = chart->first; layer; layer = layer->next)
        y = draw_layer(&b, layer, y);
    return y + FOOT + (b.has_unit_below ? UNIT_ROW : 0.0);
}
