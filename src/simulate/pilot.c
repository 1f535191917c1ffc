#include "simulate/pilot.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "simulate/workers.h"

/* As in the kernel: vectors that start a multiple of 4096 bytes apart hinder each other in the
 * cache. */
enum { PADDING = 16 };

struct ot_pilot {
    const ot_case *const *c;
    size_t n, n_cases, n_places;   /* draws; rows * slots */
    size_t stride;                 /* from vector to vector */
    size_t length, n_blocks;       /* of draws */
    double *memory;                /* [n_cases][n_places][stride] */
    const double **at;             /* [n_cases][n_places] */
    const double *const **of_case; /* [n_cases], into `at` */
    uint8_t *is_read;   /* [n_places] by some probe; the memory of others is not touched */
    uint64_t *unsolved; /* [n_blocks][n_cases] */
    uint8_t *is_own;    /* [n_cases][n_places][n_blocks]: not the same as the first case's */
    ot_kernel *const *kernel;
    atomic_size_t n_taken; /* blocks */
};

static int reads(const ot_probe *probe, size_t row, size_t slot) {
    return !probe->parts || !probe->parts->reads || probe->parts->reads(probe->state, row, slot);
}

static int adds(const ot_probe *probe, size_t row, size_t slot) {
    return !probe->parts || !probe->parts->adds || probe->parts->adds(probe->state, row, slot);
}

static void find_read(ot_pilot *p, const ot_probe *probe, size_t n_probes, int is_all) {
    const size_t n_slots = p->c[0]->n_slots;
    for (size_t k = 0; k < n_probes; k++)
        for (size_t i = 0; i < p->n_places; i++) {
            const size_t row = i / n_slots, slot = i % n_slots;
            if (reads(&probe[k], row, slot) || (is_all && adds(&probe[k], row, slot)))
                p->is_read[i] = 1;
        }
}

static int allocate(ot_pilot *p) {
    const size_t n_vectors = p->n_cases * p->n_places;
    if (n_vectors + 1 > SIZE_MAX / sizeof(double) / p->stride) return 0;
    p->memory = malloc((n_vectors + 1) * p->stride * sizeof *p->memory);
    p->at = calloc(n_vectors + 1, sizeof *p->at);
    p->of_case = calloc(p->n_cases, sizeof *p->of_case);
    p->is_read = calloc(p->n_places + 1, sizeof *p->is_read);
    p->is_own = calloc(n_vectors + 1, p->n_blocks);
    p->unsolved = calloc(p->n_blocks * p->n_cases, sizeof *p->unsolved);
    if (!p->memory || !p->at || !p->of_case || !p->is_read || !p->is_own || !p->unsolved) return 0;
    for (size_t i = 0; i < n_vectors; i++)
        p->at[i] = p->memory + i % p->n_places * p->stride;
    for (size_t k = 0; k < p->n_cases; k++)
        p->of_case[k] = p->at + k * p->n_places;
    return 1;
}

void ot_pilot_free(ot_pilot *p) {
    if (!p) return;
    free(p->memory);
    free((void *)p->at);
    free((void *)p->of_case);
    free(p->is_read);
    free(p->is_own);
    free(p->unsolved);
    free(p);
}

/* Keep draws of one row and year of case k, in a place of their own where they differ from the
 * first case's. */
static void keep(ot_pilot *p, size_t k, size_t i, const ot_block *block) {
    const size_t vector = k * p->n_places + i, first = (size_t)block->first;
    const double *draw = block->series[k] + i * block->stride;
    const size_t size = block->n * sizeof *draw;
    double *own = p->memory + vector * p->stride + first;
    if (k > 0 && memcmp(p->memory + i * p->stride + first, draw, size) == 0) return;
    p->is_own[vector * p->n_blocks + first / p->length] = k > 0;
    memcpy(own, draw, size);
}

static void run_blocks(void *state, size_t w) {
    ot_pilot *p = state;
    size_t b;
    while ((b = atomic_fetch_add(&p->n_taken, 1)) < p->n_blocks) {
        const size_t first = b * p->length;
        const size_t n = p->n - first < p->length ? p->n - first : p->length;
        const ot_block block = ot_kernel_run(p->kernel[w], first, n);
        memcpy(p->unsolved + b * p->n_cases, block.unsolved, p->n_cases * sizeof *p->unsolved);
        for (size_t k = 0; k < p->n_cases; k++)
            for (size_t i = 0; i < p->n_places; i++)
                if (p->is_read[i]) keep(p, k, i, &block);
    }
}

