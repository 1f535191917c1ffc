/* The data of a model as they were known in an earlier year. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "assess/backtest/model_backtest.h"
#include "data/table.h"

static int is_of(const ot_observation *row, const char *series, const char *area) {
    return strcmp(row->series, series) == 0 &&
           (!area || !*area || !*row->area || strcmp(row->area, area) == 0);
}

/* Is this row given from outside, as a driver's series or an indicator without an equation? */
static int is_given(const ot_model_backtest *b, const ot_observation *row) {
    const ot_model *m = b->model;
    const ot_model_scenario *s = &m->scenario[b->scenario];
    for (size_t i = 0; i < m->n_indicators; i++)
        if (is_of(row, m->indicator[i].series, m->indicator[i].area) && s->form[i]) return 0;
    for (size_t i = 0; i < m->n_indicators; i++)
        if (is_of(row, m->indicator[i].series, m->indicator[i].area)) return 1;
    for (size_t d = 0; d < m->n_drivers; d++)
        if (m->driver[d].series && is_of(row, m->driver[d].series, m->driver[d].area)) return 1;
    return 0;
}

/* The last value known of what is given stands for the years to come. */
static size_t hold(const ot_model_backtest *b, const ot_observation *last, int origin,
                   ot_observation *out) {
    size_t n = 0;
    for (size_t h = 1; h <= b->options->horizon; h++) {
        out[n] = *last;
        out[n++].year = origin + (int)h;
    }
    return n;
}

static int by_series(const ot_observation *x, const ot_observation *y) {
    const int order = strcmp(x->series, y->series);
    return order ? order : strcmp(x->area, y->area);
}

static int by_time(const ot_observation *x, const ot_observation *y) {
    if (x->year != y->year) return x->year < y->year ? -1 : 1;
    return strcmp(x->vintage, y->vintage);
}

static int by_series_and_time(const void *a, const void *b) {
    const ot_observation *const *x = a, *const *y = b;
    const int order = by_series(*x, *y);
    return order ? order : by_time(*x, *y);
}

/* Put the last rows of what is given behind row[n], in the order of the rows. */
static size_t hold_last(const ot_model_backtest *b, int origin, ot_observation *row, size_t n,
                        const ot_observation **order, uint8_t *is_last) {
    size_t n_all = n;
    for (size_t k = 0; k < n; k++)
        order[k] = &row[k];
    if (n > 1) qsort(order, n, sizeof *order, by_series_and_time);
    for (size_t k = n; k-- > 0;) {
        const int is_end = k + 1 == n || by_series(order[k], order[k + 1]) != 0;
        const int is_twin = !is_end && by_time(order[k], order[k + 1]) == 0;
        is_last[order[k] - row] = is_end || (is_twin && is_last[order[k + 1] - row]);
    }
    for (size_t k = 0; k < n; k++)
        if (is_last[k] && is_given(b, &row[k])) n_all += hold(b, &row[k], origin, row + n_all);
    return n_all;
}

static size_t take_rows(const ot_model_backtest *b, int origin, ot_observation *row) {
    char as_of[OT_BACKTEST_VINTAGE_SIZE];
    size_t n = 0;
    ot_backtest_vintage(origin, as_of);
    for (size_t i = 0; i < ot_table_count(b->table); i++) {
        const ot_observation *o = ot_table_at(b->table, i);
        const int is_known = o->year <= origin && strcmp(o->vintage, as_of) <= 0;
        if (o->figure.kind != OT_FIGURE_POINT) continue;
        if (is_known || (b->options->model.takes_given && is_given(b, o))) row[n++] = *o;
    }
    return n;
}

ot_status ot_model_backtest_known(const ot_model_backtest *b, int origin, ot_table **out,
                                  ot_error *err) {
    const size_t n_all = ot_table_count(b->table), most = n_all * (1 + b->options->horizon) + 1;
    ot_observation *row = calloc(most, sizeof *row);
    const ot_observation **order = calloc(n_all + 1, sizeof *order);
    uint8_t *is_last = calloc(n_all + 1, sizeof *is_last);
    ot_status status = OT_OK;
    if (!row || !order || !is_last) status = ot_backtest_no_memory(err);
    size_t n = status ? 0 : take_rows(b, origin, row);
    if (!status && !b->options->model.takes_given) n = hold_last(b, origin, row, n, order, is_last);
    if (!status) status = ot_table_of_rows(b->table, row, n, out, err);
    free(row);
    free(order);
    free(is_last);
    return status;
}
