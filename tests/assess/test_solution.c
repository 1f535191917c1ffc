/* Tests of outturn/solution.h and assess/order.h: two equations that need each other, solved by
 * hand. a = (b + a(-1)) / 2 and b = a + 1 give a = a(-1) + 1. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "assess/solution.h"
#include "close_to.h"
#include "failing_alloc.h"
#include "outturn/init.h"
#include "small_model.h"

static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2021; last_year = 2022; mode = \"%s\"; };\n"
    "indicators: {\n"
    "  a: { unit = \"index\"; equation = \"a = %s\"; };\n"
    "  b: { unit = \"index\"; equation = \"b = a + 1\"; };\n"
    "  c: { unit = \"percent\"; equation = \"c = 0.01 * a\"; };\n"
    "};\n";
static const char EQUATION[] = "0.5 * b + 0.5 * a(-1)";
static const char DATA[] = "indicator,year,value\n"
                           "a,2020,1\na,2021,3\na,2022,4\n"
                           "b,2020,2\nb,2021,4\nb,2022,4\n"
                           "c,2020,1\nc,2021,3\n";

typedef struct solved {
    small_model m;
    ot_fit *fit;
    ot_case *c;
    ot_solution *s;
    ot_status status;
    ot_error err;
} solved;

static void open_solved(solved *x, const char *mode, const char *equation) {
    char text[1024];
    memset(x, 0, sizeof *x);
    ot_init();
    snprintf(text, sizeof text, MODEL, mode, equation);
    small_model_init(&x->m, text, DATA, NULL, &x->err);
    if (!x->m.model) fail_msg("%s", x->err.text[OT_LANGUAGE_EN]);
    assert_int_equal(ot_fit_new(x->m.model, NULL, NULL, &x->fit, NULL), OT_OK);
    assert_int_equal(ot_case_new(x->m.model, x->fit, 0, NULL, &x->c, NULL), OT_OK);
    const ot_case *c = x->c;
    x->status = ot_solution_new(x->m.model, &c, 1, NULL, x->m.notes, &x->s, &x->err);
}

static void close_solved(solved *x) {
    ot_solution_free(x->s);
    ot_case_free(x->c);
    ot_fit_free(x->fit);
    small_model_clear(&x->m);
}

static const ot_solved_indicator *result(const solved *x, const char *id) {
    assert_int_equal(x->status, OT_OK);
    return &x->s->c[0].indicator[small_model_indicator(&x->m, id)];
}

static void assert_values(const ot_solved_indicator *r, double first, double second) {
    assert_close(r->year[0].value, first, 1e-12, 0.0);
    assert_close(r->year[1].value, second, 1e-12, 0.0);
}

static void static_mode_starts_each_year_from_what_was_observed(void **state) {
    (void)state;
    solved x;
    open_solved(&x, "static", EQUATION);
    const ot_solved_indicator *a = result(&x, "a"), *b = result(&x, "b");
    assert_values(a, 2.0, 4.0);
    assert_values(b, 3.0, 5.0);
    assert_close(a->fit.mean_error, -0.5, 1e-12, 0.0);
    assert_close(a->fit.rmse, sqrt(0.5), 1e-12, 0.0);
    assert_close(a->fit.mape, 100.0 / 6.0, 1e-12, 0.0);
    assert_close(b->fit.mean_error, 0.0, 0.0, 1e-12);
    assert_close(b->fit.rmse, 1.0, 1e-12, 0.0);
    close_solved(&x);
}

static void dynamic_mode_goes_on_from_its_own_values(void **state) {
    (void)state;
    solved x;
    open_solved(&x, "dynamic", EQUATION);
    const ot_solved_indicator *a = result(&x, "a");
    assert_values(a, 2.0, 3.0);
    assert_values(result(&x, "b"), 3.0, 4.0);
    assert_close(a->fit.rmse, 1.0, 1e-12, 0.0);
    assert_close(a->fit.mape, 100.0 * 7.0 / 24.0, 1e-12, 0.0);
    close_solved(&x);
}

static void residuals_rank_the_equations(void **state) {
    (void)state;
    solved x;
    open_solved(&x, "residuals", EQUATION);
    const ot_solved_indicator *a = result(&x, "a"), *b = result(&x, "b");
    assert_values(a, 2.5, 3.5);
    assert_values(b, 4.0, 5.0);
    assert_close(a->fit.relative, 0.125, 1e-12, 0.0);
    assert_close(b->fit.relative, 0.25, 1e-12, 0.0);
    assert_int_equal(b->fit.largest_year, 2022);
    const ot_solved_case *c = &x.s->c[0];
    assert_int_equal(c->n_compared, 3);
    assert_int_equal(c->by_residual[0], small_model_indicator(&x.m, "b"));
    assert_int_equal(c->by_residual[1], small_model_indicator(&x.m, "a"));
    assert_int_equal(c->identities.n, 3);
    assert_int_equal(c->identities.n_reproduced, 1);
    assert_int_equal(c->behavioural.n, 0);
    close_solved(&x);
}

static void numbers_are_in_declared_units(void **state) {
    (void)state;
    solved x;
    open_solved(&x, "residuals", EQUATION);
    const ot_solved_indicator *c = result(&x, "c");
    assert_values(c, 3.0, 4.0);
    assert_close(c->year[0].observed, 3.0, 0.0, 0.0);
    assert_true(isnan(c->year[1].observed) && isnan(c->year[1].residual));
    assert_int_equal(c->fit.n, 1);
    close_solved(&x);
}

static void a_forecast_has_nothing_to_compare(void **state) {
    (void)state;
    solved x;
    open_solved(&x, "forecast", EQUATION);
    const ot_solved_indicator *a = result(&x, "a"), *c = result(&x, "c");
    assert_true(a->year[0].is_held && a->year[1].is_held);
    assert_values(a, 3.0, 4.0);
    assert_int_equal(a->fit.n, 0);
    assert_true(!c->year[1].is_held);
    assert_close(c->year[1].value, 4.0, 1e-12, 0.0);
    close_solved(&x);
}

static void the_order_is_counted(void **state) {
    (void)state;
    solved x;
    open_solved(&x, "dynamic", EQUATION);
    const ot_order_facts f = x.s->solver.order;
    assert_int_equal(f.n_equations, 3);
    assert_int_equal(f.n_recursive, 1);
    assert_int_equal(f.n_blocks, 1);
    assert_int_equal(f.n_simultaneous, 2);
    assert_int_equal(f.n_feedback, 1);
    const ot_model_scenario *s = &x.m.model->scenario[0];
    assert_int_equal(ot_order_run_end(s, 0), 1);
    assert_int_equal(ot_order_run_end(s, 1), 2);
    assert_true(ot_order_is_same(s, s));
    assert_true(x.s->solver.n_iterations >= 2);
    assert_true(x.s->solver.residual < 1e-10);
    close_solved(&x);
}

static void wrong_use_is_told(void **state) {
    (void)state;
    solved x;
    open_solved(&x, "dynamic", EQUATION);
    ot_solution *none = NULL;
    const ot_case *c = x.c;
    const ot_path_options zero = {0.0};
    assert_int_equal(ot_solution_new(x.m.model, &c, 0, NULL, NULL, &none, NULL), OT_ERR_USAGE);
    assert_int_equal(ot_solution_new(x.m.model, &c, 1, &zero, NULL, &none, NULL), OT_ERR_USAGE);
    assert_null(none);
    close_solved(&x);
}

static void a_block_without_solution_is_an_error(void **state) {
    (void)state;
    solved x;
    open_solved(&x, "dynamic", "b + a(-1)"); /* a = a + 1 + a(-1) */
    assert_int_equal(x.status, OT_ERR_NUMERIC);
    assert_int_equal(x.err.status, OT_ERR_NUMERIC);
    assert_null(x.s);
    assert_true(ot_notes_count(x.m.notes) > 0);
    close_solved(&x);
}

