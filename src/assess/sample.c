#include "assess/sample.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/elementary.h"
#include "base/select.h"
#include "simulate/histogram.h"

#include "simulate/bins.h"

static const double QUARTER = 0.25, ROUNDING = 1e-12;

static void forget(ot_sample *s, const ot_sample_plan *plan) {
    for (size_t i = 0; i < plan->n_p; i++)
        s->value[i] = s->error[i] = NAN;
}

OT_EACH_PROCESSOR static size_t count_finite(const double *x, size_t n) {
    uint64_t n_finite = 0;
    for (size_t i = 0; i < n; i++)
        n_finite += fabs(x[i]) <= DBL_MAX;
    return (size_t)n_finite;
}

/* Only numbers can be ordered. */
static size_t keep_finite(double *x, size_t n) {
    size_t kept = 0;
    if (count_finite(x, n) == n) return n;
    for (size_t i = 0; i < n; i++)
        if (isfinite(x[i])) x[kept++] = x[i];
    return kept;
}

/* Quantiles of type 7 of x[0..n): Hyndman & Fan, American Statistician 50(4), 1996, p. 361-365. */
static ot_status take_quantiles(ot_sample *s, const ot_sample_plan *plan, const double *x, size_t n,
                                ot_error *err) {
    const size_t n_ranks = 2 * plan->n_p;
    double *room = malloc((2 * n + n_ranks) * sizeof *room), *at = room + 2 * n;
    size_t *rank = malloc((n_ranks + 1) * sizeof *rank);
    for (size_t i = 0; room && rank && i < plan->n_p; i++) {
        rank[2 * i] = (size_t)(plan->p[i] * (double)(n - 1));
        rank[2 * i + 1] = rank[2 * i] + (rank[2 * i] + 1 < n);
    }
    if (room && rank) ot_select(x, n, rank, n_ranks, at, room);
    for (size_t i = 0; room && rank && i < plan->n_p; i++) {
        const double share = plan->p[i] * (double)(n - 1) - (double)rank[2 * i];
        s->value[i] = (1.0 - share) * at[2 * i] + share * at[2 * i + 1];
        s->error[i] = 0.0;
    }
    const int ok = room && rank;
    free(room);
    free(rank);
    if (ok) return OT_OK;
    return ot_fail(err, OT_ERR_NOMEM, "no memory to order %zu draws", "内存不足以给 %zu 次抽样排序",
                   n);
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
    return take_quantiles(s, plan, pilot, kept, err);
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
    s->nonfinite += n - count_finite(value, n);
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

void ot_sample_pack(ot_sample *s, ot_pack *pack) {
    ot_pack_count(pack, &s->n);
    ot_pack_count(pack, &s->nonfinite);
    ot_pack_same_count(pack, s->h != NULL);
    if (s->h) ot_histogram_pack(s->h, pack);
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
        if (!plan->is_aside || !plan->is_aside[i]) s->is_rough |= is_rough;
        s->value[i] = q.value;
        s->error[i] = q.error;
    }
    return OT_OK;
}

void ot_sample_clear(ot_sample *s) {
    ot_histogram_free(s->h);
    s->h = NULL;
}
