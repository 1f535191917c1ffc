/* Indicator by indicator: values by year and scenario, targets, equation, estimation, sources. */
#include <math.h>
#include <string.h>

#include "report/arrange/arrange.h"
#include "report/arrange/arrange_estimate.h"
#include "report/arrange/chart_parts.h"
#include "report/arrange/inputs.h"
#include "report/words/review_words.h"
#include "report/words/words.h"

enum { SD_DIGITS = 2 };

static void say_last(ot_document *d, const ot_indicator_facts *facts) {
    if (!isfinite(facts->last_value)) return;
    const char *value = ot_say_value(d, facts->last_value);
    if (facts->last_sd > 0.0)
        value = ot_document_format(d, "%s " OT_PLUS_MINUS " %s", value,
                                   ot_say_digits(d, facts->last_sd, SD_DIGITS));
    ot_document_say(d, OT_ELEMENT_ITEM, facts->is_assumed ? OT_SAY_PAGE_START : OT_SAY_PAGE_LAST,
                    facts->last_year, value);
}

static int put_year(ot_document *d, ot_grid *grid, const ot_parts *parts, size_t i, int year) {
    const ot_projection *p = parts->projection;
    int has_marks = 0;
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, ot_document_format(d, "%d", year));
    for (size_t k = 0; k < p->n_cases; k++) {
        const ot_indicator_result *r = &p->c[k].indicator[i];
        const ot_year_result *y = &r->year[year - p->first_year];
        const int decimals = ot_level_decimals(parts, p, &p->indicator[i], r);
        has_marks |= ot_arrange_band(d, grid, y, decimals);
        ot_grid_number(d, grid, y->growth, ot_growth_decimals(p, &p->indicator[i], decimals));
    }
    return has_marks;
}

static void arrange_years(ot_document *d, const ot_parts *parts, size_t i, const char *heading) {
    const ot_projection *p = parts->projection;
    const ot_message growth =
        p->indicator[i].is_rate ? OT_SAY_PAGE_GROWTH_POINTS : OT_SAY_PAGE_GROWTH_PERCENT;
    int has_marks = 0;
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_caption(grid, heading);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_YEAR));
    for (size_t k = 0; k < p->n_cases; k++) {
        ot_grid_column(d, grid, OT_COLUMN_BAND, ot_say_scenario(d, p->model, p->c[k].scenario));
        ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say_plain(d, growth));
    }
    for (int year = ot_parts_first(parts); year <= ot_parts_last(parts); year++)
        has_marks |= put_year(d, grid, parts, i, year);
    if (has_marks) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_MARK_NOTE);
}

static void say_targets(ot_document *d, const ot_parts *parts, size_t indicator) {
    const ot_projection *p = parts->review->projection;
    for (size_t j = 0; j < p->n_targets; j++) {
        const ot_model_target *t = ot_review_target_at(p, j);
        const ot_review_verdict verdict = parts->review->c[0].target[j].verdict;
        if (t->indicator != indicator || !ot_review_shows(parts, j)) continue;
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_PAGE_TARGET, ot_say_target_year(d, t),
                        ot_review_target_name(d, p, j), ot_say_target(d, p->model, t),
                        ot_say_review_verdict(d, verdict),
                        ot_say_chance(d, p->c[0].target[j].probability));
        ot_document_tone(d, ot_review_tone(verdict));
    }
}

static void arrange_equations(ot_document *d, const ot_parts *parts, size_t indicator) {
    const ot_model *m = parts->model;
    for (size_t f = 0; f < m->n_forms; f++) {
        const ot_form *form = m->form[f];
        if (form->indicator != indicator) continue;
        const ot_model_driver *forecast = ot_form_forecast(m, form);
        ot_document_text(d, OT_ELEMENT_FORMULA, ot_say_equation(d, m, form));
        if (forecast)
            ot_arrange_forecast(d, m, forecast);
        else if (form->is_behavioural)
            ot_arrange_form_fit(d, m, &parts->fit->form[f]);
        else
            ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_PAGE_IDENTITY);
    }
}

