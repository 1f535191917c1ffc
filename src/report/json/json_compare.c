/* "outturn.compare/1". */
#include "assess/comparison.h"
#include "report/arrange/arrange.h"
#include "report/words/words.h"

static void year_difference(ot_json *json, const ot_difference_result *r) {
    ot_json_object(json, NULL);
    ot_json_integer(json, "year", r->year);
    ot_json_number(json, "median_a", r->median_a);
    ot_json_number(json, "median_b", r->median_b);
    ot_json_number(json, "relative", r->relative);
    ot_json_object(json, "difference");
    ot_json_number(json, "median", r->median);
    ot_json_number(json, "low", r->low);
    ot_json_number(json, "high", r->high);
    ot_json_number(json, "mean", r->mean);
    ot_json_close_object(json);
    ot_json_number(json, "share_above", r->share_above);
    ot_json_number(json, "share_above_mcse", r->share_above_mcse);
    ot_json_number(json, "share_equal", r->share_equal);
    ot_json_unsigned(json, "nonfinite", r->nonfinite);
    ot_json_number(json, "relative_low", r->relative_low);
    ot_json_number(json, "relative_high", r->relative_high);
    ot_json_close_object(json);
}

static void indicator(ot_json *json, const ot_parts *parts, size_t i) {
    const ot_comparison *c = parts->comparison;
    const ot_projection *p = c->projection;
    const size_t row = p->indicator[i].indicator;
    ot_json_object(json, NULL);
    ot_json_text(json, "id", p->model->indicator[row].spec->id);
    ot_json_label(json, "label", p->model->indicator[row].spec->label.text);
    ot_json_text(json, "unit", ot_unit_of_indicator(p->model, row));
    ot_json_list(json, "years");
    for (size_t t = 0; t < p->n_years; t++)
        if (ot_parts_show(parts, c->indicator[i][t].year))
            year_difference(json, &c->indicator[i][t]);
    ot_json_close_list(json);
    ot_json_close_object(json);
}

static void probabilities(ot_json *json, const ot_probability_difference *r) {
    ot_json_number(json, "probability_a", r->a);
    ot_json_number(json, "probability_b", r->b);
    ot_json_number(json, "difference", r->difference);
    ot_json_number(json, "mcse", r->mcse);
    ot_json_unsigned(json, "differing", r->differing);
}

static void targets(ot_json *json, const ot_parts *parts) {
    const ot_comparison *c = parts->comparison;
    const ot_projection *p = c->projection;
    ot_json_list(json, "targets");
    for (size_t j = 0; j < p->n_targets; j++) {
        const ot_model_target *t = &p->model->target[p->target[j]];
        if (!ot_parts_show_target(parts, t)) continue;
        ot_json_object(json, NULL);
        ot_json_target(json, p->model, t);
        probabilities(json, &c->target[j]);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
}

static void groups(ot_json *json, const ot_parts *parts) {
    const ot_comparison *c = parts->comparison;
    const ot_projection *p = c->projection;
    ot_json_list(json, "joint");
    for (size_t g = 0; g < p->n_groups; g++) {
        const ot_group *group = &p->model->group[p->group[g]];
        if (!ot_parts_show_group(parts, p->group[g])) continue;
        ot_json_object(json, NULL);
        if (group->year)
            ot_json_integer(json, "year", group->year);
        else
            ot_json_text(json, "year", NULL);
        ot_json_text(json, "group", group->name);
        ot_json_unsigned(json, "targets", p->c[0].group[g].n_targets);
        probabilities(json, &c->group[g]);
        ot_json_label(json, "label", group->label.text);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
}

static void scenario(ot_json *json, const char *key, const ot_projection *p, size_t k) {
    const ot_model_scenario *s = &p->model->scenario[p->c[k].scenario];
    ot_json_object(json, key);
    ot_json_text(json, "id", s->spec->id);
    ot_json_label(json, "label", s->spec->label.text);
    ot_json_boolean(json, "conditional", s->is_conditional);
    ot_json_close_object(json);
}

void ot_json_compare(ot_json *json, const ot_parts *parts) {
    const ot_projection *p = parts->comparison->projection;
    ot_json_text(json, "model", p->model->spec->id);
    ot_json_unsigned(json, "seed", p->seed);
    ot_json_unsigned(json, "draws", p->draws);
    scenario(json, "a", p, 0);
    scenario(json, "b", p, 1);
    ot_json_list(json, "indicators");
    for (size_t i = 0; i < p->n_indicators; i++)
        if (ot_parts_show_indicator(parts, p->indicator[i].indicator)) indicator(json, parts, i);
    ot_json_close_list(json);
    targets(json, parts);
    groups(json, parts);
    ot_json_text(json, "executor", p->executor);
    ot_json_text(json, "sampling", ot_sampling_word(p->sampling));
    ot_json_text(json, "version", OUTTURN_VERSION);
    ot_json_notes(json, parts->notes);
}
