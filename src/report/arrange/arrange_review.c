/* The review that is read aloud, and the long tables that --detail adds to it. */
#include <math.h>

#include "base/number.h"
#include "report/arrange/arrange.h"
#include "report/words/review_words.h"
#include "report/words/words.h"

enum { LEVEL_DIGITS = 4, RATE_DIGITS = 2, VALUE_DIGITS = 3, SHARE_DECIMALS = 2 };

static const char *say_year_met(ot_document *d, const ot_projection *p, int year) {
    if (year > 0) return ot_document_format(d, "%d", year);
    return ot_document_format(d, ot_word(d, OT_SAY_REVIEW_BY_LATER), p->last_year);
}

static void put_target(ot_document *d, ot_grid *grid, const ot_review *r, size_t j) {
    const ot_projection *p = r->projection;
    const ot_model_target *t = ot_review_target_at(p, j);
    const ot_review_target *x = &r->c[0].target[j];
    ot_grid_row(d, grid);
    ot_grid_text(d, grid,
                 ot_document_format(d, "%s%s", ot_say_review_verdict(d, x->verdict),
                                    x->depends_on_prior ? OT_PRIOR_MARK : ""));
    ot_grid_tone(grid, ot_review_tone(x->verdict));
    ot_grid_text(d, grid, ot_say_target_year(d, t));
    ot_grid_text(d, grid,
                 ot_document_format(d, "%s%s", ot_review_target_name(d, p, j),
                                    ot_say_base_mark(p->model, t->indicator)));
    ot_grid_text(d, grid, ot_say_target(d, p->model, t));
    for (size_t k = 0; k < p->n_cases; k++)
        ot_grid_probability(d, grid, p->c[k].target[j].probability, p->c[k].target[j].mcse);
    ot_grid_text(d, grid, ot_say_attainable(d, p->model, t, x->attainable[1], LEVEL_DIGITS - 1));
    ot_grid_text(d, grid, say_year_met(d, p, x->year_met[0]));
}

/* What the signs in the table mean. */
static void foot_targets(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->review->projection;
    int has_conditional = 0, has_assumed = 0;
    for (size_t k = 0; k < p->n_cases; k++)
        has_conditional |= ot_review_is_conditional(p, k);
    for (size_t j = 0; j < p->n_targets; j++)
        has_assumed |= ot_review_shows(parts, j) && ot_review_target_at(p, j)->is_assumed_year;
    if (has_conditional) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_CONDITIONAL_NOTE);
    if (has_assumed) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_ASSUMED_NOTE);
    if (ot_review_count_own(parts))
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_REVIEW_OWN_NOTE);
    if (ot_review_has_base_mark(parts))
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_ASSUMED_FROM_NOTE);
}

static void arrange_targets(ot_document *d, const ot_parts *parts, const size_t *order) {
    const ot_review *r = parts->review;
    const ot_projection *p = r->projection;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_REVIEW_TARGETS_HEADING);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_REVIEW_VERDICT));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_YEAR));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_TARGET));
    ot_grid_names(grid);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_WANTED));
    ot_grid_wrap(grid, OT_WANTED_WIDTH);
    for (size_t k = 0; k < p->n_cases; k++)
        ot_grid_column(
            d, grid, OT_COLUMN_PROBABILITY,
            ot_document_format(d, "%s%s", ot_say_scenario(d, p->model, p->c[k].scenario),
                               ot_review_is_conditional(p, k) ? OT_CONDITIONAL_MARK : ""));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_REVIEW_LEVEL_80));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_REVIEW_BY));
    for (size_t i = 0; i < p->n_targets; i++)
        if (ot_review_shows(parts, order[i])) put_target(d, grid, r, order[i]);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_REVIEW_TARGETS_LEGEND);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_REVIEW_RULE);
    foot_targets(d, parts);
}

