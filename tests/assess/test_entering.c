/* Tests of assess/review/entering.h on a chain of equations whose readers are written beside them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "assess/review/entering.h"
#include "assess/review/review.h"
#include "chain.h"
#include "estimate/case.h"

/* x reads g; y reads x of the year before; z reads y, and y of this year reads z of the last; w
 * reads h alone, though its residual goes with that of x. In `fixed` y is given. */
static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
    "drivers: { g: { unit = \"share\"; value = 0.5; law = { family = \"normal\"; scale = 0.1; }; };"
    " h: { unit = \"share\"; value = 0.5; law = { family = \"normal\"; scale = 0.1; }; }; };\n"
    "indicators: {\n"
    "  x: { unit = \"index\"; equation = \"x = 100 * g\"; residual = { scale = 20.0; };"
    "    start = { year = 2022; value = 50.0; }; };\n"
    "  y: { unit = \"index\"; equation = \"y = 0.5 * x(-1) + 0.2 * z(-1)\";"
    "    residual = { scale = 1.0; }; start = { year = 2022; value = 30.0; }; };\n"
    "  z: { unit = \"index\"; equation = \"z = 2 * y\"; start = { year = 2022; value = 50.0; }; "
    "};\n"
    "  w: { unit = \"index\"; equation = \"w = 100 * h\"; residual = { scale = 20.0; };"
    "    start = { year = 2022; value = 50.0; }; };\n"
    "};\n"
    "correlations: { pairs = ( ( \"residual(x)\", \"residual(w)\", 0.9 ), ( \"g\", \"h\", 0.9 ) );"
    " };\n"
    "scenarios: { base: {}; fixed: { extends = \"base\";"
    " exogenise: { y = ( (2023, 30.0), (2024, 30.0) ); }; }; };\n"
    "targets: ( { indicator = \"w\"; year = 2023; at_least = 55.0; } );\n";

/* g, h, then the residuals of x, y, w. */
static void check(const ot_model *m, size_t scenario, size_t indicator, const char *expected) {
    char said[16] = "";
    ot_arena *room = ot_arena_new();
    uint8_t enters[8] = {0};
    assert_int_equal(m->n_drivers + m->n_disturbances, strlen(expected));
    assert_int_equal(ot_entering_mark(m, scenario, indicator, room, enters), 1);
    for (size_t i = 0; i < strlen(expected); i++)
        said[i] = enters[i] ? '1' : '0';
    assert_string_equal(said, expected);
    ot_arena_free(room);
}

static void equations_are_followed_through_others_and_years(void **state) {
    (void)state;
    chain s;
    chain_open(&s, MODEL);
    check(s.model, 0, 0, "10100");
    check(s.model, 0, 1, "10110");
    check(s.model, 0, 2, "10110");
    check(s.model, 0, 3, "01001");
    check(s.model, 1, 2, "00000"); /* z of a y that is given */
    chain_close(&s);
}

/* g and the residual of x go with what decides w, and are not named. */
static void what_goes_along_does_not_decide(void **state) {
    (void)state;
    chain s;
    ot_error err;
    ot_review *r = NULL;
    chain_open(&s, MODEL);
    ot_review_options options = ot_review_options_default();
    ot_run_options run = ot_projection_options(s.model);
    run.draws = 5000;
    options.reach = 0.8;
    if (ot_review_new(s.model, (const ot_case *const *)s.c, 1, &run, &options, NULL, &r, &err))
        fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    const ot_conditional *c = &r->c[0].target[0].conditional;
    assert_int_equal(c->n_inputs, 2);
    assert_int_equal(c->input[0].input, 4);
    assert_int_equal(c->input[1].input, 1);
    assert_int_equal(r->facts[0].reach.n_changes, 1);
    assert_int_equal(r->facts[0].reach.change[0].driver, 1);
    ot_review_free(r);
    chain_close(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equations_are_followed_through_others_and_years),
        cmocka_unit_test(what_goes_along_does_not_decide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
