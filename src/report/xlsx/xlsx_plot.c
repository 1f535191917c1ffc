/* The numbers of a chart, column by column, and the series that read them. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/xlsx/xlsx_plot.h"

enum { NAME_SIZE = 200 };

int ot_xlsx_has_categories(const ot_chart *chart) {
    return chart->kind == OT_CHART_BARS || chart->kind == OT_CHART_MATRIX;
}

static const char *say(const ot_xlsx_plot *p, ot_message message) {
    return ot_message_text(message, p->x->d->language);
}

/* A rule at one x is drawn from numbers of its own. */
static int is_upright(const ot_layer *l) {
    return l->kind == OT_LAYER_RULE && l->n > 0 && isfinite(l->x[0]);
}

static void add_row(ot_xlsx_plot *p, double x) {
    size_t k = 0;
    while (k < p->n && p->at[k] < x)
        k++;
    if (p->n == OT_XLSX_MOST_X || (k < p->n && !(x < p->at[k]))) return;
    memmove(p->at + k + 1, p->at + k, (p->n - k) * sizeof *p->at);
    p->at[k] = x;
    p->n++;
}

/* Bars of several layers stand below each other, cells of a matrix beside each other. */
static size_t first_row(const ot_xlsx_plot *p, const ot_layer *l) {
    size_t n = 0;
    if (p->chart->kind == OT_CHART_BARS)
        for (const ot_layer *k = p->chart->first; k && k != l; k = k->next)
            n += k->n;
    return n;
}

void ot_xlsx_plot_rows(ot_xlsx_plot *p) {
    for (const ot_layer *l = p->chart->first; l; l = l->next)
        for (size_t i = 0; i < l->n; i++)
            if (ot_xlsx_has_categories(p->chart))
                add_row(p, (double)(first_row(p, l) + i));
            else if (isfinite(l->x[i]) && l->kind != OT_LAYER_RULE)
                add_row(p, l->x[i]);
}

static double value_at(const ot_xlsx_plot *p, const ot_layer *l, const double *y, size_t row) {
    const double x = p->at[row];
    if (l->kind == OT_LAYER_RULE) return l->n > 0 && !isfinite(l->x[0]) ? y[0] : NAN;
    if (ot_xlsx_has_categories(p->chart)) {
        const size_t first = first_row(p, l);
        return row >= first && row < first + l->n ? y[row - first] : NAN;
    }
    for (size_t i = 0; i < l->n; i++)
        if (!(l->x[i] < x) && !(x < l->x[i])) return y[i];
    return NAN;
}

static void put_text(ot_xlsx_plot *p, lxw_row_t row, lxw_col_t column, const char *text) {
    p->numbers->row = row;
    ot_xlsx_text(p->x, p->numbers, column, text ? text : "", p->x->text);
}

static void put_number(ot_xlsx_plot *p, size_t row, lxw_col_t column, double value) {
    p->numbers->row = p->head + 1 + (lxw_row_t)row;
    if (isfinite(value)) ot_xlsx_number(p->x, p->numbers, column, value, p->x->shortest);
}

/* Of n rows of column y over those of column x, by the head of y. NULL: there is no picture */
static lxw_chart_series *add_series(ot_xlsx_plot *p, const ot_layer *l, lxw_col_t x, lxw_col_t y,
                                    size_t n) {
    const lxw_row_t first = p->head + 1, last = p->head + (lxw_row_t)n;
    if (!p->picture) return NULL;
    lxw_chart_series *series = chart_add_series(p->picture, NULL, NULL);
    p->x->failed |= series == NULL;
    if (!series) return NULL;
    chart_series_set_categories(series, p->numbers->name, first, x, last, x);
    chart_series_set_values(series, p->numbers->name, first, y, last, y);
    chart_series_set_name_range(series, p->numbers->name, p->head, y);
    ot_xlsx_style(p, series, l);
    p->n_series++;
    return series;
}

static void leave_unnamed(ot_xlsx_plot *p) {
    if (p->picture && p->n_unnamed < OT_XLSX_MOST_UNNAMED)
        p->unnamed[p->n_unnamed++] = (int16_t)(p->n_series - 1);
}

static int has_any(const ot_xlsx_plot *p, const ot_layer *l, const double *y) {
    for (size_t i = 0; i < p->n; i++)
        if (isfinite(value_at(p, l, y, i))) return 1;
    return 0;
}

/* One column of the table; NULL: it has no series. */
static lxw_chart_series *put_column(ot_xlsx_plot *p, const ot_layer *l, const double *y,
                                    const char *name) {
    if (!has_any(p, l, y)) return NULL;
    put_text(p, p->head, p->column, name);
    for (size_t i = 0; i < p->n; i++)
        put_number(p, i, p->column, value_at(p, l, y, i));
    return add_series(p, l, 0, p->column++, p->n);
}

/* The line that a band without a name belongs to. */
static const char *name_of_rank(const ot_xlsx_plot *p, int rank) {
    for (const ot_layer *l = p->chart->first; l; l = l->next)
        if (l->kind == OT_LAYER_LINE && l->role == OT_ROLE_SERIES && l->rank == rank)
            return l->label;
    return NULL;
}

