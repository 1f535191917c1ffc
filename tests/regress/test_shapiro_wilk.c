/* Tests of regress/shapiro_wilk.h against R 4.2.2: fixtures/shapiro_wilk_r.txt has, line by line,
 * n, W and p of shapiro.test, and the sorted sample (rnorm, rexp, rt or runif, 3 digits), n
 * = 3..50.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "close_to.h"
#include "regress/shapiro_wilk.h"

enum { MOST = 50, N_SAMPLES = 144 };

static void samples_agree_with_r(void **state) {
    (void)state;
    FILE *f = fopen("tests/regress/fixtures/shapiro_wilk_r.txt", "r");
    assert_non_null(f);
    size_t n, n_samples = 0;
    double w, p, v[MOST], worst_w = 0.0, worst_p = 0.0;
    while (fscanf(f, "%zu %lf %lf", &n, &w, &p) == 3) {
        assert_in_range(n, 3, MOST);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(fscanf(f, "%lf", &v[i]), 1);
        const ot_shapiro_wilk s = ot_shapiro_wilk_of(v, n);
        assert_close(s.w, w, 1e-10, 0.0);
        assert_close(s.p, p, 1e-8, 0.0);
        worst_w = fmax(worst_w, fabs(s.w - w) / w);
        worst_p = fmax(worst_p, fabs(s.p - p) / p);
        n_samples++;
    }
    fclose(f);
    assert_int_equal(n_samples, N_SAMPLES);
    print_message("    worst relative difference: W %.1e, p %.1e\n", worst_w, worst_p);
}

/* W is free of place and scale. */
static void place_and_scale_do_not_matter(void **state) {
    (void)state;
    const double v[] = {-3.0, -1.0, 0.0, 0.5, 2.5, 7.0};
    double moved[6];
    for (int i = 0; i < 6; i++)
        moved[i] = 1e300 * v[i] / 8.0 + 1e299;
    const ot_shapiro_wilk a = ot_shapiro_wilk_of(v, 6), b = ot_shapiro_wilk_of(moved, 6);
    assert_close(b.w, a.w, 1e-12, 0.0);
    assert_close(b.p, a.p, 1e-10, 0.0);
}

/* Three values in equal steps: W is 1 and p too; two alike: W is 3 / 4 and p 0. */
static void three_values_have_their_closed_form(void **state) {
    (void)state;
    const double even[] = {1.0, 2.0, 3.0}, tied[] = {1.0, 1.0, 3.0};
    assert_close(ot_shapiro_wilk_of(even, 3).w, 1.0, 1e-15, 0.0);
    assert_close(ot_shapiro_wilk_of(even, 3).p, 1.0, 1e-7, 0.0);
    assert_close(ot_shapiro_wilk_of(tied, 3).w, 0.75, 1e-15, 0.0);
    assert_close(ot_shapiro_wilk_of(tied, 3).p, 0.0, 0.0, 1e-8);
}

/* One value far from nine alike: beyond any W that the approximation knows. */
static void extremes_stay_probabilities(void **state) {
    (void)state;
    for (size_t n = 4; n <= MOST; n++) {
        double v[MOST] = {0.0};
        v[n - 1] = 1.0;
        const ot_shapiro_wilk s = ot_shapiro_wilk_of(v, n);
        assert_true(s.w > 0.0 && s.w < 1.0 && s.p >= 0.0 && s.p < 0.05);
    }
}

static void without_spread_or_size_there_is_none(void **state) {
    (void)state;
    const double v[] = {1.0, 1.0, 1.0, 1.0};
    assert_true(isnan(ot_shapiro_wilk_of(v, 4).w) && isnan(ot_shapiro_wilk_of(v, 4).p));
    const double two[] = {1.0, 2.0};
    assert_true(isnan(ot_shapiro_wilk_of(two, 2).p));
    double many[OT_SHAPIRO_WILK_MOST + 1];
    for (int i = 0; i <= OT_SHAPIRO_WILK_MOST; i++)
        many[i] = i;
    assert_true(isnan(ot_shapiro_wilk_of(many, OT_SHAPIRO_WILK_MOST + 1).p));
    assert_true(isfinite(ot_shapiro_wilk_of(many, OT_SHAPIRO_WILK_MOST).p));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples_agree_with_r),
        cmocka_unit_test(place_and_scale_do_not_matter),
        cmocka_unit_test(three_values_have_their_closed_form),
        cmocka_unit_test(extremes_stay_probabilities),
        cmocka_unit_test(without_spread_or_size_there_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
