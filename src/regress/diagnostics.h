/* diagnostics.h -- what may be wrong with a linear regression on few points: tests, influence,
 * collinearity
 *
 * Everything is of least squares, also where the equation itself has priors: the tests' laws are
 * known of no other residuals. Rows are taken to follow one another in time. x is [n][k], row by
 * row. Small-sample forms (F, Student-t) are preferred; a test that leaves itself fewer than 2
 * degrees of freedom, where F must pass 161 to say anything, is not made. */
#ifndef OT_REGRESS_DIAGNOSTICS_H
#define OT_REGRESS_DIAGNOSTICS_H

#include <stddef.h>

#include "outturn/error.h"

#define OT_TEST_LEVEL 0.05 /* below it a test fails, here, in the verdict and in reports */

typedef enum ot_test {
    OT_TEST_NORMALITY,            /* Shapiro and Wilk's W; no degrees of freedom */
    OT_TEST_MOMENTS,              /* Jarque and Bera; its law is of large samples: no p */
    OT_TEST_AUTOCORRELATION_1,    /* Breusch and Godfrey's F of order 1; residuals before the */
    OT_TEST_AUTOCORRELATION_2,    /*   sample are 0; order 2 */
    OT_TEST_HETEROSCEDASTICITY,   /* Breusch and Pagan as studentised by Koenker: chi-squared */
    OT_TEST_HETEROSCEDASTICITY_F, /* the same auxiliary regression, by F */
    OT_TEST_FORM,  /* Ramsey's RESET, F: powers 2 and 3 of the fitted values; 2 alone (df1 1)
                    * where observations are short or 3 tells nothing more */
    OT_TEST_BREAK, /* Chow's F of two parts with coefficients of their own */
    OT_TEST_BREAK_FORECAST, /* Chow's F of the last part being predicted by the first */
    OT_TEST_OUTLIER,        /* the largest externally studentised residual; Bonferroni's p */
    OT_N_TESTS
} ot_test;

/* Why a test has no p value. */
typedef enum ot_test_reason {
    OT_TEST_MADE,
    OT_TEST_TOO_FEW,   /* observations */
    OT_TEST_EXACT,     /* no residual is left to test, or to test against */
    OT_TEST_DEPENDENT, /* columns of the regression, of a part of it, or those that the test adds,
                        * are explained by others */
    OT_TEST_NO_SLOPE,  /* the test is about slopes, and there are none */
    OT_TEST_NO_SPREAD, /* what the test looks at is the same in all observations */
    OT_TEST_OUT_OF_RANGE, /* of the method's tables: Shapiro-Wilk beyond 5000 observations */
    OT_TEST_LARGE_SAMPLE, /* a statistic whose law is known of large samples only */
    OT_TEST_NOT_FINITE,
    OT_N_TEST_REASONS
} ot_test_reason;

/* NaN: there is none. */
typedef struct ot_test_result {
    double statistic, df1, df2, p;
    ot_test_reason reason;
} ot_test_result;

typedef struct ot_diagnostics {
    size_t n, k;
    ot_test_result test[OT_N_TESTS];
    size_t break_row, forecast_row; /* first row of the second part of both break tests */
    double *leverage;    /* [n] diagonal of the hat matrix; owns the block of all arrays */
    double *studentised; /* [n] externally; NaN: leverage 1, or all others fit exactly */
    double *cook;        /* [n] Cook's distance; NaN: leverage 1, or no residual */
    double *vif;         /* [k] variance inflation; NaN of the constant */
    size_t most_leverage, most_studentised, most_cook; /* rows; n where there is none */
    double condition; /* number of X with columns of length 1, constant included, not centred */
} ot_diagnostics;

void ot_diagnostics_clear(ot_diagnostics *d);

/*
 * break_row: the first row of the second part, for both break tests; 0: the middle (n / 2) for
 * OT_TEST_BREAK, and for OT_TEST_BREAK_FORECAST the last quarter, of at least one row. Variance
 * inflation is about the mean with a constant column (any that does not change), else about 0: a
 * constant that is given, not estimated, is no column. What cannot be had is NaN, with a reason.
 *
 * OT_ERR_INPUT    break_row is not below n
 * OT_ERR_NUMERIC  a number of x or y is not finite
 * OT_ERR_NOMEM    memory
 */
ot_status ot_diagnostics_make(const double *x, const double *y, size_t n, size_t k,
                              size_t break_row, ot_diagnostics *out, ot_error *err) OT_CHECK_RESULT;

/* Tests made and those with p below the level, one of each family, since the members of a family
 * fail together: normality, autocorrelation of order 1, heteroscedasticity by F, form, break (by
 * forecast where the second part is too short for its own coefficients), outlier. */
void ot_diagnostics_count(const ot_diagnostics *d, double level, size_t *n_made, size_t *n_failed);

#endif
