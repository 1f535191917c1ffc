#include "estimate/fit_take.h"

#include <math.h>
#include <string.h>

#include "estimate/errors.h"
#include "estimate/fit_diagnose.h"
#include "regress/quantile.h"

static void note_tails(const ot_fit_task *t) {
    const ot_place place = t->spec->estimate.place;
    const double df = t->fit->df;
    if (df > 0.0 && df <= OT_DF_OF_SD)
        ot_notes_add(t->notes, OT_SEVERITY_WARNING, place.file, place.line, place.column,
                     "%s%.0s has %g degree%s%.0s of freedom: its Student-t has no standard "
                     "deviation; bands are given by quantiles, means are not",
                     "%.0s%s的自由度为 %g%.0s%s：其 t 分布没有标准差；区间由分位数给出，不给出均值",
                     t->spec->label.text[OT_LANGUAGE_EN], t->spec->label.text[OT_LANGUAGE_ZH], df,
                     df > 1.0 || df < 1.0 ? "s" : "", "");
}

static void note_scale_of_data(const ot_fit_task *t, const ot_fit_sample *d) {
    const ot_place place = t->spec->estimate.place;
    if (t->fit->method != OT_METHOD_BAYES) return;
    if (!d->is_sigma_flat || d->n_flat == d->design.k) return;
    ot_notes_add(t->notes, OT_SEVERITY_INFO, place.file, place.line, place.column,
                 "sigma of %s%.0s has no prior: its coefficients' priors are weighed by the "
                 "residuals of least squares",
                 "%.0s%s的 sigma 没有先验：系数先验的权重由最小二乘残差决定",
                 t->spec->label.text[OT_LANGUAGE_EN], t->spec->label.text[OT_LANGUAGE_ZH]);
}

static void note_penalty(const ot_fit_task *t) {
    const ot_place place = t->spec->estimate.place;
    if (!t->fit->details.is_at_limit) return;
    ot_notes_add(
        t->notes, OT_SEVERITY_WARNING, place.file, place.line, place.column,
        "the penalty of %s%.0s is the least or the greatest that was tried: the data do not "
        "choose one; give it",
        "%.0s%s的惩罚参数取在搜索范围的端点，数据无法选定；请直接给出 penalty",
        t->spec->label.text[OT_LANGUAGE_EN], t->spec->label.text[OT_LANGUAGE_ZH]);
}

/* Beyond this many standard deviations of their difference two statements disagree. */
static const double DISAGREE = 2.0;
/* A prior scale of sigma that is as many times the residual of least squares, or it that: nobody
 * who looked at the data would have said so, but one who took percent for fractions would. */
static const double FAR = 10.0;

static void warn_coefficient(const ot_fit_task *t, size_t k, double estimate, double se) {
    const ot_coefficient_spec *c = t->form->coefficient[k];
    const ot_place place = c->place;
    ot_notes_add(
        t->notes, OT_SEVERITY_WARNING, place.file, place.line, place.column,
        "prior and data disagree about %s of %s: prior %.4g \xC2\xB1 %.2g, least squares %.4g "
        "\xC2\xB1 %.2g",
        "系数 %s（%s 的方程）的先验与数据不一致：先验 %.4g \xC2\xB1 %.2g，最小二乘 %.4g \xC2\xB1 "
        "%.2g",
        c->name, t->spec->id, t->fit->prior_mean[k], t->fit->prior_sd[k], estimate, se);
}

static void warn_sigma(const ot_fit_task *t, double residual) {
    const double scale = t->spec->estimate.sigma_scale;
    const ot_place place = t->spec->estimate.sigma_place;
    if (!(scale > FAR * residual) && !(residual > FAR * scale)) return;
    ot_notes_add(
        t->notes, OT_SEVERITY_WARNING, place.file, place.line, place.column,
        "the scale of sigma of %s is %.3g, and least squares leaves residuals of %.3g; it is "
        "in units of the left side, where 1 percent is 0.01",
        "%s 的 sigma 的 scale 为 %.3g，而最小二乘的残差标准差为 %.3g；其单位与方程左端相同，1%% "
        "写作 0.01",
        t->spec->id, scale, residual);
}

