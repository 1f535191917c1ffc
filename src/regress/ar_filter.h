/* ar_filter.h -- from errors of an autoregression to independent ones of equal variance
 *
 * A value less its prediction from those before it, over the root of the variance of that in units
 * of the innovations'. Partial autocorrelations are within -1 and 1 exactly when the autoregression
 * is stationary. */
#ifndef OT_REGRESS_AR_FILTER_H
#define OT_REGRESS_AR_FILTER_H

#include <stddef.h>

#include "regress/regression_ar.h"

typedef struct ot_ar_filter {
    size_t p;
    long double by[OT_AR_MOST + 1]
                  [OT_AR_MOST];       /* [m]: prediction from m values, the latest first */
    long double root[OT_AR_MOST + 1]; /* 1 / sqrt(variance) of a value after m others */
    long double log_determinant;      /* sum of the logarithms of those variances */
} ot_ar_filter;

/* by[p] are then the coefficients rho. */
void ot_ar_filter_set(ot_ar_filter *f, const long double *partial, size_t p);

/* Partial autocorrelations of these coefficients; 0 when they are not stationary. */
int ot_ar_partials(const long double *rho, size_t p, long double *partial);

/* What becomes of v[t * stride], t counted from 0. */
long double ot_ar_filtered(const ot_ar_filter *f, const double *v, size_t stride, size_t t);

#endif
