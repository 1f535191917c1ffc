/* Paths in every mode, on an equation whose values can be told, and every status of path.h. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "chain.h"
#include "close_to.h"
#include "failing_alloc.h"
#include "simulate/path.h"
#include "small_model.h"

/* x doubles and y is x of the same year plus 1; what was observed is something else. */
static const char CONFIG[] =
    "model: { id = \"m\"; first_year = 2021; last_year = 2023; mode = \"%s\"; };\n"
    "data: { files = ( \"data.csv\" ); };\nindicators: {\n"
    "x: { unit = \"index\"; equation = \"x = 2 * x(-1)\"; };\n"
    "y: { unit = \"index\"; equation = \"y = x + 1\"; };\n};\n";
static const char DATA[] = "indicator,2020,2021,2022,2023\nx,1,3,5,\ny,2,5,7,9\n";

static const struct {
    const char *mode;
    double x[3], y[3];
} EXPECTED[] = {
    {"dynamic", {2, 4, 8}, {3, 5, 9}},
    /* of every year the lag is observed */
    {"static", {2, 6, 10}, {3, 7, 11}},
    /* each equation by itself: y from the observed x, which 2023 lacks */
    {"residuals", {2, 6, 10}, {4, 6, (double)NAN}},
};

static void each_mode_has_its_own_lags(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof EXPECTED / sizeof *EXPECTED; k++) {
        char config[600];
        snprintf(config, sizeof config, CONFIG, EXPECTED[k].mode);
        small_model m;
        ot_error err;
        ot_fit *fit = NULL;
        ot_case *c = NULL;
        ot_path *path = NULL;
        small_model_init(&m, config, DATA, NULL, &err);
        if (!m.model) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
        assert_int_equal(ot_fit_new(m.model, NULL, NULL, &fit, NULL), OT_OK);
        assert_int_equal(ot_case_new(m.model, fit, 0, NULL, &c, NULL), OT_OK);
        assert_int_equal(ot_path_new(m.model, c, NULL, NULL, &path, &err), OT_OK);
        for (size_t t = 0; t < 3; t++) {
            const size_t slot = ot_model_slot(m.model, 2021 + (int)t);
            const double y = ot_path_at(path, 1, slot);
            assert_close(ot_path_at(path, 0, slot), EXPECTED[k].x[t], 0.0, 0.0);
            if (isnan(EXPECTED[k].y[t]))
                assert_true(isnan(y));
            else
                assert_close(y, EXPECTED[k].y[t], 0.0, 0.0);
        }
        ot_path_free(path);
        ot_case_free(c);
        ot_fit_free(fit);
        small_model_clear(&m);
    }
}

/* x is not observed in 2022: of 2023 its lag is the one simulated, 2 * 3 twice. */
static void a_static_simulation_says_whose_lags_are_simulated(void **state) {
    (void)state;
    char config[600];
    snprintf(config, sizeof config, CONFIG, "static");
    small_model m;
    ot_error err;
    ot_fit *fit = NULL;
    ot_case *c = NULL;
    ot_path *path = NULL;
    small_model_init(&m, config, "indicator,2020,2021,2022,2023\nx,1,3,,\ny,2,5,7,9\n", NULL, &err);
    if (!m.model) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    assert_int_equal(ot_fit_new(m.model, NULL, NULL, &fit, NULL), OT_OK);
    assert_int_equal(ot_case_new(m.model, fit, 0, NULL, &c, NULL), OT_OK);
    assert_int_equal(ot_path_new(m.model, c, NULL, NULL, &path, &err), OT_OK);
    assert_close(ot_path_at(path, 0, ot_model_slot(m.model, 2023)), 12.0, 0.0, 0.0);
    const size_t before = ot_notes_count(m.notes);
    ot_path_warn(path, m.notes);
    assert_int_equal(ot_notes_count(m.notes), before + 1);
    assert_non_null(
        strstr(ot_notes_at(m.notes, before)->text[OT_LANGUAGE_EN], "(first x in 2022)"));
    ot_path_free(path);
    ot_case_free(c);
    ot_fit_free(fit);
    small_model_clear(&m);
}

static const char INCOME[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\nindicators: {\n"
    "y: { unit = \"index\"; equation = \"y = c + 20\"; start = { year = 2022; value = 90.0; }; };\n"
    "c: { unit = \"index\"; equation = \"c = 0.8 * y\"; start = { year = 2022; value = 70.0; }; "
    "};\n};\n";

static void starts_must_be_above_0(void **state) {
    (void)state;
    static const double start[] = {0.0, -1.0, (double)NAN, INFINITY};
    chain s;
    chain_open(&s, INCOME);
    for (size_t i = 0; i < sizeof start / sizeof *start; i++) {
        const ot_path_options options = {start[i]};
        ot_path *path = NULL;
        ot_error err;
        assert_int_equal(ot_path_new(s.model, s.c[0], &options, NULL, &path, &err), OT_ERR_USAGE);
        assert_null(path);
    }
    chain_close(&s);
}

/* The sentence names the year and an equation, the notes its terms and the iterations. */
static void a_block_without_solution_is_explained(void **state) {
    (void)state;
    static const char none[] =
        "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\nindicators: {\n"
        "y: { unit = \"index\"; equation = \"y = 1 + c * c\"; start = { year = 2022; value = 1.0; "
        "}; };\n"
        "c: { unit = \"index\"; equation = \"c = y\"; start = { year = 2022; value = 1.0; }; };\n"
        "};\n";
    chain s;
    ot_path *path = NULL;
    ot_error err;
    chain_open(&s, none);
    const size_t n_before = ot_notes_count(s.notes);
    assert_int_equal(ot_path_new(s.model, s.c[0], NULL, s.notes, &path, &err), OT_ERR_NUMERIC);
    assert_null(path);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "2023"));
    assert_int_equal(ot_notes_count(s.notes), n_before + 2);
    assert_true(err.line == 3 || err.line == 4);
    chain_close(&s);
}

static int attempt(void *state) {
    const chain *s = state;
    ot_path *path = NULL;
    const ot_status status = ot_path_new(s->model, s->c[0], NULL, NULL, &path, NULL);
    ot_path_free(path);
    return (int)status;
}

static void memory_may_run_out(void **state) {
    (void)state;
    chain s;
    chain_open(&s, INCOME);
    assert_true(fail_each_allocation(attempt, &s, OT_ERR_NOMEM) >= 10);
    chain_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_mode_has_its_own_lags),
        cmocka_unit_test(a_static_simulation_says_whose_lags_are_simulated),
        cmocka_unit_test(starts_must_be_above_0),
        cmocka_unit_test(a_block_without_solution_is_explained),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