/* What the data alone say, where they can: a prior that contradicts them is told. */
static void note_disagreement(const ot_fit_task *t, const ot_fit_sample *d) {
    const ot_design *s = &d->design;
    ot_regression alone;
    if (t->fit->method != OT_METHOD_BAYES || s->n < s->k + 2) return;
    if (ot_regression_ols(s->x, s->y, s->n, s->k, &alone, NULL)) return;
    for (size_t j = 0; j < s->k; j++) {
        const double sd = d->sample.prior_sd[j], variance = alone.covariance[j * s->k + j];
        const double apart = fabs(alone.coefficient[j] - d->sample.prior_mean[j]);
        if (apart > DISAGREE * sqrt(sd * sd + variance)) /* never of a flat one, whose sd is NaN */
            warn_coefficient(t, s->free[j], alone.coefficient[j], sqrt(variance));
    }
    warn_sigma(t, alone.sigma_scale);
    ot_regression_clear(&alone);
}

/* Of a posterior that of the normal law with the same central 90 %, to be read beside the prior's;
 * else the textbook's standard error. `scale` is that of a Student-t with df degrees of freedom. */
static double sd_of(const ot_form_fit *fit, double scale) {
    const int is_posterior = ot_method_is(fit->method, OT_METHOD_IS_POSTERIOR);
    return is_posterior ? scale / ot_prior_scale(1.0, fit->df) : scale;
}

static double mean_of(const double *v, size_t n) {
    long double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += v[i];
    return (double)(sum / (long double)n);
}

void ot_fit_take_coefficient(ot_form_fit *fit, size_t to, double scale) {
    const double reach = fit->df > 0.0 ? ot_student_quantile(fit->df, OT_Z_95).value : OT_Z_95;
    fit->standard_error[to] = sd_of(fit, scale);
    fit->low[to] = fit->mean[to] - reach * scale;
    fit->high[to] = fit->mean[to] + reach * scale;
    if (!ot_method_is(fit->method, OT_METHOD_IS_TESTED)) return;
    if (!(scale > 0.0)) return; /* restrictions alone determine it */
    fit->t[to] = fit->mean[to] / fit->standard_error[to];
    fit->p[to] = ot_student_two_sided(fit->t[to], fit->df);
}

static void take_coefficients(ot_form_fit *fit, const ot_design *s, const ot_regression *r) {
    for (size_t j = 0; j < s->k; j++) {
        const size_t to = s->free[j];
        fit->mean[to] = r->coefficient[j];
        if (r->prior_mean) {
            fit->prior_mean[to] = r->prior_mean[j];
            fit->prior_sd[to] = r->prior_sd[j];
        }
        if (r->learnt) fit->learnt[to] = r->learnt[j];
        for (size_t l = 0; l < s->k; l++)
            fit->covariance[to * fit->k + s->free[l]] = r->covariance[j * s->k + l];
        ot_fit_take_coefficient(fit, to, sqrt(r->covariance[j * s->k + j]));
    }
}

static void take_statistics(const ot_fit_task *t, const ot_design *s, const ot_regression *r) {
    ot_form_fit *fit = t->fit;
    fit->n = s->n;
    fit->first = s->n > 0 ? s->year[0] : 0;
    fit->last = s->n > 0 ? s->year[s->n - 1] : 0;
    fit->area = t->spec->estimate.area;
    fit->df = r->df;
    fit->sigma_scale = r->sigma_scale;
    fit->r2 = r->r2;
    fit->adjusted_r2 = r->adjusted_r2;
    fit->durbin_watson = r->durbin_watson;
    fit->residual_se = r->residual_se;
    fit->goodness = r->goodness;
    fit->details = r->details;
    if (s->n > 0) fit->rss = r->rss;
    if (s->n > 0) fit->mean_dependent = mean_of(s->left, s->n);
}

