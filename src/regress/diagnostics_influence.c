#include <math.h>

#include "regress/diagnostics_core.h"
#include "regress/goodness.h"

/* R. D. Cook, S. Weisberg, Residuals and Influence in Regression, 1982, sections 2.2.2 and 3.5.
 * What rows fall out: fitted with leverage 1, or alone in not being fitted exactly. */
static void take_row(const ot_diagnosis *d, size_t i, ot_diagnostics *out) {
    const long double rss = d->solved.rss, e = d->solved.residual[i];
    const long double hat = fminl(fmaxl(ot_diagnosis_hat(d, i, i), 0), 1);
    const double df = (double)(d->n - d->k);
    out->leverage[i] = (double)hat;
    if (hat > OT_DIAGNOSIS_FULL_LEVERAGE || !(rss > d->exact)) return;
    const long double saved = e * e / (1 - hat), rest = ot_diagnosis_rest(d, saved);
    const double cook = (double)(saved * hat / (1 - hat) / ((long double)d->k * rss / df));
    if (d->k > 0 && isfinite(cook)) out->cook[i] = cook;
    if (d->n - d->k < 2 || !(rest > 0)) return;
    const double t = (double)(e / sqrtl((1 - hat) * rest / (df - 1)));
    if (isfinite(t)) out->studentised[i] = t;
}

/* Row of the largest in size; n when all are NaN. */
static size_t largest(const double *v, size_t n) {
    size_t at = n;
    for (size_t i = 0; i < n; i++)
        if (!isnan(v[i]) && (at == n || fabs(v[i]) > fabs(v[at]))) at = i;
    return at;
}

/* One row of those that could be: Bonferroni multiplies p by their number. */
static ot_test_result outlier(const ot_diagnosis *d, const ot_diagnostics *out) {
    if (d->n < d->k + 1 + OT_DIAGNOSIS_FEWEST_DF) return ot_test_none(OT_TEST_TOO_FEW);
    if (out->most_studentised == d->n) return ot_test_none(OT_TEST_EXACT);
    const double t = out->studentised[out->most_studentised], df = (double)(d->n - d->k - 1);
    size_t n_candidates = 0;
    for (size_t i = 0; i < d->n; i++)
        n_candidates += isnan(out->studentised[i]) ? 0 : 1;
    const double p = fmin(ot_student_two_sided(t, df) * (double)n_candidates, 1.0);
    return (ot_test_result){t, df, (double)NAN, p, OT_TEST_MADE};
}

void ot_diagnose_influence(const ot_diagnosis *d, ot_diagnostics *out) {
    for (size_t i = 0; i < d->n; i++)
        take_row(d, i, out);
    out->most_leverage = largest(out->leverage, d->n);
    out->most_studentised = largest(out->studentised, d->n);
    out->most_cook = largest(out->cook, d->n);
    if (d->solved.rss > d->exact) out->test[OT_TEST_OUTLIER] = outlier(d, out);
}
