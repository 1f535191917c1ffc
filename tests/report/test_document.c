/* Tests of report/document.h: what is appended comes out lined up, as text and as CSV. */
#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "failing_alloc.h"
#include "report/document.h"

static void assert_text(const ot_document *d, const char *expected) {
    ot_buffer out = {0};
    const ot_writer writer = ot_buffer_writer(&out);
    assert_int_equal(ot_text_write(d, &writer, NULL), OT_OK);
    assert_string_equal(out.data, expected);
    ot_buffer_clear(&out);
}

static void assert_csv(const ot_document *d, const char *name, const char *expected) {
    ot_buffer out = {0};
    const ot_writer writer = ot_buffer_writer(&out);
    assert_int_equal(ot_csv_write(d, name, &writer, NULL), OT_OK);
    assert_string_equal(out.data ? out.data : "", expected);
    ot_buffer_clear(&out);
}

static void put_row(ot_document *d, ot_grid *grid, const char *label, double x, double low,
                    double high) {
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, label);
    ot_grid_band(d, grid, x, low, high, 1);
    ot_grid_number(d, grid, x, 2);
}

static ot_document *bands(void) {
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, "指标");
    ot_grid_column(d, grid, OT_COLUMN_BAND, "2023");
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, "x");
    put_row(d, grid, "地区生产总值", 229.4, 98.26, 1251.0);
    put_row(d, grid, "GRP", 8.0, -1.5, 9.0);
    put_row(d, grid, "held", 7.0, NAN, NAN);
    put_row(d, grid, "none", NAN, NAN, NAN);
    return d;
}

static void columns_line_up_by_display_width(void **state) {
    (void)state;
    ot_document *d = bands();
    assert_text(d, "  指标                            2023       x\n"
                   "  --------------------------------------------\n"
                   "  地区生产总值  229.4 [98.3 .. 1251.0]  229.40\n"
                   "  GRP             8.0 [-1.5 ..    9.0]    8.00\n"
                   "  held            7.0                     7.00\n"
                   "  none              -                        -\n");
    ot_document_free(d);
}

static void a_mark_stands_behind_its_cell(void **state) {
    (void)state;
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_BAND, "2023");
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, "x");
    const double low[] = {1.0, 2.0, NAN};
    for (int i = 0; i < 3; i++) {
        ot_grid_row(d, grid);
        ot_grid_band(d, grid, 3.0, low[i], 4.0, 0);
        if (i > 0) ot_grid_mark(grid, "\xE2\x80\xA1");
        ot_grid_number(d, grid, 5.0, 0);
    }
    assert_text(d, "         2023  x\n"
                   "  --------------\n"
                   "  3 [1 .. 4]   5\n"
                   "  3 [2 .. 4]‡  5\n"
                   "  3‡           5\n");
    ot_document_free(d);
}

static void every_line_of_a_grid_ends_at_the_same_column(void **state) {
    (void)state;
    ot_document *d = bands();
    ot_buffer out = {0};
    const ot_writer writer = ot_buffer_writer(&out);
    assert_int_equal(ot_text_write(d, &writer, NULL), OT_OK);
    size_t first = 0;
    for (char *line = strtok(out.data, "\n"); line; line = strtok(NULL, "\n")) {
        if (!first) first = ot_utf8_width(line);
        assert_int_equal(ot_utf8_width(line), first);
    }
    ot_buffer_clear(&out);
    ot_document_free(d);
}

static void a_long_text_goes_on_in_the_next_line(void **state) {
    (void)state;
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, "t");
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, "x");
    ot_grid_column(d, grid, OT_COLUMN_TEXT, "last");
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, "words that do not fit into twenty-eight columns go on");
    ot_grid_number(d, grid, 1.0, 0);
    ot_grid_text(d, grid, "the last column takes what it needs, however long it is");
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, "一二三四五六七八九十一二三四），五六七");
    ot_grid_number(d, grid, 2.0, 0);
    ot_grid_text(d, grid, "");
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, "an_underscore_may_end_a_line_too");
    ot_grid_number(d, grid, 3.0, 0);
    ot_grid_text(d, grid, "");
    assert_text(d,
                "  t                           x  last\n"
                "  --------------------------------------------------------------------------------"
                "------\n"
                "  words that do not fit into  1  the last column takes what it needs, "
                "however long it is\n"
                "  twenty-eight columns go on\n"
                "  一二三四五六七八九十一二三  2\n"
                "  四），五六七\n"
                "  an_underscore_may_end_a_    3\n"
                "  line_too\n");
    ot_document_free(d);
}

static void a_probability_shows_as_many_digits_as_its_error_supports(void **state) {
    (void)state;
    ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
    ot_grid *grid = ot_document_grid(d, NULL, 0);
    ot_grid_column(d, grid, OT_COLUMN_PROBABILITY, "p");
    const double p[][2] = {{0.631, 0.0016}, {0.0, 0.000007}, {1.0, 0.0003}, {0.5, 0.25}};
    for (size_t i = 0; i < sizeof p / sizeof *p; i++) {
        ot_grid_row(d, grid);
        ot_grid_probability(d, grid, p[i][0], p[i][1]);
    }
    ot_grid_row(d, grid);
    ot_grid_difference(d, grid, 0.0, 0.000007, 0);
    ot_grid_row(d, grid);
    ot_grid_difference(d, grid, 0.0, 0.000012, 2);
    assert_text(d, "              p\n"
                   "  -------------\n"
                   "   63.1 ±   0.2\n"
                   "          <0.01\n"
                   "          >99.9\n"
                   "   50.0 ±  25.0\n"
                   "              0\n"
                   "  0.000 ± 0.001\n");
    ot_document_free(d);
}

