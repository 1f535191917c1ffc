#include "estimate/fit_refuse.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "regress/least_squares.h"

/* Residuals that are this small a share of the left side are rounding: an identity. */
static const double EXACT = 1e-12;

static ot_status refuse_at_estimate(const ot_fit_task *t) {
    return ot_fit_refuse(t, OT_ERR_INPUT, t->spec->estimate.place);
}

/* Of a curve: no method would take it. */
static ot_status refuse_prior_of_curve(const ot_fit_task *t, const char *name, ot_place place) {
    if (name)
        (void)ot_fail(
            t->err, OT_ERR_INPUT,
            "coefficient %s of %s has a prior, and no method takes a prior for a "
            "non-linear equation yet; give it a value, or drop the prior",
            "系数 %s（%s 的方程）有先验，而目前没有方法能在非线性方程中使用先验；请给定其 "
            "value，或去掉先验",
            name, t->spec->id);
    else
        (void)ot_fail(t->err, OT_ERR_INPUT,
                      "sigma of %s has a prior, and no method takes a prior for a non-linear "
                      "equation yet; drop the prior",
                      "%s 的 sigma 有先验，而目前没有方法能在非线性方程中使用先验；请去掉先验",
                      t->spec->id);
    return ot_fit_refuse(t, OT_ERR_INPUT, place);
}

