/* Ticks, grid lines and the room that numbers take. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "report/svg/svg_plot.h"

enum { TICK_GAP = 6, MOST_TICKS = 6, FEW_TICKS = 3, FOOT = 18 };

const char *ot_plot_number(double value, int decimals, char text[OT_PLOT_NUMBER]) {
    char digits[OT_NUMBER_SIZE];
    text[0] = '\0';
    if (!isfinite(value)) return text;
    ot_number_fixed(value, decimals, digits);
    if (digits[0] == '-')
        (void)snprintf(text, OT_PLOT_NUMBER, "\xE2\x88\x92%s", digits + 1);
    else
        (void)snprintf(text, OT_PLOT_NUMBER, "%s", digits);
    return text;
}

static void widen(ot_plot *p, double *x_low, double *x_high, double *low, double *high) {
    const int has_years = p->chart->kind == OT_CHART_YEARS;
    for (const ot_layer *layer = p->chart->first; layer; layer = layer->next)
        for (size_t i = 0; i < layer->n; i++) {
            const double reach = layer->kind == OT_LAYER_BAR ? 0.5 : 0.0;
            ot_range_add(x_low, x_high, layer->x[i] - reach);
            ot_range_add(x_low, x_high, layer->x[i] + reach);
            ot_range_add(low, high, layer->value[i]);
            ot_range_add(low, high, layer->low[i]);
            ot_range_add(low, high, layer->high[i]);
            if (layer->kind == OT_LAYER_BAR || !has_years) ot_range_add(low, high, 0.0);
        }
}

/* The mark of a target in the first year has room, too. */
static double room_before(const ot_plot *p) {
    for (const ot_layer *layer = p->chart->first; layer; layer = layer->next)
        for (size_t i = 0; layer->kind == OT_LAYER_TARGET && i < layer->n; i++)
            if (!p->is_small && layer->x[i] < p->x.low + 0.5) return OT_PLOT_MARK + 2.0;
    return 4.0;
}

static double widest_tick(const ot_svg_scale *s) {
    char text[OT_PLOT_NUMBER];
    double width = 0.0;
    for (size_t i = 0; i < ot_scale_n_ticks(s); i++)
        width = fmax(
            width, ot_svg_text_width(ot_plot_number(ot_scale_tick(s, i), s->decimals, text), "a"));
    return width;
}

static void draw_y(ot_plot *p) {
    char text[OT_PLOT_NUMBER];
    const size_t n = ot_scale_n_ticks(&p->y);
    for (size_t i = 0; i < n; i++) {
        const double value = ot_scale_tick(&p->y, i), y = ot_scale_at(&p->y, value);
        ot_canvas_line(p->canvas, "g", p->inner.x0, y, p->inner.x1, y);
        if (p->is_small && i > 0 && i + 1 < n) continue;
        ot_canvas_text(p->canvas, "a",
                       (ot_svg_spot){p->inner.x0 - TICK_GAP, y + 4.0, OT_ANCHOR_END}, 200.0,
                       ot_plot_number(value, p->y.decimals, text));
    }
}

/* Left out where it would touch the one before. */
static void put_tick(ot_plot *p, double value, double *free_from) {
    char text[OT_PLOT_NUMBER];
    const double x = ot_scale_at(&p->x, value), y = p->inner.y1;
    const char *label = ot_plot_number(value, p->x.decimals, text);
    const double half = ot_svg_text_width(label, "a") / 2.0;
    if (x - half < *free_from || x + half > p->frame.x1) return;
    ot_canvas_line(p->canvas, "x", x, y, x, y + 4.0);
    ot_canvas_text(p->canvas, "a", (ot_svg_spot){x, y + 15.0, OT_ANCHOR_MIDDLE}, 200.0, label);
    *free_from = x + half + TICK_GAP;
}

/* A small chart of years tells where it begins and ends. */
static void draw_x(ot_plot *p) {
    double free_from = -INFINITY;
    ot_canvas_line(p->canvas, "x", p->inner.x0, p->inner.y1, p->inner.x1, p->inner.y1);
    if (p->is_small && p->chart->kind == OT_CHART_YEARS) {
        if (p->share && p->share->says_years) put_tick(p, p->x.low, &free_from);
        if (p->share && p->share->says_years) put_tick(p, p->x.high, &free_from);
        return;
    }
    for (size_t i = 0; i < ot_scale_n_ticks(&p->x); i++)
        put_tick(p, ot_scale_tick(&p->x, i), &free_from);
}

/* No band of nothing: the ends lie just beyond the numbers, where the next ticks are far. */
static void trim(ot_svg_scale *s, double low, double high) {
    const double room = 0.06 * (high - low);
    if (!(room > 0.0)) return;
    if (s->high - high > 0.4 * s->step) s->high = high + room;
    if (low - s->low > 0.4 * s->step) s->low = low < 0.0 ? low - room : fmax(0.0, low - room);
}

static void share_frame(ot_plot *p) {
    p->x.low = p->share->first;
    p->x.high = p->share->last;
    p->inner.x0 = p->frame.x0 + p->share->left;
}

void ot_plot_axes(ot_plot *p) {
    double x_low = NAN, x_high = NAN, low = NAN, high = NAN;
    const int has_years = p->chart->kind == OT_CHART_YEARS;
    widen(p, &x_low, &x_high, &low, &high);
    const double height = p->frame.y1 - p->frame.y0;
    p->y = ot_scale_nice(low, high, p->is_small || height < 120.0 ? FEW_TICKS : MOST_TICKS);
    p->x = has_years ? ot_scale_whole(x_low, x_high, p->is_small ? 2 : 12)
                     : ot_scale_nice(x_low, x_high, MOST_TICKS);
    if (!has_years && isfinite(x_low) && x_high > x_low) {
        p->x.low = x_low;
        p->x.high = x_high;
    }
    trim(&p->y, low, high);
    if (!has_years) p->y.high = high * 1.35; /* room for labels over the top */
    p->inner = p->frame;
    p->inner.x0 += has_years ? widest_tick(&p->y) + TICK_GAP : 8.0;
    if (p->share) share_frame(p);
    p->inner.y1 -= FOOT;
    p->x.from = p->inner.x0 + room_before(p);
    p->y.from = p->inner.y1;
    p->y.to = p->inner.y0;
}

void ot_plot_draw_axes(ot_plot *p) {
    if (p->chart->kind == OT_CHART_YEARS) draw_y(p);
    draw_x(p);
}

void ot_plot_share_add(const ot_chart *chart, ot_plot_share *share) {
    const double tall = 200.0;
    ot_end_labels ends = {.n = 0};
    ot_plot p = {.chart = chart, .is_small = share->is_small, .frame = {.y1 = tall}};
    ot_plot_axes(&p);
    if (!share->is_small) ot_end_labels_collect(&p, &ends);
    share->left = fmax(share->left, p.inner.x0);
    share->right = fmax(share->right, ot_end_labels_width(&ends));
    ot_range_add(&share->first, &share->last, p.x.low);
    ot_range_add(&share->first, &share->last, p.x.high);
}
