/* Tests of the units of equations (src/model/units.c): what is refused, what is told, what passes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "small_model.h"

/* x and y in 万吨, z in 吨, area in 万亩, yield in 公斤/亩, rate and g in percent, then a value at
 * current prices and one at those of 2020. */
#define MODEL                                                                         \
    "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"                  \
    "data: { files = ( \"data.csv\" ); };\n"                                          \
    "drivers: { g: { unit = \"percent\"; value = 5.0; }; };\n"                        \
    "indicators: {\n"                                                                 \
    "y: { unit = \"t_10K\"; }; z: { unit = \"t\"; }; area: { unit = \"mu_10K\"; };\n" \
    "yield: { unit = \"kg_per_mu\"; }; rate: { unit = \"percent\"; };\n"              \
    "now: { unit = \"CNY\"; price = \"current\"; }; then: { unit = \"CNY\"; price = " \
    "\"constant:2020\"; }; bare: { unit = \"unstated\"; };\n"                         \
    "x: { unit = \"%s\"; equation = \"%s\"; coefficients = { b = { value = 2.0; }; }; }; };\n"

static const char DATA[] = "indicator,year,value\n"
                           "x,2021,1\nx,2022,2\ny,2022,1\ny,2023,1\ny,2024,1\nz,2022,1\nz,2023,1\n"
                           "z,2024,1\narea,2023,1\narea,2024,1\nyield,2023,1\nyield,2024,1\n"
                           "rate,2023,1\nrate,2024,1\nnow,2023,1\nnow,2024,1\nthen,2023,1\n"
                           "then,2024,1\nbare,2023,1\nbare,2024,1\n";

/* `sentence` NULL: sound; else a part of the fault's sentence. Hands back the warnings. */
static size_t check(const char *unit, const char *equation, const char *sentence,
                    const char *warning) {
    char config[2048];
    small_model m;
    ot_error err;
    snprintf(config, sizeof config, MODEL, unit, equation);
    small_model_init(&m, config, DATA, NULL, &err);
    if (sentence && m.model) fail_msg("accepted: %s", equation);
    if (!sentence && !m.model) fail_msg("%s: %s", equation, err.text[OT_LANGUAGE_EN]);
    if (sentence) {
        assert_int_equal(err.status, OT_ERR_INPUT);
        if (!strstr(err.text[OT_LANGUAGE_EN], sentence))
            fail_msg("%s: %s", equation, err.text[OT_LANGUAGE_EN]);
        assert_int_equal(err.line, 8);
        assert_true(err.column > 0);
    }
    size_t n = 0;
    for (size_t i = 0; warning && i < ot_notes_count(m.notes); i++)
        n += strstr(ot_notes_at(m.notes, i)->text[OT_LANGUAGE_EN], warning) != NULL;
    small_model_clear(&m);
    return n;
}

static void sums_join_one_dimension_and_one_scale(void **state) {
    (void)state;
    check("t_10K", "x = y + b * 0", NULL, NULL);
    check("t_10K", "x = y + z + b * 0", "differ by a factor of 10000", NULL);
    check("t_10K", "x = y + area + b * 0", "one side is in t_10K, the other in mu_10K", NULL);
    check("t_10K", "x = max(y, z) * b", "differ by a factor of 10000", NULL);
    check("t_10K", "x = y * if(z > area, 1, b)", "one side is in t, the other in mu_10K", NULL);
    check("t_10K", "x = if(g > 0, y, z) + b * 0", "differ by a factor of 10000", NULL);
    check("t_10K", "x = -area + b * 0", "one side is in", NULL);
}

/* 公斤/亩 times 万亩 is 10000 kg = 10 t: a thousandth of 万吨. */
static void a_product_has_the_product_of_its_units(void **state) {
    (void)state;
    check("t_10K", "x = area * yield + b * 0", "by a factor of 1000: here t_10K meets 10000 kg",
          NULL);
    check("t_10K", "x = area * yield / 1000 + b * 0", NULL, NULL);
    check("t_10K", "x = area * yield / 100 + b * 0", "differ by a factor of", NULL);
    check("kg_per_mu", "x = y / area + b * 0", "differ by a factor of 1000", NULL);
    check("kg_per_mu", "x = 1000 * y / area + b * 0", NULL, NULL);
    check("t_10K", "x = y * y + b * 0", "one side is in t_10K, the other in", NULL);
    check("t_10K", "x = y ^ 2 / y + b * 0", NULL, NULL);
    check("t_10K", "x = y ^ 3 / y + b * 0", "one side is in t_10K, the other in", NULL);
}

