/* Tests of data against the ranges of the model: outturn/model.h, notes while it is made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/model.h"
#include "small_model.h"

/* x runs in 亿元 and is printed in 万元 too; g is a driver with data; y has no range. */
static const char *const MODEL =
    "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
    "data: { files = ( \"data.csv\" ); };\n"
    "drivers: { g: { unit = \"percent\"; value = 5.0; range = ( -5.0, 15.0 ); }; };\n"
    "indicators: { x: { unit = \"CNY_100M\"; range = ( 0.5, 1.1 ); equation = \"pch(x) = g\"; };\n"
    "              y: { unit = \"CNY_100M\"; equation = \"pch(y) = g\"; }; };\n";

static const ot_note *outside(const small_model *m, size_t k) {
    for (size_t i = 0; i < ot_notes_count(m->notes); i++) {
        const ot_note *note = ot_notes_at(m->notes, i);
        if (strstr(note->text[OT_LANGUAGE_EN], "outside of its range") && k-- == 0) return note;
    }
    return NULL;
}

static void data_outside_the_range_are_noted_in_their_row(void **state) {
    (void)state;
    small_model m;
    ot_error err;
    small_model_init(&m, MODEL,
                     "indicator,year,value,unit\ny,2022,99,亿元\nx,2019,11000,万元\n"
                     "x,2020,5000,万元\nx,2021,1100,万元\nx,2022,1.2,亿元\ng,2022,15.5,%\n",
                     NULL, &err);
    if (!m.model) fail_msg("%s", err.text[0]);
    const ot_note *first = outside(&m, 0), *second = outside(&m, 1), *third = outside(&m, 2);
    assert_non_null(first);
    assert_non_null(strstr(first->file, "data.csv"));
    assert_int_equal(first->line, 5);
    assert_int_equal(first->severity, OT_SEVERITY_WARNING);
    assert_string_equal(first->text[OT_LANGUAGE_EN],
                        "x is 0.11 in 2021, outside of its range 0.5 to 1.1 (100 million yuan)");
    assert_string_equal(first->text[OT_LANGUAGE_ZH],
                        "x 为 0.11（2021 年），超出其合理范围 0.5 至 1.1（单位：亿元）");
    assert_non_null(second);
    assert_int_equal(second->line, 6);
    assert_non_null(third);
    assert_int_equal(third->line, 7);
    assert_string_equal(third->text[OT_LANGUAGE_EN],
                        "g is 15.5 in 2022, outside of its range -5 to 15 (%)");
    assert_null(outside(&m, 3));
    small_model_clear(&m);
}

/* 1100 万元 stay 1100 where no unit is declared, and a value without a unit is taken as it is. */
static void an_unstated_unit_is_not_converted(void **state) {
    (void)state;
    small_model m;
    ot_error err;
    double value;
    small_model_init(&m,
                     "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
                     "data: { files = ( \"data.csv\" ); };\n"
                     "indicators: { x: { unit = \"unstated\"; equation = \"x = x(-1)\"; };\n"
                     "              y: { unit = \"CNY_100M\"; equation = \"y = y(-1)\"; }; };\n",
                     "indicator,year,value,unit\nx,2022,1100,万元\ny,2022,7,unstated\n", NULL,
                     &err);
    if (!m.model) fail_msg("%s", err.text[0]);
    assert_int_equal(ot_model_observe(m.model, 0, small_model_indicator(&m, "x"), NULL, NULL, 0,
                                      2022, NULL, &value, &err),
                     OT_OK);
    assert_true(value == 1100.0);
    assert_int_equal(ot_model_observe(m.model, 0, small_model_indicator(&m, "y"), NULL, NULL, 0,
                                      2022, NULL, &value, &err),
                     OT_OK);
    assert_true(value == 7.0);
    small_model_clear(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_outside_the_range_are_noted_in_their_row),
        cmocka_unit_test(an_unstated_unit_is_not_converted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
