/* Tables that a workbook has beside the report's: a scenario each, and the data with their sources.
 */
#include <math.h>

#include "report/arrange/arrange.h"
#include "report/words/review_words.h"
#include "report/words/words.h"

enum { LEVEL_DIGITS = 3, GIVEN_DIGITS = 7, RATE_DECIMALS = 1 };

/* --- targets, a value in each cell --- */

static void put_around(ot_document *d, ot_grid *grid, const char *text, double value,
                       int decimals) {
    const char *after, *before = ot_say_parted(d, text, &after);
    ot_grid_number(d, grid, value, decimals);
    ot_grid_around(grid, before, after);
}

static void put_wanted(ot_document *d, ot_grid *grid, const ot_model *m, const ot_model_target *t) {
    const double value = ot_target_value(m, t);
    const char *after, *before = ot_say_target_around(d, m, t, &after);
    if (isnan(value) || t->relation == OT_TARGET_WITHIN) {
        ot_grid_text(d, grid, ot_say_target_briefly(d, m, t));
        return;
    }
    ot_grid_number(d, grid, value, ot_decimals_of(value, GIVEN_DIGITS));
    ot_grid_around(grid, before, after);
}

static void put_attainable(ot_document *d, ot_grid *grid, const ot_model *m,
                           const ot_model_target *t, double level) {
    const int is_limit = ot_target_side_of(t->relation, t->wanted) == OT_SIDE_LESS;
    ot_grid_number(d, grid, level, isfinite(level) ? ot_decimals_of(level, LEVEL_DIGITS) : 0);
    ot_grid_around(grid, is_limit ? "\xE2\x89\xA4" : "", ot_say_target_unit(d, m, t));
}

static void put_required(ot_document *d, ot_grid *grid, const ot_required_growth *g) {
    const ot_message unit = g->is_points ? OT_SAY_REVIEW_POINTS : OT_SAY_REVIEW_PERCENT;
    const char *text = ot_say2(d, unit, OT_NUMBER_PLACE, "");
    if (g->n_years > 0 && g->is_range)
        ot_grid_text(d, grid, ot_say_required_growth(d, g));
    else
        put_around(d, grid, g->is_most ? ot_say2(d, OT_SAY_REVIEW_MOST, text, "") : text,
                   g->n_years > 0 ? g->growth : (double)NAN, RATE_DECIMALS);
}

static void put_target(ot_document *d, ot_grid *grid, const ot_review *r, size_t j) {
    const ot_projection *p = r->projection;
    const ot_model_target *t = ot_review_target_at(p, j);
    const ot_review_target *x = &r->c[0].target[j];
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, ot_say_review_verdict(d, x->verdict));
    ot_grid_tone(grid, ot_review_tone(x->verdict));
    ot_grid_text(d, grid,
                 ot_document_format(d, "%s%s%s", ot_review_target_name(d, p, j),
                                    x->depends_on_prior ? OT_PRIOR_MARK : "",
                                    ot_say_base_mark(p->model, t->indicator)));
    ot_grid_number(d, grid, t->year, 0);
    ot_grid_around(grid, "", t->is_assumed_year ? "*" : "");
    put_wanted(d, grid, p->model, t);
    for (size_t k = 0; k < p->n_cases; k++) {
        const double chance = p->c[k].target[j].probability;
        const ot_review_verdict verdict = ot_review_verdict_of(chance);
        ot_grid_probability(d, grid, chance, p->c[k].target[j].mcse);
        if (verdict != OT_NO_VERDICT) ot_grid_tone(grid, ot_review_tone(verdict));
    }
    for (size_t i = 0; i < 2; i++)
        put_attainable(d, grid, p->model, t, x->attainable[i]);
    put_required(d, grid, &r->facts[j].growth);
    ot_grid_text(d, grid, ot_say_growth_rank(d, &r->facts[j].growth.own));
}

static void arrange_verdicts(ot_document *d, const ot_parts *parts, const size_t *order) {
    const ot_projection *p = parts->review->projection;
    ot_grid *grid = ot_document_grid(d, "verdicts", 1);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_REVIEW_VERDICT));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_TARGET));
    ot_grid_names(grid);
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_YEAR));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_WANTED));
    for (size_t k = 0; k < p->n_cases; k++)
        ot_grid_column(d, grid, OT_COLUMN_PROBABILITY,
                       ot_document_format(d, "%s%s", ot_say_scenario(d, p->model, p->c[k].scenario),
                                          p->model->scenario[p->c[k].scenario].is_conditional
                                              ? OT_CONDITIONAL_MARK
                                              : ""));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_REVIEW_SURE_50));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_REVIEW_SURE_80));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_REVIEW_REQUIRED));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_REVIEW_OWN_YEARS));
    for (size_t i = 0; i < p->n_targets; i++)
        if (ot_review_shows(parts, order[i])) put_target(d, grid, parts->review, order[i]);
}

