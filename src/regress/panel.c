#include "regress/panel.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "regress/least_squares.h"
#include "regress/panel_core.h"

/* Residuals below this share of the left side are what rounding leaves. */
static const double NO_RESIDUAL = 1e-12;

/* Where the mode is sought from: logarithms of sigma, omega and tau in the panel's units. */
static const double FIRST_SIGMA = -0.2, FIRST_OMEGA = -1.0, FIRST_TAU = -1.0;

void ot_panel_fit_clear(ot_panel_fit *f) {
    free(f->coefficient);
    *f = (ot_panel_fit){0};
}

static ot_status no_memory(const ot_panel *p, ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for a panel of %zu by %zu numbers",
                   "内存不足以计算 %zu 行 %zu 列的面板", p->n, p->k);
}

static ot_status check_numbers(const ot_panel *p, ot_error *err) {
    for (size_t i = 0; i < p->n; i++) {
        if (!isfinite(p->y[i]))
            return ot_fail(err, OT_ERR_NUMERIC, "left side of observation %zu is %g",
                           "第 %zu 个观测值的左边为 %g", i + 1, p->y[i]);
        for (size_t j = 0; j < p->k; j++)
            if (!isfinite(p->x[i * p->k + j]))
                return ot_fail(err, OT_ERR_NUMERIC, "column %zu of observation %zu is %g",
                               "第 %zu 列的第 %zu 个观测值为 %g", j + 1, i + 1, p->x[i * p->k + j]);
    }
    return OT_OK;
}

/* Areas and years that have an observation; `seen` is [n_areas + n_years], all 0. */
static ot_status check_cover(const ot_panel *p, char *seen, ot_error *err) {
    size_t n_areas = 0, n_years = 0;
    for (size_t i = 0; i < p->n; i++) {
        char *area = seen + p->area[i], *year = seen + p->n_areas + p->year[i];
        n_areas += !*area;
        n_years += !*year;
        *area = *year = 1;
    }
    if (n_areas < OT_PANEL_LEAST_AREAS)
        return ot_fail(err, OT_ERR_INPUT,
                       "the panel has observations of %zu area%s%.0s; must be at least %d",
                       "面板中只有 %zu 个%.0s%s地区有观测值；至少应有 %d 个", n_areas,
                       n_areas == 1 ? "" : "s", "", (int)OT_PANEL_LEAST_AREAS);
    if (n_years < OT_PANEL_LEAST_YEARS)
        return ot_fail(
            err, OT_ERR_INPUT, "the panel has observations of %zu years; must be at least %d",
            "面板中只有 %zu 个年份有观测值；至少应有 %d 个", n_years, (int)OT_PANEL_LEAST_YEARS);
    return OT_OK;
}

static ot_status check(const ot_panel *p, ot_error *err) {
    if (p->k < 1 || p->k > OT_PANEL_MOST_COLUMNS)
        return ot_fail(err, OT_ERR_INPUT, "the panel has %zu columns; must be 1 to %d",
                       "面板有 %zu 列；应为 1 至 %d 列", p->k, (int)OT_PANEL_MOST_COLUMNS);
    if (p->n <= p->k)
        return ot_fail(err, OT_ERR_INPUT, "%zu observations for %zu coefficients of a panel",
                       "面板只有 %zu 个观测值，却有 %zu 个系数", p->n, p->k);
    char *seen = calloc(p->n_areas + p->n_years + 1, 1);
    if (!seen) return no_memory(p, err);
    ot_status status = check_cover(p, seen, err);
    free(seen);
    return status ? status : check_numbers(p, err);
}

static double *take(double **at, size_t n) {
    double *taken = *at;
    *at += n;
    return taken;
}

static int core_alloc(ot_panel_core *c) {
    const size_t n = c->n, k = c->k, p = c->p, a = c->n_areas;
    if (p > SIZE_MAX / 64 / p || a > SIZE_MAX / 256 / k / p || n > SIZE_MAX / 256 / k) return 0;
    const size_t n_doubles =
        n * (k + 5) + a * (3 + k * k + k * p + k) + 2 * k + p * p + k * p + 2 * p;
    c->block = calloc(1, n_doubles * sizeof(double) + (2 * n + a + 1) * sizeof(size_t));
    if (!c->block) return 0;
    double *at = c->block;
    c->x = take(&at, n * k);
    c->y = take(&at, n);
    c->weight = take(&at, n);
    c->row_weight = take(&at, n);
    c->residual = take(&at, n);
    c->variance = take(&at, n);
    c->area_weight = take(&at, a);
    c->area_df = take(&at, a);
    c->area_square = take(&at, a);
    c->a = take(&at, a * k * k);
    c->cross = take(&at, a * k * p);
    c->z = take(&at, a * k);
    c->centre = take(&at, k);
    c->unit = take(&at, k);
    c->m = take(&at, p * p);
    c->directions = take(&at, k * p);
    c->solution = take(&at, p);
    c->row = take(&at, p);
    c->year = (size_t *)(void *)at;
    c->place = c->year + n;
    c->start = c->place + n;
    return 1;
}

/* Rows by area, in the order of the caller within one. */
static void sort_rows(const ot_panel *panel, ot_panel_core *c) {
    for (size_t i = 0; i < c->n; i++)
        c->start[panel->area[i] + 1]++;
    for (size_t a = 0; a < c->n_areas; a++)
        c->start[a + 1] += c->start[a];
    for (size_t i = 0; i < c->n; i++)
        c->place[i] = c->start[panel->area[i]]++;
    for (size_t a = c->n_areas; a > 0; a--)
        c->start[a] = c->start[a - 1];
    c->start[0] = 0;
}

