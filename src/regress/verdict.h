/* verdict.h -- how far an equation rests on data: one word from plain facts
 *
 * Two numbers decide.
 *
 * Data share: how much of what is known of the coefficients the data told, the mean over the
 * estimated coefficients of 1 - posterior variance / prior variance given the same sigma, where one
 * without prior counts 1.
 *
 * Widening: how much wider the 95 % interval of a forecast at the mean of the regressors is than if
 * coefficients and variance were known: t(0.975, df) / z(0.975) * sqrt(1 + p / n), with p the
 * coefficients that the data determine (data share times k). */
#ifndef OT_REGRESS_VERDICT_H
#define OT_REGRESS_VERDICT_H

#include <stddef.h>

typedef enum ot_verdict_class {
    OT_VERDICT_ENOUGH,  /* widening up to OT_VERDICT_ENOUGH_WIDENING: about 12 points for a line */
    OT_VERDICT_FEW,     /* intervals are wide */
    OT_VERDICT_TOO_FEW, /* widening above OT_VERDICT_FEW_WIDENING, and no prior that helps */
    OT_VERDICT_PRIOR,   /* the data share is below OT_VERDICT_LEAST_SHARE, or there are no more
                         * observations than coefficients: the prior dominates */
    OT_VERDICT_ASSUMED, /* no data: an assumption alone */
    OT_N_VERDICT_CLASSES
} ot_verdict_class;

/* A 95 % interval that ignored a widening of 1.25 would hold 88 % of outcomes, one that ignored 2
 * would hold 67 %: the first error is seen in planning now and then, the second in every third
 * year. A line reaches them with 12 and 5 observations. */
#define OT_VERDICT_ENOUGH_WIDENING 1.25
#define OT_VERDICT_FEW_WIDENING    2.0
/* Half of the prior variance gone: the data alone would then be as precise as the prior alone. */
#define OT_VERDICT_LEAST_SHARE 0.5

typedef struct ot_verdict_facts {
    size_t n, k;        /* observations; coefficients that are estimated */
    double df;          /* of sigma; 0 with a prior: sigma is given */
    int is_data_used;   /* 0: the method looks at priors alone */
    int has_priors;     /* any coefficient or sigma */
    double data_share;  /* as above; NaN counts as 0 with priors, 1 without */
    double prior_share; /* the same mean over coefficients with priors alone; NaN: data_share */
    size_t n_tests, n_failed; /* ot_diagnostics_count at OT_TEST_LEVEL */
} ot_verdict_facts;

typedef struct ot_verdict {
    ot_verdict_class class;
    double t_ratio;    /* t(0.975, df) / z(0.975); NaN without degrees of freedom */
    double widening;   /* NaN likewise */
    double data_share; /* in [0, 1] */
    double chance;     /* that sound data fail as many of the tests: were they independent */
    int is_doubtful;   /* that chance is below 5 % */
    ot_verdict_facts facts;
} ot_verdict;

ot_verdict ot_verdict_make(const ot_verdict_facts *facts);

#endif
