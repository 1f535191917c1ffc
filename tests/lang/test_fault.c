/* Every refusal: its sentence and its column. small_parse puts the text at model.cfg:7:10. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "small_scope.h"

#define OPERAND "a number, name, function or \"(\" expected after"
#define NO_NAME "; it is no indicator, driver, function, or coefficient declared for this equation"
#define LEFT                                                                           \
    "the left side is one indicator without a lag: x, log(x), d(x), dlog(x), pch(x), " \
    "logit(x) or logit(x, ceiling)"

#define CASES "the cases end without \"otherwise\": a when condition, b otherwise"
#define OF_CASES                                                                                 \
    " belongs to cases, which are a whole right side: a when condition, b otherwise; within an " \
    "expression write if( )"

static const struct {
    const char *text;
    int column; /* in the text, from 1 */
    const char *sentence;
} TABLE[] = {
    {"", 1, "the equation is empty"},
    {"  ", 3, "the equation is empty"},
    {"x", 2, "\"=\" expected after \"x\", but the equation ends"},
    {"x =", 4, OPERAND " \"=\", but the equation ends"},
    {"x = 1 +", 8, OPERAND " \"+\", but the equation ends"},
    {"x = * 2", 5, OPERAND " \"=\", not \"*\""},
    {"x = 1 + / 2", 9, OPERAND " \"+\", not \"/\""},
    {"x = (1 + 2", 11, "\")\" expected after \"2\", but the equation ends"},
    {"x = (1 + 2]", 11, "\"]\" only ends what \"[\" began; write \")\""},
    {"x = 1 + 2)", 10, "\")\" without a \"(\" before it"},
    {"x = log(2", 10, "\",\" or \")\" expected after \"2\", but the equation ends"},
    {"x = log 2", 5, "the function log needs \"(\" and its arguments"},
    {"x = log", 5, "the function log needs \"(\" and its arguments"},
    {"x = x(-1", 9, "\")\" expected after \"1\", but the equation ends"},
    {"x = x(-1 - 1)", 10, "\")\" expected after \"1\", not \"-\""},
    {"x = x y", 7, "an operator is missing between \"x\" and \"y\""},
    {"x = 2 3", 7, "an operator is missing between \"2\" and \"3\""},
    {"x = 50 亿元", 8, "a unit stands directly behind its number, without a space: 50亿元"},
    {"x = 1,000", 6, "\",\" separates arguments of functions; numbers are written without it"},
    {"x = (1,000)", 7, "\",\" separates arguments of functions; numbers are written without it"},
    {"x = 2(y + 1)", 6,
     "\"(\" directly after \"2\": write * to multiply; only a series has lags, as in x(-1)"},
    {"x = (x + 1)(-1)", 12,
     "\"(\" directly after \")\": write * to multiply; only a series has lags, as in x(-1)"},
    {"x = log(y)(-1)", 11,
     "\"(\" directly after \")\": write * to multiply; only a series has lags, as in x(-1)"},
    {"x = y = 2", 7, "a second \"=\": an equation has one; comparisons are written =="},
    {"x == y", 3, "\"=\" stands between the sides of an equation; \"==\" compares"},
    {"x y", 3, "\"=\" expected after \"x\", not \"y\""},
    {"x := y", 3, "\":=\" cannot stand in an equation; write \"=\""},
    {"x + y = 2", 3, LEFT},
    {"2 = x", 1, LEFT},
    {"(x) = 1", 1, LEFT},
    {"= 1", 1, LEFT},
    {"x(-1) = 1", 1, LEFT},
    {"a = 1", 1, LEFT},
    {"time = 1", 1, LEFT},
    {"exp(x) = 1", 1, LEFT},
    {"log(x(-1)) = 1", 5, LEFT},
    {"log(x + 1) = 1", 7, LEFT},
    {"log(a) = 1", 5, LEFT},
    {"log(2) = 1", 5, LEFT},
    {"log(x = 1", 7, LEFT},
    {"log(x", 6, "\")\" expected after \"x\", but the equation ends"},
    {"log(", 5, "an indicator expected after \"(\", but the equation ends"},
    {"log(x, 2) = 1", 8,
     "on the left side only logit has a second argument: its ceiling, a number above 0"},
    {"logit(x, -2) = 1", 10,
     "on the left side only logit has a second argument: its ceiling, a number above 0"},
    {"logit(x, 0) = 1", 10,
     "on the left side only logit has a second argument: its ceiling, a number above 0"},
    {"logit(x, y) = 1", 10,
     "on the left side only logit has a second argument: its ceiling, a number above 0"},
    {"logit(x, 2, 3) = 1", 11, LEFT},
    {"gpr = 1", 1, "unknown name \"gpr\"; did you mean \"grp\"?"},
    {"log(gpr) = 1", 5, "unknown name \"gpr\"; did you mean \"grp\"?"},
    {"gpr(-1) = 1", 1, "unknown name \"gpr\"; did you mean \"grp\"?"},
    {"x = gpr", 5, "unknown name \"gpr\"; did you mean \"grp\"?"},
    {"x = gpr(-1)", 5, "unknown name \"gpr\"; did you mean \"grp\"?"},
    {"x = GRP", 5, "unknown name \"GRP\"; did you mean \"grp\"?"},
    {"x = lgo(y)", 5, "unknown name \"lgo\"; did you mean \"log\"?"},
    {"x = tiem", 5, "unknown name \"tiem\"; did you mean \"time\"?"},
    {"x = 地区总产值", 5, "unknown name \"地区总产值\"; did you mean \"地区生产总值\"?"},
    {"x = 1 + 全部 * 2", 9, "unknown name \"全部\"" NO_NAME},
    {"x = quantity", 5, "unknown name \"quantity\"" NO_NAME},
    {"x = x(1)", 7, "leads are not supported; a lag is written with a minus, x(-1)"},
    {"x = x(+1)", 7, "leads are not supported; a lag is written with a minus, x(-1)"},
    {"x = x(-1.5)", 7, "a lag is a whole number of years back, as in x(-1)"},
    {"x = x(-a)", 7, "a lag is a whole number of years back, as in x(-1)"},
    {"x = x(-1%)", 7, "a lag is a whole number of years back, as in x(-1)"},
    {"x = x()", 7, "a lag is a whole number of years back, as in x(-1)"},
    {"x = x(-41)", 7, "a lag of 41 years; must be at most 40"},
    {"x = x(-1, 2)", 9, "\")\" expected after \"1\", not \",\""},
    {"x = d(x(-40))", 7, "a lag of 41 years; must be at most 40"},
    {"x = a(-1)", 6, "\"a\" is a coefficient, which has no lags; write * to multiply"},
    {"x = time(-1)", 9, "\"time\" is the calendar year; write time - 1"},
    {"x = log()", 5, "arguments of log: 0; must be 1"},
    {"x = 1 + log(x, 2)", 9, "arguments of log: 2; must be 1"},
    {"x = min(x)", 5, "arguments of min: 1; must be 2"},
    {"x = max(x, y, z)", 5, "arguments of max: 3; must be 2"},
    {"x = if(x, y, z, 1, 2)", 5, "arguments of if: 5; must be 3"},
    {"x = logit(x, 2, 3)", 5, "arguments of logit: 3; must be 1 or 2"},
    {"x = log(x,)", 11, OPERAND " \",\", not \")\""},
    {"x = log(,x)", 9, OPERAND " \"(\", not \",\""},
    {"x = movav(x, y)", 14, "the second argument of movav is a whole number of years from 1 to 40"},
    {"x = movav(x, 0)", 14, "the second argument of movav is a whole number of years from 1 to 40"},
    {"x = movav(x, 2.5)", 14,
     "the second argument of movav is a whole number of years from 1 to 40"},
    {"x = movav(x, 41)", 14,
     "the second argument of movav is a whole number of years from 1 to 40"},
    {"x = movav(x, -2)", 14,
     "the second argument of movav is a whole number of years from 1 to 40"},
    {"x = 1 < y < z", 11, "comparisons cannot follow each other; write a < b and b < c"},
    {"x = y == z == 1", 12, "comparisons cannot follow each other; write a < b and b < c"},
    {"x = 1 + not y", 9, "\"not\" inside of a calculation needs parentheses: (not ...)"},
    {"x = y == not z", 10, "\"not\" inside of a calculation needs parentheses: (not ...)"},
    {"x = 1e999", 5, "the number 1e999 is too large; the largest is 1.8e308"},
    {"x = 2 * 1e400", 9, "the number 1e400 is too large; the largest is 1.8e308"},
    {"x = 2x", 6, "\"x\" directly after a number is no unit; write * to multiply"},
    {"x = 50亿员", 7, "\"亿员\" directly after a number is no unit; did you mean \"亿元\"?"},
    {"x = 2foo * y", 6, "\"foo\" directly after a number is no unit; write * to multiply"},
    {"x = 2 % y", 7, "\"%\" can only stand directly behind a number, as in 2.5%"},
    {"x = y%", 6, "\"%\" can only stand directly behind a number, as in 2.5%"},
    {"x = y‰", 6, "\"‰\" can only stand directly behind a number, as in 2.5%"},
    {"x = log（y）", 8, "\"（\" is not ASCII; write \"(\" in equations"},
    {"x ＝ y", 3, "\"＝\" is not ASCII; write \"=\" in equations"},
    {"x = y ＋ 1", 7, "\"＋\" is not ASCII; write \"+\" in equations"},
    {"x = min(y，z)", 10, "\"，\" is not ASCII; write \",\" in equations"},
    {"x = ２ * y", 5, "\"２\" is not ASCII; write \"2\" in equations"},
    {"x = y × 2", 7, "\"×\" is not ASCII; write \"*\" in equations"},
    {"x = y ÷ 2", 7, "\"÷\" is not ASCII; write \"/\" in equations"},
    {"x = y − 2", 7, "\"−\" is not ASCII; write \"-\" in equations"},
    {"x = y ≥ 2", 7, "\"≥\" is not ASCII; write \">=\" in equations"},
    {"x = y　+ 1", 6, "U+3000 is a space that is not ASCII; write an ordinary one"},
    {"x = y\xc2\xa0+ 1", 6, "U+00A0 is a space that is not ASCII; write an ordinary one"},
    {"x = y**2", 6, "\"**\" cannot stand in an equation; write \"^\""},
    {"x = y[-1]", 6, "\"y\" is over no set, and so takes no [ ]; a lag is written x(-1)"},
    {"x[1] = y", 2, "\"x\" is over no set, and so takes no [ ]; a lag is written x(-1)"},
    {"x = gpr[-1]", 5, "unknown name \"gpr\"; did you mean \"grp\"?"},
    {"x = 2 * [y + 1]", 9, "\"[\" does not group; write \"(\""},
    {"x = (y)[1]", 8,
     "\"[\" stands only behind the name of what is over a set, as in x[county]; a lag is written "
     "x(-1)"},
    {"x = movsum(x, 1.5)", 15,
     "the second argument of movsum is a whole number of years from 1 to 40"},
    {"x = recode(x, y)", 5, "arguments of recode: 2; must be 3"},
    {"x = dummy()", 5, "arguments of dummy: 0; must be 1 or 2"},
    {"x = dummy(y)", 11,
     "an argument of dummy is a calendar year, a whole number from 1900 to 2200"},
    {"x = dummy(20)", 11,
     "an argument of dummy is a calendar year, a whole number from 1900 to 2200"},
    {"x = dummy(2020, 2021.5)", 17,
     "an argument of dummy is a calendar year, a whole number from 1900 to 2200"},
    {"x = dummy(2022, 2020)", 17, "dummy(2022, 2020): the first year must not be the later"},
    {"x = pdl(y, 2)", 5, "arguments of pdl: 2; must be 3 to 9"},
    {"x = pdl_far(y, 2, 1, 1, 1, 1, 1, 1, 1, 1)", 5, "arguments of pdl_far: 10; must be 3 to 9"},
    {"x = pdl(y, 1.5, a)", 12,
     "the second argument of a distributed lag is a whole number of years from 0 to 40"},
    {"x = pdl(y, 41, a)", 12,
     "the second argument of a distributed lag is a whole number of years from 0 to 40"},
    {"x = pdl(y(-39), 2, a)", 9, "a lag of 41 years; must be at most 40"},
    {"x = y when z", 13, CASES},
    {"x = y when z,", 14, OPERAND " \",\", but the equation ends"},
    {"x = y when z, 2", 16, CASES},
    {"x = y when z, 2, 3 otherwise", 16, CASES},
    {"x = y when z, 2 otherwise, 3", 26,
     "\",\" separates arguments of functions; numbers are written without it"},
    {"x = y when z 2 otherwise", 14, "an operator is missing between \"z\" and \"2\""},
    {"x = y otherwise", 7, "\"otherwise\"" OF_CASES},
    {"x = (y when z, 2 otherwise)", 8, "\"when\"" OF_CASES},
    {"x = y when z otherwise 2", 14, "\"otherwise\"" OF_CASES},
    {"x = sum(y, y)", 9, "\"y\" is no set; sum is written sum(set, expression)"},
    {"x = y & z", 7, "\"&\" cannot stand in an equation; write \"and\""},
    {"x = y | z", 7, "\"|\" cannot stand in an equation; write \"or\""},
    {"x = @trend", 5, "\"@\" has no meaning in an equation"},
    {"x = y # z", 7, "\"#\" has no meaning in an equation"},
    {"x = y; z", 6, "\";\" has no meaning in an equation"},
    {"x = \"y\"", 5, "\"\"\" has no meaning in an equation"},
    {"x = \x01", 5, "control character U+0001 in an equation"},
    {"x = \xff", 5, "byte 0xFF is not UTF-8"},
    {"产量 = 地区生产总值 + 未知名称", 15, "unknown name \"未知名称\"" NO_NAME},
};

