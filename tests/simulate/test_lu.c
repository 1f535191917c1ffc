/* LU factors of small matrices: solutions that are known, singular matrices that are refused. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "simulate/lu.h"

enum { MOST = 8 };

static void a_small_system_is_solved_with_pivots(void **state) {
    (void)state;
    double a[] = {0, 2, 1, 1, -2, -3, -1, 1, 2}; /* the first pivot is 0 */
    double b[] = {-8, 0, 3};
    int32_t pivot[3];
    assert_int_equal(ot_lu_factor(a, 3, pivot), 3);
    ot_lu_solve(a, 3, pivot, b);
    assert_close(b[0], -4.0, 1e-14, 0);
    assert_close(b[1], -5.0, 1e-14, 0);
    assert_close(b[2], 2.0, 1e-14, 0);
}

/* Hilbert's matrix times (1, -1, 1 ...): its condition number is 1.5e10 at n = 8. */
static void ill_conditioned_systems_lose_no_more_than_they_must(void **state) {
    (void)state;
    double a[MOST * MOST], b[MOST] = {0};
    int32_t pivot[MOST];
    for (size_t i = 0; i < MOST; i++)
        for (size_t j = 0; j < MOST; j++) {
            a[i * MOST + j] = 1.0 / (double)(i + j + 1);
            b[i] += (j % 2 ? -1.0 : 1.0) * a[i * MOST + j];
        }
    assert_int_equal(ot_lu_factor(a, MOST, pivot), MOST);
    ot_lu_solve(a, MOST, pivot, b);
    for (size_t j = 0; j < MOST; j++)
        assert_close(b[j], j % 2 ? -1.0 : 1.0, 1e-5, 0);
}

static void dependent_rows_are_found(void **state) {
    (void)state;
    double twice[] = {1, 2, 2, 4}, zero[] = {0}, nan[] = {(double)NAN};
    double sum[] = {1, 2, 3, 4, 5, 6, 5, 7, 9}; /* the third is the sum of the others */
    int32_t pivot[3];
    assert_int_equal(ot_lu_factor(twice, 2, pivot), 1);
    assert_int_equal(ot_lu_factor(zero, 1, pivot), 0);
    assert_int_equal(ot_lu_factor(nan, 1, pivot), 0);
    assert_int_equal(ot_lu_factor(sum, 3, pivot), 2);
    assert_int_equal(ot_lu_factor(sum, 0, pivot), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_system_is_solved_with_pivots),
        cmocka_unit_test(ill_conditioned_systems_lose_no_more_than_they_must),
        cmocka_unit_test(dependent_rows_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
