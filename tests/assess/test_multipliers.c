/* Tests of outturn/multipliers.h: income and spending, a lag, a rate, against closed forms. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "assess/multipliers.h"
#include "chain.h"
#include "close_to.h"
#include "failing_alloc.h"

/* Spending is 0.8 of income: the multiplier is 1 / (1 - 0.8). The stock keeps 0.9 a year. */
static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2026; };\n"
    "drivers: { g: { unit = \"index\"; value = 20.0; }; rate: { unit = \"percent\"; value = 5.0; "
    "}; "
    "};\n"
    "indicators: {\n"
    "  y: { unit = \"index\"; equation = \"y = c + g\"; };\n"
    "  c: { unit = \"index\"; equation = \"c = a + b * y\";\n"
    "       coefficients = { a = { value = 10.0; }; b = { value = 0.8; }; };\n"
    "       residual = { scale = 1.0; }; };\n"
    "  stock: { unit = \"index\"; equation = \"stock = 0.9 * stock(-1) + y\";\n"
    "           start = { year = 2022; value = 100.0; }; };\n"
    "  share: { unit = \"percent\"; equation = \"share = 2 * rate\"; };\n"
    "  given: { unit = \"index\"; equation = \"given = given(-1)\";\n"
    "           start = { year = 2022; value = 3.0; }; };\n"
    "  v: { unit = \"index\"; equation = \"v = 0.5 * w + y\"; };\n"
    "  w: { unit = \"index\"; equation = \"w = 0.4 * v\"; };\n"
    "  third: { unit = \"index\"; equation = \"third = given^2\"; };\n"
    "};\n"
    "scenarios: { base: { }; fixed: { exogenise = { given = ( ( 2023, 3.0 ), ( 2024, 3.0 ),\n"
    "    ( 2025, 3.0 ), ( 2026, 4.0 ) ); c = ( ( 2023, 90.0 ) ); }; }; };\n";

enum { Y, C, STOCK, SHARE, GIVEN, V, W, THIRD };

typedef struct solved {
    chain s;
    ot_path *path;
    ot_multipliers *m;
} solved;

