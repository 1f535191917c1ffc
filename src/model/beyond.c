/* Bands that go where their row never was and, for all that is known, cannot go. */
#include <math.h>
#include <string.h>

#include "model/history.h"

static const double FIVE_PERCENT = -1.6448536269514722; /* its normal score */

static int is_within(const ot_history *h, double low, double high) {
    for (size_t t = 0; t < h->n; t++)
        if (h->value[t] < low || h->value[t] > high) return 0;
    return 1;
}

/* The first year in which the quantile at a score is beyond; 0: none. */
static int year_beyond(const ot_model_driver *d, double score, double bound) {
    for (size_t t = 0; t < ot_forecast_horizon(d->forecast); t++) {
        const double q = ot_forecast_at(d->forecast, t, score);
        if (score < 0.0 ? q < bound : q > bound) return d->forecast_after + 1 + (int)t;
    }
    return 0;
}

/* A percentage that keeps from 0 to 100 and stands high is taken for a share of something: rates of
 * growth seldom reach half. */
static int is_share(const ot_model_indicator *x, const ot_history *h) {
    const int is_percent = x->unit->name && strcmp(x->unit->name, "percent") == 0;
    return is_percent && is_within(h, 0.0, 1.0) && h->value[h->n - 1] > 0.5;
}

void ot_history_note_beyond(const ot_build *b, const ot_model_indicator *x, const ot_history *own,
                            const ot_model_driver *d) {
    const ot_forecast_spec *f = x->spec->forecast;
    const ot_place place = f->place;
    if (!b->notes || isfinite(f->low) || isfinite(f->high)) return;
    const int above = is_share(x, own) ? year_beyond(d, -FIVE_PERCENT, 1.0) : 0;
    const int below = is_within(own, 0.0, (double)INFINITY) ? year_beyond(d, FIVE_PERCENT, 0.0) : 0;
    if (above)
        ot_notes_add(
            b->notes, OT_SEVERITY_INFO, place.file, place.line, place.column,
            "%s: from %d on its 90 %% band goes beyond 100 %%; if it cannot, write bounds "
            "= ( 0.0, 100.0 )",
            "%s：自 %d 年起其 90 %% 区间超过 100 %%；若不可能，请写 bounds = ( 0.0, 100.0 )",
            x->spec->id, above);
    else if (below)
        ot_notes_add(
            b->notes, OT_SEVERITY_INFO, place.file, place.line, place.column,
            "%s: from %d on its 90 %% band goes below 0, where it never was; if it cannot, "
            "write bounds = ( 0.0 )",
            "%s：自 %d 年起其 90 %% 区间低于 0，而历史上从未如此；若不可能，请写 bounds = ( "
            "0.0 )",
            x->spec->id, below);
}
