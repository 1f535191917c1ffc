#include "simulate/response.h"

#include <stdlib.h>
#include <string.h>

typedef struct responding {
    ot_path_solver *f;
    ot_tangent tangent; /* by the shocks, of every slot */
    const ot_shock *shock;
    size_t n;
    double *by; /* [n_feedback][n] what the shocks do to g at given feedback variables */
} responding;

/* Shocks enter in their slot; later the tangent of that row is only read. */
static void enter(responding *s, size_t slot) {
    for (size_t k = 0; k < s->n; k++)
        if (s->shock[k].slot == slot) ot_tangent_move(&s->tangent, s->shock[k].row, slot)[k] += 1.0;
}

static void pass(responding *s, const ot_stage *stage, const ot_frame *frame) {
    ot_stage_prepare(s->f->c, stage, frame, &s->tangent);
    ot_stage_pass(s->f->c, stage, frame, &s->tangent);
}

static double *feedback_tangent(responding *s, const ot_stage *stage, size_t i, size_t slot) {
    const int32_t k = s->f->newton.active[i];
    const ot_step *step = ot_stage_feedback(s->f->c, stage, k);
    return ot_tangent_move(&s->tangent, (size_t)step->target, slot);
}

/* What the shocks do to the equations of the feedback variables, these standing still. */
static void hold_feedback(responding *s, const ot_stage *stage, const ot_frame *frame) {
    const ot_newton *w = &s->f->newton;
    for (size_t i = 0; i < w->n; i++)
        memset(feedback_tangent(s, stage, i, frame->slot), 0, s->n * sizeof *s->by);
    pass(s, stage, frame);
    for (size_t i = 0; i < w->n; i++) {
        const size_t reg = (size_t)w->active[i];
        const double *by = s->tangent.scratch + reg * s->n;
        if (s->tangent.scratch_moves[reg])
            memcpy(s->by + i * s->n, by, s->n * sizeof *by);
        else
            memset(s->by + i * s->n, 0, s->n * sizeof *by);
    }
}

/* (I - dg/dx) dx = by, shock by shock. */
static void solve_feedback(responding *s, const ot_stage *stage, size_t slot) {
    ot_newton *w = &s->f->newton;
    for (size_t k = 0; k < s->n; k++) {
        for (size_t i = 0; i < w->n; i++)
            w->step[i] = s->by[i * s->n + k];
        ot_lu_solve(w->factor, w->n, w->pivot, w->step);
        for (size_t i = 0; i < w->n; i++)
            feedback_tangent(s, stage, i, slot)[k] = w->step[i];
    }
}

static int respond(responding *s, const ot_stage *stage, size_t slot) {
    const ot_frame frame = ot_path_solver_frame(s->f, slot);
    if (stage->n_feedback == 0) {
        pass(s, stage, &frame);
        return 1;
    }
    if (!ot_newton_linearise(&s->f->newton, stage, &frame)) return 0;
    if (s->f->newton.n > 0) {
        hold_feedback(s, stage, &frame);
        solve_feedback(s, stage, slot);
    }
    pass(s, stage, &frame);
    return 1;
}

static ot_status respond_all(responding *s, ot_path_fault *fault) {
    const ot_case *c = s->f->c;
    for (size_t slot = 0; slot < c->n_slots; slot++) {
        enter(s, slot);
        for (size_t k = 0; k < c->n_stages && slot >= c->first_slot; k++)
            if (!respond(s, &OT_CASE_CONST(ot_stage, c, stage)[k], slot)) {
                *fault = (ot_path_fault){OT_OUTCOME_SINGULAR, k, slot};
                return OT_ERR_NUMERIC;
            }
    }
    return OT_OK;
}

/* What does not move has whatever was there before it stopped. */
static void settle(ot_tangent *t, size_t n_places) {
    for (size_t i = 0; i < n_places; i++)
        if (!t->series_moves[i]) memset(t->series + i * t->n, 0, t->n * sizeof *t->series);
}

ot_status ot_response_find(ot_path_solver *f, const ot_shock *shock, size_t n, ot_response *out,
                           ot_path_fault *fault) {
    const ot_case *c = f->c;
    const size_t n_rows = ot_case_n_rows(c);
    responding s = {.f = f, .shock = shock, .n = n};
    const int has_tangent = ot_tangent_init(&s.tangent, n, n_rows, c->n_slots, c->n_registers);
    s.by = calloc(ot_case_most_feedback(c) * n + 1, sizeof *s.by);
    ot_status status = has_tangent && s.by ? respond_all(&s, fault) : OT_ERR_NOMEM;
    if (!status) {
        settle(&s.tangent, n_rows * c->n_slots);
        *out = (ot_response){n, c->n_slots, s.tangent.series};
        s.tangent.series = NULL;
    }
    ot_tangent_clear(&s.tangent);
    free(s.by);
    return status;
}

void ot_response_clear(ot_response *response) {
    free(response->at);
    *response = (ot_response){0};
}
