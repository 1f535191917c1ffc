#include "estimate/estimator.h"

#include <assert.h>

#include "regress/regression_ar.h"

static_assert((int)OT_MOST_ERROR_LAGS <= (int)OT_AR_MOST,
              "every order of the model file can be estimated");

static ot_status run(const ot_estimator_input *s, ot_regression *out, size_t *redundant,
                     ot_error *err) {
    (void)redundant;
    ot_ar ar = {0};
    const ot_status status =
        ot_regression_ar(s->x, s->y, s->year, s->n, s->k, (size_t)s->choice->order, &ar, out, err);
    for (size_t j = 0; j < ar.p && !status; j++) {
        ot_detail *lag = ot_detail_add(&out->details, OT_DETAIL_ERROR_LAG, ar.rho[j]);
        lag->rank = (int)j + 1;
        lag->se = ar.standard_error[j];
    }
    ot_ar_clear(&ar);
    return status;
}

const ot_estimator ot_estimator_ar = {OT_METHOD_AR, run};
