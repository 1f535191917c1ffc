#include "base/stream.h"

#include <assert.h>
#include <string.h>

#include "base/elementary.h"
#include "base/normal.h"
#include "base/philox.h"

uint32_t ot_stream_hash(const char *name) {
    uint32_t hash = UINT32_C(2166136261);
    for (const char *c = name; *c; c++)
        hash = (hash ^ (unsigned char)*c) * UINT32_C(16777619);
    return hash;
}

/*
 * A uniform as its distance q from 1/2: an odd multiple of 2^-53 between -1/2 and 1/2, which is
 * exact and symmetric, as are 1/2 + q and 1/2 - |q|. The top 52 of 64 bits count.
 */
OT_EACH_PROCESSOR static void to_centred(const uint64_t *word, size_t n, double *q) {
    for (size_t i = 0; i < n; i++) {
        /* bits as a number */
        const double number = ot_from_bits(word[i] >> 12 | 0x4330000000000000u) - 0x1p52;
        q[i] = (number - 0x1p51 + 0.5) * 0x1p-52;
    }
}

enum { BLOCK = OT_NORMALS };
static_assert((int)BLOCK == (int)OT_PHILOX_WORDS, "made together");

static void fill_uniforms(uint64_t seed, uint32_t stream, uint32_t year, uint64_t first,
                          double q[BLOCK]) {
    _Alignas(64) uint64_t word[BLOCK];
    ot_philox_words(seed, stream, year, first / 2, word);
    to_centred(word, BLOCK, q);
}

static size_t at_most_a_block(size_t n) { return n < BLOCK ? n : BLOCK; }

void ot_stream_normals(uint64_t seed, uint32_t stream, uint32_t year, uint64_t first, size_t n,
                       double *z) {
    assert(first % 2 == 0 && n % 2 == 0);
    _Alignas(64) double q[BLOCK];
    for (size_t i = 0; i < n; i += BLOCK) {
        fill_uniforms(seed, stream, year, first + i, q);
        ot_normals_make(q, at_most_a_block(n - i), z + i);
    }
}

void ot_stream_centred(uint64_t seed, uint32_t stream, uint32_t year, uint64_t first, size_t n,
                       double *q) {
    assert(first % 2 == 0 && n % 2 == 0);
    _Alignas(64) double made[BLOCK];
    for (size_t i = 0; i < n; i += BLOCK) {
        fill_uniforms(seed, stream, year, first + i, made);
        memcpy(q + i, made, at_most_a_block(n - i) * sizeof *q);
    }
}

void ot_normals_from_centred(const double *q, size_t n, double *z) {
    for (size_t i = 0; i < n; i += BLOCK)
        ot_normals_make(q + i, at_most_a_block(n - i), z + i);
}
