/* What comes after the history of an indicator that has a forecaster: made once with the model,
 * from what is observed, so that every scenario and every draw rests on the same forecast. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/table.h"
#include "model/history.h"

static ot_status no_room(const ot_build *b) {
    return ot_fail(b->err, OT_ERR_NOMEM, "no memory for the forecasts", "内存不足，无法预测");
}

static int last_known_year(const ot_model *m, const ot_forecast_spec *f, int last) {
    if (m->observed_until && m->observed_until < last) last = m->observed_until;
    if (f->last && f->last < last) last = f->last;
    return last;
}

ot_status ot_history_read(const ot_build *b, size_t indicator, const char *area, ot_history *out) {
    const ot_model *m = b->model;
    const ot_model_indicator *x = &m->indicator[indicator];
    const ot_forecast_spec *f = x->spec->forecast;
    int first = 0, last = 0;
    *out = (ot_history){0};
    if (!ot_table_span(m->table, x->series, area ? area : x->area, &first, &last)) {
        first = last = x->spec->start.year; /* 0: nothing is known */
        if (area || !first) return OT_OK;
    }
    if (!area && x->spec->start.year && x->spec->start.year < first) first = x->spec->start.year;
    if (!area && x->spec->start.year > last) last = x->spec->start.year;
    if (f->first > first) first = f->first;
    last = last_known_year(m, f, last);
    if (last < first) return OT_OK;
    out->first = first;
    out->n = (size_t)(last - first) + 1;
    out->value = ot_build_alloc(b, out->n, sizeof *out->value);
    if (!out->value) return OT_ERR_NOMEM;
    const ot_map_spec map = {.indicator = x->spec->id, .series = x->series};
    ot_status status = OT_OK;
    for (size_t t = 0; t < out->n && !status; t++) {
        status = ot_model_observe(m, 0, indicator, area, &map, area != NULL, first + (int)t, NULL,
                                  &out->value[t], b->err);
        out->n_known += isfinite(out->value[t]) != 0;
    }
    while (!status && out->n > 0 && !isfinite(out->value[out->n - 1]))
        out->n--;
    return status;
}

ot_forecast_options ot_history_options(const ot_build *b, const ot_model_indicator *x,
                                       size_t horizon) {
    const ot_forecast_spec *f = x->spec->forecast;
    ot_forecast_options o = ot_forecast_options_default();
    o.method = f->method;
    o.form = (ot_forecast_form)f->form;
    o.mix = f->mix;
    o.n_mix = f->n_mix;
    o.mix_by = (ot_forecast_mix)f->mix_by;
    o.mixed = (ot_forecast_mixed)f->mixed;
    if (isfinite(f->low)) o.low = f->low * x->inside;
    if (isfinite(f->high)) o.high = f->high * x->inside;
    o.horizon = horizon;
    o.unit = x->inside;
    o.training = b->model->spec->training;
    return o;
}

/* What a forecaster has to say is said of the indicator. */
static void name_notes(const ot_build *b, const ot_model_indicator *x, const ot_notes *from) {
    const ot_place place = x->spec->forecast->place;
    for (size_t i = 0; i < ot_notes_count(from); i++) {
        const ot_note *n = ot_notes_at(from, i);
        ot_notes_add(b->notes, n->severity, place.file, place.line, place.column, "%s: %s%.0s%.0s",
                     "%.0s%.0s%s：%s", x->spec->label.text[OT_LANGUAGE_EN], n->text[OT_LANGUAGE_EN],
                     x->spec->label.text[OT_LANGUAGE_ZH], n->text[OT_LANGUAGE_ZH]);
    }
}

