/* The scenarios side by side: what each is, its indicators in the last year, its groups of targets.
 */
#include <math.h>

#include "report/arrange/arrange.h"
#include "report/words/review_words.h"
#include "report/words/words.h"

static const char CONDITIONAL[] = "\xE2\x80\xA0";

static void say_scenarios(ot_document *d, const ot_projection *p) {
    for (size_t k = 0; k < p->n_cases; k++) {
        const ot_model_scenario *s = &p->model->scenario[p->c[k].scenario];
        const char *name = ot_document_format(d, "%s%s", s->spec->label.text[d->language],
                                              s->is_conditional ? CONDITIONAL : "");
        const char *note = ot_say_remark(d, &s->spec->note);
        ot_document_text(d, OT_ELEMENT_ITEM, *note ? ot_say2(d, OT_SAY_PAIR, name, note) : name);
    }
}

static int put_indicator(ot_document *d, ot_grid *grid, const ot_parts *parts, size_t i, size_t t) {
    const ot_projection *p = parts->projection;
    const ot_indicator_facts *facts = &p->indicator[i];
    int has_marks = 0;
    ot_grid_row(d, grid);
    ot_grid_text(d, grid,
                 ot_document_format(
                     d, "%s%s", p->model->indicator[facts->indicator].spec->label.text[d->language],
                     ot_say_base_mark(p->model, facts->indicator)));
    ot_grid_text(d, grid, ot_say_unit(d, p->model, facts->indicator));
    for (size_t k = 0; k < p->n_cases; k++) {
        const ot_indicator_result *r = &p->c[k].indicator[i];
        has_marks |= ot_arrange_band(d, grid, &r->year[t], ot_level_decimals(parts, p, facts, r));
    }
    return has_marks;
}

static int arrange_year(ot_document *d, const ot_parts *parts, int year) {
    const ot_projection *p = parts->projection;
    int has_marks = 0;
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_caption(grid, ot_document_format(d, ot_word(d, OT_SAY_PAGE_IN_YEAR), year));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_INDICATOR));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_UNIT));
    for (size_t k = 0; k < p->n_cases; k++)
        ot_grid_column(d, grid, OT_COLUMN_BAND, ot_say_scenario(d, p->model, p->c[k].scenario));
    for (size_t i = 0; i < p->n_indicators; i++)
        if (ot_parts_show_indicator(parts, p->indicator[i].indicator))
            has_marks |= put_indicator(d, grid, parts, i, (size_t)(year - p->first_year));
    return has_marks;
}

static int has_base_mark(const ot_parts *parts) {
    const ot_projection *p = parts->projection;
    for (size_t i = 0; i < p->n_indicators; i++) {
        const size_t indicator = p->indicator[i].indicator;
        if (ot_parts_show_indicator(parts, indicator) && *ot_say_base_mark(p->model, indicator))
            return 1;
    }
    return 0;
}

void ot_arrange_scenarios(ot_document *d, const ot_parts *parts) {
    say_scenarios(d, parts->projection);
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_PAGE_SIDE_HEADING);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_PAGE_BAND_LEGEND);
    /* The years before stand with each indicator. */
    if (arrange_year(d, parts, ot_parts_last(parts)))
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_MARK_NOTE);
    if (has_base_mark(parts)) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_ASSUMED_FROM_NOTE);
    ot_arrange_not_projected(d, parts);
}
