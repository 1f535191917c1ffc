/* Tests of regress/diagnostics.h against R 4.2.2: lmtest 0.9-40 (bgtest type F, bptest,
 * resettest), car 3.1-1 (outlierTest, vif), base R (shapiro.test, hatvalues, rstudent,
 * cooks.distance, lm.fit of the parts for Chow, svd of the scaled columns); figures in
 * fixtures/diagnostics_r.csv and influence_r.csv. Sets: all of NIST's Longley; two of its columns
 * (x2, x6); 8 points of a line; the same through 0 with a second column. lmtest has no form of
 * bptest without a constant, moments and parts are of R's arithmetic. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "failing_alloc.h"
#include "outturn/init.h"
#include "regress/diagnostics.h"

enum { MOST_ROWS = 16, MOST_COLUMNS = 7, FIRST_DATA_LINE = 61, LONGEST = 512 };
#define FIXTURES "tests/regress/fixtures/"

struct sample {
    size_t n, k;
    double x[MOST_ROWS * MOST_COLUMNS], y[MOST_ROWS];
};

static const char *const name_of[OT_N_TESTS] = {
    "normality",
    "moments",
    "autocorrelation_1",
    "autocorrelation_2",
    "heteroscedasticity",
    "heteroscedasticity_f",
    "form",
    "break",
    "break_forecast",
    "outlier",
};

static const double X[] = {1.2, 2.1, 2.9, 4.3, 5.2, 5.8, 7.4, 7.9};
static const double Z[] = {1.0, -1.0, 2.0, 0.5, 3.0, -2.0, 1.5, 0.25};
static const double Y[] = {3.9, 5.2, 5.8, 8.9, 9.7, 13.1, 14.8, 16.9};

/* The constant, then the columns whose bit is set. */
static struct sample longley(unsigned columns) {
    struct sample s = {0};
    char line[LONGEST];
    FILE *f = fopen(FIXTURES "Longley.dat", "r");
    assert_non_null(f);
    for (int i = 1; fgets(line, sizeof line, f); i++) {
        char *at = line;
        if (i < FIRST_DATA_LINE || strspn(line, " \r\n") == strlen(line)) continue;
        assert_in_range(s.n, 0, MOST_ROWS - 1);
        s.y[s.n] = strtod(at, &at);
        double *row = s.x + s.n * s.k;
        size_t k = 0;
        if (s.n == 0) row = s.x;
        row[k++] = 1.0;
        for (unsigned j = 0; j < 6; j++) {
            const double value = strtod(at, &at);
            if (columns >> j & 1U) row[k++] = value;
        }
        s.k = k;
        s.n++;
    }
    fclose(f);
    assert_int_equal(s.n, 16);
    return s;
}

/* Two columns: a constant and x, or x and z. */
static struct sample line_of(size_t n, int has_constant) {
    struct sample s = {.n = n, .k = 2};
    for (size_t i = 0; i < n; i++) {
        s.x[2 * i] = has_constant ? 1.0 : X[i];
        s.x[2 * i + 1] = has_constant ? X[i] : Z[i];
        s.y[i] = Y[i];
    }
    return s;
}

static ot_diagnostics made(const struct sample *s, size_t break_row) {
    ot_diagnostics d;
    ot_error err;
    assert_int_equal(ot_diagnostics_make(s->x, s->y, s->n, s->k, break_row, &d, &err), OT_OK);
    return d;
}

static double compare(double value, double wanted, const char *what) {
    if (isnan(wanted)) {
        if (!isnan(value)) fail_msg("%s is %.17g, expected NaN", what, value);
        return 0.0;
    }
    const double difference = fabs(value - wanted) / fabs(wanted);
    if (!(difference < 1e-8)) fail_msg("%s is %.17g, expected %.17g", what, value, wanted);
    return difference;
}

