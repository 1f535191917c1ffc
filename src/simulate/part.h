/* part.h -- what a part of a run has collected, as bytes and as a file */
#ifndef OT_SIMULATE_PART_H
#define OT_SIMULATE_PART_H

#include "base/buffer.h"
#include "base/sha256.h"
#include "outturn/part.h"
#include "simulate/run.h"

/* Draws first .. end - 1, of which those below `next` are made. */
typedef struct ot_part_span {
    uint64_t first, next, end;
} ot_part_span;

/* What makes a run: parts of others cannot be merged with it. */
typedef struct ot_part_identity {
    char sha256[OT_SHA256_TEXT]; /* of the cases, draws, seed, sampling and version */
    uint64_t draws;
} ot_part_identity;

ot_status ot_part_identify(const ot_case *const *c, size_t n_cases, const ot_run_options *options,
                           ot_part_identity *out, ot_error *err) OT_CHECK_RESULT;

/* Draws of shard k of n (1 .. n), from and to multiples of OT_BLOCK_STEP. */
ot_part_span ot_part_span_of(uint64_t draws, uint32_t shard, uint32_t n_shards);

/* The states of several sets of the same probes, one set after the other, as the bytes of a part.
 */
ot_status ot_part_pack(const ot_part_identity *of, const ot_part_span *span, const char *request,
                       const ot_probe *const *set, size_t n_sets, size_t n_probes, ot_buffer *out,
                       ot_error *err) OT_CHECK_RESULT;
/* Merge them into the probes, which have begun. `name` is that of the file, for messages; NULL:
 * there is none. OT_ERR_INPUT: damaged, or of another run; the probes may have been changed */
ot_status ot_part_merge(const ot_part_identity *of, const char *data, size_t n, const char *name,
                        const ot_probe *probe, size_t n_probes, ot_part_span *span,
                        ot_error *err) OT_CHECK_RESULT;

/* Do the spans hold each of the draws once? file[n] are their names. OT_ERR_INPUT */
ot_status ot_part_check_whole(const ot_part_span *span, const char *const *file, size_t n,
                              uint64_t draws, ot_error *err) OT_CHECK_RESULT;

/* A file that is there and no part is never replaced: OT_ERR_INPUT. */
ot_status ot_part_write(const char *path, const ot_buffer *bytes, ot_error *err) OT_CHECK_RESULT;
ot_status ot_part_read(const char *path, char **data, size_t *n, ot_error *err) OT_CHECK_RESULT;

#endif
