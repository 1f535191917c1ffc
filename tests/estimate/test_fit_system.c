/* Tests of estimate/fit_system.c and estimate/method_iv.c through a model file: Klein's Model I by
 * instruments and as a system, and what of a system arrives in a case. */
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
#include "estimated.h"
#include "failing_alloc.h"
#include "klein.h"

enum { LONGEST = 16384, LINE = 512 };

/* tests/regress/fixtures/klein_greene.csv, one value a row, until `last` inclusive. */
static const char *klein_rows(int last) {
    static char text[LONGEST];
    char head[LINE], line[LINE], *names[16];
    size_t n_names = 0, n = 0;
    FILE *f = fopen("tests/regress/fixtures/klein_greene.csv", "r");
    assert_non_null(f);
    assert_non_null(fgets(head, sizeof head, f));
    for (char *name = strtok(head, ",\r\n"); name; name = strtok(NULL, ",\r\n"))
        names[n_names++] = name;
    n = (size_t)snprintf(text, sizeof text, "indicator,year,value\n");
    while (fgets(line, sizeof line, f)) {
        const int year = atoi(line);
        char *at = strchr(line, ',');
        for (size_t c = 1; c < n_names && at && year <= last; c++, at = strchr(at, ',')) {
            at++;
            if (*at != ',')
                n += (size_t)snprintf(text + n, sizeof text - n, "%s,%d,%.*s\n", names[c], year,
                                      (int)strcspn(at, ",\r\n"), at);
        }
    }
    fclose(f);
    assert_true(n < sizeof text);
    return text;
}

#define DRIVER(id) #id ": { unit = \"index\"; value = 1.0; };\n"
#define HEAD                                                                             \
    "model: { id = \"klein\"; first_year = 1942; last_year = 1942; };\n"                 \
    "data: { files = ( \"data.csv\" ); };\n"                                             \
    "drivers: {\n" DRIVER(corpProf) DRIVER(corpProfLag) DRIVER(wages) DRIVER(capitalLag) \
        DRIVER(gnp) DRIVER(gnpLag) DRIVER(trend) DRIVER(govExp) DRIVER(taxes)            \
            DRIVER(govWage) "};\n"
#define FREE "coefficients = { a1 = { }; a2 = { }; a3 = { }; a4 = { }; };\n"
/* Consumption, investment, wages stand in lines 16 to 18, 19 to 21, 22 to 24; the estimate group in
 * the last of them. */
#define EQUATION(id, right, estimate) \
#id ": { unit = \"index\"; equation = \"" #id " = " right "\";\n" FREE estimate " };\n"
#define CONSUMPTION(e)    EQUATION(consump, "a1 + a2 * corpProf + a3 * corpProfLag + a4 * wages", e)
#define INVESTMENT(e)     EQUATION(invest, "a1 + a2 * corpProf + a3 * corpProfLag + a4 * capitalLag", e)
#define WAGES(e)          EQUATION(privWage, "a1 + a2 * gnp + a3 * gnpLag + a4 * trend", e)
#define KLEIN_OF(c, i, w) HEAD "indicators: {\n" CONSUMPTION(c) INVESTMENT(i) WAGES(w) "};\n"
#define KLEIN(e)          KLEIN_OF(e, e, e)
#define INSTRUMENTS                                                          \
    "instruments = ( \"1\", \"govExp\", \"taxes\", \"govWage\", \"trend\", " \
    "\"capitalLag\", \"corpProfLag\", \"gnpLag\" ); "
#define SUR(rest) "estimate = { method = \"sur\"; system = \"klein\"; " rest " };"

#define STAGES(rest) "estimate = { method = \"3sls\"; system = \"klein\"; " INSTRUMENTS rest " };"
#define SYSTEMFIT    "klein_systemfit.csv"
#define EXACT        "klein_exact.csv"

static const char *const ID[] = {"consump", "invest", "privWage"};

static void assert_klein(const estimated *e, const char *file, const char *method) {
    klein_estimates wanted;
    klein_read_estimates(file, method, &wanted);
    for (size_t i = 0; i < KLEIN_EQUATIONS; i++) {
        const ot_form_fit *f = estimated_form(e, ID[i]);
        assert_int_equal(f->n, KLEIN_YEARS);
        for (size_t j = 0; j < KLEIN_COLUMNS; j++) {
            assert_close(f->mean[j], wanted.b[i * KLEIN_COLUMNS + j], 0.0, 1e-10);
            assert_close(f->standard_error[j], wanted.se[i * KLEIN_COLUMNS + j], 0.0, 1e-8);
        }
        assert_close(f->sigma_scale * f->sigma_scale, wanted.sigma[i][i], 1e-8, 0.0);
    }
}

static void klein_of(const char *config, const char *file, const char *method) {
    estimated e;
    estimated_open(&e, config, klein_rows(1941));
    assert_klein(&e, file, method);
    estimated_close(&e);
}

static void klein_by_instruments_is_that_of_systemfit(void **state) {
    (void)state;
    klein_of(KLEIN("estimate = { method = \"iv\"; " INSTRUMENTS "};"), SYSTEMFIT, "2SLS_dfCor");
}

