/* From a sample to the fit of one form by one estimator. */
#include "estimate/estimator.h"
#include "estimate/fit_refuse.h"
#include "estimate/fit_restricted.h"
#include "estimate/fit_sample.h"
#include "estimate/fit_take.h"

static ot_status run(const ot_fit_task *t, ot_fit_sample *d, ot_regression *out) {
    size_t redundant = d->sample.k;
    if (t->spec->estimate.n_restrictions) return ot_fit_restricted(t, d, out);
    const ot_status status =
        ot_estimator_for(t->fit->method, d->sample.k)->run(&d->sample, out, &redundant, t->err);
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

ot_status ot_fit_equation(const ot_fit_task *t) {
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
