/* build.h -- the steps by which a model is made, in the order in which ot_model_new takes them */
#ifndef OT_MODEL_BUILD_H
#define OT_MODEL_BUILD_H

#include "model/model.h"

typedef struct ot_build {
    ot_model *model;
    ot_notes *notes;
    ot_error *err;
} ot_build;

/* Put OT_ERR_NOMEM into b->err. */
ot_status ot_build_no_memory(const ot_build *b);
/* Zeroed room in the model's arena; NULL after OT_ERR_NOMEM was put into b->err. */
void *ot_build_alloc(const ot_build *b, size_t n, size_t size);
/* A sentence made in the arena, in the place of a constant one; NULL as above. */
const char *ot_build_text(const ot_build *b, const char *format, ...) OT_FORMAT(2, 3);

/* 1. Indicators and drivers: units, rows, where their observations stand (symbols.c). */
ot_status ot_build_symbols(const ot_build *b) OT_CHECK_RESULT;
/* The names of all indicators and drivers, for ot_symbols_find (names.c). */
ot_status ot_build_index(const ot_build *b) OT_CHECK_RESULT;
/* The bodies of all functions, whether an equation calls them or not (form.c). */
ot_status ot_build_functions(const ot_build *b) OT_CHECK_RESULT;
/* The indicator (driver) of that id; SIZE_MAX after an error at `place` with a suggestion. */
size_t ot_symbols_indicator(const ot_build *b, const char *id, ot_place place);
size_t ot_symbols_driver(const ot_build *b, const char *id, ot_place place);

/* 2. The last observation of each indicator (observe.c). */
ot_status ot_build_bases(const ot_build *b) OT_CHECK_RESULT;

/* 3. Scenarios: inheritance resolved, equations parsed into forms (scenario.c, form.c). */
ot_status ot_build_scenarios(const ot_build *b) OT_CHECK_RESULT;
/* What a scenario changes in one indicator's equation: text NULL and change NULL leave it. */
ot_status ot_form_make(const ot_build *b, size_t indicator, const ot_text *text,
                       const ot_coefficient_spec *const *change,
                       const ot_form **out) OT_CHECK_RESULT;

/* 4. What estimations speak of: instruments, weights, restrictions (estimate_terms.c). */
ot_status ot_build_estimate_terms(const ot_build *b) OT_CHECK_RESULT;

/* 5. Units of each form (units.c). */
ot_status ot_units_check(const ot_build *b, const ot_form *form) OT_CHECK_RESULT;

/* 6. Solution order of each scenario: recursive equations and simultaneous blocks (order.c). */
ot_status ot_build_orders(const ot_build *b) OT_CHECK_RESULT;

/* 7. Years: what is held, what is simulated, what a lag needs (schedule.c, drivers.c). */
ot_status ot_build_horizon(const ot_build *b) OT_CHECK_RESULT;
/* What forecasters make of the histories of their indicators (forecasts.c). */
ot_status ot_build_forecasts(const ot_build *b) OT_CHECK_RESULT;
ot_status ot_build_schedules(const ot_build *b) OT_CHECK_RESULT;
ot_status ot_build_drivers(const ot_build *b) OT_CHECK_RESULT;

/* 8. Targets, with their statement of the plan (target.c). */
ot_status ot_build_targets(const ot_build *b) OT_CHECK_RESULT;
/* What is told together: the targets of each year, then each group that the model file names
 * (groups.c). */
ot_status ot_build_groups(const ot_build *b) OT_CHECK_RESULT;
/* The plan's other statements, each with the reason why nothing judges it (unjudged.c). */
ot_status ot_build_unjudged(const ot_build *b) OT_CHECK_RESULT;

#endif
