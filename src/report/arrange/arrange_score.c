/* The report of scores, of files of forecasts and of backtests alike. */
#include <math.h>
#include <string.h>

#include "assess/scoring/scoring.h"
#include "report/arrange/arrange.h"
#include "report/words/words.h"

enum {
    DIGITS = 4,
    SCALED_DECIMALS = 3,
    PERCENT_DECIMALS = 1,
    P_DECIMALS = 3,
    MOST_VALUES = 40, /* of an axis that a reader is shown */
    MSIS_LEVEL = OT_SCORING_LEVELS - 1
};
static const double PERCENT = 100.0;

static const char *method_name(const ot_document *d, const ot_scoring *s, size_t method) {
    return *s->method[method] ? s->method[method] : ot_word(d, OT_SAY_SCORE_UNNAMED);
}

/* Names of axes that a backtest has made; others are columns of a file. */
static const char *axis_name(const ot_document *d, const ot_scoring *s, size_t axis) {
    if (!s->is_backtest) return s->axis[axis].name;
    return ot_word(d, axis == 0   ? OT_SAY_INDICATOR
                      : axis == 1 ? OT_SAY_SCORE_HORIZON
                                  : OT_SAY_SCORE_HISTORY);
}

static void begin_columns(ot_document *d, const ot_scoring *s, ot_grid *grid, size_t axis) {
    if (axis != OT_SCORING_ANY) ot_grid_column(d, grid, OT_COLUMN_TEXT, axis_name(d, s, axis));
    ot_grid_column(d, grid, OT_COLUMN_TEXT,
                   ot_word(d, s->is_backtest ? OT_SAY_SCORE_METHOD : OT_SAY_SCORE_MODEL));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, OT_SAY_SCORE_N));
}

static void begin_row(ot_document *d, const ot_scoring *s, ot_grid *grid,
                      const ot_scoring_group *g) {
    ot_grid_row(d, grid);
    if (g->axis[0] != OT_SCORING_ANY) ot_grid_text(d, grid, s->axis[g->axis[0]].value[g->value[0]]);
    ot_grid_text(d, grid, method_name(d, s, g->method));
    ot_grid_number(d, grid, (double)g->n, 0);
}

static void number(ot_document *d, ot_grid *grid, ot_message heading) {
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_word(d, heading));
}

/* No test has a probability of 0. */
static void put_p(ot_document *d, ot_grid *grid, double p) {
    static const double SMALLEST = 0.0005; /* of those that P_DECIMALS tell from 0 */
    if (p < SMALLEST)
        ot_grid_text(d, grid, "<0.001");
    else
        ot_grid_number(d, grid, p, P_DECIMALS);
}

static void score_columns(ot_document *d, const ot_scoring *s, ot_grid *grid) {
    static const ot_message SCALED[] = {OT_SAY_SCORE_SMAPE, OT_SAY_SCORE_MASE, OT_SAY_SCORE_BIAS,
                                        OT_SAY_SCORE_SCRPS, OT_SAY_SCORE_MSIS};
    static const ot_message PLAIN[] = {OT_SAY_SCORE_MAE,   OT_SAY_SCORE_RMSE, OT_SAY_SCORE_BIAS,
                                       OT_SAY_SCORE_SMAPE, OT_SAY_SCORE_CRPS, OT_SAY_SCORE_WIS};
    const size_t n = s->is_backtest ? sizeof SCALED / sizeof *SCALED : sizeof PLAIN / sizeof *PLAIN;
    for (size_t i = 0; i < n; i++)
        number(d, grid, s->is_backtest ? SCALED[i] : PLAIN[i]);
    for (size_t k = 0; k < OT_SCORING_LEVELS; k++)
        ot_grid_column(d, grid, OT_COLUMN_NUMBER,
                       ot_document_format(d, ot_word(d, OT_SAY_SCORE_IN),
                                          (int)lround(PERCENT * ot_scoring_level[k])));
    number(d, grid, OT_SAY_SCORE_PIT_P);
}

