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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_band_supports_three_digits_of_its_width),
        cmocka_unit_test(a_given_value_is_shown_as_it_was_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
