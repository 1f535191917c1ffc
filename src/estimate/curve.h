/* curve.h -- the right side of an equation over its sample, as a function of its free coefficients
 */
#ifndef OT_ESTIMATE_CURVE_H
#define OT_ESTIMATE_CURVE_H

#include "estimate/design.h"
#include "regress/nonlinear.h"

typedef struct ot_right_side {
    const ot_design *design;  /* gathered as a curve */
    size_t first_coefficient; /* its row, of the form */
} ot_right_side;

/* Values and exact derivatives from the tree; `state` must outlive the curve. */
ot_curve ot_curve_of(ot_right_side *state);

#endif
