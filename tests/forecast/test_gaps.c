/* Missing years are put between their neighbours, and say nothing of how far a series strays. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "outturn/forecast.h"

enum { N = 15, MOST = 40 };
static const double Z_80 = 1.2815515655446004, Z_95 = 1.9599639845400545;

static ot_forecast *forecast_in(const char *method, ot_forecast_form form, const double *value,
                                size_t n, int recalibrates, ot_notes *notes) {
    ot_forecast_options o = ot_forecast_options_default();
    ot_forecast *f = NULL;
    ot_error err;
    o.method = method;
    o.form = form;
    o.horizon = 3;
    o.recalibrates = recalibrates;
    if (ot_forecast_new(value, n, &o, notes, &f, &err)) fail_msg("%s: %s", method, err.text[0]);
    return f;
}

static ot_forecast *forecast_of(const char *method, const double *value, size_t n) {
    return forecast_in(method, OT_FORM_BY_METHOD, value, n, 0, NULL);
}

/* About normal: a sum of twelve uniform numbers. */
static double draw(uint32_t *state) {
    double sum = -6.0;
    for (int i = 0; i < 12; i++) {
        *state = *state * 1664525u + 1013904223u;
        sum += (double)(*state >> 8) / 16777216.0;
    }
    return sum;
}

/* Shares of the next year's values that lie in the bands of 80 and 95 %, over walks. */
static void cover(const char *method, const int known[N], double *in_80, double *in_95) {
    enum { SERIES = 250 };
    uint32_t state = 7;
    *in_80 = *in_95 = 0.0;
    for (int i = 0; i < SERIES; i++) {
        double value[N], level = 100.0;
        for (int t = 0; t < N; t++) {
            level *= exp(0.03 + 0.05 * draw(&state));
            value[t] = known[t] ? level : (double)NAN;
        }
        level *= exp(0.03 + 0.05 * draw(&state));
        ot_forecast *f = forecast_of(method, value, N);
        const double z = fabs(ot_forecast_z_of(f, 0, level));
        *in_80 += (z < Z_80) / (double)SERIES;
        *in_95 += (z < Z_95) / (double)SERIES;
        ot_forecast_free(f);
    }
}

static void bands_of_series_with_gaps_hold_as_much_as_of_whole_ones(void **state) {
    (void)state;
    static const int KNOWN[][N] = {{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
                                   {1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1},
                                   {1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1},
                                   {1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1}};
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) {
        double in_80, in_95;
        cover("auto", KNOWN[i], &in_80, &in_95);
        if (in_80 < 0.68 || in_80 > 0.92 || in_95 < 0.9)
            fail_msg("pattern %zu: %g, %g", i, in_80, in_95);
        cover("theta", KNOWN[i], &in_80, &in_95);
        if (in_80 < 0.7 || in_95 < 0.9) fail_msg("theta, %zu: %g, %g", i, in_80, in_95);
    }
}

/* Changes of 2, -4 and 6 over two years each, and one of 1: those of a year are 1, 1, -2, -2, 3, 3
 * and 1, seven for four that are known. */
static void a_walk_is_wider_by_years_for_a_change(void **state) {
    (void)state;
    const double nan = (double)NAN;
    const double value[] = {-50, nan, -48, nan, -52, nan, -46, -45};
    const double variance = (1 + 1 + 4 + 4 + 9 + 9 + 1) / 7.0;
    ot_forecast *f = forecast_in("naive", OT_FORM_LEVEL, value, 8, 0, NULL);
    for (size_t t = 0; t < 3; t++)
        assert_close(ot_forecast_at(f, t, Z_95) + 45.0,
                     Z_95 * sqrt(variance * (double)(t + 1)) * pow(7.0 / 4.0, 2.0 / 3.0), 1e-6, 0);
    ot_forecast_free(f);
}

