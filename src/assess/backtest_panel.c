/* What a panel lets be forecast: its series, their origins, and a row for each forecast. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assess/backtest.h"
#include "base/list.h"
#include "base/utf8.h"

enum { VINTAGE_SIZE = 8 };

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the backtest", "内存不足以进行回测");
}

static int is_chosen(const char *name, const char *const *chosen, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(chosen[i], name) == 0) return 1;
    return n == 0;
}

/* Different texts in the order of the files. */
static size_t place_in(const char **name, size_t *n, const char *text) {
    for (size_t i = *n; i-- > 0;)
        if (strcmp(name[i], text) == 0) return i;
    name[*n] = text;
    return (*n)++;
}

static ot_status check_names(const char *const *chosen, size_t n_chosen, const char **known,
                             size_t n_known, const char *en, const char *zh, ot_error *err) {
    for (size_t i = 0; i < n_chosen; i++) {
        if (is_chosen(chosen[i], known, n_known) && n_known > 0) continue;
        const char *near = ot_utf8_nearest(chosen[i], known, n_known);
        return ot_fail(err, OT_ERR_USAGE, "the panel has no %s%.0s \"%s\"%s%s%s",
                       "面板数据中没有%.0s%s“%s”%s%s%s", en, zh, chosen[i], near ? " (" : "",
                       near ? near : "", near ? "?)" : "");
    }
    return OT_OK;
}

/* All different pairs of indicator and area that have a point, in the order of the files. */
static ot_status list_series(ot_backtest *b, ot_error *err) {
    const size_t n = ot_table_count(b->table);
    ot_arena *arena = b->scoring->arena;
    ot_scoring_axis *axis = &b->scoring->axis[OT_BACKTEST_INDICATOR];
    const char **area = ot_arena_alloc(arena, n + 1, sizeof *area);
    axis->value = ot_arena_alloc(arena, n + 1, sizeof *axis->value);
    b->series = ot_arena_alloc(arena, n + 1, sizeof *b->series);
    if (!area || !axis->value || !b->series) return no_memory(err);
    size_t n_areas = 0, n_names = 0;
    const char **name = ot_arena_alloc(arena, n + 1, sizeof *name);
    uint8_t *seen = NULL;
    if (!name) return no_memory(err);
    for (size_t i = 0; i < n; i++) { /* how many of each there are */
        (void)place_in(name, &n_names, ot_table_at(b->table, i)->series);
        (void)place_in(area, &n_areas, ot_table_at(b->table, i)->area);
    }
    const ot_backtest_options *o = b->options;
    ot_status status =
        check_names(o->indicator, o->n_indicators, name, n_names, "indicator", "指标", err);
    if (!status) status = check_names(o->area, o->n_areas, area, n_areas, "area", "地区", err);
    if (status) return status;
    seen = ot_arena_alloc(arena, n_names * n_areas + 1, 1);
    if (!seen) return no_memory(err);
    for (size_t i = 0; i < n; i++) {
        const ot_observation *row = ot_table_at(b->table, i);
        const size_t k = place_in(name, &n_names, row->series);
        const size_t a = place_in(area, &n_areas, row->area);
        if (seen[k * n_areas + a] || row->figure.kind != OT_FIGURE_POINT) continue;
        seen[k * n_areas + a] = 1;
        if (!is_chosen(row->series, o->indicator, o->n_indicators)) continue;
        if (!is_chosen(row->area, o->area, o->n_areas)) continue;
        ot_backtest_series *s = &b->series[b->n_series++];
        s->indicator = place_in(axis->value, &axis->n_values, row->series);
        s->area = row->area;
        if (!ot_table_span(b->table, row->series, row->area, &s->first, &s->last)) b->n_series--;
    }
    return OT_OK;
}

static double value_at(const ot_backtest *b, const ot_backtest_series *s, int year,
                       const char *as_of) {
    const char *name = b->scoring->axis[OT_BACKTEST_INDICATOR].value[s->indicator];
    const ot_observation *o = ot_table_find(b->table, name, s->area, year, as_of);
    return o && o->figure.kind == OT_FIGURE_POINT ? o->figure.value : (double)NAN;
}

/* Vintages that begin with a year up to the one after the origin, in which its figure came out. */
static void vintage_at(int origin, char text[VINTAGE_SIZE]) {
    (void)snprintf(text, VINTAGE_SIZE, "%d\xff", (origin + 1) % 10000);
}

/* Values up to an origin as they were known then, into value[0..n). Returns how many there are. */
static size_t known_at(const ot_backtest *b, const ot_backtest_series *s, int origin,
                       double *value) {
    char as_of[VINTAGE_SIZE];
    size_t n = 0;
    vintage_at(origin, as_of);
    for (int year = s->first; year <= origin; year++) {
        value[year - s->first] = value_at(b, s, year, as_of);
        n += isfinite(value[year - s->first]) != 0;
    }
    return n;
}

/* Drop the early ones, but for `most` that are there and any gaps between them. */
static void show_last(ot_backtest_trial *t, size_t most) {
    size_t n = 0, from = t->n;
    while (from > 0 && (most == 0 || n < most)) {
        from--;
        n += isfinite(t->shown[from]) != 0;
    }
    t->shown += from;
    t->n -= from;
    t->n_values = n;
}

