/* The tables of a review with every digit: targets, what they hang on, conflicts. */
#include <math.h>

#include "report/arrange/arrange.h"
#include "report/words/review_words.h"
#include "report/words/words.h"

static const char *scenario_id(const ot_projection *p, size_t k) {
    return p->model->scenario[p->c[k].scenario].spec->id;
}

static void put_rank(ot_document *d, ot_grid *grid, const ot_growth_rank *rank) {
    ot_grid_shortest(d, grid, (double)rank->n);
    ot_grid_shortest(d, grid, (double)rank->n_reached);
    ot_grid_shortest(d, grid, rank->percentile);
}

static void put_year(ot_document *d, ot_grid *grid, int year) {
    ot_grid_text(d, grid, year ? ot_document_format(d, "%d", year) : "");
}

static void put_target(ot_document *d, ot_grid *grid, const ot_review *r, size_t k, size_t j) {
    const ot_projection *p = r->projection;
    const ot_model_target *t = &p->model->target[p->target[j]];
    const ot_review_target *x = &r->c[k].target[j];
    const ot_review_facts *f = &r->facts[j];
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, scenario_id(p, k));
    ot_grid_text(d, grid, t->id);
    ot_grid_text(d, grid, t->label.text[d->language]);
    ot_grid_text(d, grid, p->model->indicator[t->indicator].spec->id);
    ot_grid_text(d, grid, ot_measure_name(t->measure));
    put_year(d, grid, t->year);
    ot_grid_text(d, grid, ot_target_relation_name(t->relation));
    ot_grid_shortest(d, grid, ot_target_value(p->model, t));
    ot_grid_text(d, grid, ot_unit_of_target(p->model, t));
    ot_grid_shortest(d, grid, p->c[k].target[j].probability);
    ot_grid_shortest(d, grid, p->c[k].target[j].mcse);
    ot_grid_text(d, grid, ot_review_verdict_name(x->verdict));
    for (size_t i = 0; i < OT_REVIEW_N_SURE; i++)
        ot_grid_shortest(d, grid, x->attainable[i]);
    for (size_t i = 0; i < OT_REVIEW_N_MET; i++)
        put_year(d, grid, x->year_met[i]);
    put_year(d, grid, f->growth.n_years ? f->growth.base_year : 0);
    ot_grid_shortest(d, grid, f->growth.n_years ? f->growth.growth : (double)NAN);
    ot_grid_text(d, grid, f->growth.n_years == 0 ? "" : f->growth.is_points ? "points" : "percent");
    put_rank(d, grid, &f->growth.own);
    put_rank(d, grid, &f->growth.panel);
    put_rank(d, grid, &f->growth.alike);
    ot_grid_text(d, grid, f->pace.word == OT_PACE_NONE ? "" : ot_pace_name(f->pace.word));
    ot_grid_shortest(d, grid, f->pace.done);
    ot_grid_shortest(d, grid, f->pace.due);
    ot_grid_shortest(d, grid, f->panel.probability);
    ot_grid_shortest(d, grid, f->own.probability);
    ot_grid_text(d, grid, x->depends_on_prior ? "yes" : "no");
    ot_grid_text(d, grid, t->statement ? t->statement->id : "");
}

static void targets(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"scenario",
                                        "target",
                                        "label",
                                        "indicator",
                                        "measure",
                                        "year",
                                        "relation",
                                        "value",
                                        "unit",
                                        "probability",
                                        "mcse",
                                        "verdict",
                                        "level_50",
                                        "level_80",
                                        "level_95",
                                        "met_by_50",
                                        "met_by_80",
                                        "base_year",
                                        "required_growth",
                                        "required_unit",
                                        "own_n",
                                        "own_reached",
                                        "own_below",
                                        "panel_n",
                                        "panel_reached",
                                        "panel_below",
                                        "alike_n",
                                        "alike_reached",
                                        "alike_below",
                                        "pace",
                                        "done",
                                        "due",
                                        "panel_probability",
                                        "own_probability",
                                        "depends_on_prior",
                                        "statement",
                                        NULL};
    const ot_review *r = parts->review;
    const ot_projection *p = r->projection;
    ot_grid *grid = ot_document_grid(d, "review", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t k = 0; k < p->n_cases; k++)
        for (size_t j = 0; j < p->n_targets; j++)
            if (ot_parts_show_target(parts, &p->model->target[p->target[j]]))
                put_target(d, grid, r, k, j);
}

static void put_input(ot_document *d, ot_grid *grid, const ot_review *r, size_t k, size_t j,
                      const ot_conditional_input *x) {
    const ot_projection *p = r->projection;
    const ot_model *m = p->model;
    const double inside = x->input < m->n_drivers ? m->driver[x->input].inside : 1.0;
    const ot_conditional *c = &r->c[k].target[j].conditional;
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, scenario_id(p, k));
    ot_grid_text(d, grid, m->target[p->target[j]].id);
    ot_grid_text(d, grid, ot_review_input_name(d, m, x->input));
    ot_grid_shortest(d, grid, x->correlation);
    ot_grid_shortest(d, grid, (double)c->n_ranked);
    ot_grid_shortest(d, grid, x->mean / inside);
    ot_grid_shortest(d, grid, x->sd / inside);
    ot_grid_shortest(d, grid, (double)c->n);
    ot_grid_shortest(d, grid, x->mean_met / inside);
    ot_grid_shortest(d, grid, x->low_met / inside);
    ot_grid_shortest(d, grid, x->high_met / inside);
    ot_grid_shortest(d, grid, (double)c->n_met);
}

