#include "estimate/fit_take.h"

#include <math.h>
#include <string.h>

#include "estimate/errors.h"
#include "regress/quantile.h"

static const double DF_OF_SD = 2.0;           /* up to here a Student-t has no standard deviation */
static const double Z_95 = 1.959963984540054; /* the 97.5 % point of the normal law */
static const double TEST_LEVEL = 0.05;

static void note_tails(const ot_fit_task *t) {
    const ot_place place = t->spec->estimate.place;
    const double df = t->fit->df;
    if (df > 0.0 && df <= DF_OF_SD)
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

/* Of a posterior the standard deviation, to be read beside the prior's; else the textbook's
 * standard error. Both are scales of a Student-t with df degrees of freedom. */
static double sd_of(const ot_form_fit *fit, double scale) {
    const int is_posterior = ot_method_is_posterior(fit->method) && fit->df > DF_OF_SD;
    return is_posterior ? scale * sqrt(fit->df / (fit->df - DF_OF_SD)) : scale;
}

static double mean_of(const double *v, size_t n) {
    long double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += v[i];
    return (double)(sum / (long double)n);
}

/* Is the coefficient 0? Nobody asks a posterior, nor what was shrunk toward 0. */
static int is_tested(ot_method m) { return !ot_method_is_posterior(m) && m != OT_METHOD_RIDGE; }

void ot_fit_take_coefficient(ot_form_fit *fit, size_t to, double scale) {
    const double reach = fit->df > 0.0 ? ot_student_quantile(fit->df, Z_95).value : Z_95;
    fit->standard_error[to] = sd_of(fit, scale);
    fit->low[to] = fit->mean[to] - reach * scale;
    fit->high[to] = fit->mean[to] + reach * scale;
    if (isfinite(fit->prior_sd[to])) {
        const int is_panel = ot_method_is_panel(fit->method); /* its sd is no Student-t's */
        const double after = is_panel ? scale : fit->standard_error[to];
        const double ratio = after / fit->prior_sd[to];
        fit->learnt[to] = ratio < 1.0 ? 1.0 - ratio * ratio : 0.0;
    }
    if (!is_tested(fit->method) || !(scale > 0.0)) return; /* 0: restrictions alone determine it */
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

/* The sds of the free coefficients, those before and after the data. */
static double data_share(const ot_form_fit *fit) {
    double sum = 0.0;
    for (size_t k = 0; k < fit->k; k++)
        if (!fit->form->coefficient[k]->is_fixed)
            sum += isnan(fit->learnt[k]) ? 1.0 : fit->learnt[k];
    return fit->n_free > 0 ? sum / (double)fit->n_free : (double)NAN;
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
                              .data_share = data_share(fit)};
    if (fit->has_diagnostics)
        ot_diagnostics_count(&fit->diagnostics, TEST_LEVEL, &facts.n_tests, &facts.n_failed);
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
    return OT_OK;
}
