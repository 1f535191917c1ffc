/* Tests of assess/quantity.h: gaps of four draws of one indicator, computed by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "assess/quantity.h"
#include "base/arena.h"
#include "close_to.h"
#include "failing_alloc.h"
#include "hand_block.h"
#include "small_model.h"

#define HEAD                                                              \
    "model: { id = \"m\"; first_year = 2023; last_year = 2025; };\n"      \
    "data: { files = ( \"data.csv\" ); };\n"                              \
    "indicators: { x: { unit = \"index\"; equation = \"x = x(-1)\"; };\n" \
    " rate: { unit = \"percent\"; equation = \"rate = rate(-1)\"; }; };\n"

static const char DATA[] =
    "indicator,year,value\nx,2019,70\nx,2022,100\nrate,2019,4\nrate,2022,5\n";

enum { DRAWS = 4 };
static const double X[4][DRAWS] = {{100, 100, 100, 100}, /* 2022 */
                                   {105, 100, 90, 90},
                                   {110, 100, 80, NAN},
                                   {121, 100, 130, 125}};

typedef struct desk {
    small_model m;
    hand_block h;
    ot_arena *arena;
} desk;

static void desk_open(desk *d, const char *target) {
    char config[2048];
    ot_error err;
    snprintf(config, sizeof config, HEAD "targets: ( { id = \"t\"; indicator = \"x\"; %s } );\n",
             target);
    small_model_init(&d->m, config, DATA, NULL, &err);
    if (!d->m.model) fail_msg("%s: %s", target, err.text[OT_LANGUAGE_EN]);
    hand_block_init(&d->h, d->m.model, DRAWS);
    for (size_t t = 0; t < 4; t++)
        memcpy(hand_block_at(&d->h, 0, 2022 + (int)t), X[t], sizeof X[t]);
    d->arena = ot_arena_new();
    assert_non_null(d->arena);
}

static void desk_close(desk *d) {
    ot_arena_free(d->arena);
    hand_block_clear(&d->h);
    small_model_clear(&d->m);
}

static void check_gaps(const char *target, const double expected[DRAWS]) {
    desk d;
    double gap[OT_CHUNK];
    desk_open(&d, target);
    const ot_aim *aim = ot_aim_new(d.arena, d.m.model, 0, &d.m.model->target[0]);
    assert_non_null(aim);
    ot_aim_gaps(aim, &d.h.block, 0, 0, DRAWS, gap);
    for (size_t i = 0; i < DRAWS; i++)
        if (isnan(expected[i]) ? !isnan(gap[i]) : !is_close(gap[i], expected[i], 0.0, 1e-13))
            fail_msg("%s, draw %zu: %.17g, not %.17g", target, i, gap[i], expected[i]);
    double one[OT_CHUNK];
    ot_aim_gaps(aim, &d.h.block, 0, 2, 1, one); /* a chunk that begins later */
    assert_true(memcmp(one, gap + 2, sizeof *one) == 0);
    desk_close(&d);
}

static void levels_miss_by_what_is_between_them_and_their_bound(void **state) {
    (void)state;
    check_gaps("year = 2024; at_least = 110.0;", (double[]){0, 10, 30, NAN});
    check_gaps("year = 2024; at_most = 90.0;", (double[]){20, 10, -10, NAN});
    check_gaps("year = 2024; within = ( 95.0, 105.0 );", (double[]){5, -5, 15, NAN});
    check_gaps("year = 2024; about = 100.0; tolerance = 5.0;", (double[]){5, -5, 15, NAN});
    check_gaps("year = 2024; about = 100.0; tolerance = 5.0; wanted = \"higher\";",
               (double[]){-15, -5, 15, NAN});
    check_gaps("year = 2024; about = 100.0; tolerance = 5.0; wanted = \"lower\";",
               (double[]){5, -5, -25, NAN});
}

/* What stays the same has missed both, by a rounding of 1e-12 of its size. */
static void rising_and_falling_are_strict(void **state) {
    (void)state;
    check_gaps("year = 2024; rising = true;", (double[]){-5, 1e-10, 10, NAN});
    check_gaps("year = 2024; falling = true;", (double[]){5, 1e-10, -10, NAN});
    check_gaps("year = 2025; rising = true;", (double[]){-11, 1e-10, -50, NAN});
}

static void growth_is_a_fraction_of_the_year_before(void **state) {
    (void)state;
    check_gaps("year = 2024; measure = \"growth\"; at_least = 5.0;",
               (double[]){0.05 - 5.0 / 105.0, 0.05, 0.05 + 1.0 / 9.0, NAN});
    check_gaps("year = 2024; measure = \"average_growth\"; from = 2022; at_least = 4.0;",
               (double[]){0.04 - (sqrt(1.1) - 1.0), 0.04, 0.04 - (sqrt(0.8) - 1.0), NAN});
    check_gaps("year = 2025; measure = \"average_growth\"; from = 2022; at_least = 4.0;",
               (double[]){0.04 - (cbrt(1.21) - 1.0), 0.04, 0.04 - (cbrt(1.3) - 1.0),
                          0.04 - (cbrt(1.25) - 1.0)});
}

