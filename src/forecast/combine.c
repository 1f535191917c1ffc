#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "forecast/method.h"
#include "forecast/mixture.h"

enum { N_ORIGINS = 5 };

/* What is combined when nothing else is said: the six whose mean and median did best among those
 * measured on the yearly series of the M3 competition. */
static const char *const SIX[] = {"ets", "damped", "arima", "theta", "drift", "naive"};

static ot_status choose(const ot_cast_task *task, ot_mixture *m, ot_error *err) {
    const ot_forecast_options *o = task->options;
    const char *const *name = o->n_mix ? o->mix : SIX;
    const size_t n = o->n_mix ? o->n_mix : sizeof SIX / sizeof *SIX;
    if (n > OT_MIXTURE_MOST)
        return ot_fail(err, OT_ERR_USAGE, "%zu methods are combined; must be %d at most",
                       "组合了 %zu 种方法；最多 %d 种", n, (int)OT_MIXTURE_MOST);
    for (size_t i = 0; i < n; i++) {
        const ot_cast_method *method = ot_cast_method_find(name[i]);
        if (!method || method == &ot_cast_combine)
            return ot_fail(err, OT_ERR_USAGE, "%s cannot be combined", "%s 不能参与组合", name[i]);
        if (task->n < method->least) continue;
        m->method[m->n++] = method;
    }
    if (m->n) return OT_OK;
    return ot_fail(err, OT_ERR_INPUT, "values: %zu, too few for every method that is combined",
                   "只有 %zu 个值，不够参与组合的任何一种方法使用", task->n);
}

/* Mean square of forecasts one year ahead at the last origins; NaN when there are none. */
static double square_of(const ot_cast_method *method, const ot_cast_task *task, ot_forecast *room) {
    double sum = 0.0, count = 0.0;
    for (size_t back = 1; back <= N_ORIGINS && back + method->least <= task->n; back++) {
        ot_cast_task past = *task;
        if (!ot_cast_is_known(task, task->n - back)) continue;
        past.n = task->n - back;
        past.horizon = 1;
        past.notes = NULL;
        if (ot_cast_make(method, &past, room, NULL)) continue;
        const double error = task->value[past.n] - room->point[0];
        sum += error * error, count += 1.0;
    }
    return sum / count;
}

static ot_status weigh(const ot_cast_task *task, ot_mixture *m, ot_error *err) {
    double sum = 0.0;
    ot_forecast *room = ot_forecast_alloc(1);
    if (!room) return ot_fail(err, OT_ERR_NOMEM, "no memory for a forecast", "内存不足以预测");
    for (size_t i = 0; i < m->n; i++) {
        const double square =
            task->options->mix_by == OT_MIX_ACCURACY ? square_of(m->method[i], task, room) : 1.0;
        const double size = task->value[task->n - 1] * task->value[task->n - 1];
        m->weight[i] = isfinite(square) ? 1.0 / (square + 1e-8 * size + 1e-300) : 0.0;
        sum += m->weight[i];
    }
    for (size_t i = 0; i < m->n; i++)
        m->weight[i] = sum > 0.0 ? m->weight[i] / sum : 1.0 / (double)m->n;
    ot_forecast_free(room);
    return OT_OK;
}

static double mix_values(const ot_mixture *m, ot_forecast_mix by, size_t t, size_t i) {
    double x[OT_MIXTURE_MOST], sum = 0.0;
    for (size_t k = 0; k < m->n; k++) {
        const ot_forecast *f = m->forecast[k];
        x[k] = i < OT_FORECAST_N_PROBABILITIES ? f->quantile[t * OT_FORECAST_N_PROBABILITIES + i]
                                               : f->point[t];
        sum += m->weight[k] * x[k];
    }
    return by == OT_MIX_MEDIAN ? ot_median_of(x, m->n) : sum;
}

static void join_quantiles(const ot_mixture *m, ot_forecast_mix by, double *covariance,
                           ot_forecast *out) {
    const size_t h = out->horizon;
    for (size_t t = 0; t < h; t++) {
        for (size_t i = 0; i < OT_FORECAST_N_PROBABILITIES; i++)
            out->quantile[t * OT_FORECAST_N_PROBABILITIES + i] = mix_values(m, by, t, i);
        out->point[t] = mix_values(m, by, t, OT_FORECAST_N_PROBABILITIES);
        for (size_t s = 0; s <= t; s++)
            for (size_t k = 0; k < m->n; k++) {
                const double *a = m->forecast[k]->factor + t * h, *b = a - (t - s) * h;
                for (size_t j = 0; j <= s; j++)
                    covariance[t * h + s] += m->weight[k] * a[j] * b[j];
            }
    }
    ot_cast_factor(covariance, h, out->factor);
}

static void tell(const ot_mixture *m, ot_forecast *out) {
    out->facts.n = 0;
    for (size_t k = 0; k < m->n; k++)
        ot_facts_add(&out->facts, m->method[k]->name, m->method[k]->name, m->weight[k]);
}

static ot_status make(const ot_cast_task *task, ot_forecast *out, ot_error *err) {
    ot_mixture m = {.n = 0};
    double *covariance = calloc(out->horizon * out->horizon, sizeof *covariance);
    ot_status status = choose(task, &m, err);
    if (!status && !covariance)
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for a forecast", "内存不足以预测");
    if (!status) status = weigh(task, &m, err);
    for (size_t k = 0; k < m.n && !status; k++) {
        m.forecast[k] = ot_forecast_alloc(out->horizon);
        if (!m.forecast[k])
            status = ot_fail(err, OT_ERR_NOMEM, "no memory for a forecast", "内存不足以预测");
        if (!status) m.forecast[k]->low = out->low, m.forecast[k]->high = out->high;
        if (!status) status = ot_cast_make(m.method[k], task, m.forecast[k], err);
    }
    if (!status && task->options->mixed == OT_MIXED_PATHS)
        ot_mixture_of_paths(&m, task->options->mix_by, covariance, out);
    else if (!status)
        join_quantiles(&m, task->options->mix_by, covariance, out);
    if (!status) tell(&m, out);
    for (size_t k = 0; k < m.n; k++)
        ot_forecast_free(m.forecast[k]);
    free(covariance);
    return status;
}

const ot_cast_method ot_cast_combine = {
    .name = "combine",
    .text = {"several methods together, quantiles or paths", "多种方法的组合，按分位数或按路径"},
    .least = 2,
    .make = make,
};
