/* The report of growth in a panel: components, the law that they make, outliers, a driver to paste.
 */
#include <math.h>
#include <stdint.h>

#include "report/arrange/arrange.h"
#include "report/arrange/prior_driver.h"
#include "report/words/words.h"

enum { DECIMALS = 2, DF_DECIMALS = 1, WEIGHT_DECIMALS = 2, MOST_OUTLIERS = 10 };

static double percent(double fraction) { return 100.0 * fraction; }

/* A line of a grid: what, value, standard error (NaN: none). */
static void line(ot_document *d, ot_grid *grid, const char *what, double value, double error) {
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, what);
    ot_grid_number(d, grid, value, DECIMALS);
    if (isfinite(error))
        ot_grid_number(d, grid, error, DECIMALS);
    else
        ot_grid_text(d, grid, "");
}

static void put_df(ot_document *d, ot_grid *grid, double df) {
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, ot_word(d, OT_SAY_PRIOR_DF));
    if (isfinite(df))
        ot_grid_number(d, grid, df, DF_DECIMALS);
    else
        ot_grid_text(d, grid, ot_word(d, OT_SAY_PRIOR_NORMAL));
    ot_grid_text(d, grid, "");
}

static void arrange_components(ot_document *d, const ot_prior *p) {
    const ot_growth_components *c = &p->components;
    const double none = (double)NAN;
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_PRIOR_QUANTITY));
    ot_grid_wrap(grid, OT_MOST_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_VALUE));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_STANDARD_ERROR));
    line(d, grid, ot_word(d, OT_SAY_PRIOR_MEAN), percent(c->mean), percent(c->mean_se));
    line(d, grid, ot_word(d, OT_SAY_PRIOR_MEDIAN), percent(p->median), none);
    line(d, grid, ot_word(d, OT_SAY_PRIOR_MEAN_LOG), percent(p->mean_log), none);
    line(d, grid, ot_word(d, OT_SAY_PRIOR_BETWEEN), percent(c->between), none);
    line(d, grid, ot_word(d, OT_SAY_PRIOR_COMMON), percent(c->common), none);
    line(d, grid, ot_word(d, OT_SAY_PRIOR_OWN), percent(c->own), none);
    line(d, grid, ot_word(d, OT_SAY_PRIOR_ROBUST), percent(p->mad_sd), none);
    line(d, grid, ot_word(d, OT_SAY_PRIOR_OWN_PERSISTENCE), c->own_persistence,
         c->own_persistence_se);
    if (c->has_common_persistence) {
        line(d, grid, ot_word(d, OT_SAY_PRIOR_COMMON_PERSISTENCE), c->common_persistence,
             c->common_persistence_se);
        line(d, grid, ot_word(d, OT_SAY_PRIOR_PERSISTENCE), p->persistence, p->persistence_se);
    }
    put_df(d, grid, p->year_df);
}

static void arrange_law(ot_document *d, const ot_prior *p) {
    const ot_prior_law *law = &p->law;
    const double none = (double)NAN;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_PRIOR_LAW_HEADING);
    if (p->own == SIZE_MAX)
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_PRIOR_NEW_AREA);
    else
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_PRIOR_OWN_AREA, p->area[p->own]);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_PRIOR_QUANTITY));
    ot_grid_wrap(grid, OT_MOST_WIDTH);
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_VALUE));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, "");
    line(d, grid, ot_word(d, OT_SAY_PRIOR_MIDDLE), percent(law->value), none);
    line(d, grid, ot_word(d, OT_SAY_PRIOR_UNCERTAINTY), percent(law->uncertainty), none);
    line(d, grid, ot_word(d, OT_SAY_PRIOR_YEAR_SD), percent(law->year_sd), none);
    line(d, grid, ot_word(d, OT_SAY_PRIOR_SD), percent(law->sd), none);
    line(d, grid, ot_document_format(d, ot_word(d, OT_SAY_PRIOR_SUM_SD), OT_PRIOR_HORIZON),
         percent(law->sum_sd), none);
    if (p->own == SIZE_MAX && isfinite(p->panel_sum_sd))
        line(d, grid, ot_word(d, OT_SAY_PRIOR_PANEL_SUM_SD), percent(p->panel_sum_sd), none);
}

