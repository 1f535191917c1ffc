/* Tests of outturn/table.h: both forms, every encoding, look-ups by vintage, every fault. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "data/table.h"
#include "failing_alloc.h"
#include "scratch.h"

#define FIXTURES "tests/data/fixtures/"

static ot_table *parsed(const char *text, ot_notes *notes) {
    ot_table *table = NULL;
    ot_error err;
    if (ot_table_parse("f.csv", text, strlen(text), notes, &table, &err))
        fail_msg("%d:%d %s", err.line, err.column, err.text[OT_LANGUAGE_EN]);
    return table;
}

static ot_table *loaded(const char *path) {
    ot_table *table = NULL;
    ot_error err;
    if (ot_table_load(&path, 1, NULL, &table, &err))
        fail_msg("%s:%d:%d %s", path, err.line, err.column, err.text[OT_LANGUAGE_EN]);
    return table;
}

/* The fault of a text, at line:column, begins with the words given. */
static void assert_refused(const char *text, const char *expected) {
    ot_table *table = NULL;
    ot_error err;
    char shown[600];
    if (ot_table_parse("f.csv", text, strlen(text), NULL, &table, &err) != OT_ERR_INPUT) {
        ot_table_free(table);
        fail_msg("accepted: %s", text);
    }
    assert_null(table);
    assert_string_equal(err.file, "f.csv");
    assert_true(*err.text[OT_LANGUAGE_ZH] != '\0');
    (void)snprintf(shown, sizeof shown, "%d:%d %s", err.line, err.column, err.text[OT_LANGUAGE_EN]);
    if (strncmp(shown, expected, strlen(expected)) != 0) fail_msg("%s", shown);
}

static double value_of(const ot_table *table, const char *series, const char *area, int year,
                       const char *as_of) {
    const ot_observation *o = ot_table_find(table, series, area, year, as_of);
    return o ? o->figure.value : NAN;
}

static void a_tidy_file_is_read_in_every_encoding(void **state) {
    (void)state;
    static const char *const path[] = {FIXTURES "tidy-utf8.csv", FIXTURES "tidy-utf8-mark.csv",
                                       FIXTURES "tidy-utf16le.csv", FIXTURES "tidy-utf16be.csv",
                                       FIXTURES "tidy-gb18030.csv"};
    for (size_t i = 0; i < sizeof path / sizeof *path; i++) {
        ot_table *table = loaded(path[i]);
        assert_int_equal(ot_table_count(table), 2);
        const ot_observation *o = ot_table_at(table, 1);
        assert_string_equal(o->series, "地区生产总值");
        assert_string_equal(o->area, "克州");
        assert_string_equal(o->unit, "亿元");
        assert_string_equal(o->vintage, "");
        assert_string_equal(o->source, "克政发〔2023〕5号");
        assert_string_equal(o->note, "快报数");
        assert_int_equal(o->year, 2022);
        assert_int_equal(o->figure.kind, OT_FIGURE_POINT);
        assert_true(o->figure.value == 217.12 && o->figure.half_unit == 0.005);
        assert_string_equal(o->file, path[i]);
        assert_int_equal(o->line, 3);
        assert_int_equal(o->column, 13);
        ot_table_free(table);
    }
}

/* sha256sum tests/data/fixtures/tidy-utf8.csv */
static void an_input_is_named_by_its_content(void **state) {
    (void)state;
    ot_table *table = loaded(FIXTURES "tidy-utf8.csv");
    assert_int_equal(ot_table_n_inputs(table), 1);
    const ot_input *input = ot_table_input(table, 0);
    assert_string_equal(input->path, FIXTURES "tidy-utf8.csv");
    assert_int_equal(input->size, 202);
    assert_string_equal(input->sha256,
                        "f5dd96137692e5726fd1e195b2141541c9460976e95ab1d7560046c9eda394c2");
    ot_table_free(table);
}

