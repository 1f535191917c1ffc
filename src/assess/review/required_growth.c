#include "assess/review/required_growth.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double PERCENT = 100.0;

/* Growth of exactly 8 percent comes out a few roundings away from 8. */
static const double ROUNDING = 1e-9;

static double observed(const ot_model *m, size_t indicator, int year) {
    double value = NAN;
    if (ot_model_observe(m, 0, indicator, NULL, NULL, 0, year, NULL, &value, NULL)) return NAN;
    return value;
}

static int asks_less(const ot_model_target *t) {
    return ot_target_side_of(t->relation, t->wanted) == OT_SIDE_LESS;
}

double ot_required_bound(const ot_model_target *t) {
    if (t->relation != OT_TARGET_ABOUT) return t->value;
    return t->wanted == OT_WANTED_LOWER ? t->value + t->tolerance : t->value - t->tolerance;
}

/* Two bounds count: what overshoots has not met it. */
static int is_range(const ot_model_target *t) {
    return t->relation == OT_TARGET_WITHIN ||
           (t->relation == OT_TARGET_ABOUT && t->wanted == OT_WANTED_NEAR);
}

static double upper_bound(const ot_model_target *t) {
    return t->relation == OT_TARGET_ABOUT ? t->value + t->tolerance : t->high;
}

/* The level that the target comes to when `bound` is just met. */
static double level_at(const ot_model *m, const ot_model_target *t, double bound) {
    switch (t->measure) {
    case OT_MEASURE_LEVEL:
    case OT_MEASURE_MILESTONE:
        if (t->relation == OT_TARGET_RISING || t->relation == OT_TARGET_FALLING)
            return observed(m, t->indicator, t->year - 1);
        return bound;
    case OT_MEASURE_GROWTH:
        return observed(m, t->indicator, t->year - 1) * (1.0 + bound);
    case OT_MEASURE_INCREMENT:
        return observed(m, t->indicator, t->from ? t->from : t->year - 1) + bound;
    case OT_MEASURE_AVERAGE_GROWTH:
        return observed(m, t->indicator, t->from) * pow(1.0 + bound, t->year - t->from);
    default:
        return NAN;
    }
}

double ot_required_level(const ot_model *m, const ot_model_target *t) {
    return level_at(m, t, ot_required_bound(t));
}

ot_required_levels ot_required_levels_of(const ot_model *m, const ot_model_target *t) {
    ot_required_levels out = {level_at(m, t, t->value), NAN, NAN};
    if (asks_less(t))
        out.high = ot_required_level(m, t);
    else
        out.low = ot_required_level(m, t);
    if (is_range(t)) out.high = level_at(m, t, upper_bound(t));
    return out;
}

/* A year's growth from `before` to `after`, over n years. */
static double growth_between(double before, double after, int n, int is_points) {
    if (is_points) return (after - before) / n;
    if (!(before > 0.0) || !(after > 0.0)) return NAN;
    return PERCENT * (pow(after / before, 1.0 / n) - 1.0);
}

static void add_rank(ot_growth_rank *rank, double rate, const ot_required_growth *g) {
    const int reaches = g->is_most ? rate <= g->growth + ROUNDING : rate >= g->growth - ROUNDING;
    const int exceeds = g->is_range && rate > g->ceiling + ROUNDING;
    rank->n++;
    rank->n_reached += reaches && !exceeds;
    rank->n_below += g->is_most ? reaches != 0 : !reaches;
}

static void end_rank(ot_growth_rank *rank) {
    rank->percentile = rank->n > 0 ? PERCENT * (double)rank->n_below / (double)rank->n : NAN;
}

enum { MOST_OWN_YEARS = 100 };

