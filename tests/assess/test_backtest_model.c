/* Rolling origins of whole models in closed form: a log-normal walk, a growth that is estimated
 * while history lasts and leaps afterwards, what is given, target probabilities. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>

#include "assess/scoring/scoring.h"
#include "chain.h"
#include "close_to.h"
#include "failing_alloc.h"
#include "outturn/backtest.h"
#include "scratch.h"

enum { PATH_SIZE = 256, ROOM = 320, FIRST = 2006, LEAP = 2016, LAST = 2018 };

/* log x grows by N(0.05, 0.02); y by what its history tells; z follows a series. */
static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2017; last_year = 2020; };\n"
    "data: { files = ( \"data.csv\" ); };\n"
    "drivers: {\n"
    "  g: { unit = \"share\"; value = 0.05; law = { family = \"normal\"; scale = 0.02; }; };\n"
    "  e: { unit = \"unstated\"; value = \"series\"; };\n"
    "};\n"
    "indicators: {\n"
    "  x: { unit = \"index\"; equation = \"dlog(x) = g\"; };\n"
    "  y: { unit = \"index\"; equation = \"dlog(y) = a\"; coefficients = { a = { }; };\n"
    "       estimate = { method = \"ols\"; sample = ( 2007, 2018 ); }; };\n"
    "  z: { unit = \"unstated\"; equation = \"z = 2 * e\"; };\n"
    "};\n"
    "targets: ( { id = \"high\"; indicator = \"x\"; year = 2017; at_least = 170.0; },\n"
    " { id = \"low\"; indicator = \"x\"; year = 2017; at_most = 172.0; } );\n";

typedef struct backtest_files {
    char folder[PATH_SIZE], model[ROOM], data[ROOM];
    chain chain;
} backtest_files;

static double x_in(int year) { return 100.0 * exp(0.048 * (year - FIRST)); }

/* Steps of 2 and 4 percent by turns; after the leap of 30. */
static double y_in(int year) {
    double log_y = 0.0;
    for (int t = FIRST + 1; t <= year; t++)
        log_y += t > LEAP ? 0.30 : t % 2 ? 0.02 : 0.04;
    return 100.0 * exp(log_y);
}

static double e_in(int year) { return year - 2000.0; }

static void write_data(const char *path) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fprintf(file, "indicator,year,value\n");
    for (int year = FIRST; year <= LAST + 2; year++) {
        if (year <= LAST)
            fprintf(file, "x,%d,%.12g\ny,%d,%.12g\nz,%d,%.12g\n", year, x_in(year), year,
                    y_in(year), year, 2.0 * e_in(year));
        fprintf(file, "e,%d,%.12g\n", year, e_in(year));
    }
    assert_int_equal(fclose(file), 0);
}

