/* What a crew has collected, given to and taken from files and other processes. */
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "simulate/crew.h"
#include "simulate/ranks.h"

/* What all workers have collected, as bytes. */
static ot_status pack(const ot_crew *crew, size_t n_workers, ot_buffer *out, ot_error *err) {
    const ot_probe **set = calloc(n_workers, sizeof *set);
    for (size_t w = 0; set && w < n_workers; w++)
        set[w] = crew->worker[w].probe;
    const ot_status status =
        set ? ot_part_pack(&crew->identity, &crew->span, crew->options->part.request, set,
                           n_workers, crew->n_probes, out, err)
            : ot_crew_no_memory(crew, err);
    free((void *)set);
    return status;
}

ot_status ot_crew_write(const ot_crew *crew, const char *path, size_t n_workers, ot_error *err) {
    ot_buffer bytes = {0};
    ot_status status = pack(crew, n_workers, &bytes, err);
    if (!status) status = ot_part_write(path, &bytes, err);
    ot_buffer_clear(&bytes);
    return status;
}

static ot_status merge_file(const ot_crew *crew, const char *path, ot_part_span *span,
                            ot_error *err) {
    char *data = NULL;
    size_t n = 0;
    ot_status status = ot_part_read(path, &data, &n, err);
    if (!status)
        status = ot_part_merge(&crew->identity, data, n, path, crew->worker[0].probe,
                               crew->n_probes, span, err);
    free(data);
    return status;
}

/* Go on where a run before was interrupted. */
ot_status ot_crew_take_up(ot_crew *crew, ot_error *err) {
    const char *path = crew->options->part.checkpoint;
    if (!path || access(path, F_OK) != 0) return OT_OK;
    ot_part_span span;
    ot_status status = merge_file(crew, path, &span, err);
    if (!status && (span.first != crew->span.first || span.end != crew->span.end)) {
        status = ot_fail(err, OT_ERR_INPUT,
                         "is the checkpoint of the draws %" PRIu64 " to %" PRIu64
                         "; this run makes %" PRIu64 " to %" PRIu64,
                         "是第 %" PRIu64 " 至 %" PRIu64 " 次抽样的检查点；本次运行为第 %" PRIu64
                         " 至 %" PRIu64 " 次",
                         span.first, span.end, crew->span.first, crew->span.end);
        ot_error_locate(err, path, 0, 0);
    }
    if (!status && span.next >= span.end) { /* a shard's file, which is not ours to remove */
        status =
            ot_fail(err, OT_ERR_INPUT,
                    "is a finished part and no checkpoint; \"outturn merge\" makes its results",
                    "是已完成的部分结果，不是检查点；“outturn merge”可得出其结果");
        ot_error_locate(err, path, 0, 0);
    }
    if (!status) crew->span.next = span.next;
    return status;
}

/* Each shard's file once, none left out. */
ot_status ot_crew_merge_files(ot_crew *crew, ot_error *err) {
    const ot_run_part *part = &crew->options->part;
    ot_part_span *span = calloc(part->n_merged, sizeof *span);
    ot_status status = span ? OT_OK : ot_crew_no_memory(crew, err);
    for (size_t i = 0; i < part->n_merged && !status; i++)
        status = merge_file(crew, part->merged[i], &span[i], err);
    if (!status)
        status = ot_part_check_whole(span, part->merged, part->n_merged, crew->options->draws, err);
    free(span);
    return status;
}

static ot_status take_rank(void *state, const char *data, size_t n, ot_error *err) {
    const ot_crew *crew = state;
    ot_part_span span;
    return ot_part_merge(&crew->identity, data, n, NULL, crew->worker[0].probe, crew->n_probes,
                         &span, err);
}

/* To whom asked for it: a file, or the first of several processes. */
ot_status ot_crew_hand_over(ot_crew *crew, ot_error *err) {
    if (crew->options->part.file) return ot_crew_write(crew, crew->options->part.file, 1, err);
    if (ot_ranks_n() < 2) return OT_OK;
    ot_buffer bytes = {0};
    ot_status status = ot_ranks_own() > 0 ? pack(crew, 1, &bytes, err) : OT_OK;
    if (!status) status = ot_ranks_gather(&bytes, take_rank, crew, err);
    ot_buffer_clear(&bytes);
    return status;
}
