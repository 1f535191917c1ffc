/* A whole model at one origin. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/backtest/model_backtest.h"
#include "assess/review/entering.h"
#include "base/list.h"
#include "outturn/config.h"
#include "outturn/fit.h"
#include "outturn/forecast.h"
#include "simulate/newton.h"
#include "simulate/run.h"
#include "spec/spec.h"

enum { N_PATHS = OT_BACKTEST_PATHS, MOST_YEARS = OT_FORECAST_MOST_YEARS };

/* Samples end with the origin. The spec is this origin's own and nothing has been made of it. */
static void end_samples(const ot_model_backtest *b, ot_spec *spec, int origin) {
    ot_indicator_spec *indicator = (ot_indicator_spec *)spec->indicator;
    for (size_t i = 0; i < spec->n_indicators; i++) {
        ot_estimate_spec *e = &indicator[i].estimate;
        if (e->last && e->last <= origin) continue;
        e->last = origin;
        if (!e->first) e->first = b->first;
    }
}

static ot_status make(const ot_model_backtest *b, ot_model_backtest_origin *o, ot_error *err) {
    ot_tune_model *m = &o->made;
    ot_status status = ot_model_backtest_known(b, o->year, &o->known, err);
    if (!status) status = ot_spec_load(b->path, b->set, b->n_sets, NULL, &m->spec, err);
    if (!status) {
        ot_spec_estimate_from_all(m->spec);
        m->spec->leaves_out_forecasts = 1;
        end_samples(b, m->spec, o->year);
        status = ot_model_new(m->spec, o->known, b->plan, NULL, &m->model, err);
    }
    if (!status) status = ot_fit_new(m->model, NULL, NULL, &m->fit, err);
    if (!status) status = ot_case_new(m->model, m->fit, b->scenario, NULL, &m->c, err);
    if (status) return status;
    o->outturn = *m->model;
    o->outturn.table = b->table;
    return OT_OK;
}

/* ---- draws ---- */

typedef struct origin_keeper {
    const ot_model_backtest *b;
    ot_model_backtest_origin *o;
} origin_keeper;

static ot_status begin_draws(void *state, const ot_block *pilot, uint64_t draws, ot_error *err) {
    (void)state;
    (void)pilot;
    (void)draws;
    (void)err;
    return OT_OK;
}

static double *draws_of(const ot_model_backtest *b, const ot_model_backtest_origin *o, size_t i,
                        size_t h) {
    return o->draw + (i * b->options->horizon + h) * (size_t)b->options->model.draws;
}

static void add_draws(void *state, const ot_block *block) {
    const origin_keeper *k = state;
    const ot_model *m = k->o->made.model;
    for (size_t i = 0; i < m->n_indicators; i++)
        for (size_t h = 0; h < k->b->options->horizon; h++) {
            const size_t slot = ot_model_slot(m, k->o->year + 1 + (int)h);
            const double *from = ot_block_at(block, 0, i, slot);
            double *to = draws_of(k->b, k->o, i, h) + block->first;
            for (size_t d = 0; d < block->n; d++)
                to[d] = from[d] / m->indicator[i].inside;
        }
}

ot_run_options ot_model_backtest_run_options(const ot_model_backtest *b) {
    ot_run_options options = ot_run_options_default();
    options.draws = b->options->model.draws;
    options.seed = b->options->seed;
    options.threads = b->options->threads;
    return options;
}

static ot_status simulate(const ot_model_backtest *b, ot_model_backtest_origin *o, ot_error *err) {
    const size_t n = o->made.model->n_indicators * b->options->horizon;
    const ot_run_options options = ot_model_backtest_run_options(b);
    origin_keeper keeper = {b, o};
    const ot_probe probe = {"backtest", &keeper, begin_draws, add_draws, NULL};
    const ot_case *const c = o->made.c;
    o->draw = calloc(n * (size_t)b->options->model.draws + 1, sizeof *o->draw);
    o->history = calloc((size_t)(b->last - b->first) + 2, sizeof *o->history);
    o->room = calloc((size_t)b->options->model.draws, sizeof *o->room);
    if (!o->draw || !o->history || !o->room) return ot_backtest_no_memory(err);
    return ot_run(&c, 1, &probe, 1, &options, err);
}

/* ---- scores ---- */

/* A start is an assumption, no observation. */
static ot_status observe(const ot_model *m, size_t i, int year, double *out, ot_error *err) {
    const ot_model_indicator *x = &m->indicator[i];
    *out = (double)NAN;
    if (!ot_table_find(m->table, x->series, x->area, year, NULL)) return OT_OK;
    const ot_status status = ot_model_observe(m, 0, i, NULL, NULL, 0, year, NULL, out, err);
    *out /= x->inside;
    return status;
}

static ot_scoring_row *add_row(ot_model_backtest *b) {
    ot_scoring *s = b->scoring;
    ot_scoring_row *grown = ot_list_grow(s->row, s->n_rows, &b->row_capacity, sizeof *grown);
    if (!grown) return NULL;
    s->row = grown;
    return &s->row[s->n_rows++];
}

