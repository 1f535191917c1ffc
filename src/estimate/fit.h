/* fit.h -- what estimation found, form by form; const once made, all in its arena
 *
 * The joint posterior of one equation: sigma^2 ~ df * sigma_scale^2 / chi-squared(df), coefficients
 * given sigma ~ normal(mean, (sigma / sigma_scale)^2 * covariance), residual given sigma ~
 * normal(0, sigma^2). df = 0: sigma is known to be sigma_scale. */
#ifndef OT_ESTIMATE_FIT_H
#define OT_ESTIMATE_FIT_H

#include <stddef.h>

#include "base/arena.h"
#include "estimate/goodness.h"
#include "model/model.h"
#include "outturn/fit.h"

typedef struct ot_form_fit {
    const ot_form *form;
    ot_method method;
    const char *area; /* whose series were used; NULL: the model's own */
    int first, last;  /* first and last year used; 0 without data */
    size_t n;         /* observations used */
    size_t k;         /* coefficients of the form, fixed ones too */
    size_t n_free;
    double df; /* of the posterior */
    double sigma_scale;
    double *mean;           /* [k]; fixed: the value */
    double *covariance;     /* [k][k] given sigma = sigma_scale; rows of fixed ones are 0 */
    double *standard_error; /* [k] ols: the textbook's; else the posterior's standard deviation */
    double *t, *p; /* [k] ols: estimate / standard error, its two-sided p value; else NaN */
    double *prior_mean, *prior_sd;         /* [k]; NaN where flat or fixed */
    double r2, adjusted_r2, durbin_watson; /* NaN where there is no data (n = 0) or no meaning */
    double residual_se;         /* sqrt(RSS / (n - free)) of the data at the posterior mean; NaN */
    double rss, mean_dependent; /* mean_dependent: of the transformed left side; NaN */
    ot_goodness goodness;       /* ols; else NaN */
} ot_form_fit;

struct ot_fit {
    ot_arena *arena;
    const ot_model *model;
    ot_form_fit *form; /* [model->n_forms]; of identities: k = 0, method NONE */
};

#endif
