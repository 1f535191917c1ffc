/* Colours, lines and axes of a workbook's charts. */
#include <math.h>
#include <stdint.h>

#include "report/xlsx/xlsx_plot.h"

/* Colours of ranks, apart in grey print too: Okabe and Ito, Color Universal Design (2008). */
static const lxw_color_t RANK[] = {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x56B4E9, 0x000000};
enum { N_RANKS = sizeof RANK / sizeof *RANK };
static const lxw_color_t WANTED = 0xB0122A, OBSERVED = 0x1B1F24; /* as in pictures */
static const lxw_color_t LESS = 0xD55E00, DENSITY = 0x5A6470, GRID = 0xD9DDE1;
/* Bands of a fan, the narrowest first. */
static const lxw_color_t FAN[] = {0x4C93C9, 0x7DB3DC, 0xAFD0EA};
enum { N_FANS = sizeof FAN / sizeof *FAN };

static lxw_color_t fan_colour(int rank) {
    return FAN[rank < 0 ? 0 : rank < N_FANS ? rank : N_FANS - 1];
}

static lxw_color_t colour_of(const ot_xlsx_plot *p, const ot_layer *l) {
    const size_t rank = (size_t)(l->rank > 0 ? l->rank : 0);
    if (l->role == OT_ROLE_WANTED) return WANTED;
    if (l->role == OT_ROLE_OBSERVED) return OBSERVED;
    if (l->role == OT_ROLE_TONED) return ot_xlsx_tone_colour(l->tone);
    if (l->role == OT_ROLE_FAN) return fan_colour(l->rank);
    if (p->chart->kind == OT_CHART_VALUES) return l->kind == OT_LAYER_RULE ? RANK[0] : DENSITY;
    return RANK[rank % N_RANKS];
}

/* What lowers is told apart from what raises. */
static void paint_bars(const ot_xlsx_plot *p, lxw_chart_series *series, const ot_layer *l) {
    lxw_chart_fill fill = {.color = colour_of(p, l)}, less = {.color = LESS};
    lxw_chart_point more_point = {.fill = &fill}, less_point = {.fill = &less};
    lxw_chart_point *point[OT_XLSX_MOST_X + 1] = {NULL};
    int has_less = 0;
    chart_series_set_fill(series, &fill);
    for (size_t i = 0; i < l->n && i < OT_XLSX_MOST_X; i++) {
        point[i] = l->value[i] < 0.0 ? &less_point : &more_point;
        has_less |= l->value[i] < 0.0;
    }
    if (has_less && l->role != OT_ROLE_TONED)
        p->x->failed |= chart_series_set_points(series, point) != LXW_NO_ERROR;
}

static float width_of(const ot_xlsx_plot *p, const ot_layer *l) {
    static const float THIN = 0.75F, USUAL = 2.5F, PART[] = {5.0F, 3.5F, 2.0F},
                       END[] = {1.75F, 1.25F, 1.0F};
    if (l->kind != OT_LAYER_BAND) return p->chart->kind == OT_CHART_VALUES ? 1.5F : USUAL;
    if (l->role != OT_ROLE_FAN) return THIN;
    const int rank = l->rank < 0 ? 0 : l->rank < (int)N_FANS ? l->rank : (int)N_FANS - 1;
    return p->chart->kind == OT_CHART_VALUES ? PART[rank] : END[rank];
}

static lxw_chart_marker_type marker_of(const ot_layer *l) {
    if (l->kind == OT_LAYER_TARGET)
        return l->rank > 0 ? LXW_CHART_MARKER_LONG_DASH : LXW_CHART_MARKER_DIAMOND;
    return l->kind == OT_LAYER_POINTS ? LXW_CHART_MARKER_DIAMOND : LXW_CHART_MARKER_NONE;
}

