/* What a panel lets be forecast: its series, their origins, and a row for each forecast. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "assess/backtest/panel_backtest.h"
#include "base/list.h"

static int by_indicator(const void *a, const void *b) {
    const ot_panel_series *const *x = a, *const *y = b;
    const int order = strcmp((*x)->indicator, (*y)->indicator);
    return order ? order : (*x > *y) - (*x < *y);
}

/* The places of indicators in the first axis, where they stand in the order in which they come;
 * returns how many there are. */
static size_t place_indicators(ot_panel_backtest *b, const ot_panel_series **order,
                               const char **name) {
    size_t n = 0;
    for (size_t i = 0; i < b->n_series; i++)
        order[i] = &b->series[i];
    if (b->n_series > 1) qsort(order, b->n_series, sizeof *order, by_indicator);
    for (size_t i = 0, first = 0; i < b->n_series; i++) { /* first of the same name */
        if (strcmp(order[i]->indicator, order[first]->indicator) != 0) first = i;
        b->indicator[order[i] - b->series] = (size_t)(order[first] - b->series);
    }
    for (size_t i = 0; i < b->n_series; i++) {
        if (b->indicator[i] < i) {
            b->indicator[i] = b->indicator[b->indicator[i]];
            continue;
        }
        name[n] = b->series[i].indicator;
        b->indicator[i] = n++;
    }
    return n;
}

static ot_status list_series(ot_panel_backtest *b, ot_error *err) {
    const ot_backtest_options *o = b->options;
    const ot_panel_chosen choice = {o->indicator, o->panel.area, o->n_indicators, o->panel.n_areas};
    ot_arena *arena = b->scoring->arena;
    ot_status status = ot_panel_list(b->table, &choice, arena, &b->series, &b->n_series, err);
    if (status) return status;
    const ot_panel_series **order = ot_arena_alloc(arena, b->n_series + 1, sizeof *order);
    const char **name = ot_arena_alloc(arena, b->n_series + 1, sizeof *name);
    b->indicator = ot_arena_alloc(arena, b->n_series + 1, sizeof *b->indicator);
    if (!order || !name || !b->indicator) return ot_backtest_no_memory(err);
    const size_t n = place_indicators(b, order, name);
    return ot_backtest_name_axes(b->scoring, name, n, o->horizon, err);
}

/* Values up to an origin as they were known then, into value[0..n). Returns how many there are. */
static size_t known_at(const ot_panel_backtest *b, const ot_panel_series *s, int origin,
                       double *value) {
    char as_of[OT_BACKTEST_VINTAGE_SIZE];
    size_t n = 0;
    ot_backtest_vintage(origin, as_of);
    for (int year = s->first; year <= origin; year++) {
        value[year - s->first] = ot_panel_value(b->table, s, year, as_of);
        n += isfinite(value[year - s->first]) != 0;
    }
    return n;
}

/* Drop the early ones, but for `most` that are there and any gaps between them. */
static void show_last(ot_panel_trial *t, size_t most) {
    size_t n = 0, from = t->n;
    while (from > 0 && (most == 0 || n < most)) {
        from--;
        n += isfinite(t->shown[from]) != 0;
    }
    t->shown += from;
    t->n -= from;
    t->n_values = n;
}

static ot_status add_trial(ot_panel_backtest *b, size_t series, int origin, ot_error *err) {
    const ot_panel_series *s = &b->series[series];
    const size_t n = (size_t)(origin - s->first + 1), h = b->options->horizon;
    double *shown = ot_arena_alloc(b->scoring->arena, n + h, sizeof *shown), *outturn = shown + n;
    if (!shown) return ot_backtest_no_memory(err);
    ot_panel_trial t = {.series = series, .origin = origin, .n = n, .shown = shown};
    t.n_values = known_at(b, s, origin, shown);
    if (t.n_values < b->options->min_history || isnan(shown[n - 1])) return OT_OK;
    for (size_t k = 0; k < h; k++) {
        outturn[k] = ot_panel_value(b->table, s, origin + 1 + (int)k, NULL);
        t.n_units += isfinite(outturn[k]) != 0;
    }
    t.outturn = outturn;
    t.scale = ot_score_scale(shown, n);
    show_last(&t, b->options->panel.max_history);
    if (t.n_units == 0 || (b->options->panel.needs_all && t.n_units < h)) return OT_OK;
    ot_panel_trial *grown = ot_list_grow(b->trial, b->n_trials, &b->capacity, sizeof *grown);
    if (!grown) return ot_backtest_no_memory(err);
    b->trial = grown;
    b->trial[b->n_trials++] = t;
    return OT_OK;
}

/* The origins of a series, of which the last ones may be all that is wanted. */
static ot_status add_trials(ot_panel_backtest *b, size_t series, ot_error *err) {
    const ot_panel_series *s = &b->series[series];
    const size_t before = b->n_trials, most = b->options->origins;
    ot_status status = OT_OK;
    for (int origin = s->first; origin < s->last && !status; origin++)
        status = add_trial(b, series, origin, err);
    const size_t n = b->n_trials - before;
    if (most > 0 && n > most) {
        memmove(b->trial + before, b->trial + b->n_trials - most, most * sizeof *b->trial);
        b->n_trials = before + most;
    }
    return status;
}

