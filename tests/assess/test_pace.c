/* Tests of assess/review/pace.h: the four words and their bounds, within a year and over years. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assess/review/pace.h"
#include "close_to.h"
#include "small_model.h"

static const char MODEL[] =
    "model: { id = \"m\"; first_year = 2023; last_year = 2025; };\n"
    "data: { files = ( \"data.csv\" ); };\n"
    "indicators: { x: { unit = \"index\"; equation = \"x = x(-1)\";\n"
    " partial = { year = 2023; through_month = 6; value = 55.0; }; };\n"
    " y: { unit = \"index\"; equation = \"y = y(-1)\";\n"
    " partial = { year = 2023; through_month = 6; value = 50.0; usual_share = 0.4; }; }; };\n"
    "targets: ( { id = \"so_far\"; indicator = \"x\"; year = 2023; at_least = 110.0; },\n"
    " { id = \"growth\"; indicator = \"x\"; measure = \"growth\"; year = 2023; at_least = 25.0; "
    "},\n"
    " { id = \"usual\"; indicator = \"y\"; year = 2023; at_least = 100.0; },\n"
    " { id = \"early\"; indicator = \"y\"; year = 2023; at_least = 50.0; },\n"
    " { id = \"limit\"; indicator = \"y\"; year = 2023; at_most = 100.0; },\n"
    " { id = \"more\"; indicator = \"x\"; measure = \"increment\"; from = 2020; year = 2025; "
    "at_least = 50.0; },\n"
    " { id = \"pace\"; indicator = \"x\"; measure = \"average_growth\"; from = 2020; year = 2025;"
    " at_least = 5.0; } );\n";
static const char DATA[] = "indicator,year,value\nx,2020,80\nx,2022,100\ny,2022,100\n";

static void check(const small_model *m, size_t j, ot_pace_word word, double done, double due) {
    const ot_model_target *t = &m->model->target[j];
    const ot_indicator_facts facts = {
        .indicator = t->indicator, .last_year = 2022, .last_value = 100.0};
    ot_pace pace;
    ot_pace_fill(m->model, t, &facts, &pace);
    assert_int_equal(pace.word, word);
    if (word == OT_PACE_NONE) return;
    assert_close(pace.done, done, 1e-12, 0.0);
    assert_close(pace.due, due, 1e-12, 0.0);
}

static void what_is_done_is_held_against_what_is_due(void **state) {
    (void)state;
    ot_error err;
    small_model m;
    small_model_init(&m, MODEL, DATA, NULL, &err);
    if (!m.model) fail_msg("%s", err.text[OT_LANGUAGE_EN]);
    check(&m, 0, OT_PACE_IN_LINE, 0.5, 0.5);
    check(&m, 1, OT_PACE_BEHIND, 55.0 / 125.0, 0.5);
    check(&m, 2, OT_PACE_FASTER, 0.5, 0.4);
    check(&m, 3, OT_PACE_AHEAD, 1.0, 0.4);
    check(&m, 4, OT_PACE_NONE, 0.0, 0.0);
    check(&m, 5, OT_PACE_IN_LINE, 0.4, 0.4); /* 20 of 50 in two of five years */
    check(&m, 6, OT_PACE_FASTER, log(1.25) / (5.0 * log(1.05)), 0.4);
    small_model_clear(&m);
}

static void a_bound_belongs_to_the_better_side(void **state) {
    (void)state;
    assert_int_equal(ot_pace_word_of(0.55, 0.5), OT_PACE_FASTER);
    assert_int_equal(ot_pace_word_of(0.549, 0.5), OT_PACE_IN_LINE);
    assert_int_equal(ot_pace_word_of(0.45, 0.5), OT_PACE_IN_LINE);
    assert_int_equal(ot_pace_word_of(0.449, 0.5), OT_PACE_BEHIND);
    assert_int_equal(ot_pace_word_of((double)NAN, 0.5), OT_PACE_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_done_is_held_against_what_is_due),
        cmocka_unit_test(a_bound_belongs_to_the_better_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
