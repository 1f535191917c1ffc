#include <math.h>

#include "lang/arithmetic.h"
#include "lang/opcode.h"
#include "lang/program.h"

/* An operand over the draws of a block: a vector, or one number for all of them (step 0). */
typedef struct view {
    const double *at;
    size_t step;
} view;

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

/* One loop for each pair of vector and constant, so that each is vectorised. Operations may work
 * in place, but only element by element. */
#define BINARY(operator)                          \
    do {                                          \
        const double *a = x.at, *b = y.at;        \
        if (x.step && y.step)                     \
            for (size_t i = 0; i < n; i++)        \
                to[i] = a[i] operator b[i];       \
        else if (x.step) {                        \
            const double k = *b;                  \
            for (size_t i = 0; i < n; i++)        \
                to[i] = a[i] operator k;          \
        } else {                                  \
            const double k = *a;                  \
            for (size_t i = 0; i < n; i++)        \
                to[i] = k operator b[i * y.step]; \
        }                                         \
    } while (0)

static void run(const ot_instruction *instruction, const double *constant, const ot_frame *f) {
    const view x = look(&instruction->a, constant, f), y = look(&instruction->b, constant, f),
               z = look(&instruction->c, constant, f);
    double *to = place(&instruction->to, f);
    const size_t n = f->n;
    switch (instruction->op) {
    case OT_OP_ADD:
        BINARY(+);
        break;
    case OT_OP_SUB:
        BINARY(-);
        break;
    case OT_OP_MUL:
        BINARY(*);
        break;
    case OT_OP_DIV:
        BINARY(/);
        break;
    case OT_OP_NEG:
        for (size_t i = 0; i < n; i++)
            to[i] = -x.at[i * x.step];
        break;
    case OT_OP_EXP:
        for (size_t i = 0; i < n; i++)
            to[i] = exp(x.at[i * x.step]);
        break;
    case OT_OPCODE_COPY:
        for (size_t i = 0; i < n; i++)
            to[i] = x.at[i * x.step];
        break;
    case OT_OPCODE_YEAR:
        for (size_t i = 0; i < n; i++)
            to[i] = (double)f->year - *x.at;
        break;
    default:
        for (size_t i = 0; i < n; i++)
            to[i] = ot_arithmetic((ot_op)instruction->op, x.at[i * x.step], y.at[i * y.step],
                                  z.at[i * z.step]);
        break;
    }
}

void ot_step_run(const ot_step *step, const ot_instruction *instruction, const double *constant,
                 const ot_frame *frame) {
    for (int32_t k = 0; k < step->n; k++)
        run(&instruction[step->first + k], constant, frame);
}
