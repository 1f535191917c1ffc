/* newton.h -- one stage of a case solved for one draw: an equation evaluated, a block by Newton
 *
 * Unknown are the feedback variables x; a pass over the block gives what their equations make of
 * them, g(x), and its exact derivatives. x = g(x) is solved by Newton's method, halving steps that
 * do not help (Dennis and Schnabel 1996, section 6.3); where it fails, damped Gauss-Seidel passes
 * give it another start. Kernel: only the C library and libm. */
#ifndef OT_SIMULATE_NEWTON_H
#define OT_SIMULATE_NEWTON_H

#include "estimate/case.h"
#include "lang/tangent.h"
#include "simulate/lu.h"

enum { OT_NEWTON_HISTORY = 40 }; /* residuals that are kept for a message */

typedef enum ot_outcome {
    OT_OUTCOME_SOLVED,
    OT_OUTCOME_DIVERGED,  /* it did not converge */
    OT_OUTCOME_SINGULAR,  /* equations depend on each other: no unique solution */
    OT_OUTCOME_NOT_FINITE /* no start gives finite values */
} ot_outcome;

typedef struct ot_newton {
    const ot_case *c;
    ot_tangent tangent;
    ot_tangent error;      /* of rounding */
    size_t n;              /* active feedback variables of the present stage */
    int32_t *active;       /* [n] which of its feedback variables: those not held */
    double *x, *g, *trial; /* [n] */
    double *floor;         /* [n] rounding of g: no residual is known to be smaller */
    double *scale;         /* [n] of a residual: the variable or what it is made of */
    double *jacobian;      /* [n][n] of x - g(x) at x */
    double *factor;        /* [n][n] its factors */
    int32_t *pivot;        /* [n] */
    double *step, *start;  /* [n] */
    /* The largest |g - x| by the size of x or of what g is made of: with derivatives the sum of
     * |dg/dx| |x|, in passes without them g itself. INFINITY: not finite. */
    double residual;
    int32_t worst;    /* feedback variable with that residual, or that is singular */
    int n_iterations; /* of the last stage */
    double history[OT_NEWTON_HISTORY]; /* residual before each iteration */
    int n_history;
} ot_newton;

/* Feedback variables of the block that has the most; 0: the case has no block. */
size_t ot_case_most_feedback(const ot_case *c);

/* For stages of one case. 0 when memory ran out; clear it whatever this returns. */
int ot_newton_init(ot_newton *w, const ot_case *c);
void ot_newton_clear(ot_newton *w);

/* Solve a stage in the frame's slot for its first draw. Feedback variables have start values in
 * their series; a stage without any is evaluated. */
ot_outcome ot_newton_solve(ot_newton *w, const ot_stage *stage, const ot_frame *frame);

/* With the frame solved, whatever the method: find the Jacobian of x - g(x) there, and its factors
 * in w->factor and w->pivot. 0: it is singular. */
int ot_newton_linearise(ot_newton *w, const ot_stage *stage, const ot_frame *frame);

/* Fill w->floor for the stage solved last, with the frame as that left it. */
void ot_newton_find_floor(ot_newton *w, const ot_stage *stage, const ot_frame *frame);

/* One pass over the stage's equations, derivatives too: held variables stay as they are, and what
 * the equations of feedback variables give is left in registers 0 .. n_feedback - 1. */
void ot_stage_pass(const ot_case *c, const ot_stage *stage, const ot_frame *frame,
                   ot_tangent *tangent);
/* Before the first pass: what does not depend on the stage itself. */
void ot_stage_prepare(const ot_case *c, const ot_stage *stage, const ot_frame *frame,
                      ot_tangent *tangent);
/* The step of feedback variable k. */
const ot_step *ot_stage_feedback(const ot_case *c, const ot_stage *stage, int32_t k);

/* Is the value of a row given in a slot? */
static inline int ot_case_is_held(const ot_case *c, size_t row, size_t slot) {
    return OT_CASE_CONST(uint8_t, c, held)[row * c->n_slots + slot];
}

#endif
