/* Tests of ot_correlation_factor (estimate/law.h): factors, refusals, the nearest matrix. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "estimate/law.h"
#include "failing_alloc.h"
#include "outturn/init.h"

/* L L' into `product`; L has zeros above the diagonal. */
static void multiply(const double *lower, size_t n, double *product) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            product[i * n + j] = 0.0;
            for (size_t l = 0; l < n; l++)
                product[i * n + j] += lower[i * n + l] * lower[j * n + l];
            if (j > i) assert_close(lower[i * n + j], 0.0, 0.0, 0.0);
        }
}

static void a_factor_times_its_transpose_is_the_matrix(void **state) {
    (void)state;
    const double r[] = {1, 0.4, -0.2, 0.4, 1, 0.6, -0.2, 0.6, 1};
    double lower[9], product[9], distance = 77.0;
    ot_error err;
    assert_int_equal(ot_correlation_factor(r, 3, 0, lower, &distance, &err), OT_OK);
    assert_close(distance, 0.0, 0.0, 0.0);
    assert_close(lower[3], 0.4, 0.0, 1e-16);
    assert_close(lower[4], sqrt(1.0 - 0.16), 0.0, 1e-15);
    multiply(lower, 3, product);
    for (size_t i = 0; i < 9; i++)
        assert_close(product[i], r[i], 0.0, 1e-15);
}

static void nothing_and_one_variable_have_factors(void **state) {
    (void)state;
    const double r[] = {1.0};
    double lower[1], distance = 77.0;
    ot_error err;
    assert_int_equal(ot_correlation_factor(NULL, 0, 0, NULL, &distance, &err), OT_OK);
    assert_close(distance, 0.0, 0.0, 0.0);
    assert_int_equal(ot_correlation_factor(r, 1, 1, lower, &distance, &err), OT_OK);
    assert_close(lower[0], 1.0, 0.0, 0.0);
}

/* An intercept and a trend counted from the year 0 correlate to within 1e-12: still a regression
 * that determines both. */
static void strong_correlations_of_coefficients_are_no_fault(void **state) {
    (void)state;
    const double rho = -1.0 + 1e-12, r[] = {1, rho, rho, 1};
    double lower[4], distance;
    ot_error err;
    assert_int_equal(ot_correlation_factor(r, 2, 0, lower, &distance, &err), OT_OK);
    assert_close(lower[3] / sqrt(2e-12), 1.0, 0.0, 1e-4);
}

/* N. J. Higham's example of 2002: eigenvalues 1 - sqrt(2), 1, 1 + sqrt(2). */
static const double HIGHAM[] = {1, 1, 0, 1, 1, 1, 0, 1, 1};

static void an_indefinite_matrix_is_refused_with_its_smallest_eigenvalue(void **state) {
    (void)state;
    double lower[9] = {77.0}, distance = 77.0;
    ot_error err;
    assert_int_equal(ot_correlation_factor(HIGHAM, 3, 0, lower, &distance, &err), OT_ERR_INPUT);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "-0.414214"));
    assert_non_null(strstr(err.text[OT_LANGUAGE_ZH], "-0.414214"));
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "nearest = true"));
    assert_close(lower[0], 77.0, 0.0, 0.0);
    assert_close(distance, 77.0, 0.0, 0.0);
    const double same[] = {1, 1, 1, 1}; /* one variable under two names */
    assert_int_equal(ot_correlation_factor(same, 2, 0, lower, &distance, &err), OT_ERR_INPUT);
}

