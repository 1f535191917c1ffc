/*
 * trace.h -- where a number comes from: cells, equations, coefficients, assumptions
 *
 * Layer   assess
 * Shapes  opaque; src/assess/trace.h shows it to the library
 * Units   declared units
 * Method  from the number back through the equations of one scenario, each value once, in the order
 *         in which one asks; values of a path without shocks
 */
#ifndef OT_TRACE_H
#define OT_TRACE_H

#include "outturn/error.h"
#include "outturn/fit.h"
#include "outturn/model.h"
#include "outturn/path.h"

typedef struct ot_trace ot_trace;

/*
 * Trace the indicator or driver `id` (or alias) in a year, along the path and with the fit of the
 * model; all must outlive the trace. The caller frees *out.
 *
 * OT_ERR_USAGE  no such name; a year in which it has no value
 * OT_ERR_NOMEM  memory
 */
ot_status ot_trace_new(const ot_model *model, const ot_fit *fit, const ot_path *path,
                       const char *id, int year, ot_trace **out, ot_error *err) OT_CHECK_RESULT;
void ot_trace_free(ot_trace *trace);

#endif
