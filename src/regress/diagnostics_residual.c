#include <math.h>

#include <gsl/gsl_sort.h>

#include "regress/diagnostics_core.h"
#include "regress/shapiro_wilk.h"

/* Fitted residuals are not quite independent, so that W's law is an approximation here too; with 1
 * degree of freedom their shape is that of X, and they tell nothing. */
static ot_test_result normality(const ot_diagnosis *d) {
    if (d->n < OT_SHAPIRO_WILK_FEWEST || d->n - d->k < OT_DIAGNOSIS_FEWEST_DF)
        return ot_test_none(OT_TEST_TOO_FEW);
    if (d->n > OT_SHAPIRO_WILK_MOST) return ot_test_none(OT_TEST_OUT_OF_RANGE);
    for (size_t i = 0; i < d->n; i++)
        d->left[i] = (double)d->solved.residual[i];
    gsl_sort(d->left, 1, d->n);
    const ot_shapiro_wilk s = ot_shapiro_wilk_of(d->left, d->n);
    if (isnan(s.p)) return ot_test_none(OT_TEST_NO_SPREAD);
    return (ot_test_result){s.w, (double)NAN, (double)NAN, s.p, OT_TEST_MADE};
}

/* C. M. Jarque, A. K. Bera, Economics Letters 6 (1980), p. 255-259; about the residuals' mean. */
static ot_test_result moments(const ot_diagnosis *d) {
    const long double n = (long double)d->n;
    long double mean = 0, second = 0, third = 0, fourth = 0;
    if (d->n - d->k < OT_DIAGNOSIS_FEWEST_DF) return ot_test_none(OT_TEST_TOO_FEW);
    for (size_t i = 0; i < d->n; i++)
        mean += d->solved.residual[i] / n;
    for (size_t i = 0; i < d->n; i++) {
        const long double e = d->solved.residual[i] - mean, square = e * e;
        second += square / n;
        third += square * e / n;
        fourth += square * square / n;
    }
    if (!(second * n > d->exact)) return ot_test_none(OT_TEST_NO_SPREAD);
    const long double skewness = third / (second * sqrtl(second));
    const long double excess = fourth / (second * second) - 3;
    const double statistic = (double)(n / 6 * (skewness * skewness + excess * excess / 4));
    ot_test_result r = ot_test_none(OT_TEST_LARGE_SAMPLE);
    if (!isfinite(statistic)) return ot_test_none(OT_TEST_NOT_FINITE);
    r.statistic = statistic;
    r.df1 = 2.0;
    return r;
}

/* T. S. Breusch, Australian Economic Papers 17 (1978), p. 334-355; L. G. Godfrey, Econometrica 46
 * (1978), p. 1293-1301. The residuals on x and their own lags; those before the sample are 0. */
static ot_status autocorrelation(const ot_diagnosis *d, size_t order, ot_test_result *out,
                                 ot_error *err) {
    const size_t n = d->n, columns = d->k + order;
    if (n < columns + OT_DIAGNOSIS_FEWEST_DF) {
        *out = ot_test_none(OT_TEST_TOO_FEW);
        return OT_OK;
    }
    ot_diagnosis_widen(d, order);
    for (size_t i = 0; i < n; i++) {
        double *lag = ot_diagnosis_added(d, order, i);
        d->left[i] = (double)d->solved.residual[i];
        for (size_t l = 1; l <= order; l++)
            lag[l - 1] = i >= l ? (double)d->solved.residual[i - l] : 0.0;
    }
    long double rss;
    ot_test_reason reason;
    const ot_status status = ot_diagnosis_rss(d->wide, d->left, n, columns, &rss, &reason, err);
    *out = reason == OT_TEST_MADE ? ot_test_f(d->solved.rss, rss, order, n - columns, d->exact)
                                  : ot_test_none(reason);
    return status;
}

/* rss of squared residuals, already in `left`, on x and a constant. Where x spans the constant
 * without having it, as indicators of groups do, the constant is not added. */
static ot_status spread_on_x(const ot_diagnosis *d, size_t *columns, long double *rss,
                             ot_test_reason *reason, ot_error *err) {
    *columns = d->k;
    if (d->constant == d->k) {
        ot_diagnosis_widen(d, 1);
        for (size_t i = 0; i < d->n; i++)
            *ot_diagnosis_added(d, 1, i) = 1.0;
        const ot_status status =
            ot_diagnosis_rss(d->wide, d->left, d->n, d->k + 1, rss, reason, err);
        *columns = d->k + 1;
        if (status || *reason != OT_TEST_DEPENDENT) return status;
        *columns = d->k;
    }
    return ot_diagnosis_rss(d->x, d->left, d->n, d->k, rss, reason, err);
}

/* Squared residuals, as shares of their mean; their sum of squares about it. */
static long double take_spread(const ot_diagnosis *d) {
    const long double mean = d->solved.rss / (long double)d->n;
    long double total = 0;
    for (size_t i = 0; i < d->n; i++) {
        const long double e = d->solved.residual[i], spread = e * e / mean - 1;
        d->left[i] = (double)spread;
        total += spread * spread;
    }
    return total;
}

/* T. S. Breusch, A. R. Pagan, Econometrica 47 (1979), p. 1287-1294; R. Koenker, Journal of
 * Econometrics 17 (1981), p. 107-112: n times R2 of the squared residuals on x. */
static ot_status heteroscedasticity(const ot_diagnosis *d, ot_test_result *chi, ot_test_result *f,
                                    ot_error *err) {
    const long double total = take_spread(d), exact = 1e-20L * (long double)d->n;
    const size_t least = d->constant < d->k ? d->k : d->k + 1; /* columns */
    size_t columns = 0;
    long double rss = 0;
    ot_test_reason reason = OT_TEST_MADE;
    ot_status status = OT_OK;
    if (least < 2)
        reason = OT_TEST_NO_SLOPE;
    else if (d->n < least + OT_DIAGNOSIS_FEWEST_DF)
        reason = OT_TEST_TOO_FEW;
    else if (!(total > exact))
        reason = OT_TEST_NO_SPREAD;
    else
        status = spread_on_x(d, &columns, &rss, &reason, err);
    if (!status && reason == OT_TEST_MADE && columns < 2) reason = OT_TEST_NO_SLOPE;
    *chi = *f = ot_test_none(reason);
    if (status || reason != OT_TEST_MADE) return status;
    const long double explained = fmaxl(1 - rss / total, 0);
    *chi = ot_test_chi_squared((double)(explained * (long double)d->n), (double)(columns - 1));
    *f = ot_test_f(total, rss, columns - 1, d->n - columns, exact);
    return OT_OK;
}

ot_status ot_diagnose_residual(const ot_diagnosis *d, ot_test_result *test, ot_error *err) {
    test[OT_TEST_NORMALITY] = normality(d);
    test[OT_TEST_MOMENTS] = moments(d);
    ot_status status = autocorrelation(d, 1, &test[OT_TEST_AUTOCORRELATION_1], err);
    if (!status) status = autocorrelation(d, 2, &test[OT_TEST_AUTOCORRELATION_2], err);
    if (status) return status;
    return heteroscedasticity(d, &test[OT_TEST_HETEROSCEDASTICITY],
                              &test[OT_TEST_HETEROSCEDASTICITY_F], err);
}
