#include "report/arrange/chart_parts.h"

#include <math.h>
#include <string.h>

#include "assess/review/required_growth.h"
#include "base/number.h"
#include "report/arrange/arrange.h"
#include "report/words/review_words.h"
#include "report/words/words.h"

enum { LEAST_HISTORY = 8, HISTORY_TO_FUTURE = 2, OWN_DIGITS = 4 };

ot_chart_view ot_chart_view_of(const ot_parts *parts, size_t k, size_t i) {
    const ot_projection *p = parts->projection;
    ot_chart_view v = {parts, k, i, 0};
    v.decimals = ot_level_decimals(parts, p, &p->indicator[i], &p->c[k].indicator[i]);
    return v;
}

const ot_indicator_facts *ot_chart_facts(const ot_chart_view *v) {
    return &v->parts->projection->indicator[v->i];
}

static const ot_model_indicator *indicator_of(const ot_chart_view *v) {
    return &v->parts->projection->model->indicator[ot_chart_facts(v)->indicator];
}

ot_chart *ot_chart_begin(ot_document *d, const ot_chart_view *v, const char *name) {
    const char *id = indicator_of(v)->spec->id;
    ot_chart *chart =
        ot_document_chart(d, OT_CHART_YEARS, ot_document_format(d, "%s-%s", name, id));
    if (!chart) return NULL;
    chart->subject = id;
    chart->unit = ot_chart_unit(d, v->parts->projection->model, ot_chart_facts(v)->indicator);
    chart->decimals = v->decimals;
    return chart;
}

const char *ot_chart_label(const ot_document *d, const ot_chart_view *v) {
    return indicator_of(v)->spec->label.text[d->language];
}

static double observed(const ot_chart_view *v, int year) {
    const ot_model *m = v->parts->projection->model;
    double value = NAN;
    if (ot_model_observe(m, 0, ot_chart_facts(v)->indicator, NULL, NULL, 0, year, NULL, &value,
                         NULL))
        return NAN;
    return ot_declared(value, indicator_of(v)->inside);
}

/* Twice as many years as are projected, but not too few. */
static int first_of_history(const ot_chart_view *v, int last) {
    const ot_projection *p = v->parts->projection;
    const int n = HISTORY_TO_FUTURE * (int)p->n_years;
    const int first = last - (n > LEAST_HISTORY ? n : LEAST_HISTORY) + 1;
    int year = first;
    while (year < last && !isfinite(observed(v, year)))
        year++;
    return year;
}

size_t ot_chart_history(ot_document *d, ot_chart *chart, const ot_chart_view *v) {
    const ot_indicator_facts *f = ot_chart_facts(v);
    size_t n = 0;
    if (!isfinite(f->last_value)) return 0;
    const int last = f->last_year, first = first_of_history(v, last);
    ot_layer *layer = ot_chart_layer(d, chart, OT_LAYER_LINE, NULL, (size_t)(last - first) + 1);
    if (!layer) return 0;
    layer->role = OT_ROLE_OBSERVED;
    for (size_t i = 0; i < layer->n; i++) {
        const int is_last = first + (int)i == last;
        layer->x[i] = first + (int)i;
        layer->value[i] = is_last ? f->last_value : observed(v, first + (int)i);
        n += isfinite(layer->value[i]) && !(is_last && f->is_assumed);
    }
    return n;
}

void ot_chart_assumed(ot_document *d, ot_chart *chart, const ot_chart_view *v) {
    const ot_indicator_facts *f = ot_chart_facts(v);
    if (!f->is_assumed || !isfinite(f->last_value)) return;
    ot_layer *layer =
        ot_chart_layer(d, chart, OT_LAYER_POINTS, ot_word(d, OT_SAY_CHART_ASSUMED_HERE), 1);
    if (!layer) return;
    layer->role = OT_ROLE_ASSUMED;
    layer->x[0] = f->last_year;
    layer->value[0] = f->last_value;
    layer->text[0] = layer->label;
}

