#include "regress/quantile.h"

#include <float.h>
#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>

/* From here on the expansions in 1 / df are exact to 1e-11 for scores up to 8.5. */
static const double MANY = 1e5;

/* Newton's error after a step is about its square: after this one nothing is left of it. */
static const double LAST_STEP = 1e-8;
enum { MOST_STEPS = 200 };

/* One tail of a positive variable: probability(x, a, b) rises (sign 1) or falls (sign -1) in x. */
struct tail {
    double (*probability)(double x, double a, double b);
    double (*density)(double x, double a, double b);
    double a, b, sign;
    double low, high; /* bracket of log x */
};

/* The x at which the tail has probability exp(log_p). On the scale of log x, log probability is
 * nearly straight far out, so that Newton's steps, kept in a bracket, are few. */
static double invert(struct tail t, double log_p, double guess) {
    double u = fmin(fmax(guess, t.low), t.high);
    for (int i = 0; i < MOST_STEPS; i++) {
        const double x = exp(u), p = t.probability(x, t.a, t.b);
        if (isnan(p)) return (double)NAN;
        const double excess = t.sign * (log(p) - log_p);
        if (excess < 0.0)
            t.low = u;
        else
            t.high = u;
        const double slope = x * t.density(x, t.a, t.b) / p, to = u - excess / slope;
        const int is_newton = to > t.low && to < t.high;
        const double next = is_newton ? to : t.low + (t.high - t.low) / 2;
        const double enough = is_newton ? LAST_STEP * fmin(fabs(u), 1.0) : 0.0; /* log 1 is 0 */
        if (fabs(next - u) <= fmax(enough, DBL_EPSILON)) return exp(next);
        u = next;
    }
    return exp(u);
}

static double chi_lower(double x, double df, double unused) {
    (void)unused;
    return gsl_cdf_chisq_P(x, df);
}
static double chi_upper(double x, double df, double unused) {
    (void)unused;
    return gsl_cdf_chisq_Q(x, df);
}
static double chi_density(double x, double df, double unused) {
    (void)unused;
    return gsl_ran_chisq_pdf(x, df);
}

static const double SMALLEST_LOG = -708.0; /* just above log(DBL_MIN) */

/* log of a beta variable's quantile by the leading term of its probability, x^a / (a B(a, b)). */
static double beta_guess(double a, double b, double log_p) {
    return (log_p + log(a) + gsl_sf_lnbeta(a, b)) / a;
}

static double beta_lower(double a, double b, double log_p) {
    const struct tail t = {gsl_cdf_beta_P, gsl_ran_beta_pdf, a, b, 1.0, SMALLEST_LOG, 0.0};
    const double guess = beta_guess(a, b, log_p);
    return guess < SMALLEST_LOG ? 0.0 : invert(t, log_p, guess);
}

static double log_lower_tail(double z) { return log(gsl_cdf_ugaussian_P(-fabs(z))); }

/* Cornish and Fisher, Revue de l'Institut International de Statistique 5 (1938), p. 307-320; as in
 * Abramowitz and Stegun (1964), 26.7.5. */
static double student_expansion(double df, double z) {
    const double z2 = z * z, z3 = z * z2, z5 = z3 * z2;
    return z + (z3 + z) / (4.0 * df) + (5.0 * z5 + 16.0 * z3 + 3.0 * z) / (96.0 * df * df);
}

/* x = df / (df + t^2) is beta(df / 2, 1 / 2); near the centre 1 - x keeps the digits instead. */
static double student_above(double df, double z) {
    const double centre = 0.7;
    if (df >= MANY) return student_expansion(df, z);
    if (z < centre) {
        const double within = log(erf(z * M_SQRT1_2)), w = beta_lower(0.5, df / 2, within);
        return sqrt(df * w / (1.0 - w));
    }
    const double x = beta_lower(df / 2, 0.5, M_LN2 + log_lower_tail(z));
    return sqrt(df * (1.0 - x) / x);
}

ot_quantile_point ot_student_quantile(double df, double z) {
    const double t = fabs(z) > 0.0 ? copysign(student_above(df, fabs(z)), z) : 0.0;
    return (ot_quantile_point){t, gsl_ran_ugaussian_pdf(z) / gsl_ran_tdist_pdf(t, df)};
}

/* The same, in the terms of H. Goldberg and H. Levine, Annals of Mathematical Statistics 17 (1946),
 * p. 216-225. */
static double chi_expansion(double df, double z) {
    const double r = sqrt(2.0 * df), z2 = z * z, z3 = z * z2, z5 = z3 * z2;
    return df + z * r + 2.0 / 3.0 * (z2 - 1.0) + (z3 - 7.0 * z) / (9.0 * r) -
           (6.0 * z2 * z2 + 14.0 * z2 - 32.0) / (405.0 * df) +
           (9.0 * z5 + 256.0 * z3 - 433.0 * z) / (4860.0 * r * df);
}

ot_quantile_point ot_inverse_chi_quantile(double df, double z) {
    double x;
    if (df >= MANY) {
        x = chi_expansion(df, -z);
    } else {
        const double log_p = log_lower_tail(z), high = log(df + 200.0 + 20.0 * sqrt(2.0 * df));
        const int is_lower = z > 0.0;
        const struct tail t = {is_lower ? chi_lower : chi_upper,
                               chi_density,
                               df,
                               0.0,
                               is_lower ? 1.0 : -1.0,
                               SMALLEST_LOG,
                               high};
        const double small = (log_p + gsl_sf_lngamma(df / 2.0 + 1.0)) * 2.0 / df + M_LN2;
        x = is_lower && small < SMALLEST_LOG ? 0.0 : invert(t, log_p, is_lower ? small : log(df));
    }
    const double value = sqrt(df / x), slope = gsl_ran_ugaussian_pdf(z) / gsl_ran_chisq_pdf(x, df);
    return (ot_quantile_point){value, slope * value / (2.0 * x)};
}

ot_quantile_point ot_beta_quantile(double alpha, double beta, double z) {
    const double a = z > 0.0 ? beta : alpha, b = z > 0.0 ? alpha : beta;
    const double x = beta_lower(a, b, log_lower_tail(z));
    const double density = x > 0.0 && x < 1.0 ? gsl_ran_beta_pdf(x, a, b) : INFINITY;
    return (ot_quantile_point){x, copysign(gsl_ran_ugaussian_pdf(z) / density, -z)};
}
