/* Ridge regression of R's longley (J. W. Longley, 1967). Figures: R 4.2.2, MASS 7.3-58.2, lm.ridge.
 */
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
#include "regress/regression_ridge.h"

enum { N = 16, K = 7 };
/* 1, GNP.deflator, GNP, Unemployed, Armed.Forces, Population, Year */
static const double X[N * K] = {
    1, 83.0,  234.289, 235.6, 159.0, 107.608, 1947, 1, 88.5,  259.426, 232.5, 145.6, 108.632, 1948,
    1, 88.2,  258.054, 368.2, 161.6, 109.773, 1949, 1, 89.5,  284.599, 335.1, 165.0, 110.929, 1950,
    1, 96.2,  328.975, 209.9, 309.9, 112.075, 1951, 1, 98.1,  346.999, 193.2, 359.4, 113.270, 1952,
    1, 99.0,  365.385, 187.0, 354.7, 115.094, 1953, 1, 100.0, 363.112, 357.8, 335.0, 116.219, 1954,
    1, 101.2, 397.469, 290.4, 304.8, 117.388, 1955, 1, 104.6, 419.180, 282.2, 285.7, 118.734, 1956,
    1, 108.4, 442.769, 293.6, 279.8, 120.445, 1957, 1, 110.8, 444.546, 468.1, 263.7, 121.950, 1958,
    1, 112.6, 482.704, 381.3, 255.2, 123.366, 1959, 1, 114.2, 502.601, 393.1, 251.4, 125.368, 1960,
    1, 115.7, 518.173, 480.6, 257.2, 127.852, 1961, 1, 116.9, 554.894, 400.7, 282.7, 130.081, 1962};
static const double Y[N] = {60.323, 61.122, 60.171, 61.187, 63.221, 63.639, 64.989, 63.761,
                            66.019, 67.857, 68.169, 66.513, 68.655, 69.564, 69.331, 70.551};

static void columns(const size_t *which, size_t k, double *x) {
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < k; j++)
            x[i * k + j] = X[i * K + which[j]];
}

/* lm.ridge(Employed ~ ., longley, lambda = 0.02) */
static void a_given_penalty_is_that_of_r(void **state) {
    (void)state;
    static const double b[K] = {-1877.436954680758,   0.009346750877105174,  0.00519016048155266,
                                -0.01376159270442359, -0.008127275340189911, -0.1288084815238708,
                                1.003545453413993};
    ot_regression r;
    ot_ridge ridge;
    ot_error err;
    assert_int_equal(ot_regression_ridge(X, Y, N, K, OT_RIDGE_GIVEN, 0.02, &ridge, &r, &err),
                     OT_OK);
    for (size_t j = 0; j < K; j++)
        assert_close(r.coefficient[j], b[j], 1e-10, 0.0);
    assert_close(ridge.penalty, 0.02, 0.0, 0.0);
    assert_int_equal(ridge.is_at_limit, 0);
    ot_regression_clear(&r);
}

/* A = solve(crossprod(X) + diag(penalty * S^2)); V = s2 * A %*% crossprod(X) %*% A. */
static void the_covariance_is_the_sampling_covariance(void **state) {
    (void)state;
    const size_t with[] = {0, 1, 2, 3}, without[] = {2, 3};
    double x[N * 4];
    ot_regression r;
    ot_ridge ridge;
    ot_error err;
    columns(with, 4, x);
    assert_int_equal(ot_regression_ridge(x, Y, N, 4, OT_RIDGE_GIVEN, 0.5, &ridge, &r, &err), OT_OK);
    assert_close(r.coefficient[0], 44.9932793102322, 1e-12, 0.0);
    assert_close(r.coefficient[3], -0.004955519198451164, 1e-12, 0.0);
    assert_close(ridge.effective_df, 3.136283713669508, 1e-10, 0.0);
    assert_close(r.rss, 4.373260248636653, 1e-10, 0.0);
    assert_close(r.sigma_scale * r.sigma_scale, 0.3399686491285459, 1e-10, 0.0);
    assert_close(r.residual_se, r.sigma_scale, 1e-15, 0.0);
    assert_close(r.df, 16.0 - ridge.effective_df, 1e-14, 0.0);
    assert_close(sqrt(r.covariance[0]), 1.682666279255322, 1e-9, 0.0);
    assert_close(sqrt(r.covariance[5]), 0.02427689044979721, 1e-9, 0.0);
    assert_close(sqrt(r.covariance[15]), 0.001926681579333518, 1e-9, 0.0);
    assert_close(r.covariance[1], -0.03799735890603003, 1e-9, 0.0);
    assert_close(r.adjusted_r2, 1.0 - r.rss / r.df / (r.tss / 15.0), 1e-14, 0.0);
    assert_true(isnan(r.goodness.aic));
    ot_regression_clear(&r);

    columns(without, 2, x);
    assert_int_equal(ot_regression_ridge(x, Y, N, 2, OT_RIDGE_GIVEN, 2.0, &ridge, &r, &err), OT_OK);
    assert_close(r.coefficient[0], 0.08340556383157675, 1e-12, 0.0);
    assert_close(r.coefficient[1], 0.08268902095692235, 1e-12, 0.0);
    assert_close(ridge.effective_df, 1.115504398535955, 1e-12, 0.0);
    assert_close(sqrt(r.covariance[0]), 0.007542358858817945, 1e-11, 0.0);
    assert_close(r.covariance[1], -3.019691424285123e-05, 1e-11, 0.0);
    ot_regression_clear(&r);
}

