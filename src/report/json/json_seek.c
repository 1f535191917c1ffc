/* "outturn.seek/1". Keys and their order are a contract: docs/reference/results.md. */
#include "assess/seek.h"
#include "report/arrange/arrange.h"
#include "report/arrange/inputs.h"
#include "report/words/words.h"

static void goal(ot_json *json, const ot_model *m, const ot_seek_goal *g) {
    ot_json_object(json, NULL);
    ot_json_text(json, "indicator", m->indicator[g->indicator].spec->id);
    ot_json_label(json, "label", m->indicator[g->indicator].spec->label.text);
    ot_json_text(json, "unit", ot_unit_of_indicator(m, g->indicator));
    ot_json_integer(json, "year", ot_model_year(m, g->slot));
    ot_json_number(json, "wanted", g->wanted);
    ot_json_number(json, "before", g->before);
    ot_json_number(json, "reached", g->reached);
    ot_json_close_object(json);
}

static void instrument(ot_json *json, const ot_model *m, const ot_seek_unknown *u) {
    ot_json_object(json, NULL);
    ot_json_text(json, "name", u->name);
    ot_json_text(json, "kind", ot_input_kind_name(&u->exogenous));
    ot_json_label(json, "label", ot_exogenous_label(m, &u->exogenous)->text);
    ot_json_text(json, "unit", ot_input_unit(m, &u->exogenous));
    ot_json_integer(json, "year", ot_model_year(m, u->slot));
    ot_json_number(json, "weight", u->weight);
    ot_json_number(json, "before", u->before);
    ot_json_number(json, "after", u->after);
    ot_json_number(json, "change", u->change);
    ot_json_number(json, "change_percent", u->relative);
    ot_json_close_object(json);
}

void ot_json_seek(ot_json *json, const ot_parts *parts) {
    static const char *const KIND[] = {"square", "least_change", "least_squares"};
    const ot_seek *s = parts->seek;
    ot_json_text(json, "model", s->model->spec->id);
    ot_json_scenario(json, "scenario", s->model, s->scenario);
    ot_json_integer(json, "first_year", s->model->first_year);
    ot_json_integer(json, "last_year", s->model->last_year);
    ot_json_text(json, "kind", KIND[s->kind]);
    ot_json_list(json, "goals");
    for (size_t i = 0; i < s->n_goals; i++)
        goal(json, s->model, &s->goal[i]);
    ot_json_close_list(json);
    ot_json_list(json, "instruments");
    for (size_t j = 0; j < s->n_unknowns; j++)
        instrument(json, s->model, &s->unknown[j]);
    ot_json_close_list(json);
    ot_json_integer(json, "iterations", s->n_iterations);
    ot_json_number(json, "largest_miss", s->miss);
    ot_json_text(json, "version", OUTTURN_VERSION);
    ot_json_notes(json, parts->notes);
}
