#include <math.h>

#include "estimate/fit_refuse.h"
#include "estimate/least_squares.h"

/* Residuals that are this small a share of the left side are rounding: an identity. */
static const double EXACT = 1e-12;

static ot_status refuse_at_estimate(const ot_fit_task *t) {
    return ot_fit_refuse(t, OT_ERR_INPUT, t->spec->estimate.place);
}

ot_status ot_fit_check_priors(const ot_fit_task *t) {
    const char *method = ot_method_name(t->fit->method);
    if (t->fit->method == OT_METHOD_BAYES) return OT_OK;
    for (size_t j = 0; j < t->fit->k; j++) {
        if (isnan(t->fit->prior_sd[j])) continue;
        const ot_coefficient_spec *c = t->form->coefficient[j];
        (void)ot_fail(t->err, OT_ERR_INPUT,
                      "coefficient %s of %s has a prior, which method \"%s\" cannot use; write "
                      "method = \"bayes\"",
                      "系数 %s（%s 的方程）有先验，“%s”方法用不上；请写 method = \"bayes\"",
                      c->name, t->spec->id, method);
        return ot_fit_refuse(t, OT_ERR_INPUT, c->place);
    }
    if (isnan(t->spec->estimate.sigma_scale)) return OT_OK;
    (void)ot_fail(t->err, OT_ERR_INPUT,
                  "sigma of %s has a prior, which method \"%s\" cannot use; write method = "
                  "\"bayes\"",
                  "%s 的 sigma 有先验，“%s”方法用不上；请写 method = \"bayes\"", t->spec->id,
                  method);
    return ot_fit_refuse(t, OT_ERR_INPUT, t->spec->estimate.sigma_place);
}

/* With priors of coefficients alone the data must tell the size of sigma first. */
static ot_status check_sigma(const ot_fit_task *t, const ot_fit_sample *d) {
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

/* A panel's other areas stand in for observations of the own one; its estimator says what it needs.
 */
ot_status ot_fit_check_count(const ot_fit_task *t, const ot_fit_sample *d) {
    const size_t n_restrictions = t->spec->estimate.n_restrictions;
    const size_t n_left = d->n_flat > n_restrictions ? d->n_flat - n_restrictions : 0;
    const size_t n_needed = n_left + (d->is_sigma_flat ? 1 : 0);
    if (d->sample.panel) return OT_OK;
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

/* The first coefficient that the sample cannot tell from those before it; k: none. */
static ot_status find_redundant(const ot_fit_task *t, const ot_fit_sample *d, size_t *redundant) {
    const ot_design *s = &d->design;
    double *weight = ot_arena_alloc(t->scratch, s->k, sizeof *weight);
    double *mean = ot_arena_alloc(t->scratch, s->k, sizeof *mean);
    *redundant = s->k;
    if (!weight || !mean) return ot_fit_no_memory(t);
    if (!d->sample.x || d->sample.panel) return OT_OK;
    for (size_t j = 0; j < s->k; j++)
        weight[j] = isnan(d->sample.prior_sd[j]) ? 0.0 : 1.0;
    const ot_least_squares_input in = {
        .x = s->x, .y = s->y, .n = s->n, .k = s->k, .weight = weight, .mean = mean};
    ot_least_squares solved = {0};
    const ot_status again = ot_least_squares_solve(&in, &solved, redundant, NULL);
    if (again != OT_ERR_INPUT) ot_least_squares_clear(&solved);
    return OT_OK;
}

ot_status ot_fit_explain(const ot_fit_task *t, const ot_fit_sample *d, size_t redundant,
                         ot_status status) {
    const ot_design *s = &d->design;
    if (status == OT_ERR_NOMEM) return status;
    if (redundant >= s->k && find_redundant(t, d, &redundant)) return OT_ERR_NOMEM;
    if (redundant >= s->k) return ot_fit_refuse(t, status, t->spec->estimate.place);
    const ot_coefficient_spec *c = t->form->coefficient[s->free[redundant]];
    const size_t n = d->sample.panel ? d->panel.n : s->n;
    (void)ot_fail(
        t->err, status,
        "the %zu observations%s%.0s cannot tell coefficient %s of %s apart from the others; "
        "give it a value, or a prior and method = \"bayes\"",
        "%zu 个观测值%.0s%s无法把系数 %s（%s 的方程）与其他系数区分开；请给定其 value，或给出"
        "先验并写 method = \"bayes\"",
        n, d->years[0], d->years[1], c->name, t->spec->id);
    return ot_fit_refuse(t, status, c->place);
}

/* Without any residual the bands would have no width, which nobody can know. */
ot_status ot_fit_check_residual(const ot_fit_task *t, const ot_fit_sample *d,
                                const ot_regression *r) {
    double square = 0.0;
    if (d->sample.panel) return OT_OK; /* which has residuals of other areas */
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
