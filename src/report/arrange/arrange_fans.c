/* Fan charts of the first scenario: each indicator alone, and all small on one page. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "report/arrange/chart_parts.h"
#include "report/arrange/inputs.h"
#include "report/words/review_words.h"
#include "report/words/words.h"

static const double NARROW = 0.50, MIDDLE = 0.80, WIDE = 0.95;

enum { COLUMNS = 3, MOST_ROWS = 5 }; /* of a picture */

static void describe(ot_document *d, ot_chart *chart, const ot_chart_view *v) {
    const ot_projection *p = v->parts->projection;
    const ot_year_result *y = &p->c[v->k].indicator[v->i].year[p->n_years - 1];
    chart->description = ot_document_format(
        d, ot_word(d, OT_SAY_CHART_FAN_DESCRIPTION), ot_chart_label(d, v),
        ot_say_unit_in_brackets(d, p->model, ot_chart_facts(v)->indicator),
        ot_say_named_scenario(d, p->model, p->c[v->k].scenario), y->year,
        ot_chart_number(d, y->median, v->decimals),
        ot_chart_number(d, ot_chart_quantile(p, y, (1.0 - WIDE) / 2.0), v->decimals),
        ot_chart_number(d, ot_chart_quantile(p, y, (1.0 + WIDE) / 2.0), v->decimals));
}

static const char *say_source(ot_document *d, const ot_chart_view *v, int has_observed,
                              int has_wanted) {
    const ot_projection *p = v->parts->projection;
    const char *text = ot_document_format(d, ot_word(d, OT_SAY_CHART_FAN_SOURCE),
                                          has_observed ? ot_word(d, OT_SAY_CHART_FAN_OBSERVED) : "",
                                          p->draws, p->last_year);
    if (has_wanted) text = ot_say2(d, OT_SAY_CHART_WANTED_SOURCE, text, "");
    return ot_chart_cite(d, v, text);
}

void ot_arrange_fan(ot_document *d, const ot_parts *parts, size_t i) {
    const ot_chart_view v = ot_chart_view_of(parts, 0, i);
    ot_chart *chart = ot_chart_begin(d, &v, "fan");
    if (!chart) return;
    chart->title = ot_chart_label(d, &v);
    chart->subtitle = ot_chart_subtitle(d, parts->projection, v.k, chart->unit);
    describe(d, chart, &v);
    ot_chart_band(d, chart, &v, WIDE, OT_ROLE_FAN, 2, "95%");
    ot_chart_band(d, chart, &v, MIDDLE, OT_ROLE_FAN, 1, "80%");
    ot_chart_band(d, chart, &v, NARROW, OT_ROLE_FAN, 0, "50%");
    const size_t n_observed = ot_chart_history(d, chart, &v);
    ot_chart_median(d, chart, &v, 0, ot_word(d, OT_SAY_CHART_MEDIAN));
    const size_t n_wanted = ot_chart_wanted(d, chart, &v);
    ot_chart_assumed(d, chart, &v);
    chart->source = say_source(d, &v, n_observed > 0, n_wanted > 0);
    ot_chart_note_own(d, chart);
}

void ot_arrange_fans(ot_document *d, const ot_parts *parts) {
    for (size_t i = 0; i < parts->projection->n_indicators; i++)
        if (ot_parts_show_indicator(parts, parts->projection->indicator[i].indicator))
            ot_arrange_fan(d, parts, i);
}

/* Targets of a small picture have no words: the mark of the model's own is behind its title. */
static void mark_own(ot_document *d, ot_chart *panel) {
    for (const ot_layer *layer = panel->first; layer; layer = layer->next)
        for (size_t i = 0; layer->kind == OT_LAYER_TARGET && i < layer->n; i++) {
            if (!layer->text[i] || !strstr(layer->text[i], OT_OWN_MARK)) continue;
            panel->title = ot_document_format(d, "%s" OT_OWN_MARK, panel->title);
            return;
        }
}

static void put_panel(ot_document *d, ot_chart *chart, const ot_parts *parts, size_t i) {
    const ot_chart_view v = ot_chart_view_of(parts, 0, i);
    ot_chart *panel = ot_chart_panel(d, chart, OT_CHART_YEARS);
    if (!panel) return;
    panel->title = ot_chart_label(d, &v);
    panel->unit = ot_chart_unit(d, v.parts->projection->model, ot_chart_facts(&v)->indicator);
    panel->decimals = v.decimals;
    ot_chart_band(d, panel, &v, WIDE, OT_ROLE_FAN, 2, NULL);
    ot_chart_band(d, panel, &v, NARROW, OT_ROLE_FAN, 0, NULL);
    (void)ot_chart_history(d, panel, &v);
    ot_chart_median(d, panel, &v, 0, NULL);
    (void)ot_chart_wanted(d, panel, &v);
    mark_own(d, panel);
}

typedef struct chart_sheet { /* one of several pictures */
    size_t at, n;
} chart_sheet;

static void name_multiples(ot_document *d, ot_chart *chart, const ot_projection *p, chart_sheet s,
                           size_t n_panels) {
    const char *years = ot_say_years(d, p->first_year, p->last_year);
    chart->n_columns = COLUMNS;
    chart->title = ot_say2(d, OT_SAY_CHART_MULTIPLES_TITLE, years, "");
    if (s.n > 1)
        chart->title =
            ot_document_format(d, ot_word(d, OT_SAY_CHART_SHEET), chart->title, s.at + 1, s.n);
    chart->subtitle = ot_chart_subtitle(d, p, 0, "");
    chart->description =
        ot_document_format(d, ot_word(d, OT_SAY_CHART_MULTIPLES_DESCRIPTION), n_panels);
    chart->source =
        ot_document_format(d, ot_word(d, OT_SAY_CHART_MULTIPLES_SOURCE), p->draws, p->last_year);
    ot_chart_note_own(d, chart);
}

/* Indicators row[0..n), in whole rows. */
static void arrange_sheet(ot_document *d, const ot_parts *parts, chart_sheet s, const size_t *row,
                          size_t n) {
    ot_chart *chart =
        ot_document_chart(d, OT_CHART_PANELS,
                          s.n > 1 ? ot_document_format(d, "multiples-%zu", s.at + 1) : "multiples");
    if (!chart) return;
    for (size_t i = 0; i < n; i++)
        put_panel(d, chart, parts, row[i]);
    name_multiples(d, chart, parts->projection, s, n);
}

void ot_arrange_multiples(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->projection;
    size_t *row = ot_arena_alloc(d->arena, p->n_indicators + 1, sizeof *row), n = 0;
    if (!row) d->failed = 1;
    for (size_t i = 0; row && i < p->n_indicators; i++)
        if (ot_parts_show_indicator(parts, p->indicator[i].indicator)) row[n++] = i;
    const size_t n_rows = (n + COLUMNS - 1) / COLUMNS;
    chart_sheet s = {.n = (n_rows + MOST_ROWS - 1) / MOST_ROWS};
    size_t from = 0;
    for (; s.at < s.n; s.at++) { /* as even as rows allow, the first ones longer */
        const size_t end = COLUMNS * (((s.at + 1) * n_rows + s.n - 1) / s.n);
        arrange_sheet(d, parts, s, row + from, (end < n ? end : n) - from);
        from = end;
    }
}
