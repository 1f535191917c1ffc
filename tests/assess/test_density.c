/* Tests of assess/density.h against laws whose density is known. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "assess/density.h"
#include "outturn/publish.h"

enum { POINTS = 201, MOST = 64 };

typedef double (*law_of)(double x);

static double normal_at(double p) { return 3.0 + 2.0 * gsl_cdf_ugaussian_Pinv(p); }
static double normal_density(double x) { return gsl_ran_gaussian_pdf(x - 3.0, 2.0); }
static double student_at(double p) { return gsl_cdf_tdist_Pinv(p, 4.0); }
static double student_density(double x) { return gsl_ran_tdist_pdf(x, 4.0); }
static double lognormal_at(double p) { return gsl_cdf_lognormal_Pinv(p, 0.0, 0.5); }
static double lognormal_density(double x) { return gsl_ran_lognormal_pdf(x, 0.0, 0.5); }

/* The largest error, as a share of the highest density. */
static double worst(law_of quantile, law_of density) {
    size_t n = 0;
    const double *p = ot_publish_quantiles(&n);
    double value[MOST], x[POINTS], found[POINTS], room[3 * MOST], error = 0.0, highest = 0.0;
    for (size_t k = 0; k < n; k++)
        value[k] = quantile(p[k]);
    for (size_t i = 0; i < POINTS; i++)
        x[i] = value[0] + (value[n - 1] - value[0]) * (double)i / (POINTS - 1);
    assert_true(ot_density_find(p, value, n, x, POINTS, found, room));
    for (size_t i = 0; i < POINTS; i++) {
        error = fmax(error, fabs(found[i] - density(x[i])));
        highest = fmax(highest, density(x[i]));
    }
    return error / highest;
}

static void a_normal_law_is_exact(void **state) {
    (void)state;
    assert_true(worst(normal_at, normal_density) < 1e-9);
}

static void other_laws_are_near(void **state) {
    (void)state;
    assert_true(worst(student_at, student_density) < 0.05);
    assert_true(worst(lognormal_at, lognormal_density) < 0.05);
}

static void nothing_lies_beyond_the_quantiles(void **state) {
    (void)state;
    const double p[] = {0.1, 0.3, 0.5, 0.7, 0.9}, value[] = {1.0, 2.0, 3.0, 4.0, 5.0};
    const double x[] = {0.9, 5.1, NAN, 3.0};
    double found[4], room[15];
    assert_true(ot_density_find(p, value, 5, x, 4, found, room));
    assert_true(found[0] <= 0.0 && found[1] <= 0.0 && found[2] <= 0.0);
    assert_true(found[3] > 0.0);
}

static void too_few_different_values_have_no_density(void **state) {
    (void)state;
    const double p[] = {0.1, 0.3, 0.5, 0.7, 0.9}, same[] = {1.0, 1.0, 1.0, 2.0, 3.0};
    const double missing[] = {1.0, NAN, 3.0, 4.0, 5.0}, x[] = {1.5};
    double found[] = {-7.0}, room[15];
    assert_false(ot_density_find(p, same, 5, x, 1, found, room));
    assert_false(ot_density_find(p, missing, 5, x, 1, found, room));
    assert_true(found[0] < -6.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_normal_law_is_exact),
        cmocka_unit_test(other_laws_are_near),
        cmocka_unit_test(nothing_lies_beyond_the_quantiles),
        cmocka_unit_test(too_few_different_values_have_no_density),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
