/* Programs give the bits of the trees they were compiled from. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "failing_alloc.h"
#include "lang/opcode.h"
#include "lang/program.h"
#include "small_scope.h"

enum { ROWS = SMALL_SERIES + 1, DISTURBANCE = SMALL_SERIES }; /* the last row is added */

static const ot_equation *parsed(const char *text, ot_arena *arena) {
    ot_error err;
    const ot_equation *e = small_parse(text, arena, NULL, &err);
    if (!e) fail_msg("%s: column %d: %s", text, err.column, err.text[OT_LANGUAGE_EN]);
    return e;
}

static ot_program compiled(const ot_equation *e, int disturbance) {
    ot_program program = {0};
    ot_error err;
    const ot_stage_source stage = {&e, &disturbance, 1, 0, OT_SOLVER_DEFAULT};
    assert_int_equal(ot_program_init(&stage, 1, &program, &err), OT_OK);
    return program;
}

/* Memory of a block, and what the evaluator is shown of it. */
typedef struct desk {
    double *series, *coefficient, *scratch;
    ot_frame frame;
} desk;

/* `shift` moves every vector by so many doubles, so that alignment differs. */
static desk desk_new(size_t n, size_t stride, size_t n_registers, size_t shift) {
    desk d;
    d.series = calloc((size_t)ROWS * SMALL_SLOTS * stride + shift, sizeof(double));
    d.coefficient = calloc(SMALL_COEFFICIENTS * stride + shift, sizeof(double));
    d.scratch = calloc(n_registers * stride + shift + 1, sizeof(double));
    assert_true(d.series && d.coefficient && d.scratch);
    d.frame = (ot_frame){.series = d.series + shift,
                         .coefficient = d.coefficient + shift,
                         .scratch = d.scratch + shift,
                         .n_slots = SMALL_SLOTS,
                         .stride = stride,
                         .n = n,
                         .slot = SMALL_SLOTS - 1,
                         .year = SMALL_YEAR};
    return d;
}

static void desk_free(desk *d) {
    free(d->series);
    free(d->coefficient);
    free(d->scratch);
}

static double *place(const desk *d, size_t row, size_t lag, size_t draw) {
    return d->frame.series + (row * SMALL_SLOTS + SMALL_SLOTS - 1 - lag) * d->frame.stride + draw;
}

static void desk_put(const desk *d, size_t i, const small_draw *draw, double disturbance) {
    for (size_t row = 0; row < SMALL_SERIES; row++)
        for (size_t lag = 0; lag < SMALL_SLOTS; lag++)
            *place(d, row, lag, i) = draw->series[row][lag];
    for (size_t k = 0; k < SMALL_COEFFICIENTS; k++)
        ((double *)d->coefficient)[(size_t)(d->frame.coefficient - d->coefficient) +
                                   k * d->frame.stride + i] = draw->coefficient[k];
    *place(d, DISTURBANCE, 0, i) = disturbance;
}

static void run(const ot_program *p, const desk *d) {
    for (size_t s = 0; s < p->n_steps; s++)
        ot_step_run(&p->step[s], p->instruction, p->constant, &d->frame);
}

static int is_same(double a, double b) {
    return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}

static double expected(const ot_equation *e, const small_draw *draw, double disturbance,
                       int is_disturbed) {
    const ot_point point = small_point(draw);
    double r = ot_tree_value(e->right, &point);
    if (is_disturbed) r += disturbance;
    return ot_transform_inverse(e->transform, e->ceiling, r, draw->series[e->target][1]);
}

/* Numbers of all kinds, some of them special, from a small generator (Knuth's MMIX constants). */
static uint64_t seed = 1;

static uint32_t any(uint32_t n) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

static double any_number(void) {
    static const double special[] = {0.0, -0.0, 1.0, -1.0, 2.0, 0.5, 1e-310, 1e308, -1e308};
    if (any(40) == 0) return any(2) ? (double)NAN : any(2) ? (double)INFINITY : -(double)INFINITY;
    if (any(6) == 0) return special[any(sizeof special / sizeof *special)];
    const double size = any(4) ? 4.0 : 1000.0;
    return ((double)any(1000000) / 500000.0 - (any(3) ? 0.0 : 1.0)) * size;
}

