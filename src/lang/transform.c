#include <math.h>

#include "base/elementary.h"
#include "lang/tree.h"

double ot_transform_forward(ot_transform transform, double ceiling, double x, double x_before) {
    switch (transform) {
    case OT_TRANSFORM_LEVEL:
        return x;
    case OT_TRANSFORM_LOG:
        return x > 0.0 ? log(x) : (double)NAN;
    case OT_TRANSFORM_DIFFERENCE:
        return x - x_before;
    case OT_TRANSFORM_LOG_DIFFERENCE:
        return x > 0.0 && x_before > 0.0 ? log(x / x_before) : (double)NAN;
    case OT_TRANSFORM_PERCENT_CHANGE:
        return x_before != 0.0 ? x / x_before - 1.0 : (double)NAN;
    case OT_TRANSFORM_LOGIT:
        return x > 0.0 && x < ceiling ? log(x / (ceiling - x)) : (double)NAN;
    }
    return (double)NAN;
}

/* The program compiles the same operations in the same order. */
double ot_transform_inverse(ot_transform transform, double ceiling, double r, double x_before) {
    switch (transform) {
    case OT_TRANSFORM_LEVEL:
        return r;
    case OT_TRANSFORM_LOG:
        return ot_exp(r);
    case OT_TRANSFORM_DIFFERENCE:
        return x_before + r;
    case OT_TRANSFORM_LOG_DIFFERENCE:
        return x_before * ot_exp(r);
    case OT_TRANSFORM_PERCENT_CHANGE:
        return x_before * (1.0 + r);
    case OT_TRANSFORM_LOGIT:
        return ceiling / (1.0 + ot_exp(-r));
    }
    return (double)NAN;
}
