/* Tests of outturn/comparison.h: a log-normal model under two drifts, on common draws. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "assess/comparison.h"
#include "chain.h"
#include "failing_alloc.h"

static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
    "drivers: { g: { unit = \"share\"; value = 0.05; law = { family = \"normal\"; scale = 0.02; };"
    " }; };\n"
    "indicators: {\n"
    "  x: { unit = \"index\"; equation = \"dlog(x) = g\"; start = { year = 2022; value = 100.0; };"
    " };\n"
    "  rate: { unit = \"percent\"; equation = \"rate = g\";"
    " start = { year = 2022; value = 5.0; }; };\n"
    "  same: { unit = \"index\"; equation = \"same = 2 * same(-1)\";"
    " start = { year = 2022; value = 1.0; }; };\n"
    "};\n"
    "scenarios: { a: { }; b: { drivers = { g = { value = 0.07; }; }; }; };\n"
    "targets: ( { id = \"t\"; indicator = \"x\"; year = 2023; at_least = 106.0; } );\n";

enum { DRAWS = 40000 };

static double normal(double z) { return 0.5 * erfc(-z / sqrt(2.0)); }

static void assert_near(double x, double expected, double tolerance) {
    if (!(fabs(x - expected) <= tolerance)) fail_msg("%.17g is not %.17g", x, expected);
}

static ot_comparison *compare(const chain *s, uint64_t draws, size_t a, size_t b) {
    ot_error err;
    ot_comparison *c = NULL;
    ot_run_options options = ot_projection_options(s->model);
    options.draws = draws;
    if (ot_comparison_new(s->model, s->c[a], s->c[b], &options, NULL, &c, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    return c;
}

/* Draw by draw B is A times exp(0.02): the difference has no more noise than A itself. */
static void differences_are_taken_draw_by_draw(void **state) {
    (void)state;
    chain s;
    chain_open(&s, MODEL);
    const uint64_t draws[] = {DRAWS, 1000}; /* by histogram, and exact */
    for (size_t i = 0; i < 2; i++) {
        ot_comparison *c = compare(&s, draws[i], 0, 1);
        const ot_difference_result *x = &c->indicator[0][0], *rate = &c->indicator[1][0];
        assert_near(x->median, x->median_a * (exp(0.02) - 1.0), 2e-3);
        assert_near(x->relative, 100.0 * (exp(0.02) - 1.0), 1e-6); /* without noise, draw by draw */
        assert_near(x->relative_low, x->relative_high, 1e-6);
        assert_near(x->mean, 100.0 * exp(0.05 + 2e-4) * (exp(0.02) - 1.0), 1e-2);
        assert_near(x->share_above, 1.0, 0.0);
        assert_near(x->share_above_mcse, ot_probability_error(x->n, x->n), 0.0);
        assert_near(rate->median, 2.0, 1e-6);
        assert_near(rate->high - rate->low, 0.0, 1e-6);
        assert_true(isnan(rate->relative));
        const ot_difference_result *same = &c->indicator[2][1];
        assert_near(same->median, 0.0, 0.0);
        assert_near(same->mean, 0.0, 0.0);
        assert_near(same->share_above, 0.0, 0.0);
        assert_near(same->share_equal, 1.0, 0.0);
        ot_comparison_free(c);
    }
    chain_close(&s);
}

/* Events of B that A lacks strike in 15 of 100 draws: the median difference is 0, the mean not. */
static void the_mean_tells_of_a_rare_event(void **state) {
    static const char RARE[] =
        "model: { id = \"m\"; first_year = 2023; last_year = 2023; };\n"
        "drivers: { e: { unit = \"index\"; value = 0.0; law = { family = \"event\"; "
        "probability = 0.05; effect = -10.0; }; }; };\n"
        "indicators: { x: { unit = \"index\"; equation = \"x = 100 + e\"; }; };\n"
        "scenarios: { a: { }; b: { drivers = { e = { law = { family = \"event\"; "
        "probability = 0.2; effect = -10.0; }; }; }; }; };\n";
    (void)state;
    chain s;
    chain_open(&s, RARE);
    ot_comparison *c = compare(&s, DRAWS, 0, 1);
    const ot_difference_result *x = &c->indicator[0][0];
    assert_near(x->median, 0.0, 0.0);
    assert_near(x->relative, 0.0, 0.0);
    assert_near(x->mean, -1.5, 5.0 * 10.0 * sqrt(0.15 * 0.85 / DRAWS));
    assert_near(x->relative_low, -10.0, 0.01);
    ot_comparison_free(c);
    chain_close(&s);
}

static void probabilities_differ_with_the_error_of_pairs(void **state) {
    (void)state;
    chain s;
    chain_open(&s, MODEL);
    ot_comparison *c = compare(&s, DRAWS, 0, 1);
    const ot_probability_difference *t = &c->target[0];
    const double a = normal((0.05 - log(1.06)) / 0.02), b = normal((0.07 - log(1.06)) / 0.02);
    assert_near(t->difference, b - a, 5.0 * t->mcse);
    assert_near(t->difference, t->b - t->a, 1e-15);
    /* A never meets the target where B misses it: a binomial of one probability */
    assert_near(t->mcse, sqrt((b - a) * (1.0 - (b - a)) / DRAWS), 2e-5);
    assert_near(c->group[0].difference, t->difference, 0.0);
    assert_near(c->group[0].mcse, t->mcse, 0.0);
    assert_near((double)t->differing, t->difference * DRAWS, 1e-6);
    ot_comparison_free(c);
    c = compare(&s, DRAWS, 0, 0);
    assert_near(c->target[0].difference, 0.0, 0.0);
    assert_int_equal(c->target[0].differing, 0);
    assert_true(c->target[0].mcse > 0.0);
    ot_comparison_free(c);
    chain_close(&s);
}

static void a_failed_allocation_leaks_nothing_and_leaves_the_result(void **state) {
    (void)state;
    chain s;
    chain_open(&s, MODEL);
    ot_run_options options = ot_projection_options(s.model);
    options.draws = 64;
    ot_comparison *c = NULL;
    ot_status status = OT_ERR_NOMEM;
    for (int k = 0; status; k++) {
        assert_true(k < 2000);
        fail_allocation(k);
        status = ot_comparison_new(s.model, s.c[0], s.c[1], &options, NULL, &c, NULL);
        fail_allocation(-1);
        assert_true(status == OT_OK || (status == OT_ERR_NOMEM && !c));
    }
    ot_comparison_free(c);
    chain_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differences_are_taken_draw_by_draw),
        cmocka_unit_test(the_mean_tells_of_a_rare_event),
        cmocka_unit_test(probabilities_differ_with_the_error_of_pairs),
        cmocka_unit_test(a_failed_allocation_leaks_nothing_and_leaves_the_result),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
