/* From a sample to the fit of one form: one estimator, perhaps under exact restrictions. */
#include <stdint.h>

#include "estimate/estimator.h"
#include "estimate/fit_refuse.h"
#include "estimate/fit_sample.h"
#include "estimate/fit_take.h"
#include "regress/restriction.h"

/* Given coefficients leave only the size of the residuals to be found, which takes no search and no
 * penalty. */
static const ot_estimator *estimator_for(ot_method method, size_t k) {
    const int wants_some =
        method == OT_METHOD_NLS || method == OT_METHOD_ROBUST || method == OT_METHOD_RIDGE;
    return ot_estimator_of(k == 0 && wants_some ? OT_METHOD_OLS : method);
}

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

/* R b = q of the free coefficients, from trees that are R b - q. */
static ot_status make_restriction(const ot_fit_task *t, const ot_design *s, ot_restriction *out) {
    const ot_model_indicator *x = &t->model->indicator[t->form->indicator];
    const size_t m = x->spec->estimate.n_restrictions;
    const ot_point zero = {no_coefficients, t};
    double *r = ot_arena_alloc(t->scratch, m * s->k + 1, sizeof *r);
    double *q = ot_arena_alloc(t->scratch, m + 1, sizeof *q);
    if (!r || !q) return ot_fit_no_memory(t);
    for (size_t i = 0; i < m; i++) {
        q[i] = -ot_tree_value(x->terms.restriction[i], &zero);
        for (size_t j = 0; j < s->k; j++) {
            const ot_symbol symbol = {OT_SYMBOL_COEFFICIENT,
                                      (int)(x->first_coefficient + s->free[j])};
            r[i * s->k + j] = ot_tree_derivative(x->terms.restriction[i], &zero, symbol, 0);
        }
    }
    const ot_status status = ot_restriction_make(r, q, m, s->k, out, t->err);
    if (!status) return OT_OK;
    const ot_text *bad = &x->spec->estimate.restriction[find_bad(r, q, m, s->k)];
    return ot_fit_refuse(t, status, ot_text_place(bad, 0));
}

/* Do the data agree with what they were made to obey? */
static void test_restriction(const ot_fit_task *t, const ot_fit_sample *d,
                             const ot_restriction *restriction, ot_regression *r) {
    ot_regression free_of = {0};
    ot_restriction_test test = {0};
    size_t redundant = d->sample.k;
    if (estimator_for(t->fit->method, d->sample.k)->run(&d->sample, &free_of, &redundant, NULL))
        return;
    if (!ot_restriction_wald(restriction, &free_of, &test, NULL))
        (void)ot_detail_add_test(&r->details, OT_DETAIL_RESTRICTION, test.f, test.df1, test.df2,
                                 test.p);
    ot_regression_clear(&free_of);
}

static ot_status run_restricted(const ot_fit_task *t, ot_fit_sample *d, ot_regression *out) {
    const ot_estimator_input *s = &d->sample;
    ot_restriction restriction = {0};
    ot_status status = make_restriction(t, &d->design, &restriction);
    if (status) return status;
    const size_t k = s->k - restriction.m;
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
        status = estimator_for(t->fit->method, k)->run(reduced, &found, &redundant, t->err);
        if (status && redundant < k) redundant = restriction.free_column[redundant];
        if (status) status = ot_fit_explain(t, d, redundant < k ? redundant : SIZE_MAX, status);
    } else {
        status = ot_fit_no_memory(t);
    }
    if (!status) status = ot_restriction_expand(&restriction, &found, s->x, s->y, out, t->err);
    if (!status) {
        out->details = found.details;
        test_restriction(t, d, &restriction, out);
    }
    ot_regression_clear(&found);
    ot_restriction_clear(&restriction);
    return status;
}

static ot_status run(const ot_fit_task *t, ot_fit_sample *d, ot_regression *out) {
    size_t redundant = d->sample.k;
    if (t->spec->estimate.n_restrictions) return run_restricted(t, d, out);
    const ot_status status =
        estimator_for(t->fit->method, d->sample.k)->run(&d->sample, out, &redundant, t->err);
    return status ? ot_fit_explain(t, d, redundant, status) : OT_OK;
}

/* Below this F of the first stage normal theory misleads, whatever n: D. Staiger and J. H. Stock,
 * Econometrica 65(3), 1997. */
static const double WEAK_F = 10.0;

static void note_weak(const ot_fit_task *t, const ot_fit_sample *d, const ot_detail *stage) {
    const ot_place place = t->spec->estimate.place;
    const char *name = t->form->coefficient[d->design.free[stage->coefficient]]->name;
    ot_notes_add(t->notes, OT_SEVERITY_WARNING, place.file, place.line, place.column,
                 "%s%.0s: weak instruments: the first stage of %s has F %.3g, below %g; its "
                 "estimate leans toward that of least squares, and its interval is too narrow",
                 "%.0s%s：工具变量弱：%s 的第一阶段 F 为 %.3g，低于 %g；其估计值偏向最小二乘，"
                 "区间偏窄",
                 t->spec->label.text[OT_LANGUAGE_EN], t->spec->label.text[OT_LANGUAGE_ZH], name,
                 stage->value, WEAK_F);
}

/* What the tests of instruments say, and that there is none without instruments to spare. */
static void note_instruments(const ot_fit_task *t, const ot_fit_sample *d) {
    const ot_place place = t->spec->estimate.place;
    const ot_details *details = &t->fit->details;
    int is_tested = 0;
    if (t->fit->method != OT_METHOD_IV) return;
    for (size_t i = 0; i < details->n; i++) {
        const ot_detail *x = &details->at[i];
        is_tested |= x->name == OT_DETAIL_SARGAN;
        if (x->name == OT_DETAIL_FIRST_STAGE && x->coefficient < d->design.k && x->value < WEAK_F)
            note_weak(t, d, x);
    }
    if (!is_tested && d->design.k > 0)
        ot_notes_add(t->notes, OT_SEVERITY_INFO, place.file, place.line, place.column,
                     "%s%.0s: as many instruments as coefficients: whether they are valid cannot "
                     "be tested (no Sargan)",
                     "%.0s%s：工具变量与系数个数相同，无法检验其是否有效（不能作 Sargan 检验）",
                     t->spec->label.text[OT_LANGUAGE_EN], t->spec->label.text[OT_LANGUAGE_ZH]);
}

ot_status ot_fit_data(const ot_fit_task *t) {
    ot_fit_sample *d = ot_arena_alloc(t->scratch, 1, sizeof *d);
    ot_regression r = {0};
    if (!d) return ot_fit_no_memory(t);
    ot_status status = ot_fit_check_priors(t);
    if (!status) status = ot_fit_sample_make(t, d);
    if (!status) status = ot_fit_check_count(t, d);
    if (status) return status;
    status = run(t, d, &r);
    if (status) return status;
    status = ot_fit_check_residual(t, d, &r);
    if (!status) status = ot_fit_take(t, d, &r);
    if (!status) note_instruments(t, d);
    ot_regression_clear(&r);
    return status;
}
