/* fit_refuse.h -- why a form cannot be estimated, in the words of the model file */
#ifndef OT_ESTIMATE_FIT_REFUSE_H
#define OT_ESTIMATE_FIT_REFUSE_H

#include "estimate/fit_sample.h"
#include "regress/regression.h"

/* A prior that the method cannot use. */
ot_status ot_fit_check_priors(const ot_fit_task *task) OT_CHECK_RESULT;

/* Fewer observations than the method needs. */
ot_status ot_fit_check_count(const ot_fit_task *task, const ot_fit_sample *sample) OT_CHECK_RESULT;

/* Residuals that are nothing but rounding: bands without a width. */
ot_status ot_fit_check_residual(const ot_fit_task *task, const ot_fit_sample *sample,
                                const ot_regression *found) OT_CHECK_RESULT;

/* What an estimator refused with `status`: the coefficient by its name where one is to blame, which
 * is `redundant` when the estimator knows it; else it is looked for. */
ot_status ot_fit_explain(const ot_fit_task *task, const ot_fit_sample *sample, size_t redundant,
                         ot_status status);

#endif
