/* design.h -- the numbers behind one form: what its equation says in each observed year
 *
 * A behavioural equation that is linear in its free coefficients is left = offset + X b + residual:
 * the offset is the right side where every free coefficient is 0 (fixed ones have their values), a
 * column of X is its exact derivative by one of them. */
#ifndef OT_ESTIMATE_DESIGN_H
#define OT_ESTIMATE_DESIGN_H

#include <stddef.h>

#include "base/arena.h"
#include "model/model.h"
#include "outturn/error.h"
#include "outturn/notes.h"

typedef struct ot_design {
    size_t n, k;   /* years used; free coefficients */
    double *y, *x; /* [n] left side less offset, [n][k] */
    double *y_low,
        *x_low;         /* what rounding y and x to doubles left over; columns of powers need it */
    double *left;       /* [n] left side, transformed */
    int *year;          /* [n] rising */
    size_t *free;       /* [k] which coefficients of the form */
    const char *scarce; /* the series that was missing most often where others were there; NULL */
} ot_design;

/*
 * Gather it from what was known at `as_of` (NULL: everything) into `arena`. Years of an explicit
 * sample that had to be left out are noted.
 * OT_ERR_INPUT  the equation is not linear in a free coefficient, or a unit is of another dimension
 * OT_ERR_NOMEM
 */
ot_status ot_design_gather(const ot_model *model, const ot_form *form, const char *as_of,
                           ot_arena *arena, ot_notes *notes, ot_design *out,
                           ot_error *err) OT_CHECK_RESULT;

#endif
