/* moments.h -- mean and standard deviation that do not depend on the order of draws
 *
 * Sums of 16 neighbouring draws are made in a fixed tree and added exactly (base/exact_sum.h),
 * about a centre that the pilot gives. A single draw that makes up most of a sum means that the
 * moment does not exist, or cannot be known from these draws: the answer is then NaN. */
#ifndef OT_SIMULATE_MOMENTS_H
#define OT_SIMULATE_MOMENTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/exact_sum.h"
#include "base/pack.h"

typedef struct ot_moments {
    double centre;
    double largest;                  /* |x - centre| */
    uint64_t n, n_nonfinite, n_huge; /* huge: its square would overflow */
    ot_exact_sum sum, square, absolute;
} ot_moments;

void ot_moments_init(ot_moments *m, const double *pilot, size_t n_pilot);
void ot_moments_add(ot_moments *m, const double *value,
                    size_t n); /* a block's draws, see probe.h */
/* The same for numbers above 0 about the centre 0, of which only the mean is wanted: a third of the
 * work. Ask ot_moments_mean_positive, and add nothing in the other way. */
void ot_moments_add_positive(ot_moments *m, const double *value, size_t n);
double ot_moments_mean_positive(const ot_moments *m);
void ot_moments_merge(ot_moments *into, const ot_moments *from);
void ot_moments_pack(ot_moments *m, ot_pack *pack); /* the centre is the same on both sides */
double ot_moments_mean(const ot_moments *m);        /* NaN: does not exist */
double ot_moments_sd(const ot_moments *m);

#endif
