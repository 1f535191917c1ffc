/* What every forecaster promises: quantiles in order, gaps, ends, scales, refusals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "outturn/forecast.h"
#include "outturn/forecast_method.h"

static ot_forecast *forecast_of(const char *method, const double *value, size_t n, size_t horizon) {
    ot_forecast_options options = ot_forecast_options_default();
    options.method = method;
    options.horizon = horizon;
    options.form = OT_FORM_LEVEL;
    ot_forecast *f = NULL;
    ot_error err;
    if (ot_forecast_new(value, n, &options, NULL, &f, &err)) fail_msg("%s", err.text[0]);
    return f;
}

static void naive_is_the_last_value_with_a_band_that_widens(void **state) {
    (void)state;
    const double value[] = {1.0, 2.0, 4.0};
    ot_forecast *f = forecast_of("naive", value, 3, 4);
    for (size_t t = 0; t < 4; t++) {
        assert_close(ot_forecast_point(f, t), 4.0, 1e-14, 0.0);
        assert_close(ot_forecast_at(f, t, 1.0) - 4.0, sqrt(2.5 * (double)(t + 1)), 1e-12, 0.0);
    }
    assert_close(ot_forecast_factor(f, 1)[0], sqrt(0.5), 1e-12, 0.0); /* a random walk */
    ot_forecast_free(f);
}

static void drift_goes_on_by_the_mean_step(void **state) {
    (void)state;
    const double value[] = {1.0, 2.0, 5.0};
    ot_forecast *f = forecast_of("drift", value, 3, 2);
    assert_close(ot_forecast_point(f, 1), 9.0, 1e-14, 0.0);
    /* Steps 1 and 3: variance 2; two years on 2 (2 + 4 / 2). */
    assert_close(ot_forecast_at(f, 1, 1.0) - 9.0, sqrt(8.0), 1e-12, 0.0);
    ot_forecast_free(f);
}

static void years_missing_at_the_end_lengthen_the_horizon(void **state) {
    (void)state;
    const double value[] = {(double)NAN, 1.0, 2.0, 4.0, (double)NAN, (double)NAN};
    ot_forecast *late = forecast_of("naive", value, 6, 2);
    ot_forecast *whole = forecast_of("naive", value + 1, 3, 4);
    ot_forecast *drift = forecast_of("drift", value, 6, 1);
    for (size_t t = 0; t < 2; t++)
        assert_close(ot_forecast_at(late, t, 1.0), ot_forecast_at(whole, t + 2, 1.0), 1e-14, 0.0);
    assert_close(ot_forecast_point(drift, 0), 4.0 + 3.0 * 1.5, 1e-14, 0.0);
    ot_forecast_free(drift);
    assert_close(ot_forecast_factor(late, 1)[0], sqrt(3.0 / 4.0), 1e-12, 0.0);
    ot_forecast_free(late);
    ot_forecast_free(whole);
}

static void same_medians(const double *a, const double *b, size_t n) {
    ot_forecast *x = forecast_of("drift", a, n, 3), *y = forecast_of("drift", b, n, 3);
    for (size_t t = 0; t < 3; t++)
        assert_close(ot_forecast_at(x, t, 0.0), ot_forecast_at(y, t, 0.0), 1e-12, 0.0);
    ot_forecast_free(x);
    ot_forecast_free(y);
}

/* Steady growth between values above 0, else the straight line. */
static void years_missing_inside_lie_between_their_neighbours(void **state) {
    (void)state;
    const double nan = (double)NAN;
    same_medians((const double[]){1, 2, nan, nan, 16, nan, 25},
                 (const double[]){1, 2, 4, 8, 16, 20, 25}, 7);
    same_medians((const double[]){-2, 0, nan, 6, nan, nan, -3},
                 (const double[]){-2, 0, 3, 6, 3, 0, -3}, 7);
    ot_notes *notes = NULL;
    ot_forecast *f = NULL;
    ot_forecast_options options = ot_forecast_options_default();
    options.method = "naive";
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    assert_int_equal(
        ot_forecast_new((const double[]){nan, 1, nan, nan, 16, nan}, 6, &options, notes, &f, NULL),
        OT_OK);
    assert_int_equal(ot_notes_count(notes), 1);
    assert_non_null(strstr(ot_notes_at(notes, 0)->text[OT_LANGUAGE_EN], "missing values: 2"));
    ot_forecast_free(f);
    ot_notes_free(notes);
}

static void values_without_a_size_are_refused(void **state) {
    (void)state;
    static const double ODD[] = {1e300, -1e101, 1e-101, (double)INFINITY};
    for (size_t m = 0; m < ot_forecast_n_methods(); m++)
        for (size_t i = 0; i < 4; i++) {
            const double value[] = {1, 2, 3, 4, ODD[i], 5, 6, 7};
            ot_forecast_options options = ot_forecast_options_default();
            ot_forecast *f = NULL;
            ot_error err;
            options.method = ot_forecast_method_name(m);
            assert_int_equal(ot_forecast_new(value, 8, &options, NULL, &f, &err), OT_ERR_INPUT);
            assert_non_null(strstr(err.text[OT_LANGUAGE_EN], "value 5 is"));
        }
}

static void a_declared_constant_has_no_band(void **state) {
    (void)state;
    const double value[] = {0.0, 0.0};
    ot_forecast_options options = ot_forecast_options_default();
    options.method = "constant";
    ot_forecast *f = NULL;
    assert_int_equal(ot_forecast_new(value, 2, &options, NULL, &f, NULL), OT_OK);
    assert_close(ot_forecast_at(f, 0, 3.0), 0.0, 0.0, 0.0);
    assert_close(ot_forecast_at(f, 0, -3.0), 0.0, 0.0, 0.0);
    ot_forecast_free(f);
}

static void what_cannot_be_forecast_is_refused(void **state) {
    (void)state;
    const double one[] = {1.0}, zero[] = {0.0, 0.0, 0.0}, none[] = {(double)NAN};
    ot_forecast_options options = ot_forecast_options_default();
    ot_forecast *f = NULL;
    options.method = "naive";
    assert_int_equal(ot_forecast_new(one, 1, &options, NULL, &f, NULL), OT_ERR_INPUT);
    assert_int_equal(ot_forecast_new(none, 1, &options, NULL, &f, NULL), OT_ERR_INPUT);
    assert_int_equal(ot_forecast_new(zero, 3, &options, NULL, &f, NULL), OT_ERR_INPUT);
    options.low = 0.0;
    assert_int_equal(ot_forecast_new(zero, 3, &options, NULL, &f, NULL), OT_ERR_INPUT);
    options.low = options.high;
    assert_int_equal(ot_forecast_new(one, 1, &options, NULL, &f, NULL), OT_ERR_USAGE);
    options = ot_forecast_options_default();
    options.method = "oracle";
    assert_int_equal(ot_forecast_new(one, 1, &options, NULL, &f, NULL), OT_ERR_USAGE);
    options.method = "naive";
    options.horizon = 0;
    assert_int_equal(ot_forecast_new(one, 1, &options, NULL, &f, NULL), OT_ERR_USAGE);
    assert_null(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(naive_is_the_last_value_with_a_band_that_widens),
        cmocka_unit_test(drift_goes_on_by_the_mean_step),
        cmocka_unit_test(years_missing_at_the_end_lengthen_the_horizon),
        cmocka_unit_test(years_missing_inside_lie_between_their_neighbours),
        cmocka_unit_test(values_without_a_size_are_refused),
        cmocka_unit_test(a_declared_constant_has_no_band),
        cmocka_unit_test(what_cannot_be_forecast_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