static void a_wide_file_gives_one_observation_a_year(void **state) {
    (void)state;
    ot_table *table = loaded(FIXTURES "wide.csv");
    assert_int_equal(ot_table_count(table), 12);
    assert_true(value_of(table, "grp", "Kizilsu", 2019, NULL) == 159.05);
    assert_null(ot_table_find(table, "grp", "Kizilsu", 2020, NULL));
    const ot_observation *o = ot_table_find(table, "grp", NULL, 2021, NULL);
    assert_true(o->figure.value == 201.64);
    assert_string_equal(o->unit, "亿元");
    assert_string_equal(o->note, "current prices");
    assert_int_equal(o->line, 2);
    assert_int_equal(o->column, 25);
    o = ot_table_find(table, "urban_unemployment", NULL, 2022, NULL);
    assert_int_equal(o->figure.kind, OT_FIGURE_AT_MOST);
    assert_true(o->figure.value == 5.5);
    o = ot_table_find(table, "good_surface_water", NULL, 2022, NULL);
    assert_int_equal(o->figure.kind, OT_FIGURE_POINT);
    assert_true(o->figure.value == 100);
    ot_table_free(table);
}

static void columns_stand_in_any_order_and_carry_chinese_names(void **state) {
    (void)state;
    ot_table *table = parsed("地区,年份,指标,单位,数值,来源,备注,版本\n克州,2022年,产值,亿元,"
                             "\"1,234.5\",公报,x,终\n",
                             NULL);
    const ot_observation *o = ot_table_find(table, "产值", "克州", 2022, NULL);
    assert_true(o->figure.value == 1234.5 && o->figure.half_unit == 0.05);
    assert_string_equal(o->source, "公报");
    assert_string_equal(o->vintage, "终");
    ot_table_free(table);
    table = parsed("indicator,year,value,2022\ny,2021,1,2\n", NULL); /* tidy all the same */
    assert_int_equal(ot_table_count(table), 1);
    ot_table_free(table);
    table = parsed("AREA,Year,Indicator,VALUE\nx,2022,y,1\n", NULL);
    assert_true(value_of(table, "y", "x", 2022, NULL) == 1);
    ot_table_free(table);
}

static void an_unknown_column_of_a_tidy_file_is_noted_once(void **state) {
    (void)state;
    ot_notes *notes = NULL;
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    ot_table *table =
        parsed("indicator,year,value,trust,vintge\ny,2021,1,A,b\ny,2022,1,A,b\n", notes);
    assert_int_equal(ot_notes_count(notes), 2);
    const ot_note *note = ot_notes_at(notes, 0);
    assert_string_equal(note->text[OT_LANGUAGE_EN], "column \"trust\" is not used");
    assert_int_equal(note->severity, OT_SEVERITY_INFO);
    assert_int_equal(note->line, 1);
    assert_int_equal(note->column, 22);
    note = ot_notes_at(notes, 1);
    assert_int_equal(note->severity, OT_SEVERITY_WARNING);
    assert_string_equal(note->text[OT_LANGUAGE_EN],
                        "column \"vintge\" is not used; did you mean \"vintage\"?");
    ot_table_free(table);
    ot_notes_free(notes);
}

static void a_file_without_values_is_noted(void **state) {
    (void)state;
    ot_notes *notes = NULL;
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    ot_table *table = parsed("indicator,year,value\n", notes);
    assert_int_equal(ot_table_count(table), 0);
    assert_int_equal(ot_notes_count(notes), 1);
    assert_null(ot_table_find(table, "y", NULL, 2022, NULL));
    ot_table_free(table);
    ot_notes_free(notes);
}

static void the_latest_vintage_is_found_and_a_missing_one_hides_nothing(void **state) {
    (void)state;
    ot_table *table = parsed("indicator,year,vintage,value\n"
                             "y,2021,2022-04,2\ny,2021,,1\ny,2021,2023-04,3\ny,2021,2024-04,—\n"
                             "y,2022,2023-04,5以内\ny,2023,2024-04,NA\n",
                             NULL);
    assert_true(value_of(table, "y", NULL, 2021, NULL) == 3);
    assert_true(value_of(table, "y", NULL, 2021, "2024-12") == 3);
    assert_true(value_of(table, "y", NULL, 2021, "2023-04") == 3);
    assert_true(value_of(table, "y", NULL, 2021, "2023-03") == 2);
    assert_true(value_of(table, "y", NULL, 2021, "2022-04") == 2);
    assert_true(value_of(table, "y", NULL, 2021, "2021") == 1);
    assert_true(value_of(table, "y", NULL, 2021, "") == 1);
    assert_null(ot_table_find(table, "y", NULL, 2022, "2022"));
    assert_int_equal(ot_table_find(table, "y", NULL, 2022, NULL)->figure.kind, OT_FIGURE_AT_MOST);
    assert_null(ot_table_find(table, "y", NULL, 2023, NULL));
    ot_table_free(table);
}

