#include "forecast/smooth.h"

static ot_status fit(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    static const ot_smooth_kind KINDS[] = {{1, 0, 0}};
    ot_smooth s;
    if (!ot_smooth_choose(KINDS, sizeof KINDS / sizeof *KINDS, task->y, task->n, &s))
        return ot_cast_drift.fit(task, out, err);
    ot_smooth_law(&s, task->horizon, out, task->scratch);
    return OT_OK;
}

const ot_cast_method ot_cast_holt = {
    .name = "holt",
    .text = {"exponential smoothing with a trend (Holt)", "带趋势的指数平滑（Holt）"},
    .least = 3,
    .fit = fit,
};
