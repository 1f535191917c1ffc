/* regression_ridge.h -- least squares with a penalty on the squares of standardised slopes
 *
 * Minimises |y - X b|^2 + penalty * sum_j (s_j b_j)^2; s_j^2 is the mean square of column j, about
 * its mean when X has a constant column, which is not penalised: A. E. Hoerl, R. W. Kennard,
 * Technometrics 12(1), 1970, p. 55-67. The penalty is the lambda of MASS::lm.ridge; the
 * regularisation parameter of GSL's gsl_multifit_linear_solve on standardised columns is its root;
 * glmnet's lambda is penalty / n for a y of variance 1.
 *
 * Generalised cross-validation (G. H. Golub, M. Heath, G. Wahba, Technometrics 21(2), 1979, p.
 * 215-223) minimises rss / (n - d)^2, d the effective degrees of freedom without the constant's, as
 * GSL and lm.ridge have it. The L-curve's corner (P. C. Hansen, D. P. O'Leary, SIAM J. Sci. Comput.
 * 14(6), 1993, p. 1487-1503) is GSL's choice on its grid of 100. */
#ifndef OT_REGRESS_REGRESSION_RIDGE_H
#define OT_REGRESS_REGRESSION_RIDGE_H

#include "regress/regression.h"

typedef enum ot_ridge_choice {
    OT_RIDGE_GIVEN,
    OT_RIDGE_GCV,   /* generalised cross-validation */
    OT_RIDGE_LCURVE /* corner of the L-curve */
} ot_ridge_choice;

typedef struct ot_ridge {
    double penalty;
    double effective_df; /* trace of the matrix that makes fitted values of y; the constant is 1 */
    int is_at_limit;     /* the choice ends at the least or the greatest penalty that was tried */
} ot_ridge;

/* x [n][k], y [n]; `penalty` is read where it is given. df is n - effective_df, sigma_scale^2 = rss
 * / df. The covariance, sigma_scale^2 A X'X A with A = (X'X + penalty S^2)^-1, is the sampling
 * covariance of a biased estimator for a fixed penalty: it says nothing of the bias, nor of the
 * choice. goodness is all NaN. Coefficients are in the original units.
 * OT_ERR_INPUT    a penalty below 0; a column of zeros or beside the constant another; without
 *                 penalty what least squares refuses; for a choice n <= k or no slope; no degree
 *                 of freedom left
 * OT_ERR_NUMERIC  not finite
 * OT_ERR_NOMEM */
ot_status ot_regression_ridge(const double *x, const double *y, size_t n, size_t k,
                              ot_ridge_choice choice, double penalty, ot_ridge *ridge,
                              ot_regression *out, ot_error *err) OT_CHECK_RESULT;

#endif
