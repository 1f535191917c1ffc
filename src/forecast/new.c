#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "forecast/method.h"
#include "forecast/spike.h"

/* Of values in size: the squares of others are no numbers. */
static const double LEAST_SIZE = 1e-100, MOST_SIZE = 1e100;

/* The values between the first and the last that are there, without gaps. */
struct series {
    double *value;           /* [n] */
    int *span;               /* [n], as of ot_cast_task */
    size_t n, first, n_late; /* first: index of the first value; n_late: missing at the end */
    int is_thinned;          /* a spike was dropped */
};

ot_status ot_forecast_horizon_check(size_t horizon, ot_error *err) {
    if (horizon >= 1 && horizon <= OT_FORECAST_MOST_YEARS) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "the horizon is %zu; must lie in [1, %d]",
                   "预测年数为 %zu；应在 [1, %d] 之内", horizon, (int)OT_FORECAST_MOST_YEARS);
}

static ot_status check_options(const ot_forecast_options *o, const ot_cast_method **method,
                               ot_error *err) {
    const char *name = o->method ? o->method : "auto";
    *method = ot_cast_method_find(name);
    if (!*method) return ot_forecast_method_check(name, OT_FORECAST_OF_SERIES, err);
    const ot_status status = ot_forecast_horizon_check(o->horizon, err);
    if (status) return status;
    if (!(o->low < o->high))
        return ot_fail(err, OT_ERR_USAGE, "bounds from %g to %g leave no room",
                       "下限 %g 与上限 %g 之间没有余地", o->low, o->high);
    if (o->form == OT_FORM_GOMPERTZ && (isinf(o->low) || isinf(o->high)))
        return ot_fail(err, OT_ERR_USAGE, "form gompertz needs a bound below and one above",
                       "gompertz 形式需要下限和上限");
    return OT_OK;
}

static void fill(double *value, int *span, size_t from, size_t to) {
    const int is_growth = value[from] > 0.0 && value[to] > 0.0;
    span[to] = (int)(to - from);
    for (size_t t = from + 1; t < to; t++) {
        span[t] = -span[to];
        const double share = (double)(t - from) / (double)(to - from);
        value[t] = is_growth ? value[from] * pow(value[to] / value[from], share)
                             : value[from] + (value[to] - value[from]) * share;
    }
}

static void note_gaps(const struct series *s, ot_notes *notes) {
    size_t n_missing = 0;
    for (size_t t = 0; t < s->n; t++)
        n_missing += isnan(s->value[t]) != 0;
    if (n_missing)
        ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                     "missing values: %zu, put between their neighbours; bands are wider for it",
                     "有 %zu 个缺失值，以相邻值之间的值代替，区间相应加宽", n_missing);
}

static void fill_gaps(struct series *s) {
    size_t last = 0;
    s->span[0] = 1;
    for (size_t t = 1; t < s->n; t++) {
        if (isnan(s->value[t])) continue;
        fill(s->value, s->span, last, t);
        last = t;
    }
}

/* Missing ones are. */
static int is_of_a_size(double value) {
    const double size = fabs(value);
    return !(size > MOST_SIZE) && !(size > 0.0 && size < LEAST_SIZE);
}

/* A first value that was a spike is gone. */
static void trim_start(struct series *s) {
    size_t n = 0;
    while (isnan(s->value[n]))
        n++;
    memmove(s->value, s->value + n, (s->n - n) * sizeof *s->value);
    s->first += n;
    s->n -= n;
}

/* Constants keep their last value, whatever came before; a driver may say why a year is odd. */
static ot_status drop_spikes(struct series *s, const ot_cast_method *method,
                             const ot_forecast_options *o, ot_notes *notes, ot_error *err) {
    if (method == &ot_cast_constant || method->needs_driver) return OT_OK;
    const ot_status status =
        ot_spikes_drop(method, s->value, s->n, s->first, o, notes, &s->is_thinned, err);
    if (!status) trim_start(s);
    return status;
}

static ot_status prepare(const double *value, size_t n, const ot_cast_method *method,
                         const ot_forecast_options *o, ot_notes *notes, struct series *out,
                         ot_error *err) {
    size_t first = 0, end = n;
    while (first < n && isnan(value[first]))
        first++;
    while (end > first && isnan(value[end - 1]))
        end--;
    if (first == end)
        return ot_fail(err, OT_ERR_INPUT, "a series without values", "序列没有任何数值");
    for (size_t t = first; t < end; t++)
        if (!is_of_a_size(value[t]))
            return ot_fail(
                err, OT_ERR_INPUT,
                "value %zu is %g; must be 0 or of a size in [%g, %g]: choose another unit",
                "第 %zu 个值为 %g；应为 0 或绝对值在 [%g, %g] 之内：请换用其他单位", t + 1,
                value[t], LEAST_SIZE, MOST_SIZE);
    struct series s = {malloc((end - first) * sizeof *s.value),
                       malloc((end - first) * sizeof *s.span),
                       end - first,
                       first,
                       n - end,
                       0};
    ot_status status = OT_OK;
    if (!s.value || !s.span)
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for a series", "内存不足以存放序列");
    if (!status) {
        memcpy(s.value, value + first, s.n * sizeof *s.value);
        note_gaps(&s, notes);
        status = drop_spikes(&s, method, o, notes, err);
    }
    if (!status) fill_gaps(&s);
    *out = s; /* what was got is freed by the caller */
    return status;
}