/* What nobody named is named by its part. */
static const char *name_of(const ot_xlsx_plot *p, const ot_layer *l) {
    const char *other = NULL;
    if (l->label && *l->label) return l->label;
    if (l->role == OT_ROLE_OBSERVED) return say(p, OT_SAY_XLSX_OBSERVED);
    if (l->role == OT_ROLE_WANTED)
        return say(p, l->kind == OT_LAYER_LINE ? OT_SAY_XLSX_PATH : OT_SAY_XLSX_WANTED);
    if (l->kind == OT_LAYER_LINE)
        return say(p, p->chart->kind == OT_CHART_VALUES ? OT_SAY_XLSX_DENSITY : OT_SAY_XLSX_MEDIAN);
    if (l->kind == OT_LAYER_BAND && l->role == OT_ROLE_SERIES) other = name_of_rank(p, l->rank);
    return other && *other ? other : p->chart->title;
}

/* Both ends of a band or of a target's range. The legend names a band once; a name that begins with
 * "=" would be a formula. */
static void put_ends(ot_xlsx_plot *p, const ot_layer *l, const double *low, const double *high) {
    char name[NAME_SIZE];
    const char *band = name_of(p, l);
    (void)snprintf(name, sizeof name, "%s %s", band, say(p, OT_SAY_XLSX_LOWER));
    lxw_chart_series *series = put_column(p, l, low, name);
    if (series && l->role == OT_ROLE_FAN && *band != '=')
        chart_series_set_name(series, band);
    else if (series)
        leave_unnamed(p);
    (void)snprintf(name, sizeof name, "%s %s", band, say(p, OT_SAY_XLSX_UPPER));
    if (put_column(p, l, high, name)) leave_unnamed(p);
}

/* The value itself is marked; where some room around it counts as met, the ends of that, too. */
static void put_wanted(ot_xlsx_plot *p, const ot_layer *l) {
    double *end = ot_arena_alloc(p->x->d->arena, 2 * l->n + 1, sizeof *end);
    p->x->failed |= end == NULL;
    if (!end) return;
    double *low = end, *high = end + l->n;
    for (size_t i = 0; i < l->n; i++) {
        low[i] = l->low[i] < l->value[i] ? l->low[i] : NAN;
        high[i] = l->high[i] > l->value[i] ? l->high[i] : NAN;
    }
    (void)put_column(p, l, l->value, name_of(p, l));
    const ot_layer range = {.kind = OT_LAYER_TARGET,
                            .role = l->role,
                            .rank = 1,
                            .label = l->label,
                            .n = l->n,
                            .x = l->x,
                            .value = l->value,
                            .low = low,
                            .high = high};
    put_ends(p, &range, low, high);
}

static double highest(const ot_chart *chart) {
    double high = 0.0;
    for (const ot_layer *l = chart->first; l; l = l->next)
        for (size_t i = 0; i < l->n; i++)
            if (l->kind == OT_LAYER_LINE && isfinite(l->value[i])) high = fmax(high, l->value[i]);
    return high;
}

/* From the foot to the top of the curve, at one x. */
static void put_upright(ot_xlsx_plot *p, const ot_layer *l) {
    put_text(p, p->head, p->column, p->chart->unit);
    put_text(p, p->head, (lxw_col_t)(p->column + 1), name_of(p, l));
    for (size_t i = 0; i < 2; i++) {
        put_number(p, i, p->column, l->x[0]);
        put_number(p, i, (lxw_col_t)(p->column + 1), i ? highest(p->chart) : 0.0);
    }
    (void)add_series(p, l, p->column, (lxw_col_t)(p->column + 1), 2);
    p->column = (lxw_col_t)(p->column + 2);
}

static void put_layer(ot_xlsx_plot *p, const ot_layer *l) {
    if (is_upright(l))
        put_upright(p, l);
    else if (l->kind == OT_LAYER_TARGET)
        put_wanted(p, l);
    else if (l->kind != OT_LAYER_BAND)
        (void)put_column(p, l, l->value, name_of(p, l));
    else if (p->chart->kind == OT_CHART_VALUES) /* a shade below the curve: a part of the curve */
        (void)put_column(p, l, l->high, name_of(p, l));
    else
        put_ends(p, l, l->low, l->high);
}

static void put_first_column(ot_xlsx_plot *p) {
    if (!ot_xlsx_has_categories(p->chart)) {
        for (size_t i = 0; i < p->n; i++)
            put_number(p, i, 0, p->at[i]);
        return;
    }
    for (const ot_layer *l = p->chart->first; l; l = l->next) {
        for (size_t i = 0; i < l->n; i++)
            put_text(p, p->head + 1 + (lxw_row_t)(first_row(p, l) + i), 0, l->text[i]);
        if (p->chart->kind == OT_CHART_MATRIX) return;
    }
}

void ot_xlsx_plot_layers(ot_xlsx_plot *p) {
    put_first_column(p);
    for (const ot_layer *l = p->chart->first; l; l = l->next)
        put_layer(p, l);
    p->unnamed[p->n_unnamed] = -1;
}