/* The worst relative difference. */
static double compare_test(const char *what, const double *wanted, const ot_diagnostics *d) {
    for (int t = 0; t < OT_N_TESTS; t++) {
        if (strcmp(what, name_of[t]) != 0) continue;
        const ot_test_result *r = &d->test[t];
        assert_int_equal(r->reason, t == OT_TEST_MOMENTS ? OT_TEST_LARGE_SAMPLE : OT_TEST_MADE);
        double worst = compare(r->statistic, wanted[0], what);
        worst = fmax(worst, compare(r->df1, wanted[1], what));
        worst = fmax(worst, compare(r->df2, wanted[2], what));
        return fmax(worst, compare(r->p, wanted[3], what));
    }
    size_t column;
    if (strcmp(what, "condition") == 0) return compare(d->condition, wanted[0], what);
    assert_int_equal(sscanf(what, "vif_%zu", &column), 1);
    return compare(d->vif[column], wanted[0], what);
}

static void check_tests(const char *set, const ot_diagnostics *d, size_t n_wanted) {
    char line[LONGEST], found[LONGEST], what[LONGEST];
    double wanted[4], worst = 0.0;
    size_t n = 0;
    FILE *f = fopen(FIXTURES "diagnostics_r.csv", "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        if (sscanf(line, "%[^,],%[^,],%lf,%lf,%lf,%lf", found, what, &wanted[0], &wanted[1],
                   &wanted[2], &wanted[3]) != 6 ||
            strcmp(found, set) != 0)
            continue;
        worst = fmax(worst, compare_test(what, wanted, d));
        n++;
    }
    fclose(f);
    assert_int_equal(n, n_wanted);
    print_message("    %-10s worst relative difference of tests %.1e\n", set, worst);
}

static void check_influence(const char *set, const ot_diagnostics *d) {
    char line[LONGEST], found[LONGEST];
    double leverage, studentised, cook, worst = 0.0;
    size_t i = 0;
    FILE *f = fopen(FIXTURES "influence_r.csv", "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        if (sscanf(line, "%[^,],%lf,%lf,%lf", found, &leverage, &studentised, &cook) != 4 ||
            strcmp(found, set) != 0)
            continue;
        assert_in_range(i, 0, d->n - 1);
        worst = fmax(worst, compare(d->leverage[i], leverage, "leverage"));
        worst = fmax(worst, compare(d->studentised[i], studentised, "studentised"));
        worst = fmax(worst, compare(d->cook[i], cook, "cook"));
        assert_true(d->leverage[i] <= d->leverage[d->most_leverage]);
        assert_true(fabs(d->studentised[i]) <= fabs(d->studentised[d->most_studentised]));
        assert_true(d->cook[i] <= d->cook[d->most_cook]);
        i++;
    }
    fclose(f);
    assert_int_equal(i, d->n);
    print_message("    %-10s worst relative difference of influence %.1e\n", set, worst);
}

/* Each set has all tests, a condition number, and factors of its slopes. */
static void check_set(const char *set, const struct sample *s, size_t forecast_row, size_t n_vifs) {
    ot_diagnostics d = made(s, 0);
    assert_int_equal(d.break_row, s->n / 2);
    assert_int_equal(d.forecast_row, forecast_row);
    check_tests(set, &d, OT_N_TESTS + 1 + n_vifs);
    check_influence(set, &d);
    ot_diagnostics_clear(&d);
}

static void everything_agrees_with_r(void **state) {
    (void)state;
    const struct sample all = longley(0x3f), trend = longley(0x22), line = line_of(8, 1),
                        through_0 = line_of(8, 0);
    check_set("longley", &all, 12, 6);
    check_set("trend", &trend, 12, 2);
    check_set("short", &line, 6, 0);
    check_set("through_0", &through_0, 6, 2);
}

