/* Weighted least squares against R 4.2.2: lm(Employed ~ GNP + Unemployed, longley, weights = w). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "failing_alloc.h"
#include "outturn/init.h"
#include "regress/regression_wls.h"

enum { N = 16, K = 3 };
static const double EMPLOYED[N] = {60.323, 61.122, 60.171, 61.187, 63.221, 63.639, 64.989, 63.761,
                                   66.019, 67.857, 68.169, 66.513, 68.655, 69.564, 69.331, 70.551};
static const double GNP[N] = {234.289, 259.426, 258.054, 284.599, 328.975, 346.999,
                              365.385, 363.112, 397.469, 419.18,  442.769, 444.546,
                              482.704, 502.601, 518.173, 554.894};
static const double UNEMPLOYED[N] = {235.6, 232.5, 368.2, 335.1, 209.9, 193.2, 187.0, 357.8,
                                     290.4, 282.2, 293.6, 468.1, 381.3, 393.1, 480.6, 400.7};
static const double WEIGHT[N] = {1, 2, 0.5, 3, 1.5, 0.25, 4, 1, 2, 2.5, 0.75, 1, 1.25, 3, 2, 0.1};

static void longley(double x[N * K]) {
    for (size_t i = 0; i < N; i++) {
        x[i * K] = 1.0;
        x[i * K + 1] = GNP[i];
        x[i * K + 2] = UNEMPLOYED[i];
    }
}

static void weighted_least_squares_agrees_with_r(void **state) {
    (void)state;
    double x[N * K];
    ot_regression r;
    ot_error err;
    longley(x);
    assert_int_equal(ot_regression_wls(x, EMPLOYED, WEIGHT, N, K, &r, &err), OT_OK);
    assert_close(r.coefficient[0], 52.091005912360046182, 1e-13, 0.0);
    assert_close(r.coefficient[1], 0.039391448783162704, 1e-13, 0.0);
    assert_close(r.coefficient[2], -0.006107537527026758, 1e-13, 0.0);
    assert_close(sqrt(r.covariance[0]), 0.530102245982145948, 1e-13, 0.0);
    assert_close(sqrt(r.covariance[4]), 0.001671417119435537, 1e-13, 0.0);
    assert_close(sqrt(r.covariance[8]), 0.001609785641564516, 1e-13, 0.0);
    assert_close(r.covariance[1], -0.0005642329718019238, 1e-12, 0.0);
    assert_close(r.sigma_scale, 0.5897197949419551, 1e-13, 0.0);
    assert_close(r.residual_se, 0.5897197949419551, 1e-13, 0.0);
    assert_close(r.df, 13.0, 0.0, 0.0);
    assert_close(r.r2, 0.9827586681270623, 1e-14, 0.0);
    assert_close(r.adjusted_r2, 0.9801061555312257, 1e-14, 0.0);
    assert_close(r.goodness.f, 370.5010372691982, 1e-12, 0.0);
    assert_close(r.goodness.log_likelihood, -11.32310157134969, 1e-13, 0.0);
    assert_close(r.goodness.aic, 30.64620314269938, 1e-13, 0.0);
    assert_close(r.goodness.bic, 33.7365580316585, 1e-13, 0.0);
    assert_close(r.goodness.aicc - r.goodness.aic, 2.0 * 4.0 * 5.0 / 11.0, 1e-13, 0.0);
    assert_close(r.rss, 4.52100267510296, 1e-13, 0.0);
    assert_close(r.durbin_watson, 1.122431548046778, 1e-13, 0.0);
    assert_close(r.residual[0], 0.4419467850488951, 1e-11, 0.0);
    assert_close(r.residual[15], -0.9507942063647198, 1e-11, 0.0);
    ot_regression_clear(&r);
}

static void without_a_constant_squares_are_about_zero(void **state) {
    (void)state;
    double x[N * 2];
    ot_regression r;
    ot_error err;
    for (size_t i = 0; i < N; i++) {
        x[2 * i] = GNP[i];
        x[2 * i + 1] = UNEMPLOYED[i];
    }
    assert_int_equal(ot_regression_wls(x, EMPLOYED, WEIGHT, N, 2, &r, &err), OT_OK);
    assert_close(r.coefficient[0], 0.14398427942804509, 1e-13, 0.0);
    assert_close(r.coefficient[1], 0.02392596122927709, 1e-13, 0.0);
    assert_close(sqrt(r.covariance[0]), 0.03386720489345605, 1e-13, 0.0);
    assert_close(r.r2, 0.969645237766953, 1e-14, 0.0);
    assert_close(r.adjusted_r2, 0.965308843162232, 1e-14, 0.0);
    assert_close(r.goodness.log_likelihood, -64.21711257920764, 1e-13, 0.0);
    assert_close(r.durbin_watson, 0.3884890975363158, 1e-13, 0.0);
    assert_close(r.residual[0], 20.95211069146504, 1e-13, 0.0);
    assert_true(isnan(r.goodness.f));
    ot_regression_clear(&r);
}

/* lm without weights has the same likelihood, since log(1) is 0; the scale of weights is sigma's.
 */
