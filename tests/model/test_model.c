/* Tests of outturn/model.h: order, units, years, scenarios, targets; each mistake by its sentence.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/model.h"
#include "small_model.h"

#define HEAD                                                                        \
    "model: { id = \"m\"; title = \"m\"; first_year = 2023; last_year = 2025; };\n" \
    "data: { files = ( \"data.csv\" ); };\n"
#define DRIVERS                                             \
    "drivers: { g: { unit = \"percent\"; value = 5.0; };\n" \
    "           price: { unit = \"percent\"; value = ( 1.0, 2.0, 3.0 ); }; };\n"

static const char *const DATA = "indicator,year,value\nreal,2021,90\nreal,2022,100\n"
                                "deflator,2022,1\nold,2020,7\n";

static const char *const TWO =
    HEAD DRIVERS "indicators: {\n"
                 "nominal: { unit = \"CNY_100M\"; equation = \"nominal = real * deflator\"; };\n"
                 "real: { unit = \"CNY_100M\"; equation = \"real = real(-1) * (1 + g)\"; };\n"
                 "deflator: { unit = \"index\"; equation = \"pch(deflator) = price\"; };\n"
                 "};\n";

static void equations_are_solved_in_order_of_need(void **state) {
    (void)state;
    small_model m;
    ot_error err;
    small_model_init(&m, TWO, DATA, NULL, &err);
    assert_non_null(m.model);
    const ot_model_scenario *s = &m.model->scenario[0];
    assert_int_equal(s->n_order, 3);
    assert_int_equal(s->order[2], small_model_indicator(&m, "nominal"));
    small_model_clear(&m);
}

static void an_identity_is_also_evaluated_for_the_year_before_the_first(void **state) {
    (void)state;
    small_model m;
    ot_error err;
    small_model_init(&m, TWO, DATA, NULL, &err);
    assert_non_null(m.model);
    const ot_model *model = m.model;
    const uint8_t *st = model->scenario[0].state;
    const size_t nominal = small_model_indicator(&m, "nominal");
    assert_int_equal(ot_model_year(model, model->first_slot), 2022);
    assert_int_equal(st[nominal * model->n_slots + ot_model_slot(model, 2022)], OT_STATE_SIMULATED);
    assert_int_equal(st[nominal * model->n_slots + ot_model_slot(model, 2021)], OT_STATE_UNKNOWN);
    const size_t real = small_model_indicator(&m, "real");
    assert_int_equal(st[real * model->n_slots + ot_model_slot(model, 2022)], OT_STATE_HELD);
    assert_true(model->scenario[0].held[real * model->n_slots + ot_model_slot(model, 2022)] == 100);
    assert_int_equal(st[real * model->n_slots + ot_model_slot(model, 2023)], OT_STATE_SIMULATED);
    small_model_clear(&m);
}

static void each_indicator_starts_after_its_own_last_observation(void **state) {
    (void)state;
    small_model m;
    ot_error err;
    small_model_init(&m,
                     HEAD DRIVERS
                     "indicators: { old: { unit = \"CNY\"; equation = \"pch(old) = g\"; "
                     "}; real: { unit = \"CNY\"; equation = \"pch(real) = g\"; }; };",
                     DATA, NULL, &err);
    assert_non_null(m.model);
    const ot_model *model = m.model;
    assert_int_equal(ot_model_year(model, model->first_slot), 2021);
    assert_int_equal(model->scenario[0].state[ot_model_slot(model, 2021)], OT_STATE_SIMULATED);
    assert_true(model->scenario[0].driver[ot_model_slot(model, 2021)] == 0.05);
    small_model_clear(&m);
}

static const char *const SCENARIOS = HEAD DRIVERS
    "indicators: { real: { unit = \"CNY\"; equation = \"pch(real) = a + b * g\"; "
    "coefficients = { a = { value = 0.0; }; b = { mean = 1.0; sd = 0.1; }; }; "
    "residual = { scale = 0.01; df = 5.0; }; }; };\n"
    "scenarios: { base: { }; "
    "mid: { extends = \"base\"; conditional = true; drivers = { g = { value = 7.0; }; }; "
    "  exogenise = { real = ( (2024, 300.0) ); }; };"
    "top: { extends = \"mid\"; coefficients = { real = { b = { value = 2.0; }; }; }; "
    "  drivers = { price = { value = 9.0; }; }; add = { real = ( (2023, 0.5) ); }; }; };\n";

static void scenarios_inherit_to_any_depth(void **state) {
    (void)state;
    small_model m;
    ot_error err;
    small_model_init(&m, SCENARIOS, DATA, NULL, &err);
    assert_non_null(m.model);
    const ot_model *model = m.model;
    const ot_model_scenario *base = &model->scenario[0], *mid = &model->scenario[1],
                            *top = &model->scenario[2];
    const size_t y2023 = ot_model_slot(model, 2023), y2024 = y2023 + 1;
    assert_false(base->is_conditional);
    assert_true(mid->is_conditional && top->is_conditional);
    assert_true(base->driver[y2023] == 0.05);
    assert_true(top->driver[y2023] == 7.0 * 0.01);
    assert_true(top->driver[model->n_slots + y2023] == 9.0 * 0.01);
    assert_ptr_equal(base->form[0], mid->form[0]); /* nothing of the equation changed */
    assert_ptr_not_equal(base->form[0], top->form[0]);
    assert_true(top->form[0]->coefficient[1]->is_fixed);
    assert_true(top->add[y2023] == 0.5 && base->add[y2023] == 0.0);
    assert_int_equal(top->state[y2024], OT_STATE_HELD);
    assert_true(top->held[y2024] == 300.0);
    assert_int_equal(base->state[y2024], OT_STATE_SIMULATED);
    assert_int_equal(model->n_forms, 2);
    assert_int_equal(model->n_disturbances, 1);
    small_model_clear(&m);
}