static void solve(solved *k, const char *text, size_t scenario) {
    ot_error err;
    memset(k, 0, sizeof *k);
    chain_open(&k->s, text);
    if (ot_path_new(k->s.model, k->s.c[scenario], NULL, k->s.notes, &k->path, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
}

static void close(solved *k) {
    ot_multipliers_free(k->m);
    ot_path_free(k->path);
    chain_close(&k->s);
}

static void find(solved *k, const char *const *name, size_t n) {
    ot_error err;
    if (ot_multipliers_new(k->s.model, k->path, name, n, &k->m, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
}

static void spending_multiplies_itself_within_the_year(void **state) {
    (void)state;
    static const char *const name[] = {"g", "add(c)"};
    solved k;
    solve(&k, MODEL, 0);
    find(&k, name, 2);
    for (size_t t = 0; t < 4; t++) {
        assert_close(ot_multiplier_at(k.m, Y, t, 0, t), 1.0 / (1.0 - 0.8), 1e-12, 0.0);
        assert_close(ot_multiplier_at(k.m, C, t, 0, t), 0.8 / (1.0 - 0.8), 1e-12, 0.0);
        assert_close(ot_multiplier_at(k.m, Y, t, 1, t), 1.0 / (1.0 - 0.8), 1e-12, 0.0);
        assert_close(ot_multiplier_at(k.m, C, t, 1, t), 1.0 / (1.0 - 0.8), 1e-12, 0.0);
    }
    close(&k);
}

/* v and w feed on each other, and both on income: 5 / (1 - 0.5 * 0.4). */
static void one_block_moves_another(void **state) {
    (void)state;
    static const char *const name[] = {"g"};
    solved k;
    solve(&k, MODEL, 0);
    find(&k, name, 1);
    assert_close(ot_multiplier_at(k.m, V, 1, 0, 1), 6.25, 1e-12, 0.0);
    assert_close(ot_multiplier_at(k.m, W, 1, 0, 1), 2.5, 1e-12, 0.0);
    assert_close(ot_multiplier_at(k.m, V, 2, 0, 1), 0.0, 0.0, 1e-12);
    close(&k);
}

static void interim_multipliers_of_a_lag_are_geometric(void **state) {
    (void)state;
    static const char *const name[] = {"g"};
    solved k;
    solve(&k, MODEL, 0);
    find(&k, name, 1);
    for (size_t y = 0; y < 4; y++)
        for (size_t t = 0; t < 4; t++) {
            const double expected = t < y ? 0.0 : 5.0 * pow(0.9, (double)(t - y));
            assert_close(ot_multiplier_at(k.m, STOCK, t, 0, y), expected, 1e-12, 0.0);
        }
    assert_close(ot_multiplier_sum(k.m, STOCK, 0, 0, 3), 5.0 * (1.0 - pow(0.9, 4)) / 0.1, 1e-12,
                 0.0);
    assert_close(ot_multiplier_sum(k.m, STOCK, 0, 1, 2), 5.0 * 1.9, 1e-12, 0.0);
    close(&k);
}

/* A point more of the rate makes two points more of the share. */
static void rates_are_counted_in_their_declared_unit(void **state) {
    (void)state;
    static const char *const name[] = {"rate"};
    solved k;
    solve(&k, MODEL, 0);
    find(&k, name, 1);
    assert_close(ot_multiplier_at(k.m, SHARE, 2, 0, 2), 2.0, 1e-12, 0.0);
    assert_true(ot_multiplier_moves(k.m, SHARE, 0));
    assert_false(ot_multiplier_moves(k.m, Y, 0));
    close(&k);
}

/* log(-1): the derivative is unknown, and not nothing. */
static void what_has_no_value_is_told_and_shown(void **state) {
    (void)state;
    static const char NONE[] =
        "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
        "drivers: { g: { unit = \"index\"; value = -1.0; }; };\n"
        "indicators: { y: { unit = \"index\"; equation = \"y = log(g)\"; };\n"
        "  z: { unit = \"index\"; equation = \"z = 1 + 0 * g\"; }; };\n";
    static const char *const name[] = {"g"};
    solved k;
    solve(&k, NONE, 0);
    find(&k, name, 1);
    assert_true(ot_multiplier_moves(k.m, 0, 0));
    assert_false(ot_multiplier_moves(k.m, 1, 0));
    const size_t before = ot_notes_count(k.s.notes);
    ot_path_warn(k.path, k.s.notes);
    assert_int_equal(ot_notes_count(k.s.notes), before + 1);
    assert_non_null(strstr(ot_notes_at(k.s.notes, before)->text[OT_LANGUAGE_EN],
                           "y has no finite value in 2023"));
    close(&k);
}

static void an_indicator_that_is_held_can_be_moved(void **state) {
    (void)state;
    static const char *const name[] = {"given"};
    solved k;
    solve(&k, MODEL, 1);
    find(&k, name, 1);
    assert_close(ot_multiplier_at(k.m, THIRD, 0, 0, 0), 2.0 * 3.0, 1e-12, 0.0);
    assert_close(ot_multiplier_at(k.m, THIRD, 3, 0, 3), 2.0 * 4.0, 1e-12, 0.0);
    assert_close(ot_multiplier_at(k.m, GIVEN, 3, 0, 2), 0.0, 0.0, 0.0);
    close(&k);
}

static void refuse(const solved *k, const char *name, const char *sentence) {
    ot_error err;
    ot_multipliers *m = NULL;
    assert_int_equal(ot_multipliers_new(k->s.model, k->path, &name, 1, &m, &err), OT_ERR_USAGE);
    assert_null(m);
    if (!strstr(err.text[OT_LANGUAGE_EN], sentence)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
}

static void unknown_and_computed_inputs_are_refused(void **state) {
    (void)state;
    solved k;
    solve(&k, MODEL, 0);
    refuse(&k, "nothing", "no driver and no indicator");
    refuse(&k, "rat", "did you mean \"rate\"");
    refuse(&k, "add(y)", "has no residual");
    refuse(&k, "add(nothing)", "no indicator");
    refuse(&k, "c", "is computed in 2023");
    close(&k);
    solve(&k, MODEL, 1);
    refuse(&k, "add(c)", "is held in 2023");
    close(&k);
}

static void years_that_are_apart_are_refused(void **state) {
    (void)state;
    static const char STATIC[] =
        "model: { id = \"m\"; first_year = 2023; last_year = 2023; mode = \"static\"; };\n"
        "drivers: { g: { unit = \"index\"; value = 20.0; }; };\n"
        "indicators: { y: { unit = \"index\"; equation = \"y = 2 * g\"; }; };\n";
    solved k;
    solve(&k, STATIC, 0);
    refuse(&k, "g", "use mode forecast or dynamic");
    close(&k);
}

static int attempt(void *state) {
    static const char *const name[] = {"g", "add(c)"};
    solved *k = state;
    ot_multipliers *m = NULL;
    const ot_status status = ot_multipliers_new(k->s.model, k->path, name, 2, &m, NULL);
    assert_true((status == OT_OK) == (m != NULL));
    ot_multipliers_free(m);
    return (int)status;
}

static void a_failed_allocation_leaks_nothing(void **state) {
    (void)state;
    solved k;
    solve(&k, MODEL, 0);
    assert_true(fail_each_allocation(attempt, &k, OT_ERR_NOMEM) > 3);
    close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spending_multiplies_itself_within_the_year),
        cmocka_unit_test(one_block_moves_another),
        cmocka_unit_test(interim_multipliers_of_a_lag_are_geometric),
        cmocka_unit_test(rates_are_counted_in_their_declared_unit),
        cmocka_unit_test(what_has_no_value_is_told_and_shown),
        cmocka_unit_test(an_indicator_that_is_held_can_be_moved),
        cmocka_unit_test(unknown_and_computed_inputs_are_refused),
        cmocka_unit_test(years_that_are_apart_are_refused),
        cmocka_unit_test(a_failed_allocation_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
