/*
 * change.h -- a case with other assumptions, made in microseconds: what a slider moves
 *
 * Layer   assess
 * Shapes  none
 * Units   declared units (8.0 is 8 percent)
 * Method  a copy of the case in which single numbers are replaced; nothing is estimated again
 */
#ifndef OT_CHANGE_H
#define OT_CHANGE_H

#include <stddef.h>

#include "outturn/case.h"
#include "outturn/error.h"
#include "outturn/model.h"

/* One input in one simulated year. */
typedef struct ot_input_change {
    const char *name; /* a driver: its central value; add(x): what is added to the equation of x; an
                         indicator that is exogenised or observed in that year */
    int year;
    double value;
} ot_input_change;

/*
 * A copy of case `c` of the model with change[0..n), to be freed by ot_case_free.
 *
 * OT_ERR_USAGE  an unknown name, a year that is not simulated, an indicator that is computed in it,
 *               an add-factor of an equation without a residual or in a year in which it is held
 * OT_ERR_NOMEM  memory
 */
ot_status ot_case_changed(const ot_model *model, const ot_case *c, const ot_input_change *change,
                          size_t n, ot_case **out, ot_error *err) OT_CHECK_RESULT;

#endif