static ot_status add_trial(ot_backtest *b, size_t series, int origin, ot_error *err) {
    const ot_backtest_series *s = &b->series[series];
    const size_t n = (size_t)(origin - s->first + 1), h = b->options->horizon;
    double *shown = ot_arena_alloc(b->scoring->arena, n + h, sizeof *shown), *outturn = shown + n;
    if (!shown) return no_memory(err);
    ot_backtest_trial t = {.series = series, .origin = origin, .n = n, .shown = shown};
    t.n_values = known_at(b, s, origin, shown);
    if (t.n_values < b->options->min_history || isnan(shown[n - 1])) return OT_OK;
    for (size_t k = 0; k < h; k++) {
        outturn[k] = value_at(b, s, origin + 1 + (int)k, NULL);
        t.n_units += isfinite(outturn[k]) != 0;
    }
    t.outturn = outturn;
    t.scale = ot_score_scale(shown, n);
    show_last(&t, b->options->max_history);
    if (t.n_units == 0 || (b->options->needs_all && t.n_units < h)) return OT_OK;
    ot_backtest_trial *grown = ot_list_grow(b->trial, b->n_trials, &b->capacity, sizeof *grown);
    if (!grown) return no_memory(err);
    b->trial = grown;
    b->trial[b->n_trials++] = t;
    return OT_OK;
}

/* The origins of a series, of which the last ones may be all that is wanted. */
static ot_status add_trials(ot_backtest *b, size_t series, ot_error *err) {
    const ot_backtest_series *s = &b->series[series];
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

enum { N_LENGTHS = 5 };
static const char *const LENGTH[N_LENGTHS] = {"2-4", "5-6", "7-10", "11-20", "21+"};

static size_t length_of(size_t n) { return n < 5 ? 0 : n < 7 ? 1 : n < 11 ? 2 : n < 21 ? 3 : 4; }

static ot_status name_axes(ot_backtest *b, ot_error *err) {
    enum { DIGITS = 24 };
    ot_scoring *s = b->scoring;
    s->n_axes = OT_BACKTEST_AXES;
    s->axis[OT_BACKTEST_INDICATOR].name = "indicator";
    ot_scoring_axis *h = &s->axis[OT_BACKTEST_HORIZON], *l = &s->axis[OT_BACKTEST_HISTORY];
    *h = (ot_scoring_axis){"horizon", NULL, b->options->horizon};
    *l = (ot_scoring_axis){"history", NULL, N_LENGTHS};
    h->value = ot_arena_alloc(s->arena, h->n_values, sizeof *h->value);
    l->value = ot_arena_alloc(s->arena, l->n_values, sizeof *l->value);
    if (!h->value || !l->value) return no_memory(err);
    memcpy(l->value, LENGTH, sizeof LENGTH);
    for (size_t k = 0; k < h->n_values; k++) {
        char text[DIGITS];
        (void)snprintf(text, sizeof text, "%zu", k + 1);
        h->value[k] = ot_arena_text(s->arena, text, strlen(text));
        if (!h->value[k]) return no_memory(err);
    }
    s->cross[0] = OT_BACKTEST_INDICATOR;
    s->cross[1] = OT_BACKTEST_HORIZON;
    return OT_OK;
}

static void number_units(ot_backtest *b, int *first, int *last) {
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

static void fill_rows(const ot_backtest *b, const ot_backtest_trial *t, size_t method, int first) {
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
        row->value[OT_BACKTEST_INDICATOR] = b->series[t->series].indicator;
        row->value[OT_BACKTEST_HORIZON] = h;
        row->value[OT_BACKTEST_HISTORY] = length_of(t->n_values);
        row->y = t->outturn[h];
        row->scale = t->scale;
    }
}

static ot_status make_rows(ot_backtest *b, ot_error *err) {
    int first, last;
    ot_scoring *s = b->scoring;
    number_units(b, &first, &last);
    s->n_series = b->n_series;
    s->n_origins = (size_t)(last - first + 1);
    s->n_rows = s->n_methods * s->n_units;
    s->row = calloc(s->n_rows + 1, sizeof *s->row);
    if (!s->row) return no_memory(err);
    for (size_t m = 0; m < s->n_methods; m++)
        for (size_t i = 0; i < b->n_trials; i++)
            fill_rows(b, &b->trial[i], m, first);
    return OT_OK;
}

/* A vintage that names no year is never known in time. */
static void note_vintages(const ot_backtest *b, ot_notes *notes) {
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

ot_status ot_backtest_plan(ot_backtest *b, ot_notes *notes, ot_error *err) {
    ot_status status = name_axes(b, err);
    if (!status) status = list_series(b, err);
    for (size_t i = 0; i < b->n_series && !status; i++)
        status = add_trials(b, i, err);
    if (!status && b->n_trials == 0)
        status = ot_fail(err, OT_ERR_INPUT,
                         "no series has %zu values and an outturn in the %zu years after them",
                         "没有序列在 %zu 个数值之后的 %zu 年内还有实绩", b->options->min_history,
                         b->options->horizon);
    if (!status) note_vintages(b, notes);
    return status ? status : make_rows(b, err);
}
