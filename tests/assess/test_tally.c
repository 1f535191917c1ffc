/* Tests of assess/tally.h: which of 300 draws, more than a chunk, meet which targets. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "assess/tally.h"
#include "base/arena.h"
#include "close_to.h"
#include "failing_alloc.h"
#include "hand_block.h"
#include "small_model.h"

static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2023; };\n"
    "data: { files = ( \"data.csv\" ); };\n"
    "indicators: { x: { unit = \"index\"; equation = \"x = x(-1)\"; };\n"
    " y: { unit = \"percent\"; equation = \"y = y(-1)\"; }; };\n"
    "targets: ( { id = \"a\"; indicator = \"x\"; year = 2023; at_least = 200.0; group = \"g\"; },\n"
    " { id = \"b\"; indicator = \"x\"; year = 2023; at_most = 249.0; group = \"g\"; },\n"
    " { id = \"c\"; indicator = \"y\"; year = 2023; at_least = 3.0; group = \"g\"; },\n"
    " { id = \"up\"; indicator = \"x\"; measure = \"growth\"; year = 2023; at_least = 0.0; } );\n";
static const char DATA[] = "indicator,year,value\nx,2022,100\ny,2022,5\n";

enum { DRAWS = 300, N_TARGETS = 4 };

typedef struct desk {
    small_model m;
    hand_block h;
    ot_arena *arena;
    ot_projection p;
    ot_case_result result;
    size_t target[N_TARGETS], group[1];
    ot_target_result of_target[N_TARGETS];
    ot_group_result of_group[1];
} desk;

/* x is 0, 1 .. 299 in the draws; y (percent) is 4 where x is odd, else 1, and NaN in the last. */
static void desk_open(desk *d) {
    ot_error err;
    memset(d, 0, sizeof *d);
    small_model_init(&d->m, MODEL, DATA, NULL, &err);
    if (!d->m.model) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    const ot_model *m = d->m.model;
    hand_block_init(&d->h, m, DRAWS);
    for (size_t i = 0; i < DRAWS; i++) {
        hand_block_at(&d->h, 0, 2022)[i] = 100.0;
        hand_block_at(&d->h, 0, 2023)[i] = (double)i;
        hand_block_at(&d->h, 1, 2023)[i] = i == DRAWS - 1 ? NAN : i % 2 ? 0.04 : 0.01;
    }
    for (size_t j = 0; j < N_TARGETS; j++)
        d->target[j] = d->of_target[j].target = j;
    for (size_t g = 0; g < m->n_groups; g++)
        if (strcmp(m->group[g].name, "g") == 0) d->group[0] = d->of_group[0].group = g;
    d->result = (ot_case_result){.target = d->of_target, .group = d->of_group};
    d->p = (ot_projection){.model = m,
                           .target = d->target,
                           .group = d->group,
                           .n_targets = N_TARGETS,
                           .n_groups = 1,
                           .n_cases = 1,
                           .c = &d->result};
    d->arena = ot_arena_new();
    assert_non_null(d->arena);
}

static void desk_close(desk *d) {
    ot_arena_free(d->arena);
    hand_block_clear(&d->h);
    small_model_clear(&d->m);
}

/* In blocks of `length` draws. */
static void count(desk *d, size_t length) {
    static const size_t scenario[] = {0};
    ot_tallies t;
    ot_error err;
    assert_int_equal(ot_tallies_init(&t, &d->p, d->arena, scenario, &err), OT_OK);
    const ot_probe probe = ot_tallies_probe(&t);
    assert_int_equal(probe.begin(probe.state, &d->h.block, DRAWS, &err), OT_OK);
    for (size_t first = 0; first < DRAWS; first += length) {
        const double *series[1] = {d->h.value + first};
        ot_block part = d->h.block;
        part.series = series;
        part.first = first;
        part.n = DRAWS - first < length ? DRAWS - first : length;
        probe.add(probe.state, &part);
    }
    ot_tallies_finish(&t, &d->p);
}

