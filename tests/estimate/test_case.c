/* Tests of outturn/case.h: what a scenario says arrives in its numbers, and in the draws of both
 * executors; the cases are made from model files, not by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "chain.h"
#include "collector.h"
#include "estimate/case.h"
#include "model/model.h"
#include "outturn/init.h"

enum { DRAWS = 50000 };

static void run(const chain *s, const char *executor, collector *out) {
    ot_run_options options = ot_run_options_default();
    options.draws = DRAWS;
    options.seed = 11;
    options.executor = executor;
    collector_run(out, (const ot_case *const *)s->c, s->n, &options);
}

static const char *const EXECUTOR[] = {"block", "gsl"};

#define HEAD "model: { id = \"m\"; title = \"m\"; first_year = 2023; last_year = 2025; };\n"

static const char PAIR[] = HEAD
    "drivers: {\n"
    "g: { unit = \"percent\"; value = 5.0; law = { family = \"normal\"; scale = 2.0; persistence = "
    "0.7; }; };\n"
    "h: { unit = \"percent\"; value = 5.0; law = { family = \"normal\"; scale = 1.0; }; };\n"
    "k: { unit = \"percent\"; value = 5.0; law = { family = \"normal\"; scale = 1.0; persistence = "
    "-0.3; }; }; };\n"
    "correlations: { pairs = ( ( \"g\", \"h\", 0.6 ), ( \"g\", \"k\", -0.3 ) ); };\n"
    "indicators: { x: { unit = \"share\"; equation = \"x = g + h + k\"; }; };\n";

static void correlation_and_persistence_hold_in_every_year(void **state) {
    (void)state;
    for (size_t e = 0; e < 2; e++) {
        chain s;
        collector got;
        chain_open(&s, PAIR);
        run(&s, EXECUTOR[e], &got);
        const ot_model *m = s.model;
        const size_t g = ot_model_driver_row(m, 0), h = g + 1, k = g + 2;
        for (int year = 2023; year <= 2025; year++) {
            const size_t slot = ot_model_slot(m, year);
            check_correlation(collector_at(&got, 0, g, slot), collector_at(&got, 0, h, slot), DRAWS,
                              0.6);
            check_correlation(collector_at(&got, 0, g, slot), collector_at(&got, 0, k, slot), DRAWS,
                              -0.3);
            check_sd(collector_at(&got, 0, g, slot), DRAWS, 0.02);
            check_sd(collector_at(&got, 0, h, slot), DRAWS, 0.01);
            if (year == 2023) continue;
            check_correlation(collector_at(&got, 0, g, slot - 1), collector_at(&got, 0, g, slot),
                              DRAWS, 0.7);
            check_correlation(collector_at(&got, 0, k, slot - 1), collector_at(&got, 0, k, slot),
                              DRAWS, -0.3);
            check_correlation(collector_at(&got, 0, h, slot - 1), collector_at(&got, 0, h, slot),
                              DRAWS, 0.0);
        }
        collector_clear(&got);
        chain_close(&s);
    }
}

static const char MANY[] = HEAD
    "drivers: { g: { unit = \"percent\"; value = 5.0; law = { family = \"normal\"; scale = 2.0; }; "
    "};\n"
    "dry: { unit = \"share\"; value = 0.0; law = { family = \"event\"; probability = 0.2; effect = "
    "1.0; duration = 3; }; }; };\n"
    "indicators: {\n"
    "x: { unit = \"CNY\"; start = { year = 2022; value = 100.0; sd = 8.0; }; equation = \"x = "
    "x(-1)\"; "
    "};\n"
    "y: { unit = \"share\"; equation = \"y = g\"; };\n"
    "z: { unit = \"share\"; equation = \"z = dry\"; }; };\n"
    "scenarios: { base: { }; added: { extends = \"base\"; add = { x = ( (2023, 7.0), (2025, -2.0) "
    "); "
    "}; }; slow: { drivers = { g = { law = { family = \"normal\"; scale = 2.0; persistence = 0.9; "
    "}; "
    "}; }; }; };\n";

static void a_start_has_its_standard_deviation(void **state) {
    (void)state;
    for (size_t e = 0; e < 2; e++) {
        chain s;
        collector got;
        chain_open(&s, MANY);
        run(&s, EXECUTOR[e], &got);
        const double *x = collector_at(&got, 0, 0, ot_model_slot(s.model, 2023));
        check_mean(x, DRAWS, 100.0, 8.0);
        check_sd(x, DRAWS, 8.0);
        collector_clear(&got);
        chain_close(&s);
    }
}

static void an_add_factor_is_added_in_its_years(void **state) {
    (void)state;
    for (size_t e = 0; e < 2; e++) {
        chain s;
        collector got;
        chain_open(&s, MANY);
        run(&s, EXECUTOR[e], &got);
        static const double sum[] = {7.0, 7.0, 5.0};
        for (int year = 2023; year <= 2025; year++) {
            const size_t slot = ot_model_slot(s.model, year);
            const double *base = collector_at(&got, 0, 0, slot);
            const double *added = collector_at(&got, 1, 0, slot);
            for (size_t i = 0; i < DRAWS; i += 1000)
                assert_true(fabs(added[i] - base[i] - sum[year - 2023]) < 1e-9);
        }
        collector_clear(&got);
        chain_close(&s);
    }
}

static void a_scenario_has_its_own_persistence(void **state) {
    (void)state;
    for (size_t e = 0; e < 2; e++) {
        chain s;
        collector got;
        chain_open(&s, MANY);
        run(&s, EXECUTOR[e], &got);
        const size_t slot = ot_model_slot(s.model, 2024);
        for (size_t k = 0; k < 3; k += 2)
            check_correlation(collector_at(&got, k, 1, slot), collector_at(&got, k, 1, slot + 1),
                              DRAWS, k == 0 ? 0.0 : 0.9);
        collector_clear(&got);
        chain_close(&s);
    }
}

/* y, never observed, is evaluated for 2022, too: that must not let an event begin there. */
static void events_begin_in_projected_years_only(void **state) {
    (void)state;
    for (size_t e = 0; e < 2; e++) {
        chain s;
        collector got;
        chain_open(&s, MANY);
        assert_int_equal(ot_model_year(s.model, s.model->first_slot), 2022);
        run(&s, EXECUTOR[e], &got);
        const double none[] = {0.8, 0.64, 0.512};
        for (int year = 2023; year <= 2025; year++)
            check_share(collector_at(&got, 0, 2, ot_model_slot(s.model, year)), DRAWS, 0.5,
                        none[year - 2023]);
        collector_clear(&got);
        chain_close(&s);
    }
}

int main(void) {
    ot_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(correlation_and_persistence_hold_in_every_year),
        cmocka_unit_test(a_start_has_its_standard_deviation),
        cmocka_unit_test(an_add_factor_is_added_in_its_years),
        cmocka_unit_test(a_scenario_has_its_own_persistence),
        cmocka_unit_test(events_begin_in_projected_years_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
