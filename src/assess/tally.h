/* tally.h -- the probe behind the target probabilities: which draws meet which targets */
#ifndef OT_ASSESS_TALLY_H
#define OT_ASSESS_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "assess/projection.h"
#include "assess/quantity.h"
#include "assess/spread.h"
#include "simulate/moments.h"

typedef struct ot_target_tally {
    const ot_aim *aim;
    uint64_t met, nonfinite;
    ot_moments gap;   /* of the draws that miss */
    ot_spread spread; /* of the draws that meet it; unless sampling is random */
} ot_target_tally;

typedef struct ot_group_tally {
    size_t *member; /* [n_members] index among the projection's targets */
    size_t n_members;
    uint64_t *count;   /* [n_members + 1] draws by how many targets they meet */
    ot_spread *spread; /* [n_members + 1] likewise; unless sampling is random */
} ot_group_tally;

typedef struct ot_tallies {
    const ot_projection *projection;
    ot_target_tally *target; /* [n_cases][n_targets] */
    ot_group_tally *group;   /* [n_cases][n_groups] */
    unsigned char *met;      /* [n_targets][OT_CHUNK] of the chunk at hand */
    uint64_t *unsolved;      /* [n_cases] draws times years, see ot_block */
    uint64_t n;
    ot_arena *arena; /* of a copy: its own; else NULL */
} ot_tallies;

/* Everything lives in the arena. `scenario[k]` is that of case k. */
ot_status ot_tallies_init(ot_tallies *t, ot_projection *projection, ot_arena *arena,
                          const size_t *scenario, ot_error *err) OT_CHECK_RESULT;
ot_probe ot_tallies_probe(ot_tallies *t);
void ot_tallies_finish(const ot_tallies *t, ot_projection *projection);

/* Type-7 quantile of whole numbers 0 .. n_counts - 1, each seen count[i] times. */
double ot_count_quantile(const uint64_t *count, size_t n_counts, double p);

#endif
