/* weighted.h -- rows multiplied by the roots of their weights, for solvers that know no weights */
#ifndef OT_REGRESS_WEIGHTED_H
#define OT_REGRESS_WEIGHTED_H

#include "regress/least_squares.h"

typedef struct ot_weighted {
    ot_least_squares_input in; /* of the multiplied rows */
    double *block;
} ot_weighted;

/* Returns 0 when there is no memory. The rows are those of ot_weighted_set. */
int ot_weighted_init(ot_weighted *w, size_t n, size_t k) OT_CHECK_RESULT;
void ot_weighted_clear(ot_weighted *w);

/* The same in doubles alone, into rows of the caller's; weight NULL: as they are. */
void ot_weighted_rows(const double *x, const double *y, const double *weight, size_t n, size_t k,
                      double *x_out, double *y_out);

/* Weights are at least 0. */
void ot_weighted_set(ot_weighted *w, const double *x, const double *y, const double *weight);

#endif
