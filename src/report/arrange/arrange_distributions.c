/* What may come of an indicator in the year of its target, beside what is wanted. */
#include <inttypes.h>
#include <math.h>

#include "assess/density.h"
#include "assess/review/required_growth.h"
#include "report/arrange/arrange.h"
#include "report/arrange/chart_parts.h"
#include "report/arrange/inputs.h"
#include "report/words/review_words.h"
#include "report/words/words.h"

enum { POINTS = 61, N_SHADES = 3 };

static const char *say(ot_document *d, ot_message message) {
    return ot_message_text(message, d->language);
}

static const struct {
    double share;
    const char *label;
} SHADE[N_SHADES] = {{0.95, "95%"}, {0.80, "80%"}, {0.50, "50%"}};

/* Where the curve is drawn: over the whole span of the quantiles, and where a shade begins or ends,
 * so that none is narrower than what it says. */
typedef struct curve_points {
    double x[POINTS + 2 * N_SHADES], height[POINTS + 2 * N_SHADES];
    double low[N_SHADES], high[N_SHADES]; /* of shades; NaN: not known */
    size_t n;
} curve_points;

/* Rising; what is there already, or is not known, is not added. */
static void add_point(curve_points *c, double x) {
    size_t at = c->n;
    if (!isfinite(x)) return;
    while (at > 0 && c->x[at - 1] > x)
        at--;
    if (at > 0 && !(c->x[at - 1] < x)) return;
    for (size_t i = c->n++; i > at; i--)
        c->x[i] = c->x[i - 1];
    c->x[at] = x;
}

static curve_points *find_curve(ot_document *d, const ot_projection *p, const ot_year_result *y) {
    curve_points *c = ot_arena_alloc(d->arena, 1, sizeof *c);
    double *room = ot_arena_alloc(d->arena, 3 * p->n_quantiles, sizeof *room);
    if (!c || !room) d->failed = 1;
    if (!c || !room) return NULL;
    const double low = y->quantile[0], high = y->quantile[p->n_quantiles - 1];
    c->n = 0;
    for (size_t i = 0; i < POINTS; i++)
        add_point(c, low + (high - low) * (double)i / (POINTS - 1));
    for (size_t k = 0; k < N_SHADES; k++) {
        add_point(c, c->low[k] = ot_chart_quantile(p, y, (1.0 - SHADE[k].share) / 2.0));
        add_point(c, c->high[k] = ot_chart_quantile(p, y, (1.0 + SHADE[k].share) / 2.0));
    }
    return ot_density_find(p->quantile, y->quantile, p->n_quantiles, c->x, c->n, c->height, room)
               ? c
               : NULL;
}

static void put_shade(ot_document *d, ot_chart *chart, const curve_points *c, size_t k) {
    size_t from = 0, end = c->n;
    while (from < c->n && c->x[from] < c->low[k])
        from++;
    while (end > from && c->x[end - 1] > c->high[k])
        end--;
    if (!isfinite(c->low[k]) || !isfinite(c->high[k])) return;
    ot_layer *layer = ot_chart_layer(d, chart, OT_LAYER_BAND, SHADE[k].label, end - from);
    if (!layer) return;
    layer->role = OT_ROLE_FAN;
    layer->rank = (int)(N_SHADES - 1 - k);
    for (size_t i = 0; i < layer->n; i++) {
        layer->x[i] = c->x[from + i];
        layer->low[i] = 0.0;
        layer->high[i] = c->height[from + i];
    }
}

/* Shades, and the curve over them. */
static void put_curve(ot_document *d, ot_chart *chart, const curve_points *c) {
    for (size_t k = 0; k < N_SHADES; k++)
        put_shade(d, chart, c, k);
    ot_layer *line = ot_chart_layer(d, chart, OT_LAYER_LINE, NULL, c->n);
    for (size_t i = 0; line && i < c->n; i++) {
        line->x[i] = c->x[i];
        line->value[i] = c->height[i];
    }
}

static void put_rule(ot_document *d, ot_chart *chart, double x, ot_layer_role role,
                     const char *label, const char *note) {
    ot_layer *layer = ot_chart_layer(d, chart, OT_LAYER_RULE, label, 1);
    if (!layer) return;
    layer->note[0] = note;
    layer->role = role;
    layer->x[0] = x;
}

