/* Functions and constants of the model file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "small_scope.h"

static void calls_are_replaced_by_bodies_and_constants_by_numbers(void **state) {
    (void)state;
    static const small_worth row[] = {
        /* x 2, y 3, z 5, one less a year earlier; a 0.5, b -2 */
        {"share(x, z)", 40},
        {"share(x + z, 2 * z)", 70}, /* arguments are whole */
        {"share(b, a)", -400},       /* the caller's coefficients, not the parameters a and b */
        {"growth(x * y)", 2},        /* 6 / 2 - 1: the argument a year earlier */
        {"growth(x(-0)) + growth(y)", 1.5},
        {"twice(y)", 6},
        {"twice(twice(y))", 12},
        {"total(x)", 10},
        {"d(total(2))", 4}, /* 10 - 6 */
        {"piece(x, 1) + 10 * piece(x, y)", 32},
        {"sum(county, share(area[county], z))", 100},
        {"beta + 比率", 0.6},
        {"rate * 100", 5},
        {"2 - beta", 1.7},
    };
    small_check_values(row, sizeof row / sizeof *row);
}

static void a_constant_keeps_its_unit_and_nodes_of_a_call_its_place(void **state) {
    (void)state;
    ot_arena *arena = ot_arena_new();
    ot_error err;
    const ot_scope *scope = small_vocabulary(arena);
    const ot_equation *e = small_parse_in(scope, "x = rate + twice(y)", arena, NULL, &err);
    assert_non_null(e);
    assert_string_equal(e->right->child[0]->unit->name, "percent");
    assert_true(e->right->child[0]->number == 0.05);
    assert_int_equal(e->right->child[1]->offset, 11); /* of the call */
    assert_int_equal(e->right->child[1]->child[0]->child[0]->child[1]->offset, 17); /* of y */
    ot_arena_free(arena);
}

static void each_fault_of_a_call_is_explained_where_it_is(void **state) {
    (void)state;
    static const small_fault row[] = {
        {"x = share(y)", 5, "arguments of share: 1; must be 2"},
        {"x = 1 + share(x, y, z)", 9, "arguments of share: 3; must be 2"},
        {"x = growth()", 5, "arguments of growth: 0; must be 1"},
        {"x = share", 5, "the function share needs \"(\" and its arguments"},
        {"x = shre(x, y)", 5,
         "unknown name \"shre\"; it is no indicator, driver, function, or "
         "coefficient declared for this equation"},
        {"x = growth(y(-40))", 12, "a lag of 41 years; must be at most 40"},
        {"x = beta(-1)", 9, "\"beta\" is a constant, which has no lags; write * to multiply"},
        {"beta = 1", 1,
         "the left side is one indicator without a lag: x, log(x), d(x), dlog(x), pch(x), "
         "logit(x) or logit(x, ceiling)"},
        {"x = share(gpr, 1)", 11, "unknown name \"gpr\"; did you mean \"grp\"?"},
    };
    small_check_faults(row, sizeof row / sizeof *row);
}

/* Functions f and g of these texts beside those of the small vocabulary: read, then f checked. */
static ot_status declare(const char *text, const char *text_of_g, ot_error *err) {
    ot_arena *arena = ot_arena_new();
    ot_scope scope = *small_vocabulary(arena);
    ot_vocabulary words = *scope.vocabulary;
    ot_function_spec function[16];
    const ot_text_piece piece = {0, {"model.cfg", 3, 1}};
    memcpy(function, words.function, words.n_functions * sizeof *function);
    ot_function_spec *f = &function[words.n_functions++], *other = &function[words.n_functions++];
    *f = (ot_function_spec){.id = "f", .text = {text, strlen(text), &piece, 1}};
    *other = (ot_function_spec){.id = "g", .text = {text_of_g, strlen(text_of_g), &piece, 1}};
    words.function = function;
    scope.vocabulary = &words;
    scope.n_names = 0; /* a model lists no coefficients there */
    ot_status status = ot_function_read(f, arena, err);
    assert_int_equal(ot_function_read(other, arena, NULL), OT_OK);
    if (!status) status = ot_function_check(f, &scope, arena, NULL, err);
    ot_arena_free(arena);
    return status;
}

