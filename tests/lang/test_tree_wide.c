/* Wide values against doubles where both know the answer, and against exact fractions (Python 3.11
 * fractions; decimal for the root) where doubles do not. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "close_to.h"
#include "lang/tree_wide.h"
#include "small_scope.h"

static const ot_symbol X = {OT_SYMBOL_SERIES, 0}, A = {OT_SYMBOL_COEFFICIENT, 0};

static const ot_equation *parse(const char *text, ot_arena *arena) {
    char whole[256];
    ot_error err;
    snprintf(whole, sizeof whole, "x = %s", text);
    const ot_equation *e = small_parse(whole, arena, NULL, &err);
    if (!e) fail_msg("%s: column %d: %s", whole, err.column, err.text[OT_LANGUAGE_EN]);
    return e;
}

static ot_wide value(const char *text, const small_draw *draw) {
    ot_arena *arena = ot_arena_new();
    const ot_point point = small_point(draw);
    const ot_wide result = ot_tree_value_wide(parse(text, arena)->right, &point);
    ot_arena_free(arena);
    return result;
}

static void assert_parts(ot_wide found, double high, double low) {
    assert_close((double)found, high, 0.0, 0.0);
    assert_close(ot_wide_low(found), low, 1e-13, 0.0); /* 106 bits, and a little of them lost */
}

static void sums_products_and_powers_keep_what_doubles_lose(void **state) {
    (void)state;
    small_draw draw;
    small_numbers(&draw);
    draw.series[0][0] = 0.1; /* x */
    draw.series[1][0] = 0.3; /* y */
    assert_parts(value("x ^ 10", &draw), 0x1.b7cdfd9d7bdbfp-34, 0x1.acd4391bb8659p-93);
    assert_parts(value("x ^ (-3)", &draw), 0x1.f3fffffffffffp+9, -0x1.dbffffffffffdp-45);
    assert_parts(value("x / 3", &draw), 0x1.1111111111111p-5, 0x1.5555555555555p-59);
    assert_parts(value("x * x - y", &draw), -0x1.28f5c28f5c28fp-2, -0x1.1eb851eb851ecp-57);
    assert_parts(value("sqrt(x)", &draw), 0x1.43d136248490fp-2, 0x1.d887adafe7cc4p-61);
    assert_parts(ot_transform_forward_wide(OT_TRANSFORM_PERCENT_CHANGE, 1.0, 0.1, 0.3),
                 -0x1.5555555555555p-1, -0x1.c71c71c71c71bp-58);
    assert_parts(ot_transform_forward_wide(OT_TRANSFORM_DIFFERENCE, 1.0, 1.0, 1e-20), 1.0, -1e-20);
    assert_true(ot_transform_forward_wide(OT_TRANSFORM_LOG, 1.0, 2.0, 0.0) == log(2.0));
    assert_true(isnan((double)ot_transform_forward_wide(OT_TRANSFORM_LOG, 1.0, -2.0, 0.0)));
}

/* Every operation, with slopes by a coefficient and by a series. */
static void they_round_to_the_values_and_slopes_of_doubles(void **state) {
    (void)state;
    static const char *const text[] = {
        "7",
        "a + x",
        "y - x",
        "a * x",
        "a / x",
        "x / a",
        "-x",
        "x ^ 3",
        "x ^ 2.5",
        "2 ^ x",
        "log(x)",
        "exp(2*a)",
        "sqrt(2 * x)",
        "abs(-x)",
        "min(x, y) + max(x * x, y)",
        "x > 1",
        "not x",
        "x and y",
        "x or y",
        "if(x > 1, a * x, x ^ 5)",
        "x == y",
        "x != y",
        "if(x < 1, 2, a)",
        "pch(x)",
        "invlogit(a - 0.5, 8)",
        "time * x",
        "(-x) ^ 3",
        "x ^ (-1)",
        "x ^ 2000",
        "log(x - 5)",
        "x ^ 0",
        "1 / (x-2)",
        "(x - 2) ^ 2",
        "(x - 2) ^ 0",
        "min(log(-x), x)",
        "sqrt(-x)",
        "a * x ^ 5 + b * log(x)",
        "sqrt(y - 3) + a * x",
    };
    small_draw draw;
    small_numbers(&draw);
    const ot_point point = small_point(&draw);
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        ot_arena *arena = ot_arena_new();
        const ot_tree *tree = parse(text[i], arena)->right;
        const double pair[][2] = {
            {(double)ot_tree_value_wide(tree, &point), ot_tree_value(tree, &point)},
            {(double)ot_tree_derivative_wide(tree, &point, X, 0),
             ot_tree_derivative(tree, &point, X, 0)},
            {(double)ot_tree_derivative_wide(tree, &point, A, 0),
             ot_tree_derivative(tree, &point, A, 0)}};
        for (size_t j = 0; j < 3; j++)
            if (!(isnan(pair[j][0]) && isnan(pair[j][1])) &&
                !is_close(pair[j][0], pair[j][1], 1e-14, 0.0))
                fail_msg("%s (%zu): %.17g, in doubles %.17g", text[i], j, pair[j][0], pair[j][1]);
        ot_arena_free(arena);
    }
}

static void what_is_not_finite_has_no_low_part(void **state) {
    (void)state;
    assert_close(ot_wide_low((ot_wide)INFINITY), 0.0, 0.0, 0.0);
    assert_close(ot_wide_low((ot_wide)NAN), 0.0, 0.0, 0.0);
    assert_close(ot_wide_low((ot_wide)1e300 * 1e300), 0.0, 0.0, 0.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_products_and_powers_keep_what_doubles_lose),
        cmocka_unit_test(they_round_to_the_values_and_slopes_of_doubles),
        cmocka_unit_test(what_is_not_finite_has_no_low_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
