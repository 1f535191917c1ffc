/* review_panel.h -- what growth in other areas says of a review's targets
 *
 * The panel's series of an indicator is the one of its id, or the one that `match` names. */
#ifndef OT_ASSESS_REVIEW_PANEL_H
#define OT_ASSESS_REVIEW_PANEL_H

#include "assess/review/review.h"

/* OT_ERR_USAGE: the model has no such indicator, or the panel (NULL: none) no such series. */
ot_status ot_review_match_check(const ot_model *model, const ot_review_match *match,
                                const ot_table *panel, ot_error *err) OT_CHECK_RESULT;

/* A probability under another view of growth, with its verdict; NaN: it has none. */
ot_review_prior ot_review_view(double probability);

/* Fill in ranks among other areas and the panel's view of each target. OT_ERR_NOMEM */
ot_status ot_review_ask_panel(ot_review *review, const ot_review_options *options, ot_notes *notes,
                              ot_error *err) OT_CHECK_RESULT;

#endif
