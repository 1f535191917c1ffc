/* Tests of assess/audit/audit_tie.c: whatever satisfies a tie lies in every projection of it. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assess/audit/audit.h"

enum { MOST = 4 };

/* Values that satisfy the tie exactly, by the definition in audit.h. */
static const struct {
    ot_tie_kind kind;
    size_t n;
    double value[MOST];
} CASE[] = {
    {OT_TIE_GROWTH, 3, {0.25, 50.0, 40.0}},    {OT_TIE_GROWTH, 3, {-0.5, 4.0, 8.0}},
    {OT_TIE_INCREMENT, 3, {10.0, 50.0, 40.0}}, {OT_TIE_SUM, 4, {12.0, 3.0, 4.0, 5.0}},
    {OT_TIE_PARTS, 3, {12.0, 3.0, 4.0}},       {OT_TIE_PRODUCT, 3, {12.0, 3.0, 4.0}},
    {OT_TIE_SHARE, 3, {0.75, 3.0, 4.0}},       {OT_TIE_SAME, 2, {7.0, 7.0}},
};
enum { N_CASES = sizeof CASE / sizeof *CASE };

static int holds(ot_interval x, double value) { return x.low <= value && value <= x.high; }

static void every_figure_lies_in_what_the_others_leave_it(void **state) {
    (void)state;
    for (size_t c = 0; c < N_CASES; c++) {
        ot_interval exact[MOST], wide[MOST];
        for (size_t k = 0; k < CASE[c].n; k++) {
            exact[k] = ot_interval_at(CASE[c].value[k]);
            wide[k] = ot_interval_around(CASE[c].value[k], 0.001);
        }
        for (size_t k = 0; k < CASE[c].n; k++) {
            assert_true(holds(ot_tie_project(CASE[c].kind, exact, CASE[c].n, k), CASE[c].value[k]));
            assert_true(holds(ot_tie_project(CASE[c].kind, wide, CASE[c].n, k), CASE[c].value[k]));
        }
    }
}

/* But for parts, which leave room, a projection of points is a point. */
static void exact_figures_leave_one_value(void **state) {
    (void)state;
    for (size_t c = 0; c < N_CASES; c++) {
        ot_interval exact[MOST];
        for (size_t k = 0; k < CASE[c].n; k++)
            exact[k] = ot_interval_at(CASE[c].value[k]);
        for (size_t k = 0; k < CASE[c].n && CASE[c].kind != OT_TIE_PARTS; k++) {
            const ot_interval x = ot_tie_project(CASE[c].kind, exact, CASE[c].n, k);
            assert_true(fabs(x.high - x.low) < 1e-12 * (1.0 + fabs(CASE[c].value[k])));
        }
    }
}

static void parts_leave_room_on_one_side(void **state) {
    (void)state;
    const ot_interval value[] = {ot_interval_at(12.0), ot_interval_at(3.0), ot_interval_at(4.0)};
    const ot_interval whole = ot_tie_project(OT_TIE_PARTS, value, 3, 0);
    const ot_interval part = ot_tie_project(OT_TIE_PARTS, value, 3, 1);
    assert_true(holds(whole, 7.0) && holds(whole, 1e9) && !holds(whole, 6.99));
    assert_true(holds(part, 8.0) && holds(part, 0.0) && !holds(part, 8.01));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_figure_lies_in_what_the_others_leave_it),
        cmocka_unit_test(exact_figures_leave_one_value),
        cmocka_unit_test(parts_leave_room_on_one_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
