#include "simulate/broyden.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/elementary.h"

enum { MOST_PASSES = 14 }; /* of all draws together; what then is left is solved singly */

/* Starting from the path without shocks, times what the draw was of it a year ago. */
static const double LARGEST_RATIO = 4.0;

/* Rounding is found for the path without shocks; draws may have so many times as much. */
static const double ROUNDING_SPARE = 4.0;

/* What the path without shocks knows of one block in one slot. */
typedef struct anchor {
    size_t n;        /* active feedback variables; 0 where it could not be solved, too */
    int32_t *active; /* [n] */
    double *inverse; /* [n][n] of the Jacobian of x - g(x) */
    double *floor;   /* [n] rounding of g there */
    double *size;    /* [n][n] absolute derivatives of g: what a residual is measured by */
} anchor;

struct ot_broyden {
    const ot_case *c;
    ot_path_solver path;
    anchor *anchor; /* [n_stages][n_slots] */
    size_t stride;
    double *memory;
    double *r, *before, *s, *hy;  /* [n][stride] residuals, the last ones, steps, H y */
    double *h;                    /* [n * n][stride] inverses, draw by draw */
    double *sh;                   /* [n][stride] s' H */
    double *norm, *going, *share; /* [stride]; going: 1 until it is done */
    uint64_t n_single, n_failed;
};

static const ot_stage *stage_at(const ot_broyden *j, size_t k) {
    return &OT_CASE_CONST(ot_stage, j->c, stage)[k];
}

/* From the factors, column by column. */
static void invert(ot_newton *w, double *inverse) {
    const size_t n = w->n;
    for (size_t column = 0; column < n; column++) {
        for (size_t i = 0; i < n; i++)
            w->step[i] = i == column ? 1.0 : 0.0;
        ot_lu_solve(w->factor, n, w->pivot, w->step);
        for (size_t i = 0; i < n; i++)
            inverse[i * n + column] = w->step[i];
    }
}

/* What is known of block k where the path without shocks has been solved. */
static int take_anchor(ot_broyden *j, size_t k, size_t slot) {
    ot_newton *w = &j->path.newton;
    const ot_frame frame = ot_path_solver_frame(&j->path, slot);
    if (!ot_newton_linearise(w, stage_at(j, k), &frame) || w->n == 0) return 1;
    ot_newton_find_floor(w, stage_at(j, k), &frame);
    anchor *a = &j->anchor[k * j->c->n_slots + slot];
    const size_t n = w->n;
    a->active = malloc(n * sizeof *a->active);
    a->inverse = malloc((2 * n + 1) * n * sizeof *a->inverse);
    if (!a->active || !a->inverse) return 0;
    a->size = a->inverse + n * n;
    a->floor = a->size + n * n;
    for (size_t i = 0; i < n; i++)
        for (size_t l = 0; l < n; l++)
            a->size[i * n + l] = fabs((i == l ? 1.0 : 0.0) - w->jacobian[i * n + l]);
    memcpy(a->floor, w->floor, n * sizeof *a->floor);
    memcpy(a->active, w->active, n * sizeof *a->active);
    invert(w, a->inverse);
    a->n = n;
    return 1;
}

/* A block that cannot be solved even without shocks leaves its draws to be solved singly. */
static int solve_anchors(ot_broyden *j) {
    const ot_case *c = j->c;
    for (size_t slot = c->first_slot; slot < c->n_slots; slot++)
        for (size_t k = 0; k < c->n_stages; k++) {
            const ot_outcome outcome = ot_path_solver_solve_stage(&j->path, k, slot, 1.0);
            const int has_anchor = outcome == OT_OUTCOME_SOLVED && stage_at(j, k)->n_feedback > 0;
            if (has_anchor && !take_anchor(j, k, slot)) return 0;
        }
    return 1;
}

