/* Tests of regress/verdict.h: worked examples; t quantiles of the printed table (Fisher and Yates)
 * and R 4.2.2's qt; chances of R's pbinom. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "close_to.h"
#include "regress/verdict.h"

/* A line by least squares. */
static ot_verdict_facts line_of(size_t n) {
    return (ot_verdict_facts){.n = n,
                              .k = 2,
                              .df = n > 2 ? (double)n - 2.0 : 0.0,
                              .is_data_used = 1,
                              .data_share = (double)NAN};
}

static ot_verdict_class class_of(ot_verdict_facts f) { return ot_verdict_make(&f).class; }

static void a_line_needs_five_points_and_twelve_are_enough(void **state) {
    (void)state;
    for (size_t n = 1; n <= 60; n++) {
        const ot_verdict_class wanted = n < 5    ? OT_VERDICT_TOO_FEW
                                        : n < 12 ? OT_VERDICT_FEW
                                                 : OT_VERDICT_ENOUGH;
        if (class_of(line_of(n)) != wanted) fail_msg("%zu points: %d", n, class_of(line_of(n)));
    }
}

/* qt(0.975, 8) = 2.30600413520417; 10 points for 2 coefficients */
static void the_numbers_behind_it_are_told(void **state) {
    (void)state;
    const ot_verdict_facts f = line_of(10);
    const ot_verdict v = ot_verdict_make(&f);
    assert_close(v.t_ratio, 2.30600413520417 / 1.95996398454005, 1e-12, 0.0);
    assert_close(v.widening, v.t_ratio * sqrt(1.2), 1e-15, 0.0);
    assert_close(v.data_share, 1.0, 0.0, 0.0);
    assert_int_equal(v.facts.n, 10);
}

static void the_data_share_is_what_the_variances_lost(void **state) {
    (void)state;
    const double prior[] = {2.0, (double)NAN, 1.0}, posterior[] = {1.0, 9.0, 1.5};
    assert_close(ot_verdict_data_share(prior, posterior, 1), 0.75, 1e-15, 0.0);
    assert_close(ot_verdict_data_share(prior, posterior, 2), 0.875, 1e-15, 0.0);
    assert_close(ot_verdict_data_share(prior, posterior, 3), 1.75 / 3.0, 1e-15, 0.0);
    assert_true(isnan(ot_verdict_data_share(prior, posterior, 0)));
    const double none[] = {(double)NAN};
    assert_close(ot_verdict_data_share(prior, none, 1), 0.0, 0.0, 0.0);
}

static void a_prior_dominates_what_data_hardly_move(void **state) {
    (void)state;
    ot_verdict_facts f = line_of(20);
    f.has_priors = 1;
    f.data_share = 0.49;
    assert_int_equal(class_of(f), OT_VERDICT_PRIOR);
    f.data_share = 0.51;
    assert_int_equal(class_of(f), OT_VERDICT_ENOUGH);
    f.data_share = (double)NAN;
    assert_int_equal(class_of(f), OT_VERDICT_PRIOR);
    f = line_of(2); /* a line through two points: only the prior tells what is left */
    f.has_priors = 1;
    f.data_share = 0.9;
    f.df = 6.0;
    assert_int_equal(class_of(f), OT_VERDICT_PRIOR);
    f = line_of(4);
    f.has_priors = 1;
    f.data_share = 0.8;
    f.df = 8.0;
    assert_int_equal(class_of(f), OT_VERDICT_FEW);
    f.df = 0.0; /* sigma is given: t is normal */
    assert_close(ot_verdict_make(&f).widening, sqrt(1.4), 1e-15, 0.0);
}

static void without_data_it_is_an_assumption(void **state) {
    (void)state;
    ot_verdict_facts f = line_of(0);
    assert_int_equal(class_of(f), OT_VERDICT_ASSUMED);
    assert_true(isnan(ot_verdict_make(&f).widening));
    assert_close(ot_verdict_make(&f).data_share, 0.0, 0.0, 0.0);
    f = line_of(20);
    f.is_data_used = 0;
    assert_int_equal(class_of(f), OT_VERDICT_ASSUMED);
}

/* 1 - pbinom(1, 8, 0.05), 1 - pbinom(1, 7, 0.05) */
static void one_failed_test_of_several_is_no_doubt(void **state) {
    (void)state;
    ot_verdict_facts f = line_of(20);
    f.n_tests = 8;
    assert_close(ot_verdict_make(&f).chance, 1.0, 0.0, 0.0);
    f.n_failed = 1;
    assert_close(ot_verdict_make(&f).chance, 1.0 - pow(0.95, 8.0), 1e-12, 0.0);
    assert_false(ot_verdict_make(&f).is_doubtful);
    f.n_failed = 2;
    assert_close(ot_verdict_make(&f).chance, 0.0572446502734376, 1e-10, 0.0);
    assert_false(ot_verdict_make(&f).is_doubtful);
    f.n_tests = 7;
    assert_close(ot_verdict_make(&f).chance, 0.0443805421875001, 1e-10, 0.0);
    assert_true(ot_verdict_make(&f).is_doubtful);
    f.n_tests = f.n_failed = 1;
    assert_close(ot_verdict_make(&f).chance, 0.05, 1e-12, 0.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_needs_five_points_and_twelve_are_enough),
        cmocka_unit_test(the_numbers_behind_it_are_told),
        cmocka_unit_test(the_data_share_is_what_the_variances_lost),
        cmocka_unit_test(a_prior_dominates_what_data_hardly_move),
        cmocka_unit_test(without_data_it_is_an_assumption),
        cmocka_unit_test(one_failed_test_of_several_is_no_doubt),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
