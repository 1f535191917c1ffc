/* Tests of assess/review/required_growth.h: what is asked, and ranks that can be counted by hand.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>

#include "assess/review/required_growth.h"
#include "close_to.h"
#include "data/table.h"
#include "small_model.h"

static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2025; };\n"
    "data: { files = ( \"data.csv\" ); };\n"
    "indicators: { x: { unit = \"index\"; equation = \"x = x(-1)\"; };\n"
    " r: { unit = \"percent\"; equation = \"r = r(-1)\"; }; };\n"
    "targets: ( { id = \"level\"; indicator = \"x\"; year = 2024; at_least = 121.0; },\n"
    " { id = \"growth\"; indicator = \"x\"; measure = \"growth\"; year = 2023; at_least = 7.0; },\n"
    " { id = \"later\"; indicator = \"x\"; measure = \"growth\"; year = 2025; at_least = 7.0; },\n"
    " { id = \"mean\"; indicator = \"x\"; measure = \"average_growth\"; from = 2020; year = 2024;"
    " at_least = 10.0; },\n"
    " { id = \"more\"; indicator = \"x\"; measure = \"increment\"; from = 2021; year = 2023;"
    " at_least = 15.0; },\n"
    " { id = \"limit\"; indicator = \"x\"; year = 2023; at_most = 104.0; },\n"
    " { id = \"rate\"; indicator = \"r\"; year = 2024; at_least = 9.0; } );\n";
/* x grows by 25, -4, 0 percent; r by 2 points. */
static const char DATA[] =
    "indicator,year,value\nx,2019,83.3333333333333333\nx,2020,104.1666666666666667\n"
    "x,2021,100\nx,2022,100\nr,2021,3\nr,2022,5\n";

static void ask(const small_model *m, size_t j, ot_required_growth *out) {
    const ot_model_target *t = &m->model->target[j];
    const int is_rate = t->indicator == 1;
    const ot_indicator_facts facts = {.indicator = t->indicator,
                                      .is_rate = is_rate,
                                      .last_year = 2022,
                                      .last_value = is_rate ? 5.0 : 100.0};
    ot_required_growth_fill(m->model, t, &facts, out);
}

static const char TOTALS[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2025; };\n"
    "data: { files = ( \"data.csv\" ); };\n"
    "indicators: { x: { unit = \"index\"; equation = \"x = x(-1)\"; };\n"
    " r: { unit = \"percent\"; equation = \"r = r(-1)\"; }; };\n"
    "targets: ( { id = \"begun\"; indicator = \"x\"; measure = \"cumulative\"; from = 2021;"
    " year = 2025; at_least = 464.1; },\n"
    " { id = \"ahead\"; indicator = \"x\"; measure = \"cumulative\"; from = 2023; year = 2025;"
    " at_least = 254.1; },\n"
    " { id = \"done\"; indicator = \"x\"; measure = \"cumulative\"; from = 2020; year = 2025;"
    " at_least = 200.0; },\n"
    " { id = \"shrinking\"; indicator = \"x\"; measure = \"cumulative\"; from = 2022; year = 2024;"
    " at_most = 75.0; } );\n";

/* 100 in 2022; with 10 percent a year 110, 121 and 133.1 follow, with -50 percent 50 and 25. */
static void a_total_asks_steady_growth_of_what_each_year_adds(void **state) {
    (void)state;
    static const double GROWTH[] = {10.0, 10.0, NAN, -50.0};
    static const int YEARS[] = {3, 3, 0, 2};
    ot_error err;
    small_model m;
    ot_required_growth g;
    small_model_init(&m, TOTALS, DATA, NULL, &err);
    if (!m.model) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    for (size_t j = 0; j < sizeof YEARS / sizeof *YEARS; j++) {
        ask(&m, j, &g);
        assert_int_equal(g.n_years, YEARS[j]);
        assert_int_equal(g.is_flow, 1);
        assert_int_equal(g.is_most, j == 3);
        if (YEARS[j] > 0) assert_close(g.growth, GROWTH[j], 1e-10, 0.0);
    }
    ask(&m, 0, &g); /* a mean of growth does not tell a sum */
    assert_true(isnan(ot_required_growth_chance(&g, 5.0, 2.0, 8.0)));
    small_model_clear(&m);
}

