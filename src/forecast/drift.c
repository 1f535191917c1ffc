#include "forecast/method.h"

/* The last value and the mean step, whose own error counts too. */
static ot_status fit(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    (void)err;
    const double n_steps = (double)(task->n - 1);
    const double last = task->y[task->n - 1], step = (last - task->y[0]) / n_steps;
    double sum = 0.0;
    for (size_t t = 1; t < task->n; t++) {
        const double error = task->y[t] - task->y[t - 1] - step;
        sum += error * error;
    }
    const double variance = sum / (n_steps - 1.0);
    for (size_t t = 0; t < task->horizon; t++) {
        out->centre[t] = last + step * (double)(t + 1);
        for (size_t s = 0; s <= t; s++)
            out->covariance[t * task->horizon + s] =
                variance * (double)(s + 1) * (1.0 + (double)(t + 1) / n_steps);
    }
    return OT_OK;
}

const ot_cast_method ot_cast_drift = {
    .name = "drift",
    .text = {"the last value and the mean step", "最后一个值加平均增量"},
    .least = 3,
    .keeps_point = 1,
    .keeps_spikes = 1,
    .fit = fit,
};
