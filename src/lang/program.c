#include "lang/program.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lang/arithmetic.h"
#include "lang/opcode.h"

/* The program grows while equations are compiled; `free_register` is a stack's height. */
typedef struct compiler {
    ot_program *program;
    size_t most_instructions, most_constants;
    int32_t free_register;
    int failed; /* memory ran out: what follows is thrown away */
} compiler;

static const ot_operand NOTHING = {OT_OPERAND_NONE, 0, 0};

static void *grow(void *array, size_t *most, size_t size) {
    const size_t more = *most ? 2 * *most : 64;
    void *p = realloc(array, more * size);
    if (p) *most = more;
    return p;
}

static ot_operand constant(compiler *c, double value) {
    ot_program *p = c->program;
    for (size_t i = 0; i < p->n_constants; i++)
        if (memcmp(&p->constant[i], &value, sizeof value) == 0)
            return (ot_operand){OT_OPERAND_CONSTANT, 0, (int32_t)i};
    if (p->n_constants == c->most_constants) {
        double *more = grow(p->constant, &c->most_constants, sizeof *more);
        c->failed |= !more;
        if (!more) return NOTHING;
        p->constant = more;
    }
    p->constant[p->n_constants] = value;
    return (ot_operand){OT_OPERAND_CONSTANT, 0, (int32_t)p->n_constants++};
}

static void emit(compiler *c, int32_t op, ot_operand to, ot_operand x, ot_operand y, ot_operand z) {
    ot_program *p = c->program;
    if (c->failed) return;
    if (p->n_instructions == c->most_instructions) {
        ot_instruction *more = grow(p->instruction, &c->most_instructions, sizeof *more);
        c->failed |= !more;
        if (!more) return;
        p->instruction = more;
    }
    p->instruction[p->n_instructions++] = (ot_instruction){op, to, x, y, z};
}

static ot_operand new_register(compiler *c) {
    const ot_operand r = {OT_OPERAND_REGISTER, 0, c->free_register++};
    if ((size_t)c->free_register > c->program->n_registers)
        c->program->n_registers = (size_t)c->free_register;
    return r;
}

static ot_operand operation(compiler *c, int32_t op, ot_operand x, ot_operand y, ot_operand z) {
    const ot_operand to = new_register(c);
    emit(c, op, to, x, y, z);
    return to;
}

static ot_operand leaf(compiler *c, const ot_tree *tree) {
    if (tree->op == OT_OP_NUMBER) return constant(c, tree->number);
    switch (tree->symbol.kind) {
    case OT_SYMBOL_COEFFICIENT:
        return (ot_operand){OT_OPERAND_COEFFICIENT, 0, tree->symbol.index};
    case OT_SYMBOL_SERIES:
        return (ot_operand){OT_OPERAND_SERIES, (int16_t)tree->lag, tree->symbol.index};
    default:
        return operation(c, OT_OPCODE_YEAR, constant(c, (double)tree->lag), NOTHING, NOTHING);
    }
}

static double value_of(const compiler *c, ot_operand x) {
    return x.kind == OT_OPERAND_CONSTANT ? c->program->constant[x.index] : 0.0;
}

/* Where the tree's value stands; registers above it are free again. */
static ot_operand compile(compiler *c, const ot_tree *tree) {
    if (tree->op == OT_OP_NUMBER || tree->op == OT_OP_SYMBOL) return leaf(c, tree);
    const int32_t height = c->free_register;
    ot_operand x[3] = {NOTHING, NOTHING, NOTHING};
    int all_constant = 1;
    for (int i = 0; i < tree->n_children; i++) {
        x[i] = compile(c, tree->child[i]);
        all_constant &= x[i].kind == OT_OPERAND_CONSTANT;
    }
    c->free_register = height; /* operations work in place */
    if (c->failed) return NOTHING;
    if (all_constant)
        return constant(
            c, ot_arithmetic(tree->op, value_of(c, x[0]), value_of(c, x[1]), value_of(c, x[2])));
    return operation(c, (int32_t)tree->op, x[0], x[1], x[2]);
}

/* Solve the transformed left side for x and store it. */
static void store(compiler *c, const ot_equation *e, ot_operand r) {
    const ot_operand to = {OT_OPERAND_SERIES, 0, e->target};
    const ot_operand before = {OT_OPERAND_SERIES, 1, e->target};
    switch (e->transform) {
    case OT_TRANSFORM_LEVEL:
        emit(c, OT_OPCODE_COPY, to, r, NOTHING, NOTHING);
        break;
    case OT_TRANSFORM_LOG:
        emit(c, OT_OP_EXP, to, r, NOTHING, NOTHING);
        break;
    case OT_TRANSFORM_DIFFERENCE:
        emit(c, OT_OP_ADD, to, before, r, NOTHING);
        break;
    case OT_TRANSFORM_LOG_DIFFERENCE:
        r = operation(c, OT_OP_EXP, r, NOTHING, NOTHING);
        emit(c, OT_OP_MUL, to, before, r, NOTHING);
        break;
    case OT_TRANSFORM_PERCENT_CHANGE:
        r = operation(c, OT_OP_ADD, constant(c, 1.0), r, NOTHING);
        emit(c, OT_OP_MUL, to, before, r, NOTHING);
        break;
    case OT_TRANSFORM_LOGIT:
        r = operation(c, OT_OP_NEG, r, NOTHING, NOTHING);
        r = operation(c, OT_OP_EXP, r, NOTHING, NOTHING);
        r = operation(c, OT_OP_ADD, constant(c, 1.0), r, NOTHING);
        emit(c, OT_OP_DIV, to, constant(c, e->ceiling), r, NOTHING);
        break;
    }
}

static void compile_equation(compiler *c, const ot_equation *e, int disturbance) {
    ot_program *p = c->program;
    ot_step *step = &p->step[p->n_steps++];
    const size_t first = p->n_instructions;
    c->free_register = 0;
    ot_operand r = compile(c, e->right);
    if (disturbance >= 0) {
        const ot_operand d = {OT_OPERAND_SERIES, 0, disturbance};
        r = operation(c, OT_OP_ADD, r, d, NOTHING);
    }
    store(c, e, r);
    *step = (ot_step){e->target, (int32_t)first, (int32_t)(p->n_instructions - first)};
}

ot_status ot_program_init(const ot_equation *const *equation, const int *disturbance, size_t n,
                          ot_program *out, ot_error *err) {
    ot_program p = {.step = calloc(n + 1, sizeof *p.step)};
    compiler c = {.program = &p, .failed = !p.step};
    for (size_t k = 0; k < n && !c.failed; k++)
        compile_equation(&c, equation[k], disturbance[k]);
    if (c.failed) {
        ot_program_clear(&p);
        return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu equations",
                       "内存不足以编译 %zu 个方程", n);
    }
    *out = p;
    return OT_OK;
}

void ot_program_clear(ot_program *program) {
    free(program->instruction);
    free(program->constant);
    free(program->step);
    *program = (ot_program){0};
}
