/* Tests of report/words/message.h: both languages say the same, with the same arguments. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "report/words/message.h"

/* The conversions of a format, one behind the other: "%s%d". */
static void conversions(const char *format, char *out, size_t size) {
    size_t n = 0;
    for (const char *p = format; *p; p++) {
        if (*p != '%') continue;
        assert_true(p[1] != 0);
        if (p[1] == '%') {
            p++;
            continue;
        }
        do {
            assert_true(n + 2 < size);
            out[n++] = *p;
        } while (!strchr("sduxgfc", *p++));
        p--;
    }
    out[n] = '\0';
}

static void both_languages_take_the_same_arguments(void **state) {
    (void)state;
    for (int m = 0; m < OT_N_MESSAGES; m++) {
        char english[64], chinese[64];
        conversions(ot_message_text((ot_message)m, OT_LANGUAGE_EN), english, sizeof english);
        conversions(ot_message_text((ot_message)m, OT_LANGUAGE_ZH), chinese, sizeof chinese);
        assert_string_equal(english, chinese);
    }
}

static void no_message_is_empty_or_of_broken_bytes(void **state) {
    (void)state;
    for (int m = 0; m < OT_N_MESSAGES; m++)
        for (int l = 0; l < OT_N_LANGUAGES; l++) {
            const char *text = ot_message_text((ot_message)m, (ot_language)l);
            assert_true(strlen(text) > 0);
            assert_int_equal(ot_utf8_check(text, strlen(text)), strlen(text));
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_languages_take_the_same_arguments),
        cmocka_unit_test(no_message_is_empty_or_of_broken_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
