/* Forecasts of panels: which series, from which values, closed forms of naive and drift, bounds,
 * what is left out, refusals. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "data/table.h"
#include "failing_alloc.h"
#include "outturn/panel_forecast.h"

static const char PANEL[] = "area,year,indicator,value\n"
                            "b,2012,y,98\nb,2010,y,97\nb,2011,y,97.5\nb,2013,y,98.5\n"
                            "a,2010,x,10\na,2011,x,11\na,2012,x,13\na,2014,x,16\n"
                            "b,2010,x,5\nb,2011,x,6\nb,2012,x,7\n";

static ot_table *parse(const char *text) {
    ot_table *table = NULL;
    ot_error err;
    if (ot_table_parse("panel.csv", text, strlen(text), NULL, &table, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return table;
}

static ot_panel_forecasts *make(const ot_table *table, const ot_panel_forecast_options *options,
                                ot_notes *notes) {
    ot_panel_forecasts *all = NULL;
    ot_error err;
    if (ot_panel_forecasts_new(table, options, notes, &all, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return all;
}

static void series_come_in_the_order_of_the_file_each_by_every_method(void **state) {
    (void)state;
    static const char *const METHOD[] = {"drift", "naive"};
    static const struct {
        const char *indicator, *area, *method;
        int last;
        double point; /* two years ahead */
    } WANTED[] = {{"y", "b", "drift", 2013, 99.5}, {"y", "b", "naive", 2013, 98.5},
                  {"x", "a", "drift", 2014, 19.0}, {"x", "a", "naive", 2014, 16.0},
                  {"x", "b", "drift", 2012, 9.0},  {"x", "b", "naive", 2012, 7.0}};
    ot_table *table = parse(PANEL);
    ot_panel_forecast_options options = ot_panel_forecast_options_default();
    options.method = METHOD;
    options.n_methods = 2;
    options.horizon = 2;
    ot_panel_forecasts *all = make(table, &options, NULL);
    assert_int_equal(ot_panel_forecasts_count(all), sizeof WANTED / sizeof *WANTED);
    for (size_t i = 0; i < sizeof WANTED / sizeof *WANTED; i++) {
        const ot_panel_forecast *f = ot_panel_forecasts_at(all, i);
        assert_string_equal(f->indicator, WANTED[i].indicator);
        assert_string_equal(f->area, WANTED[i].area);
        assert_string_equal(f->method, WANTED[i].method);
        assert_int_equal(f->last, WANTED[i].last);
        assert_int_equal(ot_forecast_horizon(f->forecast), 2);
        assert_close(ot_forecast_point(f->forecast, 1), WANTED[i].point, 1e-12, 0.0);
    }
    assert_true(isnan(ot_panel_forecasts_at(all, 2)->value[3])); /* of 2013 nothing is known */
    assert_int_equal(ot_panel_forecasts_at(all, 2)->n_known, 4);
    ot_panel_forecasts_free(all);
    ot_table_free(table);
}

static void bounds_are_kept(void **state) {
    (void)state;
    static const char *const CHOSEN[] = {"y"};
    ot_table *table = parse(PANEL);
    ot_panel_forecast_options options = ot_panel_forecast_options_default();
    options.indicator = CHOSEN;
    options.n_indicators = 1;
    ot_panel_forecasts *all = make(table, &options, NULL);
    const ot_panel_forecast *f = ot_panel_forecasts_at(all, 0);
    assert_int_equal(ot_panel_forecasts_count(all), 1);
    assert_true(ot_forecast_at(f->forecast, 2, 1.96) >
                100.0); /* a share knows no bound by itself */
    ot_panel_forecasts_free(all);
    options.low = 0.0;
    options.high = 100.0;
    all = make(table, &options, NULL);
    f = ot_panel_forecasts_at(all, 0);
    assert_true(ot_forecast_at(f->forecast, 2, 3.0) < 100.0);
    assert_true(ot_forecast_at(f->forecast, 2, -1.96) < 98.5);
    ot_panel_forecasts_free(all);
    ot_table_free(table);
}

