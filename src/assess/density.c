#include "assess/density.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* Points of the curve, values that are the same taken once. */
static size_t take(const double *probability, const double *value, size_t n, double *x, double *y) {
    size_t taken = 0;
    for (size_t k = 0; k < n; k++) {
        if (!isfinite(value[k]) || !(probability[k] > 0.0 && probability[k] < 1.0)) continue;
        if (taken > 0 && !(value[k] > x[taken - 1])) {
            y[taken - 1] = gsl_cdf_ugaussian_Pinv(probability[k]); /* an atom: it rises at once */
            continue;
        }
        x[taken] = value[k];
        y[taken++] = gsl_cdf_ugaussian_Pinv(probability[k]);
    }
    return taken;
}

static double secant(const double *x, const double *y, size_t k) {
    return (y[k + 1] - y[k]) / (x[k + 1] - x[k]);
}

/* Slopes at the points: the weighted harmonic mean of the two secants keeps the curve rising. */
static void find_slopes(const double *x, const double *y, size_t n, double *slope) {
    slope[0] = secant(x, y, 0);
    slope[n - 1] = secant(x, y, n - 2);
    for (size_t k = 1; k + 1 < n; k++) {
        const double before = secant(x, y, k - 1), after = secant(x, y, k);
        const double left = x[k] - x[k - 1], right = x[k + 1] - x[k];
        const double a = 2.0 * right + left, b = right + 2.0 * left;
        slope[k] = before > 0.0 && after > 0.0 ? (a + b) / (a / before + b / after) : 0.0;
    }
}

typedef struct cubic { /* Hermite's, on one interval */
    double y, slope;
} cubic;

static cubic cubic_at(const double *x, const double *y, const double *slope, size_t k, double at) {
    const double width = x[k + 1] - x[k], t = (at - x[k]) / width, d = secant(x, y, k);
    const double a = slope[k], b = slope[k + 1];
    return (cubic){y[k] + width * t * (a + t * (3.0 * d - 2.0 * a - b + t * (a + b - 2.0 * d))),
                   6.0 * t * (1.0 - t) * d + a * (1.0 - t) * (1.0 - 3.0 * t) +
                       b * t * (3.0 * t - 2.0)};
}

int ot_density_find(const double *probability, const double *value, size_t n_quantiles,
                    const double *x, size_t n, double *density, double *room) {
    double *at = room, *score = room + n_quantiles, *slope = room + 2 * n_quantiles;
    const size_t n_points = take(probability, value, n_quantiles, at, score);
    if (n_points < OT_DENSITY_LEAST) return 0;
    find_slopes(at, score, n_points, slope);
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        density[i] = 0.0;
        if (!(x[i] >= at[0] && x[i] <= at[n_points - 1])) continue;
        while (k + 2 < n_points && x[i] > at[k + 1])
            k++;
        const cubic c = cubic_at(at, score, slope, k, x[i]);
        density[i] = gsl_ran_ugaussian_pdf(c.y) * fmax(c.slope, 0.0);
    }
    return 1;
}
