/* Charts over years or values: bands, lines, points, bars, wanted values, rules. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/svg/svg_plot.h"

enum { END_GAP = 14, END_STEP = 66, MOST_RANKS = 5, LAST_GAP = 14, WHISKER = 7 };

/* Half the width of the mark in small charts; of the ends of its range, as a share of it; how far
 * its arrow reaches. */
static const double SMALL_MARK = OT_PLOT_MARK / 2.0, END_OF_MARK = 0.5, ARROW = 9.0;

/* Of a year, what its bar takes. */
static const double BAR_SHARE = 0.7;

/* Texts beside a rule: lines that stand below each other, the first and the last of them from the
 * ends of the plot; the gap to the rule. */
static const double TEXT_ROW = 15.0, FIRST_ROW = 10.0, LAST_ROW = 8.0, BESIDE_RULE = 6.0;

/* Room at the right where no label stands, of small charts and of others; behind the last value. */
static const double SMALL_END = 12.0, NO_END = 8.0, VALUES_GAP = 4.0;

/* The most of the width that labels at the right may take. */
static const double MOST_LABELS = 0.42;

const char *ot_plot_class(char letter, const ot_layer *layer) {
    static const char *const CLASS[][MOST_RANKS + 2] = {
        {"s0", "s1", "s2", "s3", "s4", "so", "sw"}, {"d0", "d1", "d2", "d3", "d4", "do", "wf"},
        {"l0", "l1", "l2", "l3", "l4", "lo", "lw"}, {"b0", "b1", "b2", "b3", "b4", "b0", "b0"},
        {"f0", "f1", "f2", "f2", "f2", "f2", "f2"}, {"i0", "i1", "i2", "i3", "i4", "i0", "i0"},
        {"o0", "o1", "o2", "o3", "o4", "oo", "oo"}};
    static const char LETTERS[] = "sdlbfio";
    const char *at = strchr(LETTERS, letter);
    const int rank = layer->rank < 0 ? 0 : layer->rank % MOST_RANKS;
    const int column = layer->role == OT_ROLE_OBSERVED || layer->role == OT_ROLE_ASSUMED
                           ? MOST_RANKS
                       : layer->role == OT_ROLE_WANTED ? MOST_RANKS + 1
                                                       : rank;
    return CLASS[at ? at - LETTERS : 0][column];
}

typedef struct pixels { /* of a layer */
    double *x, *value, *low, *high;
} pixels;

static int pixels_init(pixels *q, const ot_plot *p, const ot_layer *layer) {
    const size_t n = layer->n;
    q->x = malloc((4 * n + 1) * sizeof *q->x);
    if (!q->x) return 0;
    q->value = q->x + n;
    q->low = q->value + n;
    q->high = q->low + n;
    for (size_t i = 0; i < n; i++) {
        q->x[i] = ot_scale_at(&p->x, layer->x[i]);
        q->value[i] = ot_scale_at(&p->y, layer->value[i]);
        q->low[i] = ot_scale_at(&p->y, layer->low[i]);
        q->high[i] = ot_scale_at(&p->y, layer->high[i]);
    }
    return 1;
}

static void draw_bars(ot_plot *p, const ot_layer *layer, const pixels *q) {
    const double half = BAR_SHARE / 2.0 * (ot_scale_at(&p->x, p->x.low + 1.0) - p->x.from);
    const double zero = ot_scale_at(&p->y, 0.0);
    for (size_t i = 0; i < layer->n; i++)
        if (isfinite(q->x[i]) && isfinite(q->value[i]))
            ot_canvas_rect(p->canvas, ot_plot_class('d', layer), q->x[i] - half,
                           fmin(zero, q->value[i]), 2.0 * half, fabs(q->value[i] - zero));
    ot_canvas_line(p->canvas, "x", p->inner.x0, zero, p->inner.x1, zero);
}

static void draw_wanted_line(ot_plot *p, double x0, double y0, double x1, double y1) {
    ot_canvas_line(p->canvas, "w", x0, y0, x1, y1);
    ot_canvas_keep_clear(p->canvas, x0, y0, x1, y1);
}

