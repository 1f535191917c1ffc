/* model_backtest.h -- a whole model at one origin: made of what was known, simulated, scored */
#ifndef OT_ASSESS_MODEL_BACKTEST_H
#define OT_ASSESS_MODEL_BACKTEST_H

#include "assess/backtest/backtest.h"
#include "assess/tune/tune_problem.h"
#include "outturn/run.h"
#include "simulate/probe.h"

enum { OT_MODEL_BACKTEST_FIXED = 4 }; /* mode and years */

/* A forecaster that had too little to go by. */
typedef struct ot_model_backtest_gap {
    size_t n_origins;
    int last;                        /* of them */
    const char *why[OT_N_LANGUAGES]; /* there */
} ot_model_backtest_gap;

typedef struct ot_model_backtest {
    const char *path;
    const char **set; /* [n_sets] the fixed ones first */
    size_t n_sets;
    const ot_table *table;
    const ot_plan *plan;
    const ot_backtest_options *options;
    ot_notes *notes;
    ot_scoring *scoring;
    ot_spec *spec;   /* of the model as its file has it */
    ot_model *model; /* the same: it tells names and what is given */
    size_t scenario;
    int first, last; /* years of the table */
    size_t row_capacity, event_capacity;
    ot_model_backtest_gap *gap; /* [n_indicators] */
} ot_model_backtest;

/* One origin. */
typedef struct ot_model_backtest_origin {
    int year;
    size_t place;    /* in the order of time */
    ot_table *known; /* what the model is made of */
    ot_tune_model made;
    double *draw;         /* [n_indicators][horizon][draws], declared units */
    double *history;      /* [years of the table] of one indicator */
    double *room;         /* [draws] */
    uint8_t *is_left_out; /* [n_indicators] hangs on a forecast that could not be made */
    ot_model outturn;     /* the same names with the data of today */
} ot_model_backtest_origin;

/* model_backtest_known.c: the table as it was in the year of the origin, what is given from outside
 * held at its last value or, where options say so, as it came. OT_ERR_NOMEM */
ot_status ot_model_backtest_known(const ot_model_backtest *b, int origin, ot_table **out,
                                  ot_error *err) OT_CHECK_RESULT;

/* model_backtest_origin.c: make, simulate and score; rows and events are added. What keeps the
 * model from being made is returned as it is. */
ot_status ot_model_backtest_try(ot_model_backtest *b, int origin, ot_error *err) OT_CHECK_RESULT;
ot_run_options ot_model_backtest_run_options(const ot_model_backtest *b);

/* model_backtest_targets.c: events of targets that fall due within the horizon are added. */
ot_status ot_model_backtest_score_targets(ot_model_backtest *b, const ot_model_backtest_origin *o,
                                          ot_error *err) OT_CHECK_RESULT;

#endif
