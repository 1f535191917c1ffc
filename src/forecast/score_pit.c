#include <math.h>

#include <gsl/gsl_cdf.h>

#include "base/stream.h"
#include "forecast/score.h"

static size_t class_of(double pit) {
    const double k = floor(pit * OT_PIT_CLASSES);
    return k < 0.0 ? 0 : k >= OT_PIT_CLASSES ? OT_PIT_CLASSES - 1 : (size_t)k;
}

void ot_pit_fill(ot_pit *out, const double *pit, size_t n) {
    double count[OT_PIT_CLASSES] = {0}, squares = 0.0;
    *out = (ot_pit){.chi_squared = (double)NAN, .p = (double)NAN};
    for (size_t i = 0; i < n; i++) {
        if (isnan(pit[i])) continue;
        count[class_of(pit[i])] += 1.0;
        out->mean += pit[i];
        squares += (pit[i] - 0.5) * (pit[i] - 0.5);
        out->n++;
    }
    const double size = (double)out->n, expected = size / OT_PIT_CLASSES;
    out->mean = out->n > 0 ? out->mean / size : (double)NAN;
    const double off = out->mean - 0.5;
    out->variance = out->n > 0 ? squares / size - off * off : (double)NAN;
    for (size_t k = 0; k < OT_PIT_CLASSES; k++)
        out->share[k] = out->n > 0 ? count[k] / size : (double)NAN;
    if (out->n < OT_PIT_LEAST) return;
    out->chi_squared = 0.0;
    for (size_t k = 0; k < OT_PIT_CLASSES; k++)
        out->chi_squared += (count[k] - expected) * (count[k] - expected) / expected;
    out->p = gsl_cdf_chisq_Q(out->chi_squared, OT_PIT_CLASSES - 1);
}

double ot_pit_randomised(double below, double at_most, uint64_t seed, uint64_t index) {
    double u[2];
    ot_stream_centred(seed, ot_stream_hash("score/pit"), 0, index - index % 2, 2, u);
    return below + (at_most - below) * (u[index % 2] + 0.5);
}
