/* schema_parts.h -- the chapters of the schema, one a file, and the words they are written in */
#ifndef OT_CONFIG_SCHEMA_PARTS_H
#define OT_CONFIG_SCHEMA_PARTS_H

#include <math.h>

#include "config/schema.h"

#define CHOICES(list)             .choice = (list), .n_choices = sizeof(list) / sizeof *(list)
#define TEXT(english, zh)         .text = {(english), (zh)}
#define DEFAULT(value)            .fallback = {(value), (value)}
#define DEFAULT_TEXT(english, zh) .fallback = {(english), (zh)}
#define REQUIRED                  .required = 1
#define BOUNDS(from, to)          .low = (from), .high = (to)
#define POSITIVE                  BOUNDS(0, INFINITY), .open = OT_OPEN_LOW
#define YEAR                      .type = OT_TYPE_WHOLE, BOUNDS(1900, 2200), .unit = "year"
#define SECTION(name, list)       .path = (name), .rule = (list), .n = sizeof(list) / sizeof *(list)

/* A row of a list of words is a choice: the word and its value come from one row. */
#define CHOICE(name, word, english, zh) {(word), (int)(name), {(english), (zh)}},

/* schema_run.c */
extern const ot_section ot_schema_model, ot_schema_solver, ot_schema_run, ot_schema_data,
    ot_schema_review, ot_schema_audit;
/* schema_driver.c */
extern const ot_section ot_schema_driver, ot_schema_law, ot_schema_correlation;
/* schema_indicator.c */
extern const ot_section ot_schema_indicator, ot_schema_start, ot_schema_partial, ot_schema_residual;
/* schema_estimate.c */
extern const ot_section ot_schema_coefficient, ot_schema_estimate, ot_schema_sigma;
extern const ot_rule ot_schema_coefficient_rule; /* scenarios change them, too */
/* schema_forecast.c */
extern const ot_section ot_schema_forecast;
/* schema_scenario.c */
extern const ot_section ot_schema_scenario, ot_schema_driver_change;
/* schema_target.c */
extern const ot_section ot_schema_target, ot_schema_group;
/* schema_names.c */
extern const ot_section ot_schema_set, ot_schema_member, ot_schema_constant, ot_schema_function;
extern const ot_rule ot_schema_set_rule, ot_schema_constant_rule, ot_schema_function_rule;

#endif
