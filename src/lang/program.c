#include "lang/program.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lang/opcode.h"
#include "lang/values.h"

/* The program grows while equations are compiled. */
typedef struct compiler {
    ot_program *program;
    size_t most_instructions, most_constants;
    ot_values values; /* of the present equation */
    int32_t *place;   /* [values.n] registers, then as many for either use of place_registers */
    size_t most_places;
    int failed; /* memory ran out: what follows is thrown away */
} compiler;

static const ot_operand NOTHING = {OT_OPERAND_NONE, 0, 0};

/* Room for n things; the old array when there is enough or no memory. */
static void *reserve(compiler *c, void *array, size_t *most, size_t n, size_t size) {
    if (n <= *most || c->failed) return array;
    const size_t more = n < 32 ? 64 : 2 * n;
    void *p = more > INT32_MAX ? NULL : realloc(array, more * size);
    c->failed = !p;
    if (!p) return array;
    *most = more;
    return p;
}

static ot_operand constant(compiler *c, double value) {
    ot_program *p = c->program;
    for (size_t i = 0; i < p->n_constants; i++)
        if (memcmp(&p->constant[i], &value, sizeof value) == 0)
            return (ot_operand){OT_OPERAND_CONSTANT, 0, (int32_t)i};
    p->constant =
        reserve(c, p->constant, &c->most_constants, p->n_constants + 1, sizeof *p->constant);
    if (c->failed) return NOTHING;
    p->constant[p->n_constants] = value;
    return (ot_operand){OT_OPERAND_CONSTANT, 0, (int32_t)p->n_constants++};
}

static void emit(compiler *c, const ot_instruction *instruction) {
    ot_program *p = c->program;
    p->instruction = reserve(c, p->instruction, &c->most_instructions, p->n_instructions + 1,
                             sizeof *p->instruction);
    if (!c->failed) p->instruction[p->n_instructions++] = *instruction;
}

/* x from the right side's value r, as ot_transform_inverse has it. */
static int32_t solve(ot_values *v, const ot_equation *e, int32_t r) {
    const int32_t before =
        ot_values_operand(v, (ot_operand){OT_OPERAND_SERIES, 1, (int32_t)e->target});
    const int32_t one = ot_values_number(v, 1.0);
    switch (e->transform) {
    case OT_TRANSFORM_LEVEL:
        return r;
    case OT_TRANSFORM_LOG:
        return ot_values_operation(v, OT_OP_EXP, r, -1, -1);
    case OT_TRANSFORM_DIFFERENCE:
        return ot_values_operation(v, OT_OP_ADD, before, r, -1);
    case OT_TRANSFORM_LOG_DIFFERENCE:
        r = ot_values_operation(v, OT_OP_EXP, r, -1, -1);
        return ot_values_operation(v, OT_OP_MUL, before, r, -1);
    case OT_TRANSFORM_PERCENT_CHANGE:
        r = ot_values_operation(v, OT_OP_ADD, one, r, -1);
        return ot_values_operation(v, OT_OP_MUL, before, r, -1);
    case OT_TRANSFORM_LOGIT:
        r = ot_values_operation(v, OT_OP_NEG, r, -1, -1);
        r = ot_values_operation(v, OT_OP_EXP, r, -1, -1);
        r = ot_values_operation(v, OT_OP_ADD, one, r, -1);
        return ot_values_operation(v, OT_OP_DIV, ot_values_number(v, e->ceiling), r, -1);
    }
    return -1;
}

static int is_leaf(const ot_value *value) {
    return value->op == OT_OP_NUMBER || value->op == OT_OP_SYMBOL;
}

/* Does the equation read its own target of the same year? (The model refuses that.) */
static int reads(const ot_values *v, ot_operand to) {
    for (size_t i = 0; i < v->n; i++)
        if (v->at[i].uses > 0 && v->at[i].op == OT_OP_SYMBOL &&
            memcmp(&v->at[i].operand, &to, sizeof to) == 0)
            return 1;
    return 0;
}

