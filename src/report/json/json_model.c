/* "outturn.check/1". */
#include "report/arrange/arrange.h"
#include "report/words/words.h"

static void equation(ot_json *json, const ot_model *m, const ot_form *form) {
    const ot_model_indicator *x = &m->indicator[form->indicator];
    ot_json_object(json, NULL);
    ot_json_text(json, "indicator", x->spec->id);
    ot_json_label(json, "label", x->spec->label.text);
    ot_json_text(json, "unit", ot_unit_of_indicator(m, form->indicator));
    ot_json_text(json, "kind", ot_form_kind_name(m, form));
    if (x->base_year)
        ot_json_integer(json, "base_year", x->base_year);
    else
        ot_json_text(json, "base_year", NULL);
    ot_json_text(json, "equation", form->equation->text.s);
    ot_json_close_object(json);
}

static void scenario(ot_json *json, const ot_model *m, size_t s) {
    ot_json_object(json, NULL);
    ot_json_text(json, "id", m->scenario[s].spec->id);
    ot_json_label(json, "label", m->scenario[s].spec->label.text);
    ot_json_boolean(json, "conditional", m->scenario[s].is_conditional);
    ot_json_list(json, "equations"); /* in solution order */
    for (size_t i = 0; i < m->scenario[s].n_order; i++)
        equation(json, m, m->scenario[s].form[m->scenario[s].order[i]]);
    ot_json_close_list(json);
    ot_json_close_object(json);
}

static void unused(ot_json *json, const ot_parts *parts) {
    ot_json_list(json, "unused");
    for (size_t i = 0; i < ot_table_count(parts->table); i++) {
        const ot_observation *o = ot_table_at(parts->table, i);
        if (!ot_observation_is_unused(parts->model, o)) continue;
        ot_json_object(json, NULL);
        ot_json_text(json, "file", o->file);
        ot_json_integer(json, "line", o->line);
        ot_json_text(json, "series", o->series);
        ot_json_text(json, "area", o->area);
        ot_json_integer(json, "year", o->year);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
}

void ot_json_check(ot_json *json, const ot_parts *parts) {
    const ot_model *m = parts->model;
    ot_json_text(json, "model", m->spec->id);
    ot_json_label(json, "title", m->spec->title.text);
    ot_json_integer(json, "first_year", m->first_year);
    ot_json_integer(json, "last_year", m->last_year);
    ot_json_list(json, "scenarios");
    for (size_t s = 0; s < m->n_scenarios; s++)
        scenario(json, m, s);
    ot_json_close_list(json);
    ot_json_list(json, "targets");
    for (size_t j = 0; j < m->n_targets; j++) {
        if (m->target[j].reason[0]) continue;
        ot_json_object(json, NULL);
        ot_json_target(json, m, &m->target[j]);
        ot_json_label(json, "label", m->target[j].label.text);
        ot_json_text(json, "unit", ot_unit_of_target(m, &m->target[j]));
        ot_json_boolean(json, "assumed_year", m->target[j].is_assumed_year);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
    ot_json_not_projected(json, parts);
    ot_json_unjudged(json, parts);
    if (parts->lists_unused) unused(json, parts);
    if (parts->lists_order) ot_json_order(json, m);
    ot_json_notes(json, parts->notes);
}
