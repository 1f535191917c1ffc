/* Tests of outturn/plan.h: both transcribed forms, every kind of cell, every fault. */
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

#include "data/plan.h"
#include "data/unit.h"
#include "failing_alloc.h"

#define FIXTURES "tests/data/fixtures/"

#define INDICATORS                                                                               \
    "id,unit_zh,cell_2022,cell_growth_2022,cell_plan_2023,cell_plan_growth_2023,level_relation," \
    "growth_relation\n"
#define TEXT "id,relation,value,unit_zh,year\n"

static ot_status parse(const char *text, ot_notes *notes, ot_plan **plan, ot_error *err) {
    return ot_plan_parse("f.csv", text, strlen(text), notes, plan, err);
}

static ot_plan *parsed(const char *text) {
    ot_plan *plan = NULL;
    ot_error err;
    if (parse(text, NULL, &plan, &err))
        fail_msg("%d:%d %s", err.line, err.column, err.text[OT_LANGUAGE_EN]);
    return plan;
}

static ot_plan *loaded(const char *const *path, size_t n, ot_notes *notes) {
    ot_plan *plan = NULL;
    ot_error err;
    if (ot_plan_load(path, n, notes, &plan, &err))
        fail_msg("%s:%d:%d %s", err.file, err.line, err.column, err.text[OT_LANGUAGE_EN]);
    return plan;
}

static void assert_refused(const char *text, const char *expected) {
    ot_plan *plan = NULL;
    ot_error err;
    char shown[600];
    if (parse(text, NULL, &plan, &err) != OT_ERR_INPUT) {
        ot_plan_free(plan);
        fail_msg("accepted: %s", text);
    }
    assert_null(plan);
    assert_string_equal(err.file, "f.csv");
    (void)snprintf(shown, sizeof shown, "%d:%d %s", err.line, err.column, err.text[OT_LANGUAGE_EN]);
    if (strncmp(shown, expected, strlen(expected)) != 0) fail_msg("%s", shown);
}

static const ot_statement *found(const ot_plan *plan, const char *id) {
    const ot_statement *s = ot_plan_find(plan, id);
    if (!s) fail_msg("no statement %s", id);
    return s;
}

static void assert_states(const ot_plan *plan, const char *id, ot_relation relation,
                          ot_figure_kind kind, double value, int year) {
    const ot_statement *s = found(plan, id);
    if (s->relation != relation)
        fail_msg("%s: %s, not %s", id, ot_relation_name(s->relation), ot_relation_name(relation));
    assert_int_equal(s->figure.kind, kind);
    assert_int_equal(s->year, year);
    if (kind == OT_FIGURE_MISSING)
        assert_true(isnan(s->figure.value));
    else
        assert_true(s->figure.value == value);
}

static void relations_have_a_name_and_two_texts(void **state) {
    (void)state;
    for (int i = 0; i < OT_N_RELATIONS; i++) {
        ot_relation relation = OT_N_RELATIONS;
        assert_true(ot_relation_find(ot_relation_name((ot_relation)i), &relation));
        assert_int_equal(relation, i);
        for (int language = 0; language < OT_N_LANGUAGES; language++)
            assert_true(*ot_relation_text((ot_relation)i, (ot_language)language) != '\0');
    }
    ot_relation relation = OT_RELATION_NONE;
    assert_false(ot_relation_find("at_lest", &relation));
    assert_int_equal(relation, OT_RELATION_NONE);
    assert_string_equal(ot_relation_name(OT_RELATION_AT_LEAST), "at_least");
}

