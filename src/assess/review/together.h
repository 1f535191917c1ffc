/* together.h -- how two targets go together: how often both are met, how their gaps are correlated
 *
 * The same draws as conflicts (bits, 64 a word) and conditional means (gaps of the pilot). */
#ifndef OT_ASSESS_TOGETHER_H
#define OT_ASSESS_TOGETHER_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "outturn/error.h"

typedef struct ot_together {
    size_t n_targets;
    double *joint; /* [n_targets][n_targets] share of draws that meet both; the diagonal: one */
    double *correlation; /* [n_targets][n_targets] rank correlation of how well they are met; NaN:
                            one is the same in every draw */
} ot_together;

/* bits[n_targets][n_words] of n draws; gap[j][n_ranked] of target j, 0 or less where it is met, NaN
 * counts as the farthest. The matrices are the arena's. OT_ERR_NOMEM */
ot_status ot_together_find(const uint64_t *bits, size_t n_words, uint64_t n,
                           const double *const *gap, size_t n_ranked, size_t n_targets,
                           ot_arena *arena, ot_together *out, ot_error *err) OT_CHECK_RESULT;

#endif
