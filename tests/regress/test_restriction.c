/* Tests of regress/restriction.h: Klein's consumption function, closed forms, every refusal. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "failing_alloc.h"
#include "klein.h"
#include "outturn/init.h"
#include "regress/regression_iv.h"
#include "regress/restriction.h"

enum { N = KLEIN_YEARS, K = KLEIN_COLUMNS };

/* Columns: constant, profits, profits of the year before, wages. */
static const double SIMPLE[] = {0, 1, -1, 0, 0, 0, 0, 1}, SIMPLE_Q[] = {0, 0.8};
static const double MIXED[] = {0, 2, 1, 1, 1, 0, -20, 0}, MIXED_Q[] = {1.25, 13};

static ot_regression restricted_ols(const klein_data *d, const ot_restriction *r) {
    double x[N * K], y[N];
    ot_regression reduced, out;
    ot_error err;
    ot_restriction_reduce(r, d->x[0], d->y[0], N, x, y);
    assert_int_equal(ot_regression_ols(x, y, N, K - r->m, &reduced, &err), OT_OK);
    assert_int_equal(ot_restriction_expand(r, &reduced, d->x[0], d->y[0], &out, &err), OT_OK);
    ot_regression_clear(&reduced);
    return out;
}

static ot_restriction made(const double *rows, const double *q, size_t m) {
    ot_restriction r;
    ot_error err;
    assert_int_equal(ot_restriction_make(rows, q, m, K, &r, &err), OT_OK);
    return r;
}

/* R 4.2.2: r <- lm(I(consump - 0.8 * wages) ~ I(corpProf + corpProfLag), d); coef, vcov, sigma,
 * logLik, AIC, BIC; deviance(r) against the sum of squares of consump. */
static void simple_restrictions_agree_with_another_program(void **state) {
    (void)state;
    klein_data d;
    klein_read(&d);
    ot_restriction r = made(SIMPLE, SIMPLE_Q, 2);
    ot_regression out = restricted_ols(&d, &r);
    const double b[K] = {16.1402530279485923, 0.1403874698154588, 0.1403874698154588, 0.8};
    const double v0 = 0.93102598086252297, v1 = 0.0007998570434266753, v01 = -0.02660857764466075;
    const double v[K][K] = {{v0, v01, v01, 0}, {v01, v1, v1, 0}, {v01, v1, v1, 0}, {0}};
    for (size_t i = 0; i < K; i++) {
        assert_close(out.coefficient[i], b[i], 1e-13, 0.0);
        for (size_t j = 0; j < K; j++)
            assert_close(out.covariance[i * K + j], v[i][j], 1e-12, 0.0);
    }
    assert_close(out.sigma_scale, 0.9812202890039413, 1e-13, 0.0);
    assert_close(out.residual_se, 0.9812202890039413, 1e-13, 0.0);
    assert_close(out.df, 19.0, 0.0, 0.0);
    assert_close(out.r2, 0.9805688355921928, 1e-13, 0.0);
    assert_close(out.adjusted_r2, 1.0 - (1.0 - 0.9805688355921928) * 20.0 / 19.0, 1e-13, 0.0);
    assert_close(out.goodness.log_likelihood, -28.34870881206325, 1e-13, 0.0);
    assert_close(out.goodness.aic, 62.69741762412649, 1e-13, 0.0);
    assert_close(out.goodness.bic, 65.83098493729676, 1e-13, 0.0);
    assert_true(isnan(out.goodness.f));
    ot_regression_clear(&out);
    ot_restriction_clear(&r);
    assert_null(r.basis);
}

/* R 4.2.2: u <- lm(consump ~ corpProf + corpProfLag + wages, d); X <- model.matrix(u); V <-
 * solve(crossprod(X)); A <- V %*% t(R) %*% solve(R %*% V %*% t(R)); br <- coef(u) - A %*% (R %*%
 * coef(u) - q); s2 <- sum((y - X %*% br)^2) / 19; s2 * (V - A %*% R %*% V). */
