/*
 * review.h -- can the targets be met, what would it take, and what does the answer hang on
 *
 * Layer   assess
 * Shapes  opaque; src/assess/review/review.h shows it to the library
 * Units   declared units; growth in percent; probabilities in [0, 1]
 * Method  counts and quantiles of the draws of one run (outturn/projection.h); ranks and
 *         means given that a target is met from its pilot; docs/guide/review.md
 */
#ifndef OT_REVIEW_H
#define OT_REVIEW_H

#include <stddef.h>

#include "outturn/case.h"
#include "outturn/error.h"
#include "outturn/model.h"
#include "outturn/notes.h"
#include "outturn/projection.h"
#include "outturn/run.h"
#include "outturn/spec.h"
#include "outturn/table.h"

typedef struct ot_review ot_review;

typedef struct ot_review_options {
    const ot_table *panel; /* of other areas; NULL: none */
    int panel_first,
        panel_last; /* years of its growth that count; 0: from the first, to the last */
    const ot_review_match *match;
    size_t n_matches; /* of the others the series is that of the indicator's id */
    double reach;     /* how sure each target is to be made by other assumptions; NaN: not asked */
    const ot_table *outturns; /* what came of it; NULL: not known yet */
} ot_review_options;

ot_review_options ot_review_options_default(void); /* nothing of all that */

/*
 * Simulate the cases and review every target that can be judged. The model and the tables must
 * outlive the review; the cases need not. Notes as of ot_projection_new. The caller frees *out.
 *
 * OT_ERR_USAGE    as of ot_projection_new; a part of a run; a match that names no indicator of the
 *                 model or no series of the panel; reach out of (0, 1)
 * OT_ERR_NUMERIC, OT_ERR_NOMEM  as of ot_projection_new
 */
ot_status ot_review_new(const ot_model *model, const ot_case *const *c, size_t n,
                        const ot_run_options *run, const ot_review_options *options,
                        ot_notes *notes, ot_review **out, ot_error *err) OT_CHECK_RESULT;
void ot_review_free(ot_review *review);

/* The bands and probabilities of the same draws; the review's own. */
const ot_projection *ot_review_projection(const ot_review *review);

/* The least probability of a target of the first case within first..last; NaN: none can be judged.
 * `id` (may be NULL) is that target's. */
double ot_review_least(const ot_review *review, int first, int last, const char **id);

#endif
