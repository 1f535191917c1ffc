/* The report of a check: what the model says, in the order in which it is solved. */
#include <string.h>

#include "report/arrange/arrange.h"
#include "report/words/words.h"

static void equation_columns(ot_document *d, ot_grid *grid) {
    static const ot_message HEADING[] = {OT_SAY_INDICATOR, OT_SAY_UNIT, OT_SAY_KIND,
                                         OT_SAY_BASE_YEAR, OT_SAY_EQUATION};
    for (size_t i = 0; i < sizeof HEADING / sizeof *HEADING; i++)
        ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, HEADING[i]));
}

static void put_equation(ot_document *d, ot_grid *grid, const ot_model *m, const ot_form *form) {
    const ot_model_indicator *x = &m->indicator[form->indicator];
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, x->spec->label.text[d->language]);
    ot_grid_text(d, grid, ot_say_unit(d, m, form->indicator));
    ot_grid_text(d, grid, ot_word(d, ot_form_kind_word(m, form)));
    const char *mark = x->is_start_used ? OT_APPROXIMATELY : "";
    ot_grid_text(d, grid, x->base_year ? ot_document_format(d, "%s%d", mark, x->base_year) : "-");
    ot_grid_text(d, grid, ot_say_equation(d, m, form));
}

static void arrange_equations(ot_document *d, const ot_model *m) {
    const ot_model_scenario *s = &m->scenario[0];
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_EQUATIONS_HEADING, ot_say_named_scenario(d, m, 0),
                    s->n_order);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    equation_columns(d, grid);
    for (size_t i = 0; i < s->n_order; i++)
        put_equation(d, grid, m, s->form[s->order[i]]);
    int has_assumed = 0;
    for (size_t i = 0; i < s->n_order; i++)
        has_assumed |= m->indicator[s->order[i]].is_start_used;
    if (has_assumed) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_ASSUMED_BASE_NOTE);
}

static int is_changed(const ot_model *m, const ot_form *form) {
    return m->scenario[0].form[form->indicator] != form;
}

static void arrange_changed(ot_document *d, const ot_model *m) {
    size_t n = 0;
    for (size_t f = 0; f < m->n_forms; f++)
        n += is_changed(m, m->form[f]) != 0;
    if (n == 0) return;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_CHANGED_HEADING, n);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    equation_columns(d, grid);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_SCENARIO));
    for (size_t f = 0; f < m->n_forms; f++) {
        if (!is_changed(m, m->form[f])) continue;
        put_equation(d, grid, m, m->form[f]);
        ot_grid_text(d, grid, ot_say_form_scenarios(d, m, m->form[f]));
    }
}

static size_t n_judged(const ot_model *m) {
    size_t n = 0;
    for (size_t j = 0; j < m->n_targets; j++)
        n += m->target[j].reason[0] == NULL;
    return n;
}

static void arrange_targets(ot_document *d, const ot_model *m) {
    static const ot_message HEADING[] = {OT_SAY_YEAR, OT_SAY_TARGET, OT_SAY_WANTED};
    int has_assumed = 0;
    if (n_judged(m) == 0) return;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_JUDGED_HEADING, n_judged(m));
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    for (size_t i = 0; i < sizeof HEADING / sizeof *HEADING; i++)
        ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, HEADING[i]));
    for (size_t j = 0; j < m->n_targets; j++) {
        const ot_model_target *t = &m->target[j];
        if (t->reason[0]) continue;
        has_assumed |= t->is_assumed_year;
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, ot_say_target_year(d, t));
        ot_grid_text(d, grid, t->label.text[d->language]);
        ot_grid_text(d, grid, ot_say_target(d, m, t));
    }
    if (has_assumed) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_ASSUMED_NOTE);
}

static void arrange_unused(ot_document *d, const ot_parts *parts) {
    size_t n = 0;
    for (size_t i = 0; i < ot_table_count(parts->table); i++)
        n += ot_observation_is_unused(parts->model, ot_table_at(parts->table, i)) != 0;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_UNUSED_HEADING, n);
    for (size_t i = 0; i < ot_table_count(parts->table); i++) {
        const ot_observation *o = ot_table_at(parts->table, i);
        if (ot_observation_is_unused(parts->model, o))
            ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_UNUSED_ITEM, o->file, o->line, o->series,
                            *o->area ? o->area : "-", o->year);
    }
}

static void arrange_data(ot_document *d, const ot_model *m) {
    static const char *const NAMES[] = {"order", "indicator", "label",    "unit",
                                        "kind",  "base_year", "equation", "scenarios"};
    ot_grid *grid = ot_document_grid(d, "equations", 1);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        ot_grid_column(d, grid, OT_COLUMN_TEXT, NAMES[i]);
    for (size_t s = 0; s < m->n_scenarios; s++)
        for (size_t i = 0; i < m->scenario[s].n_order; i++) {
            const ot_form *form = m->scenario[s].form[m->scenario[s].order[i]];
            if (s > 0 && m->scenario[0].form[form->indicator] == form) continue;
            const ot_model_indicator *x = &m->indicator[form->indicator];
            ot_grid_row(d, grid);
            ot_grid_number(d, grid, (double)(i + 1), OT_DECIMALS_SHORTEST);
            ot_grid_text(d, grid, x->spec->id);
            ot_grid_text(d, grid, x->spec->label.text[d->language]);
            ot_grid_text(d, grid, ot_unit_of_indicator(m, form->indicator));
            ot_grid_text(d, grid, ot_form_kind_name(m, form));
            ot_grid_text(d, grid, x->base_year ? ot_document_format(d, "%d", x->base_year) : "");
            ot_grid_text(d, grid, form->equation->text.s);
            ot_grid_text(d, grid,
                         s == 0 ? ot_form_scenarios(d, m, form, NULL) : m->scenario[s].spec->id);
        }
}

static void arrange_unused_data(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"file", "line", "series", "area", "year"};
    ot_grid *grid = ot_document_grid(d, "unused", 1);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        ot_grid_column(d, grid, OT_COLUMN_TEXT, NAMES[i]);
    for (size_t i = 0; i < ot_table_count(parts->table); i++) {
        const ot_observation *o = ot_table_at(parts->table, i);
        if (!ot_observation_is_unused(parts->model, o)) continue;
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, o->file);
        ot_grid_number(d, grid, o->line, OT_DECIMALS_SHORTEST);
        ot_grid_text(d, grid, o->series);
        ot_grid_text(d, grid, o->area);
        ot_grid_number(d, grid, o->year, OT_DECIMALS_SHORTEST);
    }
}

void ot_arrange_check(ot_document *d, const ot_parts *parts) {
    const ot_model *m = parts->model;
    ot_document_text(d, OT_ELEMENT_TITLE, m->spec->title.text[d->language]);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_MODEL_LINE, m->spec->id,
                    ot_say_years(d, m->first_year, m->last_year));
    arrange_equations(d, m);
    arrange_changed(d, m);
    if (parts->lists_order) ot_arrange_order(d, m);
    ot_arrange_not_projected(d, parts);
    arrange_targets(d, m);
    ot_arrange_unjudged(d, parts);
    ot_arrange_unjudged_list(d, parts);
    if (parts->lists_unused) arrange_unused(d, parts);
    ot_arrange_notes(d, parts->notes);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_CHECK_DONE, m->n_indicators, m->n_drivers,
                    m->n_scenarios, m->n_targets, n_judged(m));
    arrange_data(d, m);
    if (parts->lists_order) ot_arrange_order_data(d, m);
    ot_arrange_unjudged_data(d, parts);
    if (parts->lists_unused) arrange_unused_data(d, parts);
}
