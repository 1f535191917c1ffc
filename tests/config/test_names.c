#include "config/names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void an_id_is_a_letter_then_letters_digits_and_underscores(void **state) {
    char longest[66];
    (void)state;
    memset(longest, 'a', sizeof longest);
    longest[65] = '\0';
    assert_true(ot_name_is_id("grp_2022"));
    assert_true(ot_name_is_id("X"));
    assert_false(ot_name_is_id(""));
    assert_false(ot_name_is_id("2022_grp"));
    assert_false(ot_name_is_id("_grp"));
    assert_false(ot_name_is_id("grp real"));
    assert_false(ot_name_is_id("收入"));
    assert_false(ot_name_is_id(longest));
    longest[64] = '\0';
    assert_true(ot_name_is_id(longest));
}

static void an_alias_may_use_letters_of_any_script_but_no_punctuation(void **state) {
    static const char *const bad[] = {"",         "5G普及率", "收入（元）", "收入 元",
                                      "收入　元", "收入，",   "收入、",     "“收入”",
                                      "ＧＤＰ",   "收入·元",  "①收入"};
    (void)state;
    assert_true(ot_name_is_alias("地区生产总值"));
    assert_true(ot_name_is_alias("移动5G用户"));
    assert_true(ot_name_is_alias("GRP_2022"));
    assert_true(ot_name_is_alias("各々"));
    assert_true(ot_name_is_alias("ئاھالە"));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(ot_name_is_alias(bad[i]));
}

static void words_of_the_equation_language_are_reserved_but_not_its_constants(void **state) {
    (void)state;
    assert_true(ot_name_is_reserved("log"));
    assert_true(ot_name_is_reserved("if"));
    assert_true(ot_name_is_reserved("d"));
    assert_false(ot_name_is_reserved("time"));
    assert_false(ot_name_is_reserved("year"));
    assert_false(ot_name_is_reserved("LOG"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_id_is_a_letter_then_letters_digits_and_underscores),
        cmocka_unit_test(an_alias_may_use_letters_of_any_script_but_no_punctuation),
        cmocka_unit_test(words_of_the_equation_language_are_reserved_but_not_its_constants),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
