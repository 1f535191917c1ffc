/*
 * forecast_method.h -- the table of methods of forecasting
 *
 * Layer   forecast
 * Shapes  none
 * Units   none
 * Method  docs/guide/forecasts.md
 */
#ifndef OT_FORECAST_METHOD_TABLE_H
#define OT_FORECAST_METHOD_TABLE_H

#include <stddef.h>

#include "outturn/error.h"

size_t ot_forecast_n_methods(void);
size_t ot_forecast_method_find(const char *name); /* its place; n_methods: there is none */
const char *ot_forecast_method_name(size_t i);
const char *ot_forecast_method_text(size_t i, ot_language language);
/* From C alone: no panel has a driver to give, and in a model an equation names it. */
int ot_forecast_method_needs_driver(size_t i);

/* What is forecast: a series with or without a driver, or what has none. */
typedef enum ot_forecast_subject {
    OT_FORECAST_OF_SERIES,
    OT_FORECAST_OF_PANEL,
    OT_FORECAST_OF_MODEL
} ot_forecast_subject;

/* OT_ERR_USAGE, of a model OT_ERR_INPUT: no method, or one that the subject cannot feed. The
 * sentence names the nearest method, or all. */
ot_status ot_forecast_method_check(const char *name, ot_forecast_subject subject,
                                   ot_error *err) OT_CHECK_RESULT;

#endif
