#include "estimate/estimator.h"

static ot_status run(const ot_estimator_input *s, ot_regression *out, size_t *redundant,
                     ot_error *err) {
    (void)redundant;
    const ot_least_squares_input in = {
        .x = s->x, .y = s->y, .n = s->n, .k = s->k, .x_low = s->x_low, .y_low = s->y_low};
    return ot_regression_ols_wide(&in, out, err);
}

const ot_estimator ot_estimator_ols = {OT_METHOD_OLS, run};