static void put_growth(ot_document *d, ot_grid *grid, const ot_review *r, size_t j) {
    const ot_model_target *t = ot_review_target_at(r->projection, j);
    const ot_required_growth *g = &r->facts[j].growth;
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, ot_say_target_year(d, t));
    ot_grid_text(d, grid, ot_review_target_name(d, r->projection, j));
    ot_grid_text(d, grid, ot_say_required_growth(d, g));
    ot_grid_number(d, grid, g->n_years, 0);
    ot_grid_text(d, grid,
                 ot_document_format(d, "%s%s (%d)", g->is_base_assumed ? OT_APPROXIMATELY : "",
                                    ot_say_value(d, g->base), g->base_year));
    ot_grid_text(d, grid, ot_say_growth_rank(d, &g->own));
    if (!r->has_panel) return;
    ot_grid_text(d, grid, ot_say_growth_rank(d, &g->panel));
    ot_grid_text(d, grid, ot_say_growth_rank(d, &g->alike));
}

static void arrange_growth(ot_document *d, const ot_parts *parts, const size_t *order) {
    const ot_review *r = parts->review;
    const ot_message head[] = {
        OT_SAY_YEAR,        OT_SAY_TARGET,           OT_SAY_REVIEW_REQUIRED,  OT_SAY_REVIEW_YEARS,
        OT_SAY_REVIEW_FROM, OT_SAY_REVIEW_OWN_YEARS, OT_SAY_REVIEW_ELSEWHERE, OT_SAY_REVIEW_ALIKE};
    const size_t n_heads = sizeof head / sizeof *head - (r->has_panel ? 0 : 2);
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_REVIEW_GROWTH_HEADING);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    for (size_t i = 0; i < n_heads; i++)
        ot_grid_column(d, grid, head[i] == OT_SAY_REVIEW_YEARS ? OT_COLUMN_NUMBER : OT_COLUMN_TEXT,
                       ot_word(d, head[i]));
    for (size_t i = 0; i < r->projection->n_targets; i++)
        if (ot_review_shows(parts, order[i]) && r->facts[order[i]].growth.n_years > 0)
            put_growth(d, grid, r, order[i]);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_REVIEW_GROWTH_LEGEND);
    if (ot_review_has_flow(parts))
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_REVIEW_FLOW_LEGEND);
    if (r->has_panel) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_REVIEW_PANEL_LEGEND);
}

/* An input as a reader has it: drivers in their unit, residuals in standard deviations. */
static double shown(const ot_model *m, const ot_conditional_input *x, double value) {
    if (x->input < m->n_drivers) return ot_declared(value, m->driver[x->input].inside);
    return x->sd > 0.0 ? (value - x->mean) / x->sd : (double)NAN;
}

static void put_input(ot_document *d, ot_grid *grid, const ot_review *r, size_t j, size_t i) {
    const ot_model *m = r->projection->model;
    const ot_conditional *c = &r->c[0].target[j].conditional;
    const ot_conditional_input *x = &c->input[i];
    const double met = shown(m, x, x->mean_met), low = shown(m, x, x->low_met),
                 high = shown(m, x, x->high_met), all = shown(m, x, x->mean);
    const int decimals = ot_decimals_for(high - low, LEVEL_DIGITS);
    ot_grid_row(d, grid);
    ot_grid_text(d, grid,
                 i == 0 ? ot_say_target_year(d, ot_review_target_at(r->projection, j)) : "");
    ot_grid_text(d, grid, i == 0 ? ot_review_target_name(d, r->projection, j) : "");
    ot_grid_text(d, grid, ot_say_review_input(d, m, x->input));
    ot_grid_number(d, grid, x->correlation, SHARE_DECIMALS);
    ot_grid_number(d, grid, all, decimals < 1 ? 1 : decimals > 2 ? 2 : decimals);
    ot_grid_band(d, grid, met, low, high, decimals < 1 ? 1 : decimals > 2 ? 2 : decimals);
    ot_grid_number(d, grid, (double)c->n_met, 0);
}

