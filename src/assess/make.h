/* make.h -- one run that fills a projection, and may show its draws to further probes */
#ifndef OT_ASSESS_MAKE_H
#define OT_ASSESS_MAKE_H

#include "assess/projection.h"
#include "simulate/probe.h"

/* An empty projection of the shape that the cases have, once each is solved without shocks; the
 * caller frees it. */
ot_status ot_projection_shape(const ot_model *model, const ot_case *const *c, size_t n,
                              const ot_run_options *options, ot_notes *notes, ot_projection **out,
                              ot_error *err) OT_CHECK_RESULT;

/* Run the cases and fill `p`. extra[0 .. n_extra) see the same draws. */
ot_status ot_projection_fill(ot_projection *p, const ot_case *const *c,
                             const ot_run_options *options, const ot_probe *extra, size_t n_extra,
                             ot_notes *notes, ot_error *err) OT_CHECK_RESULT;

#endif
