/* iv_core.h -- the second stage alone, and the tests of the first */
#ifndef OT_REGRESS_IV_CORE_H
#define OT_REGRESS_IV_CORE_H

#include <stddef.h>

#include "outturn/error.h"
#include "regress/instruments.h"
#include "regress/least_squares.h"
#include "regress/regression_iv.h"

/* The regressors, as they are and as the instruments explain them. */
typedef struct ot_projection_iv {
    const ot_least_squares_input *in;
    const ot_instruments *instruments;
    double *fitted;    /* [n][k] */
    int *is_exogenous; /* [k] */
} ot_projection_iv;

/*
 * b, structural residuals and their rss, (X' P X)^-1.
 * OT_ERR_INPUT    the instruments do not identify a coefficient
 * OT_ERR_NUMERIC  not finite
 * OT_ERR_NOMEM    memory
 */
ot_status ot_iv_solve(const ot_projection_iv *p, ot_least_squares *out,
                      ot_error *err) OT_CHECK_RESULT;

/* Of a solution by ot_iv_solve. OT_ERR_NUMERIC, OT_ERR_NOMEM */
ot_status ot_first_stage_make(const ot_projection_iv *p, const ot_least_squares *solved,
                              ot_first_stage *out, ot_error *err) OT_CHECK_RESULT;

#endif
