/* Tests of outturn/attribution.h: products whose contributions can be worked out by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "assess/attribution.h"
#include "chain.h"
#include "close_to.h"
#include "failing_alloc.h"

/* x = a b: 2 * 5 becomes 3 * 7. */
static const char PRODUCT[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2025; };\n"
    "drivers: { a: { unit = \"index\"; value = 2.0; }; b: { unit = \"index\"; value = 5.0; };\n"
    "  idle: { unit = \"index\"; value = 1.0; }; };\n"
    "indicators: { x: { unit = \"index\"; alias = \"产值\"; equation = \"x = a * b\"; };\n"
    "  stock: { unit = \"index\"; equation = \"stock = 0.5 * stock(-1) + x\";\n"
    "           start = { year = 2022; value = 8.0; }; };\n"
    "  share: { unit = \"percent\"; equation = \"share = x / 100\"; }; };\n"
    "scenarios: { one: { }; two: { drivers = { a = { value = 3.0; }; b = { value = 7.0; };\n"
    "  idle = { value = 2.0; }; }; }; };\n";

/* x = a b c + d1 + ... + d6: nine changes. */
static const char MANY[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2023; };\n"
    "drivers: { a: { unit = \"index\"; value = 2.0; }; b: { unit = \"index\"; value = 5.0; };\n"
    "  c: { unit = \"index\"; value = 1.0; }; d1: { unit = \"index\"; value = 1.0; };\n"
    "  d2: { unit = \"index\"; value = 1.0; }; d3: { unit = \"index\"; value = 1.0; };\n"
    "  d4: { unit = \"index\"; value = 1.0; }; d5: { unit = \"index\"; value = 1.0; };\n"
    "  d6: { unit = \"index\"; value = 1.0; }; };\n"
    "indicators: { x: { unit = \"index\";\n"
    "    equation = \"x = a * b * c + d1 + d2 + d3 + d4 + d5 + d6\"; };\n"
    "  scaled: { unit = \"index\"; equation = \"scaled = k * (d1 + d2 + d3 + d4 + d5 + d6 + a)\";\n"
    "    coefficients = { k = { value = 2.0; }; }; residual = { scale = 1.0; }; };\n"
    "  kinked: { unit = \"index\"; equation = \"kinked = max(a, b)\"; }; };\n"
    "scenarios: { one: { };\n"
    "  two: { drivers = { a = { value = 3.0; }; b = { value = 7.0; }; c = { value = 4.0; };\n"
    "    d1 = { value = 2.0; }; d2 = { value = 3.0; }; d3 = { value = 4.0; };\n"
    "    d4 = { value = 5.0; }; d5 = { value = 6.0; }; d6 = { value = 0.0; }; }; };\n"
    "  three: { extends = \"two\"; coefficients = { scaled = { k = { value = 3.0; }; }; }; };\n"
    "  four: { extends = \"two\"; drivers = { a = { value = 9.3; }; }; }; };\n";

