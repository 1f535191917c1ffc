#include "simulate/part.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

/* The bytes of a part: MARK, the SHA-256 of all that follows it, version, identity, span, request,
 * the number of sets, the states. */
static const char MARK[] = "outturn part 1\n";
enum { MARK_SIZE = sizeof MARK - 1, HEAD_SIZE = MARK_SIZE + OT_SHA256_TEXT };
static const size_t MOST_BYTES = (size_t)1 << 32;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the part of a run",
                   "内存不足以存放部分运行的结果");
}

/* The hash of the hashes of the cases, so that no copy of them is made. */
ot_status ot_part_identify(const ot_case *const *c, size_t n_cases, const ot_run_options *options,
                           ot_part_identity *out, ot_error *err) {
    ot_buffer bytes = {0};
    out->draws = options->draws;
    ot_buffer_format(&bytes, "%s %" PRIu64 " %" PRIu64 " %d %zu\n", OUTTURN_VERSION, options->draws,
                     options->seed, (int)options->sampling, n_cases);
    for (size_t k = 0; k < n_cases; k++) {
        char sha256[OT_SHA256_TEXT];
        ot_sha256(c[k], ot_case_size(c[k]), sha256);
        ot_buffer_text(&bytes, sha256);
    }
    const int failed = bytes.failed;
    if (!failed) ot_sha256(bytes.data, bytes.length, out->sha256);
    ot_buffer_clear(&bytes);
    return failed ? no_memory(err) : OT_OK;
}

ot_part_span ot_part_span_of(uint64_t draws, uint32_t shard, uint32_t n_shards) {
    const uint64_t steps = (draws + OT_BLOCK_STEP - 1) / OT_BLOCK_STEP; /* below 2^27 */
    const uint64_t first = steps * (shard - 1) / n_shards * OT_BLOCK_STEP;
    const uint64_t end = steps * shard / n_shards * OT_BLOCK_STEP;
    return (ot_part_span){first, first, end < draws ? end : draws};
}

static void pack_head(ot_pack *pack, const ot_part_identity *of, ot_part_span *span,
                      const char **request, size_t *n_request, uint64_t *n_sets) {
    ot_pack_same(pack, OUTTURN_VERSION, sizeof OUTTURN_VERSION);
    if (of) {
        ot_pack_same(pack, of->sha256, sizeof of->sha256);
    } else {
        char any[OT_SHA256_TEXT];
        ot_pack_bytes(pack, any, sizeof any);
    }
    ot_pack_count(pack, &span->first);
    ot_pack_count(pack, &span->next);
    ot_pack_count(pack, &span->end);
    ot_pack_run(pack, request, n_request);
    ot_pack_count(pack, n_sets);
}

ot_status ot_part_pack(const ot_part_identity *of, const ot_part_span *span, const char *request,
                       const ot_probe *const *set, size_t n_sets, size_t n_probes, ot_buffer *out,
                       ot_error *err) {
    ot_part_span own = *span;
    ot_pack pack = ot_pack_into(out);
    char sha256[OT_SHA256_TEXT] = "";
    uint64_t count = n_sets;
    size_t n_request = request ? strlen(request) : 0;
    const char *text = request ? request : "";
    ot_buffer_add(out, MARK, MARK_SIZE);
    ot_buffer_add(out, sha256, sizeof sha256);
    pack_head(&pack, of, &own, &text, &n_request, &count);
    for (size_t s = 0; s < n_sets; s++)
        for (size_t p = 0; p < n_probes; p++)
            set[s][p].parts->pack(set[s][p].state, &pack);
    if (out->failed) return no_memory(err);
    ot_sha256(out->data + HEAD_SIZE, out->length - HEAD_SIZE, sha256);
    memcpy(out->data + MARK_SIZE, sha256, sizeof sha256);
    return OT_OK;
}

static ot_status fault(const char *name, ot_error *err, const char *english, const char *chinese) {
    (void)ot_fail(err, OT_ERR_INPUT, "%s%.0s", "%.0s%s", english, chinese);
    if (name) ot_error_locate(err, name, 0, 0);
    return OT_ERR_INPUT;
}

/* Past the head; or what is wrong with the bytes. */
static ot_status check(const char *data, size_t n, const char *name, ot_pack *pack, ot_error *err) {
    char sha256[OT_SHA256_TEXT];
    if (n < HEAD_SIZE || memcmp(data, MARK, MARK_SIZE) != 0)
        return fault(name, err,
                     "is no part of a run: those are written by --partial and --checkpoint",
                     "不是部分运行的结果；此类文件由 --partial 和 --checkpoint 写出");
    ot_sha256(data + HEAD_SIZE, n - HEAD_SIZE, sha256);
    if (memcmp(data + MARK_SIZE, sha256, sizeof sha256) != 0)
        return fault(name, err, "is damaged: its bytes are not those that were written",
                     "文件已损坏：内容与写出时不符");
    *pack = ot_pack_from(data + HEAD_SIZE, n - HEAD_SIZE);
    return OT_OK;
}

static ot_status of_another_run(const char *name, ot_error *err) {
    return fault(name, err,
                 "is a part of another run: its model, data, settings, draws, seed, sampling or "
                 "version differ",
                 "属于另一次运行：其模型、数据、设置、抽样次数、种子、抽样方法或版本不同");
}

