/* Tests of src/import/scale.h. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "close_to.h"
#include "import/scale.h"

/* Copper in wholemeal flour, parts per million: `chem` of R's package MASS, Analytical Methods
 * Committee (1989). R 4: sd(chem) is 5.297396, hubers(chem)$s 0.673652. */
static void proposal_2_agrees_with_mass(void **state) {
    (void)state;
    double chem[] = {2.9,  3.1,  3.4,  3.4,  3.7,   3.7,  2.8, 2.5, 2.4, 2.4, 2.7, 2.2,
                     5.28, 3.37, 3.03, 3.03, 28.95, 3.77, 3.4, 2.2, 3.5, 3.6, 3.7, 3.7};
    assert_close(ot_scale_deviation(chem, 24), 5.297396, 0.0, 1e-6);
    assert_close(ot_scale_huber(chem, 24), 0.673652, 0.0, 1.1e-6);
}

/* With no value beyond 1.5 scales it is the deviation over the root of the mean of min(z^2, 1.5^2),
 * z standard normal. */
static void nothing_is_moved_in_a_short_sample(void **state) {
    (void)state;
    double x[] = {1, -1, 1, -1, 1, -1, 1, -1};
    const double deviation = ot_scale_deviation(x, 8);
    assert_close(deviation, sqrt(8.0 / 7.0), 1e-15, 0.0);
    assert_close(ot_scale_huber(x, 8), deviation / sqrt(0.77846521617447), 1e-12, 0.0);
}

static void one_break_hardly_moves_it(void **state) {
    (void)state;
    double x[26], y[26];
    for (int i = 0; i < 26; i++)
        x[i] = y[i] = sin(10.0 * i);
    y[7] = 1e9;
    const double scale = ot_scale_huber(x, 26), after = ot_scale_huber(y, 26);
    assert_true(after > scale && after < 1.2 * scale);
}

static void units_go_through(void **state) {
    (void)state;
    double x[9], y[9];
    for (int i = 0; i < 9; i++) {
        x[i] = exp(0.5 * i);
        y[i] = 1e6 * x[i] - 3e6;
    }
    assert_close(ot_scale_huber(y, 9), 1e6 * ot_scale_huber(x, 9), 1e-10, 0.0);
}

static void half_of_the_same_have_no_scale(void **state) {
    (void)state;
    double x[] = {0, 0, 3, 0, 0, 1e3, 0, -2, 0};
    assert_true(ot_scale_huber(x, 9) <= 0.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(proposal_2_agrees_with_mass),
        cmocka_unit_test(nothing_is_moved_in_a_short_sample),
        cmocka_unit_test(one_break_hardly_moves_it),
        cmocka_unit_test(units_go_through),
        cmocka_unit_test(half_of_the_same_have_no_scale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
