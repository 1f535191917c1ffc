/* How far single methods stray, and how their years hang together, against the formulas of
 * textbooks worked out here from the parameters that a forecast tells of itself. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "outturn/forecast.h"

static const double CLIMB[] = {5.1, 4.7, 5.9, 6.4, 6.1, 7.2, 6.8, 7.5,  8.9,  9.4,
                               9.1, 8.7, 8.2, 7.4, 7.9, 8.8, 9.9, 11.2, 12.0, 12.9};
enum { N = 20, HORIZON = 4 };

static ot_forecast *make(const double *value, size_t n, const ot_forecast_options *options) {
    ot_forecast *f = NULL;
    ot_error err;
    if (ot_forecast_new(value, n, options, NULL, &f, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return f;
}

static ot_forecast_options level_of(const char *method) {
    ot_forecast_options options = ot_forecast_options_default();
    options.method = method;
    options.horizon = HORIZON;
    options.form = OT_FORM_LEVEL;
    return options;
}

static ot_forecast *forecast_of(const char *method) {
    const ot_forecast_options options = level_of(method);
    return make(CLIMB, N, &options);
}

static const ot_forecast_fact *fact(const ot_forecast *f, const char *name) {
    for (size_t i = 0; i < ot_forecast_n_facts(f); i++)
        if (strcmp(ot_forecast_fact_at(f, i)->name[OT_LANGUAGE_EN], name) == 0)
            return ot_forecast_fact_at(f, i);
    fail_msg("%s does not say %s", ot_forecast_method(f), name);
    return NULL;
}

static double sd_of(const ot_forecast *f, size_t t) {
    return 0.5 * (ot_forecast_at(f, t, 1.0) - ot_forecast_at(f, t, -1.0));
}

/* Of the first two years. */
static double correlation_of(const ot_forecast *f) {
    const double *a = ot_forecast_factor(f, 0), *b = ot_forecast_factor(f, 1);
    return a[0] * b[0];
}

/* The mean of n values has an error of its own, which all years share. */
static void a_mean_is_known_with_an_error(void **state) {
    (void)state;
    double mean = 0.0, squares = 0.0;
    for (size_t t = 0; t < N; t++)
        mean += CLIMB[t] / N;
    for (size_t t = 0; t < N; t++)
        squares += (CLIMB[t] - mean) * (CLIMB[t] - mean);
    ot_forecast *f = forecast_of("mean");
    for (size_t t = 0; t < HORIZON; t++)
        assert_close(sd_of(f, t), sqrt(squares / (N - 1.0) * (1.0 + 1.0 / N)), 1e-9, 0.0);
    assert_close(correlation_of(f), 1.0 / (N + 1.0), 1e-9, 0.0);
    ot_forecast_free(f);
}

/* Shocks add up, and the error of the mean of m steps counts once a year. */
static void years_of_a_drift_share_their_shocks(void **state) {
    (void)state;
    const double m = N - 1.0;
    ot_forecast *f = forecast_of("drift");
    assert_close(correlation_of(f), (1.0 + 2.0 / m) / sqrt((1.0 + 1.0 / m) * (2.0 + 4.0 / m)), 1e-9,
                 0.0);
    assert_close(sd_of(f, 3) / sd_of(f, 0), sqrt((4.0 + 16.0 / m) / (1.0 + 1.0 / m)), 1e-9, 0.0);
    ot_forecast_free(f);
}

/* Hyndman et al. 2008, table 6.2: what an error does j years later. */
static double weight_of(const ot_forecast *f, int has_trend, int is_damped, size_t j) {
    const double alpha = fact(f, "alpha")->value;
    const double beta = has_trend ? fact(f, "beta")->value : 0.0;
    const double phi = is_damped ? fact(f, "phi")->value : 1.0;
    double sum = 0.0;
    for (size_t i = 1; i <= j; i++)
        sum += pow(phi, (double)i);
    return alpha + beta * sum;
}

static void errors_of_smoothing_grow_as_its_weights_say(void **state) {
    (void)state;
    static const struct {
        const char *method;
        int has_trend, is_damped;
    } CASE[] = {{"ses", 0, 0}, {"holt", 1, 0}, {"damped", 1, 1}};
    /* Shocks about a line that turns: every weight is above 0. */
    static const double TURNS[] = {10, 13, 15, 19, 22, 23, 27, 26, 24, 23, 19, 18, 15, 16,
                                   18, 22, 25, 31, 34, 36, 41, 40, 38, 37, 33, 30, 29, 25};
    enum { N_TURNS = sizeof TURNS / sizeof *TURNS };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        const ot_forecast_options options = level_of(CASE[i].method);
        ot_forecast *f = make(TURNS, N_TURNS, &options);
        const double first = sd_of(f, 0);
        double squares = 1.0;
        assert_string_equal(fact(f, "specification")->text, i == 0   ? "ETS(A,N,N)"
                                                            : i == 1 ? "ETS(A,A,N)"
                                                                     : "ETS(A,Ad,N)");
        if (CASE[i].is_damped) assert_true(fact(f, "beta")->value > 0.1);
        for (size_t t = 1; t < HORIZON; t++) {
            const double w = weight_of(f, CASE[i].has_trend, CASE[i].is_damped, t);
            squares += w * w;
            assert_close(sd_of(f, t) / first, sqrt(squares), 1e-4, 0.0);
        }
        ot_forecast_free(f);
    }
}

