/* Tests of the run: the same bytes for any length of blocks, cases on the same draws, what probes
 * are promised, every documented status, every allocation failing in turn. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "case_builder.h"
#include "collector.h"
#include "failing_alloc.h"
#include "lang/opcode.h"
#include "outturn/case.h"
#include "simulate/run.h"

static const char *const executor[] = {"block", "gsl"};

/* Something of everything: x = x(-1) * exp(g) + b x(-1) + e. */
static case_builder everything(size_t n_past) {
    case_builder b;
    builder_init(&b, 1, 4, 2023, n_past, 3);
    builder_start(&b, 0, n_past - 1, 100.0, 2.0);
    const int first =
        builder_driver(&b, 0, (ot_law){.family = OT_LAW_NORMAL, .scale = 0.02}, 0.05, 0.4);
    const int second = builder_driver(
        &b, 1, (ot_law){.family = OT_LAW_STUDENT_T, .scale = 0.1, .df = 5.0}, 1.0, 0.0);
    builder_driver(&b, 2, (ot_law){.family = OT_LAW_LOGNORMAL, .scale = 0.1}, 1.0, -0.3);
    builder_driver(&b, 3,
                   (ot_law){.family = OT_LAW_EVENT,
                            .probability = 0.5,
                            .effect = 1.0,
                            .duration = 2,
                            .threshold = 0.0},
                   0.0, 0.0);
    b.yearly[second].partner = first;
    b.yearly[second].correlation = 0.7;
    const int d = builder_disturbance(&b, 0, 3.0, 6.0);
    const int k = builder_coefficient(&b, 0.1, 0.05, d);
    builder_step(&b, 0);
    builder_instruction(&b, OT_OP_EXP, builder_register(&b, 0), builder_series(1, 0),
                        (ot_operand){0});
    builder_instruction(&b, OT_OP_MUL, builder_register(&b, 0), builder_register(&b, 0),
                        builder_series(0, 1));
    builder_instruction(&b, OT_OP_MUL, builder_register(&b, 1), builder_drawn(k),
                        builder_series(0, 1));
    builder_instruction(&b, OT_OP_ADD, builder_register(&b, 0), builder_register(&b, 0),
                        builder_register(&b, 1));
    builder_instruction(&b, OT_OP_ADD, builder_series(0, 0), builder_register(&b, 0),
                        builder_series(builder_disturbance_row(&b, 0), 0));
    return b;
}

static ot_run_options options_of(const char *name, uint64_t draws, size_t block_length) {
    ot_run_options options = ot_run_options_default();
    options.executor = name;
    options.draws = draws;
    options.block_length = block_length;
    return options;
}

static void collect_one(const ot_case *c, ot_run_options options, collector *out) {
    collector_run(out, &c, 1, &options);
}

static size_t n_bytes(const collector *x) {
    return x->n_cases * x->n_rows * x->n_slots * x->draws * sizeof *x->value;
}

static void the_length_of_blocks_leaves_no_trace(void **state) {
    (void)state;
    const case_builder b = everything(1);
    ot_case *c = builder_build(&b);
    const size_t length[] = {1, 7, 512, 1024, 4096};
    const uint64_t draws[] = {2, 15, 16, 4096, 17001};
    for (size_t n = 0; n < OT_N_SAMPLINGS * (sizeof draws / sizeof *draws); n++) {
        collector usual;
        ot_run_options options = options_of("block", draws[n / OT_N_SAMPLINGS], 0);
        options.sampling = (ot_sampling)(n % OT_N_SAMPLINGS);
        collect_one(c, options, &usual);
        for (size_t i = 0; i < sizeof length / sizeof *length; i++) {
            collector other;
            options.block_length = length[i];
            collect_one(c, options, &other);
            assert_memory_equal(other.value, usual.value, n_bytes(&usual));
            collector_clear(&other);
        }
        collector_clear(&usual);
    }
    ot_case_free(c);
}

