#include "simulate/newton.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    HALVINGS = 10, /* of a step that does not help */
    PASSES = 200   /* of Gauss-Seidel, when Newton's method failed */
};

/* Half of each step: plain passes over the large models of ministries often diverge. */
static const double RESCUE_DAMPING = 0.5;

/* A start that is this good is Newton's again. */
static const double RESCUED = 1e-3;

size_t ot_case_most_feedback(const ot_case *c) {
    const ot_stage *stage = OT_CASE_CONST(ot_stage, c, stage);
    size_t most = 0;
    for (size_t k = 0; k < c->n_stages; k++)
        if ((size_t)stage[k].n_feedback > most) most = (size_t)stage[k].n_feedback;
    return most;
}

int ot_newton_init(ot_newton *w, const ot_case *c) {
    const size_t n = ot_case_most_feedback(c);
    *w = (ot_newton){.c = c};
    if (n > 0 && 2 * n + 8 > SIZE_MAX / sizeof(double) / n) return 0;
    w->x = calloc(n * (2 * n + 8) + 1, sizeof *w->x);
    w->active = calloc(2 * n + 1, sizeof *w->active);
    const int has_tangent = ot_tangent_init(&w->tangent, n, ot_case_n_rows(c), 1, c->n_registers) &&
                            ot_tangent_init(&w->error, 1, ot_case_n_rows(c), 1, c->n_registers);
    w->error.rounding = DBL_EPSILON;
    if (!w->x || !w->active || !has_tangent) return 0;
    w->g = w->x + n;
    w->trial = w->g + n;
    w->scale = w->trial + n;
    w->step = w->scale + n;
    w->jacobian = w->step + n;
    w->factor = w->jacobian + n * n;
    w->start = w->factor + n * n;
    w->floor = w->start + n;
    w->pivot = w->active + n;
    return 1;
}

void ot_newton_clear(ot_newton *w) {
    ot_tangent_clear(&w->tangent);
    ot_tangent_clear(&w->error);
    free(w->x);
    free(w->active);
    *w = (ot_newton){0};
}

const ot_step *ot_stage_feedback(const ot_case *c, const ot_stage *stage, int32_t k) {
    return OT_CASE_CONST(ot_step, c, step) + stage->first_step + stage->n_steps -
           stage->n_feedback + k;
}

static double *place(const ot_newton *w, const ot_frame *f, const ot_stage *stage, size_t i) {
    const size_t row = (size_t)ot_stage_feedback(w->c, stage, w->active[i])->target;
    return f->series + (row * f->n_slots + f->slot) * f->stride;
}

static void run(const ot_case *c, int32_t first, int32_t n, const ot_frame *f, ot_tangent *t) {
    ot_tangent_run(OT_CASE_CONST(ot_instruction, c, instruction) + first, n,
                   OT_CASE_CONST(double, c, constant), f, t);
}

void ot_stage_prepare(const ot_case *c, const ot_stage *stage, const ot_frame *f, ot_tangent *t) {
    run(c, stage->once, stage->n_once, f, t);
}

/* The last instruction of a step writes to its target, which is not done where that is held. */
void ot_stage_pass(const ot_case *c, const ot_stage *stage, const ot_frame *f, ot_tangent *t) {
    const ot_step *step = OT_CASE_CONST(ot_step, c, step) + stage->first_step;
    const int32_t n_before = stage->n_steps - stage->n_feedback;
    for (int32_t k = 0; k < stage->n_steps; k++) {
        const int is_held = ot_case_is_held(c, (size_t)step[k].target, f->slot);
        run(c, step[k].first, step[k].n - (is_held && k < n_before), f, t);
    }
}

static void take_active(ot_newton *w, const ot_stage *stage, const ot_frame *f) {
    w->n = 0;
    for (int32_t k = 0; k < stage->n_feedback; k++)
        if (!ot_case_is_held(w->c, (size_t)ot_stage_feedback(w->c, stage, k)->target, f->slot))
            w->active[w->n++] = k;
    w->tangent.n = w->n;
    for (size_t i = 0; i < w->n; i++) {
        const size_t row = (size_t)ot_stage_feedback(w->c, stage, w->active[i])->target;
        double *slope = ot_tangent_move(&w->tangent, row, f->slot);
        memset(slope, 0, w->n * sizeof *slope);
        slope[i] = 1.0;
        w->x[i] = *place(w, f, stage, i);
    }
}