static void refuse_value(const ot_build *b, const ot_model_indicator *x, double v, int year,
                         const ot_forecast_options *o) {
    const double value = v / x->inside, low = o->low / x->inside, high = o->high / x->inside;
    const char *const *text = x->unit->text;
    const char *const unit[] = {text[OT_LANGUAGE_EN] ? text[OT_LANGUAGE_EN] : "",
                                text[OT_LANGUAGE_ZH] ? text[OT_LANGUAGE_ZH] : ""};
    const int is_at_a_bound = !(v < o->low) && !(v > o->high);
    if (is_at_a_bound)
        (void)ot_fail(b->err, OT_ERR_INPUT,
                      "%s stands at a bound of its forecast in %d: %g %s%.0s; values must lie "
                      "within, so move the bound a little beyond, say 1 %% of the range, or leave "
                      "it out",
                      "%s 在 %d 年恰好等于其预测的上限或下限：%g %.0s%s；数值须在界内，"
                      "请把界限略微外移（如区间宽度的 1 %%），或去掉界限",
                      x->spec->id, year, value, unit[0], unit[1]);
    else if (isinf(o->high))
        (void)ot_fail(b->err, OT_ERR_INPUT,
                      "%s is %g %s%.0s in %d; the bounds of its forecast allow only values above "
                      "%g",
                      "%s 的数值为 %g %.0s%s（%d 年）；其预测的下限只允许大于 %g 的值", x->spec->id,
                      value, unit[0], unit[1], year, low);
    else
        (void)ot_fail(b->err, OT_ERR_INPUT,
                      "%s is %g %s%.0s in %d; the bounds of its forecast allow only values between "
                      "%g and %g",
                      "%s 的数值为 %g %.0s%s（%d 年）；其预测的上下限只允许介于 %g 与 %g 之间的值",
                      x->spec->id, value, unit[0], unit[1], year, low, high);
}

/* The curve towards a ceiling is above 0 where no bound says otherwise. */
static double least_of(const ot_forecast_options *o) {
    const int is_curve = strcmp(o->method, "logistic") == 0 || strcmp(o->method, "gompertz") == 0;
    return is_curve && isinf(o->low) ? 0.0 : o->low;
}

/* In which year, and where it is written, that a value is none that the bounds allow. */
static ot_status check_bounds(const ot_build *b, const ot_model_indicator *x, const ot_history *h,
                              const ot_forecast_options *o) {
    const int is_closed = strcmp(o->method, "constant") == 0;
    ot_forecast_options within = *o;
    within.low = least_of(o);
    for (size_t t = 0; t < h->n; t++) {
        const double v = h->value[t];
        if (!isfinite(v) || (v > within.low && v < o->high)) continue;
        if (is_closed && (t + 1 < h->n || (v >= o->low && v <= o->high))) continue;
        const int year = h->first + (int)t;
        const ot_observation *seen = ot_table_find(b->model->table, x->series, x->area, year, NULL);
        const ot_place place = x->spec->forecast->place;
        if (within.low > o->low)
            (void)ot_fail(b->err, OT_ERR_INPUT,
                          "%s is %g in %d; %s needs values above 0, or bounds that begin lower",
                          "%s 的数值为 %g（%d 年）；%s 要求数值大于 0，或给出更低的下限",
                          x->spec->id, v / x->inside, year, o->method);
        else
            refuse_value(b, x, v, year, o);
        ot_error_locate(b->err, seen ? seen->file : place.file, seen ? seen->line : place.line,
                        seen ? seen->column : place.column);
        return OT_ERR_INPUT;
    }
    return OT_OK;
}

/* What a forecaster refuses is of an indicator, and its values have years. */
static void name_error(const ot_build *b, const ot_model_indicator *x, const ot_history *h,
                       ot_status status) {
    if (!b->err || (status != OT_ERR_INPUT && status != OT_ERR_USAGE)) return;
    const ot_error why = *b->err;
    (void)ot_fail(b->err, status, "%s, from %d on: %s%.0s", "%s，自 %d 年起：%.0s%s", x->spec->id,
                  h->first, why.text[OT_LANGUAGE_EN], why.text[OT_LANGUAGE_ZH]);
}

static ot_status forecast(const ot_build *b, const ot_model_indicator *x, const ot_history *h,
                          size_t horizon, ot_forecast **out) {
    ot_forecast_options options = ot_history_options(b, x, horizon);
    options.first_year = h->first;
    ot_notes *notes = NULL;
    ot_status status = ot_notes_new(&notes, b->err);
    if (!status) status = ot_forecast_new(h->value, h->n, &options, notes, out, b->err);
    if (status) name_error(b, x, h, status);
    if (!status && b->notes) name_notes(b, x, notes);
    ot_notes_free(notes);
    return status;
}