static void a_number_of_the_text_comes_with_all_that_is_said_of_it(void **state) {
    (void)state;
    const char *const path[] = {FIXTURES "plan-text.csv"};
    ot_plan *plan = loaded(path, 1, NULL);
    assert_int_equal(ot_plan_count(plan), 4);
    const ot_statement *s = ot_plan_at(plan, 1);
    assert_ptr_equal(s, found(plan, "forage_area_2023"));
    assert_string_equal(s->indicator, "forage_area");
    assert_string_equal(s->name[OT_LANGUAGE_ZH], "种植牧草");
    assert_string_equal(s->name[OT_LANGUAGE_EN], "Forage area");
    assert_string_equal(s->unit[OT_LANGUAGE_ZH], "万亩");
    assert_string_equal(s->unit[OT_LANGUAGE_EN], "10 thousand mu");
    assert_string_equal(s->section, "三");
    assert_string_equal(s->measure, "");
    assert_string_equal(s->basis, "");
    assert_string_equal(s->wording, "达到");
    assert_string_equal(s->role, "target");
    assert_string_equal(s->kind, "unstated");
    assert_string_equal(s->note, "");
    assert_string_equal(s->file, path[0]);
    assert_int_equal(s->line, 3);
    assert_int_equal(s->relation, OT_RELATION_REACH);
    assert_true(s->figure.value == 28.57 && s->figure.half_unit == 0.005);
    assert_int_equal(s->of_which.kind, OT_FIGURE_POINT);
    assert_true(s->of_which.value == 11.16 && s->of_which.half_unit == 0.005);
    assert_states(plan, "grp_growth_2023", OT_RELATION_AT_LEAST, OT_FIGURE_POINT, 8, 2023);
    assert_states(plan, "million_livestock", OT_RELATION_INCREASE_BY, OT_FIGURE_POINT, 100, 0);
    assert_states(plan, "rd_spending_2023", OT_RELATION_RISING, OT_FIGURE_MISSING, 0, 2023);
    assert_int_equal(ot_plan_at(plan, 3)->of_which.kind, OT_FIGURE_MISSING);
    assert_null(ot_plan_find(plan, "grp_growth_2024"));
    ot_plan_free(plan);
}

static void each_cell_of_the_table_of_indicators_is_a_statement(void **state) {
    (void)state;
    const char *const path[] = {FIXTURES "plan-indicators.csv"};
    ot_plan *plan = loaded(path, 1, NULL);
    assert_states(plan, "grp.level_2021", OT_RELATION_STATED, OT_FIGURE_POINT, 201.64, 2021);
    assert_states(plan, "grp.level_2022", OT_RELATION_STATED, OT_FIGURE_POINT, 217.12, 2022);
    assert_states(plan, "grp.growth_2022", OT_RELATION_STATED, OT_FIGURE_POINT, 2.7, 2022);
    assert_states(plan, "grp.level_2023", OT_RELATION_STATED, OT_FIGURE_POINT, 246.3, 2023);
    assert_states(plan, "grp.growth_2023", OT_RELATION_AT_LEAST, OT_FIGURE_AT_LEAST, 8, 2023);
    const ot_statement *level = found(plan, "grp.level_2023"),
                       *past = found(plan, "grp.growth_2022");
    const ot_statement *growth = found(plan, "grp.growth_2023");
    assert_string_equal(level->indicator, "grp");
    assert_string_equal(level->wording, "246.30");
    assert_string_equal(level->measure, "level");
    assert_string_equal(level->basis, "");
    assert_string_equal(level->unit[OT_LANGUAGE_ZH], "亿元");
    assert_string_equal(level->role, "target");
    assert_string_equal(level->kind, "expected");
    assert_true(level->figure.half_unit == 0.005);
    assert_string_equal(growth->wording, "8以上");
    assert_string_equal(growth->measure, "growth");
    assert_string_equal(growth->basis, "real");
    assert_string_equal(growth->unit[OT_LANGUAGE_ZH], "%");
    assert_string_equal(growth->unit[OT_LANGUAGE_EN], "%");
    assert_string_equal(growth->section, "一");
    assert_string_equal(past->role, "fact");
    assert_string_equal(past->kind, "");
    assert_int_equal(past->line, 2);
    ot_plan_free(plan);
}

