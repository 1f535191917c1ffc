/* Bands of a forecast are set right by what came after earlier ones. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "data/table.h"
#include "model/history.h"

/* From where earlier forecasts are tried, and how many of the latest origins. Fewer outcomes of its
 * own than a decade has would set the bands by one good or bad year: then only relatives count. */
/* What lies more than 12 years back would count less than 1/e (forecast.h). */
enum { LEAST_HISTORY = 5, MOST_ORIGINS = 12, LEAST_ORIGINS = 10 };

/* Outcomes of earlier forecasts, as they are found. */
typedef struct outcome_list {
    ot_forecast_outcome *at;
    size_t n, capacity;
} outcome_list;

static ot_status no_room(const ot_build *b) {
    return ot_fail(b->err, OT_ERR_NOMEM, "no memory for the forecasts", "内存不足，无法预测");
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
static ot_status try_history(const ot_build *b, const ot_model_indicator *x, const ot_history *h,
                             size_t horizon, outcome_list *list) {
    const size_t first = h->n > LEAST_HISTORY + MOST_ORIGINS ? h->n - MOST_ORIGINS : LEAST_HISTORY;
    ot_status status = OT_OK;
    for (size_t origin = first; origin < h->n && !status; origin++) {
        const size_t ahead = h->n - origin < horizon ? h->n - origin : horizon;
        const ot_forecast_options options = ot_history_options(b, x, ahead);
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

/* Of other areas; *n_areas: how many had any. */
static ot_status try_relatives(const ot_build *b, size_t indicator, size_t horizon,
                               outcome_list *list, size_t *n_areas) {
    const ot_model *m = b->model;
    const ot_model_indicator *x = &m->indicator[indicator];
    ot_status status = OT_OK;
    for (size_t i = 0; i < ot_table_count(m->table) && !status; i++) {
        const ot_observation *o = ot_table_at(m->table, i);
        const size_t before = list->n;
        ot_history h;
        if (strcmp(o->series, x->series) != 0 || !*o->area) continue;
        if ((x->area && strcmp(o->area, x->area) == 0) || is_repeated(m->table, x->series, i))
            continue;
        status = ot_history_read(b, indicator, o->area, &h);
        if (!status) status = try_history(b, x, &h, horizon, list);
        *n_areas += list->n > before;
    }
    return status;
}

/* A file that was named and says nothing. */
static void note_no_relatives(const ot_build *b, const ot_model_indicator *x) {
    const ot_place place = x->spec->forecast->place;
    if (!b->notes) return;
    ot_notes_add(b->notes, OT_SEVERITY_WARNING, place.file, place.line, place.column,
                 "%s: no other area has a series %s of %d values or more, so relatives do not set "
                 "its band right",
                 "%s：没有其他地区的序列 %s 达到 %d 个值，relatives 未能校正其区间", x->spec->id,
                 x->series, LEAST_HISTORY + 1);
}

ot_status ot_history_set_right(const ot_build *b, size_t indicator, const ot_history *own,
                               size_t horizon, ot_model_driver *d) {
    const ot_model_indicator *x = &b->model->indicator[indicator];
    const ot_forecast_spec *f = x->spec->forecast;
    outcome_list list = {0};
    ot_status status = OT_OK;
    if (f->set_right & OT_SET_RIGHT_OWN && own->n >= LEAST_HISTORY + LEAST_ORIGINS)
        status = try_history(b, x, own, horizon, &list);
    d->n_own_outcomes = list.n;
    if (!status && f->relatives && f->set_right & OT_SET_RIGHT_RELATIVES) {
        status = try_relatives(b, indicator, horizon, &list, &d->n_relatives);
        d->n_relative_outcomes = list.n - d->n_own_outcomes;
        if (!status && d->n_relatives == 0) note_no_relatives(b, x);
    }
    if (!status && list.n > 0) status = ot_forecast_adjust(d->forecast, list.at, list.n, b->err);
    free(list.at);
    return status;
}
