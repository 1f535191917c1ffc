/* A whole model at one origin. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assess/backtest.h"
#include "assess/backtest_model.h"
#include "assess/entering.h"
#include "assess/review.h"
#include "base/list.h"
#include "outturn/config.h"
#include "outturn/fit.h"
#include "outturn/forecast.h"
#include "simulate/newton.h"
#include "simulate/run.h"
#include "spec/spec.h"

enum { N_PATHS = 128, MOST_YEARS = OT_FORECAST_MOST_YEARS };

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the backtest", "内存不足以进行回测");
}

/* Samples end with the origin. The spec is this origin's own and nothing has been made of it. */
static void end_samples(const ot_whole_test *w, ot_spec *spec, int origin) {
    ot_indicator_spec *indicator = (ot_indicator_spec *)spec->indicator;
    for (size_t i = 0; i < spec->n_indicators; i++) {
        ot_estimate_spec *e = &indicator[i].estimate;
        if (e->last && e->last <= origin) continue;
        e->last = origin;
        if (!e->first) e->first = w->first;
    }
}

static ot_status make(const ot_whole_test *w, ot_whole_origin *o, ot_error *err) {
    ot_tune_model *m = &o->made;
    ot_status status = ot_whole_known(w, o->year, &o->known, err);
    if (!status) status = ot_spec_load(w->path, w->set, w->n_sets, NULL, &m->spec, err);
    if (!status) {
        ot_spec_estimate_from_all(m->spec);
        m->spec->leaves_out_forecasts = 1;
        end_samples(w, m->spec, o->year);
        status = ot_model_new(m->spec, o->known, w->plan, NULL, &m->model, err);
    }
    if (!status) status = ot_fit_new(m->model, NULL, NULL, &m->fit, err);
    if (!status) status = ot_case_new(m->model, m->fit, w->scenario, NULL, &m->c, err);
    if (status) return status;
    o->outturn = *m->model;
    o->outturn.table = w->table;
    return OT_OK;
}

/* ---- draws ---- */

typedef struct whole_keeper {
    const ot_whole_test *w;
    ot_whole_origin *o;
} whole_keeper;

static ot_status begin_draws(void *state, const ot_block *pilot, uint64_t draws, ot_error *err) {
    (void)state;
    (void)pilot;
    (void)draws;
    (void)err;
    return OT_OK;
}

static double *draws_of(const ot_whole_test *w, const ot_whole_origin *o, size_t i, size_t h) {
    return o->draw + (i * w->options->horizon + h) * (size_t)w->options->draws;
}

static void add_draws(void *state, const ot_block *block) {
    const whole_keeper *k = state;
    const ot_model *m = k->o->made.model;
    for (size_t i = 0; i < m->n_indicators; i++)
        for (size_t h = 0; h < k->w->options->horizon; h++) {
            const size_t slot = ot_model_slot(m, k->o->year + 1 + (int)h);
            const double *from = ot_block_at(block, 0, i, slot);
            double *to = draws_of(k->w, k->o, i, h) + block->first;
            for (size_t d = 0; d < block->n; d++)
                to[d] = from[d] / m->indicator[i].inside;
        }
}

static ot_run_options run_options(const ot_whole_test *w) {
    ot_run_options options = ot_run_options_default();
    options.draws = w->options->draws;
    options.seed = w->options->seed;
    options.threads = w->options->threads;
    return options;
}

