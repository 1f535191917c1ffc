/* review_score.h -- plan against outturn: were targets met, and how good were the probabilities */
#ifndef OT_ASSESS_REVIEW_SCORE_H
#define OT_ASSESS_REVIEW_SCORE_H

#include <stddef.h>

#include "assess/projection.h"
#include "assess/quantity.h"
#include "outturn/table.h"

typedef struct ot_target_score { /* of one target in one case */
    int is_known;                /* its outturn */
    int is_met;
    double outturn;    /* of the quantity, in the unit of the target; NaN: it is no one quantity */
    double brier;      /* (probability - met)^2 */
    double log_score;  /* -ln of the probability of what came; of (k + 1/2) / (n + 1) draws */
    double crps;       /* of the quantity, in the unit of the target (Ferro 2014); NaN */
    double percentile; /* percent of the draws below the outturn; NaN */
} ot_target_score;

typedef struct ot_review_scores { /* of the targets whose outturn is known */
    size_t n, n_met;
    double expected;         /* how many were to be met: the sum of their probabilities */
    double brier, log_score; /* means; NaN: of none */
} ot_review_scores;

/* What came, as a block of one draw. */
typedef struct ot_outturn_block {
    ot_block block; /* points into this struct, which must not move */
    const ot_case *c;
    const double *series;
    double *value; /* [n_indicators][n_slots]; NaN: not known */
} ot_outturn_block;

/* Values of `outturns` before those that the scenario holds. OT_ERR_INPUT: a unit that does not
 * fit; OT_ERR_NOMEM. Clear it whatever this returns. */
ot_status ot_outturn_block_init(ot_outturn_block *b, const ot_model *model, const ot_case *c,
                                const ot_table *outturns, ot_error *err) OT_CHECK_RESULT;
void ot_outturn_block_clear(ot_outturn_block *b);

/* met of n draws met the aim; value[0..n_values) are draws of its quantity (NULL: it is none),
 * which are sorted; `inside` is that of the target. */
void ot_target_score_fill(const ot_outturn_block *b, const ot_aim *aim, uint64_t met, uint64_t n,
                          double *value, size_t n_values, double inside, ot_target_score *out);
void ot_review_scores_add(ot_review_scores *scores, const ot_target_score *score,
                          double probability);
void ot_review_scores_end(ot_review_scores *scores);

#endif
