/* design.h -- the numbers behind one form: what its equation says in each observed year
 *
 * A behavioural equation that is linear in its free coefficients is left = offset + X b + residual:
 * the offset is the right side where every free coefficient is 0 (fixed ones have their values), a
 * column of X is its exact derivative by one of them. Of an equation that is not linear the values
 * of its series are kept, so that its right side can be asked at any coefficients (curve.h). */
#ifndef OT_ESTIMATE_DESIGN_H
#define OT_ESTIMATE_DESIGN_H

#include <stddef.h>

#include "base/arena.h"
#include "model/model.h"
#include "outturn/error.h"
#include "outturn/notes.h"

typedef struct ot_design_leaf { /* a series at a lag, or the year */
    ot_symbol symbol;
    int lag;
} ot_design_leaf;

typedef struct ot_design {
    size_t n, k;   /* years used; free coefficients */
    int is_curve;  /* as it was asked for: leaves instead of columns */
    double *y, *x; /* [n] left side less offset, [n][k]; non-linear: y is the left side */
    double *y_low,
        *x_low;         /* what rounding y and x to doubles left over; columns of powers need it */
    double *left;       /* [n] left side, transformed */
    int *year;          /* [n] rising */
    size_t *free;       /* [k] which coefficients of the form */
    const char *scarce; /* the series that was missing most often where others were there; NULL */
    const char *broken; /* years with data and no finite value, and why; NULL */
    double *instrument; /* [n][n_instruments] */
    double *weight;     /* [n] of wls, above 0; else NULL */
    int *outlier;       /* [n_outliers] years with data that do not count; rising */
    size_t n_instruments, n_outliers;
    const ot_tree *right; /* with numbers for fixed coefficients */
    ot_design_leaf *leaf; /* [n_leaves] of `right`, when it is not linear */
    double *data;         /* [n][n_leaves] */
    size_t n_leaves;
} ot_design;

typedef struct ot_design_request {
    const char *as_of; /* NULL: everything that is known */
    const char *area;  /* whose series; NULL: the model's own */
    int is_curve;      /* it need not be linear: leaves instead of columns */
    int is_own;        /* all years of the model's own series: no sample, outliers, area, map */
} ot_design_request;

/*
 * Gather it into `arena`. Years of an explicit sample that had to be left out are noted.
 * OT_ERR_INPUT  the equation is not linear in a free coefficient, a weight is not above 0, a sample
 *               outside of the data, or a unit is of another dimension
 * OT_ERR_NOMEM
 */
ot_status ot_design_gather(const ot_model *model, const ot_form *form,
                           const ot_design_request *request, ot_arena *arena, ot_notes *notes,
                           ot_design *out, ot_error *err) OT_CHECK_RESULT;

/* Take row i out of the sample; the second remembers its year among the outliers. */
void ot_design_drop(ot_design *design, size_t i);
void ot_design_leave_out(ot_design *design, size_t i);

#endif
