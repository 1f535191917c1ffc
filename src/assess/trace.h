/* trace.h -- the result of outturn/trace.h, shown to the library; const once made */
#ifndef OT_ASSESS_TRACE_H
#define OT_ASSESS_TRACE_H

#include <stddef.h>

#include "base/arena.h"
#include "estimate/fit.h"
#include "model/model.h"
#include "outturn/trace.h"

typedef enum ot_trace_kind {
    OT_TRACE_EQUATION,   /* by the equation of an indicator */
    OT_TRACE_CELL,       /* a cell of the data */
    OT_TRACE_START,      /* the model's start of an indicator */
    OT_TRACE_EXOGENISED, /* given by a scenario */
    OT_TRACE_ASSUMPTION, /* a driver's value in the model file */
    OT_TRACE_FORECAST,   /* a driver that a forecaster makes */
    OT_TRACE_UNKNOWN     /* has no value */
} ot_trace_kind;

/* More steps than these are not followed: has_more says so. */
enum { OT_TRACE_MOST = 2000, OT_TRACE_DEEPEST = 60, OT_TRACE_MOST_PRINTED = 4 };

typedef struct ot_trace_step {
    ot_trace_kind kind;
    size_t depth; /* 0: the number that was asked for */
    size_t row;   /* indicators, then drivers */
    int year;
    int is_seen; /* it stands above with what it comes from */
    double value;
    ot_place place;                  /* of the cell, the equation, the assumption */
    const char *text;                /* the equation; NULL */
    ot_remark source;                /* what the cell or the model file names as its source; NULL */
    ot_remark note;                  /* NULL */
    size_t scenario;                 /* whose change it is; SIZE_MAX: of no scenario */
    const ot_form_fit *fit;          /* of the equation's coefficients; NULL */
    double add;                      /* add-factor on the transformed left side; 0 */
    const ot_law_spec *law;          /* of a driver's deviation; NULL */
    const ot_model_driver *forecast; /* made of what; NULL */
} ot_trace_step;

struct ot_trace {
    ot_arena *arena;
    const ot_model *model;
    size_t scenario;
    ot_trace_step *step; /* [n] */
    size_t n;
    int has_more;
    const ot_statement *printed[OT_TRACE_MOST_PRINTED]; /* of the plan, for the number asked for */
    size_t n_printed;
};

#endif
