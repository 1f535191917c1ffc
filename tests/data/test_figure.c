/* Tests of data/figure.h: what a printed cell says, and what it may not be. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "data/figure.h"

static void assert_reads(const char *text, ot_figure_kind kind, double value, double half_unit,
                         ot_figure_sign sign) {
    ot_figure figure = {OT_FIGURE_MISSING, -1, -1};
    ot_figure_sign printed = OT_FIGURE_SIGN_NONE;
    if (!ot_figure_parse(text, strlen(text), &figure, &printed)) fail_msg("\"%s\" refused", text);
    if (figure.kind != kind || printed != sign)
        fail_msg("\"%s\": kind %d, sign %d", text, (int)figure.kind, (int)printed);
    if (figure.value != value || figure.half_unit != half_unit)
        fail_msg("\"%s\": %.17g +- %.17g", text, figure.value, figure.half_unit);
}

static void assert_point(const char *text, double value, double half_unit) {
    assert_reads(text, OT_FIGURE_POINT, value, half_unit, OT_FIGURE_SIGN_NONE);
}

static void a_number_keeps_its_printed_digits(void **state) {
    (void)state;
    assert_point("246.30", 246.3, 0.005);
    assert_point("217.12", 217.12, 0.005);
    assert_point("40", 40, 0.5);
    assert_point("5000", 5000, 0.5);
    assert_point("0.49", 0.49, 0.005);
    assert_point("-8.9", -8.9, 0.05);
    assert_point("+8", 8, 0.5);
    assert_point(".5", 0.5, 0.05);
    assert_point("5.", 5, 0.5);
    assert_point("007", 7, 0.5);
    assert_point("1.5e-3", 0.0015, 0.00005);
    assert_point("1E3", 1000, 500);
    assert_point("0", 0, 0.5);
    assert_point("0.000", 0, 0.0005);
    assert_point("-0", 0, 0.5);
    ot_figure figure;
    assert_true(ot_figure_parse("-0", 2, &figure, NULL));
    assert_false(signbit(figure.value));
}

static void thousands_may_be_parted(void **state) {
    (void)state;
    assert_point("1,234.5", 1234.5, 0.05);
    assert_point("1,034,867.6", 1034867.6, 0.05);
    assert_point("-12,345", -12345, 0.5);
    assert_point("702 511.5", 702511.5, 0.05);
    assert_point("1\xC2\xA0"
                 "234",
                 1234, 0.5); /* no-break space */
    assert_point("１，２３４．５", 1234.5, 0.05);
}

static void full_width_characters_and_spaces_do_not_count(void **state) {
    (void)state;
    assert_reads("１２．５％", OT_FIGURE_POINT, 12.5, 0.05, OT_FIGURE_SIGN_PERCENT);
    assert_reads("12.5 %", OT_FIGURE_POINT, 12.5, 0.05, OT_FIGURE_SIGN_PERCENT);
    assert_reads("100%", OT_FIGURE_POINT, 100, 0.5, OT_FIGURE_SIGN_PERCENT);
    assert_reads("4.2‰", OT_FIGURE_POINT, 4.2, 0.05, OT_FIGURE_SIGN_PERMILLE);
    assert_point("  12.5\t", 12.5, 0.05);
    assert_point("　12.5　", 12.5, 0.05);
    assert_point("−8.9", -8.9, 0.05); /* U+2212 */
    assert_point("－8.9", -8.9, 0.05);
}

static void many_marks_say_that_a_value_is_missing(void **state) {
    (void)state;
    static const char *const text[] = {"",     "  ", "—",   "——",  "-",    "–",   "－",
                                       "−",    "NA", "N/A", "n/a", "NaN",  "nan", "null",
                                       "NULL", "…",  "……",  "...", "#N/A", "　",  "ＮＡ"};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        ot_figure figure = {OT_FIGURE_POINT, 1, 1};
        ot_figure_sign sign = OT_FIGURE_SIGN_PERCENT;
        if (!ot_figure_parse(text[i], strlen(text[i]), &figure, &sign))
            fail_msg("\"%s\" refused", text[i]);
        assert_int_equal(figure.kind, OT_FIGURE_MISSING);
        assert_true(isnan(figure.value));
        assert_int_equal(sign, OT_FIGURE_SIGN_NONE);
    }
}

