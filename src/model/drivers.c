#include "model/build.h"

#include <math.h>

/* The last word of a chain on one driver's path and law. */
typedef struct driver_words {
    const double *value;
    size_t n_values;
    const ot_law_spec *law;
    int is_series;
} driver_words;

static ot_status take_changes(const ot_build *b, const ot_model_scenario *scenario,
                              driver_words *words) {
    const ot_model *m = b->model;
    for (size_t d = 0; d < m->n_drivers; d++) {
        const ot_driver_spec *spec = m->driver[d].spec;
        words[d] = (driver_words){spec->value, spec->n_values, &spec->law, spec->is_series};
    }
    for (size_t c = 0; c < scenario->n_chain; c++) {
        const ot_scenario_spec *spec = &m->spec->scenario[scenario->chain[c]];
        for (size_t k = 0; k < spec->n_drivers; k++) {
            const ot_driver_change *change = &spec->driver[k];
            const size_t d = ot_symbols_driver(b, change->driver, change->place);
            if (d == SIZE_MAX) return b->err->status;
            if (change->value) {
                words[d].value = change->value;
                words[d].n_values = change->n_values;
                words[d].is_series = 0;
            }
            if (change->law) words[d].law = change->law;
        }
    }
    return OT_OK;
}

static ot_status missing(const ot_build *b, const ot_driver_spec *spec, int year) {
    const ot_status status = ot_fail(
        b->err, OT_ERR_INPUT,
        "driver %s takes its values from data, which have none for %d; give data or values",
        "驱动因素 %s 取自数据，但数据中没有 %d 年的数值；请补充数据或给出数值", spec->id, year);
    ot_error_locate(b->err, spec->value_place.file, spec->value_place.line,
                    spec->value_place.column);
    return status;
}

/* Before its forecast the driver is what the indicator was. */
static ot_status observe_forecast(const ot_build *b, const ot_model_driver *x, int year,
                                  double *out) {
    return ot_model_observe(b->model, 0, x->spec->forecast_of, NULL, NULL, 0, year, NULL, out,
                            b->err);
}

static ot_status fill_driver(const ot_build *b, size_t d, const driver_words *words, double *path,
                             uint8_t *held) {
    const ot_model *m = b->model;
    const ot_model_driver *x = &m->driver[d];
    for (size_t slot = 0; slot < m->n_slots; slot++) {
        const int year = ot_model_year(m, slot), is_past = year < m->first_year;
        path[slot] = NAN;
        if (x->forecast && year > x->forecast_after) {
            path[slot] = ot_forecast_point(x->forecast, (size_t)(year - x->forecast_after) - 1);
            continue;
        }
        if (x->spec->forecast_of != OT_NO_FORECAST) {
            const ot_status status = observe_forecast(b, x, year, &path[slot]);
            if (status) return status;
            held[slot] = isfinite(path[slot]) ? 1 : 0;
            continue;
        }
        if (is_past || words->is_series) {
            const ot_status status =
                ot_model_observe(m, 1, d, NULL, NULL, 0, year, NULL, &path[slot], b->err);
            if (status) return status;
            const int is_certain = is_past || words->law->family == OT_LAW_NONE;
            held[slot] = isfinite(path[slot]) && is_certain;
        }
        if (isfinite(path[slot])) continue;
        if (words->is_series) {
            if (!is_past) return missing(b, x->spec, year);
        } else if (!is_past) {
            const size_t k = words->n_values == 1 ? 0 : (size_t)(year - m->first_year);
            path[slot] = words->value[k] * x->inside;
        } else if (x->spec->n_values > 0 && slot >= m->first_slot) {
            /* Years before the first are not a scenario's to change: the model's first value. */
            path[slot] = x->spec->value[0] * x->inside;
        }
    }
    return OT_OK;
}

ot_status ot_build_drivers(const ot_build *b) {
    const ot_model *m = b->model;
    driver_words *words = ot_build_alloc(b, m->n_drivers, sizeof *words);
    if (!words) return OT_ERR_NOMEM;
    for (size_t s = 0; s < m->n_scenarios; s++) {
        ot_model_scenario *scenario = &m->scenario[s];
        const size_t n = m->n_drivers * m->n_slots;
        scenario->driver = ot_build_alloc(b, n, sizeof *scenario->driver);
        if (!scenario->driver) return OT_ERR_NOMEM;
        scenario->driver_held = ot_build_alloc(b, n, 1);
        if (!scenario->driver_held) return OT_ERR_NOMEM;
        scenario->law = ot_build_alloc(b, m->n_drivers, sizeof *scenario->law);
        if (!scenario->law) return OT_ERR_NOMEM;
        ot_status status = take_changes(b, scenario, words);
        for (size_t d = 0; d < m->n_drivers && !status; d++) {
            scenario->law[d] = words[d].law;
            status = fill_driver(b, d, &words[d], scenario->driver + d * m->n_slots,
                                 scenario->driver_held + d * m->n_slots);
        }
        if (status) return status;
    }
    return OT_OK;
}
