#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "forecast/method.h"

static const double LEAST_SPREAD = 1e-4; /* of the mean size of a value, a year ahead */

void ot_cast_spread(const double *weight, double variance, size_t horizon, ot_cast_law *out) {
    for (size_t t = 0; t < horizon; t++)
        for (size_t s = 0; s <= t; s++) {
            double sum = 0.0;
            for (size_t j = 0; j <= s; j++)
                sum += weight[j] * weight[j + t - s];
            out->covariance[t * horizon + s] = sum * variance;
        }
}

/* A year that the earlier ones decide keeps a small share of its own: rows stay of length 1. */
void ot_cast_factor(const double *covariance, size_t h, double *factor) {
    for (size_t t = 0; t < h; t++) {
        double *row = factor + t * h, own = 1.0;
        for (size_t s = 0; s < t; s++) {
            const double *other = factor + s * h;
            const double scale = sqrt(covariance[t * h + t] * covariance[s * h + s]);
            double rest = scale > 0.0 ? covariance[t * h + s] / scale : 0.0;
            for (size_t j = 0; j < s; j++)
                rest -= row[j] * other[j];
            row[s] = other[s] > 1e-6 ? rest / other[s] : 0.0;
            own -= row[s] * row[s];
        }
        if (own < 1e-12) own = 1e-12;
        row[t] = sqrt(own);
        double length = 0.0;
        for (size_t s = 0; s <= t; s++)
            length += row[s] * row[s];
        for (size_t s = 0; s <= t; s++)
            row[s] /= sqrt(length);
    }
}

/* A deviation of least a score, and at most what a bound leaves. */
static double deviation(double now, double least, double room) {
    return fmax(now, isfinite(room) ? room * -expm1(-least / room) : least);
}

void ot_cast_widen(double least, double low, double high, ot_forecast *out) {
    for (size_t t = 0; t < out->horizon; t++) {
        double *q = out->quantile + t * OT_FORECAST_N_PROBABILITIES;
        const double middle = q[OT_FORECAST_N_PROBABILITIES / 2];
        const double now = least * sqrt((double)(t + 1));
        for (size_t i = 0; i < OT_FORECAST_N_PROBABILITIES; i++) {
            const double z = ot_forecast_z[i];
            if (z > 0.0 && high > middle)
                q[i] = middle + deviation(q[i] - middle, now * z, high - middle);
            else if (z < 0.0 && low < middle)
                q[i] = middle - deviation(middle - q[i], -now * z, middle - low);
        }
    }
}

ot_status ot_cast_publish(const ot_cast_fit *fit, ot_forecast *out, ot_error *err) {
    const ot_scale *scale = &fit->scale;
    for (size_t t = 0; t < out->horizon; t++) {
        const double spread = sqrt(fmax(fit->law.covariance[t * out->horizon + t], 0.0));
        double *q = out->quantile + t * OT_FORECAST_N_PROBABILITIES;
        out->point[t] = ot_scale_back(scale, fit->law.centre[t]);
        int is_finite = isfinite(out->point[t]);
        for (size_t i = 0; i < OT_FORECAST_N_PROBABILITIES; i++) {
            q[i] = ot_scale_back(scale, fit->law.centre[t] + spread * ot_forecast_z[i]);
            is_finite = is_finite && isfinite(q[i]);
        }
        if (!is_finite)
            return ot_fail(err, OT_ERR_NUMERIC, "the forecast of year %zu is not finite",
                           "第 %zu 年的预测不是有限数", t + 1);
    }
    ot_cast_widen(LEAST_SPREAD * scale->unit, scale->low * scale->unit, scale->high * scale->unit,
                  out);
    ot_cast_factor(fit->law.covariance, out->horizon, out->factor);
    out->form = scale->form;
    out->facts = fit->law.facts;
    return OT_OK;
}