/* From the mark to an end of what is met, too; as wide as the mark where it is the other end of a
 * range. */
static void draw_wanted_end(ot_plot *p, double x, double y, double end, double half) {
    if (!(fabs(end - y) > 1.0)) return;
    draw_wanted_line(p, x, y, x, end);
    draw_wanted_line(p, x - half, end, x + half, end);
}

/* An arrow points to where more is welcome; a bracket holds what is wanted. */
static void draw_wanted(ot_plot *p, const pixels *q, size_t i) {
    const double half = p->is_small ? SMALL_MARK : OT_PLOT_MARK, x = q->x[i];
    const double low = q->low[i], high = q->high[i];
    const int has_low = isfinite(low), has_high = isfinite(high);
    const double y = isfinite(q->value[i]) ? q->value[i] : has_low ? low : high;
    if (!isfinite(x) || !isfinite(y)) return;
    const int is_range = has_low && has_high && !(fabs(low - y) > 1.0 && fabs(high - y) > 1.0);
    const double end = is_range ? half : END_OF_MARK * half;
    draw_wanted_line(p, x - half, y, x + half, y);
    draw_wanted_end(p, x, y, low, end);
    draw_wanted_end(p, x, y, high, end);
    if (has_low == has_high || p->is_small) return;
    ot_canvas_arrow(p->canvas, "wf", x, has_low ? y - ARROW : y + ARROW, has_low);
    ot_canvas_keep_clear(p->canvas, x, y - ARROW, x, y + ARROW);
}

static void draw_rule(ot_plot *p, const ot_layer *layer, const pixels *q) {
    const char *class = layer->role == OT_ROLE_SERIES ? "e" : ot_plot_class('s', layer);
    /* What is wanted has its words at the top. */
    const double top = p->inner.y0 + (layer->role == OT_ROLE_WANTED ? 0.0 : 2.0 * TEXT_ROW + 4.0);
    for (size_t i = 0; i < layer->n; i++) {
        if (isfinite(q->x[i])) {
            ot_canvas_line(p->canvas, class, q->x[i], top, q->x[i], p->inner.y1);
            ot_canvas_keep_clear(p->canvas, q->x[i], top, q->x[i], p->inner.y1);
        } else if (isfinite(q->value[i])) {
            ot_canvas_line(p->canvas, class, p->inner.x0, q->value[i], p->inner.x1, q->value[i]);
        }
    }
}

static int has_several_series(const ot_chart *chart) {
    for (const ot_layer *layer = chart->first; layer; layer = layer->next)
        if (layer->kind == OT_LAYER_LINE && layer->role == OT_ROLE_SERIES && layer->rank > 0)
            return 1;
    return 0;
}

/* A line of one point would not be seen. The way to what is wanted may lie on a scenario's line:
 * its dashes have an edge of paper, and that line is seen between them. */
static void draw_line(ot_plot *p, const ot_layer *layer, const pixels *q) {
    if (layer->role == OT_ROLE_WANTED && has_several_series(p->chart))
        ot_canvas_polyline(p->canvas, "sp", q->x, q->value, layer->n);
    ot_canvas_polyline(p->canvas, ot_plot_class('s', layer), q->x, q->value, layer->n);
    for (size_t i = 0; i < layer->n && !p->is_small; i++)
        if (layer->role != OT_ROLE_WANTED)
            ot_canvas_dot(p->canvas, ot_plot_class('o', layer), q->x[i], q->value[i]);
}

static int has_whisker(const ot_plot *p, const ot_layer *layer) {
    return layer->kind == OT_LAYER_BAND && layer->role == OT_ROLE_SERIES &&
           p->chart->kind == OT_CHART_YEARS;
}

/* The band of the first series is an area; those of all stand side by side behind the last year. */
static void draw_band(ot_plot *p, const ot_layer *layer, const pixels *q) {
    const size_t n = layer->n;
    if (layer->role == OT_ROLE_FAN || layer->rank == 0)
        ot_canvas_area(p->canvas, ot_plot_class(layer->role == OT_ROLE_FAN ? 'f' : 'b', layer),
                       q->x, q->low, q->high, n);
    if (!has_whisker(p, layer) || n == 0 || !isfinite(q->low[n - 1]) || !isfinite(q->high[n - 1]))
        return;
    const double x = p->inner.x1 + WHISKER * (layer->rank + 0.5);
    ot_canvas_line(p->canvas, ot_plot_class('i', layer), x, q->low[n - 1], x, q->high[n - 1]);
    ot_canvas_keep_clear(p->canvas, x, q->low[n - 1], x, q->high[n - 1]);
}

