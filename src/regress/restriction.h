/* restriction.h -- linear regression whose coefficients obey exact linear equations R b = q
 *
 * b = offset + N g: elimination with the largest entry of each row as its pivot makes one
 * coefficient of every equation a function of the free ones, so that g are coefficients of b
 * themselves and a restriction that is simple leaves columns that are. Any estimator of y - X
 * offset on X N is then a restricted estimator of y on X. */
#ifndef OT_REGRESS_RESTRICTION_H
#define OT_REGRESS_RESTRICTION_H

#include <stddef.h>

#include "outturn/error.h"
#include "regress/regression.h"

typedef struct ot_restriction {
    size_t m, k;
    double *r, *q;       /* [m][k], [m] as given; r owns the block of both */
    long double *offset; /* [k]; owns the block of both arrays */
    long double *basis;  /* [k][k - m], N */
    size_t *free_column; /* [k - m] which coefficient of b each of g is */
} ot_restriction;

void ot_restriction_clear(ot_restriction *r);

/* OT_ERR_INPUT    more restrictions than coefficients, one that follows from those before it, one
 *                 that contradicts them; each is named by its number
 * OT_ERR_NUMERIC  not finite
 * OT_ERR_NOMEM */
ot_status ot_restriction_make(const double *r, const double *q, size_t m, size_t k,
                              ot_restriction *out, ot_error *err) OT_CHECK_RESULT;

/* reduced_x [n][k - m], reduced_y [n] of the sample x [n][k], y [n]. */
void ot_restriction_reduce(const ot_restriction *r, const double *x, const double *y, size_t n,
                           double *reduced_x, double *reduced_y);

/* The regression of y on x that a regression of the reduced sample means: covariance is singular;
 * r2 is about y itself; adjusted_r2, residual_se and the criteria count the k - m free
 * coefficients; the F of all slopes has no meaning. OT_ERR_NUMERIC, OT_ERR_NOMEM */
ot_status ot_restriction_expand(const ot_restriction *r, const ot_regression *reduced,
                                const double *x, const double *y, ot_regression *out,
                                ot_error *err) OT_CHECK_RESULT;

typedef struct ot_restriction_test {
    double f, df1, df2, p; /* NaN: without meaning */
} ot_restriction_test;

/*
 * Whether a regression without restrictions agrees with them: the Wald statistic over m, which for
 * least squares is the F of the two sums of squares.
 * OT_ERR_NUMERIC  the regression does not determine what is restricted
 * OT_ERR_NOMEM    memory
 */
ot_status ot_restriction_wald(const ot_restriction *r, const ot_regression *unrestricted,
                              ot_restriction_test *out, ot_error *err) OT_CHECK_RESULT;

#endif