void ot_xlsx_style(const ot_xlsx_plot *p, lxw_chart_series *series, const ot_layer *l) {
    enum { MARK = 8 };
    const int is_point = l->kind == OT_LAYER_POINTS || l->kind == OT_LAYER_TARGET;
    const int is_other = l->role == OT_ROLE_SERIES && l->rank > 0;
    const int is_edge = l->kind == OT_LAYER_BAND && l->role != OT_ROLE_FAN;
    lxw_chart_line line = {.color = colour_of(p, l), .width = width_of(p, l)};
    lxw_chart_fill fill = {.color = line.color};
    if (p->chart->kind == OT_CHART_BARS) {
        paint_bars(p, series, l);
        return;
    }
    line.dash_type = is_other || is_edge ? LXW_CHART_LINE_DASH_DASH : LXW_CHART_LINE_DASH_SOLID;
    chart_series_set_marker_type(series, (uint8_t)marker_of(l));
    if (is_point) {
        lxw_chart_line border = {.color = line.color};
        chart_series_set_marker_size(series, MARK);
        chart_series_set_marker_fill(series, &fill);
        chart_series_set_marker_line(series, &border);
        line.none = LXW_TRUE;
    }
    chart_series_set_line(series, &line);
}

typedef struct axis_span {
    double low, high;
} axis_span;

static void take(axis_span *span, double value) {
    if (!isfinite(value)) return;
    span->low = fmin(span->low, value);
    span->high = fmax(span->high, value);
}

static axis_span span_of(const ot_chart *chart) {
    axis_span span = {INFINITY, -INFINITY};
    for (const ot_layer *l = chart->first; l; l = l->next)
        for (size_t i = 0; i < l->n; i++)
            if (chart->kind == OT_CHART_VALUES) {
                take(&span, l->x[i]);
            } else {
                take(&span, l->value[i]);
                take(&span, l->low[i]);
                take(&span, l->high[i]);
            }
    return span;
}

/* Lines need no zero: where all values are above it, the axis begins a little below the least. */
static void set_years(const ot_xlsx_plot *p) {
    static const double ROOM = 0.05;
    const axis_span s = span_of(p->chart);
    if (!(s.low > 0.0) || !(s.high > s.low)) return;
    const double step = pow(10.0, floor(log10(s.high - s.low)));
    chart_axis_set_min(p->picture->y_axis,
                       step * floor(fmax(s.low - ROOM * (s.high - s.low), 0.0) / step));
}

/* How often each value occurs has no scale. */
static void set_values(const ot_xlsx_plot *p) {
    const axis_span s = span_of(p->chart);
    chart_axis_set_label_position(p->picture->y_axis, LXW_CHART_AXIS_LABEL_POSITION_NONE);
    chart_axis_set_min(p->picture->y_axis, 0.0);
    chart_axis_major_gridlines_set_visible(p->picture->y_axis, LXW_FALSE);
    if (!(s.high > s.low)) return;
    const double step = pow(10.0, floor(log10(s.high - s.low))) / 2.0;
    chart_axis_set_min(p->picture->x_axis, step * floor(s.low / step));
    chart_axis_set_max(p->picture->x_axis, step * ceil(s.high / step));
}

/* The first row on top, its scale below, names beside the plot whatever the sign of a bar. */
static void set_bars(const ot_xlsx_plot *p) {
    enum { GAP = 40, WHOLE = 100 };
    chart_axis_set_reverse(p->picture->y_axis);
    chart_axis_set_label_position(p->picture->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_axis_set_label_position(p->picture->x_axis, LXW_CHART_AXIS_LABEL_POSITION_HIGH);
    chart_axis_set_interval_unit(p->picture->y_axis, 1);
    chart_set_series_gap(p->picture, GAP);
    if (p->n_series > 1) chart_set_series_overlap(p->picture, WHOLE);
}

void ot_xlsx_axes(const ot_xlsx_plot *p) {
    enum { AXIS_SIZE = 11, TITLE_SIZE = 13 };
    lxw_chart_font axis = {.size = AXIS_SIZE}, title = {.size = TITLE_SIZE, .bold = LXW_TRUE};
    lxw_chart_line grid = {.color = GRID, .width = 0.75F};
    chart_axis_set_num_font(p->picture->x_axis, &axis);
    chart_axis_set_num_font(p->picture->y_axis, &axis);
    chart_legend_set_font(p->picture, &axis);
    chart_title_set_name_font(p->picture, &title);
    chart_axis_major_gridlines_set_line(p->picture->y_axis, &grid);
    if (p->chart->kind == OT_CHART_YEARS) set_years(p);
    if (p->chart->kind == OT_CHART_VALUES) set_values(p);
    if (p->chart->kind == OT_CHART_BARS) set_bars(p);
}
