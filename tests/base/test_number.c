/* Tests of base/number.h: what is read and written is the same double, in every locale. */
#include <float.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/number.h"
#include "comma.h"

static void assert_reads(const char *text, double expected, size_t expected_length) {
    double value = -77.0;
    size_t length = 99;
    assert_int_equal(ot_number_parse(text, strlen(text), &value, &length), 1);
    assert_int_equal(length, expected_length);
    assert_memory_equal(&value, &expected, sizeof value);
}

static void decimal_numbers_are_read(void **state) {
    (void)state;
    assert_reads("0", 0.0, 1);
    assert_reads("-0", -0.0, 2);
    assert_reads("246.30", 246.30, 6);
    assert_reads("+1.5e3", 1500.0, 6);
    assert_reads("1E-2", 0.01, 4);
    assert_reads(".5", 0.5, 2);
    assert_reads("5.", 5.0, 2);
    assert_reads("000123", 123.0, 6);
    assert_reads("0.000", 0.0, 5);
    assert_reads("0.1", 0.1, 3);
    assert_reads("9007199254740993", 9007199254740992.0, 16); /* a tie goes to even */
}

static void reading_stops_where_the_number_ends(void **state) {
    (void)state;
    assert_reads("8%", 8.0, 1);
    assert_reads("50亿元", 50.0, 2);
    assert_reads("1e", 1.0, 1);
    assert_reads("1e+", 1.0, 1);
    assert_reads("1e+x", 1.0, 1);
    assert_reads("2exp", 2.0, 1);
    assert_reads("1.2.3", 1.2, 3);
    assert_reads("1,5", 1.0, 1);
    assert_reads("0x10", 0.0, 1);
    double value;
    size_t length;
    assert_int_equal(ot_number_parse("12345", 2, &value, &length), 1); /* n is respected */
    assert_int_equal(length, 2);
    assert_int_equal(ot_number_parse("1e5", 2, &value, &length), 1);
    assert_int_equal(length, 1);
    assert_int_equal(ot_number_parse("1.5", 2, &value, &length), 1);
    assert_int_equal(length, 2);
}

static void what_is_no_number_is_refused_and_touches_nothing(void **state) {
    (void)state;
    const char *const bad[] = {"",    ".",    "-",  "+",   "-.",  "e5", ".e5", "inf",
                               "nan", "-inf", " 1", "--1", "－1", "１", "NA",  "—"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        double value = 3.0;
        size_t length = 4;
        assert_int_equal(ot_number_parse(bad[i], strlen(bad[i]), &value, &length), 0);
        assert_true(value == 3.0 && length == 4);
    }
}

static void numbers_out_of_range_become_infinity_or_zero(void **state) {
    (void)state;
    const double inf = strtod("inf", NULL);
    assert_reads("1e309", inf, 5);
    assert_reads("-1e99999999999999999999999", -inf, 26);
    assert_reads("1e-400", 0.0, 6);
    assert_reads("0e99999999999", 0.0, 13);
    assert_reads("1.7976931348623157e308", DBL_MAX, 22);
    assert_reads("4.9406564584124654e-324", DBL_TRUE_MIN, 23);
}

/* The number halfway between 1 and the next double, and a digit after 900 zeros that breaks the
 * tie. */
static void digits_past_all_use_still_break_ties(void **state) {
    (void)state;
    char text[1200];
    const char *half = "1.00000000000000011102230246251565404236316680908203125";
    assert_reads(half, 1.0, strlen(half));
    snprintf(text, sizeof text, "%s%0900d1", half, 0);
    assert_reads(text, 1.0 + DBL_EPSILON, strlen(text));
    snprintf(text, sizeof text, "1%0900d", 0); /* 10^900 */
    assert_reads(text, strtod("inf", NULL), 901);
    snprintf(text, sizeof text, "1%0900de-900", 0);
    assert_reads(text, 1.0, 906);
    snprintf(text, sizeof text, "0.%0900d1e901", 0);
    assert_reads(text, 1.0, 907);
}

static void assert_shortest(double value, const char *expected) {
    char text[OT_NUMBER_SIZE];
    assert_int_equal(ot_number_shortest(value, text), strlen(expected));
    assert_string_equal(text, expected);
}

/* The digits are those that repr() of Python 3 prints (David Gay's shortest); the thresholds of
 * e-notation are those of ECMAScript's Number::toString. */
