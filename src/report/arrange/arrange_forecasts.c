/* Forecasts in the report of an estimation: of what they are made, and how far they reach. */
#include <math.h>

#include "assess/projection.h"
#include "report/arrange/arrange_estimate.h"
#include "report/words/estimate_words.h"
#include "report/words/words.h"

enum { MOST_DECIMALS = 10 };

/* Normal scores of 5 and 95 %. */
static const double BAND_SCORE = 1.6448536269514722;

int ot_parts_show_forecast(const ot_parts *parts, size_t driver) {
    const ot_driver_spec *spec = parts->model->driver[driver].spec;
    return spec->forecast_of != OT_NO_FORECAST && ot_parts_show_indicator(parts, spec->forecast_of);
}

size_t ot_forecast_ends(const ot_model_driver *x, ot_forecast_end end[2]) {
    const size_t n = x->forecast ? ot_forecast_horizon(x->forecast) : 0;
    for (size_t i = 0; i < n && i < 2; i++) {
        const size_t t = i == 0 ? 0 : n - 1;
        end[i] = (ot_forecast_end){
            .year = x->forecast_after + 1 + (int)t,
            .median = ot_declared(ot_forecast_at(x->forecast, t, 0.0), x->inside),
            .low = ot_declared(ot_forecast_at(x->forecast, t, -BAND_SCORE), x->inside),
            .high = ot_declared(ot_forecast_at(x->forecast, t, BAND_SCORE), x->inside)};
    }
    return n < 2 ? n : 2;
}

static void columns(ot_document *d, ot_grid *grid) {
    static const ot_message TEXT[] = {OT_SAY_INDICATOR, OT_SAY_UNIT, OT_SAY_SCORE_METHOD};
    for (size_t i = 0; i < sizeof TEXT / sizeof *TEXT; i++)
        ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, TEXT[i]));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_YEARS_KNOWN));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_KNOWN_TO));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_YEAR));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_CHART_MEDIAN));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say_plain(d, OT_SAY_BAND_LOW));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_HIGH));
}

/* What it is made of, once; the row of a forecast that is not needed ends with it. */
static void put_history(ot_document *d, ot_grid *grid, const ot_model *m,
                        const ot_model_driver *x) {
    const ot_indicator_spec *spec = m->indicator[x->spec->forecast_of].spec;
    ot_grid_text(d, grid, spec->label.text[d->language]);
    ot_grid_text(d, grid, ot_say_unit(d, m, x->spec->forecast_of));
    ot_grid_text(d, grid, spec->forecast->method);
    ot_grid_number(d, grid, (double)x->n_history, 0);
    ot_grid_text(d, grid, ot_document_format(d, "%d", x->forecast_after));
}

static void put_end(ot_document *d, ot_grid *grid, const ot_forecast_end *end) {
    const int decimals = ot_decimals_for(end->high - end->low, MOST_DECIMALS);
    ot_grid_text(d, grid, ot_document_format(d, "%d", end->year));
    if (!(end->high > end->low)) { /* a constant has no band that says how many digits count */
        for (int i = 0; i < 3; i++)
            ot_grid_shortest(d, grid, end->median);
        return;
    }
    ot_grid_number(d, grid, end->median, decimals);
    ot_grid_number(d, grid, end->low, decimals);
    ot_grid_number(d, grid, end->high, decimals);
}

static void put_forecast(ot_document *d, ot_grid *grid, const ot_model *m,
                         const ot_model_driver *x) {
    enum { OF_HISTORY = 5, OF_END = 4 }; /* columns */
    ot_forecast_end end[2];
    const size_t n = ot_forecast_ends(x, end);
    for (size_t i = 0; i < n || i == 0; i++) {
        ot_grid_row(d, grid);
        if (i == 0) put_history(d, grid, m, x);
        for (int k = 0; i > 0 && k < OF_HISTORY; k++)
            ot_grid_text(d, grid, "");
        if (i < n) put_end(d, grid, &end[i]);
        for (int k = 0; i >= n && k < OF_END; k++)
            ot_grid_text(d, grid, OT_SAY_MISSING);
    }
}

void ot_arrange_forecast(ot_document *d, const ot_model *m, const ot_model_driver *x) {
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    columns(d, grid);
    put_forecast(d, grid, m, x);
}

void ot_arrange_forecasts(ot_document *d, const ot_parts *parts) {
    const ot_model *m = parts->model;
    ot_grid *grid = NULL;
    size_t n = 0;
    for (size_t k = 0; k < m->n_drivers; k++)
        n += ot_parts_show_forecast(parts, k) != 0;
    for (size_t k = 0; k < m->n_drivers; k++) {
        if (!ot_parts_show_forecast(parts, k)) continue;
        if (!grid) {
            ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_FORECASTS_HEADING, n);
            grid = ot_document_grid(d, NULL, 0);
            columns(d, grid);
        }
        put_forecast(d, grid, m, &m->driver[k]);
    }
    ot_arrange_facts(d, parts);
}

static void put_data(ot_document *d, ot_grid *grid, const ot_model *m, const ot_model_driver *x,
                     const ot_forecast_end *end) {
    const ot_indicator_spec *spec = m->indicator[x->spec->forecast_of].spec;
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, spec->id);
    ot_grid_text(d, grid, spec->forecast->method);
    ot_grid_shortest(d, grid, (double)x->n_history);
    ot_grid_shortest(d, grid, (double)x->forecast_after);
    ot_grid_shortest(d, grid, end ? (double)end->year : (double)NAN);
    ot_grid_shortest(d, grid, end ? end->median : (double)NAN);
    ot_grid_shortest(d, grid, end ? end->low : (double)NAN);
    ot_grid_shortest(d, grid, end ? end->high : (double)NAN);
    ot_grid_text(d, grid, ot_forecast_form_key(x));
    ot_grid_shortest(d, grid, (double)x->n_own_outcomes);
    ot_grid_shortest(d, grid, (double)x->n_relative_outcomes);
    ot_grid_shortest(d, grid, (double)x->n_relatives);
}

void ot_arrange_forecasts_data(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"indicator",
                                        "method",
                                        "years_known",
                                        "last",
                                        "year",
                                        "median",
                                        "q0.05",
                                        "q0.95",
                                        "form",
                                        "own_outcomes",
                                        "relative_outcomes",
                                        "relatives",
                                        NULL};
    const ot_model *m = parts->model;
    ot_grid *grid = ot_document_grid(d, "forecasts", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t k = 0; k < m->n_drivers; k++) {
        ot_forecast_end end[2];
        if (!ot_parts_show_forecast(parts, k)) continue;
        const size_t n = ot_forecast_ends(&m->driver[k], end);
        for (size_t i = 0; i < n || i == 0; i++)
            put_data(d, grid, m, &m->driver[k], i < n ? &end[i] : NULL);
    }
    ot_arrange_facts_data(d, parts);
}
