/* regression_core.h -- what the linear regressions share before and after the solver */
#ifndef OT_REGRESS_REGRESSION_CORE_H
#define OT_REGRESS_REGRESSION_CORE_H

#include <stddef.h>

#include "outturn/error.h"
#include "regress/least_squares.h"
#include "regress/regression.h"

/* OT_ERR_INPUT: n observations leave nothing of k coefficients for the residual variance */
ot_status ot_regression_check_count(size_t n, size_t k, ot_error *err) OT_CHECK_RESULT;

/* OT_ERR_NUMERIC: names the first number of x or y that is not finite */
ot_status ot_regression_check(const ot_least_squares_input *in, ot_error *err) OT_CHECK_RESULT;

/* Coefficients, covariance and the statistics of the data, for a posterior of sigma with these
 * degrees of freedom and this scale. OT_ERR_NUMERIC, OT_ERR_NOMEM */
ot_status ot_regression_make(const ot_least_squares_input *in, const ot_least_squares *solved,
                             double df, double sigma_scale, ot_regression *out,
                             ot_error *err) OT_CHECK_RESULT;

/* Fill in what follows from both sums of squares; without likelihood (`is_likely` 0) all of
 * goodness is NaN. */
void ot_regression_judge(ot_regression *r, long double rss, long double tss, int has_constant,
                         int is_likely);

#endif
