#include "regress/components.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/elementary.h"
#include "regress/components_core.h"
#include "regress/golden_section.h"

enum { RUN = OT_COMPONENTS_YEARS_IN_A_ROW };
static const double SPREADS =
    3.0; /* of year effects: past any sd that the likelihood would choose */
static const double LEAST_SD = 1e-9;         /* of growth: below it there is nothing but rounding */
static const double MOST_PERSISTENCE = 0.98; /* beyond it an AR(1) is not told from a level */
/* A standard error as wide as all that a persistence can be (uniform from -1 to 1: 0.58), and how
 * much less likely 0 must be (-2 log-likelihood) to be ruled out where there is no error. */
static const double MOST_ERROR = 0.58, LEAST_RISE = 1.0;
static const double MOST_SHARE = 0.999; /* of areas in the variance that is not of years */

/* Logarithms and powers are ours: a search that stops where the last bits say so must stop at the
 * same place on every processor. */
static double power(double x, int n) {
    double product = 1.0;
    for (int i = 0; i < n; i++)
        product *= x;
    return product;
}

/* Of an AR(1) with unit variance: the weights that make its values independent. */
static void whiten(const ot_growth_panel *p, ot_area_rates *a, double persistence) {
    for (size_t j = 0; j < a->n; j++) {
        const int gap = j ? p->year[a->at[j]] - p->year[a->at[j - 1]] : 0;
        a->carry[j] = j ? power(persistence, gap) : 0.0;
        a->fresh[j] = sqrt(1.0 - a->carry[j] * a->carry[j]);
    }
}

/* R^-1 x, R the AR(1)'s correlation. */
static void solve_ar(const ot_area_rates *a, const double *x, double *out) {
    for (size_t j = 0; j < a->n; j++)
        out[j] = (x[j] - (j ? a->carry[j] * x[j - 1] : 0.0)) / a->fresh[j];
    for (size_t j = 0; j < a->n; j++) {
        out[j] /= a->fresh[j];
        if (j + 1 < a->n) out[j] -= a->carry[j + 1] / a->fresh[j + 1] * out[j + 1];
    }
}

/* Add an area's share of X' V^-1 X, X' V^-1 g and g' V^-1 g, X the years, to the sums. */
static void add_area(ot_reml *r, ot_area_rates *a, double ratio) {
    const size_t n_years = r->panel->n_years;
    double sum_ones = 0.0, sum_rates = 0.0;
    solve_ar(a, r->one, a->u);
    solve_ar(a, a->rate, a->v);
    for (size_t j = 0; j < a->n; j++) {
        sum_ones += a->u[j];
        sum_rates += a->u[j] * a->rate[j];
        r->square += a->v[j] * a->rate[j];
        r->log_det += 2.0 * ot_log(a->fresh[j]);
    }
    a->information = sum_ones;
    const double pooled = ratio / (1.0 + ratio * sum_ones);
    r->log_det += ot_log(1.0 + ratio * sum_ones);
    r->square -= pooled * sum_rates * sum_rates;
    for (size_t j = 0; j < a->n; j++) {
        const double next = j + 1 < a->n ? a->carry[j + 1] / a->fresh[j + 1] : 0.0;
        double *row = r->matrix + a->at[j] * n_years;
        row[a->at[j]] += 1.0 / (a->fresh[j] * a->fresh[j]) + next * next;
        if (j + 1 < a->n) {
            const double beside = -next / a->fresh[j + 1];
            row[a->at[j + 1]] += beside;
            r->matrix[a->at[j + 1] * n_years + a->at[j]] += beside;
        }
        for (size_t k = 0; k < a->n; k++)
            row[a->at[k]] -= pooled * a->u[j] * a->u[k];
        r->effect[a->at[j]] += a->v[j] - pooled * a->u[j] * sum_rates;
    }
}

/* -2 log restricted likelihood at (ratio of variances, persistence), but for a constant; leaves
 * effects of years and the variance of the own part. */
