/* Tests of data/csv.h: RFC 4180 cells with their places, and every way to break them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/csv.h"
#include "failing_alloc.h"

/* All rows as "[a|b] [c|d]", or the fault as "line:column sentence". */
static const char *shown(const char *text, char out[2000]) {
    const size_t n = strlen(text);
    char *copy = malloc(n + 1), *at = out;
    ot_csv csv;
    ot_error err;
    memcpy(copy, text, n + 1);
    ot_csv_init(&csv, "f.csv", copy, n);
    *at = '\0';
    for (;;) {
        int has_row;
        if (ot_csv_next(&csv, &has_row, &err)) {
            (void)snprintf(out, 2000, "%d:%d %s", err.line, err.column, err.text[0]);
            break;
        }
        if (!has_row) break;
        for (size_t i = 0; i < csv.n_cells; i++) {
            assert_int_equal(strlen(csv.cell[i].text), csv.cell[i].length);
            at += sprintf(at, "%s%s", i ? "|" : at == out ? "[" : " [", csv.cell[i].text);
        }
        at += sprintf(at, "]");
    }
    ot_csv_clear(&csv);
    free(copy);
    return out;
}

static void assert_rows(const char *text, const char *expected) {
    char out[2000];
    assert_string_equal(shown(text, out), expected);
}

static void rows_and_cells_are_told_apart(void **state) {
    (void)state;
    assert_rows("a,b\n1,2\n", "[a|b] [1|2]");
    assert_rows("a,b\r\n1,2\r\n", "[a|b] [1|2]");
    assert_rows("a,b\r1,2\r", "[a|b] [1|2]");
    assert_rows("a,b\n1,2", "[a|b] [1|2]");
    assert_rows("a,b\n,2\n1,\n", "[a|b] [|2] [1|]");
    assert_rows("", "");
    assert_rows("\n\n", "");
    assert_rows("a", "[a]");
}

/* The examples of RFC 4180, section 2. */
static void quoted_cells_hold_anything(void **state) {
    (void)state;
    assert_rows("\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx", "[aaa|bbb|ccc] [zzz|yyy|xxx]");
    assert_rows("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx", "[aaa|b\r\nbb|ccc] [zzz|yyy|xxx]");
    assert_rows("\"aaa\",\"b\"\"bb\",\"ccc\"", "[aaa|b\"bb|ccc]");
    assert_rows("\"a,b\",\"\"", "[a,b|]");
    assert_rows("\"\"\"\",\"\"\"\"\"\"", "[\"|\"\"]");
    assert_rows("a, \"b, c\" ,d", "[a|b, c|d]");
}

static void spaces_around_a_cell_do_not_count(void **state) {
    (void)state;
    assert_rows("a , b ,\tc,　d　,\xC2\xA0"
                "e\n",
                "[a|b|c|d|e]");
}

static void rows_without_content_are_passed_over(void **state) {
    (void)state;
    assert_rows("a,b\n\n1,2\n,\n,,,\n  \n3,4\n", "[a|b] [1|2] [3|4]");
}

static void nameless_columns_at_the_end_are_left_out(void **state) {
    (void)state;
    assert_rows("a,b,,\n1,2,,\n3,4\n5,6,\n", "[a|b||] [1|2||] [3|4] [5|6|]");
    assert_rows("a,b,,\n1,2,,x\n", "2:5 the number of cells in this row is 4, in the header 2");
}

static void a_tab_parts_cells_where_there_is_no_comma(void **state) {
    (void)state;
    assert_rows("a\tb\n1,5\t2\n", "[a|b] [1,5|2]");
    assert_rows("\n\"x,y\"\tb\n1\t2\n", "[x,y|b] [1|2]");
    assert_rows("a,b\tc\n1,2\n", "[a|b\tc] [1|2]");
}

static void a_ragged_row_is_told_with_its_place(void **state) {
    (void)state;
    assert_rows("a,b,c\n1,2,3\n4,5\n", "3:3 the number of cells in this row is 2, in the header 3");
    assert_rows("a,b\n甲,2,3,4\n", "2:5 the number of cells in this row is 4, in the header 2");
    assert_rows("a,b\r1,2\r3\r", "3:1 the number of cells in this row is 1, in the header 2");
    assert_rows("a,b\n\"x\ny\"\n", "2:1 the number of cells in this row is 1, in the header 2");
}

static void broken_quotes_are_told_with_their_place(void **state) {
    (void)state;
    assert_rows("a,b\n1,\"2\n3,4\n", "2:3 a quote opens here and never closes");
    assert_rows("a,b\n1,\"", "2:3 a quote opens here and never closes");
    assert_rows("a,b\n1,2\"3\n",
                "2:4 a quote within a cell; put the whole cell in quotes and double those within");
    assert_rows("a,b\n\"1\"2,3\n",
                "2:4 text behind the closing quote; a quote within quotes is doubled");
}

