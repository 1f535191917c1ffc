/*
 * projection.h -- how far each indicator gets, and how likely each target is
 *
 * Layer   assess
 * Shapes  opaque; src/assess/projection.h shows it to the library
 * Units   declared units (8.0 is 8 percent), growth in percent, probabilities in [0, 1]
 * Method  quantiles of type 7 (Hyndman & Fan 1996), exact where all draws are at hand; standard
 *         error of a probability sqrt((k + 1/2)(n - k + 1/2)) / (n + 1)^(3/2), never 0
 */
#ifndef OT_PROJECTION_H
#define OT_PROJECTION_H

#include <stddef.h>

#include "outturn/case.h"
#include "outturn/error.h"
#include "outturn/model.h"
#include "outturn/notes.h"
#include "outturn/run.h"

typedef struct ot_projection ot_projection;

/*
 * Simulate the cases c[0..n) of the model on the same draws and collect bands, target
 * probabilities and joint probabilities. The model must outlive the projection; the cases need
 * not. Notes tell of draws that are not finite, of means that do not exist, and of targets whose
 * unit has probably slipped. The caller frees *out.
 *
 * With part.file in the options its results are not there yet: the file has what was collected.
 *
 * OT_ERR_USAGE    no cases; options out of range, an unknown executor; a mode other than forecast
 *                 or dynamic
 * OT_ERR_NUMERIC  a case cannot be solved without shocks; a quantile could not be found
 * OT_ERR_NOMEM    memory
 */
ot_status ot_projection_new(const ot_model *model, const ot_case *const *c, size_t n,
                            const ot_run_options *options, ot_notes *notes, ot_projection **out,
                            ot_error *err) OT_CHECK_RESULT;
void ot_projection_free(ot_projection *projection);

/* What the model file asks for: its draws and seed, the default executor. */
ot_run_options ot_projection_options(const ot_model *model);

/* The years that are projected. */
void ot_projection_years(const ot_model *model, int *first, int *last);

/* The probability that case k meets every target of the last year in first..last that has any;
 * NaN when no target of these years can be judged. *year (may be NULL) is that year. */
double ot_projection_joint(const ot_projection *projection, size_t k, int first, int last,
                           int *year);

#endif