static void arrange_decides(ot_document *d, const ot_parts *parts, const size_t *order) {
    const ot_review *r = parts->review;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_REVIEW_DECIDES_HEADING);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_YEAR));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_TARGET));
    ot_grid_names(grid);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_REVIEW_INPUT));
    ot_grid_wrap(grid, OT_WANTED_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_REVIEW_CORRELATION));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_REVIEW_ASSUMED));
    ot_grid_column(d, grid, OT_COLUMN_BAND, ot_word(d, OT_SAY_REVIEW_IF_MET));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_REVIEW_DRAWS_MET));
    for (size_t i = 0; i < r->projection->n_targets; i++) {
        const size_t n = r->c[0].target[order[i]].conditional.n_inputs;
        for (size_t k = 0; k < n && ot_review_shows(parts, order[i]); k++)
            put_input(d, grid, r, order[i], k);
    }
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_REVIEW_DECIDES_LEGEND, r->n_ranked, r->n_pilot);
}

/* Why there is no change to name. */
static const char *say_reach_state(ot_document *d, const ot_reach *x) {
    if (x->state == OT_REACH_MET_ALREADY) return ot_word(d, OT_SAY_REACH_ALREADY);
    if (x->state == OT_REACH_NO_DRIVER) return ot_word(d, OT_SAY_REACH_NO_DRIVER);
    if (x->probability < 0.01) return ot_say_plain(d, OT_SAY_REACH_NEVER);
    return ot_say2(d, OT_SAY_REACH_TOO_FAR,
                   ot_document_format(d, "%.0f", floor(100.0 * x->probability)), "");
}

static void put_reach_word(ot_document *d, ot_grid *grid, const char *year, const char *name,
                           const ot_reach *x) {
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, year);
    ot_grid_text(d, grid, name);
    ot_grid_text(d, grid, say_reach_state(d, x));
    for (int i = 0; i < 3; i++)
        ot_grid_text(d, grid, "");
    ot_grid_number(d, grid,
                   x->state == OT_REACH_NO_DRIVER ? floor(100.0 * x->probability) : (double)NAN, 0);
}

/* Of a percentage a change is in points. */
static const char *say_shift(ot_document *d, const ot_model *m, size_t driver, double shift) {
    const char *number =
        ot_document_format(d, "%s%s", shift > 0.0 ? "+" : "", ot_say_digits(d, shift, RATE_DIGITS));
    if (m->driver[driver].inside < 1.0) return ot_say2(d, OT_SAY_REVIEW_POINTS, number, "");
    return ot_document_format(d, "%s %s", number, ot_say_driver_unit(d, m, driver));
}

/* A driver that is moved, with what is to be said of how far. */
static const char *say_moved(ot_document *d, const ot_model *m, const ot_reach_change *c) {
    const char *label = m->driver[c->driver].spec->label.text[d->language];
    const double inside = m->driver[c->driver].inside;
    if (ot_review_is_share(m, c->driver) && c->from / inside <= 1.0 && c->to / inside > 1.0)
        return ot_say2(d, OT_SAY_REACH_WHOLE, label, "");
    return c->is_at_end ? ot_say2(d, OT_SAY_REACH_END, label, "") : label;
}

static const char *say_from_to(ot_document *d, const ot_model *m, const ot_reach_change *c) {
    const double inside = m->driver[c->driver].inside;
    return ot_say2(d, OT_SAY_REACH_FROM_TO, ot_say_digits(d, c->from / inside, VALUE_DIGITS),
                   ot_say_digits(d, c->to / inside, VALUE_DIGITS));
}

static void put_reach(ot_document *d, ot_grid *grid, const ot_model *m, const char *year,
                      const char *name, const ot_reach *x) {
    if (x->state == OT_REACH_NOT_ASKED) return;
    if (x->n_changes == 0) {
        put_reach_word(d, grid, year, name, x);
        return;
    }
    for (size_t i = 0; i < x->n_changes; i++) {
        const ot_reach_change *c = &x->change[i];
        const double shift = c->shift / m->driver[c->driver].inside;
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, i == 0 ? year : "");
        ot_grid_text(d, grid, i == 0 ? name : "");
        ot_grid_text(d, grid, say_moved(d, m, c));
        ot_grid_text(d, grid, say_shift(d, m, c->driver, shift));
        ot_grid_text(d, grid, say_from_to(d, m, c));
        ot_grid_text(d, grid, ot_say_digits(d, fabs(c->sds), RATE_DIGITS));
        ot_grid_number(d, grid, i == 0 ? 100.0 * x->probability : (double)NAN, 0);
    }
}