static double criterion(ot_reml *r, double ratio, double persistence) {
    const size_t n_years = r->panel->n_years;
    const double df = (double)(r->n - n_years);
    memset(r->matrix, 0, n_years * n_years * sizeof *r->matrix);
    memset(r->effect, 0, n_years * sizeof *r->effect);
    r->square = r->log_det = 0.0;
    for (size_t i = 0; i < r->panel->n_areas; i++) {
        whiten(r->panel, &r->area[i], persistence);
        add_area(r, &r->area[i], ratio);
    }
    memcpy(r->right, r->effect, n_years * sizeof *r->right);
    double log_det = 0.0;
    if (!ot_cholesky(r->matrix, n_years, &log_det)) return INFINITY;
    ot_cholesky_solve(r->matrix, n_years, r->effect);
    for (size_t t = 0; t < n_years; t++)
        r->square -= r->effect[t] * r->right[t];
    r->variance = r->square / df;
    if (!(r->variance > 0.0)) return INFINITY;
    return df * ot_log(r->variance) + r->log_det + log_det;
}

static double at_share(double share, void *state) {
    ot_reml *r = state;
    return criterion(r, share / (1.0 - share), r->persistence);
}

static double at_persistence(double persistence, void *state) {
    ot_reml *r = state;
    double least = INFINITY;
    r->persistence = persistence;
    r->share = ot_golden_least(at_share, r, 0.0, MOST_SHARE, &least);
    return least;
}

static int has_rate(const ot_growth_panel *p, size_t i, size_t t, int year) {
    return t < p->n_years && p->year[t] == year && isfinite(p->growth[i * p->n_years + t]);
}

/* Is the rate of area i in year t one of three or more of years in a row? */
static int is_in_run(const ot_growth_panel *p, size_t i, size_t t) {
    int n = 1;
    if (!has_rate(p, i, t, p->year[t])) return 0;
    for (size_t k = 1; n < RUN && has_rate(p, i, t + k, p->year[t] + (int)k); k++)
        n++;
    for (size_t k = 1; n < RUN && k <= t && has_rate(p, i, t - k, p->year[t] - (int)k); k++)
        n++;
    return n >= RUN;
}

static size_t count_in_runs(const ot_growth_panel *p, size_t i) {
    size_t n = 0;
    for (size_t t = 0; t < p->n_years; t++)
        n += is_in_run(p, i, t) ? 1 : 0;
    return n;
}

/* Rates that stand in runs of three years or more, less their areas and years. A variance, and a
 * covariance of neighbours, are all that shorter runs tell of three unknowns: the areas' spread,
 * the own part's and its persistence. */
static size_t count_df_of_runs(const ot_reml *r) {
    const ot_growth_panel *p = r->panel;
    size_t n = 0, n_areas = 0, n_years = 0;
    for (size_t i = 0; i < p->n_areas; i++) {
        const size_t in_runs = count_in_runs(p, i);
        n += in_runs;
        n_areas += in_runs > 0 ? 1 : 0;
    }
    for (size_t t = 0; t < p->n_years; t++) {
        int is_used = 0;
        for (size_t i = 0; i < p->n_areas && !is_used; i++)
            is_used = is_in_run(p, i, t);
        n_years += is_used ? 1 : 0;
    }
    const size_t used = n_areas + n_years;
    return n + 1 > used ? n + 1 - used : 0;
}

/* Do the data tell a persistence from 0 at all, or how near it is? *se: NaN where they do the first
 * alone, as at an end. */
static int is_told(ot_golden_function f, ot_reml *r, double at, double *se) {
    *se = ot_golden_error(f, r, -MOST_PERSISTENCE, MOST_PERSISTENCE, at);
    if (*se <= MOST_ERROR) return 1;
    *se = (double)NAN;
    return f(0.0, r) - f(at, r) > LEAST_RISE;
}

/* Step 1; leaves the factor of X' V^-1 X, the effects and the variance at the solution. */
static ot_status fit_own(ot_reml *r, ot_growth_components *out, ot_error *err) {
    double persistence = 0.0;
    out->own_persistence_se = (double)NAN;
    if (count_df_of_runs(r) >= OT_COMPONENTS_DF_FOR_PERSISTENCE) {
        persistence = ot_golden_least(at_persistence, r, -MOST_PERSISTENCE, MOST_PERSISTENCE, NULL);
        out->has_own_persistence =
            is_told(at_persistence, r, persistence, &out->own_persistence_se);
    }
    if (!out->has_own_persistence) persistence = 0.0;
    (void)at_persistence(persistence, r);
    const double ratio = r->share / (1.0 - r->share);
    const double value = criterion(r, ratio, persistence);
    if (!isfinite(value) || !(sqrt(r->variance) > LEAST_SD))
        return ot_fail(err, OT_ERR_NUMERIC,
                       "growth does not differ between areas: there is no spread to estimate",
                       "各地区增长率没有差异，无法估计离散程度");
    out->own = sqrt(r->variance);
    out->between = sqrt(ratio * r->variance);
    out->own_persistence = persistence;
    return OT_OK;
}

