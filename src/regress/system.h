/* system.h -- equations estimated together: seemingly unrelated regressions, three-stage least
 * squares
 *
 * A. Zellner, Journal of the American Statistical Association 57, 1962, p. 348-368; A. Zellner, H.
 * Theil, Econometrica 30(1), 1962, p. 54-78. With L L' the covariance of the residuals of the
 * separate equations, L^-1 makes the rows of the stacked equations independent, and one least
 * squares problem in extended precision is left. */
#ifndef OT_REGRESS_SYSTEM_H
#define OT_REGRESS_SYSTEM_H

#include <stddef.h>

#include "outturn/error.h"
#include "regress/regression.h"

typedef struct ot_system_equation {
    size_t k;
    const double *x, *y; /* [n][k], [n] */
} ot_system_equation;

/* What a sum of products of the residuals of equations i and j is divided by. */
typedef enum ot_system_df {
    OT_SYSTEM_DF_GEOMEAN, /* sqrt((n - k_i) (n - k_j)) */
    OT_SYSTEM_DF_NONE     /* n */
} ot_system_df;

typedef struct ot_system_input {
    size_t g, n; /* equations; observations of each */
    const ot_system_equation *equation;
    const double *z; /* [n][m], instruments of every equation; NULL: all regressors are exogenous */
    size_t m;
    ot_system_df df;
    int is_separate;     /* leave out the joint step: least squares, or two-stage least squares */
    size_t most_repeats; /* of the joint step with the covariance of its own residuals; 0: none */
    double tolerance;    /* repeats end when no coefficient moves by this share of its own
                          * standard error */
} ot_system_input;

typedef struct ot_system {
    size_t g, n, k;          /* k coefficients in all, those of the first equation first */
    double *b;               /* [k]; owns the block of all arrays of numbers */
    double *covariance;      /* [k][k] */
    double *residual;        /* [g][n], y - X b of each equation */
    double *sigma;           /* [g][g], covariance of these residuals */
    double *weighed_by;      /* [g][g], that which the joint step took; separate: its diagonal */
    ot_regression *equation; /* [g] its own part of all this, sigma_scale = sqrt(sigma_ii), with
                              * df n - k_i and the statistics of its residuals; goodness of
                              * separate least squares alone */
    size_t n_repeats;        /* made */
    int has_converged;       /* or no repeat was asked for */
} ot_system;

void ot_system_clear(ot_system *s);

/* OT_ERR_INPUT    an equation that cannot be estimated alone, as ot_regression_ols and
 *                 ot_regression_iv say it, of which equation; no more observations than equations,
 *                 or residuals of an equation that are 0 or that those before it explain
 * OT_ERR_NUMERIC  not finite
 * OT_ERR_NOMEM */
ot_status ot_system_estimate(const ot_system_input *in, ot_system *out,
                             ot_error *err) OT_CHECK_RESULT;

#endif
