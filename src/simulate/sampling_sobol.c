#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/elementary.h"
#include "base/sobol.h"
#include "base/stream.h"
#include "simulate/sampler.h"

/* Scrambled coordinates have 52 binary digits, as the uniforms of streams have. */
enum { LANES = OT_SAMPLING_REPLICATES, DIGITS = 52, FIRST_DIGIT = DIGITS - 1 };

/* Two numbers of 52 random bits. */
static void random_digits(const ot_sampler *s, size_t d, size_t replicate, uint32_t number,
                          uint64_t out[2]) {
    uint32_t word[4];
    ot_sampler_words(s, d, replicate, number, word);
    out[0] = ((uint64_t)word[1] << 32 | word[0]) >> (64 - DIGITS);
    out[1] = ((uint64_t)word[3] << 32 | word[2]) >> (64 - DIGITS);
}

/* Columns of a random lower-triangular matrix: 1 on the diagonal, anything in later digits. Only as
 * many as points have digits are needed. */
static void random_columns(const ot_sampler *s, size_t d, size_t replicate,
                           uint64_t column[OT_SOBOL_DIGITS], uint64_t *shift) {
    uint64_t random[2];
    random_digits(s, d, replicate, 0, random);
    *shift = random[0];
    for (uint32_t k = 0; k < s->n_digits; k++) {
        if (k % 2 == 0) random_digits(s, d, replicate, 1 + k / 2, random);
        const uint64_t diagonal = UINT64_C(1) << (FIRST_DIGIT - k);
        column[k] = diagonal | (random[k % 2] & (diagonal - 1));
    }
}

/* The direction of digit k has none of its own after the first k + 1. */
static uint64_t times(const uint64_t column[OT_SOBOL_DIGITS], uint32_t direction, size_t k) {
    uint64_t product = 0;
    for (size_t i = 0; i <= k; i++)
        if (direction >> (OT_SOBOL_DIGITS - 1 - i) & 1) product ^= column[i];
    return product;
}

/* Row 0: the shift. Row 1 + k: all scrambled directions up to that of digit k, which together turn
 * point j - 1 into point j when k is the lowest digit of j that is 1. */
static void scramble(const ot_sampler *s, size_t d, uint64_t (*row)[LANES]) {
    uint32_t direction[OT_SOBOL_DIGITS];
    ot_sobol_directions(d, direction);
    for (size_t r = 0; r < LANES; r++) {
        uint64_t column[OT_SOBOL_DIGITS], all = 0;
        random_columns(s, d, r, column, &row[0][r]);
        for (size_t k = 0; k < s->n_digits; k++) {
            all ^= times(column, direction[k], k);
            row[1 + k][r] = all;
        }
    }
}

static uint64_t (*rows_of(const ot_sampler *s, size_t d))[LANES] {
    return (uint64_t(*)[LANES])(s->scramble + d * (1 + s->n_digits) * LANES);
}

int ot_sobol_init(ot_sampler *s) {
    const uint64_t last = (s->options.draws - 1) / LANES; /* the last point */
    s->n_scrambled = s->n < OT_SOBOL_DIMENSIONS ? s->n : OT_SOBOL_DIMENSIONS;
    while (s->n_digits < OT_SOBOL_DIGITS && last >> s->n_digits > 0)
        s->n_digits++;
    s->scramble = calloc(s->n_scrambled * (1 + s->n_digits) * LANES + 1, sizeof *s->scramble);
    for (size_t d = 0; s->scramble && d < s->n_scrambled; d++)
        scramble(s, d, rows_of(s, d));
    return s->scramble != NULL;
}

/* Point j of every replicate. */
static void start(const ot_sampler *s, uint64_t (*row)[LANES], uint64_t j, uint64_t x[LANES]) {
    memcpy(x, row[0], LANES * sizeof *x);
    for (size_t k = 0; k < s->n_digits; k++)
        for (size_t r = 0; (j >> k & 1) && r < LANES; r++)
            x[r] ^= row[1 + k][r] ^ (k > 0 ? row[k][r] : 0);
}

static size_t lowest_digit(uint64_t j) {
    size_t k = 0;
    while (!(j >> k & 1))
        k++;
    return k;
}

/* As base/stream.h makes a uniform less 1/2 of 52 bits. */
OT_EACH_PROCESSOR static void put(const uint64_t x[LANES], double q[LANES]) {
    for (size_t r = 0; r < LANES; r++) {
        const double number = ot_from_bits(x[r] | 0x4330000000000000u) - 0x1p52;
        q[r] = (number - 0x1p51 + 0.5) * 0x1p-52;
    }
}

void ot_sobol_normals(const ot_sampler *s, size_t d, uint64_t first, size_t n, double *z) {
    if (d >= s->n_scrambled) {
        ot_random_normals(s, d, first, n, z);
        return;
    }
    uint64_t(*row)[LANES] = rows_of(s, d);
    uint64_t x[LANES], j = first / LANES;
    double q[OT_SAMPLER_CHUNK];
    start(s, row, j, x);
    for (size_t i = 0; i < n; i += OT_SAMPLER_CHUNK) {
        const size_t left = n - i < OT_SAMPLER_CHUNK ? n - i : OT_SAMPLER_CHUNK;
        for (size_t at = 0; at < left; at += LANES) {
            put(x, q + at);
            const size_t k = lowest_digit(++j); /* past the last point there may be none */
            for (size_t r = 0; k < s->n_digits && r < LANES; r++)
                x[r] ^= row[1 + k][r];
        }
        ot_normals_from_centred(q, left, z + i);
    }
}