/* The forecast test of one row is its studentised residual, squared. */
static void a_break_before_the_last_row_is_its_studentised_residual(void **state) {
    (void)state;
    const struct sample s = line_of(8, 1);
    ot_diagnostics d = made(&s, 7);
    const ot_test_result *r = &d.test[OT_TEST_BREAK_FORECAST];
    assert_close(r->statistic, d.studentised[7] * d.studentised[7], 1e-12, 0.0);
    assert_close(r->df1, 1.0, 0.0, 0.0);
    assert_close(r->df2, 5.0, 0.0, 0.0);
    assert_int_equal(d.test[OT_TEST_BREAK].reason, OT_TEST_TOO_FEW);
    assert_int_equal(d.break_row, 7);
    assert_int_equal(d.forecast_row, 7);
    ot_diagnostics_clear(&d);
}

/* lmtest::resettest(y ~ x, power = 2) of the first 5 points: F(1, 2); with both powers F(2, 1). */
static void the_form_is_tested_by_one_power_where_two_are_too_many(void **state) {
    (void)state;
    const struct sample s = line_of(5, 1);
    ot_diagnostics d = made(&s, 0);
    const ot_test_result *r = &d.test[OT_TEST_FORM];
    assert_close(r->df1, 1.0, 0.0, 0.0);
    assert_close(r->df2, 2.0, 0.0, 0.0);
    assert_close(r->statistic, 0.134139367707346, 1e-8, 0.0);
    assert_close(r->p, 0.749292839067655, 1e-8, 0.0);
    ot_diagnostics_clear(&d);
}

/* Eighths, so that sums with 2^30 are exact: RESET does not look at the level of y. */
static void the_level_of_the_left_side_costs_no_digits(void **state) {
    (void)state;
    struct sample s = line_of(8, 1), high = line_of(8, 1);
    for (size_t i = 0; i < s.n; i++) {
        s.y[i] = floor(8.0 * Y[i]) / 8.0;
        high.y[i] = s.y[i] + 1073741824.0;
    }
    ot_diagnostics d = made(&s, 0), e = made(&high, 0);
    for (int t = 0; t < OT_N_TESTS; t++)
        assert_close(e.test[t].statistic, d.test[t].statistic, 1e-9, 0.0);
    ot_diagnostics_clear(&d);
    ot_diagnostics_clear(&e);
}

static void assert_all(const ot_diagnostics *d, ot_test_reason reason) {
    for (int t = 0; t < OT_N_TESTS; t++) {
        const ot_test_result *r = &d->test[t];
        if (r->reason != reason)
            fail_msg("%s: reason %d, expected %d", name_of[t], r->reason, reason);
        assert_true(isnan(r->statistic) && isnan(r->df1) && isnan(r->df2) && isnan(r->p));
    }
}

/* Whatever the size, a result is a number with a p in [0, 1], or NaN with a reason. */
static void assert_sound(const ot_diagnostics *d) {
    for (int t = 0; t < OT_N_TESTS; t++) {
        const ot_test_result *r = &d->test[t];
        assert_int_equal(r->reason == OT_TEST_MADE, !isnan(r->p));
        assert_true(!isinf(r->statistic));
        if (r->reason == OT_TEST_MADE) assert_true(r->p >= 0.0 && r->p <= 1.0);
    }
    for (size_t i = 0; i < 3 * d->n + d->k; i++)
        assert_true(!isinf(d->leverage[i]));
    assert_true(!isinf(d->condition));
}

static void with_few_observations_tests_fall_away_one_by_one(void **state) {
    (void)state;
    int n_before = 0;
    for (size_t n = 0; n <= 8; n++) {
        const struct sample s = line_of(n, 1);
        ot_diagnostics d = made(&s, 0);
        assert_sound(&d);
        int n_made = 0;
        for (int t = 0; t < OT_N_TESTS; t++)
            n_made += d.test[t].reason == OT_TEST_MADE;
        if (n <= 3) assert_all(&d, OT_TEST_TOO_FEW);
        if (n <= 2) assert_true(isnan(d.condition) && d.most_leverage == n);
        assert_true(n_made >= n_before);
        n_before = n_made;
        ot_diagnostics_clear(&d);
    }
    assert_int_equal(n_before, OT_N_TESTS - 1); /* moments never have a p */
}

