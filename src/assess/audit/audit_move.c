/* Values that a figure may take: those of its printed digits with which its ties hold. */
#include <math.h>

#include "assess/audit/audit_repair.h"
#include "base/number.h"

enum { IMPLIED_DECIMALS = 9 };

/* What fact i means when `value` is printed in its place. */
static ot_interval meaning(const ot_repairer *r, size_t i, double value) {
    const ot_fact *f = &r->a->facts.fact[i];
    if (f->relation == OT_RELATION_WITHIN) return f->value; /* a range is not moved */
    ot_figure figure = f->figure;
    figure.value = value;
    return ot_interval_scale(ot_figure_interval(f->relation, &figure, &f->statement->upper),
                             f->scale);
}

static void meanings(const ot_repairer *r, const ot_tie *tie, const char *is_free,
                     ot_interval *out) {
    for (size_t k = 0; k < tie->n; k++)
        out[k] = is_free && is_free[tie->fact[k]]
                     ? ot_interval_all()
                     : meaning(r, tie->fact[k], r->value[tie->fact[k]]);
}

int ot_repairer_agrees(const ot_repairer *r, size_t t, const char *is_free) {
    const ot_tie *tie = &r->a->tie[t];
    ot_interval value[OT_MOST_TERMS + 1];
    meanings(r, tie, is_free, value);
    return ot_interval_meets(ot_tie_project(tie->kind, value, tie->n, 0), value[0]);
}

/* While only one group is asked, other ties are passed over. */
static int is_asked(const ot_repairer *r, size_t tie) {
    return r->only == SIZE_MAX || r->group[tie] == r->only;
}

static int all_agree(const ot_repairer *r, size_t fact, const char *is_free) {
    for (size_t e = r->start[fact]; e < r->start[fact + 1]; e++)
        if (is_asked(r, r->of[e]) && !ot_repairer_agrees(r, r->of[e], is_free)) return 0;
    return 1;
}

/* The printed values, in printed units, that one tie leaves to fact i. */
static ot_interval left_by(const ot_repairer *r, size_t i, size_t t, const char *is_free) {
    const ot_tie *tie = &r->a->tie[t];
    const ot_fact *f = &r->a->facts.fact[i];
    ot_interval value[OT_MOST_TERMS + 1], all = ot_interval_all();
    size_t own = 0;
    meanings(r, tie, is_free, value);
    for (size_t k = 0; k < tie->n; k++)
        if (tie->fact[k] == i) own = k;
    value[own] = all;
    const ot_interval may =
        ot_interval_scale(ot_tie_project(tie->kind, value, tie->n, own), 1.0 / f->scale);
    const double radius = (f->relation == OT_RELATION_ABOUT ? 2.0 : 1.0) * f->figure.half_unit;
    if (f->relation == OT_RELATION_AT_LEAST) return ot_interval_to(may.high);
    if (f->relation == OT_RELATION_AT_MOST) return ot_interval_from(may.low);
    return ot_interval_add(may, (ot_interval){-radius, radius});
}

/* The value k units of the last digit from 0, as near to what is printed as may be; NaN: none. */
static double try_near(ot_repairer *r, size_t i, double count, const char *is_free) {
    const double unit = 2.0 * r->a->facts.fact[i].figure.half_unit;
    const double kept = r->value[i];
    const double from = round(kept / unit);
    double best = (double)NAN;
    for (int d = -2; d <= 2; d++) {
        const double k = round(count) + d;
        r->value[i] = k * unit;
        const int is_nearer = !isfinite(best) || fabs(k - from) < fabs(best - from);
        if (is_nearer && k >= from - 1e15 && k <= from + 1e15 && all_agree(r, i, is_free)) best = k;
    }
    r->value[i] = kept;
    return isfinite(best) ? best * unit : best;
}

int ot_repairer_move(ot_repairer *r, size_t i, const char *is_free, double *out) {
    const ot_fact *f = &r->a->facts.fact[i];
    const double unit = 2.0 * f->figure.half_unit;
    ot_interval may = ot_interval_all();
    if (!(unit > 0) || f->relation == OT_RELATION_WITHIN) return 0;
    for (size_t e = r->start[i]; e < r->start[i + 1]; e++)
        if (is_asked(r, r->of[e])) may = ot_interval_both(may, left_by(r, i, r->of[e], is_free));
    /* Ends may be a rounding apart from touching: the trial below decides. */
    if (may.low - may.high > unit || isnan(may.low) || isnan(may.high)) return 0;
    const double printed = r->value[i];
    const double aim = printed < may.low ? may.low : printed > may.high ? may.high : printed;
    if (!isfinite(aim / unit)) return 0;
    const double value = try_near(r, i, aim / unit, is_free);
    if (!isfinite(value)) return 0;
    *out = value;
    return 1;
}

double ot_repairer_implied(const ot_repairer *r, size_t group, size_t i) {
    for (size_t e = r->start[i]; e < r->start[i + 1]; e++) {
        const ot_tie *tie = &r->a->tie[r->of[e]];
        ot_interval value[OT_MOST_TERMS + 1];
        size_t own = 0;
        if (r->group[r->of[e]] != group || tie->kind == OT_TIE_PARTS) continue;
        for (size_t k = 0; k < tie->n; k++) {
            value[k] = ot_interval_at(r->a->facts.fact[tie->fact[k]].point);
            if (tie->fact[k] == i) own = k;
        }
        const ot_interval x = ot_tie_project(tie->kind, value, tie->n, own);
        if (ot_interval_is_finite(x))
            return ot_number_rounded((x.low / 2 + x.high / 2) / r->a->facts.fact[i].scale,
                                     IMPLIED_DECIMALS);
    }
    return (double)NAN;
}

double ot_repairer_advised(ot_repairer *r, size_t group, size_t i, const char *is_free,
                           double least) {
    const double made = ot_repairer_implied(r, group, i);
    if (!isfinite(made)) return least;
    const double kept = r->value[i];
    const double value = ot_number_rounded(made, ot_fact_decimals(&r->a->facts.fact[i]));
    r->value[i] = value;
    const int is_good = all_agree(r, i, is_free);
    r->value[i] = kept;
    return is_good ? value : least;
}
