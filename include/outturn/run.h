/*
 * run.h -- how a Monte Carlo run is made
 *
 * Layer   simulate
 * Shapes  none
 * Units   block_length in draws
 * Method  counter-based streams: the same numbers for any block length and number of threads
 */
#ifndef OT_RUN_H
#define OT_RUN_H

#include <stddef.h>
#include <stdint.h>

#include "outturn/error.h"
#include "outturn/part.h"
#include "outturn/sampling.h"

typedef struct ot_run_options {
    uint64_t draws; /* 2 .. 1e9 */
    uint64_t seed;
    ot_sampling sampling; /* other than random: executor `block` alone */
    const char *executor; /* a name of ot_executor_at */
    size_t block_length;  /* 1 .. 4096, rounded up to a multiple of 256; 0: the default */
    size_t threads;       /* 1 .. ot_run_most_threads(); 0: one for each processor. Same results */
    void (*progress)(void *state, double share); /* 0 .. 1; may be NULL */
    void *progress_state;
    ot_run_part part;       /* executor `block` alone; all 0: the whole run, by this process */
    const double *quantile; /* of bands, beside those that the model asks for; within (0, 1) */
    size_t n_quantiles;
} ot_run_options;

ot_run_options ot_run_options_default(void); /* 100000 random draws, seed 1, "block", threads 0 */

/* How many threads a run may use at most. */
size_t ot_run_most_threads(void);

/* The executors, in the order of --help; name NULL after the last. */
typedef struct ot_executor_info {
    const char *name;
    const char *text[OT_N_LANGUAGES]; /* one line */
} ot_executor_info;
const ot_executor_info *ot_executor_at(size_t i); /* NULL past the last */

#endif
