/* Tests of estimate/errors.h and of what a case makes of it: autoregressive errors go on after the
 * last ones known. The series are made up; forecasts are those of R 4.2.2,
 * predict(arima(y, order = c(p, 0, 0), xreg = x, method = "ML"), newxreg = ...). */
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
#include "collector.h"
#include "estimate/errors.h"
#include "estimated.h"
#include "outturn/path.h"
#include "simulate/path.h"

enum { N = 20, FIRST = 2000, LONGEST = 4096 };

/* 3 + 2 x and an error that moves slowly. */
static const double X[N] = {3.0, 3.4, 3.5, 4.2, 4.4, 4.9, 5.3, 5.6, 6.3,  6.5,
                            7.0, 7.4, 7.7, 8.3, 8.6, 9.1, 9.5, 9.9, 10.6, 11.0};
static const double Y[N] = {9.3,  10.4, 10.5, 12.3, 12.5, 13.0, 13.5, 14.3, 15.2, 15.2,
                            16.4, 16.9, 18.0, 19.4, 20.5, 21.4, 22.5, 23.6, 24.8, 25.7};

static const char *rows_of(size_t n_y, size_t n_x) {
    static char text[LONGEST];
    strcpy(text, "indicator,year,value\n");
    add_rows(text, sizeof text, "y", FIRST, Y, n_y);
    add_rows(text, sizeof text, "x", FIRST, X, n_x);
    return text;
}

#define MODEL_OF(years, value, coefficients, estimate, rest)                             \
    "model: { id = \"m\"; " years " };\n"                                                \
    "data: { files = ( \"data.csv\" ); area = \"South\"; };\n"                           \
    "drivers: { x: { unit = \"index\"; " value " }; };\n"                                \
    "indicators: { y: { unit = \"index\"; equation = \"y = c + a * x\"; coefficients = " \
    "{ " coefficients " };\nestimate = { method = \"ar\"; " estimate " }; }; };\n" rest
#define AHEAD_VALUE "value = ( 11.4, 12.1, 12.5 );"
#define MODEL(years, coefficients, estimate, rest) \
    MODEL_OF(years, AHEAD_VALUE, coefficients, estimate, rest)
#define AHEAD "first_year = 2020; last_year = 2022;"
#define FREE  "c = { }; a = { };"

/* The solved path of y in the years first, first + 1, ... */
static void assert_path(const char *config, const char *data, int first, const double *wanted,
                        size_t n) {
    estimated e;
    ot_path *path = NULL;
    estimated_open(&e, config, data);
    const ot_case *c = estimated_case(&e, 0);
    assert_int_equal(ot_path_new(e.m.model, c, NULL, e.m.notes, &path, &e.err), OT_OK);
    for (size_t t = 0; t < n; t++) {
        const size_t slot = ot_model_slot(e.m.model, first + (int)t);
        assert_close(ot_path_at(path, 0, slot), wanted[t], 1e-7, 0.0);
    }
    ot_path_free(path);
    estimated_close(&e);
}

static void a_path_goes_on_from_the_last_known_errors(void **state) {
    (void)state;
    static const double ONE[] = {26.4447157762622, 27.8105576269493, 28.5787127543196},
                        TWO[] = {26.4432370506946, 27.7960912817410, 28.5549326632508};
    assert_path(MODEL(AHEAD, FREE, "", ""), rows_of(N, N), 2020, ONE, 3);
    assert_path(MODEL(AHEAD, FREE, "order = 2;", ""), rows_of(N, N), 2020, TWO, 3);
}

/* Coefficients of 2000 to 2015, and the error of 2019. */
static void errors_after_the_sample_are_known_too(void **state) {
    (void)state;
    static const double WANTED[] = {26.1698223986642, 27.3048910076508, 27.9254755374437};
    assert_path(MODEL(AHEAD, FREE, "sample = ( 2000, 2015 );", ""), rows_of(N, N), 2020, WANTED, 3);
}

#define KNOWN         "value = ( 9.9, 10.6, 11.0 );"
#define HISTORY(mode) "first_year = 2017; last_year = 2019; mode = \"" mode "\";"

