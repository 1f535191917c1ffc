/*
 * path.h -- one path of a case without shocks: what the equations say by themselves
 *
 * Layer   simulate
 * Shapes  opaque; src/simulate/path.h shows it to the library
 * Units   inside: percent and per mille are fractions
 * Method  model.mode says how: forecast and dynamic solve year by year from simulated lags, static
 *         from observed ones, residuals evaluates each equation at observed values. Simultaneous
 *         blocks by damped Newton on feedback variables with exact derivatives
 */
#ifndef OT_PATH_H
#define OT_PATH_H

#include <stddef.h>

#include "outturn/case.h"
#include "outturn/error.h"
#include "outturn/model.h"
#include "outturn/notes.h"

typedef struct ot_path ot_path;

typedef struct ot_path_options {
    double start; /* the solver's starting values, the year before, times this; 1 */
} ot_path_options;

/* What a reader should know besides the values: indicators without a finite value, with the first
 * such year; in mode static, those whose lags are partly simulated. */
void ot_path_warn(const ot_path *path, ot_notes *notes);

/*
 * Solve one case of the model, which must outlive the path; options may be NULL. When a block
 * cannot be solved, *err tells the year and the equation with the largest residual, and notes tell
 * the terms of that equation and the residual of each iteration. The caller frees *out.
 *
 * OT_ERR_USAGE    a start that is not above 0
 * OT_ERR_NUMERIC  a block does not converge, is singular, or has no finite values
 * OT_ERR_NOMEM    memory
 */
ot_status ot_path_new(const ot_model *model, const ot_case *c, const ot_path_options *options,
                      ot_notes *notes, ot_path **out, ot_error *err) OT_CHECK_RESULT;
void ot_path_free(ot_path *path);

#endif