static void cells_without_a_plain_number_are_understood(void **state) {
    (void)state;
    const char *const path[] = {FIXTURES "plan-indicators.csv"};
    ot_plan *plan = loaded(path, 1, NULL);
    assert_states(plan, "cpi_inflation.level_2023", OT_RELATION_AT_MOST, OT_FIGURE_AT_MOST, 3,
                  2023);
    assert_string_equal(found(plan, "cpi_inflation.level_2023")->measure, "growth");
    assert_states(plan, "rd_intensity.level_2023", OT_RELATION_RISING, OT_FIGURE_MISSING, 0, 2023);
    assert_states(plan, "urban_unemployment.level_2021", OT_RELATION_AT_MOST, OT_FIGURE_AT_MOST, 5,
                  2021);
    assert_states(plan, "cod_reduction.level_2022", OT_RELATION_ASSIGNED, OT_FIGURE_POINT, 652,
                  2022);
    assert_states(plan, "cod_reduction.level_2023", OT_RELATION_ASSIGNED, OT_FIGURE_MISSING, 0,
                  2023);
    assert_states(plan, "good_surface_water.level_2022", OT_RELATION_STATED, OT_FIGURE_POINT, 100,
                  2022);
    assert_states(plan, "urbanisation_rate.level_2023", OT_RELATION_ABOUT, OT_FIGURE_ABOUT, 40,
                  2023);
    /* A dash states nothing. */
    assert_null(ot_plan_find(plan, "industry_va_growth.level_2023"));
    assert_null(ot_plan_find(plan, "rd_intensity.growth_2022"));
    assert_null(ot_plan_find(plan, "urbanisation_rate.level_2022"));
    /* A missing English name is the Chinese one. */
    assert_string_equal(found(plan, "cpi_inflation.level_2023")->name[OT_LANGUAGE_EN],
                        "居民消费价格指数");
    ot_plan_free(plan);
}

static void words_in_a_cell_give_its_relation(void **state) {
    (void)state;
    const struct {
        const char *word;
        ot_relation relation;
    } row[] = {
        {"稳步提高", OT_RELATION_RISING},
        {"持续上升", OT_RELATION_RISING},
        {"稳步下降", OT_RELATION_FALLING},
        {"持续降低", OT_RELATION_FALLING},
        {"不下降", OT_RELATION_NOT_FALLING},
        {"只增不减", OT_RELATION_NOT_FALLING},
        {"控制在自治区下达目标范围内", OT_RELATION_ASSIGNED},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        char text[500];
        (void)snprintf(text, sizeof text, INDICATORS "x,%%,,,%s,,,\n", row[i].word);
        ot_plan *plan = parsed(text);
        assert_states(plan, "x.level_2023", row[i].relation, OT_FIGURE_MISSING, 0, 2023);
        assert_string_equal(found(plan, "x.level_2023")->wording, row[i].word);
        ot_plan_free(plan);
    }
    /* With a relation given that needs no number, any words will do. */
    ot_plan *plan = parsed(INDICATORS "x,%,,,达到国家要求,,assigned,\n");
    assert_states(plan, "x.level_2023", OT_RELATION_ASSIGNED, OT_FIGURE_MISSING, 0, 2023);
    ot_plan_free(plan);
}

