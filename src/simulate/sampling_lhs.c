#include <assert.h>
#include <stdlib.h>

#include "base/elementary.h"
#include "base/stream.h"
#include "simulate/sampler.h"

/* A replicate's strata are visited in an order of their own: a bijection of 0 .. n - 1, made from
 * one of 0 .. 2^bits - 1 >= n - 1, applied until the result is below n (cycle walking: Black &
 * Rogaway, Ciphers with arbitrary finite domains, CT-RSA 2002). That one is a Feistel network over
 * the two halves of the bits, whose round function is the finaliser of MurmurHash3 (Appleby, 2011,
 * public domain). */
enum { LANES = OT_SAMPLING_REPLICATES, LEAST_BITS = 4, WORDS = 4 };

/* The furthest from 1/2 that a uniform may be. */
static const double FURTHEST = 0.5 - 0x1p-53;

int ot_lhs_init(ot_sampler *s) {
    s->key = calloc(s->n * OT_LHS_ROUNDS * LANES + 1, sizeof *s->key);
    for (size_t d = 0; s->key && d < s->n; d++)
        for (size_t r = 0; r < LANES; r++)
            for (uint32_t k = 0; k < OT_LHS_ROUNDS; k += WORDS) {
                uint32_t word[WORDS];
                ot_sampler_words(s, d, r, k / WORDS, word);
                for (size_t i = 0; i < WORDS; i++)
                    s->key[(d * OT_LHS_ROUNDS + k + i) * LANES + r] = word[i];
            }
    return s->key != NULL;
}

static inline uint32_t mix(uint32_t x) {
    x = (x ^ x >> 16) * UINT32_C(0x85ebca6b);
    x = (x ^ x >> 13) * UINT32_C(0xc2b2ae35);
    return x ^ x >> 16;
}

/* The two halves of a number's bits. */
struct halves {
    uint32_t low_bits, low, high; /* masks */
};

static struct halves halve(uint64_t n) {
    uint32_t bits = LEAST_BITS;
    while (n > UINT64_C(1) << bits)
        bits++;
    const uint32_t low_bits = bits - bits / 2;
    return (struct halves){low_bits, (UINT32_C(1) << low_bits) - 1,
                           (UINT32_C(1) << (bits - low_bits)) - 1};
}

static inline uint32_t permute(uint32_t x, struct halves h, const uint32_t *key) {
    uint32_t low = x & h.low, high = x >> h.low_bits;
    for (size_t k = 0; k < OT_LHS_ROUNDS; k += 2) {
        high ^= mix(low ^ key[k * LANES]) & h.high;
        low ^= mix(high ^ key[(k + 1) * LANES]) & h.low;
    }
    return high << h.low_bits | low;
}

/* The first time round for all draws of a chunk. */
OT_EACH_PROCESSOR static void permute_all(uint32_t x[OT_SAMPLER_CHUNK], struct halves h,
                                          const uint32_t *key) {
    for (size_t i = 0; i < OT_SAMPLER_CHUNK; i += LANES)
        for (size_t r = 0; r < LANES; r++)
            x[i + r] = permute(x[i + r], h, key + r);
}

/* Uniforms less 1/2 become those of their strata; a place past the last draw keeps its own. */
static void stratify(const ot_sampler *s, const uint32_t *key, uint64_t first, double *q) {
    const uint64_t draws = s->options.draws, most = (draws - 1) / LANES + 1;
    const struct halves h = halve(most);
    uint32_t x[OT_SAMPLER_CHUNK];
    for (size_t i = 0; i < OT_SAMPLER_CHUNK; i++)
        x[i] = (uint32_t)((first + i) / LANES);
    permute_all(x, h, key);
    for (size_t i = 0; i < OT_SAMPLER_CHUNK && first + i < draws; i++) {
        const uint64_t n = (draws - i % LANES - 1) / LANES + 1; /* draws of this replicate */
        while (x[i] >= n)
            x[i] = permute(x[i], h, key + i % LANES);
        const double moved = ((double)x[i] + (q[i] + 0.5)) / (double)n - 0.5;
        q[i] = moved > FURTHEST ? FURTHEST : moved < -FURTHEST ? -FURTHEST : moved;
    }
}

void ot_lhs_normals(const ot_sampler *s, size_t d, uint64_t first, size_t n, double *z) {
    assert(s->options.draws / LANES < UINT32_MAX);
    const ot_draw_dimension *of = &s->dimension[d];
    double q[OT_SAMPLER_CHUNK];
    for (size_t i = 0; i < n; i += OT_SAMPLER_CHUNK) {
        const size_t left = n - i < OT_SAMPLER_CHUNK ? n - i : OT_SAMPLER_CHUNK;
        ot_stream_centred(s->options.seed, of->stream, of->year, first + i, OT_SAMPLER_CHUNK, q);
        stratify(s, s->key + d * OT_LHS_ROUNDS * LANES, first + i, q);
        ot_normals_from_centred(q, left, z + i);
    }
}