double ot_chart_quantile(const ot_projection *p, const ot_year_result *y, double probability) {
    for (size_t q = 0; q < p->n_quantiles; q++)
        if (fabs(p->quantile[q] - probability) < 1e-9) return y->quantile[q];
    return NAN;
}

/* The last observation opens a layer where it is of the year before; it has no spread. */
static int opens(const ot_chart_view *v) {
    const ot_indicator_facts *f = ot_chart_facts(v);
    return f->last_year + 1 == v->parts->projection->first_year && isfinite(f->last_value) &&
           !(f->last_sd > 0.0);
}

static ot_layer *future(ot_document *d, ot_chart *chart, const ot_chart_view *v, ot_layer_kind kind,
                        const char *label) {
    const ot_projection *p = v->parts->projection;
    const size_t n_open = opens(v) ? 1 : 0;
    ot_layer *layer = ot_chart_layer(d, chart, kind, label, p->n_years + n_open);
    for (size_t i = 0; layer && i < layer->n; i++)
        layer->x[i] = p->first_year - (int)n_open + (int)i;
    if (layer && n_open)
        layer->value[0] = layer->low[0] = layer->high[0] = ot_chart_facts(v)->last_value;
    return layer;
}

static const ot_year_result *years(const ot_chart_view *v) {
    return v->parts->projection->c[v->k].indicator[v->i].year;
}

void ot_chart_median(ot_document *d, ot_chart *chart, const ot_chart_view *v, int rank,
                     const char *label) {
    ot_layer *layer = future(d, chart, v, OT_LAYER_LINE, label);
    if (!layer) return;
    const size_t first = layer->n - v->parts->projection->n_years;
    layer->rank = rank;
    if (first) layer->low[0] = layer->high[0] = NAN;
    for (size_t i = first; i < layer->n; i++) {
        layer->value[i] = years(v)[i - first].median;
        if (!isfinite(layer->value[i])) continue;
        layer->note[i] = ot_chart_number(d, layer->value[i], v->decimals);
    }
}

void ot_chart_band(ot_document *d, ot_chart *chart, const ot_chart_view *v, double share,
                   ot_layer_role role, int rank, const char *label) {
    const ot_projection *p = v->parts->projection;
    const double tail = (1.0 - share) / 2.0;
    if (!isfinite(ot_chart_quantile(p, &years(v)[p->n_years - 1], tail))) return;
    ot_layer *layer = future(d, chart, v, OT_LAYER_BAND, label);
    if (!layer) return;
    const size_t first = layer->n - p->n_years;
    layer->role = role;
    layer->rank = rank;
    if (first) layer->value[0] = NAN;
    for (size_t i = first; i < layer->n; i++) {
        layer->low[i] = ot_chart_quantile(p, &years(v)[i - first], tail);
        layer->high[i] = ot_chart_quantile(p, &years(v)[i - first], 1.0 - tail);
    }
}

/* How far from the figure of "about" it is still met: at most 3.5 for about 3. */
static const char *say_tolerance(ot_document *d, const ot_model *m, const ot_model_target *t) {
    const double value = ot_target_value(m, t), tolerance = ot_target_tolerance(m, t);
    if (t->wanted == OT_WANTED_NEAR)
        return ot_document_format(d, OT_PLUS_MINUS "%s", ot_say_value(d, tolerance));
    const int is_most = t->wanted == OT_WANTED_LOWER;
    return ot_document_format(d, is_most ? OT_AT_MOST_SIGN "%s" : OT_AT_LEAST_SIGN "%s",
                              ot_say_value(d, is_most ? value + tolerance : value - tolerance));
}

