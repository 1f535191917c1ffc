/* "outturn.multipliers/1". Keys and their order are a contract: docs/reference/results.md. */
#include "assess/multipliers.h"
#include "report/arrange/arrange.h"
#include "report/arrange/inputs.h"
#include "report/words/words.h"

/* Of an indicator, to a change of input k in projected year y. */
static void response(ot_json *json, const ot_parts *parts, size_t i, size_t k, size_t y) {
    const ot_multipliers *x = parts->multipliers;
    const int first = x->model->first_year;
    const size_t last = (size_t)(ot_parts_last(parts) - first);
    ot_json_object(json, NULL);
    ot_json_integer(json, "shock_year", first + (int)y);
    ot_json_list(json, "years");
    for (size_t t = y; t <= last; t++) {
        ot_json_object(json, NULL);
        ot_json_integer(json, "year", first + (int)t);
        ot_json_number(json, "multiplier", ot_multiplier_at(x, i, t, k, y));
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
    ot_json_number(json, "sum", ot_multiplier_sum(x, i, k, y, last));
    ot_json_close_object(json);
}

static void indicator(ot_json *json, const ot_parts *parts, size_t i, size_t k) {
    const ot_multipliers *x = parts->multipliers;
    ot_json_object(json, NULL);
    ot_json_text(json, "id", x->model->indicator[i].spec->id);
    ot_json_label(json, "label", x->model->indicator[i].spec->label.text);
    ot_json_text(json, "unit", ot_unit_of_indicator(x->model, i));
    ot_json_list(json, "responses");
    for (int year = ot_parts_first(parts); year <= ot_parts_last(parts); year++)
        response(json, parts, i, k, (size_t)(year - x->model->first_year));
    ot_json_close_list(json);
    ot_json_close_object(json);
}

static void shock(ot_json *json, const ot_parts *parts, size_t k) {
    const ot_multipliers *x = parts->multipliers;
    const ot_exogenous *input = &x->exogenous[k];
    ot_json_object(json, NULL);
    ot_json_text(json, "name", x->name[k]);
    ot_json_text(json, "kind", ot_input_kind_name(input));
    ot_json_label(json, "label", ot_exogenous_label(x->model, input)->text);
    ot_json_text(json, "unit", ot_input_unit(x->model, input));
    ot_json_list(json, "indicators");
    for (size_t i = 0; i < x->model->n_indicators; i++)
        if (x->model->indicator[i].is_projected && ot_parts_show_indicator(parts, i))
            indicator(json, parts, i, k);
    ot_json_close_list(json);
    ot_json_close_object(json);
}

void ot_json_multipliers(ot_json *json, const ot_parts *parts) {
    const ot_multipliers *x = parts->multipliers;
    ot_json_text(json, "model", x->model->spec->id);
    ot_json_text(json, "mode", ot_mode_name(x->path->mode));
    ot_json_scenario(json, "scenario", x->model, x->path->c->scenario);
    ot_json_integer(json, "first_year", x->model->first_year);
    ot_json_integer(json, "last_year", x->model->last_year);
    ot_json_list(json, "shocks");
    for (size_t k = 0; k < x->n; k++)
        shock(json, parts, k);
    ot_json_close_list(json);
    ot_json_text(json, "version", OUTTURN_VERSION);
    ot_json_notes(json, parts->notes);
}
