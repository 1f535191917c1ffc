#include "lang/program.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lang/opcode.h"
#include "lang/values.h"

/* The program grows while stages are compiled. */
typedef struct compiler {
    ot_program *program;
    size_t most_instructions, most_constants;
    ot_values values; /* of the present stage */
    int32_t *result;  /* [n] of its equations: what its target becomes */
    int32_t *end;     /* [n] values before end[k] were known when equation k was read */
    size_t most_results;
    int32_t *work; /* [4][values.n], see the pointers */
    size_t most_work;
    int32_t *place; /* of a value: its register, or the constant of a number; -1: none yet */
    int32_t *last;  /* when it is read for the last time */
    int32_t *turn;  /* when it is evaluated: 0 before the passes, k + 1 in step k; -1: not */
    int32_t *idle;  /* registers that are free, n_idle */
    int32_t n_idle, n_registers;
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

static int32_t new_constant(compiler *c, double value) {
    ot_program *p = c->program;
    p->constant =
        reserve(c, p->constant, &c->most_constants, p->n_constants + 1, sizeof *p->constant);
    if (c->failed) return 0;
    p->constant[p->n_constants] = value;
    return (int32_t)p->n_constants++;
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

static int32_t read_equation(ot_values *v, const ot_equation *e, int disturbance) {
    int32_t r = ot_values_tree(v, e->right);
    if (disturbance >= 0) {
        const ot_operand added = {OT_OPERAND_SERIES, 0, (int32_t)disturbance};
        r = ot_values_operation(v, OT_OP_ADD, r, ot_values_operand(v, added), -1);
    }
    return solve(v, e, r);
}

static void read_stage(compiler *c, const ot_stage_source *s) {
    c->result = reserve(c, c->result, &c->most_results, 2 * s->n, sizeof *c->result);
    if (c->failed) return;
    c->end = c->result + s->n;
    ot_values_empty(&c->values);
    for (size_t k = 0; k < s->n; k++) {
        c->result[k] = read_equation(&c->values, s->equation[k], s->disturbance[k]);
        c->end[k] = (int32_t)c->values.n;
    }
    const size_t n = c->values.n;
    c->work = reserve(c, c->work, &c->most_work, 4 * n, sizeof *c->work);
    c->failed |= c->values.failed;
    if (c->failed) return;
    c->place = c->work;
    c->last = c->place + n;
    c->turn = c->last + n;
    c->idle = c->turn + n;
    for (size_t i = 0; i < n; i++)
        c->place[i] = c->last[i] = c->turn[i] = -1;
    ot_values_settle(&c->values, c->result, s->n);
}

/* Is it one of the block's own variables of the same year? */
static int is_own(const ot_value *value, const ot_stage_source *s) {
    const ot_operand *o = &value->operand;
    if (value->op != OT_OP_SYMBOL || o->kind != OT_OPERAND_SERIES || o->lag != 0) return 0;
    for (size_t k = 0; k < s->n; k++)
        if (s->equation[k]->target == o->index) return 1;
    return 0;
}

/* When each value is evaluated; leaves have the turn from which on they can be read. */
static void take_turns(compiler *c, const ot_stage_source *s) {
    const ot_values *v = &c->values;
    size_t step = 0;
    for (int32_t i = 0; i < (int32_t)v->n; i++) {
        const ot_value *value = &v->at[i];
        while (step + 1 < s->n && i >= c->end[step])
            step++;
        int depends = s->n_feedback == 0 || is_own(value, s);
        for (int k = 0; k < 3 && !depends; k++)
            depends = value->x[k] >= 0 && c->turn[value->x[k]] > 0;
        c->turn[i] = depends ? (int32_t)step + 1 : 0;
    }
}

/* What the passes read again and again is read for the last time after all of them. */
static void find_last_uses(compiler *c, const ot_stage_source *s) {
    const ot_values *v = &c->values;
    for (int32_t i = 0; i < (int32_t)v->n; i++)
        for (int k = 0; k < 3 && v->at[i].uses > 0; k++) {
            const int32_t x = v->at[i].x[k];
            if (x < 0) continue;
            const int is_kept = c->turn[x] == 0 && c->turn[i] > 0;
            const int32_t when = is_kept ? INT32_MAX : i;
            if (when > c->last[x]) c->last[x] = when;
        }
    for (size_t k = 0; k < s->n; k++) {
        const int32_t r = c->result[k], end = c->end[k];
        const int32_t when = c->turn[r] == 0 && s->n_feedback > 0 ? INT32_MAX : end;
        if (when > c->last[r]) c->last[r] = when;
    }
}

static ot_operand operand(compiler *c, int32_t i) {
    if (i < 0) return NOTHING;
    const ot_value *value = &c->values.at[i];
    if (value->op == OT_OP_SYMBOL) return value->operand;
    if (value->op != OT_OP_NUMBER) return (ot_operand){OT_OPERAND_REGISTER, 0, c->place[i]};
    if (c->place[i] < 0) c->place[i] = new_constant(c, value->number);
    return (ot_operand){OT_OPERAND_CONSTANT, 0, c->place[i]};
}

static void emit_value(compiler *c, int32_t i, ot_operand to) {
    const ot_value *value = &c->values.at[i];
    const ot_operand a = operand(c, value->x[0]), b = operand(c, value->x[1]),
                     third = operand(c, value->x[2]);
    emit(c, &(ot_instruction){value->op, to, a, b, third});
}

/* The registers of operands that value i is the last to read. A result never shares a register
 * with its operands: loops over vectors that do not overlap are the fastest. */
static void free_operands(compiler *c, int32_t i) {
    for (int k = 0; k < 3; k++) {
        const int32_t x = c->values.at[i].x[k];
        if (x < 0 || ot_value_is_leaf(&c->values.at[x]) || c->last[x] != i) continue;
        c->last[x] = -1; /* x * x frees it once */
        c->idle[c->n_idle++] = c->place[x];
    }
}

/* Evaluate value i into a register of its own. */
static void place_value(compiler *c, int32_t i) {
    c->place[i] = c->n_idle > 0 ? c->idle[--c->n_idle] : c->n_registers++;
    emit_value(c, i, operand(c, i));
    free_operands(c, i);
}

/* Values first .. end - 1 of one turn, but for `result`. */
static void emit_turn(compiler *c, int32_t first, int32_t end, int32_t turn, int32_t result) {
    for (int32_t i = first; i < end && !c->failed; i++) {
        const ot_value *value = &c->values.at[i];
        if (value->uses > 0 && !ot_value_is_leaf(value) && c->turn[i] == turn && i != result)
            place_value(c, i);
    }
}

/* The last operation writes to the target, unless there is none or others need its value, too. */
static void emit_step(compiler *c, const ot_stage_source *s, size_t k) {
    ot_program *p = c->program;
    const size_t first = p->n_instructions, n_before = s->n - s->n_feedback;
    const int32_t from = k > 0 ? c->end[k - 1] : 0, turn = (int32_t)k + 1, r = c->result[k];
    const ot_value *value = &c->values.at[r];
    const int is_copied = ot_value_is_leaf(value) || value->uses > 1 || c->turn[r] != turn;
    const int32_t target = s->equation[k]->target;
    const ot_operand to = k < n_before
                              ? (ot_operand){OT_OPERAND_SERIES, 0, target}
                              : (ot_operand){OT_OPERAND_REGISTER, 0, (int32_t)(k - n_before)};
    emit_turn(c, from, c->end[k], turn, is_copied ? -1 : r);
    if (is_copied)
        emit(c, &(ot_instruction){OT_OPCODE_COPY, to, operand(c, r), NOTHING, NOTHING});
    else
        emit_value(c, r, to);
    if (!is_copied) free_operands(c, r);
    p->step[p->n_steps++] = (ot_step){target, (int32_t)first, (int32_t)(p->n_instructions - first)};
}

static void compile(compiler *c, const ot_stage_source *s) {
    ot_program *p = c->program;
    ot_stage stage = {.first_step = (int32_t)p->n_steps,
                      .n_steps = (int32_t)s->n,
                      .n_feedback = (int32_t)s->n_feedback,
                      .once = (int32_t)p->n_instructions,
                      .method = (int32_t)s->solver.method,
                      .max_iterations = s->solver.max_iterations,
                      .tolerance = s->solver.tolerance,
                      .damping = s->solver.damping};
    read_stage(c, s);
    if (c->failed) return;
    take_turns(c, s);
    find_last_uses(c, s);
    c->n_idle = 0;
    c->n_registers = stage.n_feedback;
    emit_turn(c, 0, (int32_t)c->values.n, 0, -1);
    stage.n_once = (int32_t)p->n_instructions - stage.once;
    for (size_t k = 0; k < s->n && !c->failed; k++)
        emit_step(c, s, k);
    if ((size_t)c->n_registers > p->n_registers) p->n_registers = (size_t)c->n_registers;
    p->stage[p->n_stages++] = stage;
}

ot_status ot_program_init(const ot_stage_source *stage, size_t n, ot_program *out, ot_error *err) {
    size_t n_equations = 0;
    for (size_t k = 0; k < n; k++)
        n_equations += stage[k].n;
    ot_program p = {.step = calloc(n_equations + 1, sizeof *p.step),
                    .stage = calloc(n + 1, sizeof *p.stage)};
    compiler c = {.program = &p, .failed = !p.step || !p.stage};
    for (size_t k = 0; k < n && !c.failed; k++)
        compile(&c, &stage[k]);
    ot_values_clear(&c.values);
    free(c.result);
    free(c.work);
    if (c.failed) {
        ot_program_clear(&p);
        return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu equations",
                       "内存不足以编译 %zu 个方程", n_equations);
    }
    *out = p;
    return OT_OK;
}

void ot_program_clear(ot_program *program) {
    free(program->instruction);
    free(program->constant);
    free(program->step);
    free(program->stage);
    *program = (ot_program){0};
}
