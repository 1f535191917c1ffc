#include <math.h>

#include "forecast/score.h"

static double distance(const double *draw, size_t n, double y) {
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += fabs(draw[i] - y);
    return sum / (double)n;
}

/* The sum of differences of all pairs of different draws, each once. */
static double differences(const double *draw, size_t n) {
    double sum = 0.0;
    for (size_t i = 1; i < n; i++)
        for (size_t j = 0; j < i; j++)
            sum += fabs(draw[i] - draw[j]);
    return sum;
}

double ot_score_crps_draws(const double *draw, size_t n, double y) {
    return distance(draw, n, y) - differences(draw, n) / ((double)n * (double)n);
}

double ot_score_crps_fair(const double *draw, size_t n, double y) {
    if (n < 2) return (double)NAN;
    return distance(draw, n, y) - differences(draw, n) / ((double)n * (double)(n - 1));
}

static double length_between(const double *a, const double *b, size_t years) {
    double sum = 0.0;
    for (size_t t = 0; t < years; t++)
        sum += (a[t] - b[t]) * (a[t] - b[t]);
    return sqrt(sum);
}

double ot_score_energy(const double *draw, size_t n, size_t years, const double *y) {
    double to_outturn = 0.0, between = 0.0;
    for (size_t i = 0; i < n; i++) {
        to_outturn += length_between(draw + i * years, y, years);
        for (size_t j = 0; j < i; j++)
            between += length_between(draw + i * years, draw + j * years, years);
    }
    return to_outturn / (double)n - between / ((double)n * (double)n);
}

double ot_score_variogram(const double *draw, size_t n, size_t years, const double *y) {
    double sum = 0.0;
    for (size_t s = 1; s < years; s++)
        for (size_t t = 0; t < s; t++) {
            double mean = 0.0;
            for (size_t i = 0; i < n; i++)
                mean += sqrt(fabs(draw[i * years + s] - draw[i * years + t]));
            const double gap = sqrt(fabs(y[s] - y[t])) - mean / (double)n;
            sum += 2.0 * gap * gap; /* each pair in both orders */
        }
    return sum;
}

void ot_score_shares(const double *draw, size_t n, double y, double *below, double *at_most) {
    size_t n_below = 0, n_at_most = 0;
    for (size_t i = 0; i < n; i++) {
        n_below += draw[i] < y;
        n_at_most += draw[i] <= y;
    }
    *below = (double)n_below / (double)n;
    *at_most = (double)n_at_most / (double)n;
}
