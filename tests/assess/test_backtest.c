/* Rolling origins of panels: what is known when, closed forms of naive forecasts, skill, the same
 * results for any number of threads, refusals. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assess/backtest/backtest.h"
#include "assess/scoring/scoring.h"
#include "close_to.h"
#include "data/table.h"
#include "failing_alloc.h"
#include "outturn/backtest.h"

static ot_table *parse(const char *text) {
    ot_table *table = NULL;
    ot_error err;
    if (ot_table_parse("panel.csv", text, strlen(text), NULL, &table, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return table;
}

static ot_scoring *make(const ot_table *table, const ot_backtest_options *options) {
    ot_scoring *s = NULL;
    ot_error err;
    if (ot_backtest_panel(table, options, NULL, &s, &err)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return s;
}

static ot_backtest_options naive_options(void) {
    static const char *const NAIVE[] = {"naive"};
    ot_backtest_options options = ot_backtest_options_default();
    options.method = NAIVE;
    options.n_methods = 1;
    options.min_history = 3;
    options.horizon = 2;
    options.threads = 1;
    return options;
}

/* Steps 1, 2, 1, 2 ...: in 2012 a naive forecast misses by 2, then 3. */
static const char STEPS[] = "area,year,indicator,value\n"
                            "a,2010,x,10\na,2011,x,11\na,2012,x,13\na,2013,x,14\na,2014,x,16\n";

static void naive_scores_are_what_they_must_be(void **state) {
    (void)state;
    ot_table *table = parse(STEPS);
    const ot_backtest_options options = naive_options();
    ot_scoring *s = make(table, &options);
    /* Origins 2012 (two outturns) and 2013 (one); both have the scale of their own history. */
    assert_int_equal(s->n_units, 3);
    assert_int_equal(s->n_methods, 2);
    const ot_scoring_group *all = ot_scoring_find(s, 0, OT_SCORING_ANY, 0);
    assert_int_equal(all->n, 3);
    assert_close(all->mae, (1.0 + 3.0 + 2.0) / 3.0, 1e-14, 0.0);
    assert_close(all->bias, -2.0, 1e-14, 0.0);
    assert_close(all->mase, (1.0 / 1.5 + 3.0 / 1.5 + 2.0 / (4.0 / 3.0)) / 3.0, 1e-14, 0.0);
    const ot_scoring_group *far = ot_scoring_find(s, 0, 1, 1);
    assert_int_equal(far->n, 1);
    assert_close(far->mae, 3.0, 1e-14, 0.0);
    assert_true(isfinite(far->energy) && far->energy > 0.0);
    /* Drift misses by -0.5, 0 and 2 / 3 and is the reference that naive loses to. */
    const double drift = (0.5 / 1.5 + 0.0 + (2.0 - 4.0 / 3.0) / (4.0 / 3.0)) / 3.0;
    assert_close(all->against[1].absolute.skill, 1.0 - all->mase / drift, 1e-12, 0.0);
    /* Five times the error; the origins are off that by 8 / 3 - 5 / 3 and by 1.5 - 2.5. */
    assert_close(all->against[1].absolute.error, 2.0 / 3.0 / drift, 1e-12, 0.0);
    assert_int_equal(all->against[1].absolute.n_clusters, 2);
    ot_scoring_free(s);
    ot_table_free(table);
}

/* The mean length of a pair of normals whose principal axes have variances a > b. */
static double mean_length(double a, double b) {
    enum { N_ANGLES = 64 };
    double sum = 0.0;
    for (int i = 0; i < N_ANGLES; i++) {
        const double angle = 1.5707963267948966 * (i + 0.5) / N_ANGLES;
        sum += sqrt(1.0 - (1.0 - b / a) * sin(angle) * sin(angle));
    }
    return sqrt(2.0 * a / 3.141592653589793) * sum * 1.5707963267948966 / N_ANGLES;
}

/* To and fro between -1 and 1: a naive path is a walk with steps of standard deviation 2, which is
 * 1 in units of the mean change. Outturns are its medians, so that both scores of paths are
 * those of the law alone: Gneiting and Raftery 2007; Scheuerer and Hamill 2015. */
