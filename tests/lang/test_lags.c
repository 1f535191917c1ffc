/* Distributed lags. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "small_scope.h"

static void weights_are_a_polynomial_in_the_lag(void **state) {
    (void)state;
    static const small_worth row[] = {
        /* z is 5 and one less a year earlier; weights by hand */
        {"pdl(z, 0, 2)", 10},
        {"pdl(z, 2, 1)", 12},                   /* 5 + 4 + 3 */
        {"pdl(z, 2, 1, 10)", 112},              /* 1, 11, 21: 5 + 44 + 63 */
        {"pdl(z, 3, 1, 2, 3)", 148},            /* 1, 6, 17, 34: 5 + 24 + 51 + 68 */
        {"pdl_near(z, 2, 1)", 22},              /* 1, 2, 3: 5 + 8 + 9 */
        {"pdl_far(z, 2, 1)", 26},               /* 3, 2, 1: 15 + 8 + 3 */
        {"pdl_both(z, 2, 1)", 40},              /* 3, 4, 3: 15 + 16 + 9 */
        {"pdl_both(z, 1, 0, 1)", 8},            /* 0, 2 * 1 * 1: 4 * 2 */
        {"pdl(z, 1, 0, 0, 0, 0, 0, 0, 3)", 12}, /* 3 k^6 */
        {"pdl(z * x, 1, a, b)", -1},            /* a 10 + (a + b) 4: 5 - 6 */
        {"pdl(d(z), 4, 1)", 5},
    };
    small_check_values(row, sizeof row / sizeof *row);
}

static void a_tied_end_has_no_weight_one_year_beyond(void **state) {
    (void)state;
    small_draw draw;
    small_numbers(&draw);
    memset(draw.series[1], 0, sizeof draw.series[1]);
    draw.series[1][3] = 1.0; /* y was 1 three years ago: the weight of lag 3 */
    assert_true(small_value("pdl_far(y, 3, 5)", &draw) == 5.0);   /* 1 year before the end */
    assert_true(small_value("pdl_near(y, 3, 5)", &draw) == 20.0); /* 4 after the beginning */
    assert_true(small_value("pdl_both(y, 3, 5)", &draw) == 20.0);
}

static void they_stay_linear_in_their_coefficients(void **state) {
    (void)state;
    ot_arena *arena = ot_arena_new();
    ot_error err;
    const ot_equation *e = small_parse("x = pdl_both(y, 5, a, b, c)", arena, NULL, &err);
    assert_non_null(e);
    assert_true(ot_tree_is_linear(e->right, NULL));
    assert_int_equal(e->max_lag, 5);
    ot_arena_free(arena);
}

static void memory_may_run_out_at_any_time(void **state) {
    (void)state;
    small_check_memory("x = pdl(dlog(y), 30, a, b, c) + dummy(2020, 2021)", 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_are_a_polynomial_in_the_lag),
        cmocka_unit_test(a_tied_end_has_no_weight_one_year_beyond),
        cmocka_unit_test(they_stay_linear_in_their_coefficients),
        cmocka_unit_test(memory_may_run_out_at_any_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