/* Nothing moves in the next stage. */
static void forget_moves(const ot_case *c, const ot_stage *stage, ot_tangent *t) {
    const ot_step *step = OT_CASE_CONST(ot_step, c, step) + stage->first_step;
    for (int32_t k = 0; k < stage->n_steps; k++)
        t->series_moves[step[k].target] = 0;
}

/* Rounding of g is proportional to what it is made of: a difference of large numbers is known to
 * fewer digits than they are. */
static void take_row(ot_newton *w, size_t i) {
    const size_t reg = (size_t)w->active[i];
    const double *slope = w->tangent.scratch_moves[reg] ? w->tangent.scratch + reg * w->n : NULL;
    double *row = w->jacobian + i * w->n, size = 0.0; /* 0 * INFINITY is to be 0 */
    for (size_t j = 0; j < w->n; j++) {
        const double by = slope ? slope[j] : 0.0;
        row[j] = (i == j ? 1.0 : 0.0) - by;
        if (by != 0.0) size += fabs(by * w->x[j]);
    }
    w->scale[i] = fmax(fabs(w->x[i]), size);
}

/* g and the residual at x, and derivatives where they are wanted. */
static void evaluate_with(ot_newton *w, const ot_stage *stage, const ot_frame *f,
                          int wants_derivatives) {
    w->tangent.n = wants_derivatives ? w->n : 0;
    for (size_t i = 0; i < w->n; i++)
        *place(w, f, stage, i) = w->x[i];
    ot_stage_pass(w->c, stage, f, &w->tangent);
    w->residual = 0.0;
    for (size_t i = 0; i < w->n; i++) {
        w->g[i] = f->scratch[(size_t)w->active[i] * f->stride];
        if (wants_derivatives)
            take_row(w, i);
        else
            w->scale[i] = fmax(fabs(w->x[i]), fabs(w->g[i]));
        const double gap = fabs(w->g[i] - w->x[i]);
        const double size = gap > 0.0 ? gap / w->scale[i] : gap;
        if (size <= w->residual) continue;
        w->residual = size <= INFINITY ? size : (double)INFINITY; /* NaN, too */
        w->worst = w->active[i];
    }
}

static void evaluate(ot_newton *w, const ot_stage *stage, const ot_frame *f) {
    evaluate_with(w, stage, f, 1);
}

static void note_residual(ot_newton *w) {
    if (w->n_history < OT_NEWTON_HISTORY) w->history[w->n_history++] = w->residual;
}

/* Factors of the Jacobian; 0 when it is singular. */
static int factor(ot_newton *w) {
    memcpy(w->factor, w->jacobian, w->n * w->n * sizeof *w->factor);
    const size_t k = ot_lu_factor(w->factor, w->n, w->pivot);
    if (k < w->n) w->worst = w->active[k];
    return k == w->n;
}

/* Newton's step from x; 0 when the Jacobian is singular. */
static int find_step(ot_newton *w) {
    if (!factor(w)) return 0;
    for (size_t i = 0; i < w->n; i++)
        w->step[i] = w->g[i] - w->x[i];
    ot_lu_solve(w->factor, w->n, w->pivot, w->step);
    return 1;
}

/* Go along the step as far as it helps. */
static int take_step(ot_newton *w, const ot_stage *stage, const ot_frame *f) {
    const double before = w->residual;
    double length = 1.0;
    memcpy(w->trial, w->x, w->n * sizeof *w->x);
    for (int k = 0; k < HALVINGS; k++, length /= 2) {
        for (size_t i = 0; i < w->n; i++)
            w->x[i] = w->trial[i] + length * w->step[i];
        evaluate(w, stage, f);
        if (w->residual < before || w->residual <= stage->tolerance) return 1;
    }
    memcpy(w->x, w->trial, w->n * sizeof *w->x);
    evaluate(w, stage, f);
    return 0;
}

/* What rounding makes of g at x, these being exact. */
void ot_newton_find_floor(ot_newton *w, const ot_stage *stage, const ot_frame *f) {
    ot_stage_prepare(w->c, stage, f, &w->error);
    ot_stage_pass(w->c, stage, f, &w->error);
    for (size_t i = 0; i < w->n; i++)
        w->floor[i] = w->error.scratch[w->active[i]];
    forget_moves(w->c, stage, &w->error);
}

/* Is every residual what rounding leaves, so that no step can help? */
static int is_rounding(ot_newton *w, const ot_stage *stage, const ot_frame *f) {
    ot_newton_find_floor(w, stage, f);
    for (size_t i = 0; i < w->n; i++)
        if (!(fabs(w->g[i] - w->x[i]) <= w->floor[i])) return 0;
    return 1;
}

