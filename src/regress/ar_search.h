/* ar_search.h -- roughly where the likelihood of an autoregression is largest, by GSL's simplex
 * from several starts, for it may have several maxima */
#ifndef OT_REGRESS_AR_SEARCH_H
#define OT_REGRESS_AR_SEARCH_H

#include <stddef.h>

#include "regress/regression_ar.h"

/* The partial autocorrelations, to some 6 digits; least squares of x [n][k] on y can be solved, and
 * p > 0. OT_ERR_NUMERIC, OT_ERR_NOMEM */
ot_status ot_ar_search(const double *x, const double *y, size_t n, size_t k, size_t p,
                       long double *partial, ot_error *err) OT_CHECK_RESULT;

#endif
