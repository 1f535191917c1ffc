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

#include "assess/backtest_model.h"
#include "assess/scoring.h"
#include "chain.h"
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
    options.draws = DRAWS;
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
    const double score = ot_forecast_score_of(f, t, row->y * inside);
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
    const ot_whole_test w = {.model = today.model, .table = today.table, .options = &options};
    for (int origin = FIRST_KNOWN; origin < LAST_SHARE; origin++) {
        char first[ROOM], last[ROOM];
        const char *const set[] = {SET[0], first, last};
        chain then;
        ot_table *known = NULL;
        ot_spec *spec = NULL;
        ot_model *m = NULL;
        load_as_of(&then, origin);
        years_after(origin, first, last);
        assert_int_equal(ot_whole_known(&w, origin, &known, NULL), OT_OK);
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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_forecast_is_that_of_the_series_up_to_the_origin),
        cmocka_unit_test(relatives_count_as_far_as_they_were_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
