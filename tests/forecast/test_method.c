/* Single methods against what R 4.2.2 computes: arima and gls of its own packages, the exact
 * likelihood of a local linear trend by its covariance matrix, sums of squares by optim. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "close_to.h"
#include "forecast/arma.h"
#include "forecast/simplex.h"
#include "forecast/smooth.h"

static const double CYCLE[] = {5.1, 4.7, 5.9, 6.4, 6.1, 7.2, 6.8, 6.0, 5.2, 5.5,
                               6.3, 7.1, 7.9, 7.4, 6.6, 6.9, 6.2, 5.8, 6.5, 7.0};
static const double CLIMB[] = {5.1, 4.7, 5.9, 6.4, 6.1, 7.2, 6.8, 7.5,  8.9,  9.4,
                               9.1, 8.7, 8.2, 7.4, 7.9, 8.8, 9.9, 11.2, 12.0, 12.9};
enum { N = 20 };

/* arima(y, order = c(1, 0, 1)) and c(2, 0, 0), method = "ML" */
static void arma_is_that_of_exact_likelihood(void **state) {
    (void)state;
    ot_arma a;
    double centre[3], weight[3];
    assert_true(ot_arma_fit(CYCLE, N, 1, 1, 1, &a));
    assert_close(a.ar[0], 0.3066287242, 0.0, 2e-3);
    assert_close(a.ma[0], 0.6705637019, 0.0, 2e-3);
    assert_close(a.mean, 6.3291414341, 0.0, 1e-3);
    assert_close(a.variance * 17.0 / 20.0, 0.3067196026, 1e-3, 0.0);
    ot_arma_predict(&a, 3, centre, weight);
    assert_close(centre[0], 6.785406119, 0.0, 1e-3);
    assert_close(centre[2], 6.372039976, 0.0, 1e-3);
    assert_close(weight[1], a.ar[0] + a.ma[0], 1e-12, 0.0);
    assert_true(ot_arma_fit(CYCLE, N, 2, 0, 1, &a));
    assert_close(a.ar[0], 0.8996138300, 0.0, 2e-3);
    assert_close(a.ar[1], -0.4980138751, 0.0, 2e-3);
    ot_arma_predict(&a, 3, centre, weight);
    assert_close(centre[2], 6.247525294, 0.0, 1e-3);
}

/* -2 log-likelihood: that of R's logLik is n log(2 pi) + n more. */
static void aicc_is_that_of_the_likelihood(void **state) {
    (void)state;
    ot_arma a;
    assert_true(ot_arma_fit(CYCLE, N, 1, 1, 1, &a));
    const double deviance = 2.0 * 17.0955219801 - N * (log(2.0 * 3.141592653589793) + 1.0);
    assert_close(a.aicc, deviance + 8.0 + 2.0 * 4.0 * 5.0 / 15.0, 0.0, 1e-4);
}

static ot_forecast *forecast_of(const char *method, const double *value, size_t n) {
    ot_forecast_options options = ot_forecast_options_default();
    options.method = method;
    options.horizon = 3;
    options.form = OT_FORM_LEVEL;
    ot_forecast *f = NULL;
    assert_int_equal(ot_forecast_new(value, n, &options, NULL, &f, NULL), OT_OK);
    return f;
}

static double sd_of(const ot_forecast *f, size_t t) {
    return 0.5 * (ot_forecast_at(f, t, 1.0) - ot_forecast_at(f, t, -1.0));
}

static void local_trend_is_that_of_its_covariance_matrix(void **state) {
    (void)state;
    ot_forecast *f = forecast_of("llt", CLIMB, N);
    static const double CENTRE[] = {13.7580325342, 14.6160791274, 15.4741257205};
    static const double SD[] = {0.764765497272, 1.296743913540, 1.857425953328};
    for (size_t t = 0; t < 3; t++) {
        assert_close(ot_forecast_point(f, t), CENTRE[t], 2e-4, 0.0);
        assert_close(sd_of(f, t), SD[t], 5e-3, 0.0);
    }
    assert_close(ot_forecast_factor(f, 1)[0], 0.807579804311, 5e-3, 0.0);
    ot_forecast_free(f);
}

