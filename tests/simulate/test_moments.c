/* Tests of moments: certified values, the order of adding, what is never averaged, moments that do
 * not exist. */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "simulate/moments.h"

static void check_close(double seen, double expected, double relative) {
    if (!(fabs(seen - expected) <= relative * fabs(expected)))
        fail_msg("%.17g, should be %.17g", seen, expected);
}

static ot_moments moments_of(const double *value, size_t n) {
    ot_moments m;
    ot_moments_init(&m, value, n);
    ot_moments_add(&m, value, n);
    return m;
}

/* NIST Statistical Reference Datasets, univariate summary statistics, NumAcc1 to NumAcc4: one value
 * in the middle, then low and high by turns; certified mean and standard deviation. */
static void certified_means_and_deviations_are_found(void **state) {
    (void)state;
    const double few[] = {10000001, 10000003, 10000002};
    ot_moments m = moments_of(few, 3);
    check_close(ot_moments_mean(&m), 10000002, 0.0);
    check_close(ot_moments_sd(&m), 1.0, 0.0);
    const double base[] = {1, 1000000, 10000000};
    const double digits[] = {1e-15, 1e-9, 1e-8}; /* the data themselves have no more */
    for (size_t k = 0; k < 3; k++) {
        double value[1001] = {base[k] + 0.2};
        for (size_t i = 1; i < 1001; i++)
            value[i] = base[k] + (i % 2 ? 0.1 : 0.3);
        m = moments_of(value, 1001);
        check_close(ot_moments_mean(&m), base[k] + 0.2, 1e-15);
        check_close(ot_moments_sd(&m), 0.1, digits[k]);
    }
}

static double uniform(uint64_t *seed) { /* splitmix64 (Steele, Lea, Flood 2014), in (0, 1) */
    uint64_t z = *seed += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return ((double)((z ^ (z >> 31)) >> 12) + 0.5) / 0x1p52;
}

static void same_bits(double a, double b) { assert_memory_equal(&a, &b, sizeof a); }

static void the_order_of_blocks_leaves_no_trace(void **state) {
    (void)state;
    enum { N = 5008, N_ORDERS = 3 };
    static double value[N];
    uint64_t seed = 3;
    for (size_t i = 0; i < N; i++)
        value[i] = exp(9.0 * uniform(&seed)) - (double)(i % 7) / 3.0;
    value[1234] = NAN;
    const ot_moments whole = moments_of(value, N);
    const size_t length[N_ORDERS] = {256, 768, 4096};
    for (size_t k = 0; k < N_ORDERS; k++) {
        ot_moments backwards, part;
        ot_moments_init(&backwards, value, N);
        for (size_t end = (N + length[k] - 1) / length[k]; end-- > 0;) {
            const size_t first = end * length[k], left = N - first;
            ot_moments_init(&part, value, N);
            ot_moments_add(&part, value + first, left < length[k] ? left : length[k]);
            ot_moments_merge(&backwards, &part);
        }
        assert_int_equal(backwards.n, N - 1);
        assert_int_equal(backwards.n_nonfinite, 1);
        same_bits(ot_moments_mean(&backwards), ot_moments_mean(&whole));
        same_bits(ot_moments_sd(&backwards), ot_moments_sd(&whole));
    }
}

static void draws_that_are_not_finite_are_never_averaged(void **state) {
    (void)state;
    double value[40];
    for (size_t i = 0; i < 40; i++)
        value[i] = i % 3 == 0 ? 1.0 : i % 3 == 1 ? 3.0 : NAN;
    value[2] = INFINITY;
    value[35] = -INFINITY;
    const ot_moments m = moments_of(value, 40);
    assert_int_equal(m.n, 27);
    assert_int_equal(m.n_nonfinite, 13);
    check_close(ot_moments_mean(&m), (14 * 1.0 + 13 * 3.0) / 27, 1e-15);
    check_close(ot_moments_sd(&m), sqrt((14 * 13 * 4.0 / 27) / 26), 1e-14);
}

static void a_constant_has_no_deviation(void **state) {
    (void)state;
    static double value[2000];
    const double constant[] = {0.0, 0.1, -1e300, DBL_MAX, 5e-324};
    for (size_t k = 0; k < sizeof constant / sizeof *constant; k++) {
        for (size_t i = 0; i < 2000; i++)
            value[i] = constant[k];
        const ot_moments m = moments_of(value, 2000);
        same_bits(ot_moments_mean(&m), constant[k]);
        same_bits(ot_moments_sd(&m), 0.0);
    }
}

static void fewer_than_two_draws_have_no_moments(void **state) {
    (void)state;
    const double value[] = {5.0, NAN, NAN};
    for (size_t n = 0; n <= 3; n++) {
        const ot_moments m = moments_of(value, n);
        assert_true(isnan(ot_moments_mean(&m)));
        assert_true(isnan(ot_moments_sd(&m)));
    }
}

