/* regression.h -- what every regression on few points finds, and the two that need no more: least
 * squares and the conjugate posterior
 *
 * GSL does the numerics; every call is guarded before and checked after. X is [n][k], row by row.
 */
#ifndef OT_REGRESS_REGRESSION_H
#define OT_REGRESS_REGRESSION_H

#include <stddef.h>

#include "outturn/error.h"
#include "regress/detail.h"
#include "regress/goodness.h"
#include "regress/least_squares.h"

typedef struct ot_regression {
    size_t n, k;
    double *coefficient;    /* [k] */
    double *covariance;     /* [k][k], of the coefficients given sigma = sigma_scale */
    double *residual;       /* [n] */
    double df, sigma_scale; /* of the posterior; least squares: n - k, s */
    double rss, tss;        /* tss about the mean when X has a constant column, else about 0 */
    double r2, adjusted_r2, durbin_watson, residual_se;
    ot_goodness goodness; /* of least squares; of a posterior all NaN */
    double *prior_mean,
        *prior_sd;      /* [k] of partial pooling: what the panel says; NULL: those given */
    double *learnt;     /* [k] of a posterior: share of the prior's variance that is gone,
                         * sigma being held; NaN: flat. NULL: there is no prior */
    ot_details details; /* what its method alone has to say */
} ot_regression;

void ot_regression_clear(ot_regression *r);

/*
 * Least squares by QR (Householder) of centred and scaled columns, made exact in extended
 * precision.
 * OT_ERR_INPUT    n <= k, a column that the others explain
 * OT_ERR_NUMERIC  not finite
 * OT_ERR_NOMEM    memory
 */
ot_status ot_regression_ols(const double *x, const double *y, size_t n, size_t k,
                            ot_regression *out, ot_error *err) OT_CHECK_RESULT;

/* The same of an input with parts beyond the doubles; its prior is not read. */
ot_status ot_regression_ols_wide(const ot_least_squares_input *in, ot_regression *out,
                                 ot_error *err) OT_CHECK_RESULT;

/* With a flat prior of sigma, priors of coefficients are weighed by the s of least squares, which
 * needs this many degrees of freedom: its relative error 1 / sqrt(2 df) is then at most a quarter
 * (docs/decisions/0009-priors-and-sigma.md). */
enum { OT_REGRESSION_DF_FOR_SCALE = 8 };

/*
 * Normal-inverse-gamma posterior. prior_sd[j] NaN: flat; else the coefficient alone lies
 * within mean +- 1.645 sd with probability 0.9, whatever sigma_df (see ot_prior_scale). sigma_scale
 * NaN: flat. sigma_df 0 with a scale: sigma is known, and df of the answer is 0. n may be 0 when
 * the prior is proper in every direction. OT_ERR_INPUT    the prior and the data together do not
 * determine every coefficient and sigma OT_ERR_NUMERIC  not finite OT_ERR_NOMEM    memory
 */
ot_status ot_regression_bayes(const double *x, const double *y, size_t n, size_t k,
                              const double *prior_mean, const double *prior_sd, double sigma_scale,
                              double sigma_df, ot_regression *out, ot_error *err) OT_CHECK_RESULT;

/* The scale of a Student-t with df degrees of freedom whose central 90 % are those of a normal
 * variable of standard deviation sd; df 0: sd. Continuous in df, where a standard deviation is not
 * (docs/decisions/0009-priors-and-sigma.md). */
double ot_prior_scale(double sd, double df);

#endif