static void mixed_restrictions_agree_with_their_closed_form(void **state) {
    (void)state;
    klein_data d;
    klein_read(&d);
    ot_restriction r = made(MIXED, MIXED_Q, 2);
    ot_regression out = restricted_ols(&d, &r);
    const double b[K] = {15.7853006916166319, 0.1537364042918770, 0.1392650345808316,
                         0.8032621568354145};
    const double v[] = {0.707334692577331059, 2.435721063233908e-05, 0.0017683367314433288,
                        0.0012313937840565260};
    for (size_t i = 0; i < K; i++) {
        assert_close(out.coefficient[i], b[i], 1e-12, 0.0);
        assert_close(out.covariance[i * K + i], v[i], 1e-11, 0.0);
    }
    assert_close(out.covariance[1], -3.171858949580807e-03, 1e-11, 0.0);
    assert_close(out.covariance[3 * K + 2], -1.4511508364852472e-03, 1e-11, 0.0);
    assert_close(out.sigma_scale, 0.981075857115403, 1e-13, 0.0);
    for (size_t i = 0; i < 2; i++) { /* R b = q, and R V = 0 */
        double left = 0.0;
        for (size_t j = 0; j < K; j++)
            left += MIXED[i * K + j] * out.coefficient[j];
        assert_close(left, MIXED_Q[i], 1e-15, 0.0);
        for (size_t c = 0; c < K; c++) {
            left = 0.0;
            for (size_t j = 0; j < K; j++)
                left += MIXED[i * K + j] * out.covariance[j * K + c];
            assert_close(left, 0.0, 0.0, 1e-15);
        }
    }
    ot_regression_clear(&out);
    ot_restriction_clear(&r);
}

/* car 3.1-1, AER 1.2-10: linearHypothesis(u, c("corpProf = corpProfLag", "wages = 0.8")),
 * linearHypothesis(u, R, q); the first of ivreg(..., data = d) with test = "F". */
static void the_test_agrees_with_another_program(void **state) {
    (void)state;
    klein_data d;
    ot_regression u, iv;
    ot_restriction_test t;
    ot_error err;
    klein_read(&d);
    ot_restriction simple = made(SIMPLE, SIMPLE_Q, 2), mixed = made(MIXED, MIXED_Q, 2);
    assert_int_equal(ot_regression_ols(d.x[0], d.y[0], N, K, &u, &err), OT_OK);
    assert_int_equal(
        ot_regression_iv(d.x[0], d.y[0], N, K, d.z, KLEIN_INSTRUMENTS, &iv, NULL, &err), OT_OK);
    assert_int_equal(ot_restriction_wald(&simple, &u, &t, &err), OT_OK);
    assert_close(t.f, 0.1966389945962395, 1e-12, 0.0);
    assert_close(t.p, 0.8233293689916541, 1e-12, 0.0);
    assert_close(t.df1, 2.0, 0.0, 0.0);
    assert_close(t.df2, 17.0, 0.0, 0.0);
    ot_regression out = restricted_ols(&d, &simple);
    assert_close(t.f, (out.rss - u.rss) / 2.0 / (u.rss / 17.0), 1e-11, 0.0);
    ot_regression_clear(&out);
    assert_int_equal(ot_restriction_wald(&mixed, &u, &t, &err), OT_OK);
    assert_close(t.f, 0.1940789587643025, 1e-11, 0.0);
    assert_close(t.p, 0.8253923469736392, 1e-11, 0.0);
    assert_int_equal(ot_restriction_wald(&simple, &iv, &t, &err), OT_OK);
    assert_close(t.f, 0.3676291935511861, 1e-11, 0.0);
    assert_close(t.p, 0.6977452851143892, 1e-11, 0.0);
    ot_regression_clear(&u);
    ot_regression_clear(&iv);
    ot_restriction_clear(&simple);
    ot_restriction_clear(&mixed);
}

/* systemfit 1.1-28: systemfit(list(C = consump ~ corpProf + corpProfLag + wages), "2SLS", inst = z,
 * data = d, restrict.matrix = rbind(c(0, 1, -1, 0), c(0, 0, 0, 1)), restrict.rhs = c(0, 0.8)). */
