#include "base/sha256.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK = 64, N_WORDS = 8, N_ROUNDS = 64 };

/* FIPS 180-4, section 4.2.2: the first 32 bits of the fractional parts of the cube roots of the
 * first 64 primes. */
static const uint32_t constant[N_ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t x, int n) { return x >> n | x << (32 - n); }

static void spread(const unsigned char block[BLOCK], uint32_t w[N_ROUNDS]) {
    for (int t = 0; t < 16; t++)
        w[t] = (uint32_t)block[4 * t] << 24 | (uint32_t)block[4 * t + 1] << 16 |
               (uint32_t)block[4 * t + 2] << 8 | block[4 * t + 3];
    for (int t = 16; t < N_ROUNDS; t++) {
        const uint32_t a = w[t - 15], b = w[t - 2];
        w[t] = (rotate(b, 17) ^ rotate(b, 19) ^ b >> 10) + w[t - 7] +
               (rotate(a, 7) ^ rotate(a, 18) ^ a >> 3) + w[t - 16];
    }
}

/* Section 6.2.2, one round; h are the letters a to h of the standard, a being number `at` of them:
 * where the standard moves every letter to the next, the names move instead. */
static inline void turn(uint32_t h[N_WORDS], int at, uint32_t add) {
    const uint32_t a = h[at & 7], b = h[(at + 1) & 7], c = h[(at + 2) & 7];
    const uint32_t e = h[(at + 4) & 7], f = h[(at + 5) & 7], g = h[(at + 6) & 7];
    const uint32_t one = h[(at + 7) & 7] + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +
                         (g ^ (e & (f ^ g))) + add;
    h[(at + 3) & 7] += one;
    h[(at + 7) & 7] =
        one + (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) | (c & (a | b)));
}

static void digest(uint32_t sum[N_WORDS], const unsigned char block[BLOCK]) {
    uint32_t w[N_ROUNDS], h[N_WORDS];
    spread(block, w);
    memcpy(h, sum, sizeof h);
    for (int t = 0; t < N_ROUNDS; t += 8) {
        turn(h, 0, constant[t] + w[t]);
        turn(h, 7, constant[t + 1] + w[t + 1]);
        turn(h, 6, constant[t + 2] + w[t + 2]);
        turn(h, 5, constant[t + 3] + w[t + 3]);
        turn(h, 4, constant[t + 4] + w[t + 4]);
        turn(h, 3, constant[t + 5] + w[t + 5]);
        turn(h, 2, constant[t + 6] + w[t + 6]);
        turn(h, 1, constant[t + 7] + w[t + 7]);
    }
    for (int i = 0; i < N_WORDS; i++)
        sum[i] += h[i];
}

void ot_sha256(const void *data, size_t n, char text[OT_SHA256_TEXT]) {
    static const char digit[] = "0123456789abcdef";
    uint32_t sum[N_WORDS] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                             0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    const unsigned char *bytes = data;
    size_t i = 0;
    for (; n - i >= BLOCK; i += BLOCK)
        digest(sum, bytes + i);
    /* The rest, a bit 1, zeros, and the length in bits: one block or two. */
    unsigned char end[2 * BLOCK] = {0};
    const size_t rest = n - i, size = rest < BLOCK - 8 ? BLOCK : 2 * BLOCK;
    if (rest > 0) memcpy(end, bytes + i, rest);
    end[rest] = 0x80;
    for (int k = 0; k < 8; k++)
        end[size - 1 - (size_t)k] = (unsigned char)((uint64_t)n * 8 >> 8 * k);
    for (i = 0; i < size; i += BLOCK)
        digest(sum, end + i);
    for (i = 0; i < OT_SHA256_TEXT - 1; i++)
        text[i] = digit[sum[i / 8] >> (28 - 4 * (i % 8)) & 15];
    text[OT_SHA256_TEXT - 1] = '\0';
}