ot_broyden *ot_broyden_new(const ot_case *c, size_t stride) {
    ot_broyden *j = calloc(1, sizeof *j);
    const size_t n = ot_case_most_feedback(c), n_vectors = n * n + 5 * n + 3;
    if (!j) return NULL;
    *j = (ot_broyden){.c = c, .stride = stride};
    j->anchor = calloc(c->n_stages * (size_t)c->n_slots + 1, sizeof *j->anchor);
    j->memory = n_vectors > SIZE_MAX / stride / sizeof(double)
                    ? NULL
                    : calloc(n_vectors * stride, sizeof *j->memory);
    const int has_path = ot_path_solver_init(&j->path, c);
    if (!j->anchor || !j->memory || !has_path || !solve_anchors(j)) {
        ot_broyden_free(j);
        return NULL;
    }
    j->r = j->memory;
    j->before = j->r + n * stride;
    j->s = j->before + n * stride;
    j->hy = j->s + n * stride;
    j->sh = j->hy + n * stride;
    j->norm = j->sh + n * stride;
    j->going = j->norm + stride;
    j->share = j->going + stride;
    j->h = j->share + stride;
    return j;
}

void ot_broyden_free(ot_broyden *j) {
    if (!j) return;
    for (size_t i = 0; j->anchor && i < j->c->n_stages * (size_t)j->c->n_slots; i++) {
        free(j->anchor[i].active);
        free(j->anchor[i].inverse);
    }
    free(j->anchor);
    free(j->memory);
    ot_path_solver_clear(&j->path);
    free(j);
}

uint64_t ot_broyden_n_single(const ot_broyden *joint) { return joint->n_single; }

uint64_t ot_broyden_n_failed(const ot_broyden *joint) { return joint->n_failed; }

/* One block in one slot for the draws of a frame. */
typedef struct task {
    ot_broyden *j;
    const ot_stage *stage;
    const ot_step *step; /* of the stage */
    const anchor *a;
    const ot_frame *f;
    size_t n_counted;
} task;

static size_t row_of(const task *t, size_t i) {
    return (size_t)t->step[t->stage->n_steps - t->stage->n_feedback + t->a->active[i]].target;
}

static double *x_of(const task *t, size_t i) {
    return t->f->series + (row_of(t, i) * t->f->n_slots + t->f->slot) * t->f->stride;
}

static double *vector(const task *t, double *array, size_t i) { return array + i * t->j->stride; }

OT_EACH_PROCESSOR static void set_start(const task *t, size_t i) {
    const size_t n = t->f->n, slot = t->f->slot;
    const double *centre = t->j->path.value + row_of(t, i) * t->f->n_slots;
    const double now = centre[slot], then = slot > 0 ? centre[slot - 1] : (double)NAN;
    double *x = x_of(t, i);
    const double *past = x - (slot > 0 ? t->f->stride : 0);
    for (size_t k = 0; k < n; k++) {
        const double ratio = past[k] / then;
        x[k] = ratio > 1.0 / LARGEST_RATIO && ratio < LARGEST_RATIO ? now * ratio : now;
    }
}

static void run(const task *t, int32_t first, int32_t n) {
    ot_instructions_run(OT_CASE_CONST(ot_instruction, t->j->c, instruction) + first, n,
                        OT_CASE_CONST(double, t->j->c, constant), t->f);
}

static void pass(const task *t) {
    const int32_t n_before = t->stage->n_steps - t->stage->n_feedback;
    for (int32_t k = 0; k < t->stage->n_steps; k++) {
        const int is_held = ot_case_is_held(t->j->c, (size_t)t->step[k].target, t->f->slot);
        run(t, t->step[k].first, t->step[k].n - (is_held && k < n_before));
    }
}

/* Residuals g(x) - x, and the largest of each draw by its scale; infinite where one is NaN. */
OT_EACH_PROCESSOR static void find_residuals(const task *t) {
    const size_t n = t->f->n, m = t->a->n;
    double *norm = t->j->norm;
    memset(norm, 0, n * sizeof *norm);
    for (size_t i = 0; i < m; i++) {
        double *r = vector(t, t->j->r, i), *scale = t->j->share;
        const double *x = x_of(t, i);
        const double *g = t->f->scratch + (size_t)t->a->active[i] * t->f->stride;
        for (size_t k = 0; k < n; k++) {
            r[k] = g[k] - x[k];
            scale[k] = 0.0;
        }
        for (size_t l = 0; l < m; l++) {
            const double size = t->a->size[i * m + l], *by = x_of(t, l);
            if (size == 0.0) continue;
            for (size_t k = 0; k < n; k++)
                scale[k] += size * fabs(by[k]);
        }
        /* so that what rounding may leave is within the tolerance */
        const double least = ROUNDING_SPARE * t->a->floor[i] / t->stage->tolerance;
        for (size_t k = 0; k < n; k++) {
            const double large = fabs(x[k]) > scale[k] ? fabs(x[k]) : scale[k];
            const double most = large > least ? large : least;
            const double ratio = r[k] == 0.0 ? 0.0 : fabs(r[k]) / most;
            const double size = ratio <= DBL_MAX ? ratio : (double)INFINITY; /* NaN too */
            norm[k] = size > norm[k] ? size : norm[k];
        }
    }
}

