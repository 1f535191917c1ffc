/*
 * comparison.h -- what separates two scenarios, draw by draw
 *
 * Layer   assess
 * Shapes  opaque; src/assess/comparison.h shows it to the library
 * Units   declared units; relative differences in percent, probabilities in [0, 1]
 * Method  both cases see the same draws, so that a difference is not noise: quantiles of B - A;
 *         standard error of a paired difference of proportions from the draws that disagree
 *         (Agresti & Min, Statistics in Medicine 24, 2005, p. 729-740: half a draw added to each)
 */
#ifndef OT_COMPARISON_H
#define OT_COMPARISON_H

#include "outturn/case.h"
#include "outturn/error.h"
#include "outturn/model.h"
#include "outturn/notes.h"
#include "outturn/run.h"

typedef struct ot_comparison ot_comparison;

/*
 * Simulate cases a and b of the model on the same draws and collect B - A. The model must outlive
 * the comparison. The caller frees *out. Fails as ot_projection_new does.
 */
ot_status ot_comparison_new(const ot_model *model, const ot_case *a, const ot_case *b,
                            const ot_run_options *options, ot_notes *notes, ot_comparison **out,
                            ot_error *err) OT_CHECK_RESULT;
void ot_comparison_free(ot_comparison *comparison);

#endif
