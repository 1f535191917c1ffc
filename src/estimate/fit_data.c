#include <math.h>
#include <stdio.h>
#include <string.h>

#include "estimate/least_squares.h"
#include "estimate/regression.h"
#include "estimate/task.h"

/* Fewer degrees of freedom than this are noted: the t quantile of a 95 % band is then over 2.7. */
static const double FEW_DF = 4.0;
static const double DF_OF_SD = 2.0; /* up to here a Student-t has no standard deviation */
/* Residuals that are this small a share of the left side are rounding: an identity. */
static const double EXACT = 1e-12;

/* The sample and its priors, as a regression wants them. */
struct data {
    ot_design design;
    double *prior_mean, *prior_sd; /* [k] of the free coefficients; NaN flat */
    size_t n_flat;                 /* free coefficients without prior */
    int is_sigma_flat;
    char years[OT_N_LANGUAGES][32]; /* " (2012-2022)", "（2012-2022）" or ""; formats skip one */
};

static ot_status refuse_at_estimate(const ot_fit_task *t) {
    return ot_fit_refuse(t, OT_ERR_INPUT, t->spec->estimate.place);
}

static ot_status refuse_priors_of_ols(const ot_fit_task *t) {
    for (size_t j = 0; j < t->fit->k; j++) {
        if (isnan(t->fit->prior_sd[j])) continue;
        const ot_coefficient_spec *c = t->form->coefficient[j];
        (void)ot_fail(t->err, OT_ERR_INPUT,
                      "coefficient %s of %s has a prior, which least squares cannot use; write "
                      "method = \"bayes\"",
                      "系数 %s（%s 的方程）有先验，最小二乘法用不上；请写 method = \"bayes\"",
                      c->name, t->spec->id);
        return ot_fit_refuse(t, OT_ERR_INPUT, c->place);
    }
    if (isnan(t->spec->estimate.sigma_scale)) return OT_OK;
    (void)ot_fail(t->err, OT_ERR_INPUT,
                  "sigma of %s has a prior, which least squares cannot use; write method = "
                  "\"bayes\"",
                  "%s 的 sigma 有先验，最小二乘法用不上；请写 method = \"bayes\"", t->spec->id);
    return ot_fit_refuse(t, OT_ERR_INPUT, t->spec->estimate.sigma_place);
}

static ot_status gather(const ot_fit_task *t, struct data *d) {
    const ot_design_request request = {.as_of = t->as_of, .area = t->spec->estimate.area};
    const ot_status status =
        ot_design_gather(t->model, t->form, &request, t->scratch, t->notes, &d->design, t->err);
    if (status) return status;
    const ot_design *s = &d->design;
    d->prior_mean = ot_arena_alloc(t->scratch, s->k, sizeof *d->prior_mean);
    d->prior_sd = ot_arena_alloc(t->scratch, s->k, sizeof *d->prior_sd);
    if (!d->prior_mean || !d->prior_sd) return ot_fit_no_memory(t);
    for (size_t j = 0; j < s->k; j++) {
        d->prior_mean[j] = t->fit->prior_mean[s->free[j]];
        d->prior_sd[j] = t->fit->prior_sd[s->free[j]];
        d->n_flat += isnan(d->prior_sd[j]) != 0;
    }
    d->is_sigma_flat = isnan(t->spec->estimate.sigma_scale);
    if (s->n > 0) {
        const int first = s->year[0], last = s->year[s->n - 1];
        char *const en = d->years[OT_LANGUAGE_EN], *const zh = d->years[OT_LANGUAGE_ZH];
        if (first == last) {
            snprintf(en, sizeof d->years[0], " (%d)", first);
            snprintf(zh, sizeof d->years[0], "（%d）", first);
        } else {
            snprintf(en, sizeof d->years[0], " (%d-%d)", first, last);
            snprintf(zh, sizeof d->years[0], "（%d—%d）", first, last);
        }
    }
    return OT_OK;
}

/* With priors of coefficients alone the data must tell the size of sigma first. */
static ot_status check_sigma(const ot_fit_task *t, const struct data *d) {
    const size_t n_needed = d->design.k + OT_REGRESSION_DF_FOR_SCALE;
    if (!d->is_sigma_flat || d->n_flat == d->design.k || d->design.n >= n_needed) return OT_OK;
    (void)ot_fail(
        t->err, OT_ERR_INPUT,
        "coefficients of %s have priors and sigma has none: needs at least %zu "
        "observations, has %zu%s%.0s; write sigma = { scale = ...; df = ...; } into estimate",
        "%s 的系数有先验而 sigma 没有：至少需要 %zu 个观测值，现有 %zu 个%.0s%s；请在 estimate "
        "中写 sigma = { scale = ...; df = ...; }",
        t->spec->id, n_needed, d->design.n, d->years[0], d->years[1]);
    return refuse_at_estimate(t);
}

