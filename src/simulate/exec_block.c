#include <inttypes.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "simulate/executor.h"
#include "simulate/kernel.h"
#include "simulate/part.h"
#include "simulate/pilot.h"
#include "simulate/ranks.h"
#include "simulate/workers.h"

/* From 256 to 4096 draws the time is the same to a few percent (bench/README.md): then the
 * shortest, which needs the least memory. */
enum { DEFAULT_BLOCK_LENGTH = 256 };

/* Fewer draws than these are not worth a state of their own; more when it has histograms, which
 * states of a run that the pilot answers have not. */
enum { LEAST_SHARE = 4096, LEAST_SHARE_OF_PILOT = 1024 };

/* One thread's: the first has the probes themselves, the others copies of them. */
struct worker {
    ot_probe *probe; /* [n_probes] */
};

struct crew {
    const ot_run_options *options;
    size_t n, n_cases, n_probes, length;
    struct worker *worker; /* [n] */
    ot_kernel **kernel;    /* [n] */
    ot_pilot *pilot;       /* when it holds all draws; else NULL */
    ot_part_identity identity;
    ot_part_span span;            /* of this process; `next` is behind what all have done */
    double pause_at;              /* seconds; when to rest for a checkpoint; 0: never */
    atomic_int rests;             /* nobody takes another block */
    atomic_uint_fast64_t n_taken; /* blocks from span.next on */
    atomic_uint_fast64_t n_done;  /* draws of the span */
};

/* No part of a run, but all of it by this process. */
static int is_alone(const ot_run_options *options) {
    const ot_run_part *part = &options->part;
    return part->n_merged == 0 && part->n_shards == 0 && !part->checkpoint && !part->file &&
           ot_ranks_n() < 2;
}

/* A function of the run alone: every part of it has the same pilot. */
static size_t n_pilot_draws(const ot_case *c, size_t n_cases, uint64_t draws) {
    const size_t n_values = n_cases * c->n_indicators * c->n_slots;
    if (draws <= OT_PILOT_DRAWS) return (size_t)draws;
    if (draws > OT_PILOT_MOST || n_values > OT_PILOT_VALUES / draws) return OT_PILOT_DRAWS;
    return (size_t)draws;
}

static size_t n_workers(const ot_probe *probe, size_t n_probes, const ot_run_options *options,
                        const ot_part_span *span, size_t n_pilot) {
    const int is_pilot = n_pilot == options->draws;
    const uint64_t shares =
        (span->end - span->first) / (is_pilot ? LEAST_SHARE_OF_PILOT : LEAST_SHARE);
    size_t n = options->threads > 0 ? options->threads : ot_workers_online();
    for (size_t p = 0; p < n_probes; p++)
        if (!probe[p].parts) n = 1;
    if (shares < n) n = (size_t)shares;
    return n > 0 ? n : 1;
}

static ot_status no_memory(const struct crew *crew, ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM,
                   "no memory for blocks of %zu draws of %zu cases on %zu threads",
                   "内存不足以容纳每块 %zu 次抽样（%zu 个算例，%zu 个线程）", crew->length,
                   crew->n_cases, crew->n);
}

static ot_status crew_init(struct crew *crew, const ot_case *const *c, size_t n_cases,
                           const ot_probe *probe, ot_error *err) {
    const size_t n = crew->n;
    crew->worker = calloc(n, sizeof *crew->worker);
    crew->kernel = calloc(n, sizeof *crew->kernel);
    if (!crew->worker || !crew->kernel) return no_memory(crew, err);
    for (size_t w = 0; w < n; w++) {
        struct worker *worker = &crew->worker[w];
        worker->probe = calloc(crew->n_probes + 1, sizeof *worker->probe);
        crew->kernel[w] = w == 0 ? ot_kernel_new(c, n_cases, crew->options, crew->length)
                                 : ot_kernel_beside(crew->kernel[0], crew->options, crew->length);
        if (!worker->probe || !crew->kernel[w]) return no_memory(crew, err);
        for (size_t p = 0; p < crew->n_probes; p++) {
            worker->probe[p] = probe[p];
            if (w > 0) worker->probe[p].state = NULL;
        }
    }
    return OT_OK;
}

static void crew_clear(struct crew *crew) {
    for (size_t w = 0; crew->worker && w < crew->n; w++) {
        const struct worker *worker = &crew->worker[w];
        for (size_t p = 0; w > 0 && worker->probe && p < crew->n_probes; p++)
            if (worker->probe[p].parts) worker->probe[p].parts->free(worker->probe[p].state);
        free(worker->probe);
    }
    for (size_t w = crew->n; crew->kernel && w > 0; w--) /* the first lends to the others */
        ot_kernel_free(crew->kernel[w - 1]);
    free(crew->kernel);
    ot_pilot_free(crew->pilot);
    free(crew->worker);
}

/* A pilot that does not hold all draws is gone before the first block is added: the two needs of
 * memory do not add up. Its draws are simply made again. */
