/*
 * model.h -- the model with every name resolved, every unit checked and every equation in order
 *
 * Layer   model
 * Shapes  opaque; src/model/model.h shows it to the library
 * Units   percent and per mille are fractions from here on; all else stays in its declared unit
 * Method  topological order of the equations of one year; an algebraic loop is an error for now
 */
#ifndef OT_MODEL_H
#define OT_MODEL_H

#include <stddef.h>

#include "outturn/error.h"
#include "outturn/notes.h"
#include "outturn/plan.h"
#include "outturn/spec.h"
#include "outturn/table.h"

typedef struct ot_model ot_model;

/*
 * Resolve `spec` against the observations and the plan (which may be NULL: then no target may name
 * a statement). All three must outlive the model. The caller frees *out.
 *
 * OT_ERR_INPUT  an unknown name, a unit factor, a loop, a target before the horizon, a missing
 *               base, ...: at file:line:column
 * OT_ERR_NOMEM  memory
 */
ot_status ot_model_new(const ot_spec *spec, const ot_table *table, const ot_plan *plan,
                       ot_notes *notes, ot_model **out, ot_error *err) OT_CHECK_RESULT;
void ot_model_free(ot_model *model);

size_t ot_model_n_scenarios(const ot_model *model);
const char *ot_model_scenario_id(const ot_model *model, size_t s);
/* Index of the scenario of that id, or SIZE_MAX after filling *err (OT_ERR_USAGE, a suggestion). */
size_t ot_model_scenario_find(const ot_model *model, const char *id, ot_error *err);
/* The same of an indicator, by its id or alias. */
size_t ot_model_indicator_find(const ot_model *model, const char *id, ot_error *err);
size_t ot_model_n_indicators(const ot_model *model);
/* Set chosen[i] of every indicator i whose id or alias `pattern` is, where a star stands for any
 * characters or none. OT_ERR_USAGE: there is none */
ot_status ot_model_indicators_choose(const ot_model *model, const char *pattern,
                                     unsigned char *chosen, ot_error *err) OT_CHECK_RESULT;

#endif
