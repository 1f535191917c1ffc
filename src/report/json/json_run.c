/* "outturn.run/1". Keys and their order are a contract: docs/reference/results.md. */
#include <math.h>

#include "base/number.h"
#include "report/arrange/arrange.h"
#include "report/words/words.h"

static void quantiles(ot_json *json, const char *key, const ot_projection *p, const double *value) {
    ot_json_object(json, key);
    for (size_t q = 0; q < p->n_quantiles; q++) {
        if (!ot_projection_asks(p, q)) continue;
        char text[OT_NUMBER_SIZE];
        ot_number_shortest(p->quantile[q], text);
        ot_json_number(json, text, value[q]);
    }
    ot_json_close_object(json);
}

static void year_result(ot_json *json, const ot_projection *p, const ot_year_result *y) {
    ot_json_object(json, NULL);
    ot_json_integer(json, "year", y->year);
    ot_json_number(json, "median", y->median);
    ot_json_number(json, "mean", y->mean);
    ot_json_number(json, "sd", y->sd);
    quantiles(json, "quantiles", p, y->quantile);
    ot_json_unsigned(json, "nonfinite", y->nonfinite);
    quantiles(json, "quantile_errors", p, y->quantile_error);
    ot_json_boolean(json, "held", y->is_held);
    ot_json_object(json, "growth");
    ot_json_number(json, "median", y->growth);
    ot_json_number(json, "low", y->growth_low);
    ot_json_number(json, "high", y->growth_high);
    ot_json_close_object(json);
    ot_json_close_object(json);
}

static void indicator(ot_json *json, const ot_parts *parts, size_t k, size_t i) {
    const ot_projection *p = parts->projection;
    const ot_indicator_facts *f = &p->indicator[i];
    const ot_indicator_spec *spec = p->model->indicator[f->indicator].spec;
    ot_json_object(json, NULL);
    ot_json_text(json, "id", spec->id);
    ot_json_label(json, "label", spec->label.text);
    ot_json_text(json, "unit", ot_unit_of_indicator(p->model, f->indicator));
    ot_json_list(json, "years");
    for (size_t t = 0; t < p->n_years; t++) {
        const ot_year_result *y = &p->c[k].indicator[i].year[t];
        if (ot_parts_show(parts, y->year)) year_result(json, p, y);
    }
    ot_json_close_list(json);
    ot_json_text(json, "growth_unit", f->is_rate ? "points" : "percent");
    ot_json_object(json, "last_observed");
    if (f->last_year)
        ot_json_integer(json, "year", f->last_year);
    else
        ot_json_text(json, "year", NULL);
    ot_json_number(json, "value", f->last_value);
    ot_json_boolean(json, "assumed", f->is_assumed);
    ot_json_number(json, "sd", f->is_assumed ? f->last_sd : (double)NAN);
    ot_json_close_object(json);
    ot_json_close_object(json);
}

void ot_json_target(ot_json *json, const ot_model *m, const ot_model_target *t) {
    ot_json_text(json, "id", t->id);
    ot_json_text(json, "indicator", m->indicator[t->indicator].spec->id);
    ot_json_text(json, "measure", ot_measure_name(t->measure));
    ot_json_integer(json, "year", t->year);
    ot_json_text(json, "relation", ot_target_relation_name(t->relation));
    ot_json_number(json, "value", ot_target_value(m, t));
}

/* What a target says besides the keys above. */
static void target_details(ot_json *json, const ot_model *m, const ot_model_target *t) {
    ot_json_label(json, "label", t->label.text);
    ot_json_text(json, "unit", ot_unit_of_target(m, t));
    if (t->from) ot_json_integer(json, "from", t->from);
    if (t->relation == OT_TARGET_WITHIN) ot_json_number(json, "high", ot_target_high(m, t));
    if (t->relation == OT_TARGET_ABOUT) {
        ot_json_number(json, "tolerance", ot_target_tolerance(m, t));
        ot_json_text(json, "wanted", ot_wanted_name(t->wanted));
    }
    ot_json_boolean(json, "assumed_year", t->is_assumed_year);
    ot_json_text(json, "kind", t->kind);
    ot_json_text(json, "statement", t->statement ? t->statement->id : NULL);
    ot_json_text(json, "wording", t->statement ? t->wording : NULL);
}

