/* run.h -- the run: draws of every case, shown to every probe */
#ifndef OT_SIMULATE_RUN_H
#define OT_SIMULATE_RUN_H

#include "outturn/notes.h"
#include "outturn/run.h"
#include "simulate/probe.h"

/* The pilot's draws; it holds all of a run of up to OT_PILOT_MOST of them if these are no more than
 * OT_PILOT_VALUES numbers: then answers are exact, which for so few is faster than counting, too.
 */
enum { OT_PILOT_DRAWS = 4096, OT_PILOT_MOST = 16384, OT_PILOT_VALUES = 1 << 24 };

/*
 * Simulate all cases (same rows, slots and sources: OT_ERR_USAGE otherwise) on the same draws and
 * show each block to each probe.
 * OT_ERR_USAGE  options out of range, an unknown executor, a sampling that it does not know
 * OT_ERR_NOMEM  memory; and what the probes' begin returns
 */
ot_status ot_run(const ot_case *const *c, size_t n_cases, const ot_probe *probe, size_t n_probes,
                 const ot_run_options *options, ot_error *err) OT_CHECK_RESULT;

typedef struct ot_executor { /* variants: exec_block.c, exec_gsl.c */
    ot_executor_info info;
    int is_whole_only; /* knows no sampling but random, no parts of runs */
    ot_status (*run)(const ot_case *const *c, size_t n_cases, const ot_probe *probe,
                     size_t n_probes, const ot_run_options *options, ot_error *err);
} ot_executor;

#endif
