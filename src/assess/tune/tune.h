/* tune.h -- values that follow history best, and what is known of them; const once made
 *
 * Everything lives in the tuning's arena, but for the model at these values. */
#ifndef OT_ASSESS_TUNE_H
#define OT_ASSESS_TUNE_H

#include "assess/tune/tune_problem.h"

enum { OT_PROFILE_POINTS = 9 };

typedef struct ot_profile_point {
    double value, loss; /* infinite: no solution there */
} ot_profile_point;

/* What the data say of a parameter. */
typedef enum ot_tuned_verdict {
    OT_TUNED_TOLD, /* the loss rises on both sides, or on the side that is not a bound */
    OT_TUNED_FLAT, /* the interval is nearly all of the range */
    OT_TUNED_IDLE  /* the loss does not depend on it at all */
} ot_tuned_verdict;

typedef struct ot_tuned_parameter {
    const char *name, *path;       /* as it was asked for; in full */
    double low, high;              /* its range */
    int is_guessed;                /* its range, from its value */
    int is_ratio;                  /* steps along its range are ratios, not differences */
    double start, value;           /* NaN: the file has none */
    int bound;                     /* -1, 1: the value sits at the lower, upper end of its range */
    double loss_below, loss_above; /* with 1 % of the range less and more; NaN: outside */
    double sensitivity;            /* mean relative change of the loss of these, percent */
    double from, to;               /* where the loss is at most 5 % above the least */
    int is_open[2];                /* the interval goes on to the end of the range, or beyond */
    int fails[2];                  /* it ends before a point that has no finite loss */
    ot_tuned_verdict verdict;
    ot_profile_point profile[OT_PROFILE_POINTS]; /* rising in value */
} ot_tuned_parameter;

typedef struct ot_tuned_indicator {
    size_t indicator;
    size_t n_fit, n_hold;                    /* years compared */
    double start_fit, start_hold, fit, hold; /* losses in its own unit; NaN: no years */
    double scale;                            /* mean absolute change */
} ot_tuned_indicator;

struct ot_tune {
    ot_arena *arena;
    ot_tune_problem problem;
    ot_tune_model made; /* at the values found */
    size_t scenario;
    ot_tuned_parameter *parameter; /* [problem.n_parameters] */
    ot_tuned_indicator *indicator; /* [problem.n_indicators] */
    ot_tune_losses start, best;
    int has_refits;           /* profile and interval with the other parameters fitted anew */
    size_t n_global, n_local; /* evaluations of the two stages */
};

#endif