static void rows_without_an_area_match_every_area(void **state) {
    (void)state;
    ot_table *table = parsed("indicator,year,area,value\n"
                             "y,2021,,3\ny,2021,b,2\ny,2021,a,1\ny,2022,a,4\ny,2023,,5\n",
                             NULL);
    assert_true(value_of(table, "y", "a", 2021, NULL) == 1); /* its own row first */
    assert_true(value_of(table, "y", "b", 2021, NULL) == 2);
    assert_true(value_of(table, "y", "c", 2021, NULL) == 3);
    assert_true(value_of(table, "y", NULL, 2021, NULL) == 3); /* the first in the file */
    assert_true(value_of(table, "y", "", 2021, NULL) == 3);
    assert_null(ot_table_find(table, "y", "b", 2022, NULL));
    assert_true(value_of(table, "y", "b", 2023, NULL) == 5);
    assert_null(ot_table_find(table, "Y", "a", 2021, NULL));
    assert_null(ot_table_find(table, "z", NULL, 2021, NULL));
    assert_null(ot_table_find(table, "", NULL, 2021, NULL));
    assert_null(ot_table_find(table, "y", NULL, 2024, NULL));
    ot_table_free(table);
}

static void the_span_of_a_series_counts_points_only(void **state) {
    (void)state;
    ot_table *table = parsed("indicator,area,2018,2019,2020,2021,2022,2023\n"
                             "y,a,—,1,NA,3,<=4,\n"
                             "y,b,7,,,,,\n"
                             "z,a,,,>=1,,,\n",
                             NULL);
    int first = 1, last = 2;
    assert_true(ot_table_span(table, "y", "a", &first, &last));
    assert_int_equal(first, 2019);
    assert_int_equal(last, 2021);
    assert_true(ot_table_span(table, "y", NULL, &first, &last));
    assert_int_equal(first, 2018);
    assert_int_equal(last, 2021);
    assert_true(ot_table_span(table, "y", "b", &first, &last));
    assert_int_equal(first, 2018);
    assert_int_equal(last, 2018);
    assert_false(ot_table_span(table, "z", "a", &first, &last));
    assert_false(ot_table_span(table, "y", "c", &first, &last));
    assert_false(ot_table_span(table, "x", NULL, &first, &last));
    ot_table_free(table);
}

static void a_percent_sign_gives_the_unit(void **state) {
    (void)state;
    ot_table *table = parsed("indicator,year,value,unit\n"
                             "a,2021,12.5%,\nb,2021,１２．５％,%\nc,2021,12.5%,share\nd,2021,5‰,\n"
                             "e,2021,12.5,%\n",
                             NULL);
    static const char *const unit[] = {"%", "%", "%", "‰", "%"};
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(ot_table_at(table, i)->unit, unit[i]);
    assert_true(value_of(table, "b", NULL, 2021, NULL) == 12.5);
    ot_table_free(table);
    assert_refused("indicator,year,unit,value\ny,2021,亿元,12.5%\n",
                   "2:11 \"12.5%\" in a row whose unit is 亿元");
}

/* They would break lines and reach terminals. */
static void names_have_no_control_characters(void **state) {
    (void)state;
    assert_refused("indicator,year,value\ny,2021,1\nx\x1b[31m,2021,1\n",
                   "3:1 control character 0x1B in a name; delete it");
    assert_refused("indicator,area,year,value\nx,\"A\nB\",2021,1\n",
                   "2:3 a name goes over the end of a line; write it on one");
}

