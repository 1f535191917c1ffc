/* What is tuned on: the years, and what was observed in them. */
#include "assess/tune/tune_problem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assess/tune/loss.h"
#include "base/number.h"
#include "outturn/config.h"
#include "simulate/path.h"
#include "spec/spec.h"

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
    if (!put_years(p, first, last)) return ot_tune_no_memory(err);
    ot_status status = ot_tune_make(p, p->set, p->n_sets, NULL, &m, err);
    if (!status) status = ot_path_new(m.model, m.c, NULL, NULL, &path, err);
    ot_path_free(path);
    ot_tune_model_clear(&m);
    return status;
}

/* The last run of years that are observed and can be simulated. */
static ot_status choose_years(ot_tune_problem *p, int first, const unsigned char *seen, size_t n,
                              ot_error *err) {
    int from = 0, to = 0, earliest = 0, latest = 0;
    for (size_t y = n; y-- > 0 && !(to && to - (first + (int)y) >= OT_SPEC_MOST_YEARS);) {
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
    if (to) return put_years(p, from, to) ? OT_OK : ot_tune_no_memory(err);
    const int most =
        latest - earliest < OT_SPEC_MOST_YEARS ? latest : earliest + OT_SPEC_MOST_YEARS - 1;
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
    const ot_status status = ot_tune_find_scenario(p, m, &followed, err);
    for (size_t s = 0; s < m->n_scenarios; s++)
        n += m->scenario[s].spec->n_drivers;
    const char **set = ot_arena_alloc(p->arena, p->n_sets + n + p->n_parameters, sizeof *set);
    if (status || !set) return status ? status : ot_tune_no_memory(err);
    memcpy(set, p->set, p->n_sets * sizeof *set);
    p->set = set;
    for (size_t s = 0; s < m->n_scenarios; s++)
        for (size_t d = 0; d < m->scenario[s].spec->n_drivers; d++) {
            const ot_driver_change *x = &m->scenario[s].spec->driver[d];
            const size_t size = strlen(m->scenario[s].spec->id) + strlen(x->driver) + 64;
            if (x->n_values < 2 || is_followed(m, followed, s)) continue;
            char *text = ot_arena_alloc(p->arena, size, 1), number[OT_NUMBER_SIZE];
            if (!text) return ot_tune_no_memory(err);
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
    ot_status status = seen ? OT_OK : ot_tune_no_memory(err);
    if (!status)
        status =
            ot_spec_load(p->path, p->set + p->n_fixed, p->n_sets - p->n_fixed, NULL, &spec, err);
    if (!status) status = ot_model_new(spec, p->table, p->plan, NULL, &m, err);
    if (!status) status = find_observed(p, m, first, seen, n, err);
    if (!status) status = free_years(p, m, err);
    const int is_given = p->options.first_year != 0;
    if (!status && is_given && !put_years(p, p->options.first_year, p->options.last_year))
        status = ot_tune_no_memory(err);
    if (!status && !is_given) status = choose_years(p, first, seen, n, err);
    ot_model_free(m);
    ot_spec_free(spec);
    free(seen);
    return status;
}

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
    return p->observed && p->value && p->scale && (p->draw || !has_draws) ? OT_OK
                                                                          : ot_tune_no_memory(err);
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
    if (!p->row) return ot_tune_no_memory(err);
    const ot_status status = find_years(p, err);
    return status ? status : take_history(p, err);
}
