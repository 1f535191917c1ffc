#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/normal.h"
#include "forecast/forecast.h"

static const double FARTHEST = 12.0; /* normal score beyond which outcomes are alike */

struct seen {
    double z, weight; /* then the sum of weights up to here */
};

/* Equal normal scores in any order: their weights are added before they are asked for. */
static int by_z(const void *a, const void *b) {
    const ot_forecast_outcome *x = a, *y = b;
    if (x->z < y->z || x->z > y->z) return x->z < y->z ? -1 : 1;
    if (x->year != y->year) return x->year < y->year ? -1 : 1;
    return (x->t > y->t) - (x->t < y->t);
}

/* How much an outcome of another horizon says: of half or twice the years ahead, a seventh. */
static double nearness(size_t t, size_t other) {
    const double ratio = log((double)(t + 1) / (double)(other + 1));
    return exp(-4.0 * ratio * ratio);
}

static int latest_of(const ot_forecast_outcome *outcome, size_t n) {
    int latest = outcome[0].year;
    for (size_t i = 1; i < n; i++)
        if (outcome[i].year > latest) latest = outcome[i].year;
    return latest;
}

/* What errors of long ago say of those to come. */
static double faded(int year, int latest) {
    return exp(((double)year - (double)latest) / OT_FORECAST_MEMORY_YEARS);
}

/* Weights of outcomes for year t: those of one calendar year share one, which fades with age. */
static double weigh(const ot_forecast_outcome *outcome, size_t n, size_t t, struct seen *seen) {
    const int latest = latest_of(outcome, n);
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        seen[i].weight = 0.0;
    for (size_t i = 0; i < n; i++) {
        if (seen[i].weight > 0.0) continue;
        double in_year = 0.0, most = 0.0;
        for (size_t j = i; j < n; j++) {
            if (outcome[j].year != outcome[i].year) continue;
            const double near = nearness(t, outcome[j].t);
            in_year += near;
            most = fmax(most, near);
        }
        most *= faded(outcome[i].year, latest);
        for (size_t j = i; j < n; j++)
            if (outcome[j].year == outcome[i].year)
                seen[j].weight = nearness(t, outcome[j].t) * most / in_year;
        sum += most;
    }
    return sum;
}

/* The share of outcomes, those expected among them, below a normal score. */
static double below(const struct seen *seen, size_t n, double sum, double z) {
    size_t low = 0, high = n; /* outcomes in [0, low) lie at or below */
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (seen[middle].z <= z)
            low = middle + 1;
        else
            high = middle;
    }
    const double observed = low ? seen[low - 1].weight : 0.0;
    return (observed + OT_FORECAST_PRIOR_YEARS * ot_normal_below(z)) /
           (sum + OT_FORECAST_PRIOR_YEARS);
}

static double moved(const struct seen *seen, size_t n, double sum, double probability) {
    double low = -FARTHEST, high = FARTHEST;
    for (int i = 0; i < 40; i++) {
        const double middle = 0.5 * (low + high);
        if (below(seen, n, sum, middle) < probability)
            low = middle;
        else
            high = middle;
    }
    return 0.5 * (low + high);
}

static void adjust_year(ot_forecast *f, size_t t, struct seen *seen, size_t n, double sum) {
    double q[OT_FORECAST_N_PROBABILITIES];
    double *own = f->quantile + t * OT_FORECAST_N_PROBABILITIES;
    for (size_t i = 1; i < n; i++)
        seen[i].weight += seen[i - 1].weight;
    for (size_t i = 0; i < OT_FORECAST_N_PROBABILITIES; i++)
        q[i] = ot_forecast_at(f, t, moved(seen, n, sum, ot_forecast_probability[i]));
    const double moved_by =
        q[OT_FORECAST_N_PROBABILITIES / 2] - own[OT_FORECAST_N_PROBABILITIES / 2];
    f->point[t] = fmin(fmax(f->point[t] + moved_by, f->low), f->high);
    memcpy(own, q, sizeof q);
}

ot_status ot_forecast_adjust(ot_forecast *forecast, const ot_forecast_outcome *outcome, size_t n,
                             ot_error *err) {
    for (size_t i = 0; i < n; i++)
        if (!isfinite(outcome[i].z))
            return ot_fail(err, OT_ERR_NUMERIC, "normal score %zu is not finite",
                           "第 %zu 个正态分数不是有限数", i + 1);
    struct seen *seen = malloc((n + 1) * sizeof *seen);
    ot_forecast_outcome *sorted = malloc((n + 1) * sizeof *sorted);
    ot_status status = OT_OK;
    if (!seen || !sorted)
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for %zu outcomes",
                         "内存不足以存放 %zu 个实绩", n);
    if (!status && n > 0) {
        memcpy(sorted, outcome, n * sizeof *sorted);
        qsort(sorted, n, sizeof *sorted, by_z);
    }
    for (size_t i = 0; i < n && !status; i++)
        seen[i].z = sorted[i].z;
    for (size_t t = 0; t < forecast->horizon && n > 0 && !status; t++)
        adjust_year(forecast, t, seen, n, weigh(sorted, n, t, seen));
    free(seen);
    free(sorted);
    return status;
}