static const char *const PLAN =
    "id,indicator,name_zh,name_en,section,relation,value,unit_zh,unit_en,year,of_which_new,note,"
    "wording,role,kind\n"
    "growth,real,增长,growth,序,at_least,8,%,%,2023,,,以上,target,expected\n"
    "level,real,总量,level,序,stated,2.463,亿元,100 million CNY,2023,,,,target,expected\n"
    "again,real,增长,growth,一,at_least,8,%,%,2023,,,以上,target,expected\n"
    "road,road,公路,road,一,reach,12,亿元,100 million CNY,2023,,,,project,unstated\n"
    "air,air,空气,air,九,assigned,,,,2023,,,,target,unstated\n"
    "beds,beds,床位,beds,九,reach,7,张,beds,2023,,,,target,unstated\n";

static const char *const TARGETS =
    "model: { id = \"m\"; title = \"m\"; first_year = 2023; last_year = 2025; plan = ( "
    "\"plan.csv\" "
    ");};\ndata: { files = ( \"data.csv\" ); };\n" DRIVERS
    "indicators: { real: { unit = \"CNY_10K\"; equation = \"pch(real) = g\"; }; };\n"
    "targets: ( { statement = \"growth\"; indicator = \"real\"; measure = \"growth\"; group = "
    "\"core\"; }, { statement = \"level\"; indicator = \"real\"; }, "
    "{ id = \"average\"; indicator = \"real\"; measure = \"average_growth\"; year = 2025; at_least "
    "= "
    "6.0; group = \"core\"; }, { id = \"far\"; indicator = \"real\"; measure = \"increment\"; year "
    "= "
    "2023; from = 2001; at_least = 1.0; } );\n";

static void targets_take_what_the_plan_says(void **state) {
    (void)state;
    small_model m;
    ot_error err;
    small_model_init(&m, TARGETS, DATA, PLAN, &err);
    if (!m.model) fail_msg("%d:%d %s", err.line, err.column, err.text[0]);
    const ot_model_target *t = m.model->target;
    assert_string_equal(t[0].id, "growth");
    assert_int_equal(t[0].relation, OT_TARGET_AT_LEAST);
    assert_true(t[0].value == 8 * 0.01);
    assert_int_equal(t[0].year, 2023);
    assert_int_equal(t[0].from, 2022);
    assert_string_equal(t[0].wording, "以上");
    assert_string_equal(t[0].label.text[OT_LANGUAGE_ZH], "增长");
    assert_true(fabs(t[1].value - 24630) < 1e-9); /* 亿元 to 万元 */
    assert_int_equal(t[2].from, 2022);            /* the base year */
    assert_non_null(t[3].reason[OT_LANGUAGE_EN]); /* 2001 is not known */
    assert_non_null(strstr(t[3].reason[OT_LANGUAGE_EN], "2001"));
    small_model_clear(&m);
}

