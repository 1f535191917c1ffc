#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "simulate/executor.h"
#include "simulate/kernel.h"
#include "simulate/workers.h"

/* From 256 to 4096 draws the time is the same to a few percent (bench/README.md): then the
 * shortest, which needs the least memory. */
enum { DEFAULT_BLOCK_LENGTH = 256 };

/* The pilot's draws that some probe reads. Scenarios differ in few rows, so draws that are the same
 * as the first case's share its place: the others' is then never touched, and memory that is never
 * touched costs nothing. */
struct pilot {
    size_t n, n_places;            /* draws; rows * slots */
    double *memory;                /* [n_cases][n_places][n] */
    const double **at;             /* [n_cases][n_places] */
    const double *const **of_case; /* [n_cases], into `at` */
    uint8_t *is_read; /* [n_places] by some probe; the memory of others is not touched */
};

static int reads(const ot_probe *probe, size_t row, size_t slot) {
    return !probe->parts || !probe->parts->reads || probe->parts->reads(probe->state, row, slot);
}

static void find_read(struct pilot *pilot, size_t n_slots, const ot_probe *probe, size_t n_probes) {
    for (size_t p = 0; p < n_probes; p++)
        for (size_t i = 0; i < pilot->n_places; i++)
            if (reads(&probe[p], i / n_slots, i % n_slots)) pilot->is_read[i] = 1;
}

static int pilot_init(struct pilot *pilot, const ot_case *const *c, size_t n_cases, size_t n) {
    const size_t n_places = ot_case_n_rows(c[0]) * c[0]->n_slots;
    const size_t n_vectors = n_cases * n_places;
    *pilot = (struct pilot){.n = n, .n_places = n_places};
    if (n_vectors + 1 > SIZE_MAX / sizeof(double) / n) return 0;
    pilot->memory = malloc((n_vectors + 1) * n * sizeof *pilot->memory);
    pilot->at = calloc(n_vectors + 1, sizeof *pilot->at);
    pilot->of_case = calloc(n_cases, sizeof *pilot->of_case);
    pilot->is_read = calloc(n_places + 1, sizeof *pilot->is_read);
    if (!pilot->memory || !pilot->at || !pilot->of_case || !pilot->is_read) return 0;
    for (size_t i = 0; i < n_vectors; i++)
        pilot->at[i] = pilot->memory + i % n_places * n;
    for (size_t k = 0; k < n_cases; k++)
        pilot->of_case[k] = pilot->at + k * n_places;
    return 1;
}

static void pilot_clear(struct pilot *pilot) {
    free(pilot->memory);
    free((void *)pilot->at);
    free((void *)pilot->of_case);
    free(pilot->is_read);
}

/* Keep n draws of one row and year of case k; once they differ from the first case's, give them a
 * place of their own. */
static void keep(struct pilot *pilot, size_t k, size_t i, const double *draw, uint64_t first,
                 size_t n) {
    double *shared = pilot->memory + i * pilot->n;
    double *own = pilot->memory + (k * pilot->n_places + i) * pilot->n;
    const size_t at = k * pilot->n_places + i, size = n * sizeof *draw;
    if (k > 0 && pilot->at[at] == shared) {
        if (memcmp(shared + first, draw, size) == 0) return;
        memcpy(own, shared, (size_t)first * sizeof *own);
        pilot->at[at] = own;
    }
    memcpy(own + first, draw, size);
}

static void pilot_run(struct pilot *pilot, ot_kernel *kernel, size_t length) {
    for (size_t first = 0; first < pilot->n; first += length) {
        const size_t n = pilot->n - first < length ? pilot->n - first : length;
        const ot_block block = ot_kernel_run(kernel, first, n);
        for (size_t k = 0; k < block.n_cases; k++)
            for (size_t i = 0; i < pilot->n_places; i++)
                if (pilot->is_read[i])
                    keep(pilot, k, i, block.series[k] + i * block.stride, first, n);
    }
}

/* The pilot is gone before the first block is added: the two needs of memory do not add up. Its
 * draws are simply made again. */
static ot_status begin(const ot_case *const *c, size_t n_cases, ot_kernel *kernel, size_t length,
                       const ot_probe *probe, size_t n_probes, uint64_t draws, ot_error *err) {
    const size_t n = draws < OT_PILOT_DRAWS ? (size_t)draws : OT_PILOT_DRAWS;
    struct pilot pilot;
    ot_status status = OT_OK;
    if (pilot_init(&pilot, c, n_cases, n)) {
        find_read(&pilot, c[0]->n_slots, probe, n_probes);
        pilot_run(&pilot, kernel, length);
        const ot_block block = {n_cases, c, NULL, n, n, 0, pilot.of_case, NULL};
        for (size_t p = 0; p < n_probes && !status; p++)
            status = probe[p].begin(probe[p].state, &block, draws, err);
    } else {
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for %zu pilot draws of %zu cases",
                         "内存不足以保存 %zu 次试算（%zu 个算例）", n, n_cases);
    }
    pilot_clear(&pilot);
    return status;
}

/* Fewer draws than these are not worth a state of their own. */
enum { LEAST_SHARE = 4096 };

/* One thread's: the first has the probes themselves, the others copies of them. */
struct worker {
    ot_kernel *kernel;
    ot_probe *probe; /* [n_probes] */
};

struct crew {
    const ot_run_options *options;
    size_t n, n_probes, length;
    struct worker *worker;        /* [n] */
    atomic_uint_fast64_t n_taken; /* blocks */
    atomic_uint_fast64_t n_done;  /* draws */
};

static size_t n_workers(const ot_probe *probe, size_t n_probes, const ot_run_options *options) {
    const uint64_t shares = options->draws / LEAST_SHARE;
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
    if (!crew->worker) return no_memory(crew, n_cases, err);
    for (size_t w = 0; w < n; w++) {
        struct worker *worker = &crew->worker[w];
        worker->probe = calloc(crew->n_probes + 1, sizeof *worker->probe);
        worker->kernel = ot_kernel_new(c, n_cases, crew->options, crew->length);
        if (!worker->probe || !worker->kernel) return no_memory(crew, n_cases, err);
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
        ot_kernel_free(worker->kernel);
    }
    free(crew->worker);
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
        const ot_block block = ot_kernel_run(worker->kernel, first, n);
        for (size_t p = 0; p < crew->n_probes; p++)
            worker->probe[p].add(worker->probe[p].state, &block);
        const uint64_t done = atomic_fetch_add(&crew->n_done, n) + n;
        if (w > 0 || done == draws) continue;
        ot_run_progress(crew->options, told, done);
        told = done;
    }
}

static size_t length_of(const ot_run_options *options) {
    const size_t n = (options->block_length + OT_BLOCK_STEP - 1) / OT_BLOCK_STEP;
    return n > 0 ? n * OT_BLOCK_STEP : DEFAULT_BLOCK_LENGTH;
}

static ot_status run(const ot_case *const *c, size_t n_cases, const ot_probe *probe,
                     size_t n_probes, const ot_run_options *options, ot_error *err) {
    struct crew crew = {.options = options,
                        .n = n_workers(probe, n_probes, options),
                        .n_probes = n_probes,
                        .length = length_of(options)};
    ot_status status = crew_init(&crew, c, n_cases, probe, err);
    if (!status)
        status = begin(c, n_cases, crew.worker[0].kernel, crew.length, probe, n_probes,
                       options->draws, err);
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