static ot_status check_count(const ot_fit_task *t, const struct data *d) {
    const size_t n_needed = d->n_flat + (d->is_sigma_flat ? 1 : 0);
    const char *scarce = d->design.scarce ? d->design.scarce : t->spec->id;
    if (d->design.n >= n_needed) return check_sigma(t, d);
    if (d->is_sigma_flat)
        (void)ot_fail(
            t->err, OT_ERR_INPUT,
            "%s needs at least %zu observations for %zu coefficients and a residual "
            "variance, has %zu%s%.0s, the data of %s being fewest; give prior means and sds, sigma "
            "= { scale; df; } and method = \"bayes\"",
            "%s 至少需要 %zu 个观测值来估计 %zu 个系数和残差方差，现有 %zu 个%.0s%s，其中 %s "
            "的数据最少；可给出先验 mean 与 sd、sigma = { scale; df; }，并写 method = "
            "\"bayes\"",
            t->spec->id, n_needed, d->n_flat, d->design.n, d->years[0], d->years[1], scarce);
    else
        (void)ot_fail(
            t->err, OT_ERR_INPUT,
            "%s needs at least %zu observations for %zu coefficients without prior, has "
            "%zu%s%.0s, the data of %s being fewest; give them prior means and sds",
            "%s 至少需要 %zu 个观测值来估计 %zu 个没有先验的系数，现有 %zu 个%.0s%s，其中 %s "
            "的数据最少；请给出它们的先验 mean 与 sd",
            t->spec->id, n_needed, d->n_flat, d->design.n, d->years[0], d->years[1], scarce);
    return refuse_at_estimate(t);
}

/* The coefficient that the sample cannot tell apart, by its name instead of its column. */
static ot_status explain(const ot_fit_task *t, const struct data *d, ot_status status) {
    const ot_design *s = &d->design;
    double *weight = ot_arena_alloc(t->scratch, s->k, sizeof *weight);
    double *mean = ot_arena_alloc(t->scratch, s->k, sizeof *mean);
    if (!weight || !mean) return ot_fit_no_memory(t);
    for (size_t j = 0; j < s->k; j++)
        weight[j] = isnan(d->prior_sd[j]) ? 0.0 : 1.0;
    const ot_least_squares_input in = {
        .x = s->x, .y = s->y, .n = s->n, .k = s->k, .weight = weight, .mean = mean};
    ot_least_squares solved = {0};
    size_t redundant = s->k;
    const ot_status again = ot_least_squares_solve(&in, &solved, &redundant, NULL);
    if (again != OT_ERR_INPUT) ot_least_squares_clear(&solved);
    if (redundant == s->k) return ot_fit_refuse(t, status, t->spec->estimate.place);
    const ot_coefficient_spec *c = t->form->coefficient[s->free[redundant]];
    (void)ot_fail(
        t->err, status,
        "the %zu observations%s%.0s cannot tell coefficient %s of %s apart from the others; "
        "give it a value, or a prior and method = \"bayes\"",
        "%zu 个观测值%.0s%s无法把系数 %s（%s 的方程）与其他系数区分开；请给定其 value，或给出"
        "先验并写 method = \"bayes\"",
        s->n, d->years[0], d->years[1], c->name, t->spec->id);
    return ot_fit_refuse(t, status, c->place);
}

/* Without any residual the bands would have no width, which nobody can know. */
static ot_status check_residual(const ot_fit_task *t, const struct data *d,
                                const ot_regression *r) {
    double square = 0.0;
    for (size_t i = 0; i < d->design.n; i++)
        square += d->design.y[i] * d->design.y[i];
    if (!d->is_sigma_flat || sqrt(r->rss) > EXACT * sqrt(square)) return OT_OK;
    (void)ot_fail(
        t->err, OT_ERR_INPUT,
        "the equation of %s fits its %zu observations%s%.0s exactly, so they do not tell the "
        "size of its residual; make it an identity, or write sigma = { scale; df; } and "
        "method = \"bayes\"",
        "%s 的方程与 %zu 个观测值%.0s%s完全吻合，无法得知残差的大小；请改写为恒等式，或写 sigma "
        "= { scale; df; } 与 method = \"bayes\"",
        t->spec->id, d->design.n, d->years[0], d->years[1]);
    return refuse_at_estimate(t);
}

static const char *plural(size_t n) { return n == 1 ? "" : "s"; }

