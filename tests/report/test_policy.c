/* Tests of the reports of multipliers, goal seeking and contributions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "chain.h"
#include "failing_alloc.h"
#include "outturn/document.h"

static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
    "drivers: { a: { unit = \"index\"; value = 2.0; }; b: { unit = \"percent\"; value = 5.0; };\n"
    "  c: { unit = \"mu_10K\"; value = 1.0; }; d1: { unit = \"index\"; value = 1.0; };\n"
    "  d2: { unit = \"index\"; value = 1.0; }; d3: { unit = \"index\"; value = 1.0; };\n"
    "  d4: { unit = \"index\"; value = 1.0; }; d5: { unit = \"index\"; value = 1.0; };\n"
    "  d6: { unit = \"index\"; value = 1.0; }; };\n"
    "indicators: {\n"
    "  x: { unit = \"index\"; label = { en = \"output\"; zh = \"产出\"; };\n"
    "       equation = \"x = k * a + 10 * b\"; coefficients = { k = { value = 2.0; }; };\n"
    "       residual = { scale = 1.0; }; };\n"
    "  given: { unit = \"index\"; equation = \"given = given(-1)\";\n"
    "           start = { year = 2022; value = 3.0; }; };\n"
    "  both: { unit = \"index\"; equation = \"both = x + given\"; };\n"
    "  kinked: { unit = \"index\"; equation = \"kinked = max(a, 5) + d1 + d2 + d3 + d4 + d5 + "
    "d6\"; "
    "};\n"
    "};\n"
    "scenarios: { base: { exogenise = { given = ( ( 2023, 3.0 ), ( 2024, 4.0 ) ); };\n"
    "    add = { x = ( ( 2023, 0.25 ) ); }; };\n"
    "  few: { extends = \"base\"; coefficients = { x = { k = { value = 3.0; }; }; };\n"
    "    add = { x = ( ( 2024, 0.5 ) ); }; exogenise = { given = ( ( 2023, 5.0 ) ); };\n"
    "    equations = { both = \"both = x + 2 * given\"; }; };\n"
    "  many: { extends = \"base\"; drivers = { a = { value = 9.3; }; b = { value = 6.0; };\n"
    "    c = { value = 2.0; }; d1 = { value = 2.0; }; d2 = { value = 2.0; }; d3 = { value = 2.0; "
    "};\n"
    "    d4 = { value = 2.0; }; d5 = { value = 2.0; }; d6 = { value = 2.0; }; }; }; };\n";

typedef struct answer {
    chain s;
    ot_path *path;
    ot_multipliers *multipliers;
    ot_seek *seek;
    ot_attribution *attribution[2];
    ot_parts parts;
    ot_buffer out;
} answer;

static void must(ot_status status, const ot_error *err) {
    if (status) fail_msg("%s", err->text[OT_LANGUAGE_EN]);
}

static void open_answer(answer *a) {
    static const char *const shock[] = {"b", "add(x)", "c", "given"};
    static const ot_goal goal[] = {{"x", 2024, 12.0}, {"both", 2024, 20.0}};
    static const ot_instrument instrument[] = {
        {"a", 2024, 2024, 1.0}, {"add(x)", 2024, 2024, 1.0}, {"given", 2024, 2024, 1.0}};
    ot_error err;
    memset(a, 0, sizeof *a);
    chain_open(&a->s, MODEL);
    must(ot_path_new(a->s.model, a->s.c[0], NULL, NULL, &a->path, &err), &err);
    must(ot_multipliers_new(a->s.model, a->path, shock, 4, &a->multipliers, &err), &err);
    must(ot_seek_new(a->s.model, a->path, goal, 2, instrument, 3, NULL, &a->seek, &err), &err);
    must(ot_attribution_new(a->s.model, a->s.c[0], a->s.c[1], "both", &a->attribution[0], &err),
         &err);
    must(ot_attribution_new(a->s.model, a->s.c[0], a->s.c[2], "kinked", &a->attribution[1], &err),
         &err);
    a->parts.spec = a->s.spec;
    a->parts.table = a->s.table;
    a->parts.model = a->s.model;
    a->parts.multipliers = a->multipliers;
    a->parts.seek = a->seek;
    a->parts.attribution = (const ot_attribution *const *)a->attribution;
    a->parts.n_attributions = 2;
}

static void close_answer(answer *a) {
    ot_buffer_clear(&a->out);
    for (size_t i = 0; i < 2; i++)
        ot_attribution_free(a->attribution[i]);
    ot_seek_free(a->seek);
    ot_multipliers_free(a->multipliers);
    ot_path_free(a->path);
    chain_close(&a->s);
}

static const char *say(answer *a, ot_report_kind kind, ot_format format, ot_language language) {
    ot_error err;
    const ot_writer writer = ot_buffer_writer(&a->out);
    ot_buffer_clear(&a->out);
    must(ot_report_write(kind, &a->parts, format, language, &writer, &err), &err);
    return a->out.data;
}

static void assert_said(const char *text, const char *part) {
    if (!strstr(text, part)) fail_msg("\"%s\" is not in\n%s", part, text);
}

static void a_unit_more_is_named(void **state) {
    (void)state;
    answer a;
    open_answer(&a);
    const char *text = say(&a, OT_REPORT_MULTIPLIERS, OT_FORMAT_TEXT, OT_LANGUAGE_EN);
    assert_said(text, "b (b): 1 percentage point more in one year");
    assert_said(text, "add-factor of output (add(x)): 1 more in one year");
    assert_said(text, "c (c): 10,000 mu more in one year\nIndicators that it does not");
    assert_said(text, "given, given (given): 1 more in one year");
    text = say(&a, OT_REPORT_MULTIPLIERS, OT_FORMAT_TEXT, OT_LANGUAGE_ZH);
    assert_said(text, "b（b）在某一年增加 1 个百分点");
    assert_said(text, "产出的附加因子（add(x)）在某一年增加 1");
    close_answer(&a);
}

/* The impact of a point more of b on x, 10 * 0.01; nothing acts backwards. */
static void only_chosen_indicators_and_years_are_shown(void **state) {
    (void)state;
    static const size_t x[] = {0};
    answer a;
    open_answer(&a);
    a.parts.indicator = x;
    a.parts.n_indicators = 1;
    a.parts.first_year = a.parts.last_year = 2024;
    const char *text = say(&a, OT_REPORT_MULTIPLIERS, OT_FORMAT_CSV, OT_LANGUAGE_EN);
    assert_string_equal(text, "scenario,shock,shock_year,indicator,year,multiplier\n"
                              "base,b,2024,x,2024,0.1\n"
                              "base,add(x),2024,x,2024,1\n"
                              "base,c,2024,x,2024,0\n"
                              "base,given,2024,x,2024,0\n");
    text = say(&a, OT_REPORT_MULTIPLIERS, OT_FORMAT_JSON, OT_LANGUAGE_EN);
    assert_said(text, "\"kind\": \"held\"");
    assert_null(strstr(text, "\"shock_year\": 2023"));
    close_answer(&a);
}