static void a_value_that_is_no_number_is_told_with_its_place(void **state) {
    (void)state;
    static const char *const bad[] = {"abc", "1e999", "0x10", "inf", "12;5", "3-5", "8亿元"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char text[200], expected[200];
        (void)snprintf(text, sizeof text, "indicator,year,value\n指标,2021,1\n指标,2022,%s\n",
                       bad[i]);
        (void)snprintf(expected, sizeof expected, "3:9 \"%s\" is no number; allowed are", bad[i]);
        assert_refused(text, expected);
    }
    assert_refused("indicator,2021,2022\ny,1,x\n", "2:5 \"x\" is no number");
    assert_refused("indicator,year,value\ny,2021,\"a\nb\"\n", "2:8 \"a b\" is no number");
}

static void a_year_that_is_none_is_told_with_its_place(void **state) {
    (void)state;
    static const char *const bad[] = {"2021.5", "2021.0", "1899", "2201", "20l2", "", "NA"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char text[200], expected[200];
        (void)snprintf(text, sizeof text, "indicator,year,value\ny,%s,1\n", bad[i]);
        (void)snprintf(expected, sizeof expected,
                       "2:3 year \"%s\"; must be a whole number from 1900 to 2200", bad[i]);
        assert_refused(text, expected);
    }
}

static void a_unit_that_is_none_is_told_with_a_suggestion(void **state) {
    (void)state;
    assert_refused("indicator,year,value,unit\ny,2021,1,CNY_100m\n",
                   "2:10 unknown unit \"CNY_100m\"; did you mean \"CNY_100M\"?");
    assert_refused("indicator,unit,2021\ny,亿元,1\ny2,nothing of the kind,2\n",
                   "3:4 unknown unit \"nothing of the kind\"; known are CNY_100M");
}

static void a_row_that_stands_twice_is_told_with_both_places(void **state) {
    (void)state;
    assert_refused("indicator,year,value\ny,2021,1\nz,2021,1\nz,2021,2\ny,2021,NA\n",
                   "4:8 z, 2021 stands twice; first at f.csv:3:8");
    assert_refused(
        "indicator,area,year,vintage,value\ny,a,2021,v1,1\ny,a,2021,v2,1\ny,a,2021,v1,1\n",
        "4:13 y, a, 2021, v1 stands twice; first at f.csv:2:13");
    assert_refused("indicator,2021,2022\ny,1,2\ny,,3\n", "3:3 y, 2021 stands twice");
    const char *const twice[] = {FIXTURES "tidy-utf8.csv", FIXTURES "tidy-gb18030.csv"};
    ot_table *table = NULL;
    ot_error err;
    assert_int_equal(ot_table_load(twice, 2, NULL, &table, &err), OT_ERR_INPUT);
    assert_string_equal(err.file, twice[1]);
    assert_int_equal(err.line, 2);
    assert_non_null(strstr(err.text[OT_LANGUAGE_ZH], "地区生产总值, 克州, 2021 重复出现"));
    assert_non_null(strstr(err.text[OT_LANGUAGE_ZH], twice[0]));
    assert_null(table);
}

static void a_header_of_neither_form_is_told(void **state) {
    (void)state;
    assert_refused("", "1:1 the file is empty");
    assert_refused("\n\n,,\n", "1:1 the file is empty");
    assert_refused("year,value\n", "1:1 no column \"indicator\"; needed are");
    assert_refused("indicator,value\n", "1:1 no column \"year\"");
    assert_refused("indicator,year\n", "1:1 no column \"value\"");
    assert_refused("area,2021,2022\n", "1:1 no column \"indicator\"");
    assert_refused(
        "indicator;year;value\n",
        "1:1 no column \"indicator\": the only column is \"indicator;year;value\"; cells "
        "are parted by commas");
    assert_refused("indicator,year,year,value\n", "1:16 \"year\" is column 2 already");
}

