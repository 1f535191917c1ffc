/* What most growth rates do, and which ones do not. */
#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>

#include "base/elementary.h"
#include "estimate/prior.h"

/* The MAD of normal values times this is their sd: 1 / inverse-normal(3 / 4). */
static const double NORMAL_MAD = 1.482602218505602;

static double median(double *x, size_t n) {
    gsl_sort(x, 1, n);
    return gsl_stats_median_from_sorted_data(x, 1, n);
}

/* Growth rates of a year (is_year) or an area, into x; how many. */
static size_t collect(const ot_prior *p, size_t at, int is_year, const double *offset, double *x) {
    const size_t n_years = p->panel.n_years;
    const size_t count = is_year ? p->panel.n_areas : n_years;
    size_t n = 0;
    for (size_t k = 0; k < count; k++) {
        const size_t i = is_year ? k : at, t = is_year ? at : k;
        const double g = p->panel.growth[i * n_years + t];
        if (isfinite(g)) x[n++] = g - (offset ? offset[t] : 0.0);
    }
    return n;
}

/* Median of the year, and then of what the area has beside it: a median polish of one pass (Tukey
 * 1977, Exploratory Data Analysis, ch. 11). */
static void fill_usual(const ot_prior *p, double *x, double *of_year, double *of_area) {
    for (size_t t = 0; t < p->panel.n_years; t++) {
        const size_t n = collect(p, t, 1, NULL, x);
        of_year[t] = n > 0 ? median(x, n) : 0.0;
    }
    for (size_t i = 0; i < p->panel.n_areas; i++) {
        const size_t n = collect(p, i, 0, of_year, x);
        of_area[i] = n > 0 ? median(x, n) : 0.0;
    }
}

static int by_distance(const void *x, const void *y) {
    const ot_prior_outlier *a = x, *b = y;
    const double da = fabs(a->distance), db = fabs(b->distance);
    if (da > db || da < db) return da > db ? -1 : 1;
    if (a->area != b->area) return a->area < b->area ? -1 : 1;
    return (a->year > b->year) - (a->year < b->year);
}

static void mark_reversed(const ot_prior *p) {
    for (size_t k = 0; k < p->n_outliers; k++)
        for (size_t m = 0; m < p->n_outliers; m++) {
            ot_prior_outlier *a = &p->outlier[k];
            const ot_prior_outlier *b = &p->outlier[m];
            const int gap = abs(p->year[a->year] - p->year[b->year]);
            if (a->area == b->area && gap == 1 && a->distance * b->distance < 0.0)
                a->is_reversed = 1;
        }
}

static void list_outliers(ot_prior *p, const double *of_year, const double *of_area) {
    const size_t n_years = p->panel.n_years;
    for (size_t i = 0; i < p->panel.n_areas; i++)
        for (size_t t = 0; t < n_years; t++) {
            const double g = p->panel.growth[i * n_years + t], usual = of_year[t] + of_area[i];
            if (!isfinite(g) || !(fabs(g - usual) > OT_PRIOR_OUTLIER * p->mad_sd)) continue;
            p->outlier[p->n_outliers++] =
                (ot_prior_outlier){i, t, g, usual, (g - usual) / p->mad_sd, 0};
        }
    qsort(p->outlier, p->n_outliers, sizeof *p->outlier, by_distance);
    mark_reversed(p);
}

ot_status ot_prior_find_outliers(ot_prior *p, ot_error *err) {
    const size_t n_areas = p->panel.n_areas, n_years = p->panel.n_years, most = n_areas * n_years;
    double *x = ot_arena_alloc(p->arena, most, sizeof *x);
    double *of_year = ot_arena_alloc(p->arena, n_years, sizeof *of_year);
    double *of_area = ot_arena_alloc(p->arena, n_areas, sizeof *of_area);
    p->outlier = ot_arena_alloc(p->arena, most, sizeof *p->outlier);
    if (!x || !of_year || !of_area || !p->outlier)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the panel", "内存不足以存放面板数据");
    size_t n = 0;
    for (size_t k = 0; k < most; k++)
        if (isfinite(p->panel.growth[k])) x[n++] = p->panel.growth[k];
    p->mean = gsl_stats_mean(x, 1, n);
    p->mean_log = 0.0;
    for (size_t k = 0; k < n; k++)
        p->mean_log += ot_log(1.0 + x[k]) / (double)n;
    p->median = median(x, n);
    fill_usual(p, x, of_year, of_area);
    n = 0;
    for (size_t i = 0; i < n_areas; i++)
        for (size_t t = 0; t < n_years; t++) {
            const double g = p->panel.growth[i * n_years + t];
            if (isfinite(g)) x[n++] = fabs(g - of_year[t] - of_area[i]);
        }
    p->mad_sd = NORMAL_MAD * median(x, n);
    if (p->mad_sd > 0.0) list_outliers(p, of_year, of_area);
    return OT_OK;
}