/* One indicator from one origin. */
typedef struct scored_series {
    size_t indicator;
    double y[MOST_YEARS]; /* NaN: it is not both simulated and known by now */
    double scale;
    size_t n, n_known; /* years of the history, values in it */
    size_t first_unit;
} scored_series;

/* A row of a method for year h; NULL when memory ran out. */
static ot_scoring_row *begin_row(ot_model_backtest *b, const ot_model_backtest_origin *o,
                                 const scored_series *x, size_t method, size_t h, size_t unit) {
    ot_scoring_row *row = add_row(b);
    if (!row) return NULL;
    *row = (ot_scoring_row){.method = method, .unit = unit, .series = x->indicator};
    ot_scoring_row_empty(row);
    row->origin = o->place;
    row->horizon = h + 1;
    row->value[OT_BACKTEST_INDICATOR] = x->indicator;
    row->value[OT_BACKTEST_HORIZON] = h;
    row->value[OT_BACKTEST_HISTORY] = ot_backtest_history_of(x->n_known);
    row->y = x->y[h];
    row->scale = x->scale;
    return row;
}

static ot_status score_model(ot_model_backtest *b, const ot_model_backtest_origin *o,
                             const scored_series *x, ot_error *err) {
    size_t unit = x->first_unit;
    for (size_t h = 0; h < b->options->horizon; h++) {
        if (isnan(x->y[h])) continue;
        ot_scoring_row *row = begin_row(b, o, x, 0, h, unit++);
        if (!row) return ot_backtest_no_memory(err);
        double *draw = draws_of(b, o, x->indicator, h);
        size_t n = 0;
        for (size_t d = 0; d < (size_t)b->options->model.draws; d++)
            if (isfinite(draw[d])) draw[n++] = draw[d];
        if (n > 1) ot_scoring_row_sample(row, draw, n, o->room);
    }
    return OT_OK;
}

/* The whole path, before draws are sorted for each year. */
static double path_score(const ot_model_backtest *b, const ot_model_backtest_origin *o,
                         const scored_series *x, double *variogram) {
    double path[N_PATHS * MOST_YEARS], y[MOST_YEARS];
    size_t n_years = 0, year[MOST_YEARS];
    const size_t n = b->options->model.draws < N_PATHS ? (size_t)b->options->model.draws : N_PATHS;
    for (size_t h = 0; h < b->options->horizon; h++) {
        if (isnan(x->y[h])) continue;
        y[n_years] = x->y[h] / x->scale;
        year[n_years++] = h;
    }
    *variogram = (double)NAN;
    if (n_years < 2 || !isfinite(x->scale)) return (double)NAN;
    for (size_t k = 0; k < n_years; k++)
        for (size_t d = 0; d < n; d++)
            path[d * n_years + k] = draws_of(b, o, x->indicator, year[k])[d] / x->scale;
    *variogram = ot_score_variogram(path, n, n_years, y);
    return ot_score_energy(path, n, n_years, y);
}

/* The other methods forecast the indicator by its own history. */
static ot_status score_method(ot_model_backtest *b, const ot_model_backtest_origin *o,
                              const scored_series *x, size_t method, ot_error *err) {
    ot_forecast_options options = ot_forecast_options_default();
    ot_forecast *f = NULL;
    size_t unit = x->first_unit;
    options.method = b->scoring->method[method];
    options.horizon = b->options->horizon;
    options.training = b->spec->training;
    ot_status status = ot_forecast_new(o->history, x->n, &options, NULL, &f, err);
    const int has_answer = status == OT_OK;
    if (status == OT_ERR_INPUT || status == OT_ERR_NUMERIC) {
        const ot_error why = *err;
        const char *id = b->model->indicator[x->indicator].spec->id;
        status = ot_scoring_tell_gap(b->scoring, method, id, o->year, &why, err);
    }
    for (size_t h = 0; h < b->options->horizon && !status; h++) {
        if (isnan(x->y[h])) continue;
        ot_scoring_row *row = begin_row(b, o, x, method, h, unit++);
        if (!row) status = ot_backtest_no_memory(err);
        if (status || !has_answer) continue;
        row->point = ot_forecast_point(f, h);
        ot_scoring_row_quantiles(row, ot_forecast_probability, ot_forecast_z,
                                 ot_forecast_quantiles(f, h), OT_FORECAST_N_PROBABILITIES);
    }
    ot_forecast_free(f);
    return status;
}

