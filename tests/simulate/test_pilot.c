/* Tests of simulate/pilot.h: the draws of the kernel whoever makes them, tasks that are done once,
 * the first error whatever the number of threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "case_builder.h"
#include "lang/opcode.h"
#include "outturn/case.h"
#include "simulate/pilot.h"

enum { DRAWS = 16000, LENGTH = 256, N_WORKERS = 3, N_TASKS = 50 };

/* A driver with a rare event: cases in which it has another effect differ in few blocks. */
static ot_case *with_event(double effect) {
    case_builder b;
    builder_init(&b, 1, 1, 2023, 1, 2);
    builder_driver(&b, 0,
                   (ot_law){.family = OT_LAW_EVENT,
                            .probability = 0.001,
                            .effect = effect,
                            .duration = 1,
                            .threshold = 3.0902323061678132}, /* of 0.1 percent */
                   0.0, 0.0);
    builder_start(&b, 0, 0, 100.0, 2.0);
    builder_step(&b, 0);
    builder_instruction(&b, OT_OP_ADD, builder_series(0, 0), builder_series(1, 0),
                        builder_series(0, 1));
    return builder_build(&b);
}

static int reads_all_but_drivers(const void *state, size_t row, size_t slot) {
    (void)state, (void)slot;
    return row == 0;
}

static int reads_drivers(const void *state, size_t row, size_t slot) {
    (void)state, (void)slot;
    return row == 1;
}

static void assert_kept(const ot_case *const *c, const ot_block *kept, const ot_block *made,
                        size_t row) {
    for (size_t k = 0; k < 2; k++)
        for (size_t slot = 0; slot < c[0]->n_slots; slot++)
            assert_memory_equal(ot_block_at(kept, k, row, slot), ot_block_at(made, k, row, slot),
                                made->n * sizeof(double));
}

static void what_workers_keep_is_what_a_kernel_makes(void **state) {
    (void)state;
    ot_case *own[2] = {with_event(1.0), with_event(2.0)};
    const ot_case *const c[2] = {own[0], own[1]};
    const ot_run_options options = {.draws = DRAWS, .seed = 7};
    const ot_probe_parts parts = {.reads = reads_all_but_drivers, .adds = reads_drivers};
    const ot_probe probe = {"none", NULL, NULL, NULL, &parts};
    ot_kernel *kernel[N_WORKERS];
    kernel[0] = ot_kernel_new(c, 2, &options, LENGTH);
    for (size_t w = 1; w < N_WORKERS; w++)
        kernel[w] = ot_kernel_beside(kernel[0], &options, LENGTH);
    for (size_t n = 1; n <= N_WORKERS; n++) {
        ot_pilot *p = ot_pilot_new(c, 2, kernel, n, LENGTH, DRAWS, 1, &probe, 1);
        const ot_block all = ot_pilot_all(p);
        size_t n_differ = 0;
        assert_int_equal(all.n, DRAWS);
        for (size_t first = 0; first < DRAWS; first += LENGTH) {
            const size_t left = DRAWS - first < LENGTH ? DRAWS - first : LENGTH;
            const ot_block made = ot_kernel_run(kernel[0], first, left);
            const ot_block kept = ot_pilot_block(p, first, left);
            assert_true(kept.first == first && kept.n == left && kept.unsolved[1] == 0);
            for (size_t row = 0; row < 2; row++)
                assert_kept(c, &kept, &made, row);
            n_differ += memcmp(ot_block_at(&made, 0, 0, 2), ot_block_at(&made, 1, 0, 2),
                               left * sizeof(double)) != 0;
        }
        assert_in_range(n_differ, 2, DRAWS / LENGTH - 2); /* some blocks are shared, some not */
        ot_pilot_free(p);
    }
    for (size_t w = N_WORKERS; w > 0; w--)
        ot_kernel_free(kernel[w - 1]);
    ot_case_free(own[0]);
    ot_case_free(own[1]);
}

/* A probe whose tasks from `fails_at` on fail. */
typedef struct tasked {
    atomic_int n_done[N_TASKS];
    size_t n_tasks, fails_at;
    int is_begun;
} tasked;

static ot_status begin(void *state, const ot_block *pilot, uint64_t draws, ot_error *err) {
    (void)pilot, (void)draws, (void)err;
    ((tasked *)state)->is_begun = 1;
    return OT_OK;
}

static size_t n_tasks(const void *state) { return ((const tasked *)state)->n_tasks; }

static ot_status begin_task(void *state, size_t task, const ot_block *pilot, uint64_t draws,
                            ot_error *err) {
    tasked *t = state;
    (void)pilot, (void)draws;
    assert_true(t->is_begun);
    atomic_fetch_add(&t->n_done[task], 1);
    if (task < t->fails_at) return OT_OK;
    return ot_fail(err, OT_ERR_NUMERIC, "task %zu", "任务 %zu", task);
}

static const ot_probe_parts TASKED = {.n_tasks = n_tasks, .begin_task = begin_task};

static void every_task_is_done_once_and_the_first_error_told(void **state) {
    (void)state;
    const ot_block nothing = {.n = 0};
    for (size_t workers = 1; workers <= 8; workers *= 2)
        for (size_t fails_at = 10; fails_at <= N_TASKS; fails_at += N_TASKS - 10) {
            tasked t[2];
            memset(t, 0, sizeof t);
            t[0].n_tasks = 1;
            t[0].fails_at = t[1].n_tasks = N_TASKS;
            t[1].fails_at = fails_at;
            const ot_probe probe[] = {{"a", &t[0], begin, NULL, &TASKED},
                                      {"b", &t[1], begin, NULL, NULL},
                                      {"c", &t[1], begin, NULL, &TASKED}};
            ot_error err = {.status = OT_OK};
            const ot_status status = ot_probes_begin(probe, 3, &nothing, DRAWS, workers, &err);
            assert_int_equal(status, fails_at < N_TASKS ? OT_ERR_NUMERIC : OT_OK);
            if (status) assert_string_equal(err.text[OT_LANGUAGE_EN], "task 10");
            assert_int_equal(t[0].n_done[0], 1);
            for (size_t i = 0; i < fails_at; i++)
                assert_int_equal(t[1].n_done[i], 1);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_workers_keep_is_what_a_kernel_makes),
        cmocka_unit_test(every_task_is_done_once_and_the_first_error_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
