/* review_probe.h -- the probe behind a review: what targets attain, and which draws meet them
 *
 * Attainable levels come from all draws; which targets a draw meets is kept of the first
 * OT_REVIEW_MOST_BITS; inputs, gaps and the years of the pilot's first OT_REVIEW_PILOT. */
#ifndef OT_ASSESS_REVIEW_PROBE_H
#define OT_ASSESS_REVIEW_PROBE_H

#include <stddef.h>
#include <stdint.h>

#include "assess/quantity.h"
#include "assess/review/review.h"
#include "assess/sample.h"
#include "simulate/probe.h"

enum { OT_REVIEW_MOST_BITS = 16384, OT_REVIEW_PILOT = 4096, OT_REVIEW_RANKED = 1024 };

typedef struct ot_review_tally { /* of one target in one case */
    const ot_aim *aim;
    const ot_aim **of_year; /* [n_years] the same target of another year; NULL: it has none */
    ot_sample sample;       /* quantiles at `sure`; unless has_value is 0 */
    ot_sample_plan plan;
    double sure[OT_REVIEW_N_SURE];
    int has_value;
    double *met_in; /* [n_years] share of the pilot's draws; NaN */
    double *gap;    /* [n_pilot] */
    double *value;  /* [n_pilot] of the quantity, see ot_aim_values; NULL: it is not kept */
    uint64_t *bits; /* [n_words] */
} ot_review_tally;

typedef struct ot_review_tallies {
    const ot_projection *projection;
    ot_review_tally *target; /* [n_cases][n_targets] */
    double **input;          /* [n_cases][n_years]: [n_inputs][n_pilot] means up to the year; NULL:
                                no target is of that year */
    size_t n_inputs, n_pilot, n_words;
    int keeps_values; /* for scores */
    uint64_t n;
    ot_arena *arena; /* of a copy: its own; else the caller's */
} ot_review_tallies;

/* Everything lives in the arena; clear it all the same. OT_ERR_NOMEM */
ot_status ot_review_tallies_init(ot_review_tallies *t, const ot_projection *projection,
                                 const size_t *scenario, ot_arena *arena,
                                 ot_error *err) OT_CHECK_RESULT;
void ot_review_tallies_clear(ot_review_tallies *t);
ot_probe ot_review_tallies_probe(ot_review_tallies *t);

#endif
