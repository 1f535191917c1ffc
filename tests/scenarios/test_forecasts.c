/* Forecasts within a model: what the draws show is the law that the forecaster gave, in each year
 * and over the years, by either executor. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assess/projection.h"
#include "chain.h"
#include "estimate/case.h"
#include "model/model.h"
#include "outturn/forecast.h"

static const char PATH[] = "tests/fixtures/forecast/model.cfg";
static const double SHARE[] = {40, 42.5, 44, 47, 49, 50, 53};
enum { N_SHARE = sizeof SHARE / sizeof *SHARE, HORIZON = 6 }; /* 2022 to 2027 */

static ot_projection *project(const chain *s, const char *executor) {
    ot_run_options options = ot_projection_options(s->model);
    ot_projection *p = NULL;
    options.executor = executor;
    assert_int_equal(ot_projection_new(s->model, (const ot_case *const *)s->c, s->n, &options,
                                       s->notes, &p, NULL),
                     OT_OK);
    return p;
}

static const ot_indicator_result *result_of(const chain *s, const ot_projection *p,
                                            const char *id) {
    for (size_t i = 0; i < p->n_indicators; i++)
        if (strcmp(s->model->indicator[p->indicator[i].indicator].spec->id, id) == 0)
            return &p->c[0].indicator[i];
    fail_msg("%s is not projected", id);
    return NULL;
}

/* The forecast made by hand, of the numbers of the file. */
static ot_forecast *share_by_hand(void) {
    double inside[N_SHARE];
    ot_forecast_options o = ot_forecast_options_default();
    ot_forecast *f = NULL;
    for (int t = 0; t < N_SHARE; t++)
        inside[t] = SHARE[t] / 100.0;
    o.method = "ets";
    o.low = 0.0;
    o.high = 1.0;
    o.horizon = HORIZON;
    assert_int_equal(ot_forecast_new(inside, N_SHARE, &o, NULL, &f, NULL), OT_OK);
    return f;
}

/* Where a value stands in the law, less where it should: within the Monte Carlo error. */
static void assert_at(const ot_forecast *f, size_t t, double value, double probability,
                      double draws) {
    const double score = ot_forecast_z_of(f, t, value);
    const double error = sqrt(probability * (1.0 - probability) / draws);
    const double seen = 0.5 * erfc(-score / sqrt(2.0));
    if (fabs(seen - probability) > 4.5 * error)
        fail_msg("year %zu: the quantile %g stands at %g", t, probability, seen);
}

static void quantiles_of_draws_are_those_of_the_forecast(void **state) {
    static const char *const EXECUTOR[] = {"block", "gsl"};
    (void)state;
    chain s;
    chain_load(&s, PATH);
    ot_forecast *f = share_by_hand();
    for (size_t e = 0; e < 2; e++) {
        ot_projection *p = project(&s, EXECUTOR[e]);
        const ot_indicator_result *r = result_of(&s, p, "share");
        for (size_t y = 0; y < p->n_years; y++)
            for (size_t q = 0; q < p->n_quantiles; q++)
                assert_at(f, y + 1, r->year[y].quantile[q] / 100.0, p->quantile[q],
                          (double)p->draws);
        ot_projection_free(p);
    }
    ot_forecast_free(f);
    chain_close(&s);
}

/* The factor of the case, row by row, is that of the forecast. */
static void years_depend_on_each_other_as_forecast(void **state) {
    (void)state;
    chain s;
    chain_load(&s, PATH);
    ot_forecast *f = share_by_hand();
    const ot_case *c = s.c[0];
    const size_t d = ot_symbols_find(s.model, "share_forecast", 14) - s.model->n_indicators;
    const ot_law *law = &OT_CASE_CONST(ot_law, c, law)[d];
    const int32_t of = OT_CASE_CONST(int32_t, c, dependence_of)[law->source];
    const size_t m = ot_case_n_simulated(c);
    const double *packed = OT_CASE_CONST(double, c, dependence) + (size_t)of * (m * (m + 1) / 2);
    assert_true(of >= 0);
    assert_int_equal(m, HORIZON); /* the first simulated year is 2022: share ends in 2021 */
    for (size_t y = 0, k = 0; y < m; y++)
        for (size_t x = 0; x <= y; x++, k++)
            assert_true(fabs(packed[k] - ot_forecast_factor(f, y)[x]) < 1e-15);
    ot_forecast_free(f);
    chain_close(&s);
}

static void what_is_observed_is_certain_and_goes_on_from_there(void **state) {
    (void)state;
    chain s;
    chain_load(&s, PATH);
    ot_projection *p = project(&s, "block");
    const ot_indicator_result *r = result_of(&s, p, "known");
    assert_true(fabs(r->year[0].median - 8.0) < 1e-12 && !(r->year[0].high > r->year[0].low));
    /* Drift: the last value and the mean step, (8 - 5) / 4 a year. */
    for (size_t y = 1; y < p->n_years; y++) {
        const double centre = 8.0 + 0.75 * (double)y;
        assert_true(fabs(r->year[y].median - centre) < 0.15 * (double)y);
        assert_true(r->year[y].high - r->year[y].low > r->year[y - 1].high - r->year[y - 1].low);
    }
    ot_projection_free(p);
    chain_close(&s);
}

/* Relatives that were forecast badly widen the band: their outcomes are all far out. */
static void relatives_set_the_bands_right(void **state) {
    static const char *const NONE[] = {"indicators.visits.forecast={method=\"auto\";}"};
    (void)state;
    chain with, without;
    chain_load(&with, PATH);
    chain_load_with(&without, PATH, NONE, 1);
    ot_projection *a = project(&with, "block"), *b = project(&without, "block");
    const ot_year_result *x = &result_of(&with, a, "visits")->year[0];
    const ot_year_result *y = &result_of(&without, b, "visits")->year[0];
    assert_true(fabs((x->high - x->low) / (y->high - y->low) - 1.0) > 0.02);
    ot_projection_free(a);
    ot_projection_free(b);
    chain_close(&with);
    chain_close(&without);
}

static void a_forecast_is_a_driver_that_scenarios_may_shift(void **state) {
    static const char *const SHIFT[] = {
        "scenarios={baseline={};high={extends=\"baseline\";add={share=((2025,0.05));};};}"};
    (void)state;
    chain s;
    chain_load_with(&s, PATH, SHIFT, 1);
    ot_projection *p = project(&s, "block");
    const ot_indicator_result *r = result_of(&s, p, "share");
    const ot_indicator_result *high = &p->c[1].indicator[r - p->c[0].indicator];
    assert_true(fabs(high->year[2].median - r->year[2].median - 5.0) < 1e-9);
    assert_true(fabs(high->year[1].median - r->year[1].median) < 1e-12);
    ot_projection_free(p);
    chain_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_of_draws_are_those_of_the_forecast),
        cmocka_unit_test(years_depend_on_each_other_as_forecast),
        cmocka_unit_test(what_is_observed_is_certain_and_goes_on_from_there),
        cmocka_unit_test(relatives_set_the_bands_right),
        cmocka_unit_test(a_forecast_is_a_driver_that_scenarios_may_shift),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
