#include "estimate/estimator.h"

#include <math.h>
#include <stdlib.h>

#include "regress/regression_robust.h"

static const double LIGHT = 0.5; /* years that count less than this are named */

static ot_robust_kind kind_of(ot_weighting weighting) {
    return weighting == OT_WEIGHTING_HUBER ? OT_ROBUST_HUBER : OT_ROBUST_BISQUARE;
}

static ot_status run(const ot_estimator_input *s, ot_regression *out, size_t *redundant,
                     ot_error *err) {
    (void)redundant;
    double *weight = calloc(s->n + 1, sizeof *weight);
    if (!weight)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu weights", "内存不足以存放 %zu 个权重",
                       s->n);
    const ot_status status = ot_regression_robust(
        s->x, s->y, s->n, s->k, kind_of(s->choice->weighting), (double)NAN, weight, out, err);
    for (size_t i = 0; i < s->n && !status; i++)
        if (weight[i] < LIGHT)
            ot_detail_add(&out->details, OT_DETAIL_WEIGHT, weight[i])->rank = s->year[i];
    free(weight);
    return status;
}

const ot_estimator ot_estimator_robust = {OT_METHOD_ROBUST, run};
