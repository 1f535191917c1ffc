/* Tests of outturn/seek.h: goals and instruments of models that can be solved by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "assess/seek.h"
#include "chain.h"
#include "close_to.h"
#include "failing_alloc.h"

/* y = 5 (10 + g + add(c)); total = u + 2 v; product = u v. */
static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2025; };\n"
    "drivers: { g: { unit = \"index\"; value = ( 20.0, 21.0, 22.0 ); };\n"
    "  u: { unit = \"index\"; value = 10.0; }; v: { unit = \"index\"; value = 5.0; };\n"
    "  rate: { unit = \"percent\"; value = 5.0; }; idle: { unit = \"index\"; value = 1.0; }; };\n"
    "indicators: {\n"
    "  y: { unit = \"index\"; equation = \"y = c + g\"; };\n"
    "  c: { unit = \"index\"; equation = \"c = a + b * y\";\n"
    "       coefficients = { a = { value = 10.0; }; b = { value = 0.8; }; };\n"
    "       residual = { scale = 1.0; }; };\n"
    "  total: { unit = \"index\"; equation = \"total = u + 2 * v\"; start = { year = 2022; value = "
    "1.0; }; };\n"
    "  product: { unit = \"index\"; equation = \"product = u * v\"; };\n"
    "  square: { unit = \"index\"; equation = \"square = u^2\"; };\n"
    "  triple: { unit = \"index\"; equation = \"triple = 3 * u\"; };\n"
    "  risky: { unit = \"index\"; equation = \"risky = log(u)\"; };\n"
    "  same: { unit = \"index\"; equation = \"same = 1 * u\"; };\n"
    "  grown: { unit = \"index\"; equation = \"grown = 100 * (1 + rate)\"; };\n"
    "  late: { unit = \"index\"; equation = \"late = total(-1)\"; };\n"
    "  held: { unit = \"index\"; equation = \"held = 2 * held(-1)\";\n"
    "          start = { year = 2022; value = 1.0; }; };\n"
    "  twice: { unit = \"index\"; equation = \"twice = 2 * held\"; };\n"
    "};\n"
    "scenarios: { base: { exogenise = { held = ( ( 2023, 4.0 ) ); }; "
    "};\n"
    "};\n";

typedef struct solved {
    chain s;
    ot_path *path;
    ot_seek *seek;
} solved;