/* A vector that differs in some blocks gets the others' draws, too. */
static void complete(ot_pilot *p, size_t k, size_t i) {
    const size_t vector = k * p->n_places + i, size = p->length * sizeof(double);
    const uint8_t *is_own = p->is_own + vector * p->n_blocks;
    const double *shared = p->memory + i * p->stride;
    double *own = p->memory + vector * p->stride;
    if (!memchr(is_own, 1, p->n_blocks)) return;
    p->at[vector] = own;
    for (size_t b = 0; b < p->n_blocks; b++) {
        const size_t first = b * p->length, left = (p->n - first) * sizeof *own;
        if (!is_own[b]) memcpy(own + first, shared + first, left < size ? left : size);
    }
}

ot_pilot *ot_pilot_new(const ot_case *const *c, size_t n_cases, ot_kernel *const *kernel,
                       size_t n_workers, size_t length, size_t n, int is_all, const ot_probe *probe,
                       size_t n_probes) {
    ot_pilot *p = calloc(1, sizeof *p);
    if (!p) return NULL;
    p->c = c;
    p->n = n;
    p->stride = n + PADDING;
    p->n_cases = n_cases;
    p->n_places = ot_case_n_rows(c[0]) * c[0]->n_slots;
    p->length = length;
    p->n_blocks = (n + length - 1) / length;
    p->kernel = kernel;
    atomic_init(&p->n_taken, 0);
    if (!allocate(p)) {
        ot_pilot_free(p);
        return NULL;
    }
    find_read(p, probe, n_probes, is_all);
    ot_workers_run(n_workers < p->n_blocks ? n_workers : p->n_blocks, run_blocks, p);
    for (size_t k = 1; k < n_cases; k++)
        for (size_t i = 0; i < p->n_places; i++)
            complete(p, k, i);
    return p;
}

ot_block ot_pilot_all(const ot_pilot *p) {
    return (ot_block){
        .n_cases = p->n_cases, .c = p->c, .stride = p->stride, .n = p->n, .place = p->of_case};
}

ot_block ot_pilot_block(const ot_pilot *p, uint64_t first, size_t n) {
    ot_block block = ot_pilot_all(p);
    block.first = first;
    block.start = (size_t)first;
    block.n = n;
    block.unsolved = p->unsolved + first / p->length * p->n_cases;
    return block;
}

/* Tasks of all probes are numbered through. Each is done whatever becomes of later ones, so that
 * the error of the first that fails is the same on any number of threads. */
typedef struct task_list {
    const ot_probe *probe;
    size_t n_probes;
    const ot_block *pilot;
    uint64_t draws;
    size_t n;
    atomic_size_t n_taken, first_failed;
    atomic_flag is_telling;
    ot_status status;
    ot_error *err;
} task_list;

static size_t count_tasks(const ot_probe *probe) {
    return probe->parts && probe->parts->n_tasks ? probe->parts->n_tasks(probe->state) : 0;
}

static ot_status do_task(const task_list *t, size_t task, ot_error *err) {
    size_t p = 0;
    for (size_t n; task >= (n = count_tasks(&t->probe[p])); p++)
        task -= n;
    return t->probe[p].parts->begin_task(t->probe[p].state, task, t->pilot, t->draws, err);
}

static void tell(task_list *t, size_t task, ot_status status, const ot_error *err) {
    while (atomic_flag_test_and_set(&t->is_telling))
        ;
    if (task < atomic_load(&t->first_failed)) {
        atomic_store(&t->first_failed, task);
        t->status = status;
        if (t->err) *t->err = *err;
    }
    atomic_flag_clear(&t->is_telling);
}

static void do_tasks(void *state, size_t w) {
    (void)w;
    task_list *t = state;
    size_t task;
    while ((task = atomic_fetch_add(&t->n_taken, 1)) < t->n) {
        ot_error err;
        if (task > atomic_load(&t->first_failed)) return;
        const ot_status status = do_task(t, task, &err);
        if (status) tell(t, task, status, &err);
    }
}

ot_status ot_probes_begin(const ot_probe *probe, size_t n_probes, const ot_block *pilot,
                          uint64_t draws, size_t n_workers, ot_error *err) {
    task_list t = {.probe = probe,
                   .n_probes = n_probes,
                   .pilot = pilot,
                   .draws = draws,
                   .is_telling = ATOMIC_FLAG_INIT,
                   .err = err};
    atomic_init(&t.n_taken, 0);
    atomic_init(&t.first_failed, SIZE_MAX);
    for (size_t p = 0; p < n_probes; p++) {
        const ot_status status = probe[p].begin(probe[p].state, pilot, draws, err);
        if (status) return status;
        t.n += count_tasks(&probe[p]);
    }
    if (t.n > 0) ot_workers_run(n_workers < t.n ? n_workers : t.n, do_tasks, &t);
    return t.status;
}