/* --- a scenario each --- */

static void put_year(ot_document *d, ot_grid *grid, const ot_year_result *y, int decimals,
                     const char *unit, const char *growth_unit, int growth_decimals) {
    const int is_certain = !(y->high > y->low);
    ot_grid_band(d, grid, y->median, is_certain ? (double)NAN : y->low,
                 is_certain ? (double)NAN : y->high, decimals);
    ot_grid_around(grid, "", unit);
    ot_grid_number(d, grid, y->growth, growth_decimals);
    ot_grid_around(grid, "", growth_unit);
}

static void put_indicator(ot_document *d, ot_grid *grid, const ot_parts *parts, size_t k,
                          size_t i) {
    const ot_projection *p = parts->projection;
    const ot_indicator_facts *facts = &p->indicator[i];
    const ot_indicator_result *r = &p->c[k].indicator[i];
    const int decimals = ot_level_decimals(parts, p, facts, r);
    const char *unit = ot_say_unit_behind(d, p->model, facts->indicator), *growth_unit;
    (void)ot_say_parted(d,
                        ot_say2(d, facts->is_rate ? OT_SAY_REVIEW_POINTS : OT_SAY_REVIEW_PERCENT,
                                OT_NUMBER_PLACE, ""),
                        &growth_unit);
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, p->model->indicator[facts->indicator].spec->label.text[d->language]);
    ot_grid_number(d, grid, facts->last_value, decimals);
    ot_grid_around(grid, facts->is_assumed ? OT_APPROXIMATELY : "", unit);
    for (size_t t = 0; t < p->n_years; t++)
        put_year(d, grid, &r->year[t], decimals, unit, growth_unit,
                 ot_growth_decimals(p, facts, decimals));
}

static void arrange_scenario(ot_document *d, const ot_parts *parts, size_t k) {
    const ot_projection *p = parts->projection;
    const char *name =
        ot_say2(d, OT_SAY_XLSX_SCENARIO, ot_say_scenario(d, p->model, p->c[k].scenario), "");
    ot_grid *grid = ot_document_grid(d, name, 1);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_INDICATOR));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_XLSX_BASE));
    for (size_t t = 0; t < p->n_years; t++) {
        ot_grid_column(d, grid, OT_COLUMN_BAND,
                       ot_document_format(d, "%d", p->first_year + (int)t));
        ot_grid_column(
            d, grid, OT_COLUMN_NUMBER,
            ot_document_format(d, ot_word(d, OT_SAY_XLSX_GROWTH_IN), p->first_year + (int)t));
    }
    for (size_t i = 0; i < p->n_indicators; i++)
        put_indicator(d, grid, parts, k, i);
}

static void arrange_observations(ot_document *d, const ot_parts *parts) {
    static const char *const HEAD[] = {"series",  "area",   "year", "value", "unit",
                                       "vintage", "source", "file", "line",  NULL};
    ot_grid *grid = ot_document_grid(d, "observations", 1);
    ot_grid_columns(d, grid, HEAD);
    for (size_t i = 0; i < ot_table_count(parts->table); i++) {
        const ot_observation *o = ot_table_at(parts->table, i);
        if (ot_observation_is_unused(parts->model, o)) continue;
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, o->series);
        ot_grid_text(d, grid, o->area);
        ot_grid_shortest(d, grid, o->year);
        ot_grid_shortest(d, grid, o->figure.value);
        ot_grid_text(d, grid, o->unit);
        ot_grid_text(d, grid, o->vintage);
        ot_grid_text(d, grid, o->source);
        ot_grid_text(d, grid, o->file);
        ot_grid_shortest(d, grid, o->line);
    }
}

void ot_arrange_workbook(ot_document *d, const ot_parts *parts) {
    const size_t n = parts->review ? parts->review->projection->n_targets : 0;
    size_t *order = ot_arena_alloc(d->arena, n + 1, sizeof *order);
    d->failed |= order == NULL;
    if (order && n > 0) {
        ot_review_order(parts->review, order);
        arrange_verdicts(d, parts, order);
    }
    for (size_t k = 0; k < parts->projection->n_cases; k++)
        arrange_scenario(d, parts, k);
    ot_arrange_unjudged_sheet(d, parts);
    if (parts->table) arrange_observations(d, parts);
}
