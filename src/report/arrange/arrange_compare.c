/* The report of a comparison: B minus A, on common draws. */
#include <math.h>

#include "assess/comparison.h"
#include "report/arrange/arrange.h"
#include "report/words/words.h"

enum { PERCENT_DECIMALS = 1, DIGITS = 4, MEAN_DIGITS = 3 };

/* A band narrower than this share of its median is certain but for rounding. */
static const double ROUNDING = 1e-9;

static const char *case_label(const ot_document *d, const ot_projection *p, size_t k) {
    return ot_say_scenario(d, p->model, p->c[k].scenario);
}

static double largest_of(const ot_difference_result *r) {
    return fmax(fabs(r->median), fmax(fabs(r->low), fabs(r->high)));
}

/* As many as the run shows of the case that shows more. */
static int level_decimals(const ot_parts *parts, size_t i) {
    const ot_projection *p = parts->comparison->projection;
    const ot_indicator_facts *facts = &p->indicator[i];
    const int a = ot_level_decimals(parts, p, facts, &p->c[0].indicator[i]);
    const int b = ot_level_decimals(parts, p, facts, &p->c[1].indicator[i]);
    return a > b ? a : b;
}

/* Half of the draws do not differ, others do: a rare event whose mean tells of it. */
static int is_rare(const ot_difference_result *r) {
    return fabs(r->median) <= 0.0 && fabs(r->mean) > ROUNDING * fabs(r->median_a);
}

static int shows(const ot_parts *parts, size_t i, size_t t) {
    const ot_comparison *c = parts->comparison;
    return ot_parts_show(parts, c->indicator[i][t].year) &&
           ot_parts_show_indicator(parts, c->projection->indicator[i].indicator);
}

static int has_rare(const ot_parts *parts) {
    const ot_comparison *c = parts->comparison;
    for (size_t i = 0; i < c->projection->n_indicators; i++)
        for (size_t t = 0; t < c->projection->n_years; t++)
            if (shows(parts, i, t) && is_rare(&c->indicator[i][t])) return 1;
    return 0;
}

static void put_difference(ot_document *d, ot_grid *grid, const ot_projection *p, size_t i,
                           const ot_difference_result *r, int level, int shows_mean) {
    const size_t row = p->indicator[i].indicator;
    const int is_certain = !(r->high - r->low > ROUNDING * fabs(r->median));
    const int decimals = ot_decimals_for(is_certain ? 0.0 : r->high - r->low,
                                         ot_decimals_significant(largest_of(r), DIGITS));
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, p->model->indicator[row].spec->label.text[d->language]);
    ot_grid_text(d, grid, ot_say_unit(d, p->model, row));
    ot_grid_text(d, grid, ot_document_format(d, "%d", r->year));
    ot_grid_number(d, grid, r->median_a, level);
    ot_grid_number(d, grid, r->median_b, level);
    ot_grid_band(d, grid, r->median, is_certain ? NAN : r->low, is_certain ? NAN : r->high,
                 decimals);
    if (shows_mean) ot_grid_number(d, grid, r->mean, ot_decimals_of(r->mean, MEAN_DIGITS));
    ot_grid_number(d, grid, r->relative, PERCENT_DECIMALS);
    ot_grid_probability(d, grid, r->share_above, r->share_above_mcse);
}

static void arrange_indicators(ot_document *d, const ot_parts *parts) {
    const ot_comparison *c = parts->comparison;
    const ot_projection *p = c->projection;
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_INDICATOR));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_UNIT));
    ot_grid_wrap(grid, OT_UNIT_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_YEAR));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say2(d, OT_SAY_PAIR, "A", case_label(d, p, 0)));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say2(d, OT_SAY_PAIR, "B", case_label(d, p, 1)));
    ot_grid_column(d, grid, OT_COLUMN_BAND, ot_word(d, OT_SAY_DIFFERENCE));
    const int shows_mean = has_rare(parts);
    if (shows_mean) ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_MEAN_DIFFERENCE));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say_plain(d, OT_SAY_RELATIVE));
    ot_grid_column(d, grid, OT_COLUMN_PROBABILITY, ot_say_plain(d, OT_SAY_SHARE_ABOVE));
    for (size_t i = 0; i < p->n_indicators; i++)
        for (size_t t = 0; t < p->n_years; t++)
            if (shows(parts, i, t))
                put_difference(d, grid, p, i, &c->indicator[i][t], level_decimals(parts, i),
                               shows_mean);
}

