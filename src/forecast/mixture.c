#include "forecast/mixture.h"

#include <math.h>

#include "base/normal.h"

double ot_median_of(double *x, size_t n) {
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && x[j] < x[j - 1]; j--) {
            const double held = x[j];
            x[j] = x[j - 1], x[j - 1] = held;
        }
    return 0.5 * (x[(n - 1) / 2] + x[n / 2]);
}

/* The chance that year t falls below a value. */
static double below(const ot_mixture *m, ot_forecast_mix by, size_t t, double value) {
    double chance[OT_MIXTURE_MOST], sum = 0.0;
    for (size_t k = 0; k < m->n; k++) {
        chance[k] = ot_normal_below(ot_forecast_z_of(m->forecast[k], t, value));
        sum += m->weight[k] * chance[k];
    }
    return by == OT_MIX_MEDIAN ? ot_median_of(chance, m->n) : sum;
}

/* It lies between the least and the greatest quantile of the same probability. */
static double quantile(const ot_mixture *m, ot_forecast_mix by, size_t t, size_t i) {
    double low = (double)INFINITY, high = -(double)INFINITY;
    for (size_t k = 0; k < m->n; k++) {
        const double q = ot_forecast_quantiles(m->forecast[k], t)[i];
        low = fmin(low, q), high = fmax(high, q);
    }
    const double close = 1e-12 * (fabs(low) + fabs(high));
    while (high - low > close) {
        const double middle = low + 0.5 * (high - low);
        if (!(middle > low && middle < high)) break;
        if (below(m, by, t, middle) < ot_forecast_probability[i])
            low = middle;
        else
            high = middle;
    }
    return low + 0.5 * (high - low);
}

/* Mean and spread of a forecast in normal scores of the mixture. */
static double centre_of(const ot_forecast *f, const ot_forecast *mixed, size_t t) {
    return ot_forecast_z_of(mixed, t, ot_forecast_at(f, t, 0.0));
}

static double spread_of(const ot_forecast *f, const ot_forecast *mixed, size_t t) {
    return 0.5 * (ot_forecast_z_of(mixed, t, ot_forecast_at(f, t, 1.0)) -
                  ot_forecast_z_of(mixed, t, ot_forecast_at(f, t, -1.0)));
}

/* Two years hang together within each forecast, and because a path stays with its own. */
static void relate(const ot_mixture *m, double *covariance, ot_forecast *out) {
    const size_t h = out->horizon;
    for (size_t t = 0; t < h; t++)
        for (size_t s = 0; s <= t; s++) {
            double mean_t = 0.0, mean_s = 0.0, sum = 0.0;
            for (size_t k = 0; k < m->n; k++) {
                const ot_forecast *f = m->forecast[k];
                const double *a = f->factor + t * h, *b = f->factor + s * h;
                const double x = centre_of(f, out, t), y = centre_of(f, out, s);
                double r = 0.0;
                for (size_t j = 0; j <= s; j++)
                    r += a[j] * b[j];
                sum += m->weight[k] * (x * y + r * spread_of(f, out, t) * spread_of(f, out, s));
                mean_t += m->weight[k] * x, mean_s += m->weight[k] * y;
            }
            covariance[t * h + s] = sum - mean_t * mean_s;
        }
    ot_cast_factor(covariance, h, out->factor);
}

void ot_mixture_of_paths(const ot_mixture *m, ot_forecast_mix by, double *covariance,
                         ot_forecast *out) {
    for (size_t t = 0; t < out->horizon; t++) {
        double *q = out->quantile + t * OT_FORECAST_N_PROBABILITIES;
        for (size_t i = 0; i < OT_FORECAST_N_PROBABILITIES; i++) {
            q[i] = quantile(m, by, t, i);
            if (i && q[i] < q[i - 1]) q[i] = q[i - 1];
        }
        out->point[t] = q[OT_FORECAST_N_PROBABILITIES / 2];
    }
    relate(m, covariance, out);
}
