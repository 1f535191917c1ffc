/* Responses of a path: closed forms through blocks and years, and differences of solved paths. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "chain.h"
#include "close_to.h"
#include "failing_alloc.h"
#include "model/model.h"
#include "simulate/response.h"

/* y = c + g, c = 0.5 y + 0.25 y(-1): a unit of g gives 2 at once, then half of the last each year.
 */
static const char INCOME[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2026; };\n"
    "drivers: { g: { unit = \"index\"; value = 30.0; }; };\nindicators: {\n"
    "y: { unit = \"index\"; equation = \"y = c + g\"; start = { year = 2022; value = 120.0; }; };\n"
    "c: { unit = \"index\"; equation = \"c = 0.5 * y + 0.25 * y(-1)\";\n"
    "     start = { year = 2022; value = 90.0; }; };\n};\n";

static void solve(const ot_case *c, ot_path_solver *f) {
    ot_path_fault fault;
    assert_true(ot_path_solver_init(f, c));
    assert_true(ot_path_solver_solve(f, 1.0, &fault));
}

static void the_multiplier_and_its_echo_are_known(void **state) {
    (void)state;
    chain s;
    chain_open(&s, INCOME);
    const ot_case *c = s.c[0];
    const size_t first = c->first_slot, g = 2;
    const ot_shock shock[] = {{g, first}, {g, first + 2}};
    ot_path_solver f;
    ot_response r;
    ot_path_fault fault;
    solve(c, &f);
    assert_int_equal(ot_response_find(&f, shock, 2, &r, &fault), OT_OK);
    for (size_t slot = first; slot < c->n_slots; slot++) {
        assert_close(ot_response_at(&r, 0, slot, 0), 2.0 * pow(0.5, (double)(slot - first)), 1e-14,
                     0);
        const double later = slot < first + 2 ? 0.0 : 2.0 * pow(0.5, (double)(slot - first - 2));
        assert_close(ot_response_at(&r, 0, slot, 1), later, 1e-14, 0);
    }
    assert_close(ot_response_at(&r, 1, first, 0), 1.0, 1e-14, 0); /* c: y less g */
    ot_response_clear(&r);
    ot_path_solver_clear(&f);
    chain_close(&s);
}

/* Whatever solves the blocks: the Jacobian is found at the solution. The second block is not the
 * first one's: cc = 0.9 dd + aa, dd = 0.9 cc, so that dcc/daa = 1 / 0.19. */
static void blocks_solved_without_derivatives_respond_as_well(void **state) {
    (void)state;
    static const char model[] =
        "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
        "drivers: { g: { unit = \"index\"; value = 1.0; }; };\nindicators: {\n"
        "aa: { unit = \"index\"; equation = \"aa = 0.5 * bb + g\"; };\n"
        "bb: { unit = \"index\"; equation = \"bb = 0.5 * aa\"; };\n"
        "cc: { unit = \"index\"; equation = \"cc = 0.9 * dd + aa\";\n"
        "      solver = { method = \"gauss_seidel\"; }; };\n"
        "dd: { unit = \"index\"; equation = \"dd = 0.9 * cc\"; };\n};\n";
    chain s;
    chain_open(&s, model);
    const ot_shock shock = {4, s.c[0]->first_slot + 1};
    ot_path_solver f;
    ot_response r;
    ot_path_fault fault;
    solve(s.c[0], &f);
    assert_int_equal(ot_response_find(&f, &shock, 1, &r, &fault), OT_OK);
    assert_close(ot_response_at(&r, 0, shock.slot, 0), 1.0 / 0.75, 1e-9, 0);
    assert_close(ot_response_at(&r, 2, shock.slot, 0), 1.0 / 0.75 / 0.19, 1e-9, 0);
    ot_response_clear(&r);
    ot_path_solver_clear(&f);
    chain_close(&s);
}

/* Both sides of a difference are solved anew. */
static void derivatives_are_those_of_solved_paths(void **state) {
    (void)state;
    chain s;
    chain_load(&s, "scenarios/kizilsu/model.cfg");
    const ot_case *c = s.c[0];
    const ot_model *m = s.model;
    ot_path_solver f;
    ot_path_fault fault;
    solve(c, &f);
    size_t n_moved = 0;
    for (size_t d = 0; d < m->n_drivers; d++) {
        const size_t row = ot_model_driver_row(m, d), slot = ot_model_slot(m, m->first_year);
        const double x = ot_case_input(c, row, slot), h = 1e-6 * (1.0 + fabs(x));
        const ot_shock shock = {row, slot};
        ot_response r;
        assert_int_equal(ot_response_find(&f, &shock, 1, &r, &fault), OT_OK);
        ot_case *up = ot_case_with(c, &(ot_case_change){row, slot, x + h}, 1);
        ot_case *down = ot_case_with(c, &(ot_case_change){row, slot, x - h}, 1);
        ot_path_solver a, b;
        solve(up, &a);
        solve(down, &b);
        for (size_t i = 0; i < m->n_indicators * m->n_slots; i++) {
            if (!isfinite(f.value[i])) continue;
            const double wanted = (a.value[i] - b.value[i]) / (2.0 * h);
            assert_close(r.at[i], wanted, 1e-5, 1e-5 * (1.0 + fabs(f.value[i])));
            n_moved += fabs(r.at[i]) > 1e-3;
        }
        ot_path_solver_clear(&a);
        ot_path_solver_clear(&b);
        ot_case_free(up);
        ot_case_free(down);
        ot_response_clear(&r);
    }
    assert_true(n_moved > 20);
    ot_path_solver_clear(&f);
    chain_close(&s);
}

static int attempt(void *state) {
    const ot_shock shock = {2, 1};
    ot_response r = {0};
    ot_path_fault fault;
    const ot_status status = ot_response_find(state, &shock, 1, &r, &fault);
    ot_response_clear(&r);
    return (int)status;
}

static void memory_may_run_out(void **state) {
    (void)state;
    chain s;
    ot_path_solver f;
    chain_open(&s, INCOME);
    solve(s.c[0], &f);
    assert_true(fail_each_allocation(attempt, &f, OT_ERR_NOMEM) >= 5);
    ot_path_solver_clear(&f);
    chain_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_multiplier_and_its_echo_are_known),
        cmocka_unit_test(blocks_solved_without_derivatives_respond_as_well),
        cmocka_unit_test(derivatives_are_those_of_solved_paths),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