/* Anything will do in its place: nothing that hangs on it is looked at. */
static ot_status stand_in(const ot_build *b, ot_model_driver *d, const ot_history *h) {
    static const double one = 1.0;
    const double *value = &one;
    ot_forecast_options o = ot_forecast_options_default();
    ot_arena *arena = b->model->arena;
    for (int k = 0; k < OT_N_LANGUAGES; k++) {
        d->why_left_out[k] = ot_arena_text(arena, b->err->text[k], strlen(b->err->text[k]));
        if (!d->why_left_out[k]) return no_room(b);
    }
    d->forecast_after = h->n > 0 ? h->first + (int)h->n - 1 : b->model->first_year - 1;
    if (h->n > 0) value = &h->value[h->n - 1];
    o.method = "constant";
    o.horizon = (size_t)(b->model->last_year - d->forecast_after);
    ot_forecast_free(d->forecast);
    d->forecast = NULL;
    return ot_forecast_new(value, 1, &o, NULL, &d->forecast, b->err);
}

/* No value counts: is there none, or does something leave them out? */
static ot_status refuse_empty(const ot_build *b, const ot_model_indicator *x) {
    const ot_model *m = b->model;
    const ot_forecast_spec *f = x->spec->forecast;
    int first, last;
    if (!ot_table_span(m->table, x->series, x->area, &first, &last))
        return ot_fail(b->err, OT_ERR_INPUT,
                       "%s has a forecast but no observation; give data or a start",
                       "%s 设有预测，但没有观测值；请补充数据或 start", x->spec->id);
    if (f->first > last || (f->last && f->last < first))
        return ot_fail(
            b->err, OT_ERR_INPUT,
            "%s: the sample of its forecast leaves out every observation; they are of %d "
            "to %d",
            "%s：预测的 sample 略去了全部观测值（%d 至 %d 年）", x->spec->id, first, last);
    return ot_fail(
        b->err, OT_ERR_INPUT,
        "no observation of %s counts: they are of %d to %d; model.observed_until and the "
        "sample of its forecast say which do",
        "%s 没有可用的观测值（数据为 %d 至 %d 年）；可用年份由 model.observed_until "
        "和预测的 sample 决定",
        x->spec->id, first, last);
}

/* A reader takes the first year of the plan for the first that is forecast. */
static void note_end_gap(const ot_build *b, const ot_model_indicator *x, int last) {
    const ot_place place = x->spec->forecast->place;
    const int first = b->model->first_year;
    if (last + 1 >= first) return;
    ot_notes_add(b->notes, OT_SEVERITY_INFO, place.file, place.line, place.column,
                 "%s%.0s: the last value is of %d, so that the years up to %d are forecast, too",
                 "%.0s%s：最后一个数值为 %d 年，因此至 %d 年的各年也由预测得出",
                 x->spec->label.text[OT_LANGUAGE_EN], x->spec->label.text[OT_LANGUAGE_ZH], last,
                 first - 1);
}

static ot_status make(const ot_build *b, ot_model_driver *d) {
    const ot_model *m = b->model;
    const size_t indicator = d->spec->forecast_of;
    const ot_model_indicator *x = &m->indicator[indicator];
    const ot_place place = x->spec->forecast->place;
    ot_history h;
    ot_status status = ot_history_read(b, indicator, NULL, &h);
    if (status) return status;
    d->n_history = h.n_known;
    if (h.n == 0) {
        status = refuse_empty(b, x);
    } else {
        d->forecast_after = h.first + (int)h.n - 1;
        if (d->forecast_after >= m->last_year) return OT_OK;
        const size_t horizon = (size_t)(m->last_year - d->forecast_after);
        const ot_forecast_options options = ot_history_options(b, x, horizon);
        status = check_bounds(b, x, &h, &options);
        if (status) return status;
        status = forecast(b, x, &h, horizon, &d->forecast);
        if (!status) status = ot_history_set_right(b, indicator, &h, horizon, d);
        if (!status) ot_history_note_beyond(b, x, &h, d);
        if (!status) note_end_gap(b, x, d->forecast_after);
    }
    const int has_no_answer = status == OT_ERR_INPUT || status == OT_ERR_NUMERIC;
    if (has_no_answer && m->spec->leaves_out_forecasts && b->err) return stand_in(b, d, &h);
    if (status == OT_ERR_INPUT || status == OT_ERR_USAGE) {
        ot_error_locate(b->err, place.file, place.line, place.column);
        return OT_ERR_INPUT;
    }
    return status;
}

ot_status ot_build_forecasts(const ot_build *b) {
    const ot_model *m = b->model;
    ot_status status = OT_OK;
    for (size_t k = 0; k < m->n_drivers && !status; k++)
        if (m->driver[k].spec->forecast_of != OT_NO_FORECAST) status = make(b, &m->driver[k]);
    return status;
}