static void a_cell_that_cannot_be_read_is_told_with_its_place(void **state) {
    (void)state;
    assert_refused(INDICATORS "甲,%,abc,,,,,\n", "2:5 \"abc\" cannot be read; allowed are");
    assert_refused(INDICATORS "x,%,提高5个,,,,,\n", "2:5 \"提高5个\" cannot be read");
    assert_refused(INDICATORS "x,%,,,稳步提高,,at_least,\n", "2:7 \"稳步提高\" cannot be read");
    assert_refused(INDICATORS "x,%,1e999,,,,,\n", "2:5 \"1e999\" cannot be read");
    assert_refused(INDICATORS "x,亿元,100%,,,,,\n", "2:6 \"100%\" in a row whose unit is 亿元");
    assert_refused(INDICATORS "x,亿元,,,1,,at_lest,\n",
                   "2:11 unknown relation \"at_lest\"; did you mean \"at_least\"?");
    assert_refused(TEXT "x,at_least,abc,%,2023\n", "2:12 \"abc\" cannot be read");
    assert_refused(TEXT "x,at_least,8%,元,2023\n", "2:12 \"8%\" in a row whose unit is 元");
    assert_refused(TEXT "x,at_least,8,%,2023.5\n",
                   "2:16 year \"2023.5\"; must be a whole number from 1900 to 2200, or empty");
    assert_refused(TEXT "x,atleast,8,%,2023\n", "2:3 unknown relation \"atleast\"");
    assert_refused(TEXT "x,at_least,,%,2023\n", "2:12 \"x\" is at_least, which needs a value");
    assert_refused(TEXT ",at_least,8,%,2023\n", "2:1 the row has no id");
    assert_refused(TEXT "x,at_least,8,%\n",
                   "2:14 the number of cells in this row is 4, in the header 5");
}

static void an_id_that_stands_twice_is_told_with_both_places(void **state) {
    (void)state;
    assert_refused(TEXT "x,at_least,8,%,2023\ny,at_least,8,%,2023\nx,rising,,,\n",
                   "4:1 the id \"x\" stands twice; first at f.csv:2");
    assert_refused("id,cell_2022,cell_2022\nx,1,2\n",
                   "2:1 the id \"x.level_2022\" stands twice; first at f.csv:2");
}

static void a_header_of_neither_form_is_told(void **state) {
    (void)state;
    assert_refused("", "1:1 the file is empty");
    assert_refused("a,b\n", "1:1 the columns are of neither form");
    assert_refused("id,relation\n", "1:1 the columns are of neither form");
    assert_refused("relation,value\n", "1:1 the columns are of neither form");
    assert_refused("id,relation,value,cell_2022\n", "1:1 the columns are of neither form");
    assert_refused("id,cell_20x2\n", "1:4 column \"cell_20x2\"; must be cell_");
    assert_refused("id,cell_plan_grwth_2023\n", "1:4 column \"cell_plan_grwth_2023\"; must be");
    assert_refused("id,id,cell_2022\n", "1:4 \"id\" is column 1 already");
}

static void what_a_reader_should_know_is_noted(void **state) {
    (void)state;
    ot_notes *notes = NULL;
    ot_plan *plan = NULL;
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    assert_int_equal(
        parse("id,relation,value,unit_zh,remark\nx,at_most,8以上,天下,z\n", notes, &plan, NULL),
        OT_OK);
    assert_int_equal(ot_notes_count(notes), 3);
    assert_string_equal(ot_notes_at(notes, 0)->text[0], "column \"remark\" is not used");
    assert_string_equal(ot_notes_at(notes, 1)->text[0],
                        "unknown unit \"天下\"; the statement is listed only");
    assert_string_equal(ot_notes_at(notes, 2)->text[0],
                        "\"8以上\" says at_least, the relation given is at_most");
    assert_int_equal(ot_notes_at(notes, 2)->line, 2);
    assert_int_equal(ot_notes_at(notes, 2)->column, 11);
    ot_plan_free(plan);
    ot_notes_free(notes);
}

static void a_relation_that_is_not_given_is_read_from_the_cell(void **state) {
    (void)state;
    ot_plan *plan = parsed(TEXT "a,,8以上,%,2023年\nb,,8,%,—\nc,,,,\n");
    assert_states(plan, "a", OT_RELATION_AT_LEAST, OT_FIGURE_AT_LEAST, 8, 2023);
    assert_states(plan, "b", OT_RELATION_STATED, OT_FIGURE_POINT, 8, 0);
    assert_states(plan, "c", OT_RELATION_NONE, OT_FIGURE_MISSING, 0, 0);
    assert_string_equal(found(plan, "c")->indicator, "c");
    assert_string_equal(found(plan, "c")->name[OT_LANGUAGE_ZH], "c");
    ot_plan_free(plan);
}

