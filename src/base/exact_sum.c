#include "base/exact_sum.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum {
    LIMB_BITS = 32,
    BIAS = 1088, /* limb i weighs 2^(32 i - BIAS) */
    TOP = OT_EXACT_SUM_LIMBS - 1,
    FRACTION_BITS = 52,        /* of a double */
    LEAST_PLACE = BIAS - 1074, /* of the smallest double, 2^-1074 */
    EXPONENT_MASK = 0x7FF
};
static const int64_t RADIX = INT64_C(1) << LIMB_BITS;

/* Each addition changes a limb by less than 2^32, so that 2^30 of them and the carries between
 * neighbours stay far within 63 bits. */
static const uint64_t MOST_PENDING = UINT64_C(1) << 30;

/* Bring every limb but the top into [0, 2^32); the top one keeps the sign. */
static void carry(ot_exact_sum *sum) {
    for (int i = 0; i < TOP; i++) {
        const int64_t low = sum->limb[i] & (RADIX - 1);
        sum->limb[i + 1] += (sum->limb[i] - low) / RADIX;
        sum->limb[i] = low;
    }
    sum->n_pending = 1; /* such limbs are as large as one addition makes them */
}

void ot_exact_sum_add(ot_exact_sum *sum, double x) {
    assert(isfinite(x));
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    const unsigned exponent = (unsigned)(bits >> FRACTION_BITS) & EXPONENT_MASK;
    uint64_t digits = bits & ((UINT64_C(1) << FRACTION_BITS) - 1);
    if (exponent > 0) digits |= UINT64_C(1) << FRACTION_BITS; /* else subnormal: no hidden bit */
    /* |x| = digits * 2^(place - BIAS) */
    const unsigned place = (exponent > 0 ? exponent - 1 : 0) + LEAST_PLACE;
    const unsigned shift = place % LIMB_BITS;
    int64_t *limb = sum->limb + place / LIMB_BITS;
    const uint64_t low = digits << shift; /* the low 64 of up to 84 bits */
    const int64_t a = (int64_t)(low & 0xFFFFFFFFu), b = (int64_t)(low >> LIMB_BITS);
    const int64_t c = (int64_t)(digits >> (63 - shift) >> 1); /* a shift by 64 is undefined */
    const int64_t sign = bits >> 63 ? -1 : 1;
    limb[0] += sign * a;
    limb[1] += sign * b;
    limb[2] += sign * c;
    if (++sum->n_pending >= MOST_PENDING) carry(sum);
}

void ot_exact_sum_merge(ot_exact_sum *into, const ot_exact_sum *from) {
    ot_exact_sum other = *from;
    carry(&other);
    carry(into);
    for (int i = 0; i <= TOP; i++)
        into->limb[i] += other.limb[i];
    carry(into);
}

/* Words of 32 bits, the lowest first; the top limb, which holds 63 bits, makes two. */
enum { N_WORDS = OT_EXACT_SUM_LIMBS + 1 };

static int is_negative(ot_exact_sum *sum) {
    if (sum->limb[TOP] >= 0) return 0;
    for (int i = 0; i <= TOP; i++)
        sum->limb[i] = -sum->limb[i];
    carry(sum);
    return 1;
}

/* The leading 64 bits, the last of which is also set when anything lies below them: rounding that
 * to a double is rounding the whole. *power is the weight of the last bit. */
static uint64_t leading_bits(const uint32_t word[N_WORDS], int *power) {
    int top = N_WORDS - 1;
    while (top > 2 && word[top] == 0)
        top--;
    uint64_t lead = (uint64_t)word[top] << 32 | word[top - 1];
    uint32_t rest = word[top - 2];
    *power = LIMB_BITS * (top - 1) - BIAS;
    while ((lead | rest) != 0 && lead >> 63 == 0) {
        lead = lead << 1 | rest >> 31;
        rest <<= 1;
        --*power;
    }
    int is_inexact = rest != 0;
    for (int i = 0; i < top - 2; i++)
        is_inexact |= word[i] != 0;
    return lead | (uint64_t)is_inexact;
}

double ot_exact_sum_value(const ot_exact_sum *sum) {
    ot_exact_sum whole = *sum;
    carry(&whole);
    const int negative = is_negative(&whole);
    uint32_t word[N_WORDS];
    for (int i = 0; i <= TOP; i++)
        word[i] = (uint32_t)(whole.limb[i] & 0xFFFFFFFF);
    word[N_WORDS - 1] = (uint32_t)((uint64_t)whole.limb[TOP] >> LIMB_BITS);
    int power;
    const uint64_t lead = leading_bits(word, &power);
    /* Every double is a multiple of the smallest one, so that a sum in the range of the subnormal
     * ones is exact and ldexp does not round again. */
    const double value = ldexp((double)lead, power);
    return negative ? -value : value;
}