/* How many draws go on; what is not a number will not become one. */
static size_t count_going(const task *t) {
    size_t n_going = 0;
    for (size_t k = 0; k < t->f->n; k++) {
        const int is_done = t->j->norm[k] <= t->stage->tolerance;
        if (is_done) t->j->going[k] = 0.0;
        n_going += t->j->going[k] > 0.0 && t->j->norm[k] < INFINITY;
    }
    return n_going;
}

/* to = H r, with the inverse that all draws begin with or with each draw's own. */
OT_EACH_PROCESSOR static void multiply(const task *t, int is_own, double *const from, double *to) {
    const size_t n = t->f->n, m = t->a->n;
    for (size_t i = 0; i < m; i++) {
        double *sum = vector(t, to, i);
        memset(sum, 0, n * sizeof *sum);
        for (size_t l = 0; l < m; l++) {
            const double *r = vector(t, from, l), *h = vector(t, t->j->h, i * m + l);
            const double common = t->a->inverse[i * m + l];
            if (is_own)
                for (size_t k = 0; k < n; k++)
                    sum[k] += h[k] * r[k];
            else
                for (size_t k = 0; k < n; k++)
                    sum[k] += common * r[k];
        }
    }
}

OT_EACH_PROCESSOR static void begin_updates(const task *t) {
    const size_t n = t->f->n, m = t->a->n;
    for (size_t i = 0; i < m * m; i++) {
        double *h = vector(t, t->j->h, i);
        for (size_t k = 0; k < n; k++)
            h[k] = t->a->inverse[i];
    }
}

/* H += (s - H y) s'H / (s'H y), with y the change of x - g(x) over the step s; none where that
 * would divide by nothing. */
OT_EACH_PROCESSOR static void update(const task *t) {
    const size_t n = t->f->n, m = t->a->n;
    ot_broyden *j = t->j;
    for (size_t i = 0; i < m; i++) {
        double *y = vector(t, j->before, i);
        const double *r = vector(t, j->r, i);
        for (size_t k = 0; k < n; k++)
            y[k] -= r[k];
    }
    multiply(t, 1, j->before, j->hy);
    memset(j->share, 0, n * sizeof *j->share);
    for (size_t i = 0; i < m; i++) {
        const double *s = vector(t, j->s, i), *hy = vector(t, j->hy, i);
        for (size_t k = 0; k < n; k++)
            j->share[k] += s[k] * hy[k];
    }
    for (size_t k = 0; k < n; k++) {
        const double share = j->going[k] / j->share[k];
        j->share[k] = fabs(share) < INFINITY ? share : 0.0;
    }
    for (size_t l = 0; l < m; l++) {
        double *sh = vector(t, j->sh, l);
        memset(sh, 0, n * sizeof *sh);
        for (size_t i = 0; i < m; i++) {
            const double *s = vector(t, j->s, i), *h = vector(t, j->h, i * m + l);
            for (size_t k = 0; k < n; k++)
                sh[k] += s[k] * h[k];
        }
    }
    for (size_t i = 0; i < m; i++) {
        const double *s = vector(t, j->s, i), *hy = vector(t, j->hy, i);
        for (size_t l = 0; l < m; l++) {
            double *h = vector(t, j->h, i * m + l);
            const double *sh = vector(t, j->sh, l);
            for (size_t k = 0; k < n; k++)
                h[k] += (s[k] - hy[k]) * sh[k] * j->share[k];
        }
    }
}

