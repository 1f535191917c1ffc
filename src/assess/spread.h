/* spread.h -- the standard error of a mean, whatever the sampling
 *
 * A number x of every draw, -1, 0 or 1, is summed by replicate and by pair: 16 replicates are
 * independent under sobol and lhs, pairs of neighbouring draws under antithetic. */
#ifndef OT_ASSESS_SPREAD_H
#define OT_ASSESS_SPREAD_H

#include <stddef.h>
#include <stdint.h>

#include "base/pack.h"
#include "outturn/sampling.h"

typedef struct ot_spread {
    int64_t sum[OT_SAMPLING_REPLICATES];
    int64_t square; /* of the sums of pairs */
} ot_spread;

/* A block's draws, see simulate/probe.h: the first is of replicate 0. */
void ot_spread_add(ot_spread *s, const signed char *x, size_t n);
void ot_spread_merge(ot_spread *into, const ot_spread *from);
void ot_spread_pack(ot_spread *s, ot_pack *pack);

/* The standard error of the mean of n draws: of replicates their standard deviation over the root
 * of their number, which has one degree of freedom less; of pairs likewise. Never below that of a
 * proportion of which nothing was seen in n independent draws, so never 0. NaN with random
 * sampling: each answer has its own formula then. */
double ot_spread_error(const ot_spread *s, ot_sampling sampling, uint64_t n);

#endif
