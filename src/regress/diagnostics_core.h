/* diagnostics_core.h -- what the families of diagnostics share: the regression solved, auxiliary
 * regressions, F */
#ifndef OT_REGRESS_DIAGNOSTICS_CORE_H
#define OT_REGRESS_DIAGNOSTICS_CORE_H

#include <stddef.h>

#include "outturn/error.h"
#include "regress/diagnostics.h"
#include "regress/least_squares.h"

/* A test wants this many degrees of freedom for its residuals: with 1 the 95 % quantile of F is 161
 * and more, so that nothing would ever be found. */
enum { OT_DIAGNOSIS_FEWEST_DF = 2, OT_DIAGNOSIS_MOST_ADDED = 2 };

/* From here on a row is fitted by a coefficient of its own: what 1 - leverage then is, is rounding.
 */
#define OT_DIAGNOSIS_FULL_LEVERAGE (1.0 - 1e-10)

typedef struct ot_diagnosis {
    const double *x, *y;
    size_t n, k;
    size_t constant; /* column, or k */
    ot_test_reason
        reason; /* OT_TEST_MADE, or why there is no regression (then only n and k hold) */
    ot_least_squares solved;
    long double exact;   /* sums of squared residuals up to here are rounding */
    long double *centre; /* [k] means of columns, 0 without a constant; owns the block */
    double *left;        /* [n] left side of an auxiliary regression */
    double *wide;        /* [n][k + OT_DIAGNOSIS_MOST_ADDED] its right side */
} ot_diagnosis;

/* That OLS cannot be had is no failure but a reason. OT_ERR_NUMERIC (input), OT_ERR_NOMEM */
ot_status ot_diagnosis_make(const double *x, const double *y, size_t n, size_t k, ot_diagnosis *out,
                            ot_error *err) OT_CHECK_RESULT;
void ot_diagnosis_clear(ot_diagnosis *d);

/* *rss of y on x; *reason says when there is none. OT_ERR_NOMEM */
ot_status ot_diagnosis_rss(const double *x, const double *y, size_t n, size_t k, long double *rss,
                           ot_test_reason *reason, ot_error *err) OT_CHECK_RESULT;

/* Column j of entry (i, k + j) of the auxiliary right side; its first k are those of x. */
double *ot_diagnosis_added(const ot_diagnosis *d, size_t n_added, size_t i);

/* Copy x into `wide` with n_added columns beside it. */
void ot_diagnosis_widen(const ot_diagnosis *d, size_t n_added);

/* Entry of the hat matrix. */
long double ot_diagnosis_hat(const ot_diagnosis *d, size_t i, size_t j);

/* What is left of the sum of squares without `saved` of it; 0 when that is but rounding. */
long double ot_diagnosis_rest(const ot_diagnosis *d, long double saved);

ot_test_result ot_test_none(ot_test_reason reason);
ot_test_result ot_test_chi_squared(double statistic, double df);

/* F of `added` restrictions that raise the sum of squares from `rss` to `restricted`; sums up to
 * `exact` are none. */
ot_test_result ot_test_f(long double restricted, long double rss, size_t added, size_t df,
                         long double exact);

/* The families. They fill their tests; `d` is a regression that has a solution and residuals.
 * OT_ERR_NOMEM */
ot_status ot_diagnose_residual(const ot_diagnosis *d, ot_test_result *test,
                               ot_error *err) OT_CHECK_RESULT;
ot_status ot_diagnose_form(const ot_diagnosis *d, ot_diagnostics *out,
                           ot_error *err) OT_CHECK_RESULT;
void ot_diagnose_influence(const ot_diagnosis *d, ot_diagnostics *out);
/* Also of an exact fit. OT_ERR_NOMEM */
ot_status ot_diagnose_collinearity(const ot_diagnosis *d, ot_diagnostics *out,
                                   ot_error *err) OT_CHECK_RESULT;

#endif
