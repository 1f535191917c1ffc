/* probe.h -- how an answer is collected while draws pass by */
#ifndef OT_SIMULATE_PROBE_H
#define OT_SIMULATE_PROBE_H

#include <stddef.h>
#include <stdint.h>

#include "base/pack.h"
#include "estimate/case.h"
#include "outturn/error.h"

enum { OT_BLOCK_MOST = 4096, OT_BLOCK_STEP = 16 }; /* lengths of a block: 16, 32 .. 4096 */

/* n draws of every case, the same futures in each, rows and slots as in the case. n is a multiple
 * of 16 but in the last block of a run. Read it by ot_block_at. Values that have no meaning are
 * NaN: an indicator that is neither held nor projected, a driver before its first known year. A
 * disturbance is 0 where its indicator is held. */
typedef struct ot_block {
    size_t n_cases;
    const ot_case *const *c;
    const double *const *series; /* [case][(row * n_slots + slot) * stride + draw] */
    size_t stride, n;
    uint64_t first; /* number of the first draw; a multiple of 16 */
    /* [case][row * n_slots + slot]: where the draws are, when cases share some; else NULL */
    const double *const *const *place;
    size_t start;             /* how many draws before the block's are in each place */
    const uint64_t *unsolved; /* [n_cases] draws times years of the block in which simultaneous
                                 equations could not be solved: they are NaN; NULL: all were */
} ot_block;

static inline const double *ot_block_at(const ot_block *b, size_t k, size_t row, size_t slot) {
    const size_t i = row * b->c[k]->n_slots + slot;
    return b->place ? b->place[k][i] + b->start : b->series[k] + i * b->stride;
}

/* Once per run `begin` sees the pilot: draws 0 .. pilot->n - 1, stored. The pilot holds all draws
 * (pilot->n == draws) in small runs and in the gsl executor: then answers can be exact. After it
 * every draw, the pilot's too, passes by `add` once, in any order of blocks of at most
 * OT_BLOCK_MOST draws. A probe must not let the order or length of blocks show in its answer. */
typedef struct ot_probe {
    const char *name;
    void *state;
    ot_status (*begin)(void *state, const ot_block *pilot, uint64_t draws, ot_error *err);
    void (*add)(void *state, const ot_block *block);
    const struct ot_probe_parts *parts; /* NULL: all draws must pass by one state, on one thread */
} ot_probe;

/* How several states share the draws. A copy is made after `begin`, before any draw has passed by;
 * each is then shown draws that no other is, and merged into the first. Merging must be exact: who
 * saw which draws, and in which order states are merged, must not show in the answer. */
typedef struct ot_probe_parts {
    ot_status (*copy)(const void *state, void **out, ot_error *err);
    ot_status (*merge)(void *into, void *from, ot_error *err); /* `from` is only freed after it */
    void (*free)(void *copy);                                  /* of copies; accepts NULL */
    /* Does `begin` read the pilot's draws of this row and slot? NULL: of all. Others have none. */
    int (*reads)(const void *state, size_t row, size_t slot);
    /* Does `add`? NULL: of all. */
    int (*adds)(const void *state, size_t row, size_t slot);
    /* What is left to do of `begin` after it, in tasks that may be done at once, each on its own
     * part of the state. NULL: nothing. */
    size_t (*n_tasks)(const void *state);
    ot_status (*begin_task)(void *state, size_t task, const ot_block *pilot, uint64_t draws,
                            ot_error *err);
    /* What was counted, for another process that has seen the same pilot; reading replaces it. */
    void (*pack)(void *state, ot_pack *pack);
} ot_probe_parts;

#endif
