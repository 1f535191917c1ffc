/* task.h -- one form on its way to a fit, and the sentences that both ways share */
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
ot_status ot_fit_data(const ot_fit_task *t) OT_CHECK_RESULT;

/* All systems, once every form was begun: fit->form, and fit->system. Only the task's form, spec
 * and fit are not read. OT_ERR_INPUT, OT_ERR_NUMERIC, OT_ERR_NOMEM */
ot_status ot_fit_systems(const ot_fit_task *t, ot_fit *fit) OT_CHECK_RESULT;

#endif
