/* fit_restricted.h -- one estimator under exact linear restrictions of its coefficients */
#ifndef OT_ESTIMATE_FIT_RESTRICTED_H
#define OT_ESTIMATE_FIT_RESTRICTED_H

#include "estimate/fit_sample.h"
#include "regress/regression.h"

/* The restrictions of the model file are solved, what is left is estimated, and all coefficients
 * are told, with the F of the restrictions among the details. sample->tested becomes what was
 * estimated. OT_ERR_INPUT, OT_ERR_NUMERIC, OT_ERR_NOMEM */
ot_status ot_fit_restricted(const ot_fit_task *task, ot_fit_sample *sample,
                            ot_regression *out) OT_CHECK_RESULT;

#endif
