/* Tests of base/utf8.h: what is a character, how wide it is, and which name was meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"

static void characters_of_every_length_are_decoded(void **state) {
    (void)state;
    const struct {
        const char *text;
        uint32_t character;
    } known[] = {
        {"a", 'a'},
        {"\x7f", 0x7f},
        {"\xc2\x80", 0x80},
        {"\xdf\xbf", 0x7ff},
        {"\xe0\xa0\x80", 0x800},
        {"州", 0x5dde},
        {"\xed\x9f\xbf", 0xd7ff},
        {"\xee\x80\x80", 0xe000},
        {"\xef\xbf\xbf", 0xffff},
        {"\xf0\x90\x80\x80", 0x10000},
        {"\xf4\x8f\xbf\xbf", 0x10ffff},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t length = 0;
        const size_t n = strlen(known[i].text);
        assert_int_equal(ot_utf8_decode(known[i].text, n, &length), known[i].character);
        assert_int_equal(length, n);
        assert_int_equal(ot_utf8_check(known[i].text, n), n);
        for (size_t cut = 1; cut < n; cut++) { /* a part of a character is none */
            assert_int_equal(ot_utf8_decode(known[i].text, cut, &length), UINT32_MAX);
            assert_int_equal(length, 1);
        }
    }
}

static void bytes_that_are_not_utf8_are_found(void **state) {
    (void)state;
    const char *const bad[] = {
        "\x80",             /* continuation alone */
        "\xbf",             /* the last of them */
        "\xc0\x80",         /* overlong NUL */
        "\xc1\xbf",         /* overlong DEL */
        "\xe0\x9f\xbf",     /* overlong U+07FF */
        "\xed\xa0\x80",     /* first surrogate */
        "\xed\xbf\xbf",     /* last surrogate */
        "\xf0\x8f\xbf\xbf", /* overlong U+FFFF */
        "\xf4\x90\x80\x80", /* U+110000 */
        "\xf5\x80\x80\x80",
        "\xfe",
        "\xff",
        "\xe5\xb7x",   /* ends early */
        "\xc2\xc2\x80" /* begins twice */
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char text[16] = "ok";
        strcat(text, bad[i]);
        size_t length = 0;
        assert_int_equal(ot_utf8_decode(bad[i], strlen(bad[i]), &length), UINT32_MAX);
        assert_int_equal(length, 1);
        assert_int_equal(ot_utf8_check(text, strlen(text)), 2);
    }
    assert_int_equal(ot_utf8_check("", 0), 0);
    assert_int_equal(ot_utf8_check("a\0b", 3), 3);
}

static void chinese_takes_two_columns_a_character(void **state) {
    (void)state;
    assert_int_equal(ot_utf8_count("地区生产总值 GRP", strlen("地区生产总值 GRP")), 10);
    assert_int_equal(ot_utf8_width("地区生产总值 GRP"), 16);
    assert_int_equal(ot_utf8_width("（8%）"), 6);          /* full-width brackets */
    assert_int_equal(ot_utf8_width("万头（只）、。"), 14); /* and punctuation */
    assert_int_equal(ot_utf8_width("한국"), 4);
    assert_int_equal(ot_utf8_width("\xf0\xa0\x80\x80"), 2); /* U+20000 */
    assert_int_equal(ot_utf8_width("😀"), 2);
}

static void other_letters_take_one_column_and_marks_none(void **state) {
    (void)state;
    assert_int_equal(ot_utf8_width(""), 0);
    assert_int_equal(ot_utf8_width("±≥±—‰é"), 6);
    assert_int_equal(ot_utf8_width("e\xcc\x81"), 1);     /* e and a combining acute */
    assert_int_equal(ot_utf8_width("قىزىلسۇ"), 7);       /* Uyghur */
    assert_int_equal(ot_utf8_width("\xef\xbb\xbfx"), 1); /* byte order mark */
    assert_int_equal(ot_utf8_width("a\xff"), 2);         /* what is no character shows as one */
}

static void the_name_that_was_meant_is_found(void **state) {
    (void)state;
    const char *const names[] = {
        "grp",         "grp_real",    "retail",       "deflator",       "real_growth",
        "probability", "persistence", "地区生产总值", "社会消费品零售", "urban_income"};
    const size_t n = sizeof names / sizeof *names;
    assert_string_equal(ot_utf8_nearest("gpr", names, n), "grp"); /* a swap is one edit */
    assert_string_equal(ot_utf8_nearest("retial", names, n), "retail");
    assert_string_equal(ot_utf8_nearest("persistance", names, n), "persistence");
    assert_string_equal(ot_utf8_nearest("real_grwth", names, n), "real_growth");
    assert_string_equal(ot_utf8_nearest("propability", names, n), "probability");
    assert_string_equal(ot_utf8_nearest("REAL_GROWTH", names, n), "real_growth");
    assert_string_equal(ot_utf8_nearest("地区生产总量", names, n), "地区生产总值");
}

static void a_stranger_is_near_to_nothing(void **state) {
    (void)state;
    const char *const names[] = {"grp", "retail", "地区生产总值"};
    char giant[400];
    memset(giant, 'x', sizeof giant - 1);
    giant[sizeof giant - 1] = '\0';
    const char *const giants[] = {giant};
    assert_null(ot_utf8_nearest("tourism", names, 3));
    assert_null(ot_utf8_nearest("x", names, 3));
    assert_null(ot_utf8_nearest("粮食产量", names, 3));
    assert_null(ot_utf8_nearest("grp", NULL, 0));
    assert_null(ot_utf8_nearest(giant, names, 3));
    assert_null(ot_utf8_nearest("xx", giants, 1));
}

static void of_equally_near_names_the_first_is_taken(void **state) {
    (void)state;
    const char *const names[] = {"rate_b", "rate_a"};
    assert_string_equal(ot_utf8_nearest("rate_c", names, 2), "rate_b");
}

static void letters_of_any_script_may_stand_in_names(void **state) {
    (void)state;
    static const uint32_t letter[] = {
        'a',    'Z',    0xE9 /* é */, 0x4E7E, 0x3005 /* 々 */, 0x3007, 0x0627 /* Arabic alef */,
        0xAC00, 0x20000};
    static const uint32_t other[] = {'_',    '0',    ' ',    '-',    0xB7,   0xD7,   0x2030,
                                     0x201C, 0x3000, 0x3001, 0xFF08, 0xFF21, 0xFEFF, UINT32_MAX};
    for (size_t i = 0; i < sizeof letter / sizeof *letter; i++)
        assert_true(ot_utf8_is_letter(letter[i]));
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_false(ot_utf8_is_letter(other[i]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_of_any_script_may_stand_in_names),
        cmocka_unit_test(characters_of_every_length_are_decoded),
        cmocka_unit_test(bytes_that_are_not_utf8_are_found),
        cmocka_unit_test(chinese_takes_two_columns_a_character),
        cmocka_unit_test(other_letters_take_one_column_and_marks_none),
        cmocka_unit_test(the_name_that_was_meant_is_found),
        cmocka_unit_test(a_stranger_is_near_to_nothing),
        cmocka_unit_test(of_equally_near_names_the_first_is_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
