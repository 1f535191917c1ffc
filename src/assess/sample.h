/* sample.h -- quantiles of one quantity: exact when the pilot holds all draws, else by histogram */
#ifndef OT_ASSESS_SAMPLE_H
#define OT_ASSESS_SAMPLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/pack.h"
#include "outturn/histogram.h"

typedef struct ot_sample {
    double *value, *error; /* [n_p]: the quantiles, once known; NaN: none */
    ot_histogram *h;       /* NULL: they are exact, or no draw of the pilot was finite */
    uint64_t n, nonfinite;
    int is_rough; /* some error exceeds a quarter of the Monte Carlo standard error */
} ot_sample;

/* The probabilities p[n_p] whose quantiles are wanted (in any order). */
typedef struct ot_sample_plan {
    const double *p;
    size_t n_p, n_bins;
    double coarse;       /* of histogram.h: what a bin may hold */
    const int *is_aside; /* [n_p] whether it is rough is nobody's question; NULL: of none */
} ot_sample_plan;

/* pilot[0..n) is changed; it holds all of the draws when n is their number. value and
 * error have been given room by the caller. */
ot_status ot_sample_begin(ot_sample *s, const ot_sample_plan *plan, double *pilot, size_t n,
                          uint64_t draws, ot_error *err);
/* Its bins will be counted soon: let them come from memory meanwhile. */
void ot_sample_fetch(const ot_sample *s);
void ot_sample_add(ot_sample *s, const double *value, size_t n);
/* A copy counts apart; it shares the room of value and error. Clear it. OT_ERR_NOMEM */
ot_status ot_sample_copy(const ot_sample *s, ot_sample *out, ot_error *err);
ot_status ot_sample_merge(ot_sample *into, const ot_sample *from, ot_error *err);
/* What was counted; reading replaces it. Both sides have seen the same pilot. */
void ot_sample_pack(ot_sample *s, ot_pack *pack);
ot_status ot_sample_end(ot_sample *s, const ot_sample_plan *plan, ot_error *err);
void ot_sample_clear(ot_sample *s);

#endif