/* optimize() over log(lambda) of lm.ridge()$GCV; the minimum is flat, so that its place is known to
 * half the digits of its height. */
static void cross_validation_finds_the_minimum_of_r(void **state) {
    (void)state;
    const size_t some[] = {0, 1, 2, 3};
    double x[N * 4];
    ot_regression r;
    ot_ridge ridge;
    ot_error err;
    assert_int_equal(ot_regression_ridge(X, Y, N, K, OT_RIDGE_GCV, NAN, &ridge, &r, &err), OT_OK);
    assert_close(ridge.penalty, 0.002759243927242213, 1e-6, 0.0);
    assert_int_equal(ridge.is_at_limit, 0);
    ot_regression_clear(&r);
    columns(some, 4, x);
    assert_int_equal(ot_regression_ridge(x, Y, N, 4, OT_RIDGE_GCV, NAN, &ridge, &r, &err), OT_OK);
    assert_close(ridge.penalty, 0.04342596221690932, 1e-6, 0.0);
    ot_regression_clear(&r);
}

/* The smallest circle through three neighbours of 100 points of the curve log |y - X b|, log |b| (R
 * 4.2.2, svd). */
static void the_corner_of_the_l_curve_is_the_sharpest_bend(void **state) {
    (void)state;
    ot_regression r;
    ot_ridge ridge;
    ot_error err;
    assert_int_equal(ot_regression_ridge(X, Y, N, K, OT_RIDGE_LCURVE, NAN, &ridge, &r, &err),
                     OT_OK);
    assert_close(ridge.penalty, 0.4343949594176051, 1e-9, 0.0);
    assert_int_equal(ridge.is_at_limit, 0);
    ot_regression_clear(&r);
}

static void without_penalty_it_is_least_squares(void **state) {
    (void)state;
    ot_regression a, b;
    ot_ridge ridge;
    ot_error err;
    assert_int_equal(ot_regression_ols(X, Y, N, K, &a, &err), OT_OK);
    assert_int_equal(ot_regression_ridge(X, Y, N, K, OT_RIDGE_GIVEN, 0.0, &ridge, &b, &err), OT_OK);
    for (size_t j = 0; j < K; j++) {
        assert_close(b.coefficient[j], a.coefficient[j], 1e-13, 0.0);
        assert_close(b.covariance[j * 8], a.covariance[j * 8], 1e-8, 0.0);
    }
    assert_close(b.sigma_scale, a.sigma_scale, 1e-12, 0.0);
    assert_close(ridge.effective_df, 7.0, 1e-14, 0.0);
    assert_close(b.adjusted_r2, a.adjusted_r2, 1e-13, 0.0);
    ot_regression_clear(&a);
    ot_regression_clear(&b);
}

static void a_penalty_tells_apart_what_the_data_cannot(void **state) {
    (void)state;
    const double x[] = {1, 1, 2, 1, 2, 4, 1, 3, 6, 1, 5, 10}, y[] = {1, 3, 2, 4};
    ot_regression r;
    ot_ridge ridge;
    ot_error err;
    assert_int_equal(ot_regression_ridge(x, y, 4, 3, OT_RIDGE_GIVEN, 0.1, &ridge, &r, &err), OT_OK);
    assert_close(r.coefficient[1], 2.0 * r.coefficient[2], 1e-12,
                 0.0); /* alike when standardised */
    assert_true(ridge.effective_df > 1.0 && ridge.effective_df < 2.0);
    ot_regression_clear(&r);
    /* More coefficients than observations. */
    assert_int_equal(ot_regression_ridge(X, Y, 4, K, OT_RIDGE_GIVEN, 1.0, &ridge, &r, &err), OT_OK);
    assert_true(ridge.effective_df < 4.0 && r.df > 0.0);
    ot_regression_clear(&r);
}

