/* Tests of the number of digits that a reader is shown. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/document.h"

static void a_band_supports_three_digits_of_its_width(void **state) {
    (void)state;
    assert_int_equal(ot_decimals_for(40.7, 6), 1);
    assert_int_equal(ot_decimals_for(4.07, 6), 2);
    assert_int_equal(ot_decimals_for(0.0312, 6), 4);
    assert_int_equal(ot_decimals_for(0.0312, 1), 1);
    assert_int_equal(ot_decimals_for(12345.0, 6), 0);
    assert_int_equal(ot_decimals_for(0.0, 6), 6);
    assert_int_equal(ot_decimals_for(NAN, 2), 2);
}

static void a_given_value_is_shown_as_it_was_printed(void **state) {
    (void)state;
    assert_int_equal(ot_decimals_of(217.12, 7), 2);
    assert_int_equal(ot_decimals_of(0.027 / 0.01, 7), 1);
    assert_int_equal(ot_decimals_of(100.0, 7), 0);
    assert_int_equal(ot_decimals_of(-0.5, 7), 1);
    assert_int_equal(ot_decimals_of(1.0 / 3.0, 4), 4);
    assert_int_equal(ot_decimals_of(0.0, 4), 0);
    assert_int_equal(ot_decimals_of(123456789.0, 4), 0);
}

static void whole_digits_beyond_the_significant_are_rounded_away(void **state) {
    (void)state;
    assert_true(fabs(ot_value_significant(1611.4, 3) - 1610.0) < 1e-9);
    assert_true(fabs(ot_value_significant(-38650.0, 3) + 38700.0) < 1e-9);
    assert_true(fabs(ot_value_significant(31.44, 3) - 31.44) < 1e-12);
    assert_true(fabs(ot_value_significant(999.6, 3) - 999.6) < 1e-12);
    assert_true(isnan(ot_value_significant(NAN, 3)));
    assert_true(fabs(ot_value_significant(0.0, 3)) < 1e-300);
}

/* Of n draws none has an error of sqrt(0.5 (n + 0.5)) / (n + 1)^1.5, some 0.7 / n. */
static void what_is_rarer_than_its_error_has_a_bound(void **state) {
    (void)state;
    assert_int_equal(ot_exponent_of_rare(0.0, 0.707e-5), -4);  /* none of 1e5 draws */
    assert_int_equal(ot_exponent_of_rare(1e-5, 1.225e-5), -4); /* one of them */
    assert_int_equal(ot_exponent_of_rare(2e-5, 1.58e-5), 0);   /* two are told */
    assert_int_equal(ot_exponent_of_rare(0.0, 0.707e-3), -2);  /* none of 1000 */
    assert_int_equal(ot_exponent_of_rare(0.0, 0.215), 0);      /* two draws tell nothing */
    assert_int_equal(ot_exponent_of_rare(0.5, 0.001), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_band_supports_three_digits_of_its_width),
        cmocka_unit_test(a_given_value_is_shown_as_it_was_printed),
        cmocka_unit_test(whole_digits_beyond_the_significant_are_rounded_away),
        cmocka_unit_test(what_is_rarer_than_its_error_has_a_bound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
