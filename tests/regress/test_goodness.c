/* Tests of regress/goodness.h: Ezekiel's stopping distances of 50 cars (1930), 2 coefficients, as
 * R's data set `cars` and its summary.lm, logLik, AIC and BIC have them; what has no meaning. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "close_to.h"
#include "regress/goodness.h"

static const double RSS = 11353.5210510949, TSS = 32538.98; /* anova(lm(dist ~ speed)) */

static void goodness_agrees_with_r(void **state) {
    (void)state;
    const ot_goodness g = ot_goodness_make(RSS, TSS, 50, 2, 1);
    assert_close(g.log_likelihood, -206.5784, 0.0, 5e-5);
    assert_close(g.aic, 419.1569, 0.0, 5e-5);
    assert_close(g.bic, 424.8929, 0.0, 5e-5);
    assert_close(g.aicc, g.aic + 2.0 * 3.0 * 4.0 / 46.0, 1e-15, 0.0);
    assert_close(g.f, 89.56711, 0.0, 5e-6);
    assert_close(g.f_df, 1.0, 0.0, 0.0);
    assert_close(g.f_p, 1.489836e-12, 5e-7, 0.0);
}

/* With one slope F is the square of its t, and their p values are one. */
static void f_of_one_slope_is_the_square_of_t(void **state) {
    (void)state;
    for (size_t n = 3; n < 40; n++) {
        const ot_goodness g = ot_goodness_make(7.0, 11.0, n, 2, 1);
        assert_close(ot_student_two_sided(sqrt(g.f), (double)n - 2.0), g.f_p, 1e-12, 0.0);
        assert_close(ot_student_two_sided(-sqrt(g.f), (double)n - 2.0), g.f_p, 1e-12, 0.0);
    }
}

/* Cauchy: P(|T| > 1) = 1 / 2; two degrees of freedom: 1 - t / sqrt(t^2 + 2). */
static void p_values_have_their_closed_forms(void **state) {
    (void)state;
    assert_close(ot_student_two_sided(1.0, 1.0), 0.5, 1e-14, 0.0);
    assert_close(ot_student_two_sided(-3.0, 2.0), 1.0 - 3.0 / sqrt(11.0), 1e-13, 0.0);
    assert_close(ot_student_two_sided(0.0, 5.0), 1.0, 0.0, 0.0);
}

static void assert_nothing(ot_goodness g) {
    assert_true(isnan(g.log_likelihood) && isnan(g.aic) && isnan(g.bic) && isnan(g.aicc));
    assert_true(isnan(g.f) && isnan(g.f_df) && isnan(g.f_p));
}

static void what_has_no_meaning_is_nan(void **state) {
    (void)state;
    assert_nothing(ot_goodness_none());
    assert_nothing(ot_goodness_make(0.0, 0.0, 0, 2, 1));
    assert_nothing(ot_goodness_make(0.0, 9.0, 20, 2, 1)); /* no residual */
    assert_nothing(ot_goodness_make((long double)NAN, 9.0, 20, 2, 1));
    const ot_goodness through_0 = ot_goodness_make(7.0, 11.0, 20, 2, 0);
    assert_true(isnan(through_0.f) && isnan(through_0.f_df) && isnan(through_0.f_p));
    assert_true(isfinite(through_0.bic) && isfinite(through_0.aicc));
    assert_true(isnan(ot_goodness_make(7.0, 7.0, 20, 1, 1).f)); /* a mean alone */
    assert_true(isnan(ot_goodness_make(7.0, 11.0, 4, 2, 1).aicc));
    assert_true(isfinite(ot_goodness_make(7.0, 11.0, 5, 2, 1).aicc));
    assert_true(isnan(ot_student_two_sided((double)NAN, 5.0)));
    assert_true(isnan(ot_student_two_sided((double)INFINITY, 5.0)));
    assert_true(isnan(ot_student_two_sided(1.0, 0.0)));
}

/* Slopes that explain nothing: rounding may put the residuals above the total. */
static void f_is_never_below_0(void **state) {
    (void)state;
    const ot_goodness g = ot_goodness_make(7.0L + 1e-17L, 7.0L, 20, 2, 1);
    assert_close(g.f, 0.0, 0.0, 0.0);
    assert_close(g.f_p, 1.0, 0.0, 0.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goodness_agrees_with_r),
        cmocka_unit_test(f_of_one_slope_is_the_square_of_t),
        cmocka_unit_test(p_values_have_their_closed_forms),
        cmocka_unit_test(what_has_no_meaning_is_nan),
        cmocka_unit_test(f_is_never_below_0),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
