#include "base/decimal.h"

#include <float.h>
#include <math.h>
#include <string.h>

#if defined(__SIZEOF_INT128__)
__extension__ typedef unsigned __int128 whole; /* wide enough for all that is asked below */
#else
typedef uint64_t whole;
#endif
enum { WHOLE_BITS = 8 * sizeof(whole), NEEDED_BITS = 128 };

enum { MANTISSA = 52, BIAS = 1075 };

/* 53 bits times 10^22 are 127 bits. */
enum { MOST_SCALE = 22, FIXED_SCALE = 15 };

static const double LEAST = 1e-6, MOST = 0x1p52; /* MOST: all bits before the point from here on */
static const uint64_t LEAST_17 = UINT64_C(10000000000000000); /* of 17 digits */

/* size = mantissa * 2^-shift */
typedef struct parts {
    uint64_t mantissa;
    int shift;
} parts;

static parts take_apart(double size) {
    uint64_t bits;
    memcpy(&bits, &size, sizeof bits);
    const uint64_t implied = UINT64_C(1) << MANTISSA;
    return (parts){(bits & (implied - 1)) | implied, BIAS - (int)(bits >> MANTISSA)};
}

static whole power_of_ten(int n) {
    whole power = 1;
    for (; n > 0; n--)
        power *= 10;
    return power;
}

/* x / 2^shift to the nearest multiple of `unit`, ties to the even one: of units. */
static whole nearest(whole x, int shift, whole unit) {
    const whole n = (x >> shift) / unit, rest = x - (n * unit << shift);
    const whole half = unit << (shift - 1);
    return n + (rest > half || (rest == half && n % 2 == 1));
}

/* Is digits / 10^scale within half a step of the double? A tie is read as the even one. */
static int reads_back(whole digits, whole x, parts p, whole ten) {
    const whole at = digits << p.shift, away = at > x ? at - x : x - at;
    return 2 * away < ten || (2 * away == ten && p.mantissa % 2 == 0);
}

int ot_decimal_shortest(double size, uint64_t *digits, int *scale) {
    if (WHOLE_BITS < NEEDED_BITS || !(size >= LEAST && size < MOST)) return 0;
    const parts p = take_apart(size);
    if (p.mantissa == UINT64_C(1) << MANTISSA) return 0; /* the step below is half of that above */
    int k = DBL_DECIMAL_DIG - 1 - (int)floor(log10(size));
    k = k > MOST_SCALE ? MOST_SCALE : k < 0 ? 0 : k;
    whole ten = power_of_ten(k);
    if ((p.mantissa * ten >> p.shift) >= 10 * (whole)LEAST_17 && k > 0) ten = power_of_ten(--k);
    if ((p.mantissa * ten >> p.shift) < LEAST_17 && k < MOST_SCALE) ten = power_of_ten(++k);
    const whole x = p.mantissa * ten;
    if ((x >> p.shift) < LEAST_17) return 0;
    for (whole unit = 100; unit > 0; unit /= 10) {
        const whole found = nearest(x, p.shift, unit) * unit;
        if (unit > 1 && !reads_back(found, x, p, ten)) continue;
        *digits = (uint64_t)found;
        break;
    }
    *scale = k;
    return 1;
}

int ot_decimal_fixed(double size, int scale, uint64_t *digits) {
    if (WHOLE_BITS < NEEDED_BITS || !(size >= LEAST && size < MOST)) return 0;
    if (scale < 0 || scale > FIXED_SCALE) return 0;
    const parts p = take_apart(size);
    const whole found = nearest(p.mantissa * power_of_ten(scale), p.shift, 1);
    if (found > UINT64_MAX) return 0;
    *digits = (uint64_t)found;
    return 1;
}