static void put_probabilities(ot_document *d, ot_grid *grid, const ot_probability_difference *r,
                              double error_a, double error_b) {
    ot_grid_probability(d, grid, r->a, error_a);
    ot_grid_probability(d, grid, r->b, error_b);
    ot_grid_difference(d, grid, r->difference, r->mcse, r->differing);
}

static void probability_columns(ot_document *d, ot_grid *grid, const ot_projection *p) {
    ot_grid_column(d, grid, OT_COLUMN_PROBABILITY,
                   ot_say2(d, OT_SAY_PAIR, "A", case_label(d, p, 0)));
    ot_grid_column(d, grid, OT_COLUMN_PROBABILITY,
                   ot_say2(d, OT_SAY_PAIR, "B", case_label(d, p, 1)));
    ot_grid_column(d, grid, OT_COLUMN_PROBABILITY, ot_word(d, OT_SAY_DIFFERENCE));
}

static void arrange_targets(ot_document *d, const ot_parts *parts) {
    const ot_comparison *c = parts->comparison;
    const ot_projection *p = c->projection;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_COMPARE_TARGETS);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_YEAR));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_TARGET));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_WANTED));
    ot_grid_wrap(grid, OT_WANTED_WIDTH);
    probability_columns(d, grid, p);
    for (size_t j = 0; j < p->n_targets; j++) {
        const ot_model_target *t = &p->model->target[p->target[j]];
        if (!ot_parts_show_target(parts, t)) continue;
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, ot_say_target_year(d, t));
        ot_grid_text(d, grid, t->label.text[d->language]);
        ot_grid_text(d, grid, ot_say_target(d, p->model, t));
        put_probabilities(d, grid, &c->target[j], p->c[0].target[j].mcse, p->c[1].target[j].mcse);
    }
}

static void arrange_groups(ot_document *d, const ot_parts *parts) {
    const ot_comparison *c = parts->comparison;
    const ot_projection *p = c->projection;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_COMPARE_GROUPS);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_TOGETHER));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_N_TARGETS));
    probability_columns(d, grid, p);
    for (size_t g = 0; g < p->n_groups; g++) {
        const ot_group *group = &p->model->group[p->group[g]];
        if (!ot_parts_show_group(parts, p->group[g])) continue;
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, ot_say_group(d, group));
        ot_grid_number(d, grid, (double)p->c[0].group[g].n_targets, 0);
        put_probabilities(d, grid, &c->group[g], p->c[0].group[g].mcse, p->c[1].group[g].mcse);
    }
}

static void arrange_data(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {
        "indicator", "label",     "unit", "year",         "median_a",      "median_b",
        "relative",  "median",    "low",  "high",         "share_above",   "share_equal",
        "draws",     "nonfinite", "mean", "relative_low", "relative_high", "share_above_mcse",
        NULL};
    const ot_comparison *c = parts->comparison;
    const ot_projection *p = c->projection;
    ot_grid *grid = ot_document_grid(d, "differences", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t i = 0; i < p->n_indicators; i++)
        for (size_t t = 0; t < p->n_years; t++) {
            const ot_difference_result *r = &c->indicator[i][t];
            const size_t row = p->indicator[i].indicator;
            if (!shows(parts, i, t)) continue;
            ot_grid_row(d, grid);
            ot_grid_text(d, grid, p->model->indicator[row].spec->id);
            ot_grid_text(d, grid, p->model->indicator[row].spec->label.text[d->language]);
            ot_grid_text(d, grid, ot_unit_of_indicator(p->model, row));
            const double value[] = {r->year,
                                    r->median_a,
                                    r->median_b,
                                    r->relative,
                                    r->median,
                                    r->low,
                                    r->high,
                                    r->share_above,
                                    r->share_equal,
                                    (double)r->n,
                                    (double)r->nonfinite,
                                    r->mean,
                                    r->relative_low,
                                    r->relative_high,
                                    r->share_above_mcse};
            for (size_t v = 0; v < sizeof value / sizeof *value; v++)
                ot_grid_shortest(d, grid, value[v]);
        }
}

