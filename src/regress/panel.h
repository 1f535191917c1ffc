/* panel.h -- regression over a panel of areas: full pooling and partial pooling
 *
 *     y_it = x_it' b_i + c_t + e_it,  b_i ~ N(b, diag(tau^2)),  c_t ~ N(0, omega^2),
 *     e_it ~ N(0, s_i^2 / g_it),      1 / s_i^2 ~ chi^2(nu) / (nu s^2)
 *
 * c_t is the shock that all areas have in year t. g_it ~ chi^2(4) / 4 makes tails heavy. Full
 * pooling is the plain model: tau = 0, one s for all areas, g = 1. Flat priors of b and log s,
 * half-Cauchy priors of tau and omega whose medians are the residual sd of least squares over the
 * panel (tau_j: over the root mean square of column j), sqrt(2 / nu) uniform between 0 and 2: A.
 * Gelman, Bayesian Analysis 1(3), 2006, p. 515-533. The scales: G. K. Smyth, Statistical
 * Applications in Genetics 3(1), 2004, art. 3. docs/pooling.md. */
#ifndef OT_REGRESS_PANEL_H
#define OT_REGRESS_PANEL_H

#include <stddef.h>

#include "outturn/error.h"

enum {
    OT_PANEL_LEAST_AREAS = 3, /* with observations: for the sd between them */
    OT_PANEL_LEAST_YEARS = 3, /* for the sd of the year's shock */
    OT_PANEL_MOST_COLUMNS = 8
};

typedef struct ot_panel {
    size_t n, k, n_areas, n_years;
    const double *x, *y; /* [n][k], [n] */
    const size_t *area;  /* [n] below n_areas */
    const size_t *year;  /* [n] below n_years */
    size_t own;          /* the area that is wanted; it may have no observation */
} ot_panel;

/* The posterior of the own area: sigma^2 ~ df sigma_scale^2 / chi^2(df), the coefficients given
 * sigma ~ N(coefficient, covariance sigma^2 / sigma_scale^2), the residual of a year to come, c and
 * e together, ~ N(0, sigma^2). */
typedef struct ot_panel_fit {
    size_t k;
    double *coefficient;    /* [k]; owns the block that all arrays stand in */
    double *covariance;     /* [k][k], of the coefficients given sigma = sigma_scale */
    double *panel_mean;     /* [k] b */
    double *panel_sd;       /* [k] of an area about it: tau, and what is not known of b itself */
    double *between_sd;     /* [k] tau; full pooling: 0 */
    double *shrinkage;      /* [k] 0: the own estimate, 1: the panel's mean */
    double df, sigma_scale; /* of c + e */
    double year_sd;         /* omega */
    double common_sd;       /* s */
    double own_sd;          /* s_i of the own area */
    double spread_df;       /* nu: the smaller, the more the s_i differ; infinite: not at all */
} ot_panel_fit;

void ot_panel_fit_clear(ot_panel_fit *f);

/* Full pooling.
 * OT_ERR_INPUT    fewer areas or years than above, k above its limit, n <= k, a column that the
 *                 others explain over the panel (*redundant, which may be NULL, has its index; else
 *                 k), no residuals
 * OT_ERR_NUMERIC  x or y is not finite, the answer is not
 * OT_ERR_NOMEM */
ot_status ot_panel_pool(const ot_panel *panel, ot_panel_fit *out, size_t *redundant,
                        ot_error *err) OT_CHECK_RESULT;

/* Partial pooling; statuses as above. */
ot_status ot_panel_pool_partly(const ot_panel *panel, ot_panel_fit *out, size_t *redundant,
                               ot_error *err) OT_CHECK_RESULT;

#endif
