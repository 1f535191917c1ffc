/* Derivatives of programs: those of the trees they were compiled from, and central differences. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "failing_alloc.h"
#include "lang/tangent.h"
#include "small_scope.h"

enum { ROWS = SMALL_SERIES + 1, DISTURBANCE = SMALL_SERIES, SLOT = SMALL_SLOTS - 1 };

static const char *const TEXT[] = {
    "x = y * z + y / z - y(-1)",
    "x = log(y) * exp(z / 10) + sqrt(y * z)",
    "x = y ^ 3 + y ^ z + 2 ^ y + z ^ -1",
    "x = abs(y - 5) + min(y, z) + max(y, 2 * z) - abs(z)",
    "x = if(y > z, y * y, z * z) + if(y < z, log(y), sqrt(z))",
    "log(x) = a + b * log(y) - c * log(z(-1))",
    "dlog(x) = a + b * dlog(y) + dlog(z)",
    "d(x) = y * (z - x(-1))",
    "pch(x) = 0.1 * pch(y) + z / 100",
    "logit(x, 20) = a + y / 10 - logit(z, 50)",
    "x = (y + z) * (y - z) - y * z - (y * z + 1) / (1 + exp(-y))",
    "x = (y > 1 and z < 9) * y + (not (y < z)) * z + (y == z)",
    "x = movav(y, 2) * time / 2000",
};
enum { N_TEXTS = sizeof TEXT / sizeof *TEXT };

typedef struct desk {
    double series[ROWS * SMALL_SLOTS], coefficient[SMALL_COEFFICIENTS];
    double *scratch;
    ot_frame frame;
} desk;

static void desk_init(desk *d, size_t n_registers) {
    small_draw draw;
    small_numbers(&draw);
    for (size_t row = 0; row < SMALL_SERIES; row++)
        for (size_t lag = 0; lag < SMALL_SLOTS; lag++)
            d->series[row * SMALL_SLOTS + SLOT - lag] = draw.series[row][lag] + 0.01 * (double)lag;
    for (size_t slot = 0; slot < SMALL_SLOTS; slot++)
        d->series[DISTURBANCE * SMALL_SLOTS + slot] = 0.125;
    memcpy(d->coefficient, draw.coefficient, sizeof d->coefficient);
    d->scratch = calloc(n_registers + 1, sizeof *d->scratch);
    assert_non_null(d->scratch);
    d->frame = (ot_frame){d->series, d->coefficient, d->scratch, SMALL_SLOTS, 1,
                          1,         SLOT,           SMALL_YEAR, NULL};
}

static ot_program compiled(const char *text, ot_arena *arena, int *target) {
    ot_error err;
    const ot_equation *e = small_parse(text, arena, NULL, &err);
    if (!e) fail_msg("%s: %s", text, err.text[OT_LANGUAGE_EN]);
    const int disturbance = DISTURBANCE;
    const ot_stage_source stage = {&e, &disturbance, 1, 0, OT_SOLVER_DEFAULT};
    ot_program p = {0};
    assert_int_equal(ot_program_init(&stage, 1, &p, NULL), OT_OK);
    *target = e->target;
    return p;
}

static double value(const ot_program *p, desk *d, int target) {
    ot_step_run(&p->step[0], p->instruction, p->constant, &d->frame);
    return d->series[target * SMALL_SLOTS + SLOT];
}

/* Central difference with a step for which half the digits are left. */
static double difference(const ot_program *p, desk *d, int target, size_t at) {
    const double x = d->series[at], h = 1e-6 * (1.0 + fabs(x));
    d->series[at] = x + h;
    const double up = value(p, d, target);
    d->series[at] = x - h;
    const double down = value(p, d, target);
    d->series[at] = x;
    return (up - down) / (2.0 * h);
}

