/* wide.h -- numbers of 113 bits where the compiler has them, for what rounding to doubles would
 * spoil: powers of a regressor, the normal equations of nearly dependent columns
 *
 * Arithmetic is by operators. Without such a type it is long double (113 bits on most 64-bit ARM,
 * 64 elsewhere). Two doubles, high and low, carry one through arrays: 106 bits. */
#ifndef OT_BASE_WIDE_H
#define OT_BASE_WIDE_H

#include <math.h>

#if defined(__SIZEOF_FLOAT128__)
__extension__ typedef __float128 ot_wide;
#else
typedef long double ot_wide;
#endif

static inline ot_wide ot_wide_abs(ot_wide a) { return a < 0 ? -a : a; }

/* What is left of `a` after rounding to a double; 0 of what is not finite. */
static inline double ot_wide_low(ot_wide a) {
    const double high = (double)a;
    return isfinite(high) ? (double)(a - (ot_wide)high) : 0.0;
}

static inline ot_wide ot_wide_of(double high, double low) { return (ot_wide)high + (ot_wide)low; }

/* Newton's step from the double doubles its digits. */
static inline ot_wide ot_wide_sqrt(ot_wide a) {
    const long double root = sqrtl((long double)a);
    return isfinite(root) && root > 0 ? ((ot_wide)root + a / (ot_wide)root) / 2 : (ot_wide)root;
}

/* By products, so that no bit of a double is lost; a^0 is 1. */
static inline ot_wide ot_wide_power(ot_wide a, int n) {
    ot_wide value = 1;
    for (int left = n < 0 ? -n : n; left > 0; left /= 2) {
        if (left % 2) value *= a;
        a *= a;
    }
    return n < 0 ? 1 / value : value;
}

/* The natural logarithm; minus infinity of 0, NaN below it. By the series of
 * 2 atanh((m - 1) / (m + 1)), m what powers of two leave. The C library's logl is an instruction of
 * the processor, and makers differ in its last bit. */
static inline ot_wide ot_wide_log(ot_wide a) {
    enum { N_TERMS = 24 }; /* 0.1716^(2 * 24 + 2) is below 2^-126 */
    const long double near = (long double)a;
    int k;
    if (near <= 0) return near < 0 ? (ot_wide)NAN : -(ot_wide)INFINITY;
    if (!isfinite(near)) return a;
    if (frexpl(near, &k) < 0.7071L) k--;
    const ot_wide m = a / ldexpl(1, k), s = (m - 1) / (m + 1), z = s * s;
    ot_wide rest = 0;
    for (int i = N_TERMS; i > 0; i--)
        rest = z * (rest + (ot_wide)1 / (2 * i + 1));
    const ot_wide ln2_low = (ot_wide)0x1.abc9e3b39803fp-56 + 0x1.7b57a079a1934p-111;
    return k * (ot_wide)0x1.62e42fefa39efp-1 + (2 * s + (2 * s * rest + k * ln2_low));
}

#endif