static void draws_are_counted_by_the_targets_they_meet(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    count(&d, DRAWS);
    static const uint64_t met[N_TARGETS] = {100, 250, 149, 200};
    for (size_t j = 0; j < N_TARGETS; j++) {
        assert_int_equal(d.of_target[j].met, met[j]);
        assert_int_equal(d.of_target[j].n, DRAWS);
        assert_int_equal(d.of_target[j].nonfinite, j == 2);
        assert_close(d.of_target[j].probability, (double)met[j] / DRAWS, 1e-15, 0.0);
        assert_close(d.of_target[j].mcse, ot_probability_error(met[j], DRAWS), 0.0, 0.0);
    }
    desk_close(&d);
}

/* Means of 1 .. 200, of 1 .. 50, of 2 points, and of 1 .. 100 percent. */
static void the_shortfall_is_the_mean_gap_in_the_unit_of_the_target(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    count(&d, DRAWS);
    assert_close(d.of_target[0].expected_shortfall, 100.5, 1e-14, 0.0);
    assert_close(d.of_target[1].expected_shortfall, 25.5, 1e-14, 0.0);
    assert_close(d.of_target[2].expected_shortfall, 2.0, 1e-13, 0.0);
    assert_close(d.of_target[3].expected_shortfall, 50.5, 1e-13, 0.0);
    desk_close(&d);
}

/* Draws below 200 meet b, those of 200 .. 249 a and b, the others a; odd ones but the last meet c
 * too. So one target is met in 100 + 25 + 1 draws, two in 100 + 25 + 24, all three in 25. */
static void a_group_is_met_where_all_its_targets_are(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    count(&d, DRAWS);
    const ot_group_result *g = &d.of_group[0];
    assert_int_equal(g->n_targets, 3);
    assert_int_equal(g->n, DRAWS);
    assert_int_equal(g->met, 25);
    assert_close(g->probability, 25.0 / DRAWS, 1e-15, 0.0);
    assert_close(g->mcse, ot_probability_error(25, DRAWS), 0.0, 0.0);
    assert_close(g->met_low, 1.0, 0.0, 0.0);
    assert_close(g->met_median, 2.0, 0.0, 0.0);
    assert_close(g->met_high, 3.0, 0.0, 0.0);
    desk_close(&d);
}

static void lengths_of_blocks_do_not_show(void **state) {
    (void)state;
    desk a, b;
    desk_open(&a);
    desk_open(&b);
    count(&a, DRAWS);
    count(&b, OT_CHUNK);
    for (size_t j = 0; j < N_TARGETS; j++) {
        assert_int_equal(a.of_target[j].met, b.of_target[j].met);
        assert_int_equal(a.of_target[j].nonfinite, b.of_target[j].nonfinite);
        assert_close(a.of_target[j].expected_shortfall, b.of_target[j].expected_shortfall, 0.0,
                     0.0);
    }
    assert_int_equal(a.of_group[0].met, b.of_group[0].met);
    desk_close(&a);
    desk_close(&b);
}

/* Blocks dealt to three states in turn, two of them copies, which are merged into the first. */
static void count_in_parts(desk *d, size_t length) {
    static const size_t scenario[] = {0};
    ot_tallies t;
    ot_error err;
    assert_int_equal(ot_tallies_init(&t, &d->p, d->arena, scenario, &err), OT_OK);
    const ot_probe probe = ot_tallies_probe(&t);
    void *part[3] = {probe.state, NULL, NULL};
    assert_int_equal(probe.begin(probe.state, &d->h.block, DRAWS, &err), OT_OK);
    for (size_t k = 1; k < 3; k++)
        assert_int_equal(probe.parts->copy(probe.state, &part[k], &err), OT_OK);
    for (size_t first = 0, k = 0; first < DRAWS; first += length, k = (k + 1) % 3) {
        const double *series[1] = {d->h.value + first};
        ot_block block = d->h.block;
        block.series = series;
        block.first = first;
        block.n = DRAWS - first < length ? DRAWS - first : length;
        probe.add(part[k], &block);
    }
    for (size_t k = 1; k < 3; k++) {
        assert_int_equal(probe.parts->merge(probe.state, part[k], &err), OT_OK);
        probe.parts->free(part[k]);
    }
    ot_tallies_finish(&t, &d->p);
}

