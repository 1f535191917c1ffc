/* fit_diagnose.h -- what least squares would say against the fit of a form */
#ifndef OT_ESTIMATE_FIT_DIAGNOSE_H
#define OT_ESTIMATE_FIT_DIAGNOSE_H

#include "estimate/fit_sample.h"
#include "regress/regression.h"

/* Tests, influence and collinearity of what was found into task->fit, where its method's residuals
 * can be asked at all. OT_ERR_NOMEM */
ot_status ot_fit_diagnose(const ot_fit_task *task, const ot_fit_sample *sample,
                          const ot_regression *found) OT_CHECK_RESULT;

#endif
