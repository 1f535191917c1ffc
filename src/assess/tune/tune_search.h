/* tune_search.h -- the least loss over a box: a Sobol sequence, then simplexes from its best points
 *
 * A place is a point of the unit cube; along a ratio-like range its logarithm is what is even. */
#ifndef OT_ASSESS_TUNE_SEARCH_H
#define OT_ASSESS_TUNE_SEARCH_H

#include "assess/tune/tune.h"

typedef struct ot_tune_search {
    ot_tune_problem *problem;
    const ot_tuned_parameter *parameter;
    size_t n;                 /* parameters */
    double *place;            /* [n] the best so far */
    double loss;              /* there; infinite until one is finite */
    double *value;            /* [n] room */
    size_t n_left, n_planned; /* evaluations, for the progress */
    ot_status status;         /* sticks, with *err */
    ot_error *err;
} ot_tune_search;

double ot_tune_value_at(const ot_tuned_parameter *p, double place);
double ot_tune_place_of(const ot_tuned_parameter *p, double value);

/* The loss at a place; the best is kept. Infinite after a failure that stops the search. */
double ot_tune_search_loss(ot_tune_search *s, const double *place);

/* Both stages; n_points of the first. */
ot_status ot_tune_search_run(ot_tune_search *s, size_t n_points, size_t *n_global);

typedef struct ot_simplex_plan {
    double step, smallest; /* its size in the logit of the cube: at first, at the end */
    size_t evaluations;    /* at most, for each coordinate that is moved */
} ot_simplex_plan;

/* A simplex from place[0..n) over the coordinates that are not `fixed` (n: none is). place and
 * *loss become the best that it found. */
ot_status ot_tune_simplex(ot_tune_search *s, double *place, size_t fixed,
                          const ot_simplex_plan *plan, double *loss);

#endif
