#include "assess/review/review_verdict.h"

#include <math.h>

/* The likelihood scale of the IPCC: very likely from 90 %, likely from 66 %, about as likely as not
 * from 33 %, unlikely below it, very unlikely below 10 % (M. D. Mastrandrea et al., Guidance Note
 * for Lead Authors of the IPCC Fifth Assessment Report on Consistent Treatment of Uncertainties,
 * 2010, table 1). Its classes overlap; here each probability has the one farthest out. */
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