/* Once it is solved one more step gives the last digits, where they are to be had. */
static ot_outcome polish(ot_newton *w, const ot_stage *stage, const ot_frame *f) {
    const double before = w->residual;
    if (!find_step(w)) return OT_OUTCOME_SINGULAR;
    if (before <= 0.0) return OT_OUTCOME_SOLVED;
    memcpy(w->trial, w->x, w->n * sizeof *w->x);
    for (size_t i = 0; i < w->n; i++)
        w->x[i] += w->step[i];
    evaluate(w, stage, f);
    if (w->residual <= before) return OT_OUTCOME_SOLVED;
    memcpy(w->x, w->trial, w->n * sizeof *w->x);
    evaluate(w, stage, f);
    return OT_OUTCOME_SOLVED;
}

static ot_outcome iterate(ot_newton *w, const ot_stage *stage, const ot_frame *f) {
    evaluate(w, stage, f);
    for (int k = 0; k < stage->max_iterations; k++, w->n_iterations++) {
        note_residual(w);
        if (w->residual <= stage->tolerance) return polish(w, stage, f);
        if (!(w->residual < INFINITY)) return OT_OUTCOME_NOT_FINITE;
        if (!find_step(w)) return OT_OUTCOME_SINGULAR;
        if (!take_step(w, stage, f)) break;
    }
    if (w->residual <= stage->tolerance || is_rounding(w, stage, f)) return OT_OUTCOME_SOLVED;
    return OT_OUTCOME_DIVERGED;
}

/* Passes from x, each going `damping` of the way, until the residual is small enough. */
static int pass_until(ot_newton *w, const ot_stage *stage, const ot_frame *f, int most,
                      double damping, double enough) {
    for (int k = 0; k < most; k++, w->n_iterations++) {
        evaluate_with(w, stage, f, 0);
        note_residual(w);
        if (w->residual <= enough || !(w->residual < INFINITY)) break;
        for (size_t i = 0; i < w->n; i++)
            w->x[i] += damping * (w->g[i] - w->x[i]);
    }
    return w->residual <= enough;
}

static ot_outcome solve_block(ot_newton *w, const ot_stage *stage, const ot_frame *f) {
    if (stage->method == OT_SOLVER_GAUSS_SEIDEL) {
        if (pass_until(w, stage, f, stage->max_iterations, stage->damping, stage->tolerance))
            return OT_OUTCOME_SOLVED;
        return w->residual < INFINITY ? OT_OUTCOME_DIVERGED : OT_OUTCOME_NOT_FINITE;
    }
    const ot_outcome first = iterate(w, stage, f);
    if (first == OT_OUTCOME_SOLVED) return first;
    const int32_t worst = w->worst;
    memcpy(w->x, w->start, w->n * sizeof *w->x);
    (void)pass_until(w, stage, f, PASSES, RESCUE_DAMPING, RESCUED);
    const ot_outcome second = w->residual < INFINITY ? iterate(w, stage, f) : first;
    if (second == OT_OUTCOME_SOLVED) return second;
    if (first == OT_OUTCOME_SINGULAR) w->worst = worst;
    return first == OT_OUTCOME_SINGULAR ? first : second;
}

ot_outcome ot_newton_solve(ot_newton *w, const ot_stage *stage, const ot_frame *f) {
    w->n_iterations = w->n_history = 0;
    w->residual = 0.0;
    if (stage->n_feedback == 0) {
        w->tangent.n = 0;
        ot_stage_pass(w->c, stage, f, &w->tangent);
        return OT_OUTCOME_SOLVED;
    }
    take_active(w, stage, f);
    ot_stage_prepare(w->c, stage, f, &w->tangent);
    ot_outcome outcome = OT_OUTCOME_SOLVED;
    if (w->n > 0) {
        memcpy(w->start, w->x, w->n * sizeof *w->start);
        outcome = solve_block(w, stage, f);
    } else {
        ot_stage_pass(w->c, stage, f, &w->tangent);
    }
    forget_moves(w->c, stage, &w->tangent);
    return outcome;
}

int ot_newton_linearise(ot_newton *w, const ot_stage *stage, const ot_frame *f) {
    take_active(w, stage, f);
    ot_stage_prepare(w->c, stage, f, &w->tangent);
    evaluate(w, stage, f);
    forget_moves(w->c, stage, &w->tangent);
    return factor(w);
}