static void a_declaration_is_checked_without_a_call(void **state) {
    static const char g[] = "g(v) = 1 + f(v)";
    (void)state;
    static const char *const good[] = {"f(v) = v",
                                       "f(v) = v(-1) + x",
                                       "f(v, n) = movav(v, n) + pdl(v, n, 1)",
                                       "f(from, to) = dummy(from, to)",
                                       "f( x ) = share(x, beta)",
                                       "f(v) = v when v > 0, beta otherwise",
                                       "f(县) = sum(county, area[county] * 县)",
                                       "f(when, g) = when when g(-1), g otherwise",
                                       "f(v1, v2, v3, v4, v5, v6, v7, v8, v9) = v9"};
    static const struct {
        const char *text;
        int column;
        const char *sentence;
    } bad[] = {
        {"share(v) = v", 1,
         "a function is written name(parameters) = ..., its name being the key: f(x) = ..."},
        {"f = 1", 1,
         "a function is written name(parameters) = ..., its name being the key: f(x) = ..."},
        {"", 1, "a function is written name(parameters) = ..., its name being the key: f(x) = ..."},
        {"f(2x) = 1", 4, "\"x\" directly after a number is no unit; write * to multiply"},
        {"f() = 1", 3, "a parameter expected after \"(\", not \")\""},
        {"f(1) = 1", 3, "a parameter expected after \"(\", not \"1\""},
        {"f(v,) = 1", 5, "a parameter expected after \",\", not \")\""},
        {"f(v v) = 1", 5, "\",\" or \")\" expected after \"v\", not \"v\""},
        {"f(v, v) = 1", 6, "the parameter \"v\" stands twice"},
        {"f(v, log) = 1", 6,
         "\"log\" is a word of the equation language and cannot be a parameter"},
        {"f(p, q, r, s, t, u, v, w, x, y) = 1", 30, "a function has at most 9 parameters"},
        {"f(v)", 5, "\"=\" expected after \")\", but the equation ends"},
        {"f(v) =", 7,
         "a number, name, function or \"(\" expected after \"=\", but the equation ends"},
        {"f(v) = v +", 11,
         "a number, name, function or \"(\" expected after \"+\", but the equation ends"},
        {"f(v) = v )", 10, "\")\" without a \"(\" before it"},
        {"f(v) = a * v", 8,
         "unknown name \"a\"; it is no indicator, driver, function, or "
         "coefficient declared for this equation"},
        {"f(v) = area[county]", 13,
         "\"county\" stands for no member here; it does in the equation of what is over it, and in "
         "sum(county, ...)"},
        {"f(v) = v(1)", 10, "leads are not supported; a lag is written with a minus, x(-1)"},
        {"f(v) = movav(v, 0)", 17,
         "the second argument of movav is a whole number of years from 1 to 40"},
        {"f(v) = share(v)", 8, "arguments of share: 1; must be 2"},
        {"f(v) = 1 + f(v)", 12, "a function must not call itself: f -> f"},
        {"f(v) = v when v > 0", 20,
         "the cases end without \"otherwise\": a when condition, b otherwise"},
    };
    ot_error err;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (declare(good[i], g, &err) != OT_OK)
            fail_msg("%s: %s", good[i], err.text[OT_LANGUAGE_EN]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(declare(bad[i].text, g, &err), OT_ERR_INPUT);
        const char *sentence = err.text[OT_LANGUAGE_EN];
        if (err.column != bad[i].column || strcmp(sentence, bad[i].sentence) != 0)
            fail_msg("\"%s\": %d, not %d: %s", bad[i].text, err.column, bad[i].column, sentence);
    }
    assert_int_equal(declare("f(v) = g(v)", g, &err), OT_ERR_INPUT);
    assert_string_equal(err.text[OT_LANGUAGE_EN], "a function must not call itself: f -> g -> f");
    assert_string_equal(err.text[OT_LANGUAGE_ZH], "函数不能调用自身：f -> g -> f");
    assert_int_equal(err.column, 12); /* in g's text */
}

static void a_function_does_not_see_the_sums_around_its_call(void **state) {
    ot_error err;
    (void)state;
    assert_int_equal(declare("f(v) = sum(county, g(v))", "g(v) = area[county]", &err),
                     OT_ERR_INPUT);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "\"county\" stands for no member here"));
    assert_int_equal(declare("f(v) = sum(county, g(area[county]))", "g(v) = 2 * v", &err), OT_OK);
}

static void cases_nest_to_the_same_depth_and_leave_none_behind(void **state) {
    static char text[16384];
    ot_arena *arena = ot_arena_new();
    const ot_scope *scope = small_vocabulary(arena);
    ot_error err;
    (void)state;
    strcpy(text, "x = 0");
    for (int i = 0; i < 300; i++)
        strcat(text, " + piece(x, 1)");
    assert_non_null(small_parse_in(scope, text, arena, NULL, &err));
    strcpy(text, "x = 0 when y");
    for (int i = 1; i < 200; i++)
        strcat(text, ", 0 when y");
    strcat(text, ", 1 otherwise");
    assert_null(small_parse_in(scope, text, arena, NULL, &err));
    assert_string_equal(err.text[OT_LANGUAGE_EN], "nested more than 200 deep");
    memmove(strstr(text, ", 0 when y"), strstr(text, ", 0 when y") + 10,
            strlen(strstr(text, ", 0 when y") + 10) + 1);
    assert_non_null(small_parse_in(scope, text, arena, NULL, &err));
    ot_arena_free(arena);
}

static void an_expansion_cannot_grow_without_end(void **state) {
    (void)state;
    char text[4096] = "x = ";
    for (int i = 0; i < 20; i++)
        strcat(text, "twice(");
    strcat(text, "y");
    for (int i = 0; i < 20; i++)
        strcat(text, ")");
    ot_arena *arena = ot_arena_new();
    ot_error err;
    assert_null(small_parse_in(small_vocabulary(arena), text, arena, NULL, &err));
    assert_string_equal(err.text[OT_LANGUAGE_EN],
                        "the equation is too long: over 4000 numbers, names and operations");
    assert_int_equal(err.line, 7);
    assert_true(err.column >= 14);
    ot_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_are_replaced_by_bodies_and_constants_by_numbers),
        cmocka_unit_test(a_constant_keeps_its_unit_and_nodes_of_a_call_its_place),
        cmocka_unit_test(each_fault_of_a_call_is_explained_where_it_is),
        cmocka_unit_test(a_declaration_is_checked_without_a_call),
        cmocka_unit_test(a_function_does_not_see_the_sums_around_its_call),
        cmocka_unit_test(cases_nest_to_the_same_depth_and_leave_none_behind),
        cmocka_unit_test(an_expansion_cannot_grow_without_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