static void bounds_are_kept_as_bounds(void **state) {
    (void)state;
    const struct {
        const char *text;
        ot_figure_kind kind;
        double value, half_unit;
    } row[] = {
        {"<=5.5", OT_FIGURE_AT_MOST, 5.5, 0.05},
        {"≤5.5", OT_FIGURE_AT_MOST, 5.5, 0.05},
        {"≦ 5.5", OT_FIGURE_AT_MOST, 5.5, 0.05},
        {"＜＝5.5", OT_FIGURE_AT_MOST, 5.5, 0.05},
        {"<5.5", OT_FIGURE_AT_MOST, 5.5, 0.05},
        {"5.5以内", OT_FIGURE_AT_MOST, 5.5, 0.05},
        {"不超过3", OT_FIGURE_AT_MOST, 3, 0.5},
        {"不高于3", OT_FIGURE_AT_MOST, 3, 0.5},
        {"5以内", OT_FIGURE_AT_MOST, 5, 0.5},
        {"3以下", OT_FIGURE_AT_MOST, 3, 0.5},
        {"控制在5.5以内", OT_FIGURE_AT_MOST, 5.5, 0.05},
        {"8以上", OT_FIGURE_AT_LEAST, 8, 0.5},
        {">=8", OT_FIGURE_AT_LEAST, 8, 0.5},
        {"≥8", OT_FIGURE_AT_LEAST, 8, 0.5},
        {"> 8", OT_FIGURE_AT_LEAST, 8, 0.5},
        {"不低于8", OT_FIGURE_AT_LEAST, 8, 0.5},
        {"不少于1,500", OT_FIGURE_AT_LEAST, 1500, 0.5},
        {"超过8.0", OT_FIGURE_AT_LEAST, 8, 0.05},
        {"8及以上", OT_FIGURE_AT_LEAST, 8, 0.5},
        {"达到8以上", OT_FIGURE_AT_LEAST, 8, 0.5},
        {"不低于8以上", OT_FIGURE_AT_LEAST, 8, 0.5},
        {"40左右", OT_FIGURE_ABOUT, 40, 0.5},
        {"约40", OT_FIGURE_ABOUT, 40, 0.5},
        {"大约40", OT_FIGURE_ABOUT, 40, 0.5},
        {"约40左右", OT_FIGURE_ABOUT, 40, 0.5},
        {"~40", OT_FIGURE_ABOUT, 40, 0.5},
        {"≈40", OT_FIGURE_ABOUT, 40, 0.5},
        {"保持在3左右", OT_FIGURE_ABOUT, 3, 0.5},
        {"４０左右", OT_FIGURE_ABOUT, 40, 0.5},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        assert_reads(row[i].text, row[i].kind, row[i].value, row[i].half_unit, OT_FIGURE_SIGN_NONE);
    assert_reads("8%以上", OT_FIGURE_AT_LEAST, 8, 0.5, OT_FIGURE_SIGN_PERCENT);
    assert_reads("5.5 % 以内", OT_FIGURE_AT_MOST, 5.5, 0.05, OT_FIGURE_SIGN_PERCENT);
}

static void anything_else_is_no_figure(void **state) {
    (void)state;
    static const char *const text[] = {
        "abc",      "1e999",     "-1e999", "0x10",     "inf",   "-inf",    "Infinity", "1.2.3",
        "12,5",     "1,23,4",    "1,2345", "1234,567", "1 2",   "--5",     "+-5",      "5-",
        "3-5",      "4.5%—5%",   "8亿元",  "<=",       "以上",  "%",       "e5",       "1e",
        "1e+",      "1e0000001", ".",      "+",        "1%%",   ">=8以内", "约",       "控制在5.5",
        "稳步提高", "1e-999",    "nanx",   "$5",       "1_000", "\xFF",    "5\xC0",    "٣",
        "5，以上",  "1,,000",    ",100",
    };
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        ot_figure figure = {OT_FIGURE_ABOUT, 7, 7};
        ot_figure_sign sign = OT_FIGURE_SIGN_PERMILLE;
        if (ot_figure_parse(text[i], strlen(text[i]), &figure, &sign))
            fail_msg("\"%s\" read as %g", text[i], figure.value);
        assert_true(figure.kind == OT_FIGURE_ABOUT && figure.value == 7);
        assert_int_equal(sign, OT_FIGURE_SIGN_PERMILLE);
    }
    ot_figure figure;
    assert_false(ot_figure_parse("5\0006", 3, &figure, NULL)); /* a NUL within */
    char longest[400];
    memset(longest, '1', sizeof longest);
    assert_false(ot_figure_parse(longest, sizeof longest, &figure, NULL));
    assert_true(ot_figure_parse(longest, 100, &figure, NULL));
}

