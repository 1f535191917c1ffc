/* regression_iv.h -- two-stage least squares, and whether its instruments do their work
 *
 * The first stage projects the regressors on the instruments; the second solves for what they leave
 * of the structural residuals, so that rounding of the projections does not reach the coefficients.
 * Tests as in J. M. Wooldridge, Econometric Analysis of Cross Section and Panel Data, 2nd ed. 2010,
 * ch. 6: J. D. Sargan, Econometrica 26(3), 1958; D.-M. Wu, Econometrica 41(4), 1973, J. A. Hausman,
 * Econometrica 46(6), 1978. */
#ifndef OT_REGRESS_REGRESSION_IV_H
#define OT_REGRESS_REGRESSION_IV_H

#include <stddef.h>

#include "outturn/error.h"
#include "regress/regression.h"

/* NaN: without meaning. */
typedef struct ot_stage_test {
    double value, df1, df2, p; /* df2 NaN: chi-squared with df1; else F */
} ot_stage_test;

typedef struct ot_endogenous {
    size_t column; /* of X */
    ot_stage_test
        excluded;      /* F: the excluded instruments add nothing to the exogenous regressors */
    double partial_r2; /* of what these leave of it, the share that the instruments explain */
} ot_endogenous;

typedef struct ot_first_stage {
    size_t n_instruments; /* independent ones */
    size_t n_endogenous;
    ot_endogenous *endogenous; /* [n_endogenous] */
    ot_stage_test sargan;      /* chi-squared: instruments and residuals are uncorrelated; NaN when
                                * there are no more instruments than coefficients */
    ot_stage_test wu_hausman;  /* F: the endogenous regressors and residuals are uncorrelated */
} ot_first_stage;

void ot_first_stage_clear(ot_first_stage *stage);

/* z [n][m]: all instruments, the exogenous regressors among them; dependent ones are left out.
 * Covariance is s^2 (X' P X)^-1 with s^2 = rss / (n - k); residuals and all statistics are those of
 * y - X b; r2 may be negative; goodness is all NaN. *stage may be NULL.
 * OT_ERR_INPUT    n <= k, a column of x that the others explain, fewer independent instruments than
 *                 coefficients or as many as observations, instruments that do not identify a
 *                 coefficient
 * OT_ERR_NUMERIC  not finite
 * OT_ERR_NOMEM */
ot_status ot_regression_iv(const double *x, const double *y, size_t n, size_t k, const double *z,
                           size_t m, ot_regression *out, ot_first_stage *stage,
                           ot_error *err) OT_CHECK_RESULT;

#endif
