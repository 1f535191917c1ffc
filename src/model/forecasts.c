/* What comes after the history of an indicator that has a forecaster: made once with the model,
 * from what is observed, so that every scenario and every draw rests on the same forecast. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "data/table.h"
#include "model/build.h"

/* From where earlier forecasts are tried, and how many of the latest origins. Fewer outcomes of its
 * own than a decade has would set the bands by one good or bad year: then only relatives count. */
enum { LEAST_HISTORY = 5, MOST_ORIGINS = 12, LEAST_ORIGINS = 10 };

typedef struct history {
    double *value; /* [n], inside; NaN: not known */
    size_t n, n_known;
    int first;
} history;

/* Outcomes of earlier forecasts, as they are found. */
typedef struct outcome_list {
    ot_forecast_outcome *at;
    size_t n, capacity;
} outcome_list;

static ot_status no_room(const ot_build *b) {
    return ot_fail(b->err, OT_ERR_NOMEM, "no memory for the forecasts", "内存不足，无法预测");
}

static int last_known_year(const ot_model *m, const ot_forecast_spec *f, int last) {
    if (m->observed_until && m->observed_until < last) last = m->observed_until;
    if (f->last && f->last < last) last = f->last;
    return last;
}

/* The series of an area (NULL: the model's own) from its first to its last value that counts. */
static ot_status read_history(const ot_build *b, size_t indicator, const char *area, history *out) {
    const ot_model *m = b->model;
    const ot_model_indicator *x = &m->indicator[indicator];
    const ot_forecast_spec *f = x->spec->forecast;
    int first = 0, last = 0;
    *out = (history){0};
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

static ot_forecast_options options_of(const ot_build *b, const ot_model_indicator *x,
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
    o.training = b->model->spec->training;
    return o;
}

static ot_status add_outcome(const ot_build *b, outcome_list *list, ot_forecast_outcome outcome) {
    if (!isfinite(outcome.z)) return OT_OK;
    ot_forecast_outcome *at = ot_list_grow(list->at, list->n, &list->capacity, sizeof *at);
    if (!at) return no_room(b);
    list->at = at;
    list->at[list->n++] = outcome;
    return OT_OK;
}

/* Forecasts of a history from each origin, beside what came. One that cannot be made there, such as
 * of a constant past, says nothing. */
static ot_status try_history(const ot_build *b, const ot_model_indicator *x, const history *h,
                             size_t horizon, outcome_list *list) {
    const size_t first = h->n > LEAST_HISTORY + MOST_ORIGINS ? h->n - MOST_ORIGINS : LEAST_HISTORY;
    ot_status status = OT_OK;
    for (size_t origin = first; origin < h->n && !status; origin++) {
        const size_t ahead = h->n - origin < horizon ? h->n - origin : horizon;
        const ot_forecast_options options = options_of(b, x, ahead);
        ot_forecast *f = NULL;
        if (!isfinite(h->value[origin - 1])) continue;
        status = ot_forecast_new(h->value, origin, &options, NULL, &f, NULL);
        if (status == OT_ERR_NOMEM) return no_room(b);
        if (status) {
            status = OT_OK;
            continue;
        }
        for (size_t t = 0; t < ahead && !status; t++)
            if (isfinite(h->value[origin + t]))
                status = add_outcome(
                    b, list,
                    (ot_forecast_outcome){t, h->first + (int)(origin + t),
                                          ot_forecast_z_of(f, t, h->value[origin + t])});
        ot_forecast_free(f);
    }
    return status;
}

/* Was the area of row i seen in an earlier row of the series? */
static int is_repeated(const ot_table *table, const char *series, size_t i) {
    for (size_t k = 0; k < i; k++)
        if (strcmp(ot_table_at(table, k)->series, series) == 0 &&
            strcmp(ot_table_at(table, k)->area, ot_table_at(table, i)->area) == 0)
            return 1;
    return 0;
}

static ot_status try_relatives(const ot_build *b, size_t indicator, size_t horizon,
                               outcome_list *list) {
    const ot_model *m = b->model;
    const ot_model_indicator *x = &m->indicator[indicator];
    ot_status status = OT_OK;
    for (size_t i = 0; i < ot_table_count(m->table) && !status; i++) {
        const ot_observation *o = ot_table_at(m->table, i);
        history h;
        if (strcmp(o->series, x->series) != 0 || !*o->area) continue;
        if ((x->area && strcmp(o->area, x->area) == 0) || is_repeated(m->table, x->series, i))
            continue;
        status = read_history(b, indicator, o->area, &h);
        if (!status) status = try_history(b, x, &h, horizon, list);
    }
    return status;
}

static ot_status set_right(const ot_build *b, size_t indicator, const history *h, size_t horizon,
                           ot_forecast *f) {
    const ot_model_indicator *x = &b->model->indicator[indicator];
    outcome_list list = {0};
    ot_status status = OT_OK;
    if (h->n >= LEAST_HISTORY + LEAST_ORIGINS) status = try_history(b, x, h, horizon, &list);
    if (!status && x->spec->forecast->relatives)
        status = try_relatives(b, indicator, horizon, &list);
    if (!status && list.n > 0) status = ot_forecast_adjust(f, list.at, list.n, b->err);
    free(list.at);
    return status;
}

/* What a forecaster has to say is said of the indicator. */
static void name_notes(const ot_build *b, const ot_model_indicator *x, const ot_notes *from) {
    const ot_place place = x->spec->forecast->place;
    for (size_t i = 0; i < ot_notes_count(from); i++) {
        const ot_note *n = ot_notes_at(from, i);
        ot_notes_add(b->notes, n->severity, place.file, place.line, place.column, "%s: %s%.0s",
                     "%s：%.0s%s", x->spec->id, n->text[OT_LANGUAGE_EN], n->text[OT_LANGUAGE_ZH]);
    }
}

/* In which year, and where it is written, that a value is none that the bounds allow. */
static ot_status check_bounds(const ot_build *b, const ot_model_indicator *x, const history *h,
                              const ot_forecast_options *o) {
    const int is_closed = strcmp(o->method, "constant") == 0;
    for (size_t t = 0; t < h->n; t++) {
        const double v = h->value[t];
        if (!isfinite(v) || (v > o->low && v < o->high)) continue;
        if (is_closed && (t + 1 < h->n || (v >= o->low && v <= o->high))) continue;
        const int year = h->first + (int)t;
        const ot_observation *seen = ot_table_find(b->model->table, x->series, x->area, year, NULL);
        const ot_place place = x->spec->forecast->place;
        (void)ot_fail(b->err, OT_ERR_INPUT,
                      "%s is %g in %d; the bounds of its forecast allow only values between %g and "
                      "%g",
                      "%s 的数值为 %g（%d 年）；其预测的上下限只允许介于 %g 与 %g 之间的值",
                      x->spec->id, v / x->inside, year, o->low / x->inside, o->high / x->inside);
        ot_error_locate(b->err, seen ? seen->file : place.file, seen ? seen->line : place.line,
                        seen ? seen->column : place.column);
        return OT_ERR_INPUT;
    }
    return OT_OK;
}

/* What a forecaster refuses is of an indicator, and its values have years. */
static void name_error(const ot_build *b, const ot_model_indicator *x, const history *h,
                       ot_status status) {
    if (!b->err || (status != OT_ERR_INPUT && status != OT_ERR_USAGE)) return;
    const ot_error why = *b->err;
    (void)ot_fail(b->err, status, "%s, from %d on: %s%.0s", "%s，自 %d 年起：%.0s%s", x->spec->id,
                  h->first, why.text[OT_LANGUAGE_EN], why.text[OT_LANGUAGE_ZH]);
}

static ot_status forecast(const ot_build *b, const ot_model_indicator *x, const history *h,
                          size_t horizon, ot_forecast **out) {
    const ot_forecast_options options = options_of(b, x, horizon);
    ot_notes *notes = NULL;
    ot_status status = ot_notes_new(&notes, b->err);
    if (!status) status = ot_forecast_new(h->value, h->n, &options, notes, out, b->err);
    if (status) name_error(b, x, h, status);
    if (!status && b->notes) name_notes(b, x, notes);
    ot_notes_free(notes);
    return status;
}

/* Anything will do in its place: nothing that hangs on it is looked at. */
static ot_status stand_in(const ot_build *b, ot_model_driver *d, const history *h) {
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

static ot_status make(const ot_build *b, ot_model_driver *d) {
    const ot_model *m = b->model;
    const size_t indicator = d->spec->forecast_of;
    const ot_model_indicator *x = &m->indicator[indicator];
    const ot_place place = x->spec->forecast->place;
    history h;
    ot_status status = read_history(b, indicator, NULL, &h);
    if (status) return status;
    d->n_history = h.n_known;
    if (h.n == 0) {
        status = ot_fail(b->err, OT_ERR_INPUT,
                         "%s has a forecast but no observation; give data or a start",
                         "%s 设有预测，但没有观测值；请补充数据或 start", x->spec->id);
    } else {
        d->forecast_after = h.first + (int)h.n - 1;
        if (d->forecast_after >= m->last_year) return OT_OK;
        const size_t horizon = (size_t)(m->last_year - d->forecast_after);
        const ot_forecast_options options = options_of(b, x, horizon);
        status = check_bounds(b, x, &h, &options);
        if (status) return status;
        status = forecast(b, x, &h, horizon, &d->forecast);
        if (!status) status = set_right(b, indicator, &h, horizon, d->forecast);
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