static void arrange_reach(ot_document *d, const ot_parts *parts, const size_t *order) {
    static const ot_message HEAD[] = {OT_SAY_YEAR,        OT_SAY_TARGET,      OT_SAY_REVIEW_INPUT,
                                      OT_SAY_REACH_SHIFT, OT_SAY_REACH_VALUE, OT_SAY_REACH_SDS};
    const ot_review *r = parts->review;
    const ot_projection *p = r->projection;
    if (!isfinite(r->reach)) return;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_REACH_HEADING,
                    ot_say_review_percent(d, r->reach));
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    for (size_t i = 0; i < sizeof HEAD / sizeof *HEAD; i++)
        ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, HEAD[i]));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say_plain(d, OT_SAY_REACH_THEN));
    for (size_t i = 0; i < p->n_targets; i++)
        if (ot_review_shows(parts, order[i]))
            put_reach(d, grid, p->model, ot_say_target_year(d, ot_review_target_at(p, order[i])),
                      ot_review_target_name(d, p, order[i]), &r->facts[order[i]].reach);
    for (size_t g = 0; g < p->n_groups; g++)
        if (ot_parts_show_group(parts, p->group[g]))
            put_reach(d, grid, p->model, "", ot_say_group(d, &p->model->group[p->group[g]]),
                      &r->group_reach[g]);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_REACH_LEGEND,
                    ot_say_digits(d, OT_REACH_MOST_SDS, RATE_DIGITS), (int)OT_REACH_DRAWS);
}

static void put_contributions(ot_document *d, ot_grid *grid, const ot_review *r, size_t j) {
    const ot_contributions *x = &r->facts[j].contributions;
    const ot_projection *p = r->projection;
    for (size_t i = 0; i < x->n; i++) {
        const size_t part = x->part[i].indicator;
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, i == 0 ? ot_say_target_year(d, ot_review_target_at(p, j)) : "");
        ot_grid_text(d, grid, i == 0 ? ot_review_target_name(d, p, j) : "");
        ot_grid_number(d, grid, i == 0 ? x->growth : (double)NAN, 1);
        ot_grid_text(d, grid, p->model->indicator[part].spec->label.text[d->language]);
        ot_grid_number(d, grid, x->part[i].points, 1);
    }
}

static void arrange_contributions(ot_document *d, const ot_parts *parts, const size_t *order) {
    const ot_review *r = parts->review;
    ot_grid *grid = NULL;
    for (size_t i = 0; i < r->projection->n_targets; i++) {
        if (!ot_review_shows(parts, order[i]) || r->facts[order[i]].contributions.n == 0) continue;
        if (!grid) {
            ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_CONTRIBUTIONS_HEADING);
            grid = ot_document_grid(d, NULL, 0);
            ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_YEAR));
            ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_TARGET));
            ot_grid_names(grid);
            ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say_plain(d, OT_SAY_CONTRIBUTIONS_GROWTH));
            ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_CONTRIBUTIONS_PART));
            ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_CONTRIBUTIONS_POINTS));
        }
        put_contributions(d, grid, r, order[i]);
    }
    if (grid) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_CONTRIBUTIONS_LEGEND);
}

static void put_pace(ot_document *d, ot_grid *grid, const ot_review *r, size_t j) {
    const ot_pace *x = &r->facts[j].pace;
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, ot_say_target_year(d, ot_review_target_at(r->projection, j)));
    ot_grid_text(d, grid, ot_review_target_name(d, r->projection, j));
    ot_grid_text(d, grid,
                 x->month ? ot_document_format(d, ot_word(d, OT_SAY_PACE_MONTH), x->year, x->month)
                          : ot_document_format(d, "%d", x->year));
    ot_grid_number(d, grid, 100.0 * x->done, 0);
    ot_grid_number(d, grid, 100.0 * x->due, 0);
    ot_grid_text(d, grid, ot_say_pace(d, x->word));
    ot_grid_tone(grid, ot_pace_tone(x->word));
}