static void a_wide_file_says_which_column_is_wrong(void **state) {
    (void)state;
    assert_refused("indicator,2020,2021,2020\n", "1:21 the year 2020 is column 2 already");
    assert_refused("indicator,2020,2021年,２０２１\n",
                   "1:22 the year ２０２１ is column 3 already");
    assert_refused("indicator,2020,2O21\n", "1:16 column \"2O21\" is neither a year from 1900 to "
                                            "2200 nor one of indicator, area, unit");
    assert_refused("indicator,unt,2020\n",
                   "1:11 column \"unt\" is neither a year from 1900 to 2200 nor one of indicator, "
                   "area, unit, vintage, source, note (unit?)");
    assert_refused("indicator,value,2020\n", "1:11 column \"value\" is neither");
}

static void a_ragged_row_is_told_with_row_and_column(void **state) {
    (void)state;
    assert_refused("indicator,year,value\ny,2021\n",
                   "2:3 the number of cells in this row is 2, in the header 3");
    assert_refused("indicator,year,value\ny,2021,1,234\n",
                   "2:10 the number of cells in this row is 4, in the header 3");
    assert_refused("indicator,year,value\n,2021,1\n", "2:1 the row names no indicator");
    assert_refused("indicator,year,value\n\"y,2021,1\n", "2:1 a quote opens here");
}

static void a_file_that_cannot_be_read_leaves_the_table_alone(void **state) {
    (void)state;
    ot_table *table = (ot_table *)&table;
    ot_error err;
    const char *path = FIXTURES "none.csv";
    assert_int_equal(ot_table_load(&path, 1, NULL, &table, &err), OT_ERR_IO);
    assert_ptr_equal(table, &table);
    path = "tests/data";
    assert_int_equal(ot_table_load(&path, 1, NULL, &table, &err), OT_ERR_INPUT);
    assert_ptr_equal(table, &table);
}

static void a_file_of_more_than_64_megabytes_is_refused(void **state) {
    (void)state;
    char path[64];
    scratch_name(path, sizeof path, "table");
    const int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(ftruncate(file, (64L << 20) + 1), 0);
    assert_int_equal(close(file), 0);
    ot_table *table = NULL;
    ot_error err;
    const char *const paths[] = {path};
    const ot_status status = ot_table_load(paths, 1, NULL, &table, &err);
    assert_int_equal(remove(path), 0);
    assert_int_equal(status, OT_ERR_INPUT);
    assert_null(table);
}

static void no_files_give_an_empty_table(void **state) {
    (void)state;
    ot_table *table = NULL;
    assert_int_equal(ot_table_load(NULL, 0, NULL, &table, NULL), OT_OK);
    assert_int_equal(ot_table_count(table), 0);
    assert_int_equal(ot_table_n_inputs(table), 0);
    assert_null(ot_table_find(table, "y", NULL, 2021, NULL));
    ot_table_free(table);
    ot_table_free(NULL);
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    const char *const path[] = {FIXTURES "tidy-gb18030.csv", FIXTURES "wide.csv"};
    int k = 0;
    for (ot_status status = OT_ERR_NOMEM; status != OT_OK; k++) {
        ot_table *table = NULL;
        ot_error err = {.status = OT_OK};
        fail_allocation(k);
        status = ot_table_load(path, 2, NULL, &table, &err);
        fail_allocation(-1);
        assert_int_equal(table != NULL, status == OT_OK);
        if (status) assert_int_equal(status, OT_ERR_NOMEM);
        ot_table_free(table);
        assert_true(k < 10000);
    }
    assert_true(k > 10);
}

