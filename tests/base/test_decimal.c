/* Tests of base/decimal.h: the digits of printf, or none. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/decimal.h"

/* Doubles of all sorts: short decimals, uniform ones of many sizes, any bits of many sizes. */
static double any_double(uint64_t *bits, int i) {
    static const double SIZE[] = {1e-6, 1e-3, 1.0, 10.0, 1e4, 1e8, 1e11, 1e15};
    *bits = *bits * 6364136223846793005u + 1442695040888963407u;
    const double uniform = (double)(*bits >> 11) * 0x1p-53;
    if (i % 3 == 0) return (double)(*bits >> 34) / SIZE[2 + (*bits & 3)];
    if (i % 3 == 1) return uniform * SIZE[*bits >> 3 & 7];
    return ldexp(1.0 + uniform, (int)(*bits >> 5 & 63) - 15);
}

enum { N = 100000 };

static void digits_are_the_fewest_that_read_back(void **state) {
    (void)state;
    uint64_t bits = 3;
    int n_told = 0;
    for (int i = 0; i < N; i++) {
        const double x = any_double(&bits, i);
        uint64_t digits;
        int scale, n = 15;
        char text[64], printed[64];
        if (!(x > 0.0) || !ot_decimal_shortest(x, &digits, &scale)) continue;
        n_told++;
        snprintf(text, sizeof text, "%llue%d", (unsigned long long)digits, -scale);
        assert_true(strtod(text, NULL) <= x && strtod(text, NULL) >= x);
        for (; n < 17; n++) {
            snprintf(printed, sizeof printed, "%.*e", n - 1, x);
            if (strtod(printed, NULL) <= x && strtod(printed, NULL) >= x) break;
        }
        snprintf(printed, sizeof printed, "%.*e", n - 1, x);
        const double told = (double)digits;
        snprintf(text, sizeof text, "%.*e", n - 1, strtod(text, NULL));
        assert_string_equal(text, printed);
        for (int k = 0; k < 17 - n; k++) { /* as few digits as printf needs */
            assert_int_equal(digits % 10, 0);
            digits /= 10;
        }
        assert_true(told >= 1e16);
    }
    assert_true(n_told > N / 2);
}

static void decimals_are_rounded_as_printf_does(void **state) {
    (void)state;
    uint64_t bits = 5;
    int n_told = 0;
    for (int i = 0; i < N; i++) {
        const double x = i % 4 ? any_double(&bits, i) : (double)(i / 4) / 8.0; /* with ties */
        const int scale = i % 16;
        uint64_t digits;
        char text[64], printed[64], *to = text;
        if (!(x > 0.0) || !ot_decimal_fixed(x, scale, &digits)) continue;
        n_told++;
        snprintf(printed, sizeof printed, "%.*f", scale, x);
        for (const char *c = printed; *c; c++)
            if (*c != '.' && (*c != '0' || to > text)) *to++ = *c;
        *to = '\0';
        snprintf(printed, sizeof printed, "%llu", (unsigned long long)digits);
        assert_string_equal(printed, to > text ? text : "0");
    }
    assert_true(n_told > N / 2);
}

static void what_is_out_of_range_is_left_to_others(void **state) {
    (void)state;
    const double out[] = {0.0, 9e-7, 0x1p52, 1e300, 5e-324, INFINITY, (double)NAN, -1.0};
    uint64_t digits = 77;
    int scale = 78;
    for (size_t i = 0; i < sizeof out / sizeof *out; i++) {
        assert_int_equal(ot_decimal_shortest(out[i], &digits, &scale), 0);
        assert_int_equal(ot_decimal_fixed(out[i], 3, &digits), 0);
    }
    assert_int_equal(ot_decimal_shortest(0.25, &digits, &scale), 0); /* uneven neighbours */
    assert_int_equal(ot_decimal_fixed(1.0, 16, &digits), 0);
    assert_int_equal(ot_decimal_fixed(1e12, 15, &digits), 0); /* more than 64 bits */
    assert_true(digits == 77 && scale == 78);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_are_the_fewest_that_read_back),
        cmocka_unit_test(decimals_are_rounded_as_printf_does),
        cmocka_unit_test(what_is_out_of_range_is_left_to_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
