#include "estimate/estimator.h"

static const ot_estimator *const ESTIMATOR[] = {
    &ot_estimator_ols,    &ot_estimator_wls,
    &ot_estimator_robust, &ot_estimator_ridge,
    &ot_estimator_iv,     &ot_estimator_nls,
    &ot_estimator_ar,     &ot_estimator_bayes,
    &ot_estimator_pooled, &ot_estimator_partial_pooling,
};

const ot_estimator *ot_estimator_of(ot_method method) {
    for (size_t i = 0; i < sizeof ESTIMATOR / sizeof *ESTIMATOR; i++)
        if (ESTIMATOR[i]->method == method) return ESTIMATOR[i];
    return NULL;
}

const ot_estimator *ot_estimator_for(ot_method method, size_t k) {
    const int is_too_much = k == 0 && ot_method_is(method, OT_METHOD_NEEDS_FREE);
    return ot_estimator_of(is_too_much ? OT_METHOD_OLS : method);
}