static void a_value_that_is_not_finite_is_noted(void **state) {
    (void)state;
    solved x;
    open_solved(&x, "static", "log(0 - a(-1))");
    assert_int_equal(x.status, OT_OK);
    assert_true(isnan(result(&x, "a")->year[0].value));
    assert_int_equal(result(&x, "a")->fit.n, 0);
    assert_true(ot_notes_count(x.m.notes) > 0);
    close_solved(&x);
}

static int attempt(void *state) {
    const solved *x = state;
    const ot_case *c = x->c;
    ot_solution *s = NULL;
    const ot_status status = ot_solution_new(x->m.model, &c, 1, NULL, NULL, &s, NULL);
    assert_true((status == OT_OK) == (s != NULL));
    ot_solution_free(s);
    return (int)status;
}

static void a_failed_allocation_is_reported(void **state) {
    (void)state;
    solved x;
    open_solved(&x, "dynamic", EQUATION);
    assert_true(fail_each_allocation(attempt, &x, OT_ERR_NOMEM) > 4);
    close_solved(&x);
}

static void an_indicator_is_found_by_its_name(void **state) {
    (void)state;
    solved x;
    ot_error err;
    open_solved(&x, "dynamic", EQUATION);
    assert_int_equal(ot_model_indicator_find(x.m.model, "b", NULL),
                     small_model_indicator(&x.m, "b"));
    assert_true(ot_model_indicator_find(x.m.model, "no", &err) == SIZE_MAX);
    assert_int_equal(err.status, OT_ERR_USAGE);
    unsigned char chosen[8] = {0};
    assert_true(ot_model_n_indicators(x.m.model) <= sizeof chosen);
    assert_int_equal(ot_model_indicators_choose(x.m.model, "*b*", chosen, &err), OT_OK);
    assert_int_equal(chosen[small_model_indicator(&x.m, "b")], 1);
    assert_int_equal(ot_model_indicators_choose(x.m.model, "b*c", chosen, &err), OT_ERR_USAGE);
    assert_int_equal(ot_model_indicators_choose(x.m.model, "no", chosen, &err), OT_ERR_USAGE);
    int first = 0, last = 0;
    ot_spec_years(x.m.spec, &first, &last);
    assert_int_equal(first, 2021);
    assert_int_equal(last, 2022);
    close_solved(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(static_mode_starts_each_year_from_what_was_observed),
        cmocka_unit_test(dynamic_mode_goes_on_from_its_own_values),
        cmocka_unit_test(residuals_rank_the_equations),
        cmocka_unit_test(numbers_are_in_declared_units),
        cmocka_unit_test(a_forecast_has_nothing_to_compare),
        cmocka_unit_test(the_order_is_counted),
        cmocka_unit_test(wrong_use_is_told),
        cmocka_unit_test(a_block_without_solution_is_an_error),
        cmocka_unit_test(a_value_that_is_not_finite_is_noted),
        cmocka_unit_test(a_failed_allocation_is_reported),
        cmocka_unit_test(an_indicator_is_found_by_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