/* Every input but the target's own present value is a direction. */
static void derivatives_are_those_of_differences(void **state) {
    (void)state;
    for (size_t k = 0; k < N_TEXTS; k++) {
        ot_arena *arena = ot_arena_new();
        int target;
        ot_program p = compiled(TEXT[k], arena, &target);
        desk d;
        desk_init(&d, p.n_registers);
        ot_tangent t;
        const size_t n = ROWS * SMALL_SLOTS;
        assert_true(ot_tangent_init(&t, n, ROWS, SMALL_SLOTS, p.n_registers));
        for (size_t at = 0; at < n; at++)
            if (at != (size_t)target * SMALL_SLOTS + SLOT)
                ot_tangent_move(&t, at / SMALL_SLOTS, at % SMALL_SLOTS)[at] = 1.0;
        ot_tangent_run(p.instruction, (int32_t)p.n_instructions, p.constant, &d.frame, &t);
        const double found = d.series[target * SMALL_SLOTS + SLOT];
        assert_true(found <= value(&p, &d, target) && found >= value(&p, &d, target));
        const double *slope = ot_tangent_at(&t, (size_t)target, SLOT);
        assert_non_null(slope);
        for (size_t at = 0; at < n; at++) {
            if (at == (size_t)target * SMALL_SLOTS + SLOT) continue;
            const double wanted = difference(&p, &d, target, at);
            if (!is_close(slope[at], wanted, 1e-7, 1e-7))
                fail_msg("%s: by row %zu slot %zu: %.12g, not %.12g", TEXT[k], at / SMALL_SLOTS,
                         at % SMALL_SLOTS, slope[at], wanted);
        }
        ot_tangent_clear(&t);
        free(d.scratch);
        ot_program_clear(&p);
        ot_arena_free(arena);
    }
}

/* The derivative of (y / z)^0.3 at y = 0 is infinite; along what does not move it there is 0. */
static void an_infinite_slope_does_not_spoil_what_stands_still(void **state) {
    (void)state;
    ot_arena *arena = ot_arena_new();
    int target;
    ot_program p = compiled("x = (y / z) ^ 0.3 + 2 * z(-1)", arena, &target);
    desk d;
    desk_init(&d, p.n_registers);
    d.series[1 * SMALL_SLOTS + SLOT] = 0.0; /* y */
    ot_tangent t;
    assert_true(ot_tangent_init(&t, 2, ROWS, SMALL_SLOTS, p.n_registers));
    ot_tangent_move(&t, 1, SLOT)[0] = 1.0;
    ot_tangent_move(&t, 2, SLOT - 1)[1] = 1.0;
    ot_tangent_run(p.instruction, (int32_t)p.n_instructions, p.constant, &d.frame, &t);
    assert_true(isinf(ot_tangent_at(&t, 0, SLOT)[0]));
    assert_close(ot_tangent_at(&t, 0, SLOT)[1], 2.0, 0, 0);
    ot_tangent_clear(&t);
    free(d.scratch);
    ot_program_clear(&p);
    ot_arena_free(arena);
}

static void what_does_not_move_costs_nothing_and_is_marked(void **state) {
    (void)state;
    ot_arena *arena = ot_arena_new();
    int target;
    ot_program p = compiled("x = y * 2", arena, &target);
    desk d;
    desk_init(&d, p.n_registers);
    ot_tangent t;
    assert_true(ot_tangent_init(&t, 1, ROWS, 1, p.n_registers)); /* the current year only */
    ot_tangent_run(p.instruction, (int32_t)p.n_instructions, p.constant, &d.frame, &t);
    assert_null(ot_tangent_at(&t, 0, SLOT));
    ot_tangent_move(&t, 1, SLOT)[0] = 1.0;
    ot_tangent_run(p.instruction, (int32_t)p.n_instructions, p.constant, &d.frame, &t);
    assert_close(ot_tangent_at(&t, 0, SLOT)[0], 2.0, 0, 0);
    ot_tangent_clear(&t);
    free(d.scratch);
    ot_program_clear(&p);
    ot_arena_free(arena);
}

static int attempt(void *state) {
    ot_tangent t;
    (void)state;
    const int ok = ot_tangent_init(&t, 3, 4, 5, 6);
    ot_tangent_clear(&t);
    return ok ? OT_OK : OT_ERR_NOMEM;
}

static void memory_may_run_out(void **state) {
    (void)state;
    assert_int_equal(fail_each_allocation(attempt, NULL, OT_ERR_NOMEM), 4);
    ot_tangent t;
    assert_false(ot_tangent_init(&t, SIZE_MAX / 8, 8, 8, 8));
    ot_tangent_clear(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(derivatives_are_those_of_differences),
        cmocka_unit_test(an_infinite_slope_does_not_spoil_what_stands_still),
        cmocka_unit_test(what_does_not_move_costs_nothing_and_is_marked),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
