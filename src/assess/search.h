/* search.h -- Newton's method on exact derivatives: instruments are moved until goals are met */
#ifndef OT_ASSESS_SEARCH_H
#define OT_ASSESS_SEARCH_H

#include "assess/seek.h"
#include "simulate/path_solver.h"

typedef struct ot_search {
    ot_seek *seek;
    const ot_model *model;
    const ot_path *path;
    ot_case *c; /* the case with the instruments as they are now */
    ot_path_solver solver;
    double *start, *now, *step; /* [n_unknowns] in the case's units */
    double *size;               /* [n_unknowns] what a change is measured by */
    double *gap;                /* [n_goals] wanted less reached, relative */
    double *effect;             /* [n_goals][n_unknowns] scaled derivatives */
    ot_error *err;
} ot_search;

/* The value of goal i on the path of now, declared units. */
double ot_search_value(const ot_search *s, size_t i);

/* From `start` on; fills the seek's iterations and miss. OT_ERR_NUMERIC: goals that cannot be met,
 * named; no convergence. OT_ERR_NOMEM */
ot_status ot_search_run(ot_search *s) OT_CHECK_RESULT;

#endif