/* In the unit of the forecasts, with decimals that suit `size`. */
static void put_plain(ot_document *d, ot_grid *grid, double value, double size) {
    ot_grid_number(d, grid, value, isfinite(size) ? ot_decimals_significant(size, DIGITS) : 0);
}

/* A law without a mean has no finite score, and one series that hardly moves outweighs all others:
 * what comes of them is no number to compare. */
static void put_scaled(ot_document *d, ot_grid *grid, double value, int decimals) {
    const double ABSURD = 1e5;
    if (fabs(value) < ABSURD || !isfinite(value))
        ot_grid_number(d, grid, value, decimals);
    else
        ot_grid_text(d, grid, ot_document_format(d, "%.0e", value));
}

static void put_scores(ot_document *d, const ot_scoring *s, ot_grid *grid,
                       const ot_scoring_group *g) {
    if (s->is_backtest) {
        ot_grid_number(d, grid, g->smape, PERCENT_DECIMALS + 1);
        put_scaled(d, grid, g->mase, SCALED_DECIMALS);
        put_scaled(d, grid, g->scaled_bias, SCALED_DECIMALS);
        put_scaled(d, grid, g->scaled_crps, SCALED_DECIMALS);
        put_scaled(d, grid, g->scaled_interval[MSIS_LEVEL], PERCENT_DECIMALS + 1);
    } else {
        put_plain(d, grid, g->mae, g->rmse);
        put_plain(d, grid, g->rmse, g->rmse);
        put_plain(d, grid, g->bias, g->rmse);
        ot_grid_number(d, grid, g->smape, PERCENT_DECIMALS + 1);
        put_plain(d, grid, g->crps, g->crps);
        put_plain(d, grid, g->wis, g->wis);
    }
    for (size_t k = 0; k < OT_SCORING_LEVELS; k++)
        ot_grid_number(d, grid, PERCENT * g->coverage[k], PERCENT_DECIMALS);
    put_p(d, grid, g->pit.p);
}

static void arrange_axis(ot_document *d, const ot_scoring *s, size_t axis) {
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    begin_columns(d, s, grid, axis);
    score_columns(d, s, grid);
    for (size_t i = 0; i < s->n_groups; i++) {
        const ot_scoring_group *g = &s->group[i];
        if (g->axis[0] != axis || g->axis[1] != OT_SCORING_ANY) continue;
        begin_row(d, s, grid, g);
        put_scores(d, s, grid, g);
    }
}

static int has_coverage_errors(const ot_scoring *s) {
    for (size_t m = 0; m < s->n_methods; m++) {
        const ot_scoring_group *g = ot_scoring_find(s, m, OT_SCORING_ANY, 0);
        for (size_t k = 0; g && k < OT_SCORING_LEVELS; k++)
            if (isfinite(g->coverage_error[k])) return 1;
    }
    return 0;
}

/* How far from what it should be may a coverage lie by chance? */
static void arrange_coverage(ot_document *d, const ot_scoring *s) {
    if (!has_coverage_errors(s)) return;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_SCORE_COVERAGE_HEADING);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    begin_columns(d, s, grid, OT_SCORING_ANY);
    for (size_t k = 0; k < OT_SCORING_LEVELS; k++) {
        ot_grid_column(d, grid, OT_COLUMN_NUMBER,
                       ot_document_format(d, ot_word(d, OT_SAY_SCORE_IN),
                                          (int)lround(PERCENT * ot_scoring_level[k])));
        ot_grid_column(d, grid, OT_COLUMN_NUMBER, OT_PLUS_MINUS);
    }
    for (size_t m = 0; m < s->n_methods; m++) {
        const ot_scoring_group *g = ot_scoring_find(s, m, OT_SCORING_ANY, 0);
        if (!g || g->n == 0) continue;
        begin_row(d, s, grid, g);
        for (size_t k = 0; k < OT_SCORING_LEVELS; k++) {
            ot_grid_number(d, grid, PERCENT * g->coverage[k], PERCENT_DECIMALS);
            ot_grid_number(d, grid, PERCENT * g->coverage_error[k], PERCENT_DECIMALS);
        }
    }
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_SCORE_COVERAGE_LEGEND);
}