static const char *const NEVER_FINITE[OT_N_LANGUAGES] = {"its quantity is not finite in any draw",
                                                         "所评数量在所有抽样中均不是有限数"};

static void target(ot_json *json, const ot_projection *p, const ot_target_result *r) {
    const ot_model_target *t = &p->model->target[r->target];
    ot_json_object(json, NULL);
    ot_json_target(json, p->model, t);
    ot_json_number(json, "probability", r->probability);
    ot_json_number(json, "mcse", r->mcse);
    ot_json_number(json, "expected_shortfall", r->expected_shortfall);
    ot_json_unsigned(json, "met", r->met);
    ot_json_unsigned(json, "nonfinite", r->nonfinite);
    if (r->nonfinite == r->n) ot_json_label(json, "not_judged_because", NEVER_FINITE);
    target_details(json, p->model, t);
    ot_json_close_object(json);
}

void ot_json_group(ot_json *json, const ot_projection *p, const ot_group_result *r) {
    const ot_group *g = &p->model->group[r->group];
    ot_json_object(json, NULL);
    if (g->year)
        ot_json_integer(json, "year", g->year);
    else
        ot_json_text(json, "year", NULL);
    ot_json_text(json, "group", g->name);
    ot_json_unsigned(json, "targets", r->n_targets);
    if (r->n_left_out > 0) ot_json_unsigned(json, "left_out", r->n_left_out);
    ot_json_number(json, "probability", r->probability);
    ot_json_number(json, "mcse", r->mcse);
    ot_json_object(json, "met");
    ot_json_number(json, "median", r->met_median);
    ot_json_number(json, "low", r->met_low);
    ot_json_number(json, "high", r->met_high);
    ot_json_close_object(json);
    ot_json_label(json, "label", g->label.text);
    ot_json_close_object(json);
}

static void scenario(ot_json *json, const ot_parts *parts, size_t k) {
    const ot_projection *p = parts->projection;
    const ot_case_result *c = &p->c[k];
    const ot_model_scenario *s = &p->model->scenario[c->scenario];
    ot_json_object(json, NULL);
    ot_json_text(json, "id", s->spec->id);
    ot_json_label(json, "label", s->spec->label.text);
    ot_json_list(json, "indicators");
    for (size_t i = 0; i < p->n_indicators; i++)
        if (ot_parts_show_indicator(parts, p->indicator[i].indicator)) indicator(json, parts, k, i);
    ot_json_close_list(json);
    ot_json_list(json, "targets");
    for (size_t j = 0; j < p->n_targets; j++)
        if (ot_parts_show_target(parts, &p->model->target[p->target[j]]))
            target(json, p, &c->target[j]);
    ot_json_close_list(json);
    ot_json_list(json, "joint");
    for (size_t g = 0; g < p->n_groups; g++)
        if (ot_parts_show_group(parts, p->group[g])) ot_json_group(json, p, &c->group[g]);
    ot_json_close_list(json);
    ot_json_boolean(json, "conditional", s->is_conditional);
    ot_json_unsigned(json, "unsolved", c->unsolved);
    ot_json_close_object(json);
}

void ot_json_run(ot_json *json, const ot_parts *parts) {
    const ot_projection *p = parts->projection;
    ot_json_text(json, "model", p->model->spec->id);
    ot_json_unsigned(json, "seed", p->seed);
    ot_json_unsigned(json, "draws", p->draws);
    ot_json_list(json, "scenarios");
    for (size_t k = 0; k < p->n_cases; k++)
        scenario(json, parts, k);
    ot_json_close_list(json);
    ot_json_text(json, "executor", p->executor);
    ot_json_text(json, "sampling", ot_sampling_word(p->sampling));
    ot_json_text(json, "version", OUTTURN_VERSION);
    ot_json_label(json, "title", p->model->spec->title.text);
    ot_json_not_projected(json, parts);
    ot_json_unjudged(json, parts);
    ot_json_notes(json, parts->notes);
}