static void files_that_cannot_be_read_leave_the_plan_alone(void **state) {
    (void)state;
    ot_plan *plan = (ot_plan *)&plan;
    const char *path = FIXTURES "none.csv";
    ot_error err;
    assert_int_equal(ot_plan_load(&path, 1, NULL, &plan, &err), OT_ERR_IO);
    assert_ptr_equal(plan, &plan);
    assert_int_equal(ot_plan_load(NULL, 0, NULL, &plan, &err), OT_OK);
    assert_int_equal(ot_plan_count(plan), 0);
    assert_null(ot_plan_find(plan, ""));
    ot_plan_free(plan);
    ot_plan_free(NULL);
}

static void every_allocation_may_fail(void **state) {
    (void)state;
    const char *const path[] = {FIXTURES "plan-text.csv", FIXTURES "plan-indicators.csv"};
    int k = 0;
    for (ot_status status = OT_ERR_NOMEM; status != OT_OK; k++) {
        ot_plan *plan = NULL;
        ot_error err;
        fail_allocation(k);
        status = ot_plan_load(path, 2, NULL, &plan, &err);
        fail_allocation(-1);
        assert_int_equal(plan != NULL, status == OT_OK);
        if (status) assert_int_equal(status, OT_ERR_NOMEM);
        ot_plan_free(plan);
        assert_true(k < 10000);
    }
    assert_true(k > 10);
}

/* The transcriptions of the Kizilsu plan of 2023 (克政发〔2023〕5号), which hold 24 rows and 77. */
static void the_whole_plan_of_kizilsu_comes_out(void **state) {
    (void)state;
    const char *reference = getenv("OUTTURN_REFERENCE");
    char indicators[1000], text[1000];
    if (!reference) reference = "../shared/reference";
    (void)snprintf(indicators, sizeof indicators, "%s/../plan/annex2-indicators.csv", reference);
    (void)snprintf(text, sizeof text, "%s/../plan/annex1-targets.csv", reference);
    if (access(indicators, R_OK) != 0 || access(text, R_OK) != 0) {
        print_message("skipped: %s is not there\n", indicators);
        skip();
    }
    ot_notes *notes = NULL;
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    const char *const path[] = {indicators, text};
    ot_plan *plan = loaded(path, 2, notes);
    for (size_t i = 0; i < ot_notes_count(notes); i++)
        print_message("%s\n", ot_notes_at(notes, i)->text[OT_LANGUAGE_EN]);
    assert_int_equal(ot_notes_count(notes), 0);
    size_t n_rows = 0, n_text = 0, n_targets = 0;
    const char *last = "";
    for (size_t i = 0; i < ot_plan_count(plan); i++) {
        const ot_statement *s = ot_plan_at(plan, i);
        if (s->file == ot_plan_at(plan, 0)->file) {
            n_rows += strcmp(last, s->indicator) != 0;
            n_targets += strcmp(s->role, "target") == 0;
            last = s->indicator;
        } else {
            n_text++;
        }
        const char *unit = s->unit[OT_LANGUAGE_ZH];
        assert_true(!*unit || ot_unit_find(unit, strlen(unit)));
        unit = s->unit[OT_LANGUAGE_EN];
        assert_true(!*unit || ot_unit_find(unit, strlen(unit)));
    }
    assert_int_equal(n_rows, 24);
    assert_int_equal(n_text, 77);
    assert_int_equal(n_targets, 31); /* 22 level cells of 2023 and 9 growth cells */
    assert_states(plan, "grain_output.growth_2023", OT_RELATION_STATED, OT_FIGURE_POINT, 4.8, 2023);
    assert_states(plan, "retail_sales.growth_2022", OT_RELATION_STATED, OT_FIGURE_POINT, -8.9,
                  2022);
    assert_states(plan, "g315_road_open_2025", OT_RELATION_MILESTONE, OT_FIGURE_MISSING, 0, 2025);
    assert_int_equal(ot_plan_n_inputs(plan), 2);
    assert_string_equal(ot_plan_input(plan, 1)->path, text);
    ot_plan_free(plan);
    ot_notes_free(notes);
}

