/* The tables with every number: one row a fact, names of columns as docs/reference/results.md. */
#include <math.h>

#include "base/number.h"
#include "report/arrange/arrange.h"
#include "report/words/words.h"

static void year_or_nothing(ot_document *d, ot_grid *grid, int year) {
    ot_grid_shortest(d, grid, year ? (double)year : (double)NAN);
}

static void quantile_columns(ot_document *d, ot_grid *grid, const ot_projection *p,
                             const char *suffix) {
    for (size_t q = 0; q < p->n_quantiles; q++) {
        if (!ot_projection_asks(p, q)) continue;
        char text[OT_NUMBER_SIZE];
        ot_number_shortest(p->quantile[q], text);
        ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_document_format(d, "q%s%s", text, suffix));
    }
}

static void put_band(ot_document *d, ot_grid *grid, const ot_projection *p, size_t k, size_t i,
                     const ot_year_result *y) {
    const size_t row = p->indicator[i].indicator;
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, p->model->scenario[p->c[k].scenario].spec->id);
    ot_grid_text(d, grid, p->model->indicator[row].spec->id);
    ot_grid_text(d, grid, p->model->indicator[row].spec->label.text[d->language]);
    ot_grid_text(d, grid, ot_unit_of_indicator(p->model, row));
    ot_grid_shortest(d, grid, y->year);
    ot_grid_shortest(d, grid, y->is_held);
    ot_grid_shortest(d, grid, y->median);
    ot_grid_shortest(d, grid, y->low);
    ot_grid_shortest(d, grid, y->high);
    ot_grid_shortest(d, grid, y->mean);
    ot_grid_shortest(d, grid, y->sd);
    for (size_t q = 0; q < p->n_quantiles; q++)
        if (ot_projection_asks(p, q)) ot_grid_shortest(d, grid, y->quantile[q]);
    for (size_t q = 0; q < p->n_quantiles; q++)
        if (ot_projection_asks(p, q)) ot_grid_shortest(d, grid, y->quantile_error[q]);
    ot_grid_shortest(d, grid, y->growth);
    ot_grid_shortest(d, grid, y->growth_low);
    ot_grid_shortest(d, grid, y->growth_high);
    ot_grid_shortest(d, grid, (double)y->n);
    ot_grid_shortest(d, grid, (double)y->nonfinite);
}

void ot_arrange_bands_data(ot_document *d, const ot_parts *parts) {
    static const char *const FIRST[] = {"scenario", "indicator", "label", "unit", "year", "held",
                                        "median",   "low",       "high",  "mean", "sd",   NULL};
    static const char *const LAST[] = {"growth", "growth_low", "growth_high",
                                       "draws",  "nonfinite",  NULL};
    const ot_projection *p = parts->projection;
    ot_grid *grid = ot_document_grid(d, "bands", 1);
    ot_grid_columns(d, grid, FIRST);
    quantile_columns(d, grid, p, "");
    quantile_columns(d, grid, p, "_error");
    ot_grid_columns(d, grid, LAST);
    for (size_t k = 0; k < p->n_cases; k++)
        for (size_t i = 0; i < p->n_indicators; i++) {
            if (!ot_parts_show_indicator(parts, p->indicator[i].indicator)) continue;
            for (size_t t = 0; t < p->n_years; t++) {
                const ot_year_result *y = &p->c[k].indicator[i].year[t];
                if (ot_parts_show(parts, y->year)) put_band(d, grid, p, k, i, y);
            }
        }
}

/* What a target asks, whether it can be judged or not. */
static void put_target(ot_document *d, ot_grid *grid, const ot_model *m, const ot_model_target *t) {
    ot_grid_text(d, grid, t->id);
    ot_grid_text(d, grid, t->label.text[d->language]);
    ot_grid_text(d, grid, m->indicator[t->indicator].spec->id);
    ot_grid_text(d, grid, ot_measure_name(t->measure));
    year_or_nothing(d, grid, t->from);
    year_or_nothing(d, grid, t->year);
    ot_grid_shortest(d, grid, t->is_assumed_year);
    ot_grid_text(d, grid, ot_target_relation_name(t->relation));
    ot_grid_shortest(d, grid, ot_target_value(m, t));
    ot_grid_shortest(d, grid, ot_target_high(m, t));
    ot_grid_shortest(d, grid, ot_target_tolerance(m, t));
    ot_grid_text(d, grid, t->relation == OT_TARGET_ABOUT ? ot_wanted_name(t->wanted) : "");
    ot_grid_text(d, grid, ot_unit_of_target(m, t));
    ot_grid_text(d, grid, t->kind);
    ot_grid_text(d, grid, t->statement ? t->statement->id : "");
    ot_grid_text(d, grid, t->wording);
}