/* Expected: nearPD of R's Matrix package, an implementation of the same algorithm. */
static void the_nearest_matrix_is_highams(void **state) {
    (void)state;
    double lower[9], product[9], distance;
    ot_error err;
    assert_int_equal(ot_correlation_factor(HIGHAM, 3, 1, lower, &distance, &err), OT_OK);
    multiply(lower, 3, product);
    for (size_t i = 0; i < 3; i++)
        assert_close(product[4 * i], 1.0, 0.0, 1e-14);
    assert_close(product[1], 0.760689853401, 0.0,
                 1e-7); /* the floor of eigenvalues moves it so far */
    assert_close(product[2], 0.157298106139, 0.0, 1e-7);
    assert_close(product[5], 0.760689853401, 0.0, 1e-7);
    assert_close(distance, 1.0 - 0.760689853401, 0.0, 1e-7);
}

static void a_repaired_matrix_is_near_and_definite(void **state) {
    (void)state;
    enum { N = 12 };
    double r[N * N], lower[N * N], product[N * N], distance;
    ot_error err;
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j <= i; j++)
            r[i * N + j] = r[j * N + i] = i == j ? 1.0 : (i * j) % 3 == 0 ? 0.9 : -0.8;
    assert_int_equal(ot_correlation_factor(r, N, 0, lower, &distance, &err), OT_ERR_INPUT);
    assert_int_equal(ot_correlation_factor(r, N, 1, lower, &distance, &err), OT_OK);
    multiply(lower, N, product);
    double largest = 0.0;
    for (size_t i = 0; i < N * N; i++)
        largest = fmax(largest, fabs(product[i] - r[i]));
    assert_close(distance, largest, 0.0, 1e-14);
    for (size_t i = 0; i < N; i++) {
        assert_close(product[i * (N + 1)], 1.0, 0.0, 1e-14);
        assert_true(lower[i * (N + 1)] > 1e-5); /* pivots of a matrix with eigenvalues over 1e-8 */
    }
    /* Repairing what is repaired already changes nothing. */
    for (size_t i = 0; i < N; i++)
        product[i * (N + 1)] = 1.0;
    assert_int_equal(ot_correlation_factor(product, N, 1, lower, &distance, &err), OT_OK);
    assert_close(distance, 0.0, 0.0, 0.0);
}

static void entries_that_no_correlation_has_are_refused(void **state) {
    (void)state;
    const double wide[] = {1, 1.5, 1.5, 1}, lost[] = {1, NAN, NAN, 1}, skew[] = {1, 0.1, 0.2, 1};
    const double diagonal[] = {1, 0, 0, 0.5};
    double lower[4], distance;
    ot_error err;
    assert_int_equal(ot_correlation_factor(wide, 2, 1, lower, &distance, &err), OT_ERR_INPUT);
    assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "1.5; must lie in [-1, 1]"));
    assert_int_equal(ot_correlation_factor(lost, 2, 1, lower, &distance, &err), OT_ERR_INPUT);
    assert_int_equal(ot_correlation_factor(skew, 2, 1, lower, &distance, &err), OT_ERR_INPUT);
    assert_int_equal(ot_correlation_factor(diagonal, 2, 1, lower, &distance, &err), OT_ERR_INPUT);
}

static void a_failing_allocation_is_reported(void **state) {
    (void)state;
    double lower[9], distance = 77.0;
    ot_error err;
    fail_allocation(0);
    assert_int_equal(ot_correlation_factor(HIGHAM, 3, 1, lower, &distance, &err), OT_ERR_NOMEM);
    fail_allocation(-1);
    assert_close(distance, 77.0, 0.0, 0.0);
}

int main(void) {
    ot_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_factor_times_its_transpose_is_the_matrix),
        cmocka_unit_test(nothing_and_one_variable_have_factors),
        cmocka_unit_test(strong_correlations_of_coefficients_are_no_fault),
        cmocka_unit_test(an_indefinite_matrix_is_refused_with_its_smallest_eigenvalue),
        cmocka_unit_test(the_nearest_matrix_is_highams),
        cmocka_unit_test(a_repaired_matrix_is_near_and_definite),
        cmocka_unit_test(entries_that_no_correlation_has_are_refused),
        cmocka_unit_test(a_failing_allocation_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
