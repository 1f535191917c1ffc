#include <stdlib.h>

#include "forecast/method.h"

enum { LEAST_POINTS = 8 }; /* with fewer, an own forecast of the past says little */

static ot_status collect(const ot_cast_method *method, const ot_cast_task *task, ot_forecast *room,
                         ot_forecast_outcome *outcome, size_t *n, ot_error *err) {
    size_t origin = method->least > LEAST_POINTS ? method->least : LEAST_POINTS;
    for (; origin < task->n; origin++) {
        ot_cast_task past = *task;
        if (!ot_cast_is_known(task, origin - 1)) continue;
        past.n = origin;
        past.notes = NULL;
        const ot_status status = ot_cast_make(method, &past, room, err);
        if (status == OT_ERR_NOMEM) return status;
        for (size_t t = 0; t < room->horizon && origin + t < task->n && !status; t++)
            if (ot_cast_is_known(task, origin + t))
                outcome[(*n)++] = (ot_forecast_outcome){
                    t, (int)(origin + t), ot_forecast_z_of(room, t, task->value[origin + t])};
    }
    return OT_OK;
}

ot_status ot_cast_recalibrate(const ot_cast_method *method, const ot_cast_task *task,
                              ot_forecast *out, ot_error *err) {
    size_t n = 0;
    ot_forecast *room = ot_forecast_alloc(out->horizon);
    ot_forecast_outcome *outcome = calloc(task->n * out->horizon, sizeof *outcome);
    ot_status status = OT_OK;
    if (!room || !outcome)
        status =
            ot_fail(err, OT_ERR_NOMEM, "no memory for forecasts of the past", "内存不足以回测");
    if (!status) room->low = out->low, room->high = out->high;
    if (!status) status = collect(method, task, room, outcome, &n, err);
    if (!status) status = ot_forecast_adjust(out, outcome, n, err);
    ot_forecast_free(room);
    free(outcome);
    return status;
}
