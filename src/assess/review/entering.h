/* entering.h -- which drivers and residuals an indicator hangs on by its equations: those that its
 * own equation reads, and the ones that others read, in the same year or in years before */
#ifndef OT_ASSESS_ENTERING_H
#define OT_ASSESS_ENTERING_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/model.h"

/* Set enters[n_drivers + n_disturbances], drivers first, of what enters it in that scenario; the
 * others stay as they are. Indicators that are held in all years hang on nothing. 0 when memory ran
 * out. */
int ot_entering_mark(const ot_model *model, size_t scenario, size_t indicator, ot_arena *room,
                     uint8_t *enters);

#endif
