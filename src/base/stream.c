#include "base/stream.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/elementary.h"

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

uint32_t ot_stream_hash(const char *name) {
    uint32_t hash = UINT32_C(2166136261);
    for (const char *c = name; *c; c++)
        hash = (hash ^ (unsigned char)*c) * UINT32_C(16777619);
    return hash;
}

/*
 * Algorithm AS 241, PPND16 (Wichura 1988): two rational functions of degree 7, about 16 digits.
 * p is 1/2 + q; the tails work with r = sqrt(-log(min(p, 1 - p))).
 */
static const double CENTRE_WIDTH = 0.425;     /* |q| up to here is the centre */
static const double CENTRE_OFFSET = 0.180625; /* its square */
static const double NEAR_TAIL = 5.0;          /* r up to here is the near tail */
static const double NEAR_SHIFT = 1.6;         /* subtracted from r there */

static inline double central(double q) {
    const double r = CENTRE_OFFSET - q * q;
    return q *
           (((((((2.5090809287301226727e3 * r + 3.3430575583588128105e4) * r +
                 6.7265770927008700853e4) *
                    r +
                4.5921953931549871457e4) *
                   r +
               1.3731693765509461125e4) *
                  r +
              1.9715909503065514427e3) *
                 r +
             1.3314166789178437745e2) *
                r +
            3.3871328727963666080e0) /
           (((((((5.2264952788528545610e3 * r + 2.8729085735721942674e4) * r +
                 3.9307895800092710610e4) *
                    r +
                2.1213794301586595867e4) *
                   r +
               5.3941960214247511077e3) *
                  r +
              6.8718700749205790830e2) *
                 r +
             4.2313330701600911252e1) *
                r +
            1.0);
}

static inline double near_tail(double r) {
    return (((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r +
                 2.41780725177450611770e-1) *
                    r +
                1.27045825245236838258e0) *
                   r +
               3.64784832476320460504e0) *
                  r +
              5.76949722146069140550e0) *
                 r +
             4.63033784615654529590e0) *
                r +
            1.42343711074968357734e0) /
           (((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r +
                 1.51986665636164571966e-2) *
                    r +
                1.48103976427480074590e-1) *
                   r +
               6.89767334985100004550e-1) *
                  r +
              1.67638483018380384940e0) *
                 r +
             2.05319162663775882187e0) *
                r +
            1.0);
}

static inline double far_tail(double r) {
    return (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r +
                 1.24266094738807843860e-3) *
                    r +
                2.65321895265761230930e-2) *
                   r +
               2.96560571828504891230e-1) *
                  r +
              1.78482653991729133580e0) *
                 r +
             5.46378491116411436990e0) *
                r +
            6.65790464350110377720e0) /
           (((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r +
                 1.84631831751005468180e-5) *
                    r +
                7.86869131145613259100e-4) *
                   r +
               1.48753612908506148525e-2) *
                  r +
              1.36929880922735805310e-1) *
                 r +
             5.99832206555887937690e-1) *
                r +
            1.0);
}

/* The size of the quantile whose smaller side has probability `tail`. */
static inline double tail_size(double tail) {
    const double r = sqrt(-ot_log(tail));
    return r <= NEAR_TAIL ? near_tail(r - NEAR_SHIFT) : far_tail(r - NEAR_TAIL);
}

double ot_normal_quantile(double p) {
    assert(p > 0.0 && p < 1.0);
    const double q = p - 0.5;
    if (fabs(q) <= CENTRE_WIDTH) return central(q);
    return q < 0.0 ? -tail_size(p) : tail_size(1.0 - p);
}

/*
 * A uniform as its distance q from 1/2: an odd multiple of 2^-53 between -1/2 and 1/2, which is
 * exact and symmetric, as are 1/2 + q and 1/2 - |q|. The top 52 of 64 bits count.
 */
static inline double centred_uniform(uint32_t low, uint32_t high) {
    const uint64_t bits = ((uint64_t)high << 32 | low) >> 12;
    const double number = ot_from_bits(bits | 0x4330000000000000u) - 0x1p52; /* bits as a number */
    return (number - 0x1p51 + 0.5) * 0x1p-52;
}

enum { BLOCK = 256, GROUPS = BLOCK / 2 }; /* normals made together: few enough for the cache */

/* Words in the lower halves of 64 bits: products need no shuffling of vectors. */
typedef struct wide_words {
    uint64_t at[4];
} wide_words;

static inline wide_words wide_round(wide_words c, uint64_t key_0, uint64_t key_1) {
    const uint64_t a = MULTIPLIER_0 * (c.at[0] & UINT32_MAX),
                   b = MULTIPLIER_1 * (c.at[2] & UINT32_MAX);
    return (wide_words){
        {b >> 32 ^ c.at[1] ^ key_0, b & UINT32_MAX, a >> 32 ^ c.at[3] ^ key_1, a & UINT32_MAX}};
}

