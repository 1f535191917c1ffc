/* Tests of the JSON answers: read back by another program's parser (jansson), held to the contract
 * that docs/reference/results.md states. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/buffer.h"
#include "chain.h"
#include "failing_alloc.h"
#include "outturn/document.h"

static const char MODEL[] =
    "model: { id = \"m\"; title = { zh = \"计划\"; en = \"plan\"; };"
    " first_year = 2023; last_year = 2024; };\n"
    "run: { draws = 3000; seed = 5; quantiles = ( 0.05, 0.5, 0.95 ); };\n"
    "drivers: { g: { unit = \"percent\"; value = 5.0;"
    " law = { family = \"normal\"; scale = 2.0; }; }; };\n"
    "indicators: {\n"
    "  x: { label = { zh = \"指标\"; en = \"thing\"; }; unit = \"CNY_100M\";"
    " equation = \"pch(x) = g + a\"; coefficients = { a = { mean = 0.0; sd = 0.01;"
    " source = \"test\"; }; }; start = { year = 2022; value = 100.0; }; };\n"
    "  later: { unit = \"index\"; note = \"no equation\"; };\n"
    "};\n"
    "scenarios: { base: { }; high: { extends = \"base\"; conditional = true;"
    " drivers = { g = { value = 7.0; }; }; }; };\n"
    "targets: (\n"
    "  { id = \"t\"; indicator = \"x\"; measure = \"growth\"; year = 2023; at_least = 7.0; },\n"
    "  { id = \"r\"; indicator = \"x\"; year = 2024; rising = true; group = \"g\"; },\n"
    "  { id = \"none\"; indicator = \"later\"; year = 2024; at_least = 1.0; }\n"
    ");\n";

typedef struct answer {
    chain s;
    ot_projection *projection;
    ot_comparison *comparison;
    ot_solution *solution;
    ot_parts parts;
} answer;

static void open_answer(answer *a) {
    ot_error err;
    memset(a, 0, sizeof *a);
    chain_open(&a->s, MODEL);
    const ot_run_options options = ot_projection_options(a->s.model);
    const ot_case *const *c = (const ot_case *const *)a->s.c;
    if (ot_projection_new(a->s.model, c, a->s.n, &options, a->s.notes, &a->projection, &err) ||
        ot_comparison_new(a->s.model, c[0], c[1], &options, NULL, &a->comparison, &err) ||
        ot_solution_new(a->s.model, c, a->s.n, NULL, a->s.notes, &a->solution, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    a->parts = (ot_parts){.spec = a->s.spec,
                          .table = a->s.table,
                          .model = a->s.model,
                          .fit = a->s.fit,
                          .projection = a->projection,
                          .comparison = a->comparison,
                          .solution = a->solution,
                          .lists_order = 1,
                          .notes = a->s.notes,
                          .lists_unused = 1};
}

static void close_answer(answer *a) {
    ot_solution_free(a->solution);
    ot_comparison_free(a->comparison);
    ot_projection_free(a->projection);
    chain_close(&a->s);
}

/* The answer as jansson reads it: it refuses duplicate keys, NaN and broken UTF-8. */
static json_t *read_back(const answer *a, ot_report_kind kind, const char *schema) {
    ot_buffer out = {0};
    json_error_t why;
    const ot_writer writer = ot_buffer_writer(&out);
    assert_int_equal(
        ot_report_write(kind, &a->parts, OT_FORMAT_JSON, OT_LANGUAGE_ZH, &writer, NULL), OT_OK);
    json_t *root = json_loadb(out.data, out.length, JSON_REJECT_DUPLICATES, &why);
    if (!root) fail_msg("line %d: %s", why.line, why.text);
    assert_string_equal(json_string_value(json_object_get(root, "schema")), schema);
    ot_buffer_clear(&out);
    return root;
}

/* The keys of an object, the first n of them, in the order of the contract. */
static void assert_keys(const json_t *object, const char *const *expected) {
    const char *key;
    json_t *value;
    size_t i = 0;
    json_object_foreach((json_t *)(uintptr_t)object, key, value) {
        if (!expected[i]) return;
        assert_string_equal(key, expected[i]);
        i++;
    }
    assert_null(expected[i]);
}

static json_t *at(const json_t *object, const char *key) {
    json_t *value = json_object_get(object, key);
    if (!value) fail_msg("no key %s", key);
    return value;
}

static double number(const json_t *object, const char *key) {
    assert_true(json_is_number(at(object, key)));
    return json_number_value(at(object, key));
}

