/* regression_ar.h -- linear regression whose errors follow an autoregression
 *
 * y_t = x_t b + u_t, u_t = rho_1 u_{t-1} + ... + rho_p u_{t-p} + e_t, e_t normal of variance s^2
 * and independent, one observation a year. Exact maximum likelihood: the first p observations have
 * their stationary distribution, reached through the partial autocorrelations (J. Durbin, Revue de
 * l'Institut International de Statistique 28(3), 1960, p. 233-244), which stay between -1 and 1;
 * for p = 1 the weight sqrt(1 - rho^2) of the first observation is that of Prais and Winsten and
 * the Jacobian that of C. M. Beach, J. G. MacKinnon, Econometrica 46(1), 1978, p. 51-58. The same
 * likelihood as R's arima(xreg = , method = "ML") and, for p = 1, nlme's gls(corAR1, "ML"). */
#ifndef OT_REGRESS_REGRESSION_AR_H
#define OT_REGRESS_REGRESSION_AR_H

#include "regress/regression.h"

enum { OT_AR_MOST = 8 }; /* the highest order; the model file allows less */

typedef struct ot_ar {
    size_t p;
    double rho[OT_AR_MOST];
    double standard_error[OT_AR_MOST]; /* of rho, from `joint` */
    double *joint; /* [k + p][k + p] of b, then rho: inverse of the observed information, as R's
                      arima()$var.coef has it, with sqrt(rss / n) for s; owned */
} ot_ar;

void ot_ar_clear(ot_ar *ar);

/*
 * x [n][k], y and year [n]. p = 0 is least squares. df is n - k - p, sigma_scale = s = sqrt(S /
 * df); the covariance of b is s^2 (X' W X)^-1 for rho as estimated. residual is u; rss is S and R
 * squared 1 - S / tss; Durbin-Watson is of e. The likelihood's criteria count k + p + 1 parameters;
 * there is no F.
 * OT_ERR_INPUT    a year that does not follow the one before; p above OT_AR_MOST; n <= k + p or
 *                 n <= 2 p; a column that the others explain; an exact fit
 * OT_ERR_NUMERIC  not finite; the likelihood has no maximum within stationary errors
 * OT_ERR_NOMEM    memory
 */
ot_status ot_regression_ar(const double *x, const double *y, const int *year, size_t n, size_t k,
                           size_t p, ot_ar *ar, ot_regression *out, ot_error *err) OT_CHECK_RESULT;

#endif
