/* Tests of config/read_estimate.c and config/read_coefficients.c: the keys of each method. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "close_to.h"
#include "outturn/config.h"
#include "spec/spec.h"

static ot_error err;

/* The coefficients stand in line 2, the estimate group in line 3. */
static ot_spec *parse(const char *coefficients, const char *estimate) {
    char text[2048];
    ot_spec *spec = NULL;
    err = (ot_error){0};
    snprintf(
        text, sizeof text,
        "model: { id = \"m\"; first_year = 2023; last_year = 2025; }; indicators: { x: { unit = "
        "\"index\"; equation = \"x = a\";\ncoefficients = { %s };\nestimate = { %s }; }; };\n",
        coefficients, estimate);
    const ot_status status =
        ot_spec_parse("model.cfg", text, strlen(text), NULL, 0, NULL, &spec, &err);
    return status ? NULL : spec;
}

static void refused(const char *coefficients, const char *estimate, int line, const char *words) {
    assert_null(parse(coefficients, estimate));
    assert_int_equal(err.status, OT_ERR_INPUT);
    if (err.line != line || !strstr(err.text[OT_LANGUAGE_EN], words))
        fail_msg("%d: %s; want line %d and \"%s\"", err.line, err.text[OT_LANGUAGE_EN], line,
                 words);
    assert_true(*err.text[OT_LANGUAGE_ZH] != '\0');
}

#define FREE "a = { };"

static void every_key_arrives_in_its_method(void **state) {
    (void)state;
    ot_spec *spec = parse(FREE, "method = \"wls\"; weights = \"w\"; outliers = ( 2015, 2020 ); "
                                "restrict = ( \"a = 1\", \"b = 2\" );");
    assert_non_null(spec);
    const ot_estimate_spec *e = &spec->indicator[0].estimate;
    assert_int_equal(e->method, OT_METHOD_WLS);
    assert_string_equal(e->weights.s, "w");
    assert_null(e->variance.s);
    assert_int_equal(e->n_outliers, 2);
    assert_int_equal(e->outlier[1], 2020);
    assert_int_equal(e->finds_outliers, 0);
    assert_int_equal(e->n_restrictions, 2);
    ot_spec_free(spec);
    spec =
        parse(FREE, "method = \"3sls\"; system = \"s\"; instruments = ( \"1\", \"z\" ); divisor = "
                    "\"count\"; outliers = \"auto\";");
    assert_non_null(spec);
    e = &spec->indicator[0].estimate;
    assert_int_equal(e->method, OT_METHOD_3SLS);
    assert_string_equal(e->system, "s");
    assert_int_equal(e->n_instruments, 2);
    assert_int_equal(e->divisor, OT_DIVISOR_COUNT);
    assert_int_equal(e->finds_outliers, 1);
    ot_spec_free(spec);
    spec =
        parse(FREE, "method = \"partial_pooling\"; areas = ( \"A\", \"B\" ); except = ( \"C\" );");
    assert_non_null(spec);
    e = &spec->indicator[0].estimate;
    assert_int_equal(e->n_members, 2);
    assert_string_equal(e->member[1], "B");
    assert_int_equal(e->n_except, 1);
    ot_spec_free(spec);
}

static void what_is_left_out_has_its_default(void **state) {
    (void)state;
    ot_spec *spec = parse(FREE, "method = \"ridge\";");
    assert_non_null(spec);
    assert_true(isnan(spec->indicator[0].estimate.penalty));
    assert_int_equal(spec->indicator[0].estimate.penalty_by, OT_PENALTY_GCV);
    ot_spec_free(spec);
    spec = parse(FREE, "method = \"ridge\"; penalty = 0.5; penalty_by = \"l_curve\";");
    assert_non_null(spec);
    assert_close(spec->indicator[0].estimate.penalty, 0.5, 0.0, 0.0);
    assert_int_equal(spec->indicator[0].estimate.penalty_by, OT_PENALTY_L_CURVE);
    ot_spec_free(spec);
    spec = parse(FREE, "method = \"robust\";");
    assert_non_null(spec);
    assert_int_equal(spec->indicator[0].estimate.weighting, OT_WEIGHTING_BISQUARE);
    ot_spec_free(spec);
    spec = parse(FREE, "method = \"ar\";");
    assert_non_null(spec);
    assert_int_equal(spec->indicator[0].estimate.order, 1);
    ot_spec_free(spec);
    spec = parse(FREE, "method = \"sur\"; system = \"s\";");
    assert_non_null(spec);
    assert_int_equal(spec->indicator[0].estimate.divisor, OT_DIVISOR_ADJUSTED);
    ot_spec_free(spec);
}

/* Each key under a method that has no use for it, with the methods that have. */
static void a_key_of_another_method_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *estimate, *words;
    } CASE[] = {
        {"method = \"ols\"; weights = \"w\";", "method \"ols\" has no weights; it belongs to wls"},
        {"method = \"ols\"; variance = \"w\";", "has no variance; it belongs to wls"},
        {"method = \"wls\"; weights = \"w\"; weighting = \"huber\";", "it belongs to robust"},
        {"method = \"ols\"; penalty = 1.0;", "has no penalty; it belongs to ridge"},
        {"method = \"ols\"; penalty_by = \"gcv\";", "has no penalty_by; it belongs to ridge"},
        {"method = \"ols\"; instruments = ( \"1\" );", "it belongs to iv, 3sls"},
        {"method = \"sur\"; system = \"s\"; instruments = ( \"1\" );", "it belongs to iv, 3sls"},
        {"method = \"ols\"; order = 2;", "has no order; it belongs to ar"},
        {"method = \"ols\"; system = \"s\";", "has no system; it belongs to sur, 3sls"},
        {"method = \"ols\"; divisor = \"count\";", "it belongs to sur, 3sls"},
        {"method = \"ols\"; areas = ( \"A\" );", "it belongs to pooled, partial_pooling"},
        {"method = \"ols\"; except = ( \"A\" );", "it belongs to pooled, partial_pooling"},
        {"method = \"ridge\"; restrict = ( \"a = 1\" );", "belongs to ols, wls, robust, iv, ar"},
        {"method = \"bayes\"; restrict = ( \"a = 1\" );", "belongs to ols, wls, robust, iv, ar"},
        {"method = \"ar\"; outliers = ( 2015 );", "method \"ar\" has no outliers"},
        {"method = \"prior\"; outliers = ( 2015 );", "method \"prior\" has no outliers"},
    };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++)
        refused(FREE, CASE[i].estimate, 3, CASE[i].words);
}

