/* "outturn.review/1". Keys and their order are a contract: docs/reference/results.md. */
#include <math.h>

#include "report/arrange/arrange.h"
#include "report/words/review_words.h"
#include "report/words/words.h"

static void year_or_null(ot_json *json, const char *key, int year) {
    if (year > 0)
        ot_json_integer(json, key, year);
    else
        ot_json_text(json, key, NULL);
}

static void rank(ot_json *json, const char *key, const ot_growth_rank *r) {
    ot_json_object(json, key);
    ot_json_unsigned(json, "n", r->n);
    ot_json_unsigned(json, "reached", r->n_reached);
    ot_json_number(json, "percentile", r->percentile);
    ot_json_close_object(json);
}

static void growth(ot_json *json, const ot_required_growth *g) {
    if (g->n_years == 0) {
        ot_json_text(json, "required_growth", NULL);
        return;
    }
    ot_json_object(json, "required_growth");
    ot_json_number(json, "a_year", g->growth);
    ot_json_number(json, "a_year_most", g->is_range ? g->ceiling : (double)NAN);
    ot_json_text(json, "unit", g->is_points ? "points" : "percent");
    ot_json_text(json, "bound", g->is_range ? "within" : g->is_most ? "at_most" : "at_least");
    ot_json_boolean(json, "of_flow", g->is_flow);
    ot_json_integer(json, "years", g->n_years);
    ot_json_integer(json, "base_year", g->base_year);
    ot_json_number(json, "base", g->base);
    ot_json_boolean(json, "base_assumed", g->is_base_assumed);
    rank(json, "own_history", &g->own);
    ot_json_text(json, "panel_series", g->series);
    ot_json_unsigned(json, "panel_areas", g->n_areas);
    rank(json, "panel", &g->panel);
    rank(json, "panel_after_like_growth", &g->alike);
    ot_json_close_object(json);
}

static void pace(ot_json *json, const ot_indicator_spec *spec, const ot_pace *x) {
    if (x->word == OT_PACE_NONE) return;
    ot_json_object(json, "pace");
    ot_json_text(json, "word", ot_pace_name(x->word));
    ot_json_integer(json, "year", x->year);
    ot_json_integer(json, "month", x->month ? x->month : 12);
    ot_json_number(json, "done", x->done);
    ot_json_number(json, "due", x->due);
    ot_json_number(json, "whole_year_at_this_pace", x->whole_year);
    if (x->month) ot_json_remark(json, "source", &spec->partial.source);
    ot_json_close_object(json);
}

