/* Tests of base/print.h: what the C library's own printf writes in the locale C. */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/print.h"
#include "comma.h"
#include "outturn/error.h"

enum { SIZE = 1024 };

/* In the locale C and in one with a comma: the same text and length as snprintf has in C. */
#define CHECK(...)                                              \
    do {                                                        \
        char wanted[SIZE], text[SIZE];                          \
        const int n = snprintf(wanted, SIZE, __VA_ARGS__);      \
        assert_int_equal(ot_print(text, SIZE, __VA_ARGS__), n); \
        assert_string_equal(text, wanted);                      \
        comma_on();                                             \
        assert_int_equal(ot_print(text, SIZE, __VA_ARGS__), n); \
        assert_string_equal(text, wanted);                      \
        comma_off();                                            \
    } while (0)

static void numbers_have_a_point(void **state) {
    (void)state;
    CHECK("%g", 0.025);
    CHECK("%.5g,", -1.6458e-7);
    CHECK("%.1f %.2e", -0.04, 1234.5);
    CHECK("%8.2f|%-8.2f|%+.3f|%08.3f|% g", 1.5, 1.5, 2.25, -3.125, 0.5);
    CHECK("%.*g, %*.*f, %-*.*f|", 3, 3.14159, 9, 2, 2.71828, 9, 1, -2.5);
    CHECK("%.*f", -1, 0.1);
    CHECK("%g %g %g %.0f", HUGE_VAL, -HUGE_VAL, 1e300, 2.5);
    CHECK("%.300f", DBL_MAX);
}

static void all_else_is_as_it_was(void **state) {
    (void)state;
    CHECK("no number, 100 %%");
    CHECK("%g %%: %s, %.3s, %-5s|%5s|%.*s", 0.5, "a,b", "abcdef", "ab", "cd", 2, "xyz");
    CHECK("%zu %d %lld %ld %c %05d %x %g", (size_t)7, -3, -5000000000LL, 6L, 'q', 42, 255u, 1.5);
    CHECK("%s的数值为 %g（%d 年）", "人口", 1.25, 2020);
}

static void a_text_without_room_is_cut_and_measured(void **state) {
    (void)state;
    char text[8], wanted[8];
    for (size_t size = 0; size <= sizeof text; size++) {
        memset(text, 'z', sizeof text);
        memset(wanted, 'z', sizeof wanted);
        assert_int_equal(ot_print(size ? text : NULL, size, "%s %.3f!", "abc", 1.5), 10);
        if (size) memcpy(wanted, "abc 1.500!", size - 1);
        if (size) wanted[size - 1] = '\0';
        assert_memory_equal(text, wanted, sizeof text);
    }
}

static void errors_do_not_know_the_locale(void **state) {
    (void)state;
    ot_error err;
    comma_on();
    (void)ot_fail(&err, OT_ERR_INPUT, "%s is %g", "%s 为 %g", "x", 1.5);
    comma_off();
    assert_string_equal(err.text[OT_LANGUAGE_EN], "x is 1.5");
    assert_string_equal(err.text[OT_LANGUAGE_ZH], "x 为 1.5");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_a_point),
        cmocka_unit_test(all_else_is_as_it_was),
        cmocka_unit_test(a_text_without_room_is_cut_and_measured),
        cmocka_unit_test(errors_do_not_know_the_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
