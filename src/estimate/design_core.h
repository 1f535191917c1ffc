/* design_core.h -- a sample on its way: gathered in design.c, what is told of it in design_told.c
 */
#ifndef OT_ESTIMATE_DESIGN_CORE_H
#define OT_ESTIMATE_DESIGN_CORE_H

#include "base/buffer.h"
#include "estimate/design.h"

typedef struct ot_gather {
    const ot_model *model;
    const ot_form *form;
    const ot_model_indicator *indicator;
    const ot_estimate_spec *estimate;
    const ot_design_request *request;
    ot_arena *arena;
    ot_error *err;
    ot_status status;       /* of the first observation that could not be read */
    const ot_tree *right;   /* with numbers for fixed coefficients */
    int year;               /* the one that is looked at */
    int missing;            /* row of a series that had no value in it; -1 */
    size_t *n_missing;      /* [rows] years in which it was the one */
    int first, last;        /* years with any data */
    const ot_tree *culprit; /* a series at or below 0 under a logarithm */
    ot_buffer gap, broken;  /* years left out of an explicit sample: no data, no finite value */
} ot_gather;

/* The value of a series in a year; NaN, and remembered as missing, where there is none. */
double ot_gather_observe(ot_gather *g, size_t row, int year);
/* Of a symbol in the year that is looked at, coefficients 0; `state` is the address of a pointer to
 * the gather. */
double ot_gather_get(const void *state, ot_symbol symbol, int lag);
/* Does an explicit sample bound the years? */
int ot_gather_is_sampled(const ot_gather *g);
/* A visitor that stops at a coefficient and puts its symbol into *state. */
int ot_gather_name_coefficient(void *state, const ot_tree *node);

/* A visitor that stops where a series at or below 0 leaves no value, whatever the coefficients. */
int ot_gather_has_no_value(void *state, const ot_tree *node);

/* Data may be missing in any year that nobody asked for; an equation that fails on data may not. */
void ot_gather_note_year(ot_gather *g);
void ot_gather_note_gaps(const ot_gather *g, ot_notes *notes);
/* OT_ERR_INPUT: a sample outside of the data. */
ot_status ot_gather_check_sample(ot_gather *g, const ot_design *s) OT_CHECK_RESULT;

#endif
