/* exp, log and pow against the C library's in long double, which has 11 more bits. */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/elementary.h"
#include "close_to.h"

enum { SAMPLES = 400000 };
static const double MOST_UNITS = 1.0; /* in the last place */

/* A sequence of Weyl: even over (0, 1), the same in each run. */
static double even(size_t i) {
    const double x = 0.5 + 0.61803398874989484820 * (double)i;
    return x - floor(x);
}

static double units(double found, long double wanted) {
    const double size = fabs((double)wanted);
    const double unit = fmax(nextafter(size, INFINITY) - size, 0x1p-1074);
    return (double)(fabsl((long double)found - wanted) / (long double)unit);
}

static void assert_exp(double x) {
    if (units(ot_exp(x), expl(x)) > MOST_UNITS)
        fail_msg("exp(%.17g) = %.17g, %g units off", x, ot_exp(x), units(ot_exp(x), expl(x)));
}

static void assert_log(double x) {
    if (units(ot_log(x), logl(x)) > MOST_UNITS)
        fail_msg("log(%.17g) = %.17g, %g units off", x, ot_log(x), units(ot_log(x), logl(x)));
}

static void exp_is_within_one_unit_in_the_last_place(void **state) {
    (void)state;
    for (size_t i = 0; i < SAMPLES; i++) {
        assert_exp(-708.0 + 1417.0 * even(i));
        assert_exp(2.0 * even(i) - 1.0);
        assert_exp(ldexp(even(i), -(int)(i % 60)));
    }
}

static void log_is_within_one_unit_in_the_last_place(void **state) {
    (void)state;
    for (size_t i = 0; i < SAMPLES; i++) {
        assert_log(ldexp(0.5 + 0.5 * even(i), (int)(i % 2090) - 1065));
        assert_log(0.5 + even(i));
        assert_log(1.0 + ldexp(even(i) - 0.5, -(int)(i % 50)));
    }
}

/* Roots, powers of prices and quantities, and results near both ends of the range. */
static void pow_is_within_a_few_units_in_the_last_place(void **state) {
    (void)state;
    for (size_t i = 0; i < SAMPLES; i++) {
        const double a = exp(20.0 * even(i) - 10.0), b = 6.0 * even(7 * i + 1) - 3.0;
        const double far = 690.0 / log(a) * (2.0 * even(3 * i) - 1.0);
        if (units(ot_pow(a, b), powl(a, b)) > 3.0) fail_msg("%.17g ^ %.17g", a, b);
        if (fabs(far) < 1e6 && units(ot_pow(a, far), powl(a, far)) > 6.0)
            fail_msg("%.17g ^ %.17g", a, far);
    }
    for (int a = 1; a < 30; a++)
        for (int b = 0; b < 10; b++) /* whole powers that a double can hold */
            if (pow(a, b) < 0x1p53) assert_close(ot_pow(a, b), pow(a, b), 4e-16, 0);
}

static void pow_of_what_is_not_plain_is_the_library_s(void **state) {
    static const double x[] = {0.0, -0.0, -2.0, -0.5, 3.0, INFINITY, -INFINITY, 0x1p-1074, 1e300};
    (void)state;
    for (size_t i = 0; i < sizeof x / sizeof *x; i++)
        for (size_t j = 0; j < sizeof x / sizeof *x; j++) {
            const double found = ot_pow(x[i], x[j]), wanted = pow(x[i], x[j]);
            if (isnan(wanted)) assert_true(isnan(found));
            if (!isnan(wanted))
                assert_true(isinf(wanted) ? isinf(found) : units(found, wanted) <= 3.0);
        }
    assert_true(isnan(ot_pow(NAN, 2.5)) && isnan(ot_pow(2.5, NAN)) && isnan(ot_pow(NAN, 0.0)));
}

static void results_below_the_normal_range_lose_digits_slowly(void **state) {
    (void)state;
    for (double x = -745.0; x < -708.0; x += 0.37)
        assert_true(fabs(ot_exp(x) - exp(x)) <= 0x1p-1074);
}

static void ends_of_the_range_are_the_library_s(void **state) {
    static const double x[] = {0.0,
                               -0.0,
                               1.0,
                               -1.0,
                               INFINITY,
                               -INFINITY,
                               709.782712893384,
                               709.782712893385,
                               -745.1332191019411,
                               -746.0,
                               1e300,
                               -1e300,
                               DBL_MAX,
                               DBL_MIN,
                               0x1p-1074,
                               1e-310,
                               -DBL_MIN};
    (void)state;
    for (size_t i = 0; i < sizeof x / sizeof *x; i++) {
        const double e = exp(x[i]), l = log(x[i]);
        if (!isfinite(e) || e <= 0.0) assert_true(ot_exp(x[i]) <= e && ot_exp(x[i]) >= e);
        if (isnan(l)) assert_true(isnan(ot_log(x[i])));
        if (!isnan(l)) assert_true(units(ot_log(x[i]), l) <= MOST_UNITS || isinf(l));
        if (isinf(l)) assert_true(ot_log(x[i]) <= l && ot_log(x[i]) >= l);
    }
    assert_true(isnan(ot_exp(NAN)) && isnan(ot_log(NAN)));
    assert_true(ot_exp(0.0) == 1.0 && ot_log(1.0) == 0.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exp_is_within_one_unit_in_the_last_place),
        cmocka_unit_test(log_is_within_one_unit_in_the_last_place),
        cmocka_unit_test(pow_is_within_a_few_units_in_the_last_place),
        cmocka_unit_test(pow_of_what_is_not_plain_is_the_library_s),
        cmocka_unit_test(results_below_the_normal_range_lose_digits_slowly),
        cmocka_unit_test(ends_of_the_range_are_the_library_s),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
