/* nonlinear.h -- least squares for a curve that is not linear in its coefficients
 *
 * Several trust-region methods of GSL are tried in turn from every start, first on all
 * coefficients, then on those that remain when the linear ones are concentrated out (variable
 * projection: Golub and Pereyra 1973, SIAM Journal on Numerical Analysis 10(2), p. 413-432; the
 * derivative is Kaufman's, 1975, BIT 15, p. 49-57). The lowest residual sum is kept. Steps of Gauss
 * and Newton in extended precision finish it, until nothing but rounding is left of the gradient.
 */
#ifndef OT_REGRESS_NONLINEAR_H
#define OT_REGRESS_NONLINEAR_H

#include <stddef.h>

#include "outturn/error.h"
#include "regress/least_squares.h"

/* The fitted values as a function of the coefficients, with exact derivatives. */
typedef struct ot_curve {
    size_t n, k;
    /* value[n] at b[k] and, where slope is not NULL, the derivatives slope[n][k]; 0 where one is
     * not finite */
    int (*at)(void *state, const double *b, double *value, double *slope);
    void *state;
} ot_curve;

typedef struct ot_nonlinear_input {
    ot_curve curve;
    const double *y;     /* [n] */
    const double *start; /* [n_starts][k] tried in turn; of equal residual sums the first stands */
    size_t n_starts;
} ot_nonlinear_input;

typedef struct ot_nonlinear {
    double *b;        /* [k]; owns the block of all three arrays */
    double *slope;    /* [n][k] derivatives at b */
    double *residual; /* [n] y less the fitted values */
    double rss;
    /* The linear system at the solution: b, residuals and rss as above, in extended precision, and
     * the inverse of slope'slope. With slope as the design it is what ot_regression_make takes. */
    ot_least_squares solved;
    const char *method;  /* the winner; "lm", "dogleg" ... */
    size_t start;        /* from which start */
    size_t n_iterations; /* of the winner, its last steps included */
    /* Cosine of residuals and tangent plane: what is left of the gradient. Where residuals are
     * nothing but rounding it says nothing. */
    double angle;
    double lower; /* a lower residual sum that was met where nothing converges; NaN: none */
} ot_nonlinear;

void ot_nonlinear_clear(ot_nonlinear *s);

/* *redundant (may be NULL) is k, or, with OT_ERR_INPUT, the coefficient whose effect those before
 * it explain at the solution.
 * OT_ERR_INPUT    fewer observations than coefficients, no start, a redundant coefficient
 * OT_ERR_NUMERIC  a left side is not finite; no start, nor any multiple, has finite values; no
 *                 method ends where residuals and tangent plane are at right angles and the
 *                 coefficients stand still
 * OT_ERR_NOMEM */
ot_status ot_nonlinear_solve(const ot_nonlinear_input *in, ot_nonlinear *out, size_t *redundant,
                             ot_error *err) OT_CHECK_RESULT;

/* How many starts ot_nonlinear_grid hands back at most, and how many points it looks at. */
enum { OT_GRID_STARTS = 8, OT_GRID_POINTS = 2048 };

/*
 * Starts for a curve of which nobody knows any: the points of a grid with the lowest residual sums
 * that differ, the lowest first, where the coefficients that enter linearly have their best values.
 * Each of the m others takes the first L of the levels 1, -1, 0.1, -0.1, 10, -10, 0.01, -0.01, 100,
 * -100, ..., 1e-6, -1e-6, 1e6, -1e6, L as large as keeps L^m <= OT_GRID_POINTS, but at least 2;
 * with m > 11 the first OT_GRID_POINTS of those points. start has room for [OT_GRID_STARTS][k].
 * OT_ERR_NUMERIC  no point has finite values
 * OT_ERR_NOMEM
 */
ot_status ot_nonlinear_grid(const ot_curve *curve, const double *y, double *start, size_t *n_starts,
                            ot_error *err) OT_CHECK_RESULT;

#endif
