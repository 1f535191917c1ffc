#include "assess/backtest/panel.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

typedef struct row_order {
    const ot_observation *row;
    size_t place; /* in the files */
} row_order;

static int by_series(const void *a, const void *b) {
    const row_order *x = a, *y = b;
    int order = strcmp(x->row->series, y->row->series);
    if (order == 0) order = strcmp(x->row->area, y->row->area);
    return order ? order : (x->place > y->place) - (x->place < y->place);
}

static int by_place(const void *a, const void *b) {
    const row_order *x = a, *y = b;
    return (x->place > y->place) - (x->place < y->place);
}

static int is_same(const ot_observation *a, const ot_observation *b) {
    return strcmp(a->series, b->series) == 0 && strcmp(a->area, b->area) == 0;
}

/* The first row of each series, in the order of the files. */
static size_t find_firsts(const ot_table *table, row_order *row) {
    size_t n = 0, n_firsts = 0;
    for (size_t i = 0; i < ot_table_count(table); i++)
        if (ot_table_at(table, i)->figure.kind == OT_FIGURE_POINT)
            row[n++] = (row_order){ot_table_at(table, i), i};
    if (n == 0) return 0;
    qsort(row, n, sizeof *row, by_series);
    for (size_t i = 0; i < n; i++)
        if (n_firsts == 0 || !is_same(row[n_firsts - 1].row, row[i].row)) row[n_firsts++] = row[i];
    qsort(row, n_firsts, sizeof *row, by_place);
    return n_firsts;
}

static int is_chosen(const char *name, const char *const *chosen, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(chosen[i], name) == 0) return 1;
    return n == 0;
}

static ot_status no_such(const char *chosen, const char *near, const char *en, const char *zh,
                         ot_error *err) {
    return ot_fail(err, OT_ERR_USAGE, "the panel has no %s%.0s \"%s\"%s%s%s",
                   "面板数据中没有%.0s%s“%s”%s%s%s", en, zh, chosen, near ? " (" : "",
                   near ? near : "", near ? "?)" : "");
}

/* Every name that is asked for is one of `known`. */
static ot_status check_names(const char *const *chosen, size_t n_chosen, const char *const *known,
                             size_t n_known, const char *en, const char *zh, ot_error *err) {
    for (size_t i = 0; i < n_chosen; i++)
        if (n_known == 0 || !is_chosen(chosen[i], known, n_known))
            return no_such(chosen[i], ot_utf8_nearest(chosen[i], known, n_known), en, zh, err);
    return OT_OK;
}

static ot_status check_choice(const row_order *first, size_t n, const ot_panel_chosen *choice,
                              ot_error *err) {
    const char **name = calloc(n + 1, sizeof *name);
    if (!name) return ot_fail(err, OT_ERR_NOMEM, "no memory for the panel", "内存不足以读取面板");
    for (size_t i = 0; i < n; i++)
        name[i] = first[i].row->series;
    ot_status status =
        check_names(choice->indicator, choice->n_indicators, name, n, "indicator", "指标", err);
    for (size_t i = 0; i < n; i++)
        name[i] = first[i].row->area;
    if (!status) status = check_names(choice->area, choice->n_areas, name, n, "area", "地区", err);
    free(name);
    return status;
}

static size_t take_chosen(const ot_table *table, const row_order *first, size_t n,
                          const ot_panel_chosen *choice, ot_panel_series *series) {
    size_t n_series = 0;
    for (size_t i = 0; i < n; i++) {
        const ot_observation *row = first[i].row;
        ot_panel_series *s = &series[n_series];
        if (!is_chosen(row->series, choice->indicator, choice->n_indicators)) continue;
        if (!is_chosen(row->area, choice->area, choice->n_areas)) continue;
        *s = (ot_panel_series){.indicator = row->series, .area = row->area, .unit = row->unit};
        n_series += ot_table_span(table, row->series, row->area, &s->first, &s->last) != 0;
    }
    return n_series;
}

ot_status ot_panel_list(const ot_table *table, const ot_panel_chosen *choice, ot_arena *arena,
                        ot_panel_series **series, size_t *n, ot_error *err) {
    row_order *row = calloc(ot_table_count(table) + 1, sizeof *row);
    const size_t n_firsts = row ? find_firsts(table, row) : 0;
    *series = row ? ot_arena_alloc(arena, n_firsts, sizeof **series) : NULL;
    ot_status status = OT_OK;
    if (!*series)
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for the panel", "内存不足以读取面板");
    if (!status) status = check_choice(row, n_firsts, choice, err);
    if (!status) *n = take_chosen(table, row, n_firsts, choice, *series);
    free(row);
    return status;
}

double ot_panel_value(const ot_table *table, const ot_panel_series *series, int year,
                      const char *as_of) {
    const ot_observation *o = ot_table_find(table, series->indicator, series->area, year, as_of);
    return o && o->figure.kind == OT_FIGURE_POINT ? o->figure.value : (double)NAN;
}

const char *ot_panel_name(const ot_panel_series *series, ot_arena *arena) {
    const char *area = series->area, *indicator = series->indicator;
    const size_t n = strlen(area), n_all = n + strlen(indicator) + 2;
    char *name = ot_arena_alloc(arena, n_all, 1);
    if (name) (void)snprintf(name, n_all, "%s%s%s", area, n > 0 ? " " : "", indicator);
    return name;
}