static void paths_score_what_their_law_must(void **state) {
    (void)state;
    enum { N_AREAS = 300, N_YEARS = 10 };
    char *text = malloc(N_AREAS * (N_YEARS + 2) * 32);
    size_t length = (size_t)sprintf(text, "area,year,indicator,value\n");
    for (int area = 0; area < N_AREAS; area++)
        for (int t = 0; t < N_YEARS + 2; t++)
            length += (size_t)sprintf(text + length, "a%d,%d,x,%d\n", area, 2000 + t,
                                      t < N_YEARS && t % 2 == 0 ? -1 : 1);
    ot_table *table = parse(text);
    ot_backtest_options options = naive_options();
    options.min_history = N_YEARS;
    options.panel.needs_all = 1;
    ot_scoring *s = make(table, &options);
    const ot_scoring_group *last = ot_scoring_find(s, 0, 1, 1);
    const double n = OT_BACKTEST_PATHS, root = sqrt(5.0);
    const double between =
        (1.0 - 1.0 / n) / sqrt(2.0); /* draws are compared with themselves, too */
    const double energy = mean_length((3.0 + root) / 2.0, (3.0 - root) / 2.0) * (1.0 - between);
    const double mean_root = pow(2.0, 0.25) * tgamma(0.75) / sqrt(3.141592653589793);
    const double own =
        (sqrt(2.0 / 3.141592653589793) - mean_root * mean_root) / n; /* of the mean */
    assert_int_equal(last->n, N_AREAS);
    assert_close(last->energy, energy, 0.01, 0.0);
    assert_close(last->variogram, 2.0 * (mean_root * mean_root + own), 0.01, 0.0);
    ot_scoring_free(s);
    ot_table_free(table);
    free(text);
}

/* Indicators that come by turns: each in its first place, with its own forecasts. */
static void indicators_are_counted_apart_in_the_order_of_the_files(void **state) {
    (void)state;
    static const char *const NAME[] = {"m", "b", "m", "z", "b", "m"};
    static const char *const AREA[] = {"1", "1", "2", "1", "2", "3"};
    char text[2048];
    size_t length = (size_t)snprintf(text, sizeof text, "area,year,indicator,value\n");
    for (int i = 0; i < 6; i++)
        for (int t = 0; t < 5; t++)
            length += (size_t)snprintf(text + length, sizeof text - length, "%s,%d,%s,%d\n",
                                       AREA[i], 2010 + t, NAME[i], 10 + t * t);
    ot_table *table = parse(text);
    const ot_backtest_options options = naive_options();
    ot_scoring *s = make(table, &options);
    const ot_scoring_axis *axis = &s->axis[OT_BACKTEST_INDICATOR];
    assert_int_equal(axis->n_values, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(axis->value[i], i == 0 ? "m" : i == 1 ? "b" : "z");
        assert_int_equal(ot_scoring_find(s, 0, OT_BACKTEST_INDICATOR, i)->n, 3 * (3 - i));
    }
    ot_scoring_free(s);
    ot_table_free(table);
}

static void check_in_thousandths(const ot_scoring_group *a, const ot_scoring_group *b) {
    assert_close(b->mae, 1000.0 * a->mae, 1e-9, 0.0);
    assert_close(b->crps, 1000.0 * a->crps, 1e-9, 0.0);
    assert_close(b->log_score, a->log_score + log(1000.0), 1e-9, 0.0);
    assert_close(b->interval[1], 1000.0 * a->interval[1], 1e-9, 0.0);
    assert_close(b->mase, a->mase, 1e-9, 0.0);
    assert_close(b->scaled_bias, a->scaled_bias, 1e-9, 0.0);
    assert_close(b->scaled_crps, a->scaled_crps, 1e-9, 0.0);
    assert_close(b->scaled_log_score, a->scaled_log_score, 1e-9, 0.0);
    assert_close(b->scaled_interval[1], a->scaled_interval[1], 1e-9, 0.0);
    assert_close(b->energy, a->energy, 1e-9, 0.0);
    assert_close(b->variogram, a->variogram, 1e-9, 0.0);
}

static void scaled_scores_know_no_units(void **state) {
    (void)state;
    static const char OTHER[] = "area,year,indicator,value\na,2010,x,10000\na,2011,x,11000\n"
                                "a,2012,x,13000\na,2013,x,14000\na,2014,x,16000\n";
    ot_table *own = parse(STEPS), *other = parse(OTHER);
    const ot_backtest_options options = naive_options();
    ot_scoring *a = make(own, &options), *b = make(other, &options);
    check_in_thousandths(ot_scoring_find(a, 0, OT_SCORING_ANY, 0),
                         ot_scoring_find(b, 0, OT_SCORING_ANY, 0));
    ot_scoring_free(a);
    ot_scoring_free(b);
    ot_table_free(own);
    ot_table_free(other);
}

