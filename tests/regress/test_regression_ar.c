/* Regression with autoregressive errors.
 *
 * LakeHuron: levels of Lake Huron in feet, 1875-1972 (R's datasets; P. J. Brockwell, R. A. Davis,
 * Time Series and Forecasting Methods, 1991, series A). Figures: R 4.2.2. Likelihood, AIC and s^2
 * of arima(LakeHuron, order = c(p, 0, 0), xreg = cbind(1, time - 1920), include.mean = FALSE,
 * method = "ML", reltol 1e-16), whose own maximum is good to 6 digits and whose standard errors, by
 * rough differences, to 3: both are checked that far, and to more digits against Newton's method on
 * the likelihood by a dense Cholesky factor of toeplitz(ARMAacf()), derivatives by Richardson's
 * extrapolation. longley: nlme 3.1-162, gls(Employed ~ GNP + Population, correlation = corAR1(form
 * = ~Year), method = "ML"). */
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
#include "regress/regression_ar.h"

enum { N = 98, K = 2, N_LONGLEY = 16 };
static const double LEVEL[N] = {
    580.38, 581.86, 580.97, 580.8,  579.79, 580.39, 580.42, 580.82, 581.4,  581.32, 581.44,
    581.68, 581.17, 580.53, 580.01, 579.91, 579.14, 579.16, 579.55, 579.67, 578.44, 578.24,
    579.1,  579.09, 579.35, 578.82, 579.32, 579.01, 579,    579.8,  579.83, 579.72, 579.89,
    580.01, 579.37, 578.69, 578.19, 578.67, 579.55, 578.92, 578.09, 579.37, 580.13, 580.14,
    579.51, 579.24, 578.66, 578.86, 578.05, 577.79, 576.75, 576.75, 577.82, 578.64, 580.58,
    579.48, 577.38, 576.9,  576.94, 576.24, 576.84, 576.85, 576.9,  577.79, 578.18, 577.51,
    577.23, 578.42, 579.61, 579.05, 579.26, 579.22, 579.38, 579.1,  577.95, 578.12, 579.75,
    580.85, 580.41, 579.96, 579.61, 578.76, 578.18, 577.21, 577.13, 579.1,  578.25, 577.91,
    576.89, 575.96, 576.8,  577.68, 578.38, 578.52, 579.74, 579.31, 579.89, 579.96};
static const double EMPLOYED[N_LONGLEY] = {60.323, 61.122, 60.171, 61.187, 63.221, 63.639,
                                           64.989, 63.761, 66.019, 67.857, 68.169, 66.513,
                                           68.655, 69.564, 69.331, 70.551};
static const double GNP[N_LONGLEY] = {234.289, 259.426, 258.054, 284.599, 328.975, 346.999,
                                      365.385, 363.112, 397.469, 419.18,  442.769, 444.546,
                                      482.704, 502.601, 518.173, 554.894};
static const double POPULATION[N_LONGLEY] = {107.608, 108.632, 109.773, 110.929, 112.075, 113.270,
                                             115.094, 116.219, 117.388, 118.734, 120.445, 121.950,
                                             123.366, 125.368, 127.852, 130.081};

struct lake {
    double x[N * K];
    int year[N];
};

static struct lake lake(void) {
    struct lake l;
    for (int t = 0; t < N; t++) {
        l.year[t] = 1875 + t;
        l.x[t * K] = 1.0;
        l.x[t * K + 1] = l.year[t] - 1920.0;
    }
    return l;
}

struct known {
    size_t p;
    double rho[3], b[K], log_likelihood, aic, s2_ml, sum;
    double se_rho[3], se_b[K];
    double arima[2 * 3 + 2 * K]; /* rho, b, their standard errors */
    double se_given_rho[K];      /* s^2 (X' W X)^-1 */
};

