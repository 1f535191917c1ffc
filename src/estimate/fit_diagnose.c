#include "estimate/fit_diagnose.h"

#include <math.h>
#include <string.h>

#include "regress/weighted.h"

/* The tangent plane of a curve at its solution, as if it were linear. */
static int rows_of_curve(const ot_estimator_input *s, const ot_regression *r, double *x,
                         double *y) {
    if (!s->curve->at(s->curve->state, r->coefficient, y, x)) return 0;
    for (size_t i = 0; i < s->n; i++) {
        y[i] = r->residual[i];
        for (size_t j = 0; j < s->k; j++)
            y[i] += x[i * s->k + j] * r->coefficient[j];
    }
    return 1;
}

static double *keep(const ot_fit_task *t, const double *from, size_t n) {
    double *copy = ot_arena_alloc(t->arena, n + 1, sizeof *copy);
    if (copy && n > 0) memcpy(copy, from, n * sizeof *copy);
    return copy;
}

/* Variance inflation of the free coefficients; none where restrictions have left fewer columns, or
 * of a curve, whose slopes have no mean to be about. */
static double *keep_inflation(const ot_fit_task *t, const ot_fit_sample *d,
                              const ot_diagnostics *made) {
    const size_t k = d->design.k;
    double *vif = ot_arena_alloc(t->arena, k + 1, sizeof *vif);
    for (size_t j = 0; j < k && vif; j++)
        vif[j] = made->k == k && !d->sample.curve ? made->vif[j] : (double)NAN;
    return vif;
}

/* Collinearity is of the regressors, however their rows are weighed. */
static ot_status inflate(const ot_fit_task *t, const ot_fit_sample *d) {
    const ot_estimator_input *s = d->tested;
    ot_diagnostics plain;
    const ot_status status = ot_diagnostics_make(s->x, s->y, s->n, s->k, 0, &plain, t->err);
    if (status) return status;
    t->fit->diagnostics.vif = keep_inflation(t, d, &plain);
    t->fit->diagnostics.condition = plain.condition;
    ot_diagnostics_clear(&plain);
    return t->fit->diagnostics.vif ? OT_OK : ot_fit_no_memory(t);
}

static ot_status take(const ot_fit_task *t, const ot_fit_sample *d, const ot_diagnostics *made) {
    ot_diagnostics *to = &t->fit->diagnostics;
    *to = *made;
    to->leverage = keep(t, made->leverage, made->n);
    to->studentised = keep(t, made->studentised, made->n);
    to->cook = keep(t, made->cook, made->n);
    to->vif = keep_inflation(t, d, made);
    t->fit->has_diagnostics = to->leverage && to->studentised && to->cook && to->vif;
    if (!t->fit->has_diagnostics) return ot_fit_no_memory(t);
    return d->tested->weight ? inflate(t, d) : OT_OK;
}

ot_status ot_fit_diagnose(const ot_fit_task *t, const ot_fit_sample *d, const ot_regression *r) {
    const ot_estimator_input *s = d->tested;
    if (!ot_method_is(t->fit->method, OT_METHOD_IS_DIAGNOSED)) return OT_OK;
    if (s->n == 0 || s->k == 0) return OT_OK;
    double *x = ot_arena_alloc(t->scratch, s->n * s->k + 1, sizeof *x);
    double *y = ot_arena_alloc(t->scratch, s->n + 1, sizeof *y);
    ot_diagnostics made;
    if (!x || !y) return ot_fit_no_memory(t);
    if (!s->curve)
        ot_weighted_rows(s->x, s->y, s->weight, s->n, s->k, x, y);
    else if (!rows_of_curve(s, r, x, y))
        return OT_OK;
    ot_status status = ot_diagnostics_make(x, y, s->n, s->k, 0, &made, t->err);
    if (status) return ot_fit_refuse(t, status, t->spec->estimate.place);
    status = take(t, d, &made);
    ot_diagnostics_clear(&made);
    return status;
}
