#include "forecast/smooth.h"

static ot_status fit(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    static const ot_smooth_kind KINDS[] = {{0, 0, 0}, {0, 0, 1}, {1, 0, 0},
                                           {1, 0, 1}, {1, 1, 0}, {1, 1, 1}};
    ot_smooth s;
    if (!ot_smooth_choose(KINDS, sizeof KINDS / sizeof *KINDS, task->y, task->n, &s))
        return ot_cast_ses.fit(task, out, err);
    ot_smooth_law(&s, task->horizon, out, task->scratch);
    out->errors = s.kind.is_relative ? OT_ERRORS_RELATIVE : OT_ERRORS_ADDED;
    return OT_OK;
}

const ot_cast_method ot_cast_ets = {
    .name = "ets",
    .text = {"the exponential smoothing of the least AICc", "按 AICc 选取的指数平滑"},
    .least = 3,
    .fit = fit,
};
