/* sampling.h -- where the standard normal scores of the draws come from
 *
 * A dimension is one number of every draw: a stream in a year. Whatever the sampling, a score is
 * the inverse normal distribution function of one uniform (base/stream.h), and that uniform is a
 * function of (seed, dimension, draw) alone, so that blocks may be cut anywhere:
 *
 * random      the stream's own uniforms
 * sobol       draw i is point i / 16 of replicate i % 16. Each replicate is one Sobol sequence,
 * each dimension of it scrambled by a random lower-triangular matrix over two elements and a
 *             digital shift (Matousek, Journal of Complexity 14, 1998, p. 527-556), which has the
 *             variance of Owen's nested scrambling (Owen, ACM Transactions on Modeling and Computer
 *             Simulation 13, 2003, p. 363-378). Dimensions past the table's are random.
 * antithetic  draws 2 k and 2 k + 1 are z and -z, z being random draw k
 * lhs         in each of 16 replicates every dimension has one draw in each of as many equal strata
 *             as the replicate has draws, in an order of its own (McKay, Beckman & Conover,
 *             Technometrics 21, 1979, p. 239-245); needs the number of draws
 *
 * Kernel: only the C library and libm. */
#ifndef OT_SIMULATE_SAMPLING_H
#define OT_SIMULATE_SAMPLING_H

#include <stddef.h>
#include <stdint.h>

#include "outturn/run.h"

typedef struct ot_draw_dimension {
    uint32_t stream, year; /* year: as base/stream.h has it */
} ot_draw_dimension;

typedef struct ot_sampler ot_sampler; /* const once made: threads may share it */

/* Numbers of the n dimensions, the most important first, for the draws, seed and sampling of the
 * options. The dimensions are copied. NULL when memory ran out. */
ot_sampler *ot_sampler_new(const ot_run_options *options, const ot_draw_dimension *dimension,
                           size_t n);
void ot_sampler_free(ot_sampler *s);

/* Scores of dimension d for draws first .. first + n - 1: first is a multiple of 16, n is even. */
void ot_sampler_normals(const ot_sampler *s, size_t d, uint64_t first, size_t n, double *z);

#endif
