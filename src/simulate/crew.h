/* crew.h -- the workers of a run, each on a thread of its own, and the part of the draws that they
 * make */
#ifndef OT_SIMULATE_CREW_H
#define OT_SIMULATE_CREW_H

#include <stdatomic.h>

#include "simulate/kernel.h"
#include "simulate/part.h"
#include "simulate/pilot.h"

/* One thread's: the first has the probes themselves, the others copies of them. */
typedef struct ot_worker {
    ot_probe *probe; /* [n_probes] */
} ot_worker;

typedef struct ot_crew {
    const ot_run_options *options;
    size_t n, n_cases, n_probes, length;
    ot_worker *worker;  /* [n] */
    ot_kernel **kernel; /* [n] */
    ot_pilot *pilot;    /* when it holds all draws; else NULL */
    ot_part_identity identity;
    ot_part_span span;            /* of this process; `next` is behind what all have done */
    double pause_at;              /* seconds; when to rest for a checkpoint; 0: never */
    atomic_int rests;             /* nobody takes another block */
    atomic_uint_fast64_t n_taken; /* blocks from span.next on */
    atomic_uint_fast64_t n_done;  /* draws of the span */
} ot_crew;

/* n workers with kernels of their own; clear it whatever this returns. OT_ERR_NOMEM */
ot_status ot_crew_init(ot_crew *crew, const ot_case *const *c, const ot_probe *probe,
                       ot_error *err) OT_CHECK_RESULT;
void ot_crew_clear(ot_crew *crew);
ot_status ot_crew_no_memory(const ot_crew *crew, ot_error *err);

/* Give each worker states of its own, once the probes have begun; merge them into the first's. */
ot_status ot_crew_share(const ot_crew *crew, ot_error *err) OT_CHECK_RESULT;
ot_status ot_crew_gather(const ot_crew *crew, ot_error *err) OT_CHECK_RESULT;

/* Make draws from span.next on, until all are done, or it is time to rest. */
void ot_crew_work(ot_crew *crew);
int ot_crew_is_stopped(const ot_crew *crew);

/* What the workers have collected, in a file; what others have, from files or other processes
 * (crew_parts.c). */
ot_status ot_crew_write(const ot_crew *crew, const char *path, size_t n_workers,
                        ot_error *err) OT_CHECK_RESULT;
ot_status ot_crew_take_up(ot_crew *crew, ot_error *err) OT_CHECK_RESULT;
ot_status ot_crew_merge_files(ot_crew *crew, ot_error *err) OT_CHECK_RESULT;
ot_status ot_crew_hand_over(ot_crew *crew, ot_error *err) OT_CHECK_RESULT;

#endif
