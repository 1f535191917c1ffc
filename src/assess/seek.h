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
} ot_seek_unknown;

typedef enum ot_seek_kind {
    OT_SEEK_SQUARE,       /* as many unknowns as goals */
    OT_SEEK_LEAST_CHANGE, /* more unknowns */
    OT_SEEK_LEAST_SQUARES /* more goals: they are met as nearly as can be */
} ot_seek_kind;

struct ot_seek {
    const ot_model *model;
    ot_seek_kind kind;
    ot_seek_goal *goal;
    ot_seek_unknown *unknown;
    size_t n_goals, n_unknowns;
    int n_iterations;
    double miss; /* the largest |reached - wanted|, relative */
};

#endif
