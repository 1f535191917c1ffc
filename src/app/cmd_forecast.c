#include "output.h"
#include "outturn/init.h"
#include "outturn/panel_forecast.h"
#include "outturn/training.h"

typedef struct forecast_session {
    ot_notes *notes;
    ot_table *table;
    ot_training *training;
    ot_panel_forecasts *forecasts;
} forecast_session;

static ot_panel_forecast_options options_of(const app_options *o) {
    ot_panel_forecast_options options = ot_panel_forecast_options_default();
    options.method = o->method;
    options.n_methods = o->n_chosen_methods;
    options.indicator = o->indicator;
    options.n_indicators = o->n_indicators;
    options.area = o->area;
    options.n_areas = o->n_areas;
    if (o->horizon) options.horizon = (size_t)o->horizon;
    if (o->has_bounds) {
        options.low = o->low;
        options.high = o->high;
    }
    return options;
}

static ot_status report(const forecast_session *s, const app_options *o, ot_error *err) {
    const ot_parts parts = {.panel = s->forecasts, .notes = s->notes, .terminal = app_terminal()};
    const ot_writer writer = app_stdout();
    const ot_status status =
        ot_report_write(OT_REPORT_FORECAST, &parts, o->format, o->language, &writer, err);
    if (!status && o->format != OT_FORMAT_TEXT) app_report_warnings(s->notes, o->language);
    return status;
}

int app_forecast(const app_options *o) {
    ot_error err;
    forecast_session s = {0};
    ot_panel_forecast_options options = options_of(o);
    ot_init();
    ot_status status = ot_notes_new(&s.notes, &err);
    if (!status && o->trained) status = ot_training_load(o->trained, NULL, &s.training, &err);
    options.training = s.training;
    if (!status) status = ot_table_load(o->operand, 1, s.notes, &s.table, &err);
    if (!status) status = ot_panel_forecasts_new(s.table, &options, s.notes, &s.forecasts, &err);
    if (!status && !o->is_quiet) status = report(&s, o, &err);
    ot_panel_forecasts_free(s.forecasts);
    ot_table_free(s.table);
    ot_training_free(s.training);
    ot_notes_free(s.notes);
    return status ? app_report_error(&err, o->language) : 0;
}
