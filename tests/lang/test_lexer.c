#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lang/lexer.h"

static ot_text text_of(const char *s) { return (ot_text){s, strlen(s), NULL, 0}; }

static ot_token first_of(const char *s) {
    const ot_text text = text_of(s);
    ot_token t = {.length = 0};
    ot_error err;
    if (ot_token_next(&text, 0, &t, &err)) fail_msg("%s: %s", s, err.text[OT_LANGUAGE_EN]);
    return t;
}

static void words_follow_each_other(void **state) {
    (void)state;
    const ot_text text = text_of(" dlog(产量_2)<=-1.5e3*x1 or!y");
    static const struct {
        ot_token_kind kind;
        size_t start, length;
    } want[] = {{OT_TOKEN_NAME, 1, 4},    {OT_TOKEN_SIGN, 5, 1},  {OT_TOKEN_NAME, 6, 8},
                {OT_TOKEN_SIGN, 14, 1},   {OT_TOKEN_SIGN, 15, 2}, {OT_TOKEN_SIGN, 17, 1},
                {OT_TOKEN_NUMBER, 18, 5}, {OT_TOKEN_SIGN, 23, 1}, {OT_TOKEN_NAME, 24, 2},
                {OT_TOKEN_SIGN, 27, 2},   {OT_TOKEN_SIGN, 29, 1}, {OT_TOKEN_NAME, 30, 1},
                {OT_TOKEN_END, 31, 0},    {OT_TOKEN_END, 31, 0}};
    ot_token t = {.length = 0};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        assert_int_equal(ot_token_next(&text, t.start + t.length, &t, NULL), OT_OK);
        assert_int_equal(t.kind, want[i].kind);
        assert_int_equal(t.start, want[i].start);
        assert_int_equal(t.length, want[i].length);
    }
}

static void each_sign_has_its_meaning(void **state) {
    (void)state;
    static const struct {
        const char *text;
        ot_sign sign;
    } row[] = {
        {"+", OT_SIGN_PLUS},   {"-", OT_SIGN_MINUS}, {"*", OT_SIGN_TIMES}, {"/", OT_SIGN_OVER},
        {"^", OT_SIGN_POWER},  {"(", OT_SIGN_OPEN},  {")", OT_SIGN_CLOSE}, {",", OT_SIGN_COMMA},
        {"=", OT_SIGN_ASSIGN}, {"<", OT_SIGN_LT},    {"<=", OT_SIGN_LE},   {">", OT_SIGN_GT},
        {">=", OT_SIGN_GE},    {"==", OT_SIGN_EQ},   {"!=", OT_SIGN_NE},   {"<>", OT_SIGN_NE},
        {"and", OT_SIGN_AND},  {"&&", OT_SIGN_AND},  {"or", OT_SIGN_OR},   {"||", OT_SIGN_OR},
        {"not", OT_SIGN_NOT},  {"!", OT_SIGN_NOT}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const ot_token t = first_of(row[i].text);
        assert_int_equal(t.kind, OT_TOKEN_SIGN);
        assert_int_equal(t.sign, row[i].sign);
        assert_int_equal(t.length, strlen(row[i].text));
    }
    assert_int_equal(first_of("order").kind, OT_TOKEN_NAME);
    assert_int_equal(first_of("nothing").kind, OT_TOKEN_NAME);
}

static void numbers_take_the_longest_unit_that_is_one(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double number;
        const char *unit;
        size_t length;
    } row[] = {
        {"8", 8, NULL, 1},
        {"2.5%", 0.025, "percent", 4},
        {"7%+1", 0.07, "percent", 2},
        {"0.6‰", 0.0006, "permille", 6},
        {"50亿元", 50, "CNY_100M", 8},
        {"50亿元/x", 50, "CNY_100M", 8},
        {"50亿元(-1)", 50, "CNY_100M", 8},
        {"3元/人", 3, "CNY_per_person", 8},
        {"3元/人口", 3, "CNY", 4}, /* by a series called 人口 */
        {"450公斤/亩*2", 450, "kg_per_mu", 13},
        {"9万头（只）", 9, "head_10K", 16},
        {"9万头", 9, "head_10K", 7},
        {"6kg_per_mu", 6, "kg_per_mu", 10},
        {"6t/mu", 6, "t", 2}, /* in ASCII a slash divides */
        {"1e3t", 1000, "t", 4},
        {"4‰/2", 0.004, "permille", 4},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const ot_token t = first_of(row[i].text);
        assert_int_equal(t.kind, OT_TOKEN_NUMBER);
        if (t.number != row[i].number || t.length != row[i].length || !t.unit != !row[i].unit ||
            (t.unit && strcmp(t.unit->name, row[i].unit) != 0))
            fail_msg("%s: %.17g of %zu bytes, %s", row[i].text, t.number, t.length,
                     t.unit ? t.unit->name : "no unit");
    }
}

static void percent_is_the_nearest_double(void **state) {
    (void)state;
    assert_true(first_of("7%").number == 0.07); /* 7 * 0.01 is not */
    assert_true(first_of("29%").number == 0.29);
    assert_true(first_of("57‰").number == 0.057);
}

static void names_are_of_letters_of_any_script(void **state) {
    (void)state;
    static const char *const name[] = {"x",      "_a1",   "A_b", "地区生产总值", "产量2023",
                                       "プラン", "Größe", "々",  "계획"};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
        const ot_token t = first_of(name[i]);
        assert_int_equal(t.kind, OT_TOKEN_NAME);
        assert_int_equal(t.length, strlen(name[i]));
    }
}

static void a_text_need_not_end_with_a_nul(void **state) {
    (void)state;
    const char s[] = {'1', '2'};
    const ot_text text = {s, 1, NULL, 0};
    ot_token t;
    assert_int_equal(ot_token_next(&text, 0, &t, NULL), OT_OK);
    assert_int_equal(t.length, 1);
    assert_true(t.number == 1);
}

static void quotations_are_cut_after_a_whole_character(void **state) {
    (void)state;
    char s[301] = "";
    for (int i = 0; i < 100; i++)
        strcat(s, "名");
    assert_int_equal(ot_text_quoted(s, 300), 60);
    assert_int_equal(ot_text_quoted(s + 2, 298) % 3, 1); /* a broken byte, then characters */
    assert_int_equal(ot_text_quoted("ab", 2), 2);
    assert_int_equal(ot_text_quoted("", 0), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_follow_each_other),
        cmocka_unit_test(each_sign_has_its_meaning),
        cmocka_unit_test(numbers_take_the_longest_unit_that_is_one),
        cmocka_unit_test(percent_is_the_nearest_double),
        cmocka_unit_test(names_are_of_letters_of_any_script),
        cmocka_unit_test(a_text_need_not_end_with_a_nul),
        cmocka_unit_test(quotations_are_cut_after_a_whole_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