static void more_draws_begin_with_the_same(void **state) {
    (void)state;
    const case_builder b = everything(1);
    ot_case *c = builder_build(&b);
    collector few, many;
    collect_one(c, options_of("block", 999, 0), &few);
    collect_one(c, options_of("block", 17000, 0), &many);
    for (size_t row = 0; row < few.n_rows; row++)
        for (size_t slot = 0; slot < few.n_slots; slot++)
            assert_memory_equal(collector_at(&few, 0, row, slot), collector_at(&many, 0, row, slot),
                                999 * sizeof(double));
    collector_clear(&few);
    collector_clear(&many);
    ot_case_free(c);
}

static void the_seed_changes_the_draws(void **state) {
    (void)state;
    const case_builder b = everything(1);
    ot_case *c = builder_build(&b);
    for (size_t e = 0; e < 2; e++) {
        collector one, same, other;
        ot_run_options options = options_of(executor[e], 100, 0);
        collect_one(c, options, &one);
        collect_one(c, options, &same);
        assert_memory_equal(one.value, same.value, n_bytes(&one));
        options.seed += UINT64_C(1) << 40; /* more than GSL's own seeds have */
        collect_one(c, options, &other);
        for (size_t i = 0; i < 100; i++)
            assert_true(collector_at(&one, 0, 0, 2)[i] != collector_at(&other, 0, 0, 2)[i]);
        collector_clear(&one);
        collector_clear(&same);
        collector_clear(&other);
    }
    ot_case_free(c);
}

/* Streams are keyed by the calendar year: a longer past moves no draw. */
static void a_longer_past_changes_no_draw(void **state) {
    (void)state;
    const case_builder brief = everything(1), longer = everything(4);
    ot_case *a = builder_build(&brief), *b = builder_build(&longer);
    collector of_a, of_b;
    collect_one(a, options_of("block", 100, 0), &of_a);
    collect_one(b, options_of("block", 100, 0), &of_b);
    for (size_t row = 0; row < of_a.n_rows; row++)
        for (size_t year = 0; year < 3; year++)
            assert_memory_equal(collector_at(&of_a, 0, row, 1 + year),
                                collector_at(&of_b, 0, row, 4 + year), 100 * sizeof(double));
    collector_clear(&of_a);
    collector_clear(&of_b);
    ot_case_free(a);
    ot_case_free(b);
}

/* Cases that differ in everything in which they may differ. */
static void a_case_is_the_same_beside_others(void **state) {
    (void)state;
    case_builder b[4];
    for (size_t k = 0; k < 4; k++)
        b[k] = everything(1);
    b[1].yearly[1].correlation = -0.5; /* another factor */
    b[1].yearly[0].persistence = 0.0;
    b[2].value[1][2] = 0.5; /* another centre, another residual */
    b[2].disturbance[0].sigma_scale = 5.0;
    builder_hold(&b[3], 0, 2, 120.0);
    builder_coefficient(&b[3], 1.0, 0.0, -1);
    ot_case *own[4];
    const ot_case *c[4];
    for (size_t k = 0; k < 4; k++)
        c[k] = own[k] = builder_build(&b[k]);
    for (size_t e = 0; e < 2; e++) {
        const ot_run_options options = options_of(executor[e], 5000, 0);
        collector all;
        collector_run(&all, c, 4, &options);
        for (size_t k = 0; k < 4; k++) {
            collector alone;
            collect_one(c[k], options, &alone);
            assert_memory_equal(collector_at(&all, k, 0, 0), alone.value, n_bytes(&alone));
            collector_clear(&alone);
        }
        for (size_t i = 0; i < 5000; i++) { /* shared draws: a shift is a shift */
            const double before = collector_at(&all, 0, 1, 2)[i];
            assert_true(fabs(collector_at(&all, 2, 1, 2)[i] - before - 0.45) < 1e-12);
        }
        collector_clear(&all);
    }
    for (size_t k = 0; k < 4; k++)
        ot_case_free(own[k]);
}

struct watcher { /* compares the pilot with what is added later */
    collector later;
    double *pilot;
    size_t n_pilot, n_begun;
    ot_status status;
};

