#include "lang/tangent.h"

#include <stdlib.h>
#include <string.h>

#include "lang/slope.h"

int ot_tangent_init(ot_tangent *t, size_t n, size_t n_rows, size_t n_slots, size_t n_registers) {
    const size_t n_places = n_rows * n_slots;
    *t = (ot_tangent){.n = n, .n_slots = n_slots};
    if (n > 0 && n_places + n_registers > SIZE_MAX / sizeof(double) / n - 1) return 0;
    t->series = calloc(n_places * n + 1, sizeof *t->series);
    t->scratch = calloc(n_registers * n + 1, sizeof *t->scratch);
    t->series_moves = calloc(n_places + 1, 1);
    t->scratch_moves = calloc(n_registers + 1, 1);
    return t->series && t->scratch && t->series_moves && t->scratch_moves;
}

void ot_tangent_clear(ot_tangent *t) {
    free(t->series);
    free(t->scratch);
    free(t->series_moves);
    free(t->scratch_moves);
    *t = (ot_tangent){0};
}

static size_t place_of(const ot_tangent *t, size_t row, size_t slot) {
    return row * t->n_slots + (t->n_slots == 1 ? 0 : slot);
}

double *ot_tangent_move(ot_tangent *t, size_t row, size_t slot) {
    const size_t i = place_of(t, row, slot);
    t->series_moves[i] = 1;
    return t->series + i * t->n;
}

const double *ot_tangent_at(const ot_tangent *t, size_t row, size_t slot) {
    const size_t i = place_of(t, row, slot);
    return t->series_moves[i] ? t->series + i * t->n : NULL;
}

static double value_of(const ot_operand *x, const double *constant, const ot_frame *f) {
    const size_t i = (size_t)x->index;
    switch (x->kind) {
    case OT_OPERAND_CONSTANT:
        return constant[i];
    case OT_OPERAND_REGISTER:
        return f->scratch[i * f->stride];
    case OT_OPERAND_SERIES:
        return f->series[(i * f->n_slots + f->slot - (size_t)x->lag) * f->stride];
    case OT_OPERAND_COEFFICIENT:
        return f->coefficient[i * f->stride];
    default:
        return 0.0;
    }
}

static const double *slope_of(const ot_operand *x, const ot_frame *f, const ot_tangent *t) {
    const size_t i = (size_t)x->index;
    if (x->kind == OT_OPERAND_REGISTER) return t->scratch_moves[i] ? t->scratch + i * t->n : NULL;
    if (x->kind != OT_OPERAND_SERIES || (x->lag > 0 && t->n_slots == 1)) return NULL;
    return ot_tangent_at(t, i, f->slot - (size_t)x->lag);
}

static void put(const ot_operand *to, const ot_frame *f, double value) {
    const size_t i = (size_t)to->index;
    if (to->kind == OT_OPERAND_REGISTER)
        f->scratch[i * f->stride] = value;
    else
        f->series[(i * f->n_slots + f->slot) * f->stride] = value;
}

/* Where the derivatives of a result go, marked as moving or not. */
static double *place_slope(const ot_operand *to, const ot_frame *f, ot_tangent *t, int moves) {
    const size_t i = (size_t)to->index;
    if (to->kind == OT_OPERAND_REGISTER) {
        t->scratch_moves[i] = (unsigned char)moves;
        return t->scratch + i * t->n;
    }
    const size_t at = place_of(t, i, f->slot);
    t->series_moves[at] = (unsigned char)moves;
    return t->series + at * t->n;
}

static void put_slopes(double *to, size_t n, const ot_slope *by, const double *a, const double *b,
                       const double *c) {
    for (size_t d = 0; d < n; d++) {
        double sum = 0.0;
        if (a) sum += ot_chain(by->a, a[d]);
        if (b) sum += ot_chain(by->b, b[d]);
        if (c) sum += ot_chain(by->c, c[d]);
        to[d] = sum;
    }
}

static double error_of(const double *operand, double by) {
    return operand ? fabs(ot_chain(by, *operand)) : 0.0;
}

/* Copies are exact. */
static void put_error(double *to, const ot_instruction *p, const ot_slope *by, const double *a,
                      const double *b, const double *c, double own) {
    const double made = p->op == OT_OPCODE_COPY ? 0.0 : fabs(own);
    *to = error_of(a, by->a) + error_of(b, by->b) + error_of(c, by->c) + made;
}

static void run(const ot_instruction *p, const double *constant, const ot_frame *f, ot_tangent *t) {
    const double x = value_of(&p->a, constant, f), y = value_of(&p->b, constant, f),
                 z = value_of(&p->c, constant, f);
    const double value =
        p->op == OT_OPCODE_YEAR ? (double)f->year - x : ot_arithmetic(p->op, x, y, z);
    put(&p->to, f, value);
    if (t->n == 0) return;
    const double *a = slope_of(&p->a, f, t), *b = slope_of(&p->b, f, t), *c = slope_of(&p->c, f, t);
    const int moves = a || b || c || t->rounding > 0.0;
    double *to = place_slope(&p->to, f, t, moves);
    if (!moves) return;
    const ot_slope by = ot_slope_at(p->op, x, y, value, b != NULL);
    if (t->rounding > 0.0)
        put_error(to, p, &by, a, b, c, t->rounding * value);
    else
        put_slopes(to, t->n, &by, a, b, c);
}

void ot_tangent_run(const ot_instruction *instruction, int32_t n, const double *constant,
                    const ot_frame *frame, ot_tangent *t) {
    for (int32_t k = 0; k < n; k++)
        run(&instruction[k], constant, frame, t);
}
