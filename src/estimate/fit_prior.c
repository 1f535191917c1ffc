#include <math.h>

#include "estimate/fit_take.h"
#include "estimate/task.h"
#include "regress/quantile.h"

static void take_residual(const ot_fit_task *t) {
    const ot_estimate_spec *e = &t->spec->estimate;
    const ot_place place = t->spec->place;
    const int has_residual = isfinite(t->spec->residual_scale);
    const double scale = has_residual ? t->spec->residual_scale : e->sigma_scale;
    const double df = has_residual ? t->spec->residual_df : e->sigma_df;
    t->fit->sigma_scale = isfinite(scale) ? scale : 0.0;
    t->fit->df = isfinite(scale) && isfinite(df) ? df : 0.0;
    if (!isfinite(scale))
        ot_notes_add(
            t->notes, OT_SEVERITY_INFO, place.file, place.line, place.column,
            "the equation of %s%.0s has coefficients but no residual; residual = { scale = "
            "...; } would add what they leave open",
            "%.0s%s的方程有系数而没有残差；可写 residual = { scale = ...; } "
            "补上系数之外的不确定性",
            t->spec->label.text[OT_LANGUAGE_EN], t->spec->label.text[OT_LANGUAGE_ZH]);
}

static ot_status no_prior(const ot_fit_task *t, const ot_coefficient_spec *c) {
    const int has_group = t->spec->estimate.method != OT_METHOD_NONE;
    (void)ot_fail(
        t->err, OT_ERR_INPUT,
        "coefficient %s of %s has no prior, and no data estimate it; write { mean = ...; "
        "sd = ...; } or { value = ...; }, or %s%.0s",
        "系数 %s（%s 的方程）既没有先验，也不用数据估计；请写 { mean = ...; sd = ...; } 或 "
        "{ value = ...; }，或%.0s%s",
        c->name, t->spec->id, has_group ? "another method" : "an estimate group",
        has_group ? "改用其他方法" : "加上 estimate");
    return ot_fit_refuse(t, OT_ERR_INPUT, c->place);
}

/* Nobody drew these coefficients from data: they are normal, whatever sigma is. */
ot_status ot_fit_prior(const ot_fit_task *t) {
    ot_form_fit *fit = t->fit;
    take_residual(t);
    for (size_t j = 0; j < fit->k; j++) {
        const ot_coefficient_spec *c = t->form->coefficient[j];
        if (c->is_fixed) continue;
        if (!c->has_prior) return no_prior(t, c);
        fit->mean[j] = c->mean;
        fit->covariance[j * fit->k + j] = c->sd * c->sd;
        fit->standard_error[j] = c->sd;
        fit->low[j] = c->mean - OT_Z_95 * c->sd;
        fit->high[j] = c->mean + OT_Z_95 * c->sd;
        fit->learnt[j] = 0.0;
    }
    ot_fit_judge_prior(t);
    return OT_OK;
}