static void an_exact_fit_leaves_nothing_to_test(void **state) {
    (void)state;
    struct sample s = line_of(8, 1);
    for (size_t i = 0; i < s.n; i++)
        s.y[i] = 3.0 + 0.7 * X[i];
    ot_diagnostics d = made(&s, 0);
    assert_all(&d, OT_TEST_EXACT);
    assert_sound(&d);
    assert_true(isnan(d.studentised[0]) && isnan(d.cook[0]) && isfinite(d.leverage[0]));
    assert_int_equal(d.most_cook, 8);
    assert_true(isfinite(d.condition) && isfinite(d.vif[1]) && isnan(d.vif[0]));
    ot_diagnostics_clear(&d);
    for (size_t i = 0; i < s.n; i++)
        s.y[i] = 0.0;
    d = made(&s, 0);
    assert_all(&d, OT_TEST_EXACT);
    ot_diagnostics_clear(&d);
}

/* All but one row on a line: nothing is left to judge that row against, and the others are not
 * worth a number that rounding made. */
static void a_row_alone_off_an_exact_line_has_no_studentised_residual(void **state) {
    (void)state;
    struct sample s = line_of(8, 1);
    ot_diagnostics d;
    for (size_t row = 0; row < s.n; row++) {
        for (size_t i = 0; i < s.n; i++)
            s.y[i] = 3.0 + 0.7 * X[i] + (i == row ? 1.0 : 0.0);
        d = made(&s, 0);
        assert_true(isnan(d.studentised[row]) && isfinite(d.cook[row]));
        assert_sound(&d);
        ot_diagnostics_clear(&d);
    }
    for (size_t i = 0; i < s.n; i++)
        s.y[i] = 3.0 + 0.7 * X[i] + (i == 3 ? 1.0 : 0.0);
    d = made(&s, 3); /* the first three fit exactly */
    assert_int_equal(d.test[OT_TEST_BREAK_FORECAST].reason, OT_TEST_TOO_FEW);
    ot_diagnostics_clear(&d);
    s.y[3] -= 1.0;
    s.y[6] += 1.0;
    d = made(&s, 4);
    assert_int_equal(d.test[OT_TEST_BREAK_FORECAST].reason, OT_TEST_EXACT);
    ot_diagnostics_clear(&d);
}

/* An indicator of one row: leverage 1, residual 0, and a part without it cannot be fitted. */
static void a_row_with_a_coefficient_of_its_own_is_passed_over(void **state) {
    (void)state;
    struct sample s = line_of(8, 1);
    for (size_t i = 8; i-- > 0;) {
        s.x[3 * i + 2] = i == 6 ? 1.0 : 0.0;
        s.x[3 * i + 1] = X[i];
        s.x[3 * i] = 1.0;
    }
    s.k = 3;
    ot_diagnostics d = made(&s, 0);
    assert_sound(&d);
    assert_close(d.leverage[6], 1.0, 1e-15, 0.0);
    assert_int_equal(d.most_leverage, 6);
    assert_true(isnan(d.studentised[6]) && isnan(d.cook[6]));
    assert_int_equal(d.test[OT_TEST_BREAK].reason, OT_TEST_DEPENDENT);
    /* Bonferroni over the 7 rows that could be: p of t with 4 degrees of freedom */
    struct sample without = line_of(8, 1);
    memmove(without.x + 12, without.x + 14, 2 * sizeof *without.x);
    without.y[6] = without.y[7];
    without.n = 7;
    ot_diagnostics other = made(&without, 0);
    assert_close(d.test[OT_TEST_OUTLIER].p, other.test[OT_TEST_OUTLIER].p, 1e-10, 0.0);
    ot_diagnostics_clear(&other);
    ot_diagnostics_clear(&d);
}