static ot_status watch(void *state, const ot_block *pilot, uint64_t draws, ot_error *err) {
    struct watcher *w = state;
    w->n_begun++;
    w->n_pilot = pilot->n;
    assert_true(w->n_begun == 1 && pilot->first == 0 && pilot->n <= draws);
    if (w->status) return ot_fail(err, w->status, "stop", "停止");
    const ot_probe keep = collector_probe(&w->later);
    ot_status status = keep.begin(keep.state, pilot, draws, err);
    const collector *x = &w->later;
    if (!status)
        w->pilot = calloc(x->n_cases * x->n_rows * x->n_slots * w->n_pilot, sizeof(double));
    double *to = w->pilot;
    for (size_t k = 0; k < x->n_cases; k++)
        for (size_t row = 0; row < x->n_rows; row++)
            for (size_t slot = 0; slot < x->n_slots; slot++, to += w->n_pilot)
                memcpy(to, ot_block_at(pilot, k, row, slot), w->n_pilot * sizeof *to);
    return status;
}

static void watch_on(void *state, const ot_block *block) {
    const ot_probe keep = collector_probe(&((struct watcher *)state)->later);
    keep.add(keep.state, block);
}

static void the_pilot_is_the_first_draws(void **state) {
    (void)state;
    case_builder b = everything(2);
    ot_case *first = builder_build(&b);
    b.add[0][4] = 1.0; /* the last year alone differs: the others share the pilot's memory */
    ot_case *second = builder_build(&b);
    const ot_case *const c[] = {first, second};
    const uint64_t draws[] = {7, 4096, 16384, 16385};
    for (size_t e = 0; e < 2; e++)
        for (size_t i = 0; i < 4; i++) {
            struct watcher w = {0};
            const ot_probe probe = {"watcher", &w, watch, watch_on, NULL};
            const ot_run_options options = options_of(executor[e], draws[i], 48);
            assert_int_equal(ot_run(c, 2, &probe, 1, &options, NULL), OT_OK);
            assert_int_equal(w.n_pilot, e == 1 || draws[i] <= 16384 ? draws[i] : 4096);
            assert_int_equal(w.later.n_added, draws[i]);
            const double *kept = w.pilot;
            for (size_t k = 0; k < 2; k++)
                for (size_t row = 0; row < w.later.n_rows; row++)
                    for (size_t slot = 0; slot < w.later.n_slots; slot++, kept += w.n_pilot)
                        assert_memory_equal(collector_at(&w.later, k, row, slot), kept,
                                            w.n_pilot * sizeof *kept);
            collector_clear(&w.later);
            free(w.pilot);
        }
    ot_case_free(first);
    ot_case_free(second);
}

static void what_a_probe_answers_ends_the_run(void **state) {
    (void)state;
    const case_builder b = everything(1);
    ot_case *own = builder_build(&b);
    const ot_case *const c[] = {own};
    for (size_t e = 0; e < 2; e++) {
        struct watcher refuses = {.status = OT_ERR_NUMERIC}, later = {0};
        const ot_probe probe[] = {{"refuses", &refuses, watch, watch_on, NULL},
                                  {"later", &later, watch, watch_on, NULL}};
        const ot_run_options options = options_of(executor[e], 100, 0);
        ot_error err;
        assert_int_equal(ot_run(c, 1, probe, 2, &options, &err), OT_ERR_NUMERIC);
        assert_string_equal(err.text[OT_LANGUAGE_EN], "stop");
        assert_int_equal(refuses.n_begun, 1);
        assert_int_equal(later.n_begun, 0);
    }
    ot_case_free(own);
}

struct progress {
    size_t n;
    double last;
};

static void note_progress(void *state, double share) {
    struct progress *p = state;
    assert_true(share > p->last && share <= 1.0);
    p->last = share;
    p->n++;
}

static void progress_rises_to_the_end(void **state) {
    (void)state;
    const case_builder b = everything(1);
    ot_case *c = builder_build(&b);
    for (size_t e = 0; e < 2; e++)
        for (uint64_t draws = 2; draws < 20000; draws *= 9) {
            struct progress p = {0};
            ot_run_options options = options_of(executor[e], draws, 16);
            options.progress = note_progress;
            options.progress_state = &p;
            collector got;
            collect_one(c, options, &got);
            assert_true(p.last == 1.0);
            assert_in_range(p.n, 1, 100);
            collector_clear(&got);
        }
    ot_case_free(c);
}