static void arrange_pace(ot_document *d, const ot_parts *parts, const size_t *order) {
    const ot_review *r = parts->review;
    ot_grid *grid = NULL;
    for (size_t i = 0; i < r->projection->n_targets; i++) {
        if (!ot_review_shows(parts, order[i]) || r->facts[order[i]].pace.word == OT_PACE_NONE)
            continue;
        if (!grid) {
            ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_PACE_HEADING);
            grid = ot_document_grid(d, NULL, 0);
            ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_YEAR));
            ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_TARGET));
            ot_grid_names(grid);
            ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_PACE_AT));
            ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say_plain(d, OT_SAY_PACE_DONE));
            ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say_plain(d, OT_SAY_PACE_DUE));
            ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_PACE_WORD));
        }
        put_pace(d, grid, r, order[i]);
    }
    if (grid) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_PACE_LEGEND);
}

static void put_views(ot_document *d, ot_grid *grid, const ot_review *r, size_t j) {
    const ot_review_facts *f = &r->facts[j];
    const double chance[] = {r->projection->c[0].target[j].probability, f->panel.probability,
                             f->own.probability};
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, ot_say_target_year(d, ot_review_target_at(r->projection, j)));
    ot_grid_text(d, grid, ot_review_target_name(d, r->projection, j));
    for (size_t i = 0; i < 3; i++) {
        if (i == 1 && !r->has_panel) continue;
        const ot_review_verdict v = ot_review_verdict_of(chance[i]);
        ot_grid_text(d, grid,
                     v == OT_NO_VERDICT
                         ? "-"
                         : ot_document_format(d, "%s (%s)", ot_say_review_verdict(d, v),
                                              ot_say_tenths(d, chance[i])));
        if (v != OT_NO_VERDICT) ot_grid_tone(grid, ot_review_tone(v));
    }
}

static void arrange_views(ot_document *d, const ot_parts *parts, const size_t *order) {
    const ot_review *r = parts->review;
    ot_grid *grid = NULL;
    for (size_t i = 0; i < r->projection->n_targets; i++) {
        if (!ot_review_shows(parts, order[i]) || !r->c[0].target[order[i]].depends_on_prior)
            continue;
        if (!grid) {
            ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_REVIEW_VIEWS_HEADING);
            grid = ot_document_grid(d, NULL, 0);
            ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_YEAR));
            ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_TARGET));
            ot_grid_names(grid);
            ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_REVIEW_MODEL_VIEW));
            if (r->has_panel)
                ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_REVIEW_PANEL_VIEW));
            ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_REVIEW_OWN_VIEW));
        }
        put_views(d, grid, r, order[i]);
    }
    if (grid) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_REVIEW_VIEWS_LEGEND);
}

static void put_score(ot_document *d, ot_grid *grid, const ot_review *r, size_t j) {
    const ot_projection *p = r->projection;
    const ot_target_score *x = &r->c[0].target[j].score;
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, ot_say_target_year(d, ot_review_target_at(p, j)));
    ot_grid_text(d, grid, ot_review_target_name(d, p, j));
    ot_grid_text(d, grid, ot_say_target(d, p->model, ot_review_target_at(p, j)));
    ot_grid_text(d, grid, ot_say_digits(d, x->outturn, LEVEL_DIGITS + 1));
    ot_grid_text(d, grid, ot_word(d, x->is_met ? OT_SAY_YES : OT_SAY_NO));
    ot_grid_probability(d, grid, p->c[0].target[j].probability, p->c[0].target[j].mcse);
    ot_grid_number(d, grid, x->percentile, 0);
    ot_grid_number(d, grid, x->crps, ot_decimals_significant(x->crps, RATE_DIGITS));
}

