#include "forecast/line.h"

/* Of the growth of a year, what is left of it in the next: between the 0.8 and 0.98 in which damped
 * trends are searched (Gardner and McKenzie 1985). */
static const double DAMPING = 0.95;

static ot_status fit(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    (void)err;
    double *x = task->scratch;
    for (size_t t = 0; t < task->n + task->horizon; t++)
        x[t] = (double)t;
    ot_line_law(task, x, DAMPING, out);
    return OT_OK;
}

const ot_cast_method ot_cast_trend = {
    .name = "trend",
    .text = {"steady growth that dies away slowly", "缓慢衰减的稳定增长"},
    .least = 3,
    .form = OT_FORM_GROWTH,
    .fit = fit,
};

/* The curve that saturates is a line in the scale of the curve. */
static ot_status fit_straight(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    (void)err;
    double *x = task->scratch;
    for (size_t t = 0; t < task->n + task->horizon; t++)
        x[t] = (double)t;
    ot_line_law(task, x, 1.0, out);
    return OT_OK;
}

const ot_cast_method ot_cast_straight = {.name = "", .least = 3, .fit = fit_straight};

static ot_status fit_driver(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    if (!task->driver)
        return ot_fail(err, OT_ERR_USAGE, "regression needs a driver", "regression 需要驱动变量");
    ot_line_law(task, task->driver, 1.0, out);
    return OT_OK;
}

const ot_cast_method ot_cast_regression = {
    .name = "regression",
    .text = {"a line in a driver, with errors that persist", "对驱动变量的回归，误差具有持续性"},
    .least = 4,
    .form = OT_FORM_LEVEL,
    .needs_driver = 1,
    .fit = fit_driver,
};