static void put_result(ot_document *d, ot_grid *grid, const ot_projection *p, size_t k, size_t j) {
    const ot_model_scenario *s = &p->model->scenario[p->c[k].scenario];
    const ot_target_result *r = &p->c[k].target[j];
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, s->spec->id);
    ot_grid_shortest(d, grid, s->is_conditional);
    put_target(d, grid, p->model, &p->model->target[r->target]);
    ot_grid_shortest(d, grid, (double)r->n);
    ot_grid_shortest(d, grid, (double)r->met);
    ot_grid_shortest(d, grid, (double)r->nonfinite);
    ot_grid_shortest(d, grid, r->probability);
    ot_grid_shortest(d, grid, r->mcse);
    ot_grid_shortest(d, grid, r->expected_shortfall);
    ot_grid_text(d, grid, "");
}

/* Cells of a target that no draw can tell of: scenario, conditional ... six numbers, reason. */
static void put_unjudged(ot_document *d, ot_grid *grid, const ot_model *m,
                         const ot_model_target *t) {
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, "");
    ot_grid_text(d, grid, "");
    put_target(d, grid, m, t);
    for (int i = 0; i < 6; i++)
        ot_grid_text(d, grid, "");
    ot_grid_text(d, grid, t->reason[d->language]);
}

void ot_arrange_targets_data(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {
        "scenario",           "conditional", "target", "label",
        "indicator",          "measure",     "from",   "year",
        "assumed_year",       "relation",    "value",  "high",
        "tolerance",          "wanted",      "unit",   "kind",
        "statement",          "wording",     "draws",  "met",
        "nonfinite",          "probability", "mcse",   "expected_shortfall",
        "not_judged_because", NULL};
    const ot_projection *p = parts->projection;
    const ot_model *m = p->model;
    ot_grid *grid = ot_document_grid(d, "targets", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t k = 0; k < p->n_cases; k++)
        for (size_t j = 0; j < p->n_targets; j++)
            if (ot_parts_show_target(parts, &m->target[p->target[j]])) put_result(d, grid, p, k, j);
    for (size_t j = 0; j < m->n_targets; j++)
        if (m->target[j].reason[OT_LANGUAGE_EN] && ot_parts_show_target(parts, &m->target[j]))
            put_unjudged(d, grid, m, &m->target[j]);
}

void ot_arrange_joint_data(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"scenario", "group",       "year", "targets",    "draws",
                                        "all_met",  "probability", "mcse", "met_median", "met_low",
                                        "met_high", "label",       NULL};
    const ot_projection *p = parts->projection;
    ot_grid *grid = ot_document_grid(d, "joint", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t k = 0; k < p->n_cases; k++)
        for (size_t g = 0; g < p->n_groups; g++) {
            const ot_group *group = &p->model->group[p->group[g]];
            const ot_group_result *r = &p->c[k].group[g];
            if (!ot_parts_show_group(parts, p->group[g])) continue;
            ot_grid_row(d, grid);
            ot_grid_text(d, grid, p->model->scenario[p->c[k].scenario].spec->id);
            ot_grid_text(d, grid, group->name);
            year_or_nothing(d, grid, group->year);
            ot_grid_shortest(d, grid, (double)r->n_targets);
            ot_grid_shortest(d, grid, (double)r->n);
            ot_grid_shortest(d, grid, (double)r->met);
            ot_grid_shortest(d, grid, r->probability);
            ot_grid_shortest(d, grid, r->mcse);
            ot_grid_shortest(d, grid, r->met_median);
            ot_grid_shortest(d, grid, r->met_low);
            ot_grid_shortest(d, grid, r->met_high);
            ot_grid_text(d, grid, ot_say_group(d, group));
        }
}
