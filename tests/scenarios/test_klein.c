/* Klein's Model I as scenarios/klein has it, against what bimets 4.1.2 makes of the same model and
 * data: static, dynamic and forecast simulation, multipliers, goal seeking. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assess/multipliers.h"
#include "assess/seek.h"
#include "chain.h"
#include "close_to.h"
#include "reference.h"
#include "simulate/path.h"

enum { MOST_ROWS = 200, MOST_NAMES = 8 };

static const char MODEL[] = "scenarios/klein/model.cfg";

/* Of each series' largest value: the expected ones were solved to 1e-9. */
static const double SIMULATED = 1e-8;
static const double MULTIPLIED = 1e-7; /* by finite differences there */

typedef struct solved {
    chain s;
    ot_path *path;
} solved;

static void solve(solved *k, const char *mode, int first, int last) {
    char set[3][64];
    const char *const sets[3] = {set[0], set[1], set[2]};
    ot_error err;
    snprintf(set[0], sizeof set[0], "model.mode=\"%s\"", mode);
    snprintf(set[1], sizeof set[1], "model.first_year=%d", first);
    snprintf(set[2], sizeof set[2], "model.last_year=%d", last);
    chain_load_with(&k->s, MODEL, sets, 3);
    if (ot_path_new(k->s.model, k->s.c[0], NULL, k->s.notes, &k->path, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
}

static void close(solved *k) {
    ot_path_free(k->path);
    chain_close(&k->s);
}

static size_t indicator(const ot_model *m, const char *id) {
    const size_t i = ot_symbols_find(m, id, strlen(id));
    assert_true(i < m->n_indicators);
    return i;
}

static double largest(const expected_row *row, size_t n, const char *item) {
    double most = 0.0;
    for (size_t i = 0; i < n; i++)
        if (strcmp(row[i].item, item) == 0) most = fmax(most, fabs(row[i].value));
    return most;
}

static void check_simulation(const char *test, const char *mode, int first, int last) {
    expected_row row[MOST_ROWS];
    const size_t n = reference_klein(test, row, MOST_ROWS);
    solved k;
    solve(&k, mode, first, last);
    assert_int_equal(n, 6 * (last - first + 1));
    for (size_t i = 0; i < n; i++) {
        const ot_model *m = k.s.model;
        const double value =
            ot_path_at(k.path, indicator(m, row[i].item), ot_model_slot(m, row[i].year));
        assert_close(value, row[i].value, 0.0, SIMULATED * largest(row, n, row[i].item));
    }
    close(&k);
}

static void a_dynamic_simulation_lives_on_its_own_lags(void **state) {
    (void)state;
    check_simulation("plain_dynamic_1921_1941", "dynamic", 1921, 1941);
}

static void a_static_simulation_takes_observed_lags(void **state) {
    (void)state;
    check_simulation("plain_static_1921_1941", "static", 1921, 1941);
}

static void a_forecast_goes_on_from_the_last_observation(void **state) {
    (void)state;
    check_simulation("plain_forecast_1941_1944", "dynamic", 1941, 1944);
}

/* As a planner would ask for it: as if 1940 were the last year that is known. */
static void a_forecast_may_be_made_as_of_an_earlier_year(void **state) {
    (void)state;
    expected_row row[MOST_ROWS];
    const size_t n = reference_klein("plain_forecast_1941_1944", row, MOST_ROWS);
    const char *const sets[] = {"model.first_year=1941", "model.observed_until=1940"};
    solved k;
    ot_error err;
    chain_load_with(&k.s, MODEL, sets, 2);
    ot_case_free(k.s.c[0]); /* with equations that know all years, as the reference's do */
    ot_fit_free(k.s.fit);
    ot_spec_estimate_from_all(k.s.spec);
    assert_int_equal(ot_fit_new(k.s.model, NULL, k.s.notes, &k.s.fit, &err), OT_OK);
    assert_int_equal(ot_case_new(k.s.model, k.s.fit, 0, k.s.notes, &k.s.c[0], &err), OT_OK);
    assert_int_equal(ot_path_new(k.s.model, k.s.c[0], NULL, NULL, &k.path, &err), OT_OK);
    for (size_t i = 0; i < n; i++)
        assert_close(ot_path_at(k.path, indicator(k.s.model, row[i].item),
                                ot_model_slot(k.s.model, row[i].year)),
                     row[i].value, 0.0, SIMULATED * largest(row, n, row[i].item));
    close(&k);
}

/* Items are "cn_2/g_1": of cn in the second year by g in the first. */
static void check_multipliers(const char *test, int first, int last) {
    static const char *const input[] = {"w2", "g"};
    expected_row row[MOST_ROWS];
    const size_t n = reference_klein(test, row, MOST_ROWS);
    solved k;
    ot_multipliers *m = NULL;
    ot_error err;
    solve(&k, "dynamic", first, last);
    assert_int_equal(ot_multipliers_new(k.s.model, k.path, input, 2, &m, &err), OT_OK);
    assert_int_equal(n, 4 * (last - first + 1) * (last - first + 1));
    for (size_t i = 0; i < n; i++) {
        char of[8], by[8];
        int t, y;
        assert_int_equal(sscanf(row[i].item, "%7[a-z]_%d/%7[a-z0-9]_%d", of, &t, by, &y), 4);
        const size_t which = strcmp(by, "g") == 0;
        const double value =
            ot_multiplier_at(m, indicator(k.s.model, of), (size_t)t - 1, which, (size_t)y - 1);
        assert_close(value, row[i].value, 0.0, MULTIPLIED);
    }
    ot_multipliers_free(m);
    close(&k);
}

static void multipliers_of_one_year(void **state) {
    (void)state;
    check_multipliers("plain_mult_1941", 1941, 1941);
}

static void multipliers_of_two_years(void **state) {
    (void)state;
    check_multipliers("plain_mult_1940_1941", 1940, 1941);
}

/* The goals are those of the worked example in bimets: consumption 66 and 78, income 77 and 98. */
static void instruments_are_found_that_meet_the_goals(void **state) {
    (void)state;
    static const ot_goal goal[] = {
        {"cn", 1940, 66.0}, {"cn", 1941, 78.0}, {"y", 1940, 77.0}, {"y", 1941, 98.0}};
    static const ot_instrument instrument[] = {{"w2", 0, 0, 1.0}, {"g", 0, 0, 1.0}};
    expected_row row[MOST_ROWS];
    const size_t n = reference_klein("plain_renorm_1940_1941", row, MOST_ROWS);
    solved k;
    ot_seek *seek = NULL;
    ot_error err;
    solve(&k, "dynamic", 1940, 1941);
    if (ot_seek_new(k.s.model, k.path, goal, 4, instrument, 2, NULL, &seek, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    assert_int_equal(seek->kind, OT_SEEK_SQUARE);
    assert_int_equal(n, seek->n_unknowns);
    for (size_t i = 0; i < n; i++) {
        size_t j = 0;
        while (strcmp(seek->unknown[j].name, row[i].item) != 0 ||
               ot_model_year(k.s.model, seek->unknown[j].slot) != row[i].year)
            j++;
        assert_close(seek->unknown[j].after, row[i].value, 0.0,
                     SIMULATED * largest(row, n, row[i].item));
    }
    for (size_t i = 0; i < 4; i++)
        assert_close(seek->goal[i].reached, goal[i].value, 1e-11, 0.0);
    ot_seek_free(seek);
    close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dynamic_simulation_lives_on_its_own_lags),
        cmocka_unit_test(a_static_simulation_takes_observed_lags),
        cmocka_unit_test(a_forecast_goes_on_from_the_last_observation),
        cmocka_unit_test(a_forecast_may_be_made_as_of_an_earlier_year),
        cmocka_unit_test(multipliers_of_one_year),
        cmocka_unit_test(multipliers_of_two_years),
        cmocka_unit_test(instruments_are_found_that_meet_the_goals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
