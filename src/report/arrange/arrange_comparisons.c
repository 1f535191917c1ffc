/* Scenarios beside each other, and what each changed assumption makes of the difference. */
#include <inttypes.h>
#include <math.h>

#include "assess/attribution.h"
#include "report/arrange/arrange.h"
#include "report/arrange/chart_parts.h"
#include "report/arrange/inputs.h"
#include "report/words/review_words.h"
#include "report/words/words.h"

enum { MOST_REASONS = 10, DIGITS = 3 };

static const double MIDDLE = 0.80;

static const char *list_medians(ot_document *d, const ot_projection *p, size_t i, int decimals) {
    const char *list = NULL;
    for (size_t k = 0; k < p->n_cases; k++) {
        const ot_year_result *y = &p->c[k].indicator[i].year[p->n_years - 1];
        const char *item =
            ot_say2(d, OT_SAY_CHART_COMPARE_ITEM, ot_say_scenario(d, p->model, p->c[k].scenario),
                    ot_chart_number(d, y->median, decimals));
        list = list ? ot_say2(d, OT_SAY_LISTED, list, item) : item;
    }
    return list ? list : "";
}

/* How many targets. */
static size_t put_cases(ot_document *d, ot_chart *chart, const ot_parts *parts, size_t i) {
    const ot_projection *p = parts->projection;
    ot_chart_view v = ot_chart_view_of(parts, 0, i);
    for (v.k = p->n_cases; v.k-- > 0;)
        ot_chart_band(d, chart, &v, MIDDLE, OT_ROLE_SERIES, (int)v.k, NULL);
    v.k = 0;
    (void)ot_chart_history(d, chart, &v);
    for (v.k = p->n_cases; v.k-- > 0;)
        ot_chart_median(d, chart, &v, (int)v.k, ot_say_scenario(d, p->model, p->c[v.k].scenario));
    v.k = 0;
    const size_t n_wanted = ot_chart_wanted(d, chart, &v);
    ot_chart_assumed(d, chart, &v);
    return n_wanted;
}

static void compare(ot_document *d, const ot_parts *parts, size_t i) {
    const ot_projection *p = parts->projection;
    const ot_chart_view v = ot_chart_view_of(parts, 0, i);
    ot_chart *chart = ot_chart_begin(d, &v, "compare");
    if (!chart) return;
    chart->title = ot_say2(d, OT_SAY_CHART_COMPARE_TITLE, ot_chart_label(d, &v), "");
    chart->subtitle = *chart->unit ? ot_chart_in_unit(d, chart->unit) : "";
    const size_t n_wanted = put_cases(d, chart, parts, i);
    chart->description =
        ot_document_format(d, ot_word(d, OT_SAY_CHART_COMPARE_DESCRIPTION), ot_chart_label(d, &v),
                           ot_say_unit_in_brackets(d, p->model, p->indicator[i].indicator),
                           p->last_year, list_medians(d, p, i, v.decimals));
    chart->source =
        ot_document_format(d, ot_word(d, OT_SAY_CHART_COMPARE_SOURCE), p->last_year, p->draws,
                           ot_say_named_scenario(d, p->model, p->c[0].scenario));
    if (n_wanted > 0) chart->source = ot_say2(d, OT_SAY_CHART_WANTED_SOURCE, chart->source, "");
    ot_chart_note_own(d, chart);
}

void ot_arrange_comparisons(ot_document *d, const ot_parts *parts) {
    size_t row[OT_MOST_MAIN];
    const size_t n = ot_main_indicators(parts, row);
    for (size_t i = 0; i < n && parts->projection->n_cases > 1; i++)
        compare(d, parts, row[i]);
}

static double contribution(const ot_attribution *x, size_t change, size_t t) {
    return x->contribution[change * x->n_years + t];
}

static const char *say_step(ot_document *d, double value, int decimals) {
    return ot_document_format(d, "%s%s", value > 0.0 ? "+" : "",
                              ot_chart_number(d, value, decimals));
}

/* The largest ones each, all others together. */
static void put_reasons(ot_document *d, ot_chart *chart, const ot_attribution *x, size_t t,
                        const size_t *order) {
    size_t n_moving = 0;
    double others = 0.0;
    for (size_t i = 0; i < x->n; i++)
        n_moving += fabs(contribution(x, order[i], t)) > 0.0;
    const size_t n = n_moving <= MOST_REASONS ? n_moving : MOST_REASONS - 1;
    ot_layer *layer = ot_chart_layer(d, chart, OT_LAYER_BAR, NULL, n + (n_moving > n));
    if (!layer) return;
    for (size_t i = 0; i < n; i++) {
        layer->value[i] = contribution(x, order[i], t);
        layer->text[i] = ot_say_change(d, x->model, &x->change[order[i]]);
    }
    for (size_t i = n; i < n_moving; i++)
        others += contribution(x, order[i], t);
    if (n_moving > n) layer->value[n] = others;
    if (n_moving > n)
        layer->text[n] = ot_document_format(d, ot_word(d, OT_SAY_CHART_WHY_OTHERS), n_moving - n);
    for (size_t i = 0; i < layer->n; i++)
        layer->note[i] = say_step(d, layer->value[i], chart->decimals);
}

static const ot_case_result *case_of(const ot_projection *p, size_t scenario) {
    for (size_t k = 0; k < p->n_cases; k++)
        if (p->c[k].scenario == scenario) return &p->c[k];
    return NULL;
}

