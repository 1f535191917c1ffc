/* Robust regression of R's stackloss (K. A. Brownlee, 1965).
 *
 * Figures: R 4.2.2, reweighting with lm.wfit and the psi functions of MASS 7.3-58.2, psi.bisquare(c
 * = 4.685) and psi.huber(k = 1.345), to a change of 1e-14, on residuals over sqrt(1 - hat(x)) and
 * the scale median(sort(abs(u))[k:n]) / 0.6745. Beside them GSL's own answer. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <gsl/gsl_multifit.h>

#include "close_to.h"
#include "failing_alloc.h"
#include "outturn/init.h"
#include "regress/regression_robust.h"

enum { N = 21, K = 4 };
static const double X[N * K] = {1,  80, 27, 89, 1,  80, 27, 88, 1,  75, 25, 90, 1,  62, 24, 87, 1,
                                62, 22, 87, 1,  62, 23, 87, 1,  62, 24, 93, 1,  62, 24, 93, 1,  58,
                                23, 87, 1,  58, 18, 80, 1,  58, 18, 89, 1,  58, 17, 88, 1,  58, 18,
                                82, 1,  58, 19, 93, 1,  50, 18, 89, 1,  50, 18, 86, 1,  50, 19, 72,
                                1,  50, 19, 79, 1,  50, 20, 80, 1,  56, 20, 82, 1,  70, 20, 91};
static const double Y[N] = {42, 37, 37, 28, 18, 18, 19, 20, 15, 14, 14,
                            13, 11, 12, 8,  7,  8,  8,  9,  15, 15};

struct known {
    ot_robust_kind kind;
    double b[K], se[K], sigma, rss, r2, dw;
    double weight[3]; /* of observations 1, 4 and 21 */
};

static const struct known KNOWN[] = {
    {OT_ROBUST_BISQUARE,
     {-41.55763463573787, 0.8305443428226578, 0.9444496007325729, -0.125729143100064},
     {11.38996833366324, 0.1291216263771787, 0.3523693541704965, 0.1496456518686435},
     3.105398630016894,
     190.7084126605517,
     0.92077300749026658,
     1.541974085544569,
     {0.9148046861503426, 0.6753792280624442, 0.3127799478146574}},
    {OT_ROBUST_HUBER,
     {-41.34693336269601, 0.8153308518548263, 0.9996681738755882, -0.1315225193979458},
     {11.12096388429423, 0.1260720751415914, 0.3440472130269609, 0.1461113710873339},
     3.03205636741639,
     187.3409808141592,
     0.92447112818099764,
     1.544838594812357,
     {1.0, 0.6804313348575411, 0.4400960965685753}},
};

static void assert_known(const struct known *want) {
    ot_regression r;
    ot_error err;
    double weight[N];
    assert_int_equal(ot_regression_robust(X, Y, N, K, want->kind, NAN, weight, &r, &err), OT_OK);
    for (size_t j = 0; j < K; j++) {
        assert_close(r.coefficient[j], want->b[j], 1e-11, 0.0);
        assert_close(sqrt(r.covariance[j * (K + 1)]), want->se[j], 1e-11, 0.0);
    }
    assert_close(r.sigma_scale, want->sigma, 1e-11, 0.0);
    assert_close(r.residual_se, want->sigma, 1e-11, 0.0);
    assert_close(r.r2, want->r2, 1e-12, 0.0);
    assert_close(r.rss, want->rss, 1e-11, 0.0);
    assert_close(r.durbin_watson, want->dw, 1e-11, 0.0);
    assert_close(weight[0], want->weight[0], 1e-11, 0.0);
    assert_close(weight[3], want->weight[1], 1e-11, 0.0);
    assert_close(weight[20], want->weight[2], 1e-11, 0.0);
    assert_close(r.df, 17.0, 0.0, 0.0);
    assert_true(isnan(r.goodness.log_likelihood));
    double last = Y[20];
    for (size_t j = 0; j < K; j++)
        last -= X[20 * K + j] * r.coefficient[j];
    assert_close(r.residual[20], last, 1e-12, 0.0);
    ot_regression_clear(&r);
}

static void robust_regression_agrees_with_r(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
        assert_known(&KNOWN[i]);
}

/* To the 1e-8 at which GSL stops. */
static void coefficients_and_covariance_are_those_of_gsl(void **state) {
    (void)state;
    double b[K], covariance[K * K];
    ot_regression r;
    ot_error err;
    gsl_multifit_robust_workspace *w =
        gsl_multifit_robust_alloc(gsl_multifit_robust_bisquare, N, K);
    gsl_matrix_const_view x = gsl_matrix_const_view_array(X, N, K);
    gsl_vector_const_view y = gsl_vector_const_view_array(Y, N);
    gsl_vector_view b_view = gsl_vector_view_array(b, K);
    gsl_matrix_view c_view = gsl_matrix_view_array(covariance, K, K);
    assert_int_equal(gsl_multifit_robust(&x.matrix, &y.vector, &b_view.vector, &c_view.matrix, w),
                     0);
    gsl_multifit_robust_free(w);
    assert_int_equal(ot_regression_robust(X, Y, N, K, OT_ROBUST_BISQUARE, NAN, NULL, &r, &err),
                     OT_OK);
    for (size_t j = 0; j < K; j++)
        assert_close(r.coefficient[j], b[j], 1e-6, 0.0);
    for (size_t j = 0; j < K * K; j++)
        assert_close(r.covariance[j], covariance[j], 1e-6, 0.0);
    ot_regression_clear(&r);
}