static void a_method_says_what_it_needs(void **state) {
    (void)state;
    refused(FREE, "method = \"iv\";", 3, "method \"iv\" needs instruments");
    refused(FREE, "method = \"sur\";", 3, "method \"sur\" needs system");
    refused(FREE, "method = \"3sls\"; system = \"s\";", 3, "method \"3sls\" needs instruments");
    refused(FREE, "method = \"wls\";", 3, "method \"wls\" needs weights or variance, and not both");
    refused(FREE, "method = \"wls\"; weights = \"w\"; variance = \"v\";", 3, "and not both");
}

static void values_outside_of_their_range_are_refused(void **state) {
    (void)state;
    refused(FREE, "method = \"ar\"; order = 5;", 3, "must be a whole number, 1 to 4");
    refused(FREE, "method = \"ar\"; order = 0;", 3, "must be a whole number, 1 to 4");
    refused(FREE, "method = \"ridge\"; penalty = -0.5;", 3, "must be a number, >= 0");
    refused(FREE, "method = \"ols\"; outliers = \"some\";", 3, "or \"auto\"");
    refused(FREE, "method = \"ols\"; outliers = ( 2015.5 );", 3, "must be a year");
    refused(FREE, "method = \"ols\"; outliers = ( 2016, 2015 );", 3, "2015");
    refused(FREE, "method = \"bayes\"; sigma = { scale = 0.0; df = 3.0; };", 3, "> 0");
    refused(FREE, "method = \"bayes\"; sigma = { scale = -1.0; df = 3.0; };", 3, "> 0");
}

/* Keefer and Bodily 1983: .63 of the likely value, .185 of each end. */
static void a_prior_may_be_three_numbers(void **state) {
    (void)state;
    ot_spec *spec = parse("a = { low = -1.0; likely = 0.0; high = 1.0; };", "method = \"bayes\";");
    assert_non_null(spec);
    const ot_coefficient_spec *c = &spec->indicator[0].coefficient[0];
    assert_true(c->has_prior && !c->is_fixed);
    assert_close(c->mean, 0.0, 0.0, 1e-16);
    assert_close(c->sd, sqrt(0.37), 1e-15, 0.0);
    ot_spec_free(spec);
    spec = parse("a = { low = 2.0; likely = 3.0; high = 7.0; };", "method = \"bayes\";");
    assert_non_null(spec);
    c = &spec->indicator[0].coefficient[0];
    assert_close(c->mean, 3.555, 1e-15, 0.0);
    assert_close(c->sd, sqrt(2.836975), 1e-14, 0.0);
    ot_spec_free(spec);
}

static void a_prior_that_does_not_hang_together_is_refused(void **state) {
    (void)state;
    static const char BAYES[] = "method = \"bayes\";";
    refused("a = { low = 1.0; likely = 1.0; high = 2.0; };", BAYES, 2,
            "likely is 1.0; must be above low, which is 1.0");
    refused("a = { low = 1.0; likely = 2.5; high = 2.0; };", BAYES, 2,
            "high is 2.0; must be above likely, which is 2.5");
    refused("a = { low = -1e308; likely = 0.0; high = 1e308; };", BAYES, 2,
            "give no sd that a number holds");
    refused("a = { low = -1e-200; likely = 0.0; high = 1e-200; };", BAYES, 2,
            "give no sd that a number holds");
    refused("a = { low = 1.0; high = 2.0; };", BAYES, 2, "without likely; such a prior needs all");
    refused("a = { likely = 1.0; };", BAYES, 2, "a has likely without low");
    refused("a = { low = 1.0; likely = 1.5; high = 2.0; mean = 1.0; };", BAYES, 2,
            "give mean and sd, or low, likely and high");
    refused("a = { mean = 1.0; };", BAYES, 2, "a has mean without sd; a prior needs both");
    refused("a = { mean = 1.0; sd = 0.0; };", BAYES, 2, "must be a number, > 0");
    refused("a = { mean = 1.0; sd = -1.0; };", BAYES, 2, "must be a number, > 0");
    refused("a = { value = 1.0; low = 1.0; likely = 2.0; high = 3.0; };", BAYES, 2,
            "a has a value and a prior; give one of them");
    refused("a = { value = 1.0; start = 1.0; };", "method = \"nls\";", 2,
            "a has a value and a start; give one of them");
    refused("a = { start = 1.0; };", "method = \"ols\";", 2,
            "coefficient a has a start, which only method \"nls\" searches from");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_arrives_in_its_method),
        cmocka_unit_test(what_is_left_out_has_its_default),
        cmocka_unit_test(a_key_of_another_method_is_refused),
        cmocka_unit_test(a_method_says_what_it_needs),
        cmocka_unit_test(values_outside_of_their_range_are_refused),
        cmocka_unit_test(a_prior_may_be_three_numbers),
        cmocka_unit_test(a_prior_that_does_not_hang_together_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
