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
    size_t indicator;
    ot_attribution_method method;
    ot_change *change;
    size_t n, n_years;
    double *a, *b;        /* [n_years] the indicator in both, declared units */
    double *contribution; /* [n][n_years] declared units */
    double *remainder;    /* [n_years] of the difference: what the quadrature left */
    size_t n_solved;      /* paths */
};

#endif
