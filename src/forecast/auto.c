#include <math.h>
#include <stdlib.h>

#include "forecast/forecast.h"
#include "forecast/training.h"

enum { LEAST_YEARS = OT_POOL_YEARS }; /* features ask the pool for the last of these */

static int make_view(const ot_cast_task *task, ot_forecast_form form, ot_scale *out) {
    const ot_forecast_options *o = task->options;
    const int is_level = form == OT_FORM_LEVEL;
    return !ot_scale_make(task->value, task->n, form, is_level ? -(double)INFINITY : o->low,
                          is_level ? (double)INFINITY : o->high, out, NULL);
}

/* Levels know no bounds: with one above, or below but for zero, the bounded view speaks alone. */
static int wants_level(const ot_forecast_options *o) {
    if (o->form == OT_FORM_GROWTH || isfinite(o->high)) return 0;
    return isinf(o->low) || fabs(o->low) <= 0.0;
}

static ot_status look(const ot_training *training, const ot_cast_task *task, double *room,
                      ot_training_look *out, ot_error *err) {
    const ot_forecast_options *o = task->options;
    const int has_level = wants_level(o);
    const int wants[OT_N_VIEWS] = {has_level, o->form != OT_FORM_LEVEL || !has_level};
    const size_t step = ot_pool_room(task->n, task->horizon);
    for (int k = 0; k < OT_N_VIEWS; k++) {
        ot_scale scale;
        out->has_view[k] = wants[k] && make_view(task, k ? OT_FORM_GROWTH : OT_FORM_LEVEL, &scale);
        if (!out->has_view[k]) continue;
        ot_pool_look(&scale, task, training->typical[k], room + (size_t)k * step, out->view + k);
        ot_network_look(training->net + k, out->view[k].feature, out->state + k);
    }
    out->n = task->n;
    if (out->has_view[0] || out->has_view[1]) return OT_OK;
    ot_scale scale; /* says which value the bounds leave out */
    const ot_status status =
        ot_scale_make(task->value, task->n, OT_FORM_GROWTH, o->low, o->high, &scale, err);
    if (status) return status;
    return ot_fail(err, OT_ERR_INPUT, "no form of the forecast suits these values",
                   "没有适合这些数值的预测形式");
}

/* The factor of a width at a normal score: constant up to the band of 80 %, straight to that of 95
 * %. */
static double factor_at(const double factor[2], double z) {
    const double first = OT_TRAINING_Z_80, second = OT_TRAINING_Z_95;
    const double share = (fabs(z) - first) / (second - first);
    return factor[0] + (factor[1] - factor[0]) * fmax(0.0, fmin(1.0, share));
}

static const double TOLD_WEIGHT = 0.05; /* weights of less are not told */

/* Weights of the first year, the mean of both views. */
static void tell(const ot_training_look *look, const ot_net_law law[OT_N_VIEWS], ot_facts *facts) {
    const double n_views = look->has_view[0] + look->has_view[1];
    facts->n = 0;
    for (size_t i = 0; i < OT_POOL_MEMBERS; i++) {
        const char *name = ot_pool_member_name(i);
        double weight = 0.0;
        for (int k = 0; k < OT_N_VIEWS; k++)
            if (look->has_view[k]) weight += law[k].weight[i] / n_views;
        if (weight >= TOLD_WEIGHT) ot_facts_add(facts, name, name, weight);
    }
}

static ot_status make_year(const ot_training *training, const ot_training_look *look, size_t t,
                           const ot_cast_task *task, ot_forecast *out, ot_error *err) {
    const size_t year = t < OT_TRAINING_YEARS ? t : OT_TRAINING_YEARS - 1;
    const double(*factor)[2] = training->widths[ot_training_length(look->n)][year];
    double *q = out->quantile + t * OT_FORECAST_N_PROBABILITIES;
    const double wider = ot_cast_gap_factor(task);
    ot_net_law law[OT_N_VIEWS];
    for (int k = 0; k < OT_N_VIEWS; k++)
        if (look->has_view[k])
            ot_network_law(look->state + k, t, look->view[k].centre + t, task->horizon, law + k);
    if (t == 0) tell(look, law, &out->facts);
    out->point[t] = ot_training_quantile(look, law, 0.0, 1.0);
    int is_finite = isfinite(out->point[t]);
    for (size_t i = 0; i < OT_FORECAST_N_PROBABILITIES; i++) {
        const double z = ot_forecast_z[i];
        q[i] = ot_training_quantile(look, law, z, wider * factor_at(factor[z > 0.0], z));
        if (i && q[i] < q[i - 1]) q[i] = q[i - 1];
        is_finite = is_finite && isfinite(q[i]);
    }
    if (is_finite) return OT_OK;
    return ot_fail(err, OT_ERR_NUMERIC, "the forecast of year %zu is not finite",
                   "第 %zu 年的预测不是有限数", t + 1);
}

/* Correlation (s / t)^fading of years s < t: a chain, of which each year needs the one before. */
static void make_factor(double fading, ot_forecast *out) {
    const size_t h = out->horizon;
    for (size_t t = 1; t < h; t++) {
        const double r = pow((double)t / (double)(t + 1), fading);
        for (size_t s = 0; s < t; s++)
            out->factor[t * h + s] = r * out->factor[(t - 1) * h + s];
        out->factor[t * h + t] = sqrt(1.0 - r * r);
    }
}