static void a_wide_tuning_constant_is_least_squares(void **state) {
    (void)state;
    ot_regression a, b;
    ot_error err;
    assert_int_equal(ot_regression_ols(X, Y, N, K, &a, &err), OT_OK);
    assert_int_equal(ot_regression_robust(X, Y, N, K, OT_ROBUST_HUBER, 1e6, NULL, &b, &err), OT_OK);
    for (size_t j = 0; j < K; j++)
        assert_close(b.coefficient[j], a.coefficient[j], 1e-12, 0.0);
    assert_close(b.sigma_scale, a.sigma_scale, 1e-12, 0.0);
    ot_regression_clear(&a);
    ot_regression_clear(&b);
}

/* One value that is wrong by a factor of 1000 hardly matters. */
static void an_outlier_far_away_weighs_nothing(void **state) {
    (void)state;
    double y[N], weight[N];
    ot_regression r;
    ot_error err;
    memcpy(y, Y, sizeof y);
    y[10] *= 1000.0;
    assert_int_equal(ot_regression_robust(X, y, N, K, OT_ROBUST_BISQUARE, NAN, weight, &r, &err),
                     OT_OK);
    assert_close(weight[10], 0.0, 0.0, 0.0);
    assert_close(r.coefficient[1], KNOWN[0].b[1], 0.0, KNOWN[0].se[1]);
    ot_regression_clear(&r);
}

static void assert_refused(const double *x, const double *y, size_t n, size_t k, double tuning,
                           ot_status status, const char *words) {
    ot_regression untouched = {.n = 77};
    ot_error err;
    assert_int_equal(
        ot_regression_robust(x, y, n, k, OT_ROBUST_BISQUARE, tuning, NULL, &untouched, &err),
        status);
    assert_int_equal(untouched.n, 77);
    if (!strstr(err.text[OT_LANGUAGE_EN], words))
        fail_msg("\"%s\" lacks \"%s\"", err.text[OT_LANGUAGE_EN], words);
    assert_true(*err.text[OT_LANGUAGE_ZH] != '\0');
}

static void what_cannot_be_estimated_is_refused(void **state) {
    (void)state;
    double x[N * K], y[N];
    assert_refused(X, Y, K + 1, K, NAN, OT_ERR_INPUT, "at least 6");
    assert_refused(X, Y, N, 0, NAN, OT_ERR_INPUT, "at least one coefficient");
    assert_refused(X, Y, N, K, 0.0, OT_ERR_INPUT, "tuning constant");
    assert_refused(X, Y, N, K, INFINITY, OT_ERR_INPUT, "tuning constant");
    memcpy(x, X, sizeof x);
    x[6] = NAN;
    assert_refused(x, Y, N, K, NAN, OT_ERR_NUMERIC, "column 3 of observation 2");
    for (size_t i = 0; i < N; i++)
        x[i * K + 2] = 2.0 * x[i * K + 1];
    assert_refused(x, Y, N, K, NAN, OT_ERR_INPUT, "column 3");
    for (size_t i = 0; i < N; i++)
        y[i] = X[i * K + 1] + 2.0 * X[i * K + 2];
    assert_refused(X, y, N, K, NAN, OT_ERR_INPUT, "fit exactly");
    y[3] += 10.0; /* two outliers among observations that fit exactly */
    y[9] -= 20.0;
    assert_refused(X, y, N, K, NAN, OT_ERR_INPUT, "fit exactly");
    assert_refused(X, Y, N, K, 0.05, OT_ERR_INPUT, "too few of 21");
}

static void a_failing_allocation_is_reported(void **state) {
    (void)state;
    ot_error err;
    int n = 0;
    for (;; n++) {
        ot_regression r = {.n = 77};
        fail_allocation(n);
        const ot_status status =
            ot_regression_robust(X, Y, N, K, OT_ROBUST_HUBER, NAN, NULL, &r, &err);
        const int has_failed = allocation_has_failed();
        fail_allocation(-1);
        if (!has_failed) {
            assert_int_equal(status, OT_OK);
            ot_regression_clear(&r);
            break;
        }
        assert_int_equal(status, OT_ERR_NOMEM);
        assert_int_equal(r.n, 77);
    }
    assert_true(n > 5);
}

int main(void) {
    ot_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(robust_regression_agrees_with_r),
        cmocka_unit_test(coefficients_and_covariance_are_those_of_gsl),
        cmocka_unit_test(a_wide_tuning_constant_is_least_squares),
        cmocka_unit_test(an_outlier_far_away_weighs_nothing),
        cmocka_unit_test(what_cannot_be_estimated_is_refused),
        cmocka_unit_test(a_failing_allocation_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
