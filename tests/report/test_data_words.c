/* Heads of data grids in words: which column of a quantile is its error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/words/data_words.h"

static void assert_head(const char *head, const char *english, const char *chinese) {
    const char *const wanted[OT_N_LANGUAGES] = {
        [OT_LANGUAGE_EN] = english, [OT_LANGUAGE_ZH] = chinese};
    for (int language = 0; language < OT_N_LANGUAGES; language++) {
        ot_buffer out = {0};
        ot_say_data_head(&out, (ot_language)language, head);
        assert_string_equal(out.data, wanted[language]);
        ot_buffer_clear(&out);
    }
}

static void a_quantile_and_its_error_have_heads_of_their_own(void **state) {
    (void)state;
    assert_head("q0.05", "quantile 0.05", "0.05分位数");
    assert_head("q0.975_error", "error of quantile 0.975", "0.975分位数误差");
    assert_head("year", "year", "年份");
    assert_head("q1", "q1", "q1"); /* no head that is known */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quantile_and_its_error_have_heads_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