static void draw_layer(ot_plot *p, const ot_layer *layer, const pixels *q) {
    switch (layer->kind) {
    case OT_LAYER_BAND:
        draw_band(p, layer, q);
        break;
    case OT_LAYER_LINE:
        if (p->chart->kind == OT_CHART_YEARS)
            draw_line(p, layer, q);
        else
            ot_canvas_polyline(p->canvas, ot_plot_class('s', layer), q->x, q->value, layer->n);
        break;
    case OT_LAYER_POINTS:
        for (size_t i = 0; i < layer->n; i++) {
            ot_canvas_dot(p->canvas, ot_plot_class('o', layer), q->x[i], q->value[i]);
            if (layer->role == OT_ROLE_ASSUMED)
                ot_canvas_dot(p->canvas, "oh", q->x[i], q->value[i]);
        }
        break;
    case OT_LAYER_TARGET:
        for (size_t i = 0; i < layer->n; i++)
            draw_wanted(p, q, i);
        break;
    case OT_LAYER_RULE:
        draw_rule(p, layer, q);
        break;
    case OT_LAYER_BAR:
        draw_bars(p, layer, q);
        break;
    case OT_LAYER_CELL:
        break;
    }
}

enum { N_SHIFTS = 21, SPOTS = 5 };

/* Left or right of a mark, rather over or under it, and at last where the plot begins or ends. */
static size_t list_spots(const ot_svg_box *room, double x, double y, ot_svg_spot *spot) {
    const double beside = 17.0, near = 12.0, step = 13.0;
    size_t n = 0;
    for (int i = 0; i < N_SHIFTS; i++) {
        const double far = step * ((i + 1) / 2), at = y + 4.0 + (i % 2 ? -far : far);
        if (far > near) spot[n++] = (ot_svg_spot){x, at, OT_ANCHOR_MIDDLE};
        spot[n++] = (ot_svg_spot){x - beside, at, OT_ANCHOR_END};
        spot[n++] = (ot_svg_spot){x + beside, at, OT_ANCHOR_START};
        if (far > 2.0 * step) spot[n++] = (ot_svg_spot){room->x0, at, OT_ANCHOR_START};
        if (far > 2.0 * step) spot[n++] = (ot_svg_spot){room->x1, at, OT_ANCHOR_END};
    }
    return n;
}

/* From a text that is far from its mark. */
static void lead(ot_plot *p, const ot_svg_box *text, double x, double y) {
    const double near = 24.0, gap = 3.0, mark = 13.0;
    const double to_x = fmin(fmax(x, text->x0), text->x1);
    const double to_y = y < text->y0 ? text->y0 - gap : y > text->y1 ? text->y1 + gap : y;
    const double far = hypot(to_x - x, to_y - y);
    if (far < near) return;
    ot_canvas_leader(p->canvas, x + (to_x - x) * mark / far, y + (to_y - y) * mark / far, to_x,
                     to_y);
}

static void place_text(ot_plot *p, const char *class, double x, double y, const char *text) {
    ot_svg_spot spot[SPOTS * N_SHIFTS];
    const ot_svg_box room = {p->inner.x0 + 2.0, p->frame.y0 - 7.0, p->inner.x1 + 4.0,
                             p->inner.y1 - 2.0};
    const size_t n = list_spots(&room, x, y, spot);
    const size_t i = ot_canvas_place(p->canvas, class, spot, n, &room, text);
    if (i == n) return;
    const ot_svg_box box = ot_svg_text_box(text, class, spot[i]);
    lead(p, &box, x, y);
}

