/* Full and partial pooling: the own area's part of what a panel says. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "estimate/estimator.h"
#include "regress/regression_core.h"

static ot_status no_memory(const ot_estimator_input *s, ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for a panel of %zu by %zu numbers",
                   "内存不足以估计 %zu 行 %zu 列的面板", s->panel->n, s->k);
}

static int take_prior(const ot_panel_fit *f, ot_regression *out) {
    out->prior_mean = calloc(2 * f->k + 1, sizeof *out->prior_mean);
    out->learnt = calloc(f->k + 1, sizeof *out->learnt);
    if (!out->prior_mean || !out->learnt) return 0;
    out->prior_sd = out->prior_mean + f->k;
    for (size_t j = 0; j < f->k; j++) {
        out->prior_mean[j] = f->panel_mean[j];
        out->prior_sd[j] = f->panel_sd[j];
        const double variance = f->panel_sd[j] * f->panel_sd[j];
        if (variance > 0.0)
            out->learnt[j] = fmax(1.0 - f->covariance[j * f->k + j] / variance, 0.0);
    }
    return 1;
}

static void tell(const ot_panel *panel, const ot_panel_fit *f, int is_partial,
                 ot_details *details) {
    size_t n_areas = 0;
    for (size_t i = 0; i < panel->n; i++)
        n_areas += i == 0 || panel->area[i] != panel->area[i - 1];
    (void)ot_detail_add(details, OT_DETAIL_AREAS, (double)n_areas);
    (void)ot_detail_add(details, OT_DETAIL_PANEL_ROWS, (double)panel->n);
    (void)ot_detail_add(details, OT_DETAIL_YEAR_SD, f->year_sd);
    for (size_t j = 0; j < f->k && is_partial; j++) {
        ot_detail_add(details, OT_DETAIL_BETWEEN, f->between_sd[j])->coefficient = j;
        ot_detail_add(details, OT_DETAIL_POOLED, f->shrinkage[j])->coefficient = j;
    }
}

/* The own area's residuals, and what follows from them; it may have no observation. */
static ot_status make(const ot_estimator_input *s, const ot_panel_fit *f, ot_regression *out,
                      ot_error *err) {
    ot_least_squares own = {0};
    const size_t k = s->k;
    own.b = calloc(k + k * k + s->n + 1, sizeof *own.b);
    if (!own.b) return no_memory(s, err);
    own.inverse = own.b + k;
    own.residual = own.inverse + k * k;
    const long double square = (long double)f->sigma_scale * f->sigma_scale;
    for (size_t j = 0; j < k; j++)
        own.b[j] = f->coefficient[j];
    for (size_t j = 0; j < k * k; j++)
        own.inverse[j] = f->covariance[j] / square;
    for (size_t i = 0; i < s->n; i++) {
        own.residual[i] = s->y[i];
        for (size_t j = 0; j < k; j++)
            own.residual[i] -= s->x[i * k + j] * own.b[j];
        own.rss += own.residual[i] * own.residual[i];
    }
    const ot_least_squares_input in = {.x = s->x, .y = s->y, .n = s->n, .k = k};
    const ot_status status = ot_regression_make(&in, &own, f->df, f->sigma_scale, out, err);
    ot_least_squares_clear(&own);
    if (!status) out->goodness = ot_goodness_none(); /* of the panel there is no such maximum */
    return status;
}

static ot_status run(const ot_estimator_input *s, int is_partial, ot_regression *out,
                     size_t *redundant, ot_error *err) {
    ot_panel_fit f = {0};
    ot_status status = is_partial ? ot_panel_pool_partly(s->panel, &f, redundant, err)
                                  : ot_panel_pool(s->panel, &f, redundant, err);
    if (status) return status;
    status = make(s, &f, out, err);
    if (!status && is_partial && !take_prior(&f, out)) {
        ot_regression_clear(out);
        status = no_memory(s, err);
    }
    if (!status) tell(s->panel, &f, is_partial, &out->details);
    ot_panel_fit_clear(&f);
    return status;
}

static ot_status run_pooled(const ot_estimator_input *s, ot_regression *out, size_t *redundant,
                            ot_error *err) {
    return run(s, 0, out, redundant, err);
}

static ot_status run_partly(const ot_estimator_input *s, ot_regression *out, size_t *redundant,
                            ot_error *err) {
    return run(s, 1, out, redundant, err);
}

const ot_estimator ot_estimator_pooled = {OT_METHOD_POOLED, run_pooled};
const ot_estimator ot_estimator_partial_pooling = {OT_METHOD_PARTIAL, run_partly};