static const char FIGURES[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2025; };\n"
    "data: { files = ( \"data.csv\" ); };\n"
    "indicators: { x: { unit = \"index\"; equation = \"x = x(-1)\"; };\n"
    " r: { unit = \"percent\"; equation = \"r = r(-1)\"; }; };\n"
    "targets: ( { id = \"below\"; indicator = \"r\"; year = 2023; about = 3.0; tolerance = 0.5;"
    " wanted = \"lower\"; },\n"
    " { id = \"near\"; indicator = \"r\"; year = 2023; about = 40.0; tolerance = 1.5; },\n"
    " { id = \"growth\"; indicator = \"x\"; measure = \"growth\"; year = 2023; about = 8.0;"
    " tolerance = 0.5; wanted = \"higher\"; },\n"
    " { id = \"range\"; indicator = \"r\"; year = 2023; within = (2.0, 4.0); },\n"
    " { id = \"most\"; indicator = \"x\"; year = 2023; at_most = 104.0; } );\n";

/* In inside units: r as fractions, x from 100 on. */
static void a_target_has_levels_from_where_to_where_it_is_met(void **state) {
    (void)state;
    static const double LEVELS[][3] = {{0.03, NAN, 0.035},
                                       {0.40, 0.385, 0.415},
                                       {108.0, 107.5, NAN},
                                       {0.02, 0.02, 0.04},
                                       {104.0, NAN, 104.0}};
    ot_error err;
    small_model m;
    small_model_init(&m, FIGURES, DATA, NULL, &err);
    if (!m.model) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    for (size_t j = 0; j < sizeof LEVELS / sizeof *LEVELS; j++) {
        const ot_required_levels x = ot_required_levels_of(m.model, &m.model->target[j]);
        const double found[] = {x.named, x.low, x.high};
        for (size_t k = 0; k < 3; k++) {
            assert_int_equal(isnan(found[k]), isnan(LEVELS[j][k]));
            if (!isnan(LEVELS[j][k])) assert_close(found[k], LEVELS[j][k], 1e-12, 0.0);
        }
    }
    small_model_clear(&m);
}

static void a_flow_from_nothing_has_no_growth(void **state) {
    (void)state;
    assert_true(isnan(ot_required_flow_growth(0.0, 1, 3, 10.0)));
    assert_true(isnan(ot_required_flow_growth(5.0, 1, 3, 0.0)));
    assert_true(isnan(ot_required_flow_growth(5.0, 3, 2, 10.0)));
    assert_close(ot_required_flow_growth(5.0, 1, 4, 20.0), 0.0, 0.0, 1e-10);
}

static void each_measure_asks_growth_from_the_last_outturn(void **state) {
    (void)state;
    static const double GROWTH[] = {10.0, 7.0, 7.0, NAN, 15.0, 4.0, 2.0};
    static const int YEARS[] = {2, 1, 1, 2, 1, 1, 2};
    ot_error err;
    small_model m;
    ot_required_growth g;
    small_model_init(&m, MODEL, DATA, NULL, &err);
    if (!m.model) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    for (size_t j = 0; j < sizeof YEARS / sizeof *YEARS; j++) {
        ask(&m, j, &g);
        assert_int_equal(g.n_years, YEARS[j]);
        assert_int_equal(g.is_most, j == 5);
        assert_int_equal(g.is_points, j == 6);
        const double expected =
            j == 3 ? 100.0 * (sqrt(104.1666666666666667 * pow(1.1, 4.0) / 100.0) - 1.0) : GROWTH[j];
        assert_close(g.growth, expected, 1e-10, 0.0);
    }
    ask(&m, 0, &g); /* 10 percent: one of 25, -4, 0 */
    assert_int_equal(g.own.n, 3);
    assert_int_equal(g.own.n_reached, 1);
    assert_close(g.own.percentile, 200.0 / 3.0, 1e-12, 0.0);
    assert_close(g.own_mean, 7.0, 1e-9, 0.0);
    assert_true(isnan(ot_required_growth_own_chance(&g))); /* three rates are too few */
    ask(&m, 5, &g);                                        /* at most 4: two of them */
    assert_int_equal(g.own.n_reached, 2);
    small_model_clear(&m);
}

/* A doubles in two years (41.4 a year), then stays; B grows by 10 a year; C is the area itself. */
static const char PANEL[] = "area,year,indicator,value\n"
                            "A,2010,p,50\nA,2011,p,50\nA,2012,p,75\nA,2013,p,100\nA,2014,p,100\n"
                            "B,2011,p,100\nB,2012,p,110\nB,2013,p,121\n"
                            "C,2011,p,100\nC,2012,p,300\nC,2013,p,900\n";