static void note_shortness(const ot_cast_task *task) {
    const size_t n_known = ot_cast_n_known(task);
    if (n_known == 1)
        ot_notes_add(task->notes, OT_SEVERITY_INFO, NULL, 0, 0,
                     "one value: how far the next ones stray is taken from other series, and wide",
                     "只有 1 个值：波动幅度借自其他序列，区间较宽");
    else if (n_known < 5)
        ot_notes_add(task->notes, OT_SEVERITY_INFO, NULL, 0, 0,
                     "%zu values: how far the next ones stray is taken from other series, and wide",
                     "只有 %zu 个值：波动幅度借自其他序列，区间较宽", n_known);
}

static const ot_training *training_of(const ot_cast_task *task) {
    return task->options->training ? task->options->training : ot_training_shipped();
}

static void keep_last(ot_cast_task *task, size_t n) {
    if (task->n <= n) return;
    task->value += task->n - n;
    if (task->span) task->span += task->n - n;
    task->n = n;
}

static ot_status make_as_given(const ot_cast_task *task, ot_forecast *out, ot_error *err) {
    const ot_training *training = training_of(task);
    ot_cast_task own = *task;
    if (own.horizon < LEAST_YEARS) own.horizon = LEAST_YEARS;
    double *room = calloc(OT_N_VIEWS * ot_pool_room(own.n, own.horizon), sizeof *room);
    if (!room) return ot_fail(err, OT_ERR_NOMEM, "no memory for a forecast", "内存不足以预测");
    ot_training_look seen;
    ot_status status = look(training, &own, room, &seen, err);
    for (size_t t = 0; t < out->horizon && !status; t++)
        status = make_year(training, &seen, t, &own, out, err);
    free(room);
    if (status) return status;
    make_factor(training->fading, out);
    const int has_level = seen.has_view[OT_VIEW_LEVEL], has_growth = seen.has_view[OT_VIEW_GROWTH];
    out->form = !has_growth ? OT_FORM_LEVEL : has_level ? OT_FORM_BY_METHOD : OT_FORM_GROWTH;
    return OT_OK;
}

/* The same of the values with their signs changed, turned back. */
static ot_status make_mirrored(const ot_cast_task *task, ot_forecast *out, ot_error *err) {
    enum { N = OT_FORECAST_N_PROBABILITIES };
    ot_scale scale; /* says which value the bounds leave out, as it was given */
    const ot_status within = ot_scale_make(task->value, task->n, OT_FORM_LEVEL, task->options->low,
                                           task->options->high, &scale, err);
    if (within) return within;
    double *value = malloc(task->n * sizeof *value);
    if (!value) return ot_fail(err, OT_ERR_NOMEM, "no memory for a forecast", "内存不足以预测");
    for (size_t t = 0; t < task->n; t++)
        value[t] = -task->value[t];
    ot_cast_task other = *task;
    ot_forecast_options options = *task->options;
    options.low = -task->options->high, options.high = -task->options->low;
    other.value = value;
    other.options = &options;
    const ot_status status = make_as_given(&other, out, err);
    for (size_t t = 0; t < out->horizon && !status; t++) {
        double *q = out->quantile + t * N;
        out->point[t] = -out->point[t];
        for (size_t i = 0; i <= N / 2; i++) {
            const double held = q[i];
            q[i] = -q[N - 1 - i];
            q[N - 1 - i] = -held;
        }
    }
    free(value);
    return status;
}

/* Between a forecast and the other's, in the middle. */
static ot_status make_both(const ot_cast_task *task, ot_forecast *out, ot_error *err) {
    ot_forecast *other = ot_forecast_alloc(out->horizon);
    if (!other) return ot_fail(err, OT_ERR_NOMEM, "no memory for a forecast", "内存不足以预测");
    ot_status status = make_mirrored(task, other, err);
    if (!status) status = make_as_given(task, out, err);
    for (size_t t = 0; t < out->horizon && !status; t++)
        out->point[t] = 0.5 * (out->point[t] + other->point[t]);
    for (size_t i = 0; i < out->horizon * OT_FORECAST_N_PROBABILITIES && !status; i++)
        out->quantile[i] = 0.5 * (out->quantile[i] + other->quantile[i]);
    ot_forecast_free(other);
    return status;
}

/* What is learnt knows up from down, as most series grow. A deficit is the mirror of a surplus all
 * the same, with its bounds: values that are never above 0 are forecast as their mirror, those of
 * both signs as themselves and as their mirror. */
static ot_status make(const ot_cast_task *task, ot_forecast *out, ot_error *err) {
    const ot_forecast_options o = ot_cast_near_bounds(task);
    int has_above = 0, has_below = 0;
    ot_cast_task own = *task;
    own.options = &o;
    keep_last(&own, (size_t)training_of(task)->longest); /* older ones are unlike */
    keep_last(&own, ot_cast_n_known(&own)); /* a history is as long as what is known of it */
    for (size_t t = 0; t < own.n; t++) {
        has_above = has_above || own.value[t] > 0.0;
        has_below = has_below || own.value[t] < 0.0;
    }
    const int is_mirrored = has_below && o.form != OT_FORM_GROWTH;
    const ot_status status = !is_mirrored ? make_as_given(&own, out, err)
                             : has_above  ? make_both(&own, out, err)
                                          : make_mirrored(&own, out, err);
    if (!status) note_shortness(task);
    return status;
}

const ot_cast_method ot_cast_auto = {
    .name = "auto",
    .text = {"quick forecasts weighed, and bands set, by what many other series taught",
             "由大量其他序列训练得出的组合权重与区间"},
    .least = 1,
    .make = make,
};
