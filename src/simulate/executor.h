/* executor.h -- the executors, one file each, and what they share */
#ifndef OT_SIMULATE_EXECUTOR_H
#define OT_SIMULATE_EXECUTOR_H

#include "simulate/run.h"

extern const ot_executor ot_executor_block; /* exec_block.c */
extern const ot_executor ot_executor_gsl;   /* exec_gsl.c */

/* Tell the options' progress callback, if another percent of all draws is done than `before`. */
void ot_run_progress(const ot_run_options *options, uint64_t before, uint64_t done, uint64_t all);

#endif
