/* Simultaneous blocks of one draw, with solutions that are known without the solver. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "chain.h"
#include "close_to.h"
#include "failing_alloc.h"
#include "model/model.h"
#include "simulate/path_solver.h"

#define HEAD       "model: { id = \"m\"; first_year = 2023; last_year = 2024; "
#define START(v)   "start = { year = 2022; value = " #v "; };"
#define IS(id, eq) #id ": { unit = \"index\"; equation = \"" eq "\"; "

/* What became of the first slot with a value to look for. */
typedef struct result {
    ot_outcome outcome;
    int n_iterations;
    double residual, value[3]; /* of the first indicators */
} result;

static result solve_from(const char *text, double start) {
    chain s;
    ot_path_solver f;
    chain_open(&s, text);
    assert_true(ot_path_solver_init(&f, s.c[0]));
    ot_path_fault fault = {OT_OUTCOME_SOLVED, 0, 0};
    (void)ot_path_solver_solve_slot(&f, s.c[0]->n_slots - 2, start, &fault);
    result r = {fault.outcome, (int)f.n_iterations, f.newton.residual, {0}};
    for (size_t i = 0; i < s.model->n_indicators && i < 3; i++)
        r.value[i] = f.value[i * s.c[0]->n_slots + s.c[0]->n_slots - 2];
    ot_path_solver_clear(&f);
    chain_close(&s);
    return r;
}

static result solve(const char *text) { return solve_from(text, 1.0); }

/* y = c + g, c = 10 + 0.8 y: y = (10 + g) / 0.2. */
static const char INCOME[] = HEAD
    "};\ndrivers: { g: { unit = \"index\"; value = 30.0; }; };\nindicators: {\n" IS(y, "y = c + g")
        START(150.0) "};\n" IS(c, "c = 10 + 0.8 * y") START(120.0) "};\n};\n";

static void a_linear_block_is_solved_in_one_step(void **state) {
    (void)state;
    const result r = solve(INCOME);
    assert_int_equal(r.outcome, OT_OUTCOME_SOLVED);
    assert_close(r.value[0], 200.0, 1e-14, 0);
    assert_close(r.value[1], 170.0, 1e-14, 0);
    assert_in_range(r.n_iterations, 1, 1);
    for (double start = 0.01; start < 1e3; start *= 7.0)
        assert_close(solve_from(INCOME, start).value[0], 200.0, 1e-13, 0);
}

/* log(y) g is at once the result of c and a part of t: y = 5 + 0.1 c - 0.1 (0.2 c + 1). */
static void the_result_of_one_equation_may_be_a_part_of_another(void **state) {
    (void)state;
    const result r = solve(HEAD "};\ndrivers: { g: { unit = \"index\"; value = 10.0; }; };\n"
                                "indicators: {\n" IS(c, "c = log(y) * g")
                                    START(20.0) "};\n" IS(t, "t = 0.2 * (log(y) * g) + 1")
                                        START(20.0) "};\n" IS(y, "y = 0.1 * c + 5 - 0.1 * t")
                                            START(30.0) "};\n};\n");
    assert_int_equal(r.outcome, OT_OUTCOME_SOLVED);
    assert_close(r.value[0], 10.0 * log(r.value[2]), 1e-12, 0);
    assert_close(r.value[1], 0.2 * r.value[0] + 1.0, 1e-12, 0);
    assert_close(r.value[2], 0.1 * r.value[0] + 5.0 - 0.1 * r.value[1], 1e-12, 0);
}

/* The solution of x = exp(-x) is Lambert's W(1) (DLMF 4.13). */
static void a_variable_may_need_itself(void **state) {
    (void)state;
    const result r = solve(HEAD "};\nindicators: {\n" IS(x, "x = exp(-x)") START(0.1) "};\n};\n");
    assert_int_equal(r.outcome, OT_OUTCOME_SOLVED);
    assert_close(r.value[0], 0.56714329040978387, 1e-15, 0);
}

/* Newton's full step leaves the domain of the logarithm: it has to be shortened. */
static void steps_out_of_the_domain_are_halved(void **state) {
    (void)state;
    const result r = solve(HEAD "};\nindicators: {\n" IS(x, "x = 5 + log(y) * 3") START(
        40.0) "};\n" IS(y, "y = x / 2 - 1 / x") START(0.02) "};\n};\n");
    assert_int_equal(r.outcome, OT_OUTCOME_SOLVED);
    assert_close(5.0 + 3.0 * log(r.value[1]), r.value[0], 1e-13, 0);
    assert_close(r.value[0] / 2.0 - 1.0 / r.value[0], r.value[1], 1e-13, 0);
}