/* The same in proportion: each error counts with the level that was then forecast. */
static void errors_in_proportion_grow_with_the_level(void **state) {
    (void)state;
    double value[N];
    for (size_t t = 0; t < N; t++)
        value[t] = 10.0 * exp(0.15 * (double)t + 0.1 * sin(1.7 * (double)t * (double)t));
    const ot_forecast_options options = level_of("ets");
    ot_forecast *f = make(value, N, &options);
    const char *kind = fact(f, "specification")->text;
    if (strncmp(kind, "ETS(M,", 6) != 0) fail_msg("the series asks for %s", kind);
    const int has_trend = kind[6] == 'A', is_damped = kind[7] == 'd';
    const double relative = sd_of(f, 0) / ot_forecast_point(f, 0);
    for (size_t t = 1; t < HORIZON; t++) {
        double squares = 0.0;
        for (size_t j = 0; j <= t; j++) {
            const double w = t == j ? 1.0 : weight_of(f, has_trend, is_damped, t - j);
            squares += w * w * ot_forecast_point(f, j) * ot_forecast_point(f, j);
        }
        assert_close(sd_of(f, t), relative * sqrt(squares), 1e-4, 0.0);
    }
    ot_forecast_free(f);
}

/* Least squares of what persistence leaves: two coefficients cost two values. */
static void a_line_is_known_from_n_less_two_values(void **state) {
    (void)state;
    double x[N + HORIZON], u[N], v[N], w[N], uu = 0, uv = 0, vv = 0, uw = 0, vw = 0, squares = 0;
    for (size_t t = 0; t < N + HORIZON; t++)
        x[t] = (double)t;
    ot_forecast_options options = level_of("regression");
    options.driver = x;
    ot_forecast *f = make(CLIMB, N, &options);
    const double rho = fact(f, "rho")->value;
    for (size_t t = 0; t < N; t++) {
        const double root = sqrt(1.0 - rho * rho);
        u[t] = t ? 1.0 - rho : root;
        v[t] = t ? x[t] - rho * x[t - 1] : root * x[0];
        w[t] = t ? CLIMB[t] - rho * CLIMB[t - 1] : root * CLIMB[0];
        uu += u[t] * u[t], uv += u[t] * v[t], vv += v[t] * v[t];
        uw += u[t] * w[t], vw += v[t] * w[t];
    }
    const double det = uu * vv - uv * uv;
    const double a = (vv * uw - uv * vw) / det, b = (uu * vw - uv * uw) / det;
    for (size_t t = 0; t < N; t++)
        squares += (w[t] - a * u[t] - b * v[t]) * (w[t] - a * u[t] - b * v[t]);
    const double of_slope = uu / det; /* its variance, in variances of a shock */
    assert_close(sd_of(f, 0), sqrt(squares / (N - 2.0) * (1.0 + of_slope)), 1e-5, 0.0);
    ot_forecast_free(f);
}

/* A ceiling that the values have to tell is known no better than the curve: the band of the first
 * year is as wide as the values' own distance from it. */
static void a_ceiling_that_is_estimated_widens_the_band(void **state) {
    (void)state;
    enum { M = 24 };
    double value[M];
    for (int t = 0; t < M; t++)
        value[t] = 80.0 / (1.0 + exp(3.0 - 0.25 * t)) * exp(0.03 * sin(2.1 * t));
    ot_forecast_options options = level_of("logistic");
    ot_forecast *free_one = make(value, M, &options);
    options.low = 0.0;
    options.high = fact(free_one, "ceiling")->value;
    ot_forecast *given = make(value, M, &options);
    /* Values lie 2 % off the curve: a sine of 0.03. */
    assert_close(sd_of(free_one, 0) / ot_forecast_point(free_one, 0), 0.03 / sqrt(2.0), 0.5, 0.0);
    assert_true(sd_of(free_one, 0) > 2.0 * sd_of(given, 0));
    ot_forecast_free(free_one);
    ot_forecast_free(given);
}

/* Weights go with one over the mean square of five forecasts one year ahead. */
static void accuracy_is_the_mean_square_of_the_last_forecasts(void **state) {
    (void)state;
    static const char *const TWO[] = {"naive", "drift"};
    double naive = 0.0, drift = 0.0;
    for (size_t origin = N - 5; origin < N; origin++) {
        const double last = CLIMB[origin - 1];
        const double step = (last - CLIMB[0]) / (double)(origin - 1);
        naive += (CLIMB[origin] - last) * (CLIMB[origin] - last);
        drift += (CLIMB[origin] - last - step) * (CLIMB[origin] - last - step);
    }
    ot_forecast_options options = level_of("combine");
    options.mix = TWO;
    options.n_mix = 2;
    options.mix_by = OT_MIX_ACCURACY;
    ot_forecast *f = make(CLIMB, N, &options);
    assert_close(fact(f, "drift")->value / fact(f, "naive")->value, naive / drift, 1e-4, 0.0);
    ot_forecast_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mean_is_known_with_an_error),
        cmocka_unit_test(years_of_a_drift_share_their_shocks),
        cmocka_unit_test(errors_of_smoothing_grow_as_its_weights_say),
        cmocka_unit_test(errors_in_proportion_grow_with_the_level),
        cmocka_unit_test(a_line_is_known_from_n_less_two_values),
        cmocka_unit_test(a_ceiling_that_is_estimated_widens_the_band),
        cmocka_unit_test(accuracy_is_the_mean_square_of_the_last_forecasts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
