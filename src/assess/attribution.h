/* attribution.h -- the numbers behind outturn/attribution.h, and what two cases differ in */
#ifndef OT_ASSESS_ATTRIBUTION_H
#define OT_ASSESS_ATTRIBUTION_H

#include "estimate/case.h"
#include "model/model.h"
#include "outturn/attribution.h"

typedef enum ot_change_kind {
    OT_CHANGE_DRIVER,       /* the path of a driver */
    OT_CHANGE_ADD_FACTOR,   /* what is added to an indicator's equation */
    OT_CHANGE_COEFFICIENTS, /* of an indicator's equation */
    OT_CHANGE_HELD,         /* the years in which an indicator is given, or its values there */
    OT_CHANGE_EQUATIONS     /* of any indicators, all together */
} ot_change_kind;

typedef struct ot_change {
    ot_change_kind kind;
    size_t index; /* of the driver or indicator; 0 of equations */
    size_t row;   /* of the input in a case */
} ot_change;

/* What differs between cases a and b of one model, drivers first. Allocated; NULL: no memory. */
ot_change *ot_changes_find(const ot_model *model, const ot_case *a, const ot_case *b, size_t *n);

/* A case that has change k as in b where is_taken[k], else as in a. NULL: no memory. */
ot_case *ot_changes_mix(const ot_model *model, const ot_case *a, const ot_case *b,
                        const ot_change *change, size_t n, const unsigned char *is_taken);

typedef enum ot_attribution_method {
    OT_ATTRIBUTION_SHAPLEY,
    OT_ATTRIBUTION_INTEGRAL
} ot_attribution_method;

struct ot_attribution {
    const ot_model *model;
    size_t indicator, scenario_a, scenario_b;
    ot_attribution_method method;
    ot_change *change;
    size_t n, n_years;
    double *a, *b;        /* [n_years] the indicator in both, declared units */
    double *difference;   /* [n_years] b - a */
    double *sum;          /* [n_years] of the contributions */
    double *contribution; /* [n][n_years] declared units */
    double *remainder;    /* [n_years] difference - sum: what the quadrature left */
    int is_exact;         /* remainders are rounding */
    size_t n_solved;      /* paths */
};

/* The changes with the largest contribution in size in projected year `t` first, into order[n]. */
void ot_attribution_order(const ot_attribution *x, size_t t, size_t *order);

/* Does change k contribute anything in any year? */
int ot_attribution_moves(const ot_attribution *x, size_t k);

#endif
