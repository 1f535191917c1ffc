#include "simulate/crew.h"

#include <stdlib.h>
#include <time.h>

#include "simulate/executor.h"
#include "simulate/workers.h"

ot_status ot_crew_no_memory(const ot_crew *crew, ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM,
                   "no memory for blocks of %zu draws of %zu cases on %zu threads",
                   "内存不足以容纳每块 %zu 次抽样（%zu 个算例，%zu 个线程）", crew->length,
                   crew->n_cases, crew->n);
}

ot_status ot_crew_init(ot_crew *crew, const ot_case *const *c, const ot_probe *probe,
                       ot_error *err) {
    const size_t n = crew->n;
    crew->worker = calloc(n, sizeof *crew->worker);
    crew->kernel = calloc(n, sizeof *crew->kernel);
    if (!crew->worker || !crew->kernel) return ot_crew_no_memory(crew, err);
    for (size_t w = 0; w < n; w++) {
        ot_worker *worker = &crew->worker[w];
        worker->probe = calloc(crew->n_probes + 1, sizeof *worker->probe);
        crew->kernel[w] = w == 0 ? ot_kernel_new(c, crew->n_cases, crew->options, crew->length)
                                 : ot_kernel_beside(crew->kernel[0], crew->options, crew->length);
        if (!worker->probe || !crew->kernel[w]) return ot_crew_no_memory(crew, err);
        for (size_t p = 0; p < crew->n_probes; p++) {
            worker->probe[p] = probe[p];
            if (w > 0) worker->probe[p].state = NULL;
        }
    }
    return OT_OK;
}

void ot_crew_clear(ot_crew *crew) {
    for (size_t w = 0; crew->worker && w < crew->n; w++) {
        const ot_worker *worker = &crew->worker[w];
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

ot_status ot_crew_share(const ot_crew *crew, ot_error *err) {
    ot_status status = OT_OK;
    for (size_t w = 1; w < crew->n; w++)
        for (size_t p = 0; p < crew->n_probes && !status; p++) {
            ot_probe *probe = &crew->worker[w].probe[p];
            status = probe->parts->copy(crew->worker[0].probe[p].state, &probe->state, err);
        }
    return status;
}

ot_status ot_crew_gather(const ot_crew *crew, ot_error *err) {
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

int ot_crew_is_stopped(const ot_crew *crew) {
    return crew->options->part.stop && atomic_load(crew->options->part.stop) != 0;
}

/* The first worker, which is on the caller's thread, tells of progress, and the others when to
 * rest. */
static void lead(ot_crew *crew, uint64_t *told) {
    const uint64_t done = atomic_load(&crew->n_done), all = crew->span.end - crew->span.first;
    if (done < all) ot_run_progress(crew->options, *told, done, all);
    *told = done;
    if (ot_crew_is_stopped(crew) || (crew->pause_at > 0.0 && seconds_now() >= crew->pause_at))
        atomic_store(&crew->rests, 1);
}

/* Whoever is free takes the next block. */
static void work(void *state, size_t w) {
    ot_crew *crew = state;
    const ot_worker *worker = &crew->worker[w];
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
void ot_crew_work(ot_crew *crew) {
    ot_part_span *span = &crew->span;
    atomic_store(&crew->n_taken, 0);
    atomic_store(&crew->n_done, span->next - span->first);
    atomic_store(&crew->rests, ot_crew_is_stopped(crew));
    crew->pause_at =
        crew->options->part.checkpoint ? seconds_now() + crew->options->part.seconds : 0.0;
    ot_workers_run(crew->n, work, crew);
    span->next = span->first + atomic_load(&crew->n_done);
}