/* Wherever it stands: what rounding leaves of 1 - leverage is never divided by. */
static void leverage_of_one_is_recognised_in_every_row(void **state) {
    (void)state;
    for (size_t row = 0; row < 8; row++) {
        struct sample s = line_of(8, 1);
        s.k = 3;
        for (size_t i = 0; i < 8; i++) {
            s.x[3 * i] = X[i] + 1e3;
            s.x[3 * i + 1] = 1.0;
            s.x[3 * i + 2] = i == row ? 0.1 : 0.3;
        }
        ot_diagnostics d = made(&s, 0);
        assert_true(isnan(d.studentised[row]) && isnan(d.cook[row]));
        assert_int_equal(d.most_leverage, row);
        assert_sound(&d);
        ot_diagnostics_clear(&d);
    }
}

static void a_mean_alone_has_no_slope_to_test(void **state) {
    (void)state;
    struct sample s = line_of(8, 1);
    s.k = 1;
    for (size_t i = 0; i < s.n; i++)
        s.x[i] = 1.0;
    ot_diagnostics d = made(&s, 0);
    assert_sound(&d);
    assert_int_equal(d.test[OT_TEST_HETEROSCEDASTICITY].reason, OT_TEST_NO_SLOPE);
    assert_int_equal(d.test[OT_TEST_FORM].reason, OT_TEST_NO_SLOPE);
    assert_int_equal(d.test[OT_TEST_NORMALITY].reason, OT_TEST_MADE);
    assert_close(d.condition, 1.0, 1e-15, 0.0);
    assert_close(d.leverage[2], 0.125, 1e-15, 0.0);
    ot_diagnostics_clear(&d);
    s.k = 0;
    d = made(&s, 0);
    assert_sound(&d);
    assert_int_equal(d.test[OT_TEST_BREAK].reason, OT_TEST_NO_SLOPE);
    assert_true(isnan(d.condition));
    ot_diagnostics_clear(&d);
}

/* Two groups: the fitted values take two sizes, so that their powers tell nothing new; alternate
 * residuals of one size have no spread. */
static void powers_that_tell_nothing_new_are_dependent(void **state) {
    (void)state;
    struct sample s = line_of(8, 1);
    for (size_t i = 0; i < s.n; i++) {
        s.x[2 * i + 1] = i < 4 ? 0.0 : 1.0;
        s.y[i] = 1e6 + (i < 4 ? 0.0 : 3.0) + (i % 2 ? 1.0 : -1.0);
    }
    ot_diagnostics d = made(&s, 0);
    assert_sound(&d);
    assert_int_equal(d.test[OT_TEST_FORM].reason, OT_TEST_DEPENDENT);
    assert_int_equal(d.test[OT_TEST_HETEROSCEDASTICITY].reason, OT_TEST_NO_SPREAD);
    assert_int_equal(d.test[OT_TEST_BREAK].reason, OT_TEST_DEPENDENT);
    ot_diagnostics_clear(&d);
}

static void dependent_columns_are_a_reason(void **state) {
    (void)state;
    struct sample s = line_of(8, 1);
    for (size_t i = 0; i < s.n; i++)
        s.x[2 * i + 1] = 2.0;
    ot_diagnostics d = made(&s, 0);
    assert_all(&d, OT_TEST_DEPENDENT);
    assert_sound(&d);
    assert_true(isnan(d.leverage[0]) && isnan(d.vif[1]) && isnan(d.condition));
    ot_diagnostics_clear(&d);
}

/* Indicators of two groups span the constant: no third column is put beside them. */
static void groups_are_not_given_a_constant_again(void **state) {
    (void)state;
    struct sample s = line_of(8, 1), with = line_of(8, 1);
    for (size_t i = 0; i < s.n; i++) {
        s.x[2 * i] = i % 2 ? 1.0 : 0.0;
        s.x[2 * i + 1] = with.x[2 * i + 1] = i % 2 ? 0.0 : 1.0;
    }
    ot_diagnostics d = made(&s, 0), e = made(&with, 0);
    for (int t = OT_TEST_HETEROSCEDASTICITY; t <= OT_TEST_HETEROSCEDASTICITY_F; t++) {
        assert_int_equal(d.test[t].reason, OT_TEST_MADE);
        assert_close(d.test[t].statistic, e.test[t].statistic, 1e-12, 0.0);
        assert_close(d.test[t].df1, 1.0, 0.0, 0.0);
    }
    ot_diagnostics_clear(&d);
    ot_diagnostics_clear(&e);
}

