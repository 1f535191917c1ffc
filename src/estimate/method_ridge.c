#include "estimate/estimator.h"

#include <math.h>

#include "regress/regression_ridge.h"

static ot_ridge_choice choice_of(const ot_estimate_spec *e) {
    if (isfinite(e->penalty)) return OT_RIDGE_GIVEN;
    return e->penalty_by == OT_PENALTY_L_CURVE ? OT_RIDGE_LCURVE : OT_RIDGE_GCV;
}

static ot_status run(const ot_estimator_input *s, ot_regression *out, size_t *redundant,
                     ot_error *err) {
    (void)redundant;
    ot_ridge ridge;
    const ot_status status = ot_regression_ridge(s->x, s->y, s->n, s->k, choice_of(s->choice),
                                                 s->choice->penalty, &ridge, out, err);
    if (status) return status;
    (void)ot_detail_add(&out->details, OT_DETAIL_PENALTY, ridge.penalty);
    (void)ot_detail_add(&out->details, OT_DETAIL_EFFECTIVE, ridge.effective_df);
    out->details.is_at_limit = ridge.is_at_limit;
    return OT_OK;
}

const ot_estimator ot_estimator_ridge = {OT_METHOD_RIDGE, run};
