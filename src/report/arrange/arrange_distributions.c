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

enum { POINTS = 61 };

static const char *say(ot_document *d, ot_message message) {
    return ot_message_text(message, d->language);
}

/* Where the curve is drawn: the whole span of the quantiles. */
static ot_layer *put_curve(ot_document *d, ot_chart *chart, const ot_projection *p,
                           const ot_year_result *y) {
    ot_layer *layer = ot_chart_layer(d, chart, OT_LAYER_LINE, NULL, POINTS);
    double *room = ot_arena_alloc(d->arena, 3 * p->n_quantiles, sizeof *room);
    if (!room) d->failed = 1;
    if (!layer || !room) return NULL;
    const double low = y->quantile[0], high = y->quantile[p->n_quantiles - 1];
    for (size_t i = 0; i < POINTS; i++)
        layer->x[i] = low + (high - low) * (double)i / (POINTS - 1);
    return ot_density_find(p->quantile, y->quantile, p->n_quantiles, layer->x, POINTS, layer->value,
                           room)
               ? layer
               : NULL;
}

static void put_shade(ot_document *d, ot_chart *chart, const ot_chart_view *v,
                      const ot_year_result *y, const ot_layer *curve, double share, int rank,
                      const char *label) {
    const ot_projection *p = v->parts->projection;
    const double low = ot_chart_quantile(p, y, (1.0 - share) / 2.0);
    const double high = ot_chart_quantile(p, y, (1.0 + share) / 2.0);
    ot_layer *layer = ot_chart_layer(d, chart, OT_LAYER_BAND, label, POINTS);
    if (!layer) return;
    layer->role = OT_ROLE_FAN;
    layer->rank = rank;
    for (size_t i = 0; i < POINTS; i++) {
        layer->x[i] = curve->x[i];
        if (!(curve->x[i] >= low && curve->x[i] <= high)) continue;
        layer->low[i] = 0.0;
        layer->high[i] = curve->value[i];
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
                              const ot_year_result *y) {
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
                           ot_chart_number(d, ot_chart_quantile(p, y, 0.975), v->decimals),
                           ot_chart_say_wanted(d, p->model, ot_review_target_at(p, j)),
                           ot_chart_say_chance(d, r->probability, r->mcse));
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
    if (!(y->high > y->low) || !isfinite(level) || p->n_quantiles == 0) return;
    ot_chart *chart =
        ot_document_chart(d, OT_CHART_VALUES,
                          ot_document_format(d, "distribution-%s-%d",
                                             p->model->indicator[t->indicator].spec->id, t->year));
    const ot_layer *curve = chart ? put_curve(d, chart, p, y) : NULL;
    if (!curve) return;
    chart->first = chart->last = NULL; /* shades first, the curve over them */
    put_shade(d, chart, &v, y, curve, 0.95, 2, "95%");
    put_shade(d, chart, &v, y, curve, 0.80, 1, "80%");
    put_shade(d, chart, &v, y, curve, 0.50, 0, "50%");
    ot_layer *line = ot_chart_layer(d, chart, OT_LAYER_LINE, NULL, POINTS);
    for (size_t k = 0; line && k < POINTS; k++) {
        line->x[k] = curve->x[k];
        line->value[k] = curve->value[k];
    }
    put_rule(d, chart, level, OT_ROLE_WANTED, ot_chart_say_wanted(d, p->model, t),
             ot_say2(d, OT_SAY_CHART_MET_IN, ot_chart_say_chance(d, r->probability, r->mcse), ""));
    put_rule(d, chart, y->median, OT_ROLE_SERIES,
             ot_say2(d, OT_SAY_CHART_MEDIAN_AT, ot_chart_number(d, y->median, v.decimals), ""),
             NULL);
    name_distribution(d, chart, &v, j, y);
}

void ot_arrange_distributions(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->projection;
    size_t row[OT_MOST_MAIN];
    const size_t n = ot_main_indicators(parts, row);
    for (size_t i = 0; i < n; i++) {
        size_t last = p->n_targets;
        for (size_t j = 0; j < p->n_targets; j++) {
            const ot_model_target *t = ot_review_target_at(p, j);
            if (t->indicator != p->indicator[row[i]].indicator || t->year > p->last_year) continue;
            if (last == p->n_targets || t->year > ot_review_target_at(p, last)->year) last = j;
        }
        if (last < p->n_targets) arrange_distribution(d, parts, row[i], last);
    }
}
