/* Tests of assess/sample.h: exact quantiles where all draws are at hand, a histogram elsewhere. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assess/sample.h"

static const double P[] = {0.5, 0.05, 0.95, 0.0, 1.0};
enum { N_P = 5 };
static const ot_sample_plan PLAN = {P, N_P, 1024, 0.125, NULL};

static void assert_near(double x, double expected, double tolerance) {
    if (!(fabs(x - expected) <= tolerance)) fail_msg("%.17g is not %.17g", x, expected);
}

/* Evenly spread numbers in a scrambled order: 0 .. n - 1, every one once. */
static void scrambled(double *x, size_t n) {
    for (size_t i = 0; i < n; i++)
        x[i] = (double)((i * 7919) % n);
}

static void all_draws_give_exact_quantiles_of_type_7(void **state) {
    (void)state;
    enum { N = 1000 };
    double x[N], value[N_P], error[N_P];
    ot_sample s = {.value = value, .error = error};
    scrambled(x, N);
    assert_int_equal(ot_sample_begin(&s, &PLAN, x, N, N, NULL), OT_OK);
    scrambled(x, N);
    ot_sample_add(&s, x, N);
    assert_int_equal(ot_sample_end(&s, &PLAN, NULL), OT_OK);
    const double expected[N_P] = {499.5, 49.95, 949.05, 0.0, 999.0}; /* (n - 1) p */
    for (size_t i = 0; i < N_P; i++) {
        assert_near(value[i], expected[i], 1e-9);
        assert_near(error[i], 0.0, 0.0);
    }
    assert_int_equal(s.n, N);
    assert_int_equal(s.nonfinite, 0);
    ot_sample_clear(&s);
}

/* Bins of a quantile far outside of what the pilot saw are too wide, and this is told. */
static void a_quantile_coarser_than_a_quarter_of_its_error_is_told(void **state) {
    (void)state;
    enum { N = 20000, PILOT = 500 };
    static double x[N];
    for (int is_far = 0; is_far < 2; is_far++) {
        double pilot[PILOT], value[N_P], error[N_P];
        ot_sample s = {.value = value, .error = error};
        const ot_sample_plan plan = {P, N_P, 1024, 0.125, NULL};
        scrambled(x, N);
        for (size_t i = 0; i < PILOT; i++)
            pilot[i] = is_far ? x[i] * 1e9 : x[i];
        assert_int_equal(ot_sample_begin(&s, &plan, pilot, PILOT, N, NULL), OT_OK);
        ot_sample_add(&s, x, N);
        assert_int_equal(ot_sample_end(&s, &plan, NULL), OT_OK);
        assert_int_equal(s.is_rough, is_far);
        ot_sample_clear(&s);
    }
}

static void a_histogram_is_off_by_what_it_says(void **state) {
    (void)state;
    enum { N = 20000, PILOT = 500 };
    static double x[N];
    double pilot[PILOT], value[N_P], error[N_P];
    ot_sample s = {.value = value, .error = error};
    scrambled(x, N);
    for (size_t i = 0; i < PILOT; i++)
        pilot[i] = x[i];
    assert_int_equal(ot_sample_begin(&s, &PLAN, pilot, PILOT, N, NULL), OT_OK);
    for (size_t i = 0; i < N; i += 100)
        ot_sample_add(&s, x + i, 100);
    assert_int_equal(ot_sample_end(&s, &PLAN, NULL), OT_OK);
    for (size_t i = 0; i < N_P; i++)
        assert_near(value[i], P[i] * (N - 1), 5 * error[i] + 1e-9);
    assert_true(error[0] > 0.0 && error[0] < 100.0);
    ot_sample_clear(&s);
}

static void draws_that_are_not_finite_are_counted_apart(void **state) {
    (void)state;
    double all[] = {1.0, NAN, 3.0, INFINITY, 2.0}, again[] = {1.0, NAN, 3.0, INFINITY, 2.0};
    double value[N_P], error[N_P];
    ot_sample s = {.value = value, .error = error};
    assert_int_equal(ot_sample_begin(&s, &PLAN, all, 5, 5, NULL), OT_OK);
    ot_sample_add(&s, again, 5);
    assert_int_equal(ot_sample_end(&s, &PLAN, NULL), OT_OK);
    assert_near(value[0], 2.0, 0.0);
    assert_int_equal(s.nonfinite, 2);
    ot_sample_clear(&s);
}

static void a_pilot_without_finite_draws_leaves_the_quantiles_unknown(void **state) {
    (void)state;
    double none[] = {NAN, NAN}, value[N_P], error[N_P];
    ot_sample s = {.value = value, .error = error};
    assert_int_equal(ot_sample_begin(&s, &PLAN, none, 2, 5, NULL), OT_OK);
    ot_sample_add(&s, none, 2);
    assert_int_equal(ot_sample_end(&s, &PLAN, NULL), OT_OK);
    assert_true(isnan(value[0]) && isnan(error[0]));
    assert_int_equal(s.nonfinite, 2);
    ot_sample_clear(&s);
}

static void parts_of_the_draws_merge_exactly(void **state) {
    (void)state;
    enum { N = 20000, PILOT = 500, N_PARTS = 3 };
    static double x[N];
    double pilot[PILOT], value[N_P], error[N_P], alone[N_P];
    scrambled(x, N);
    for (size_t n_parts = 1; n_parts <= N_PARTS; n_parts += N_PARTS - 1) {
        ot_sample s[N_PARTS] = {{.value = value, .error = error}};
        for (size_t i = 0; i < PILOT; i++)
            pilot[i] = x[i];
        assert_int_equal(ot_sample_begin(&s[0], &PLAN, pilot, PILOT, N, NULL), OT_OK);
        for (size_t k = 1; k < n_parts; k++)
            assert_int_equal(ot_sample_copy(&s[0], &s[k], NULL), OT_OK);
        for (size_t i = 0; i < N; i += 160)
            ot_sample_add(&s[i / 160 % n_parts], x + i, 160);
        for (size_t k = n_parts - 1; k > 0; k--) {
            assert_int_equal(ot_sample_merge(&s[0], &s[k], NULL), OT_OK);
            ot_sample_clear(&s[k]);
        }
        assert_int_equal(ot_sample_end(&s[0], &PLAN, NULL), OT_OK);
        assert_int_equal(s[0].n, N);
        for (size_t i = 0; i < N_P; i++) {
            if (n_parts > 1) assert_near(value[i], alone[i], 0.0);
            alone[i] = value[i];
        }
        ot_sample_clear(&s[0]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_draws_give_exact_quantiles_of_type_7),
        cmocka_unit_test(a_quantile_coarser_than_a_quarter_of_its_error_is_told),
        cmocka_unit_test(a_histogram_is_off_by_what_it_says),
        cmocka_unit_test(parts_of_the_draws_merge_exactly),
        cmocka_unit_test(draws_that_are_not_finite_are_counted_apart),
        cmocka_unit_test(a_pilot_without_finite_draws_leaves_the_quantiles_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
