/* Tests of src/model/schedule.c: which years are held, which simulated, and what a lag lacks. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/model.h"
#include "small_model.h"

#define HEAD                                                         \
    "model: { id = \"m\"; first_year = 2024; last_year = 2026; };\n" \
    "data: { files = ( \"data.csv\" ); };\n"                         \
    "drivers: { g: { unit = \"percent\"; value = 5.0; }; };\n"
#define X(equation) "indicators: { x: { unit = \"index\"; equation = \"" equation "\"; }; };\n"

/* The states of an indicator from `year` on, a letter each: held, simulated, unknown (-). */
static void assert_states(const small_model *m, size_t scenario, const char *id, int year,
                          const char *expected) {
    const ot_model *model = m->model;
    const size_t i = small_model_indicator(m, id);
    for (size_t k = 0; expected[k]; k++) {
        const size_t slot = ot_model_slot(model, year + (int)k);
        const char found = "-hs"[model->scenario[scenario].state[i * model->n_slots + slot]];
        if (found != expected[k])
            fail_msg("%s in %d: '%c', not '%c'", id, year + (int)k, found, expected[k]);
    }
}

static void open_model(small_model *m, const char *config, const char *data) {
    ot_error err;
    small_model_init(m, config, data, NULL, &err);
    if (!m->model) fail_msg("%d:%d: %s", err.line, err.column, err.text[OT_LANGUAGE_EN]);
}