static void rank_own(const ot_model *m, const ot_indicator_facts *facts, size_t indicator,
                     ot_required_growth *out) {
    const double inside = out->is_points ? m->indicator[indicator].inside : 1.0;
    double sum = 0.0, squares = 0.0;
    for (int year = facts->last_year - MOST_OWN_YEARS; year <= facts->last_year; year++) {
        const double rate =
            growth_between(observed(m, indicator, year - 1) / inside,
                           observed(m, indicator, year) / inside, 1, out->is_points);
        if (!isfinite(rate)) continue;
        add_rank(&out->own, rate, out);
        sum += rate;
        squares += rate * rate;
        if (year == facts->last_year) out->own_last = rate;
    }
    const double n = (double)out->own.n;
    end_rank(&out->own);
    if (out->own.n > 0) out->own_mean = sum / n;
    if (out->own.n > 1) out->own_sd = sqrt(fmax(squares - sum * sum / n, 0.0) / (n - 1.0));
}

static double flow_sum(double base, int first, int last, double factor) {
    double sum = 0.0;
    for (int i = first; i <= last; i++)
        sum += base * pow(factor, i);
    return sum;
}

double ot_required_flow_growth(double base, int first, int last, double sum) {
    enum { HALVINGS = 200, MOST_DOUBLINGS = 60 };
    if (!(base > 0.0) || !(sum > 0.0) || first < 1 || last < first) return NAN;
    double low = 0.0, high = 1.0;
    for (int i = 0; flow_sum(base, first, last, high) < sum; i++) {
        if (i == MOST_DOUBLINGS) return NAN;
        high *= 2.0;
    }
    for (int i = 0; i < HALVINGS && high - low > 1e-15 * high; i++) {
        const double middle = low + (high - low) / 2.0;
        if (flow_sum(base, first, last, middle) < sum)
            low = middle;
        else
            high = middle;
    }
    return PERCENT * (high - 1.0);
}

/* A total from the year after `from` on: what is left of it, over the years to come. */
static double flow_growth(const ot_model *m, const ot_model_target *t,
                          const ot_indicator_facts *facts, double bound) {
    const double inside = m->indicator[t->indicator].inside;
    double left = ot_declared(bound, inside);
    const int last = facts->last_year, skipped = t->from > last ? t->from - last : 0;
    for (int year = t->from + 1; year <= last; year++)
        left -=
            year == last ? facts->last_value : ot_declared(observed(m, t->indicator, year), inside);
    return ot_required_flow_growth(facts->last_value, skipped + 1, t->year - last, left);
}

/* The target speaks of growth from the last outturn on, or of one later year alone. */
static int is_stated(const ot_model_target *t, const ot_indicator_facts *facts) {
    if (t->measure == OT_MEASURE_AVERAGE_GROWTH) return t->from == facts->last_year;
    return t->measure == OT_MEASURE_GROWTH && t->year - 1 >= facts->last_year;
}

/* Growth a year that just meets `bound`; NaN: not told. */
static double growth_for(const ot_model *m, const ot_model_target *t,
                         const ot_indicator_facts *facts, const ot_required_growth *g,
                         double bound) {
    if (g->is_flow) return flow_growth(m, t, facts, bound);
    if (is_stated(t, facts)) return ot_declared(bound, 1.0 / PERCENT);
    const double inside = m->indicator[t->indicator].inside;
    return growth_between(facts->last_value, ot_declared(level_at(m, t, bound), inside),
                          t->year - facts->last_year, g->is_points);
}

static void fill_growth(const ot_model *m, const ot_model_target *t,
                        const ot_indicator_facts *facts, ot_required_growth *out) {
    const int last = facts->last_year;
    const int is_later = t->measure == OT_MEASURE_GROWTH && t->year - 1 > last;
    if (!is_later && (last == 0 || t->year <= last)) return;
    if (t->measure == OT_MEASURE_CUMULATIVE && facts->is_rate) return;
    out->is_flow = t->measure == OT_MEASURE_CUMULATIVE;
    if (is_later) {
        out->base_year = t->year - 1;
        out->base = NAN;
    }
    out->growth = growth_for(m, t, facts, out, ot_required_bound(t));
    if (is_range(t)) out->ceiling = growth_for(m, t, facts, out, upper_bound(t));
    out->is_range = isfinite(out->ceiling);
    if (isfinite(out->growth)) out->n_years = is_later ? 1 : t->year - last;
}