static void contributions(ot_json *json, const ot_model *m, const ot_contributions *x) {
    if (x->n == 0) return;
    ot_json_object(json, "contributions");
    ot_json_number(json, "growth", x->growth);
    ot_json_list(json, "parts");
    for (size_t i = 0; i < x->n; i++) {
        ot_json_object(json, NULL);
        ot_json_text(json, "indicator", m->indicator[x->part[i].indicator].spec->id);
        ot_json_number(json, "points", x->part[i].points);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
    ot_json_close_object(json);
}

static void view(ot_json *json, const char *key, const ot_review_prior *v) {
    ot_json_object(json, key);
    ot_json_number(json, "probability", v->probability);
    ot_json_text(json, "verdict", ot_review_verdict_name(v->verdict));
    ot_json_close_object(json);
}

static void reach(ot_json *json, const char *key, const ot_model *m, const ot_reach *x) {
    static const char *const NAME[] = {"not_asked", "met_already", "found", "no_driver", "too_far"};
    if (x->state == OT_REACH_NOT_ASKED) return;
    ot_json_object(json, key);
    ot_json_text(json, "state", NAME[x->state]);
    ot_json_number(json, "probability", x->probability);
    ot_json_list(json, "changes");
    for (size_t i = 0; i < x->n_changes; i++) {
        const ot_reach_change *c = &x->change[i];
        ot_json_object(json, NULL);
        ot_json_text(json, "driver", m->driver[c->driver].spec->id);
        ot_json_number(json, "change", c->shift / m->driver[c->driver].inside);
        ot_json_number(json, "sds", c->sds);
        ot_json_number(json, "from", c->from / m->driver[c->driver].inside);
        ot_json_number(json, "to", c->to / m->driver[c->driver].inside);
        ot_json_boolean(json, "at_end_of_range", c->is_at_end);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
    ot_json_close_object(json);
}

static void target(ot_json *json, const ot_review *r, size_t j) {
    const ot_projection *p = r->projection;
    const ot_model_target *t = &p->model->target[p->target[j]];
    ot_json_object(json, NULL);
    ot_json_target(json, p->model, t);
    ot_json_label(json, "label", t->label.text);
    ot_json_text(json, "unit", ot_unit_of_target(p->model, t));
    ot_json_text(json, "kind", t->kind);
    ot_json_text(json, "statement", t->statement ? t->statement->id : NULL);
    growth(json, &r->facts[j].growth);
    pace(json, p->model->indicator[t->indicator].spec, &r->facts[j].pace);
    contributions(json, p->model, &r->facts[j].contributions);
    view(json, "growth_as_elsewhere", &r->facts[j].panel);
    view(json, "growth_as_before", &r->facts[j].own);
    reach(json, "reach", p->model, &r->facts[j].reach);
    ot_json_close_object(json);
}

static void input(ot_json *json, const ot_model *m, const ot_conditional_input *x) {
    const int is_driver = x->input < m->n_drivers;
    const double inside = is_driver ? m->driver[x->input].inside : 1.0;
    ot_json_object(json, NULL);
    ot_json_text(json, "kind", is_driver ? "driver" : "residual");
    ot_json_text(json, "id",
                 is_driver ? m->driver[x->input].spec->id
                           : m->indicator[m->disturbance[x->input - m->n_drivers]].spec->id);
    ot_json_number(json, "correlation", x->correlation);
    ot_json_number(json, "mean", x->mean / inside);
    ot_json_number(json, "sd", x->sd / inside);
    ot_json_number(json, "mean_met", x->mean_met / inside);
    ot_json_number(json, "low_met", x->low_met / inside);
    ot_json_number(json, "high_met", x->high_met / inside);
    ot_json_close_object(json);
}

static void score(ot_json *json, const ot_target_score *s) {
    if (!s->is_known) return;
    ot_json_object(json, "score");
    ot_json_boolean(json, "met", s->is_met);
    ot_json_number(json, "outturn", s->outturn);
    ot_json_number(json, "brier", s->brier);
    ot_json_number(json, "log", s->log_score);
    ot_json_number(json, "crps", s->crps);
    ot_json_number(json, "percentile", s->percentile);
    ot_json_close_object(json);
}

static void result(ot_json *json, const ot_review *r, size_t k, size_t j) {
    const ot_projection *p = r->projection;
    const ot_review_target *x = &r->c[k].target[j];
    ot_json_object(json, NULL);
    ot_json_text(json, "id", p->model->target[p->target[j]].id);
    ot_json_number(json, "probability", p->c[k].target[j].probability);
    ot_json_number(json, "mcse", p->c[k].target[j].mcse);
    ot_json_text(json, "verdict", ot_review_verdict_name(x->verdict));
    ot_json_boolean(json, "depends_on_prior", x->depends_on_prior);
    ot_json_object(json, "attainable");
    ot_json_number(json, "0.5", x->attainable[0]);
    ot_json_number(json, "0.8", x->attainable[1]);
    ot_json_number(json, "0.95", x->attainable[2]);
    ot_json_close_object(json);
    ot_json_object(json, "met_by");
    year_or_null(json, "0.5", x->year_met[0]);
    year_or_null(json, "0.8", x->year_met[1]);
    ot_json_close_object(json);
    ot_json_object(json, "decides");
    ot_json_unsigned(json, "draws", x->conditional.n);
    ot_json_unsigned(json, "draws_met", x->conditional.n_met);
    ot_json_unsigned(json, "draws_ranked", x->conditional.n_ranked);
    ot_json_list(json, "inputs");
    for (size_t i = 0; i < x->conditional.n_inputs; i++)
        input(json, p->model, &x->conditional.input[i]);
    ot_json_close_list(json);
    ot_json_close_object(json);
    score(json, &x->score);
    ot_json_close_object(json);
}

static void conflict(ot_json *json, const ot_projection *p, const ot_conflict *c) {
    ot_json_object(json, NULL);
    ot_json_list(json, "targets");
    for (size_t i = 0; i < c->n_targets; i++)
        ot_json_text(json, NULL, p->model->target[p->target[c->target[i]]].id);
    ot_json_close_list(json);
    ot_json_number(json, "joint", c->joint);
    ot_json_number(json, "mcse", c->mcse);
    ot_json_number(json, "expected", c->expected);
    ot_json_close_object(json);
}

static void scores(ot_json *json, const ot_review_scores *s) {
    ot_json_object(json, "scores");
    ot_json_unsigned(json, "targets", s->n);
    ot_json_unsigned(json, "met", s->n_met);
    ot_json_number(json, "expected", s->expected);
    ot_json_number(json, "brier", s->brier);
    ot_json_number(json, "log", s->log_score);
    ot_json_close_object(json);
}

static void scenario(ot_json *json, const ot_parts *parts, size_t k) {
    const ot_review *r = parts->review;
    const ot_projection *p = r->projection;
    const ot_model_scenario *s = &p->model->scenario[p->c[k].scenario];
    ot_json_object(json, NULL);
    ot_json_text(json, "id", s->spec->id);
    ot_json_label(json, "label", s->spec->label.text);
    ot_json_boolean(json, "conditional", s->is_conditional);
    ot_json_list(json, "targets");
    for (size_t j = 0; j < p->n_targets; j++)
        if (ot_parts_show_target(parts, &p->model->target[p->target[j]])) result(json, r, k, j);
    ot_json_close_list(json);
    ot_json_list(json, "joint");
    for (size_t g = 0; g < p->n_groups; g++)
        if (ot_parts_show_group(parts, p->group[g])) ot_json_group(json, p, &p->c[k].group[g]);
    ot_json_close_list(json);
    ot_json_list(json, "conflicts");
    for (size_t i = 0; i < r->c[k].n_conflicts; i++)
        conflict(json, p, &r->c[k].conflict[i]);
    ot_json_close_list(json);
    if (r->has_outturns) scores(json, &r->c[k].scores);
    ot_json_close_object(json);
}

static void rule(ot_json *json) {
    ot_json_object(json, "rule");
    for (int v = OT_VERY_LIKELY; v < OT_NO_VERDICT; v++)
        ot_json_number(json, ot_review_verdict_name((ot_review_verdict)v),
                       ot_review_verdict_bound((ot_review_verdict)v));
    ot_json_close_object(json);
}

static void group_reaches(ot_json *json, const ot_review *r) {
    const ot_projection *p = r->projection;
    if (!isfinite(r->reach)) return;
    ot_json_number(json, "reach", r->reach);
    ot_json_list(json, "reach_together");
    for (size_t g = 0; g < p->n_groups; g++) {
        if (r->group_reach[g].state == OT_REACH_NOT_ASKED) continue;
        ot_json_object(json, NULL);
        ot_json_text(json, "group", p->model->group[p->group[g]].name);
        reach(json, "reach", p->model, &r->group_reach[g]);
        ot_json_close_object(json);
    }
    ot_json_close_list(json);
}

void ot_json_review(ot_json *json, const ot_parts *parts) {
    const ot_review *r = parts->review;
    const ot_projection *p = r->projection;
    ot_json_text(json, "model", p->model->spec->id);
    ot_json_label(json, "title", p->model->spec->title.text);
    ot_json_unsigned(json, "seed", p->seed);
    ot_json_unsigned(json, "draws", p->draws);
    ot_json_unsigned(json, "draws_joint", r->n_joint);
    rule(json);
    ot_json_list(json, "targets");
    for (size_t j = 0; j < p->n_targets; j++)
        if (ot_parts_show_target(parts, &p->model->target[p->target[j]])) target(json, r, j);
    ot_json_close_list(json);
    group_reaches(json, r);
    ot_json_list(json, "scenarios");
    for (size_t k = 0; k < p->n_cases; k++)
        scenario(json, parts, k);
    ot_json_close_list(json);
    ot_json_text(json, "executor", p->executor);
    ot_json_text(json, "sampling", ot_sampling_word(p->sampling));
    ot_json_text(json, "version", OUTTURN_VERSION);
    ot_json_unjudged(json, parts);
    ot_json_notes(json, parts->notes);
}