static void any_draw(small_draw *draw) {
    for (size_t row = 0; row < SMALL_SERIES; row++)
        for (size_t lag = 0; lag < SMALL_SLOTS; lag++)
            draw->series[row][lag] = any_number();
    for (size_t k = 0; k < SMALL_COEFFICIENTS; k++)
        draw->coefficient[k] = any_number();
}

/* A random right side as text. */
static char *any_expression(char *at, int depth);

static char *any_leaf(char *at) {
    static const char *const leaf[] = {"x(-1)", "y",      "z",   "grp(-2)", "产量", "y",
                                       "a",     "b",      "c",   "1",       "0",    "2",
                                       "2.5%",  "50亿元", "0.5", "time",    "year", "1e300"};
    return at + sprintf(at, "%s", leaf[any(sizeof leaf / sizeof *leaf)]);
}

static char *any_call(char *at, int depth) {
    static const char *const call[] = {"log(", "exp(",   "sqrt(",     "abs(", "d(",   "dlog(",
                                       "pch(", "logit(", "invlogit(", "-(",   "(not "};
    static const char *const two[] = {"min(", "max(", "logit(", "invlogit("};
    switch (any(4)) {
    case 0:
        at = any_expression(at + sprintf(at, "%s", two[any(4)]), depth - 1);
        break;
    case 1:
        at = any_expression(at + sprintf(at, "if("), depth - 1);
        at = any_expression(at + sprintf(at, ", "), depth - 1);
        break;
    case 2:
        at = any_expression(at + sprintf(at, "movav("), depth - 1);
        return at + sprintf(at, ", %u)", 1 + any(3));
    default:
        at = any_expression(at + sprintf(at, "%s", call[any(11)]), depth - 1);
        return at + sprintf(at, ")");
    }
    at = any_expression(at + sprintf(at, ", "), depth - 1);
    return at + sprintf(at, ")");
}

static char *any_expression(char *at, int depth) {
    static const char *const operator[] = {"+", "-", "*",  "/", "+",  "-",  "*",  "/",   "*",
                                           "^", "<", "<=", ">", ">=", "==", "!=", "and", "or"};
    if (depth <= 0 || any(8) == 0) return any_leaf(at);
    if (any(3) == 0) return any_call(at, depth);
    at = any_expression(at + sprintf(at, "("), depth - 1);
    at += sprintf(at, " %s ", operator[any(18)]);
    at = any_expression(at, depth - 1);
    return at + sprintf(at, ")");
}

static void any_equation(char *text) {
    static const char *const left[] = {"x",      "log(x)",   "d(x)",         "dlog(x)",
                                       "pch(x)", "logit(x)", "logit(x, 40)", "x"};
    text += sprintf(text, "%s = ", left[any(8)]);
    (void)any_expression(text, 4);
}

static void check_block(const char *text, const ot_equation *e, int is_disturbed, size_t n) {
    const size_t shift = any(4), stride = n + any(3);
    const ot_program p = compiled(e, is_disturbed ? DISTURBANCE : -1);
    desk d = desk_new(n, stride, p.n_registers, shift);
    double *want = calloc(n, sizeof *want);
    assert_non_null(want);
    for (size_t i = 0; i < n; i++) {
        small_draw draw;
        any_draw(&draw);
        const double disturbance = any_number();
        desk_put(&d, i, &draw, disturbance);
        want[i] = expected(e, &draw, disturbance, is_disturbed);
    }
    run(&p, &d);
    for (size_t i = 0; i < n; i++) {
        const double got = *place(&d, (size_t)e->target, 0, i);
        if (!is_same(got, want[i]))
            fail_msg("%s: draw %zu of %zu is %a, not %a", text, i, n, got, want[i]);
    }
    free(want);
    desk_free(&d);
    ot_program program = p;
    ot_program_clear(&program);
}

