/* What equations mean. What is refused, with which sentence and where: test_fault.c. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/elementary.h"
#include "small_scope.h"

static const small_worth TABLE[] = {
    /* x 2, y 3, z 5, grp 7, 产量 11, one less a year earlier; a 0.5, b -2, c 10; the year is 2023
     */
    {"1 + 2 * 3", 7},
    {"(1 + 2) * 3", 9},
    {"10 - 4 - 3", 3},
    {"100 / 10 / 5", 2},
    {"12 / 2 * 3", 18},
    {"-2^2", -4}, /* as in mathematics, gretl and Dynare */
    {"(-2)^2", 4},
    {"2^3^2", 512}, /* from the right */
    {"(2^3)^2", 64},
    {"2^-1", 0.5},
    {"-2^-2", -0.25},
    {"--x", 2},
    {"+-+x", -2},
    {"2 * -x", -4},
    {"2 - -x", 4},
    {"-x * y", -6},
    {".5 + 5. + 1e2 + 2.5E-1", 105.75},
    {"x < y", 1},
    {"y < x", 0},
    {"x <= 2", 1},
    {"x > 2", 0},
    {"x >= 2", 1},
    {"x == 2", 1},
    {"x != 2", 0},
    {"x <> 3", 1},
    {"1 + 1 < 3", 1}, /* sums bind tighter than comparisons */
    {"not 0", 1},
    {"not x > 5", 1}, /* not (x > 5) */
    {"!x == 2", 0},
    {"not not 3", 1},
    {"1 or 0 and 0", 1}, /* and binds tighter than or */
    {"(1 or 0) and 0", 0},
    {"1 || 0 && 0", 1},
    {"not 1 or 1", 1},
    {"(x < y) + (y < z)", 2},
    {"1 + (not x)", 1},
    {"log(1)", 0},
    {"exp(0)", 1},
    {"sqrt(9)", 3},
    {"abs(-3) + abs(3)", 6},
    {"min(x, y) + max(x, y)", 5},
    {"if(x < y, 10, 20)", 10},
    {"if(x > y, 10, 20)", 20},
    {"if(0, log(-1), 4)", 4},
    {"x(-1)", 1},
    {"x( - 2 )", 0},
    {"x(0)", 2},
    {"x(-0)", 2},
    {"grp(-40)", -33},
    {"地区生产总值 + 产量(-1)", 17},
    {"a * x + b", -1},
    {"time", 2023},
    {"year - 2000", 23},
    {"d(x)", 1},
    {"d(x * x)", 3},    /* 4 - 1 */
    {"d(d(x * x))", 2}, /* second difference of t^2 */
    {"d(time)", 1},     /* the year has a past, too */
    {"d(a * x)", 0.5},  /* a coefficient is the same in every year */
    {"pch(y)", 0.5},    /* 3 / 2 - 1 */
    {"pch(x + y)", 5.0 / 3 - 1},
    {"d(x(-1) * y)", 3}, /* 1 * 3 - 0 * 2 */
    {"movav(x, 1)", 2},
    {"movav(z, 5)", 3},       /* 5 4 3 2 1 */
    {"movav(z(-1), 2)", 3.5}, /* 4 3 */
    {"movav(x * x, 2)", 2.5}, /* 4 1 */
    {"movav(movav(z, 2), 2)", 4},
    {"movsum(x, 1)", 2},
    {"movsum(z(-1), 3)", 9}, /* 4 3 2 */
    {"recode(x > y, 10, 20)", 20},
    {"dummy(2023)", 1},
    {"dummy(2022)", 0},
    {"dummy(2020, 2023) + 10 * dummy(2024, 2030) + 100 * dummy(2023, 2023)", 101},
    {"d(dummy(2023)) - d(dummy(2022))", 2}, /* 1 - 0, 0 - 1 */
    {"x when x > y, y when y > z, z otherwise", 5},
    {"x when x < y, y otherwise", 2},
    {"1 when year < 2020, 2 when dummy(2023) and x == 2, 3 otherwise", 2},
    {"log(-1) when 0, 4 otherwise", 4},
    {"2.5%", 0.025},
    {"8 + 8%", 8.08},
    {"5‰", 0.005},
    {"50亿元 + 1", 51},
    {"3t / 2", 1.5},
    {"500公斤/亩 * 2", 1000},
    {"7万头（只）", 7},
    {"7万（头）只-1", 6},
    {"4CNY_100M", 4},
    {"2公斤/x", 1}, /* kilograms by x, not a unit of that name */
    {"\t1\n+ 2 ", 3},
};

