#include "assess/review/pace.h"

#include <math.h>

#include "assess/review/required_growth.h"

/* A point of 5 percent comes out a rounding away. */
static const double ROUNDING = 1e-9;

ot_pace_word ot_pace_word_of(double done, double due) {
    if (!isfinite(done) || !isfinite(due)) return OT_PACE_NONE;
    if (done >= 1.0 - ROUNDING && due < 1.0) return OT_PACE_AHEAD;
    if (done - due >= OT_PACE_POINTS - ROUNDING) return OT_PACE_FASTER;
    return done - due >= -OT_PACE_POINTS - ROUNDING ? OT_PACE_IN_LINE : OT_PACE_BEHIND;
}

/* Within the target's own year, of what adds up over it. */
static void within_year(const ot_model *m, const ot_model_target *t, ot_pace *out) {
    const ot_model_indicator *x = &m->indicator[t->indicator];
    const ot_partial_spec *partial = &x->spec->partial;
    const double whole = ot_required_level(m, t) / x->inside;
    if (!(whole > 0.0)) return;
    out->year = partial->year;
    out->month = partial->through_month;
    out->done = partial->value / whole;
    out->due = partial->usual_share;
}

/* The value at the end of the year that is looked at. */
static double value_now(const ot_model *m, const ot_model_target *t,
                        const ot_indicator_facts *facts, int year) {
    const double inside = m->indicator[t->indicator].inside;
    double value = NAN;
    if (year == facts->last_year) return facts->last_value * inside;
    if (ot_model_observe(m, 0, t->indicator, NULL, NULL, 0, year, NULL, &value, NULL)) return NAN;
    return value;
}

static double cumulated(const ot_model *m, const ot_model_target *t,
                        const ot_indicator_facts *facts) {
    double sum = 0.0;
    for (int year = t->from + 1; year <= facts->last_year; year++)
        sum += value_now(m, t, facts, year);
    return sum;
}

static double share_done(const ot_model *m, const ot_model_target *t,
                         const ot_indicator_facts *facts) {
    const double base = value_now(m, t, facts, t->from), bound = ot_required_bound(t);
    const double now = value_now(m, t, facts, facts->last_year);
    switch (t->measure) {
    case OT_MEASURE_INCREMENT:
        return (now - base) / bound;
    case OT_MEASURE_AVERAGE_GROWTH:
        return log(now / base) / (log1p(bound) * (t->year - t->from));
    case OT_MEASURE_CUMULATIVE:
        return cumulated(m, t, facts) / bound;
    default:
        return NAN;
    }
}

/* Upper limits are not a way to go, and neither is rising by whatever it may be. */
static int is_a_way(const ot_model_target *t) {
    return ot_target_side_of(t->relation, t->wanted) != OT_SIDE_LESS &&
           t->relation != OT_TARGET_RISING && t->relation != OT_TARGET_NONE;
}

void ot_pace_fill(const ot_model *m, const ot_model_target *t, const ot_indicator_facts *facts,
                  ot_pace *out) {
    const ot_partial_spec *partial = &m->indicator[t->indicator].spec->partial;
    *out = (ot_pace){.done = NAN, .due = NAN, .whole_year = NAN};
    if (partial->year) out->whole_year = partial->value / partial->usual_share;
    if (!is_a_way(t)) return;
    if (partial->year == t->year && facts->last_year < t->year) {
        within_year(m, t, out);
    } else if (t->from > 0 && facts->last_year > t->from && facts->last_year <= t->year &&
               ot_required_bound(t) > 0.0) {
        out->year = facts->last_year;
        out->done = share_done(m, t, facts);
        out->due = (double)(facts->last_year - t->from) / (t->year - t->from);
    }
    out->word = ot_pace_word_of(out->done, out->due);
}
