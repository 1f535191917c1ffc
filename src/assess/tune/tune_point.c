/* A point: values of the parameters, the model that they make, and its loss. */
#include "assess/tune/tune_problem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assess/tune/loss.h"
#include "base/number.h"
#include "outturn/config.h"
#include "outturn/fit.h"
#include "simulate/path.h"
#include "simulate/run.h"
#include "spec/spec.h"

ot_status ot_tune_no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory to tune the model", "内存不足以调参");
}

/* What is held out must not be seen by estimation: samples end with the fitted years. The spec is
 * this point's own and nothing has been made of it yet. */
static void end_samples(const ot_tune_problem *p, ot_spec *spec) {
    ot_indicator_spec *indicator = (ot_indicator_spec *)spec->indicator;
    int earliest = p->last_fitted;
    for (size_t i = 0; i < ot_table_count(p->table); i++)
        if (ot_table_at(p->table, i)->year < earliest) earliest = ot_table_at(p->table, i)->year;
    for (size_t i = 0; i < spec->n_indicators; i++) {
        ot_estimate_spec *e = &indicator[i].estimate;
        if (e->last && e->last <= p->last_fitted) continue;
        e->last = p->last_fitted;
        if (!e->first) e->first = earliest;
    }
}

/* The parameters' sets, behind those that are always there; *n: how many there are in all. */
static ot_status put_values(ot_tune_problem *p, const double *value, size_t *n, ot_error *err) {
    *n = p->n_sets;
    for (size_t j = 0; j < p->n_parameters && value; j++) {
        if (!isfinite(value[j]))
            return ot_fail(err, OT_ERR_NUMERIC, "the value tried for %s is not finite",
                           "为 %s 试取的值不是有限数", p->number[j].path);
        char number[OT_NUMBER_SIZE];
        (void)ot_number_shortest(value[j], number);
        (void)snprintf(p->text[j], OT_TUNE_SET, "%s:=%s", p->number[j].path, number);
        p->set[(*n)++] = p->text[j];
    }
    return OT_OK;
}

ot_status ot_tune_find_scenario(const ot_tune_problem *p, const ot_model *m, size_t *s,
                                ot_error *err) {
    *s = p->options.scenario ? ot_model_scenario_find(m, p->options.scenario, err) : 0;
    return *s == SIZE_MAX ? OT_ERR_USAGE : OT_OK;
}

ot_status ot_tune_make(ot_tune_problem *p, const char *const *set, size_t n_sets, ot_notes *notes,
                       ot_tune_model *out, ot_error *err) {
    size_t s = 0;
    memset(out, 0, sizeof *out);
    ot_status status = ot_spec_load(p->path, set, n_sets, notes, &out->spec, err);
    if (!status) ot_spec_estimate_from_all(out->spec); /* but for what is held out */
    if (!status && p->last_fitted && p->options.hold_out > 0) end_samples(p, out->spec);
    if (!status) status = ot_model_new(out->spec, p->table, p->plan, notes, &out->model, err);
    if (!status) status = ot_tune_find_scenario(p, out->model, &s, err);
    if (!status) status = ot_fit_new(out->model, NULL, notes, &out->fit, err);
    if (!status)
        status = ot_case_new_knowing(out->model, out->fit, s, p->known, notes, &out->c, err);
    return status;
}

ot_status ot_tune_model_make(ot_tune_problem *p, const double *value, ot_notes *notes,
                             ot_tune_model *out, ot_error *err) {
    size_t n = 0;
    memset(out, 0, sizeof *out);
    const ot_status status = put_values(p, value, &n, err);
    return status ? status : ot_tune_make(p, p->set, n, notes, out, err);
}

void ot_tune_model_clear(ot_tune_model *m) {
    ot_case_free(m->c);
    ot_fit_free(m->fit);
    ot_model_free(m->model);
    ot_spec_free(m->spec);
    memset(m, 0, sizeof *m);
}

static ot_status solve(ot_tune_problem *p, const ot_tune_model *m, ot_error *err) {
    ot_path *path = NULL;
    const ot_status status = ot_path_new(m->model, m->c, NULL, NULL, &path, err);
    for (size_t i = 0; i < p->n_indicators && !status; i++)
        for (size_t y = 0; y < p->n_years; y++)
            p->value[i * p->n_years + y] =
                ot_path_at(path, p->row[i], ot_model_slot(m->model, p->first_year + (int)y)) /
                m->model->indicator[p->row[i]].inside;
    ot_path_free(path);
    return status;
}

typedef struct draw_keeper {
    ot_tune_problem *p;
    const ot_model *model;
} draw_keeper;

static ot_status begin_draws(void *state, const ot_block *pilot, uint64_t draws, ot_error *err) {
    (void)state;
    (void)pilot;
    (void)draws;
    (void)err;
    return OT_OK;
}