static void inputs(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"scenario", "target", "input", "correlation", "n_ranked",
                                        "mean",     "sd",     "n",     "mean_met",    "low_met",
                                        "high_met", "n_met",  NULL};
    const ot_review *r = parts->review;
    const ot_projection *p = r->projection;
    ot_grid *grid = ot_document_grid(d, "decides", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t k = 0; k < p->n_cases; k++)
        for (size_t j = 0; j < p->n_targets; j++) {
            const ot_conditional *c = &r->c[k].target[j].conditional;
            if (!ot_parts_show_target(parts, &p->model->target[p->target[j]])) continue;
            for (size_t i = 0; i < c->n_inputs; i++)
                put_input(d, grid, r, k, j, &c->input[i]);
        }
}

static void conflicts(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"scenario", "target_1", "target_2", "target_3",
                                        "joint",    "mcse",     "expected", NULL};
    const ot_review *r = parts->review;
    const ot_projection *p = r->projection;
    ot_grid *grid = ot_document_grid(d, "conflicts", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t k = 0; k < p->n_cases; k++)
        for (size_t i = 0; i < r->c[k].n_conflicts; i++) {
            const ot_conflict *c = &r->c[k].conflict[i];
            ot_grid_row(d, grid);
            ot_grid_text(d, grid, scenario_id(p, k));
            for (size_t j = 0; j < OT_CONFLICT_MOST_TARGETS; j++)
                ot_grid_text(d, grid,
                             j < c->n_targets ? p->model->target[p->target[c->target[j]]].id : "");
            ot_grid_shortest(d, grid, c->joint);
            ot_grid_shortest(d, grid, c->mcse);
            ot_grid_shortest(d, grid, c->expected);
        }
}

static void put_reach(ot_document *d, ot_grid *grid, const ot_model *m, const char *what,
                      const char *id, const ot_reach *x) {
    for (size_t i = 0; i < x->n_changes; i++) {
        const ot_reach_change *c = &x->change[i];
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, what);
        ot_grid_text(d, grid, id);
        ot_grid_text(d, grid, m->driver[c->driver].spec->id);
        ot_grid_shortest(d, grid, c->shift / m->driver[c->driver].inside);
        ot_grid_shortest(d, grid, c->sds);
        ot_grid_shortest(d, grid, x->probability);
    }
}

static void reaches(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"kind", "id",          "driver", "change",
                                        "sds",  "probability", NULL};
    const ot_review *r = parts->review;
    const ot_projection *p = r->projection;
    if (!isfinite(r->reach)) return;
    ot_grid *grid = ot_document_grid(d, "reach", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t j = 0; j < p->n_targets; j++)
        if (ot_parts_show_target(parts, &p->model->target[p->target[j]]))
            put_reach(d, grid, p->model, "target", p->model->target[p->target[j]].id,
                      &r->facts[j].reach);
    for (size_t g = 0; g < p->n_groups; g++)
        if (ot_parts_show_group(parts, p->group[g]))
            put_reach(d, grid, p->model, "group", p->model->group[p->group[g]].name,
                      &r->group_reach[g]);
}

static void scores(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"scenario",    "target", "outturn", "met",
                                        "probability", "brier",  "log",     "crps",
                                        "percentile",  NULL};
    const ot_review *r = parts->review;
    const ot_projection *p = r->projection;
    if (!r->has_outturns) return;
    ot_grid *grid = ot_document_grid(d, "scores", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t k = 0; k < p->n_cases; k++)
        for (size_t j = 0; j < p->n_targets; j++) {
            const ot_target_score *s = &r->c[k].target[j].score;
            if (!s->is_known) continue;
            ot_grid_row(d, grid);
            ot_grid_text(d, grid, scenario_id(p, k));
            ot_grid_text(d, grid, p->model->target[p->target[j]].id);
            ot_grid_shortest(d, grid, s->outturn);
            ot_grid_text(d, grid, s->is_met ? "yes" : "no");
            ot_grid_shortest(d, grid, p->c[k].target[j].probability);
            ot_grid_shortest(d, grid, s->brier);
            ot_grid_shortest(d, grid, s->log_score);
            ot_grid_shortest(d, grid, s->crps);
            ot_grid_shortest(d, grid, s->percentile);
        }
}

void ot_arrange_review_data(ot_document *d, const ot_parts *parts) {
    ot_parts own = *parts;
    own.projection = parts->review->projection;
    targets(d, parts);
    inputs(d, parts);
    conflicts(d, parts);
    reaches(d, parts);
    scores(d, parts);
    ot_arrange_joint_data(d, &own);
    ot_arrange_unjudged_data(d, &own);
}