static void random_programs_give_the_bits_of_their_trees(void **state) {
    (void)state;
    static const size_t length[] = {1, 7, 512};
    for (int round = 0; round < 1500; round++) {
        static char text[1 << 16];
        ot_arena *arena = ot_arena_new();
        ot_error err;
        any_equation(text);
        const ot_equation *e = small_parse(text, arena, NULL, &err);
        if (e) check_block(text, e, any(2) == 0, length[round % 20 == 0 ? 2 : round % 2]);
        ot_arena_free(arena);
    }
}

static void results_do_not_depend_on_the_block(void **state) {
    (void)state;
    enum { N = 61 };
    static small_draw draw[N];
    ot_arena *arena = ot_arena_new();
    const ot_equation *e = parsed(
        "dlog(x) = a + b * dlog(y) + c * (time - 2020) / z - if(z > 1, y ^ 1.7, 3) * 2", arena);
    ot_program p = compiled(e, DISTURBANCE);
    double whole[N];
    for (size_t i = 0; i < N; i++)
        any_draw(&draw[i]);
    for (size_t length = N; length > 0; length = length > 8 ? length / 2 : length - 1)
        for (size_t first = 0; first < N; first += length) {
            const size_t n = N - first < length ? N - first : length;
            desk d = desk_new(n, length, p.n_registers, first % 3);
            for (size_t i = 0; i < n; i++)
                desk_put(&d, i, &draw[first + i], 0.25);
            run(&p, &d);
            for (size_t i = 0; i < n; i++) {
                if (length == N) whole[first + i] = *place(&d, 0, 0, i);
                assert_true(is_same(whole[first + i], *place(&d, 0, 0, i)));
            }
            desk_free(&d);
        }
    ot_program_clear(&p);
    ot_arena_free(arena);
}

static const struct {
    const char *text;
    size_t n_instructions, n_registers;
    int32_t last; /* its operation */
} SIZE[] = {
    {"x = y", 1, 0, OT_OPCODE_COPY},
    {"x = 2 * 3 + 4", 1, 0, OT_OPCODE_COPY},
    {"x = if(1 > 2, log(y), z)", 1, 0, OT_OPCODE_COPY},
    {"x = y * z", 1, 0, OT_OP_MUL},
    {"x = x(-1) * (1 + y)", 2, 1, OT_OP_MUL},
    {"x = a + b * y", 1, 0, OT_OPCODE_MUL_ADD},
    {"x = b * y - a", 1, 0, OT_OPCODE_MUL_SUB},
    {"x = a - b * y", 1, 0, OT_OPCODE_SUB_MUL},
    {"x = a + b * y + c * z", 2, 1, OT_OPCODE_MUL_ADD},
    {"x = y * z + y * z", 2, 1, OT_OP_ADD},           /* the product is one value */
    {"x = log(y * z) - log(z * y)", 3, 2, OT_OP_SUB}, /* here, too */
    {"dlog(x) = a + b * dlog(y)", 5, 2, OT_OP_MUL},
    {"x = time - 2020", 2, 1, OT_OP_SUB},
    {"x = (y + z) * (y - z) / ((a + b) * (a - b))", 7, 4, OT_OP_DIV},
};

static void programs_are_as_short_as_they_should_be(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof SIZE / sizeof *SIZE; i++) {
        ot_arena *arena = ot_arena_new();
        ot_program p = compiled(parsed(SIZE[i].text, arena), -1);
        if (p.n_instructions != SIZE[i].n_instructions || p.n_registers != SIZE[i].n_registers ||
            p.instruction[p.n_instructions - 1].op != SIZE[i].last)
            fail_msg("%s: %zu instructions, %zu registers, operation %d", SIZE[i].text,
                     p.n_instructions, p.n_registers, p.instruction[p.n_instructions - 1].op);
        ot_program_clear(&p);
        ot_arena_free(arena);
    }
}

