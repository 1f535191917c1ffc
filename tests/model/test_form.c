/* Equations of a model with sets, constants and functions (src/model/form.c). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "model/model.h"
#include "small_model.h"

/* %s: further sections; the equation of total, which is in 万吨. */
#define MODEL                                                                               \
    "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"                        \
    "data: { files = ( \"data.csv\" ); };\n"                                                \
    "sets: { county = ( \"akto\", \"wuqia\" ); };\n"                                        \
    "constants: { tax = { value = 13.0; unit = \"percent\"; }; store = { value = 5.0; "     \
    "unit = \"t_10K\"; alias = \"库存\"; }; };\n%s\n"                                     \
    "drivers: { rain: { over = \"county\"; unit = \"index\"; value = 1.0; }; };\n"          \
    "indicators: { out: { over = \"county\"; unit = \"t_10K\"; equation = \"out[county] = " \
    "out[county](-1) * rain[county] + c\"; coefficients = { c = { value = 1.0; }; }; };\n"  \
    "total: { unit = \"t_10K\"; equation = \"%s\"; }; };\n"                                 \
    "scenarios: { baseline: { }; other: { equations = { out_wuqia = \"out[county] = "       \
    "out[akto] + c\"; }; }; };\n"

static ot_error err;

static void make(small_model *m, const char *sections, const char *equation) {
    char config[2048];
    snprintf(config, sizeof config, MODEL, sections, equation);
    small_model_init(m, config, "indicator,year,value\nout_akto,2022,3\nout_wuqia,2022,4\n", NULL,
                     &err);
}

static void refuse(const char *sections, const char *equation, int line, const char *sentence) {
    small_model m;
    make(&m, sections, equation);
    if (m.model) fail_msg("accepted: %s", equation);
    assert_int_equal(err.status, OT_ERR_INPUT);
    assert_string_equal(err.text[OT_LANGUAGE_EN], sentence);
    assert_int_equal(err.line, line);
    small_model_clear(&m);
}

/* Out of a form's equation: (out[county](-1) * rain[county]) + c. */
static const ot_tree *product(const small_model *m, size_t scenario, const char *id) {
    return m->model->scenario[scenario]
        .form[small_model_indicator(m, id)]
        ->equation->right->child[0];
}

static void each_member_has_its_own_series_and_coefficients(void **state) {
    static const char *const id[] = {"out_akto", "out_wuqia"};
    small_model m;
    (void)state;
    make(&m, "", "total = sum(county, out[county])");
    if (!m.model) fail_msg("%s", err.text[0]);
    assert_int_equal(m.model->n_indicators, 3);
    assert_int_equal(m.model->n_coefficients, 2);
    for (size_t i = 0; i < 2; i++) {
        const size_t row = small_model_indicator(&m, id[i]);
        const ot_tree *x = product(&m, 0, id[i]);
        assert_int_equal(x->child[0]->symbol.index, (int)row);
        assert_int_equal(x->child[0]->lag, 1);
        assert_int_equal(x->child[1]->symbol.index, (int)ot_model_driver_row(m.model, i));
        const ot_form *form = m.model->scenario[0].form[row];
        assert_int_equal(form->equation->right->child[1]->symbol.index, (int)i);
    }
    small_model_clear(&m);
}

static void a_scenarios_equation_knows_the_member_too(void **state) {
    small_model m;
    (void)state;
    make(&m, "", "total = out[akto]");
    if (!m.model) fail_msg("%s", err.text[0]);
    const ot_tree *akto = product(&m, 1, "out_wuqia");
    assert_int_equal(akto->symbol.index, (int)small_model_indicator(&m, "out_akto"));
    assert_ptr_equal(m.model->scenario[0].form[0], m.model->scenario[1].form[0]);
    small_model_clear(&m);
}

static void constants_and_functions_are_held_to_units(void **state) {
    small_model m;
    (void)state;
    make(&m, "functions: { less = \"less(v, rate) = v * (1 - rate)\"; };",
         "total = less(out[akto], tax) - 库存 when year > 2023, out[akto] otherwise");
    if (!m.model) fail_msg("%s", err.text[0]);
    small_model_clear(&m);
    refuse("", "total = out[akto] + tax", 8,
           "in the equation of total one side is in t_10K, the other in share");
}

static void every_function_is_checked(void **state) {
    (void)state;
    refuse("functions: { f = \"f(v) = v + c\"; };", "total = out[akto]", 5,
           "unknown name \"c\"; it is no indicator, driver, function, or coefficient declared for "
           "this equation");
    refuse("functions: { f = \"f(v) = v + ttal\"; };", "total = out[akto]", 5,
           "unknown name \"ttal\"; did you mean \"total\"?");
    refuse("functions: { grown = \"grown(v) = v\"; };", "total = grwn(out[akto])", 8,
           "unknown name \"grwn\"; did you mean \"grown\"?");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_member_has_its_own_series_and_coefficients),
        cmocka_unit_test(a_scenarios_equation_knows_the_member_too),
        cmocka_unit_test(constants_and_functions_are_held_to_units),
        cmocka_unit_test(every_function_is_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
