/* "outturn.forecast/1". Keys and their order are a contract: docs/reference/results.md. */
#include <math.h>

#include "base/print.h"
#include "outturn/panel_forecast.h"
#include "report/arrange/arrange.h"
#include "report/arrange/panel_levels.h"

enum { KEY_SIZE = 16 };

static void put_year(ot_json *json, const ot_panel_forecast *f, size_t t) {
    const double *quantile = ot_forecast_quantiles(f->forecast, t);
    ot_json_object(json, NULL);
    ot_json_integer(json, "year", f->last + 1 + (int)t);
    ot_json_number(json, "point", ot_forecast_point(f->forecast, t));
    ot_json_object(json, "quantiles");
    for (size_t k = 0; k < OT_PANEL_N_LEVELS; k++) {
        char key[KEY_SIZE];
        (void)ot_print(key, sizeof key, "%g", ot_panel_level[k]);
        ot_json_number(json, key, quantile[ot_panel_level_place(ot_panel_level[k])]);
    }
    ot_json_close_object(json);
    ot_json_close_object(json);
}

static void put_forecast(ot_json *json, const ot_panel_forecast *f) {
    ot_json_object(json, NULL);
    ot_json_text(json, "indicator", f->indicator);
    ot_json_text(json, "area", f->area);
    ot_json_text(json, "unit", f->unit);
    ot_json_text(json, "method", f->method);
    ot_json_integer(json, "first", f->first);
    ot_json_integer(json, "last", f->last);
    ot_json_unsigned(json, "known", f->n_known);
    ot_json_list(json, "years");
    for (size_t t = 0; t < ot_forecast_horizon(f->forecast); t++)
        put_year(json, f, t);
    ot_json_close_list(json);
    ot_json_close_object(json);
}

void ot_json_panel(ot_json *json, const ot_parts *parts) {
    ot_json_list(json, "forecasts");
    for (size_t i = 0; i < ot_panel_forecasts_count(parts->panel); i++)
        put_forecast(json, ot_panel_forecasts_at(parts->panel, i));
    ot_json_close_list(json);
    ot_json_notes(json, parts->notes);
}
