#include "estimate/estimator.h"

#include <math.h>

#include "regress/regression_iv.h"

static void tell_test(ot_details *details, ot_detail_name name, const ot_stage_test *test) {
    if (isfinite(test->value))
        (void)ot_detail_add_test(details, name, test->value, test->df1, test->df2, test->p);
}

static void tell(const ot_first_stage *stage, ot_details *details) {
    for (size_t i = 0; i < stage->n_endogenous; i++) {
        const ot_endogenous *e = &stage->endogenous[i];
        if (!isfinite(e->excluded.value)) continue;
        ot_detail_add_test(details, OT_DETAIL_FIRST_STAGE, e->excluded.value, e->excluded.df1,
                           e->excluded.df2, e->excluded.p)
            ->coefficient = e->column;
        ot_detail_add(details, OT_DETAIL_FIRST_STAGE_R2, e->partial_r2)->coefficient = e->column;
    }
    tell_test(details, OT_DETAIL_SARGAN, &stage->sargan);
    tell_test(details, OT_DETAIL_WU_HAUSMAN, &stage->wu_hausman);
}

static ot_status run(const ot_estimator_input *s, ot_regression *out, size_t *redundant,
                     ot_error *err) {
    (void)redundant;
    ot_first_stage stage = {0};
    const ot_status status =
        ot_regression_iv(s->x, s->y, s->n, s->k, s->instrument, s->n_instruments, out, &stage, err);
    if (status) return status;
    tell(&stage, &out->details);
    ot_first_stage_clear(&stage);
    return OT_OK;
}

const ot_estimator ot_estimator_iv = {OT_METHOD_IV, run};
