#include "regress/diagnostics.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>

#include "regress/diagnostics_core.h"
#include "regress/regression_core.h"

/* Residuals that are this small a share of the left side are rounding. */
static const long double EXACT = 1e-12L;
/* A difference of sums of squares below this share of them too: the hat matrix has some 14 digits.
 */
static const long double CANCELLED = 1e-12L;

static ot_status no_memory(ot_error *err, size_t n, size_t k) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory to diagnose a regression on %zu by %zu numbers",
                   "内存不足以诊断 %zu 行 %zu 列的回归", n, k);
}

ot_test_result ot_test_none(ot_test_reason reason) {
    const double none = (double)NAN;
    return (ot_test_result){none, none, none, none, reason};
}

ot_test_result ot_test_chi_squared(double statistic, double df) {
    const double p = gsl_cdf_chisq_Q(statistic, df);
    if (!isfinite(statistic) || !isfinite(p)) return ot_test_none(OT_TEST_NOT_FINITE);
    return (ot_test_result){statistic, df, (double)NAN, p, OT_TEST_MADE};
}

ot_test_result ot_test_f(long double restricted, long double rss, size_t added, size_t df,
                         long double exact) {
    if (!(rss > exact)) return ot_test_none(OT_TEST_EXACT);
    const double df1 = (double)added, df2 = (double)df;
    const double f = (double)(fmaxl(restricted - rss, 0) / df1 / (rss / df2));
    /* I(df2 / (df2 + df1 f); df2 / 2, df1 / 2) (Abramowitz and Stegun 1964, 26.6.2) */
    const double p = gsl_cdf_beta_P(df2 / (df2 + df1 * f), df2 / 2.0, df1 / 2.0);
    if (!isfinite(f) || !isfinite(p)) return ot_test_none(OT_TEST_NOT_FINITE);
    return (ot_test_result){f, df1, df2, p, OT_TEST_MADE};
}

/* Why a regression has no solution. Want of memory alone is a failure. */
static ot_status to_reason(ot_status status, size_t n, size_t k, ot_test_reason *reason,
                           ot_error *err) {
    *reason = OT_TEST_MADE;
    if (status == OT_ERR_NOMEM) return no_memory(err, n, k);
    if (status) *reason = status == OT_ERR_INPUT ? OT_TEST_DEPENDENT : OT_TEST_NOT_FINITE;
    return OT_OK;
}

ot_status ot_diagnosis_rss(const double *x, const double *y, size_t n, size_t k, long double *rss,
                           ot_test_reason *reason, ot_error *err) {
    const ot_least_squares_input in = {.x = x, .y = y, .n = n, .k = k};
    ot_least_squares solved = {0};
    const ot_status status = ot_least_squares_solve(&in, &solved, NULL, NULL);
    *rss = solved.rss;
    if (!status) ot_least_squares_clear(&solved);
    return to_reason(status, n, k, reason, err);
}

static ot_status room(ot_diagnosis *d, ot_error *err) {
    const size_t wide = d->n * (d->k + OT_DIAGNOSIS_MOST_ADDED); /* the solver had more */
    d->centre = calloc(1, (d->k + 1) * sizeof *d->centre + (d->n + wide) * sizeof *d->left);
    if (!d->centre) return no_memory(err, d->n, d->k);
    d->left = (double *)(void *)(d->centre + d->k + 1);
    d->wide = d->left + d->n;
    return OT_OK;
}

static void take_centre(ot_diagnosis *d) {
    for (size_t j = 0; j < d->k && d->constant < d->k; j++) {
        for (size_t i = 0; i < d->n; i++)
            d->centre[j] += d->x[i * d->k + j];
        d->centre[j] /= (long double)d->n;
    }
}

ot_status ot_diagnosis_make(const double *x, const double *y, size_t n, size_t k, ot_diagnosis *out,
                            ot_error *err) {
    const ot_least_squares_input in = {.x = x, .y = y, .n = n, .k = k};
    ot_diagnosis d = {.x = x, .y = y, .n = n, .k = k, .reason = OT_TEST_TOO_FEW};
    ot_status status = ot_regression_check(&in, err);
    if (!status && n > k) {
        status = ot_least_squares_solve(&in, &d.solved, NULL, NULL);
        status = to_reason(status, n, k, &d.reason, err);
        if (!status && d.reason == OT_TEST_MADE) status = room(&d, err);
    }
    if (!status && d.reason == OT_TEST_MADE) {
        d.constant = ot_constant_column(x, n, k);
        take_centre(&d);
        for (size_t i = 0; i < n; i++)
            d.exact += (long double)y[i] * y[i];
        d.exact *= EXACT * EXACT;
    }
    if (status)
        ot_diagnosis_clear(&d);
    else
        *out = d;
    return status;
}

void ot_diagnosis_clear(ot_diagnosis *d) {
    ot_least_squares_clear(&d->solved);
    free(d->centre);
    *d = (ot_diagnosis){0};
}

double *ot_diagnosis_added(const ot_diagnosis *d, size_t n_added, size_t i) {
    return d->wide + i * (d->k + n_added) + d->k;
}