static void a_case_without_anything_random_runs(void **state) {
    (void)state;
    case_builder b;
    builder_init(&b, 1, 0, 2023, 1, 2);
    builder_hold(&b, 0, 0, 5.0);
    builder_step(&b, 0);
    builder_instruction(&b, OT_OP_ADD, builder_series(0, 0), builder_series(0, 1),
                        builder_constant(&b, 1.0));
    ot_case *c = builder_build(&b);
    for (size_t e = 0; e < 2; e++) {
        collector got;
        collect_one(c, options_of(executor[e], 3, 0), &got);
        for (size_t i = 0; i < 3; i++)
            assert_true(collector_at(&got, 0, 0, 2)[i] == 7.0);
        collector_clear(&got);
    }
    ot_case_free(c);
}

static void both_executors_know_every_operation(void **state) {
    (void)state;
    enum { FIRST = OT_OP_ADD, N_OPS = OT_OPCODE_YEAR + 1 - FIRST };
    case_builder b;
    builder_init(&b, N_OPS, 0, 2023, 1, 2);
    const ot_operand x[] = {builder_constant(&b, 0.75), builder_constant(&b, -2.5),
                            builder_constant(&b, 3.0)};
    for (size_t i = 0; i < N_OPS; i++) {
        builder_step(&b, i);
        builder_instruction(&b, (ot_op)(FIRST + i), builder_series(i, 0), x[0], x[1]);
        b.instruction[i].c = x[2];
    }
    ot_case *c = builder_build(&b);
    collector got[2];
    for (size_t e = 0; e < 2; e++)
        collect_one(c, options_of(executor[e], 2, 0), &got[e]);
    for (size_t i = 0; i < N_OPS; i++) {
        const double value = collector_at(&got[0], 0, i, 2)[1];
        assert_true(isfinite(value));
        assert_true(collector_at(&got[1], 0, i, 2)[1] == value);
    }
    assert_true(collector_at(&got[1], 0, OT_OP_SUB - FIRST, 2)[0] == 3.25);
    assert_true(collector_at(&got[1], 0, OT_OP_IF - FIRST, 2)[0] == -2.5);
    assert_true(collector_at(&got[1], 0, OT_OPCODE_COPY - FIRST, 2)[0] == 0.75);
    assert_true(collector_at(&got[1], 0, OT_OPCODE_YEAR - FIRST, 1)[0] == 2022.25);
    assert_true(collector_at(&got[1], 0, OT_OPCODE_YEAR - FIRST, 2)[0] == 2023.25);
    for (size_t e = 0; e < 2; e++)
        collector_clear(&got[e]);
    ot_case_free(c);
}

static void refuse(const ot_case *const *c, size_t n_cases, ot_run_options options,
                   const char *english) {
    ot_error err = {0};
    assert_int_equal(ot_run(c, n_cases, NULL, 0, &options, &err), OT_ERR_USAGE);
    assert_string_equal(err.text[OT_LANGUAGE_EN], english);
    assert_true(err.text[OT_LANGUAGE_ZH][0] != 0);
}