static ot_status begin(struct crew *crew, const ot_case *const *c, size_t n_cases, ot_error *err) {
    const uint64_t draws = crew->options->draws;
    const ot_probe *probe = crew->worker[0].probe;
    const size_t n = n_pilot_draws(c[0], n_cases, draws);
    const int is_all = n == draws && is_alone(crew->options); /* parts begin within its blocks */
    ot_pilot *pilot = ot_pilot_new(c, n_cases, crew->kernel, crew->n, crew->length, n, is_all,
                                   probe, crew->n_probes);
    if (!pilot)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu pilot draws of %zu cases",
                       "内存不足以保存 %zu 次试算（%zu 个算例）", n, n_cases);
    const ot_block block = ot_pilot_all(pilot);
    const ot_status status = ot_probes_begin(probe, crew->n_probes, &block, draws, crew->n, err);
    if (is_all)
        crew->pilot = pilot;
    else
        ot_pilot_free(pilot);
    return status;
}

static ot_status share(const struct crew *crew, ot_error *err) {
    ot_status status = OT_OK;
    for (size_t w = 1; w < crew->n; w++)
        for (size_t p = 0; p < crew->n_probes && !status; p++) {
            ot_probe *probe = &crew->worker[w].probe[p];
            status = probe->parts->copy(crew->worker[0].probe[p].state, &probe->state, err);
        }
    return status;
}

static ot_status gather(const struct crew *crew, ot_error *err) {
    ot_status status = OT_OK;
    for (size_t w = 1; w < crew->n; w++)
        for (size_t p = 0; p < crew->n_probes && !status; p++) {
            const ot_probe *probe = &crew->worker[w].probe[p];
            status = probe->parts->merge(crew->worker[0].probe[p].state, probe->state, err);
        }
    return status;
}

