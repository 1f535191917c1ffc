/* stream.h -- counter-based random streams: a number is a function of (seed, stream, draw, year)
 *
 * Philox4x32-10 (Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3",
 * SC11, 2011). Key: the 64-bit seed. Counter words: draw group (low, high), stream, year index. A
 * draw group is two neighbouring draws: one evaluation gives two 53-bit uniforms. */
#ifndef OT_BASE_STREAM_H
#define OT_BASE_STREAM_H

#include <stddef.h>
#include <stdint.h>

/* The bare generator: out[4] from counter[4] and key[2]. */
void ot_philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

/* FNV-1a (32 bits) of a stream's name, such as "driver/real_growth". */
uint32_t ot_stream_hash(const char *name);

/*
 * Standard normals for draws first .. first + n - 1 (first and n even): monotone in one uniform
 * that lies strictly within (0, 1), by the inverse normal distribution function, absolute error
 * below 1e-9 (Wichura, Algorithm AS 241, Applied Statistics 37(3), 1988, p. 477-484).
 * year = 0 is a number drawn once a draw; 1, 2, ... are the simulated years.
 */
void ot_stream_normals(uint64_t seed, uint32_t stream, uint32_t year, uint64_t first, size_t n,
                       double *z);

/* The uniforms that these normals are made of, each less 1/2: odd multiples of 2^-53. */
void ot_stream_centred(uint64_t seed, uint32_t stream, uint32_t year, uint64_t first, size_t n,
                       double *q);

/* The normals of n uniforms less 1/2, strictly within (-1/2, 1/2), however these were made. */
void ot_normals_from_centred(const double *q, size_t n, double *z);

/* The inverse normal distribution function itself, for p in (0, 1). */
double ot_normal_quantile(double p);

#endif