/* -2 log restricted likelihood of the effects of years, c plus their error, with one mean. */
static double criterion_common(ot_reml *r, double sd, double persistence) {
    const size_t n = r->panel->n_years;
    const int *year = r->panel->year;
    for (size_t s = 0; s < n; s++)
        for (size_t t = 0; t < n; t++)
            r->matrix[s * n + t] =
                r->error[s * n + t] + sd * sd * power(persistence, abs(year[s] - year[t]));
    double log_det = 0.0, ones = 0.0, sum = 0.0, square = 0.0;
    if (!ot_cholesky(r->matrix, n, &log_det)) return INFINITY;
    memcpy(r->right, r->effect, n * sizeof *r->right);
    for (size_t t = 0; t < n; t++)
        r->unit[t] = 1.0;
    ot_cholesky_solve(r->matrix, n, r->right);
    ot_cholesky_solve(r->matrix, n, r->unit);
    for (size_t t = 0; t < n; t++) {
        ones += r->unit[t];
        sum += r->right[t];
        square += r->effect[t] * r->right[t];
    }
    r->mean = sum / ones;
    r->mean_variance = 1.0 / ones;
    return log_det + ot_log(ones) + square - r->mean * sum;
}

static double at_sd(double sd, void *state) {
    ot_reml *r = state;
    return criterion_common(r, sd, r->persistence);
}

static double at_common_persistence(double persistence, void *state) {
    ot_reml *r = state;
    double least = INFINITY;
    r->persistence = persistence;
    r->sd = ot_golden_least(at_sd, r, 0.0, r->most_sd, &least);
    return least;
}

/* The inverse of X' V^-1 X, from its factor. */
static void fill_error(ot_reml *r) {
    const size_t n = r->panel->n_years;
    for (size_t t = 0; t < n; t++) {
        double *column = r->error + t * n; /* symmetric: a row is a column */
        memset(column, 0, n * sizeof *column);
        column[t] = r->variance;
        ot_cholesky_solve(r->matrix, n, column);
    }
}

static double spread(const double *x, size_t n) {
    double mean = 0.0, square = 0.0;
    for (size_t i = 0; i < n; i++)
        mean += x[i] / (double)n;
    for (size_t i = 0; i < n; i++)
        square += (x[i] - mean) * (x[i] - mean);
    return sqrt(square / (double)(n - 1));
}

/* Step 2. */
static ot_status fit_common(ot_reml *r, ot_growth_components *out, ot_error *err) {
    fill_error(r);
    r->most_sd = SPREADS * spread(r->effect, r->panel->n_years);
    double persistence = out->own_persistence;
    if (r->panel->n_years >= OT_COMPONENTS_YEARS_FOR_COMMON) {
        persistence =
            ot_golden_least(at_common_persistence, r, -MOST_PERSISTENCE, MOST_PERSISTENCE, NULL);
        out->has_common_persistence =
            is_told(at_common_persistence, r, persistence, &out->common_persistence_se);
    }
    if (!out->has_common_persistence) {
        persistence = out->own_persistence;
        out->common_persistence_se = out->own_persistence_se;
    }
    (void)at_common_persistence(persistence, r);
    (void)criterion_common(r, 0.0, persistence); /* as if the years were known */
    r->areas_variance = r->mean_variance;
    (void)criterion_common(r, r->sd, persistence);
    out->common = r->sd;
    out->common_persistence = persistence;
    out->mean = r->mean;
    out->mean_se = sqrt(r->mean_variance);
    if (isfinite(out->mean) && isfinite(out->mean_se) && isfinite(out->common)) return OT_OK;
    return ot_fail(err, OT_ERR_NUMERIC, "the mean growth is not finite", "平均增长率不是有限数");
}

/* Best linear prediction of each area's mean (Henderson, Biometrics 31(2), 1975, p. 423-447). What
 * its own rates tell corrects the error that few areas leave in the mean of all, but not that of
 * few years, which its rates share. */