/* The balance is a small difference of large flows: its own size says nothing of its rounding. */
static void differences_of_large_numbers_do_not_hinder(void **state) {
    (void)state;
    const result r = solve(
        HEAD "};\nindicators: {\n" IS(b, "b = 1e9 * (1 + 1e-9 * s) - 1e9 * (1 + 2e-9 * s) + 3")
            START(1.0) "};\n" IS(s, "s = 1 + 0.5 * b") START(1.0) "};\n};\n");
    assert_int_equal(r.outcome, OT_OUTCOME_SOLVED);
    assert_close(r.value[0], 4.0 / 3.0, 0, 1e-6);
}

static void what_has_no_solution_is_told_by_its_outcome(void **state) {
    (void)state;
    static const struct {
        const char *text;
        ot_outcome outcome;
    } row[] = {
        /* x = exp(x) has no real solution */
        {HEAD "};\nindicators: {\n" IS(x, "x = exp(x)") START(0.5) "};\n};\n", OT_OUTCOME_DIVERGED},
        /* both say the same */
        {HEAD "};\nindicators: {\n" IS(x, "x = y - 1") START(1.0) "};\n" IS(y, "y = x + 1")
             START(1.0) "};\n};\n",
         OT_OUTCOME_SINGULAR},
        {HEAD "};\nindicators: {\n" IS(x, "x = log(-1 - x * x)") START(1.0) "};\n};\n",
         OT_OUTCOME_NOT_FINITE},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        assert_int_equal(solve(row[i].text).outcome, row[i].outcome);
}

/* Plain passes over it diverge: x doubles its distance. With a damping of 0.3 they converge. */
static void gauss_seidel_is_damped_as_asked(void **state) {
    (void)state;
    static const char BODY[] = "};\nindicators: {\n" IS(x, "x = 9 - 2 * y")
        START(1.0) "};\n" IS(y, "y = x") START(1.0) "};\n};\n";
    char text[600];
    snprintf(text, sizeof text, "%s%s%s", HEAD, "solver = { method = \"gauss_seidel\"; };", BODY);
    assert_int_equal(solve(text).outcome, OT_OUTCOME_DIVERGED);
    snprintf(text, sizeof text, "%s%s%s", HEAD,
             "solver = { method = \"gauss_seidel\"; damping = 0.3; tolerance = 1e-13; };", BODY);
    const result r = solve(text);
    assert_int_equal(r.outcome, OT_OUTCOME_SOLVED);
    assert_close(r.value[0], 3.0, 1e-12, 0);
    snprintf(text, sizeof text, "%s%s%s", HEAD,
             "solver = { method = \"gauss_seidel\"; damping = 0.3; max_iterations = 3; };", BODY);
    assert_int_equal(solve(text).outcome, OT_OUTCOME_DIVERGED);
}

/* An exogenised variable cuts the circle, in its year only. */
static void held_variables_are_not_solved_for(void **state) {
    (void)state;
    char text[900];
    snprintf(text, sizeof text,
             "%sscenarios: { s: { exogenise = { c = ( ( 2023, 100.0 ) ); }; }; };\n", INCOME);
    chain s;
    ot_path_solver f;
    ot_path_fault fault;
    chain_open(&s, text);
    assert_true(ot_path_solver_init(&f, s.c[0]));
    assert_true(ot_path_solver_solve(&f, 1.0, &fault));
    const size_t n = s.c[0]->n_slots;
    assert_close(f.value[0 * n + n - 2], 130.0, 1e-14, 0);
    assert_close(f.value[1 * n + n - 2], 100.0, 0, 0);
    assert_close(f.value[0 * n + n - 1], 200.0, 1e-14, 0);
    ot_path_solver_clear(&f);
    chain_close(&s);
}

static int attempt(void *state) {
    ot_path_solver f;
    const int ok = ot_path_solver_init(&f, state);
    ot_path_solver_clear(&f);
    return ok ? OT_OK : OT_ERR_NOMEM;
}

static void memory_may_run_out(void **state) {
    (void)state;
    chain s;
    chain_open(&s, INCOME);
    assert_true(fail_each_allocation(attempt, s.c[0], OT_ERR_NOMEM) >= 9);
    chain_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_linear_block_is_solved_in_one_step),
        cmocka_unit_test(the_result_of_one_equation_may_be_a_part_of_another),
        cmocka_unit_test(a_variable_may_need_itself),
        cmocka_unit_test(steps_out_of_the_domain_are_halved),
        cmocka_unit_test(differences_of_large_numbers_do_not_hinder),
        cmocka_unit_test(what_has_no_solution_is_told_by_its_outcome),
        cmocka_unit_test(gauss_seidel_is_damped_as_asked),
        cmocka_unit_test(held_variables_are_not_solved_for),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