static const char *say_level(ot_document *d, const ot_model *m, const ot_model_target *t) {
    const char *value = ot_say_value(d, ot_target_value(m, t));
    switch (t->relation) {
    case OT_TARGET_AT_LEAST:
        return ot_document_format(d, OT_AT_LEAST_SIGN "%s", value);
    case OT_TARGET_AT_MOST:
        return ot_document_format(d, OT_AT_MOST_SIGN "%s", value);
    case OT_TARGET_ABOUT:
        return ot_say2(d, OT_SAY_CHART_ABOUT,
                       ot_document_format(d, OT_APPROXIMATELY OT_BOUND_BLANK "%s", value),
                       say_tolerance(d, m, t));
    case OT_TARGET_WITHIN:
        return ot_say2(d, OT_SAY_WITHIN, value, ot_say_value(d, ot_target_high(m, t)));
    default:
        return value;
    }
}

static const char *say_wanted(ot_document *d, const ot_model *m, const ot_model_target *t,
                              const char *level) {
    if (t->measure == OT_MEASURE_LEVEL && isfinite(ot_target_value(m, t)))
        return ot_say2(d, OT_SAY_CHART_TARGET, say_level(d, m, t), "");
    const char *text = t->relation == OT_TARGET_ABOUT ? ot_say_target(d, m, t) /* how far */
                                                      : ot_say_target_briefly(d, m, t);
    return level ? ot_say2(d, OT_SAY_CHART_TARGET_LEVEL, level, text)
                 : ot_say2(d, OT_SAY_CHART_TARGET, text, "");
}

const char *ot_chart_say_wanted(ot_document *d, const ot_model *m, const ot_model_target *t,
                                const char *level) {
    const char *text = say_wanted(d, m, t, level);
    return ot_review_is_own(m, t) ? ot_document_format(d, OT_OWN_MARK " %s", text) : text;
}

static int has_own_mark(const ot_chart *chart) {
    if (chart->title && strstr(chart->title, OT_OWN_MARK)) return 1;
    for (const ot_layer *layer = chart->first; layer; layer = layer->next) {
        if (layer->label && strstr(layer->label, OT_OWN_MARK)) return 1;
        for (size_t i = 0; i < layer->n; i++)
            if (layer->text[i] && strstr(layer->text[i], OT_OWN_MARK)) return 1;
    }
    return 0;
}

void ot_chart_note_own(ot_document *d, ot_chart *chart) {
    int is_due = has_own_mark(chart);
    for (const ot_chart *panel = chart->panel; panel; panel = panel->next)
        is_due |= has_own_mark(panel);
    if (is_due)
        chart->source = ot_review_join(d, chart->source, ot_word(d, OT_SAY_REVIEW_OWN_NOTE));
}

static void fill_wanted(ot_document *d, const ot_chart_view *v, const ot_model_target *t,
                        ot_layer *layer, size_t at) {
    const ot_model *m = v->parts->projection->model;
    const double inside = indicator_of(v)->inside;
    const ot_required_levels x = ot_required_levels_of(m, t);
    layer->x[at] = t->year;
    layer->value[at] = ot_declared(x.named, inside);
    layer->low[at] = ot_declared(x.low, inside);
    layer->high[at] = ot_declared(x.high, inside);
    layer->text[at] =
        ot_chart_say_wanted(d, m, t, ot_chart_number(d, layer->value[at], v->decimals));
}

/* Targets that come to nearly the same are one mark, that of the first. */
static const double NEARLY = 0.01;

static int is_there(const ot_layer *layer, size_t n, int year, double level) {
    for (size_t i = 0; i < n; i++)
        if (fabs(layer->x[i] - year) < 0.5 && fabs(layer->value[i] - level) <= NEARLY * fabs(level))
            return 1;
    return 0;
}

static void put_path(ot_document *d, ot_chart *chart, const ot_chart_view *v,
                     const ot_layer *wanted, size_t n) {
    const ot_indicator_facts *f = ot_chart_facts(v);
    if (!isfinite(f->last_value)) return;
    ot_layer *path = ot_chart_layer(d, chart, OT_LAYER_LINE, NULL, n + 1);
    if (!path) return;
    path->role = OT_ROLE_WANTED;
    path->x[0] = f->last_year;
    path->value[0] = f->last_value;
    for (size_t i = 0, to = 1; i < n; i++) {
        if (wanted->x[i] <= path->x[to - 1]) continue; /* of one year the first */
        path->x[to] = wanted->x[i];
        path->value[to++] = wanted->value[i];
    }
}

