/* Tests of model/estimate_terms.c: what an estimation speaks of beside its equation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "failing_alloc.h"
#include "lang/tree.h"
#include "model/model.h"
#include "outturn/init.h"
#include "small_model.h"

/* The estimate group stands in line 5, its text from column 14 on. */
#define HEAD                                                                                    \
    "model: { id = \"m\"; first_year = 2023; last_year = 2025; };\n"                            \
    "drivers: { x: { unit = \"index\"; value = 5.0; }; w: { unit = \"index\"; value = 1.0; }; " \
    "};\n"
#define MODEL                                                                                    \
    HEAD "indicators: { y: { unit = \"index\"; start = { year = 2022; value = 1.0; }; equation " \
         "= \"y = a + b * x\";\ncoefficients = { a = { }; b = { }; };\nestimate = { %s }; }; };\n"

static void open_with(small_model *m, const char *estimate, ot_error *err) {
    char text[2048];
    ot_init();
    snprintf(text, sizeof text, MODEL, estimate);
    small_model_init(m, text, NULL, NULL, err);
}

/* Where "@" stands, which is taken out. */
static void refused(const char *marked, const char *words) {
    small_model m;
    ot_error err;
    char estimate[256];
    const size_t at = strcspn(marked, "@");
    assert_true(marked[at] == '@');
    snprintf(estimate, sizeof estimate, "%.*s%s", (int)at, marked, marked + at + 1);
    const int column = 14 + (int)at;
    open_with(&m, estimate, &err);
    assert_null(m.model);
    assert_int_equal(err.status, OT_ERR_INPUT);
    if (err.line != 5 || err.column != column || !strstr(err.text[OT_LANGUAGE_EN], words))
        fail_msg("%d:%d: %s; want 5:%d and \"%s\"", err.line, err.column, err.text[OT_LANGUAGE_EN],
                 column, words);
    assert_true(*err.text[OT_LANGUAGE_ZH] != '\0');
    small_model_clear(&m);
}

static void a_restriction_is_of_coefficients_alone_and_linear(void **state) {
    (void)state;
    refused("method = \"ols\"; restrict = ( \"a + @x = 1\" );",
            "a restriction holds coefficients and numbers, no series: a + b = 1");
    refused("method = \"ols\"; restrict = ( \"a = 1\", \"b = @year - 2020\" );", "no series");
    refused("method = \"ols\"; restrict = ( \"a @* b = 1\" );",
            "a restriction must be linear in the coefficients");
    refused("method = \"ols\"; restrict = ( \"@exp(a) = 1\" );", "must be linear");
    refused("method = \"ols\"; restrict = ( \"@1 = 2\" );",
            "there is no coefficient in this restriction");
    refused("method = \"ols\"; restrict = ( \"a + b@\" );", "\"=\" expected");
    refused("method = \"ols\"; restrict = ( \"a + @q = 1\" );", "unknown name \"q\"");
    refused("method = \"ols\"; restrict = ( \"a@(-1) = 1\" );", "has no lags");
}

static void weights_and_instruments_are_of_series_alone(void **state) {
    (void)state;
    refused("method = \"wls\"; weights = \"@a * w\";", "unknown name \"a\"");
    refused("method = \"wls\"; variance = \"@ww\";", "unknown name \"ww\"");
    refused("method = \"iv\"; instruments = ( \"1\", \"@b\" );", "unknown name \"b\"");
    refused("method = \"iv\"; instruments = ( \"1\", \"x +@\" );", "expected");
}

static double value_at(const void *state, ot_symbol symbol, int lag) {
    const double *const *value = state; /* of series, of coefficients */
    (void)lag;
    return symbol.kind == OT_SYMBOL_SERIES ? value[0][symbol.index] : value[1][symbol.index];
}

/* y, x and w are 3, 5, 7; a and b are 11 and 13. */
static void terms_are_what_they_say(void **state) {
    (void)state;
    static const double SERIES[] = {3.0, 5.0, 7.0}, COEFFICIENT[] = {11.0, 13.0};
    const double *const value[] = {SERIES, COEFFICIENT};
    const ot_point point = {value_at, value};
    small_model m;
    ot_error err;
    open_with(&m,
              "method = \"iv\"; instruments = ( \"1\", \"w * x(-1)\", \"y(-1)\" ); restrict = ( "
              "\"a + 2 * b = 1\", \"a = b\" );",
              &err);
    assert_non_null(m.model);
    const ot_estimate_terms *t = &m.model->indicator[0].terms;
    static const double INSTRUMENT[] = {1.0, 35.0, 3.0}, LEFT_LESS_RIGHT[] = {36.0, -2.0};
    for (size_t i = 0; i < 3; i++)
        assert_true(ot_tree_value(t->instrument[i], &point) == INSTRUMENT[i]);
    for (size_t i = 0; i < 2; i++)
        assert_true(ot_tree_value(t->restriction[i], &point) == LEFT_LESS_RIGHT[i]);
    assert_null(t->weight);
    small_model_clear(&m);
    open_with(&m, "method = \"wls\"; variance = \"w ^ 2\";", &err);
    assert_non_null(m.model);
    assert_true(ot_tree_value(m.model->indicator[0].terms.weight, &point) == 49.0);
    small_model_clear(&m);
}

static void every_failing_allocation_is_reported(void **state) {
    (void)state;
    small_model m;
    ot_error err;
    ot_model *model = NULL;
    ot_status status;
    int k = 0;
    open_with(&m, "method = \"iv\"; instruments = ( \"1\", \"w\" ); restrict = ( \"a = b\" );",
              &err);
    assert_non_null(m.model);
    do {
        fail_allocation(k++);
        status = ot_model_new(m.spec, m.table, NULL, NULL, &model, NULL);
        fail_allocation(-1);
        assert_true(status == OT_OK || status == OT_ERR_NOMEM);
        assert_true((model != NULL) == (status == OT_OK));
    } while (status);
    assert_true(k > 6);
    ot_model_free(model);
    small_model_clear(&m);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_restriction_is_of_coefficients_alone_and_linear),
        cmocka_unit_test(weights_and_instruments_are_of_series_alone),
        cmocka_unit_test(terms_are_what_they_say),
        cmocka_unit_test(every_failing_allocation_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