static ot_attribution *attribute(chain *s, const char *text, size_t a, size_t b, const char *id) {
    ot_error err;
    ot_attribution *x = NULL;
    chain_open(s, text);
    if (ot_attribution_new(s->model, s->c[a], s->c[b], id, &x, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return x;
}

static void close(chain *s, ot_attribution *x) {
    ot_attribution_free(x);
    chain_close(s);
}

/* The driver of that name: its contribution in projected year t. */
static double of(const ot_attribution *x, const char *id, size_t t) {
    for (size_t k = 0; k < x->n; k++)
        if (x->change[k].kind == OT_CHANGE_DRIVER &&
            strcmp(x->model->driver[x->change[k].index].spec->id, id) == 0)
            return x->contribution[k * x->n_years + t];
    fail_msg("no change of %s", id);
    return 0.0;
}

static void few_changes_share_a_product_as_shapley_says(void **state) {
    (void)state;
    chain s;
    ot_attribution *x = attribute(&s, PRODUCT, 0, 1, "产值");
    assert_int_equal(x->method, OT_ATTRIBUTION_SHAPLEY);
    assert_int_equal(x->n, 3);
    for (size_t t = 0; t < 3; t++) {
        assert_close(of(x, "a", t), (3.0 - 2.0) * (5.0 + 7.0) / 2.0, 1e-12, 0.0);
        assert_close(of(x, "b", t), (7.0 - 5.0) * (2.0 + 3.0) / 2.0, 1e-12, 0.0);
        assert_close(of(x, "idle", t), 0.0, 0.0, 0.0);
        assert_close(x->difference[t], 11.0, 1e-12, 0.0);
        assert_close(x->sum[t], 11.0, 1e-12, 0.0);
        assert_close(x->a[t], 10.0, 1e-12, 0.0);
        assert_close(x->b[t], 21.0, 1e-12, 0.0);
    }
    assert_true(x->is_exact);
    assert_int_equal(x->scenario_a, 0);
    assert_int_equal(x->scenario_b, 1);
    close(&s, x);
}

static void contributions_go_on_through_lags(void **state) {
    (void)state;
    chain s;
    ot_attribution *x = attribute(&s, PRODUCT, 0, 1, "stock");
    assert_close(of(x, "a", 2), 6.0 * 1.75, 1e-12, 0.0);
    assert_close(of(x, "b", 2), 5.0 * 1.75, 1e-12, 0.0);
    close(&s, x);
    x = attribute(&s, PRODUCT, 0, 1, "share");
    assert_close(of(x, "a", 0), 6.0, 1e-12, 0.0); /* points */
    close(&s, x);
}

static void a_scenario_against_itself_has_no_changes(void **state) {
    (void)state;
    chain s;
    ot_attribution *x = attribute(&s, PRODUCT, 1, 1, "x");
    assert_int_equal(x->n, 0);
    assert_close(x->difference[2], 0.0, 0.0, 0.0);
    assert_true(x->is_exact);
    close(&s, x);
}

static void changes_are_ordered_by_size(void **state) {
    (void)state;
    size_t order[3];
    chain s;
    ot_attribution *x = attribute(&s, PRODUCT, 0, 1, "x");
    ot_attribution_order(x, 2, order);
    assert_int_equal(x->change[order[0]].index, 0);
    assert_int_equal(x->change[order[1]].index, 1);
    assert_int_equal(x->change[order[2]].index, 2);
    x->contribution[1 * x->n_years + 2] = -100.0;
    ot_attribution_order(x, 2, order);
    assert_int_equal(order[0], 1);
    assert_true(ot_attribution_moves(x, 0));
    assert_false(ot_attribution_moves(x, 2));
    close(&s, x);
}

/* The integral of da b c along the straight way, with b = 5 + 2 t and c = 1 + 3 t. */
static void many_changes_are_integrated(void **state) {
    (void)state;
    chain s;
    ot_attribution *x = attribute(&s, MANY, 0, 1, "x");
    assert_int_equal(x->method, OT_ATTRIBUTION_INTEGRAL);
    assert_int_equal(x->n, 9);
    assert_close(of(x, "a", 0), 1.0 * (5.0 + (5.0 * 3.0 + 2.0) / 2.0 + 2.0 * 3.0 / 3.0), 1e-12,
                 0.0);
    assert_close(of(x, "b", 0), 2.0 * (2.0 + (2.0 * 3.0 + 1.0) / 2.0 + 1.0 * 3.0 / 3.0), 1e-12,
                 0.0);
    assert_close(of(x, "c", 0), 3.0 * (10.0 + (2.0 * 2.0 + 5.0) / 2.0 + 1.0 * 2.0 / 3.0), 1e-12,
                 0.0);
    assert_close(of(x, "d5", 0), 5.0, 1e-12, 0.0);
    assert_close(of(x, "d6", 0), -1.0, 1e-12, 0.0);
    assert_close(x->sum[0], x->difference[0], 1e-12, 0.0);
    assert_true(x->is_exact);
    close(&s, x);
}

/* The coefficient rises from 2 to 3 at once, before or after the drivers: 8 becomes 23. */
static void what_changes_at_once_comes_first_and_last(void **state) {
    (void)state;
    chain s;
    ot_attribution *x = attribute(&s, MANY, 0, 2, "scaled");
    assert_int_equal(x->method, OT_ATTRIBUTION_INTEGRAL);
    assert_int_equal(x->n, 10);
    assert_close(of(x, "d4", 0), 2.5 * 4.0, 1e-12, 0.0);
    assert_int_equal(x->change[9].kind, OT_CHANGE_COEFFICIENTS);
    assert_close(x->contribution[9], (8.0 + 23.0) / 2.0, 1e-12, 0.0);
    assert_true(x->is_exact);
    close(&s, x);
}

/* Past a kink a quadrature is not exact; what it leaves is told. */
static void a_remainder_that_is_not_rounding_is_told(void **state) {
    (void)state;
    chain s;
    ot_attribution *x = attribute(&s, MANY, 0, 3, "kinked");
    assert_close(x->difference[0], 9.3 - 5.0, 1e-12, 0.0);
    assert_close(x->remainder[0], x->difference[0] - x->sum[0], 0.0, 1e-15);
    assert_true(fabs(x->remainder[0]) < 0.01 * x->difference[0]);
    assert_false(x->is_exact);
    close(&s, x);
}

/* Nine coefficients: every order is too many, one and its reverse must do. */
static void many_changes_at_once_are_made_in_two_orders(void **state) {
    (void)state;
    static const char NINE[] =
        "model: { id = \"m\"; first_year = 2023; last_year = 2023; };\n"
        "sets: { part = ( \"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"i\" ); };\n"
        "indicators: { p: { over = \"part\"; unit = \"index\"; equation = \"p[part] = k * 1\";\n"
        "    coefficients = { k = { value = 2.0; }; }; residual = { scale = 1.0; }; };\n"
        "  x: { unit = \"index\"; equation = \"x = p[a] * p[i] + sum(part, p[part])\"; }; };\n"
        "scenarios: { one: { }; two: { coefficients = {\n"
        "  p_a = { k = { value = 3.0; }; };\n"
        "  p_b = { k = { value = 3.0; }; };\n"
        "  p_c = { k = { value = 3.0; }; };\n"
        "  p_d = { k = { value = 3.0; }; };\n"
        "  p_e = { k = { value = 3.0; }; };\n"
        "  p_f = { k = { value = 3.0; }; };\n"
        "  p_g = { k = { value = 3.0; }; };\n"
        "  p_h = { k = { value = 3.0; }; };\n"
        "  p_i = { k = { value = 3.0; }; };\n"
        "}; }; };\n";
    chain s;
    ot_attribution *x = attribute(&s, NINE, 0, 1, "x");
    assert_int_equal(x->n, 9);
    assert_int_equal(x->method, OT_ATTRIBUTION_INTEGRAL);
    assert_close(x->contribution[0], 1.0 + 2.5, 1e-12, 0.0);
    assert_close(x->contribution[4], 1.0, 1e-12, 0.0);
    assert_close(x->contribution[8], 1.0 + 2.5, 1e-12, 0.0);
    assert_true(x->is_exact);
    close(&s, x);
}

static void refuse(const char *text, const char *id, ot_status expected, const char *sentence) {
    ot_error err;
    ot_attribution *x = NULL;
    chain s;
    chain_open(&s, text);
    assert_int_equal(ot_attribution_new(s.model, s.c[0], s.c[1], id, &x, &err), expected);
    assert_null(x);
    if (!strstr(err.text[OT_LANGUAGE_EN], sentence)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    chain_close(&s);
}

/* Each end can be solved; with b of the one and c of the other y = 1 + y. */
static void what_cannot_be_explained_is_told(void **state) {
    (void)state;
    static const char BETWEEN[] =
        "model: { id = \"m\"; first_year = 2023; last_year = 2023; };\n"
        "drivers: { b: { unit = \"index\"; value = 0.5; }; c: { unit = \"index\"; value = 0.0; }; "
        "};\n"
        "indicators: { y: { unit = \"index\"; equation = \"y = z + 1\"; };\n"
        "  z: { unit = \"index\"; equation = \"z = (b + c) * y\"; }; };\n"
        "scenarios: { one: { }; two: { drivers = { b = { value = 1.0; }; c = { value = -0.5; }; "
        "};\n"
        "}; };\n";
    static const char STATIC[] =
        "model: { id = \"m\"; first_year = 2023; last_year = 2023; mode = \"static\"; };\n"
        "drivers: { g: { unit = \"index\"; value = 20.0; }; };\n"
        "indicators: { y: { unit = \"index\"; equation = \"y = 2 * g\"; }; };\n"
        "scenarios: { one: { }; two: { }; };\n";
    static const char NONE[] =
        "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
        "drivers: { g: { unit = \"index\"; value = 2.0; }; };\n"
        "indicators: { y: { unit = \"index\"; equation = \"y = log(g)\"; }; };\n"
        "scenarios: { one: { }; two: { drivers = { g = { value = ( 3.0, -1.0 ); }; }; }; };\n";
    refuse(NONE, "y", OT_ERR_NUMERIC, "y has no finite value in 2024 in scenario two");
    refuse(BETWEEN, "y", OT_ERR_NUMERIC, "");
    refuse(STATIC, "y", OT_ERR_USAGE, "use mode forecast or dynamic");
    refuse(PRODUCT, "stocks", OT_ERR_USAGE, "did you mean \"stock\"?");
}

static int attempt(void *state) {
    const chain *s = state;
    ot_attribution *x = NULL;
    const ot_status status =
        ot_attribution_new(s->model, s->c[0], s->c[s->n - 2], s->n == 2 ? "x" : "scaled", &x, NULL);
    assert_true((status == OT_OK) == (x != NULL));
    ot_attribution_free(x);
    return (int)status;
}

static void a_failed_allocation_leaks_nothing(void **state) {
    (void)state;
    static const char *const text[] = {PRODUCT, MANY};
    for (size_t i = 0; i < 2; i++) {
        chain s;
        chain_open(&s, text[i]);
        assert_true(fail_each_allocation(attempt, &s, OT_ERR_NOMEM) > 5);
        chain_close(&s);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_changes_share_a_product_as_shapley_says),
        cmocka_unit_test(contributions_go_on_through_lags),
        cmocka_unit_test(a_scenario_against_itself_has_no_changes),
        cmocka_unit_test(changes_are_ordered_by_size),
        cmocka_unit_test(many_changes_are_integrated),
        cmocka_unit_test(what_changes_at_once_comes_first_and_last),
        cmocka_unit_test(a_remainder_that_is_not_rounding_is_told),
        cmocka_unit_test(many_changes_at_once_are_made_in_two_orders),
        cmocka_unit_test(what_cannot_be_explained_is_told),
        cmocka_unit_test(a_failed_allocation_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