/* Those of the document first: of two that come to the same its own is shown. */
static size_t put_wanted(ot_document *d, const ot_chart_view *v, ot_layer *layer, int is_own,
                         int year, size_t n) {
    const ot_projection *p = v->parts->projection;
    const size_t indicator = ot_chart_facts(v)->indicator;
    for (size_t j = 0; j < p->n_targets; j++) {
        const ot_model_target *t = &p->model->target[p->target[j]];
        if (t->indicator != indicator || t->year != year) continue;
        if (ot_review_is_own(p->model, t) != is_own) continue;
        const double level =
            ot_declared(ot_required_levels_of(p->model, t).named, indicator_of(v)->inside);
        if (isfinite(level) && !is_there(layer, n, year, level)) fill_wanted(d, v, t, layer, n++);
    }
    return n;
}

size_t ot_chart_wanted(ot_document *d, ot_chart *chart, const ot_chart_view *v) {
    const ot_projection *p = v->parts->projection;
    size_t n = 0;
    ot_layer *layer = ot_chart_layer(d, chart, OT_LAYER_TARGET, NULL, p->n_targets);
    if (!layer) return 0;
    layer->role = OT_ROLE_WANTED;
    for (int year = p->first_year; year <= p->last_year; year++)
        for (int is_own = 0; is_own < 2; is_own++)
            n = put_wanted(d, v, layer, is_own, year, n);
    layer->n = n;
    if (n > 0) put_path(d, chart, v, layer, n);
    return n;
}

const char *ot_chart_number(ot_document *d, double value, int decimals) {
    char text[OT_NUMBER_SIZE];
    if (!isfinite(value)) return "\xE2\x80\x94";
    ot_number_fixed(value, decimals, text);
    return ot_document_format(d, "%s%s", *text == '-' ? "\xE2\x88\x92" : "", text + (*text == '-'));
}

const char *ot_chart_unit(const ot_document *d, const ot_model *m, size_t indicator) {
    return ot_unit_is_stated(m->indicator[indicator].unit) ? ot_say_unit(d, m, indicator) : "";
}

const char *ot_chart_in_unit(ot_document *d, const char *unit) {
    return strcmp(unit, "index") == 0 ? unit : ot_say2(d, OT_SAY_CHART_UNIT, unit, "");
}

const char *ot_chart_subtitle(ot_document *d, const ot_projection *p, size_t k, const char *unit) {
    const char *scenario = ot_say_named_scenario(d, p->model, p->c[k].scenario);
    if (!*unit) return scenario;
    return ot_say2(d, OT_SAY_CHART_SUBTITLE, scenario, ot_chart_in_unit(d, unit));
}

const char *ot_chart_cite(ot_document *d, const ot_chart_view *v, const char *text) {
    const ot_model *m = v->parts->projection->model;
    const ot_model_indicator *x = indicator_of(v);
    const ot_observation *seen =
        ot_table_find(m->table, x->series, x->area, ot_chart_facts(v)->last_year, NULL);
    const char *source = seen && *seen->source ? seen->source : "";
    if (ot_chart_facts(v)->is_assumed)
        return ot_document_format(d, ot_word(d, OT_SAY_CHART_ASSUMED), text,
                                  ot_chart_facts(v)->last_year);
    return *source ? ot_say2(d, OT_SAY_CHART_DATA_SOURCE, text, source) : text;
}

const char *ot_chart_say_row(ot_document *d, const ot_projection *p, size_t j) {
    const ot_model_target *t = &p->model->target[p->target[j]];
    return ot_document_format(d, "%s %s", ot_say_target_year(d, t), ot_review_target_name(d, p, j));
}