/* Errors by turns leave no room for a level that walks: the line of least squares, whose own error
 * counts, too. */
static void local_trend_of_a_line_is_that_of_least_squares(void **state) {
    (void)state;
    enum { N_LINE = 10 };
    double y[N_LINE], mean = 0.0, sxy = 0.0, syy = 0.0;
    const double middle = (N_LINE - 1) / 2.0, sxx = N_LINE * (N_LINE * N_LINE - 1.0) / 12.0;
    for (int t = 0; t < N_LINE; t++)
        y[t] = 20.0 + t + (t % 2 ? 1.0 : -1.0), mean += y[t] / N_LINE;
    for (int t = 0; t < N_LINE; t++)
        sxy += (t - middle) * y[t], syy += (y[t] - mean) * (y[t] - mean);
    const double variance = (syy - sxy * sxy / sxx) / (N_LINE - 2);
    ot_forecast_options o = ot_forecast_options_default();
    ot_forecast *f = NULL;
    o.method = "llt";
    o.form = OT_FORM_LEVEL;
    o.horizon = 3;
    assert_int_equal(ot_forecast_new(y, N_LINE, &o, NULL, &f, NULL), OT_OK);
    for (int h = 0; h < 3; h++) {
        const double x = N_LINE + h - middle;
        assert_close(ot_forecast_point(f, (size_t)h), mean + sxy / sxx * x, 1e-3, 0.0);
        assert_close(ot_forecast_at(f, (size_t)h, 1.0) - ot_forecast_at(f, (size_t)h, 0.0),
                     sqrt(variance * (1.0 + 1.0 / N_LINE + x * x / sxx)), 5e-3, 0.0);
    }
    ot_forecast_free(f);
}

/* Level: weight, start and variance are three; with a trend five. */
static void aicc_of_smoothing_counts_its_parameters(void **state) {
    (void)state;
    for (int has_trend = 0; has_trend < 2; has_trend++) {
        ot_smooth s;
        const double n = N, k = has_trend ? 5.0 : 3.0;
        ot_smooth_fit((ot_smooth_kind){has_trend, 0, 0}, CLIMB, N, &s);
        const double deviance = n * log(s.variance * (n - k + 1.0));
        assert_close(s.aicc, deviance + 2.0 * k * n / (n - k - 1.0), 1e-9, 0.0);
    }
}

static void holt_is_the_least_sum_of_squares(void **state) {
    (void)state;
    ot_smooth s;
    ot_smooth_fit((ot_smooth_kind){1, 0, 0}, CLIMB, N, &s);
    assert_close(s.variance * (N - 4), 9.35834176276, 2e-3, 0.0);
    assert_close(s.slope, 0.410528, 0.02, 0.0);
    assert_close(s.level, 12.8999510, 1e-3, 0.0);
}

static void smoothing_of_noise_is_its_mean(void **state) {
    (void)state;
    static const double NOISE[] = {5.1, 4.7, 5.9, 5.4, 5.1, 5.2, 4.8, 5.0, 5.2, 5.5, 4.9};
    ot_smooth s;
    ot_smooth_fit((ot_smooth_kind){0, 0, 0}, NOISE, 11, &s);
    assert_close(s.level, 5.163636, 1e-3, 0.0);
    assert_close(s.variance * 9.0, 1.16557109322, 1e-3, 0.0);
}

/* gls(y ~ t, correlation = corAR1(), method = "ML"): 4.8443, 0.37223, 0.73909 */
static void a_driver_gets_the_line_of_gls(void **state) {
    (void)state;
    double driver[N + 2];
    for (size_t t = 0; t < N + 2; t++)
        driver[t] = (double)t;
    ot_forecast_options options = ot_forecast_options_default();
    options.method = "regression";
    options.horizon = 2;
    options.driver = driver;
    ot_forecast *f = NULL;
    assert_int_equal(ot_forecast_new(CLIMB, N, &options, NULL, &f, NULL), OT_OK);
    const double left = 12.9 - 4.844319404 - 0.372228262 * 19.0;
    assert_close(ot_forecast_point(f, 0), 4.844319404 + 0.372228262 * 20.0 + 0.739085891 * left,
                 1e-5, 0.0);
    ot_forecast_free(f);
    options.driver = NULL;
    assert_int_equal(ot_forecast_new(CLIMB, N, &options, NULL, &f, NULL), OT_ERR_USAGE);
}