static void arrange_scores(ot_document *d, const ot_parts *parts) {
    const ot_review *r = parts->review;
    const ot_projection *p = r->projection;
    ot_grid *grid = NULL;
    if (!r->has_outturns) return;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_SCORES_HEADING);
    for (size_t k = 0; k < p->n_cases && r->c[k].scores.n > 0; k++) {
        const ot_review_scores *s = &r->c[k].scores;
        ot_document_say(
            d, OT_ELEMENT_ITEM, OT_SAY_SCORES_LINE, ot_say_scenario(d, p->model, p->c[k].scenario),
            s->n_met, s->n, ot_say_digits(d, s->expected, RATE_DIGITS),
            ot_say_digits(d, s->brier, RATE_DIGITS), ot_say_digits(d, s->log_score, RATE_DIGITS));
    }
    if (r->c[0].scores.n == 0) {
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_SCORES_NONE);
        return;
    }
    grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_YEAR));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_TARGET));
    ot_grid_names(grid);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_WANTED));
    ot_grid_wrap(grid, OT_WANTED_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_OUTTURN));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_MET));
    ot_grid_column(d, grid, OT_COLUMN_PROBABILITY, ot_word(d, OT_SAY_PROBABILITY_THEN));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say_plain(d, OT_SAY_PERCENTILE));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_CRPS));
    for (size_t j = 0; j < p->n_targets; j++)
        if (ot_review_shows(parts, j) && r->c[0].target[j].score.is_known) put_score(d, grid, r, j);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_SCORES_LEGEND);
}

static int has_targets(const ot_parts *parts) {
    for (size_t j = 0; j < parts->review->projection->n_targets; j++)
        if (ot_review_shows(parts, j)) return 1;
    return 0;
}

/* One page, and what was asked for beside it. */
static void arrange_page(ot_document *d, const ot_parts *parts, const size_t *order) {
    ot_arrange_verdicts(d, parts, order);
    ot_arrange_remarks(d, parts);
    ot_arrange_together(d, parts);
    ot_arrange_deciding(d, parts);
    arrange_reach(d, parts, order);
}

static void arrange_tables(ot_document *d, const ot_parts *parts, const size_t *order) {
    arrange_targets(d, parts, order);
    ot_arrange_remarks(d, parts);
    ot_arrange_together(d, parts);
    arrange_decides(d, parts, order);
    arrange_reach(d, parts, order);
    arrange_pace(d, parts, order);
    arrange_contributions(d, parts, order);
    arrange_growth(d, parts, order);
    arrange_views(d, parts, order);
}

void ot_arrange_review(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->review->projection;
    const ot_spec *spec = p->model->spec;
    size_t *order = ot_arena_alloc(d->arena, p->n_targets, sizeof *order);
    if (!order) {
        d->failed = 1;
        return;
    }
    ot_review_order(parts->review, order);
    ot_document_text(d, OT_ELEMENT_TITLE, spec->title.text[d->language]);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH,
                    d->in_section ? OT_SAY_REVIEW_SUBJECT_BRIEF : OT_SAY_REVIEW_SUBJECT,
                    ot_say_named_scenario(d, p->model, p->c[0].scenario));
    ot_arrange_findings(d, parts);
    arrange_scores(d, parts);
    if (has_targets(parts) && parts->is_detailed)
        arrange_tables(d, parts, order);
    else if (has_targets(parts))
        arrange_page(d, parts, order);
    if (parts->is_detailed) ot_arrange_unjudged(d, parts);
    if (parts->is_detailed || !has_targets(parts)) {
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_GUIDE);
        ot_arrange_notes(d, parts->notes);
    } else {
        ot_arrange_page_end(d, parts);
    }
    if (!d->in_section) { /* the whole report says how it was made at its end */
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_RUN_LINE, spec->id, p->draws, p->seed,
                        p->executor, OUTTURN_VERSION);
        ot_arrange_sampling(d, p->sampling);
    }
    ot_arrange_review_data(d, parts);
}