static void run_keeps_its_contract(void **state) {
    (void)state;
    static const char *const ROOT[] = {"schema", "model", "seed", "draws", "scenarios", NULL};
    static const char *const SCENARIO[] = {"id", "label", "indicators", "targets", "joint", NULL};
    static const char *const INDICATOR[] = {"id", "label", "unit", "years", NULL};
    static const char *const YEAR[] = {"year",      "median",    "mean", "sd",
                                       "quantiles", "nonfinite", NULL};
    static const char *const TARGET[] = {
        "id",   "indicator",          "measure", "year", "relation", "value", "probability",
        "mcse", "expected_shortfall", NULL};
    static const char *const JOINT[] = {"year", "group", "targets", "probability",
                                        "mcse", "met",   NULL};
    static const char *const MET[] = {"median", "low", "high", NULL};
    answer a;
    open_answer(&a);
    json_t *root = read_back(&a, OT_REPORT_RUN, "outturn.run/1");
    assert_keys(root, ROOT);
    assert_int_equal(json_integer_value(at(root, "seed")), 5);
    assert_int_equal(json_integer_value(at(root, "draws")), 3000);
    assert_string_equal(json_string_value(at(root, "sampling")), "random");
    assert_int_equal(json_array_size(at(root, "scenarios")), 2);
    const json_t *scenario = json_array_get(at(root, "scenarios"), 1);
    assert_keys(scenario, SCENARIO);
    assert_true(json_is_true(at(scenario, "conditional")));
    const json_t *indicator = json_array_get(at(scenario, "indicators"), 0);
    assert_keys(indicator, INDICATOR);
    assert_string_equal(json_string_value(at(at(indicator, "label"), "zh")), "指标");
    assert_string_equal(json_string_value(at(indicator, "unit")), "CNY_100M");
    const json_t *year = json_array_get(at(indicator, "years"), 0);
    assert_keys(year, YEAR);
    assert_true(fabs(number(year, "median") - 107.0) < 0.5);
    assert_true(number(at(year, "quantiles"), "0.05") < number(at(year, "quantiles"), "0.95"));
    const json_t *target = json_array_get(at(scenario, "targets"), 0);
    assert_keys(target, TARGET);
    assert_true(number(target, "value") >= 7.0 && number(target, "value") <= 7.0);
    assert_string_equal(json_string_value(at(target, "relation")), "at_least");
    const json_t *rising = json_array_get(at(scenario, "targets"), 1);
    assert_true(json_is_null(at(rising, "value")));
    const json_t *joint = json_array_get(at(scenario, "joint"), 0);
    assert_keys(joint, JOINT);
    assert_keys(at(joint, "met"), MET);
    assert_int_equal(json_integer_value(at(joint, "year")), 2023);
    const json_t *named = json_array_get(at(scenario, "joint"), 2);
    assert_true(json_is_null(at(named, "year")));
    assert_string_equal(json_string_value(at(named, "group")), "g");
    json_decref(root);
    close_answer(&a);
}

static void what_is_left_out_is_listed_with_its_reason(void **state) {
    (void)state;
    answer a;
    open_answer(&a);
    json_t *root = read_back(&a, OT_REPORT_RUN, "outturn.run/1");
    const json_t *judged = json_array_get(at(root, "not_judged"), 0);
    assert_string_equal(json_string_value(at(judged, "target")), "none");
    assert_true(json_is_string(at(at(judged, "reason"), "zh")));
    const json_t *projected = json_array_get(at(root, "not_projected"), 0);
    assert_string_equal(json_string_value(at(projected, "id")), "later");
    json_decref(root);
    close_answer(&a);
}

static void a_span_of_years_leaves_out_the_others(void **state) {
    (void)state;
    answer a;
    open_answer(&a);
    a.parts.first_year = a.parts.last_year = 2024;
    json_t *root = read_back(&a, OT_REPORT_RUN, "outturn.run/1");
    const json_t *scenario = json_array_get(at(root, "scenarios"), 0);
    const json_t *indicator = json_array_get(at(scenario, "indicators"), 0);
    assert_int_equal(json_array_size(at(indicator, "years")), 1);
    assert_int_equal(json_array_size(at(scenario, "targets")), 1);
    assert_int_equal(json_array_size(at(scenario, "joint")), 2); /* 2024 and the named group */
    json_decref(root);
    close_answer(&a);
}