static void arrange_probabilities_data(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"target",        "group",      "year", "probability_a",
                                        "probability_b", "difference", "mcse", "differing",
                                        "label",         NULL};
    const ot_comparison *c = parts->comparison;
    const ot_projection *p = c->projection;
    ot_grid *grid = ot_document_grid(d, "probabilities", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t j = 0; j < p->n_targets + p->n_groups; j++) {
        const int is_target = j < p->n_targets;
        const size_t g = is_target ? 0 : p->group[j - p->n_targets];
        const ot_model_target *t = is_target ? &p->model->target[p->target[j]] : NULL;
        const int year = t ? t->year : p->model->group[g].year;
        const ot_probability_difference *r =
            is_target ? &c->target[j] : &c->group[j - p->n_targets];
        if (t ? !ot_parts_show_target(parts, t) : !ot_parts_show_group(parts, g)) continue;
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, t ? t->id : "");
        ot_grid_text(d, grid, t ? "" : p->model->group[g].name);
        ot_grid_shortest(d, grid, year ? (double)year : (double)NAN);
        ot_grid_shortest(d, grid, r->a);
        ot_grid_shortest(d, grid, r->b);
        ot_grid_shortest(d, grid, r->difference);
        ot_grid_shortest(d, grid, r->mcse);
        ot_grid_shortest(d, grid, (double)r->differing);
        ot_grid_text(d, grid,
                     t ? t->label.text[d->language] : ot_say_group(d, &p->model->group[g]));
    }
}

static int shows_targets(const ot_parts *parts) {
    const ot_projection *p = parts->comparison->projection;
    for (size_t j = 0; j < p->n_targets; j++)
        if (ot_parts_show_target(parts, &p->model->target[p->target[j]])) return 1;
    return 0;
}

static int shows_groups(const ot_parts *parts) {
    const ot_projection *p = parts->comparison->projection;
    for (size_t g = 0; g < p->n_groups; g++)
        if (ot_parts_show_group(parts, p->group[g])) return 1;
    return 0;
}

void ot_arrange_compare(ot_document *d, const ot_parts *parts) {
    const ot_projection *p = parts->comparison->projection;
    const ot_spec *spec = p->model->spec;
    ot_document_text(d, OT_ELEMENT_TITLE, spec->title.text[d->language]);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_RUN_LINE, spec->id, p->draws, p->seed,
                    p->executor, OUTTURN_VERSION);
    ot_arrange_sampling(d, p->sampling);
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_COMPARE_TITLE, case_label(d, p, 1),
                    case_label(d, p, 0));
    arrange_indicators(d, parts);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_COMPARE_LEGEND, case_label(d, p, 1),
                    case_label(d, p, 0));
    if (shows_targets(parts)) arrange_targets(d, parts);
    if (shows_groups(parts)) arrange_groups(d, parts);
    ot_arrange_left_out(d, parts, p);
    if (shows_targets(parts)) ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_PAIRED_NOTE);
    for (size_t k = 0; k < 2; k++)
        if (p->model->scenario[p->c[k].scenario].is_conditional)
            ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_PAIR, case_label(d, p, k),
                            ot_word(d, OT_SAY_CONDITIONAL));
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_GUIDE);
    ot_arrange_notes(d, parts->notes);
    arrange_data(d, parts);
    arrange_probabilities_data(d, parts);
}