/* One state, through a copy that takes what is read. */
static ot_status merge_state(const ot_probe *probe, ot_pack *pack, ot_error *err) {
    void *copy = NULL;
    ot_status status = probe->parts->copy(probe->state, &copy, err);
    if (status) return status;
    probe->parts->pack(copy, pack);
    if (!pack->failed) status = probe->parts->merge(probe->state, copy, err);
    probe->parts->free(copy);
    return status;
}

ot_status ot_part_merge(const ot_part_identity *of, const char *data, size_t n, const char *name,
                        const ot_probe *probe, size_t n_probes, ot_part_span *span, ot_error *err) {
    ot_pack pack;
    const char *request = NULL;
    size_t n_request = 0;
    uint64_t n_sets = 0;
    ot_status status = check(data, n, name, &pack, err);
    if (status) return status;
    pack_head(&pack, of, span, &request, &n_request, &n_sets);
    if (pack.failed) return of_another_run(name, err);
    for (uint64_t s = 0; s < n_sets && !pack.failed; s++)
        for (size_t p = 0; p < n_probes && !status && !pack.failed; p++)
            status = merge_state(&probe[p], &pack, err);
    if (!status && !ot_pack_is_done(&pack)) status = of_another_run(name, err);
    return status;
}

/* The span that begins at `first`, of any length if there is one; n: none does. */
static size_t find_first(const ot_part_span *span, size_t n, uint64_t first) {
    size_t found = n;
    for (size_t i = 0; i < n; i++)
        if (span[i].first == first && (found == n || span[i].end > span[found].end)) found = i;
    return found;
}

static ot_status check_finished(const ot_part_span *span, const char *file, ot_error *err) {
    if (span->next == span->end) return OT_OK;
    (void)ot_fail(err, OT_ERR_INPUT,
                  "is not finished: %" PRIu64 " of %" PRIu64 " draws are made; run it to its end",
                  "尚未完成：%" PRIu64 " / %" PRIu64 " 次抽样；请先运行完毕",
                  span->next - span->first, span->end - span->first);
    ot_error_locate(err, file, 0, 0);
    return OT_ERR_INPUT;
}

/* From the first draw on, span by span; shards of no draws may be anywhere. */
ot_status ot_part_check_whole(const ot_part_span *span, const char *const *file, size_t n,
                              uint64_t draws, ot_error *err) {
    uint64_t at = 0, n_held = 0;
    for (size_t i = 0; i < n; i++) {
        const ot_status status = check_finished(&span[i], file[i], err);
        if (status) return status;
        n_held += span[i].end - span[i].first;
    }
    while (at < draws) {
        const size_t i = find_first(span, n, at);
        if (i == n || span[i].end == at) break;
        at = span[i].end;
    }
    if (at < draws)
        return ot_fail(err, OT_ERR_INPUT,
                       "the draws from %" PRIu64 " on are in none of the %zu files; merge those of "
                       "all shards",
                       "自第 %" PRIu64 " 次起的抽样不在这 %zu 个文件之中；请合并全部分片的文件", at,
                       n);
    if (n_held > draws)
        return ot_fail(err, OT_ERR_INPUT,
                       "%" PRIu64 " draws in %zu files, of a run of %" PRIu64
                       "; a shard is among them twice",
                       "%" PRIu64 " 次抽样（%zu 个文件），而该次运行共 %" PRIu64 " 次；有分片重复",
                       n_held, n, draws);
    return OT_OK;
}

/* What is there already may be replaced if it is a part, too; a mistyped name must not cost a file.
 */
static ot_status check_old(const char *path, ot_error *err) {
    char *data = NULL;
    size_t n = 0;
    ot_error own;
    const ot_status status = ot_file_read(path, MOST_BYTES, &data, &n, &own);
    const int is_other =
        status == OT_ERR_INPUT ||
        (!status && n > 0 && (n < MARK_SIZE || memcmp(data, MARK, MARK_SIZE) != 0));
    free(data);
    if (!is_other) return OT_OK;
    return fault(path, err, "is there and is no part of a run, so that it is not replaced",
                 "已经存在，且不是部分运行的结果，因此不予覆盖");
}

ot_status ot_part_write(const char *path, const ot_buffer *bytes, ot_error *err) {
    const ot_status status = check_old(path, err);
    return status ? status : ot_file_write(path, bytes->data, bytes->length, err);
}

ot_status ot_part_read(const char *path, char **data, size_t *n, ot_error *err) {
    return ot_file_read(path, MOST_BYTES, data, n, err);
}

ot_status ot_part_request(const char *path, char **out, ot_error *err) {
    char *data = NULL;
    const char *request = NULL;
    size_t n = 0, n_request = 0;
    ot_part_span span;
    uint64_t n_sets = 0;
    ot_pack pack;
    ot_status status = ot_part_read(path, &data, &n, err);
    if (!status) status = check(data, n, path, &pack, err);
    if (!status) {
        pack_head(&pack, NULL, &span, &request, &n_request, &n_sets);
        if (pack.failed)
            status = fault(path, err, "is a part of a run by another version of outturn",
                           "由其他版本的 outturn 写出");
    }
    if (!status) {
        *out = calloc(n_request + 1, 1);
        if (*out)
            memcpy(*out, request, n_request);
        else
            status = no_memory(err);
    }
    free(data);
    return status;
}
