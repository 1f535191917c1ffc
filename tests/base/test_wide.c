/* The logarithm of wide numbers: against values of mpmath to 160 bits, and the C library's. */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/wide.h"

#if defined(__SIZEOF_FLOAT128__)
static const double UNIT = 0x1p-112;
#else
static const double UNIT = LDBL_EPSILON;
#endif

static void logarithms_are_those_of_mpmath(void **state) {
    static const struct {
        double x, log[3]; /* the sum of three */
    } KNOWN[] = {
        {3.0, {0x1.193ea7aad030bp+0, -0x1.a256f99caabebp-54, -0x1.20d2907aef499p-110}},
        {10.0, {0x1.26bb1bbb55516p+1, -0x1.f48ad494ea3e9p-53, -0x1.9ebae3ae0260cp-107}},
        {0.75, {-0x1.269621134db92p-2, -0x1.e0efadd9db02bp-56, 0x1.63d5cf0b6f233p-110}},
        {1e-300, {-0x1.5963447f87fb5p+9, -0x1.aa670d35324e6p-46, 0x1.c1c30ee9f069fp-101}},
        {1.0000000000000002,
         {0x1.fffffffffffffp-53, 0x1.5555555555554p-158, 0x1.5555555555559p-212}},
        {1.7976931348623157e308,
         {0x1.62e42fefa39efp+9, 0x1.a9c9e3b39803fp-46, 0x1.7757a079a1934p-101}},
        {5e-324, {-0x1.74385446d71c3p+9, -0x1.8e569fa8ee781p-45, -0x1.14eeb3e7c8fb7p-100}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) {
        const double *part = KNOWN[i].log;
        const ot_wide found = ot_wide_log(KNOWN[i].x);
        const double off = (double)(((found - part[0]) - part[1]) - part[2]);
        if (!(fabs(off) <= 4.0 * UNIT * fabs(part[0]))) fail_msg("log(%.17g)", KNOWN[i].x);
    }
}

static void logarithms_are_the_c_librarys(void **state) {
    (void)state;
    for (int i = 0; i < 20000; i++) {
        const double x = pow(1.07, i - 10000) * (1.0 + 0.37 * fabs(sin(i)));
        if (!(x > 0.0 && isfinite(x))) continue;
        const long double wanted = logl(x), found = (long double)ot_wide_log(x);
        if (!(fabsl(found - wanted) <= 2 * LDBL_EPSILON * fabsl(wanted))) fail_msg("log(%.17g)", x);
    }
}

static void ends_of_the_range(void **state) {
    (void)state;
    assert_true(ot_wide_log(1) <= 0 && ot_wide_log(1) >= 0);
    assert_true(isinf((double)ot_wide_log(0)) && ot_wide_log(0) < 0);
    assert_true(isnan((double)ot_wide_log(-1)));
    assert_true(isnan((double)ot_wide_log((ot_wide)NAN)));
    assert_true(isinf((double)ot_wide_log((ot_wide)INFINITY)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logarithms_are_those_of_mpmath),
        cmocka_unit_test(logarithms_are_the_c_librarys),
        cmocka_unit_test(ends_of_the_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
