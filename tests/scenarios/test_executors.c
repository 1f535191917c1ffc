/* The gsl executor, which shares no random number, quantile or correlation with the block executor,
 * must give the same distributions on every model in scenarios/ (equations: test_equations.c).
 *
 * Two-sample Kolmogorov-Smirnov distance of every indicator and year of every scenario, at a
 * family-wise error of 1e-6 (Bonferroni): a wrong quantile anywhere shows as a distance. */
#include <glob.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assess/projection.h"
#include "model/model.h"
#include "outturn/case.h"
#include "outturn/config.h"
#include "outturn/fit.h"
#include "outturn/init.h"
#include "simulate/run.h"

enum { DRAWS = 6000, MOST_CASES = 8 };
static const double FAMILY_WISE = 1e-6;

typedef struct store { /* value[((case * n_rows + row) * n_years + year) * DRAWS + draw] */
    double *value;
    size_t n_rows, n_years;
} store;

static ot_status begin(void *state, const ot_block *pilot, uint64_t draws, ot_error *err) {
    (void)state, (void)pilot, (void)draws, (void)err;
    return OT_OK;
}

static void add(void *state, const ot_block *block) {
    store *s = state;
    for (size_t c = 0; c < block->n_cases; c++)
        for (size_t row = 0; row < s->n_rows; row++)
            for (size_t year = 0; year < s->n_years; year++) {
                const size_t slot = block->c[c]->n_slots - s->n_years + year;
                double *to = s->value + ((c * s->n_rows + row) * s->n_years + year) * DRAWS;
                memcpy(to + block->first, ot_block_at(block, c, row, slot), block->n * sizeof *to);
            }
}