static double seconds_now(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int is_stopped(const struct crew *crew) {
    return crew->options->part.stop && atomic_load(crew->options->part.stop) != 0;
}

/* The first worker, which is on the caller's thread, tells of progress, and the others when to
 * rest. */
static void lead(struct crew *crew, uint64_t *told) {
    const uint64_t done = atomic_load(&crew->n_done), all = crew->span.end - crew->span.first;
    if (done < all) ot_run_progress(crew->options, *told, done, all);
    *told = done;
    if (is_stopped(crew) || (crew->pause_at > 0.0 && seconds_now() >= crew->pause_at))
        atomic_store(&crew->rests, 1);
}

/* Whoever is free takes the next block. */
static void work(void *state, size_t w) {
    struct crew *crew = state;
    const struct worker *worker = &crew->worker[w];
    const uint64_t next = crew->span.next, end = crew->span.end, length = crew->length;
    uint64_t told = atomic_load(&crew->n_done), first;
    while (!atomic_load(&crew->rests) &&
           (first = next + atomic_fetch_add(&crew->n_taken, 1) * length) < end) {
        const size_t n = end - first < length ? (size_t)(end - first) : (size_t)length;
        const ot_block block = crew->pilot ? ot_pilot_block(crew->pilot, first, n)
                                           : ot_kernel_run(crew->kernel[w], first, n);
        for (size_t p = 0; p < crew->n_probes; p++)
            worker->probe[p].add(worker->probe[p].state, &block);
        (void)atomic_fetch_add(&crew->n_done, n);
        if (w == 0) lead(crew, &told);
    }
}

/* Until all is done, or it is time to rest. */
static void work_on(struct crew *crew) {
    ot_part_span *span = &crew->span;
    atomic_store(&crew->n_taken, 0);
    atomic_store(&crew->n_done, span->next - span->first);
    atomic_store(&crew->rests, is_stopped(crew));
    crew->pause_at =
        crew->options->part.checkpoint ? seconds_now() + crew->options->part.seconds : 0.0;
    ot_workers_run(crew->n, work, crew);
    span->next = span->first + atomic_load(&crew->n_done);
}

/* What all workers have collected, as bytes. */
static ot_status pack(const struct crew *crew, size_t n_workers, ot_buffer *out, ot_error *err) {
    const ot_probe **set = calloc(n_workers, sizeof *set);
    for (size_t w = 0; set && w < n_workers; w++)
        set[w] = crew->worker[w].probe;
    const ot_status status =
        set ? ot_part_pack(&crew->identity, &crew->span, crew->options->part.request, set,
                           n_workers, crew->n_probes, out, err)
            : no_memory(crew, err);
    free((void *)set);
    return status;
}

static ot_status write_part(const struct crew *crew, const char *path, size_t n_workers,
                            ot_error *err) {
    ot_buffer bytes = {0};
    ot_status status = pack(crew, n_workers, &bytes, err);
    if (!status) status = ot_part_write(path, &bytes, err);
    ot_buffer_clear(&bytes);
    return status;
}

static ot_status merge_file(const struct crew *crew, const char *path, ot_part_span *span,
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
static ot_status take_up(struct crew *crew, ot_error *err) {
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
    if (!status) crew->span.next = span.next;
    return status;
}

static ot_status interrupted(const struct crew *crew, ot_error *err) {
    const char *checkpoint = crew->options->part.checkpoint;
    const uint64_t n = crew->span.next - crew->span.first, all = crew->span.end - crew->span.first;
    if (!checkpoint)
        return ot_fail(err, OT_ERR_INTERRUPTED,
                       "interrupted after %" PRIu64 " of %" PRIu64 " draws",
                       "已中断，完成 %" PRIu64 " 次抽样，共 %" PRIu64 " 次", n, all);
    return ot_fail(err, OT_ERR_INTERRUPTED,
                   "interrupted; %s keeps %" PRIu64 " of %" PRIu64
                   " draws, and the same command goes on from there",
                   "已中断；%s 保存了 %" PRIu64 " 次抽样（共 %" PRIu64 " 次），用同一命令可继续",
                   checkpoint, n, all);
}

static ot_status draw(struct crew *crew, ot_error *err) {
    const char *checkpoint = crew->options->part.checkpoint;
    ot_status status = OT_OK;
    while (crew->span.next < crew->span.end && !status) {
        work_on(crew);
        if (checkpoint && crew->span.next < crew->span.end)
            status = write_part(crew, checkpoint, crew->n, err);
        if (!status && crew->span.next < crew->span.end && is_stopped(crew))
            return interrupted(crew, err);
    }
    const uint64_t all = crew->span.end - crew->span.first;
    if (!status && all > 0) ot_run_progress(crew->options, all - 1, all, all);
    return status;
}

/* Each shard's file once, none left out. */
static ot_status merge_files(struct crew *crew, ot_error *err) {
    const ot_run_part *part = &crew->options->part;
    ot_part_span *span = calloc(part->n_merged, sizeof *span);
    ot_status status = span ? OT_OK : no_memory(crew, err);
    for (size_t i = 0; i < part->n_merged && !status; i++)
        status = merge_file(crew, part->merged[i], &span[i], err);
    if (!status)
        status = ot_part_check_whole(span, part->merged, part->n_merged, crew->options->draws, err);
    free(span);
    return status;
}

static ot_status take_rank(void *state, const char *data, size_t n, ot_error *err) {
    const struct crew *crew = state;
    ot_part_span span;
    return ot_part_merge(&crew->identity, data, n, NULL, crew->worker[0].probe, crew->n_probes,
                         &span, err);
}

/* To whom asked for it: a file, or the first of several processes. */
static ot_status hand_over(struct crew *crew, ot_error *err) {
    if (crew->options->part.file) return write_part(crew, crew->options->part.file, 1, err);
    if (ot_ranks_n() < 2) return OT_OK;
    ot_buffer bytes = {0};
    ot_status status = ot_ranks_own() > 0 ? pack(crew, 1, &bytes, err) : OT_OK;
    if (!status) status = ot_ranks_gather(&bytes, take_rank, crew, err);
    ot_buffer_clear(&bytes);
    return status;
}

static ot_part_span own_span(const ot_run_options *options) {
    const ot_run_part *part = &options->part;
    if (part->n_merged > 0) return (ot_part_span){options->draws, options->draws, options->draws};
    if (part->n_shards > 0) return ot_part_span_of(options->draws, part->shard, part->n_shards);
    return ot_part_span_of(options->draws, (uint32_t)ot_ranks_own() + 1, (uint32_t)ot_ranks_n());
}

static size_t length_of(const ot_run_options *options) {
    const size_t n = (options->block_length + OT_BLOCK_STEP - 1) / OT_BLOCK_STEP;
    return n > 0 ? n * OT_BLOCK_STEP : DEFAULT_BLOCK_LENGTH;
}

static ot_status run(const ot_case *const *c, size_t n_cases, const ot_probe *probe,
                     size_t n_probes, const ot_run_options *options, ot_error *err) {
    struct crew crew = {.options = options,
                        .span = own_span(options),
                        .n_cases = n_cases,
                        .n_probes = n_probes,
                        .length = length_of(options)};
    crew.n = n_workers(probe, n_probes, options, &crew.span,
                       n_pilot_draws(c[0], n_cases, options->draws));
    if (!is_alone(options)) crew.identity = ot_part_identify(c, n_cases, options);
    ot_status status = crew_init(&crew, c, n_cases, probe, err);
    if (!status) status = begin(&crew, c, n_cases, err);
    if (!status) status = share(&crew, err);
    if (!status) status = take_up(&crew, err);
    if (!status) status = draw(&crew, err);
    if (!status) status = gather(&crew, err);
    if (!status && options->part.n_merged > 0) status = merge_files(&crew, err);
    if (!status) status = hand_over(&crew, err);
    crew_clear(&crew);
    return status;
}

const ot_executor ot_executor_block = {
    .info = {.name = "block",
             .text = {"blocks of draws, counter-based streams, on several threads; the default",
                      "按块抽样，计数器随机数流，可用多线程；默认"}},
    .run = run};