static ot_error refusal(const char *text) {
    ot_arena *arena = ot_arena_new();
    ot_error err = {.line = 0};
    if (small_parse(text, arena, NULL, &err)) fail_msg("accepted: %s", text);
    ot_arena_free(arena);
    assert_int_equal(err.status, OT_ERR_INPUT);
    assert_string_equal(err.file, "model.cfg");
    assert_int_equal(err.line, 7);
    return err;
}

static void each_fault_is_explained_where_it_is(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof TABLE / sizeof *TABLE; i++) {
        const ot_error err = refusal(TABLE[i].text);
        const char *sentence = err.text[OT_LANGUAGE_EN];
        const int column = err.column - 10 + 1; /* small_parse begins at column 10 */
        if (column != TABLE[i].column || strcmp(sentence, TABLE[i].sentence) != 0)
            fail_msg("\"%s\": %d, not %d: %s", TABLE[i].text, column, TABLE[i].column, sentence);
    }
}

static void the_chinese_sentences_say_the_same(void **state) {
    (void)state;
    static const struct {
        const char *text, *sentence;
    } row[] = {
        {"x = gpr(-1)", "未知名称“gpr”；是否指“grp”？"},
        {"x = log（y）", "“（”不是半角字符；方程中请写半角的“(”"},
        {"x = (1 + 2", "缺少“)”：“2”之后方程已结束"},
        {"x = x(1)", "不支持超前值；滞后要写负号：x(-1)"},
        {"x = log(x, 2)", "函数 log 的参数有 2 个；应为 1 个"},
        {"x = 50亿员", "数字后紧跟的“亿员”不是单位；是否指“亿元”？"},
        {"x = 1 < y < z", "比较不能连写；请写 a < b and b < c"},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        assert_string_equal(refusal(row[i].text).text[OT_LANGUAGE_ZH], row[i].sentence);
}

/* "x = " and n times `open`, "y", n times `close`. */
static const char *nested(const char *open, int n, const char *close) {
    static char text[65536];
    char *at = text + sprintf(text, "x = ");
    for (int i = 0; i < n; i++)
        at += sprintf(at, "%s", open);
    at += sprintf(at, "y");
    for (int i = 0; i < n; i++)
        at += sprintf(at, "%s", close);
    return text;
}

static void hostile_nesting_is_refused_before_the_stack_ends(void **state) {
    (void)state;
    static const char *const open[] = {"(", "-", "log(", "2^", "1+(", "not ", "if(1,1,"};
    static const char *const close[] = {")", "", ")", "", ")", "", ")"};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        const ot_error err = refusal(nested(open[i], 5000, close[i]));
        assert_string_equal(err.text[OT_LANGUAGE_EN], "nested more than 200 deep");
    }
    assert_int_equal(refusal(nested("(", 200, ")")).column, 10 + 4 + 200);
    ot_arena *arena = ot_arena_new();
    ot_error err;
    assert_non_null(small_parse(nested("(", 199, ")"), arena, NULL, &err));
    ot_arena_free(arena);
}

