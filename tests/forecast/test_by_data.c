/* Bands of the level or of logarithms, as the errors of a series ask for. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "close_to.h"
#include "outturn/forecast.h"

enum { N = 16, HORIZON = 6 };

static const char *const METHODS[] = {"naive", "drift",           "mean",  "ses",
                                      "holt",  "damped",          "theta", "arima",
                                      "llt",   "theta_optimised", "ets"};
enum { N_METHODS = sizeof METHODS / sizeof *METHODS };

static double shock(size_t t) { return sin(1.7 * (double)t) + 0.5 * sin(4.1 * (double)t); }

static ot_forecast *forecast_of(const char *method, const double *value, size_t n,
                                ot_forecast_form form) {
    ot_forecast_options options = ot_forecast_options_default();
    options.method = method;
    options.horizon = HORIZON;
    options.form = form;
    ot_forecast *f = NULL;
    ot_error err;
    if (ot_forecast_new(value, n, &options, NULL, &f, &err)) fail_msg("%s", err.text[0]);
    return f;
}

/* Tenfold in sixteen years, each year off by a tenth or two. */
static void errors_in_proportion_ask_for_logarithms(void **state) {
    (void)state;
    double value[N];
    for (size_t t = 0; t < N; t++)
        value[t] = 10.0 * exp(0.15 * (double)t + 0.12 * shock(t));
    for (size_t m = 0; m < N_METHODS; m++) {
        ot_forecast *f = forecast_of(METHODS[m], value, N, OT_FORM_BY_METHOD);
        if (ot_forecast_form_used(f) != OT_FORM_GROWTH) fail_msg("%s", METHODS[m]);
        for (size_t t = 0; t < HORIZON; t++) {
            const double point = ot_forecast_point(f, t);
            assert_true(ot_forecast_quantiles(f, t)[0] > 0.0);
            assert_close(ot_forecast_at(f, t, 2.3263478740408408) / point,
                         point / ot_forecast_at(f, t, -2.3263478740408408), 1e-9, 0.0);
        }
        ot_forecast_free(f);
    }
}

/* The same growth, each year off by the same amount: small ones would be off by half. */
static void errors_of_one_size_ask_for_the_level(void **state) {
    (void)state;
    double value[N];
    for (size_t t = 0; t < N; t++)
        value[t] = 10.0 + 6.0 * (double)t + 4.0 * shock(t);
    for (size_t m = 1; m < N_METHODS; m++) {
        ot_forecast *f = forecast_of(METHODS[m], value, N, OT_FORM_BY_METHOD);
        if (ot_forecast_form_used(f) != OT_FORM_LEVEL) fail_msg("%s", METHODS[m]);
        ot_forecast_free(f);
    }
}

/* The mean square of steps of logarithms, by hand. */
static void naive_in_logarithms_is_a_walk_of_theirs(void **state) {
    (void)state;
    const double value[] = {10, 13, 12, 17, 24, 21, 30, 41, 45};
    double sum = 0.0;
    for (size_t t = 1; t < 9; t++)
        sum += log(value[t] / value[t - 1]) * log(value[t] / value[t - 1]) / 8.0;
    ot_forecast *f = forecast_of("naive", value, 9, OT_FORM_BY_METHOD);
    for (size_t t = 0; t < 3; t++) {
        const double band = 1.2815515655446004 * sqrt(sum * (double)(t + 1));
        assert_close(ot_forecast_point(f, t), 45.0, 1e-12, 0.0);
        assert_close(ot_forecast_at(f, t, 1.2815515655446004), 45.0 * exp(band), 1e-9, 0.0);
        assert_close(ot_forecast_at(f, t, -1.2815515655446004), 45.0 * exp(-band), 1e-9, 0.0);
    }
    ot_forecast_free(f);
}

static void the_point_stays_that_of_the_level(void **state) {
    (void)state;
    double value[N];
    for (size_t t = 0; t < N; t++)
        value[t] = 10.0 * exp(0.15 * (double)t + 0.12 * shock(t));
    for (size_t m = 0; m < N_METHODS; m++) {
        ot_forecast *f = forecast_of(METHODS[m], value, N, OT_FORM_BY_METHOD);
        ot_forecast *level = forecast_of(METHODS[m], value, N, OT_FORM_LEVEL);
        for (size_t t = 0; t < HORIZON; t++)
            assert_close(ot_forecast_point(f, t), ot_forecast_point(level, t), 1e-12, 0.0);
        ot_forecast_free(f);
        ot_forecast_free(level);
    }
}

/* Down a line that meets 0 within the horizon: drift follows it, others stay above. */
static void a_line_through_0_is_left_by_all_but_drift(void **state) {
    (void)state;
    double value[N];
    for (size_t t = 0; t < N; t++)
        value[t] = 100.0 * exp(-0.2 * (double)t + 0.05 * shock(t));
    ot_forecast *f = forecast_of("drift", value, N, OT_FORM_BY_METHOD);
    assert_int_equal(ot_forecast_form_used(f), OT_FORM_LEVEL);
    assert_true(ot_forecast_point(f, HORIZON - 1) < 0.0);
    ot_forecast_free(f);
    f = forecast_of("theta", value, N, OT_FORM_BY_METHOD);
    assert_int_equal(ot_forecast_form_used(f), OT_FORM_GROWTH);
    assert_true(ot_forecast_quantiles(f, HORIZON - 1)[0] > 0.0);
    ot_forecast_free(f);
}

/* From a half to three thousand in four years: in proportion, a band would span ten powers of ten.
 */
static void a_leap_is_no_law_of_growth(void **state) {
    (void)state;
    static const double LEAP[] = {0.2, 0.3, 0.1, 0.4, 0.2, 0.5, 2.0, 8.0, 900.0, 3000.0};
    for (size_t m = 0; m < N_METHODS; m++) {
        ot_forecast *f = forecast_of(METHODS[m], LEAP, 10, OT_FORM_BY_METHOD);
        const double high = ot_forecast_at(f, HORIZON - 1, 2.3263478740408408);
        if (!(high < 1e6)) fail_msg("%s: %g", METHODS[m], high);
        ot_forecast_free(f);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_in_proportion_ask_for_logarithms),
        cmocka_unit_test(errors_of_one_size_ask_for_the_level),
        cmocka_unit_test(naive_in_logarithms_is_a_walk_of_theirs),
        cmocka_unit_test(the_point_stays_that_of_the_level),
        cmocka_unit_test(a_line_through_0_is_left_by_all_but_drift),
        cmocka_unit_test(a_leap_is_no_law_of_growth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
