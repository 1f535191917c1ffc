#include "assess/tune/loss.h"

#include <math.h>

#include <gsl/gsl_sort.h>

static const double PERCENT = 100.0;

double ot_crps(double *draw, size_t n, double y) {
    double distance = 0.0, spread = 0.0;
    for (size_t k = 0; k < n; k++)
        if (!isfinite(draw[k])) return (double)NAN; /* sorting would not see it */
    gsl_sort(draw, 1, n);
    for (size_t k = 0; k < n; k++) {
        distance += fabs(draw[k] - y);
        /* each draw is above k others and below the rest */
        spread += (2.0 * (double)k - (double)n + 1.0) * (draw[k] - draw[n / 2]);
    }
    return distance / (double)n - spread / ((double)n * (double)(n - 1));
}

double ot_loss_term(ot_loss loss, double value, double observed, double scale) {
    const double error = value - observed;
    if (loss == OT_LOSS_MAPE)
        return fabs(observed) > 0.0 ? PERCENT * fabs(error / observed) : (double)NAN;
    return error * error / (scale * scale);
}

double ot_loss_of(ot_loss loss, double sum, size_t n) {
    if (n == 0) return (double)NAN;
    if (!isfinite(sum)) return (double)INFINITY;
    const double mean = sum / (double)n;
    return loss == OT_LOSS_RMSE ? sqrt(mean) : mean;
}

double ot_mean_change(const double *value, size_t n) {
    double change = 0.0, size = 0.0;
    size_t n_changes = 0, n_values = 0;
    for (size_t t = 0; t < n; t++) {
        if (!isfinite(value[t])) continue;
        size += fabs(value[t]);
        n_values++;
        if (t == 0 || !isfinite(value[t - 1])) continue;
        change += fabs(value[t] - value[t - 1]);
        n_changes++;
    }
    if (change > 0.0) return change / (double)n_changes;
    return size > 0.0 ? size / (double)n_values : 1.0;
}

static const char *const NAME[OT_N_LOSSES][1 + OT_N_LANGUAGES] = {
#define OT_ROW(name, word, english, chinese) {word, english, chinese},
    OT_LOSS_LIST(OT_ROW)
#undef OT_ROW
};

const char *ot_loss_name(ot_loss loss) { return NAME[loss][0]; }
const char *ot_loss_text(ot_loss loss, ot_language language) { return NAME[loss][1 + language]; }