/* By how much the medians of both scenarios' draws differ; NaN: not known. */
static double difference_of_medians(const ot_parts *parts, const ot_attribution *x, size_t t) {
    const ot_projection *p = parts->projection;
    const int year = x->model->first_year + (int)t;
    const ot_case_result *a = case_of(p, x->scenario_a), *b = case_of(p, x->scenario_b);
    if (!a || !b || year < p->first_year || year > p->last_year) return (double)NAN;
    const size_t k = (size_t)(year - p->first_year);
    return b->indicator[x->indicator].year[k].median - a->indicator[x->indicator].year[k].median;
}

/* Events are in the draws and on no path without shocks: where that shows, it is said. */
static void say_medians(ot_document *d, ot_chart *chart, const ot_parts *parts,
                        const ot_attribution *x, size_t t) {
    const double NOTED = 0.1; /* of the difference */
    const double medians = difference_of_medians(parts, x, t), rest = medians - x->difference[t];
    if (!isfinite(rest) || fabs(rest) <= NOTED * fabs(x->difference[t])) return;
    const char *more = ot_document_format(
        d, ot_word(d, OT_SAY_CHART_WHY_MEDIANS), say_step(d, medians, chart->decimals),
        ot_say_unit_in_brackets(d, x->model, x->indicator), say_step(d, rest, chart->decimals));
    chart->source = ot_review_join(d, chart->source, more);
}

/* A chart that is missed is explained. */
static void say_no_bars(ot_document *d, const ot_parts *parts, const ot_attribution *x, size_t t) {
    const double SEEN = 1e-3; /* of the level */
    const ot_model *m = x->model;
    const double medians = difference_of_medians(parts, x, t);
    const char *label = m->indicator[x->indicator].spec->label.text[d->language];
    const char *a = ot_say_named_scenario(d, m, x->scenario_a);
    const char *b = ot_say_named_scenario(d, m, x->scenario_b);
    if (!isfinite(medians)) return;
    if (fabs(medians) > SEEN * fabs(x->a[t]))
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_CHART_WHY_NO_BARS, label,
                        m->first_year + (int)t, b, a,
                        say_step(d, medians, ot_decimals_significant(medians, DIGITS)),
                        ot_say_unit_in_brackets(d, m, x->indicator));
    else
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_CHART_WHY_SAME, label,
                        m->first_year + (int)t, b, a);
}

static int moves_anything(const ot_attribution *x, size_t t) {
    for (size_t i = 0; i < x->n; i++)
        if (fabs(contribution(x, i, t)) > 0.0) return 1;
    return 0;
}

static void name_reasons(ot_document *d, ot_chart *chart, const ot_attribution *x, size_t t) {
    const ot_model *m = x->model;
    const char *unit = ot_say_unit_in_brackets(d, m, x->indicator);
    const char *difference = say_step(d, x->difference[t], chart->decimals);
    chart->subject = m->indicator[x->indicator].spec->id;
    chart->unit = ot_chart_unit(d, m, x->indicator);
    chart->title = ot_document_format(
        d, ot_word(d, OT_SAY_CHART_WHY_TITLE),
        m->indicator[x->indicator].spec->label.text[d->language], m->first_year + (int)t,
        ot_say_named_scenario(d, m, x->scenario_b), ot_say_named_scenario(d, m, x->scenario_a));
    chart->subtitle = ot_say2(d, OT_SAY_CHART_WHY_SUBTITLE, difference, unit);
    chart->source =
        ot_say2(d, OT_SAY_CHART_WHY_SOURCE,
                x->method == OT_ATTRIBUTION_SHAPLEY ? "Shapley 1953" : "Aumann & Shapley 1974", "");
    chart->description = ot_say2(d, OT_SAY_PAIR, chart->title, chart->subtitle);
}

/* Of one indicator all scenarios have one scale: their bars compare. */
static void share_scale(ot_chart *chart, const ot_parts *parts, const ot_attribution *x, size_t t) {
    for (size_t i = 0; i < parts->n_attributions; i++) {
        const ot_attribution *other = parts->attribution[i];
        if (other->indicator != x->indicator || other->n_years != x->n_years) continue;
        for (size_t k = 0; k < other->n; k++) {
            const double value = contribution(other, k, t);
            if (!(value >= chart->reach_low)) chart->reach_low = fmin(value, 0.0);
            if (!(value <= chart->reach_high)) chart->reach_high = fmax(value, 0.0);
        }
    }
}

static void arrange_reasons(ot_document *d, const ot_parts *parts, const ot_attribution *x) {
    const ot_model *m = x->model;
    const size_t t = x->n_years - 1;
    size_t *order = ot_arena_alloc(d->arena, x->n + 1, sizeof *order);
    if (!order) d->failed = 1;
    if (!order || !isfinite(x->difference[t])) return;
    if (!moves_anything(x, t)) {
        say_no_bars(d, parts, x, t);
        return;
    }
    ot_chart *chart =
        ot_document_chart(d, OT_CHART_BARS,
                          ot_document_format(d, "why-%s-%s", m->indicator[x->indicator].spec->id,
                                             m->scenario[x->scenario_b].spec->id));
    if (!chart) return;
    ot_attribution_order(x, t, order);
    chart->decimals = ot_decimals_significant(contribution(x, order[0], t), DIGITS);
    name_reasons(d, chart, x, t);
    share_scale(chart, parts, x, t);
    say_medians(d, chart, parts, x, t);
    put_reasons(d, chart, x, t, order);
}

void ot_arrange_reasons(ot_document *d, const ot_parts *parts) {
    for (size_t i = 0; i < parts->n_attributions; i++)
        arrange_reasons(d, parts, parts->attribution[i]);
}
