/* The methods of exponential smoothing: lists of kinds for one engine. */
#include "forecast/smooth.h"

/* The kind of the least AICc, or another method where the series is too short for all of them. */
static ot_status fit_kinds(const ot_smooth_kind *kind, size_t n_kinds, const ot_cast_method *other,
                           const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    ot_smooth s;
    if (!ot_smooth_choose(kind, n_kinds, task->y, task->n, &s)) return other->fit(task, out, err);
    ot_smooth_law(&s, task->horizon, out, task->scratch);
    return OT_OK;
}

/* Where kinds differ in their errors, the one that was chosen says how errors are. */
static ot_status fit_errors(const ot_smooth_kind *kind, size_t n_kinds, const ot_cast_task *task,
                            ot_cast_law *out, ot_error *err) {
    ot_smooth s;
    if (!ot_smooth_choose(kind, n_kinds, task->y, task->n, &s))
        return ot_cast_ses.fit(task, out, err);
    ot_smooth_law(&s, task->horizon, out, task->scratch);
    out->errors = s.kind.is_relative ? OT_ERRORS_RELATIVE : OT_ERRORS_ADDED;
    return OT_OK;
}

static ot_status fit_ses(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    static const ot_smooth_kind KIND = {.has_trend = 0};
    return fit_kinds(&KIND, 1, &ot_cast_naive, task, out, err);
}

static ot_status fit_holt(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    static const ot_smooth_kind KIND = {.has_trend = 1};
    return fit_kinds(&KIND, 1, &ot_cast_drift, task, out, err);
}

static ot_status fit_damped(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    static const ot_smooth_kind KINDS[] = {{.has_trend = 1, .is_damped = 1},
                                           {.has_trend = 1, .is_damped = 1, .is_relative = 1}};
    return fit_errors(KINDS, sizeof KINDS / sizeof *KINDS, task, out, err);
}

/* Errors added, alone: quicker. */
static ot_status fit_quickly(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    static const ot_smooth_kind KIND = {.has_trend = 1, .is_damped = 1};
    return fit_kinds(&KIND, 1, &ot_cast_ses, task, out, err);
}

static ot_status fit_ets(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    static const ot_smooth_kind KINDS[] = {{.has_trend = 0},
                                           {.is_relative = 1},
                                           {.has_trend = 1},
                                           {.has_trend = 1, .is_relative = 1},
                                           {.has_trend = 1, .is_damped = 1},
                                           {.has_trend = 1, .is_damped = 1, .is_relative = 1}};
    return fit_errors(KINDS, sizeof KINDS / sizeof *KINDS, task, out, err);
}

const ot_cast_method ot_cast_ses = {
    .name = "ses",
    .text = {"simple exponential smoothing", "简单指数平滑"},
    .least = 3,
    .fit = fit_ses,
};

const ot_cast_method ot_cast_holt = {
    .name = "holt",
    .text = {"exponential smoothing with a trend (Holt)", "带趋势的指数平滑（Holt）"},
    .least = 3,
    .fit = fit_holt,
};

const ot_cast_method ot_cast_damped = {
    .name = "damped",
    .text = {"exponential smoothing with a trend that dies away", "带衰减趋势的指数平滑"},
    .least = 3,
    .fit = fit_damped,
};

const ot_cast_method ot_cast_pool_damped = {.name = "", .least = 3, .fit = fit_quickly};

const ot_cast_method ot_cast_ets = {
    .name = "ets",
    .text = {"the exponential smoothing of the least AICc", "按 AICc 选取的指数平滑"},
    .least = 3,
    .fit = fit_ets,
};
