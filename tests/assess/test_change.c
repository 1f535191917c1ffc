/* Tests of outturn/change.h: a changed case is the one of a model that says so; each status. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assess/projection.h"
#include "chain.h"
#include "failing_alloc.h"
#include "outturn/change.h"

/* Scenario b is a with the change that is tried. */
static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2025; };\n"
    "drivers: { g: { unit = \"percent\"; value = 5.0; law = { family = \"normal\"; scale = 1.0; };"
    " }; };\n"
    "indicators: {\n"
    "  x: { unit = \"index\"; equation = \"dlog(x) = a + g\"; start = { year = 2022; value = 100.0;"
    " }; coefficients = { a = { mean = 0.0; sd = 0.01; }; }; residual = { scale = 0.01; }; };\n"
    "  y: { unit = \"index\"; equation = \"y = x + y(-1)\"; start = { year = 2022; value = 1.0; };"
    " };\n"
    "};\n"
    "scenarios: { a: { }; b: { drivers = { g = { value = ( 5.0, 6.5, 5.0 ); }; }; }; };\n";

static void a_changed_case_is_that_of_a_scenario_which_says_so(void **state) {
    (void)state;
    chain s;
    ot_error err;
    ot_case *changed = NULL;
    chain_open(&s, MODEL);
    const ot_input_change change = {"g", 2024, 6.5};
    assert_int_equal(ot_case_changed(s.model, s.c[0], &change, 1, &changed, &err), OT_OK);
    ot_projection *a = NULL, *b = NULL;
    const ot_run_options options = {.draws = 100, .seed = 3, .executor = "block"};
    const ot_case *const one = changed, *const other = s.c[1];
    assert_int_equal(ot_projection_new(s.model, &one, 1, &options, NULL, &a, &err), OT_OK);
    assert_int_equal(ot_projection_new(s.model, &other, 1, &options, NULL, &b, &err), OT_OK);
    for (size_t i = 0; i < a->n_indicators; i++)
        for (size_t t = 0; t < a->n_years; t++) {
            const ot_year_result *x = &a->c[0].indicator[i].year[t];
            const ot_year_result *y = &b->c[0].indicator[i].year[t];
            assert_memory_equal(x->quantile, y->quantile, a->n_quantiles * sizeof(double));
            assert_memory_equal(&x->mean, &y->mean, sizeof x->mean);
        }
    ot_projection_free(a);
    ot_projection_free(b);
    ot_case_free(changed);
    chain_close(&s);
}

static void what_cannot_be_changed_is_refused(void **state) {
    (void)state;
    const struct {
        ot_input_change change;
        const char *why;
    } bad[] = {{{"h", 2024, 1.0}, "no driver and no indicator \"h\""},
               {{"g", 2026, 1.0}, "must be 2023 to 2025"},
               {{"x", 2024, 1.0}, "computed in 2024"},
               {{"add(y)", 2023, 1.0}, "no residual"}};
    chain s;
    ot_error err;
    ot_case *changed = NULL;
    chain_open(&s, MODEL);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(ot_case_changed(s.model, s.c[0], &bad[i].change, 1, &changed, &err),
                         OT_ERR_USAGE);
        assert_non_null(strstr(err.text[OT_LANGUAGE_EN], bad[i].why));
        assert_null(changed);
    }
    chain_close(&s);
}

static int change_one(void *state) {
    const chain *s = state;
    ot_error err;
    ot_case *changed = NULL;
    const ot_status status = ot_case_changed(
        s->model, s->c[0], &(ot_input_change){"add(x)", 2025, 0.1}, 1, &changed, &err);
    ot_case_free(changed);
    return (int)status;
}

static void a_failing_allocation_is_told(void **state) {
    (void)state;
    chain s;
    chain_open(&s, MODEL);
    assert_in_range(fail_each_allocation(change_one, &s, OT_ERR_NOMEM), 1, 2);
    chain_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_changed_case_is_that_of_a_scenario_which_says_so),
        cmocka_unit_test(what_cannot_be_changed_is_refused),
        cmocka_unit_test(a_failing_allocation_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