static void what_cannot_be_forecast_is_told_and_the_others_go_on(void **state) {
    (void)state;
    static const char *const DRIFT[] = {"drift"};
    ot_table *table = parse("area,year,indicator,value\nc,2010,x,1\na,2010,x,1\na,2011,x,2\na,2012,"
                            "x,4\n");
    ot_notes *notes = NULL;
    ot_error err;
    ot_panel_forecast_options options = ot_panel_forecast_options_default();
    options.method = DRIFT;
    options.n_methods = 1;
    assert_int_equal(ot_notes_new(&notes, &err), OT_OK);
    ot_panel_forecasts *all = make(table, &options, notes);
    assert_int_equal(ot_panel_forecasts_count(all), 1);
    assert_string_equal(ot_panel_forecasts_at(all, 0)->area, "a");
    assert_true(ot_notes_count(notes) > 0);
    assert_int_equal(ot_notes_at(notes, 0)->severity, OT_SEVERITY_WARNING);
    assert_non_null(strstr(ot_notes_at(notes, 0)->text[OT_LANGUAGE_EN], "c x (drift): "));
    ot_panel_forecasts_free(all);
    ot_notes_free(notes);
    ot_table_free(table);
}

static void marks_of_years_are_pointed_out(void **state) {
    (void)state;
    ot_table *table =
        parse("area,year,indicator,value\na,2010,flag,0\na,2011,flag,1\na,2012,flag,0\n"
              "a,2010,x,0\na,2011,x,1\na,2012,x,2\na,2010,one,1\na,2011,one,1\n");
    ot_notes *notes = NULL;
    ot_error err;
    const ot_panel_forecast_options options = ot_panel_forecast_options_default();
    assert_int_equal(ot_notes_new(&notes, &err), OT_OK);
    ot_panel_forecasts *all = make(table, &options, notes);
    assert_non_null(strstr(ot_notes_at(notes, 0)->text[OT_LANGUAGE_EN],
                           "series of 0 and 1 alone: 1, the first a flag"));
    ot_panel_forecasts_free(all);
    ot_notes_free(notes);
    ot_table_free(table);
}

static void expect_refused(ot_panel_forecast_options options, const char *panel, ot_status status,
                           const char *words) {
    ot_table *table = parse(panel);
    ot_panel_forecasts *all = NULL;
    ot_error err;
    assert_int_equal(ot_panel_forecasts_new(table, &options, NULL, &all, &err), status);
    if (!strstr(err.text[OT_LANGUAGE_EN], words)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    assert_null(all);
    ot_table_free(table);
}

static void what_is_not_there_is_refused(void **state) {
    (void)state;
    static const char *const DRIFT[] = {"drift"}, *const REGRESSION[] = {"regression"},
                             *const NONE[] = {"atuo"}, *const Z[] = {"z"};
    const ot_panel_forecast_options plain = ot_panel_forecast_options_default();
    ot_panel_forecast_options o = plain;
    o.method = NONE;
    o.n_methods = 1;
    expect_refused(o, PANEL, OT_ERR_USAGE, "did you mean \"auto\"?");
    o.method = REGRESSION;
    expect_refused(o, PANEL, OT_ERR_USAGE, "needs a driver");
    o = plain;
    o.area = Z;
    o.n_areas = 1;
    expect_refused(o, PANEL, OT_ERR_USAGE, "no area \"z\"");
    o = plain;
    o.horizon = 0;
    expect_refused(o, PANEL, OT_ERR_USAGE, "horizon");
    o = plain;
    o.low = 1.0;
    o.high = 1.0;
    expect_refused(o, PANEL, OT_ERR_USAGE, "bounds");
    o = plain;
    o.method = DRIFT;
    o.n_methods = 1;
    expect_refused(o, "area,year,indicator,value\na,2010,x,1\n", OT_ERR_INPUT,
                   "none of the 1 series");
    expect_refused(plain, "area,year,indicator,value\na,2010,x,-\n", OT_ERR_INPUT, "no values");
}

static int attempt(void *state) {
    const ot_panel_forecast_options options = ot_panel_forecast_options_default();
    ot_panel_forecasts *all = NULL;
    ot_error err;
    const ot_status status = ot_panel_forecasts_new(state, &options, NULL, &all, &err);
    ot_panel_forecasts_free(all);
    return (int)status;
}

static void memory_may_run_out_anywhere(void **state) {
    (void)state;
    /* Of a series so long there is nothing to note, which may be lost without failure. */
    ot_table *table = parse("year,indicator,value\n2010,x,10\n2011,x,11\n2012,x,13\n2013,x,14\n"
                            "2014,x,16\n2015,x,17\n2016,x,16\n2017,x,18\n2018,x,19\n");
    assert_true(fail_each_allocation(attempt, table, OT_ERR_NOMEM) > 10);
    ot_table_free(table);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(series_come_in_the_order_of_the_file_each_by_every_method),
        cmocka_unit_test(bounds_are_kept),
        cmocka_unit_test(what_cannot_be_forecast_is_told_and_the_others_go_on),
        cmocka_unit_test(marks_of_years_are_pointed_out),
        cmocka_unit_test(what_is_not_there_is_refused),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
