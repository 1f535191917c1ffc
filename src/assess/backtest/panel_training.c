#include "outturn/panel_training.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/backtest/panel.h"

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the series", "内存不足以存放序列");
}

/* The last values that follow one another without a gap. */
static ot_status read_values(const ot_table *table, const ot_panel_series *s, ot_arena *arena,
                             ot_training_series *out, ot_error *err) {
    double *value = ot_arena_alloc(arena, (size_t)(s->last - s->first) + 1, sizeof *value);
    size_t n = 0;
    if (!value) return no_memory(err);
    for (int year = s->first; year <= s->last; year++) {
        value[n] = ot_panel_value(table, s, year, NULL);
        n = isfinite(value[n]) ? n + 1 : 0;
    }
    *out = (ot_training_series){.value = value, .n = n};
    return OT_OK;
}

static int by_values(const ot_training_series *x, const ot_training_series *y) {
    if (x->n != y->n) return x->n < y->n ? -1 : 1;
    return memcmp(x->value, y->value, x->n * sizeof *x->value);
}

static int by_values_and_place(const void *a, const void *b) {
    const ot_training_series *const *x = a, *const *y = b;
    const int order = by_values(*x, *y);
    return order ? order : (*x > *y) - (*x < *y);
}

/* A group is called by the place of its first series. */
static ot_status group(ot_training_series *series, size_t n, ot_error *err) {
    ot_training_series **order = calloc(n + 1, sizeof *order);
    if (!order) return no_memory(err);
    for (size_t i = 0; i < n; i++)
        order[i] = &series[i];
    if (n > 1) qsort(order, n, sizeof *order, by_values_and_place);
    for (size_t i = 0; i < n; i++)
        order[i]->group = i > 0 && by_values(order[i - 1], order[i]) == 0
                              ? order[i - 1]->group
                              : (size_t)(order[i] - series);
    free(order);
    return OT_OK;
}

/* Behind the *n series of earlier panels. */
static ot_status add_panel(const ot_table *table, size_t panel, ot_arena *arena,
                           ot_training_series **out, size_t *n, ot_error *err) {
    const ot_panel_chosen all = {.n_indicators = 0};
    ot_panel_series *series = NULL;
    size_t more = 0;
    ot_status status = ot_panel_list(table, &all, arena, &series, &more, err);
    if (status) return status;
    ot_training_series *both = ot_arena_alloc(arena, *n + more + 1, sizeof *both);
    if (!both) return no_memory(err);
    if (*n > 0) memcpy(both, *out, *n * sizeof *both);
    for (size_t i = 0; i < more && !status; i++) {
        status = read_values(table, &series[i], arena, both + *n + i, err);
        both[*n + i].panel = panel;
    }
    *out = both;
    *n += more;
    return status;
}

ot_status ot_panel_training_series(ot_table *const *table, size_t n_tables, ot_arena *arena,
                                   ot_training_series **out, size_t *n, ot_error *err) {
    ot_status status = OT_OK;
    *n = 0;
    for (size_t i = 0; i < n_tables && !status; i++)
        status = add_panel(table[i], i, arena, out, n, err);
    return status ? status : group(*out, *n, err);
}

ot_status ot_panel_training_new(ot_table *const *table, size_t n_tables,
                                const ot_training_options *options, ot_training **out,
                                ot_error *err) {
    ot_training_series *series = NULL;
    size_t n = 0;
    ot_arena *arena = ot_arena_new();
    if (!arena) return no_memory(err);
    ot_status status = ot_panel_training_series(table, n_tables, arena, &series, &n, err);
    if (!status) status = ot_training_new(series, n, options, out, err);
    ot_arena_free(arena);
    return status;
}
