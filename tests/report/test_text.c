/* Tests of outturn/text.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "outturn/text.h"

static void a_chinese_character_takes_two_columns(void **state) {
    (void)state;
    assert_int_equal(ot_text_width("GRP"), 3);
    assert_int_equal(ot_text_width("指标 x"), 6);
    assert_int_equal(ot_text_width(""), 0);
}

static void the_nearest_word_is_what_was_probably_meant(void **state) {
    (void)state;
    const char *const word[] = {"check", "estimate", "run", "compare"};
    assert_string_equal(ot_text_nearest("chekc", word, 4), "check");
    assert_string_equal(ot_text_nearest("compair", word, 4), "compare");
    assert_null(ot_text_nearest("simulate", word, 1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chinese_character_takes_two_columns),
        cmocka_unit_test(the_nearest_word_is_what_was_probably_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
