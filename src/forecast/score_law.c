/* Closed forms: A. Jordan, F. Krueger, S. Lerch, J. Stat. Softw. 90(12), 2019, appendix A. */
#include <math.h>

#include <gsl/gsl_sf_gamma.h>

#include "base/normal.h"
#include "forecast/score.h"
#include "regress/goodness.h"

static const double LOG_ROOT_TWO_PI = 0.91893853320467274178;
static const double ROOT_PI = 1.77245385090551602730;

static double normal_density(double z) { return exp(-z * z / 2.0 - LOG_ROOT_TWO_PI); }

double ot_score_crps_normal(double mean, double sd, double y) {
    if (!(sd > 0.0)) return fabs(y - mean);
    const double z = (y - mean) / sd;
    return sd * (z * erf(z / sqrt(2.0)) + 2.0 * normal_density(z) - 1.0 / ROOT_PI);
}

double ot_score_log_normal(double mean, double sd, double y) {
    const double z = (y - mean) / sd;
    return LOG_ROOT_TWO_PI + log(sd) + z * z / 2.0;
}

double ot_score_crps_student(double df, double scale, double y) {
    if (!(df > 1.0)) return (double)NAN; /* it has no mean */
    const double z = y / scale, half = df / 2.0;
    const double between = z < 0.0 ? ot_student_two_sided(z, df) - 1.0 /* 2 F(z) - 1 */
                                   : 1.0 - ot_student_two_sided(z, df);
    const double density =
        exp(-(half + 0.5) * log1p(z * z / df) - gsl_sf_lnbeta(0.5, half) - log(df) / 2.0);
    const double spread = exp(gsl_sf_lnbeta(0.5, df - 0.5) - 2.0 * gsl_sf_lnbeta(0.5, half));
    return scale * (z * between + 2.0 * density * (df + z * z) / (df - 1.0) -
                    2.0 * sqrt(df) / (df - 1.0) * spread);
}

double ot_score_crps_lognormal(double mean_log, double sd_log, double y) {
    const double mean = exp(mean_log + sd_log * sd_log / 2.0);
    const double z = y > 0.0 ? (log(y) - mean_log) / sd_log : -(double)INFINITY;
    const double below = ot_normal_below(z), weighed = ot_normal_below(z - sd_log);
    return y * (2.0 * below - 1.0) -
           2.0 * mean * (weighed + ot_normal_below(sd_log / sqrt(2.0)) - 1.0);
}

double ot_score_crps_uniform(double low, double high, double y) {
    const double width = high - low, z = (y - low) / width;
    const double inside = fmin(fmax(z, 0.0), 1.0);
    return width * (fabs(z - inside) + inside * inside - inside + 1.0 / 3.0);
}