/* Of two references the later one is compared with the earlier one, not both ways. */
static int is_told(const ot_scoring *s, size_t method, size_t k) {
    size_t own = s->n_references;
    for (size_t i = 0; i < s->n_references; i++)
        if (s->reference[i] == method) own = i;
    return k < own;
}

static void arrange_skill(ot_document *d, const ot_scoring *s) {
    if (s->n_references == 0) return;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_SCORE_SKILL_HEADING);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    begin_columns(d, s, grid, OT_SCORING_ANY);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_SCORE_AGAINST));
    number(d, grid, OT_SAY_SCORE_SKILL_CRPS);
    number(d, grid, OT_SAY_SCORE_ERROR);
    number(d, grid, OT_SAY_SCORE_SKILL_POINT);
    number(d, grid, OT_SAY_SCORE_ERROR);
    number(d, grid, OT_SAY_SCORE_DM);
    number(d, grid, OT_SAY_SCORE_DM_P);
    for (size_t m = 0; m < s->n_methods; m++)
        for (size_t k = 0; k < s->n_references; k++) {
            const ot_scoring_group *g = ot_scoring_find(s, m, OT_SCORING_ANY, 0);
            if (!g || !is_told(s, m, k)) continue;
            const ot_scoring_against *a = &g->against[k];
            begin_row(d, s, grid, g);
            ot_grid_text(d, grid, method_name(d, s, s->reference[k]));
            put_scaled(d, grid, PERCENT * a->crps.skill, PERCENT_DECIMALS);
            put_scaled(d, grid, PERCENT * a->crps.error, PERCENT_DECIMALS);
            put_scaled(d, grid, PERCENT * a->absolute.skill, PERCENT_DECIMALS);
            put_scaled(d, grid, PERCENT * a->absolute.error, PERCENT_DECIMALS);
            ot_grid_number(d, grid, a->dm.statistic, PERCENT_DECIMALS + 1);
            put_p(d, grid, a->dm.p);
        }
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_SCORE_SKILL_LEGEND);
}

static void arrange_pit(ot_document *d, const ot_scoring *s) {
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_SCORE_PIT_HEADING);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    begin_columns(d, s, grid, OT_SCORING_ANY);
    for (size_t k = 0; k < OT_PIT_CLASSES; k++)
        ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_document_format(d, "%zu", k + 1));
    for (size_t m = 0; m < s->n_methods; m++) {
        const ot_scoring_group *g = ot_scoring_find(s, m, OT_SCORING_ANY, 0);
        if (!g || g->pit.n == 0) continue;
        begin_row(d, s, grid, g);
        for (size_t k = 0; k < OT_PIT_CLASSES; k++)
            ot_grid_number(d, grid, PERCENT * g->pit.share[k], PERCENT_DECIMALS);
    }
}

static void arrange_events(ot_document *d, const ot_scoring *s) {
    const ot_reliability *r = &s->reliability;
    if (s->n_events == 0) return;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_SCORE_EVENTS_HEADING);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_SCORE_EVENTS_LINE,
                    ot_say_count(d, s->n_events, OT_SAY_SCORE_ONE_CHANCE, OT_SAY_SCORE_CHANCES),
                    ot_say_digits(d, r->brier, SCALED_DECIMALS),
                    ot_say_digits(d, r->reliability, SCALED_DECIMALS),
                    ot_say_digits(d, r->resolution, SCALED_DECIMALS),
                    ot_say_digits(d, r->uncertainty, SCALED_DECIMALS));
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, ot_word(d, OT_SAY_SCORE_EVENT_CLASS));
    number(d, grid, OT_SAY_SCORE_N);
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say_plain(d, OT_SAY_SCORE_EVENT_MEAN));
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, ot_say_plain(d, OT_SAY_SCORE_EVENT_SHARE));
    for (size_t k = 0; k < OT_RELIABILITY_CLASSES; k++) {
        if (r->n[k] == 0) continue;
        ot_grid_row(d, grid);
        ot_grid_text(d, grid,
                     ot_document_format(d, "%zu-%zu %%", 100 * k / OT_RELIABILITY_CLASSES,
                                        100 * (k + 1) / OT_RELIABILITY_CLASSES));
        ot_grid_number(d, grid, (double)r->n[k], 0);
        ot_grid_number(d, grid, PERCENT * r->probability[k], PERCENT_DECIMALS);
        ot_grid_number(d, grid, PERCENT * r->share[k], PERCENT_DECIMALS);
    }
}

