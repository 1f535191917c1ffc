/* pilot.h -- the first draws, stored, that probes choose their ranges by; made by several workers
 *
 * Scenarios differ in few rows, so draws that are the same as the first case's share its place: the
 * others' is then never touched, and memory that is never touched costs nothing. */
#ifndef OT_SIMULATE_PILOT_H
#define OT_SIMULATE_PILOT_H

#include "simulate/kernel.h"
#include "simulate/probe.h"

typedef struct ot_pilot ot_pilot;

/* Run draws 0 .. n - 1 of the cases by the kernels (of blocks of `length` draws, one a worker), and
 * keep those that some probe's `begin` reads; those that `add` reads, too, when `is_all`: there are
 * no further draws. NULL when memory ran out. */
ot_pilot *ot_pilot_new(const ot_case *const *c, size_t n_cases, ot_kernel *const *kernel,
                       size_t n_workers, size_t length, size_t n, int is_all, const ot_probe *probe,
                       size_t n_probes);
void ot_pilot_free(ot_pilot *p);

/* All of its draws, and those of one block of `length`. */
ot_block ot_pilot_all(const ot_pilot *p);
ot_block ot_pilot_block(const ot_pilot *p, uint64_t first, size_t n);

/* Show a pilot to every probe: `begin`, then all of their tasks, shared by the workers. */
ot_status ot_probes_begin(const ot_probe *probe, size_t n_probes, const ot_block *pilot,
                          uint64_t draws, size_t n_workers, ot_error *err) OT_CHECK_RESULT;

#endif
