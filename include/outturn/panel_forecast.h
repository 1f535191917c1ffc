/*
 * panel_forecast.h -- forecasts of every series of a panel, without a model
 *
 * Layer   assess
 * Shapes  one forecast for each series (indicator of an area) and method, series in the order of
 *         the files, methods in the order asked for
 * Units   those of the panel
 * Method  docs/guide/forecasts.md; the forecasts are those that ot_backtest_panel scores
 */
#ifndef OT_PANEL_FORECAST_H
#define OT_PANEL_FORECAST_H

#include <stddef.h>

#include "outturn/error.h"
#include "outturn/forecast.h"
#include "outturn/notes.h"
#include "outturn/table.h"

typedef struct ot_panel_forecasts ot_panel_forecasts;

typedef struct ot_panel_forecast_options {
    const char *const *method; /* words of ot_forecast_method_name; NULL: auto */
    size_t n_methods;
    const char *const *indicator; /* only these; n_indicators 0: all */
    size_t n_indicators;
    const char *const *area; /* the same of areas */
    size_t n_areas;
    size_t horizon;              /* years after each series' last value, 1 to 50 */
    double low, high;            /* values lie strictly between; infinite: no bound */
    const ot_training *training; /* NULL: the one that ships */
} ot_panel_forecast_options;

ot_panel_forecast_options ot_panel_forecast_options_default(void); /* auto, 3 years, no bounds */

typedef struct ot_panel_forecast {
    const char *indicator, *area, *unit; /* "" where the panel does not say */
    const char *method;
    int first, last;       /* years of the values */
    const double *value;   /* [last - first + 1]; NaN: missing */
    size_t n_known;        /* of them */
    ot_forecast *forecast; /* of the years after `last` */
} ot_panel_forecast;

/*
 * A series of which no method can be told from its values is left out, with a warning that says
 * why. The table must outlive *out, which the caller frees.
 *
 * OT_ERR_USAGE  an option that is none, an indicator or area that the panel has not
 * OT_ERR_INPUT  no series can be forecast
 * OT_ERR_NOMEM  memory
 */
ot_status ot_panel_forecasts_new(const ot_table *table, const ot_panel_forecast_options *options,
                                 ot_notes *notes, ot_panel_forecasts **out,
                                 ot_error *err) OT_CHECK_RESULT;
void ot_panel_forecasts_free(ot_panel_forecasts *forecasts);

size_t ot_panel_forecasts_count(const ot_panel_forecasts *forecasts);
const ot_panel_forecast *ot_panel_forecasts_at(const ot_panel_forecasts *forecasts, size_t i);

#endif