static void a_static_solution_knows_the_error_of_the_year_before(void **state) {
    (void)state;
    static const double EACH[] = {23.2760382355625, 24.9273303024273, 25.5622411454557},
                        FROM_2016[] = {23.2760382355625, 24.6670458610887, 25.4554202253070};
    assert_path(MODEL_OF(HISTORY("static"), KNOWN, FREE, "", ""), rows_of(N, N), 2017, EACH, 3);
    assert_path(MODEL_OF(HISTORY("dynamic"), KNOWN, FREE, "", ""), rows_of(N, N), 2017, FROM_2016,
                3);
}

/* Coefficients of North, which has other names for the same things and no data after 2015. */
static void errors_are_those_of_the_model_not_of_the_area_it_learnt_from(void **state) {
    (void)state;
    static const double WANTED[] = {26.1698223986642, 27.3048910076508, 27.9254755374437};
    static char text[2 * LONGEST];
    strcpy(text, "indicator,year,value,area\n");
    for (size_t i = 0, n = strlen(text); i < N; i++) {
        const int year = FIRST + (int)i;
        if (i < 16)
            n += (size_t)snprintf(text + n, sizeof text - n, "v,%d,%g,North\nx,%d,%g,North\n", year,
                                  Y[i], year, X[i]);
        n += (size_t)snprintf(text + n, sizeof text - n,
                              "y,%d,%g,South\nx,%d,%g,South\nv,%d,1,South\n", year, Y[i], year,
                              X[i], year);
    }
    assert_path(MODEL(AHEAD, FREE, "area = \"North\"; map = ( ( \"y\", \"v\" ) );", ""), text, 2020,
                WANTED, 3);
}

/* x ends in 2017, y in 2019: of the errors of 2018 and 2019 only what that of 2017 leaves to be
 * expected is known. Coefficients are those of the sample, so that one lag says it all. */
static void errors_go_on_over_years_in_which_they_are_not_known(void **state) {
    (void)state;
    estimated e;
    double expected[3], static_ones[3];
    estimated_open(&e, MODEL(AHEAD, FREE, "", ""), rows_of(N, N - 2));
    const ot_form_fit *f = estimated_form(&e, "y");
    const double last = f->error[f->n_errors - 1], rho = f->lag[0];
    assert_int_equal(f->error_year[f->n_errors - 1], 2017);
    ot_errors_expect(f, f->error, 2020, 3, 0, expected);
    ot_errors_expect(f, f->error, 2020, 3, 1, static_ones);
    for (size_t t = 0; t < 3; t++) {
        assert_close(expected[t], pow(rho, 3.0 + (double)t) * last, 1e-12, 0.0);
        assert_close(static_ones[t], expected[t], 1e-12, 0.0);
    }
    ot_errors_expect(f, f->error, 1995, 3, 0, expected); /* nothing is known before */
    for (size_t t = 0; t < 3; t++)
        assert_close(expected[t], 0.0, 0.0, 0.0);
    estimated_close(&e);
}

/* A known coefficient of both, so that errors alone are uncertain. R 4.2.2: arima(y - 3 - 2 * x,
 * order = c(1, 0, 0), include.mean = FALSE, method = "ML"); sigma2 is S / n. */
static void shocks_add_up_as_the_lags_say(void **state) {
    (void)state;
    enum { DRAWS = 50000 };
    static const double RHO = 0.826127653240681, S2 = 0.095998983039144 * 20.0 / 19.0, DF = 19.0;
    const double kurtosis = 3.0 + 6.0 / (DF - 4.0);
    estimated e;
    collector got;
    estimated_open(&e, MODEL(AHEAD, "c = { value = 3.0; }; a = { value = 2.0; };", "", ""),
                   rows_of(N, N));
    const ot_case *c = estimated_case(&e, 0);
    const ot_form_fit *f = estimated_form(&e, "y");
    assert_close(f->lag[0], RHO, 1e-6, 0.0);
    assert_close(f->sigma_scale * f->sigma_scale, S2, 1e-6, 0.0);
    assert_close(f->df, DF, 0.0, 0.0);
    ot_run_options options = ot_run_options_default();
    options.draws = DRAWS;
    collector_run(&got, &c, 1, &options);
    double variance = 0.0;
    for (size_t h = 0; h < 3; h++) {
        const double *y = collector_at(&got, 0, 0, ot_model_slot(e.m.model, 2020 + (int)h));
        double mean = 0.0, square = 0.0;
        for (size_t i = 0; i < DRAWS; i++)
            mean += y[i] / DRAWS;
        for (size_t i = 0; i < DRAWS; i++)
            square += (y[i] - mean) * (y[i] - mean) / (DRAWS - 1);
        variance += pow(RHO, 2.0 * (double)h) * S2 * DF / (DF - 2.0);
        assert_close(square, variance, COLLECTOR_ERRORS * sqrt((kurtosis - 1.0) / DRAWS), 0.0);
    }
    collector_clear(&got);
    estimated_close(&e);
}

