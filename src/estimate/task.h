/* task.h -- one form on its way to a fit, and the sentences that all ways share
 *
 * The steps, in order, each with its files:
 *
 *  1. every form is begun, fixed values and priors     fit.c
 *  2. without data the prior is the fit                fit_prior.c
 *  3. else the method can use the priors               fit_refuse.c
 *  4. the sample: design, outliers, panel              fit_sample.c, design.c, fit_panel.c
 *  5. there are enough observations, or why not        fit_refuse.c
 *  6. the method's estimator, under restrictions       fit_equation.c, fit_restricted.c, method_*.c
 *  7. systems do 3 to 6 together, once all are begun   fit_system.c
 *  8. what was found is the fit, tests and verdict     fit_take.c, fit_diagnose.c
 *  9. errors that remember, to the last year known     errors.c */
#ifndef OT_ESTIMATE_TASK_H
#define OT_ESTIMATE_TASK_H

#include "estimate/design.h"
#include "estimate/fit.h"

typedef struct ot_fit_task {
    const ot_model *model;
    const char *as_of; /* NULL: everything */
    const ot_form *form;
    const ot_indicator_spec *spec; /* of its indicator */
    ot_form_fit *fit;              /* without estimates yet; its arrays stand in `arena` */
    ot_arena *arena, *scratch;     /* the fit's; freed after the last form */
    ot_notes *notes;
    ot_error *err;
} ot_fit_task;

ot_status ot_fit_no_memory(const ot_fit_task *t);
/* Put the place to the error that stands in t->err. */
ot_status ot_fit_refuse(const ot_fit_task *t, ot_status status, ot_place place);

/* Without data: the prior and the residual as they are given. OT_ERR_INPUT */
ot_status ot_fit_prior(const ot_fit_task *t) OT_CHECK_RESULT;

/* From its sample, by its method. OT_ERR_INPUT, OT_ERR_NUMERIC, OT_ERR_NOMEM */
ot_status ot_fit_equation(const ot_fit_task *t) OT_CHECK_RESULT;

/* All systems, once every form was begun: fit->form, and fit->system. Only the task's form, spec
 * and fit are not read. OT_ERR_INPUT, OT_ERR_NUMERIC, OT_ERR_NOMEM */
ot_status ot_fit_systems(const ot_fit_task *t, ot_fit *fit) OT_CHECK_RESULT;

#endif
