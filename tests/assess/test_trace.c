/* Tests of outturn/trace.h: a small model, of which each number's origin is known. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "assess/trace.h"
#include "chain.h"
#include "close_to.h"
#include "outturn/path.h"

static const char MODEL[] = "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
                            "drivers: { g: { unit = \"percent\"; value = 5.0;\n"
                            " source = \"a guess\"; }; };\n"
                            "indicators: {\n"
                            "  x: { unit = \"index\"; equation = \"pch(x) = g\";\n"
                            "  start = { year = 2022; value = 100.0; source = \"a base\"; }; };\n"
                            "  y: { unit = \"index\"; equation = \"y = 2 * x\"; };\n"
                            "};\n"
                            "scenarios: { a: { }; b: { note = \"faster\";\n"
                            " drivers = { g = { value = 7.0; }; }; exogenise = {\n"
                            " x = ( ( 2024, 130.0 ) ); }; }; };\n";

/* One value known: auto tells the others. */
static const char FORECAST[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
    "indicators: {\n"
    "  x: { unit = \"index\"; source = \"x itself\"; forecast = { method = \"auto\"; };\n"
    "  start = { year = 2022; value = 100.0; }; }; };\n"
    "scenarios: { a: { }; b: { note = \"by hand\";\n"
    " drivers = { x_forecast = { value = 7.0; }; }; }; };\n";

typedef struct desk {
    chain s;
    ot_path *path;
    ot_trace *trace;
} desk;

static ot_status trace_of(desk *d, const char *model, size_t scenario, const char *id, int year) {
    ot_error err;
    chain_open(&d->s, model);
    d->path = NULL;
    d->trace = NULL;
    if (ot_path_new(d->s.model, d->s.c[scenario], NULL, NULL, &d->path, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return ot_trace_new(d->s.model, d->s.fit, d->path, id, year, &d->trace, &err);
}

static ot_status trace(desk *d, size_t scenario, const char *id, int year) {
    return trace_of(d, MODEL, scenario, id, year);
}

static void desk_close(desk *d) {
    ot_trace_free(d->trace);
    ot_path_free(d->path);
    chain_close(&d->s);
}

static void check(const ot_trace_step *s, size_t depth, size_t row, int year, double value,
                  ot_trace_kind kind, int line) {
    assert_int_equal(s->depth, depth);
    assert_int_equal(s->row, row);
    assert_int_equal(s->year, year);
    assert_close(s->value, value, 1e-12, 0.0);
    assert_int_equal(s->kind, kind);
    assert_int_equal(s->place.line, line);
}

static void each_value_comes_from_those_below_it(void **state) {
    (void)state;
    enum { X, Y, G };
    desk d;
    assert_int_equal(trace(&d, 0, "y", 2024), OT_OK);
    const ot_trace_step *s = d.trace->step;
    assert_int_equal(d.trace->n, 6);
    check(&s[0], 0, Y, 2024, 2.0 * 110.25, OT_TRACE_EQUATION, 7);
    check(&s[1], 1, X, 2024, 110.25, OT_TRACE_EQUATION, 5);
    check(&s[2], 2, G, 2024, 5.0, OT_TRACE_ASSUMPTION, 2);
    check(&s[3], 2, X, 2023, 105.0, OT_TRACE_EQUATION, 5);
    check(&s[4], 3, G, 2023, 5.0, OT_TRACE_ASSUMPTION, 2);
    check(&s[5], 3, X, 2022, 100.0, OT_TRACE_START, 6);
    assert_string_equal(s[0].text, "y = 2 * x");
    assert_string_equal(s[2].source.text[OT_LANGUAGE_EN], "a guess");
    assert_string_equal(s[5].source.text[OT_LANGUAGE_EN], "a base");
    assert_false(d.trace->has_more);
    desk_close(&d);
}

static void a_scenario_is_named_where_it_decides(void **state) {
    (void)state;
    desk d;
    assert_int_equal(trace(&d, 1, "y", 2024), OT_OK);
    assert_int_equal(d.trace->n, 2);
    check(&d.trace->step[1], 1, 0, 2024, 130.0, OT_TRACE_EXOGENISED, 11);
    assert_int_equal(d.trace->step[1].scenario, 1);
    desk_close(&d);
    assert_int_equal(trace(&d, 1, "x", 2023), OT_OK);
    check(&d.trace->step[1], 1, 2, 2023, 7.0, OT_TRACE_ASSUMPTION, 10);
    assert_string_equal(d.trace->step[1].source.text[OT_LANGUAGE_EN], "faster");
    desk_close(&d);
}

static void a_forecast_is_no_assumption(void **state) {
    (void)state;
    desk d;
    assert_int_equal(trace_of(&d, FORECAST, 0, "x", 2024), OT_OK);
    const ot_trace_step *s = d.trace->step;
    assert_int_equal(d.trace->n, 2);
    assert_int_equal(s[1].kind, OT_TRACE_FORECAST);
    assert_non_null(s[1].forecast);
    assert_int_equal(s[1].forecast->n_history, 1);
    assert_int_equal(s[1].forecast->forecast_after, 2022);
    assert_close(s[1].value, ot_forecast_point(s[1].forecast->forecast, 1), 1e-12, 0.0);
    desk_close(&d);
    assert_int_equal(trace_of(&d, FORECAST, 1, "x", 2024), OT_OK);
    assert_int_equal(d.trace->step[1].kind, OT_TRACE_ASSUMPTION);
    assert_null(d.trace->step[1].forecast);
    desk_close(&d);
}

static void refuse(const char *id, int year, const char *english, const char *chinese) {
    desk d;
    ot_error err;
    assert_int_equal(trace(&d, 0, "x", 2024), OT_OK);
    ot_trace *none = NULL;
    assert_int_equal(ot_trace_new(d.s.model, d.s.fit, d.path, id, year, &none, &err), OT_ERR_USAGE);
    assert_null(none);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], english));
    assert_non_null(strstr(err.text[OT_LANGUAGE_ZH], chinese));
    desk_close(&d);
}

static void a_refusal_says_what_there_is(void **state) {
    (void)state;
    refuse("gg", 2024, "did you mean \"g\"?", "是否指“g”？");
    refuse("nothing_like", 2024, "it has x, y, g", "现有 x, y, g");
    refuse("x", 1950, "x has no value in 1950; it has values within 2022 to 2024", "2022—2024");
}

static void what_is_not_there_is_refused(void **state) {
    (void)state;
    desk d;
    assert_int_equal(trace(&d, 0, "z", 2024), OT_ERR_USAGE);
    desk_close(&d);
    assert_int_equal(trace(&d, 0, "y", 2050), OT_ERR_USAGE);
    desk_close(&d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_value_comes_from_those_below_it),
        cmocka_unit_test(a_scenario_is_named_where_it_decides),
        cmocka_unit_test(a_forecast_is_no_assumption),
        cmocka_unit_test(what_is_not_there_is_refused),
        cmocka_unit_test(a_refusal_says_what_there_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
