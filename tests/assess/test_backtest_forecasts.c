/* Backtests of models with forecasters: at each origin they are made anew, of nothing that was not
 * known then, neither of the indicator nor of its relatives. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "assess/backtest/model_backtest.h"
#include "assess/scoring/scoring.h"
#include "chain.h"
#include "forecast/training.h"
#include "model/model.h"
#include "outturn/config.h"
#include "outturn/forecast.h"
#include "scratch.h"

static const char FOLDER[] = "tests/fixtures/forecast";
static const char PATH[] = "tests/fixtures/forecast/model.cfg";
/* Drift needs more values than `known` has at the earlier origins; auto does with one. */
static const char *const SET[] = {"indicators.known.forecast={method=\"auto\";}"};
static const double SHARE[] = {40, 42.5, 44, 47, 49, 50, 53};

enum {
    FIRST = 2006, /* year of the data, which origins are counted from */
    FIRST_SHARE = 2015,
    FIRST_KNOWN = 2019, /* before it the model cannot be made */
    LAST_SHARE = 2021,
    SHARE_ROW = 1,
    PATH_SIZE = 256,
    ROOM = 320,
    LINE_SIZE = 512,
    DRAWS = 20000
};

static ot_scoring *test_model(size_t horizon) {
    ot_scoring *s = NULL;
    ot_error err;
    chain c;
    ot_backtest_options options = ot_backtest_options_default();
    options.horizon = horizon;
    options.min_history = 4;
    options.model.draws = DRAWS;
    chain_load_with(&c, PATH, SET, 1);
    if (ot_backtest_model(PATH, SET, 1, c.table, NULL, &options, NULL, &s, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    chain_close(&c);
    return s;
}

static const ot_scoring_row *row_of(const ot_scoring *s, size_t indicator, int origin,
                                    size_t horizon) {
    for (size_t i = 0; i < s->n_rows; i++)
        if (s->row[i].method == 0 && s->row[i].series == indicator &&
            s->row[i].origin == (size_t)(origin - FIRST) && s->row[i].horizon == horizon)
            return &s->row[i];
    fail_msg("no row of %zu, %d, %zu", indicator, origin, horizon);
    return NULL;
}

/* The outturn stands in the draws where it stands in the forecast, but for the Monte Carlo error.
 */
static void assert_drawn_from(const ot_scoring_row *row, const ot_forecast *f, size_t t,
                              double inside) {
    const double score = ot_forecast_z_of(f, t, row->y * inside);
    const double probability = 0.5 * erfc(-score / sqrt(2.0));
    const double error = sqrt(probability * (1.0 - probability) / (double)DRAWS);
    /* Between the probabilities at which rows keep the draws' quantiles. */
    const double grid = 0.004;
    if (fabs(row->pit - probability) > 4.5 * error + grid)
        fail_msg("origin %d, %zu ahead: %g, wanted %g", (int)row->origin + FIRST, row->horizon,
                 row->pit, probability);
}

static void a_forecast_is_that_of_the_series_up_to_the_origin(void **state) {
    enum { HORIZON = 2 };
    (void)state;
    ot_scoring *s = test_model(HORIZON);
    for (int origin = FIRST_KNOWN; origin < LAST_SHARE; origin++) {
        const size_t n = (size_t)(origin - FIRST_SHARE) + 1;
        double inside[sizeof SHARE / sizeof *SHARE];
        ot_forecast_options o = ot_forecast_options_default();
        ot_forecast *f = NULL;
        o.method = "ets";
        o.low = 0.0;
        o.high = 1.0;
        o.horizon = HORIZON;
        for (size_t t = 0; t < n; t++)
            inside[t] = SHARE[t] / 100.0;
        assert_int_equal(ot_forecast_new(inside, n, &o, NULL, &f, NULL), OT_OK);
        for (size_t h = 0; h < HORIZON && origin + (int)h < LAST_SHARE; h++)
            assert_drawn_from(row_of(s, SHARE_ROW, origin, h + 1), f, h, 0.01);
        ot_forecast_free(f);
    }
    ot_scoring_free(s);
}

/* A copy of a table, or of the model with `last` 0, without the years after `last`. */
static void copy(const char *folder, const char *name, int last) {
    char from[ROOM], to[ROOM], line[LINE_SIZE];
    snprintf(from, sizeof from, "%s/%s", FOLDER, name);
    snprintf(to, sizeof to, "%s/%s", folder, name);
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    while (fgets(line, sizeof line, in)) {
        int year = 0;
        if (last && sscanf(line, "%*[^,],%*[^,],%d", &year) == 1 && year > last) continue;
        assert_true(fputs(line, out) >= 0);
    }
    assert_int_equal(fclose(in), 0);
    assert_int_equal(fclose(out), 0);
}

/* Settings that project the year after the origin. */
static void years_after(int origin, char first[ROOM], char last[ROOM]) {
    snprintf(first, ROOM, "model.first_year=%d", origin + 1);
    snprintf(last, ROOM, "model.last_year=%d", origin + 1);
}

/* The model as one would have written it in the year of the origin. */
static void load_as_of(chain *c, int origin) {
    static const char *const NAME[] = {"model.cfg", "data/history.csv", "data/relatives.csv"};
    char folder[PATH_SIZE], path[ROOM], first[ROOM], last[ROOM];
    const char *const set[] = {SET[0], first, last};
    scratch_name(folder, sizeof folder, "backtest-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/data", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    for (size_t i = 0; i < 3; i++)
        copy(folder, NAME[i], i == 0 ? 0 : origin);
    snprintf(path, sizeof path, "%s/model.cfg", folder);
    years_after(origin, first, last);
    chain_load_with(c, path, set, 3);
    for (size_t i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, NAME[i]);
        assert_int_equal(unlink(path), 0);
    }
    snprintf(path, sizeof path, "%s/data", folder);
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

static const ot_model_driver *visits_of(const ot_model *m) {
    return &m->driver[ot_symbols_find(m, "visits_forecast", 15) - m->n_indicators];
}

/* The model of the table as the backtest cuts it, beside one whose files end with the origin. */
static void relatives_count_as_far_as_they_were_known(void **state) {
    (void)state;
    chain today;
    chain_load_with(&today, PATH, SET, 1);
    ot_backtest_options options = ot_backtest_options_default();
    options.horizon = 1;
    const ot_model_backtest w = {.model = today.model, .table = today.table, .options = &options};
    for (int origin = FIRST_KNOWN; origin < LAST_SHARE; origin++) {
        char first[ROOM], last[ROOM];
        const char *const set[] = {SET[0], first, last};
        chain then;
        ot_table *known = NULL;
        ot_spec *spec = NULL;
        ot_model *m = NULL;
        load_as_of(&then, origin);
        years_after(origin, first, last);
        assert_int_equal(ot_model_backtest_known(&w, origin, &known, NULL), OT_OK);
        assert_int_equal(ot_spec_load(PATH, set, 3, NULL, &spec, NULL), OT_OK);
        assert_int_equal(ot_model_new(spec, known, NULL, NULL, &m, NULL), OT_OK);
        const ot_model_driver *a = visits_of(m), *b = visits_of(then.model);
        assert_int_equal(a->forecast_after, origin);
        assert_memory_equal(ot_forecast_quantiles(a->forecast, 0),
                            ot_forecast_quantiles(b->forecast, 0),
                            OT_FORECAST_N_PROBABILITIES * sizeof(double));
        ot_model_free(m);
        ot_spec_free(spec);
        ot_table_free(known);
        chain_close(&then);
    }
    chain_close(&today);
}

/* Drift has no answer to one or two values: its row is left out at those origins, with what is
 * computed from it, and the others go on. */
static void a_row_with_too_few_values_is_left_out(void **state) {
    enum { VISITS, SHARE_OF, KNOWN = 3, FIRST_SHARED = 2017, FIRST_DRIFT = 2021, N_ORIGINS = 9 };
    ot_backtest_options options = ot_backtest_options_default();
    ot_scoring *s = NULL;
    ot_notes *notes = NULL;
    ot_error err;
    chain c;
    size_t n_visits = 0, n_told = 0;
    (void)state;
    options.horizon = 1;
    options.min_history = 2;
    options.model.draws = 100;
    options.origins = N_ORIGINS;
    chain_load_with(&c, PATH, NULL, 0);
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    if (ot_backtest_model(PATH, NULL, 0, c.table, NULL, &options, notes, &s, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    for (size_t i = 0; i < s->n_rows; i++) {
        const ot_scoring_row *row = &s->row[i];
        const int origin = (int)row->origin + FIRST;
        n_visits += row->method == 0 && row->series == VISITS;
        assert_true(row->series != KNOWN || origin >= FIRST_DRIFT);
        assert_true(row->series != SHARE_OF || origin >= FIRST_SHARED);
    }
    (void)row_of(s, SHARE_OF, FIRST_SHARED, 1);
    (void)row_of(s, KNOWN, FIRST_DRIFT, 1);
    assert_true(n_visits > 6); /* before either of the others begins */
    for (size_t i = 0; i < ot_notes_count(notes); i++) {
        const char *text = ot_notes_at(notes, i)->text[OT_LANGUAGE_EN];
        n_told += strstr(text, "known, and what hangs on it, is left out (origins: ") != NULL;
        n_told += strstr(text, "share, and what hangs on it, is left out (origins: ") != NULL;
    }
    assert_int_equal(n_told, 2);
    ot_scoring_free(s);
    ot_notes_free(notes);
    chain_close(&c);
}

/* The same training with bands up to twice as wide, as a file that the model names. */
static void a_model_takes_what_its_own_file_taught(void **state) {
    char folder[PATH_SIZE], path[ROOM], set[LINE_SIZE];
    const char *const sets[] = {set};
    ot_training *training = NULL;
    chain plain, own;
    (void)state;
    scratch_name(folder, sizeof folder, "trained-XXXXXX");
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/trained.txt", folder);
    assert_int_equal(ot_training_load("src/forecast/trained.txt", NULL, &training, NULL), OT_OK);
    double *width = &training->widths[0][0][0][0];
    for (size_t i = 0; i < sizeof training->widths / sizeof *width; i++)
        width[i] = fmin(2.0 * width[i], OT_TRAINING_MOST_WIDENING);
    assert_int_equal(ot_training_save(training, "wide", path, NULL), OT_OK);
    ot_training_free(training);
    snprintf(set, sizeof set, "data.trained=\"%s\"", path);
    chain_load_with(&plain, PATH, NULL, 0);
    chain_load_with(&own, PATH, sets, 1);
    const ot_input *input = ot_spec_trained_input(own.spec);
    assert_null(ot_spec_trained_input(plain.spec));
    assert_string_equal(input->path, path);
    assert_int_equal(strlen(input->sha256), 64);
    const ot_forecast *a = visits_of(plain.model)->forecast, *b = visits_of(own.model)->forecast;
    const double before = ot_forecast_at(a, 0, 1.0) - ot_forecast_at(a, 0, -1.0);
    const double after = ot_forecast_at(b, 0, 1.0) - ot_forecast_at(b, 0, -1.0);
    /* Relatives have seen narrower years than that, and take some of it back. */
    assert_true(after > 1.3 * before);
    chain_close(&plain);
    chain_close(&own);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_forecast_is_that_of_the_series_up_to_the_origin),
        cmocka_unit_test(relatives_count_as_far_as_they_were_known),
        cmocka_unit_test(a_row_with_too_few_values_is_left_out),
        cmocka_unit_test(a_model_takes_what_its_own_file_taught),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
