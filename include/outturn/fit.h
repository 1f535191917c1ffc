/*
 * fit.h -- coefficients and their joint covariance, from what was known at a vintage
 *
 * Layer   estimate
 * Shapes  opaque; src/estimate/fit.h shows it to the library
 * Units   of the transformed equation: fractions for dlog, inside units for levels
 * Method  the thirteen of src/spec/estimate.h, each with its sources in its header in src/regress:
 *         least squares (plain, weighted, robust, ridge, with instruments, of curves, with
 *         autoregressive errors, of systems), a conjugate posterior, panels of areas, priors alone
 */
#ifndef OT_FIT_H
#define OT_FIT_H

#include "outturn/error.h"
#include "outturn/model.h"
#include "outturn/notes.h"

typedef struct ot_fit ot_fit;

/*
 * Estimate every form of every behavioural equation. `as_of` NULL: all vintages. The model must
 * outlive the fit. The caller frees *out.
 *
 * OT_ERR_INPUT    too few observations without a prior (says how many are needed), a coefficient
 *                 that the sample cannot tell apart, an equation not linear in its coefficients
 *                 whose method asks for that, restrictions that contradict each other, a system or
 *                 panel whose parts do not go together, weights or instruments that do not serve
 * OT_ERR_NUMERIC  a computation that did not give finite numbers
 * OT_ERR_NOMEM    memory
 */
ot_status ot_fit_new(const ot_model *model, const char *as_of, ot_notes *notes, ot_fit **out,
                     ot_error *err) OT_CHECK_RESULT;
void ot_fit_free(ot_fit *fit);

/* Note the equations with few degrees of freedom: for reports without the verdict of each. */
void ot_fit_note_few(const ot_fit *fit, ot_notes *notes);

#endif