static void instruments_take_restrictions_too(void **state) {
    (void)state;
    klein_data d;
    double x[N * K], y[N];
    ot_regression reduced, out;
    ot_error err;
    klein_read(&d);
    ot_restriction r = made(SIMPLE, SIMPLE_Q, 2);
    ot_restriction_reduce(&r, d.x[0], d.y[0], N, x, y);
    assert_int_equal(ot_regression_iv(x, y, N, K - 2, d.z, KLEIN_INSTRUMENTS, &reduced, NULL, &err),
                     OT_OK);
    assert_int_equal(ot_restriction_expand(&r, &reduced, d.x[0], d.y[0], &out, &err), OT_OK);
    assert_close(out.coefficient[0], 16.6259848433595359, 1e-11, 0.0);
    assert_close(out.coefficient[2], 0.1257863130395788, 1e-11, 0.0);
    assert_close(out.coefficient[3], 0.8, 0.0, 0.0);
    assert_close(sqrt(out.covariance[0]), 0.99638802928713011, 1e-10, 0.0);
    assert_close(sqrt(out.covariance[5]), 0.02924184844394968, 1e-10, 0.0);
    assert_true(isnan(out.goodness.aic));
    ot_regression_clear(&reduced);
    ot_regression_clear(&out);
    ot_restriction_clear(&r);
}

/* b1 + b2 = 1 leaves b1: b2 = 1 - b1; b3 = 4 alone. */
static void simple_restrictions_leave_simple_columns(void **state) {
    (void)state;
    const double rows[] = {0, 1, 1, 0, 0, 0, 0, 0.5}, q[] = {1, 2}, x[] = {1, 3, 5, 7}, y[] = {100};
    double reduced_x[2], reduced_y[1];
    ot_restriction r = made(rows, q, 2);
    assert_int_equal(r.free_column[0], 0);
    assert_int_equal(r.free_column[1], 1);
    ot_restriction_reduce(&r, x, y, 1, reduced_x, reduced_y);
    assert_close(reduced_y[0], 100.0 - 5.0 - 28.0, 0.0, 0.0);
    assert_close(reduced_x[0], 1.0, 0.0, 0.0);
    assert_close(reduced_x[1], 3.0 - 5.0, 0.0, 0.0);
    ot_restriction_clear(&r);
}

static void no_restriction_changes_nothing(void **state) {
    (void)state;
    klein_data d;
    ot_regression u;
    ot_restriction_test t;
    ot_error err;
    klein_read(&d);
    ot_restriction r = made(NULL, NULL, 0);
    ot_regression out = restricted_ols(&d, &r);
    assert_int_equal(ot_regression_ols(d.x[0], d.y[0], N, K, &u, &err), OT_OK);
    for (size_t j = 0; j < K + K * K + N; j++)
        assert_close(out.coefficient[j], u.coefficient[j], 0.0, 0.0);
    assert_close(out.adjusted_r2, u.adjusted_r2, 1e-15, 0.0);
    assert_int_equal(ot_restriction_wald(&r, &u, &t, &err), OT_OK);
    assert_true(isnan(t.f) && isnan(t.p));
    ot_regression_clear(&u);
    ot_regression_clear(&out);
    ot_restriction_clear(&r);
}

/* Nothing is left to estimate but the residual: y = 2 + 3 x less what it is. */
static void every_coefficient_may_be_given(void **state) {
    (void)state;
    const double rows[] = {1, 0, 1, 1}, q[] = {2, 5};
    const double x[] = {1, 1, 1, 2, 1, 4}, y[] = {6, 8, 12};
    double reduced_x[1], reduced_y[3];
    ot_restriction r;
    ot_regression reduced, out;
    ot_error err;
    assert_int_equal(ot_restriction_make(rows, q, 2, 2, &r, &err), OT_OK);
    ot_restriction_reduce(&r, x, y, 3, reduced_x, reduced_y);
    assert_int_equal(ot_regression_ols(reduced_x, reduced_y, 3, 0, &reduced, &err), OT_OK);
    assert_int_equal(ot_restriction_expand(&r, &reduced, x, y, &out, &err), OT_OK);
    assert_close(out.coefficient[0], 2.0, 0.0, 0.0);
    assert_close(out.coefficient[1], 3.0, 0.0, 0.0);
    assert_close(out.covariance[3], 0.0, 0.0, 0.0);
    assert_close(out.residual[2], -2.0, 0.0, 0.0);
    assert_close(out.df, 3.0, 0.0, 0.0);
    assert_close(out.residual_se, sqrt(5.0 / 3.0), 1e-15, 0.0);
    ot_regression_clear(&reduced);
    ot_regression_clear(&out);
    ot_restriction_clear(&r);
}

static void assert_refused(const double *rows, const double *q, size_t m, size_t k,
                           ot_status status, const char *words) {
    ot_restriction untouched = {.k = 77};
    ot_error err;
    assert_int_equal(ot_restriction_make(rows, q, m, k, &untouched, &err), status);
    assert_int_equal(untouched.k, 77);
    if (!strstr(err.text[OT_LANGUAGE_EN], words))
        fail_msg("\"%s\" lacks \"%s\"", err.text[OT_LANGUAGE_EN], words);
    assert_true(*err.text[OT_LANGUAGE_ZH] != '\0');
}

