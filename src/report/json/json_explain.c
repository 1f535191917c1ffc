/* "outturn.explain/1". Keys and their order are a contract: docs/reference/results.md. */
#include "assess/attribution.h"
#include "report/arrange/arrange.h"
#include "report/arrange/inputs.h"
#include "report/words/words.h"

static size_t projected(const ot_attribution *x, int year) {
    return (size_t)(year - x->model->first_year);
}

static void year(ot_json *json, const ot_attribution *x, int at) {
    const size_t y = projected(x, at);
    ot_json_object(json, NULL);
    ot_json_integer(json, "year", at);
    ot_json_number(json, "a", x->a[y]);
    ot_json_number(json, "b", x->b[y]);
    ot_json_number(json, "difference", x->difference[y]);
    ot_json_number(json, "sum", x->sum[y]);
    ot_json_number(json, "remainder", x->remainder[y]);
    ot_json_close_object(json);
}

static const char *id_of(const ot_model *m, const ot_change *c) {
    if (c->kind == OT_CHANGE_EQUATIONS) return NULL;
    return c->kind == OT_CHANGE_DRIVER ? m->driver[c->index].spec->id
                                       : m->indicator[c->index].spec->id;
}

static void contribution(ot_json *json, const ot_parts *parts, const ot_attribution *x, size_t k) {
    const ot_label *label = ot_change_label(x->model, &x->change[k]);
    ot_json_object(json, NULL);
    ot_json_text(json, "kind", ot_change_kind_name(x->change[k].kind));
    ot_json_text(json, "of", id_of(x->model, &x->change[k]));
    if (label)
        ot_json_label(json, "label", label->text);
    else
        ot_json_text(json, "label", NULL);
    ot_json_list(json, "years");
    for (int at = ot_parts_first(parts); at <= ot_parts_last(parts); at++) {
        ot_json_object(json, NULL);
        ot_json_integer(json, "year", at);
        ot_json_number(json, "contribution", x->contribution[k * x->n_years + projected(x, at)]);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
    ot_json_close_object(json);
}

static void indicator(ot_json *json, const ot_parts *parts, const ot_attribution *x) {
    const ot_indicator_spec *spec = x->model->indicator[x->indicator].spec;
    ot_json_object(json, NULL);
    ot_json_text(json, "id", spec->id);
    ot_json_label(json, "label", spec->label.text);
    ot_json_text(json, "unit", ot_unit_of_indicator(x->model, x->indicator));
    ot_json_text(json, "method", x->method == OT_ATTRIBUTION_SHAPLEY ? "shapley" : "integral");
    ot_json_unsigned(json, "paths", x->n_solved);
    ot_json_boolean(json, "exact", x->is_exact);
    ot_json_list(json, "contributions");
    for (size_t k = 0; k < x->n; k++)
        contribution(json, parts, x, k);
    ot_json_close_list(json);
    ot_json_list(json, "years");
    for (int at = ot_parts_first(parts); at <= ot_parts_last(parts); at++)
        year(json, x, at);
    ot_json_close_list(json);
    ot_json_close_object(json);
}

void ot_json_explain(ot_json *json, const ot_parts *parts) {
    ot_json_text(json, "model", parts->model->spec->id);
    if (parts->n_attributions > 0) {
        ot_json_scenario(json, "a", parts->model, parts->attribution[0]->scenario_a);
        ot_json_scenario(json, "b", parts->model, parts->attribution[0]->scenario_b);
    }
    ot_json_list(json, "indicators");
    for (size_t i = 0; i < parts->n_attributions; i++)
        indicator(json, parts, parts->attribution[i]);
    ot_json_close_list(json);
    ot_json_text(json, "version", OUTTURN_VERSION);
    ot_json_notes(json, parts->notes);
}