static inline double centred(uint64_t low, uint64_t high) {
    return centred_uniform((uint32_t)low, (uint32_t)high);
}

/* Uniforms of the counters at, at + 1 .. of one stream and year. The rounds are written out, so
 * that the loop over counters becomes vector instructions. */
OT_EACH_PROCESSOR static void fill_uniforms(uint64_t seed, uint32_t stream, uint32_t year,
                                            uint64_t at, double q[BLOCK]) {
    uint64_t key[2][N_ROUNDS];
    for (uint32_t round = 0; round < N_ROUNDS; round++) {
        key[0][round] = (uint32_t)seed + round * WEYL_0;
        key[1][round] = (uint32_t)(seed >> 32) + round * WEYL_1;
    }
    for (size_t g = 0; g < GROUPS; g++) {
        wide_words c = {{(at + g) & UINT32_MAX, (at + g) >> 32, stream, year}};
        c = wide_round(c, key[0][0], key[1][0]);
        c = wide_round(c, key[0][1], key[1][1]);
        c = wide_round(c, key[0][2], key[1][2]);
        c = wide_round(c, key[0][3], key[1][3]);
        c = wide_round(c, key[0][4], key[1][4]);
        c = wide_round(c, key[0][5], key[1][5]);
        c = wide_round(c, key[0][6], key[1][6]);
        c = wide_round(c, key[0][7], key[1][7]);
        c = wide_round(c, key[0][8], key[1][8]);
        c = wide_round(c, key[0][9], key[1][9]);
        q[2 * g] = centred(c.at[0], c.at[1]);
        q[2 * g + 1] = centred(c.at[2], c.at[3]);
    }
}

OT_EACH_PROCESSOR static void to_centres(const double q[BLOCK], double z[BLOCK]) {
    for (size_t i = 0; i < BLOCK; i++)
        z[i] = central(q[i]);
}

/* The sizes of n quantiles whose smaller sides are tail[i], in place. Hardly any is far out. */
OT_EACH_PROCESSOR static void to_tails(double tail[BLOCK], size_t n) {
    double r[BLOCK];
    int n_far = 0;
    for (size_t i = 0; i < n; i++) {
        r[i] = sqrt(-ot_log(tail[i]));
        tail[i] = near_tail(r[i] - NEAR_SHIFT);
        n_far += r[i] > NEAR_TAIL;
    }
    for (size_t i = 0; i < n && n_far > 0; i++)
        if (r[i] > NEAR_TAIL) tail[i] = far_tail(r[i] - NEAR_TAIL);
}

/* Every uniform goes through the formula of the centre; then the tails, about one in seven, are
 * done again. */
static void to_normals(const double q[BLOCK], double z[BLOCK]) {
    unsigned char at[BLOCK + 1];
    double tail[BLOCK + 1];
    size_t n = 0;
    to_centres(q, z);
    for (size_t i = 0; i < BLOCK; i++) {
        at[n] = (unsigned char)i;
        tail[n] = 0.5 - fabs(q[i]);
        n += fabs(q[i]) > CENTRE_WIDTH;
    }
    to_tails(tail, n);
    for (size_t k = 0; k < n; k++)
        z[at[k]] = copysign(tail[k], q[at[k]]);
}

static size_t at_most_a_block(size_t n) { return n < BLOCK ? n : BLOCK; }

void ot_stream_normals(uint64_t seed, uint32_t stream, uint32_t year, uint64_t first, size_t n,
                       double *z) {
    assert(first % 2 == 0 && n % 2 == 0);
    double q[BLOCK], made[BLOCK];
    for (size_t i = 0; i < n; i += BLOCK) {
        fill_uniforms(seed, stream, year, (first + i) / 2, q);
        to_normals(q, made);
        memcpy(z + i, made, at_most_a_block(n - i) * sizeof *z);
    }
}

void ot_stream_centred(uint64_t seed, uint32_t stream, uint32_t year, uint64_t first, size_t n,
                       double *q) {
    assert(first % 2 == 0 && n % 2 == 0);
    double made[BLOCK];
    for (size_t i = 0; i < n; i += BLOCK) {
        fill_uniforms(seed, stream, year, (first + i) / 2, made);
        memcpy(q + i, made, at_most_a_block(n - i) * sizeof *q);
    }
}

void ot_normals_from_centred(const double *q, size_t n, double *z) {
    double room[BLOCK] = {0}, made[BLOCK];
    for (size_t i = 0; i < n; i += BLOCK) {
        memcpy(room, q + i, at_most_a_block(n - i) * sizeof *q);
        to_normals(room, made);
        memcpy(z + i, made, at_most_a_block(n - i) * sizeof *z);
    }
}
