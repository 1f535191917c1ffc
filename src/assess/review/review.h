/* review.h -- the result of outturn/review.h, shown to the library; const once made
 *
 * All numbers are in declared units: percent is percent. NaN: does not exist, or is not known. */
#ifndef OT_ASSESS_REVIEW_H
#define OT_ASSESS_REVIEW_H

#include "assess/projection.h"
#include "assess/review/conditional.h"
#include "assess/review/conflict.h"
#include "assess/review/contribution.h"
#include "assess/review/pace.h"
#include "assess/review/reach.h"
#include "assess/review/required_growth.h"
#include "assess/review/review_score.h"
#include "assess/review/review_verdict.h"
#include "assess/review/together.h"
#include "outturn/review.h"

/* How surely a level is attained, and a target met in a year. */
enum { OT_REVIEW_N_SURE = 3, OT_REVIEW_N_MET = 2 };
extern const double ot_review_sure[OT_REVIEW_N_SURE]; /* 0.50, 0.80, 0.95 */
extern const double ot_review_met[OT_REVIEW_N_MET];   /* 0.50, 0.80 */

typedef struct ot_review_prior { /* the probability under another view of growth */
    double probability;          /* NaN: this view has none */
    ot_review_verdict verdict;
} ot_review_prior;

/* A target in one case. */
typedef struct ot_review_target {
    ot_review_verdict verdict;
    double attainable[OT_REVIEW_N_SURE]; /* so much or more (at_most: less) is had as surely; NaN: a
                                            target with two sides, or without one quantity */
    int year_met[OT_REVIEW_N_MET];       /* the first year in which it is met as surely; 0: none */
    int depends_on_prior;                /* a verdict under another view differs */
    ot_conditional conditional;          /* what it hangs on */
    ot_target_score score;               /* of what came; is_known 0: that is not known */
} ot_review_target;

/* A target whatever the case. */
typedef struct ot_review_facts {
    ot_required_growth growth;
    ot_pace pace;
    ot_contributions contributions; /* to growth in the target's year, in the first case */
    ot_review_prior panel, own;     /* growth as in other areas; as in the own history */
    ot_reach reach;                 /* in the first case */
} ot_review_facts;

typedef struct ot_review_case {
    ot_review_target *target;             /* [n_targets] of the projection */
    ot_conflict *conflict;                /* [n_conflicts] */
    size_t n_conflicts, n_conflicts_left; /* left: found, but not listed */
    ot_together together;                 /* pairs of targets */
    ot_review_scores scores;
} ot_review_case;

struct ot_review {
    ot_arena *arena;
    ot_projection *projection;
    ot_review_facts *facts;   /* [n_targets] of the projection */
    ot_review_case *c;        /* [n_cases] */
    uint64_t n_joint;         /* draws in which conflicts were sought */
    size_t n_pilot, n_ranked; /* draws of the conditional means, and of the rank correlations */
    int has_panel, has_outturns;
    double reach;          /* the probability that was asked for; NaN */
    ot_reach *group_reach; /* [n_groups] of the projection, in the first case */
};

#endif
