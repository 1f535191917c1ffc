#include "regress/verdict.h"

#include <math.h>

#include <gsl/gsl_cdf.h>

#include "regress/diagnostics.h"
#include "regress/quantile.h"

static double share_of(const ot_verdict_facts *f) {
    if (!f->is_data_used || f->n == 0) return 0.0;
    if (isnan(f->data_share)) return f->has_priors ? 0.0 : 1.0;
    return fmin(fmax(f->data_share, 0.0), 1.0);
}

static double t_ratio_of(const ot_verdict_facts *f) {
    if (f->df > 0.0) return ot_student_quantile(f->df, OT_Z_95).value / OT_Z_95;
    return f->has_priors ? 1.0 : (double)NAN;
}

static ot_verdict_class class_of(const ot_verdict_facts *f, double share, double widening) {
    const double of_priors = isnan(f->prior_share) ? share : f->prior_share;
    if (!f->is_data_used || f->n == 0) return OT_VERDICT_ASSUMED;
    if (f->has_priors && (f->n <= f->k || of_priors < OT_VERDICT_LEAST_SHARE))
        return OT_VERDICT_PRIOR;
    if (f->n <= f->k || !(widening <= OT_VERDICT_FEW_WIDENING)) return OT_VERDICT_TOO_FEW;
    return widening <= OT_VERDICT_ENOUGH_WIDENING ? OT_VERDICT_ENOUGH : OT_VERDICT_FEW;
}

/* P(as many or more fail) when each does so with the level. */
static double chance_of(size_t n_failed, size_t n_tests) {
    if (n_failed == 0 || n_failed > n_tests) return n_failed == 0 ? 1.0 : 0.0;
    return gsl_cdf_binomial_Q((unsigned)n_failed - 1, OT_TEST_LEVEL, (unsigned)n_tests);
}

ot_verdict ot_verdict_make(const ot_verdict_facts *f) {
    ot_verdict v = {.facts = *f, .data_share = share_of(f), .t_ratio = t_ratio_of(f)};
    v.widening = (double)NAN;
    if (f->n > 0) v.widening = v.t_ratio * sqrt(1.0 + v.data_share * (double)f->k / (double)f->n);
    v.class = class_of(f, v.data_share, v.widening);
    v.chance = chance_of(f->n_failed, f->n_tests);
    v.is_doubtful = v.chance < OT_TEST_LEVEL;
    return v;
}