static void klein_as_a_system_is_that_of_systemfit_by_both_divisors(void **state) {
    (void)state;
    klein_of(KLEIN(SUR("")), EXACT, "SUR_dfCor");
    klein_of(KLEIN(SUR("divisor = \"adjusted\";")), EXACT, "SUR_dfCor");
    klein_of(KLEIN(SUR("divisor = \"count\";")), SYSTEMFIT, "SUR_noDfCor");
    klein_of(KLEIN(STAGES("")), EXACT, "3SLS_dfCor");
    klein_of(KLEIN(STAGES("divisor = \"count\";")), SYSTEMFIT, "3SLS_noDfCor");
}

/* Investment has no 1930, wages begin in 1925: as if nothing had these years. */
static void a_system_is_of_the_years_that_all_its_equations_have(void **state) {
    (void)state;
    static const char CUT[] = "outliers = ( 1921, 1922, 1923, 1924, 1930 );";
    estimated e, alike;
    char rest[LONGEST];
    snprintf(rest, sizeof rest, "%s",
             KLEIN_OF(SUR(""), SUR("outliers = ( 1930 );"), SUR("sample = ( 1925, 1941 );")));
    estimated_open(&e, rest, klein_rows(1941));
    snprintf(rest, sizeof rest, KLEIN(SUR("%s")), CUT, CUT, CUT);
    estimated_open(&alike, rest, klein_rows(1941));
    for (size_t i = 0; i < KLEIN_EQUATIONS; i++) {
        const ot_form_fit *f = estimated_form(&e, ID[i]), *g = estimated_form(&alike, ID[i]);
        assert_int_equal(f->n, 16);
        assert_int_equal(f->first, 1925);
        for (size_t t = 0; t < f->n; t++)
            assert_int_equal(f->year[t], g->year[t]);
        for (size_t j = 0; j < KLEIN_COLUMNS; j++) {
            assert_close(f->mean[j], g->mean[j], 1e-12, 0.0);
            assert_close(f->standard_error[j], g->standard_error[j], 1e-12, 0.0);
        }
    }
    estimated_close(&alike);
    estimated_close(&e);
}

static void refused(const char *config, const char *data, int line, const char *words) {
    estimated e;
    estimated_open(&e, config, data);
    assert_refused(&e, OT_ERR_INPUT, line, words);
    estimated_close(&e);
}

static void a_system_that_does_not_agree_is_refused(void **state) {
    (void)state;
    refused(KLEIN_OF(SUR(""), SUR(""), SUR("divisor = \"count\";")), klein_rows(1941), 24,
            "the equations of system \"klein\" must have one divisor; privWage differs");
    refused(KLEIN_OF(SUR(""),
                     "estimate = { method = \"3sls\"; system = \"klein\"; " INSTRUMENTS "};",
                     SUR("")),
            klein_rows(1941), 21,
            "the equations of system \"klein\" must have one method; invest differs");
    refused(
        KLEIN(SUR("")) "scenarios: { base: { }; other: { extends = \"base\"; equations = { invest "
                       "= \"invest = a1 + a2 * corpProf + a3 * corpProfLag + a4 * trend\"; }; }; "
                       "};\n",
        klein_rows(1941), 21, "a scenario changes the equation of invest, which is estimated");
}

static void an_equation_of_a_system_with_too_few_years_is_named(void **state) {
    (void)state;
    refused(
        KLEIN_OF(SUR(""), SUR(""), SUR("sample = ( 1938, 1941 );")), klein_rows(1941), 24,
        "privWage needs at least 5 observations for 4 coefficients and a residual variance, has "
        "4 (1938-1941)");
    refused(
        KLEIN_OF(SUR("sample = ( 1921, 1932 );"), SUR(""), SUR("sample = ( 1929, 1941 );")),
        klein_rows(1941), 18,
        "the equations of system \"klein\" have 4 years in common (1929-1932); consump needs at "
        "least 5 for 4 coefficients and a residual variance");
    refused(KLEIN_OF(SUR("sample = ( 1921, 1930 );"), SUR(""), SUR("sample = ( 1931, 1941 );")),
            klein_rows(1941), 18, "have 0 years in common; consump needs at least 5");
}

static void instruments_that_are_too_few_are_refused(void **state) {
    (void)state;
    refused(
        KLEIN("estimate = { method = \"iv\"; instruments = ( \"1\", \"taxes\", \"govExp\" ); };"),
        klein_rows(1941), 18, "3 independent instruments for 4 coefficients");
    refused(KLEIN("estimate = { method = \"3sls\"; system = \"k\"; instruments = ( \"1\", "
                  "\"taxes\", \"govExp\" ); };"),
            klein_rows(1941), 18, "3 independent instruments for 4 coefficients");
}