void ot_required_growth_fill(const ot_model *m, const ot_model_target *t,
                             const ot_indicator_facts *facts, ot_required_growth *out) {
    *out = (ot_required_growth){.base_year = facts->last_year,
                                .is_base_assumed = facts->is_assumed,
                                .is_most = asks_less(t),
                                .is_points = facts->is_rate &&
                                             t->measure != OT_MEASURE_AVERAGE_GROWTH &&
                                             t->measure != OT_MEASURE_GROWTH,
                                .base = facts->last_value};
    out->growth = out->ceiling = out->own_last = out->own_mean = out->own_sd = NAN;
    out->own.percentile = out->panel.percentile = out->alike.percentile = NAN;
    fill_growth(m, t, facts, out);
    if (out->n_years > 0) rank_own(m, facts, t->indicator, out);
}

/* The probability of more than `growth`. */
static double chance_above(double growth, double mean, double scale, double df) {
    const double z = (growth - mean) / scale;
    return isfinite(df) ? gsl_cdf_tdist_Q(z, df) : gsl_cdf_ugaussian_Q(z);
}

double ot_required_growth_chance(const ot_required_growth *g, double mean, double scale,
                                 double df) {
    if (g->n_years == 0 || !(scale > 0.0) || !isfinite(mean)) return NAN;
    if (g->is_flow && g->n_years > 1) return NAN;
    const double above = chance_above(g->growth, mean, scale, df);
    if (g->is_range) return above - chance_above(g->ceiling, mean, scale, df);
    return g->is_most ? 1.0 - above : above;
}

double ot_required_growth_own_chance(const ot_required_growth *g) {
    if (g->own.n < OT_LEAST_OWN_RATES) return NAN;
    const double n = (double)g->own.n;
    const double scale = g->own_sd * sqrt(1.0 / g->n_years + 1.0 / n);
    return ot_required_growth_chance(g, g->own_mean, scale, n - 1.0);
}

/* Is this row the first of its area in the series? */
static int is_first_of_area(const ot_table *t, size_t row, const char *series) {
    const ot_observation *own = ot_table_at(t, row);
    for (size_t i = row; i-- > 0;) { /* the row before mostly tells */
        const ot_observation *o = ot_table_at(t, i);
        if (strcmp(o->area, own->area) == 0 && strcmp(o->series, series) == 0) return 0;
    }
    return 1;
}

static double point(const ot_table *t, const char *series, const char *area, int year) {
    const ot_observation *o = ot_table_find(t, series, area, year, NULL);
    return o && o->figure.kind == OT_FIGURE_POINT ? o->figure.value : NAN;
}

static void rank_area(ot_required_growth *g, const ot_growth_panel_view *v, const char *area) {
    int first = 0, last = 0;
    if (!ot_table_span(v->table, v->series, area, &first, &last)) return;
    if (v->first > 0 && v->first - 1 > first) first = v->first - 1;
    if (v->last > 0 && v->last < last) last = v->last;
    for (int year = first + g->n_years; year <= last; year++) {
        const int start = year - g->n_years;
        const double base = point(v->table, v->series, area, start);
        const double rate =
            growth_between(base, point(v->table, v->series, area, year), g->n_years, g->is_points);
        if (!isfinite(rate)) continue;
        add_rank(&g->panel, rate, g);
        const double before =
            growth_between(point(v->table, v->series, area, start - 1), base, 1, g->is_points);
        if (fabs(before - g->own_last) <= OT_ALIKE_POINTS) add_rank(&g->alike, rate, g);
    }
    g->n_areas++;
}

static int is_named(const char *area, const char *name) { return name && strcmp(area, name) == 0; }

void ot_required_growth_rank(ot_required_growth *g, const ot_growth_panel_view *v) {
    if (g->n_years == 0) return;
    for (size_t i = 0; i < ot_table_count(v->table); i++) {
        const ot_observation *o = ot_table_at(v->table, i);
        if (strcmp(o->series, v->series) != 0 || !is_first_of_area(v->table, i, v->series))
            continue;
        if (is_named(o->area, v->own) || is_named(o->area, v->total)) continue;
        rank_area(g, v, o->area);
    }
    if (g->n_areas > 0) g->series = v->series;
    end_rank(&g->panel);
    end_rank(&g->alike);
}