/* Drop the years that were missing at the end. */
static ot_status cut(ot_forecast **forecast, size_t n_late, ot_error *err) {
    if (n_late == 0) return OT_OK;
    const ot_forecast *old = *forecast;
    const size_t h = old->horizon - n_late, whole = old->horizon;
    ot_forecast *f = ot_forecast_alloc(h);
    if (!f) return ot_fail(err, OT_ERR_NOMEM, "no memory for a forecast", "内存不足以预测");
    f->method = old->method;
    f->form = old->form;
    f->low = old->low;
    f->high = old->high;
    f->facts = old->facts;
    memcpy(f->point, old->point + n_late, h * sizeof *f->point);
    memcpy(f->quantile, old->quantile + n_late * OT_FORECAST_N_PROBABILITIES,
           h * OT_FORECAST_N_PROBABILITIES * sizeof *f->quantile);
    /* The factor of the correlations that remain. */
    for (size_t t = 0; t < h; t++)
        for (size_t s = 0; s <= t; s++) {
            const double *a = old->factor + (t + n_late) * whole;
            const double *b = old->factor + (s + n_late) * whole;
            double sum = 0.0;
            for (size_t j = 0; j <= s + n_late; j++)
                sum += a[j] * b[j];
            for (size_t j = 0; j < s; j++)
                sum -= f->factor[t * h + j] * f->factor[s * h + j];
            f->factor[t * h + s] = s == t ? sqrt(fmax(sum, 1e-12)) : sum / f->factor[s * h + s];
        }
    ot_forecast_free(*forecast);
    *forecast = f;
    return OT_OK;
}

static size_t count_known(const struct series *s) {
    size_t n_known = 0;
    for (size_t t = 0; t < s->n; t++)
        n_known += s->span[t] > 0;
    return n_known;
}

static ot_status check_values(const struct series *s, const ot_cast_method *method, ot_error *err) {
    const size_t n_known = count_known(s);
    if (n_known < method->least)
        return ot_fail(err, OT_ERR_INPUT, "%s needs %zu values; the series has %zu",
                       "%s 需要 %zu 个值；该序列只有 %zu 个", method->name, method->least, n_known);
    for (size_t t = 0; t < s->n; t++)
        if (fabs(s->value[t]) > 0.0 || method == &ot_cast_constant) return OT_OK;
    return ot_fail(
        err, OT_ERR_INPUT,
        "every value is 0: nothing says how far it may move; if it stays, forecast it by "
        "method constant",
        "所有数值均为 0，无法判断其变动幅度；若今后不变，请用 constant 方法");
}

/* Never moved, yet not said to be constant. */
static void note_stillness(const struct series *s, const ot_cast_method *method, double unit,
                           ot_notes *notes) {
    const size_t n_known = count_known(s);
    if (n_known < 2 || method == &ot_cast_constant) return;
    for (size_t t = 1; t < s->n; t++)
        if (fabs(s->value[t] - s->value[0]) > 0.0) return;
    const char *en = s->is_thinned ? "other " : "", *zh = s->is_thinned ? "其余 " : "";
    ot_notes_add(notes, OT_SEVERITY_WARNING, NULL, 0, 0,
                 "all %s%.0s%zu values are %g: nothing says how far the next ones stray, and the "
                 "band is a guess; if they stay, forecast them by method constant",
                 "%.0s%s%zu 个值均为 %g，无法判断今后的变动幅度，区间只是猜测；若今后不变，请用 "
                 "constant 方法",
                 en, zh, n_known, s->value[0] / unit);
}

static ot_status make(const ot_cast_method *method, const struct series *s,
                      const ot_forecast_options *o, ot_notes *notes, ot_forecast *out,
                      ot_error *err) {
    const ot_status status = check_values(s, method, err);
    if (status) return status;
    note_stillness(s, method, o->unit, notes);
    const ot_cast_task task = {.value = s->value,
                               .span = s->span,
                               .n = s->n,
                               .horizon = out->horizon,
                               .driver = o->driver ? o->driver + s->first : NULL,
                               .options = o,
                               .notes = notes};
    const ot_status made = ot_cast_make(method, &task, out, err);
    return made || !o->recalibrates ? made : ot_cast_recalibrate(method, &task, out, err);
}

/* Going to a scale and back rounds: no value leaves its bounds by that. */
static void keep_within(ot_forecast *f) {
    for (size_t t = 0; t < f->horizon; t++)
        f->point[t] = fmin(fmax(f->point[t], f->low), f->high);
    for (size_t i = 0; i < f->horizon * OT_FORECAST_N_PROBABILITIES; i++)
        f->quantile[i] = fmin(fmax(f->quantile[i], f->low), f->high);
}

ot_status ot_forecast_new(const double *value, size_t n, const ot_forecast_options *options,
                          ot_notes *notes, ot_forecast **out, ot_error *err) {
    const ot_cast_method *method;
    struct series s = {0};
    ot_status status = check_options(options, &method, err);
    if (!status) status = prepare(value, n, method, options, notes, &s, err);
    ot_forecast *f = status ? NULL : ot_forecast_alloc(options->horizon + s.n_late);
    if (!f && !status)
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for a forecast", "内存不足以预测");
    if (f) {
        f->low = options->low;
        f->high = options->high;
    }
    if (!status) status = make(method, &s, options, notes, f, err);
    if (!status) {
        f->method = method->name;
        keep_within(f);
        status = cut(&f, s.n_late, err);
    }
    free(s.value);
    free(s.span);
    if (status)
        ot_forecast_free(f);
    else
        *out = f;
    return status;
}
