#include "estimate/estimator.h"

#include <stdlib.h>

#include "regress/regression_wls.h"

/* Weights are scaled so that the last year's is 1: sigma is then that of the years that follow it,
 * and nothing else depends on their scale. */
static ot_status run(const ot_estimator_input *s, ot_regression *out, size_t *redundant,
                     ot_error *err) {
    (void)redundant;
    double *weight = calloc(s->n + 1, sizeof *weight);
    if (!weight)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu weights", "内存不足以存放 %zu 个权重",
                       s->n);
    for (size_t i = 0; i < s->n; i++)
        weight[i] = s->weight[i] / s->weight[s->n - 1];
    const ot_status status = ot_regression_wls(s->x, s->y, weight, s->n, s->k, out, err);
    free(weight);
    return status;
}

const ot_estimator ot_estimator_wls = {OT_METHOD_WLS, run};