static void arrange_areas(ot_document *d, const ot_prior *p) {
    if (!p->is_chosen && p->own == SIZE_MAX) return;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_PRIOR_AREAS_HEADING);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_AREA));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_GROWTH_RATES));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_OWN_MEAN));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_POOLED_MEAN));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_POOLED_SD));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_OWN_WEIGHT));
    for (size_t i = 0; i < p->panel.n_areas; i++) {
        if (p->own != SIZE_MAX && i != p->own) continue;
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, p->area[i]);
        ot_grid_number(d, grid, (double)p->effect[i].n, 0);
        ot_grid_number(d, grid, percent(p->effect[i].own_mean), DECIMALS);
        ot_grid_number(d, grid, percent(p->effect[i].mean), DECIMALS);
        ot_grid_number(d, grid, percent(p->effect[i].sd), DECIMALS);
        ot_grid_number(d, grid, p->effect[i].weight, WEIGHT_DECIMALS);
    }
}

static void arrange_outliers(ot_document *d, const ot_prior *p) {
    if (p->n_outliers == 0) return;
    ot_document_say(d, OT_ELEMENT_HEADING,
                    p->leaves_out_outliers ? OT_SAY_OUTLIERS_LEFT_OUT : OT_SAY_OUTLIERS_HEADING,
                    p->n_outliers, p->n_rates);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_AREA));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_YEAR));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_GROWTH));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_USUAL));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_DISTANCE));
    ot_grid_column(d, grid, OT_COLUMN_TEXT, "");
    for (size_t k = 0; k < p->n_outliers && k < MOST_OUTLIERS; k++) {
        const ot_prior_outlier *o = &p->outlier[k];
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, p->area[o->area]);
        ot_grid_text(d, grid, ot_document_format(d, "%d", p->year[o->year]));
        ot_grid_number(d, grid, percent(o->growth), DECIMALS);
        ot_grid_number(d, grid, percent(o->usual), DECIMALS);
        ot_grid_number(d, grid, o->distance, DF_DECIMALS);
        ot_grid_text(d, grid,
                     ot_word(d, o->is_reversed ? OT_SAY_OUTLIER_REVERSED : OT_SAY_OUTLIER_STEP));
    }
    if (p->n_outliers > MOST_OUTLIERS)
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_OUTLIERS_MORE,
                        p->n_outliers - MOST_OUTLIERS);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH,
                    p->leaves_out_outliers ? OT_SAY_LEFT_OUT_NOTE : OT_SAY_OUTLIERS_NOTE);
}

static void arrange_driver(ot_document *d, const ot_prior *p) {
    ot_buffer out = {0};
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_PRIOR_PASTE_HEADING);
    ot_put_driver(&out, p, "    ");
    ot_document_text(d, OT_ELEMENT_PARAGRAPH, ot_document_take(d, &out));
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_PRIOR_LAW_NOTE, OT_PRIOR_HORIZON);
}

/* The figures of a prior `p`, each beside the name of its column. */
#define PRIOR_FIGURES(X)                                               \
    X("areas", p->panel.n_areas)                                       \
    X("rates", p->components.n)                                        \
    X("first_year", p->first_year)                                     \
    X("last_year", p->last_year)                                       \
    X("mean", percent(p->components.mean))                             \
    X("mean_error", percent(p->components.mean_se))                    \
    X("median", percent(p->median))                                    \
    X("mean_log", percent(p->mean_log))                                \
    X("between_sd", percent(p->components.between))                    \
    X("common_sd", percent(p->components.common))                      \
    X("own_sd", percent(p->components.own))                            \
    X("robust_sd", percent(p->mad_sd))                                 \
    X("own_persistence", p->components.own_persistence)                \
    X("own_persistence_error", p->components.own_persistence_se)       \
    X("common_persistence", p->components.common_persistence)          \
    X("common_persistence_error", p->components.common_persistence_se) \
    X("persistence", p->persistence)                                   \
    X("persistence_error", p->persistence_se)                          \
    X("df", p->year_df)                                                \
    X("value", percent(p->law.value))                                  \
    X("uncertainty", percent(p->law.uncertainty))                      \
    X("year_sd", percent(p->law.year_sd))                              \
    X("sd", percent(p->law.sd))                                        \
    X("scale", percent(p->law.scale))                                  \
    X("law_persistence", p->law.persistence)                           \
    X("sum_years", OT_PRIOR_HORIZON)                                   \
    X("sum_sd", percent(p->law.sum_sd))                                \
    X("panel_sum_sd", percent(p->panel_sum_sd))

