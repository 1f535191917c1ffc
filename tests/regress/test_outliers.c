/* Tests of regress/outliers.h: planted outliers, one, two that hide each other, and none; the
 * judgement of a single row against car 3.1-1's outlierTest. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "failing_alloc.h"
#include "outturn/init.h"
#include "regress/diagnostics.h"
#include "regress/outliers.h"

enum { MOST = 40 };

struct sample {
    size_t n;
    double x[2 * MOST], y[MOST];
};

/* Noise of a fixed list, with a standard deviation near 1. */
static const double NOISE[] = {0.3, -0.8, 1.1, 0.2, -1.3, 0.6,  -0.4, 0.9, -0.1, -0.7,
                               1.4, -0.5, 0.1, 0.8, -1.0, -0.2, 0.5,  1.2, -0.9, -0.6};

static struct sample line_of(size_t n) {
    struct sample s = {.n = n};
    for (size_t i = 0; i < n; i++) {
        s.x[2 * i] = 1.0;
        s.x[2 * i + 1] = (double)i;
        s.y[i] = 5.0 + 2.0 * (double)i + NOISE[i % 20];
    }
    return s;
}

/* Exactly these rows, and no others, are found at this level. */
static void assert_found(const struct sample *s, double level, const size_t *rows, size_t n_rows) {
    unsigned char flagged[MOST], wanted[MOST] = {0};
    ot_error err;
    memset(flagged, 7, sizeof flagged);
    for (size_t r = 0; r < n_rows; r++)
        wanted[rows[r]] = 1;
    assert_int_equal(ot_outliers_find(s->x, s->y, s->n, 2, level, flagged, &err), OT_OK);
    for (size_t i = 0; i < s->n; i++)
        if (flagged[i] != wanted[i]) fail_msg("row %zu of %zu: %d", i, s->n, flagged[i]);
}

static void clean_data_have_no_outliers(void **state) {
    (void)state;
    for (size_t n = 0; n <= 20; n++) {
        const struct sample s = line_of(n);
        assert_found(&s, OT_OUTLIERS_LEVEL, NULL, 0);
    }
}

static void one_planted_row_is_found(void **state) {
    (void)state;
    for (size_t n = 8; n <= 20; n += 4)
        for (size_t row = 0; row < n; row += 3) {
            struct sample s = line_of(n);
            s.y[row] += 30.0;
            assert_found(&s, OT_OUTLIERS_LEVEL, &row, 1);
        }
}

/* The largest residual is judged by the same p as the test of the diagnostics. */
static void the_level_is_that_of_bonferronis_p(void **state) {
    (void)state;
    struct sample s = line_of(10); /* 2 may go; no pair comes near */
    const size_t row = 6;
    s.y[row] += 4.0;
    ot_diagnostics d;
    ot_error err;
    assert_int_equal(ot_diagnostics_make(s.x, s.y, 10, 2, 0, &d, &err), OT_OK);
    const double p = d.test[OT_TEST_OUTLIER].p;
    assert_int_equal(d.most_studentised, row);
    assert_close(p, 0.0600740464677246, 1e-8, 0.0);
    assert_found(&s, p * 0.999, NULL, 0);
    assert_found(&s, p * 1.001, &row, 1);
    ot_diagnostics_clear(&d);
}

/* Two rows off by the same amount on one side: neither is large beside the spread that both make.
 * With deletion of single rows alone none would be found (asserted). */
static void two_rows_that_hide_each_other_are_found(void **state) {
    (void)state;
    const size_t rows[] = {0, 1};
    struct sample s = line_of(12);
    s.y[0] += 25.0;
    s.y[1] += 25.0;
    ot_diagnostics d;
    ot_error err;
    assert_int_equal(ot_diagnostics_make(s.x, s.y, 12, 2, 0, &d, &err), OT_OK);
    print_message("    p of a single row: %g\n", d.test[OT_TEST_OUTLIER].p);
    assert_true(d.test[OT_TEST_OUTLIER].p > OT_OUTLIERS_LEVEL);
    ot_diagnostics_clear(&d);
    assert_found(&s, OT_OUTLIERS_LEVEL, rows, 2);
}

static void two_rows_far_apart_are_found_on_both_sides(void **state) {
    (void)state;
    const size_t rows[] = {3, 9};
    struct sample s = line_of(12);
    s.y[3] += 25.0;
    s.y[9] -= 40.0;
    assert_found(&s, OT_OUTLIERS_LEVEL, rows, 2);
    s.y[9] += 80.0;
    assert_found(&s, OT_OUTLIERS_LEVEL, rows, 2);
}

/* One outlier does not take an innocent row with it. */
static void an_outlier_alone_makes_no_pair(void **state) {
    (void)state;
    for (size_t row = 0; row < 16; row++)
        for (int size = 3; size < 60; size++) {
            struct sample s = line_of(16);
            s.y[row] += size;
            unsigned char flagged[MOST];
            ot_error err;
            assert_int_equal(ot_outliers_find(s.x, s.y, 16, 2, 0.05, flagged, &err), OT_OK);
            for (size_t i = 0; i < 16; i++)
                if (i != row && flagged[i]) fail_msg("row %zu for %zu, size %d", i, row, size);
        }
}

/* Rows 1 and 9 together save much of rss (p of the pair is below 5 %), but each is no outlier when
 * the other is gone. */
