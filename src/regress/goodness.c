#include "regress/goodness.h"

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>

ot_goodness ot_goodness_none(void) {
    const double none = (double)NAN;
    return (ot_goodness){none, none, none, none, none, none, none};
}

/* sigma^2 is rss / n where the likelihood is largest. */
static void fill_likelihood(ot_goodness *g, long double rss, size_t n, size_t k) {
    const double size = (double)n, parameters = (double)k + 1.0;
    const double variance = (double)(rss / (long double)n), left = size - parameters - 1.0;
    g->log_likelihood = -0.5 * size * (log(2.0 * M_PI) + 1.0 + log(variance));
    g->aic = 2.0 * (parameters - g->log_likelihood);
    g->bic = log(size) * parameters - 2.0 * g->log_likelihood;
    if (left > 0.0) g->aicc = g->aic + 2.0 * parameters * (parameters + 1.0) / left;
}

static void fill_f(ot_goodness *g, long double rss, long double tss, size_t n, size_t k) {
    const double slopes = (double)k - 1.0, df = (double)n - (double)k;
    g->f_df = slopes;
    g->f = (double)((tss - rss) / slopes / (rss / df));
    g->f = g->f > 0.0 ? g->f : 0.0; /* rounding */
    g->f_p = gsl_cdf_fdist_Q(g->f, slopes, df);
}

ot_goodness ot_goodness_make(long double rss, long double tss, size_t n, size_t k,
                             int has_constant) {
    ot_goodness g = ot_goodness_none();
    if (n == 0 || !(rss > 0)) return g;
    fill_likelihood(&g, rss, n, k);
    if (has_constant && k > 1 && n > k) fill_f(&g, rss, tss, n, k);
    return g;
}

double ot_student_two_sided(double t, double df) {
    if (!isfinite(t) || !(df > 0.0)) return (double)NAN;
    /* I(df / (df + t^2); df / 2, 1 / 2) (Abramowitz and Stegun 1964, 26.7.1): gsl_cdf_tdist_Q
     * loses digits far out, where df is above 30. */
    return gsl_cdf_beta_P(df / (df + t * t), df / 2.0, 0.5);
}