static int by_value(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Largest difference of the two empirical distributions; both are sorted here. Draws that are not
 * finite are put together at the end: their shares are compared like any other value. */
static double distance(double *a, double *b) {
    for (size_t i = 0; i < DRAWS; i++) {
        a[i] = isfinite(a[i]) ? a[i] : HUGE_VAL;
        b[i] = isfinite(b[i]) ? b[i] : HUGE_VAL;
    }
    qsort(a, DRAWS, sizeof *a, by_value);
    qsort(b, DRAWS, sizeof *b, by_value);
    double most = 0.0;
    size_t i = 0, j = 0;
    while (i < DRAWS && j < DRAWS) {
        const double x = fmin(a[i], b[j]);
        while (i < DRAWS && a[i] <= x)
            i++;
        while (j < DRAWS && b[j] <= x)
            j++;
        most = fmax(most, fabs((double)i - (double)j) / DRAWS);
    }
    return most;
}

static void simulate(const ot_case *const *c, size_t n, const char *executor, store *s) {
    const ot_probe probe = {"store", s, begin, add, NULL};
    ot_run_options options = ot_run_options_default();
    options.draws = DRAWS;
    options.seed = 20230227;
    options.executor = executor;
    ot_error err;
    s->value = calloc(n * s->n_rows * s->n_years * DRAWS, sizeof *s->value);
    assert_non_null(s->value);
    if (ot_run(c, n, &probe, 1, &options, &err)) fail_msg("%s: %s", executor, err.text[0]);
}

static void compare(const ot_model *m, const ot_case *const *c, size_t n) {
    store block = {NULL, m->n_indicators, (size_t)(m->last_year - m->first_year + 1)}, gsl = block;
    simulate(c, n, "block", &block);
    simulate(c, n, "gsl", &gsl);
    const size_t n_tests = n * block.n_rows * block.n_years;
    /* P(distance > d) is below 2 exp(-2 d^2 n / 2) for two samples of n (Kolmogorov, Smirnov). */
    const double limit = sqrt(log(2.0 * (double)n_tests / FAMILY_WISE) / DRAWS);
    for (size_t k = 0; k < n_tests; k++) {
        const size_t row = k / block.n_years % block.n_rows;
        if (!m->indicator[row].is_projected) continue;
        const double d = distance(block.value + k * DRAWS, gsl.value + k * DRAWS);
        if (!(d <= limit))
            fail_msg("scenario %zu, %s, year %zu: distance %.4f over %.4f",
                     k / block.n_years / block.n_rows, m->indicator[row].spec->id,
                     (size_t)m->first_year + k % block.n_years, d, limit);
    }
    free(block.value);
    free(gsl.value);
}

/* Normal deviate that |z| exceeds with probability `p` or less (Mills' ratio). */
static double deviate(double p) {
    double z = 1.0;
    while (2.0 * exp(-z * z / 2.0) / (z * sqrt(2.0 * acos(-1.0))) > p)
        z += 0.01;
    return z;
}

static ot_projection *project(const ot_model *m, const ot_case *const *c, size_t n,
                              const char *executor, uint64_t draws) {
    ot_run_options options = ot_run_options_default();
    ot_projection *p = NULL;
    ot_error err;
    options.draws = draws;
    options.seed = 20230227;
    options.executor = executor;
    if (ot_projection_new(m, c, n, &options, NULL, &p, &err)) fail_msg("%s", err.text[0]);
    return p;
}

/* Reported quantiles lie where the reference's draws say: the share of its draws at or below the
 * block executor's p-quantile is p, up to the error of both. Probabilities of targets likewise. */
static void compare_answers(const ot_model *m, const ot_case *const *c, size_t n) {
    enum { BLOCK_DRAWS = 40000 };
    ot_projection *block = project(m, c, n, "block", BLOCK_DRAWS);
    ot_projection *gsl = project(m, c, n, "gsl", DRAWS);
    store s = {NULL, m->n_indicators, (size_t)(m->last_year - m->first_year + 1)};
    simulate(c, n, "gsl", &s);
    const double per_draw = 1.0 / BLOCK_DRAWS + 1.0 / DRAWS;
    const size_t n_tests =
        n * (block->n_indicators * block->n_years * block->n_quantiles + block->n_targets);
    const double z = deviate(FAMILY_WISE / (double)n_tests);
    for (size_t k = 0; k < n; k++) {
        for (size_t i = 0; i < block->n_indicators; i++)
            for (size_t t = 0; t < block->n_years; t++) {
                const ot_year_result *y = &block->c[k].indicator[i].year[t];
                const size_t row = block->indicator[i].indicator;
                const double inside = m->indicator[row].inside;
                const double *draw = s.value + ((k * s.n_rows + row) * s.n_years + t) * DRAWS;
                for (size_t q = 0; q < block->n_quantiles && !y->is_held; q++) {
                    const double p = block->quantile[q];
                    size_t below = 0, at = 0;
                    for (size_t d = 0; d < DRAWS; d++) {
                        const double x = draw[d] / inside;
                        const double slack = 1e-9 * fabs(y->quantile[q]);
                        below += x < y->quantile[q] - slack;
                        at += fabs(x - y->quantile[q]) <= slack;
                    }
                    const double margin = z * sqrt(p * (1.0 - p) * per_draw) + 1.0 / DRAWS;
                    if ((double)below / DRAWS > p + margin ||
                        (double)(below + at) / DRAWS < p - margin)
                        fail_msg(
                            "%s, year %zu: %g of the reference's draws are below the %g quantile",
                            m->indicator[row].spec->id, t, (double)below / DRAWS, p);
                }
            }
        for (size_t j = 0; j < block->n_targets; j++) {
            const ot_target_result *a = &block->c[k].target[j], *b = &gsl->c[k].target[j];
            const double p = (double)(a->met + b->met) / (double)(a->n + b->n);
            const double margin = z * sqrt(p * (1.0 - p) * per_draw) + 1.0 / DRAWS;
            if (!(fabs(a->probability - b->probability) <= margin))
                fail_msg("target %s: %g and %g", m->target[a->target].id, a->probability,
                         b->probability);
        }
    }
    free(s.value);
    ot_projection_free(block);
    ot_projection_free(gsl);
}

static void check_model(const char *path) {
    ot_error err = {0};
    ot_spec *spec = NULL;
    ot_table *table = NULL;
    ot_plan *plan = NULL;
    ot_model *model = NULL;
    ot_fit *fit = NULL;
    ot_case *c[MOST_CASES] = {NULL};
    ot_status status = ot_spec_load(path, NULL, 0, NULL, &spec, &err);
    if (!status)
        status =
            ot_table_load(ot_spec_data_files(spec), ot_spec_n_data_files(spec), NULL, &table, &err);
    if (!status)
        status =
            ot_plan_load(ot_spec_plan_files(spec), ot_spec_n_plan_files(spec), NULL, &plan, &err);
    if (!status) status = ot_model_new(spec, table, plan, NULL, &model, &err);
    if (!status) status = ot_fit_new(model, NULL, NULL, &fit, &err);
    size_t n = 0;
    for (; !status && n < ot_model_n_scenarios(model) && n < MOST_CASES; n++)
        status = ot_case_new(model, fit, n, NULL, &c[n], &err);
    if (status) fail_msg("%s:%d:%d: %s", err.file, err.line, err.column, err.text[0]);
    compare(model, (const ot_case *const *)c, n);
    compare_answers(model, (const ot_case *const *)c, n);
    for (size_t i = 0; i < n; i++)
        ot_case_free(c[i]);
    ot_fit_free(fit);
    ot_model_free(model);
    ot_plan_free(plan);
    ot_table_free(table);
    ot_spec_free(spec);
}

static void both_executors_agree_on_every_shipped_model(void **state) {
    (void)state;
    glob_t found;
    assert_int_equal(glob("scenarios/*/model.cfg", 0, NULL, &found), 0);
    assert_true(found.gl_pathc >= 2); /* kizilsu and tutorial */
    for (size_t i = 0; i < found.gl_pathc; i++)
        check_model(found.gl_pathv[i]);
    globfree(&found);
}

int main(void) {
    ot_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_executors_agree_on_every_shipped_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