static void the_shortest_text_is_written(void **state) {
    (void)state;
    assert_shortest(0.0, "0");
    assert_shortest(-0.0, "-0");
    assert_shortest(1.0, "1");
    assert_shortest(-2.5, "-2.5");
    assert_shortest(0.1, "0.1");
    assert_shortest(0.1 + 0.2, "0.30000000000000004");
    assert_shortest(246.3, "246.3");
    assert_shortest(100000.0, "100000");
    assert_shortest(1e20, "100000000000000000000");
    assert_shortest(1e21, "1e21");
    assert_shortest(123456789012345680.0, "123456789012345680");
    assert_shortest(1e-6, "0.000001");
    assert_shortest(1.5e-7, "1.5e-7");
    assert_shortest(-1.2345678901234567e-6, "-0.0000012345678901234567");
    assert_shortest(5e-324, "5e-324");
    assert_shortest(2.5e-323, "2.5e-323");
    assert_shortest(DBL_MIN, "2.2250738585072014e-308");
    assert_shortest(DBL_MAX, "1.7976931348623157e308");
    assert_shortest(-DBL_MAX, "-1.7976931348623157e308");
    assert_shortest(0x1p-44, "5.684341886080802e-14"); /* powers of two: uneven neighbours */
    assert_shortest(0x1p-1017, "7.120236347223045e-307");
    assert_shortest(0x1p976, "6.386688990511104e293");
    assert_shortest(9007199254740993.0, "9007199254740992");
}

static void every_double_reads_back(void **state) {
    (void)state;
    uint64_t bits = 1;
    for (int i = 0; i < 20000; i++) {
        bits = bits * 6364136223846793005u + 1442695040888963407u;
        double value, back = 0.0;
        size_t length = 0;
        memcpy(&value, &bits, sizeof value);
        if (!(value - value == 0.0)) continue; /* not finite */
        char text[OT_NUMBER_SIZE];
        const size_t n = ot_number_shortest(value, text);
        assert_in_range(n, 1, OT_NUMBER_SIZE - 1);
        assert_int_equal(ot_number_parse(text, n, &back, &length), 1);
        assert_int_equal(length, n);
        assert_memory_equal(&back, &value, sizeof value);
        assert_memory_equal(&value, &(double){strtod(text, NULL)}, sizeof value);
    }
}

static void assert_fixed(double value, int decimals, const char *expected) {
    char text[OT_NUMBER_SIZE];
    assert_int_equal(ot_number_fixed(value, decimals, text), strlen(expected));
    assert_string_equal(text, expected);
}

static void a_fixed_number_of_decimals_is_written(void **state) {
    (void)state;
    assert_fixed(246.3, 2, "246.30");
    assert_fixed(-1.005, 1, "-1.0");
    assert_fixed(0.5, 0, "0"); /* exact halves go to even */
    assert_fixed(1.5, 0, "2");
    assert_fixed(-0.0, 2, "0.00");
    assert_fixed(-0.004, 2, "0.00");
    assert_fixed(-0.006, 2, "-0.01");
    assert_fixed(1e-300, 15, "0.000000000000000");
    assert_fixed(999999999999999.0, 0, "999999999999999");
    assert_fixed(1e15, 2, "1.00e+15");
    assert_fixed(-12345678901234567.0, 3, "-1.235e+16");
    assert_fixed(DBL_MAX, 0, "2e+308");
    assert_fixed(-99999999999999.0, 15, "-99999999999999.000000000000000");
    assert_fixed(-123456789012345.0, 15, "-1.234567890123450e+14"); /* would need 32 characters */
}

static void a_decimal_comma_changes_nothing(void **state) {
    (void)state;
    comma_on();
    assert_reads("1.5", 1.5, 3);
    assert_reads("1,5", 1.0, 1);
    assert_shortest(1.5, "1.5");
    assert_shortest(-1.2345e-100, "-1.2345e-100");
    assert_fixed(1234.5, 2, "1234.50");
    comma_off();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimal_numbers_are_read),
        cmocka_unit_test(reading_stops_where_the_number_ends),
        cmocka_unit_test(what_is_no_number_is_refused_and_touches_nothing),
        cmocka_unit_test(numbers_out_of_range_become_infinity_or_zero),
        cmocka_unit_test(digits_past_all_use_still_break_ties),
        cmocka_unit_test(the_shortest_text_is_written),
        cmocka_unit_test(every_double_reads_back),
        cmocka_unit_test(a_fixed_number_of_decimals_is_written),
        cmocka_unit_test(a_decimal_comma_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
