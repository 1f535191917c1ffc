/* Forecasts of the series of a panel. */
#include <math.h>

#include "outturn/panel_forecast.h"
#include "report/arrange/arrange.h"
#include "report/arrange/panel_levels.h"
#include "report/plain_text.h"
#include "report/text/sparkline.h"
#include "report/words/words.h"

enum { MOST_DECIMALS = 10, MOST_SPARKS = 24, DIGITS = 4 };

const double ot_panel_level[OT_PANEL_N_LEVELS] = {0.01, 0.025, 0.05, 0.1, 0.15, 0.2,   0.25, 0.3,
                                                  0.35, 0.4,   0.45, 0.5, 0.55, 0.6,   0.65, 0.7,
                                                  0.75, 0.8,   0.85, 0.9, 0.95, 0.975, 0.99};

size_t ot_panel_level_place(double probability) {
    size_t nearest = 0;
    for (size_t i = 0; i < OT_FORECAST_N_PROBABILITIES; i++)
        if (fabs(ot_forecast_probability[i] - probability) <
            fabs(ot_forecast_probability[nearest] - probability))
            nearest = i;
    return nearest;
}

typedef struct panel_columns { /* those that tell series apart */
    int has_area, has_unit, has_method;
} panel_columns;

/* Names come from a file: what they hold may not break a line or reach the terminal. */
static const char *name(ot_document *d, const char *text) {
    enum { MOST = 60 };
    ot_buffer out = {0};
    ot_plain_text(&out, text, MOST);
    return ot_document_take(d, &out);
}

static panel_columns find_columns(const ot_panel_forecasts *all) {
    panel_columns c = {0};
    const char *first = ot_panel_forecasts_at(all, 0)->method;
    for (size_t i = 0; i < ot_panel_forecasts_count(all); i++) {
        const ot_panel_forecast *f = ot_panel_forecasts_at(all, i);
        c.has_area |= *f->area != '\0';
        c.has_unit |= *f->unit != '\0';
        c.has_method |= f->method != first;
    }
    return c;
}

static ot_grid *begin_grid(ot_document *d, panel_columns c) {
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_INDICATOR));
    if (c.has_area) ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_AREA));
    if (c.has_unit) ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_UNIT));
    if (c.has_method) ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_SCORE_METHOD));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_PANEL_HISTORY));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_PANEL_LAST));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_YEAR));
    ot_grid_column(d, grid, OT_COLUMN_BAND, ot_say_plain(d, OT_SAY_PANEL_BAND));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_say_plain(d, OT_SAY_PANEL_WIDE));
    return grid;
}

/* Sizes at which digits before or behind the point would only be counted. */
static int is_out_of_size(double low, double high) {
    static const double SMALL = 1e-6, LARGE = 1e15;
    const double size = fmax(fabs(low), fabs(high));
    return size > 0.0 && (size < SMALL || size >= LARGE);
}

/* Names and history stand once, in the first year's row. */
static void put_series(ot_document *d, ot_grid *grid, panel_columns c, const ot_panel_forecast *f,
                       int is_first) {
    const size_t n = (size_t)(f->last - f->first) + 1, shown = n < MOST_SPARKS ? n : MOST_SPARKS;
    ot_grid_text(d, grid, is_first ? name(d, f->indicator) : "");
    if (c.has_area) ot_grid_text(d, grid, is_first ? name(d, f->area) : "");
    if (c.has_unit) ot_grid_text(d, grid, is_first ? name(d, f->unit) : "");
    if (c.has_method) ot_grid_text(d, grid, is_first ? f->method : "");
    if (!is_first) {
        ot_grid_text(d, grid, "");
        ot_grid_text(d, grid, "");
        return;
    }
    ot_grid_text(d, grid,
                 ot_document_format(d, "%d-%d %s", f->first, f->last,
                                    ot_say_sparkline(d, f->value + n - shown, shown)));
    if (is_out_of_size(f->value[n - 1], 0.0))
        ot_grid_text(d, grid, ot_document_format(d, "%.*g", DIGITS, f->value[n - 1]));
    else
        ot_grid_number(d, grid, f->value[n - 1], ot_decimals_of(f->value[n - 1], 2 * DIGITS));
}

static double quantile(const ot_panel_forecast *f, size_t t, double probability) {
    return ot_forecast_quantiles(f->forecast, t)[ot_panel_level_place(probability)];
}