/* Errors of different things do not add up: who reads the sum is told. */
static void arrange_mixed(ot_document *d, const ot_scoring *s) {
    if (!s->is_backtest && s->target != OT_SCORING_ANY && s->axis[s->target].n_values > 1)
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_SCORE_MIXED, s->axis[s->target].n_values,
                        s->axis[s->target].name, s->axis[s->target].name);
    if (s->n_unscaled > 0)
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_SCORE_UNSCALED, s->n_unscaled, s->n_units);
}

/* Methods that failed at the same, for the same reason, are named together. */
static int is_same_gap(const ot_document *d, const ot_scoring *s, const ot_scoring_group *a,
                       const ot_scoring_group *b) {
    if (!a || !b || a->n != b->n || a->n_missing != b->n_missing) return 0;
    if (!s->gap) return 0;
    const ot_scoring_gap *x = &s->gap[a->method], *y = &s->gap[b->method];
    return x->series && y->series && x->origin == y->origin && strcmp(x->series, y->series) == 0 &&
           strcmp(x->why[d->language], y->why[d->language]) == 0;
}

static void say_missing(ot_document *d, const ot_scoring *s, const ot_scoring_group *g,
                        const char *methods) {
    const size_t n = g->n + g->n_missing;
    const ot_scoring_gap *gap = s->gap ? &s->gap[g->method] : NULL;
    if (gap && gap->series)
        ot_document_say(d, OT_ELEMENT_ITEM, OT_SAY_SCORE_MISSING_WHY, methods, g->n_missing, n,
                        gap->series, gap->origin, gap->why[d->language]);
    else
        ot_document_say(d, OT_ELEMENT_ITEM,
                        s->is_backtest ? OT_SAY_SCORE_MISSING : OT_SAY_SCORE_NO_POINT, methods,
                        g->n_missing, n);
}

static void arrange_missing(ot_document *d, const ot_scoring *s) {
    for (size_t m = 0; m < s->n_methods; m++) {
        const ot_scoring_group *g = ot_scoring_find(s, m, OT_SCORING_ANY, 0);
        const char *methods = method_name(d, s, m);
        int is_told = 0;
        if (!g || g->n_missing == 0) continue;
        for (size_t k = 0; k < s->n_methods && !is_told; k++) {
            if (k == m || !is_same_gap(d, s, g, ot_scoring_find(s, k, OT_SCORING_ANY, 0))) continue;
            is_told = k < m;
            methods = ot_document_format(d, "%s%s%s", methods, ot_word(d, OT_SAY_SCORE_AND),
                                         method_name(d, s, k));
        }
        if (!is_told) say_missing(d, s, g, methods);
    }
}

