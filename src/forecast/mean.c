#include "forecast/method.h"

static ot_status fit(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    (void)err;
    const double n = (double)task->n;
    double mean = 0.0, sum = 0.0;
    for (size_t t = 0; t < task->n; t++)
        mean += task->y[t] / n;
    for (size_t t = 0; t < task->n; t++)
        sum += (task->y[t] - mean) * (task->y[t] - mean);
    const double variance = sum / (n - 1.0);
    for (size_t t = 0; t < task->horizon; t++) {
        out->centre[t] = mean;
        for (size_t s = 0; s <= t; s++)
            out->covariance[t * task->horizon + s] = variance * ((s == t) + 1.0 / n);
    }
    return OT_OK;
}

const ot_cast_method ot_cast_mean = {
    .name = "mean",
    .text = {"the mean of all values", "全部数值的平均"},
    .least = 2,
    .keeps_point = 1,
    .fit = fit,
};