static void number_units(ot_panel_backtest *b, int *first, int *last) {
    ot_scoring *s = b->scoring;
    *first = INT32_MAX;
    *last = 0;
    s->n_units = 0;
    for (size_t i = 0; i < b->n_trials; i++) {
        b->trial[i].first_unit = s->n_units;
        s->n_units += b->trial[i].n_units;
        if (b->trial[i].origin < *first) *first = b->trial[i].origin;
        if (b->trial[i].origin > *last) *last = b->trial[i].origin;
    }
}

static void fill_rows(const ot_panel_backtest *b, const ot_panel_trial *t, size_t method,
                      int first) {
    size_t unit = t->first_unit;
    for (size_t h = 0; h < b->options->horizon; h++) {
        if (isnan(t->outturn[h])) continue;
        ot_scoring_row *row = b->scoring->row + method * b->scoring->n_units + unit;
        ot_scoring_row_empty(row);
        row->method = method;
        row->unit = unit++;
        row->series = t->series;
        row->origin = (size_t)(t->origin - first);
        row->horizon = h + 1;
        row->value[OT_BACKTEST_INDICATOR] = b->indicator[t->series];
        row->value[OT_BACKTEST_HORIZON] = h;
        row->value[OT_BACKTEST_HISTORY] = ot_backtest_history_of(t->n_values);
        row->y = t->outturn[h];
        row->scale = t->scale;
    }
}

static ot_status make_rows(ot_panel_backtest *b, ot_error *err) {
    int first, last;
    ot_scoring *s = b->scoring;
    number_units(b, &first, &last);
    s->n_series = b->n_series;
    s->n_origins = (size_t)(last - first + 1);
    s->year_of_origins = first;
    s->n_rows = s->n_methods * s->n_units;
    s->row = calloc(s->n_rows + 1, sizeof *s->row);
    if (!s->row) return ot_backtest_no_memory(err);
    for (size_t m = 0; m < s->n_methods; m++)
        for (size_t i = 0; i < b->n_trials; i++)
            fill_rows(b, &b->trial[i], m, first);
    return OT_OK;
}

/* A vintage that names no year is never known in time. */
static void note_vintages(const ot_panel_backtest *b, ot_notes *notes) {
    for (size_t i = 0; i < ot_table_count(b->table); i++) {
        const ot_observation *o = ot_table_at(b->table, i);
        if (!*o->vintage || strspn(o->vintage, "0123456789") >= 4) continue;
        ot_notes_add(notes, OT_SEVERITY_WARNING, o->file, o->line, 0,
                     "vintage \"%s\" does not begin with a year: such values are never known at an "
                     "origin, but count as outturns",
                     "版本“%s”不以年份开头：此类数值在任何起点均视为未知，只作为实绩", o->vintage);
        return;
    }
}

static int has_trial(const ot_panel_backtest *b, size_t series) {
    for (size_t i = 0; i < b->n_trials; i++)
        if (b->trial[i].series == series) return 1;
    return 0;
}

/* Series without any origin. */
static ot_status note_short(const ot_panel_backtest *b, ot_notes *notes, ot_error *err) {
    const ot_panel_series *first = NULL;
    size_t n = 0;
    for (size_t i = 0; i < b->n_series; i++) {
        if (has_trial(b, i)) continue;
        if (n++ == 0) first = &b->series[i];
    }
    if (!first) return OT_OK;
    const char *name = ot_panel_name(first, b->scoring->arena);
    if (!name) return ot_backtest_no_memory(err);
    ot_notes_add(
        notes, OT_SEVERITY_INFO, NULL, 0, 0,
        "series left out: %zu of %zu, the first %s (%d to %d): none of their years has %zu "
        "values up to it (--min-history) and an outturn behind it (--horizon)",
        "略去序列 %zu 个（共 %zu 个），第一个是 %s（%d 至 %d 年）：其中没有一年既已有 %zu "
        "个数值（--min-history），其后又有实绩（--horizon）",
        n, b->n_series, name, first->first, first->last, b->options->min_history);
    return OT_OK;
}

static ot_status tell(const ot_panel_backtest *b, ot_notes *notes, ot_error *err) {
    note_vintages(b, notes);
    ot_panel_note_cells(b->table, b->series, b->n_series, notes);
    const ot_status status =
        ot_panel_note_gaps(b->table, b->series, b->n_series, b->scoring->arena, notes, err);
    return status ? status : note_short(b, notes, err);
}

ot_status ot_panel_backtest_plan(ot_panel_backtest *b, ot_notes *notes, ot_error *err) {
    ot_status status = list_series(b, err);
    for (size_t i = 0; i < b->n_series && !status; i++)
        status = add_trials(b, i, err);
    if (!status && b->n_trials == 0)
        status = ot_fail(err, OT_ERR_INPUT,
                         "no series has %zu values and an outturn in the %zu years after them",
                         "没有序列在 %zu 个数值之后的 %zu 年内还有实绩", b->options->min_history,
                         b->options->horizon);
    if (!status) status = tell(b, notes, err);
    return status ? status : make_rows(b, err);
}
