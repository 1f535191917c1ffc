/* Tests of assess/exogenous.h: inputs by the names that they are called by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "assess/exogenous.h"
#include "chain.h"
#include "close_to.h"
#include "failing_alloc.h"

static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
    "drivers: { rate: { unit = \"percent\"; value = 5.0; label = { en = \"pace\"; zh = \"速度\"; "
    "}; }; "
    "};\n"
    "indicators: {\n"
    "  x: { unit = \"index\"; alias = \"产值\"; equation = \"x = a + rate\";\n"
    "       coefficients = { a = { value = 1.0; }; }; residual = { scale = 1.0; };\n"
    "       label = { en = \"output\"; zh = \"产值\"; }; };\n"
    "  total: { unit = \"index\"; equation = \"total = x + 1\"; };\n"
    "};\n"
    "scenarios: { base: { exogenise = { x = ( ( 2024, 2.0 ) ); }; }; };\n";

static void inputs_are_found_by_name_and_alias(void **state) {
    (void)state;
    chain s;
    ot_exogenous x;
    chain_open(&s, MODEL);
    const ot_model *m = s.model;
    assert_int_equal(ot_exogenous_find(m, "rate", &x, NULL), OT_OK);
    assert_int_equal(x.kind, OT_EXOGENOUS_DRIVER);
    assert_int_equal(x.row, ot_model_driver_row(m, 0));
    assert_close(x.inside, 0.01, 0.0, 0.0);
    assert_string_equal(ot_exogenous_label(m, &x)->text[OT_LANGUAGE_EN], "pace");
    assert_int_equal(ot_exogenous_find(m, "产值", &x, NULL), OT_OK);
    assert_int_equal(x.kind, OT_EXOGENOUS_HELD);
    assert_int_equal(x.index, 0);
    assert_int_equal(ot_exogenous_find(m, "add(产值)", &x, NULL), OT_OK);
    assert_int_equal(x.kind, OT_EXOGENOUS_ADD_FACTOR);
    assert_int_equal(x.row, ot_model_disturbance_row(m, 0));
    assert_close(x.inside, 1.0, 0.0, 0.0);
    assert_string_equal(ot_exogenous_label(m, &x)->text[OT_LANGUAGE_EN], "output");
    chain_close(&s);
}

static void refuse(const chain *s, const char *name, const char *sentence) {
    ot_error err;
    ot_exogenous x;
    assert_int_equal(ot_exogenous_find(s->model, name, &x, &err), OT_ERR_USAGE);
    if (!strstr(err.text[OT_LANGUAGE_EN], sentence)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
}

static void what_is_unknown_is_refused_with_a_suggestion(void **state) {
    (void)state;
    char longest[300];
    chain s;
    chain_open(&s, MODEL);
    refuse(&s, "rates", "did you mean \"rate\"?");
    refuse(&s, "quite_other", "no driver and no indicator \"quite_other\"");
    refuse(&s, "add(total)", "the equation of total has no residual");
    refuse(&s, "add(rate)", "is a driver");
    refuse(&s, "add()", "no driver and no indicator");
    memset(longest, 'x', sizeof longest);
    memcpy(longest, "add(", 4);
    memcpy(longest + sizeof longest - 2, ")", 2);
    refuse(&s, longest, "no driver and no indicator");
    chain_close(&s);
}

static ot_status check(const chain *s, const char *name, int year, const char *sentence) {
    ot_error err;
    ot_exogenous x;
    assert_int_equal(ot_exogenous_find(s->model, name, &x, &err), OT_OK);
    const ot_status status =
        ot_exogenous_check(s->model, s->c[0], &x, ot_model_slot(s->model, year), &err);
    if (status && !strstr(err.text[OT_LANGUAGE_EN], sentence))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return status;
}

static void only_what_is_not_computed_may_be_moved(void **state) {
    (void)state;
    chain s;
    chain_open(&s, MODEL);
    assert_int_equal(check(&s, "rate", 2023, ""), OT_OK);
    assert_int_equal(check(&s, "x", 2024, ""), OT_OK);
    assert_int_equal(check(&s, "x", 2023, "x is computed in 2023"), OT_ERR_USAGE);
    assert_int_equal(check(&s, "add(x)", 2023, ""), OT_OK);
    assert_int_equal(check(&s, "add(x)", 2024, "x is held in 2024"), OT_ERR_USAGE);
    chain_close(&s);
}

static void years_and_indicators_are_found(void **state) {
    (void)state;
    ot_error err;
    size_t at = 9;
    chain s;
    chain_open(&s, MODEL);
    assert_int_equal(ot_simulated_slot(s.model, 2024, &at, &err), OT_OK);
    assert_int_equal(ot_model_year(s.model, at), 2024);
    assert_int_equal(ot_simulated_slot(s.model, 2025, &at, &err), OT_ERR_USAGE);
    assert_string_equal(err.text[OT_LANGUAGE_EN],
                        "the year 2025 is not simulated; it must be 2023 to 2024");
    assert_int_equal(ot_simulated_slot(s.model, 2022, &at, &err), OT_ERR_USAGE);
    assert_int_equal(ot_indicator_named(s.model, "产值", &at, &err), OT_OK);
    assert_int_equal(at, 0);
    assert_int_equal(ot_indicator_named(s.model, "rate", &at, &err), OT_ERR_USAGE);
    assert_int_equal(ot_indicator_named(s.model, "totals", &at, &err), OT_ERR_USAGE);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "did you mean \"total\"?"));
    chain_close(&s);
}

static int attempt(void *state) {
    const chain *s = state;
    ot_exogenous x;
    const ot_status status = ot_exogenous_find(s->model, "nothing", &x, NULL);
    return status == OT_ERR_USAGE ? 0 : (int)status;
}

static void a_failed_allocation_is_told(void **state) {
    (void)state;
    chain s;
    chain_open(&s, MODEL);
    assert_true(fail_each_allocation(attempt, &s, OT_ERR_NOMEM) > 0);
    chain_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inputs_are_found_by_name_and_alias),
        cmocka_unit_test(what_is_unknown_is_refused_with_a_suggestion),
        cmocka_unit_test(only_what_is_not_computed_may_be_moved),
        cmocka_unit_test(years_and_indicators_are_found),
        cmocka_unit_test(a_failed_allocation_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
