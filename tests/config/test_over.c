/* Sets, constants and functions of a model file, and what is over sets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "failing_alloc.h"
#include "outturn/config.h"
#include "spec/spec.h"

#define HEAD                                                                                            \
    "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"                                    \
    "sets: { county = ( \"akto\", { id = \"wuqia\"; alias = \"乌恰\"; label = { zh = \"乌恰县\"; " \
    "en = "                                                                                             \
    "\"Wuqia\"; }; } ); crop = { members = ( \"wheat\", \"maize\", \"rye\" ); alias = \"作物\"; "     \
    "}; };\n"
#define X "x: { unit = \"index\"; equation = \"x = 1\"; }; "

static const char MODEL[] = HEAD
    "constants: { lift = 0.02; tax = { value = 13.0; unit = \"percent\"; alias = \"税率\"; label = "
    "\"rate\"; source = \"law\"; }; };\n"
    "functions: { part = \"part(甲, b) = 甲 / b\"; };\n"
    "drivers: { rain: { over = \"county\"; alias = \"雨\"; unit = \"index\"; value = 1.0; }; };\n"
    "indicators: { " X
    "area: { over = ( \"county\", \"作物\" ); label = { zh = \"面积\"; en = \"area\"; }; alias = "
    "\"面积\"; unit = \"mu\"; equation = \"area[county, crop] = a\"; coefficients = { a = { value "
    "= "
    "1.0; }; }; }; };\n";

static ot_error err;

static ot_spec *parsed(const char *text) {
    ot_spec *spec = NULL;
    if (ot_spec_parse("m", text, strlen(text), NULL, 0, NULL, &spec, &err) != OT_OK)
        fail_msg("%s", err.text[0]);
    return spec;
}

static void an_indicator_over_sets_is_read_once_for_each_member(void **state) {
    static const char *const id[] = {"x",
                                     "area_akto_wheat",
                                     "area_akto_maize",
                                     "area_akto_rye",
                                     "area_wuqia_wheat",
                                     "area_wuqia_maize",
                                     "area_wuqia_rye"};
    (void)state;
    ot_spec *spec = parsed(MODEL);
    assert_int_equal(spec->n_indicators, 7);
    for (size_t i = 0; i < 7; i++)
        assert_string_equal(spec->indicator[i].id, id[i]);
    const ot_indicator_spec *x = &spec->indicator[5];
    assert_string_equal(x->alias, "面积_wuqia_maize");
    assert_string_equal(x->label.text[OT_LANGUAGE_EN], "area (Wuqia, maize)");
    assert_string_equal(x->label.text[OT_LANGUAGE_ZH], "面积（乌恰县、maize）");
    assert_string_equal(x->equation.s, "area[county, crop] = a");
    assert_int_equal(x->n_coefficients, 1);
    assert_int_equal(x->n_bindings, 2);
    assert_string_equal(x->binding[0].set->id, "county");
    assert_string_equal(x->binding[0].member->id, "wuqia");
    assert_string_equal(x->binding[1].member->id, "maize");
    assert_int_equal(spec->indicator[0].n_bindings, 0);
    assert_int_equal(spec->n_drivers, 2);
    assert_string_equal(spec->driver[1].id, "rain_wuqia");
    assert_string_equal(spec->driver[1].alias, "雨_wuqia");
    assert_string_equal(spec->driver[0].label.text[OT_LANGUAGE_EN], "rain (akto)");
    ot_spec_free(spec);
}

static void constants_and_functions_are_read(void **state) {
    (void)state;
    ot_spec *spec = parsed(MODEL);
    const ot_vocabulary *words = &spec->vocabulary;
    assert_int_equal(words->n_constants, 2);
    assert_true(words->constant[0].value == 0.02);
    assert_null(words->constant[0].unit.s);
    assert_ptr_equal(ot_vocabulary_constant(words, "税率", strlen("税率")), &words->constant[1]);
    assert_true(words->constant[1].value == 13.0);
    assert_string_equal(words->constant[1].unit.s, "percent");
    assert_string_equal(words->constant[1].label.text[0], "rate");
    assert_string_equal(words->constant[1].source.text[OT_LANGUAGE_EN], "law");
    assert_int_equal(words->n_functions, 1);
    assert_int_equal(words->function[0].n_parameters, 2);
    assert_string_equal(words->function[0].parameter[0], "甲");
    assert_string_equal(words->function[0].text.s + words->function[0].body, " 甲 / b");
    ot_spec_free(spec);
}

static void the_command_line_reaches_constants_and_members(void **state) {
    static const char *const set[] = {"constants.lift=0.5", "constants.tax.value=9",
                                      "sets.county.0=atush", "functions.part=\"part(a) = a\""};
    ot_spec *spec = NULL;
    (void)state;
    if (ot_spec_parse("m", MODEL, strlen(MODEL), set, 4, NULL, &spec, &err) != OT_OK)
        fail_msg("%s", err.text[0]);
    assert_true(spec->vocabulary.constant[0].value == 0.5);
    assert_true(spec->vocabulary.constant[1].value == 9.0);
    assert_string_equal(spec->indicator[1].id, "area_atush_wheat");
    assert_int_equal(spec->vocabulary.function[0].n_parameters, 1);
    ot_spec_free(spec);
}

static void each_fault_has_its_sentence(void **state) {
    static const struct {
        const char *text, *sentence;
    } row[] = {
        {HEAD "indicators: { a: { over = \"conty\"; unit = \"mu\"; }; };",
         "unknown set \"conty\"; did you mean \"county\"?"},
        {HEAD "indicators: { a: { over = \"region\"; unit = \"mu\"; }; };",
         "unknown set \"region\"; sets are declared in sets"},
        {HEAD "indicators: { a: { over = ( \"crop\", \"作物\" ); unit = \"mu\"; }; };",
         "the set \"作物\" stands twice"},
        {HEAD "indicators: { a: { over = ( ); unit = \"mu\"; }; };",
         "over names 0 sets; must be 1 to 3"},
        {HEAD
         "indicators: { a: { over = \"county\"; unit = \"mu\"; }; a_akto: { unit = \"mu\"; }; };",
         "\"a_akto\" is the id of an indicator already, on line 3"},
        {HEAD "drivers: { a: { over = \"county\"; unit = \"mu\"; value = 1; }; };\n"
              "indicators: { a: { unit = \"mu\"; }; };",
         "\"a\" is the id of an indicator already, on line 4"},
        {HEAD "indicators: { " X "}; sets_: 1;", "unknown key \"sets_\"; did you mean \"sets\"?"},
        {HEAD "indicators: { " X "}; constants: { x = 1; };",
         "\"x\" is the id of an indicator already, on line 3"},
        {HEAD "indicators: { " X "}; functions: { county = \"county(a) = a\"; };",
         "\"county\" is the id of a function already, on line 3"},
        {HEAD "indicators: { " X "}; constants: { c = { unit = \"mu\"; }; };",
         "constants.c has no value, which is required"},
        {HEAD "indicators: { " X "}; constants: { c = \"1\"; };",
         "constants.c is \"1\" (text); must be a number, or a group { }"},
        {HEAD
         "indicators: { y: { unit = \"index\"; equation = \"y = c\"; coefficients = { c = { }; "
         "}; }; }; constants: { c = 1; };",
         "coefficient \"c\" has the name of a constant, on line 3"},
    };
    ot_spec *spec = NULL;
    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        const char *text = row[i].text;
        if (ot_spec_parse("m", text, strlen(text), NULL, 0, NULL, &spec, &err) != OT_ERR_INPUT)
            fail_msg("accepted: %s", text);
        if (strcmp(err.text[0], row[i].sentence) != 0) fail_msg("%s", err.text[0]);
    }
}

/* 1000 members, three times: too many, and told before anything is made. */
static void sets_cannot_make_a_model_without_end(void **state) {
    static char text[40000];
    (void)state;
    char *at = text + sprintf(text, "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
                                    "sets: { s = ( \"m0\"");
    for (int i = 1; i < 1000; i++)
        at += sprintf(at, ", \"m%d\"", i);
    sprintf(at, " ); };\nindicators: { a: { over = ( \"s\", \"s\" ); unit = \"mu\"; }; };");
    ot_spec *spec = NULL;
    assert_int_equal(ot_spec_parse("m", text, strlen(text), NULL, 0, NULL, &spec, &err),
                     OT_ERR_INPUT);
    assert_string_equal(err.text[0], "\"s\" stands twice");
    strcpy(strstr(text, "over = "),
           "over = \"s\"; unit = \"mu\"; }; b: { over = \"s\"; unit = \"mu\"; "
           "}; c: { over = \"s\"; unit = \"mu\"; }; };");
    assert_int_equal(ot_spec_parse("m", text, strlen(text), NULL, 0, NULL, &spec, &err),
                     OT_ERR_INPUT);
    assert_string_equal(err.text[0], "over 2000 drivers and indicators once sets are written out");
}

static int attempt(void *state) {
    ot_spec *spec = NULL;
    (void)state;
    const ot_status status = ot_spec_parse("m", MODEL, strlen(MODEL), NULL, 0, NULL, &spec, NULL);
    ot_spec_free(spec);
    return (int)status;
}

static void memory_may_run_out_at_any_time(void **state) {
    (void)state;
    assert_true(fail_each_allocation(attempt, NULL, OT_ERR_NOMEM) >= 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_indicator_over_sets_is_read_once_for_each_member),
        cmocka_unit_test(constants_and_functions_are_read),
        cmocka_unit_test(the_command_line_reaches_constants_and_members),
        cmocka_unit_test(each_fault_has_its_sentence),
        cmocka_unit_test(sets_cannot_make_a_model_without_end),
        cmocka_unit_test(memory_may_run_out_at_any_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