static void put_prior(ot_document *d, ot_grid *grid, const ot_prior *p) {
#define VALUE(name, value) (double)(value),
    const double figure[] = {PRIOR_FIGURES(VALUE)};
#undef VALUE
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, p->indicator);
    ot_grid_text(d, grid, p->own == SIZE_MAX ? "" : p->area[p->own]);
    for (size_t i = 0; i < sizeof figure / sizeof *figure; i++)
        ot_grid_shortest(d, grid, figure[i]);
}

static void arrange_priors_data(ot_document *d, const ot_parts *parts) {
#define NAME(name, value) name,
    static const char *const NAMES[] = {"indicator", "area", PRIOR_FIGURES(NAME) NULL};
#undef NAME
    ot_grid *grid = ot_document_grid(d, "priors", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t k = 0; k < parts->n_priors; k++)
        put_prior(d, grid, parts->prior[k]);
}

static void arrange_areas_data(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"indicator",   "area",      "rates",      "own_mean",
                                        "pooled_mean", "pooled_sd", "own_weight", NULL};
    ot_grid *grid = ot_document_grid(d, "areas", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t k = 0; k < parts->n_priors; k++)
        for (size_t i = 0; i < parts->prior[k]->panel.n_areas; i++) {
            const ot_area_effect *e = &parts->prior[k]->effect[i];
            ot_grid_row(d, grid);
            ot_grid_text(d, grid, parts->prior[k]->indicator);
            ot_grid_text(d, grid, parts->prior[k]->area[i]);
            ot_grid_shortest(d, grid, (double)e->n);
            ot_grid_shortest(d, grid, percent(e->own_mean));
            ot_grid_shortest(d, grid, percent(e->mean));
            ot_grid_shortest(d, grid, percent(e->sd));
            ot_grid_shortest(d, grid, e->weight);
        }
}

static void arrange_outliers_data(ot_document *d, const ot_parts *parts) {
    static const char *const NAMES[] = {"indicator", "area",     "year",     "growth",
                                        "usual",     "distance", "reversed", NULL};
    ot_grid *grid = ot_document_grid(d, "outliers", 1);
    ot_grid_columns(d, grid, NAMES);
    for (size_t k = 0; k < parts->n_priors; k++)
        for (size_t i = 0; i < parts->prior[k]->n_outliers; i++) {
            const ot_prior *p = parts->prior[k];
            const ot_prior_outlier *o = &p->outlier[i];
            ot_grid_row(d, grid);
            ot_grid_text(d, grid, p->indicator);
            ot_grid_text(d, grid, p->area[o->area]);
            ot_grid_shortest(d, grid, p->year[o->year]);
            ot_grid_shortest(d, grid, percent(o->growth));
            ot_grid_shortest(d, grid, percent(o->usual));
            ot_grid_shortest(d, grid, o->distance);
            ot_grid_shortest(d, grid, o->is_reversed);
        }
}

void ot_arrange_prior(ot_document *d, const ot_parts *parts) {
    ot_document_say(d, OT_ELEMENT_TITLE, OT_SAY_PRIOR_TITLE, ot_table_input(parts->table, 0)->path);
    for (size_t k = 0; k < parts->n_priors; k++) {
        const ot_prior *p = parts->prior[k];
        ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_PRIOR_HEADING, p->indicator);
        ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_PRIOR_SPAN, p->components.n,
                        p->panel.n_areas, ot_say_years(d, p->first_year, p->last_year));
        arrange_components(d, p);
        arrange_areas(d, p);
        arrange_outliers(d, p);
        arrange_law(d, p);
        arrange_driver(d, p);
    }
    ot_arrange_notes(d, parts->notes);
    arrange_priors_data(d, parts);
    arrange_areas_data(d, parts);
    arrange_outliers_data(d, parts);
}