static void open_files(backtest_files *f) {
    scratch_name(f->folder, sizeof f->folder, "backtest-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->model, sizeof f->model, "%s/model.cfg", f->folder);
    snprintf(f->data, sizeof f->data, "%s/data.csv", f->folder);
    FILE *file = fopen(f->model, "wb");
    assert_non_null(file);
    assert_true(fputs(MODEL, file) >= 0);
    assert_int_equal(fclose(file), 0);
    write_data(f->data);
    chain_load(&f->chain, f->model);
}

static void close_files(backtest_files *f) {
    chain_close(&f->chain);
    assert_int_equal(unlink(f->model), 0);
    assert_int_equal(unlink(f->data), 0);
    assert_int_equal(rmdir(f->folder), 0);
}

static ot_backtest_options small_options(void) {
    ot_backtest_options options = ot_backtest_options_default();
    options.horizon = 2;
    options.origins = 3;
    options.model.draws = 20000;
    return options;
}

static ot_scoring *test(const backtest_files *f, const ot_backtest_options *options) {
    ot_scoring *s = NULL;
    ot_error err;
    if (ot_backtest_model(f->model, NULL, 0, f->chain.table, NULL, options, NULL, &s, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return s;
}

/* The row of a method; origins are counted from the first year of the data. */
static const ot_scoring_row *row_of(const ot_scoring *s, size_t method, size_t indicator,
                                    int origin, size_t horizon) {
    for (size_t i = 0; i < s->n_rows; i++)
        if (s->row[i].method == method && s->row[i].series == indicator &&
            s->row[i].origin == (size_t)(origin - FIRST) && s->row[i].horizon == horizon)
            return &s->row[i];
    fail_msg("no row of %zu, %zu, %d, %zu", method, indicator, origin, horizon);
    return NULL;
}

static void forecasts_are_those_of_the_laws(void **state) {
    (void)state;
    backtest_files f;
    open_files(&f);
    const ot_backtest_options options = small_options();
    ot_scoring *s = test(&f, &options);
    assert_string_equal(s->method[0], "model");
    for (int origin = LAST - 3; origin < LAST; origin++) {
        const ot_scoring_row *x = row_of(s, 0, 0, origin, 1);
        assert_close(x->point, x_in(origin) * exp(0.05), 1e-3, 0.0);
        assert_close(x->width[3], x->point * 2.0 * sinh(1.96 * 0.02), 0.03, 0.0);
        assert_close(x->y, x_in(origin + 1), 1e-10, 0.0);
    }
    /* Naive forecasts are of the same history. */
    assert_close(row_of(s, 1, 0, LAST - 1, 1)->point, x_in(LAST - 1), 1e-10, 0.0);
    close_files(&f);
    ot_scoring_free(s);
}

/* Scores of whole paths beside those of the law's own pairs of years, taken at even probabilities;
 * in mean changes of the history. */
static void paths_score_what_their_law_must(void **state) {
    (void)state;
    enum { SIDE = 40, N_PAIRS = SIDE * SIDE };
    backtest_files f;
    open_files(&f);
    const ot_backtest_options options = small_options();
    ot_scoring *s = test(&f, &options);
    static double path[N_PAIRS][2];
    double energy = 0.0, want_energy = 0.0;
    for (int origin = LAST - 3; origin < LAST - 1; origin++) {
        const double scale = (x_in(origin) - x_in(FIRST)) / (origin - FIRST);
        for (int i = 0; i < N_PAIRS; i++) {
            const double g1 = 0.05 + 0.02 * gsl_cdf_ugaussian_Pinv((i / SIDE + 0.5) / SIDE);
            const double g2 = 0.05 + 0.02 * gsl_cdf_ugaussian_Pinv((i % SIDE + 0.5) / SIDE);
            path[i][0] = x_in(origin) * exp(g1) / scale;
            path[i][1] = x_in(origin) * exp(g1 + g2) / scale;
        }
        const double y[] = {x_in(origin + 1) / scale, x_in(origin + 2) / scale};
        const ot_scoring_row *last = row_of(s, 0, 0, origin, 2);
        energy += last->energy, want_energy += ot_score_energy(path[0], N_PAIRS, 2, y);
        assert_close(last->variogram, ot_score_variogram(path[0], N_PAIRS, 2, y), 0.0, 0.02);
        assert_true(isnan(row_of(s, 0, 0, origin, 1)->energy));
    }
    assert_close(energy, want_energy, 0.12, 0.0); /* of 128 paths */
    close_files(&f);
    ot_scoring_free(s);
}

/* At the leap nothing tells of it: the growth estimated is that of the years before. */
static void equations_are_estimated_of_what_was_known(void **state) {
    (void)state;
    backtest_files f;
    open_files(&f);
    const ot_backtest_options options = small_options();
    ot_scoring *s = test(&f, &options);
    const double known = log(y_in(LEAP) / y_in(FIRST)) / (LEAP - FIRST);
    assert_close(row_of(s, 0, 1, LEAP, 1)->point, y_in(LEAP) * exp(known), 2e-3, 0.0);
    const double later = log(y_in(LEAP + 1) / y_in(FIRST)) / (LEAP + 1 - FIRST);
    assert_close(row_of(s, 0, 1, LEAP + 1, 1)->point, y_in(LEAP + 1) * exp(later), 5e-3, 0.0);
    close_files(&f);
    ot_scoring_free(s);
}

static void what_is_given_is_held_or_as_it_came(void **state) {
    (void)state;
    backtest_files f;
    open_files(&f);
    ot_backtest_options options = small_options();
    ot_scoring *s = test(&f, &options);
    assert_close(row_of(s, 0, 2, 2016, 2)->point, 2.0 * e_in(2016), 1e-12, 0.0);
    ot_scoring_free(s);
    options.model.takes_given = 1;
    s = test(&f, &options);
    assert_close(row_of(s, 0, 2, 2016, 2)->point, 2.0 * e_in(2018), 1e-12, 0.0);
    ot_scoring_free(s);
    close_files(&f);
}

/* Targets of 2017 from 2015 and 2016: each, and both together. */
static void target_probabilities_are_judged(void **state) {
    (void)state;
    backtest_files f;
    open_files(&f);
    const ot_backtest_options options = small_options();
    ot_scoring *s = test(&f, &options);
    assert_int_equal(s->n_events, 6);
    double sum = 0.0;
    for (size_t i = 0; i < s->n_events; i++) {
        const ot_scoring_event *e = &s->event[i];
        const double ahead = 2017 - e->origin, sd = 0.02 * sqrt(ahead);
        const double middle = log(x_in(e->origin)) + 0.05 * ahead;
        const double low = gsl_cdf_ugaussian_P((log(170.0) - middle) / sd);
        const double high = gsl_cdf_ugaussian_P((log(172.0) - middle) / sd);
        const double p = strcmp(e->name, "high") == 0  ? 1.0 - low
                         : strcmp(e->name, "low") == 0 ? high
                                                       : high - low;
        assert_close(e->probability, p, 0.0, 0.012);
        assert_int_equal(e->year, 2017);
        /* x was 169.5 in 2017. */
        assert_int_equal(e->came, strcmp(e->name, "low") == 0);
        sum += (e->probability - e->came) * (e->probability - e->came);
    }
    assert_close(s->reliability.brier, sum / 6.0, 1e-12, 0.0);
    ot_scoring_free(s);
    close_files(&f);
}

static void what_cannot_be_made_is_told(void **state) {
    (void)state;
    backtest_files f;
    open_files(&f);
    const char *const strange[] = {"w"};
    ot_backtest_options options = small_options();
    ot_scoring *s = NULL;
    options.indicator = strange;
    options.n_indicators = 1;
    assert_int_equal(
        ot_backtest_model(f.model, NULL, 0, f.chain.table, NULL, &options, NULL, &s, NULL),
        OT_ERR_USAGE);
    options = small_options();
    options.model.scenario = "none";
    assert_int_equal(
        ot_backtest_model(f.model, NULL, 0, f.chain.table, NULL, &options, NULL, &s, NULL),
        OT_ERR_USAGE);
    options = small_options();
    options.model.draws = 2;
    assert_int_equal(
        ot_backtest_model(f.model, NULL, 0, f.chain.table, NULL, &options, NULL, &s, NULL),
        OT_ERR_USAGE);
    options = small_options();
    options.min_history = 40;
    assert_int_equal(
        ot_backtest_model(f.model, NULL, 0, f.chain.table, NULL, &options, NULL, &s, NULL),
        OT_ERR_INPUT);
    assert_null(s);
    close_files(&f);
}

/* Origins go back until two observations of y are too few; then a note says so. */
static void origins_end_where_the_model_does(void **state) {
    (void)state;
    backtest_files f;
    open_files(&f);
    ot_backtest_options options = small_options();
    ot_notes *notes = NULL;
    ot_scoring *s = NULL;
    options.origins = 40;
    options.min_history = 2;
    options.model.draws = 100;
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    assert_int_equal(
        ot_backtest_model(f.model, NULL, 0, f.chain.table, NULL, &options, notes, &s, NULL), OT_OK);
    assert_true(ot_notes_count(notes) > 0);
    assert_non_null(strstr(ot_notes_at(notes, ot_notes_count(notes) - 1)->text[OT_LANGUAGE_EN],
                           "cannot be made"));
    ot_notes_free(notes);
    ot_scoring_free(s);
    close_files(&f);
}

static int attempt(void *state) {
    const backtest_files *f = state;
    ot_backtest_options options = small_options();
    ot_scoring *s = NULL;
    options.origins = 1;
    options.model.draws = 100;
    options.threads = 1;
    const ot_status status =
        ot_backtest_model(f->model, NULL, 0, f->chain.table, NULL, &options, NULL, &s, NULL);
    ot_scoring_free(s);
    return (int)status;
}

static void every_failing_allocation_is_told(void **state) {
    (void)state;
    backtest_files f;
    open_files(&f);
    assert_true(fail_each_allocation(attempt, &f, OT_ERR_NOMEM) > 100);
    close_files(&f);
}

/* What was first said of 2016 was half as much again, in 2017; it was put right in 2019. The origin
 * of 2016 rests on what was said, for the model as for naive; that of 2018 cannot know, either,
 * that 2018 will be revised in 2020. Outturns are the last that was said. */
static void a_model_sees_the_vintage_of_its_origin(void **state) {
    enum { X = 0, NAIVE = 1 };
    backtest_files f;
    (void)state;
    open_files(&f);
    FILE *file = fopen(f.data, "wb");
    assert_non_null(file);
    fprintf(file, "indicator,year,value,vintage\n");
    for (int year = FIRST; year <= LAST + 1; year++) {
        const double first = x_in(year) * (year == 2016 ? 1.5 : year == 2018 ? 2.0 : 1.0);
        fprintf(file, "x,%d,%.12g,%d-02\n", year, first, year + 1);
        if (year == 2016) fprintf(file, "x,%d,%.12g,2019-03\n", year, x_in(year));
        if (year == 2018) fprintf(file, "x,%d,%.12g,2020-01\n", year, x_in(year));
        fprintf(file, "y,%d,%.12g,\nz,%d,%.12g,\ne,%d,%.12g,\n", year, y_in(year), year,
                2.0 * e_in(year), year, e_in(year));
    }
    fprintf(file, "e,%d,%.12g,\n", LAST + 2, e_in(LAST + 2));
    assert_int_equal(fclose(file), 0);
    chain_close(&f.chain);
    chain_load(&f.chain, f.model);
    const ot_backtest_options options = small_options();
    ot_scoring *s = test(&f, &options);
    const double said[] = {1.5 * x_in(2016), x_in(2017), 2.0 * x_in(2018)};
    for (int origin = 2016; origin <= 2018; origin++) {
        const ot_scoring_row *model = row_of(s, 0, X, origin, 1);
        const ot_scoring_row *naive = row_of(s, NAIVE, X, origin, 1);
        assert_close(model->point, said[origin - 2016] * exp(0.05), 1e-3, 0.0);
        assert_close(naive->point, said[origin - 2016], 1e-10, 0.0);
        assert_close(naive->y, x_in(origin + 1), 1e-10, 0.0);
    }
    ot_scoring_free(s);
    close_files(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forecasts_are_those_of_the_laws),
        cmocka_unit_test(paths_score_what_their_law_must),
        cmocka_unit_test(equations_are_estimated_of_what_was_known),
        cmocka_unit_test(what_is_given_is_held_or_as_it_came),
        cmocka_unit_test(target_probabilities_are_judged),
        cmocka_unit_test(what_cannot_be_made_is_told),
        cmocka_unit_test(origins_end_where_the_model_does),
        cmocka_unit_test(a_model_sees_the_vintage_of_its_origin),
        cmocka_unit_test(every_failing_allocation_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