/* Forecast error of generalised least squares (A. S. Goldberger, Journal of the American
 * Statistical Association 57, 1962, p. 369-375): what a coefficient moves is x(T + h) - rho^h x(T),
 * not x(T + h), for the last known error moves against it. */
static void drawn_coefficients_move_the_last_known_error_too(void **state) {
    (void)state;
    enum { DRAWS = 50000 };
    static const double AHEAD_X[] = {11.4, 12.1, 12.5};
    estimated e;
    collector got;
    estimated_open(&e, MODEL(AHEAD, FREE, "", ""), rows_of(N, N));
    const ot_case *c = estimated_case(&e, 0);
    const ot_form_fit *f = estimated_form(&e, "y");
    const double rho = f->lag[0], inflate = f->df / (f->df - 2.0);
    const double kurtosis = 3.0 + 6.0 / (f->df - 4.0);
    ot_run_options options = ot_run_options_default();
    options.draws = DRAWS;
    collector_run(&got, &c, 1, &options);
    double shocks = 0.0;
    for (size_t h = 0; h < 3; h++) {
        const double *y = collector_at(&got, 0, 0, ot_model_slot(e.m.model, 2020 + (int)h));
        const double keep = pow(rho, 1.0 + (double)h);
        const double move[2] = {1.0 - keep, AHEAD_X[h] - keep * X[N - 1]};
        double mean = 0.0, square = 0.0, wanted = 0.0;
        shocks += pow(rho, 2.0 * (double)h) * f->sigma_scale * f->sigma_scale;
        for (size_t i = 0; i < 2; i++)
            for (size_t j = 0; j < 2; j++)
                wanted += move[i] * f->covariance[i * 2 + j] * move[j];
        for (size_t i = 0; i < DRAWS; i++)
            mean += y[i] / DRAWS;
        for (size_t i = 0; i < DRAWS; i++)
            square += (y[i] - mean) * (y[i] - mean) / (DRAWS - 1);
        wanted = (wanted + shocks) * inflate;
        assert_close(square, wanted, COLLECTOR_ERRORS * sqrt((kurtosis - 1.0) / DRAWS), 0.0);
    }
    collector_clear(&got);
    estimated_close(&e);
}

static void a_gap_of_years_is_refused(void **state) {
    (void)state;
    char text[LONGEST] = "indicator,year,value\n";
    estimated e;
    add_rows(text, sizeof text, "y", FIRST, Y, 8);
    add_rows(text, sizeof text, "y", FIRST + 9, Y + 9, N - 9);
    add_rows(text, sizeof text, "x", FIRST, X, N);
    estimated_open(&e, MODEL(AHEAD, FREE, "", ""), text);
    assert_refused(&e, OT_ERR_INPUT, 5,
                   "year 2009 follows 2007; autoregressive errors need every year");
    estimated_close(&e);
    estimated_open(&e, MODEL(AHEAD, FREE, "sample = ( 2009, 2019 );", ""), text);
    assert_int_equal(estimated_form(&e, "y")->n, 11);
    estimated_close(&e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_goes_on_from_the_last_known_errors),
        cmocka_unit_test(errors_after_the_sample_are_known_too),
        cmocka_unit_test(a_static_solution_knows_the_error_of_the_year_before),
        cmocka_unit_test(errors_are_those_of_the_model_not_of_the_area_it_learnt_from),
        cmocka_unit_test(errors_go_on_over_years_in_which_they_are_not_known),
        cmocka_unit_test(shocks_add_up_as_the_lags_say),
        cmocka_unit_test(drawn_coefficients_move_the_last_known_error_too),
        cmocka_unit_test(a_gap_of_years_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
