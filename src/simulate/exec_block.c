#include <stdlib.h>
#include <string.h>

#include "simulate/executor.h"
#include "simulate/kernel.h"

/* From 256 to 4096 draws the time is the same to a few percent (bench/README.md): then the
 * shortest, which needs the least memory. */
enum { DEFAULT_BLOCK_LENGTH = 256 };

/* The pilot's draws. Scenarios differ in few rows, so draws that are the same as the first case's
 * share its place: the others' is then never touched, and memory that is never touched costs
 * nothing. */
struct pilot {
    size_t n, n_places;            /* draws; rows * slots */
    double *memory;                /* [n_cases][n_places][n] */
    const double **at;             /* [n_cases][n_places] */
    const double *const **of_case; /* [n_cases], into `at` */
};

static int pilot_init(struct pilot *pilot, const ot_case *const *c, size_t n_cases, size_t n) {
    const size_t n_places = ot_case_n_rows(c[0]) * c[0]->n_slots;
    const size_t n_vectors = n_cases * n_places;
    *pilot = (struct pilot){.n = n, .n_places = n_places};
    if (n_vectors + 1 > SIZE_MAX / sizeof(double) / n) return 0;
    pilot->memory = malloc((n_vectors + 1) * n * sizeof *pilot->memory);
    pilot->at = calloc(n_vectors + 1, sizeof *pilot->at);
    pilot->of_case = calloc(n_cases, sizeof *pilot->of_case);
    if (!pilot->memory || !pilot->at || !pilot->of_case) return 0;
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

static ot_status run(const ot_case *const *c, size_t n_cases, const ot_probe *probe,
                     size_t n_probes, const ot_run_options *options, ot_error *err) {
    const size_t length = options->block_length > 0 ? options->block_length : DEFAULT_BLOCK_LENGTH;
    ot_kernel *kernel = ot_kernel_new(c, n_cases, options, length);
    if (!kernel)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for blocks of %zu draws of %zu cases",
                       "内存不足以容纳每块 %zu 次抽样（%zu 个算例）", length, n_cases);
    ot_status status = begin(c, n_cases, kernel, length, probe, n_probes, options->draws, err);
    for (uint64_t first = 0; first < options->draws && !status; first += length) {
        const uint64_t left = options->draws - first;
        const size_t n = left < length ? (size_t)left : length;
        const ot_block block = ot_kernel_run(kernel, first, n);
        for (size_t p = 0; p < n_probes; p++)
            probe[p].add(probe[p].state, &block);
        ot_run_progress(options, first, first + n);
    }
    ot_kernel_free(kernel);
    return status;
}

const ot_executor ot_executor_block = {
    .info = {.name = "block",
             .text = {"blocks of draws, counter-based streams; the default",
                      "按块抽样，计数器随机数流；默认"}},
    .run = run};
