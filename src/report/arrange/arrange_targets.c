/* Targets and groups of targets with their probabilities, a column a scenario. */
#include <math.h>

#include "report/arrange/arrange.h"
#include "report/words/review_words.h"
#include "report/words/words.h"

enum { GAP_DIGITS = 2 };

/* A dagger after the name of a scenario whose probabilities are conditional on it. */
static const char *scenario_heading(ot_document *d, const ot_projection *p, size_t k) {
    return ot_document_format(d, "%s%s", ot_say_scenario(d, p->model, p->c[k].scenario),
                              ot_review_is_conditional(p, k) ? OT_CONDITIONAL_MARK : "");
}

static void put_target(ot_document *d, ot_grid *grid, const ot_parts *parts, size_t j) {
    const ot_projection *p = parts->projection;
    const ot_model_target *t = &p->model->target[p->target[j]];
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, ot_say_target_year(d, t));
    ot_grid_text(d, grid, t->label.text[d->language]);
    ot_grid_text(d, grid, ot_say_target(d, p->model, t));
    for (size_t k = 0; k < p->n_cases; k++) {
        const ot_target_result *r = &p->c[k].target[j];
        ot_grid_probability(d, grid, r->probability, r->mcse);
        ot_grid_number(d, grid, r->expected_shortfall,
                       ot_decimals_significant(r->expected_shortfall, GAP_DIGITS));
    }
}

static int shows_target(const ot_parts *parts, size_t j) {
    const ot_projection *p = parts->projection;
    return ot_parts_show_target(parts, &p->model->target[p->target[j]]);
}

static void foot_targets(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->projection;
    int has_conditional = 0, has_assumed = 0;
    for (size_t k = 0; k < p->n_cases; k++)
        has_conditional |= ot_review_is_conditional(p, k);
    for (size_t j = 0; j < p->n_targets; j++)
        has_assumed |= shows_target(parts, j) && p->model->target[p->target[j]].is_assumed_year;
    if (has_conditional) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_CONDITIONAL_NOTE);
    if (has_assumed) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_ASSUMED_NOTE);
}

static void say_nonfinite(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->projection;
    for (size_t k = 0; k < p->n_cases; k++)
        for (size_t j = 0; j < p->n_targets; j++) {
            const ot_target_result *r = &p->c[k].target[j];
            if (r->nonfinite == 0 || !shows_target(parts, j)) continue;
            if (r->nonfinite == r->n)
                ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_NEVER_FINITE,
                                p->model->target[r->target].label.text[d->language],
                                ot_say_named_scenario(d, p->model, p->c[k].scenario));
            else
                ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_DRAWS_NOT_FINITE,
                                p->model->target[r->target].label.text[d->language],
                                ot_say_named_scenario(d, p->model, p->c[k].scenario), r->nonfinite,
                                r->n);
        }
}

void ot_arrange_targets(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->projection;
    size_t n = 0;
    for (size_t j = 0; j < p->n_targets; j++)
        n += shows_target(parts, j) != 0;
    if (n == 0) return;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_TARGETS_HEADING);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_YEAR));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_TARGET));
    ot_grid_names(grid);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_WANTED));
    ot_grid_wrap(grid, OT_WANTED_WIDTH);
    for (size_t k = 0; k < p->n_cases; k++) {
        ot_grid_column(d, grid, OT_COLUMN_PROBABILITY, scenario_heading(d, p, k));
        ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_SHORTFALL));
    }
    for (size_t j = 0; j < p->n_targets; j++)
        if (shows_target(parts, j)) put_target(d, grid, parts, j);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_TARGETS_LEGEND);
    foot_targets(d, parts);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_GUIDE);
    say_nonfinite(d, parts);
}

static int counts_decimals(double x) { return fabs(x - round(x)) > 0.0 ? 1 : 0; }

/* Within a review a group with some of the model's own says how many. */
static const char *say_group(ot_document *d, const ot_parts *parts, const ot_group *group) {
    const ot_model *m = parts->projection->model;
    const char *name = ot_say_headword(d, ot_say_group(d, group));
    size_t n = 0;
    for (size_t i = 0; parts->review && i < group->n_targets; i++)
        n += ot_review_is_own(m, &m->target[group->target[i]]) != 0;
    if (n == 0) return name;
    if (n == group->n_targets) return ot_document_format(d, "%s%s", name, OT_OWN_MARK);
    return ot_document_format(d, ot_word(d, OT_SAY_REVIEW_GROUP_OWN), name, n);
}

static void put_group(ot_document *d, ot_grid *grid, const ot_parts *parts, size_t g) {
    const ot_projection *p = parts->projection;
    const ot_group *group = &p->model->group[p->group[g]];
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, say_group(d, parts, group));
    ot_grid_number(d, grid, (double)p->c[0].group[g].n_targets, 0);
    for (size_t k = 0; k < p->n_cases; k++) {
        const ot_group_result *r = &p->c[k].group[g];
        if (parts->review) /* as its verdicts are told */
            ot_grid_text(d, grid, ot_say_round_percent(d, r->probability));
        else
            ot_grid_probability(d, grid, r->probability, r->mcse);
        ot_grid_band(d, grid, r->met_median, r->met_low, r->met_high,
                     counts_decimals(r->met_median));
    }
}

void ot_arrange_groups(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->projection;
    size_t n = 0;
    for (size_t g = 0; g < p->n_groups; g++)
        n += ot_parts_show_group(parts, p->group[g]) != 0;
    if (n == 0) return;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_GROUPS_HEADING);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_TOGETHER));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_N_TARGETS));
    for (size_t k = 0; k < p->n_cases; k++) {
        ot_grid_column(
            d, grid, parts->review ? OT_COLUMN_NUMBER : OT_COLUMN_PROBABILITY,
            ot_say2(d, OT_SAY_PAIR, scenario_heading(d, p, k), ot_word(d, OT_SAY_ALL_MET)));
        ot_grid_column(d, grid, OT_COLUMN_BAND, ot_word(d, OT_SAY_N_MET));
    }
    for (size_t g = 0; g < p->n_groups; g++)
        if (ot_parts_show_group(parts, p->group[g])) put_group(d, grid, parts, g);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_GROUPS_LEGEND);
}