static void put_powers(ot_document *d, ot_grid *grid, const ot_panel_forecast *f, size_t t) {
    ot_grid_text(d, grid,
                 ot_document_format(d, "%.*g [%.*g .. %.*g]", DIGITS, quantile(f, t, 0.5), DIGITS,
                                    quantile(f, t, 0.1), DIGITS, quantile(f, t, 0.9)));
    ot_grid_text(d, grid,
                 ot_document_format(d, "%.*g .. %.*g", DIGITS, quantile(f, t, 0.025), DIGITS,
                                    quantile(f, t, 0.975)));
}

static void put_year(ot_document *d, ot_grid *grid, const ot_panel_forecast *f, size_t t) {
    const double low = quantile(f, t, 0.1), high = quantile(f, t, 0.9);
    const int decimals = ot_decimals_for(high - low, MOST_DECIMALS);
    ot_grid_text(d, grid, ot_document_format(d, "%d", f->last + 1 + (int)t));
    if (is_out_of_size(quantile(f, t, 0.025), quantile(f, t, 0.975))) {
        put_powers(d, grid, f, t);
        return;
    }
    ot_grid_band(d, grid, quantile(f, t, 0.5), low, high, decimals);
    ot_grid_text(d, grid,
                 ot_document_format(d, "%.*f .. %.*f", decimals, quantile(f, t, 0.025), decimals,
                                    quantile(f, t, 0.975)));
}

static void arrange_table(ot_document *d, const ot_panel_forecasts *all) {
    const panel_columns c = find_columns(all);
    ot_grid *grid = begin_grid(d, c);
    for (size_t i = 0; i < ot_panel_forecasts_count(all); i++) {
        const ot_panel_forecast *f = ot_panel_forecasts_at(all, i);
        for (size_t t = 0; t < ot_forecast_horizon(f->forecast); t++) {
            ot_grid_row(d, grid);
            put_series(d, grid, c, f, t == 0);
            put_year(d, grid, f, t);
        }
    }
}

static void put_data(ot_document *d, ot_grid *grid, panel_columns c, const ot_panel_forecast *f,
                     size_t t, size_t k) {
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, f->method);
    ot_grid_text(d, grid, f->indicator);
    if (c.has_area) ot_grid_text(d, grid, f->area);
    if (c.has_unit) ot_grid_text(d, grid, f->unit);
    ot_grid_shortest(d, grid, (double)f->last);
    ot_grid_shortest(d, grid, (double)(t + 1));
    ot_grid_shortest(d, grid, (double)(f->last + 1 + (int)t));
    ot_grid_text(d, grid, "quantile");
    ot_grid_shortest(d, grid, ot_panel_level[k]);
    ot_grid_shortest(d, grid, quantile(f, t, ot_panel_level[k]));
}

/* The columns of the forecast hubs, with the names of the panel: `outturn score` reads it. */
static void arrange_data(ot_document *d, const ot_panel_forecasts *all) {
    static const char *const BEFORE[] = {"model_id", "indicator", NULL},
                             *const AREA[] = {"area", NULL}, *const UNIT[] = {"unit", NULL},
                             *const BEHIND[] = {"origin_year",    "horizon", "year", "output_type",
                                                "output_type_id", "value",   NULL};
    const panel_columns c = find_columns(all);
    ot_grid *grid = ot_document_grid(d, "forecasts", 1);
    ot_grid_columns(d, grid, BEFORE);
    if (c.has_area) ot_grid_columns(d, grid, AREA);
    if (c.has_unit) ot_grid_columns(d, grid, UNIT);
    ot_grid_columns(d, grid, BEHIND);
    for (size_t i = 0; i < ot_panel_forecasts_count(all); i++) {
        const ot_panel_forecast *f = ot_panel_forecasts_at(all, i);
        for (size_t t = 0; t < ot_forecast_horizon(f->forecast); t++)
            for (size_t k = 0; k < OT_PANEL_N_LEVELS; k++)
                put_data(d, grid, c, f, t, k);
    }
}

void ot_arrange_panel(ot_document *d, const ot_parts *parts) {
    const ot_panel_forecasts *all = parts->panel;
    const ot_panel_forecast *first = ot_panel_forecasts_at(all, 0);
    ot_document_say(d, OT_ELEMENT_TITLE, OT_SAY_PANEL_TITLE, ot_panel_forecasts_count(all),
                    ot_forecast_horizon(first->forecast));
    arrange_table(d, all);
    arrange_data(d, all);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_PANEL_LEGEND);
    ot_arrange_notes(d, parts->notes);
}