/* Observations year by year; those of one source, one after the other, are said together. */
static void say_data(ot_document *d, const ot_parts *parts, size_t indicator) {
    const ot_model_indicator *x = &parts->model->indicator[indicator];
    const ot_observation *from = NULL, *to = NULL;
    int first = 0, last = -1;
    if (!parts->table || !ot_table_span(parts->table, x->series, x->area, &first, &last)) return;
    for (int year = first; year <= last + 1; year++) {
        const ot_observation *o =
            year > last ? NULL : ot_table_find(parts->table, x->series, x->area, year, NULL);
        if (o && from && strcmp(o->source, from->source) == 0) {
            to = o;
            continue;
        }
        if (from && *from->source && (o || year > last))
            ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_PAGE_DATA,
                            ot_say_years(d, from->year, to->year), from->source);
        if (o) from = to = o;
    }
}

static void say_remark(ot_document *d, ot_message message, const ot_remark *remark) {
    const char *text = ot_say_remark(d, remark);
    if (*text) ot_document_say(d, OT_ELEMENT_ITEM, message, text);
}

static void say_partial(ot_document *d, const ot_partial_spec *x) {
    const char *text = ot_say_remark(d, &x->source);
    if (*text) ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_PAGE_PARTIAL_SOURCE, x->year, text);
}

/* Those that some form of its equation reads. */
static void say_constants(ot_document *d, const ot_model *m, size_t indicator) {
    const ot_vocabulary *words = &m->spec->vocabulary;
    for (size_t i = 0; i < words->n_constants; i++) {
        int is_used = 0;
        for (size_t f = 0; f < m->n_forms; f++)
            is_used |= m->form[f]->indicator == indicator &&
                       ot_vocabulary_uses(words, m->form[f]->equation->text.s, &words->constant[i]);
        if (is_used)
            ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_PAGE_CONSTANT,
                            ot_say_constant(d, &words->constant[i]));
    }
}

static void say_sources(ot_document *d, const ot_parts *parts, size_t indicator) {
    const ot_indicator_spec *spec = parts->model->indicator[indicator].spec;
    say_data(d, parts, indicator);
    if (spec->start.year) say_remark(d, OT_SAY_PAGE_START_SOURCE, &spec->start.source);
    if (spec->partial.year) say_partial(d, &spec->partial);
    say_constants(d, parts->model, indicator);
    say_remark(d, OT_SAY_PAGE_SOURCE, &spec->source);
    say_remark(d, OT_SAY_PAGE_NOTE, &spec->note);
}

static int is_main(const ot_parts *parts, size_t i) {
    size_t row[OT_MOST_MAIN];
    const size_t n = ot_main_indicators(parts, row);
    for (size_t k = 0; k < n; k++)
        if (row[k] == i) return 1;
    return 0;
}

/* The charts of this indicator alone. */
static void arrange_charts(ot_document *d, const ot_parts *parts, size_t i) {
    const size_t indicator = parts->projection->indicator[i].indicator;
    ot_parts own = *parts;
    own.indicator = &indicator;
    own.n_indicators = 1;
    ot_arrange_fans(d, &own);
    if (is_main(parts, i)) ot_arrange_distributions(d, &own);
    ot_arrange_fits(d, &own);
}

static void arrange_indicator(ot_document *d, const ot_parts *parts, size_t i) {
    const ot_indicator_facts *facts = &parts->projection->indicator[i];
    const ot_model *m = parts->model;
    const char *heading =
        ot_document_format(d, "%s%s", m->indicator[facts->indicator].spec->label.text[d->language],
                           ot_say_unit_in_brackets(d, m, facts->indicator));
    ot_document_text(d, OT_ELEMENT_HEADING, heading);
    arrange_charts(d, parts, i);
    arrange_years(d, parts, i, heading);
    say_targets(d, parts, facts->indicator);
    say_last(d, facts);
    arrange_equations(d, parts, facts->indicator);
    say_sources(d, parts, facts->indicator);
}

void ot_arrange_indicators(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->projection;
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_PAGE_BAND_LEGEND);
    for (size_t i = 0; i < p->n_indicators; i++)
        if (ot_parts_show_indicator(parts, p->indicator[i].indicator))
            arrange_indicator(d, parts, i);
}