static void states_that_share_the_draws_merge_exactly(void **state) {
    (void)state;
    for (int k = 0; k < OT_N_SAMPLINGS; k++) {
        desk a, b;
        desk_open(&a);
        desk_open(&b);
        a.p.sampling = b.p.sampling = (ot_sampling)k;
        count(&a, DRAWS);
        count_in_parts(&b, OT_CHUNK);
        for (size_t j = 0; j < N_TARGETS; j++) {
            assert_int_equal(a.of_target[j].met, b.of_target[j].met);
            assert_close(a.of_target[j].mcse, b.of_target[j].mcse, 0.0, 0.0);
            assert_close(a.of_target[j].expected_shortfall, b.of_target[j].expected_shortfall, 0.0,
                         0.0);
        }
        assert_int_equal(a.of_group[0].met, b.of_group[0].met);
        assert_close(a.of_group[0].mcse, b.of_group[0].mcse, 0.0, 0.0);
        desk_close(&a);
        desk_close(&b);
    }
}

/* R 4.2: quantile(c(1, 1, 2, 3), p, type = 7). */
static void counts_have_the_quantiles_of_their_numbers(void **state) {
    (void)state;
    static const uint64_t count[] = {0, 2, 1, 1}, none[] = {0, 0}, one[] = {0, 0, 1};
    static const double p[] = {0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0};
    static const double q[] = {1.0, 1.0, 1.0, 1.5, 2.25, 2.85, 3.0};
    for (size_t i = 0; i < sizeof p / sizeof *p; i++)
        assert_close(ot_count_quantile(count, 4, p[i]), q[i], 1e-15, 0.0);
    assert_true(isnan(ot_count_quantile(none, 2, 0.5)));
    assert_close(ot_count_quantile(one, 3, 0.95), 2.0, 0.0, 0.0);
}

static void the_error_of_a_probability_is_never_0(void **state) {
    (void)state;
    assert_close(ot_probability_error(0, 1), sqrt(0.5 * 1.5 / 8.0), 1e-15, 0.0);
    assert_close(ot_probability_error(1, 1), ot_probability_error(0, 1), 0.0, 0.0);
    assert_close(ot_probability_error(50000, 100000), 0.5 / sqrt(1e5), 1e-4, 0.0);
}

static int attempt(void *state) {
    static const size_t scenario[] = {0};
    desk *d = state;
    ot_tallies t;
    ot_arena *arena = ot_arena_new();
    if (!arena) return OT_ERR_NOMEM;
    const ot_status status = ot_tallies_init(&t, &d->p, arena, scenario, NULL);
    ot_arena_free(arena);
    return (int)status;
}

static void memory_that_runs_out_is_reported(void **state) {
    (void)state;
    desk d;
    desk_open(&d);
    assert_true(fail_each_allocation(attempt, &d, OT_ERR_NOMEM) >= 2);
    desk_close(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_are_counted_by_the_targets_they_meet),
        cmocka_unit_test(the_shortfall_is_the_mean_gap_in_the_unit_of_the_target),
        cmocka_unit_test(a_group_is_met_where_all_its_targets_are),
        cmocka_unit_test(lengths_of_blocks_do_not_show),
        cmocka_unit_test(states_that_share_the_draws_merge_exactly),
        cmocka_unit_test(counts_have_the_quantiles_of_their_numbers),
        cmocka_unit_test(the_error_of_a_probability_is_never_0),
        cmocka_unit_test(memory_that_runs_out_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