/* p of the trend: form 0.028 and break 0.020 are below 5 %, forecast is not looked at. */
static void one_test_of_each_family_is_counted(void **state) {
    (void)state;
    const struct sample trend = longley(0x22), short_line = line_of(4, 1);
    size_t n_made, n_failed;
    ot_diagnostics d = made(&trend, 0);
    ot_diagnostics_count(&d, 0.05, &n_made, &n_failed);
    assert_int_equal(n_made, 6);
    assert_int_equal(n_failed, 2);
    ot_diagnostics_count(&d, 0.025, &n_made, &n_failed);
    assert_int_equal(n_failed, 1);
    ot_diagnostics_clear(&d);
    d = made(&trend, 15); /* one row: its studentised residual has p = 0.09 */
    ot_diagnostics_count(&d, 0.05, &n_made, &n_failed);
    assert_int_equal(n_made, 6);
    assert_int_equal(n_failed, 1);
    ot_diagnostics_clear(&d);
    d = made(&short_line, 0); /* normality and heteroscedasticity */
    ot_diagnostics_count(&d, 0.05, &n_made, &n_failed);
    assert_int_equal(n_made, 2);
    assert_int_equal(n_failed, 0);
    ot_diagnostics_clear(&d);
}

static void wrong_input_is_refused(void **state) {
    (void)state;
    struct sample s = line_of(8, 1);
    ot_diagnostics d;
    ot_error err;
    assert_int_equal(ot_diagnostics_make(s.x, s.y, 8, 2, 8, &d, &err), OT_ERR_INPUT);
    assert_string_equal(err.text[OT_LANGUAGE_EN],
                        "a break before row 9 of 8 leaves no second part");
    s.x[5] = (double)NAN;
    assert_int_equal(ot_diagnostics_make(s.x, s.y, 8, 2, 0, &d, &err), OT_ERR_NUMERIC);
    s.x[5] = 1.0;
    s.y[5] = INFINITY;
    assert_int_equal(ot_diagnostics_make(s.x, s.y, 8, 2, 0, &d, &err), OT_ERR_NUMERIC);
}

static int attempt(void *state) {
    const struct sample *s = state;
    ot_diagnostics d;
    ot_error err;
    const ot_status status = ot_diagnostics_make(s->x, s->y, s->n, s->k, 0, &d, &err);
    if (!status) ot_diagnostics_clear(&d);
    return (int)status;
}

static void every_failing_allocation_is_reported(void **state) {
    (void)state;
    struct sample s = line_of(8, 0);
    assert_true(fail_each_allocation(attempt, &s, OT_ERR_NOMEM) > 10);
}

int main(void) {
    ot_init();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_agrees_with_r),
        cmocka_unit_test(a_break_before_the_last_row_is_its_studentised_residual),
        cmocka_unit_test(the_form_is_tested_by_one_power_where_two_are_too_many),
        cmocka_unit_test(the_level_of_the_left_side_costs_no_digits),
        cmocka_unit_test(with_few_observations_tests_fall_away_one_by_one),
        cmocka_unit_test(an_exact_fit_leaves_nothing_to_test),
        cmocka_unit_test(a_row_alone_off_an_exact_line_has_no_studentised_residual),
        cmocka_unit_test(a_row_with_a_coefficient_of_its_own_is_passed_over),
        cmocka_unit_test(leverage_of_one_is_recognised_in_every_row),
        cmocka_unit_test(a_mean_alone_has_no_slope_to_test),
        cmocka_unit_test(powers_that_tell_nothing_new_are_dependent),
        cmocka_unit_test(dependent_columns_are_a_reason),
        cmocka_unit_test(groups_are_not_given_a_constant_again),
        cmocka_unit_test(one_test_of_each_family_is_counted),
        cmocka_unit_test(wrong_input_is_refused),
        cmocka_unit_test(every_failing_allocation_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