ot_status ot_cast_fit_in(const ot_cast_method *method, const ot_cast_task *task,
                         ot_forecast_form form, ot_cast_fit *out, ot_error *err) {
    const size_t n = task->n, h = task->horizon;
    const ot_status status = ot_scale_make(task->value, n, form, task->options->low,
                                           task->options->high, &out->scale, err);
    if (status) return status;
    double *room = out->room = calloc(n + h + h * h + OT_CAST_SCRATCH(n, h), sizeof *room);
    if (!room) return ot_fail(err, OT_ERR_NOMEM, "no memory for a forecast", "内存不足以预测");
    out->law = (ot_cast_law){.centre = room + n, .covariance = room + n + h};
    ot_cast_task own = *task;
    for (size_t t = 0; t < n; t++)
        room[t] = ot_scale_forth(&out->scale, task->value[t]);
    own.y = room;
    own.scratch = room + n + h + h * h;
    const ot_status fitted = method->fit(&own, &out->law, err);
    const double factor = ot_cast_gap_factor(task);
    for (size_t i = 0; i < h * h && !fitted; i++)
        out->law.covariance[i] *= factor * factor;
    return fitted;
}

ot_status ot_cast_run(const ot_cast_method *method, const ot_cast_task *task, ot_forecast_form form,
                      ot_forecast *out, ot_error *err) {
    ot_cast_fit f = {.room = NULL};
    ot_status status = ot_cast_fit_in(method, task, form, &f, err);
    if (!status) status = ot_cast_publish(&f, out, err);
    free(f.room);
    return status;
}

/* As far as a series may get: its range and the usual changes of the horizon, each of them a
 * twentieth of the values' size at least. A bound FAR times as far away is a straight line to them,
 * and their changes drown in its size; 0 is never far from values above it. */
static const double FAR = 20.0, LEAST_CHANGE = 0.05;

ot_forecast_options ot_cast_near_bounds(const ot_cast_task *task) {
    ot_forecast_options o = *task->options;
    double low = task->value[0], high = low, size = 0.0, change = 0.0;
    for (size_t t = 0; t < task->n; t++) {
        low = fmin(low, task->value[t]), high = fmax(high, task->value[t]);
        size += fabs(task->value[t]) / (double)task->n;
        if (t) change += fabs(task->value[t] - task->value[t - 1]) / (double)(task->n - 1);
    }
    const double reach = high - low + (double)task->horizon * fmax(change, LEAST_CHANGE * size);
    if (o.form == OT_FORM_GOMPERTZ) return o;
    if (low - o.low > FAR * reach) o.low = -(double)INFINITY;
    if (o.high - high > FAR * reach) o.high = (double)INFINITY;
    return o;
}

static int is_positive(const ot_cast_task *task) {
    for (size_t t = 0; t < task->n; t++)
        if (!(task->value[t] > 0.0)) return 0;
    return 1;
}

static ot_status run_in_form(const ot_cast_method *method, const ot_cast_task *given,
                             ot_forecast *out, ot_error *err) {
    const ot_forecast_options near_ones = ot_cast_near_bounds(given), *o = &near_ones;
    ot_cast_task own = *given, *task = &own;
    own.options = o;
    const ot_forecast_form form = o->form == OT_FORM_BY_METHOD ? method->form : o->form;
    const int is_bounded = isfinite(o->low) || isfinite(o->high), can_grow = is_positive(task);
    if (form == OT_FORM_BY_METHOD && !is_bounded && can_grow)
        return ot_cast_run_by_data(method, task, out, err);
    if (form == OT_FORM_BY_METHOD) return ot_cast_run(method, task, OT_FORM_LEVEL, out, err);
    if (form != OT_FORM_GROWTH || is_bounded || can_grow)
        return ot_cast_run(method, task, form, out, err);
    ot_notes_add(task->notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                 "growth needs values above 0; the level is forecast",
                 "增长率形式要求数值大于 0；改为直接预测水平值");
    return ot_cast_run(method, task, OT_FORM_LEVEL, out, err);
}

ot_status ot_cast_make(const ot_cast_method *method, const ot_cast_task *task, ot_forecast *out,
                       ot_error *err) {
    return method->make ? method->make(task, out, err) : run_in_form(method, task, out, err);
}
