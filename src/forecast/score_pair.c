#include <math.h>

#include "forecast/score.h"
#include "regress/goodness.h"

static int is_pair(double score, double other) { return isfinite(score) && isfinite(other); }

/* The ratio of two means: the error of what is left of each pair, summed within its series. */
static double error_between(const double *left, const double *size, size_t n_clusters, size_t n,
                            double other) {
    double squares = 0.0, n_used = 0.0;
    for (size_t c = 0; c < n_clusters; c++) {
        if (!(size[c] > 0.0)) continue;
        squares += left[c] * left[c];
        n_used += 1.0;
    }
    if (n_used < 2.0) return (double)NAN;
    return sqrt(squares * n_used / (n_used - 1.0)) / (double)n / other;
}

void ot_paired_skill_fill(ot_paired_skill *out, const double *score, const double *other,
                          const size_t *cluster, size_t n, size_t n_clusters, double *room) {
    double *left = room, *size = room + n_clusters;
    *out = (ot_paired_skill){0};
    for (size_t i = 0; i < n; i++) {
        if (!is_pair(score[i], other[i])) continue;
        out->mean += score[i];
        out->other += other[i];
        out->n++;
    }
    out->mean = out->n > 0 ? out->mean / (double)out->n : (double)NAN;
    out->other = out->n > 0 ? out->other / (double)out->n : (double)NAN;
    const double ratio = out->other > 0.0 ? out->mean / out->other : (double)NAN;
    for (size_t c = 0; c < n_clusters; c++)
        left[c] = size[c] = 0.0;
    for (size_t i = 0; i < n; i++) {
        if (!is_pair(score[i], other[i])) continue;
        left[cluster[i]] += score[i] - ratio * other[i];
        size[cluster[i]] += 1.0;
    }
    for (size_t c = 0; c < n_clusters; c++)
        out->n_clusters += size[c] > 0.0;
    out->skill = 1.0 - ratio;
    out->error = error_between(left, size, n_clusters, out->n, out->other);
}

static double covariance(const double *d, size_t n, double mean, size_t lag) {
    double sum = 0.0;
    for (size_t t = lag; t < n; t++)
        sum += (d[t] - mean) * (d[t - lag] - mean);
    return sum / (double)n;
}

ot_diebold_mariano ot_diebold_mariano_of(const double *difference, size_t n, size_t horizon) {
    ot_diebold_mariano out = {n, (double)NAN, (double)NAN};
    double mean = 0.0;
    if (n < 3 || horizon >= n) return out;
    for (size_t t = 0; t < n; t++)
        mean += difference[t] / (double)n;
    double variance = covariance(difference, n, mean, 0);
    const double own = variance;
    for (size_t lag = 1; lag < horizon; lag++)
        variance += 2.0 * covariance(difference, n, mean, lag);
    if (!(variance > 0.0)) variance = own; /* sums of covariances may fall below 0 */
    if (!(variance > 0.0)) return out;
    const double size = (double)n, h = (double)horizon;
    const double correction = sqrt((size + 1.0 - 2.0 * h + h * (h - 1.0) / size) / size);
    out.statistic = mean / sqrt(variance / size) * correction;
    out.p = ot_student_two_sided(out.statistic, size - 1.0);
    return out;
}
