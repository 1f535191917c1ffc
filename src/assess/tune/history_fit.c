#include "assess/tune/history_fit.h"

#include <math.h>

static const double PERCENT = 100.0;

typedef struct sums {
    double error, square, share;
} sums;

static void take(const ot_solved_year *y, sums *s, ot_history_fit *fit) {
    const double error = -y->residual, size = fabs(error);
    s->error += error;
    s->square += error * error;
    s->share += fabs(y->observed) > 0.0 ? size / fabs(y->observed) : (double)NAN;
    if (fit->n++ > 0 && size <= fabs(fit->largest)) return;
    fit->largest = y->residual;
    fit->largest_year = y->year;
}

ot_history_fit ot_history_fit_of(const ot_solved_year *year, size_t n, double scale) {
    ot_history_fit fit = {.mean_error = NAN, .rmse = NAN, .mape = NAN, .largest = NAN};
    sums s = {0};
    for (size_t t = 0; t < n; t++)
        if (isfinite(year[t].residual)) take(&year[t], &s, &fit);
    fit.relative = NAN;
    if (fit.n == 0) return fit;
    const double count = (double)fit.n;
    fit.mean_error = s.error / count;
    fit.rmse = sqrt(s.square / count);
    fit.mape = PERCENT * s.share / count;
    if (scale > 0.0) fit.relative = fabs(fit.largest) / scale;
    fit.is_reproduced = fit.relative <= OT_REPRODUCED || !(fabs(fit.largest) > 0.0);
    return fit;
}