static void spans_of_other_areas_are_counted(void **state) {
    (void)state;
    ot_error err;
    small_model m;
    ot_table *panel = NULL;
    ot_required_growth g;
    small_model_init(&m, MODEL, DATA, NULL, &err);
    assert_int_equal(ot_table_parse("p.csv", PANEL, sizeof PANEL - 1, NULL, &panel, &err), OT_OK);
    ask(&m, 0, &g);
    ot_growth_panel_view view = {.table = panel, .series = "p", .own = "C"};
    ot_required_growth_rank(&g, &view);
    assert_int_equal(g.n_areas, 2);
    assert_int_equal(g.panel.n, 4);         /* A: 2012, 2013, 2014; B: 2013 */
    assert_int_equal(g.panel.n_reached, 4); /* 22.5, 41.4, 15.5 and 10 a year */
    assert_int_equal(g.alike.n, 1);         /* own growth was 0: A of 2013 stood still before */
    assert_close(g.panel.percentile, 0.0, 0.0, 0.0);
    ask(&m, 0, &g);
    view.first = 2013; /* growth of 2013 and after it: spans from 2012 on */
    ot_required_growth_rank(&g, &view);
    assert_int_equal(g.panel.n, 1);
    ot_table_free(panel);
    small_model_clear(&m);
}

static void chances_are_tails(void **state) {
    (void)state;
    const ot_required_growth g = {.n_years = 3, .growth = 8.0};
    assert_close(ot_required_growth_chance(&g, 6.0, 2.0, INFINITY), gsl_cdf_ugaussian_Q(1.0), 1e-12,
                 0.0);
    assert_close(ot_required_growth_chance(&g, 6.0, 2.0, 4.0), gsl_cdf_tdist_Q(1.0, 4.0), 1e-12,
                 0.0);
    ot_required_growth most = g;
    most.is_most = 1;
    assert_close(ot_required_growth_chance(&most, 6.0, 2.0, INFINITY), gsl_cdf_ugaussian_P(1.0),
                 1e-12, 0.0);
    ot_required_growth own = g; /* the mean of 3 years to come about that of 5 years */
    own.own = (ot_growth_rank){.n = 5};
    own.own_mean = 6.0;
    own.own_sd = 2.0;
    assert_close(ot_required_growth_own_chance(&own),
                 gsl_cdf_tdist_Q(2.0 / (2.0 * sqrt(1.0 / 3.0 + 1.0 / 5.0)), 4.0), 1e-12, 0.0);
}

/* What overshoots a range has not met it: rates of 25, -4 and 0, asked 21 to 32 percent in all. */
static void what_overshoots_has_not_met_a_range(void **state) {
    (void)state;
    static const char RANGES[] =
        "model: { id = \"m\"; first_year = 2023; last_year = 2025; };\n"
        "data: { files = ( \"data.csv\" ); };\n"
        "indicators: { x: { unit = \"index\"; equation = \"x = x(-1)\"; };\n"
        " r: { unit = \"percent\"; equation = \"r = r(-1)\"; }; };\n"
        "targets: ( { id = \"in\"; indicator = \"x\"; year = 2024; within = (98.01, 121.0); },\n"
        " { id = \"near\"; indicator = \"x\"; measure = \"growth\"; year = 2023; about = 1.0;"
        " tolerance = 2.0; } );\n";
    ot_error err;
    small_model m;
    ot_required_growth g;
    small_model_init(&m, RANGES, DATA, NULL, &err);
    if (!m.model) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    ask(&m, 0, &g);
    assert_int_equal(g.is_range, 1);
    assert_close(g.growth, -1.0, 1e-10, 0.0);
    assert_close(g.ceiling, 10.0, 1e-10, 0.0);
    assert_int_equal(g.own.n_reached, 1); /* 0, neither 25 nor -4 */
    assert_close(g.own.percentile, 100.0 / 3.0, 1e-12, 0.0);
    assert_close(ot_required_growth_chance(&g, 6.0, 2.0, INFINITY),
                 gsl_cdf_ugaussian_P(2.0) - gsl_cdf_ugaussian_P(-3.5), 1e-12, 0.0);
    ask(&m, 1, &g);
    assert_close(g.growth, -1.0, 1e-10, 0.0);
    assert_close(g.ceiling, 3.0, 1e-10, 0.0);
    assert_int_equal(g.own.n_reached, 1);
    assert_close(ot_required_growth_chance(&g, 1.0, 2.0, 4.0),
                 gsl_cdf_tdist_P(1.0, 4.0) - gsl_cdf_tdist_P(-1.0, 4.0), 1e-12, 0.0);
    small_model_clear(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_measure_asks_growth_from_the_last_outturn),
        cmocka_unit_test(a_total_asks_steady_growth_of_what_each_year_adds),
        cmocka_unit_test(a_target_has_levels_from_where_to_where_it_is_met),
        cmocka_unit_test(a_flow_from_nothing_has_no_growth),
        cmocka_unit_test(spans_of_other_areas_are_counted),
        cmocka_unit_test(chances_are_tails),
        cmocka_unit_test(what_overshoots_has_not_met_a_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
