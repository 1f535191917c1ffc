/* Packing, for tests of unpacking. */
#ifndef GZIP_H
#define GZIP_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* data[0..n) `times` times, as a gzip file of *n_out bytes; the caller frees it. */
static inline char *gzip_repeated(const char *data, size_t n, size_t times, size_t *n_out) {
    z_stream z;
    memset(&z, 0, sizeof z);
    if (deflateInit2(&z, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) abort();
    const size_t room = (size_t)deflateBound(&z, (uLong)(n * times)) + 64;
    char *out = malloc(room);
    if (!out) abort();
    z.next_out = (Bytef *)out;
    z.avail_out = (uInt)room;
    for (size_t k = 0; k < times; k++) {
        z.next_in = (z_const Bytef *)(uintptr_t)data;
        z.avail_in = (uInt)n;
        if (deflate(&z, k + 1 < times ? Z_NO_FLUSH : Z_FINISH) == Z_STREAM_ERROR) abort();
    }
    *n_out = z.total_out;
    (void)deflateEnd(&z);
    return out;
}

static inline char *gzip_of(const char *data, size_t n, size_t *n_out) {
    return gzip_repeated(data, n, 1, n_out);
}

static inline char *gzip_of_zeros(size_t n, size_t *n_out) {
    enum { PIECE = 1 << 20 };
    char *zeros = calloc(PIECE, 1);
    if (!zeros) abort();
    char *out = gzip_repeated(zeros, PIECE, n / PIECE, n_out);
    free(zeros);
    return out;
}

#endif
