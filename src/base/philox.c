#include "base/philox.h"

#include <string.h>

#include "base/stream.h"

#if defined(__GNUC__) && defined(__x86_64__)
#include <immintrin.h>
#define HAS_WIDE_PRODUCTS
#endif

/* Constants of Philox4x32 (Salmon and others, 2011, section 3.3 and Random123's philox.h). */
#define MULTIPLIER_0 UINT32_C(0xD2511F53)
#define MULTIPLIER_1 UINT32_C(0xCD9E8D57)
#define WEYL_0       UINT32_C(0x9E3779B9)
#define WEYL_1       UINT32_C(0xBB67AE85)
enum { N_ROUNDS = 10 };

typedef struct words {
    uint32_t at[4];
} words;

static inline words philox(words c, uint32_t key_0, uint32_t key_1) {
    for (int round = 0; round < N_ROUNDS; round++) {
        const uint64_t a = (uint64_t)MULTIPLIER_0 * c.at[0], b = (uint64_t)MULTIPLIER_1 * c.at[2];
        c = (words){{(uint32_t)(b >> 32) ^ c.at[1] ^ key_0, (uint32_t)b,
                     (uint32_t)(a >> 32) ^ c.at[3] ^ key_1, (uint32_t)a}};
        key_0 += WEYL_0;
        key_1 += WEYL_1;
    }
    return c;
}

void ot_philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
    const words c =
        philox((words){{counter[0], counter[1], counter[2], counter[3]}}, key[0], key[1]);
    for (int i = 0; i < 4; i++)
        out[i] = c.at[i];
}

/* Words of the draw groups at, at + 1 .. of one stream and year. */
typedef struct part {
    uint64_t seed, at;
    uint32_t stream, year;
    uint64_t key[2][N_ROUNDS]; /* of each round, from the seed */
} part;

static void words_one_by_one(const part *p, uint64_t word[OT_PHILOX_WORDS]) {
    for (uint64_t g = 0; g < OT_PHILOX_WORDS / 2; g++) {
        const uint64_t at = p->at + g;
        const words c = philox((words){{(uint32_t)at, (uint32_t)(at >> 32), p->stream, p->year}},
                               (uint32_t)p->seed, (uint32_t)(p->seed >> 32));
        word[2 * g] = (uint64_t)c.at[1] << 32 | c.at[0];
        word[2 * g + 1] = (uint64_t)c.at[3] << 32 | c.at[2];
    }
}

#ifdef HAS_WIDE_PRODUCTS
/*
 * Processors multiply the lower halves of lanes of 64 bits; compilers do not see that no more is
 * asked for, and multiply three times. What is in the upper half of a lane has no meaning. Two
 * vectors side by side: neither waits for its own products.
 */
typedef __attribute__((vector_size(64))) uint64_t eight;
typedef __attribute__((vector_size(32))) uint64_t four;

static inline __attribute__((target("avx512f"))) eight product_8(eight a, eight b) {
    return (eight)_mm512_mul_epu32((__m512i)a, (__m512i)b);
}

static inline __attribute__((target("avx2"))) four product_4(four a, four b) {
    return (four)_mm256_mul_epu32((__m256i)a, (__m256i)b);
}

#define ALL(vector, x) ((vector){0} + (uint64_t)(x))

#define ROUND(vector, product, c, key_0, key_1)                     \
    do {                                                            \
        const vector a_ = product(c[0], ALL(vector, MULTIPLIER_0)); \
        const vector b_ = product(c[2], ALL(vector, MULTIPLIER_1)); \
        c[0] = (b_ >> 32) ^ c[1] ^ ALL(vector, key_0);              \
        c[2] = (a_ >> 32) ^ c[3] ^ ALL(vector, key_1);              \
        c[1] = b_;                                                  \
        c[3] = a_;                                                  \
    } while (0)

#define BEGIN(vector, c, from, p)        \
    do {                                 \
        c[0] = (from);                   \
        c[1] = c[0] >> 32;               \
        c[2] = ALL(vector, (p)->stream); \
        c[3] = ALL(vector, (p)->year);   \
    } while (0)

#define LOWER UINT64_C(0xFFFFFFFF)

__attribute__((target("avx512f"))) static void words_by_eight(const part *p, uint64_t *word) {
    const eight step = {0, 1, 2, 3, 4, 5, 6, 7};
    for (size_t g = 0; g < OT_PHILOX_WORDS / 2; g += 16) {
        eight c[4], d[4];
        BEGIN(eight, c, step + (p->at + g), p);
        BEGIN(eight, d, step + (p->at + g + 8), p);
#pragma GCC unroll 10
        for (int round = 0; round < N_ROUNDS; round++) {
            ROUND(eight, product_8, c, p->key[0][round], p->key[1][round]);
            ROUND(eight, product_8, d, p->key[0][round], p->key[1][round]);
        }
        for (int k = 0; k < 2; k++) {
            const eight *e = k == 0 ? c : d;
            const eight x = e[1] << 32 | (e[0] & LOWER), y = e[3] << 32 | (e[2] & LOWER);
            const eight low = __builtin_shufflevector(x, y, 0, 8, 1, 9, 2, 10, 3, 11);
            const eight high = __builtin_shufflevector(x, y, 4, 12, 5, 13, 6, 14, 7, 15);
            memcpy(word + 2 * g + 16 * (size_t)k, &low, sizeof low);
            memcpy(word + 2 * g + 16 * (size_t)k + 8, &high, sizeof high);
        }
    }
}

__attribute__((target("avx2"))) static void words_by_four(const part *p, uint64_t *word) {
    const four step = {0, 1, 2, 3};
    for (size_t g = 0; g < OT_PHILOX_WORDS / 2; g += 8) {
        four c[4], d[4];
        BEGIN(four, c, step + (p->at + g), p);
        BEGIN(four, d, step + (p->at + g + 4), p);
#pragma GCC unroll 10
        for (int round = 0; round < N_ROUNDS; round++) {
            ROUND(four, product_4, c, p->key[0][round], p->key[1][round]);
            ROUND(four, product_4, d, p->key[0][round], p->key[1][round]);
        }
        for (int k = 0; k < 2; k++) {
            const four *e = k == 0 ? c : d;
            const four x = e[1] << 32 | (e[0] & LOWER), y = e[3] << 32 | (e[2] & LOWER);
            const four low = __builtin_shufflevector(x, y, 0, 4, 1, 5);
            const four high = __builtin_shufflevector(x, y, 2, 6, 3, 7);
            memcpy(word + 2 * g + 8 * (size_t)k, &low, sizeof low);
            memcpy(word + 2 * g + 8 * (size_t)k + 4, &high, sizeof high);
        }
    }
}
#endif

void ot_philox_words(uint64_t seed, uint32_t stream, uint32_t year, uint64_t at,
                     uint64_t word[OT_PHILOX_WORDS]) {
    part p = {.seed = seed, .at = at, .stream = stream, .year = year};
    for (uint32_t round = 0; round < N_ROUNDS; round++) {
        p.key[0][round] = (uint32_t)seed + round * WEYL_0;
        p.key[1][round] = (uint32_t)(seed >> 32) + round * WEYL_1;
    }
#ifdef HAS_WIDE_PRODUCTS
    if (__builtin_cpu_supports("avx512f")) {
        words_by_eight(&p, word);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        words_by_four(&p, word);
        return;
    }
#endif
    words_one_by_one(&p, word);
}
