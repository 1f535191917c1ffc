/* reach.h -- a change of drivers that makes targets met as surely as is asked
 *
 * Drivers move along their covariances with the quantity: as far as effects are linear and drivers
 * normal, that is of all changes with the same effect the likeliest. How far they move is found by
 * simulation, on the same draws each time. No driver leaves the range that it declares. */
#ifndef OT_ASSESS_REACH_H
#define OT_ASSESS_REACH_H

#include <stddef.h>

#include "assess/quantity.h"
#include "assess/review/conditional.h"
#include "outturn/run.h"

enum { OT_REACH_DRIVERS = 3, OT_REACH_DRAWS = 4096 };

/* Changes longer than this, in standard deviations, are not told: no plan is made of them. A
 * convention of this program: a normal driver goes that far once in 32,000 times. */
#define OT_REACH_MOST_SDS 4.0

typedef enum ot_reach_state {
    OT_REACH_NOT_ASKED,
    OT_REACH_MET_ALREADY,
    OT_REACH_FOUND,
    OT_REACH_NO_DRIVER, /* none is told to matter */
    OT_REACH_TOO_FAR    /* not within OT_REACH_MOST_SDS and the ranges of drivers */
} ot_reach_state;

typedef struct ot_reach_change {
    size_t driver;
    double shift; /* of every simulated year up to the target's, inside units */
    double sds;
    double from, to; /* its value in the last of these years, without and with the shift; NaN */
    int is_at_end;   /* it went as far as the driver's declared range lets it */
} ot_reach_change;

typedef struct ot_reach {
    ot_reach_state state;
    double probability;                       /* with the change; too far: the best that was seen */
    double sds;                               /* the length of the change */
    ot_reach_change change[OT_REACH_DRIVERS]; /* the weightiest first */
    size_t n_changes;
} ot_reach;

typedef struct ot_reach_task {
    const ot_model *model;
    const ot_case *c;
    const ot_run_options *run; /* seed, executor, sampling */
    const ot_aim *const *aim;  /* [n_aims] to be met together */
    size_t n_aims;
    int year; /* the last of theirs */
    const ot_conditional_view *view;
    const double *gap; /* [view->n] how far the draws are from meeting them all */
    double wanted;     /* probability */
} ot_reach_task;

/* OT_ERR_NOMEM, and what a run returns. */
ot_status ot_reach_find(const ot_reach_task *task, ot_reach *out, ot_error *err) OT_CHECK_RESULT;

#endif
