#include <math.h>
#include <string.h>

#include "lang/arithmetic.h"
#include "lang/opcode.h"
#include "lang/program.h"

/* An operand over the draws of a block: a vector, or one number for all of them (step 0). */
typedef struct view {
    const double *at;
    size_t step;
} view;

/* The compiler's programs keep results and operands apart. Where they are the same vector, it is
 * read and written element by element, which compilers cannot see. */
#if defined(__GNUC__) && !defined(__clang__)
#define EACH _Pragma("GCC ivdep") for (size_t i = 0; i < n; i++)
#else
#define EACH for (size_t i = 0; i < n; i++)
#endif

static void fill(double *to, double value, size_t n) { EACH to[i] = value; }

/* Loops of one operation: x and y are its operands, at least one of them a vector. */
#define UNARY(name, expression)                                                 \
    OT_EACH_PROCESSOR static void name(double *to, const double *a, size_t n) { \
        EACH {                                                                  \
            const double x = a[i];                                              \
            to[i] = (expression);                                               \
        }                                                                       \
    }

#define BINARY(name, expression)                                               \
    OT_EACH_PROCESSOR static void name(double *to, view a, view b, size_t n) { \
        if (a.step && b.step) EACH {                                           \
                const double x = a.at[i], y = b.at[i];                         \
                to[i] = (expression);                                          \
            }                                                                  \
        else if (a.step) {                                                     \
            const double y = *b.at;                                            \
            EACH {                                                             \
                const double x = a.at[i];                                      \
                to[i] = (expression);                                          \
            }                                                                  \
        } else {                                                               \
            const double x = *a.at;                                            \
            EACH {                                                             \
                const double y = b.at[i];                                      \
                to[i] = (expression);                                          \
            }                                                                  \
        }                                                                      \
    }

UNARY(copy, x)
UNARY(negate, -x)
UNARY(logarithm, ot_log(x))
UNARY(exponential, ot_exp(x))
UNARY(root, sqrt(x))
UNARY(magnitude, fabs(x))
UNARY(sine, sin(x))
UNARY(cosine, cos(x))
UNARY(arctangent, atan(x))
UNARY(negation, ot_not(x))
UNARY(square, (x * x))

BINARY(add, x + y)
BINARY(subtract, x - y)
BINARY(multiply, (x * y))
BINARY(divide, x / y)
BINARY(general_power, ot_pow(x, y))
BINARY(plain_power, ot_pow_chosen(x, y))
BINARY(least, ot_least(x, y))
BINARY(most, ot_most(x, y))
BINARY(less, ot_less(x, y))
BINARY(less_equal, ot_less_equal(x, y))
BINARY(greater, ot_less(y, x))
BINARY(greater_equal, ot_less_equal(y, x))
BINARY(equal, ot_equal(x, y))
BINARY(unequal, ot_unequal(x, y))
BINARY(both, ot_and(x, y))
BINARY(either, ot_or(x, y))

/* x is a vector, y and z are either. */
#define TERNARY(name, expression)                                                      \
    OT_EACH_PROCESSOR static void name(double *to, view a, view b, view c, size_t n) { \
        const double *p = a.at, *q = b.at, *r = c.at;                                  \
        if (b.step && c.step) EACH {                                                   \
                const double x = p[i], y = q[i], z = r[i];                             \
                to[i] = (expression);                                                  \
            }                                                                          \
        else if (b.step) {                                                             \
            const double z = *r;                                                       \
            EACH {                                                                     \
                const double x = p[i], y = q[i];                                       \
                to[i] = (expression);                                                  \
            }                                                                          \
        } else if (c.step) {                                                           \
            const double y = *q;                                                       \
            EACH {                                                                     \
                const double x = p[i], z = r[i];                                       \
                to[i] = (expression);                                                  \
            }                                                                          \
        } else {                                                                       \
            const double y = *q, z = *r;                                               \
            EACH {                                                                     \
                const double x = p[i];                                                 \
                to[i] = (expression);                                                  \
            }                                                                          \
        }                                                                              \
    }

TERNARY(choose, ot_choose(x, y, z))
TERNARY(multiply_add, (x * y) + z)
TERNARY(multiply_subtract, (x * y) - z)
TERNARY(subtract_multiply, z - (x * y))

/* Operands that the loops above do not take; compiled programs do not have them. */
static void general(int op, double *to, view a, view b, view c, size_t n) {
    for (size_t i = 0; i < n; i++)
        to[i] = ot_arithmetic(op, a.at[i * a.step], b.at[i * b.step], c.at[i * c.step]);
}

static double *place(const ot_operand *x, const ot_frame *f) {
    if (x->kind == OT_OPERAND_SERIES)
        return f->series + ((size_t)x->index * f->n_slots + f->slot - (size_t)x->lag) * f->stride;
    return f->scratch + (size_t)x->index * f->stride;
}

static view look(const ot_operand *x, const double *constant, const ot_frame *f) {
    static const double nothing = 0.0;
    switch (x->kind) {
    case OT_OPERAND_NONE:
        return (view){&nothing, 0};
    case OT_OPERAND_CONSTANT:
        return (view){&constant[x->index], 0};
    case OT_OPERAND_COEFFICIENT:
        return (view){f->coefficient + (size_t)x->index * f->stride, 1};
    default:
        return (view){place(x, f), 1};
    }
}

/* The few powers that need the C library are made again, one by one. */
static void mend_powers(double *to, view a, view b, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const double x = a.at[i * a.step], y = b.at[i * b.step];
        if (!ot_pow_is_plain(x, y)) to[i] = ot_pow(x, y);
    }
}

