/* review_verdict.h -- a probability in words, by stated bounds */
#ifndef OT_ASSESS_REVIEW_VERDICT_H
#define OT_ASSESS_REVIEW_VERDICT_H

/* From the surest on. A bound belongs to the surer side. */
typedef enum ot_review_verdict {
    OT_VERY_LIKELY, /* from 0.90 */
    OT_LIKELY,      /* from 0.66 */
    OT_ABOUT_EVEN,  /* from 0.33 */
    OT_DIFFICULT,   /* from 0.10 */
    OT_VERY_DIFFICULT,
    OT_NO_VERDICT, /* cannot be judged */
    OT_N_REVIEW_VERDICTS
} ot_review_verdict;

/* NaN: OT_NO_VERDICT. */
ot_review_verdict ot_review_verdict_of(double probability);
/* The least probability of a verdict; NaN: of none. */
double ot_review_verdict_bound(ot_review_verdict verdict);

#endif