/* Every kind of instrument stands in its part of the scenario; what was added before stays. */
static void the_scenario_to_paste_has_every_kind_of_instrument(void **state) {
    (void)state;
    answer a;
    open_answer(&a);
    const char *text = say(&a, OT_REPORT_SEEK, OT_FORMAT_TEXT, OT_LANGUAGE_EN);
    assert_said(text,
                "      extends = \"base\";\n      drivers =\n      {\n        a = { value = ( 2, ");
    assert_said(text, "      add =\n      {\n        x = ( ( 2023, 0.25 ), ( 2024, ");
    assert_said(text,
                "      exogenise =\n      {\n        given = ( ( 2024, 8 ) );\n      };\n    };");
    assert_said(text, "More values of instruments (3) than wanted values (2)");
    assert_said(say(&a, OT_REPORT_SEEK, OT_FORMAT_TEXT, OT_LANGUAGE_ZH),
                "政策工具的取值（3 个）多于目标值（2 个）");
    assert_said(say(&a, OT_REPORT_SEEK, OT_FORMAT_CSV, OT_LANGUAGE_EN),
                "base,given,held,given,index,2024,1,4,");
    close_answer(&a);
}

static void every_kind_of_change_is_named(void **state) {
    (void)state;
    answer a;
    open_answer(&a);
    const char *text = say(&a, OT_REPORT_EXPLAIN, OT_FORMAT_TEXT, OT_LANGUAGE_EN);
    assert_said(text, "  add-factor of output ");
    assert_said(text, "  coefficients of output ");
    assert_said(text, "  given, given ");
    assert_said(text, "  changed equations ");
    assert_said(text, "  not explained "); /* of the kinked one */
    text = say(&a, OT_REPORT_EXPLAIN, OT_FORMAT_TEXT, OT_LANGUAGE_ZH);
    assert_said(text, "  产出的系数 ");
    assert_said(text, "  改动的方程 ");
    assert_said(text, "  未能分解的余额 ");
    text = say(&a, OT_REPORT_EXPLAIN, OT_FORMAT_CSV, OT_LANGUAGE_EN);
    assert_said(text, "both,coefficients,coefficients(x),coefficients of output,index,2023,2");
    assert_said(text, "both,equations,equations,changed equations,index,2023,");
    assert_said(text, "both,add_factor,add(x),add-factor of output,index,2024,0.5");
    text = say(&a, OT_REPORT_EXPLAIN, OT_FORMAT_JSON, OT_LANGUAGE_ZH);
    assert_said(text, "\"of\": null");
    assert_said(text, "\"method\": \"integral\"");
    close_answer(&a);
}

typedef struct attempt_state {
    answer *a;
    ot_report_kind kind;
    ot_format format;
} attempt_state;

static int attempt(void *state) {
    const attempt_state *x = state;
    ot_buffer out = {0};
    const ot_writer writer = ot_buffer_writer(&out);
    const ot_status status =
        ot_report_write(x->kind, &x->a->parts, x->format, OT_LANGUAGE_EN, &writer, NULL);
    const int failed = out.failed;
    ot_buffer_clear(&out);
    return failed ? OT_ERR_NOMEM : (int)status;
}

static void a_failed_allocation_leaks_nothing(void **state) {
    (void)state;
    static const ot_report_kind kind[] = {OT_REPORT_MULTIPLIERS, OT_REPORT_SEEK, OT_REPORT_EXPLAIN};
    answer a;
    open_answer(&a);
    for (size_t k = 0; k < 3; k++)
        for (int format = OT_FORMAT_TEXT; format <= OT_FORMAT_CSV; format++) {
            attempt_state x = {&a, kind[k], (ot_format)format};
            assert_true(fail_each_allocation(attempt, &x, OT_ERR_NOMEM) > 1);
        }
    close_answer(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_unit_more_is_named),
        cmocka_unit_test(only_chosen_indicators_and_years_are_shown),
        cmocka_unit_test(the_scenario_to_paste_has_every_kind_of_instrument),
        cmocka_unit_test(every_kind_of_change_is_named),
        cmocka_unit_test(a_failed_allocation_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