static void add_draws(void *state, const ot_block *block) {
    const draw_keeper *k = state;
    ot_tune_problem *p = k->p;
    for (size_t i = 0; i < p->n_indicators; i++) {
        const double inside = k->model->indicator[p->row[i]].inside;
        for (size_t y = 0; y < p->n_years; y++) {
            const size_t slot = ot_model_slot(k->model, p->first_year + (int)y);
            const double *from = ot_block_at(block, 0, p->row[i], slot);
            double *to = p->draw + (i * p->n_years + y) * p->options.draws + block->first;
            for (size_t d = 0; d < block->n; d++)
                to[d] = from[d] / inside;
        }
    }
}

static ot_status simulate(ot_tune_problem *p, const ot_tune_model *m, ot_error *err) {
    draw_keeper keeper = {p, m->model};
    const ot_probe probe = {"tune", &keeper, begin_draws, add_draws, NULL};
    const ot_case *const c = m->c;
    ot_run_options options = ot_run_options_default();
    options.draws = p->options.draws;
    options.seed = p->options.seed;
    options.sampling = p->options.sampling;
    return ot_run(&c, 1, &probe, 1, &options, err);
}

static double term(ot_tune_problem *p, size_t i, size_t y) {
    const size_t at = i * p->n_years + y;
    if (p->options.loss != OT_LOSS_CRPS)
        return ot_loss_term(p->options.loss, p->value[at], p->observed[at], 1.0);
    return ot_crps(p->draw + at * p->options.draws, p->options.draws, p->observed[at]);
}

/* Sums of one indicator's terms, of the fitted years and of those held out. */
static void add_up(ot_tune_problem *p, size_t i, double sum[2], size_t n[2]) {
    sum[0] = sum[1] = 0.0;
    n[0] = n[1] = 0;
    for (size_t y = 0; y < p->n_years; y++) {
        if (!isfinite(p->observed[i * p->n_years + y])) continue;
        const int is_held_out = p->first_year + (int)y > p->last_fitted;
        sum[is_held_out] += term(p, i, y);
        n[is_held_out]++;
    }
}

/* Several indicators count alike, whatever their units and numbers of years. */
static double together(const ot_tune_problem *p, const double *mean, size_t n) {
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += mean[i];
    return ot_loss_of(p->options.loss, sum, n);
}

static double scale_of(const ot_tune_problem *p, size_t i) {
    if (p->n_indicators == 1 || p->options.loss == OT_LOSS_MAPE) return 1.0;
    return p->options.loss == OT_LOSS_RMSE ? p->scale[i] * p->scale[i] : p->scale[i];
}

static ot_status take_losses(ot_tune_problem *p, ot_tune_losses *out, ot_error *err) {
    double *mean = calloc(2 * p->n_indicators, sizeof *mean), *held = mean + p->n_indicators;
    size_t n_fit = 0, n_hold = 0;
    if (!mean) return ot_tune_no_memory(err);
    for (size_t i = 0; i < p->n_indicators; i++) {
        double sum[2];
        size_t n[2];
        add_up(p, i, sum, n);
        if (out->fit_of) out->fit_of[i] = ot_loss_of(p->options.loss, sum[0], n[0]);
        if (out->hold_of) out->hold_of[i] = ot_loss_of(p->options.loss, sum[1], n[1]);
        if (n[0] > 0) mean[n_fit++] = sum[0] / (double)n[0] / scale_of(p, i);
        if (n[1] > 0) held[n_hold++] = sum[1] / (double)n[1] / scale_of(p, i);
    }
    out->fit = together(p, mean, n_fit);
    out->hold = together(p, held, n_hold);
    free(mean);
    return OT_OK;
}

ot_status ot_tune_evaluate(ot_tune_problem *p, const double *value, ot_tune_losses *out,
                           ot_error *err) {
    ot_tune_model m;
    ot_status status = ot_tune_model_make(p, value, NULL, &m, err);
    if (!status)
        status = p->options.loss == OT_LOSS_CRPS ? simulate(p, &m, err) : solve(p, &m, err);
    if (!status) status = take_losses(p, out, err);
    ot_tune_model_clear(&m);
    return status;
}

ot_status ot_tune_loss(ot_tune_problem *p, const double *value, double *loss, ot_error *err) {
    ot_tune_losses losses = {0};
    ot_error own;
    const ot_status status = ot_tune_evaluate(p, value, &losses, &own);
    *loss = status ? (double)INFINITY : losses.fit;
    p->n_evaluations++;
    if (status == OT_ERR_NOMEM || status == OT_ERR_IO) {
        if (err) *err = own;
        return status;
    }
    if (isfinite(*loss)) return OT_OK;
    if (p->n_failures++ > 0) return OT_OK;
    if (status)
        p->failure = own;
    else
        (void)ot_fail(&p->failure, OT_ERR_NUMERIC, "an indicator has no finite value",
                      "有指标没有有限值");
    return OT_OK;
}
