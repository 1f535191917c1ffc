#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/elementary.h"
#include "small_scope.h"

static const ot_tree *right_side(const char *text, ot_arena *arena) {
    ot_error err;
    const ot_equation *e = small_parse(text, arena, NULL, &err);
    if (!e) fail_msg("%s: column %d: %s", text, err.column, err.text[OT_LANGUAGE_EN]);
    return e->right;
}

static void what_is_not_a_number_stays_so(void **state) {
    (void)state;
    static const char *const text[] = {
        "x + 1",      "x * 0",       "min(x, y)", "min(y, x)",       "max(x, y)", "max(y, x)",
        "x < y",      "y >= x",      "x == x",    "x != x",          "x and 0",   "1 or x",
        "not x",      "if(x, 1, 2)", "abs(x)",    "if(x < 1, 1, 1)", "log(-1)",   "sqrt(-1)",
        "(-2) ^ 0.5", "0 / 0",       "dlog(x)",   "logit(2)"};
    small_draw draw;
    small_numbers(&draw);
    draw.series[0][0] = (double)NAN;
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        if (!isnan(small_value(text[i], &draw))) fail_msg("%s is a number", text[i]);
    assert_true(small_value("if(0, x, 2)", &draw) == 2); /* a branch that is not taken */
}

static void infinities_follow_the_standard(void **state) {
    (void)state;
    small_draw draw;
    small_numbers(&draw);
    assert_true(small_value("1 / 0", &draw) == (double)INFINITY);
    assert_true(small_value("log(0)", &draw) == -(double)INFINITY);
    assert_true(small_value("exp(1000)", &draw) == (double)INFINITY);
    assert_true(small_value("exp(-1000)", &draw) == 0);
    assert_true(small_value("dlog(x(-1))", &draw) == (double)INFINITY); /* 1 after 0 */
}

static void few_powers_are_exact(void **state) {
    (void)state;
    small_draw draw;
    small_numbers(&draw);
    draw.series[0][0] = 1.0 / 3;
    assert_true(small_value("x ^ 2", &draw) == (1.0 / 3) * (1.0 / 3));
    assert_true(small_value("x ^ 1", &draw) == 1.0 / 3);
    assert_true(small_value("x ^ -1", &draw) == 1 / (1.0 / 3));
    assert_true(small_value("x ^ 0", &draw) == 1);
    assert_true(small_value("2 ^ 0.5", &draw) == ot_pow(2, 0.5));
}

static void sums_of_coefficients_times_anything_are_linear(void **state) {
    (void)state;
    static const char *const linear[] = {
        "x = 3",
        "x = a",
        "x = a + b * log(y)",
        "x = a - (b * y - c) / z",
        "x = (a + b * y) * z",
        "x = -a * (y ^ 2)",
        "x = d(a * y)",
        "x = movav(b * y, 3)",
        "x = if(y > 2, a, b * z)",
        "x = y ^ z * a + exp(y)",
    };
    ot_arena *arena = ot_arena_new();
    for (size_t i = 0; i < sizeof linear / sizeof *linear; i++) {
        const ot_tree *none = NULL;
        if (!ot_tree_is_linear(right_side(linear[i], arena), &none)) fail_msg("%s", linear[i]);
        assert_null(none);
    }
    ot_arena_free(arena);
}

static void the_offender_is_the_first_that_bends(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t offset; /* of the offender */
        ot_op op;
    } row[] = {
        {"x = a * b", 6, OT_OP_MUL},
        {"x = y + a * a", 10, OT_OP_MUL},
        {"x = 1 / a", 6, OT_OP_DIV},
        {"x = 1 + exp(a * y)", 8, OT_OP_EXP},
        {"x = a ^ 2", 6, OT_OP_POW},
        {"x = 2 ^ a", 6, OT_OP_POW},
        {"x = min(a, y)", 4, OT_OP_MIN},
        {"x = c + if(a, 1, 2)", 8, OT_OP_IF},
        {"x = y + (a > 1)", 11, OT_OP_GT},
        {"x = log(a) * exp(b)", 4, OT_OP_LOG},
        {"x = (a + b) * (c + 1) + abs(a)", 12, OT_OP_MUL},
    };
    ot_arena *arena = ot_arena_new();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const ot_tree *offender = NULL;
        const ot_tree *tree = right_side(row[i].text, arena);
        assert_false(ot_tree_is_linear(tree, NULL));
        assert_false(ot_tree_is_linear(tree, &offender));
        if (offender->op != row[i].op || offender->offset != row[i].offset)
            fail_msg("%s: operation %d at %zu", row[i].text, (int)offender->op, offender->offset);
    }
    ot_arena_free(arena);
}

typedef struct trail {
    const ot_tree *node[16];
    size_t n, stop;
} trail;

static int visit(void *state, const ot_tree *node) {
    trail *t = state;
    t->node[t->n++] = node;
    return t->n == t->stop ? 42 : 0;
}

static void a_walk_sees_children_first_and_stops_when_told(void **state) {
    (void)state;
    ot_arena *arena = ot_arena_new();
    const ot_tree *tree = right_side("x = y * 2 + z", arena);
    trail all = {.stop = 0}, some = {.stop = 2};
    assert_int_equal(ot_tree_walk(tree, visit, &all), 0);
    assert_int_equal(all.n, 5);
    assert_ptr_equal(all.node[0], tree->child[0]->child[0]);
    assert_ptr_equal(all.node[2], tree->child[0]);
    assert_ptr_equal(all.node[4], tree);
    assert_int_equal(ot_tree_walk(tree, visit, &some), 42);
    assert_int_equal(some.n, 2);
    ot_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_a_number_stays_so),
        cmocka_unit_test(infinities_follow_the_standard),
        cmocka_unit_test(few_powers_are_exact),
        cmocka_unit_test(sums_of_coefficients_times_anything_are_linear),
        cmocka_unit_test(the_offender_is_the_first_that_bends),
        cmocka_unit_test(a_walk_sees_children_first_and_stops_when_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