static void refused(const char *config, const char *data, const char *sentence) {
    small_model m;
    ot_error err;
    small_model_init(&m, config, data, NULL, &err);
    if (m.model) fail_msg("accepted: %s", config);
    assert_int_equal(err.status, OT_ERR_INPUT);
    if (!strstr(err.text[OT_LANGUAGE_EN], sentence)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    assert_int_equal(err.line, 4);
    small_model_clear(&m);
}

static void years_up_to_the_base_are_held_and_later_ones_simulated(void **state) {
    (void)state;
    small_model m;
    open_model(&m, HEAD X("x = 1.02 * x(-1)"), "indicator,year,value\nx,2021,7\nx,2022,8\n");
    assert_int_equal(m.model->first_slot_year, 2022);
    assert_int_equal(m.model->first_slot, 1);
    assert_int_equal(m.model->n_slots, 5);
    assert_states(&m, 0, "x", 2022, "hssss");
    assert_true(m.model->scenario[0].held[0] == 8.0);
    assert_true(isnan(m.model->scenario[0].held[1]));
    small_model_clear(&m);
}

static void data_after_the_first_year_hold_it(void **state) {
    (void)state;
    small_model m;
    open_model(&m, HEAD X("x = 1.02 * x(-1)"), "indicator,year,value\nx,2023,7\nx,2024,8\n");
    assert_states(&m, 0, "x", 2023, "hhss");
    small_model_clear(&m);
}

/* The longest lag of any equation decides how far back the slots go. */
static void the_past_reaches_as_far_as_the_longest_lag(void **state) {
    (void)state;
    small_model m;
    open_model(&m, HEAD X("x = x(-1) + x(-3) - x(-2)"),
               "indicator,year,value\nx,2019,5\nx,2020,6\nx,2021,7\nx,2022,8\nx,2023,9\n");
    assert_int_equal(m.model->max_lag, 3);
    assert_int_equal(m.model->first_slot_year, 2021);
    assert_int_equal(m.model->first_slot, 3);
    assert_states(&m, 0, "x", 2021, "hhhsss");
    small_model_clear(&m);
    refused(HEAD X("x = x(-1) + x(-3)"), "indicator,year,value\nx,2022,8\nx,2023,9\n",
            "x in 2024 needs x of 2021");
}

static void a_gap_in_the_past_is_told_where_a_lag_meets_it(void **state) {
    (void)state;
    refused(HEAD X("x = x(-1) + x(-2)"), "indicator,year,value\nx,2021,8\nx,2023,9\n",
            "x in 2024 needs x of 2022");
    refused(HEAD X("pch(x) = g"), "indicator,year,value\ny,2022,8\n", "x in 2024 needs x of 2023");
}

static void a_base_too_long_ago_is_refused(void **state) {
    (void)state;
    small_model m;
    open_model(&m, HEAD X("x = 1.02 * x(-1)"), "indicator,year,value\nx,1963,7\n");
    assert_states(&m, 0, "x", 1963, "hss"); /* 1964 is 60 years before 2024 */
    small_model_clear(&m);
    refused(HEAD X("x = 1.02 * x(-1)"), "indicator,year,value\nx,1962,7\n",
            "x was last observed in 1962; at most 60 years can be bridged until 2024");
}

/* A child scenario's value wins over its parent's; what it does not name is inherited. */
static void exogenised_years_are_held_in_their_scenario_and_its_children(void **state) {
    (void)state;
    small_model m;
    open_model(&m,
               HEAD "indicators: { x: { unit = \"percent\"; equation = \"x = x(-1)\"; }; };\n"
                    "scenarios: { base: { };\n"
                    " a: { exogenise = { x = ( (2024, 3.0), (2025, 4.0) ); };\n"
                    "      add = { x = ( (2026, 0.5) ); }; };\n"
                    " b: { extends = \"a\"; exogenise = { x = ( (2025, 6.0) ); }; }; };\n",
               "indicator,year,value\nx,2023,2\n");
    assert_states(&m, 0, "x", 2023, "hsss");
    assert_states(&m, 1, "x", 2023, "hhhs");
    assert_states(&m, 2, "x", 2023, "hhhs");
    const size_t y2025 = ot_model_slot(m.model, 2025);
    const ot_model_scenario *s = m.model->scenario;
    assert_true(s[1].held[y2025] == 4.0 * 0.01); /* inside: a fraction */
    assert_true(s[2].held[y2025] == 6.0 * 0.01);
    assert_true(s[2].held[y2025 - 1] == 3.0 * 0.01);
    assert_true(s[2].add[y2025 + 1] == 0.5 && s[0].add[y2025 + 1] == 0.0);
    small_model_clear(&m);
}

static void without_an_equation_only_full_data_are_projected(void **state) {
    (void)state;
    small_model m;
    open_model(&m,
               HEAD "indicators: { full: { unit = \"index\"; }; part: { unit = \"index\"; };\n"
                    " x: { unit = \"index\"; equation = \"x = full\"; }; };\n",
               "indicator,year,value\nfull,2024,1\nfull,2025,2\nfull,2026,3\npart,2024,1\n");
    assert_true(m.model->indicator[0].is_projected);
    assert_false(m.model->indicator[1].is_projected);
    assert_string_equal(m.model->indicator[1].reason[OT_LANGUAGE_EN], "it has no equation");
    assert_states(&m, 0, "full", 2024, "hhh");
    assert_states(&m, 0, "part", 2024, "h--");
    small_model_clear(&m);
}

/* x, y and z need each other, and z what nobody knows before 2023: with it fall those that need it,
 * round by round where they come before it. */
static void what_needs_the_unknown_is_not_simulated_either(void **state) {
    (void)state;
#define IN(id, equation) " " id ": { unit = \"index\"; equation = \"" equation "\"; };\n"
#define XEQ              IN("x", "x = 0.5 * y")
#define YEQ              IN("y", "y = 0.5 * z")
#define ZEQ              IN("z", "z = 0.5 * x + late(-1)")
    static const char *const ring[] = {XEQ YEQ ZEQ, ZEQ YEQ XEQ, YEQ XEQ ZEQ, YEQ ZEQ XEQ};
    for (size_t i = 0; i < sizeof ring / sizeof *ring; i++) {
        char config[900];
        small_model m;
        strcpy(config, HEAD "indicators: {\n");
        strcat(config, ring[i]);
        strcat(config, IN("late", "late = 1 * late(-1)") IN("old", "old = 1 * old(-3)") "};\n");
        open_model(&m, config,
                   "indicator,year,value\nlate,2023,1\nold,2021,1\nold,2022,1\nold,2023,1\n");
        assert_states(&m, 0, "late", 2022, "-hsss");
        assert_states(&m, 0, "z", 2022, "--sss");
        assert_states(&m, 0, "y", 2022, "--sss");
        assert_states(&m, 0, "x", 2022, "--sss");
        small_model_clear(&m);
    }
}

static void growth_of_nothing_is_refused(void **state) {
    (void)state;
    static const char *const equation[] = {X("dlog(x) = g"), X("pch(x) = g")};
    for (size_t i = 0; i < 2; i++) {
        char config[600];
        strcpy(config, HEAD);
        strcat(config, equation[i]);
        refused(config, "indicator,year,value\nx,2023,0\n",
                "x is 0 in 2023, of which no growth can be taken");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(years_up_to_the_base_are_held_and_later_ones_simulated),
        cmocka_unit_test(data_after_the_first_year_hold_it),
        cmocka_unit_test(the_past_reaches_as_far_as_the_longest_lag),
        cmocka_unit_test(a_gap_in_the_past_is_told_where_a_lag_meets_it),
        cmocka_unit_test(a_base_too_long_ago_is_refused),
        cmocka_unit_test(exogenised_years_are_held_in_their_scenario_and_its_children),
        cmocka_unit_test(without_an_equation_only_full_data_are_projected),
        cmocka_unit_test(what_needs_the_unknown_is_not_simulated_either),
        cmocka_unit_test(growth_of_nothing_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
