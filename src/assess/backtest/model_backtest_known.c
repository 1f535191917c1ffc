/* The data of a model as they were known in an earlier year. */
#include <math.h>
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

/* Rows of one series and area stand together nowhere: the last one is looked for. */
static int is_last(const ot_observation *row, size_t n, size_t k) {
    for (size_t i = 0; i < n; i++) {
        if (i == k || strcmp(row[i].series, row[k].series) != 0 ||
            strcmp(row[i].area, row[k].area) != 0)
            continue;
        const int is_later =
            row[i].year > row[k].year ||
            (row[i].year == row[k].year && (strcmp(row[i].vintage, row[k].vintage) > 0));
        if (is_later) return 0;
    }
    return 1;
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
    if (b->options->model.takes_given) return n;
    const size_t n_known = n;
    for (size_t k = 0; k < n_known; k++)
        if (is_given(b, &row[k]) && is_last(row, n_known, k))
            n += hold(b, &row[k], origin, row + n);
    return n;
}

ot_status ot_model_backtest_known(const ot_model_backtest *b, int origin, ot_table **out,
                                  ot_error *err) {
    const size_t most = ot_table_count(b->table) * (1 + b->options->horizon) + 1;
    ot_observation *row = calloc(most, sizeof *row);
    if (!row) return ot_backtest_no_memory(err);
    const size_t n = take_rows(b, origin, row);
    const ot_status status = ot_table_of_rows(b->table, row, n, out, err);
    free(row);
    return status;
}