void ot_diagnosis_widen(const ot_diagnosis *d, size_t n_added) {
    for (size_t i = 0; i < d->n; i++)
        for (size_t j = 0; j < d->k; j++)
            d->wide[i * (d->k + n_added) + j] = d->x[i * d->k + j];
}

/* About the means: the constant's row of the inverse would cancel most of the digits. */
long double ot_diagnosis_hat(const ot_diagnosis *d, size_t i, size_t j) {
    const size_t k = d->k;
    long double hat = d->constant < k ? 1 / (long double)d->n : 0;
    for (size_t a = 0; a < k; a++) {
        long double sum = 0;
        for (size_t b = 0; b < k && a != d->constant; b++)
            if (b != d->constant)
                sum += d->solved.inverse[a * k + b] * (d->x[j * k + b] - d->centre[b]);
        hat += sum * (d->x[i * k + a] - d->centre[a]);
    }
    return hat;
}

long double ot_diagnosis_rest(const ot_diagnosis *d, long double saved) {
    const long double rest = d->solved.rss - saved;
    return rest > fmaxl(d->exact, CANCELLED * d->solved.rss) ? rest : 0;
}

void ot_diagnostics_clear(ot_diagnostics *d) {
    free(d->leverage);
    *d = (ot_diagnostics){0};
}

static ot_status diagnostics_alloc(ot_diagnostics *d, size_t n, size_t k, ot_error *err) {
    *d = (ot_diagnostics){.n = n, .k = k};
    if (n > SIZE_MAX / 64 || k > SIZE_MAX / 64) return no_memory(err, n, k);
    d->leverage = calloc(3 * n + k + 1, sizeof *d->leverage);
    if (!d->leverage) return no_memory(err, n, k);
    d->studentised = d->leverage + n;
    d->cook = d->studentised + n;
    d->vif = d->cook + n;
    for (size_t i = 0; i < 3 * n + k; i++)
        d->leverage[i] = (double)NAN;
    d->most_leverage = d->most_studentised = d->most_cook = n;
    d->condition = (double)NAN;
    return OT_OK;
}

static void refuse_all(ot_diagnostics *d, ot_test_reason reason) {
    for (int i = 0; i < OT_N_TESTS; i++)
        d->test[i] = ot_test_none(reason);
}

static void choose_parts(ot_diagnostics *d, size_t break_row) {
    const size_t quarter = d->n / 4 > 0 ? d->n / 4 : 1;
    d->break_row = break_row > 0 ? break_row : d->n / 2;
    d->forecast_row = break_row > 0 || d->n == 0 ? break_row : d->n - quarter;
}

static ot_status fill(const ot_diagnosis *s, ot_diagnostics *d, ot_error *err) {
    ot_status status = OT_OK;
    if (s->reason == OT_TEST_MADE) status = ot_diagnose_collinearity(s, d, err);
    if (status) return status;
    const int is_exact = s->reason == OT_TEST_MADE && !(s->solved.rss > s->exact);
    refuse_all(d, is_exact ? OT_TEST_EXACT : s->reason);
    if (s->reason != OT_TEST_MADE) return OT_OK;
    ot_diagnose_influence(s, d);
    if (is_exact) return OT_OK;
    status = ot_diagnose_residual(s, d->test, err);
    return status ? status : ot_diagnose_form(s, d, err);
}

ot_status ot_diagnostics_make(const double *x, const double *y, size_t n, size_t k,
                              size_t break_row, ot_diagnostics *out, ot_error *err) {
    if (break_row > 0 && break_row >= n)
        return ot_fail(err, OT_ERR_INPUT, "a break before row %zu of %zu leaves no second part",
                       "在第 %zu 行（共 %zu 行）之前分段，后一段没有观测值", break_row + 1, n);
    ot_diagnosis solved = {0};
    ot_diagnostics d = {0};
    ot_status status = ot_diagnosis_make(x, y, n, k, &solved, err);
    if (!status) status = diagnostics_alloc(&d, n, k, err);
    if (!status) {
        choose_parts(&d, break_row);
        status = fill(&solved, &d, err);
    }
    ot_diagnosis_clear(&solved);
    if (status)
        ot_diagnostics_clear(&d);
    else
        *out = d;
    return status;
}

void ot_diagnostics_count(const ot_diagnostics *d, double level, size_t *n_made, size_t *n_failed) {
    const int is_break = d->test[OT_TEST_BREAK].reason == OT_TEST_MADE;
    const ot_test one_of_each[] = {
        OT_TEST_NORMALITY,
        OT_TEST_AUTOCORRELATION_1,
        OT_TEST_HETEROSCEDASTICITY_F,
        OT_TEST_FORM,
        is_break ? OT_TEST_BREAK : OT_TEST_BREAK_FORECAST,
        OT_TEST_OUTLIER,
    };
    *n_made = *n_failed = 0;
    for (size_t i = 0; i < sizeof one_of_each / sizeof *one_of_each; i++) {
        const ot_test_result *r = &d->test[one_of_each[i]];
        if (r->reason == OT_TEST_MADE) ++*n_made;
        if (r->reason == OT_TEST_MADE && r->p < level) ++*n_failed;
    }
}
