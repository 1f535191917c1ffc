/* exogenous.h -- inputs that a person may move, by the names that they are called by */
#ifndef OT_ASSESS_EXOGENOUS_H
#define OT_ASSESS_EXOGENOUS_H

#include "estimate/case.h"
#include "model/model.h"

typedef enum ot_exogenous_kind {
    OT_EXOGENOUS_DRIVER,     /* g */
    OT_EXOGENOUS_ADD_FACTOR, /* add(cn): what is added to the right side of cn's equation */
    OT_EXOGENOUS_HELD        /* cn, where it is exogenised or observed */
} ot_exogenous_kind;

typedef struct ot_exogenous {
    ot_exogenous_kind kind;
    size_t row;    /* in a case */
    size_t index;  /* of the driver, or of the indicator */
    double inside; /* declared value * inside = value in the case */
} ot_exogenous;

/* OT_ERR_USAGE, with a suggestion: no driver and no indicator of that name; add() of an equation
 * without a residual. */
ot_status ot_exogenous_find(const ot_model *model, const char *name, ot_exogenous *out,
                            ot_error *err) OT_CHECK_RESULT;

/* May it be moved in that slot of the case? OT_ERR_USAGE: it is computed there. */
ot_status ot_exogenous_check(const ot_model *model, const ot_case *c, const ot_exogenous *x,
                             size_t slot, ot_error *err) OT_CHECK_RESULT;

/* Label of the driver or indicator. */
const ot_label *ot_exogenous_label(const ot_model *model, const ot_exogenous *x);

/* The slot of a simulated year. OT_ERR_USAGE */
ot_status ot_simulated_slot(const ot_model *model, int year, size_t *slot,
                            ot_error *err) OT_CHECK_RESULT;

/* The indicator of an id or alias. OT_ERR_USAGE, with a suggestion. */
ot_status ot_indicator_named(const ot_model *model, const char *name, size_t *index,
                             ot_error *err) OT_CHECK_RESULT;

/* The row of an indicator or driver of an id or alias. OT_ERR_USAGE, with a suggestion. */
ot_status ot_row_named(const ot_model *model, const char *name, size_t *row,
                       ot_error *err) OT_CHECK_RESULT;

#endif