static void a_number_is_found_within_a_sentence(void **state) {
    (void)state;
    ot_figure figure;
    const char *task = "完成自治区下达652吨任务";
    assert_true(ot_figure_search(task, strlen(task), &figure));
    assert_int_equal(figure.kind, OT_FIGURE_POINT);
    assert_true(figure.value == 652 && figure.half_unit == 0.5);
    static const char *const none[] = {"稳步提高", "",     "5G用户",  "A5",
                                       "1.2.3 版", "652x", "1,2345吨"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(ot_figure_search(none[i], strlen(none[i]), &figure));
}

static void a_range_has_two_ends(void **state) {
    (void)state;
    ot_figure low, high;
    ot_figure_sign sign;
    static const char *const good[] = {"4.5%—5%", "4.5-5%", "４.５～５", "4.5至5", "4.5——5%"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        if (!ot_figure_range(good[i], strlen(good[i]), &low, &high, &sign)) fail_msg("%s", good[i]);
        assert_true(fabs(low.value - 4.5) < 1e-15 && fabs(high.value - 5) < 1e-15);
    }
    assert_true(ot_figure_range("-2--1", 5, &low, &high, NULL));
    assert_true(fabs(low.value + 2) < 1e-15 && fabs(high.value + 1) < 1e-15);
    static const char *const bad[] = {"5-4.5", "5—5", "4.5%—5‰", "—", "5",
                                      "-5",    "4—",  "4以上—5", ""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (ot_figure_range(bad[i], strlen(bad[i]), &low, &high, &sign)) fail_msg("%s", bad[i]);
}

static void a_year_has_four_digits_and_lies_in_range(void **state) {
    (void)state;
    int year = 0;
    static const char *const good[] = {"2023", " 2023 ", "2023年", "２０２３", "２０２３年"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(ot_year_parse(good[i], strlen(good[i]), &year));
        assert_int_equal(year, 2023);
    }
    assert_true(ot_year_parse("1900", 4, &year));
    assert_true(ot_year_parse("2200", 4, &year));
    year = 7;
    static const char *const bad[] = {"",      "2023.0", "2023.5", "1899", "2201",
                                      "02023", "202",    "2,023",  "2e3",  "20l2",
                                      "-2023", "year",   "NA",     "+2023"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (ot_year_parse(bad[i], strlen(bad[i]), &year)) fail_msg("\"%s\" is a year", bad[i]);
    assert_int_equal(year, 7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_keeps_its_printed_digits),
        cmocka_unit_test(thousands_may_be_parted),
        cmocka_unit_test(full_width_characters_and_spaces_do_not_count),
        cmocka_unit_test(many_marks_say_that_a_value_is_missing),
        cmocka_unit_test(bounds_are_kept_as_bounds),
        cmocka_unit_test(anything_else_is_no_figure),
        cmocka_unit_test(a_number_is_found_within_a_sentence),
        cmocka_unit_test(a_range_has_two_ends),
        cmocka_unit_test(a_year_has_four_digits_and_lies_in_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