static void two_values_far_apart_are_answered_widely_and_counted(void **state) {
    (void)state;
    double value[N];
    for (size_t t = 0; t < N; t++)
        value[t] = (double)NAN;
    value[0] = 100.0, value[N - 1] = 200.0;
    ot_notes *notes = NULL;
    assert_int_equal(ot_notes_new(&notes, NULL), OT_OK);
    ot_forecast *f = forecast_in("auto", OT_FORM_BY_METHOD, value, N, 0, notes);
    assert_true(ot_forecast_at(f, 0, -Z_95) < 150.0 && ot_forecast_at(f, 0, Z_95) > 260.0);
    assert_int_equal(ot_notes_count(notes), 2);
    assert_non_null(strstr(ot_notes_at(notes, 0)->text[OT_LANGUAGE_EN], "bands are wider for it"));
    assert_non_null(strstr(ot_notes_at(notes, 1)->text[OT_LANGUAGE_EN], "2 values: "));
    assert_non_null(strstr(ot_notes_at(notes, 1)->text[OT_LANGUAGE_ZH], "只有 2 个值"));
    ot_forecast_free(f);
    ot_notes_free(notes);
}

/* A line between two values is no history of fifteen. */
static void methods_count_the_values_that_are_known(void **state) {
    (void)state;
    double value[N];
    for (size_t t = 0; t < N; t++)
        value[t] = (double)NAN;
    value[0] = 100.0, value[N - 1] = 200.0;
    ot_forecast_options o = ot_forecast_options_default();
    ot_forecast *f = NULL;
    ot_error err;
    o.method = "holt";
    assert_int_equal(ot_forecast_new(value, N, &o, NULL, &f, &err), OT_ERR_INPUT);
    assert_non_null(strstr(err.text[0], "needs 3 values; the series has 2"));
}

/* Years before a gap that lies long back change nothing of a history beyond which auto looks. */
static void old_gaps_do_not_widen_what_is_known_since(void **state) {
    (void)state;
    double value[MOST], whole[MOST];
    uint32_t seed = 3;
    for (size_t t = 0; t < MOST; t++)
        whole[t] = value[t] = 100.0 + 0.5 * (double)t + draw(&seed);
    for (size_t t = 1; t < 20; t++)
        value[t] = (double)NAN;
    ot_forecast *a = forecast_of("auto", value, MOST), *b = forecast_of("auto", whole + 20, 20);
    assert_close(ot_forecast_at(a, 0, Z_95) - ot_forecast_at(a, 0, -Z_95),
                 ot_forecast_at(b, 0, Z_95) - ot_forecast_at(b, 0, -Z_95), 0.1, 0.0);
    ot_forecast_free(a);
    ot_forecast_free(b);
}

/* Filled years meet every forecast, as their neighbours are known; they are no outcomes. */
static void filled_years_set_no_bands_right(void **state) {
    (void)state;
    double value[MOST];
    uint32_t seed = 5;
    for (size_t t = 0; t < MOST; t++)
        value[t] = 100.0 + draw(&seed);
    for (size_t t = 1; t + 1 < MOST; t++)
        if (t % 4) value[t] = (double)NAN;
    ot_forecast *a = forecast_in("naive", OT_FORM_LEVEL, value, MOST, 0, NULL);
    ot_forecast *b = forecast_in("naive", OT_FORM_LEVEL, value, MOST, 1, NULL);
    for (int z = -2; z <= 2; z++) /* every fourth year is known: none of the three that come */
        assert_close(ot_forecast_at(b, 0, z), ot_forecast_at(a, 0, z), 0.0, 0.01);
    ot_forecast_free(a);
    ot_forecast_free(b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bands_of_series_with_gaps_hold_as_much_as_of_whole_ones),
        cmocka_unit_test(a_walk_is_wider_by_years_for_a_change),
        cmocka_unit_test(two_values_far_apart_are_answered_widely_and_counted),
        cmocka_unit_test(methods_count_the_values_that_are_known),
        cmocka_unit_test(old_gaps_do_not_widen_what_is_known_since),
        cmocka_unit_test(filled_years_set_no_bands_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
