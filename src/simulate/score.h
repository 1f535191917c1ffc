/* score.h -- standard normal scores of every source for one block of draws
 *
 * Raw scores come from a sampler (sampling.h) and are shared by all cases. Each case then joins
 * them: its correlation factors tie the innovations of one year, w = L z, its dependence ties the
 * years of one source, u = D w. Kernel: only the C library and libm. */
#ifndef OT_SIMULATE_SCORE_H
#define OT_SIMULATE_SCORE_H

#include <stddef.h>
#include <stdint.h>

#include "estimate/case.h"
#include "outturn/run.h"

typedef struct ot_scores ot_scores;

/* For blocks of up to `stride` draws (a multiple of 16) of cases with the same sources, which must
 * live longer; draws, seed and sampling are those of the options. `like`, of the same cases and
 * options, lends its sampler, and lives longer; NULL: none does. NULL when memory ran out. */
ot_scores *ot_scores_new(const ot_case *const *c, size_t n_cases, const ot_run_options *options,
                         size_t stride, const ot_scores *like);
void ot_scores_free(ot_scores *s);

/* Raw scores of draws first .. first + n - 1; first is a multiple of 16, n is even. */
void ot_scores_draw(ot_scores *s, uint64_t first, size_t n);
/* Join those drawn last as case k says; nothing to do when case k - 1, just joined, says the same.
 */
void ot_scores_join(ot_scores *s, size_t k);

/* Scores [n] as joined last; y counts simulated years from 0. */
const double *ot_scores_yearly(const ot_scores *s, size_t source, size_t y);
const double *ot_scores_once(const ot_scores *s, size_t source);

#endif