static void places_count_characters_and_lines_within_quotes(void **state) {
    (void)state;
    char text[] = "a,b,c\r\n地区生产总值,\"x\ny\",z\r\n1,2,3";
    ot_csv csv;
    int has_row;
    ot_csv_init(&csv, "f.csv", text, sizeof text - 1);
    assert_int_equal(ot_csv_next(&csv, &has_row, NULL), OT_OK);
    assert_int_equal(csv.cell[2].line, 1);
    assert_int_equal(csv.cell[2].column, 5);
    assert_int_equal(ot_csv_next(&csv, &has_row, NULL), OT_OK);
    assert_int_equal(csv.cell[1].line, 2);
    assert_int_equal(csv.cell[1].column, 8);
    assert_int_equal(csv.cell[2].line, 3);
    assert_int_equal(csv.cell[2].column, 4);
    assert_int_equal(ot_csv_next(&csv, &has_row, NULL), OT_OK);
    assert_int_equal(csv.cell[0].line, 4);
    assert_int_equal(csv.cell[0].column, 1);
    ot_csv_clear(&csv);
}

static void too_many_columns_are_refused(void **state) {
    (void)state;
    enum { N = 10001 };
    char *text = malloc(2 * N);
    for (int i = 0; i < N; i++)
        memcpy(text + 2 * i, "x,", 2);
    text[2 * N - 1] = '\0';
    char out[2000];
    assert_string_equal(shown(text, out), "1:20001 more than 10000 columns");
    free(text);
}

static void a_header_names_every_column_once(void **state) {
    (void)state;
    static const char *const names[] = {"year|年份", "value"};
    const struct {
        const char *text, *fault;
    } row[] = {
        {"", "the file is empty; its first row must name the columns"},
        {"a,,b\n", "column 2 has no name"},
        {"year,value,年份\n", "\"年份\" is column 1 already"},
        {"Value,VALUE\n", "\"VALUE\" is column 1 already"},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        char text[100];
        ot_csv csv;
        ot_error err;
        size_t column[2];
        strcpy(text, row[i].text);
        ot_csv_init(&csv, "f.csv", text, strlen(text));
        ot_status status = ot_csv_header(&csv, &err);
        if (!status) status = ot_csv_fields(&csv, names, 2, column, &err);
        assert_int_equal(status, OT_ERR_INPUT);
        assert_string_equal(err.text[OT_LANGUAGE_EN], row[i].fault);
        assert_int_equal(err.line, 1);
        ot_csv_clear(&csv);
    }
}

static void fields_are_found_by_any_name_and_case(void **state) {
    (void)state;
    static const char *const names[] = {"year|年份", "value", "note"};
    char text[] = "VALUE,年份\n";
    ot_csv csv;
    size_t column[3];
    ot_csv_init(&csv, "f.csv", text, strlen(text));
    assert_int_equal(ot_csv_header(&csv, NULL), OT_OK);
    assert_int_equal(ot_csv_fields(&csv, names, 3, column, NULL), OT_OK);
    assert_int_equal(column[0], 1);
    assert_int_equal(column[1], 0);
    assert_true(column[2] == OT_NO_COLUMN);
    ot_csv_clear(&csv);
}

static void an_excerpt_is_short_and_on_one_line(void **state) {
    (void)state;
    char text[OT_EXCERPT_SIZE], wide[41 * 4 + 1] = "", expected[OT_EXCERPT_SIZE] = "";
    ot_csv_cell cell = {"a\nb", 3, 1, 1};
    assert_string_equal(ot_csv_cell_excerpt(&cell, text), "a b");
    for (int i = 0; i < 41; i++)
        memcpy(wide + 4 * i, "😀", 5);
    memcpy(expected, wide, 160);
    memcpy(expected + 160, "…", 4);
    cell = (ot_csv_cell){wide, 164, 1, 1};
    assert_string_equal(ot_csv_cell_excerpt(&cell, text), expected);
    cell.length = 160;
    assert_int_equal(strlen(ot_csv_cell_excerpt(&cell, text)), 160);
}

static void memory_that_runs_out_is_told(void **state) {
    (void)state;
    char text[] = "a,b\n";
    ot_csv csv;
    ot_error err;
    int has_row;
    ot_csv_init(&csv, "f.csv", text, strlen(text));
    fail_allocation(0);
    assert_int_equal(ot_csv_next(&csv, &has_row, &err), OT_ERR_NOMEM);
    fail_allocation(-1);
    ot_csv_clear(&csv);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_and_cells_are_told_apart),
        cmocka_unit_test(quoted_cells_hold_anything),
        cmocka_unit_test(spaces_around_a_cell_do_not_count),
        cmocka_unit_test(rows_without_content_are_passed_over),
        cmocka_unit_test(nameless_columns_at_the_end_are_left_out),
        cmocka_unit_test(a_tab_parts_cells_where_there_is_no_comma),
        cmocka_unit_test(a_ragged_row_is_told_with_its_place),
        cmocka_unit_test(broken_quotes_are_told_with_their_place),
        cmocka_unit_test(places_count_characters_and_lines_within_quotes),
        cmocka_unit_test(too_many_columns_are_refused),
        cmocka_unit_test(a_header_names_every_column_once),
        cmocka_unit_test(fields_are_found_by_any_name_and_case),
        cmocka_unit_test(an_excerpt_is_short_and_on_one_line),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
