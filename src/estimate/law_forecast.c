#include "estimate/law.h"

/* The harmonic mean of the steps on both sides keeps the curve from falling where they differ
 * (Fritsch and Butland, SIAM Journal on Scientific and Statistical Computing 5, 1984). */
static double slope(double before, double after) {
    return before > 0.0 && after > 0.0 ? 2.0 * before * after / (before + after) : 0.0;
}

void ot_law_forecast_table(const ot_forecast *forecast, size_t t, ot_law_table *out) {
    const double point = ot_forecast_point(forecast, t);
    for (int i = 0; i < OT_LAW_TABLE_N; i++)
        out->value[i] =
            ot_forecast_at(forecast, t, OT_LAW_TABLE_LOW + i * OT_LAW_TABLE_STEP) - point;
    const double *v = out->value;
    out->slope[0] = v[1] - v[0];
    out->slope[OT_LAW_TABLE_N - 1] = v[OT_LAW_TABLE_N - 1] - v[OT_LAW_TABLE_N - 2];
    for (int i = 1; i < OT_LAW_TABLE_N - 1; i++)
        out->slope[i] = slope(v[i] - v[i - 1], v[i + 1] - v[i]);
}