static void an_expansion_cannot_grow_without_end(void **state) {
    (void)state;
    static const char *const text[] = {
        "x = movav(movav(movav(movav(y, 20), 15), 5), 3)",
        "x = logit(logit(logit(logit(logit(logit(logit(logit(logit(logit(y))))))))))",
        "x = d(d(d(d(d(d(d(d(d(d(d(d(y))))))))))))"};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        assert_string_equal(refusal(text[i]).text[OT_LANGUAGE_EN],
                            "the equation is too long: over 4000 numbers, names and operations");
    assert_string_equal(refusal(nested("1+", 5000, "")).text[OT_LANGUAGE_EN],
                        "the equation is too long: over 4000 numbers, names and operations");
}

static void a_long_name_is_quoted_in_part(void **state) {
    (void)state;
    char text[4096] = "x = ";
    for (int i = 0; i < 900; i++)
        strcat(text, "名");
    const ot_error err = refusal(text);
    assert_int_equal(err.column, 10 + 4);
    assert_true(strlen(err.text[OT_LANGUAGE_EN]) < 200);
}

static void a_text_without_places_is_refused_without_one(void **state) {
    (void)state;
    const ot_text text = {"x = ?", 5, NULL, 0};
    const ot_equation *e = NULL;
    ot_error err;
    ot_arena *arena = ot_arena_new();
    assert_int_equal(ot_equation_parse(&text, &SMALL_SCOPE, arena, NULL, &e, &err), OT_ERR_INPUT);
    assert_null(e);
    assert_int_equal(err.line, 0);
    assert_int_equal(ot_equation_parse(&text, &SMALL_SCOPE, arena, NULL, &e, NULL), OT_ERR_INPUT);
    ot_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_is_explained_where_it_is),
        cmocka_unit_test(the_chinese_sentences_say_the_same),
        cmocka_unit_test(hostile_nesting_is_refused_before_the_stack_ends),
        cmocka_unit_test(an_expansion_cannot_grow_without_end),
        cmocka_unit_test(a_long_name_is_quoted_in_part),
        cmocka_unit_test(a_text_without_places_is_refused_without_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
