/* fit.h -- what estimation found, form by form; const once made, all in its arena
 *
 * The joint posterior of one equation: sigma^2 ~ df * sigma_scale^2 / chi-squared(df), coefficients
 * given sigma ~ normal(mean, (sigma / sigma_scale)^2 * covariance), residual given sigma ~
 * normal(0, sigma^2). df = 0: sigma is known to be sigma_scale. */
#ifndef OT_ESTIMATE_FIT_H
#define OT_ESTIMATE_FIT_H

#include <stddef.h>

#include "base/arena.h"
#include "model/model.h"
#include "outturn/fit.h"
#include "regress/detail.h"
#include "regress/diagnostics.h"
#include "regress/goodness.h"
#include "regress/verdict.h"

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
    double *standard_error; /* [k] the textbook's; of a posterior the sd of the normal law with the
                             * same central 90 % */
    double *low, *high;     /* [k] ends of the 95 % interval; fixed: NaN */
    double *t, *p; /* [k] estimate / standard error, its two-sided p value; NaN of a posterior */
    double *prior_mean, *prior_sd;         /* [k]; NaN where flat or fixed; of a panel: its own */
    double *learnt;                        /* [k] share of the prior's variance that is gone; NaN */
    double r2, adjusted_r2, durbin_watson; /* NaN where there is no data (n = 0) or no meaning */
    double residual_se;         /* sqrt(RSS / (n - free)) of the data at the posterior mean; NaN */
    double rss, mean_dependent; /* mean_dependent: of the transformed left side; NaN */
    ot_goodness goodness;       /* of a likelihood at its maximum; else NaN */
    ot_details details;
    int *year;               /* [n] of the sample */
    double *left, *residual; /* [n] transformed left side; it less what is fitted */
    int *outlier;            /* [n_outliers] years left out */
    size_t n_outliers;
    int has_diagnostics;        /* of linear least squares, and of what is like it */
    ot_diagnostics diagnostics; /* its arrays stand in the arena */
    ot_verdict verdict;
    double lag[OT_MOST_ERROR_LAGS]; /* [n_lags] coefficients of the errors of years before */
    size_t n_lags;
    int *error_year;     /* [n_errors] every year whose error is known, rising; without lags none */
    double *error;       /* [n_errors] left side less right, on the transformed left side */
    double *error_slope; /* [k][n_errors] of each error by each coefficient */
    size_t n_errors;
} ot_form_fit;

/* Equations that were estimated together: their residuals are correlated, and so are their
 * coefficients. */
typedef struct ot_system_fit {
    const char *name;
    size_t n, k;         /* equations; coefficients of all, those of the first equation first */
    ot_form_fit **form;  /* [n] */
    double *correlation; /* [n][n] of the residuals */
    double *covariance;  /* [k][k]; rows of fixed coefficients are 0 */
} ot_system_fit;

struct ot_fit {
    ot_arena *arena;
    const ot_model *model;
    ot_form_fit *form;     /* [model->n_forms]; of identities: k = 0, method NONE */
    ot_system_fit *system; /* [n_systems] */
    size_t n_systems;
};

#endif