static void targets_are_grouped_by_year_and_name(void **state) {
    (void)state;
    small_model m;
    ot_error err;
    small_model_init(&m, TARGETS, DATA, PLAN, &err);
    assert_non_null(m.model);
    assert_int_equal(m.model->n_groups, 3);
    const ot_group *g = m.model->group;
    assert_string_equal(g[0].name, "2023");
    assert_int_equal(g[0].n_targets, 2); /* the one that cannot be judged is not in it */
    assert_string_equal(g[1].name, "2025");
    assert_string_equal(g[2].name, "core");
    assert_int_equal(g[2].year, 0);
    assert_int_equal(g[2].n_targets, 2);
    small_model_clear(&m);
}

static void what_no_target_judges_has_its_reason(void **state) {
    (void)state;
    small_model m;
    ot_error err;
    small_model_init(&m, TARGETS, DATA, PLAN, &err);
    assert_non_null(m.model);
    static const char *const want[][2] = {{"again", "same value"},
                                          {"road", "project"},
                                          {"air", "assigned"},
                                          {"beds", "no indicator"}};
    assert_int_equal(m.model->n_unjudged, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(m.model->unjudged[i].statement->id, want[i][0]);
        assert_non_null(strstr(m.model->unjudged[i].reason[OT_LANGUAGE_EN], want[i][1]));
    }
    for (size_t i = 0; i < m.model->n_unjudged; i++) /* judged or not, never both */
        for (size_t k = 0; k < m.model->n_targets; k++)
            assert_ptr_not_equal(m.model->unjudged[i].statement, m.model->target[k].statement);
    small_model_clear(&m);
}

static void equal_statements_that_are_both_judged_are_not_listed(void **state) {
    (void)state;
    static const char both[] =
        "model: { id = \"m\"; title = \"m\"; first_year = 2023; last_year = 2025; plan = ( "
        "\"plan.csv\" ); };\ndata: { files = ( \"data.csv\" ); };\n" DRIVERS
        "indicators: { real: { unit = \"CNY_10K\"; equation = \"pch(real) = g\"; }; };\n"
        "targets: ( { statement = \"growth\"; indicator = \"real\"; measure = \"growth\"; }, "
        "{ statement = \"again\"; indicator = \"real\"; measure = \"growth\"; } );\n";
    small_model m;
    ot_error err;
    small_model_init(&m, both, DATA, PLAN, &err);
    assert_non_null(m.model);
    assert_int_equal(m.model->n_unjudged, 4); /* level, road, air, beds */
    assert_string_equal(m.model->unjudged[0].statement->id, "level");
    assert_non_null(strstr(m.model->unjudged[0].reason[OT_LANGUAGE_EN], "no target takes it"));
    small_model_clear(&m);
}

#define ONE(equation) "indicators: { x: { unit = \"CNY\"; equation = \"" equation "\"; }; };\n"
#define GRAIN(right)                                                                              \
    "indicators: { area: { unit = \"mu_10K\"; start = { year = 2022; value = 80.0; }; "           \
    "equation = \"area = area(-1)\"; };\n yield: { unit = \"kg_per_mu\"; start = { year = 2022; " \
    "value = 370.0; }; equation = \"yield = yield(-1)\"; };\n output: { unit = \"t_10K\"; "       \
    "equation = \"output = " right "\"; }; };\n"