/* Beside the line: what it is, and a second line about it. */
static void place_rule_text(ot_plot *p, const ot_layer *layer, double x) {
    enum { N_ROWS = 16 };
    const char *class = layer->role == OT_ROLE_SERIES ? "lo" : ot_plot_class('l', layer);
    const ot_svg_box room = {p->frame.x0, p->inner.y0 - 4.0, p->frame.x1, p->inner.y1};
    const int is_wanted = layer->role == OT_ROLE_WANTED; /* the others at the foot */
    const int is_left = x - room.x0 > room.x1 - x;       /* more room there */
    const double width = fmax(x - room.x0, room.x1 - x) - LAST_ROW;
    const char *const line[] = {layer->label, layer->note[0]};
    if (!isfinite(x)) return;
    for (size_t k = 0; k < 2; k++) {
        ot_svg_spot spot[2 * N_ROWS];
        for (size_t i = 0; line[k] && i < N_ROWS; i++) {
            const double y = is_wanted ? p->inner.y0 + FIRST_ROW + TEXT_ROW * (double)(i + k)
                                       : p->inner.y1 - LAST_ROW - TEXT_ROW * (double)i;
            spot[2 * i] = (ot_svg_spot){is_left ? x - BESIDE_RULE : x + BESIDE_RULE, y,
                                        is_left ? OT_ANCHOR_END : OT_ANCHOR_START};
            spot[2 * i + 1] = (ot_svg_spot){is_left ? x + BESIDE_RULE : x - BESIDE_RULE, y,
                                            is_left ? OT_ANCHOR_START : OT_ANCHOR_END};
        }
        if (line[k])
            (void)ot_canvas_place_cut(p->canvas, class, spot, 2 * N_ROWS, &room, width, line[k]);
    }
}

static void label_layer(ot_plot *p, const ot_layer *layer, const pixels *q) {
    if (layer->kind == OT_LAYER_RULE && layer->label && layer->n > 0)
        place_rule_text(p, layer, q->x[0]);
    if (layer->kind == OT_LAYER_RULE || p->is_small) return;
    for (size_t i = 0; i < layer->n; i++) {
        const double y = isfinite(q->value[i]) ? q->value[i]
                         : isfinite(q->low[i]) ? q->low[i]
                                               : q->high[i];
        if (layer->text[i] && isfinite(q->x[i]) && isfinite(y))
            place_text(p, ot_plot_class('l', layer), q->x[i], y, layer->text[i]);
    }
}

static void each_layer(ot_plot *p, void (*act)(ot_plot *, const ot_layer *, const pixels *)) {
    for (const ot_layer *layer = p->chart->first; layer; layer = layer->next) {
        pixels q;
        if (!pixels_init(&q, p, layer)) {
            p->canvas->words.done.failed = 1;
            return;
        }
        act(p, layer, &q);
        free(q.x);
    }
}

double ot_plot_xy(ot_canvas *c, const ot_chart *chart, ot_svg_box frame,
                  const ot_plot_share *share) {
    const int is_small = share && share->is_small;
    ot_plot p = {.canvas = c, .chart = chart, .frame = frame, .is_small = is_small, .share = share};
    ot_end_labels ends = {.n = 0};
    ot_plot_axes(&p);
    if (chart->kind == OT_CHART_YEARS && !is_small) ot_end_labels_collect(&p, &ends);
    /* In steps, so that languages have the same plot beside labels of about the same width. */
    const double width = share ? share->right : ot_end_labels_width(&ends);
    const double taken = width > 0.0 ? END_STEP * ceil(width / END_STEP) + END_GAP : 0.0;
    for (const ot_layer *layer = chart->first; layer; layer = layer->next)
        if (has_whisker(&p, layer)) p.whiskers = fmax(p.whiskers, WHISKER * (layer->rank + 1.0));
    p.inner.x1 -= p.whiskers + fmin(fmax(taken, is_small ? SMALL_END : NO_END),
                                    MOST_LABELS * (frame.x1 - frame.x0));
    p.x.to = p.inner.x1 - (is_small || chart->kind != OT_CHART_YEARS ? VALUES_GAP : LAST_GAP);
    ot_plot_draw_axes(&p);
    each_layer(&p, draw_layer);
    ot_end_labels_draw(&p, &ends);
    each_layer(&p, label_layer);
    return frame.y1;
}
