/*
 * backtest.h -- forecast the past from one origin after another, and score it
 *
 * Layer   assess
 * Shapes  as of outturn/scoring.h
 * Units   as of outturn/scoring.h
 * Method  docs/guide/backtest.md
 */
#ifndef OT_BACKTEST_H
#define OT_BACKTEST_H

#include <stddef.h>
#include <stdint.h>

#include "outturn/error.h"
#include "outturn/notes.h"
#include "outturn/plan.h"
#include "outturn/scoring.h"
#include "outturn/table.h"
#include "outturn/training.h"

typedef struct ot_panel_backtest_options {
    const char *const *area; /* only these; n_areas 0: all */
    size_t n_areas;
    size_t max_history; /* no more values are shown to a method; 0: all */
    int needs_all;      /* only origins all of whose years have an outturn */
    int recalibrates;   /* also NAME+panel: bands by what came of its forecasts in the panel */
    const ot_training *training; /* of auto; NULL: what ships */
    const char *trained;         /* its file, for the report; NULL: none */
} ot_panel_backtest_options;

typedef struct ot_model_backtest_options {
    const char *scenario; /* NULL: the first */
    uint64_t draws;       /* 100 to 100000 */
    int takes_given;      /* drivers that follow a series, and indicators without an equation, as
                             they came; 0: held at the last value known */
} ot_model_backtest_options;

typedef struct ot_backtest_options {
    const char *const *method;    /* words of ot_forecast_method_name, `combine` too; NULL: auto */
    size_t n_methods;             /* naive and drift, the references, are always there */
    const char *const *indicator; /* only these; n_indicators 0: all */
    size_t n_indicators;
    size_t horizon;     /* years ahead, 1 to OT_FORECAST_MOST_YEARS */
    size_t origins;     /* the last so many of each series; 0: all */
    size_t min_history; /* values known at an origin at least, from 2 */
    uint64_t seed;  /* of the paths behind energy and variogram scores, and of a model's draws */
    size_t threads; /* 0: one for each processor. Same results */
    void (*progress)(void *state, double share); /* 0 .. 1; may be NULL */
    void *progress_state;
    ot_panel_backtest_options panel; /* for ot_backtest_panel alone */
    ot_model_backtest_options model; /* for ot_backtest_model alone */
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