static const struct {
    const char *config, *sentence;
    int line; /* 0: anywhere */
} WRONG[] = {
    {HEAD DRIVERS ONE("x = x(-1) * (1 + gg)"), "unknown name \"gg\"", 5},
    {HEAD GRAIN("area * yield"), "differ by a factor of 1000", 5},
    {HEAD GRAIN("area + yield"), "one side is in", 5},
    {HEAD DRIVERS ONE("pch(x) = g"), "x in 2023 needs x of 2022", 5},
    {HEAD DRIVERS "indicators: { x: { unit = \"CNZ\"; equation = \"x = 1\"; }; };",
     "unknown unit \"CNZ\"; did you mean \"CNY\"?", 5},
    {HEAD DRIVERS
     "indicators: { x: { unit = \"CNY\"; equation = \"x = 1\"; coefficients = { c = { value "
     "= 1.0; }; }; }; };",
     "coefficient \"c\" is declared but", 5},
    {HEAD DRIVERS
     "indicators: { x: { unit = \"CNY\"; equation = \"y = 1\"; }; y: { unit = \"CNY\"; "
     "equation = \"y = 1\"; }; };",
     "must have x on its left side", 5},
    {HEAD DRIVERS ONE("x = 1") "targets: ( { indicator = \"x\"; year = 2022; at_least = 1.0; } );",
     "target year 2022 is outside the projected years 2023 to 2025", 6},
    {HEAD DRIVERS ONE("x = 1") "targets: ( { indicator = \"xx\"; year = 2023; at_least = 1.0; } );",
     "unknown indicator \"xx\"", 6},
    {HEAD DRIVERS ONE("x = 1") "scenarios: { s: { drivers = { h = { value = 1.0; }; }; }; };",
     "unknown driver \"h\"", 6},
    {HEAD DRIVERS ONE("x = 1") "scenarios: { s: { exogenise = { x = ( (2022, 1.0) ); }; }; };",
     "2022 is not a projected year; they are 2023 to 2025", 6},
    {HEAD DRIVERS ONE("x = 1") "scenarios: { s: { equations = { z = \"z = 1\"; }; }; };",
     "unknown indicator \"z\"", 6},
    {HEAD DRIVERS ONE(
         "x = 1") "scenarios: { s: { coefficients = { x = { k = { value = 1.0; }; }; }; }; };",
     "declares no coefficient \"k\"", 6},
    {HEAD "drivers: { g: { unit = \"percent\"; value = \"series\"; }; };\n" ONE("x = 1"),
     "have none for 2023", 3},
    {HEAD DRIVERS ONE("x = 1") "targets: ( { indicator = \"x\"; statement = \"s\"; } );",
     "names no plan file", 6},
};

static void each_mistake_has_its_sentence(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        small_model m;
        ot_error err;
        small_model_init(&m, WRONG[i].config, "indicator,year,value\nq,2022,1\n", NULL, &err);
        if (m.model) fail_msg("%zu: accepted: %s", i, WRONG[i].config);
        if (!strstr(err.text[OT_LANGUAGE_EN], WRONG[i].sentence) || err.line != WRONG[i].line)
            fail_msg("%zu: %d:%d: %s", i, err.line, err.column, err.text[OT_LANGUAGE_EN]);
        assert_int_equal(err.status, OT_ERR_INPUT);
        assert_true(err.column > 0);
        small_model_clear(&m);
    }
}

static void a_literal_power_of_ten_may_explain_the_factor(void **state) {
    (void)state;
    static const char *const right[] = {
        HEAD GRAIN("area * yield / 1000"), HEAD GRAIN("yield * area / 1000"),
        HEAD GRAIN("area * yield * 0.001"), HEAD GRAIN("(area + area(-1)) / 2 * yield / 1000")};
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        small_model m;
        ot_error err;
        small_model_init(&m, right[i], NULL, NULL, &err);
        if (!m.model) fail_msg("%zu: %s", i, err.text[OT_LANGUAGE_EN]);
        small_model_clear(&m);
    }
}

static void without_a_base_growth_is_measured_from_the_year_before_the_first(void **state) {
    (void)state;
    static const char text[] = HEAD DRIVERS
        "indicators: { real: { unit = \"CNY\"; equation = \"pch(real) = g\"; }; twice: { unit = "
        "\"CNY\"; equation = \"twice = 2 * real\"; }; };\n"
        "targets: ( { indicator = \"twice\"; measure = \"average_growth\"; year = 2025; at_least = "
        "1.0; }, { indicator = \"twice\"; measure = \"cumulative\"; year = 2025; at_least = 1.0; } "
        ");\n";
    small_model m;
    ot_error err;
    small_model_init(&m, text, DATA, NULL, &err);
    assert_non_null(m.model);
    assert_int_equal(m.model->indicator[1].base_year, 0);
    for (size_t k = 0; k < 2; k++) {
        assert_int_equal(m.model->target[k].from, 2022);
        assert_null(m.model->target[k].reason[OT_LANGUAGE_EN]);
    }
    small_model_clear(&m);
}

