#include "assess/sample.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "simulate/bins.h"

static const double QUARTER = 0.25, ROUNDING = 1e-12;

static void forget(ot_sample *s, const ot_sample_plan *plan) {
    for (size_t i = 0; i < plan->n_p; i++)
        s->value[i] = s->error[i] = NAN;
}

/* GSL's sort leaves data with NaN unordered: only finite values reach it. */
static size_t keep_finite(double *x, size_t n) {
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (isfinite(x[i])) x[kept++] = x[i];
    return kept;
}

ot_status ot_sample_begin(ot_sample *s, const ot_sample_plan *plan, double *pilot, size_t n,
                          uint64_t draws, ot_error *err) {
    s->h = NULL;
    s->n = s->nonfinite = 0;
    s->is_rough = 0;
    forget(s, plan);
    const size_t kept = keep_finite(pilot, n);
    if (kept == 0) return OT_OK;
    if (n < draws) return ot_histogram_new(pilot, kept, plan->n_bins, plan->coarse, &s->h, err);
    gsl_sort(pilot, 1, kept);
    for (size_t i = 0; i < plan->n_p; i++) {
        s->value[i] = gsl_stats_quantile_from_sorted_data(pilot, 1, kept, plan->p[i]);
        s->error[i] = 0.0;
    }
    return OT_OK;
}

void ot_sample_fetch(const ot_sample *s) {
    if (s->h) ot_bins_fetch(s->h);
}

void ot_sample_add(ot_sample *s, const double *value, size_t n) {
    s->n += n;
    if (s->h) {
        ot_histogram_add(s->h, value, n);
        return;
    }
    for (size_t i = 0; i < n; i++)
        s->nonfinite += isfinite(value[i]) ? 0 : 1;
}

ot_status ot_sample_copy(const ot_sample *s, ot_sample *out, ot_error *err) {
    ot_sample copy = *s;
    copy.h = NULL;
    const ot_status status = s->h ? ot_histogram_copy(s->h, &copy.h, err) : OT_OK;
    if (!status) *out = copy;
    return status;
}

ot_status ot_sample_merge(ot_sample *into, const ot_sample *from, ot_error *err) {
    into->n += from->n;
    into->nonfinite += from->nonfinite;
    return into->h ? ot_histogram_merge(into->h, from->h, err) : OT_OK;
}

/* Half of how far the quantile moves when its probability moves a standard error either way; a
 * rounding error is no error. */
static ot_status is_rough_at(const ot_histogram *h, double p, const ot_quantile *q, int *out,
                             ot_error *err) {
    const double step = sqrt(p * (1.0 - p) / (double)ot_histogram_n(h));
    ot_quantile low, high;
    ot_status status = ot_histogram_quantile(h, fmax(p - step, 0.0), &low, err);
    if (!status) status = ot_histogram_quantile(h, fmin(p + step, 1.0), &high, err);
    if (!status)
        *out = q->error > QUARTER * (high.value - low.value) / 2 &&
               q->error > ROUNDING * fabs(q->value);
    return status;
}

ot_status ot_sample_end(ot_sample *s, const ot_sample_plan *plan, ot_error *err) {
    if (!s->h) return OT_OK;
    s->nonfinite = ot_histogram_n_nonfinite(s->h);
    if (ot_histogram_n(s->h) == 0) return OT_OK;
    for (size_t i = 0; i < plan->n_p; i++) {
        ot_quantile q;
        int is_rough = 0;
        ot_status status = ot_histogram_quantile(s->h, plan->p[i], &q, err);
        if (!status) status = is_rough_at(s->h, plan->p[i], &q, &is_rough, err);
        if (status) return status;
        s->is_rough |= is_rough;
        s->value[i] = q.value;
        s->error[i] = q.error;
    }
    return OT_OK;
}

void ot_sample_clear(ot_sample *s) {
    ot_histogram_free(s->h);
    s->h = NULL;
}
