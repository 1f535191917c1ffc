#include <math.h>

#include "forecast/method.h"

/* Ceilings that are tried, above the highest value: at the last the curve is an exponential. */
static const double LEAST_ROOM = 0.02, MOST_ROOM = 20.0;
enum { N_CEILINGS = 25 };

/* Squares, of logarithms of heights, around the line that they are in the scale of a ceiling. */
static double squares_under(const ot_cast_task *task, const ot_scale *scale) {
    double sy = 0, sxy = 0, sxx = 0, sum = 0;
    const double n = (double)task->n, middle = (n - 1.0) / 2.0, low = scale->low * scale->unit;
    for (size_t t = 0; t < task->n; t++) {
        const double x = (double)t - middle, y = ot_scale_forth(scale, task->value[t]);
        sy += y, sxy += x * y, sxx += x * x;
    }
    for (size_t t = 0; t < task->n; t++) {
        const double fitted = sy / n + sxy / sxx * ((double)t - middle);
        const double error = log((ot_scale_back(scale, fitted) - low) / (task->value[t] - low));
        sum += error * error;
    }
    return sum;
}

static ot_status make(const ot_cast_task *task, ot_forecast_form form, ot_forecast *out,
                      ot_error *err) {
    double highest = task->value[0], best = 0.0, least = (double)INFINITY;
    ot_forecast_options options = *task->options;
    if (!(options.low > 0.0) && !(options.low < 0.0)) options.low = 0.0;
    if (isinf(options.low)) options.low = 0.0;
    for (size_t t = 0; t < task->n; t++)
        highest = fmax(highest, task->value[t]);
    for (int i = 0; i < N_CEILINGS && isinf(options.high); i++) {
        const double share = (double)i / (N_CEILINGS - 1);
        const double room = LEAST_ROOM * pow(MOST_ROOM / LEAST_ROOM, share);
        const double high = highest + (highest - options.low) * room;
        ot_scale scale;
        const ot_status status =
            ot_scale_make(task->value, task->n, form, options.low, high, &scale, err);
        if (status) return status;
        const double squares = squares_under(task, &scale);
        if (squares < least) least = squares, best = high;
    }
    if (isinf(options.high)) options.high = best;
    ot_cast_task own = *task;
    own.options = &options;
    const ot_status status = ot_cast_run(&ot_cast_straight, &own, form, out, err);
    if (!status) ot_facts_add_value(&out->facts, "ceiling", "上限", options.high);
    if (!status && isinf(task->options->high)) { /* the ceiling is known no better than the curve */
        const double share =
            ot_cast_gap_factor(task) * sqrt(least / (double)(task->n > 4 ? task->n - 3 : 1));
        ot_cast_widen(share * (out->point[0] - options.low), options.low, task->options->high, out);
    }
    return status;
}

static ot_status make_logistic(const ot_cast_task *task, ot_forecast *out, ot_error *err) {
    return make(task, OT_FORM_LEVEL, out, err);
}

const ot_cast_method ot_cast_logistic = {
    .name = "logistic",
    .text = {"growth towards a ceiling, logistic", "趋向上限的增长（logistic 曲线）"},
    .least = 4,
    .make = make_logistic,
};

static ot_status make_gompertz(const ot_cast_task *task, ot_forecast *out, ot_error *err) {
    return make(task, OT_FORM_GOMPERTZ, out, err);
}

const ot_cast_method ot_cast_gompertz = {
    .name = "gompertz",
    .text = {"growth towards a ceiling, Gompertz", "趋向上限的增长（Gompertz 曲线）"},
    .least = 4,
    .make = make_gompertz,
};
