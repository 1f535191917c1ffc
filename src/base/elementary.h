/* elementary.h -- exp, log and pow as straight arithmetic, so that loops over draws become vector
 * instructions, and every processor gives the same bits: the C library's differ in the last bit
 * between processors with and without fused multiply-add
 *
 * Within 1 unit in the last place over the whole range, pow within 3
 * (tests/base/test_elementary.c). Method: reduction by a power of two and a power series in what is
 * left, as in Muller (2016), Elementary Functions, chapter 11. */
#ifndef OT_BASE_ELEMENTARY_H
#define OT_BASE_ELEMENTARY_H

#include <math.h>
#include <stdint.h>
#include <string.h>

/* Compiled for several kinds of processors; the best is chosen when the program starts. Contraction
 * of products and sums is off in all of them, so that they agree. */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__linux__) && \
    !defined(__SANITIZE_ADDRESS__)
#define OT_EACH_PROCESSOR __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define OT_EACH_PROCESSOR
#endif

/* Added to a number below 2^51 it leaves the nearest whole number in the last bits. */
#define OT_WHOLE 0x1.8p52

/* ln 2 in two parts: multiples of the first by whole numbers below 2^20 are exact. */
#define OT_LN2_HIGH 0x1.62e42feep-1
#define OT_LN2_LOW  0x1.a39ef35793c76p-33

static inline uint64_t ot_bits(double x) {
    uint64_t u;
    memcpy(&u, &x, sizeof u);
    return u;
}

static inline double ot_from_bits(uint64_t u) {
    double x;
    memcpy(&x, &u, sizeof x);
    return x;
}

/* 2^n of a whole number from -1022 to 1023. */
static inline double ot_power_of_two(double n) {
    return ot_from_bits((ot_bits(n + OT_WHOLE) + 1023) << 52);
}

/* e^r - 1 - r over r^2, |r| <= ln(2) / 2: the power series to the term that no bit sees. */
static inline double ot_exp_rest(double r) {
    const double r2 = r * r, r4 = r2 * r2;
    const double a = (1.0 / 2 + r * (1.0 / 6)) + r2 * (1.0 / 24 + r * (1.0 / 120));
    const double b = (1.0 / 720 + r * (1.0 / 5040)) + r2 * (1.0 / 40320 + r * (1.0 / 362880));
    const double c =
        (1.0 / 3628800 + r * (1.0 / 39916800)) + r2 * (1.0 / 479001600 + r * (1.0 / 6227020800));
    return a + r4 * (b + r4 * c);
}

static inline double ot_exp(double x) {
    /* Beyond these it is 0 or infinite anyway. What is not a number passes. */
    const double low = x < -800.0 ? -800.0 : x, y = low > 800.0 ? 800.0 : low;
    const double n = (y * 0x1.71547652b82fep0 + OT_WHOLE) - OT_WHOLE; /* 1 / ln 2 */
    const double r = (y - n * OT_LN2_HIGH) - n * OT_LN2_LOW;
    const double half = (n * 0.5 + OT_WHOLE) - OT_WHOLE; /* the result may be subnormal */
    const double e = 1.0 + (r + r * r * ot_exp_rest(r));
    return e * ot_power_of_two(half) * ot_power_of_two(n - half);
}

/* 2 (atanh(s) / s - 1) of z = s^2, |s| <= 0.1716. */
static inline double ot_log_rest(double z) {
    const double z2 = z * z, z4 = z2 * z2;
    const double a = (2.0 / 3 + z * (2.0 / 5)) + z2 * (2.0 / 7 + z * (2.0 / 9));
    const double b = (2.0 / 11 + z * (2.0 / 13)) + z2 * (2.0 / 15 + z * (2.0 / 17));
    const double c = (2.0 / 19 + z * (2.0 / 21)) + z2 * (2.0 / 23);
    return z * (a + z4 * (b + z4 * c));
}