/* History and outturns of an indicator; *n: how many of them it simulates. */
static ot_status look_at(const ot_model_backtest *b, const ot_model_backtest_origin *o,
                         scored_series *x, size_t *n, ot_error *err) {
    const ot_model *m = o->made.model;
    ot_status status = OT_OK;
    *n = x->n = x->n_known = 0;
    for (int year = b->first; year <= o->year && !status; year++) {
        status = observe(m, x->indicator, year, &o->history[x->n], err);
        x->n_known += isfinite(o->history[x->n]) != 0;
        x->n++;
    }
    for (size_t h = 0; h < b->options->horizon && !status; h++) {
        const int year = o->year + 1 + (int)h;
        status = observe(&o->outturn, x->indicator, year, &x->y[h], err);
        if (ot_case_is_held(o->made.c, x->indicator, ot_model_slot(m, year))) x->y[h] = (double)NAN;
        *n += isfinite(x->y[h]) != 0;
    }
    x->scale = ot_score_scale(o->history, x->n);
    return status;
}

static int is_chosen(const ot_model_backtest *b, size_t indicator) {
    const ot_model_indicator *x = &b->model->indicator[indicator];
    for (size_t i = 0; i < b->options->n_indicators; i++)
        if (strcmp(b->options->indicator[i], x->spec->id) == 0) return 1;
    return b->options->n_indicators == 0 && b->model->scenario[b->scenario].form[indicator];
}

/* Is a forecast that could not be made among what enters an indicator? enters NULL: of any. */
static int has_gap(const ot_model *m, const uint8_t *enters) {
    for (size_t d = 0; d < m->n_drivers; d++)
        if (m->driver[d].why_left_out[OT_LANGUAGE_EN] && (!enters || enters[d])) return 1;
    return 0;
}

static ot_status count_gaps(const ot_model_backtest *b, const ot_model_backtest_origin *o,
                            ot_error *err) {
    const ot_model *m = o->made.model;
    for (size_t d = 0; d < m->n_drivers; d++) {
        const ot_model_driver *x = &m->driver[d];
        if (!x->why_left_out[OT_LANGUAGE_EN]) continue;
        ot_model_backtest_gap *gap = &b->gap[x->spec->forecast_of];
        if (gap->n_origins++ > 0) continue;
        gap->last = o->year;
        for (int k = 0; k < OT_N_LANGUAGES; k++) {
            const char *why = x->why_left_out[k];
            gap->why[k] = ot_arena_text(b->scoring->arena, why, strlen(why));
            if (!gap->why[k]) return ot_backtest_no_memory(err);
        }
    }
    return OT_OK;
}

/* Which indicators hang on a forecast that could not be made at this origin? */
static ot_status leave_out(const ot_model_backtest *b, ot_model_backtest_origin *o, ot_error *err) {
    const ot_model *m = o->made.model;
    o->is_left_out = calloc(m->n_indicators + 1, 1);
    if (!o->is_left_out) return ot_backtest_no_memory(err);
    if (!has_gap(m, NULL)) return OT_OK;
    const size_t n_inputs = m->n_drivers + m->n_disturbances;
    ot_arena *room = ot_arena_new();
    uint8_t *enters = room ? ot_arena_alloc(room, n_inputs + 1, 1) : NULL;
    ot_status status = enters ? count_gaps(b, o, err) : ot_backtest_no_memory(err);
    for (size_t i = 0; i < m->n_indicators && !status; i++) {
        memset(enters, 0, n_inputs + 1);
        if (!ot_entering_mark(m, b->scenario, i, room, enters)) status = ot_backtest_no_memory(err);
        if (!status) o->is_left_out[i] = (uint8_t)has_gap(m, enters);
    }
    ot_arena_free(room);
    return status;
}

static ot_status score_indicator(ot_model_backtest *b, const ot_model_backtest_origin *o, size_t i,
                                 ot_error *err) {
    scored_series x = {.indicator = i, .first_unit = b->scoring->n_units};
    size_t n = 0;
    ot_status status = look_at(b, o, &x, &n, err);
    if (status || n == 0 || x.n_known < b->options->min_history) return status;
    double variogram;
    const double energy = path_score(b, o, &x, &variogram);
    b->scoring->n_units += n;
    status = score_model(b, o, &x, err);
    if (!status) {
        b->scoring->row[b->scoring->n_rows - 1].energy = energy;
        b->scoring->row[b->scoring->n_rows - 1].variogram = variogram;
    }
    for (size_t k = 1; k < b->scoring->n_methods && !status; k++)
        status = score_method(b, o, &x, k, err);
    return status;
}

ot_status ot_model_backtest_try(ot_model_backtest *b, int origin, ot_error *err) {
    ot_model_backtest_origin o = {.year = origin, .place = (size_t)(origin - b->first)};
    ot_status status = make(b, &o, err);
    if (!status) status = leave_out(b, &o, err);
    if (!status) status = simulate(b, &o, err);
    for (size_t i = 0; i < b->model->n_indicators && !status; i++)
        if (is_chosen(b, i) && !o.is_left_out[i]) status = score_indicator(b, &o, i, err);
    if (!status) status = ot_model_backtest_score_targets(b, &o, err);
    ot_tune_model_clear(&o.made);
    ot_table_free(o.known);
    free(o.is_left_out);
    free(o.draw);
    free(o.history);
    free(o.room);
    return status;
}
