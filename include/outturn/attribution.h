/*
 * attribution.h -- which changed assumption makes how much of the difference of two scenarios
 *
 * Layer   assess
 * Shapes  opaque; src/assess/attribution.h shows it to the library
 * Units   declared units of the indicator
 * Method  on paths without shocks. Few changes: Shapley's value (1953), the mean over all orders in
 *         which the changes can be made, by solving every subset of them. Many: the integral of
 *         exact derivatives along the straight way from one scenario to the other (Aumann and
 *         Shapley 1974), by Gauss-Legendre quadrature. Contributions sum to the difference
 */
#ifndef OT_ATTRIBUTION_H
#define OT_ATTRIBUTION_H

#include <stddef.h>

#include "outturn/case.h"
#include "outturn/error.h"
#include "outturn/model.h"

typedef struct ot_attribution ot_attribution;

/*
 * Split b less a, two cases of the model, of one indicator (id or alias). The model must outlive
 * it. The caller frees *out.
 *
 * OT_ERR_USAGE    no such indicator; a static model
 * OT_ERR_NUMERIC  a path between the two cannot be solved
 * OT_ERR_NOMEM    memory
 */
ot_status ot_attribution_new(const ot_model *model, const ot_case *a, const ot_case *b,
                             const char *indicator, ot_attribution **out,
                             ot_error *err) OT_CHECK_RESULT;
void ot_attribution_free(ot_attribution *attribution);

#endif
