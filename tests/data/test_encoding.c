/* Tests of data/encoding.h: every encoding gives the same text, every fault its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/encoding.h"
#include "failing_alloc.h"

/* String literal with its length, NULs included. */
#define BYTES(literal) literal, sizeof(literal) - 1

static void assert_text(const char *data, size_t n, const char *expected) {
    ot_error err;
    char *text = NULL;
    size_t length = 0;
    if (ot_encoding_decode("f.csv", data, n, NULL, &text, &length, &err))
        fail_msg("refused: %s", err.text[OT_LANGUAGE_EN]);
    assert_int_equal(length, strlen(expected));
    assert_string_equal(text, expected);
    free(text);
}

static void assert_refused(const char *data, size_t n, int line, int column, const char *part) {
    ot_error err = {.line = -1};
    char *text = (char *)&err;
    size_t length = 77;
    assert_int_equal(ot_encoding_decode("f.csv", data, n, NULL, &text, &length, &err),
                     OT_ERR_INPUT);
    assert_ptr_equal(text, &err);
    assert_int_equal(length, 77);
    assert_string_equal(err.file, "f.csv");
    assert_int_equal(err.line, line);
    assert_int_equal(err.column, column);
    if (!strstr(err.text[OT_LANGUAGE_EN], part)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
}

static void every_encoding_gives_the_same_text(void **state) {
    (void)state;
    assert_text(BYTES(""), "");
    assert_text(BYTES("a,b\r\n"), "a,b\r\n");
    assert_text(BYTES("亿元,é,😀"), "亿元,é,😀");
    assert_text(BYTES("\xEF\xBB\xBF亿元"), "亿元");
    /* 亿 U+4EBF, 元 U+5143, 😀 U+1F600 = D83D DE00 */
    assert_text(BYTES("\xFF\xFE\xBF\x4E\x43\x51,\0\x3D\xD8\0\xDE"), "亿元,😀");
    assert_text(BYTES("\xFE\xFF\x4E\xBF\x51\x43\0,\xD8\x3D\xDE\0"), "亿元,😀");
    /* GB 2312: 亿 D2DA, 元 D4AA; four-byte form of 😀: 94 39 FC 36 */
    assert_text(BYTES("\xD2\xDA\xD4\xAA,1\n"), "亿元,1\n");
    assert_text(BYTES("\xD2\xDA\xD4\xAA\x94\x39\xFC\x36"), "亿元😀");
}

static void reading_gb18030_is_noted_and_utf8_is_not(void **state) {
    (void)state;
    ot_notes *notes = NULL;
    char *text = NULL;
    size_t length;
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    assert_int_equal(ot_encoding_decode("f.csv", BYTES("亿元"), notes, &text, &length, NULL), 0);
    free(text);
    assert_int_equal(ot_notes_count(notes), 0);
    assert_int_equal(
        ot_encoding_decode("f.csv", BYTES("\xD2\xDA\xD4\xAA"), notes, &text, &length, NULL), OT_OK);
    free(text);
    assert_int_equal(ot_notes_count(notes), 1);
    assert_string_equal(ot_notes_at(notes, 0)->file, "f.csv");
    assert_string_equal(ot_notes_at(notes, 0)->text[OT_LANGUAGE_EN], "read as GB18030");
    ot_notes_free(notes);
}

static void a_single_bad_byte_in_utf8_is_told_with_its_place(void **state) {
    (void)state;
    assert_refused(BYTES("指标,年份\n生产总值,\xFF"
                         "2021\n"),
                   2, 6, "0xFF is no UTF-8");
    assert_refused(BYTES("指标,年份\n生产总值,2021\xE4\xBA"), 2, 10, "0xE4 is no UTF-8");
    assert_refused(BYTES("\xEF\xBB\xBF\xD2\xDA"), 1, 1, "no UTF-8"); /* the mark decides */
}

static void bytes_of_no_encoding_are_told_with_their_place(void **state) {
    (void)state;
    assert_refused(BYTES("a,b\n\xD2\xDA,\xFF\xFF\n"), 2, 3, "neither UTF-8 nor GB18030");
    assert_refused(BYTES("\xD2\xDA\xD4"), 1, 2, "neither UTF-8 nor GB18030"); /* cut */
}

static void broken_utf16_is_told_with_its_place(void **state) {
    (void)state;
    assert_refused(BYTES("\xFF\xFE"
                         "a\0\n\0\x3D\xD8"
                         "b\0"),
                   2, 1, "half a UTF-16 pair (0xD83D)");
    assert_refused(BYTES("\xFF\xFE\0\xDE"), 1, 1, "half a UTF-16 pair (0xDE00)");
    assert_refused(BYTES("\xFF\xFE"
                         "a\0b"),
                   1, 2, "ends within");
    assert_refused(BYTES("\xFE\xFF\xD8\x3D"), 1, 1, "ends within");
}

static void what_is_no_text_is_refused(void **state) {
    (void)state;
    assert_refused(BYTES("a\nb\0c"), 2, 2, "NUL");
    assert_refused(BYTES("a\0,\0b\0"), 1, 2, "NUL");
    assert_refused(BYTES("\xFF\xFE"
                         "a\0\0\0"),
                   1, 2, "NUL");
    assert_refused(BYTES("\xFF\xFE\0\0a\0\0\0"), 1, 1, "UTF-32");
}

static void memory_that_runs_out_is_told(void **state) {
    (void)state;
    ot_error err;
    char *text = NULL;
    size_t length;
    fail_allocation(0);
    assert_int_equal(ot_encoding_decode("f.csv", BYTES("a"), NULL, &text, &length, &err),
                     OT_ERR_NOMEM);
    fail_allocation(-1);
    assert_null(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_encoding_gives_the_same_text),
        cmocka_unit_test(reading_gb18030_is_noted_and_utf8_is_not),
        cmocka_unit_test(a_single_bad_byte_in_utf8_is_told_with_its_place),
        cmocka_unit_test(bytes_of_no_encoding_are_told_with_their_place),
        cmocka_unit_test(broken_utf16_is_told_with_its_place),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
