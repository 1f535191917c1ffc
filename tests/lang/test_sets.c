/* Sets in equations. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "small_scope.h"

static void a_word_in_brackets_chooses_the_series(void **state) {
    (void)state;
    static const small_worth row[] = {
        /* the equation is akto's; x 2, y 3, z 5, grp 7 */
        {"area[county]", 2},
        {"area[县]", 2},
        {"area[wuqia]", 3},
        {"area[乌恰]", 3},
        {"area[ akto ] (-1)", 1},
        {"d(area[county] * area[wuqia])", 4}, /* 2 * 3 - 1 * 2 */
        {"amount[county, maize]", 3},
        {"总量[wuqia, maize]", 7},
        {"sum(county, area[county])", 5},
        {"sum(县, area[县](-1))", 3},
        {"sum(county, 10)", 20},
        {"sum(county, amount[county, wheat]) + sum(crop, amount[county, crop])", 12},
        {"sum(county, sum(crop, amount[county, crop]))", 17},
        {"sum(crop, sum(county, amount[county, crop] * area[county]))", 46},
        {"area[county] / sum(county, area[county])",
         0.4}, /* the sum's own county, then akto again */
        {"sum(county, area[county]) + area[county]", 7},
        {"movav(sum(county, area[county]), 2)", 4},
        {"sum(county, max(area[county], 2.5))", 5.5},
    };
    small_check_values(row, sizeof row / sizeof *row);
}

static void the_left_side_may_have_brackets(void **state) {
    (void)state;
    static const char *const text[] = {"area[county] = 1", "dlog(area[akto]) = 1",
                                       "logit(area[county], rate) = 1"};
    ot_arena *arena = ot_arena_new();
    const ot_scope *scope = small_vocabulary(arena);
    ot_error err;
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        const ot_equation *e = small_parse_in(scope, text[i], arena, NULL, &err);
        if (!e) fail_msg("%s: %s", text[i], err.text[OT_LANGUAGE_EN]);
        assert_int_equal(e->target, 0);
    }
    assert_int_equal(small_parse_in(scope, "area[wuqia] = 1", arena, NULL, &err)->target, 1);
    ot_arena_free(arena);
}

static void each_fault_is_explained_where_it_is(void **state) {
    (void)state;
    static const small_fault row[] = {
        {"x = area", 5, "area is over county; write area[county]"},
        {"x = area(-1)", 5, "area is over county; write area[county]"},
        {"area = 1", 1, "area is over county; write area[county]"},
        {"x = 总量", 5, "总量 is over county; write 总量[county, ...]"},
        {"x = county", 5,
         "county is a set; it stands in brackets, x[county], and first in sum(county, ...)"},
        {"x = area[crop]", 10, "area is over county here, not over crop"},
        {"x = area[wuqai]", 10, "county has no member \"wuqai\"; did you mean \"wuqia\"?"},
        {"x = area[wheat]", 10,
         "county has no member \"wheat\"; write county or one of its members"},
        {"x = area[-1]", 10, "a set or one of its members expected after \"[\", not \"-\""},
        {"x = area[]", 10, "a set or one of its members expected after \"[\", not \"]\""},
        {"x = area[akto", 14, "\"]\" expected after \"akto\", but the equation ends"},
        {"x = area[akto)", 14, "\"]\" expected after \"akto\", not \")\""},
        {"x = area[akto, wheat]", 14, "area is over 1 set; so many words stand in [ ]"},
        {"x = amount[akto]", 16, "amount is over 2 sets; so many words stand in [ ]"},
        {"x = amount[akto, crop]", 18,
         "\"crop\" stands for no member here; it does in the equation of what is over it, and in "
         "sum(crop, ...)"},
        {"x = beta[akto]", 9,
         "\"beta\" is over no set, and so takes no [ ]; a lag is written x(-1)"},
        {"x = area[akto](1)", 16, "leads are not supported; a lag is written with a minus, x(-1)"},
        {"x = sum()", 5, "arguments of sum: 0; must be 2"},
        {"x = sum(county)", 5, "arguments of sum: 1; must be 2"},
        {"x = sum(county, 1, 2)", 5, "arguments of sum: 3; must be 2"},
        {"x = sum(conty, 1)", 9, "unknown set \"conty\"; did you mean \"county\"?"},
        {"x = sum(county, sum(croop, 1))", 21, "unknown set \"croop\"; did you mean \"crop\"?"},
        {"x = sum(1, 2)", 9, "a set expected after \"(\", not \"1\""},
        {"x = sum(county 2)", 16, "\",\" and what is summed expected after \"county\", not \"2\""},
        {"x = sum(county, area[county]", 29, "\")\" expected after \"]\", but the equation ends"},
        {"x = sum(county, gpr)", 17, "unknown name \"gpr\"; did you mean \"grp\"?"},
        {"x[county] = 1", 2, "\"x\" is over no set, and so takes no [ ]; a lag is written x(-1)"},
        {"area[county](-1) = 1", 13,
         "the left side is one indicator without a lag: x, log(x), d(x), dlog(x), pch(x), "
         "logit(x) or logit(x, ceiling)"},
    };
    small_check_faults(row, sizeof row / sizeof *row);
}

static void nested_sums_are_bounded(void **state) {
    (void)state;
    char text[4096] = "x = ";
    for (int i = 0; i < 30; i++)
        strcat(text, "sum(county, ");
    strcat(text, "1");
    for (int i = 0; i < 30; i++)
        strcat(text, ")");
    ot_arena *arena = ot_arena_new();
    ot_error err;
    assert_null(small_parse_in(small_vocabulary(arena), text, arena, NULL, &err));
    assert_string_equal(err.text[OT_LANGUAGE_EN],
                        "the equation is too long: over 4000 numbers, names and operations");
    ot_arena_free(arena);
}

static void memory_may_run_out_at_any_time(void **state) {
    (void)state;
    small_check_memory("x = sum(county, movsum(pdl(area[county], 5, a, b), 20))", 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_in_brackets_chooses_the_series),
        cmocka_unit_test(the_left_side_may_have_brackets),
        cmocka_unit_test(each_fault_is_explained_where_it_is),
        cmocka_unit_test(nested_sums_are_bounded),
        cmocka_unit_test(memory_may_run_out_at_any_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