static const struct known KNOWN[] = {
    {.p = 1,
     .rho = {0.783475106838999},
     .b = {579.15560391489, -0.0203844708720561},
     .log_likelihood = -105.225073246626,
     .aic = 218.450146493253,
     .s2_ml = 0.496517951365902,
     .se_rho = {0.0634046854979066},
     .se_b = {0.32020142074756, 0.0105175904453477},
     .arima = {0.783475291013923, 579.155604253793, -0.02038445184647, 0.0633549349937704,
               0.320201726167701, 0.0105180919304141}},
    {.p = 2,
     .rho = {1.00481762807703, -0.291301288463529},
     .b = {579.099411227718, -0.021568136172219},
     .log_likelihood = -101.198267166507,
     .aic = 212.396534333056,
     .s2_ml = 0.4566183464726,
     .sum = 44.748598044824,
     .se_rho = {0.0976217094761904, 0.100335602774791},
     .se_b = {0.237026062248317, 0.00809902913817291},
     .se_given_rho = {0.241428409149575, 0.00822609119048347},
     .arima = {1.00481772362356, -0.291301088076875, 579.099410754082, -0.0215681363884261,
               0.0976106939381719, 0.100364960361782, 0.237026336024645, 0.00809967379181227}},
    {.p = 3,
     .rho = {1.02417050983876, -0.356841984729016, 0.0654750797525791},
     .b = {579.106674911099, -0.0212524293961345},
     .log_likelihood = -101.003432437288,
     .aic = 214.006864874619,
     .s2_ml = 0.454740914655573,
     .sum = 44.5646102799286,
     .se_rho = {0.102270156212363, 0.145003018726461, 0.104761728778075},
     .se_b = {0.252910184910591, 0.00858105847350873},
     .se_given_rho = {0.258595167198999, 0.00873903520615581},
     .arima = {1.02417106594785, -0.356842278864024, 0.0654751476472662, 579.106674933138,
               -0.0212524245554886, 0.102258933984064, 0.145018521898694, 0.104755058251824,
               0.252910533470361, 0.00858167328990919}},
};

static void assert_known(const struct known *want) {
    const struct lake l = lake();
    const size_t p = want->p, m = K + p;
    ot_regression r;
    ot_ar ar;
    ot_error err;
    assert_int_equal(ot_regression_ar(l.x, LEVEL, l.year, N, K, p, &ar, &r, &err), OT_OK);
    for (size_t j = 0; j < p; j++) {
        assert_close(ar.rho[j], want->rho[j], 1e-9, 0.0);
        assert_close(ar.standard_error[j], want->se_rho[j], 1e-6, 0.0);
    }
    for (size_t j = 0; j < K; j++) {
        assert_close(r.coefficient[j], want->b[j], 1e-9, 0.0);
        assert_close(sqrt(ar.joint[j * (m + 1)]), want->se_b[j], 1e-6, 0.0);
        if (want->se_given_rho[j] > 0.0)
            assert_close(sqrt(r.covariance[j * (K + 1)]), want->se_given_rho[j], 1e-6, 0.0);
    }
    for (size_t j = 0; j < m; j++) {
        const double value = j < p ? ar.rho[j] : r.coefficient[j - p];
        const double se = sqrt(ar.joint[(j < p ? K + j : j - p) * (m + 1)]);
        assert_close(value, want->arima[j], 5e-6, 0.0);
        assert_close(se, want->arima[m + j], 1e-3, 0.0);
    }
    assert_close(r.goodness.log_likelihood, want->log_likelihood, 1e-12, 0.0);
    assert_close(r.goodness.aic, want->aic, 1e-12, 0.0);
    assert_close(r.goodness.bic - r.goodness.aic, (log(98.0) - 2.0) * (double)(m + 1), 1e-12, 0.0);
    assert_close(r.rss / (double)N, want->s2_ml, 1e-6, 0.0);
    if (want->sum > 0.0) assert_close(r.rss, want->sum, 1e-7, 0.0);
    assert_close(r.df, (double)(N - m), 0.0, 0.0);
    assert_close(r.sigma_scale * r.sigma_scale * r.df, r.rss, 1e-14, 0.0);
    assert_close(r.residual_se, r.sigma_scale, 0.0, 0.0);
    assert_true(isnan(r.goodness.f));
    ot_ar_clear(&ar);
    ot_regression_clear(&r);
}

static void autoregressive_errors_agree_with_arima(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
        assert_known(&KNOWN[i]);
}

static void longley(double *x, int *year) {
    for (int t = 0; t < N_LONGLEY; t++) {
        year[t] = 1947 + t;
        x[3 * t] = 1.0;
        x[3 * t + 1] = GNP[t];
        x[3 * t + 2] = POPULATION[t];
    }
}

