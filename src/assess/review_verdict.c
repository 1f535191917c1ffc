#include "assess/review_verdict.h"

#include <math.h>

static const double BOUND[] = {0.90, 0.66, 0.33, 0.10, 0.0};

ot_review_verdict ot_review_verdict_of(double probability) {
    int v = OT_VERY_LIKELY;
    if (isnan(probability)) return OT_NO_VERDICT;
    while (v < OT_VERY_DIFFICULT && probability < BOUND[v])
        v++;
    return (ot_review_verdict)v;
}

double ot_review_verdict_bound(ot_review_verdict verdict) {
    return verdict < OT_NO_VERDICT ? BOUND[verdict] : NAN;
}