/* 0.1 and 0.3 are no binary fractions: three times the first row is the third but for rounding. */
static void restrictions_that_do_not_fit_are_refused_by_number(void **state) {
    (void)state;
    const double rows[] = {0.1, 0.7, 0, 1, 0, 1, 0.3, 2.1, 0};
    const double follows[] = {0.1, 1, 0.3}, contradicts[] = {0.1, 1, 0.4};
    assert_refused(rows, follows, 3, 3, OT_ERR_INPUT, "restriction 3 follows from those before");
    assert_refused(rows, contradicts, 3, 3, OT_ERR_INPUT, "restriction 3 contradicts those before");
    assert_refused(rows, follows, 3, 2, OT_ERR_INPUT, "3 restrictions of 2 coefficients");
    const double none[] = {0, 0, 0}, zero = 0.0, one = 1.0;
    assert_refused(none, &zero, 1, 3, OT_ERR_INPUT, "restriction 1 follows");
    assert_refused(none, &one, 1, 3, OT_ERR_INPUT, "restriction 1 contradicts");
}

static void numbers_that_are_not_finite_are_refused(void **state) {
    (void)state;
    const double rows[] = {1, 2, (double)NAN, 1}, q[] = {1, (double)INFINITY};
    assert_refused(rows, q + 1, 1, 2, OT_ERR_NUMERIC, "right side of restriction 1 is inf");
    assert_refused(rows + 1, q, 1, 2, OT_ERR_NUMERIC, "restriction 1 takes coefficient 2 nan");
}

static void what_is_undetermined_cannot_be_tested(void **state) {
    (void)state;
    klein_data d;
    ot_restriction_test t;
    ot_error err;
    klein_read(&d);
    ot_restriction r = made(SIMPLE, SIMPLE_Q, 2);
    ot_regression out = restricted_ols(&d, &r); /* without error in what is restricted */
    assert_int_equal(ot_restriction_wald(&r, &out, &t, &err), OT_ERR_NUMERIC);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "2 restrictions cannot be"));
    assert_true(*err.text[OT_LANGUAGE_ZH] != '\0');
    ot_regression_clear(&out);
    ot_restriction_clear(&r);
}

static int attempt(void *state) {
    const klein_data *d = state;
    ot_restriction r = {0};
    ot_regression u = {0}, out = {0};
    ot_restriction_test t;
    ot_error err;
    double x[N * K], y[N];
    ot_status status = ot_restriction_make(MIXED, MIXED_Q, 2, K, &r, &err);
    if (!status) {
        ot_restriction_reduce(&r, d->x[0], d->y[0], N, x, y);
        status = ot_regression_ols(x, y, N, K - 2, &u, &err);
    }
    if (!status) status = ot_restriction_expand(&r, &u, d->x[0], d->y[0], &out, &err);
    ot_regression_clear(&u);
    if (!status) status = ot_regression_ols(d->x[0], d->y[0], N, K, &u, &err);
    if (!status) status = ot_restriction_wald(&r, &u, &t, &err);
    ot_regression_clear(&u);
    ot_regression_clear(&out);
    ot_restriction_clear(&r);
    return (int)status;
}

static void every_failing_allocation_is_reported(void **state) {
    (void)state;
    klein_data d;
    klein_read(&d);
    assert_true(fail_each_allocation(attempt, &d, OT_ERR_NOMEM) > 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(simple_restrictions_agree_with_another_program),
        cmocka_unit_test(mixed_restrictions_agree_with_their_closed_form),
        cmocka_unit_test(the_test_agrees_with_another_program),
        cmocka_unit_test(instruments_take_restrictions_too),
        cmocka_unit_test(simple_restrictions_leave_simple_columns),
        cmocka_unit_test(no_restriction_changes_nothing),
        cmocka_unit_test(every_coefficient_may_be_given),
        cmocka_unit_test(restrictions_that_do_not_fit_are_refused_by_number),
        cmocka_unit_test(numbers_that_are_not_finite_are_refused),
        cmocka_unit_test(what_is_undetermined_cannot_be_tested),
        cmocka_unit_test(every_failing_allocation_is_reported),
    };
    ot_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
