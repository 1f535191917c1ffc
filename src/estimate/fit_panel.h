/* fit_panel.h -- the rows of every area of a panel */
#ifndef OT_ESTIMATE_FIT_PANEL_H
#define OT_ESTIMATE_FIT_PANEL_H

#include "estimate/fit_sample.h"

/* The rows of all areas of a panel into out->panel; the design is the own area's. OT_ERR_INPUT: an
 * area that has no data. OT_ERR_NOMEM */
ot_status ot_fit_panel_make(const ot_fit_task *task, ot_fit_sample *out) OT_CHECK_RESULT;

#endif