static void statements_know_their_place(void **state) {
    (void)state;
    ot_plan *plan = parsed("id,relation,value,value_to,unit_zh,document,line,quote,matched\n"
                           "a,within,4.5,5,%,d.txt,21,增长4.5%—5%,x = a\nb,reach,1,,,,,,\n");
    const ot_statement *a = found(plan, "a"), *b = found(plan, "b");
    assert_string_equal(a->place.document, "d.txt");
    assert_int_equal(a->place.line, 21);
    assert_string_equal(a->place.quote, "增长4.5%—5%");
    assert_true(fabs(a->upper.value - 5) < 1e-15 && fabs(a->figure.value - 4.5) < 1e-15);
    assert_int_equal(b->upper.kind, OT_FIGURE_MISSING);
    assert_int_equal(b->place.line, 0);
    assert_string_equal(b->place.quote, "");
    ot_plan_free(plan);
}

static void faults_of_places_are_refused(void **state) {
    (void)state;
    assert_refused("id,relation,value,line\na,reach,1,0\n", "2:11 line \"0\"");
    assert_refused("id,relation,value,line\na,reach,1,2.5\n", "2:11 line \"2.5\"");
    assert_refused("id,relation,value,value_to\na,within,5,4\n", "2:12 value_to");
    assert_refused("id,relation,value,value_to\na,reach,4,5\n", "2:11 value_to");
}

static void inferred_cells_and_ranges_of_a_table_are_told(void **state) {
    (void)state;
    ot_plan *plan = parsed("id,unit_zh,cell_2022,cell_plan_2022,cell_plan_2023,inferred\n"
                           "a,%,3,2.5,4.5—5,cell_2022;cell_plan_2023\n");
    assert_true(found(plan, "a.level_2022")->is_inferred);
    assert_false(found(plan, "a.plan_level_2022")->is_inferred); /* beside that year's outturn */
    const ot_statement *range = found(plan, "a.level_2023");
    assert_true(range->is_inferred);
    assert_int_equal(range->relation, OT_RELATION_WITHIN);
    assert_true(fabs(range->upper.value - 5) < 1e-15);
    ot_plan_free(plan);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(relations_have_a_name_and_two_texts),
        cmocka_unit_test(a_number_of_the_text_comes_with_all_that_is_said_of_it),
        cmocka_unit_test(each_cell_of_the_table_of_indicators_is_a_statement),
        cmocka_unit_test(cells_without_a_plain_number_are_understood),
        cmocka_unit_test(words_in_a_cell_give_its_relation),
        cmocka_unit_test(a_cell_that_cannot_be_read_is_told_with_its_place),
        cmocka_unit_test(an_id_that_stands_twice_is_told_with_both_places),
        cmocka_unit_test(a_header_of_neither_form_is_told),
        cmocka_unit_test(what_a_reader_should_know_is_noted),
        cmocka_unit_test(a_relation_that_is_not_given_is_read_from_the_cell),
        cmocka_unit_test(files_that_cannot_be_read_leave_the_plan_alone),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(the_whole_plan_of_kizilsu_comes_out),
        cmocka_unit_test(statements_know_their_place),
        cmocka_unit_test(faults_of_places_are_refused),
        cmocka_unit_test(inferred_cells_and_ranges_of_a_table_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
