/* goodness.h -- how well least squares fits as a whole: likelihood, information criteria, F, p
 * values
 *
 * As R's logLik, AIC, BIC and summary.lm have them: residuals are normal, the parameters are the k
 * coefficients and sigma. AICc: C. M. Hurvich, C.-L. Tsai, Biometrika 76(2), 1989, p. 297-307. */
#ifndef OT_REGRESS_GOODNESS_H
#define OT_REGRESS_GOODNESS_H

#include <stddef.h>

/* NaN: without meaning. */
typedef struct ot_goodness {
    double log_likelihood; /* at its maximum */
    double aic, bic, aicc; /* the smaller the better */
    double f, f_df, f_p; /* all slopes are 0: statistic, k - 1, P(F > f); the second df is n - k */
} ot_goodness;

/* Of what least squares never saw. */
ot_goodness ot_goodness_none(void);

/* `tss` is the sum of squares about the mean. Without residuals (rss 0) nothing has a meaning;
 * without a constant among the k columns or slopes beside it F has none, and without more
 * observations than k + 2 AICc has none. */
ot_goodness ot_goodness_make(long double rss, long double tss, size_t n, size_t k,
                             int has_constant);

/* P(|T| > |t|) of a Student-t; NaN where t is, or without degrees of freedom. */
double ot_student_two_sided(double t, double df);

#endif
