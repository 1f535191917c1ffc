/* fit_take.h -- what an estimator found, as the fit of a form */
#ifndef OT_ESTIMATE_FIT_TAKE_H
#define OT_ESTIMATE_FIT_TAKE_H

#include "estimate/fit_sample.h"
#include "regress/regression.h"

/* From the free coefficients to all of them, with intervals, tests, diagnostics and the verdict.
 * Notes what a reader should know of it. OT_ERR_NUMERIC, OT_ERR_NOMEM */
ot_status ot_fit_take(const ot_fit_task *task, const ot_fit_sample *sample,
                      const ot_regression *found) OT_CHECK_RESULT;

/* Interval, test and share of the prior of coefficient k, whose mean is there already; `scale` is
 * that of its Student-t (normal without degrees of freedom). */
void ot_fit_take_coefficient(ot_form_fit *fit, size_t k, double scale);

/* The verdict on a form without data. */
void ot_fit_judge_prior(const ot_fit_task *task);

#endif
