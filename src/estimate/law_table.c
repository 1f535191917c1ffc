#include <math.h>

#include "estimate/law.h"

static double node(size_t i) { return OT_LAW_TABLE_LOW + OT_LAW_TABLE_STEP * (double)i; }

static ot_status not_finite(ot_error *err, double z) {
    return ot_fail(err, OT_ERR_NUMERIC,
                   "the quantile at the normal score %g is not finite: degrees of freedom too few "
                   "or parameters too extreme",
                   "正态分位点 %g 处的分位数不是有限数：自由度过小或参数过于极端", z);
}

static int set(ot_law_table *t, size_t i, double value, double slope) {
    t->value[i] = value;
    t->slope[i] = slope * OT_LAW_TABLE_STEP;
    return isfinite(value) && isfinite(t->slope[i]);
}

ot_status ot_law_table_make(const ot_law *law, ot_law_table *out, ot_error *err) {
    ot_law_table t;
    const size_t last = OT_LAW_TABLE_N - 1;
    const int is_symmetric = law->family == OT_LAW_STUDENT_T;
    for (size_t i = 0; i <= (is_symmetric ? last / 2 : last); i++) {
        const ot_quantile_point q = ot_law_point(law, node(i));
        if (!set(&t, i, q.value, q.slope)) return not_finite(err, node(i));
    }
    for (size_t i = 0; i < last / 2 && is_symmetric; i++)
        (void)set(&t, last - i, -t.value[i], t.slope[i] / OT_LAW_TABLE_STEP);
    *out = t;
    return OT_OK;
}

ot_status ot_sigma_table_make(double df, ot_law_table *out, ot_error *err) {
    ot_law_table t;
    if (!(df > 0.0 && isfinite(df)))
        return ot_fail(err, OT_ERR_NUMERIC, "sigma has %g degrees of freedom; must be above 0",
                       "sigma 的自由度为 %g；应大于 0", df);
    for (size_t i = 0; i < OT_LAW_TABLE_N; i++) {
        const ot_quantile_point q = ot_inverse_chi_quantile(df, node(i));
        if (!set(&t, i, q.value, q.slope)) return not_finite(err, node(i));
    }
    *out = t;
    return OT_OK;
}