/* gls scales its covariance by the ML sigma^2 n / (n - k), without a degree of freedom for rho. */
static void first_order_errors_agree_with_gls(void **state) {
    (void)state;
    double x[N_LONGLEY * 3];
    int year[N_LONGLEY];
    static const double b[] = {96.0936922055279, 0.0682230455694188, -0.48715544730629};
    static const double se[] = {13.9674858551345, 0.0106975234298739, 0.153465556725};
    ot_regression r;
    ot_ar ar;
    ot_error err;
    longley(x, year);
    assert_int_equal(ot_regression_ar(x, EMPLOYED, year, N_LONGLEY, 3, 1, &ar, &r, &err), OT_OK);
    assert_close(ar.rho[0], 0.365119628645593, 1e-7, 0.0);
    for (size_t j = 0; j < 3; j++) {
        assert_close(r.coefficient[j], b[j], 1e-8, 0.0);
        assert_close(sqrt(r.covariance[4 * j] * 12.0 / 13.0), se[j], 1e-7, 0.0);
    }
    assert_close(r.goodness.log_likelihood, -10.4739609052462, 1e-12, 0.0);
    assert_close(sqrt(r.rss / (double)N_LONGLEY),
                 0.497953385945662 * sqrt(1.0 - ar.rho[0] * ar.rho[0]), 1e-7, 0.0);
    ot_ar_clear(&ar);
    ot_regression_clear(&r);
}

/* At the maximum nothing is left to gain: the likelihood of b and rho beside it, by the closed form
 * of the first order (Beach and MacKinnon 1978). */
static double likelihood(const double *x, const double *b, double rho) {
    double square = 0.0, before = 0.0;
    for (size_t t = 0; t < N; t++) {
        const double u = LEVEL[t] - x[t * K] * b[0] - x[t * K + 1] * b[1];
        square += t == 0 ? (1.0 - rho * rho) * u * u : (u - rho * before) * (u - rho * before);
        before = u;
    }
    return -0.5 * N * (log(2.0 * 3.14159265358979323846) + 1.0 + log(square / N)) +
           0.5 * log(1.0 - rho * rho);
}

static void the_likelihood_is_that_of_its_closed_form_and_largest(void **state) {
    (void)state;
    const struct lake l = lake();
    ot_regression r;
    ot_ar ar;
    ot_error err;
    assert_int_equal(ot_regression_ar(l.x, LEVEL, l.year, N, K, 1, &ar, &r, &err), OT_OK);
    const double *b = r.coefficient, most = r.goodness.log_likelihood;
    assert_close(likelihood(l.x, b, ar.rho[0]), most, 1e-13, 0.0);
    for (int sign = -1; sign <= 1; sign += 2) {
        const double beside[][K] = {{b[0] + sign * 0.01, b[1]}, {b[0], b[1] + sign * 0.0003}};
        assert_true(likelihood(l.x, b, ar.rho[0] + sign * 1e-4) < most);
        assert_true(likelihood(l.x, beside[0], ar.rho[0]) < most);
        assert_true(likelihood(l.x, beside[1], ar.rho[0]) < most);
    }
    ot_ar_clear(&ar);
    ot_regression_clear(&r);
}

static void order_zero_is_least_squares(void **state) {
    (void)state;
    const struct lake l = lake();
    ot_regression a, b;
    ot_ar ar;
    ot_error err;
    assert_int_equal(ot_regression_ols(l.x, LEVEL, N, K, &a, &err), OT_OK);
    assert_int_equal(ot_regression_ar(l.x, LEVEL, l.year, N, K, 0, &ar, &b, &err), OT_OK);
    for (size_t j = 0; j < K + K * K; j++)
        assert_close(b.coefficient[j], a.coefficient[j], 1e-15, 0.0);
    assert_close(b.goodness.bic, a.goodness.bic, 1e-15, 0.0);
    assert_close(b.goodness.f, a.goodness.f, 1e-15, 0.0);
    assert_close(b.durbin_watson, a.durbin_watson, 1e-15, 0.0);
    assert_close(ar.joint[0], a.covariance[0] * 96.0 / 98.0, 1e-14, 0.0);
    ot_ar_clear(&ar);
    ot_regression_clear(&a);
    ot_regression_clear(&b);
}