/* Wages on two columns that say the same: the sentence is that of one equation. */
static void a_coefficient_of_a_system_that_cannot_be_told_apart_is_named(void **state) {
    (void)state;
    static const char TWICE[] = HEAD "indicators: {\n" CONSUMPTION(SUR("")) INVESTMENT(SUR(""))
        EQUATION(privWage, "a1 + a2 * gnp + a3 * gnpLag + a4 * (gnp + gnpLag)", SUR("")) "};\n";
    refused(TWICE, klein_rows(1941), 23, "a4");
}

/* What correlation the factor rows of two sources say. */
static double correlation_of(const int32_t *first, const ot_case_entry *entry, size_t a, size_t b) {
    double sum = 0.0;
    for (int32_t i = first[a]; i < first[a + 1]; i++)
        for (int32_t j = first[b]; j < first[b + 1]; j++)
            if (entry[i].column == entry[j].column) sum += entry[i].value * entry[j].value;
    return sum;
}

static double residual_correlation(const ot_case *c, size_t a, size_t b) {
    const ot_case_disturbance *d = OT_CASE_CONST(ot_case_disturbance, c, disturbance);
    return correlation_of(OT_CASE_CONST(int32_t, c, yearly_first),
                          OT_CASE_CONST(ot_case_entry, c, yearly_entry), (size_t)d[a].source,
                          (size_t)d[b].source);
}

static void correlations_of_a_system_arrive_in_the_case(void **state) {
    (void)state;
    estimated e;
    klein_estimates wanted;
    klein_read_estimates(SYSTEMFIT, "SUR_noDfCor", &wanted);
    estimated_open(&e, KLEIN(SUR("divisor = \"count\";")), klein_rows(1941));
    const ot_case *c = estimated_case(&e, 0);
    const ot_system_fit *s = &e.fit->system[0];
    assert_int_equal(e.fit->n_systems, 1);
    for (size_t i = 0; i < KLEIN_EQUATIONS; i++)
        for (size_t j = 0; j < KLEIN_EQUATIONS; j++)
            assert_close(residual_correlation(c, i, j),
                         wanted.sigma[i][j] / sqrt(wanted.sigma[i][i] * wanted.sigma[j][j]), 1e-8,
                         1e-10);
    const ot_case_coefficient *b = OT_CASE_CONST(ot_case_coefficient, c, coefficient);
    for (size_t p = 0; p < KLEIN_ALL; p++)
        for (size_t q = 0; q < KLEIN_ALL; q++)
            assert_close(correlation_of(OT_CASE_CONST(int32_t, c, once_first),
                                        OT_CASE_CONST(ot_case_entry, c, once_entry),
                                        (size_t)b[p].source, (size_t)b[q].source) *
                             b[p].sd * b[q].sd,
                         s->covariance[p * KLEIN_ALL + q], 1e-9, 1e-12);
    assert_true(fabs(s->covariance[1 * KLEIN_ALL + 5]) > 1e-6); /* across equations */
    estimated_close(&e);
}

static void a_declared_correlation_of_residuals_wins(void **state) {
    (void)state;
    estimated e;
    estimated_open(&e,
                   KLEIN(SUR("")) "correlations: { pairs = ( ( \"residual(consump)\", "
                                  "\"residual(privWage)\", 0.125 ) ); };\n",
                   klein_rows(1941));
    const ot_case *c = estimated_case(&e, 0);
    const double *r = e.fit->system[0].correlation;
    assert_close(residual_correlation(c, 0, 2), 0.125, 1e-12, 0.0);
    assert_close(residual_correlation(c, 0, 1), r[1], 1e-12, 0.0);
    assert_close(residual_correlation(c, 1, 2), r[5], 1e-12, 0.0);
    estimated_close(&e);
}

static void every_failing_allocation_of_a_system_is_reported(void **state) {
    (void)state;
    estimated e;
    ot_fit *fit = NULL;
    ot_status status;
    int k = 0;
    estimated_open(&e, KLEIN(STAGES("")), klein_rows(1941));
    do {
        fail_allocation(k++);
        status = ot_fit_new(e.m.model, NULL, NULL, &fit, NULL);
        fail_allocation(-1);
        assert_true(status == OT_OK || status == OT_ERR_NOMEM);
        assert_true((fit != NULL) == (status == OT_OK));
    } while (status);
    assert_true(k > 6);
    ot_fit_free(fit);
    estimated_close(&e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(klein_by_instruments_is_that_of_systemfit),
        cmocka_unit_test(klein_as_a_system_is_that_of_systemfit_by_both_divisors),
        cmocka_unit_test(a_system_is_of_the_years_that_all_its_equations_have),
        cmocka_unit_test(a_system_that_does_not_agree_is_refused),
        cmocka_unit_test(an_equation_of_a_system_with_too_few_years_is_named),
        cmocka_unit_test(instruments_that_are_too_few_are_refused),
        cmocka_unit_test(a_coefficient_of_a_system_that_cannot_be_told_apart_is_named),
        cmocka_unit_test(correlations_of_a_system_arrive_in_the_case),
        cmocka_unit_test(a_declared_correlation_of_residuals_wins),
        cmocka_unit_test(every_failing_allocation_of_a_system_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