static int take_rows(const ot_fit_task *t, const ot_design *s, const ot_regression *r) {
    ot_form_fit *fit = t->fit;
    fit->year = ot_arena_alloc(t->arena, s->n + 1, sizeof *fit->year);
    fit->left = ot_arena_alloc(t->arena, s->n + 1, sizeof *fit->left);
    fit->residual = ot_arena_alloc(t->arena, s->n + 1, sizeof *fit->residual);
    fit->outlier = ot_arena_alloc(t->arena, s->n_outliers + 1, sizeof *fit->outlier);
    if (!fit->year || !fit->left || !fit->residual || !fit->outlier) return 0;
    for (size_t i = 0; i < s->n; i++) {
        fit->year[i] = s->year[i];
        fit->left[i] = s->left[i];
        fit->residual[i] = r->residual[i];
    }
    for (size_t i = 0; i < s->n_outliers; i++)
        fit->outlier[fit->n_outliers++] = s->outlier[i];
    return 1;
}

/* The mean share that the data told of the free coefficients, or of those with priors alone; NaN:
 * there is none. */
static double data_share(const ot_form_fit *fit, int of_priors) {
    double sum = 0.0, n = 0.0;
    for (size_t k = 0; k < fit->k; k++) {
        const int is_flat = isnan(fit->learnt[k]);
        if (fit->form->coefficient[k]->is_fixed || (of_priors && is_flat)) continue;
        sum += is_flat ? 1.0 : fit->learnt[k];
        n += 1.0;
    }
    return n > 0.0 ? sum / n : (double)NAN;
}

static int has_priors(const ot_fit_task *t) {
    for (size_t k = 0; k < t->fit->k; k++)
        if (isfinite(t->fit->prior_sd[k])) return 1;
    return isfinite(t->spec->estimate.sigma_scale);
}

static void judge(const ot_fit_task *t, size_t n) {
    ot_form_fit *fit = t->fit;
    ot_verdict_facts facts = {.n = n,
                              .k = fit->n_free - t->spec->estimate.n_restrictions,
                              .df = fit->df,
                              .is_data_used = fit->method != OT_METHOD_PRIOR,
                              .has_priors = has_priors(t),
                              .data_share = data_share(fit, 0),
                              .prior_share = data_share(fit, 1)};
    if (fit->has_diagnostics)
        ot_diagnostics_count(&fit->diagnostics, OT_TEST_LEVEL, &facts.n_tests, &facts.n_failed);
    fit->verdict = ot_verdict_make(&facts);
}

void ot_fit_judge_prior(const ot_fit_task *t) { judge(t, 0); }

/* The coefficients of errors of years before, and these errors. */
static ot_status take_errors(const ot_fit_task *t) {
    ot_form_fit *fit = t->fit;
    for (size_t i = 0; i < fit->details.n; i++)
        if (fit->details.at[i].name == OT_DETAIL_ERROR_LAG && fit->n_lags < OT_MOST_ERROR_LAGS)
            fit->lag[fit->n_lags++] = fit->details.at[i].value;
    return fit->n_lags > 0 ? ot_errors_observe(t) : OT_OK;
}

ot_status ot_fit_take(const ot_fit_task *t, const ot_fit_sample *d, const ot_regression *r) {
    take_statistics(t, &d->design, r);
    take_coefficients(t->fit, &d->design, r);
    if (!take_rows(t, &d->design, r)) return ot_fit_no_memory(t);
    ot_status status = ot_fit_diagnose(t, d, r);
    if (!status) status = take_errors(t);
    if (status) return status;
    judge(t, t->fit->method == OT_METHOD_POOLED ? d->panel.n : d->design.n);
    note_tails(t);
    note_scale_of_data(t, d);
    note_penalty(t);
    note_disagreement(t, d);
    return OT_OK;
}