/* Forecasts of two years overlap: the test allows for what neighbouring origins share. */
static void origins_are_compared_with_their_overlap(void **state) {
    (void)state;
    ot_table *table = parse("area,year,indicator,value\na,2000,x,10\na,2001,x,11\na,2002,x,13\n"
                            "a,2003,x,14\na,2004,x,17\na,2005,x,16\na,2006,x,19\na,2007,x,23\n"
                            "a,2008,x,22\na,2009,x,25\na,2010,x,24\na,2011,x,28\n");
    ot_backtest_options options = naive_options();
    options.panel.needs_all = 1;
    ot_scoring *s = make(table, &options);
    enum { N_ORIGINS = 8 };
    double difference[N_ORIGINS];
    assert_int_equal(s->n_units, 2 * N_ORIGINS);
    for (size_t u = 0; u < s->n_units; u++) { /* naive, then drift, unit by unit */
        const ot_scoring_row *naive = &s->row[u], *drift = &s->row[s->n_units + u];
        const double own = (naive->crps - drift->crps) / naive->scale / 2.0;
        difference[u / 2] = u % 2 ? difference[u / 2] + own : own;
    }
    const ot_diebold_mariano want = ot_diebold_mariano_of(difference, N_ORIGINS, 2);
    const ot_scoring_group *all = ot_scoring_find(s, 0, OT_SCORING_ANY, 0);
    assert_close(all->against[1].dm.statistic, want.statistic, 1e-9, 0.0);
    assert_close(all->against[1].dm.p, want.p, 1e-9, 0.0);
    ot_scoring_free(s);
    ot_table_free(table);
}

/* A history that never changed has no scale: nothing is divided by it. */
static void constants_have_no_scaled_scores(void **state) {
    (void)state;
    ot_table *table = parse("area,year,indicator,value\na,2010,x,5\na,2011,x,5\na,2012,x,5\n"
                            "a,2013,x,5\na,2014,x,5\n");
    const ot_backtest_options options = naive_options();
    ot_scoring *s = make(table, &options);
    const ot_scoring_group *all = ot_scoring_find(s, 0, OT_SCORING_ANY, 0);
    assert_int_equal(s->n_units, 3);
    assert_int_equal(s->n_unscaled, 3);
    assert_true(isnan(all->mase));
    for (size_t k = 0; k < s->n_references; k++) {
        assert_true(isnan(all->against[k].crps.skill));
        assert_true(isnan(all->against[k].absolute.skill));
    }
    ot_scoring_free(s);
    ot_table_free(table);
}

/* 2012 was first 12 and was revised to 13 in 2015, which nobody knew at the origins. */
static void only_what_was_known_is_used(void **state) {
    (void)state;
    ot_table *table = parse("area,year,indicator,value,vintage\n"
                            "a,2010,x,10,2011\na,2011,x,11,2012\na,2012,x,12,2013\n"
                            "a,2013,x,14,2014\na,2012,x,13,2015\n");
    const ot_backtest_options options = naive_options();
    ot_scoring *s = make(table, &options);
    assert_int_equal(s->n_units, 1);
    assert_close(ot_scoring_find(s, 0, OT_SCORING_ANY, 0)->bias, 12.0 - 14.0, 1e-14, 0.0);
    ot_scoring_free(s);
    ot_table_free(table);
}

/* Zeros say nothing: the first series and origin that a method fails at, and why, are kept; what
 * is short, has gaps or holds no number is noted once, with counts and the first of them. */