/* The theta method by hand: simple smoothing, then half the slope of the line. */
static void theta_adds_half_the_slope(void **state) {
    (void)state;
    double straight[10];
    for (size_t t = 0; t < 10; t++)
        straight[t] = 3.0 + 2.0 * (double)t;
    ot_forecast *f = forecast_of("theta", straight, 10);
    assert_close(ot_forecast_point(f, 2) - ot_forecast_point(f, 1), 1.0, 1e-9, 0.0);
    ot_forecast_free(f);
}

static void curves_that_saturate_find_their_ceiling(void **state) {
    (void)state;
    double value[24];
    for (int t = 0; t < 24; t++)
        value[t] = 80.0 / (1.0 + exp(3.0 - 0.3 * t));
    ot_forecast *f = forecast_of("logistic", value, 20);
    assert_close(ot_forecast_point(f, 2), value[22], 0.02, 0.0);
    ot_forecast_free(f);
    for (int t = 0; t < 24; t++)
        value[t] = 80.0 * exp(-3.0 * exp(-0.2 * t));
    f = forecast_of("gompertz", value, 20);
    assert_close(ot_forecast_point(f, 2), value[22], 0.02, 0.0);
    ot_forecast_free(f);
}

static void the_median_of_a_combination_lies_between(void **state) {
    (void)state;
    static const char *const TWO[] = {"naive", "drift"};
    for (int by = OT_MIX_MEAN; by <= OT_MIX_ACCURACY; by++) {
        ot_forecast_options options = ot_forecast_options_default();
        options.method = "combine";
        options.horizon = 3;
        options.mix = TWO;
        options.n_mix = 2;
        options.mix_by = (ot_forecast_mix)by;
        ot_forecast *f = NULL, *naive = forecast_of("naive", CLIMB, N),
                    *drift = forecast_of("drift", CLIMB, N);
        assert_int_equal(ot_forecast_new(CLIMB, N, &options, NULL, &f, NULL), OT_OK);
        const double a = ot_forecast_at(naive, 2, 1.0), b = ot_forecast_at(drift, 2, 1.0);
        const double share = (ot_forecast_at(f, 2, 1.0) - a) / (b - a);
        if (by == OT_MIX_ACCURACY)
            assert_true(share > 0.5 && share < 1.0); /* drift did better */
        else
            assert_close(share, 0.5, 1e-9, 0.0);
        ot_forecast_free(f);
        ot_forecast_free(naive);
        ot_forecast_free(drift);
    }
}

static double bowl(const double *x, void *state) {
    (void)state;
    return (x[0] - 1.0) * (x[0] - 1.0) + 3.0 * (x[1] + 2.0) * (x[1] + 2.0) + x[0] * x[1];
}

static void the_simplex_finds_the_least_of_a_bowl(void **state) {
    (void)state;
    double x[2] = {0.0, 0.0};
    const double step[2] = {1.0, 1.0};
    ot_simplex_least(bowl, NULL, x, step, 2, 1e-14, 500);
    assert_close(x[0], 24.0 / 11.0, 1e-5, 0.0); /* where both slopes are 0 */
    assert_close(x[1], -26.0 / 11.0, 1e-5, 0.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arma_is_that_of_exact_likelihood),
        cmocka_unit_test(aicc_is_that_of_the_likelihood),
        cmocka_unit_test(local_trend_is_that_of_its_covariance_matrix),
        cmocka_unit_test(local_trend_of_a_line_is_that_of_least_squares),
        cmocka_unit_test(aicc_of_smoothing_counts_its_parameters),
        cmocka_unit_test(holt_is_the_least_sum_of_squares),
        cmocka_unit_test(smoothing_of_noise_is_its_mean),
        cmocka_unit_test(a_driver_gets_the_line_of_gls),
        cmocka_unit_test(theta_adds_half_the_slope),
        cmocka_unit_test(curves_that_saturate_find_their_ceiling),
        cmocka_unit_test(the_median_of_a_combination_lies_between),
        cmocka_unit_test(the_simplex_finds_the_least_of_a_bowl),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