static void fill_areas(const ot_reml *r, const ot_growth_components *c, ot_area_effect *out) {
    const double ratio = r->share / (1.0 - r->share);
    const double of_years = fmax(0.0, c->mean_se * c->mean_se - r->areas_variance);
    for (size_t i = 0; i < r->panel->n_areas; i++) {
        const ot_area_rates *a = &r->area[i];
        double sum = 0.0, deviation = 0.0;
        for (size_t j = 0; j < a->n; j++) {
            sum += r->panel->growth[i * r->panel->n_years + a->at[j]];
            deviation += a->u[j] * (a->rate[j] - r->effect[a->at[j]]);
        }
        const double shrink = 1.0 / (1.0 + ratio * a->information);
        const double of_areas = shrink * shrink * r->areas_variance;
        out[i].n = a->n;
        out[i].own_mean = a->n ? sum / (double)a->n : (double)NAN;
        out[i].weight = 1.0 - shrink;
        out[i].mean = c->mean + ratio * shrink * deviation;
        out[i].sd = sqrt(c->between * c->between * shrink + of_years + of_areas);
    }
}

/* Centre by year, so that the sums lose no digits; r->centre has what was taken off. */
static void centre(ot_reml *r) {
    const ot_growth_panel *p = r->panel;
    for (size_t t = 0; t < p->n_years; t++) {
        double sum = 0.0, n = 0.0;
        for (size_t i = 0; i < p->n_areas; i++)
            if (isfinite(p->growth[i * p->n_years + t])) {
                sum += p->growth[i * p->n_years + t];
                n += 1.0;
            }
        r->centre[t] = n > 0.0 ? sum / n : 0.0;
    }
    for (size_t i = 0; i < p->n_areas; i++)
        for (size_t j = 0; j < r->area[i].n; j++) {
            const size_t t = r->area[i].at[j];
            r->area[i].rate[j] = p->growth[i * p->n_years + t] - r->centre[t];
        }
}

static ot_status check(const ot_reml *r, ot_error *err) {
    const ot_growth_panel *p = r->panel;
    const size_t used = p->n_years + p->n_areas - 1;
    if (p->n_areas >= 2 && p->n_years >= 2 && r->n > used) return OT_OK;
    return ot_fail(err, OT_ERR_INPUT,
                   "%zu growth rates of %zu areas in %zu years are too few to tell areas, years "
                   "and chance apart; at least 2 areas and 2 years are needed, and more rates than "
                   "areas and years",
                   "%zu 个增长率（%zu 个地区、%zu "
                   "年）不足以区分地区、年份和偶然因素；至少要有 2 个地区和 2 "
                   "年，且增长率个数多于地区数加年数",
                   r->n, p->n_areas, p->n_years);
}

/* Effects of years about the mean, as they were before they were centred. */
static void restore_effects(ot_reml *r) {
    for (size_t t = 0; t < r->panel->n_years; t++)
        r->effect[t] += r->centre[t];
    for (size_t i = 0; i < r->panel->n_areas; i++)
        for (size_t j = 0; j < r->area[i].n; j++)
            r->area[i].rate[j] += r->centre[r->area[i].at[j]];
}

static ot_status fit(ot_reml *r, ot_growth_components *out, ot_area_effect *area,
                     double *year_effect, ot_error *err) {
    ot_growth_components c = {.n = r->n};
    ot_status status = check(r, err);
    if (!status) centre(r);
    if (!status) status = fit_own(r, &c, err);
    if (!status) {
        restore_effects(r);
        status = fit_common(r, &c, err);
    }
    if (status) return status;
    if (area) fill_areas(r, &c, area);
    for (size_t t = 0; year_effect && t < r->panel->n_years; t++)
        year_effect[t] = r->effect[t] - c.mean;
    *out = c;
    return OT_OK;
}

ot_status ot_components_fit(const ot_growth_panel *panel, ot_growth_components *out,
                            ot_area_effect *area, double *year_effect, ot_error *err) {
    ot_arena *arena = ot_arena_new();
    ot_reml r;
    ot_status status = OT_OK;
    if (!arena || !ot_reml_make(panel, arena, &r))
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for the panel", "内存不足以存放面板数据");
    if (!status) status = fit(&r, out, area, year_effect, err);
    ot_arena_free(arena);
    return status;
}