static void note_few(const ot_fit_task *t, const struct data *d) {
    const ot_place place = t->spec->estimate.place;
    const double left = (double)d->design.n - (double)d->design.k;
    const char *const *label = t->spec->label.text;
    if (left < FEW_DF && left > 0.0)
        ot_notes_add(t->notes, OT_SEVERITY_INFO, place.file, place.line, place.column,
                     "%s%.0s: %zu observation%s%s%.0s for %zu coefficient%s",
                     "%.0s%s：以 %zu 个观测值%.0s%.0s%s估计 %zu 个系数%.0s", label[OT_LANGUAGE_EN],
                     label[OT_LANGUAGE_ZH], d->design.n, plural(d->design.n), d->years[0],
                     d->years[1], d->design.k, plural(d->design.k));
    if (t->fit->df > 0.0 && t->fit->df <= DF_OF_SD)
        ot_notes_add(t->notes, OT_SEVERITY_WARNING, place.file, place.line, place.column,
                     "%s%.0s has %g degrees of freedom: its Student-t has no standard deviation",
                     "%.0s%s的自由度为 %g：其 t 分布没有标准差", label[OT_LANGUAGE_EN],
                     label[OT_LANGUAGE_ZH], t->fit->df);
}

/* Of a posterior the standard deviation, to be read beside the prior's; of least squares the
 * textbook's standard error. Both are scales of a Student-t with df degrees of freedom. */
static double sd_of(const ot_fit_task *t, const ot_regression *r, double scale) {
    const int is_posterior = t->spec->estimate.method == OT_METHOD_BAYES && r->df > DF_OF_SD;
    return is_posterior ? scale * sqrt(r->df / (r->df - DF_OF_SD)) : scale;
}

static double mean_dependent(const ot_design *s) {
    long double sum = 0;
    for (size_t i = 0; i < s->n; i++)
        sum += s->left[i];
    return (double)(sum / (long double)s->n);
}

/* That the coefficient is 0. */
static void take_tests(ot_form_fit *fit, const ot_design *s) {
    for (size_t j = 0; j < s->k; j++) {
        const size_t to = s->free[j];
        fit->t[to] = fit->mean[to] / fit->standard_error[to];
        fit->p[to] = ot_student_two_sided(fit->t[to], fit->df);
    }
}

/* From the free coefficients to all of them; fixed ones have their values already. */
static void take(const ot_fit_task *t, const struct data *d, const ot_regression *r) {
    ot_form_fit *fit = t->fit;
    const ot_design *s = &d->design;
    for (size_t j = 0; j < s->k; j++) {
        const size_t to = s->free[j];
        fit->mean[to] = r->coefficient[j];
        fit->standard_error[to] = sd_of(t, r, sqrt(r->covariance[j * s->k + j]));
        for (size_t l = 0; l < s->k; l++)
            fit->covariance[to * fit->k + s->free[l]] = r->covariance[j * s->k + l];
    }
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
    if (s->n > 0) fit->rss = r->rss;
    if (s->n > 0) fit->mean_dependent = mean_dependent(s);
    if (fit->method == OT_METHOD_OLS) take_tests(fit, s);
}

static void note_scale_of_data(const ot_fit_task *t, const struct data *d) {
    const ot_place place = t->spec->estimate.place;
    if (!d->is_sigma_flat || d->n_flat == d->design.k) return;
    ot_notes_add(t->notes, OT_SEVERITY_INFO, place.file, place.line, place.column,
                 "sigma of %s%.0s has no prior: its coefficients' priors are weighed by the "
                 "residuals of least squares",
                 "%.0s%s的 sigma 没有先验：系数先验的权重由最小二乘残差决定",
                 t->spec->label.text[OT_LANGUAGE_EN], t->spec->label.text[OT_LANGUAGE_ZH]);
}

ot_status ot_fit_data(const ot_fit_task *t) {
    struct data d = {.n_flat = 0};
    const ot_estimate_spec *e = &t->spec->estimate;
    const ot_design *s = &d.design;
    const int is_ols = t->fit->method == OT_METHOD_OLS;
    ot_regression r = {0};
    ot_status status = is_ols ? refuse_priors_of_ols(t) : OT_OK;
    if (!status) status = gather(t, &d);
    if (!status) status = check_count(t, &d);
    if (status) return status;
    const ot_least_squares_input in = {
        .x = s->x, .y = s->y, .n = s->n, .k = s->k, .x_low = s->x_low, .y_low = s->y_low};
    if (is_ols)
        status = ot_regression_ols_wide(&in, &r, t->err);
    else
        status = ot_regression_bayes(s->x, s->y, s->n, s->k, d.prior_mean, d.prior_sd,
                                     e->sigma_scale, e->sigma_df, &r, t->err);
    if (status) return explain(t, &d, status);
    status = check_residual(t, &d, &r);
    if (!status) {
        take(t, &d, &r);
        note_few(t, &d);
        note_scale_of_data(t, &d);
    }
    ot_regression_clear(&r);
    return status;
}