static void solve(solved *k, const char *text) {
    ot_error err;
    memset(k, 0, sizeof *k);
    chain_open(&k->s, text);
    if (ot_path_new(k->s.model, k->s.c[0], NULL, k->s.notes, &k->path, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
}

static void close(solved *k) {
    ot_seek_free(k->seek);
    ot_path_free(k->path);
    chain_close(&k->s);
}

static void find(solved *k, const ot_goal *goal, size_t n, const ot_instrument *instrument,
                 size_t n_instruments) {
    ot_error err;
    solve(k, MODEL);
    if (ot_seek_new(k->s.model, k->path, goal, n, instrument, n_instruments, k->s.notes, &k->seek,
                    &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
}

static void as_many_instruments_as_goals_have_one_answer(void **state) {
    (void)state;
    static const ot_goal goal[] = {{"y", 2023, 200.0}, {"y", 2025, 210.0}};
    static const ot_instrument instrument[] = {{"g", 0, 0, 1.0}};
    solved k;
    find(&k, goal, 2, instrument, 1);
    assert_int_equal(k.seek->kind, OT_SEEK_SQUARE);
    assert_int_equal(k.seek->n_unknowns, 2);
    assert_close(k.seek->unknown[0].before, 20.0, 0.0, 0.0);
    assert_close(k.seek->unknown[0].after, 30.0, 1e-12, 0.0);
    assert_close(k.seek->unknown[0].change, 10.0, 1e-12, 0.0);
    assert_close(k.seek->unknown[0].relative, 50.0, 1e-12, 0.0);
    assert_close(k.seek->unknown[1].after, 32.0, 1e-12, 0.0);
    assert_close(k.seek->goal[1].before, 5.0 * 32.0, 1e-12, 0.0);
    assert_close(k.seek->goal[1].reached, 210.0, 1e-12, 0.0);
    close(&k);
}

/* The years between keep what the scenario has. */
static void a_setting_has_every_year_of_its_instrument(void **state) {
    (void)state;
    static const ot_goal goal[] = {{"y", 2023, 200.0}, {"y", 2025, 210.0}};
    static const ot_instrument instrument[] = {{"g", 0, 0, 1.0}};
    solved k;
    find(&k, goal, 2, instrument, 1);
    assert_int_equal(k.seek->n_settings, 1);
    const ot_seek_setting *x = &k.seek->setting[0];
    assert_close(x->value[0], 30.0, 1e-12, 0.0);
    assert_close(x->value[1], 21.0, 0.0, 0.0);
    assert_close(x->value[2], 32.0, 1e-12, 0.0);
    assert_true(x->is_sought[0] && !x->is_sought[1] && x->is_sought[2]);
    close(&k);
}

static void add_factors_rates_and_held_values_are_instruments_too(void **state) {
    (void)state;
    static const ot_goal goal[] = {
        {"y", 2023, 200.0}, {"grown", 2023, 108.0}, {"twice", 2023, 10.0}};
    static const ot_instrument instrument[] = {
        {"add(c)", 0, 0, 1.0}, {"rate", 0, 0, 1.0}, {"held", 0, 0, 1.0}};
    solved k;
    find(&k, goal, 3, instrument, 3);
    assert_close(k.seek->unknown[0].after, 10.0, 1e-12, 0.0);
    assert_true(isnan(k.seek->unknown[0].relative));
    assert_close(k.seek->unknown[1].before, 5.0, 0.0, 0.0);
    assert_close(k.seek->unknown[1].after, 8.0, 1e-12, 0.0);
    assert_close(k.seek->unknown[2].after, 5.0, 1e-12, 0.0);
    close(&k);
}

/* Of du + 2 dv = 5 the least (du / 10)^2 + (dv / 10)^2: v has the size 5 and counts half. */
static void more_instruments_change_as_little_as_they_can(void **state) {
    (void)state;
    static const ot_goal goal[] = {{"total", 2024, 25.0}};
    static const ot_instrument instrument[] = {{"u", 2024, 2024, 1.0}, {"v", 2024, 2024, 0.5}};
    solved k;
    find(&k, goal, 1, instrument, 2);
    assert_int_equal(k.seek->kind, OT_SEEK_LEAST_CHANGE);
    assert_close(k.seek->unknown[0].change, 1.0, 1e-10, 0.0);
    assert_close(k.seek->unknown[1].change, 2.0, 1e-10, 0.0);
    close(&k);
}

/* 50 (1 + z)^2 = 72: by symmetry both rise by a fifth. */
static void the_least_change_is_found_where_the_model_is_not_linear(void **state) {
    (void)state;
    static const ot_goal goal[] = {{"product", 2023, 72.0}};
    static const ot_instrument instrument[] = {{"u", 0, 0, 1.0}, {"v", 0, 0, 1.0}};
    solved k;
    find(&k, goal, 1, instrument, 2);
    assert_close(k.seek->unknown[0].relative, 20.0, 1e-8, 0.0);
    assert_close(k.seek->unknown[1].relative, 20.0, 1e-8, 0.0);
    assert_close(k.seek->goal[0].reached, 72.0, 1e-12, 0.0);
    close(&k);
}

/* The least ((12 - u) / 12)^2 + ((30 - 3 u) / 30)^2. */
static void fewer_instruments_miss_by_least_squares_and_say_so(void **state) {
    (void)state;
    static const ot_goal goal[] = {{"same", 2023, 12.0}, {"triple", 2023, 30.0}};
    static const ot_instrument instrument[] = {{"u", 0, 0, 1.0}};
    const double u = (1.0 / 12.0 + 1.0 / 10.0) / (1.0 / 144.0 + 1.0 / 100.0);
    solved k;
    find(&k, goal, 2, instrument, 1);
    assert_int_equal(k.seek->kind, OT_SEEK_LEAST_SQUARES);
    assert_close(k.seek->unknown[0].after, u, 1e-10, 0.0);
    assert_close(k.seek->miss, (12.0 - u) / 12.0, 1e-8, 0.0);
    const ot_note *note = ot_notes_at(k.s.notes, ot_notes_count(k.s.notes) - 1);
    assert_int_equal(note->severity, OT_SEVERITY_WARNING);
    assert_non_null(strstr(note->text[OT_LANGUAGE_EN], "not every goal is met"));
    close(&k);
}

static void refuse(const ot_goal *goal, size_t n, const ot_instrument *instrument,
                   size_t n_instruments, ot_status expected, const char *sentence) {
    ot_error err;
    solved k;
    solve(&k, MODEL);
    assert_int_equal(
        ot_seek_new(k.s.model, k.path, goal, n, instrument, n_instruments, NULL, &k.seek, &err),
        expected);
    assert_null(k.seek);
    if (!strstr(err.text[OT_LANGUAGE_EN], sentence)) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    close(&k);
}

static void refuse_goal(ot_goal goal, const char *sentence) {
    static const ot_instrument instrument[] = {{"g", 2023, 2023, 1.0}};
    refuse(&goal, 1, instrument, 1, OT_ERR_USAGE, sentence);
}

static void refuse_instrument(ot_instrument instrument, const char *sentence) {
    static const ot_goal goal[] = {{"y", 2023, 200.0}};
    refuse(goal, 1, &instrument, 1, OT_ERR_USAGE, sentence);
}

static void goals_that_cannot_be_met_are_named(void **state) {
    (void)state;
    static const ot_goal early[] = {{"late", 2024, 30.0}};
    static const ot_instrument after[] = {{"u", 2024, 2024, 1.0}};
    refuse(early, 1, after, 1, OT_ERR_NUMERIC, "no instrument reaches late@2024");
    static const ot_goal together[] = {{"same", 2023, 12.0}, {"triple", 2023, 30.0}};
    static const ot_instrument idle[] = {{"u", 0, 0, 1.0}, {"idle", 0, 0, 1.0}};
    refuse(together, 2, idle, 2, OT_ERR_NUMERIC, "cannot meet all goals at once");
    static const ot_goal negative[] = {{"square", 2023, -1.0}};
    static const ot_instrument u[] = {{"u", 0, 0, 1.0}};
    refuse(negative, 1, u, 1, OT_ERR_NUMERIC, "were not met after");
}

/* The first full step leads where log has no value: it is no hit, and a shorter one is taken. */
static void a_step_to_where_there_is_no_value_is_shortened(void **state) {
    (void)state;
    static const ot_goal goal[] = {{"risky", 2023, -5.0}};
    static const ot_instrument instrument[] = {{"u", 0, 0, 1.0}};
    solved k;
    find(&k, goal, 1, instrument, 1);
    assert_close(k.seek->unknown[0].after, exp(-5.0), 1e-8, 0.0);
    close(&k);
}

static void wrong_calls_are_told(void **state) {
    (void)state;
    static const ot_goal goal[] = {{"y", 2023, 200.0}, {"y", 2023, 210.0}};
    static const ot_instrument instrument[] = {{"g", 2023, 2023, 1.0}, {"g", 0, 0, 1.0}};
    refuse(goal, 0, instrument, 1, OT_ERR_USAGE, "a target and an instrument at least");
    refuse(goal, 1, instrument, 0, OT_ERR_USAGE, "a target and an instrument at least");
    refuse(goal, 2, instrument, 1, OT_ERR_USAGE, "the goal y@2023 stands twice");
    refuse(goal, 1, instrument, 2, OT_ERR_USAGE, "the instrument g is named twice for 2023");
    refuse_goal((ot_goal){"nothing", 2023, 1.0}, "no indicator \"nothing\"");
    refuse_goal((ot_goal){"y", 2026, 1.0}, "the year 2026 is not simulated");
    refuse_goal((ot_goal){"held", 2023, 1.0}, "held is given in 2023");
    refuse_instrument((ot_instrument){"nothing", 0, 0, 1.0}, "no driver and no indicator");
    refuse_instrument((ot_instrument){"total", 0, 0, 1.0}, "total is computed in 2023");
    refuse_instrument((ot_instrument){"g", 2022, 2023, 1.0}, "the year 2022 is not simulated");
    refuse_instrument((ot_instrument){"g", 2023, 2026, 1.0}, "the year 2026 is not simulated");
    refuse_instrument((ot_instrument){"g", 0, 0, 0.0}, "the weight of g is 0");
}

static void years_that_are_apart_are_refused(void **state) {
    (void)state;
    static const char STATIC[] =
        "model: { id = \"m\"; first_year = 2023; last_year = 2023; mode = \"static\"; };\n"
        "drivers: { g: { unit = \"index\"; value = 20.0; }; };\n"
        "indicators: { y: { unit = \"index\"; equation = \"y = 2 * g\"; }; };\n";
    static const ot_goal goal[] = {{"y", 2023, 200.0}};
    static const ot_instrument instrument[] = {{"g", 0, 0, 1.0}};
    ot_error err;
    solved k;
    solve(&k, STATIC);
    assert_int_equal(ot_seek_new(k.s.model, k.path, goal, 1, instrument, 1, NULL, &k.seek, &err),
                     OT_ERR_USAGE);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "use mode forecast or dynamic"));
    close(&k);
}

static int attempt(void *state) {
    static const ot_goal goal[] = {{"y", 2023, 200.0}, {"product", 2023, 72.0}};
    static const ot_instrument instrument[] = {
        {"g", 2023, 2024, 1.0}, {"u", 0, 0, 1.0}, {"v", 0, 0, 1.0}};
    solved *k = state;
    ot_seek *seek = NULL;
    const ot_status status =
        ot_seek_new(k->s.model, k->path, goal, 2, instrument, 3, NULL, &seek, NULL);
    assert_true((status == OT_OK) == (seek != NULL));
    ot_seek_free(seek);
    return (int)status;
}

static void a_failed_allocation_leaks_nothing(void **state) {
    (void)state;
    solved k;
    solve(&k, MODEL);
    assert_true(fail_each_allocation(attempt, &k, OT_ERR_NOMEM) > 10);
    close(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_instruments_as_goals_have_one_answer),
        cmocka_unit_test(a_setting_has_every_year_of_its_instrument),
        cmocka_unit_test(add_factors_rates_and_held_values_are_instruments_too),
        cmocka_unit_test(more_instruments_change_as_little_as_they_can),
        cmocka_unit_test(the_least_change_is_found_where_the_model_is_not_linear),
        cmocka_unit_test(fewer_instruments_miss_by_least_squares_and_say_so),
        cmocka_unit_test(goals_that_cannot_be_met_are_named),
        cmocka_unit_test(a_step_to_where_there_is_no_value_is_shortened),
        cmocka_unit_test(wrong_calls_are_told),
        cmocka_unit_test(years_that_are_apart_are_refused),
        cmocka_unit_test(a_failed_allocation_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