static void name_distribution(ot_document *d, ot_chart *chart, const ot_chart_view *v, size_t j,
                              const ot_year_result *y, const char *wanted) {
    const ot_projection *p = v->parts->projection;
    const ot_target_result *r = &p->c[0].target[j];
    const size_t indicator = ot_chart_facts(v)->indicator;
    chart->subject = p->model->indicator[indicator].spec->id;
    chart->title = ot_document_format(d, say(d, OT_SAY_CHART_DISTRIBUTION_TITLE),
                                      ot_chart_label(d, v), y->year);
    chart->unit = ot_chart_unit(d, p->model, indicator);
    chart->decimals = v->decimals;
    chart->subtitle = ot_chart_subtitle(d, p, 0, chart->unit);
    chart->source =
        ot_document_format(d, say(d, OT_SAY_CHART_DISTRIBUTION_SOURCE), p->draws, p->n_quantiles);
    chart->description =
        ot_document_format(d, say(d, OT_SAY_CHART_DISTRIBUTION_DESCRIPTION), ot_chart_label(d, v),
                           ot_say_unit_in_brackets(d, p->model, indicator), y->year,
                           ot_chart_number(d, y->median, v->decimals),
                           ot_chart_number(d, ot_chart_quantile(p, y, 0.025), v->decimals),
                           ot_chart_number(d, ot_chart_quantile(p, y, 0.975), v->decimals), wanted,
                           ot_say_whole_percent(d, r->probability));
}

/* Of a target that asks for a level, in its year. */
static void arrange_distribution(ot_document *d, const ot_parts *parts, size_t i, size_t j) {
    const ot_projection *p = parts->projection;
    const ot_model_target *t = ot_review_target_at(p, j);
    const ot_chart_view v = ot_chart_view_of(parts, 0, i);
    const ot_year_result *y = &p->c[0].indicator[i].year[t->year - p->first_year];
    const ot_target_result *r = &p->c[0].target[j];
    const double inside = p->model->indicator[t->indicator].inside;
    const double level = ot_declared(ot_required_level(p->model, t), inside);
    if (!(y->high > y->low) || p->n_quantiles == 0) return;
    const curve_points *curve = find_curve(d, p, y);
    if (!curve) return;
    ot_chart *chart =
        ot_document_chart(d, OT_CHART_VALUES,
                          ot_document_format(d, "distribution-%s-%d",
                                             p->model->indicator[t->indicator].spec->id, t->year));
    if (!chart) return;
    /* The rule stands where the target begins to be met: "about" names another level. */
    const char *wanted = ot_chart_say_wanted(
        d, p->model, t,
        t->relation == OT_TARGET_ABOUT ? NULL : ot_chart_number(d, level, v.decimals));
    put_curve(d, chart, curve);
    put_rule(d, chart, level, OT_ROLE_WANTED, wanted,
             ot_say2(d, OT_SAY_CHART_MET_IN, ot_say_whole_percent(d, r->probability), ""));
    put_rule(d, chart, y->median, OT_ROLE_SERIES,
             ot_say2(d, OT_SAY_CHART_MEDIAN_AT, ot_chart_number(d, y->median, v.decimals), ""),
             NULL);
    name_distribution(d, chart, &v, j, y, wanted);
    ot_chart_note_own(d, chart);
}

/* Growth on a year that is simulated itself asks for no level that a chart could show. */
static int asks_for_a_level(const ot_projection *p, const ot_model_target *t, size_t indicator) {
    return t->indicator == indicator && t->year <= p->last_year &&
           isfinite(ot_required_level(p->model, t));
}

/* The first target of the last year that has one; n_targets: none. */
static size_t last_target(const ot_projection *p, size_t indicator) {
    size_t last = p->n_targets;
    for (size_t j = 0; j < p->n_targets; j++) {
        const ot_model_target *t = ot_review_target_at(p, j);
        if (!asks_for_a_level(p, t, indicator)) continue;
        if (last == p->n_targets || t->year > ot_review_target_at(p, last)->year) last = j;
    }
    return last;
}

void ot_arrange_distributions(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->projection;
    size_t row[OT_MOST_MAIN];
    const size_t n = ot_main_indicators(parts, row);
    for (size_t i = 0; i < n; i++) {
        const size_t last = last_target(p, p->indicator[row[i]].indicator);
        if (last < p->n_targets) arrange_distribution(d, parts, row[i], last);
    }
}