/* A pattern that is orthogonal to y: nothing speaks for a slope. */
static void a_choice_without_minimum_says_so(void **state) {
    (void)state;
    const double x[] = {1, 1, 1, -1, 1, 1, 1, -1, 1, 1, 1, -1};
    const double y[] = {1, 1.1, 2, 2.1, 6, 6.0};
    ot_regression r;
    ot_ridge ridge;
    ot_error err;
    assert_int_equal(ot_regression_ridge(x, y, 6, 2, OT_RIDGE_GCV, NAN, &ridge, &r, &err), OT_OK);
    assert_int_equal(ridge.is_at_limit, 1);
    assert_close(r.coefficient[1], 0.0, 0.0, 1e-4);
    ot_regression_clear(&r);
}

static void assert_refused(const double *x, size_t n, size_t k, ot_ridge_choice choice,
                           double penalty, ot_status status, const char *words) {
    ot_regression untouched = {.n = 77};
    ot_ridge ridge = {.penalty = 77};
    ot_error err;
    assert_int_equal(ot_regression_ridge(x, Y, n, k, choice, penalty, &ridge, &untouched, &err),
                     status);
    assert_int_equal(untouched.n, 77);
    assert_close(ridge.penalty, 77.0, 0.0, 0.0);
    if (!strstr(err.text[OT_LANGUAGE_EN], words))
        fail_msg("\"%s\" lacks \"%s\"", err.text[OT_LANGUAGE_EN], words);
    assert_true(*err.text[OT_LANGUAGE_ZH] != '\0');
}

static void what_cannot_be_estimated_is_refused(void **state) {
    (void)state;
    double x[N * K], ones[N];
    for (size_t i = 0; i < N; i++)
        ones[i] = 1.0;
    assert_refused(X, N, K, OT_RIDGE_GIVEN, -1.0, OT_ERR_INPUT, "must be at least 0");
    assert_refused(X, N, K, OT_RIDGE_GIVEN, NAN, OT_ERR_INPUT, "must be at least 0");
    assert_refused(X, K, K, OT_RIDGE_GCV, NAN, OT_ERR_INPUT, "too few to choose");
    assert_refused(ones, N, 1, OT_RIDGE_LCURVE, NAN, OT_ERR_INPUT, "0 slopes");
    assert_refused(X, 0, K, OT_RIDGE_GIVEN, 1.0, OT_ERR_INPUT, "no observations");
    assert_refused(X, K, K, OT_RIDGE_GIVEN, 0.0, OT_ERR_INPUT, "leaves no residual");
    memcpy(x, X, sizeof x);
    x[9] = INFINITY;
    assert_refused(x, N, K, OT_RIDGE_GCV, NAN, OT_ERR_NUMERIC, "column 3 of observation 2");
    for (size_t i = 0; i < N; i++)
        x[i * K + 2] = 3.0;
    assert_refused(x, N, K, OT_RIDGE_GIVEN, 1.0, OT_ERR_INPUT, "column 3");
}

static void every_failing_allocation_is_reported(void **state) {
    (void)state;
    ot_error err;
    for (int a = 0; a < 4; a++) {
        ot_regression r = {.n = 77};
        ot_ridge ridge;
        fail_allocation(a);
        const ot_status status =
            ot_regression_ridge(X, Y, N, K, OT_RIDGE_GCV, NAN, &ridge, &r, &err);
        fail_allocation(-1);
        assert_int_equal(status, OT_ERR_NOMEM);
        assert_int_equal(r.n, 77);
    }
}

int main(void) {
    ot_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_given_penalty_is_that_of_r),
        cmocka_unit_test(the_covariance_is_the_sampling_covariance),
        cmocka_unit_test(cross_validation_finds_the_minimum_of_r),
        cmocka_unit_test(the_corner_of_the_l_curve_is_the_sharpest_bend),
        cmocka_unit_test(without_penalty_it_is_least_squares),
        cmocka_unit_test(a_penalty_tells_apart_what_the_data_cannot),
        cmocka_unit_test(a_choice_without_minimum_says_so),
        cmocka_unit_test(what_cannot_be_estimated_is_refused),
        cmocka_unit_test(every_failing_allocation_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