static void a_draw_that_dominates_a_sum_hides_its_moment(void **state) {
    (void)state;
    enum { N = 100000 };
    double *value = calloc(N, sizeof *value);
    assert_non_null(value);
    for (size_t i = 0; i < N; i++)
        value[i] = i % 2 ? 1.0 : -1.0;
    value[777] = 200.0; /* of the squared deviations 17 %, of the deviations less than 1 % */
    ot_moments m = moments_of(value, N);
    check_close(ot_moments_mean(&m), 199.0 / N, 1e-12);
    assert_true(isfinite(ot_moments_sd(&m)));
    value[777] = 300.0; /* 31 % of the squares */
    m = moments_of(value, N);
    assert_true(isfinite(ot_moments_mean(&m)));
    assert_true(isnan(ot_moments_sd(&m)));
    value[777] = 40000.0; /* 29 % of the deviations */
    m = moments_of(value, N);
    assert_true(isnan(ot_moments_mean(&m)));
    assert_true(isnan(ot_moments_sd(&m)));
    m = moments_of(value + 700, 999); /* too few to say so */
    assert_true(isfinite(ot_moments_mean(&m)));
    value[777] = 1e200; /* its square would overflow */
    m = moments_of(value, N);
    assert_int_equal(m.n_huge, 1);
    assert_true(isnan(ot_moments_mean(&m)));
    assert_true(isnan(ot_moments_sd(&m)));
    free(value);
}

/* exp of a Cauchy variable has no mean; a normal, a uniform and an exponential one have one. */
static void shapes_with_moments_keep_them_and_others_do_not(void **state) {
    (void)state;
    enum { N = 100000 };
    double *value = calloc(N, sizeof *value);
    assert_non_null(value);
    const double pi = acos(-1.0);
    for (uint64_t seed = 1; seed <= 20; seed++) {
        uint64_t s = seed;
        for (size_t i = 0; i < N; i++)
            value[i] = exp(tan(pi * (uniform(&s) - 0.5)) / 50.0);
        ot_moments m = moments_of(value, N);
        assert_true(isnan(ot_moments_mean(&m)));
        assert_true(isnan(ot_moments_sd(&m)));
        for (size_t i = 0; i < N; i++)
            value[i] = -log(uniform(&s));
        m = moments_of(value, N);
        check_close(ot_moments_mean(&m), 1.0, 6.0 / sqrt(N));
        check_close(ot_moments_sd(&m), 1.0, 6.0 * sqrt(2.0 / N)); /* kurtosis 9 */
    }
    free(value);
}

static void the_mean_of_what_is_above_0_needs_one_sum(void **state) {
    (void)state;
    enum { N = 1000 };
    double x[N], some[N];
    for (size_t i = 0; i < N; i++)
        x[i] = i % 3 == 0 ? (double)NAN : (double)(i * 7919 % N) + 0.125;
    memcpy(some, x, sizeof x);
    for (size_t i = 0; i < N; i += 3) /* which are not there */
        some[i] = i % 2 ? -(double)i : 0.0;
    ot_moments both, one, parts[2];
    ot_moments_init(&both, NULL, 0);
    one = parts[0] = parts[1] = both;
    ot_moments_add(&both, x, N);
    ot_moments_add_positive(&one, some, N);
    for (size_t i = 0; i < N; i += OT_MOMENTS_CHUNK)
        ot_moments_add_positive(&parts[i / OT_MOMENTS_CHUNK % 2], x + i,
                                N - i < OT_MOMENTS_CHUNK ? N - i : OT_MOMENTS_CHUNK);
    ot_moments_merge(&parts[1], &parts[0]);
    assert_int_equal(one.n, 666);
    assert_int_equal(both.n_nonfinite, 334);
    same_bits(ot_moments_mean_positive(&one), ot_moments_mean(&both));
    same_bits(ot_moments_mean_positive(&parts[1]), ot_moments_mean(&both));
    one.largest = 0.5 * 333000.0; /* a draw that makes up more than a quarter of the sum */
    one.n = 1000;
    assert_true(isnan(ot_moments_mean_positive(&one)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(certified_means_and_deviations_are_found),
        cmocka_unit_test(the_order_of_blocks_leaves_no_trace),
        cmocka_unit_test(draws_that_are_not_finite_are_never_averaged),
        cmocka_unit_test(a_constant_has_no_deviation),
        cmocka_unit_test(fewer_than_two_draws_have_no_moments),
        cmocka_unit_test(a_draw_that_dominates_a_sum_hides_its_moment),
        cmocka_unit_test(the_mean_of_what_is_above_0_needs_one_sum),
        cmocka_unit_test(shapes_with_moments_keep_them_and_others_do_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