static void a_pair_of_rows_that_are_none_alone_is_kept(void **state) {
    (void)state;
    const double y[] = {0.1, 1.8, -0.8, -0.5, -0.5, 0.1, -0.4, -1.2, -0.7, 2.1};
    struct sample s = line_of(10);
    memcpy(s.y, y, sizeof y);
    assert_found(&s, OT_OUTLIERS_LEVEL, NULL, 0);
}

static void all_others_on_an_exact_line_tell_an_outlier(void **state) {
    (void)state;
    const size_t row = 4, rows[] = {4, 7};
    struct sample s = line_of(9);
    for (size_t i = 0; i < s.n; i++)
        s.y[i] = 1.0 + 0.3 * (double)i;
    assert_found(&s, OT_OUTLIERS_LEVEL, NULL, 0);
    s.y[row] += 0.01;
    assert_found(&s, OT_OUTLIERS_LEVEL, &row, 1);
    s.y[7] += 0.01;
    assert_found(&s, OT_OUTLIERS_LEVEL, rows, 2);
}

/* 8 rows: a quarter is 2; 5 rows: 5 - (2 + 3) may go; 6: one. */
static void no_more_rows_go_than_can_be_spared(void **state) {
    (void)state;
    const size_t row = 2;
    struct sample s = line_of(5);
    s.y[row] += 1e4;
    assert_found(&s, OT_OUTLIERS_LEVEL, NULL, 0);
    s = line_of(6);
    s.y[row] += 1e4;
    assert_found(&s, OT_OUTLIERS_LEVEL, &row, 1);
    s = line_of(8);
    unsigned char flagged[MOST];
    ot_error err;
    s.y[1] += 1e4;
    s.y[4] += 1e6;
    s.y[6] += 1e8;
    assert_int_equal(ot_outliers_find(s.x, s.y, 8, 2, 0.05, flagged, &err), OT_OK);
    assert_int_equal(flagged[1] + flagged[4] + flagged[6], 2);
    assert_int_equal(flagged[1], 0);
}

/* An indicator of one row fits it, whatever it is. */
static void a_row_with_a_coefficient_of_its_own_is_not_judged(void **state) {
    (void)state;
    struct sample s = line_of(10);
    unsigned char flagged[MOST];
    ot_error err;
    for (size_t i = 0; i < 10; i++)
        s.x[2 * i + 1] = i == 5 ? 1.0 : 0.0;
    for (size_t i = 0; i < 10; i++)
        s.y[i] = NOISE[i];
    s.y[5] = 1e9;
    s.y[2] = 50.0;
    assert_int_equal(ot_outliers_find(s.x, s.y, 10, 2, 0.05, flagged, &err), OT_OK);
    for (size_t i = 0; i < 10; i++)
        assert_int_equal(flagged[i], i == 2);
    /* nor is it one of those over which Bonferroni multiplies */
    const size_t row = 2;
    s.y[row] = 5.0;
    ot_diagnostics d;
    assert_int_equal(ot_diagnostics_make(s.x, s.y, 10, 2, 0, &d, &err), OT_OK);
    const double p = d.test[OT_TEST_OUTLIER].p;
    ot_diagnostics_clear(&d);
    assert_found(&s, p * 0.999, NULL, 0);
    assert_found(&s, p * 1.001, &row, 1);
}

static void without_a_regression_nothing_is_found(void **state) {
    (void)state;
    struct sample s = line_of(12);
    s.y[3] = 1e6;
    for (size_t i = 0; i < 12; i++)
        s.x[2 * i + 1] = 3.0; /* as the constant */
    assert_found(&s, OT_OUTLIERS_LEVEL, NULL, 0);
}

static void wrong_input_is_refused(void **state) {
    (void)state;
    struct sample s = line_of(12);
    unsigned char flagged[MOST];
    ot_error err;
    const double levels[] = {0.0, 1.0, -1.0, (double)NAN};
    for (int i = 0; i < 4; i++)
        assert_int_equal(ot_outliers_find(s.x, s.y, 12, 2, levels[i], flagged, &err), OT_ERR_INPUT);
    s.y[3] = (double)NAN;
    assert_int_equal(ot_outliers_find(s.x, s.y, 12, 2, 0.05, flagged, &err), OT_ERR_NUMERIC);
}

static int attempt(void *state) {
    const struct sample *s = state;
    unsigned char flagged[MOST];
    ot_error err;
    return (int)ot_outliers_find(s->x, s->y, s->n, 2, 0.05, flagged, &err);
}

static void every_failing_allocation_is_reported(void **state) {
    (void)state;
    struct sample s = line_of(12);
    s.y[3] += 100.0;
    assert_true(fail_each_allocation(attempt, &s, OT_ERR_NOMEM) > 5);
}

int main(void) {
    ot_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clean_data_have_no_outliers),
        cmocka_unit_test(one_planted_row_is_found),
        cmocka_unit_test(the_level_is_that_of_bonferronis_p),
        cmocka_unit_test(two_rows_that_hide_each_other_are_found),
        cmocka_unit_test(two_rows_far_apart_are_found_on_both_sides),
        cmocka_unit_test(an_outlier_alone_makes_no_pair),
        cmocka_unit_test(a_pair_of_rows_that_are_none_alone_is_kept),
        cmocka_unit_test(all_others_on_an_exact_line_tell_an_outlier),
        cmocka_unit_test(no_more_rows_go_than_can_be_spared),
        cmocka_unit_test(a_row_with_a_coefficient_of_its_own_is_not_judged),
        cmocka_unit_test(without_a_regression_nothing_is_found),
        cmocka_unit_test(wrong_input_is_refused),
        cmocka_unit_test(every_failing_allocation_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