static void equations_mean_what_the_table_says(void **state) {
    (void)state;
    small_check_values(TABLE, sizeof TABLE / sizeof *TABLE);
}

static void growth_functions_are_those_of_the_ratio(void **state) {
    (void)state;
    small_draw draw;
    small_numbers(&draw);
    assert_true(small_value("dlog(y)", &draw) == ot_log(3.0 / 2.0));
    assert_true(small_value("dlog(x * y)", &draw) == ot_log(6.0 / 2.0));
    assert_true(small_value("logit(x, 10)", &draw) == ot_log(2.0 / 8.0));
    assert_true(small_value("logit(x / 10)", &draw) == ot_log(0.2 / (1 - 0.2)));
    assert_true(small_value("invlogit(x)", &draw) == 1 / (1 + exp(-2.0)));
    assert_true(small_value("invlogit(x, z)", &draw) == 5 / (1 + exp(-2.0)));
}

static const ot_equation *parsed(const char *text, ot_arena *arena, ot_notes *notes) {
    ot_error err;
    const ot_equation *e = small_parse(text, arena, notes, &err);
    if (!e) fail_msg("%s: column %d: %s", text, err.column, err.text[OT_LANGUAGE_EN]);
    return e;
}

static void left_sides_name_a_target_a_transform_and_a_ceiling(void **state) {
    (void)state;
    static const struct {
        const char *text;
        ot_transform transform;
        double ceiling;
        int target, max_lag;
    } row[] = {{"y = 1", OT_TRANSFORM_LEVEL, 1, 1, 0},
               {"地区生产总值 = x(-3)", OT_TRANSFORM_LEVEL, 1, 3, 3},
               {"log(z) = log(z(-1))", OT_TRANSFORM_LOG, 1, 2, 1},
               {"d(y) = x", OT_TRANSFORM_DIFFERENCE, 1, 1, 1},
               {"dlog( y ) = a", OT_TRANSFORM_LOG_DIFFERENCE, 1, 1, 1},
               {"pch(y) = dlog(x(-1))", OT_TRANSFORM_PERCENT_CHANGE, 1, 1, 2},
               {"logit(y) = x", OT_TRANSFORM_LOGIT, 1, 1, 0},
               {"logit(y, 130) = movav(x, 4)", OT_TRANSFORM_LOGIT, 130, 1, 3},
               {"logit(y, 95%) = time", OT_TRANSFORM_LOGIT, 0.95, 1, 0}};
    ot_arena *arena = ot_arena_new();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const ot_equation *e = parsed(row[i].text, arena, NULL);
        assert_int_equal(e->transform, row[i].transform);
        assert_true(e->ceiling == row[i].ceiling);
        assert_int_equal(e->target, row[i].target);
        assert_int_equal(e->max_lag, row[i].max_lag);
        assert_string_equal(e->text.s, row[i].text);
    }
    ot_arena_free(arena);
}

