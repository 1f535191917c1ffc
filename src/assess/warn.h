/* warn.h -- what a reader of a projection should be told besides its numbers */
#ifndef OT_ASSESS_WARN_H
#define OT_ASSESS_WARN_H

#include "assess/projection.h"

void ot_projection_warn(const ot_projection *projection, ot_notes *notes);

#endif
