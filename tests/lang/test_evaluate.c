/* Every instruction with every form of operand means what arithmetic.h says. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/elementary.h"
#include "lang/arithmetic.h"
#include "lang/program.h"

/* Series rows 0 to 2 are operands, row 3 takes results; one slot before the present one. */
enum { N = 53, STRIDE = 56, N_SLOTS = 2, ROWS = 4, N_REGISTERS = 2 };

static double series[ROWS * N_SLOTS * STRIDE], coefficient[STRIDE], scratch[N_REGISTERS * STRIDE];
static const double CONSTANT[] = {2.0, -0.75, 0.0};
static const double SPECIAL[] = {0.0, -0.0, 1.0, -1.0, 2.0, 0.5, -3.25, 1e308, 1e-310, 710.0, 7.0};

static const ot_frame FRAME = {series, coefficient, scratch, N_SLOTS, STRIDE, N, 1, 2024, NULL};

/* Special values against each other in many pairs; some are not finite. */
static double any(size_t i, size_t k) {
    const size_t n = sizeof SPECIAL / sizeof *SPECIAL;
    const size_t at = (i * (2 * k + 1) + i / n * k) % (n + 2);
    return at < n ? SPECIAL[at] : at == n ? (double)NAN : -(double)INFINITY;
}

static void set_up(void) {
    for (size_t row = 0; row < ROWS; row++)
        for (size_t slot = 0; slot < N_SLOTS; slot++)
            for (size_t i = 0; i < STRIDE; i++)
                series[(row * N_SLOTS + slot) * STRIDE + i] =
                    row == 3 ? 99.0 : any(i, row) + (double)(1 - slot);
    for (size_t i = 0; i < STRIDE; i++)
        coefficient[i] = any(i, 3);
}

static int is_same(double a, double b) {
    return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}

static double read(ot_operand x, size_t i) {
    switch (x.kind) {
    case OT_OPERAND_CONSTANT:
        return CONSTANT[x.index];
    case OT_OPERAND_SERIES:
        return series[((size_t)x.index * N_SLOTS + 1 - (size_t)x.lag) * STRIDE + i];
    case OT_OPERAND_COEFFICIENT:
        return coefficient[i];
    default:
        return scratch[(size_t)x.index * STRIDE + i];
    }
}

static void run(const ot_instruction *instruction, size_t n) {
    const ot_step step = {3, 0, (int32_t)n};
    ot_step_run(&step, instruction, CONSTANT, &FRAME);
}

static int n_operands(int op) {
    switch (op) {
    case OT_OP_IF:
    case OT_OPCODE_MUL_ADD:
    case OT_OPCODE_MUL_SUB:
    case OT_OPCODE_SUB_MUL:
        return 3;
    case OT_OP_NEG:
    case OT_OP_LOG:
    case OT_OP_EXP:
    case OT_OP_SQRT:
    case OT_OP_ABS:
    case OT_OP_SIN:
    case OT_OP_COS:
    case OT_OP_ATAN:
    case OT_OP_NOT:
    case OT_OPCODE_COPY:
        return 1;
    default:
        return 2;
    }
}

/* Bit k of `forms` makes operand k a number. */
static ot_instruction instruction_of(int op, int forms) {
    const ot_operand none = {OT_OPERAND_NONE, 0, 0};
    ot_operand x[3] = {none, none, none};
    for (int k = 0; k < n_operands(op); k++)
        x[k] = forms >> k & 1 ? (ot_operand){OT_OPERAND_CONSTANT, 0, k}
                              : (ot_operand){OT_OPERAND_SERIES, (int16_t)(k == 1), k};
    if (op == OT_OP_POW && (forms & 2)) x[1].index = 0; /* a square */
    return (ot_instruction){op, {OT_OPERAND_SERIES, 0, 3}, x[0], x[1], x[2]};
}

static void every_operation_takes_vectors_and_numbers(void **state) {
    (void)state;
    set_up();
    for (int op = OT_OP_ADD; op < OT_N_OPCODES; op++)
        for (int forms = 0; forms < 1 << n_operands(op); forms++) {
            if (op == OT_OPCODE_YEAR) continue;
            const ot_instruction x = instruction_of(op, forms);
            run(&x, 1);
            for (size_t i = 0; i < N; i++) {
                const double want =
                    ot_arithmetic(op, read(x.a, i), n_operands(op) > 1 ? read(x.b, i) : 0,
                                  n_operands(op) > 2 ? read(x.c, i) : 0);
                if (!is_same(read(x.to, i), want))
                    fail_msg("operation %d, forms %d, draw %zu: %a, not %a", op, forms, i,
                             read(x.to, i), want);
            }
        }
}

