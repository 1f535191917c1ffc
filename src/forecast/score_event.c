#include <math.h>

#include "forecast/score.h"

double ot_score_brier(double probability, int came) {
    const double gap = probability - (came ? 1.0 : 0.0);
    return gap * gap;
}

static size_t class_of(double probability) {
    const double k = floor(probability * OT_RELIABILITY_CLASSES);
    return k < 0.0 ? 0 : k >= OT_RELIABILITY_CLASSES ? OT_RELIABILITY_CLASSES - 1 : (size_t)k;
}

void ot_reliability_fill(ot_reliability *out, const double *probability, const int *came,
                         size_t n) {
    double n_came = 0.0;
    *out = (ot_reliability){0};
    for (size_t i = 0; i < n; i++) {
        const size_t k = class_of(probability[i]);
        out->n[k]++;
        out->probability[k] += probability[i];
        out->share[k] += came[i] ? 1.0 : 0.0;
        n_came += came[i] ? 1.0 : 0.0;
        out->brier += ot_score_brier(probability[i], came[i]) / (double)n;
    }
    const double base = n > 0 ? n_came / (double)n : (double)NAN;
    out->uncertainty = base * (1.0 - base);
    if (n == 0) out->brier = out->reliability = out->resolution = (double)NAN;
    for (size_t k = 0; k < OT_RELIABILITY_CLASSES; k++) {
        const double size = (double)out->n[k];
        out->probability[k] = size > 0.0 ? out->probability[k] / size : (double)NAN;
        out->share[k] = size > 0.0 ? out->share[k] / size : (double)NAN;
        if (!(size > 0.0)) continue;
        const double off = out->probability[k] - out->share[k], gain = out->share[k] - base;
        out->reliability += size * off * off / (double)n;
        out->resolution += size * gain * gain / (double)n;
    }
}
