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

#endif