static void equal_weights_are_least_squares(void **state) {
    (void)state;
    double x[N * K], same[N];
    ot_regression a, b;
    ot_error err;
    longley(x);
    for (size_t i = 0; i < N; i++)
        same[i] = 4.0;
    assert_int_equal(ot_regression_ols(x, EMPLOYED, N, K, &a, &err), OT_OK);
    assert_int_equal(ot_regression_wls(x, EMPLOYED, same, N, K, &b, &err), OT_OK);
    for (size_t j = 0; j < K + K * K + N; j++) /* one block: all three arrays */
        assert_close(b.coefficient[j], a.coefficient[j], 1e-14, 0.0);
    assert_close(b.sigma_scale, 2.0 * a.sigma_scale, 1e-14, 0.0);
    assert_close(b.goodness.log_likelihood, a.goodness.log_likelihood, 1e-13, 0.0);
    assert_close(b.goodness.bic, a.goodness.bic, 1e-13, 0.0);
    assert_close(b.goodness.f, a.goodness.f, 1e-13, 0.0);
    assert_close(b.r2, a.r2, 1e-14, 0.0);
    ot_regression_clear(&a);
    ot_regression_clear(&b);
}

static void assert_refused(const double *x, const double *y, const double *weight, size_t n,
                           ot_status status, const char *words) {
    ot_regression untouched = {.n = 77};
    ot_error err;
    assert_int_equal(ot_regression_wls(x, y, weight, n, K, &untouched, &err), status);
    assert_int_equal(untouched.n, 77);
    if (!strstr(err.text[OT_LANGUAGE_EN], words))
        fail_msg("\"%s\" lacks \"%s\"", err.text[OT_LANGUAGE_EN], words);
    assert_true(*err.text[OT_LANGUAGE_ZH] != '\0');
}

static void what_is_no_weight_is_refused_by_number(void **state) {
    (void)state;
    static const double bad[] = {0.0, -1.0, NAN, INFINITY};
    double x[N * K], weight[N];
    longley(x);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        memcpy(weight, WEIGHT, sizeof weight);
        weight[4] = bad[i];
        assert_refused(x, EMPLOYED, weight, N, OT_ERR_INPUT, "weight of observation 5");
    }
}

static void data_that_cannot_be_used_are_refused(void **state) {
    (void)state;
    double x[N * K];
    longley(x);
    assert_refused(x, EMPLOYED, WEIGHT, K, OT_ERR_INPUT, "at least 4");
    for (size_t i = 0; i < N; i++)
        x[i * K + 2] = 2.0 * x[i * K + 1] - 3.0;
    assert_refused(x, EMPLOYED, WEIGHT, N, OT_ERR_INPUT, "column 3");
    x[5 * K + 1] = NAN;
    assert_refused(x, EMPLOYED, WEIGHT, N, OT_ERR_NUMERIC, "column 2 of observation 6");
}

static void every_failing_allocation_is_reported(void **state) {
    (void)state;
    double x[N * K];
    ot_error err;
    longley(x);
    for (int a = 0; a < 4; a++) {
        ot_regression r = {.n = 77};
        fail_allocation(a);
        const ot_status status = ot_regression_wls(x, EMPLOYED, WEIGHT, N, K, &r, &err);
        fail_allocation(-1);
        assert_int_equal(status, OT_ERR_NOMEM);
        assert_int_equal(r.n, 77);
    }
}

int main(void) {
    ot_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weighted_least_squares_agrees_with_r),
        cmocka_unit_test(without_a_constant_squares_are_about_zero),
        cmocka_unit_test(equal_weights_are_least_squares),
        cmocka_unit_test(what_is_no_weight_is_refused_by_number),
        cmocka_unit_test(data_that_cannot_be_used_are_refused),
        cmocka_unit_test(every_failing_allocation_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
