/* band.h -- the probe behind the bands: quantiles and moments of every indicator, year by year */
#ifndef OT_ASSESS_BAND_H
#define OT_ASSESS_BAND_H

#include <stddef.h>

#include "assess/projection.h"
#include "assess/quantity.h"
#include "assess/sample.h"
#include "simulate/moments.h"

/* One indicator in one year of one case. */
typedef struct ot_band {
    ot_reference level, before; /* before: constant NaN when growth is unknown */
    ot_sample sample, growth;
    ot_moments moments;
    uint64_t n_without_growth; /* draws in which a ratio means nothing: not both values above 0 */
} ot_band;

typedef struct ot_bands {
    const ot_projection *projection; /* its shape; the results come later */
    ot_band *band;                   /* [n_cases][n_indicators][n_years] */
    ot_sample_plan level_plan, growth_plan;
} ot_bands;

/* Lives in the arena; the histograms need ot_bands_clear. `scenario[k]` is that of case k. */
ot_status ot_bands_init(ot_bands *b, ot_projection *projection, ot_arena *arena,
                        const size_t *scenario, ot_error *err) OT_CHECK_RESULT;
ot_probe ot_bands_probe(ot_bands *b);
/* Write the bands into the projection's year results. */
ot_status ot_bands_finish(ot_bands *b, ot_projection *projection, ot_error *err) OT_CHECK_RESULT;
void ot_bands_clear(ot_bands *b);

#endif
