/* kernel.h -- one block of draws of every case, evaluated together
 *
 * Scores of all sources, then case by case: drivers, sigmas, coefficients, disturbances and starts,
 * then the steps year by year. Everything is a loop over the draws of one vector: no choice is made
 * a draw at a time. Only the C library and libm. */
#ifndef OT_SIMULATE_KERNEL_H
#define OT_SIMULATE_KERNEL_H

#include <stddef.h>
#include <stdint.h>

#include "outturn/run.h"
#include "simulate/probe.h"

typedef struct ot_kernel ot_kernel;

/* For blocks of up to block_length draws (a multiple of OT_DRAW_STEP) of cases that have the same
 * rows, slots and sources and live longer; draws, seed and sampling are those of the options. NULL
 * when memory ran out. */
ot_kernel *ot_kernel_new(const ot_case *const *c, size_t n_cases, const ot_run_options *options,
                         size_t block_length);
/* One more of the same cases and options for another thread, which shares what `first` has made for
 * all draws; `first` lives longer. */
ot_kernel *ot_kernel_beside(const ot_kernel *first, const ot_run_options *options,
                            size_t block_length);
void ot_kernel_free(ot_kernel *kernel);

/* Evaluate draws first .. first + n - 1; first is a multiple of OT_DRAW_STEP. Hands back a view of
 * them that holds until the next call. */
ot_block ot_kernel_run(ot_kernel *kernel, uint64_t first, size_t n);

/* Draws times years of simultaneous blocks that were solved one by one, of all that were run. */
uint64_t ot_kernel_n_single(const ot_kernel *kernel);

#endif
