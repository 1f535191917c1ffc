/* estimator.h -- every way to get coefficients from a sample behind one interface
 *
 * A sample is numbers alone: the methods know no model. What they find is an ot_regression. */
#ifndef OT_ESTIMATE_ESTIMATOR_H
#define OT_ESTIMATE_ESTIMATOR_H

#include <stddef.h>

#include "outturn/error.h"
#include "regress/nonlinear.h"
#include "regress/panel.h"
#include "regress/regression.h"
#include "spec/estimate.h"

typedef struct ot_estimator_input {
    size_t n, k;
    const double *x, *y;         /* [n][k], [n]; x is NULL of nls */
    const double *x_low, *y_low; /* what rounding to doubles left over; NULL: 0 */
    const int *year;             /* [n] rising */
    const double *weight;        /* [n] of wls */
    const double *instrument;    /* [n][n_instruments] of iv */
    size_t n_instruments;
    const double *prior_mean, *prior_sd; /* [k] of bayes; NaN: flat */
    const ot_curve *curve;               /* of nls */
    const double *start;                 /* [k] of nls; NULL: a grid is searched */
    const ot_panel *panel;               /* of panels: their rows; x and y are the own area's */
    const ot_estimate_spec *choice;      /* what the model file says of the method */
} ot_estimator_input;

typedef struct ot_estimator {
    ot_method method;
    /* *redundant may become the coefficient that an OT_ERR_INPUT is about.
     * OT_ERR_INPUT    the sample does not determine the coefficients
     * OT_ERR_NUMERIC  not finite, or nothing was found
     * OT_ERR_NOMEM */
    ot_status (*run)(const ot_estimator_input *sample, ot_regression *out, size_t *redundant,
                     ot_error *err);
} ot_estimator;

/* NULL of systems, which take several samples (fit_system.c), and of priors. */
const ot_estimator *ot_estimator_of(ot_method method);

/* The same for k coefficients: when all are given only the size of the residuals is left to be
 * found, which takes no search and no penalty. */
const ot_estimator *ot_estimator_for(ot_method method, size_t k);

extern const ot_estimator ot_estimator_ols, ot_estimator_wls, ot_estimator_robust,
    ot_estimator_ridge, ot_estimator_iv, ot_estimator_nls, ot_estimator_ar, ot_estimator_bayes,
    ot_estimator_pooled, ot_estimator_partial_pooling;

#endif
