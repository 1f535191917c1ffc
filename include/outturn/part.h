/*
 * part.h -- a run in parts: shards of its draws on many machines, and runs that are taken up again
 *
 * Layer   simulate
 * Shapes  shard k of n makes the k-th of n equal spans of the draws
 * Units   seconds
 * Method  what is collected is counts and exact sums, so that parts can be merged in any order and
 *         give the bytes of the whole run (docs/decisions/0034-parts.md). Files of parts are of one
 *         build on one kind of machine.
 */
#ifndef OT_PART_H
#define OT_PART_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "outturn/error.h"

enum { OT_MOST_SHARDS = 100000 };

typedef struct ot_run_part {
    uint32_t shard, n_shards;  /* this process makes shard 1 .. n_shards; 0 of 0: all draws */
    const char *file;          /* where what was collected is written, and the run ends; NULL */
    const char *const *merged; /* files of all shards, which are read instead of drawing */
    size_t n_merged;
    const char *checkpoint; /* taken up if it is there, written now and then; NULL */
    double seconds;         /* between two checkpoints */
    const atomic_int *stop; /* not 0: finish the blocks at hand, write the checkpoint, and end with
                               OT_ERR_INTERRUPTED; may be NULL */
    const char *request;    /* a text kept in the files, for those who merge them; NULL: "" */
} ot_run_part;

/*
 * The request that a file of a part keeps. The caller frees *out.
 * OT_ERR_IO, OT_ERR_INPUT (it is none, or damaged, or of another build), OT_ERR_NOMEM
 */
ot_status ot_part_request(const char *path, char **out, ot_error *err) OT_CHECK_RESULT;

#endif
