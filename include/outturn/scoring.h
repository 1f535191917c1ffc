/*
 * scoring.h -- how good forecasts were, once their outturns are known
 *
 * Layer   assess
 * Shapes  opaque; src/assess/scoring.h shows it to the library
 * Units   errors in the unit of the forecasts; scaled ones in mean absolute changes of the history;
 *         shares are fractions
 * Method  docs/guide/backtest.md; the scores are those of src/forecast/score.h, with their sources
 */
#ifndef OT_SCORING_H
#define OT_SCORING_H

#include <stddef.h>
#include <stdint.h>

#include "outturn/error.h"
#include "outturn/notes.h"
#include "outturn/plan.h"
#include "outturn/table.h"
#include "outturn/training.h"

typedef struct ot_scoring ot_scoring;
void ot_scoring_free(ot_scoring *scoring);

/*
 * Score forecasts of a file by a file of outturns. Forecasts have the columns of the forecast hubs:
 * output_type (quantile, mean, median, sample), output_type_id, value, a model's name (model_id,
 * model; one model without it) and any that say what was forecast. A row of outturns (value,
 * observation, oracle_value) counts for every forecast that has the same text in the columns that
 * both files have; of several versions (as_of) the last. `reference`: the model to measure skill
 * against; NULL: the first. The caller frees *out.
 *
 * OT_ERR_IO, OT_ERR_NOMEM
 * OT_ERR_INPUT  no such columns, a cell that cannot be read, quantiles that fall or stand twice,
 * two outturns of one thing, each at its place; no forecast that has an outturn OT_ERR_USAGE  no
 * model `reference`
 */
ot_status ot_scoring_load(const char *forecasts, const char *outturns, const char *reference,
                          ot_notes *notes, ot_scoring **out, ot_error *err) OT_CHECK_RESULT;

typedef struct ot_backtest_options {
    const char *const *method;    /* words of ot_forecast_method_name, `combine` too; NULL: auto */
    size_t n_methods;             /* naive and drift, the references, are always there */
    const char *const *indicator; /* only these; n_indicators 0: all */
    size_t n_indicators;
    const char *const *area; /* the same of areas */
    size_t n_areas;
    size_t horizon;     /* years ahead, 1 to 50 */
    size_t origins;     /* the last so many of each series; 0: all */
    size_t min_history; /* values known at an origin at least, from 2 */
    size_t max_history; /* no more are shown to a method; 0: all */
    int recalibrates;   /* also NAME+panel: bands by what came of its forecasts in the panel */
    int needs_all;      /* of a panel: only origins all of whose years have an outturn */
    const ot_training *training; /* of auto, of a panel: a model names its own. NULL: what ships */
    const char *trained;         /* its file, for the report; NULL: none */
    const char *scenario;        /* of a model; NULL: the first */
    uint64_t draws;              /* of a model, 100 to 100000 */
    int takes_given; /* a model's drivers that follow a series, and its indicators without an
                        equation, as they came; 0: held at the last value known */
    uint64_t seed;   /* of the paths behind energy and variogram scores */
    size_t threads;  /* 0: one for each processor. Same results */
    void (*progress)(void *state, double share); /* 0 .. 1; may be NULL */
    void *progress_state;
} ot_backtest_options;

ot_backtest_options ot_backtest_options_default(void); /* auto, 3 years, 5 values at least */

/*
 * Forecast each series of a panel (indicator and area) again and again, each time with what was
 * known in the year of the origin: values up to it, of vintages up to the next year's. The table
 * must outlive *out, which the caller frees.
 *
 * OT_ERR_USAGE    an option that is none, an indicator or area that the panel has not
 * OT_ERR_INPUT    no series is long enough
 * OT_ERR_NUMERIC, OT_ERR_NOMEM
 */
ot_status ot_backtest_panel(const ot_table *table, const ot_backtest_options *options,
                            ot_notes *notes, ot_scoring **out, ot_error *err) OT_CHECK_RESULT;

/*
 * Make a whole model again and again, each time of the data that were known in the year of the
 * origin (as of a panel), and score its forecasts of every indicator that has an equation, or of
 * those that are named, beside naive, drift and the methods that options name; and its target
 * probabilities, where targets of those years have outturns. Origins go back from the last one (10,
 * if options do not say) until the model cannot be made any more, which is noted. `set` as of
 * ot_spec_load. The caller frees *out.
 *
 * OT_ERR_INPUT  as of ot_spec_load, ot_model_new, ot_fit_new, ot_case_new at the last origin;
 *               nothing that is simulated has an outturn
 * OT_ERR_USAGE, OT_ERR_NUMERIC, OT_ERR_IO, OT_ERR_NOMEM
 */
ot_status ot_backtest_model(const char *path, const char *const *set, size_t n_sets,
                            const ot_table *table, const ot_plan *plan,
                            const ot_backtest_options *options, ot_notes *notes, ot_scoring **out,
                            ot_error *err) OT_CHECK_RESULT;

#endif
