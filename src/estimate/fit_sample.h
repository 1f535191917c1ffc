/* fit_sample.h -- the sample of one form: its design, its priors, its panel */
#ifndef OT_ESTIMATE_FIT_SAMPLE_H
#define OT_ESTIMATE_FIT_SAMPLE_H

#include "estimate/curve.h"
#include "estimate/design.h"
#include "estimate/estimator.h"
#include "estimate/task.h"

typedef struct ot_fit_sample {
    ot_design design;
    ot_estimator_input sample;        /* what the estimator reads: views of everything here */
    const ot_estimator_input *tested; /* what diagnostics look at: `sample`, restrictions solved */
    size_t n_flat;                    /* free coefficients without prior */
    int is_sigma_flat;
    char years[OT_N_LANGUAGES][32]; /* " (2012-2022)", "（2012—2022）" or ""; formats skip one */
    ot_right_side right;
    ot_curve curve;
    ot_panel panel;
    const ot_design *other; /* [n_others] of the panel's other areas */
    size_t n_others;
} ot_fit_sample;

/* Gather it; outliers are found and left out where the model file asks for it. Everything stands in
 * the task's scratch, and *out must not move afterwards. OT_ERR_INPUT, OT_ERR_NUMERIC, OT_ERR_NOMEM
 */
ot_status ot_fit_sample_make(const ot_fit_task *task, ot_fit_sample *out) OT_CHECK_RESULT;

/* OT_ERR_INPUT at `place`: the data know no such area. */
ot_status ot_fit_check_area(const ot_fit_task *task, const char *name,
                            ot_place place) OT_CHECK_RESULT;

/* Count the rows and tell the years anew, after some were dropped from the design. */
void ot_fit_sample_recount(ot_fit_sample *sample);

#endif
