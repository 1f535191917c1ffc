#include <math.h>

#include "regress/diagnostics_core.h"

/* Fitted values about the mean (with a constant), as shares of the largest: the powers then span
 * what those of the fitted values themselves do, without losing digits. 0 when they do not vary. */
static int take_fitted(const ot_diagnosis *d, size_t n_powers) {
    long double mean = 0, largest = 0, size = 0;
    for (size_t i = 0; i < d->n && d->constant < d->k; i++)
        mean += d->y[i] / (long double)d->n;
    for (size_t i = 0; i < d->n; i++) {
        largest = fmaxl(largest, fabsl(d->y[i] - d->solved.residual[i] - mean));
        size = fmaxl(size, fabsl((long double)d->y[i]));
    }
    if (!(largest > 1e-12L * size)) return 0;
    ot_diagnosis_widen(d, n_powers);
    for (size_t i = 0; i < d->n; i++) {
        double *added = ot_diagnosis_added(d, n_powers, i);
        const long double fitted = (d->y[i] - d->solved.residual[i] - mean) / largest;
        added[0] = (double)(fitted * fitted);
        if (n_powers > 1) added[1] = (double)(fitted * fitted * fitted);
        d->left[i] = (double)d->solved.residual[i];
    }
    return 1;
}

/* J. B. Ramsey, Journal of the Royal Statistical Society B 31 (1969), p. 350-371. */
static ot_status reset(const ot_diagnosis *d, size_t n_powers, ot_test_result *out, ot_error *err) {
    const size_t columns = d->k + n_powers;
    if (d->k == (d->constant < d->k ? 1 : 0))
        *out = ot_test_none(OT_TEST_NO_SLOPE);
    else if (d->n < columns + OT_DIAGNOSIS_FEWEST_DF)
        *out = ot_test_none(OT_TEST_TOO_FEW);
    else if (!take_fitted(d, n_powers))
        *out = ot_test_none(OT_TEST_NO_SPREAD);
    else {
        long double rss;
        ot_test_reason reason;
        const ot_status status =
            ot_diagnosis_rss(d->wide, d->left, d->n, columns, &rss, &reason, err);
        *out = reason == OT_TEST_MADE
                   ? ot_test_f(d->solved.rss, rss, n_powers, d->n - columns, d->exact)
                   : ot_test_none(reason);
        return status;
    }
    return OT_OK;
}

static ot_status form(const ot_diagnosis *d, ot_test_result *out, ot_error *err) {
    const ot_status status = reset(d, 2, out, err);
    if (status || (out->reason != OT_TEST_TOO_FEW && out->reason != OT_TEST_DEPENDENT))
        return status;
    return reset(d, 1, out, err);
}

/* G. C. Chow, Econometrica 28 (1960), p. 591-605. */
static ot_status parts(const ot_diagnosis *d, size_t row, ot_test_result *out, ot_error *err) {
    const size_t n = d->n, k = d->k;
    long double first = 0, second = 0;
    ot_test_reason reason = OT_TEST_MADE;
    ot_status status = OT_OK;
    if (k == 0)
        reason = OT_TEST_NO_SLOPE;
    else if (row <= k || n - row <= k)
        reason = OT_TEST_TOO_FEW;
    else
        status = ot_diagnosis_rss(d->x, d->y, row, k, &first, &reason, err);
    if (!status && reason == OT_TEST_MADE)
        status = ot_diagnosis_rss(d->x + row * k, d->y + row, n - row, k, &second, &reason, err);
    *out = reason == OT_TEST_MADE && !status
               ? ot_test_f(d->solved.rss, first + second, k, n - 2 * k, d->exact)
               : ot_test_none(reason);
    return status;
}

/* The same paper: a first part alone predicts the rows of the second. */
static ot_status forecast(const ot_diagnosis *d, size_t row, ot_test_result *out, ot_error *err) {
    long double first = 0;
    ot_test_reason reason = OT_TEST_TOO_FEW;
    ot_status status = OT_OK;
    if (row >= d->k + OT_DIAGNOSIS_FEWEST_DF && row < d->n)
        status = ot_diagnosis_rss(d->x, d->y, row, d->k, &first, &reason, err);
    *out = reason == OT_TEST_MADE && !status
               ? ot_test_f(d->solved.rss, first, d->n - row, row - d->k, d->exact)
               : ot_test_none(reason);
    return status;
}

ot_status ot_diagnose_form(const ot_diagnosis *d, ot_diagnostics *out, ot_error *err) {
    ot_status status = form(d, &out->test[OT_TEST_FORM], err);
    if (!status) status = parts(d, out->break_row, &out->test[OT_TEST_BREAK], err);
    if (status) return status;
    return forecast(d, out->forecast_row, &out->test[OT_TEST_BREAK_FORECAST], err);
}
