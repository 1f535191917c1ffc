#include "forecast/score.h"

#include <math.h>

#include "base/normal.h"

static const double PERCENT = 100.0;
static const double LOG_ROOT_TWO_PI = 0.91893853320467274178;

double ot_score_scale(const double *history, size_t n) {
    static const double STILL = 1e-9; /* of its level: rounding, not change */
    double sum = 0.0, level = 0.0, before = (double)NAN;
    size_t n_steps = 0;
    for (size_t t = 0; t < n; t++) {
        if (!isfinite(history[t])) continue;
        level = fmax(level, fabs(history[t]));
        if (isfinite(before)) {
            sum += fabs(history[t] - before);
            n_steps++;
        }
        before = history[t];
    }
    return sum > STILL * level * (double)n_steps ? sum / (double)n_steps : (double)NAN;
}

double ot_score_symmetric_ape(double point, double y) {
    const double size = fabs(point) + fabs(y);
    return size > 0.0 ? 2.0 * PERCENT * fabs(point - y) / size : 0.0;
}

double ot_score_pinball(double probability, double quantile, double y) {
    return y < quantile ? (1.0 - probability) * (quantile - y) : probability * (y - quantile);
}

double ot_score_interval(double level, double low, double high, double y) {
    const double penalty = 2.0 / (1.0 - level);
    return high - low + (y < low ? penalty * (low - y) : 0.0) +
           (y > high ? penalty * (y - high) : 0.0);
}

double ot_score_weighted_interval(const double *probability, const double *quantile, size_t n,
                                  double y) {
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += ot_score_pinball(probability[i], quantile[i], y);
    return n > 0 ? 2.0 * sum / (double)n : (double)NAN;
}

double ot_score_crps_quantiles(const double *probability, const double *quantile, size_t n,
                               double y) {
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        const double from = i > 0 ? (probability[i - 1] + probability[i]) / 2.0 : 0.0;
        const double to = i + 1 < n ? (probability[i] + probability[i + 1]) / 2.0 : 1.0;
        sum += (to - from) * ot_score_pinball(probability[i], quantile[i], y);
    }
    return n > 0 ? 2.0 * sum : (double)NAN;
}

/* The piece of the law that holds y: from i to i + 1, also beyond the ends. Pieces without width
 * are passed over. */
static size_t piece_of(const double *quantile, size_t n, double y) {
    size_t i = 0;
    while (i + 2 < n && y > quantile[i + 1])
        i++;
    if (i + 2 == n)
        while (i > 0 && !(quantile[i + 1] > quantile[i]))
            i--;
    while (i + 2 < n && !(quantile[i + 1] > quantile[i]))
        i++;
    return i;
}

static double z_of(const double *z, const double *quantile, size_t i, double y) {
    const double width = quantile[i + 1] - quantile[i];
    if (!(width > 0.0)) return y < quantile[i] ? -(double)INFINITY : (double)INFINITY;
    return z[i] + (z[i + 1] - z[i]) * (y - quantile[i]) / width;
}

double ot_score_below(const double *z, const double *quantile, size_t n, double y) {
    if (n < 2) return (double)NAN;
    if (!(quantile[n - 1] > quantile[0])) /* a law without width */
        return y < quantile[0] ? 0.0 : y > quantile[0] ? 1.0 : 0.5;
    return ot_normal_below(z_of(z, quantile, piece_of(quantile, n, y), y));
}

double ot_score_log_quantiles(const double *z, const double *quantile, size_t n, double y) {
    if (n < 2) return (double)NAN;
    const size_t i = piece_of(quantile, n, y);
    const double width = quantile[i + 1] - quantile[i];
    if (!(width > 0.0)) return (double)INFINITY;
    const double at = z_of(z, quantile, i, y);
    return LOG_ROOT_TWO_PI + at * at / 2.0 + log(width / (z[i + 1] - z[i]));
}