static void growth_and_logarithms_are_plain_numbers(void **state) {
    (void)state;
    check("t_10K", "pch(x) = g + b * 0", NULL, NULL);
    check("t_10K", "dlog(x) = dlog(y) + b * 0", NULL, NULL);
    check("t_10K", "pch(x) = y + b * 0", "the other in t_10K", NULL);
    check("t_10K", "d(x) = y + b * 0", NULL, NULL);
    check("t_10K", "d(x) = g + b * 0", "one side is in t_10K, the other in", NULL);
    check("t_10K", "dlog(x) = log(y) - log(area) + b * 0", NULL, NULL);
    check("t_10K", "log(x) = log(y + z) + b * 0", "differ by a factor of 10000", NULL);
}

/* A coefficient brings whatever unit is missing, a bare number that of its partner. */
static void coefficients_and_bare_numbers_match_every_unit(void **state) {
    (void)state;
    check("t_10K", "x = b * area", NULL, NULL);
    check("t_10K", "x = b + y", NULL, NULL);
    check("t_10K", "x = 3 + y + b * 0", NULL, NULL);
    check("t_10K", "x = 3 * z + b * 0", "differ by a factor of 10000", NULL);
    check("t_10K", "x = y * (1 + g) + b * 0", NULL, NULL);
    check("t_10K", "x = y * (1 + rate) + b * 0", NULL, NULL);
}

static void an_unstated_unit_matches_every_unit(void **state) {
    (void)state;
    check("t_10K", "x = y + bare + b * 0", NULL, NULL);
    check("t_10K", "x = bare + b * 0", NULL, NULL);
    check("t_10K", "x = area * bare + b * 0", NULL, NULL);
    check("t_10K", "x = if(bare > area, y, bare) + b * 0", NULL, NULL);
    check("unstated", "x = y * area + b * 0", NULL, NULL);
    check("unstated", "dlog(x) = dlog(y) + b * 0", NULL, NULL);
    check("t_10K", "x = bare + (y + area) + b * 0", "one side is in t_10K, the other in", NULL);
}

static void prices_of_two_years_are_warned_of(void **state) {
    (void)state;
    static const char joins[] = "joins values at current prices with values at constant:2020";
    assert_int_equal(check("CNY", "x = now + then + b * 0", NULL, joins), 1);
    assert_int_equal(check("CNY", "x = now + now(-0) + b * 0", NULL, joins), 0);
    assert_int_equal(check("CNY", "x = now * (then / then) + b * 0", NULL, joins), 0);
}

static void a_percentage_divided_by_100_is_warned_of(void **state) {
    (void)state;
    static const char slip[] = "is in percent, so it is a fraction in equations already";
    assert_int_equal(check("t_10K", "x = y * (1 + g / 100) + b * 0", NULL, slip), 1);
    assert_int_equal(check("t_10K", "x = y * (1 + rate / 100) + b * 0", NULL, slip), 1);
    assert_int_equal(check("t_10K", "x = y * (1 + g / 12) + b * 0", NULL, slip), 0);
    assert_int_equal(check("t_10K", "x = y * (1 + g) + b * 0", NULL, slip), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_join_one_dimension_and_one_scale),
        cmocka_unit_test(a_product_has_the_product_of_its_units),
        cmocka_unit_test(growth_and_logarithms_are_plain_numbers),
        cmocka_unit_test(coefficients_and_bare_numbers_match_every_unit),
        cmocka_unit_test(an_unstated_unit_matches_every_unit),
        cmocka_unit_test(prices_of_two_years_are_warned_of),
        cmocka_unit_test(a_percentage_divided_by_100_is_warned_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
