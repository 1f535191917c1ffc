/* pilot.h -- the first draws, stored, that probes choose their ranges by; made by several workers
 *
 * Scenarios differ in few rows, so draws that are the same as the first case's share its place: the
 * others' is then never touched, and memory that is never touched costs nothing. */
#ifndef OT_SIMULATE_PILOT_H
#define OT_SIMULATE_PILOT_H

#include "simulate/kernel.h"
#include "simulate/probe.h"

/* Run draws 0 .. n - 1 of the cases by the kernels (of blocks of `length` draws, one a worker),
 * keep those that some probe's `begin` reads, and show them to every probe. OT_ERR_NOMEM; and what
 * `begin` returns */
ot_status ot_pilot_show(const ot_case *const *c, size_t n_cases, ot_kernel *const *kernel,
                        size_t n_workers, size_t length, size_t n, const ot_probe *probe,
                        size_t n_probes, uint64_t draws, ot_error *err) OT_CHECK_RESULT;

/* Show a pilot to every probe: `begin`, then all of their tasks, shared by the workers. */
ot_status ot_probes_begin(const ot_probe *probe, size_t n_probes, const ot_block *pilot,
                          uint64_t draws, size_t n_workers, ot_error *err) OT_CHECK_RESULT;

#endif
