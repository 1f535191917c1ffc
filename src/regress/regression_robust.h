/* regression_robust.h -- M-estimates of a linear regression: outliers weigh less
 *
 * GSL's gsl_multifit_robust gives the start; reweighting goes on with the solver of
 * regress/least_squares.h until the fitted values stand still to 1e-12 of the scale. The
 * convention is GSL's (manual, "Robust linear regression"; W. DuMouchel, F. O'Brien, Computing
 * Science and Statistics 21, 1989): residuals are divided by sqrt(1 - leverage); their scale is the
 * median of what is left of |r| without the k - 1 smallest, over 0.6745, and is renewed in each
 * step. MASS::rlm takes the plain residuals and the median of all, so its answers differ by a
 * fraction of a standard error. The covariance is sigma^2 (X'X)^-1 with sigma of J. O. Street, R.
 * J. Carroll, D. Ruppert, The American Statistician 42(2), 1988, p. 152-154, joined with that of
 * least squares as by DuMouchel and O'Brien, 4.1. */
#ifndef OT_REGRESS_REGRESSION_ROBUST_H
#define OT_REGRESS_REGRESSION_ROBUST_H

#include "regress/regression.h"

typedef enum ot_robust_kind {
    OT_ROBUST_BISQUARE, /* (1 - u^2)^2, 0 beyond 1 */
    OT_ROBUST_HUBER     /* 1, beyond 1 1 / |u| */
} ot_robust_kind;

/* Of normal errors the estimate is 95 % as precise as least squares: P. J. Huber, Robust
 * Statistics, 1981; P. W. Holland, R. E. Welsch, Communications in Statistics A6, 1977, p. 813-827.
 */
#define OT_ROBUST_TUNING_BISQUARE 4.685
#define OT_ROBUST_TUNING_HUBER    1.345

/* x [n][k], y [n]; tuning NaN: the constant above. weight [n] (may be NULL) takes the last weights.
 * df is n - k; sigma_scale and residual_se are the robust sigma, and both R squared are made of it;
 * rss and Durbin-Watson are of the plain residuals; goodness is all NaN, for there is no
 * likelihood.
 * OT_ERR_INPUT    no column; n <= k + 1; tuning is not above 0; a column that the others explain;
 *                 the scale is 0: half of the observations fit exactly; weights that are 0 leave
 *                 fewer observations than coefficients
 * OT_ERR_NUMERIC  not finite; no fixed point
 * OT_ERR_NOMEM */
ot_status ot_regression_robust(const double *x, const double *y, size_t n, size_t k,
                               ot_robust_kind kind, double tuning, double *weight,
                               ot_regression *out, ot_error *err) OT_CHECK_RESULT;

#endif
