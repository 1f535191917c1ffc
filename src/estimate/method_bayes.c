#include "estimate/estimator.h"

static ot_status run(const ot_estimator_input *s, ot_regression *out, size_t *redundant,
                     ot_error *err) {
    (void)redundant;
    return ot_regression_bayes(s->x, s->y, s->n, s->k, s->prior_mean, s->prior_sd,
                               s->choice->sigma_scale, s->choice->sigma_df, out, err);
}

const ot_estimator ot_estimator_bayes = {OT_METHOD_BAYES, run};
