#include "forecast/forecast.h"
#include "forecast/method.h"

/* Declared, not found: the only forecast whose band has no width. */
static ot_status make(const ot_cast_task *task, ot_forecast *out, ot_error *err) {
    const ot_forecast_options *o = task->options;
    const double last = task->value[task->n - 1];
    if (last < o->low || last > o->high)
        return ot_fail(err, OT_ERR_INPUT, "the constant is %g; must lie in [%g, %g]",
                       "常数为 %g；应在 [%g, %g] 之内", last, o->low, o->high);
    for (size_t t = 0; t < out->horizon; t++) {
        out->point[t] = last;
        for (size_t i = 0; i < OT_FORECAST_N_PROBABILITIES; i++)
            out->quantile[t * OT_FORECAST_N_PROBABILITIES + i] = last;
    }
    out->form = OT_FORM_LEVEL;
    return OT_OK;
}

const ot_cast_method ot_cast_constant = {
    .name = "constant",
    .text = {"the last value for ever, without a band: what is decided, not forecast",
             "永远沿用最后一个值，没有区间：适合已定而非预测的量"},
    .least = 1,
    .make = make,
};
