/* comparison.h -- B - A as named numbers, in declared units; const once made, all in its arena */
#ifndef OT_ASSESS_COMPARISON_H
#define OT_ASSESS_COMPARISON_H

#include "assess/projection.h"
#include "outturn/comparison.h"

typedef struct ot_difference_result {
    int year;
    double median_a, median_b;
    double median, low, high; /* of B - A: 50, 5 and 95 percent of the draws */
    double mean;              /* of B - A; NaN: a single draw makes up most of the sum */
    /* of (B - A) / |A| in percent, draw by draw; NaN for rates and without a base */
    double relative, relative_low, relative_high;
    double share_above; /* of draws in which B > A; those equal count for neither */
    double share_above_mcse;
    double share_equal;
    uint64_t n, nonfinite;
} ot_difference_result;

typedef struct ot_probability_difference { /* of a target or a group */
    double a, b, difference;               /* b - a */
    double mcse;                           /* of the paired difference */
    uint64_t differing;                    /* draws in which only one of the two meets it */
} ot_probability_difference;

struct ot_comparison {
    ot_arena *arena;
    ot_projection *projection;         /* of A (case 0) and B (case 1) */
    ot_difference_result **indicator;  /* [n_indicators][n_years] of the projection */
    ot_probability_difference *target; /* [n_targets] */
    ot_probability_difference *group;  /* [n_groups] */
};

#endif