static void sentences_and_headings_are_set_apart(void **state) {
    (void)state;
    ot_document *d = ot_document_begin(OT_LANGUAGE_ZH);
    ot_document_text(d, OT_ELEMENT_TITLE, "克州计划");
    ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_MODEL_LINE, "kizilsu", "2023—2025");
    ot_document_text(d, OT_ELEMENT_HEADING, "G");
    ot_document_text(d, OT_ELEMENT_HEADING, "H");
    ot_document_text(d, OT_ELEMENT_ITEM, "a");
    ot_document_text(d, OT_ELEMENT_ITEM, "b");
    assert_text(d, "克州计划\n========\n\n模型 kizilsu，2023—2025 年\n\nG\n\nH\n  - a\n  - b\n");
    ot_document_free(d);
}

static ot_document *data(ot_language language) {
    ot_document *d = ot_document_begin(language);
    ot_grid *grid = ot_document_grid(d, "one", 1);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, "id");
    ot_grid_column(d, grid, OT_COLUMN_NUMBER, "value");
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, "a \"b\", c");
    ot_grid_number(d, grid, 0.1 + 0.2, 2);
    ot_grid_row(d, grid);
    ot_grid_text(d, grid, "two\nlines");
    ot_grid_number(d, grid, NAN, 2);
    grid = ot_document_grid(d, "two", 1);
    ot_grid_column(d, grid, OT_COLUMN_TEXT, "k");
    ot_grid_row(d, grid);
    ot_grid_number(d, grid, 2023, 0);
    return d;
}

static void csv_has_every_digit_and_quotes_what_needs_it(void **state) {
    (void)state;
    ot_document *d = data(OT_LANGUAGE_EN);
    assert_csv(d, "one", "id,value\n\"a \"\"b\"\", c\",0.30000000000000004\n\"two\nlines\",\n");
    assert_csv(d, NULL,
               "id,value\n\"a \"\"b\"\", c\",0.30000000000000004\n\"two\nlines\",\n\nk\n2023\n");
    ot_document_free(d);
}

static void chinese_csv_has_a_mark_and_carriage_returns(void **state) {
    (void)state;
    ot_document *d = data(OT_LANGUAGE_ZH);
    assert_csv(d, "two", "\xEF\xBB\xBFk\r\n2023\r\n");
    ot_document_free(d);
}

static void data_grids_stay_out_of_the_text(void **state) {
    (void)state;
    ot_document *d = data(OT_LANGUAGE_EN);
    ot_document_text(d, OT_ELEMENT_PARAGRAPH, "only this");
    assert_text(d, "only this\n");
    ot_document_free(d);
}

static int refuse(void *state, const char *text, size_t n) {
    (void)state, (void)text, (void)n;
    return ENOSPC;
}

static void a_failed_write_is_an_error_of_files(void **state) {
    (void)state;
    const ot_writer writer = {refuse, NULL};
    ot_document *d = data(OT_LANGUAGE_EN);
    ot_document_text(d, OT_ELEMENT_PARAGRAPH, "text");
    ot_error err;
    assert_int_equal(ot_text_write(d, &writer, &err), OT_ERR_IO);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "no space is left"));
    assert_int_equal(ot_csv_write(d, NULL, &writer, &err), OT_ERR_IO);
    ot_document_free(d);
}

static void a_failed_allocation_sticks_and_is_reported(void **state) {
    (void)state;
    int done = 0;
    for (int k = 0; !done; k++) {
        assert_true(k < 1000);
        ot_buffer out = {0};
        const ot_writer writer = ot_buffer_writer(&out);
        fail_allocation(k);
        ot_document *d = ot_document_begin(OT_LANGUAGE_EN);
        ot_status status = d ? OT_OK : OT_ERR_NOMEM;
        if (d) {
            ot_grid *grid = ot_document_grid(d, "g", 1);
            ot_grid_column(d, grid, OT_COLUMN_TEXT, "c");
            ot_grid_row(d, grid);
            ot_grid_text(d, grid, "t");
            ot_document_say(d, OT_ELEMENT_PARAGRAPH, OT_SAY_MODEL_LINE, "m", "1 to 2");
            status = ot_text_write(d, &writer, NULL);
            if (!status) status = ot_csv_write(d, NULL, &writer, NULL);
        }
        fail_allocation(-1);
        assert_true(status == OT_OK || status == OT_ERR_NOMEM);
        done = status == OT_OK && !out.failed;
        ot_buffer_clear(&out);
        ot_document_free(d);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_line_up_by_display_width),
        cmocka_unit_test(a_mark_stands_behind_its_cell),
        cmocka_unit_test(every_line_of_a_grid_ends_at_the_same_column),
        cmocka_unit_test(a_long_text_goes_on_in_the_next_line),
        cmocka_unit_test(a_probability_shows_as_many_digits_as_its_error_supports),
        cmocka_unit_test(sentences_and_headings_are_set_apart),
        cmocka_unit_test(csv_has_every_digit_and_quotes_what_needs_it),
        cmocka_unit_test(chinese_csv_has_a_mark_and_carriage_returns),
        cmocka_unit_test(data_grids_stay_out_of_the_text),
        cmocka_unit_test(a_failed_write_is_an_error_of_files),
        cmocka_unit_test(a_failed_allocation_sticks_and_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
