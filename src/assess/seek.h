/* seek.h -- the numbers behind outturn/seek.h */
#ifndef OT_ASSESS_SEEK_H
#define OT_ASSESS_SEEK_H

#include "assess/exogenous.h"
#include "outturn/seek.h"
#include "simulate/path.h"

typedef struct ot_seek_goal {
    size_t indicator, slot;
    double wanted, before, reached; /* declared units */
} ot_seek_goal;

typedef struct ot_seek_unknown { /* an instrument in one year */
    const char *name;
    ot_exogenous exogenous;
    size_t slot;
    double weight;
    double before, after; /* declared units */
    double change;        /* after - before */
    double relative;      /* of before, percent; NaN where that is 0 */
} ot_seek_unknown;

/* What a scenario has to say for one instrument to be as it was found. */
typedef struct ot_seek_setting {
    ot_exogenous exogenous;
    double *value;            /* [n_years] declared units */
    unsigned char *is_sought; /* [n_years] */
} ot_seek_setting;

typedef enum ot_seek_kind {
    OT_SEEK_SQUARE,       /* as many unknowns as goals */
    OT_SEEK_LEAST_CHANGE, /* more unknowns */
    OT_SEEK_LEAST_SQUARES /* more goals: they are met as nearly as can be */
} ot_seek_kind;

struct ot_seek {
    const ot_model *model;
    size_t scenario;
    ot_seek_kind kind;
    ot_seek_goal *goal;
    ot_seek_unknown *unknown;
    ot_seek_setting *setting; /* [n_settings] an instrument each, in the order given */
    size_t n_goals, n_unknowns, n_settings, n_years;
    int n_iterations;
    double miss; /* the largest |reached - wanted|, relative */
};

#endif