static void what_is_left_out_is_told(void **state) {
    (void)state;
    ot_table *table = parse("area,year,indicator,value\n"
                            "a,2010,x,0\na,2011,x,0\na,2012,x,0\na,2013,x,1\na,2014,x,2\n"
                            "b,2010,x,1\nb,2011,x,3\nb,2012,x,n/a\nb,2013,x,4\nb,2014,x,5\n"
                            "c,2010,x,1\nc,2011,x,2\n");
    const ot_backtest_options options = naive_options();
    ot_scoring *s = NULL;
    ot_notes *notes = NULL;
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    assert_int_equal(ot_backtest_panel(table, &options, notes, &s, NULL), OT_OK);
    assert_string_equal(s->gap[0].series, "a x");
    assert_int_equal(s->gap[0].origin, 2012);
    assert_non_null(strstr(s->gap[0].why[OT_LANGUAGE_EN], "every value is 0"));
    assert_int_equal(s->n_told, 2);
    assert_int_equal(s->n_told_origins, 2);
    assert_int_equal(s->year_of_origins + (int)s->first_told, 2012);
    assert_int_equal(s->year_of_origins + (int)s->last_told, 2013);
    static const char *const SAYS[] = {"such as n/a or a bound: 1",
                                       "in series: 1 of 3, the first b x (2012)",
                                       "left out: 1 of 3, the first c x (2010 to 2011)"};
    assert_int_equal(ot_notes_count(notes), 3);
    for (size_t i = 0; i < 3; i++)
        assert_non_null(strstr(ot_notes_at(notes, i)->text[OT_LANGUAGE_EN], SAYS[i]));
    assert_int_equal(ot_notes_at(notes, 0)->line, 9);
    ot_notes_free(notes);
    ot_scoring_free(s);
    ot_table_free(table);
}

static size_t n_of(const ot_table *table, const ot_backtest_options *options) {
    ot_scoring *s = make(table, options);
    const size_t n = s->n_units;
    ot_scoring_free(s);
    return n;
}

static void gaps_ends_and_choices_are_heeded(void **state) {
    (void)state;
    ot_table *table = parse("area,year,indicator,value\n"
                            "a,2010,x,10\na,2011,x,11\na,2013,x,14\na,2014,x,16\n"
                            "b,2012,x,1\nb,2013,x,2\nb,2014,x,3\nb,2015,x,5\nb,2016,x,8\n"
                            "b,2010,y,1\n");
    const char *const b[] = {"b"}, *const strange[] = {"z"};
    ot_backtest_options options = naive_options();
    assert_int_equal(n_of(table, &options), 1 + 3);
    options.panel.area = b;
    options.panel.n_areas = 1;
    assert_int_equal(n_of(table, &options), 3);
    options.origins = 1;
    assert_int_equal(n_of(table, &options), 1);
    options.panel.needs_all = 1;
    assert_int_equal(n_of(table, &options), 2);
    options.panel.needs_all = 0;
    options.origins = 0;
    options.min_history = 2;
    assert_int_equal(n_of(table, &options), 5);
    ot_scoring *s = NULL;
    options.panel.area = strange;
    assert_int_equal(ot_backtest_panel(table, &options, NULL, &s, NULL), OT_ERR_USAGE);
    options.panel.n_areas = 0;
    options.indicator = strange;
    options.n_indicators = 1;
    assert_int_equal(ot_backtest_panel(table, &options, NULL, &s, NULL), OT_ERR_USAGE);
    assert_null(s);
    ot_table_free(table);
}

/* Twelve years of six areas that grow and wobble. */
static ot_table *wobbling(void) {
    static char text[8192];
    static const int WOBBLE[] = {3, -2, 1, -3, 2, 0, -1, 3, -2, 1, 2, -1, 0};
    size_t n = (size_t)snprintf(text, sizeof text, "area,year,indicator,value\n");
    for (int i = 0; i < 6; i++)
        for (int t = 0; t < 12; t++)
            n += (size_t)snprintf(text + n, sizeof text - n, "a%d,%d,x,%d\n", i, 2010 + t,
                                  100 + 10 * i + 6 * t + WOBBLE[(3 * i + 5 * t) % 13]);
    return parse(text);
}

static void threads_do_not_matter(void **state) {
    (void)state;
    static const char *const METHOD[] = {"auto", "ets"};
    ot_table *table = wobbling();
    ot_backtest_options options = ot_backtest_options_default();
    options.method = METHOD;
    options.n_methods = 2;
    options.panel.recalibrates = 1;
    options.threads = 1;
    ot_scoring *one = make(table, &options);
    options.threads = 3;
    ot_scoring *three = make(table, &options);
    assert_int_equal(one->n_methods, 6);
    assert_string_equal(one->method[4], "auto+panel");
    assert_int_equal(one->n_groups, three->n_groups);
    for (size_t i = 0; i < one->n_groups; i++) {
        assert_memory_equal(&one->group[i].crps, &three->group[i].crps, sizeof(double));
        assert_memory_equal(&one->group[i].energy, &three->group[i].energy, sizeof(double));
    }
    ot_scoring_free(one);
    ot_scoring_free(three);
    ot_table_free(table);
}