static void power(double *to, view a, view b, size_t n) {
    if (!b.step && *b.at == 2.0)
        square(to, a.at, n);
    else if (to == a.at || to == b.at)
        general_power(to, a, b, n);
    else {
        plain_power(to, a, b, n);
        mend_powers(to, a, b, n);
    }
}

typedef void unary_loop(double *to, const double *a, size_t n);
typedef void binary_loop(double *to, view a, view b, size_t n);
typedef void ternary_loop(double *to, view a, view b, view c, size_t n);

static unary_loop *const UNARY_LOOP[OT_N_OPCODES] = {
    [OT_OP_NEG] = negate,    [OT_OP_EXP] = exponential, [OT_OP_SQRT] = root,
    [OT_OP_ABS] = magnitude, [OT_OP_NOT] = negation,    [OT_OP_SIN] = sine,
    [OT_OP_COS] = cosine,    [OT_OP_ATAN] = arctangent, [OT_OPCODE_COPY] = copy,
};

static binary_loop *const BINARY_LOOP[OT_N_OPCODES] = {
    [OT_OP_ADD] = add,    [OT_OP_SUB] = subtract,     [OT_OP_MUL] = multiply,
    [OT_OP_DIV] = divide, [OT_OP_POW] = power,        [OT_OP_MIN] = least,
    [OT_OP_MAX] = most,   [OT_OP_LT] = less,          [OT_OP_LE] = less_equal,
    [OT_OP_GT] = greater, [OT_OP_GE] = greater_equal, [OT_OP_EQ] = equal,
    [OT_OP_NE] = unequal, [OT_OP_AND] = both,         [OT_OP_OR] = either,
};

static ternary_loop *const TERNARY_LOOP[OT_N_OPCODES] = {
    [OT_OP_IF] = choose,
    [OT_OPCODE_MUL_ADD] = multiply_add,
    [OT_OPCODE_MUL_SUB] = multiply_subtract,
    [OT_OPCODE_SUB_MUL] = subtract_multiply,
};

const ot_operand *ot_instruction_logged(const ot_instruction *instruction,
                                        const ot_instruction *previous, int *is_ratio) {
    const ot_operand *x = &instruction->a;
    *is_ratio = 0;
    if (instruction->op != OT_OP_LOG) return NULL;
    if (x->kind == OT_OPERAND_SERIES) return x;
    if (!previous || previous->op != OT_OP_DIV || x->kind != OT_OPERAND_REGISTER ||
        previous->to.kind != OT_OPERAND_REGISTER || previous->to.index != x->index)
        return NULL;
    const ot_operand *a = &previous->a, *b = &previous->b;
    *is_ratio = a->kind == OT_OPERAND_SERIES && b->kind == OT_OPERAND_SERIES &&
                a->index == b->index && b->lag == a->lag + 1;
    return *is_ratio ? a : NULL;
}

/* Where the logarithms of a year are kept; NULL: nowhere. */
static size_t *kept_at(const ot_frame *f, const ot_operand *x, int is_ratio, double **at) {
    ot_logs *logs = f->logs;
    const size_t slot = f->slot - (size_t)x->lag;
    const int32_t row = logs->logged[2 * x->index + is_ratio];
    const size_t before = slot < logs->first_slot ? logs->first_slot - slot : 0;
    if (row < 0 || before > OT_LOGS_OLD) return NULL;
    const size_t place = before > 0 ? before - 1 : OT_LOGS_OLD + slot % OT_LOGS_NEW;
    const size_t i = (size_t)row * OT_LOGS_KEPT + place;
    *at = logs->at + i * f->stride;
    if (logs->slot[i] != slot) logs->n[i] = 0;
    logs->slot[i] = slot;
    return &logs->n[i];
}

static void run_logarithm(const ot_instruction *instruction, const ot_instruction *previous,
                          double *to, const double *a, const ot_frame *f) {
    int is_ratio;
    double *kept;
    const ot_operand *x = f->logs ? ot_instruction_logged(instruction, previous, &is_ratio) : NULL;
    size_t *n = x ? kept_at(f, x, is_ratio, &kept) : NULL;
    if (!n) {
        logarithm(to, a, f->n);
        return;
    }
    if (*n < f->n) {
        logarithm(kept, a, f->n);
        *n = f->n;
    }
    memcpy(to, kept, f->n * sizeof *to);
}

static void run(const ot_instruction *instruction, const ot_instruction *previous,
                const double *constant, const ot_frame *f) {
    const view a = look(&instruction->a, constant, f), b = look(&instruction->b, constant, f),
               c = look(&instruction->c, constant, f);
    double *to = place(&instruction->to, f);
    const int op = instruction->op;
    if (op == OT_OPCODE_YEAR)
        fill(to, (double)f->year - *a.at, f->n);
    else if (!a.step && !b.step && !c.step)
        fill(to, ot_arithmetic(op, *a.at, *b.at, *c.at), f->n);
    else if (op == OT_OP_LOG)
        run_logarithm(instruction, previous, to, a.at, f);
    else if (UNARY_LOOP[op])
        UNARY_LOOP[op](to, a.at, f->n);
    else if (BINARY_LOOP[op])
        BINARY_LOOP[op](to, a, b, f->n);
    else if (TERNARY_LOOP[op] && a.step)
        TERNARY_LOOP[op](to, a, b, c, f->n);
    else
        general(op, to, a, b, c, f->n);
}

void ot_instructions_run(const ot_instruction *instruction, int32_t n, const double *constant,
                         const ot_frame *frame) {
    for (int32_t k = 0; k < n; k++)
        run(&instruction[k], k > 0 ? &instruction[k - 1] : NULL, constant, frame);
}

void ot_step_run(const ot_step *step, const ot_instruction *instruction, const double *constant,
                 const ot_frame *frame) {
    ot_instructions_run(instruction + step->first, step->n, constant, frame);
}