/* 200,000 rows: one sort; 100,000 look-ups stay far below a second even with sanitizers. */
static void look_ups_are_fast_in_a_large_table(void **state) {
    (void)state;
    enum { SERIES = 100, AREAS = 40, YEARS = 50, ROW = 40 };
    char *text = malloc((size_t)SERIES * AREAS * YEARS * ROW), *at = text;
    assert_non_null(text);
    at += sprintf(at, "indicator,area,year,value\n");
    for (int s = 0; s < SERIES; s++)
        for (int a = 0; a < AREAS; a++)
            for (int y = 0; y < YEARS; y++)
                at += sprintf(at, "s%d,a%d,%d,%d\n", s, a, 1970 + y, s * 10000 + a * 100 + y);
    ot_table *table = parsed(text, NULL);
    free(text);
    assert_int_equal(ot_table_count(table), SERIES * AREAS * YEARS);
    for (int i = 0; i < 100000; i++) {
        const int s = i * 7 % SERIES, a = i * 3 % AREAS, y = i * 11 % YEARS;
        char series[20], area[20];
        (void)snprintf(series, sizeof series, "s%d", s);
        (void)snprintf(area, sizeof area, "a%d", a);
        if (value_of(table, series, area, 1970 + y, NULL) != s * 10000 + a * 100 + y)
            fail_msg("%s %s %d", series, area, 1970 + y);
    }
    ot_table_free(table);
}

/* Earlier figures of the prefecture and the provinces; they stay outside of the project. */
static void the_reference_files_are_read_as_they_are(void **state) {
    (void)state;
    const char *reference = getenv("OUTTURN_REFERENCE");
    char history[1000], provinces[1000];
    if (!reference) reference = "../shared/reference";
    (void)snprintf(history, sizeof history, "%s/../data/history.csv", reference);
    (void)snprintf(provinces, sizeof provinces, "%s/../data/provinces.csv", reference);
    if (access(history, R_OK) != 0 || access(provinces, R_OK) != 0) {
        print_message("skipped: %s is not there\n", history);
        skip();
    }
    ot_notes *notes = NULL;
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    const char *const path[] = {history, provinces};
    ot_table *table = NULL;
    ot_error err;
    if (ot_table_load(path, 2, notes, &table, &err))
        fail_msg("%s:%d:%d %s", err.file, err.line, err.column, err.text[OT_LANGUAGE_EN]);
    assert_int_equal(ot_table_count(table), 101 + 10115);
    assert_int_equal(ot_notes_count(notes), 2); /* growth_pct, trust */
    assert_true(value_of(table, "gdp_nominal", "Kizilsu", 2022, NULL) == 217.12);
    assert_true(value_of(table, "aquatic_10kt", "上海市", 2013, NULL) == 28.88);
    int first, last;
    assert_true(ot_table_span(table, "gdp_nominal", "Kizilsu", &first, &last));
    assert_int_equal(first, 2003);
    assert_int_equal(last, 2022);
    ot_table_free(table);
    ot_notes_free(notes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tidy_file_is_read_in_every_encoding),
        cmocka_unit_test(an_input_is_named_by_its_content),
        cmocka_unit_test(a_wide_file_gives_one_observation_a_year),
        cmocka_unit_test(columns_stand_in_any_order_and_carry_chinese_names),
        cmocka_unit_test(an_unknown_column_of_a_tidy_file_is_noted_once),
        cmocka_unit_test(a_file_without_values_is_noted),
        cmocka_unit_test(the_latest_vintage_is_found_and_a_missing_one_hides_nothing),
        cmocka_unit_test(rows_without_an_area_match_every_area),
        cmocka_unit_test(the_span_of_a_series_counts_points_only),
        cmocka_unit_test(a_percent_sign_gives_the_unit),
        cmocka_unit_test(names_have_no_control_characters),
        cmocka_unit_test(a_value_that_is_no_number_is_told_with_its_place),
        cmocka_unit_test(a_year_that_is_none_is_told_with_its_place),
        cmocka_unit_test(a_unit_that_is_none_is_told_with_a_suggestion),
        cmocka_unit_test(a_row_that_stands_twice_is_told_with_both_places),
        cmocka_unit_test(a_header_of_neither_form_is_told),
        cmocka_unit_test(a_wide_file_says_which_column_is_wrong),
        cmocka_unit_test(a_ragged_row_is_told_with_row_and_column),
        cmocka_unit_test(a_file_that_cannot_be_read_leaves_the_table_alone),
        cmocka_unit_test(a_file_of_more_than_64_megabytes_is_refused),
        cmocka_unit_test(no_files_give_an_empty_table),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(look_ups_are_fast_in_a_large_table),
        cmocka_unit_test(the_reference_files_are_read_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
