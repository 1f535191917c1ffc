#include "forecast/scale.h"

#include <math.h>

/* The mean absolute value: makes numbers of every size alike. */
static double unit_of(const double *value, size_t n) {
    double unit = 0.0;
    for (size_t t = 0; t < n; t++)
        unit += fabs(value[t]) / (double)n;
    return unit > 0.0 && isfinite(unit) ? unit : 1.0;
}

static ot_status check(const double *value, size_t n, double low, double high, ot_error *err) {
    for (size_t t = 0; t < n; t++)
        if (!(value[t] > low && value[t] < high))
            return ot_fail(err, OT_ERR_INPUT, "value %zu is %g; must lie in (%g, %g)",
                           "第 %zu 个值为 %g；应在 (%g, %g) 之内", t + 1, value[t], low, high);
    return OT_OK;
}

ot_status ot_scale_make(const double *value, size_t n, ot_forecast_form form, double low,
                        double high, ot_scale *out, ot_error *err) {
    ot_scale scale = {form, low, high, unit_of(value, n)};
    if (form == OT_FORM_GROWTH && isinf(low) && isinf(high)) scale.low = 0.0;
    const ot_status status = check(value, n, scale.low, scale.high, err);
    if (status) return status;
    scale.low /= scale.unit;
    scale.high /= scale.unit;
    *out = scale;
    return OT_OK;
}

double ot_scale_forth(const ot_scale *scale, double value) {
    const double x = value / scale->unit;
    const int has_low = isfinite(scale->low), has_high = isfinite(scale->high);
    if (has_low && has_high && scale->form == OT_FORM_GOMPERTZ)
        return -log(log((scale->high - scale->low) / (x - scale->low)));
    if (has_low && has_high) return log((x - scale->low) / (scale->high - x));
    if (has_low) return log(x - scale->low);
    return has_high ? -log(scale->high - x) : x;
}

double ot_scale_back(const ot_scale *scale, double y) {
    const int has_low = isfinite(scale->low), has_high = isfinite(scale->high);
    double x = y;
    if (has_low && has_high) {
        const double share =
            scale->form == OT_FORM_GOMPERTZ ? exp(-exp(-y)) : 1.0 / (1.0 + exp(-y));
        x = scale->low + (scale->high - scale->low) * share;
    } else if (has_low) {
        x = scale->low + exp(y);
    } else if (has_high) {
        x = scale->high - exp(-y);
    }
    return x * scale->unit;
}