static void a_scenario_does_not_change_the_past(void **state) {
    (void)state;
    static const char text[] = HEAD DRIVERS
        "indicators: { old: { unit = \"CNY\"; equation = \"pch(old) = g + price\"; }; };\n"
        "scenarios: { base: { }; up: { drivers = { g = { value = 10.0; }; price = { value = ( 4.0, "
        "5.0, 6.0 ); }; }; }; };\n";
    small_model m;
    ot_error err;
    small_model_init(&m, text, DATA, NULL, &err);
    if (!m.model) fail_msg("%s", err.text[0]);
    const ot_model *model = m.model;
    const size_t y2022 = ot_model_slot(model, 2022), y2023 = y2022 + 1, n = model->n_slots;
    for (size_t k = 0; k < 2; k++) { /* old was last seen in 2020: 2021 and 2022 are filled in */
        assert_true(model->scenario[k].driver[y2022] == 5.0 * 0.01);
        assert_true(model->scenario[k].driver[n + y2022] == 1.0 * 0.01);
    }
    assert_true(model->scenario[1].driver[y2023] == 10.0 * 0.01);
    assert_true(model->scenario[1].driver[n + y2023] == 4.0 * 0.01);
    small_model_clear(&m);
}

static void percent_divided_by_a_hundred_is_warned_of(void **state) {
    (void)state;
    static const struct {
        const char *config;
        size_t n;
    } one[] = {{HEAD DRIVERS ONE("x = x(-1) * (1 + g / 100)"), 1},
               {HEAD DRIVERS ONE("x = x(-1) * (1 + g / 10)"), 0},
               {HEAD DRIVERS ONE("x = x(-1) / 100"), 0}};
    for (size_t i = 0; i < sizeof one / sizeof *one; i++) {
        small_model m;
        ot_error err;
        small_model_init(&m, one[i].config, "indicator,year,value\nx,2022,1\n", NULL, &err);
        assert_non_null(m.model);
        size_t n = 0;
        for (size_t k = 0; k < ot_notes_count(m.notes); k++)
            n += strstr(ot_notes_at(m.notes, k)->text[OT_LANGUAGE_EN], "by 100") != NULL;
        assert_int_equal(n, one[i].n);
        small_model_clear(&m);
    }
}

static void an_indicator_without_an_equation_is_not_projected(void **state) {
    (void)state;
    small_model m;
    ot_error err;
    small_model_init(&m,
                     HEAD DRIVERS
                     "indicators: { old: { unit = \"CNY\"; }; real: { unit = \"CNY\"; "
                     "equation = \"pch(real) = g\"; }; };\n"
                     "targets: ( { indicator = \"old\"; year = 2023; at_least = 1.0; } );",
                     DATA, NULL, &err);
    assert_non_null(m.model);
    assert_false(m.model->indicator[0].is_projected);
    assert_true(m.model->indicator[1].is_projected);
    assert_non_null(strstr(m.model->indicator[0].reason[OT_LANGUAGE_EN], "no equation"));
    assert_non_null(m.model->target[0].reason[OT_LANGUAGE_EN]);
    assert_int_equal(m.model->n_groups, 0);
    small_model_clear(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equations_are_solved_in_order_of_need),
        cmocka_unit_test(an_identity_is_also_evaluated_for_the_year_before_the_first),
        cmocka_unit_test(each_indicator_starts_after_its_own_last_observation),
        cmocka_unit_test(scenarios_inherit_to_any_depth),
        cmocka_unit_test(targets_take_what_the_plan_says),
        cmocka_unit_test(targets_are_grouped_by_year_and_name),
        cmocka_unit_test(what_no_target_judges_has_its_reason),
        cmocka_unit_test(equal_statements_that_are_both_judged_are_not_listed),
        cmocka_unit_test(each_mistake_has_its_sentence),
        cmocka_unit_test(a_literal_power_of_ten_may_explain_the_factor),
        cmocka_unit_test(without_a_base_growth_is_measured_from_the_year_before_the_first),
        cmocka_unit_test(a_scenario_does_not_change_the_past),
        cmocka_unit_test(percent_divided_by_a_hundred_is_warned_of),
        cmocka_unit_test(an_indicator_without_an_equation_is_not_projected),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
