/* backtest.h -- rolling origins of a panel: who is forecast when, and from what */
#ifndef OT_ASSESS_BACKTEST_H
#define OT_ASSESS_BACKTEST_H

#include "assess/scoring.h"
#include "outturn/forecast.h"

/* One indicator of one area, as it is known today. */
typedef struct ot_backtest_series {
    size_t indicator; /* a value of the first axis */
    const char *area;
    int first, last; /* years */
} ot_backtest_series;

/* One origin of a series. */
typedef struct ot_backtest_trial {
    size_t series;
    int origin;          /* the last year that is known */
    size_t n;            /* years from the first that a method is shown to the origin */
    const double *shown; /* [n]; NaN: missing */
    double scale;        /* of scaled scores */
    size_t n_values;     /* of the n that are there */
    size_t first_unit;   /* of its forecasts, one a year that has an outturn */
    size_t n_units;
    const double *outturn; /* [horizon]; NaN: not there */
} ot_backtest_trial;

typedef struct ot_backtest {
    const ot_table *table;
    const ot_backtest_options *options;
    ot_scoring *scoring; /* its arena holds what is shown here */
    ot_backtest_series *series;
    size_t n_series;
    ot_backtest_trial *trial;
    size_t n_trials, capacity;
    size_t n_plain;         /* methods; those behind are the same with bands set right, */
    const size_t *plain_of; /* [n_methods] of which one; OT_SCORING_ANY */
} ot_backtest;

enum { OT_BACKTEST_INDICATOR, OT_BACKTEST_HORIZON, OT_BACKTEST_HISTORY, OT_BACKTEST_AXES };

/* backtest.c: what is asked for can be done? OT_ERR_USAGE */
ot_status ot_backtest_check(const ot_backtest_options *options, ot_error *err) OT_CHECK_RESULT;
/* The methods asked for and the references into s->method, which has room; each once. */
void ot_backtest_add_methods(ot_scoring *s, const ot_backtest_options *options);

/* backtest_panel.c: axes, series, trials and empty rows. */
ot_status ot_backtest_plan(ot_backtest *b, ot_notes *notes, ot_error *err) OT_CHECK_RESULT;

/* backtest_score.c: one method's forecast of one trial into its rows. A method that has no answer
 * leaves them empty. OT_ERR_USAGE, OT_ERR_NOMEM */
ot_status ot_backtest_try(const ot_backtest *b, size_t method, size_t trial,
                          ot_error *err) OT_CHECK_RESULT;

/* The same with bands set right by what came of the forecasts of method `plain` in the panel, as
 * far as it was known at the origin: of the same indicator in all areas. */
ot_status ot_backtest_retry(const ot_backtest *b, size_t plain, size_t method, size_t trial,
                            ot_error *err) OT_CHECK_RESULT;

#endif