/* Least squares over the panel sets the units. */
static ot_status fill(const ot_panel *panel, ot_panel_core *c, size_t *redundant, ot_error *err) {
    const ot_least_squares_input in = {.x = panel->x, .y = panel->y, .n = c->n, .k = c->k};
    ot_least_squares solved;
    const ot_status status = ot_least_squares_solve(&in, &solved, redundant, err);
    if (status) return status;
    double longest = 0.0;
    c->y_unit = (double)sqrtl(solved.rss / (long double)(c->n - c->k));
    sort_rows(panel, c);
    for (size_t j = 0; j < c->k; j++) {
        double square = 0.0;
        for (size_t i = 0; i < c->n; i++)
            square += panel->x[i * c->k + j] * panel->x[i * c->k + j];
        c->unit[j] = sqrt(square / (double)c->n);
        c->centre[j] = (double)solved.b[j];
    }
    for (size_t i = 0; i < c->n; i++) {
        const size_t r = c->place[i];
        longest = fmax(longest, fabs(panel->y[i]));
        c->y[r] = (double)(solved.residual[i] / c->y_unit);
        c->year[r] = panel->year[i];
        c->weight[r] = c->row_weight[r] = 1.0;
        for (size_t j = 0; j < c->k; j++)
            c->x[r * c->k + j] = panel->x[i * c->k + j] / c->unit[j];
    }
    for (size_t a = 0; a < c->n_areas; a++)
        c->area_weight[a] = 1.0;
    ot_least_squares_clear(&solved);
    if (!(c->y_unit > NO_RESIDUAL * longest))
        return ot_fail(err, OT_ERR_INPUT, "a regression of %zu columns leaves a panel no residuals",
                       "%zu 列的回归使面板没有残差", c->k);
    return OT_OK;
}

static int fit_alloc(ot_panel_fit *f, size_t k) {
    f->k = k;
    f->coefficient = calloc(k * (k + 5), sizeof *f->coefficient);
    if (!f->coefficient) return 0;
    f->covariance = f->coefficient + k;
    f->panel_mean = f->covariance + k * k;
    f->between_sd = f->panel_mean + k;
    f->shrinkage = f->between_sd + k;
    f->panel_sd = f->shrinkage + k;
    return 1;
}

static int is_finite(const ot_panel_fit *f) {
    for (size_t i = 0; i < f->k * (f->k + 5); i++)
        if (!isfinite(f->coefficient[i])) return 0;
    return isfinite(f->df) && isfinite(f->sigma_scale) && isfinite(f->year_sd) &&
           isfinite(f->common_sd) && isfinite(f->own_sd);
}

static void fill_mode(ot_panel_core *c, const double *log_variance, ot_panel_mode_of *out) {
    out->variances = ot_panel_variances_of(c, log_variance);
    out->likelihood =
        ot_panel_likelihood(c, &out->variances) - (double)(c->n - c->k) * log(c->y_unit);
    out->variances.sigma *= c->y_unit;
    out->variances.omega *= c->y_unit;
    for (size_t j = 0; j < c->k; j++) {
        out->variances.tau[j] *= c->y_unit / c->unit[j];
        out->likelihood -= log(c->unit[j]);
    }
}

static ot_status estimate(ot_panel_core *c, ot_panel_fit *fit, ot_panel_mode_of *mode,
                          ot_error *err) {
    double log_variance[OT_PANEL_MOST_VARIANCES] = {FIRST_SIGMA, FIRST_OMEGA};
    double factor[OT_PANEL_MOST_VARIANCES * OT_PANEL_MOST_VARIANCES];
    for (size_t j = 2; j < c->d; j++)
        log_variance[j] = FIRST_TAU;
    ot_status status = ot_panel_mode(c, log_variance, factor, err);
    if (!status && mode) fill_mode(c, log_variance, mode);
    if (!status) status = ot_panel_sum(c, log_variance, factor, fit, err);
    if (!status && !is_finite(fit))
        status = ot_fail(err, OT_ERR_NUMERIC, "the answer of a panel of %zu by %zu is not finite",
                         "%zu 行 %zu 列面板的结果不是有限数", c->n, c->k);
    return status;
}

ot_status ot_panel_fit_make(const ot_panel *panel, const ot_panel_choice *choice, ot_panel_fit *out,
                            ot_panel_mode_of *mode, size_t *redundant, ot_error *err) {
    ot_panel_core c = {.choice = *choice, .n = panel->n, .k = panel->k, .own = panel->own};
    ot_panel_fit fit = {0};
    size_t ignored;
    if (!redundant) redundant = &ignored;
    *redundant = panel->k;
    ot_status status = check(panel, err);
    if (status) return status;
    c.n_areas = panel->n_areas;
    c.n_years = panel->n_years;
    c.p = c.k + c.n_years;
    c.d = choice->is_pooled ? 2 : 2 + c.k;
    c.spread_df = INFINITY;
    if (core_alloc(&c) && fit_alloc(&fit, c.k)) {
        status = fill(panel, &c, redundant, err);
        if (!status) status = estimate(&c, &fit, mode, err);
    } else {
        status = no_memory(panel, err);
    }
    free(c.block);
    if (status)
        ot_panel_fit_clear(&fit);
    else
        *out = fit;
    return status;
}

ot_status ot_panel_pool(const ot_panel *panel, ot_panel_fit *out, size_t *redundant,
                        ot_error *err) {
    const ot_panel_choice choice = {.is_pooled = 1, .has_one_scale = 1, .is_normal = 1};
    return ot_panel_fit_make(panel, &choice, out, NULL, redundant, err);
}

ot_status ot_panel_pool_partly(const ot_panel *panel, ot_panel_fit *out, size_t *redundant,
                               ot_error *err) {
    const ot_panel_choice choice = {0};
    return ot_panel_fit_make(panel, &choice, out, NULL, redundant, err);
}
