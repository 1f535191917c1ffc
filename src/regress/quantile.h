/* quantile.h -- quantiles at a normal score, relatively exact far into both tails
 *
 * GSL's probabilities are good where its inverses are not: gsl_cdf_tdist_Pinv is half the truth for
 * 1 degree of freedom at a score of -8.5, gsl_cdf_chisq_Qinv for a million of them anywhere, and
 * gsl_cdf_beta_Pinv is NaN for alpha = 300, beta = 0.5 at -2. So the inverses are found here, from
 * GSL's probabilities. NaN when the probability is not finite. */
#ifndef OT_REGRESS_QUANTILE_H
#define OT_REGRESS_QUANTILE_H

#define OT_Z_95     1.959963984540054 /* the 97.5 % point of the normal law */
#define OT_DF_OF_SD 2.0               /* up to here a Student-t has no standard deviation */

typedef struct ot_quantile_point {
    double value, slope; /* slope: by the score */
} ot_quantile_point;

ot_quantile_point ot_student_quantile(double df, double z);

/* sqrt(df / chi-squared), rising in z: the upper tail of sigma is the lower of chi-squared. */
ot_quantile_point ot_inverse_chi_quantile(double df, double z);

/* Of a beta variable from the nearer end: its value for z <= 0, 1 - value for z > 0 (slope too), so
 * that neither end loses digits. */
ot_quantile_point ot_beta_quantile(double alpha, double beta, double z);

#endif
