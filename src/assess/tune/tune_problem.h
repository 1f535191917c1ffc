/* tune_problem.h -- from values of parameters to losses: the model is made anew each time */
#ifndef OT_ASSESS_TUNE_PROBLEM_H
#define OT_ASSESS_TUNE_PROBLEM_H

#include "base/arena.h"
#include "base/number.h"
#include "estimate/case.h"
#include "model/model.h"
#include "outturn/spec_number.h"
#include "outturn/tune.h"

enum { OT_TUNE_SET = OT_SPEC_NUMBER_PATH + OT_NUMBER_SIZE + 2 }; /* room of "PATH:=VALUE" */

typedef struct ot_tune_losses { /* infinite where there is no finite value; NaN of no years */
    double fit, hold;           /* of all indicators together */
    double *fit_of, *hold_of;   /* [n_indicators] each in its own unit */
} ot_tune_losses;

typedef struct ot_tune_problem {
    ot_arena *arena; /* of all that follows */
    const char *path;
    const char **set; /* [n_sets + n_parameters]; room for the parameters' */
    size_t n_sets;    /* before those; mode and years are the first n_fixed, what was asked
                         for ends before n_asked */
    size_t n_fixed, n_asked;
    const ot_spec_number *number; /* [n_parameters] */
    size_t n_parameters;
    char **text; /* [n_parameters] room of their sets */
    const ot_table *table;
    const ot_plan *plan;
    ot_tune_options options;
    const char *const *indicator; /* [n_indicators] as they were asked for */
    size_t n_indicators;
    int first_year, last_year, last_fitted;
    size_t n_years;
    size_t *row;          /* [n_indicators] in the model */
    double *observed;     /* [n_indicators][n_years] declared units; NaN: not compared */
    double *scale;        /* [n_indicators] mean absolute change of the fitted years */
    double *value;        /* [n_indicators][n_years] of the last evaluation */
    double *draw;         /* [n_indicators][n_years][draws]; NULL unless crps */
    ot_law_tables *known; /* of all points: what a case takes longest to make */
    size_t n_evaluations, n_failures;
    ot_error failure; /* of the first point that failed */
} ot_tune_problem;

typedef struct ot_tune_model { /* what one point is made of */
    ot_spec *spec;
    ot_model *model;
    ot_fit *fit;
    ot_case *c;
} ot_tune_model;

/* Find years and observations; needs the members up to n_indicators. */
ot_status ot_tune_problem_begin(ot_tune_problem *p, ot_error *err) OT_CHECK_RESULT;

/* tune_point.c */

/* The scenario that is followed. OT_ERR_USAGE */
ot_status ot_tune_find_scenario(const ot_tune_problem *p, const ot_model *m, size_t *s,
                                ot_error *err) OT_CHECK_RESULT;
/* The model with these sets. Clear it whatever this returns. */
ot_status ot_tune_make(ot_tune_problem *p, const char *const *set, size_t n_sets, ot_notes *notes,
                       ot_tune_model *out, ot_error *err) OT_CHECK_RESULT;
ot_status ot_tune_no_memory(ot_error *err);

/* The model with these values; NULL: as it is, where NaN stands for one number as it is. Clear it
 * whatever this returns. */
ot_status ot_tune_model_make(ot_tune_problem *p, const double *value, ot_notes *notes,
                             ot_tune_model *out, ot_error *err) OT_CHECK_RESULT;
void ot_tune_model_clear(ot_tune_model *m);

/* The losses at these values. What ot_fit_new and others return */
ot_status ot_tune_evaluate(ot_tune_problem *p, const double *value, ot_tune_losses *out,
                           ot_error *err) OT_CHECK_RESULT;

/* The loss of the fitted years, infinite where there is none: such points are counted. Fails only
 * where no point could do better. OT_ERR_IO, OT_ERR_NOMEM */
ot_status ot_tune_loss(ot_tune_problem *p, const double *value, double *loss,
                       ot_error *err) OT_CHECK_RESULT;

#endif