static void results_never_overwrite_their_operands(void **state) {
    (void)state;
    for (int round = 0; round < 300; round++) {
        static char text[1 << 16];
        ot_arena *arena = ot_arena_new();
        ot_error err;
        any_equation(text);
        const ot_equation *e = small_parse(text, arena, NULL, &err);
        ot_program p = {0};
        if (e) p = compiled(e, DISTURBANCE);
        for (size_t i = 0; i < p.n_instructions; i++) {
            const ot_instruction *x = &p.instruction[i];
            assert_memory_not_equal(&x->to, &x->a, sizeof x->to);
            assert_memory_not_equal(&x->to, &x->b, sizeof x->to);
            assert_memory_not_equal(&x->to, &x->c, sizeof x->to);
        }
        ot_program_clear(&p);
        ot_arena_free(arena);
    }
}

static void stages_stand_in_the_order_given(void **state) {
    (void)state;
    ot_arena *arena = ot_arena_new();
    const ot_equation *e[] = {parsed("z = 3 * y", arena), parsed("x = z + 3", arena)};
    const int disturbance[] = {-1, DISTURBANCE};
    ot_program p = {0};
    const ot_stage_source stage[] = {{e, disturbance, 1, 0, OT_SOLVER_DEFAULT},
                                     {e + 1, disturbance + 1, 1, 0, OT_SOLVER_DEFAULT}};
    assert_int_equal(ot_program_init(stage, 2, &p, NULL), OT_OK);
    assert_int_equal(p.n_steps, 2);
    assert_int_equal(p.n_stages, 2);
    assert_int_equal(p.step[0].target, 2);
    assert_int_equal(p.step[1].target, 0);
    assert_int_equal(p.step[1].first, 1);
    assert_int_equal(p.step[1].n, 2);
    desk d = desk_new(2, 2, p.n_registers, 0);
    small_draw draw;
    small_numbers(&draw);
    desk_put(&d, 0, &draw, 0.5);
    desk_put(&d, 1, &draw, -0.5);
    run(&p, &d);
    assert_true(*place(&d, 0, 0, 0) == 12.5 && *place(&d, 0, 0, 1) == 11.5);
    desk_free(&d);
    ot_program_clear(&p);
    ot_arena_free(arena);
}

static void nothing_to_compile_is_an_empty_program(void **state) {
    (void)state;
    ot_program p = {0};
    assert_int_equal(ot_program_init(NULL, 0, &p, NULL), OT_OK);
    assert_int_equal(p.n_steps + p.n_instructions + p.n_constants + p.n_registers, 0);
    ot_program_clear(&p);
    ot_program_clear(&p);
}

static int attempt(void *state) {
    ot_program p = {0};
    ot_error err;
    const ot_equation *const *e = state;
    const int disturbance[] = {-1, DISTURBANCE};
    const ot_stage_source stage = {e, disturbance, 2, 1, OT_SOLVER_DEFAULT};
    const ot_status status = ot_program_init(&stage, 1, &p, &err);
    if (status) assert_null(p.step);
    ot_program_clear(&p);
    return (int)status;
}

static void memory_may_run_out_at_any_time(void **state) {
    (void)state;
    static char text[8192] = "x = 1";
    for (int i = 0; i < 100; i++)
        sprintf(text + strlen(text), " + log(y + %d) * z(-%d)", i, i % 40);
    ot_arena *arena = ot_arena_new();
    const ot_equation *e[] = {parsed("logit(z, 4) = a * y", arena), parsed(text, arena)};
    assert_true(fail_each_allocation(attempt, (void *)e, OT_ERR_NOMEM) >= 8);
    ot_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_programs_give_the_bits_of_their_trees),
        cmocka_unit_test(results_do_not_depend_on_the_block),
        cmocka_unit_test(programs_are_as_short_as_they_should_be),
        cmocka_unit_test(results_never_overwrite_their_operands),
        cmocka_unit_test(stages_stand_in_the_order_given),
        cmocka_unit_test(nothing_to_compile_is_an_empty_program),
        cmocka_unit_test(memory_may_run_out_at_any_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