/* At the first origin nothing has come yet: the bands are as they were. Later they are not. */
static void bands_are_set_right_by_what_had_come(void **state) {
    (void)state;
    ot_table *table = wobbling();
    ot_backtest_options options = naive_options();
    options.panel.recalibrates = 1;
    ot_scoring *s = make(table, &options);
    size_t n_moved = 0;
    for (size_t u = 0; u < s->n_units; u++) {
        const ot_scoring_row *plain = &s->row[u], *set = &s->row[2 * s->n_units + u];
        assert_int_equal(plain->unit, set->unit);
        const int is_same = memcmp(&plain->crps, &set->crps, sizeof plain->crps) == 0;
        if (plain->origin == 0) assert_true(is_same);
        n_moved += !is_same;
    }
    assert_true(n_moved > s->n_units / 2);
    /* Every series grows by more than naive's middle: shifted bands are nearer. */
    assert_true(ot_scoring_find(s, 2, OT_SCORING_ANY, 0)->scaled_crps <
                ot_scoring_find(s, 0, OT_SCORING_ANY, 0)->scaled_crps);
    ot_scoring_free(s);
    ot_table_free(table);
}

static void what_cannot_be_tested_is_refused(void **state) {
    (void)state;
    static const char *const STRANGE[] = {"nave"}, *const DRIVEN[] = {"regression"};
    ot_table *table = parse(STEPS);
    ot_backtest_options options = naive_options();
    ot_scoring *s = NULL;
    ot_error err;
    options.min_history = 5;
    assert_int_equal(ot_backtest_panel(table, &options, NULL, &s, NULL), OT_ERR_INPUT);
    options.min_history = 1;
    assert_int_equal(ot_backtest_panel(table, &options, NULL, &s, NULL), OT_ERR_USAGE);
    options = naive_options();
    options.panel.max_history = 2;
    assert_int_equal(ot_backtest_panel(table, &options, NULL, &s, NULL), OT_ERR_USAGE);
    options = naive_options();
    options.horizon = 51;
    assert_int_equal(ot_backtest_panel(table, &options, NULL, &s, NULL), OT_ERR_USAGE);
    options = naive_options();
    options.method = STRANGE;
    assert_int_equal(ot_backtest_panel(table, &options, NULL, &s, &err), OT_ERR_USAGE);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "did you mean \"naive\""));
    options.method = DRIVEN;
    assert_int_equal(ot_backtest_panel(table, &options, NULL, &s, NULL), OT_ERR_USAGE);
    assert_null(s);
    ot_table_free(table);
}

static int attempt(void *state) {
    ot_backtest_options options = naive_options();
    ot_scoring *s = NULL;
    options.panel.recalibrates = 1;
    const ot_status status = ot_backtest_panel(state, &options, NULL, &s, NULL);
    ot_scoring_free(s);
    return (int)status;
}

static void every_failing_allocation_is_told(void **state) {
    (void)state;
    ot_table *table = parse(STEPS);
    assert_true(fail_each_allocation(attempt, table, OT_ERR_NOMEM) > 10);
    ot_table_free(table);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(naive_scores_are_what_they_must_be),
        cmocka_unit_test(paths_score_what_their_law_must),
        cmocka_unit_test(indicators_are_counted_apart_in_the_order_of_the_files),
        cmocka_unit_test(scaled_scores_know_no_units),
        cmocka_unit_test(origins_are_compared_with_their_overlap),
        cmocka_unit_test(constants_have_no_scaled_scores),
        cmocka_unit_test(what_is_left_out_is_told),
        cmocka_unit_test(only_what_was_known_is_used),
        cmocka_unit_test(gaps_ends_and_choices_are_heeded),
        cmocka_unit_test(threads_do_not_matter),
        cmocka_unit_test(bands_are_set_right_by_what_had_come),
        cmocka_unit_test(what_cannot_be_tested_is_refused),
        cmocka_unit_test(every_failing_allocation_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
