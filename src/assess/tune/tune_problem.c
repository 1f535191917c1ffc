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

static ot_status no_memory(ot_error *err) {
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

static ot_status find_scenario(const ot_tune_problem *p, const ot_model *m, size_t *s,
                               ot_error *err) {
    *s = p->options.scenario ? ot_model_scenario_find(m, p->options.scenario, err) : 0;
    return *s == SIZE_MAX ? OT_ERR_USAGE : OT_OK;
}

static ot_status make(ot_tune_problem *p, const char *const *set, size_t n_sets, ot_notes *notes,
                      ot_tune_model *out, ot_error *err) {
    size_t s = 0;
    memset(out, 0, sizeof *out);
    ot_status status = ot_spec_load(p->path, set, n_sets, notes, &out->spec, err);
    if (!status) ot_spec_estimate_from_all(out->spec); /* but for what is held out */
    if (!status && p->last_fitted && p->options.hold_out > 0) end_samples(p, out->spec);
    if (!status) status = ot_model_new(out->spec, p->table, p->plan, notes, &out->model, err);
    if (!status) status = find_scenario(p, out->model, &s, err);
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
    return status ? status : make(p, p->set, n, notes, out, err);
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
    if (!mean) return no_memory(err);
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

/* ---- years ---- */

static const char *text_of(ot_tune_problem *p, const char *key, int year) {
    enum { SIZE = 48 };
    char *text = ot_arena_alloc(p->arena, SIZE, 1);
    if (text) (void)snprintf(text, SIZE, "model.%s=%d", key, year);
    return text;
}

/* History from the first year on, whatever is known of later years. */
static int put_years(ot_tune_problem *p, int first, int last) {
    p->set[1] = text_of(p, "first_year", first);
    p->set[2] = text_of(p, "last_year", last);
    p->set[3] = text_of(p, "observed_until", first - 1);
    p->first_year = first;
    p->last_year = last;
    p->n_years = (size_t)(last - first) + 1;
    return p->set[1] && p->set[2] && p->set[3];
}

/* Rows of the indicators, and the years in which any is observed: seen[0..n). */
static ot_status find_observed(ot_tune_problem *p, const ot_model *m, int first,
                               unsigned char *seen, size_t n, ot_error *err) {
    for (size_t i = 0; i < p->n_indicators; i++) {
        p->row[i] = ot_model_indicator_find(m, p->indicator[i], err);
        if (p->row[i] == SIZE_MAX) return OT_ERR_USAGE;
        for (size_t k = 0; k < i; k++)
            if (p->row[k] == p->row[i])
                return ot_fail(err, OT_ERR_USAGE, "the indicator %s is named twice",
                               "指标 %s 重复出现", p->indicator[i]);
        for (size_t y = 0; y < n; y++) {
            double value = (double)NAN;
            const ot_status status =
                ot_model_observe(m, 0, p->row[i], NULL, NULL, 0, first + (int)y, NULL, &value, err);
            if (status) return status;
            seen[y] |= (unsigned char)(isfinite(value) != 0);
        }
    }
    return OT_OK;
}

/* Can the model be made and solved for these years, from what is observed before? */
static ot_status try_years(ot_tune_problem *p, int first, int last, ot_error *err) {
    ot_tune_model m;
    ot_path *path = NULL;
    if (!put_years(p, first, last)) return no_memory(err);
    ot_status status = make(p, p->set, p->n_sets, NULL, &m, err);
    if (!status) status = ot_path_new(m.model, m.c, NULL, NULL, &path, err);
    ot_path_free(path);
    ot_tune_model_clear(&m);
    return status;
}

enum { MOST_YEARS = 60 }; /* a model file has no more */

/* The last run of years that are observed and can be simulated. */
static ot_status choose_years(ot_tune_problem *p, int first, const unsigned char *seen, size_t n,
                              ot_error *err) {
    int from = 0, to = 0, earliest = 0, latest = 0;
    for (size_t y = n; y-- > 0 && !(to && to - (first + (int)y) >= MOST_YEARS);) {
        const int year = first + (int)y;
        if (!to && !seen[y]) continue;
        if (!latest) latest = year;
        earliest = year;
        const ot_status status = try_years(p, year, year, err);
        if (status == OT_ERR_NOMEM || status == OT_ERR_IO) return status;
        if (status && to) break;
        if (status) continue;
        if (!to) to = year;
        if (seen[y]) from = year;
    }
    if (to) return put_years(p, from, to) ? OT_OK : no_memory(err);
    const int most = latest - earliest < MOST_YEARS ? latest : earliest + MOST_YEARS - 1;
    if (latest) return try_years(p, earliest, most, err); /* and says why it cannot */
    return ot_fail(err, OT_ERR_USAGE, "%s is observed in no year: there is nothing to fit",
                   "%s 没有任何年份的观测值，无从拟合", p->indicator[0]);
}

static void span_of(const ot_table *table, int *first, int *last) {
    *first = *last = 0;
    for (size_t i = 0; i < ot_table_count(table); i++) {
        const int year = ot_table_at(table, i)->year;
        if (!*first || year < *first) *first = year;
        if (year > *last) *last = year;
    }
}

static int is_followed(const ot_model *m, size_t followed, size_t s) {
    const ot_model_scenario *x = &m->scenario[followed];
    for (size_t k = 0; k < x->n_chain; k++)
        if (x->chain[k] == s) return 1;
    return 0;
}

/* A list of values is for the years that the file projects, and would not do for history; of
 * scenarios that are not followed any value does. */
static ot_status free_years(ot_tune_problem *p, const ot_model *m, ot_error *err) {
    size_t followed = 0, n = 0;
    const ot_status status = find_scenario(p, m, &followed, err);
    for (size_t s = 0; s < m->n_scenarios; s++)
        n += m->scenario[s].spec->n_drivers;
    const char **set = ot_arena_alloc(p->arena, p->n_sets + n + p->n_parameters, sizeof *set);
    if (status || !set) return status ? status : no_memory(err);
    memcpy(set, p->set, p->n_sets * sizeof *set);
    p->set = set;
    for (size_t s = 0; s < m->n_scenarios; s++)
        for (size_t d = 0; d < m->scenario[s].spec->n_drivers; d++) {
            const ot_driver_change *x = &m->scenario[s].spec->driver[d];
            const size_t size = strlen(m->scenario[s].spec->id) + strlen(x->driver) + 64;
            if (x->n_values < 2 || is_followed(m, followed, s)) continue;
            char *text = ot_arena_alloc(p->arena, size, 1), number[OT_NUMBER_SIZE];
            if (!text) return no_memory(err);
            (void)ot_number_shortest(x->value[0], number);
            (void)snprintf(text, size, "scenarios.%s.drivers.%s.value=%s", m->scenario[s].spec->id,
                           x->driver, number);
            p->set[p->n_sets++] = text;
        }
    return OT_OK;
}

/* The model as its file has it, but for the sets that were asked for. */
static ot_status find_years(ot_tune_problem *p, ot_error *err) {
    ot_spec *spec = NULL;
    ot_model *m = NULL;
    int first, last;
    span_of(p->table, &first, &last);
    const size_t n = (size_t)(last - first) + 1;
    unsigned char *seen = calloc(n, sizeof *seen);
    ot_status status = seen ? OT_OK : no_memory(err);
    if (!status)
        status =
            ot_spec_load(p->path, p->set + p->n_fixed, p->n_sets - p->n_fixed, NULL, &spec, err);
    if (!status) status = ot_model_new(spec, p->table, p->plan, NULL, &m, err);
    if (!status) status = find_observed(p, m, first, seen, n, err);
    if (!status) status = free_years(p, m, err);
    const int is_given = p->options.first_year != 0;
    if (!status && is_given && !put_years(p, p->options.first_year, p->options.last_year))
        status = no_memory(err);
    if (!status && !is_given) status = choose_years(p, first, seen, n, err);
    ot_model_free(m);
    ot_spec_free(spec);
    free(seen);
    return status;
}

/* ---- observations ---- */

static int is_observed(const ot_tune_problem *p, size_t y) {
    for (size_t i = 0; i < p->n_indicators; i++)
        if (isfinite(p->observed[i * p->n_years + y])) return 1;
    return 0;
}

/* The last years observed are held out. */
static ot_status split_years(ot_tune_problem *p, ot_error *err) {
    int n_seen = 0, n_left = p->options.hold_out;
    for (size_t y = 0; y < p->n_years; y++)
        n_seen += is_observed(p, y);
    if (n_seen <= p->options.hold_out)
        return ot_fail(err, OT_ERR_USAGE,
                       "%d years are held out, and %d are observed from %d to %d; one at least "
                       "must be left to fit",
                       "留出 %d 年，而有观测值的只有 %d 年（%d 至 %d 年）；至少须留一年用于拟合",
                       p->options.hold_out, n_seen, p->first_year, p->last_year);
    p->last_fitted = p->last_year;
    for (size_t y = p->n_years; y-- > 0 && n_left > 0;) {
        n_left -= is_observed(p, y);
        p->last_fitted = p->first_year + (int)y - 1;
    }
    return OT_OK;
}

static ot_status check_indicator(const ot_tune_problem *p, size_t i, ot_error *err) {
    for (size_t y = 0; y < p->n_years && p->first_year + (int)y <= p->last_fitted; y++)
        if (isfinite(p->observed[i * p->n_years + y])) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE,
                   "%s is not both simulated and observed in any year from %d to %d: there is "
                   "nothing to fit",
                   "%s 在 %d 至 %d 年没有一年既是模拟值又有观测值，无从拟合", p->indicator[i],
                   p->first_year, p->last_fitted);
}

static void take_observed(ot_tune_problem *p, const ot_tune_model *m) {
    for (size_t i = 0; i < p->n_indicators; i++)
        for (size_t y = 0; y < p->n_years; y++) {
            const size_t slot = ot_model_slot(m->model, p->first_year + (int)y);
            const size_t at = p->row[i] * m->model->n_slots + slot;
            const int is_held = ot_case_is_held(m->c, p->row[i], slot);
            p->observed[i * p->n_years + y] =
                is_held ? (double)NAN
                        : m->model->observed[at] / m->model->indicator[p->row[i]].inside;
        }
}

static ot_status take_room(ot_tune_problem *p, ot_error *err) {
    const size_t n = p->n_indicators * p->n_years;
    p->observed = ot_arena_alloc(p->arena, n, sizeof *p->observed);
    p->value = ot_arena_alloc(p->arena, n, sizeof *p->value);
    p->scale = ot_arena_alloc(p->arena, p->n_indicators, sizeof *p->scale);
    const int has_draws = p->options.loss == OT_LOSS_CRPS;
    if (has_draws) p->draw = ot_arena_alloc(p->arena, n * p->options.draws, sizeof *p->draw);
    return p->observed && p->value && p->scale && (p->draw || !has_draws) ? OT_OK : no_memory(err);
}

static ot_status take_history(ot_tune_problem *p, ot_error *err) {
    ot_tune_model m = {0};
    ot_status status = take_room(p, err);
    if (!status) status = ot_tune_model_make(p, NULL, NULL, &m, err);
    if (!status && !p->options.has_sampling) p->options.sampling = m.model->spec->sampling;
    if (!status) take_observed(p, &m);
    if (!status) status = split_years(p, err);
    for (size_t i = 0; i < p->n_indicators && !status; i++) {
        const size_t n_fitted = (size_t)(p->last_fitted - p->first_year) + 1;
        status = check_indicator(p, i, err);
        p->scale[i] = ot_mean_change(p->observed + i * p->n_years, n_fitted);
    }
    ot_tune_model_clear(&m);
    return status;
}

ot_status ot_tune_problem_begin(ot_tune_problem *p, ot_error *err) {
    p->last_fitted = 0; /* until the years are known: estimation sees everything */
    p->row = ot_arena_alloc(p->arena, p->n_indicators, sizeof *p->row);
    if (!p->row) return no_memory(err);
    const ot_status status = find_years(p, err);
    return status ? status : take_history(p, err);
}