/* Every number: one row a group, every axis a column. */
static void data_columns(ot_document *d, const ot_scoring *s, ot_grid *grid) {
    static const char *const HEAD[] = {"n",
                                       "missing",
                                       "mae",
                                       "rmse",
                                       "bias",
                                       "smape",
                                       "mase",
                                       "scaled_bias",
                                       "crps",
                                       "scaled_crps",
                                       "wis",
                                       "log_score",
                                       "scaled_log_score",
                                       "energy",
                                       "variogram",
                                       "pit_mean",
                                       "pit_variance",
                                       "pit_chi_squared",
                                       "pit_p",
                                       NULL};
    static const char *const BAND[] = {"interval", "scaled_interval", "coverage", "coverage_error"};
    static const char *const PAIR[] = {"skill", "skill_error", "point_skill", "point_skill_error",
                                       "dm",    "dm_p"};
    ot_grid_column(d, grid, OT_COLUMN_TEXT, "method");
    for (size_t a = 0; a < s->n_axes; a++)
        ot_grid_column(d, grid, OT_COLUMN_TEXT, s->axis[a].name);
    ot_grid_columns(d, grid, HEAD);
    for (size_t i = 0; i < sizeof BAND / sizeof *BAND; i++)
        for (size_t k = 0; k < OT_SCORING_LEVELS; k++)
            ot_grid_column(d, grid, OT_COLUMN_NUMBER,
                           ot_document_format(d, "%s_%d", BAND[i],
                                              (int)lround(PERCENT * ot_scoring_level[k])));
    for (size_t r = 0; r < s->n_references; r++)
        for (size_t i = 0; i < sizeof PAIR / sizeof *PAIR; i++)
            ot_grid_column(
                d, grid, OT_COLUMN_NUMBER,
                ot_document_format(d, "%s_%s", PAIR[i], method_name(d, s, s->reference[r])));
}

static void data_row(ot_document *d, const ot_scoring *s, ot_grid *grid,
                     const ot_scoring_group *g) {
    const double value[] = {(double)g->n,
                            (double)g->n_missing,
                            g->mae,
                            g->rmse,
                            g->bias,
                            g->smape,
                            g->mase,
                            g->scaled_bias,
                            g->crps,
                            g->scaled_crps,
                            g->wis,
                            g->log_score,
                            g->scaled_log_score,
                            g->energy,
                            g->variogram,
                            g->pit.mean,
                            g->pit.variance,
                            g->pit.chi_squared,
                            g->pit.p};
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, s->method[g->method]);
    for (size_t a = 0; a < s->n_axes; a++)
        ot_grid_text(d, grid,
                     g->axis[0] == a   ? s->axis[a].value[g->value[0]]
                     : g->axis[1] == a ? s->axis[a].value[g->value[1]]
                                       : "");
    for (size_t i = 0; i < sizeof value / sizeof *value; i++)
        ot_grid_shortest(d, grid, value[i]);
    for (size_t k = 0; k < OT_SCORING_LEVELS; k++)
        ot_grid_shortest(d, grid, g->interval[k]);
    for (size_t k = 0; k < OT_SCORING_LEVELS; k++)
        ot_grid_shortest(d, grid, g->scaled_interval[k]);
    for (size_t k = 0; k < OT_SCORING_LEVELS; k++)
        ot_grid_shortest(d, grid, g->coverage[k]);
    for (size_t k = 0; k < OT_SCORING_LEVELS; k++)
        ot_grid_shortest(d, grid, g->coverage_error[k]);
    for (size_t r = 0; r < s->n_references; r++) {
        const ot_scoring_against *a = &g->against[r];
        const double pair[] = {a->crps.skill,     a->crps.error,   a->absolute.skill,
                               a->absolute.error, a->dm.statistic, a->dm.p};
        for (size_t i = 0; i < sizeof pair / sizeof *pair; i++)
            ot_grid_shortest(d, grid, pair[i]);
    }
}

static void arrange_pit_data(ot_document *d, const ot_scoring *s) {
    static const char *const HEAD[] = {"method", "tenth", "share", NULL};
    ot_grid *grid = ot_document_grid(d, "pit", 1);
    ot_grid_columns(d, grid, HEAD);
    for (size_t m = 0; m < s->n_methods; m++) {
        const ot_scoring_group *g = ot_scoring_find(s, m, OT_SCORING_ANY, 0);
        for (size_t k = 0; g && k < OT_PIT_CLASSES; k++) {
            ot_grid_row(d, grid);
            ot_grid_text(d, grid, s->method[m]);
            ot_grid_shortest(d, grid, (double)(k + 1));
            ot_grid_shortest(d, grid, g->pit.share[k]);
        }
    }
}