static inline double ot_log(double x) {
    const int is_small = x < 0x1p-1022;
    const uint64_t u = ot_bits(is_small ? x * 0x1p54 : x);
    /* x = m 2^k, m from 1 to 2, then from sqrt(1/2) to sqrt(2) */
    const double wide = ot_from_bits((u & 0xfffffffffffffu) | 0x3ff0000000000000u);
    const double power = ot_from_bits(u >> 52 | 0x4330000000000000u) - (0x1p52 + 1023);
    const int is_large = wide > 1.41421356237309504880;
    const double m = is_large ? 0.5 * wide : wide;
    const double k = power + (is_large ? 1.0 : 0.0) - (is_small ? 54.0 : 0.0);
    const double f = m - 1.0, s = f / (2.0 + f);
    /* ln(1 + f) = 2 atanh(s) = f - s (f - rest) */
    const double rest = ot_log_rest(s * s);
    const double value = k * OT_LN2_HIGH + (f - (s * (f - rest) - k * OT_LN2_LOW));
    const double finite = x > 0.0 ? value : x < 0.0 ? (double)NAN : -(double)INFINITY;
    return x <= 0x1.fffffffffffffp1023 ? finite : x; /* infinite, or not a number */
}

/* a * b less its rounded value p, without rounding (Dekker 1971). */
static inline double ot_product_rest(double a, double b, double p) {
    const double c = a * 134217729.0, d = b * 134217729.0; /* 2^27 + 1 */
    const double a_high = c - (c - a), b_high = d - (d - b), a_low = a - a_high, b_low = b - b_high;
    return ((a_high * b_high - p) + a_high * b_low + a_low * b_high) + a_low * b_low;
}

/* Arguments of which ot_pow_plain knows the power, or that are not numbers. */
static inline int ot_pow_is_plain(double a, double b) {
    return !(a < 0x1p-1022) & !(a > 0x1.fffffffffffffp1023) & !(fabs(b) > 0x1p40);
}

/* a^b by the logarithm in twice the precision. */
static inline double ot_pow_plain(double a, double b) {
    const uint64_t u = ot_bits(a);
    const double wide = ot_from_bits((u & 0xfffffffffffffu) | 0x3ff0000000000000u);
    const double power = ot_from_bits(u >> 52 | 0x4330000000000000u) - (0x1p52 + 1023);
    const int is_large = wide > 1.41421356237309504880;
    const double m = is_large ? 0.5 * wide : wide, k = power + (is_large ? 1.0 : 0.0);
    /* ln m = 2 atanh(s), s = f / t, t = 2 + f */
    const double f = m - 1.0, t = 2.0 + f, t_low = f - (t - 2.0), s = f / t, st = s * t;
    const double s_low = ((f - st) - ot_product_rest(s, t, st) - s * t_low) / t;
    const double low = 2.0 * s_low + s * ot_log_rest(s * s) + k * OT_LN2_LOW;
    const double whole = k * OT_LN2_HIGH, part = 2.0 * s, sum = whole + part;
    const double sum_low =
        (fabs(whole) >= fabs(part) ? (whole - sum) + part : (part - sum) + whole);
    const double l = sum + (sum_low + low), l_low = (sum - l) + (sum_low + low);
    const double p = b * l, p_low = ot_product_rest(b, l, p) + b * l_low;
    /* e^(p + p_low) as in ot_exp */
    const double at_least = p < -800.0 ? -800.0 : p, y = at_least > 800.0 ? 800.0 : at_least;
    const double n = (y * 0x1.71547652b82fep0 + OT_WHOLE) - OT_WHOLE;
    const double tail = y < p || y > p ? 0.0 : p_low;
    const double r = (y - n * OT_LN2_HIGH) - (n * OT_LN2_LOW - tail);
    const double half = (n * 0.5 + OT_WHOLE) - OT_WHOLE;
    const double e = 1.0 + (r + r * r * ot_exp_rest(r));
    return e * ot_power_of_two(half) * ot_power_of_two(n - half) + 0.0 * a; /* not a number */
}

/* Squares and reciprocals are frequent, and exact roundings need no series. Of plain arguments,
 * without a branch. */
static inline double ot_pow_chosen(double a, double b) {
    const double general = ot_pow_plain(a, b), one = b == 1.0 ? a : general;
    return b == 2.0 ? a * a : b == -1.0 ? 1.0 / a : one;
}

static inline double ot_pow(double a, double b) {
    if (b == 2.0) return a * a;
    if (b == 1.0) return a;
    if (b == -1.0) return 1.0 / a;
    return ot_pow_is_plain(a, b) ? ot_pow_plain(a, b) : pow(a, b);
}

#endif