static void the_other_answers_are_json_too(void **state) {
    (void)state;
    answer a;
    open_answer(&a);
    json_t *root = read_back(&a, OT_REPORT_CHECK, "outturn.check/1");
    assert_int_equal(json_array_size(at(root, "scenarios")), 2);
    json_decref(root);
    root = read_back(&a, OT_REPORT_ESTIMATE, "outturn.estimate/1");
    const json_t *fit = json_array_get(at(root, "equations"), 0);
    const json_t *coefficient = json_array_get(at(fit, "coefficients"), 0);
    assert_string_equal(json_string_value(at(coefficient, "name")), "a");
    assert_true(fabs(number(coefficient, "prior_sd") - 0.01) < 1e-15);
    assert_true(json_is_null(at(coefficient, "t")) && json_is_null(at(coefficient, "p")));
    assert_true(json_is_null(at(fit, "rss")) && json_is_null(at(fit, "f_p")));
    json_decref(root);
    root = read_back(&a, OT_REPORT_COMPARE, "outturn.compare/1");
    assert_string_equal(json_string_value(at(at(root, "b"), "id")), "high");
    assert_int_equal(json_array_size(at(root, "indicators")), 1);
    json_decref(root);
    close_answer(&a);
}

static void solve_keeps_its_contract(void **state) {
    (void)state;
    static const char *const ROOT[] = {"schema",    "model",  "mode",      "first_year",
                                       "last_year", "solver", "scenarios", NULL};
    static const char *const SOLVER[] = {"equations", "recursive",  "blocks",   "simultaneous",
                                         "feedback",  "iterations", "residual", NULL};
    static const char *const YEAR[] = {"year", "value", "observed", "residual", "held", NULL};
    answer a;
    open_answer(&a);
    json_t *root = read_back(&a, OT_REPORT_SOLVE, "outturn.solve/1");
    assert_keys(root, ROOT);
    assert_keys(at(root, "solver"), SOLVER);
    assert_string_equal(json_string_value(at(root, "mode")), "forecast");
    assert_int_equal(json_array_size(at(root, "scenarios")), 2);
    const json_t *scenario = json_array_get(at(root, "scenarios"), 1);
    const json_t *indicator = json_array_get(at(scenario, "indicators"), 0);
    assert_string_equal(json_string_value(at(indicator, "id")), "x");
    assert_true(json_is_null(at(indicator, "fit")));
    const json_t *year = json_array_get(at(indicator, "years"), 1);
    assert_keys(year, YEAR);
    assert_true(fabs(number(year, "value") - 100.0 * 1.07 * 1.07) < 1e-9);
    assert_true(json_is_null(at(year, "observed")));
    json_decref(root);
    close_answer(&a);
}

static void check_tells_the_order(void **state) {
    (void)state;
    answer a;
    open_answer(&a);
    json_t *root = read_back(&a, OT_REPORT_CHECK, "outturn.check/1");
    assert_int_equal(json_array_size(at(root, "order")), 1);
    const json_t *order = json_array_get(at(root, "order"), 0);
    assert_int_equal(json_array_size(at(order, "scenarios")), 2);
    assert_int_equal(json_integer_value(at(order, "recursive")), 1);
    const json_t *stage = json_array_get(at(order, "stages"), 0);
    assert_string_equal(json_string_value(at(stage, "kind")), "recursive");
    assert_int_equal(json_array_size(at(stage, "equations")), 1);
    assert_int_equal(json_array_size(at(stage, "feedback")), 0);
    json_decref(root);
    close_answer(&a);
}

/* One failing allocation after the other: no report, or a whole one; never a leak. */
static void a_failed_allocation_is_reported_in_every_format(void **state) {
    (void)state;
    answer a;
    open_answer(&a);
    for (int kind = OT_REPORT_CHECK; kind <= OT_REPORT_SOLVE; kind++)
        for (int format = 0; format < OT_N_FORMATS; format++) {
            int done = 0;
            for (int k = 0; !done; k++) {
                ot_buffer out = {0};
                const ot_writer writer = ot_buffer_writer(&out);
                fail_allocation(k);
                const ot_status status =
                    ot_report_write((ot_report_kind)kind, &a.parts, (ot_format)format,
                                    OT_LANGUAGE_EN, &writer, NULL);
                fail_allocation(-1);
                assert_true(status == OT_OK || status == OT_ERR_NOMEM);
                done = status == OT_OK && !out.failed;
                ot_buffer_clear(&out);
            }
        }
    close_answer(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(run_keeps_its_contract),
        cmocka_unit_test(what_is_left_out_is_listed_with_its_reason),
        cmocka_unit_test(a_span_of_years_leaves_out_the_others),
        cmocka_unit_test(the_other_answers_are_json_too),
        cmocka_unit_test(solve_keeps_its_contract),
        cmocka_unit_test(check_tells_the_order),
        cmocka_unit_test(a_failed_allocation_is_reported_in_every_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
