/* ridge_choice.h -- how large the penalty of a ridge regression should be, by GSL */
#ifndef OT_REGRESS_RIDGE_CHOICE_H
#define OT_REGRESS_RIDGE_CHOICE_H

#include <stddef.h>

#include "regress/regression_ridge.h"

/* a [n][m] and b [n] are standardised, n >= m > 0. OT_ERR_NUMERIC, OT_ERR_NOMEM */
ot_status ot_ridge_choose(const double *a, const double *b, size_t n, size_t m,
                          ot_ridge_choice choice, double *penalty, int *is_at_limit,
                          ot_error *err) OT_CHECK_RESULT;

#endif