static void assert_refused(const double *x, const double *y, const int *year, size_t n, size_t p,
                           ot_status status, const char *words) {
    ot_regression r = {.n = 77};
    ot_ar ar = {.p = 77};
    ot_error err;
    assert_int_equal(ot_regression_ar(x, y, year, n, K, p, &ar, &r, &err), status);
    assert_int_equal(r.n, 77);
    assert_int_equal(ar.p, 77);
    if (!strstr(err.text[OT_LANGUAGE_EN], words))
        fail_msg("\"%s\" lacks \"%s\"", err.text[OT_LANGUAGE_EN], words);
    assert_true(*err.text[OT_LANGUAGE_ZH] != '\0');
}

static void what_cannot_be_estimated_is_refused(void **state) {
    (void)state;
    struct lake l = lake();
    double y[N];
    assert_refused(l.x, LEVEL, l.year, N, OT_AR_MOST + 1, OT_ERR_INPUT, "at most 8");
    assert_refused(l.x, LEVEL, l.year, 3, 1, OT_ERR_INPUT, "at least 4");
    assert_refused(l.x, LEVEL, l.year, 8, 4, OT_ERR_INPUT, "at least 9");
    for (size_t t = 0; t < N; t++)
        y[t] = 3.0 + 0.1 * l.x[t * K + 1];
    assert_refused(l.x, y, l.year, N, 1, OT_ERR_INPUT, "exactly");
    y[4] = NAN;
    assert_refused(l.x, y, l.year, N, 1, OT_ERR_NUMERIC, "observation 5");
    l.year[50] = 1930;
    assert_refused(l.x, LEVEL, l.year, N, 1, OT_ERR_INPUT, "year 1930 follows 1924");
    l.year[50] = 1925;
    for (size_t t = 0; t < N; t++)
        l.x[t * K + 1] = 7.0;
    assert_refused(l.x, LEVEL, l.year, N, 1, OT_ERR_INPUT, "column 2");
}

/* The stationary edge is where the likelihood of a random walk without a constant is largest, and
 * nowhere for an explosive series. */
static void errors_near_a_unit_root_are_fitted_or_refused(void **state) {
    (void)state;
    double x[60], y[60];
    int year[60];
    unsigned seed = 12345;
    double level = 0.0;
    for (int t = 0; t < 60; t++) {
        seed = seed * 1103515245u + 12345u;
        level += (double)(seed >> 16) / 65536.0 - 0.5;
        x[t] = t % 2 ? 1.0 : -1.0;
        y[t] = level + x[t];
        year[t] = 1950 + t;
    }
    ot_regression r;
    ot_ar ar;
    ot_error err;
    assert_int_equal(ot_regression_ar(x, y, year, 60, 1, 1, &ar, &r, &err), OT_OK);
    assert_true(ar.rho[0] > 0.8 && ar.rho[0] < 1.0);
    assert_close(r.coefficient[0], 1.0, 0.0, 4.0 * sqrt(r.covariance[0]));
    ot_ar_clear(&ar);
    ot_regression_clear(&r);
}

static void every_failing_allocation_is_reported(void **state) {
    (void)state;
    const struct lake l = lake();
    ot_error err;
    int n = 0;
    for (;; n++) {
        ot_regression r = {.n = 77};
        ot_ar ar = {.p = 77};
        fail_allocation(n);
        const ot_status status = ot_regression_ar(l.x, LEVEL, l.year, N, K, 1, &ar, &r, &err);
        const int has_failed = allocation_has_failed();
        fail_allocation(-1);
        if (!has_failed) {
            assert_int_equal(status, OT_OK);
            ot_ar_clear(&ar);
            ot_regression_clear(&r);
            break;
        }
        assert_int_equal(status, OT_ERR_NOMEM);
        assert_int_equal(ar.p, 77);
        assert_int_equal(r.n, 77);
    }
    assert_true(n > 6);
}

int main(void) {
    ot_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(autoregressive_errors_agree_with_arima),
        cmocka_unit_test(first_order_errors_agree_with_gls),
        cmocka_unit_test(the_likelihood_is_that_of_its_closed_form_and_largest),
        cmocka_unit_test(order_zero_is_least_squares),
        cmocka_unit_test(what_cannot_be_estimated_is_refused),
        cmocka_unit_test(errors_near_a_unit_root_are_fitted_or_refused),
        cmocka_unit_test(every_failing_allocation_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
