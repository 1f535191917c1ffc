#include "forecast/method.h"

/* The last value; errors add up. Their variance is about 0, as nothing was estimated. */
static ot_status fit(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    (void)err;
    double sum = 0.0;
    for (size_t t = 1; t < task->n; t++) {
        const double step = task->y[t] - task->y[t - 1];
        sum += step * step;
    }
    const double variance = sum / (double)(task->n - 1);
    for (size_t t = 0; t < task->horizon; t++) {
        out->centre[t] = task->y[task->n - 1];
        for (size_t s = 0; s <= t; s++)
            out->covariance[t * task->horizon + s] = variance * (double)(s + 1);
    }
    return OT_OK;
}

const ot_cast_method ot_cast_naive = {
    .name = "naive",
    .text = {"the last value", "沿用最后一个值"},
    .least = 2,
    .keeps_point = 1,
    .keeps_spikes = 1,
    .fit = fit,
};
