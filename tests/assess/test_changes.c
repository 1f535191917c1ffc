/* Tests of assess/changes.c: what two cases differ in, and cases between them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assess/attribution.h"
#include "chain.h"
#include "close_to.h"
#include "failing_alloc.h"

static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
    "drivers: { a: { unit = \"index\"; value = 2.0; }; b: { unit = \"index\"; value = 5.0; }; };\n"
    "indicators: {\n"
    "  x: { unit = \"index\"; equation = \"x = k * a\"; coefficients = { k = { value = 2.0; }; };\n"
    "       residual = { scale = 1.0; }; };\n"
    "  y: { unit = \"index\"; equation = \"y = x + b\"; };\n"
    "  z: { unit = \"index\"; equation = \"z = y + 1\"; };\n"
    "};\n"
    "scenarios: { base: { };\n"
    "  all: { drivers = { b = { value = ( 5.0, 7.0 ); }; };\n"
    "    coefficients = { x = { k = { value = 3.0; }; }; }; add = { x = ( ( 2024, 0.5 ) ); };\n"
    "    exogenise = { z = ( ( 2023, 9.0 ) ); }; equations = { y = \"y = x + 2 * b\"; }; };\n"
    "  law: { drivers = { a = { law = { family = \"normal\"; scale = 1.0; }; }; }; }; };\n";

static void every_kind_of_change_is_found(void **state) {
    (void)state;
    static const ot_change_kind kind[] = {OT_CHANGE_DRIVER, OT_CHANGE_ADD_FACTOR,
                                          OT_CHANGE_COEFFICIENTS, OT_CHANGE_HELD,
                                          OT_CHANGE_EQUATIONS};
    static const size_t index[] = {1, 0, 0, 2, 0};
    chain s;
    size_t n = 0;
    chain_open(&s, MODEL);
    ot_change *change = ot_changes_find(s.model, s.c[0], s.c[1], &n);
    assert_int_equal(n, 5);
    for (size_t k = 0; k < n; k++) {
        assert_int_equal(change[k].kind, kind[k]);
        assert_int_equal(change[k].index, index[k]);
    }
    free(change);
    chain_close(&s);
}

/* A path without shocks does not see a law. */
static void laws_are_no_changes(void **state) {
    (void)state;
    chain s;
    size_t n = 9;
    chain_open(&s, MODEL);
    ot_change *change = ot_changes_find(s.model, s.c[0], s.c[2], &n);
    assert_int_equal(n, 0);
    free(change);
    change = ot_changes_find(s.model, s.c[1], s.c[1], &n);
    assert_int_equal(n, 0);
    free(change);
    chain_close(&s);
}

/* With all changes taken nothing differs from b, with none nothing from a. */
static void the_ends_of_a_mix_are_the_cases(void **state) {
    (void)state;
    chain s;
    size_t n = 0, left = 9;
    chain_open(&s, MODEL);
    ot_change *change = ot_changes_find(s.model, s.c[0], s.c[1], &n);
    assert_int_equal(n, 5);
    for (size_t end = 0; end < 2; end++) {
        unsigned char taken[5];
        memset(taken, (int)end, sizeof taken);
        ot_case *mix = ot_changes_mix(s.model, s.c[0], s.c[1], change, n, taken);
        free(ot_changes_find(s.model, s.c[end], mix, &left));
        assert_int_equal(left, 0);
        free(ot_changes_find(s.model, s.c[1 - end], mix, &left));
        assert_int_equal(left, n);
        ot_case_free(mix);
    }
    free(change);
    chain_close(&s);
}

/* Each change taken alone leaves all others: what differs from a is that change. */
static void a_mix_takes_one_change_alone(void **state) {
    (void)state;
    chain s;
    size_t n = 0, n_alone = 0;
    chain_open(&s, MODEL);
    ot_change *change = ot_changes_find(s.model, s.c[0], s.c[1], &n);
    assert_int_equal(n, 5);
    for (size_t k = 0; k < n; k++) {
        unsigned char taken[5] = {0};
        taken[k] = 1;
        ot_case *mix = ot_changes_mix(s.model, s.c[0], s.c[1], change, n, taken);
        ot_change *alone = ot_changes_find(s.model, s.c[0], mix, &n_alone);
        assert_int_equal(n_alone, 1);
        assert_int_equal(alone[0].kind, change[k].kind);
        assert_int_equal(alone[0].row, change[k].row);
        free(alone);
        ot_case_free(mix);
    }
    free(change);
    chain_close(&s);
}

static int attempt(void *state) {
    const chain *s = state;
    static const unsigned char taken[5] = {1, 0, 1, 0, 1};
    size_t n = 0;
    ot_change *change = ot_changes_find(s->model, s->c[0], s->c[1], &n);
    ot_case *mix = change ? ot_changes_mix(s->model, s->c[0], s->c[1], change, n, taken) : NULL;
    const int is_made = mix != NULL;
    ot_case_free(mix);
    free(change);
    return is_made ? 0 : OT_ERR_NOMEM;
}

static void a_failed_allocation_leaks_nothing(void **state) {
    (void)state;
    chain s;
    chain_open(&s, MODEL);
    assert_int_equal(fail_each_allocation(attempt, &s, OT_ERR_NOMEM), 2);
    chain_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_change_is_found),
        cmocka_unit_test(laws_are_no_changes),
        cmocka_unit_test(the_ends_of_a_mix_are_the_cases),
        cmocka_unit_test(a_mix_takes_one_change_alone),
        cmocka_unit_test(a_failed_allocation_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
