/* regression_wls.h -- weighted least squares: residual i has variance sigma^2 / weight_i
 *
 * As R's lm(weights = ): coefficients minimise sum w e^2; sigma_scale^2 is that sum over n - k;
 * R squared is of w-weighted squares about the weighted mean (about 0 without a constant); the
 * likelihood has the Jacobian sum log(w) / 2. Residuals are in the units of y; rss and
 * Durbin-Watson are of sqrt(w) e, which the model says are alike. */
#ifndef OT_REGRESS_REGRESSION_WLS_H
#define OT_REGRESS_REGRESSION_WLS_H

#include "regress/regression.h"

/* x [n][k], y and weight [n].
 * OT_ERR_INPUT    a weight that is not finite and above 0; n <= k; a column that the others explain
 * OT_ERR_NUMERIC  not finite
 * OT_ERR_NOMEM */
ot_status ot_regression_wls(const double *x, const double *y, const double *weight, size_t n,
                            size_t k, ot_regression *out, ot_error *err) OT_CHECK_RESULT;

#endif
