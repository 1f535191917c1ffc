#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "spec/text.h"

static ot_text text_of(const char *s, const ot_text_piece *piece, size_t n) {
    return (ot_text){s, strlen(s), piece, n};
}

static void assert_place(ot_place place, int line, int column) {
    assert_string_equal(place.file, "a.cfg");
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static void columns_count_characters_not_bytes(void **state) {
    (void)state;
    const ot_text_piece piece = {0, {"a.cfg", 3, 20}};
    const ot_text text = text_of("产量 = é + x", &piece, 1);
    assert_place(ot_text_place(&text, 0), 3, 20);
    assert_place(ot_text_place(&text, 1), 3, 20); /* inside of the first character */
    assert_place(ot_text_place(&text, 3), 3, 21);
    assert_place(ot_text_place(&text, 6), 3, 22);
    assert_place(ot_text_place(&text, strlen("产量 = ")), 3, 25);
    assert_place(ot_text_place(&text, strlen("产量 = é + ")), 3, 29);
}

static void the_end_is_behind_the_last_character(void **state) {
    (void)state;
    const ot_text_piece piece = {0, {"a.cfg", 3, 20}};
    const ot_text text = text_of("产量", &piece, 1), empty = text_of("", &piece, 1);
    assert_place(ot_text_place(&text, 6), 3, 22);
    assert_place(ot_text_place(&text, 7), 3, 22); /* nothing is further */
    assert_place(ot_text_place(&empty, 0), 3, 20);
}

static void each_piece_counts_from_its_own_place(void **state) {
    (void)state;
    /* "x = a " and "" and "+ b" on the next lines; then an escape that makes one byte */
    const ot_text_piece piece[] = {
        {0, {"a.cfg", 3, 20}}, {6, {"a.cfg", 4, 2}}, {6, {"a.cfg", 5, 9}}, {8, {"a.cfg", 5, 15}}};
    const ot_text text = text_of("x = a + b", piece, 4);
    assert_place(ot_text_place(&text, 5), 3, 25);
    assert_place(ot_text_place(&text, 6), 5, 9);
    assert_place(ot_text_place(&text, 7), 5, 10);
    assert_place(ot_text_place(&text, 8), 5, 15);
    assert_place(ot_text_place(&text, 9), 5, 16);
}

static void unknown_places_stay_unknown(void **state) {
    (void)state;
    const ot_text_piece piece = {0, {"a.cfg", 3, 0}};
    const ot_text line_only = text_of("x = 1", &piece, 1), nowhere = text_of("x = 1", NULL, 0);
    assert_place(ot_text_place(&line_only, 4), 3, 0);
    const ot_place place = ot_text_place(&nowhere, 4);
    assert_int_equal(place.line, 0);
    assert_int_equal(place.column, 0);
    assert_string_equal(place.file, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_count_characters_not_bytes),
        cmocka_unit_test(the_end_is_behind_the_last_character),
        cmocka_unit_test(each_piece_counts_from_its_own_place),
        cmocka_unit_test(unknown_places_stay_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