OT_EACH_PROCESSOR static void step(const task *t, int is_own) {
    const size_t n = t->f->n, m = t->a->n;
    multiply(t, is_own, t->j->r, t->j->s);
    for (size_t i = 0; i < m; i++) {
        double *x = x_of(t, i), *s = vector(t, t->j->s, i);
        for (size_t k = 0; k < n; k++) {
            s[k] = t->j->going[k] > 0.0 ? s[k] : 0.0;
            x[k] += s[k];
        }
    }
    memcpy(t->j->before, t->j->r, m * t->j->stride * sizeof *t->j->r);
}

static void solve_together(const task *t) {
    for (size_t i = 0; i < t->a->n; i++)
        set_start(t, i);
    run(t, t->stage->once, t->stage->n_once);
    for (int k = 0; k < MOST_PASSES; k++) {
        pass(t);
        find_residuals(t);
        if (count_going(t) == 0) return;
        if (k == 1) begin_updates(t);
        if (k > 0) update(t);
        step(t, k > 0);
    }
}

static void give_up(const task *t, size_t draw) {
    const ot_frame *f = t->f;
    for (int32_t k = 0; k < t->stage->n_steps; k++) {
        const size_t row = (size_t)t->step[k].target;
        if (!ot_case_is_held(t->j->c, row, f->slot))
            f->series[(row * f->n_slots + f->slot) * f->stride + draw] = (double)NAN;
    }
}

/* A number that the block reads and does not make itself, of one draw. */
static int is_broken(const task *t, const ot_operand *x, size_t draw) {
    const ot_frame *f = t->f;
    if (x->kind != OT_OPERAND_SERIES) return 0;
    for (int32_t k = 0; k < t->stage->n_steps && x->lag == 0; k++)
        if (t->step[k].target == x->index) return 0;
    const size_t place = (size_t)x->index * f->n_slots + f->slot - (size_t)x->lag;
    return isnan(f->series[place * f->stride + draw]);
}

/* Does the block read what was given up before? Then there is nothing to solve. */
static int reads_broken(const task *t, size_t draw) {
    const ot_step *last = &t->step[t->stage->n_steps - 1];
    const ot_instruction *p = OT_CASE_CONST(ot_instruction, t->j->c, instruction);
    for (int32_t i = t->stage->once; i < last->first + last->n; i++)
        if (is_broken(t, &p[i].a, draw) || is_broken(t, &p[i].b, draw) ||
            is_broken(t, &p[i].c, draw))
            return 1;
    return 0;
}

/* One draw by itself, from the path without shocks. */
static ot_outcome solve_singly(const task *t, size_t draw) {
    ot_broyden *j = t->j;
    ot_frame f = *t->f;
    f.series += draw;
    f.coefficient += draw;
    f.scratch += draw;
    f.n = 1;
    const int32_t n = t->stage->n_steps;
    for (int32_t k = n - t->stage->n_feedback; k < n; k++) {
        const size_t i = (size_t)t->step[k].target * f.n_slots + f.slot;
        const double centre = j->path.value[i];
        if (!ot_case_is_held(j->c, (size_t)t->step[k].target, f.slot))
            f.series[i * f.stride] = isfinite(centre) ? centre : 1.0;
    }
    j->n_single += draw < t->n_counted;
    return ot_newton_solve(&j->path.newton, t->stage, &f);
}

static void finish(const task *t, size_t draw) {
    const int is_hopeless = !isfinite(t->j->norm[draw]) && reads_broken(t, draw);
    if (!is_hopeless && solve_singly(t, draw) == OT_OUTCOME_SOLVED) return;
    give_up(t, draw);
    t->j->n_failed += draw < t->n_counted;
}

void ot_broyden_solve(ot_broyden *j, size_t k, const ot_frame *frame, size_t n_counted) {
    const ot_stage *stage = stage_at(j, k);
    const task t = {.j = j,
                    .stage = stage,
                    .step = OT_CASE_CONST(ot_step, j->c, step) + stage->first_step,
                    .a = &j->anchor[k * j->c->n_slots + frame->slot],
                    .f = frame,
                    .n_counted = n_counted};
    for (size_t i = 0; i < frame->n; i++)
        j->going[i] = 1.0, j->norm[i] = (double)INFINITY;
    if (t.a->n > 0 && stage->method == OT_SOLVER_NEWTON) solve_together(&t);
    for (size_t i = 0; i < frame->n; i++)
        if (j->going[i] > 0.0) finish(&t, i);
}
