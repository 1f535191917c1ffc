/* panel_backtest.h -- rolling origins of a panel: who is forecast when, and from what */
#ifndef OT_ASSESS_PANEL_BACKTEST_H
#define OT_ASSESS_PANEL_BACKTEST_H

#include "assess/backtest/backtest.h"
#include "assess/backtest/panel.h"

/* One origin of a series. */
typedef struct ot_panel_trial {
    size_t series;
    int origin;          /* the last year that is known */
    size_t n;            /* years from the first that a method is shown to the origin */
    const double *shown; /* [n]; NaN: missing */
    double scale;        /* of scaled scores */
    size_t n_values;     /* of the n that are there */
    size_t first_unit;   /* of its forecasts, one a year that has an outturn */
    size_t n_units;
    const double *outturn; /* [horizon]; NaN: not there */
} ot_panel_trial;

typedef struct ot_panel_backtest {
    const ot_table *table;
    const ot_backtest_options *options;
    ot_scoring *scoring; /* its arena holds what is shown here */
    ot_panel_series *series;
    size_t *indicator; /* [n_series] of the first axis */
    size_t n_series;
    ot_panel_trial *trial;
    size_t n_trials, capacity;
    size_t n_plain;         /* methods; those behind are the same with bands set right, */
    const size_t *plain_of; /* [n_methods] of which one; OT_SCORING_ANY */
} ot_panel_backtest;

/* panel_backtest_trials.c: axes, series, trials and empty rows. */
ot_status ot_panel_backtest_plan(ot_panel_backtest *b, ot_notes *notes,
                                 ot_error *err) OT_CHECK_RESULT;

/* panel_backtest_try.c: one method's forecast of one trial into its rows. A method that has no
 * answer leaves them empty. OT_ERR_USAGE, OT_ERR_NOMEM */
ot_status ot_panel_backtest_try(const ot_panel_backtest *b, size_t method, size_t trial,
                                ot_error *err) OT_CHECK_RESULT;

/* The same with bands set right by what came of the forecasts of method `plain` in the panel, as
 * far as it was known at the origin: of the same indicator in all areas. */
ot_status ot_panel_backtest_retry(const ot_panel_backtest *b, size_t plain, size_t method,
                                  size_t trial, ot_error *err) OT_CHECK_RESULT;

/* Why methods had no answer, the first time. OT_ERR_NOMEM */
ot_status ot_panel_backtest_tell_gaps(const ot_panel_backtest *b, ot_error *err) OT_CHECK_RESULT;

#endif
