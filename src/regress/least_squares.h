/* least_squares.h -- the one solver behind both regressions: data rows and prior rows, stacked
 *
 * Minimises |y - X b|^2 + sum_j (weight_j (b_j - mean_j))^2. GSL's QR of the scaled columns is the
 * preconditioner; the small system that remains is nearly the unit matrix and is solved in extended
 * precision (base/wide.h), so that only the rounding of the input limits the answer. Input that was
 * computed in more digits than doubles have may hand them in: its parts beyond the doubles. */
#ifndef OT_REGRESS_LEAST_SQUARES_H
#define OT_REGRESS_LEAST_SQUARES_H

#include <stddef.h>

#include "outturn/error.h"

typedef struct ot_least_squares_input {
    const double *x, *y; /* [n][k], [n] */
    size_t n, k;
    const double *weight;        /* [k]; 0: flat. NULL: all flat */
    const double *mean;          /* [k]; read where the weight is not 0 */
    const double *x_low, *y_low; /* [n][k], [n] to be added to x and y; NULL: 0 */
} ot_least_squares_input;

typedef struct ot_least_squares {
    long double *b;        /* [k]; owns the block that all arrays stand in */
    long double *inverse;  /* [k][k] of X'X + diag(weight^2) */
    long double *residual; /* [n] of the data */
    long double *leverage; /* [n] of the data: how far y_i moves its own fitted value */
    long double rss, penalty;
} ot_least_squares;

void ot_least_squares_clear(ot_least_squares *s);

/* *redundant (may be NULL) is k, or, with OT_ERR_INPUT, a column that those before it explain. The
 * input must be finite. OT_ERR_INPUT, OT_ERR_NUMERIC, OT_ERR_NOMEM */
ot_status ot_least_squares_solve(const ot_least_squares_input *in, ot_least_squares *out,
                                 size_t *redundant, ot_error *err) OT_CHECK_RESULT;

/* The column that is constant and not 0, or k. */
size_t ot_constant_column(const double *x, size_t n, size_t k);

#endif