/* The last value that is made of each. */
static void find_last_uses(const ot_values *v, int32_t result, int32_t *last) {
    for (int32_t i = 0; i <= result; i++)
        for (int k = 0; k < 3 && v->at[i].uses > 0; k++)
            if (v->at[i].x[k] >= 0) last[v->at[i].x[k]] = i;
}

/* A register for each value before `end` that is computed, in c->place[value]. It is never one of
 * the value's operands: loops over vectors that do not overlap are the fastest. */
static void place_registers(compiler *c, int32_t result, int32_t end) {
    const ot_values *v = &c->values;
    int32_t *last = c->place + v->n, *idle = last + v->n, n_idle = 0, n_registers = 0;
    find_last_uses(v, result, last);
    for (int32_t i = 0; i < end; i++) {
        const ot_value *value = &v->at[i];
        if (value->uses == 0 || is_leaf(value)) continue;
        c->place[i] = n_idle > 0 ? idle[--n_idle] : n_registers++;
        for (int k = 0; k < 3; k++) {
            const int32_t x = value->x[k];
            if (x < 0 || is_leaf(&v->at[x]) || last[x] != i) continue;
            last[x] = -1; /* x * x frees it once */
            idle[n_idle++] = c->place[x];
        }
    }
    if ((size_t)n_registers > c->program->n_registers)
        c->program->n_registers = (size_t)n_registers;
}

static ot_operand operand(compiler *c, int32_t i) {
    if (i < 0) return NOTHING;
    const ot_value *value = &c->values.at[i];
    if (value->op == OT_OP_NUMBER) return constant(c, value->number);
    if (value->op == OT_OP_SYMBOL) return value->operand;
    return (ot_operand){OT_OPERAND_REGISTER, 0, c->place[i]};
}

static void emit_value(compiler *c, int32_t i, ot_operand to) {
    const ot_value *value = &c->values.at[i];
    emit(c, &(ot_instruction){value->op, to, operand(c, value->x[0]), operand(c, value->x[1]),
                              operand(c, value->x[2])});
}

/* The last operation writes to its target, unless there is none or it reads from there. */
static void emit_values(compiler *c, int32_t result, ot_operand to) {
    const ot_values *v = &c->values;
    const int is_copied = is_leaf(&v->at[result]) || reads(v, to);
    const int32_t end = is_copied ? result + 1 : result;
    place_registers(c, result, end);
    for (int32_t i = 0; i < end; i++)
        if (v->at[i].uses > 0 && !is_leaf(&v->at[i])) emit_value(c, i, operand(c, i));
    if (is_copied)
        emit(c, &(ot_instruction){OT_OPCODE_COPY, to, operand(c, result), NOTHING, NOTHING});
    else
        emit_value(c, result, to);
}

static void compile(compiler *c, const ot_equation *e, int disturbance) {
    ot_program *p = c->program;
    ot_values *v = &c->values;
    const size_t first = p->n_instructions;
    v->n = 0;
    int32_t r = ot_values_tree(v, e->right);
    if (disturbance >= 0) {
        const ot_operand added = {OT_OPERAND_SERIES, 0, (int32_t)disturbance};
        r = ot_values_operation(v, OT_OP_ADD, r, ot_values_operand(v, added), -1);
    }
    r = solve(v, e, r);
    c->place = reserve(c, c->place, &c->most_places, 3 * v->n, sizeof *c->place);
    c->failed |= v->failed;
    if (c->failed) return;
    ot_values_settle(v, r);
    emit_values(c, r, (ot_operand){OT_OPERAND_SERIES, 0, (int32_t)e->target});
    p->step[p->n_steps++] =
        (ot_step){(int32_t)e->target, (int32_t)first, (int32_t)(p->n_instructions - first)};
}

ot_status ot_program_init(const ot_equation *const *equation, const int *disturbance, size_t n,
                          ot_program *out, ot_error *err) {
    ot_program p = {.step = calloc(n + 1, sizeof *p.step)};
    compiler c = {.program = &p, .failed = !p.step};
    for (size_t k = 0; k < n && !c.failed; k++)
        compile(&c, equation[k], disturbance[k]);
    ot_values_clear(&c.values);
    free(c.place);
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
