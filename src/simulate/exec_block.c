#include <stdatomic.h>
#include <stdlib.h>

#include "simulate/executor.h"
#include "simulate/kernel.h"
#include "simulate/pilot.h"
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
    size_t n, n_probes, length;
    struct worker *worker;        /* [n] */
    ot_kernel **kernel;           /* [n] */
    ot_pilot *pilot;              /* when it holds all draws; else NULL */
    atomic_uint_fast64_t n_taken; /* blocks */
    atomic_uint_fast64_t n_done;  /* draws */
};

static size_t n_workers(const ot_probe *probe, size_t n_probes, const ot_run_options *options) {
    const int is_pilot = options->draws <= OT_PILOT_DRAWS;
    const uint64_t shares = options->draws / (is_pilot ? LEAST_SHARE_OF_PILOT : LEAST_SHARE);
    size_t n = options->threads > 0 ? options->threads : ot_workers_online();
    for (size_t p = 0; p < n_probes; p++)
        if (!probe[p].parts) n = 1;
    if (shares < n) n = (size_t)shares;
    return n > 0 ? n : 1;
}

static ot_status no_memory(const struct crew *crew, size_t n_cases, ot_error *err) {
    return ot_fail(
        err, OT_ERR_NOMEM, "no memory for blocks of %zu draws of %zu cases on %zu threads",
        "内存不足以容纳每块 %zu 次抽样（%zu 个算例，%zu 个线程）", crew->length, n_cases, crew->n);
}

static ot_status crew_init(struct crew *crew, const ot_case *const *c, size_t n_cases,
                           const ot_probe *probe, ot_error *err) {
    const size_t n = crew->n;
    crew->worker = calloc(n, sizeof *crew->worker);
    crew->kernel = calloc(n, sizeof *crew->kernel);
    if (!crew->worker || !crew->kernel) return no_memory(crew, n_cases, err);
    for (size_t w = 0; w < n; w++) {
        struct worker *worker = &crew->worker[w];
        worker->probe = calloc(crew->n_probes + 1, sizeof *worker->probe);
        crew->kernel[w] = w == 0 ? ot_kernel_new(c, n_cases, crew->options, crew->length)
                                 : ot_kernel_beside(crew->kernel[0], crew->options, crew->length);
        if (!worker->probe || !crew->kernel[w]) return no_memory(crew, n_cases, err);
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
    const int is_all = draws <= OT_PILOT_DRAWS;
    const size_t n = is_all ? (size_t)draws : OT_PILOT_DRAWS;
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

/* Whoever is free takes the next block. Progress is told by the first worker alone: it is on the
 * caller's thread. */
static void work(void *state, size_t w) {
    struct crew *crew = state;
    const struct worker *worker = &crew->worker[w];
    const uint64_t draws = crew->options->draws, length = crew->length;
    uint64_t told = 0, first;
    while ((first = atomic_fetch_add(&crew->n_taken, 1) * length) < draws) {
        const size_t n = draws - first < length ? (size_t)(draws - first) : (size_t)length;
        const ot_block block = crew->pilot ? ot_pilot_block(crew->pilot, first, n)
                                           : ot_kernel_run(crew->kernel[w], first, n);
        for (size_t p = 0; p < crew->n_probes; p++)
            worker->probe[p].add(worker->probe[p].state, &block);
        const uint64_t done = atomic_fetch_add(&crew->n_done, n) + n;
        if (w > 0 || done == draws) continue;
        ot_run_progress(crew->options, told, done);
        told = done;
    }
}

static ot_status run(const ot_case *const *c, size_t n_cases, const ot_probe *probe,
                     size_t n_probes, const ot_run_options *options, ot_error *err) {
    struct crew crew = {.options = options,
                        .n = n_workers(probe, n_probes, options),
                        .n_probes = n_probes,
                        .length = options->block_length > 0 ? options->block_length
                                                            : DEFAULT_BLOCK_LENGTH};
    ot_status status = crew_init(&crew, c, n_cases, probe, err);
    if (!status) status = begin(&crew, c, n_cases, err);
    if (!status) status = share(&crew, err);
    if (!status) {
        ot_workers_run(crew.n, work, &crew);
        ot_run_progress(options, options->draws - 1, options->draws);
        status = gather(&crew, err);
    }
    crew_clear(&crew);
    return status;
}

const ot_executor ot_executor_block = {
    .info = {.name = "block",
             .text = {"blocks of draws, counter-based streams, on several threads; the default",
                      "按块抽样，计数器随机数流，可用多线程；默认"}},
    .run = run};