static ot_status simulate(const ot_whole_test *w, ot_whole_origin *o, ot_error *err) {
    const size_t n = o->made.model->n_indicators * w->options->horizon;
    const ot_run_options options = run_options(w);
    whole_keeper keeper = {w, o};
    const ot_probe probe = {"backtest", &keeper, begin_draws, add_draws, NULL};
    const ot_case *const c = o->made.c;
    o->draw = calloc(n * (size_t)w->options->draws + 1, sizeof *o->draw);
    o->history = calloc((size_t)(w->last - w->first) + 2, sizeof *o->history);
    o->room = calloc((size_t)w->options->draws, sizeof *o->room);
    if (!o->draw || !o->history || !o->room) return no_memory(err);
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

static ot_scoring_row *add_row(ot_whole_test *w) {
    ot_scoring *s = w->scoring;
    ot_scoring_row *grown = ot_list_grow(s->row, s->n_rows, &w->row_capacity, sizeof *grown);
    if (!grown) return NULL;
    s->row = grown;
    return &s->row[s->n_rows++];
}

/* One indicator from one origin. */
typedef struct whole_series {
    size_t indicator;
    double y[MOST_YEARS]; /* NaN: it is not both simulated and known by now */
    double scale;
    size_t n, n_known; /* years of the history, values in it */
    size_t first_unit;
} whole_series;

static size_t length_of(size_t n) { return n < 5 ? 0 : n < 7 ? 1 : n < 11 ? 2 : n < 21 ? 3 : 4; }

/* A row of a method for year h; NULL when memory ran out. */
static ot_scoring_row *begin_row(ot_whole_test *w, const ot_whole_origin *o, const whole_series *x,
                                 size_t method, size_t h, size_t unit) {
    ot_scoring_row *row = add_row(w);
    if (!row) return NULL;
    *row = (ot_scoring_row){.method = method, .unit = unit, .series = x->indicator};
    ot_scoring_row_empty(row);
    row->origin = o->place;
    row->horizon = h + 1;
    row->value[OT_BACKTEST_INDICATOR] = x->indicator;
    row->value[OT_BACKTEST_HORIZON] = h;
    row->value[OT_BACKTEST_HISTORY] = length_of(x->n_known);
    row->y = x->y[h];
    row->scale = x->scale;
    return row;
}

static ot_status score_model(ot_whole_test *w, const ot_whole_origin *o, const whole_series *x,
                             ot_error *err) {
    size_t unit = x->first_unit;
    for (size_t h = 0; h < w->options->horizon; h++) {
        if (isnan(x->y[h])) continue;
        ot_scoring_row *row = begin_row(w, o, x, 0, h, unit++);
        if (!row) return no_memory(err);
        double *draw = draws_of(w, o, x->indicator, h);
        size_t n = 0;
        for (size_t d = 0; d < (size_t)w->options->draws; d++)
            if (isfinite(draw[d])) draw[n++] = draw[d];
        if (n > 1) ot_scoring_row_sample(row, draw, n, o->room);
    }
    return OT_OK;
}

/* The whole path, before draws are sorted for each year. */
static double path_score(const ot_whole_test *w, const ot_whole_origin *o, const whole_series *x,
                         double *variogram) {
    double path[N_PATHS * MOST_YEARS], y[MOST_YEARS];
    size_t n_years = 0, year[MOST_YEARS];
    const size_t n = w->options->draws < N_PATHS ? (size_t)w->options->draws : N_PATHS;
    for (size_t h = 0; h < w->options->horizon; h++) {
        if (isnan(x->y[h])) continue;
        y[n_years] = x->y[h] / x->scale;
        year[n_years++] = h;
    }
    *variogram = (double)NAN;
    if (n_years < 2 || !isfinite(x->scale)) return (double)NAN;
    for (size_t k = 0; k < n_years; k++)
        for (size_t d = 0; d < n; d++)
            path[d * n_years + k] = draws_of(w, o, x->indicator, year[k])[d] / x->scale;
    *variogram = ot_score_variogram(path, n, n_years, y);
    return ot_score_energy(path, n, n_years, y);
}

/* The other methods forecast the indicator by its own history. */
static ot_status score_method(ot_whole_test *w, const ot_whole_origin *o, const whole_series *x,
                              size_t method, ot_error *err) {
    ot_forecast_options options = ot_forecast_options_default();
    ot_forecast *f = NULL;
    size_t unit = x->first_unit;
    options.method = w->scoring->method[method];
    options.horizon = w->options->horizon;
    options.training = w->spec->training;
    ot_status status = ot_forecast_new(o->history, x->n, &options, NULL, &f, err);
    const int has_answer = status == OT_OK;
    if (status == OT_ERR_INPUT || status == OT_ERR_NUMERIC) status = OT_OK;
    for (size_t h = 0; h < w->options->horizon && !status; h++) {
        if (isnan(x->y[h])) continue;
        ot_scoring_row *row = begin_row(w, o, x, method, h, unit++);
        if (!row) status = no_memory(err);
        if (status || !has_answer) continue;
        row->point = ot_forecast_point(f, h);
        ot_scoring_row_quantiles(row, ot_forecast_probability, ot_forecast_score,
                                 ot_forecast_quantiles(f, h), OT_FORECAST_N_PROBABILITIES);
    }
    ot_forecast_free(f);
    return status;
}

/* History and outturns of an indicator; *n: how many of them it simulates. */
static ot_status look_at(const ot_whole_test *w, const ot_whole_origin *o, whole_series *x,
                         size_t *n, ot_error *err) {
    const ot_model *m = o->made.model;
    ot_status status = OT_OK;
    *n = x->n = x->n_known = 0;
    for (int year = w->first; year <= o->year && !status; year++) {
        status = observe(m, x->indicator, year, &o->history[x->n], err);
        x->n_known += isfinite(o->history[x->n]) != 0;
        x->n++;
    }
    for (size_t h = 0; h < w->options->horizon && !status; h++) {
        const int year = o->year + 1 + (int)h;
        status = observe(&o->outturn, x->indicator, year, &x->y[h], err);
        if (ot_case_is_held(o->made.c, x->indicator, ot_model_slot(m, year))) x->y[h] = (double)NAN;
        *n += isfinite(x->y[h]) != 0;
    }
    x->scale = ot_score_scale(o->history, x->n);
    return status;
}

static int is_chosen(const ot_whole_test *w, size_t indicator) {
    const ot_model_indicator *x = &w->model->indicator[indicator];
    for (size_t i = 0; i < w->options->n_indicators; i++)
        if (strcmp(w->options->indicator[i], x->spec->id) == 0) return 1;
    return w->options->n_indicators == 0 && w->model->scenario[w->scenario].form[indicator];
}

/* Is a forecast that could not be made among what enters an indicator? enters NULL: of any. */
static int has_gap(const ot_model *m, const uint8_t *enters) {
    for (size_t d = 0; d < m->n_drivers; d++)
        if (m->driver[d].why_left_out[OT_LANGUAGE_EN] && (!enters || enters[d])) return 1;
    return 0;
}

static ot_status count_gaps(const ot_whole_test *w, const ot_whole_origin *o, ot_error *err) {
    const ot_model *m = o->made.model;
    for (size_t d = 0; d < m->n_drivers; d++) {
        const ot_model_driver *x = &m->driver[d];
        if (!x->why_left_out[OT_LANGUAGE_EN]) continue;
        ot_whole_gap *gap = &w->gap[x->spec->forecast_of];
        if (gap->n_origins++ > 0) continue;
        gap->last = o->year;
        for (int k = 0; k < OT_N_LANGUAGES; k++) {
            const char *why = x->why_left_out[k];
            gap->why[k] = ot_arena_text(w->scoring->arena, why, strlen(why));
            if (!gap->why[k]) return no_memory(err);
        }
    }
    return OT_OK;
}

/* Which indicators hang on a forecast that could not be made at this origin? */
static ot_status leave_out(const ot_whole_test *w, ot_whole_origin *o, ot_error *err) {
    const ot_model *m = o->made.model;
    o->is_left_out = calloc(m->n_indicators + 1, 1);
    if (!o->is_left_out) return no_memory(err);
    if (!has_gap(m, NULL)) return OT_OK;
    const size_t n_inputs = m->n_drivers + m->n_disturbances;
    ot_arena *room = ot_arena_new();
    uint8_t *enters = room ? ot_arena_alloc(room, n_inputs + 1, 1) : NULL;
    ot_status status = enters ? count_gaps(w, o, err) : no_memory(err);
    for (size_t i = 0; i < m->n_indicators && !status; i++) {
        memset(enters, 0, n_inputs + 1);
        if (!ot_entering_mark(m, w->scenario, i, room, enters)) status = no_memory(err);
        if (!status) o->is_left_out[i] = (uint8_t)has_gap(m, enters);
    }
    ot_arena_free(room);
    return status;
}

static ot_status score_indicator(ot_whole_test *w, const ot_whole_origin *o, size_t i,
                                 ot_error *err) {
    whole_series x = {.indicator = i, .first_unit = w->scoring->n_units};
    size_t n = 0;
    ot_status status = look_at(w, o, &x, &n, err);
    if (status || n == 0 || x.n_known < w->options->min_history) return status;
    double variogram;
    const double energy = path_score(w, o, &x, &variogram);
    w->scoring->n_units += n;
    status = score_model(w, o, &x, err);
    if (!status) {
        w->scoring->row[w->scoring->n_rows - 1].energy = energy;
        w->scoring->row[w->scoring->n_rows - 1].variogram = variogram;
    }
    for (size_t k = 1; k < w->scoring->n_methods && !status; k++)
        status = score_method(w, o, &x, k, err);
    return status;
}

/* ---- targets ---- */

static ot_status add_event(ot_whole_test *w, const char *name, int origin, int year,
                           double probability, int came, ot_error *err) {
    ot_scoring *s = w->scoring;
    if (s->n_events == w->event_capacity) {
        const size_t room = 2 * w->event_capacity + 64;
        ot_scoring_event *grown = ot_arena_alloc(s->arena, room, sizeof *grown);
        if (!grown) return no_memory(err);
        if (s->n_events > 0) memcpy(grown, s->event, s->n_events * sizeof *grown);
        s->event = grown;
        w->event_capacity = room;
    }
    const char *own = ot_arena_text(s->arena, name, strlen(name));
    if (!own) return no_memory(err);
    s->event[s->n_events++] = (ot_scoring_event){own, origin, year, probability, came};
    return OT_OK;
}

/* Did all of the group's targets come? -1: that of one is not known, or is not forecast. */
static int group_came(const ot_whole_origin *o, const ot_review *r, const ot_group *group) {
    int came = 1;
    for (size_t k = 0; k < group->n_targets; k++) {
        size_t j = 0;
        while (j < r->projection->n_targets && r->projection->target[j] != group->target[k])
            j++;
        if (j == r->projection->n_targets || !r->c[0].target[j].score.is_known) return -1;
        if (o->is_left_out[o->made.model->target[group->target[k]].indicator]) return -1;
        came = came && r->c[0].target[j].score.is_met;
    }
    return came;
}

static ot_status take_events(ot_whole_test *w, const ot_whole_origin *o, const ot_review *r,
                             ot_error *err) {
    const ot_projection *p = r->projection;
    const ot_model *m = o->made.model;
    ot_status status = OT_OK;
    for (size_t j = 0; j < p->n_targets && !status; j++) {
        const ot_target_score *score = &r->c[0].target[j].score;
        const double probability = p->c[0].target[j].probability;
        const ot_model_target *target = &m->target[p->target[j]];
        if (!score->is_known || !isfinite(probability) || target->year <= o->year) continue;
        if (o->is_left_out[target->indicator]) continue;
        status = add_event(w, target->id, o->year, target->year, probability, score->is_met, err);
    }
    for (size_t g = 0; g < p->n_groups && !status; g++) {
        const ot_group *group = &m->group[p->group[g]];
        const double probability = p->c[0].group[g].probability;
        const int came = group_came(o, r, group);
        if (came < 0 || !isfinite(probability) || group->year <= o->year) continue;
        status = add_event(w, group->name, o->year, group->year, probability, came, err);
    }
    return status;
}

static int has_target(const ot_whole_test *w, const ot_whole_origin *o) {
    for (size_t j = 0; j < o->made.model->n_targets; j++) {
        const int ahead = o->made.model->target[j].year - o->year;
        if (ahead >= 1 && ahead <= (int)w->options->horizon) return 1;
    }
    return 0;
}

static ot_status score_targets(ot_whole_test *w, const ot_whole_origin *o, ot_error *err) {
    ot_review *r = NULL;
    ot_review_options options = ot_review_options_default();
    const ot_run_options run = run_options(w);
    const ot_case *const c = o->made.c;
    if (!has_target(w, o)) return OT_OK;
    options.outturns = w->table;
    ot_status status = ot_review_new(o->made.model, &c, 1, &run, &options, NULL, &r, err);
    if (!status) status = take_events(w, o, r, err);
    ot_review_free(r);
    return status;
}

ot_status ot_whole_try(ot_whole_test *w, int origin, ot_error *err) {
    ot_whole_origin o = {.year = origin, .place = (size_t)(origin - w->first)};
    ot_status status = make(w, &o, err);
    if (!status) status = leave_out(w, &o, err);
    if (!status) status = simulate(w, &o, err);
    for (size_t i = 0; i < w->model->n_indicators && !status; i++)
        if (is_chosen(w, i) && !o.is_left_out[i]) status = score_indicator(w, &o, i, err);
    if (!status) status = score_targets(w, &o, err);
    ot_tune_model_clear(&o.made);
    ot_table_free(o.known);
    free(o.is_left_out);
    free(o.draw);
    free(o.history);
    free(o.room);
    return status;
}