static void increments_and_sums_begin_after_their_base_year(void **state) {
    (void)state;
    check_gaps("year = 2024; measure = \"increment\"; from = 2022; at_least = 5.0;",
               (double[]){-5, 5, 25, NAN});
    check_gaps("year = 2025; measure = \"cumulative\"; from = 2022; at_least = 330.0;",
               (double[]){-6, 30, 30, NAN});
    check_gaps("year = 2025; measure = \"cumulative\"; from = 2024; at_least = 120.0;",
               (double[]){-1, 20, -10, -5});
}

/* The base year 2019 is before the simulated years: its value, 70, comes from the observations. */
static void a_base_before_the_draws_is_read_from_the_observations(void **state) {
    (void)state;
    check_gaps("year = 2025; measure = \"increment\"; from = 2019; at_least = 40.0;",
               (double[]){-11, 10, -20, -15});
    desk d;
    double room[OT_CHUNK];
    desk_open(&d, "year = 2023; at_least = 1.0;");
    const ot_reference rate = ot_reference_make(d.m.model, 0, 1, 2019);
    assert_int_equal(rate.slot, -1);
    assert_close(rate.constant, 0.04, 1e-15, 0.0); /* inside: a fraction */
    const double *at = ot_reference_values(&rate, &d.h.block, 0, 0, 3, room);
    assert_true(at[0] == rate.constant && at[2] == rate.constant);
    assert_true(isnan(ot_reference_make(d.m.model, 0, 0, 2018).constant)); /* never observed */
    const ot_reference x = ot_reference_make(d.m.model, 0, 0, 2024);
    assert_ptr_equal(ot_reference_values(&x, &d.h.block, 0, 1, 2, room),
                     hand_block_at(&d.h, 0, 2024) + 1);
    desk_close(&d);
}

/* The best year counts; a year that is not finite is passed over. */
static void a_milestone_may_be_reached_in_any_year(void **state) {
    (void)state;
    check_gaps("year = 2025; measure = \"milestone\"; at_least = 120.0;",
               (double[]){-1, 20, -10, -5});
    check_gaps("year = 2024; measure = \"milestone\"; at_least = 120.0;",
               (double[]){10, 20, 30, 30});
    check_gaps("year = 2025; measure = \"milestone\"; at_most = 85.0;", (double[]){20, 15, -5, 5});
}

static void a_rounding_is_no_miss_and_more_is(void **state) {
    (void)state;
    desk d;
    double gap[OT_CHUNK];
    desk_open(&d, "year = 2023; measure = \"growth\"; at_most = 8.0;");
    double *x = hand_block_at(&d.h, 0, 2023);
    x[0] = 108.00000000000001;
    x[1] = 108.0 * (1.0 + 1e-9);
    x[2] = 107.99;
    x[3] = INFINITY;
    const ot_aim *aim = ot_aim_new(d.arena, d.m.model, 0, &d.m.model->target[0]);
    assert_non_null(aim);
    ot_aim_gaps(aim, &d.h.block, 0, 0, DRAWS, gap);
    assert_true(gap[0] <= 0.0);
    assert_close(gap[1], 1.08e-9, 1e-5, 0.0);
    assert_close(gap[2], -1e-4, 1e-9, 0.0);
    assert_true(isnan(gap[3]));
    desk_close(&d);
}

static void memory_that_runs_out_gives_no_aim(void **state) {
    (void)state;
    desk d;
    desk_open(&d, "year = 2025; measure = \"milestone\"; at_least = 120.0;");
    ot_arena *empty = ot_arena_new();
    assert_non_null(empty);
    fail_allocation(0); /* the arena's first block */
    assert_null(ot_aim_new(empty, d.m.model, 0, &d.m.model->target[0]));
    assert_true(allocation_has_failed());
    fail_allocation(-1);
    ot_arena_free(empty);
    desk_close(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_miss_by_what_is_between_them_and_their_bound),
        cmocka_unit_test(rising_and_falling_are_strict),
        cmocka_unit_test(growth_is_a_fraction_of_the_year_before),
        cmocka_unit_test(increments_and_sums_begin_after_their_base_year),
        cmocka_unit_test(a_base_before_the_draws_is_read_from_the_observations),
        cmocka_unit_test(a_milestone_may_be_reached_in_any_year),
        cmocka_unit_test(a_rounding_is_no_miss_and_more_is),
        cmocka_unit_test(memory_that_runs_out_gives_no_aim),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
