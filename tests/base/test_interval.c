/* Tests of base/interval.h: closed forms, rounding modes, signs, infinite ends. */
#include <fenv.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/interval.h"

static void assert_holds(ot_interval a, double low, double high) {
    if (!(a.low <= low && a.high >= high)) fail_msg("[%.17g, %.17g] lacks an end", a.low, a.high);
    const double slack = 1e-12 * (fabs(low) + fabs(high) + 1.0);
    if (a.low < low - slack || a.high > high + slack)
        fail_msg("[%.17g, %.17g] is too wide for [%.17g, %.17g]", a.low, a.high, low, high);
}

static void a_printed_figure_is_half_a_unit_to_both_sides(void **state) {
    (void)state;
    assert_holds(ot_interval_around(246.30, 0.005), 246.295, 246.305);
    assert_true(ot_interval_has(ot_interval_around(0.3, 0.1), 0.1 + 0.1));
    assert_true(ot_interval_has(ot_interval_around(0.3, 0.1), 0.4));
}

static void operations_follow_their_closed_forms(void **state) {
    (void)state;
    const ot_interval a = {2, 3}, b = {-1, 4}, c = {-5, -4};
    assert_holds(ot_interval_add(a, b), 1, 7);
    assert_holds(ot_interval_subtract(a, b), -2, 4);
    assert_holds(ot_interval_multiply(a, b), -3, 12);
    assert_holds(ot_interval_multiply(b, c), -20, 5);
    assert_holds(ot_interval_multiply(c, c), 16, 25);
    assert_holds(ot_interval_divide(a, c), -0.75, -0.4);
    assert_holds(ot_interval_scale(b, -0.01), -0.04, 0.01);
}

static void growth_knows_falls_and_bases_of_nothing(void **state) {
    (void)state;
    const ot_interval level = ot_interval_around(35.69, 0.005);
    assert_holds(ot_interval_growth(level, ot_interval_around(39.5, 0.05)), 35.685 / 39.55 - 1,
                 35.695 / 39.45 - 1);
    const ot_interval any = ot_interval_growth(level, ot_interval_around(0.0, 0.5));
    assert_true(isinf(any.low) && isinf(any.high));
    /* from -4 to -2 is a growth by -1/2 */
    assert_holds(ot_interval_growth(ot_interval_at(-2), ot_interval_at(-4)), -0.5, -0.5);
}

static void bounds_are_half_open_to_infinity(void **state) {
    (void)state;
    const ot_interval floor = ot_interval_from(8), ceiling = ot_interval_to(5.5);
    assert_true(ot_interval_has(floor, 8) && ot_interval_has(floor, 1e300));
    assert_false(ot_interval_has(floor, 7.999));
    assert_true(ot_interval_meets(floor, ot_interval_at(8)));
    assert_false(ot_interval_meets(floor, ceiling));
    assert_true(ot_interval_is_empty(ot_interval_both(floor, ceiling)));
    const ot_interval product = ot_interval_multiply(floor, (ot_interval){0, 2});
    assert_true(product.low <= 0 && isinf(product.high) && !isnan(product.low));
    assert_false(ot_interval_is_finite(floor));
    assert_true(ot_interval_is_finite(ot_interval_at(8)));
}

static void percent_and_fraction_are_one(void **state) {
    (void)state;
    const ot_interval percent = ot_interval_around(4.8, 0.05);
    assert_holds(ot_interval_scale(percent, 0.01), 0.0475, 0.0485);
    assert_true(ot_interval_meets(ot_interval_scale(percent, 0.01), ot_interval_at(0.0475)));
}

/* What is computed holds the true value in each rounding mode of the processor. */
static void ends_go_outwards_in_every_rounding_mode(void **state) {
    (void)state;
    static const int MODE[] = {FE_TONEAREST, FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};
    const int kept = fegetround();
    for (size_t m = 0; m < sizeof MODE / sizeof *MODE; m++)
        for (int i = 1; i < 400; i++)
            for (int k = 1; k < 40; k++) {
                if (fesetround(MODE[m])) skip();
                volatile double x = i * 0.1, y = k * 0.7;
                const ot_interval q = ot_interval_divide(ot_interval_at(x), ot_interval_at(y));
                const ot_interval p = ot_interval_multiply(ot_interval_at(x), ot_interval_at(y));
                fesetround(FE_TONEAREST);
                const long double exact_q = (long double)x / (long double)y;
                const long double exact_p = (long double)x * (long double)y;
                assert_true((long double)q.low <= exact_q && exact_q <= (long double)q.high);
                assert_true((long double)p.low <= exact_p && exact_p <= (long double)p.high);
            }
    fesetround(kept);
}

static void shown_ends_are_the_decimals_that_one_expects(void **state) {
    (void)state;
    const ot_interval printed = ot_interval_shown(ot_interval_around(246.30, 0.005));
    assert_true(printed.low == 246.295 && printed.high == 246.305);
    const ot_interval product =
        ot_interval_shown(ot_interval_multiply(ot_interval_at(0.1), ot_interval_at(3.0)));
    assert_true(product.low == 0.3 && product.high == 0.3);
    const ot_interval large = ot_interval_shown((ot_interval){123456789012345.0, INFINITY});
    assert_true(large.low == 123456789012345.0 && isinf(large.high));
    const ot_interval zero = ot_interval_shown(ot_interval_at(0.0));
    assert_true(zero.low <= 0.0 && zero.low >= 0.0 && zero.high <= 0.0);
}

/* Thirds, of either sign and any size: what is shown holds the interval and is hardly wider. */
static void shown_ends_never_cut_off_what_lies_within(void **state) {
    (void)state;
    for (double size = 1e-4; size < 1e8; size *= 7.3)
        for (int sign = -1; sign <= 1; sign += 2) {
            const double third = sign * size / 3.0;
            const ot_interval a = ot_interval_shown(ot_interval_at(third));
            assert_true(a.low <= third && third <= a.high);
            assert_true(a.high - a.low <= 1.1e-9 * fabs(third));
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_printed_figure_is_half_a_unit_to_both_sides),
        cmocka_unit_test(operations_follow_their_closed_forms),
        cmocka_unit_test(growth_knows_falls_and_bases_of_nothing),
        cmocka_unit_test(bounds_are_half_open_to_infinity),
        cmocka_unit_test(percent_and_fraction_are_one),
        cmocka_unit_test(ends_go_outwards_in_every_rounding_mode),
        cmocka_unit_test(shown_ends_are_the_decimals_that_one_expects),
        cmocka_unit_test(shown_ends_never_cut_off_what_lies_within),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
