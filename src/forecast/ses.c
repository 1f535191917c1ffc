#include "forecast/smooth.h"

static ot_status fit(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    static const ot_smooth_kind KINDS[] = {{0, 0, 0}};
    ot_smooth s;
    if (!ot_smooth_choose(KINDS, sizeof KINDS / sizeof *KINDS, task->y, task->n, &s))
        return ot_cast_naive.fit(task, out, err);
    ot_smooth_law(&s, task->horizon, out, task->scratch);
    return OT_OK;
}

const ot_cast_method ot_cast_ses = {
    .name = "ses",
    .text = {"simple exponential smoothing", "简单指数平滑"},
    .least = 3,
    .fit = fit,
};
