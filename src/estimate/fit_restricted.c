#include "estimate/fit_restricted.h"

#include <math.h>
#include <stdint.h>

#include "estimate/fit_refuse.h"
#include "regress/restriction.h"

static double no_coefficients(const void *state, ot_symbol symbol, int lag) {
    (void)lag;
    const ot_fit_task *t = state;
    const size_t first = t->model->indicator[t->form->indicator].first_coefficient;
    const ot_coefficient_spec *c = t->form->coefficient[(size_t)symbol.index - first];
    return c->is_fixed ? c->value : 0.0;
}

/* The first restriction that does not go with those before it. */
static size_t find_bad(const double *r, const double *q, size_t m, size_t k) {
    ot_restriction made = {0};
    size_t i = 0;
    while (i + 1 < m && !ot_restriction_make(r, q, i + 1, k, &made, NULL)) {
        ot_restriction_clear(&made);
        i++;
    }
    return i;
}

/* A restriction of coefficients that all have their values already. */
static ot_status refuse_given(const ot_fit_task *t, size_t i) {
    (void)ot_fail(t->err, OT_ERR_INPUT,
                  "restriction %zu holds only coefficients of %s whose values are given; drop it",
                  "第 %zu 个约束中 %s 的系数都已给定；请删去该约束", i + 1, t->spec->id);
    return ot_fit_refuse(t, OT_ERR_INPUT, ot_text_place(&t->spec->estimate.restriction[i], 0));
}

/* R b = q of the free coefficients, from trees that are R b - q. */
static ot_status make_restriction(const ot_fit_task *t, const ot_design *s, ot_restriction *out) {
    const ot_model_indicator *x = &t->model->indicator[t->form->indicator];
    const size_t m = x->spec->estimate.n_restrictions;
    const ot_point zero = {no_coefficients, t};
    double *r = ot_arena_alloc(t->scratch, m * s->k + 1, sizeof *r);
    double *q = ot_arena_alloc(t->scratch, m + 1, sizeof *q);
    if (!r || !q) return ot_fit_no_memory(t);
    for (size_t i = 0; i < m; i++) {
        size_t n_free = 0;
        q[i] = -ot_tree_value(x->terms.restriction[i], &zero);
        for (size_t j = 0; j < s->k; j++) {
            const ot_symbol symbol = {OT_SYMBOL_COEFFICIENT,
                                      (int)(x->first_coefficient + s->free[j])};
            r[i * s->k + j] = ot_tree_derivative(x->terms.restriction[i], &zero, symbol, 0);
            n_free += fabs(r[i * s->k + j]) > 0.0;
        }
        if (n_free == 0) return refuse_given(t, i);
    }
    const ot_status status = ot_restriction_make(r, q, m, s->k, out, t->err);
    if (!status) return OT_OK;
    const ot_text *bad = &x->spec->estimate.restriction[find_bad(r, q, m, s->k)];
    return ot_fit_refuse(t, status, ot_text_place(bad, 0));
}

/* The likelihood is that of the reduced regression, with the parameters that it counts and the
 * weights and lags that it knows; R squared compares with what is to be explained without
 * restrictions. No F of all slopes is left. */
static void take_goodness(const ot_regression *reduced, const ot_regression *free_of,
                          ot_regression *out) {
    const double free_df = (double)out->n - (double)free_of->k;
    const double df = (double)out->n - (double)reduced->k;
    out->goodness = reduced->goodness;
    out->goodness.f = out->goodness.f_df = out->goodness.f_p = (double)NAN;
    out->rss = reduced->rss;
    out->residual_se = reduced->residual_se;
    out->tss = free_of->tss;
    if (!(free_of->tss > 0.0)) return;
    out->r2 = 1.0 - reduced->rss / free_of->tss;
    /* What adjusted R squared divides by is taken from the regression without restrictions. */
    if (isfinite(free_of->adjusted_r2) && free_of->rss > 0.0 && df > 0.0) {
        const double total_df =
            (1.0 - free_of->adjusted_r2) * free_of->tss / free_of->rss * free_df;
        out->adjusted_r2 = 1.0 - (1.0 - out->r2) * total_df / df;
    }
}

/* Do the data agree with what they were made to obey? */
static void test_restriction(const ot_fit_task *t, const ot_fit_sample *d,
                             const ot_restriction *restriction, const ot_regression *reduced,
                             ot_regression *r) {
    ot_regression free_of = {0};
    ot_restriction_test test = {0};
    size_t redundant = d->sample.k;
    if (ot_estimator_for(t->fit->method, d->sample.k)->run(&d->sample, &free_of, &redundant, NULL))
        return;
    if (!ot_restriction_wald(restriction, &free_of, &test, NULL))
        (void)ot_detail_add_test(&r->details, OT_DETAIL_RESTRICTION, test.f, test.df1, test.df2,
                                 test.p);
    if (reduced->k > 0) take_goodness(reduced, &free_of, r);
    ot_regression_clear(&free_of);
}

static ot_status refuse_all(const ot_fit_task *t) {
    (void)ot_fail(t->err, OT_ERR_INPUT,
                  "the restrictions of %s leave no coefficient to estimate; give the coefficients "
                  "their values instead",
                  "%s 的约束使全部系数都已确定，无须估计；请直接给定系数的 value", t->spec->id);
    return ot_fit_refuse(t, OT_ERR_INPUT, ot_text_place(&t->spec->estimate.restriction[0], 0));
}

ot_status ot_fit_restricted(const ot_fit_task *t, ot_fit_sample *d, ot_regression *out) {
    const ot_estimator_input *s = &d->sample;
    ot_restriction restriction = {0};
    ot_status status = make_restriction(t, &d->design, &restriction);
    if (status) return status;
    const size_t k = s->k - restriction.m;
    if (k == 0) {
        ot_restriction_clear(&restriction);
        return refuse_all(t);
    }
    double *x = ot_arena_alloc(t->scratch, s->n * k + 1, sizeof *x);
    double *y = ot_arena_alloc(t->scratch, s->n + 1, sizeof *y);
    ot_estimator_input *reduced = ot_arena_alloc(t->scratch, 1, sizeof *reduced);
    ot_regression found = {0};
    size_t redundant = k;
    if (x && y && reduced) {
        *reduced = *s;
        reduced->k = k;
        reduced->x = x;
        reduced->y = y;
        reduced->x_low = reduced->y_low = NULL;
        d->tested = reduced;
        ot_restriction_reduce(&restriction, s->x, s->y, s->n, x, y);
        status = ot_estimator_for(t->fit->method, k)->run(reduced, &found, &redundant, t->err);
        if (status && redundant < k) redundant = restriction.free_column[redundant];
        if (status) status = ot_fit_explain(t, d, redundant < k ? redundant : SIZE_MAX, status);
    } else {
        status = ot_fit_no_memory(t);
    }
    if (!status) status = ot_restriction_expand(&restriction, &found, s->x, s->y, out, t->err);
    if (!status) {
        out->details = found.details;
        test_restriction(t, d, &restriction, &found, out);
    }
    ot_regression_clear(&found);
    ot_restriction_clear(&restriction);
    return status;
}