ot_status ot_fit_check_priors(const ot_fit_task *t) {
    const char *method = ot_method_name(t->fit->method);
    const int is_nls = t->fit->method == OT_METHOD_NLS;
    if (t->fit->method == OT_METHOD_BAYES) return OT_OK;
    for (size_t j = 0; j < t->fit->k; j++) {
        if (isnan(t->fit->prior_sd[j])) continue;
        const ot_coefficient_spec *c = t->form->coefficient[j];
        if (is_nls) return refuse_prior_of_curve(t, c->name, c->place);
        (void)ot_fail(t->err, OT_ERR_INPUT,
                      "coefficient %s of %s has a prior, which method \"%s\" cannot use; write "
                      "method = \"bayes\"",
                      "系数 %s（%s 的方程）有先验，“%s”方法用不上；请写 method = \"bayes\"",
                      c->name, t->spec->id, method);
        return ot_fit_refuse(t, OT_ERR_INPUT, c->place);
    }
    if (isnan(t->spec->estimate.sigma_scale)) return OT_OK;
    if (is_nls) return refuse_prior_of_curve(t, NULL, t->spec->estimate.sigma_place);
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

/* A sample that has all its years is short itself; else a series is. */
static void say_why(const ot_fit_task *t, const ot_design *s, char why[OT_N_LANGUAGES][256]) {
    const ot_estimate_spec *e = &t->spec->estimate;
    const int is_full = e->first && s->n + s->n_outliers == (size_t)(e->last - e->first) + 1;
    const char *scarce = s->scarce ? s->scarce : t->spec->id;
    if (s->broken) {
        snprintf(why[OT_LANGUAGE_EN], sizeof why[0], "without a finite value: %.160s", s->broken);
        snprintf(why[OT_LANGUAGE_ZH], sizeof why[0], "以下年份没有有限值：%.160s", s->broken);
    } else if (is_full) {
        snprintf(why[OT_LANGUAGE_EN], sizeof why[0], "all that its sample holds");
        snprintf(why[OT_LANGUAGE_ZH], sizeof why[0], "样本期内只有这些");
    } else {
        snprintf(why[OT_LANGUAGE_EN], sizeof why[0], "the data of %s being fewest", scarce);
        snprintf(why[OT_LANGUAGE_ZH], sizeof why[0], "其中 %s 的数据最少", scarce);
    }
}

/* A panel's other areas stand in for observations of the own one; its estimator says what it needs.
 */
ot_status ot_fit_check_count(const ot_fit_task *t, const ot_fit_sample *d) {
    const size_t n_restrictions = t->spec->estimate.n_restrictions;
    const size_t n_left = d->n_flat > n_restrictions ? d->n_flat - n_restrictions : 0;
    const size_t n_needed = n_left + (d->is_sigma_flat ? 1 : 0);
    if (d->sample.panel) return OT_OK;
    char why[OT_N_LANGUAGES][256];
    say_why(t, &d->design, why);
    if (d->design.n >= n_needed) return check_sigma(t, d);
    if (d->is_sigma_flat)
        (void)ot_fail(
            t->err, OT_ERR_INPUT,
            "%s needs at least %zu observations for %zu coefficients and a residual "
            "variance, has %zu%s%.0s, %s%.0s; give prior means and sds, sigma = { scale; df; } and "
            "method = \"bayes\"",
            "%s 至少需要 %zu 个观测值来估计 %zu 个系数和残差方差，现有 %zu "
            "个%.0s%s，%.0s%s；可给出先验 mean 与 sd、sigma = { scale; df; }，并写 method = "
            "\"bayes\"",
            t->spec->id, n_needed, d->n_flat, d->design.n, d->years[0], d->years[1],
            why[OT_LANGUAGE_EN], why[OT_LANGUAGE_ZH]);
    else
        (void)ot_fail(t->err, OT_ERR_INPUT,
                      "%s needs at least %zu observations for %zu coefficients without prior, has "
                      "%zu%s%.0s, %s%.0s; give them prior means and sds",
                      "%s 至少需要 %zu 个观测值来估计 %zu 个没有先验的系数，现有 %zu "
                      "个%.0s%s，%.0s%s；请给出它们的先验 mean 与 sd",
                      t->spec->id, n_needed, d->n_flat, d->design.n, d->years[0], d->years[1],
                      why[OT_LANGUAGE_EN], why[OT_LANGUAGE_ZH]);
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

/* A share of a column that other columns explain is rounding below this. */
static const double NO_PART = 1e-8;

static double size_of(const double *x, size_t n, size_t k, size_t j) {
    double square = 0.0;
    for (size_t i = 0; i < n; i++)
        square += x[i * k + j] * x[i * k + j];
    return sqrt(square / (double)n);
}

/* Which flat columns before `redundant` it is made of, takes_part[k]; how many, 0 when they do not
 * make it, or when memory ran out. */
static size_t find_company(const ot_fit_task *t, const ot_fit_sample *d, size_t redundant,
                           unsigned char *takes_part) {
    const ot_panel *panel = d->sample.panel;
    const double *all = panel ? panel->x : d->sample.x;
    const size_t n = panel ? panel->n : d->sample.n, k = d->sample.k;
    double *x = ot_arena_alloc(t->scratch, n * redundant + 1, sizeof *x);
    double *y = ot_arena_alloc(t->scratch, n + 1, sizeof *y);
    size_t *column = ot_arena_alloc(t->scratch, redundant + 1, sizeof *column);
    ot_least_squares_input in = {.x = x, .y = y, .n = n};
    ot_least_squares solved = {0};
    size_t n_parts = 0;
    if (!x || !y || !column) return 0;
    for (size_t j = 0; j < redundant; j++)
        if (isnan(d->sample.prior_sd[j])) column[in.k++] = j;
    for (size_t i = 0; i < n; i++) {
        y[i] = all[i * k + redundant];
        for (size_t j = 0; j < in.k; j++)
            x[i * in.k + j] = all[i * k + column[j]];
    }
    const double size = size_of(all, n, k, redundant);
    if (in.k == 0 || ot_least_squares_solve(&in, &solved, NULL, NULL)) return 0;
    const int is_made = sqrtl(solved.rss / (long double)n) <= NO_PART * size;
    for (size_t j = 0; j < in.k && is_made; j++) {
        const double part = fabs((double)solved.b[j]) * size_of(x, n, in.k, j);
        takes_part[column[j]] = part > NO_PART * size;
        n_parts += takes_part[column[j]];
    }
    ot_least_squares_clear(&solved);
    return n_parts;
}

/* "a, b and c" */
static void list_names(const ot_fit_task *t, const ot_design *s, const unsigned char *takes_part,
                       size_t n, ot_buffer *en, ot_buffer *zh) {
    size_t told = 0;
    for (size_t j = 0; j < s->k; j++) {
        if (!takes_part[j]) continue;
        const char *name = t->form->coefficient[s->free[j]]->name;
        ot_buffer_format(en, "%s%s", told == 0 ? "" : told + 1 == n ? " and " : ", ", name);
        ot_buffer_format(zh, "%s%s", told == 0 ? "" : "、", name);
        told++;
    }
}

/* The coefficients that mean the same in this sample, all of them by name. */
static ot_status refuse_company(const ot_fit_task *t, const ot_fit_sample *d, size_t n_rows,
                                const unsigned char *takes_part, size_t n) {
    ot_buffer en = {0}, zh = {0};
    list_names(t, &d->design, takes_part, n, &en, &zh);
    ot_status status = OT_ERR_INPUT;
    if (en.failed || zh.failed)
        status = ot_fit_no_memory(t);
    else
        (void)ot_fail(
            t->err, status,
            "the %zu observations%s%.0s cannot tell coefficients %s%.0s of %s apart; give one of "
            "them a value, or a prior and method = \"bayes\"",
            "%zu 个观测值%.0s%s无法把系数%.0s %s（%s 的方程）彼此区分开；请给定其中一个的 value，"
            "或给出先验并写 method = \"bayes\"",
            n_rows, d->years[0], d->years[1], en.data, zh.data, t->spec->id);
    ot_buffer_clear(&en);
    ot_buffer_clear(&zh);
    return status;
}

/* No prior helps a curve. */
static ot_status refuse_alone(const ot_fit_task *t, const ot_fit_sample *d, size_t n_rows,
                              const char *name, int is_zero) {
    const int is_curve = d->sample.curve != NULL;
    return ot_fail(
        t->err, OT_ERR_INPUT,
        is_zero ? "the %zu observations%s%.0s say nothing of coefficient %s of %s: what it "
                  "multiplies is 0 in all of them; give it a value%s%.0s"
                : "the %zu observations%s%.0s cannot tell coefficient %s of %s apart from the "
                  "others; give it a value%s%.0s",
        is_zero ? "%zu 个观测值%.0s%s不含系数 %s（%s 的方程）的任何信息：它所乘的数全为 0；"
                  "请给定其 value%.0s%s"
                : "%zu 个观测值%.0s%s无法把系数 %s（%s 的方程）与其他系数区分开；请给定其 "
                  "value%.0s%s",
        n_rows, d->years[0], d->years[1], name, t->spec->id,
        is_curve ? "" : ", or a prior and method = \"bayes\"",
        is_curve ? "" : "，或给出先验并写 method = \"bayes\"");
}

/* Years that fell out are perhaps why. */
static ot_status refuse_broken(const ot_fit_task *t, const char *broken, ot_status status) {
    char text[OT_N_LANGUAGES][sizeof t->err->text[0]];
    memcpy(text, t->err->text, sizeof text);
    return ot_fail(t->err, status, "%s%.0s; years without a finite value: %s",
                   "%.0s%s；没有有限值的年份：%s", text[OT_LANGUAGE_EN], text[OT_LANGUAGE_ZH],
                   broken);
}

ot_status ot_fit_explain(const ot_fit_task *t, const ot_fit_sample *d, size_t redundant,
                         ot_status status) {
    const ot_design *s = &d->design;
    if (status == OT_ERR_NOMEM) return status;
    if (redundant >= s->k && find_redundant(t, d, &redundant)) return OT_ERR_NOMEM;
    if (redundant >= s->k && s->broken) (void)refuse_broken(t, s->broken, status);
    if (redundant >= s->k) return ot_fit_refuse(t, status, t->spec->estimate.place);
    const ot_coefficient_spec *c = t->form->coefficient[s->free[redundant]];
    const double *x = d->sample.panel ? d->panel.x : d->sample.x;
    const size_t n = d->sample.panel ? d->panel.n : s->n;
    unsigned char *takes_part = ot_arena_alloc(t->scratch, s->k, 1);
    if (!takes_part) return ot_fit_no_memory(t);
    const size_t n_parts = x ? find_company(t, d, redundant, takes_part) : 0;
    takes_part[redundant] = 1;
    if (n_parts > 0)
        status = refuse_company(t, d, n, takes_part, n_parts + 1);
    else
        status = refuse_alone(t, d, n, c->name, x && !(size_of(x, n, s->k, redundant) > 0.0));
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
