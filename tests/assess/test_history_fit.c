/* Tests of assess/tune/history_fit.h: errors of a few years, worked out by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "assess/tune/history_fit.h"
#include "close_to.h"

static ot_solved_year compared(int year, double value, double observed) {
    return (ot_solved_year){year, 0, value, observed, observed - value};
}

static void errors_are_simulated_less_observed(void **state) {
    (void)state;
    /* errors 2, -1, 5; shares 2/10, 1/20, 5/40 */
    const ot_solved_year year[] = {compared(2020, 12.0, 10.0), compared(2021, 19.0, 20.0),
                                   compared(2022, 45.0, 40.0)};
    const ot_history_fit fit = ot_history_fit_of(year, 3, 40.0);
    assert_int_equal(fit.n, 3);
    assert_close(fit.mean_error, 2.0, 0.0, 0.0);
    assert_close(fit.rmse, sqrt(10.0), 1e-15, 0.0);
    assert_close(fit.mape, 12.5, 1e-15, 0.0);
    assert_close(fit.largest, -5.0, 0.0, 0.0);
    assert_int_equal(fit.largest_year, 2022);
    assert_close(fit.relative, 0.125, 0.0, 0.0);
    assert_false(fit.is_reproduced);
}

static void years_that_cannot_be_compared_are_left_out(void **state) {
    (void)state;
    ot_solved_year year[] = {compared(2020, 12.0, NAN), compared(2021, NAN, 20.0),
                             compared(2022, 30.0, 30.0), compared(2023, 44.0, 40.0)};
    year[3].residual = NAN; /* held */
    const ot_history_fit fit = ot_history_fit_of(year, 4, 40.0);
    assert_int_equal(fit.n, 1);
    assert_close(fit.rmse, 0.0, 0.0, 0.0);
    assert_int_equal(fit.largest_year, 2022);
    assert_true(fit.is_reproduced);
}

static void nothing_compared_is_no_number(void **state) {
    (void)state;
    const ot_solved_year year = compared(2020, 1.0, NAN);
    const ot_history_fit fit = ot_history_fit_of(&year, 1, 0.0);
    assert_int_equal(fit.n, 0);
    assert_true(isnan(fit.mean_error) && isnan(fit.rmse) && isnan(fit.mape));
    assert_true(isnan(fit.largest) && isnan(fit.relative));
    assert_false(fit.is_reproduced);
}

static void an_observed_zero_has_no_percentage(void **state) {
    (void)state;
    const ot_solved_year year[] = {compared(2020, 1.0, 0.0), compared(2021, 2.0, 4.0)};
    const ot_history_fit fit = ot_history_fit_of(year, 2, 4.0);
    assert_true(isnan(fit.mape));
    assert_close(fit.rmse, sqrt(2.5), 1e-15, 0.0);
    const ot_history_fit zeros = ot_history_fit_of(year, 1, 0.0);
    assert_true(isnan(zeros.relative));
    assert_false(zeros.is_reproduced);
}

static void rounding_counts_as_reproduced(void **state) {
    (void)state;
    const ot_solved_year near = compared(2020, 100.0 + 9e-5, 100.0);
    const ot_solved_year far = compared(2020, 100.0 + 2e-4, 100.0);
    assert_true(ot_history_fit_of(&near, 1, 100.0).is_reproduced);
    assert_false(ot_history_fit_of(&far, 1, 100.0).is_reproduced);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_are_simulated_less_observed),
        cmocka_unit_test(years_that_cannot_be_compared_are_left_out),
        cmocka_unit_test(nothing_compared_is_no_number),
        cmocka_unit_test(an_observed_zero_has_no_percentage),
        cmocka_unit_test(rounding_counts_as_reproduced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