static void options_out_of_range_are_refused(void **state) {
    (void)state;
    const case_builder b = everything(1);
    ot_case *own = builder_build(&b);
    const ot_case *const c[] = {own};
    refuse(c, 1, options_of("block", 0, 0), "0 draws; must be 2 to 1000000000");
    refuse(c, 1, options_of("block", 1, 0), "1 draws; must be 2 to 1000000000");
    refuse(c, 1, options_of("block", 1000000001, 0), "1000000001 draws; must be 2 to 1000000000");
    refuse(c, 1, options_of("gsl", 1, 0), "1 draws; must be 2 to 1000000000");
    refuse(c, 1, options_of("block", 100, 4097), "blocks of 4097 draws; must be at most 4096");
    refuse(c, 1, options_of("fast", 100, 0), "executor \"fast\" is unknown; there are: block, gsl");
    refuse(c, 0, options_of("block", 100, 0), "no case to simulate");
    ot_run_options options = options_of("gsl", 100, 0);
    options.sampling = OT_SAMPLING_SOBOL;
    refuse(c, 1, options, "executor gsl knows sampling random alone; sobol needs executor block");
    options.sampling = OT_N_SAMPLINGS;
    refuse(c, 1, options, "there is no sampling of number 4");
    ot_run_options many = options_of("block", 100, 0);
    many.threads = ot_run_most_threads() + 1;
    refuse(c, 1, many, "1025 threads; must be 1 to 1024");
    ot_case_free(own);
}

static void cases_of_different_models_are_refused(void **state) {
    (void)state;
    case_builder b[4];
    for (size_t k = 0; k < 4; k++)
        b[k] = everything(1);
    builder_disturbance(&b[1], 0, 1.0, 0.0);
    b[2].yearly[0].hash++;
    b[3].once[0].hash++;
    ot_case *own[4];
    for (size_t k = 0; k < 4; k++)
        own[k] = builder_build(&b[k]);
    for (size_t k = 1; k < 4; k++) {
        const ot_case *const c[] = {own[0], own[0], own[k]};
        refuse(
            c, 3, options_of("block", 100, 0),
            "case 3 has other rows, years or sources than case 1; only cases of one model can be "
            "run together");
    }
    for (size_t k = 0; k < 4; k++)
        ot_case_free(own[k]);
}

static void executors_are_listed(void **state) {
    (void)state;
    const ot_run_options options = ot_run_options_default();
    assert_int_equal(options.draws, 100000);
    assert_int_equal(options.seed, 1);
    assert_string_equal(options.executor, "block");
    for (size_t i = 0; i < 2; i++) {
        assert_string_equal(ot_executor_at(i)->name, executor[i]);
        for (int language = 0; language < OT_N_LANGUAGES; language++)
            assert_non_null(ot_executor_at(i)->text[language]);
    }
    assert_null(ot_executor_at(2));
}

static void every_failed_allocation_is_reported(void **state) {
    (void)state;
    const case_builder b = everything(1);
    ot_case *own = builder_build(&b);
    const ot_case *const c[] = {own, own};
    for (size_t e = 0; e < 1 + OT_N_SAMPLINGS; e++) { /* gsl last */
        ot_status status = OT_ERR_NOMEM;
        int n_failed = -1;
        while (status == OT_ERR_NOMEM) {
            collector got = {0};
            const ot_probe probe = collector_probe(&got);
            ot_run_options options = options_of(executor[e == OT_N_SAMPLINGS], 100, 0);
            if (e < OT_N_SAMPLINGS) options.sampling = (ot_sampling)e;
            ot_error err = {0};
            fail_allocation(++n_failed);
            status = ot_run(c, 2, &probe, 1, &options, &err);
            fail_allocation(-1);
            assert_int_equal(err.status, status);
            collector_clear(&got);
        }
        assert_int_equal(status, OT_OK);
        assert_true(n_failed >= 9);
    }
    ot_case_free(own);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_length_of_blocks_leaves_no_trace),
        cmocka_unit_test(more_draws_begin_with_the_same),
        cmocka_unit_test(the_seed_changes_the_draws),
        cmocka_unit_test(a_longer_past_changes_no_draw),
        cmocka_unit_test(a_case_is_the_same_beside_others),
        cmocka_unit_test(the_pilot_is_the_first_draws),
        cmocka_unit_test(what_a_probe_answers_ends_the_run),
        cmocka_unit_test(progress_rises_to_the_end),
        cmocka_unit_test(a_case_without_anything_random_runs),
        cmocka_unit_test(both_executors_know_every_operation),
        cmocka_unit_test(options_out_of_range_are_refused),
        cmocka_unit_test(cases_of_different_models_are_refused),
        cmocka_unit_test(executors_are_listed),
        cmocka_unit_test(every_failed_allocation_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