static void nodes_know_the_place_and_unit_they_were_written_with(void **state) {
    (void)state;
    ot_arena *arena = ot_arena_new();
    const ot_tree *sum = parsed("x = y * 3 + dlog(z) - 50亿元", arena, NULL)->right;
    assert_int_equal(sum->op, OT_OP_SUB);
    assert_int_equal(sum->offset, 20); /* its operator */
    const ot_tree *money = sum->child[1], *dlog = sum->child[0]->child[1];
    assert_int_equal(money->offset, 22);
    assert_string_equal(money->unit->name, "CNY_100M");
    assert_true(money->number == 50);
    assert_int_equal(dlog->op, OT_OP_LOG);
    assert_int_equal(dlog->offset, 12);
    const ot_tree *before = dlog->child[0]->child[1];
    assert_int_equal(before->lag, 1);
    assert_int_equal(before->offset, 17);
    assert_null(sum->child[0]->child[0]->child[1]->unit);
    assert_string_equal(parsed("x = 2.5%", arena, NULL)->right->unit->name, "percent");
    ot_arena_free(arena);
}

/* Here "time" is a series and "log" a driver. */
static int find_hiding(const void *state, const char *name, size_t n, ot_symbol *out) {
    (void)state;
    *out = (ot_symbol){OT_SYMBOL_SERIES, n == 4 ? 1 : 2};
    return (n == 1 && *name == 'x') || (n == 4 && memcmp(name, "time", 4) == 0) ||
           (n == 3 && memcmp(name, "log", 3) == 0);
}

static void a_declared_name_wins_over_a_constant_and_a_function_over_a_lag(void **state) {
    (void)state;
    const char *s = "x = time(-1) + log(-1) + log";
    const ot_text text = {s, strlen(s), NULL, 0};
    const ot_scope scope = {.find = find_hiding};
    const ot_equation *e = NULL;
    ot_notes *notes = NULL;
    ot_error err;
    ot_arena *arena = ot_arena_new();
    assert_int_equal(ot_notes_new(&notes, &err), OT_OK);
    assert_int_equal(ot_equation_parse(&text, &scope, arena, notes, &e, &err), OT_OK);
    const ot_tree *sum = e->right->child[0];
    assert_int_equal(sum->child[0]->symbol.kind, OT_SYMBOL_SERIES);
    assert_int_equal(sum->child[0]->lag, 1);
    assert_int_equal(sum->child[1]->op, OT_OP_LOG);
    assert_int_equal(e->right->child[1]->op, OT_OP_SYMBOL);
    assert_int_equal(ot_notes_count(notes), 2);
    assert_string_equal(ot_notes_at(notes, 0)->text[OT_LANGUAGE_EN],
                        "\"time\" is the model's own here, not the calendar year");
    assert_string_equal(ot_notes_at(notes, 1)->text[OT_LANGUAGE_ZH],
                        "“log”在此是函数，而不是模型自己的名称");
    ot_notes_free(notes);
    ot_arena_free(arena);
}

static void long_sums_are_read_and_evaluated(void **state) {
    (void)state;
    enum { TERMS = 1900 };
    static char text[4 * TERMS + 16] = "x = 1";
    size_t n = strlen(text);
    for (int i = 1; i < TERMS; i++, n += 4)
        memcpy(text + n, " + 1", 5);
    ot_arena *arena = ot_arena_new();
    small_draw draw;
    small_numbers(&draw);
    const ot_point point = small_point(&draw);
    assert_true(ot_tree_value(parsed(text, arena, NULL)->right, &point) == TERMS);
    ot_arena_free(arena);
}

static void memory_may_run_out_at_any_time(void **state) {
    (void)state;
    small_check_memory("dlog(x) = a + b * movav(movav(movav(dlog(y), 6), 5), 3)", 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equations_mean_what_the_table_says),
        cmocka_unit_test(growth_functions_are_those_of_the_ratio),
        cmocka_unit_test(left_sides_name_a_target_a_transform_and_a_ceiling),
        cmocka_unit_test(nodes_know_the_place_and_unit_they_were_written_with),
        cmocka_unit_test(a_declared_name_wins_over_a_constant_and_a_function_over_a_lag),
        cmocka_unit_test(long_sums_are_read_and_evaluated),
        cmocka_unit_test(memory_may_run_out_at_any_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