static void arrange_events_data(ot_document *d, const ot_scoring *s) {
    static const char *const HEAD[] = {"event", "origin", "year", "probability", "came", NULL};
    if (s->n_events == 0) return;
    ot_grid *grid = ot_document_grid(d, "events", 1);
    ot_grid_columns(d, grid, HEAD);
    for (size_t i = 0; i < s->n_events; i++) {
        const ot_scoring_event *e = &s->event[i];
        ot_grid_row(d, grid);
        ot_grid_text(d, grid, e->name);
        ot_grid_shortest(d, grid, e->origin);
        ot_grid_shortest(d, grid, e->year);
        ot_grid_shortest(d, grid, e->probability);
        ot_grid_shortest(d, grid, e->came);
    }
}

static void arrange_data(ot_document *d, const ot_scoring *s) {
    ot_grid *grid = ot_document_grid(d, "scores", 1);
    data_columns(d, s, grid);
    for (size_t i = 0; i < s->n_groups; i++)
        data_row(d, s, grid, &s->group[i]);
    arrange_pit_data(d, s);
    arrange_events_data(d, s);
}

static void arrange(ot_document *d, const ot_parts *parts) {
    const ot_scoring *s = parts->scoring;
    ot_document_say(d, OT_ELEMENT_HEADING, OT_SAY_SCORE_ALL);
    arrange_axis(d, s, OT_SCORING_ANY);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH,
                    s->is_backtest ? OT_SAY_SCORE_SCALED_LEGEND : OT_SAY_SCORE_PLAIN_LEGEND);
    arrange_missing(d, s);
    arrange_mixed(d, s);
    arrange_coverage(d, s);
    arrange_skill(d, s);
    for (size_t a = 0; a < s->n_axes; a++) {
        if (s->axis[a].n_values < 2 || s->axis[a].n_values > MOST_VALUES) continue;
        ot_document_say(d, OT_ELEMENT_HEADING,
                        s->is_backtest ? OT_SAY_SCORE_BY : OT_SAY_SCORE_BY_COLUMN,
                        axis_name(d, s, a));
        arrange_axis(d, s, a);
    }
    arrange_pit(d, s);
    arrange_events(d, s);
    ot_arrange_notes(d, parts->notes);
    arrange_data(d, s);
}

void ot_arrange_score(ot_document *d, const ot_parts *parts) {
    const ot_scoring *s = parts->scoring;
    ot_document_say(d, OT_ELEMENT_TITLE, OT_SAY_SCORE_TITLE, s->file[0], s->file[1]);
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_SCORE_LINE,
                    ot_say_count(d, s->n_rows, OT_SAY_SCORE_ONE_FORECAST, OT_SAY_SCORE_FORECASTS),
                    ot_say_count(d, s->n_methods, OT_SAY_SCORE_ONE_MODEL, OT_SAY_SCORE_MODELS));
    arrange(d, parts);
}

void ot_arrange_backtest(ot_document *d, const ot_parts *parts) {
    const ot_scoring *s = parts->scoring;
    ot_document_say(d, OT_ELEMENT_TITLE, OT_SAY_BACKTEST_TITLE, s->file[0]);
    ot_document_say(
        d, OT_ELEMENT_PARAGRAPH, OT_SAY_BACKTEST_LINE,
        ot_say_count(d, s->n_units, OT_SAY_SCORE_ONE_OUTTURN, OT_SAY_SCORE_OUTTURNS), s->n_told,
        ot_say_count(d, s->n_methods, OT_SAY_SCORE_ONE_METHOD, OT_SAY_SCORE_METHODS),
        ot_say_count(d, s->n_told_origins, OT_SAY_SCORE_ONE_ORIGIN, OT_SAY_SCORE_ORIGINS),
        ot_say_years(d, s->year_of_origins + (int)s->first_told,
                     s->year_of_origins + (int)s->last_told));
    arrange(d, parts);
}