static void nothing_beyond_the_draws_or_in_other_years_is_written(void **state) {
    (void)state;
    set_up();
    const ot_instruction x = instruction_of(OT_OP_ADD, 0);
    run(&x, 1);
    for (size_t i = 0; i < STRIDE; i++) {
        assert_true(series[3 * N_SLOTS * STRIDE + i] == 99.0);
        assert_true(i < N || series[(3 * N_SLOTS + 1) * STRIDE + i] == 99.0);
    }
}

static void an_operation_may_work_in_place(void **state) {
    (void)state;
    const ot_operand r = {OT_OPERAND_REGISTER, 0, 1}, none = {OT_OPERAND_NONE, 0, 0};
    const ot_operand y = {OT_OPERAND_SERIES, 0, 1}, b = {OT_OPERAND_COEFFICIENT, 0, 0};
    const ot_instruction program[] = {{OT_OPCODE_COPY, r, y, none, none},
                                      {OT_OP_MUL, r, r, r, none},
                                      {OT_OPCODE_MUL_ADD, r, r, b, r},
                                      {OT_OP_EXP, r, r, none, none}};
    set_up();
    run(program, sizeof program / sizeof *program);
    for (size_t i = 0; i < N; i++) {
        const double square = read(y, i) * read(y, i), product = square * coefficient[i];
        assert_true(is_same(read(r, i), ot_exp(product + square)));
    }
}

static void the_calendar_year_is_the_frames(void **state) {
    (void)state;
    set_up();
    const ot_operand to = {OT_OPERAND_SERIES, 0, 3}, two = {OT_OPERAND_CONSTANT, 0, 0};
    const ot_instruction year = {OT_OPCODE_YEAR, to, two, {0, 0, 0}, {0, 0, 0}};
    run(&year, 1);
    for (size_t i = 0; i < N; i++)
        assert_true(read(to, i) == 2022);
}

/* Logarithms of a series or of its ratio to the year before are made once a year, and again after
 * they were forgotten. */
static void logarithms_are_kept_for_a_year(void **state) {
    (void)state;
    enum { N_LOGGED = 2, N_KEPT = N_LOGGED * OT_LOGS_KEPT };
    static double kept[N_KEPT * STRIDE];
    size_t n[N_KEPT] = {0}, slot[N_KEPT] = {0};
    int32_t logged[2 * ROWS] = {-1, 0, 1, -1, -1, -1, -1, -1}; /* ratios of row 0, row 1 itself */
    ot_logs logs = {NULL, kept, logged, n, slot, N_LOGGED, 1};
    const ot_operand now = {OT_OPERAND_SERIES, 0, 0}, before = {OT_OPERAND_SERIES, 1, 0};
    const ot_operand plain = {OT_OPERAND_SERIES, 1, 1}, ratio = {OT_OPERAND_REGISTER, 0, 0};
    const ot_operand to = {OT_OPERAND_SERIES, 0, 3}, none = {OT_OPERAND_NONE, 0, 0};
    const ot_instruction of_ratio[] = {{OT_OP_DIV, ratio, now, before, none},
                                       {OT_OP_LOG, to, ratio, none, none}};
    const ot_instruction of_plain[] = {{OT_OP_LOG, to, plain, none, none}};
    ot_frame frame = FRAME;
    frame.logs = &logs;
    for (int is_plain = 0; is_plain < 2; is_plain++) {
        double expected[2][N];
        for (size_t change = 0; change < 2; change++) { /* what is expected of other values */
            set_up();
            for (size_t i = 0; i < ROWS * N_SLOTS * STRIDE && change; i++)
                series[i] += 3.0;
            ot_instructions_run(is_plain ? of_plain : of_ratio, is_plain ? 1 : 2, CONSTANT, &FRAME);
            memcpy(expected[change], series + (3 * N_SLOTS + 1) * STRIDE, sizeof expected[0]);
        }
        for (size_t time = 0; time < 3; time++) {
            set_up();
            for (size_t i = 0; i < ROWS * N_SLOTS * STRIDE && time > 0; i++)
                series[i] += 3.0;
            if (time == 2) memset(n, 0, sizeof n); /* forgotten */
            ot_instructions_run(is_plain ? of_plain : of_ratio, is_plain ? 1 : 2, CONSTANT, &frame);
            for (size_t i = 0; i < N; i++)
                assert_true(
                    is_same(series[(3 * N_SLOTS + 1) * STRIDE + i], expected[time == 2][i]));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logarithms_are_kept_for_a_year),
        cmocka_unit_test(every_operation_takes_vectors_and_numbers),
        cmocka_unit_test(nothing_beyond_the_draws_or_in_other_years_is_written),
        cmocka_unit_test(an_operation_may_work_in_place),
        cmocka_unit_test(the_calendar_year_is_the_frames),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
