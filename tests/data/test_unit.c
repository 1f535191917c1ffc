/* Tests of data/unit.h: names, printed forms, scales, and what equations do to units. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "data/unit.h"

static const ot_unit *find(const char *name) { return ot_unit_find(name, strlen(name)); }

static void assert_is(const char *printed, const char *name) {
    const ot_unit *unit = find(printed);
    if (!unit) fail_msg("\"%s\" is no unit", printed);
    if (strcmp(unit->name, name) != 0) fail_msg("\"%s\" is %s, not %s", printed, unit->name, name);
}

static void assert_close(double a, double b) {
    if (!(fabs(a - b) <= 1e-12 * fabs(b))) fail_msg("%.17g is not %.17g", a, b);
}

static void every_unit_is_found_by_all_of_its_names(void **state) {
    (void)state;
    size_t n;
    const ot_unit *unit = ot_unit_all(&n);
    assert_true(n > 90);
    for (size_t i = 0; i < n; i++) {
        assert_ptr_equal(find(unit[i].name), &unit[i]);
        assert_ptr_equal(find(unit[i].text[OT_LANGUAGE_EN]), &unit[i]);
        assert_ptr_equal(find(unit[i].text[OT_LANGUAGE_ZH]), &unit[i]);
        assert_true(unit[i].scale > 0);
        char text[200];
        assert_true(strlen(ot_unit_spellings(&unit[i])) < sizeof text);
        strcpy(text, ot_unit_spellings(&unit[i]));
        for (char *word = strtok(text, "|"); word; word = strtok(NULL, "|"))
            assert_ptr_equal(find(word), &unit[i]);
    }
}

static void the_documented_names_exist(void **state) {
    (void)state;
    static const char *const name[] = {
        "CNY",
        "CNY_10K",
        "CNY_100M",
        "percent",
        "permille",
        "share",
        "index",
        "t",
        "t_10K",
        "mu",
        "mu_10K",
        "head",
        "head_10K",
        "kg_per_mu",
        "persons",
        "persons_10K",
        "households",
        "homes",
        "firms",
        "units",
        "beds_per_1000",
        "places_per_1000",
        "visits_10K",
        "roads",
        "CNY_per_person",
    };
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        assert_is(name[i], name[i]);
}

/* The units of the Kizilsu plan of 2023 (克政发〔2023〕5号) as printed, and of earlier figures. */
static void printed_forms_are_names_of_the_same_units(void **state) {
    (void)state;
    static const char *const pair[][2] = {
        {"%", "percent"},
        {"％", "percent"},
        {"‰", "permille"},
        {"元", "CNY"},
        {"万元", "CNY_10K"},
        {"亿元", "CNY_100M"},
        {"吨", "t"},
        {"万吨", "t_10K"},
        {"亩", "mu"},
        {"万亩", "mu_10K"},
        {"头（只）", "head"},
        {"万头（只）", "head_10K"},
        {"万（头）只", "head_10K"},
        {"万头只", "head_10K"},
        {"万头(只)", "head_10K"},
        {"公斤/亩", "kg_per_mu"},
        {"公斤／亩", "kg_per_mu"},
        {"千克/亩", "kg_per_mu"},
        {"人", "persons"},
        {"万人", "persons_10K"},
        {"万人次", "visits_10K"},
        {"万人（次）", "visits_10K"},
        {"人次", "visits"},
        {"户", "households"},
        {"套", "homes"},
        {"家", "firms"},
        {"个", "units"},
        {"条", "roads"},
        {"张", "beds_per_1000"},
        {"个/千人", "places_per_1000"},
        {"人/户", "persons_per_household"},
        {"万座", "buildings_10K"},
        {" 亿元 ", "CNY_100M"},
    };
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++)
        assert_is(pair[i][0], pair[i][1]);
}

static void english_printed_forms_are_accepted_too(void **state) {
    (void)state;
    static const char *const text[] = {
        "100 million CNY",
        "10 thousand t",
        "10 thousand mu",
        "10 thousand head",
        "persons",
        "10 thousand persons",
        "10 thousand person-times",
        "10 thousand visits",
        "households",
        "homes",
        "firms",
        "roads",
        "parks",
        "villages",
        "estates",
        "circles",
        "milestone",
        "places per 1000 people",
        "beds per 1000 people",
        "persons per family",
        "10 thousand toilets",
        "CNY",
        "t",
        "%",
    };
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        if (!find(text[i])) fail_msg("\"%s\" is no unit", text[i]);
}

static void what_is_no_unit_is_not_found(void **state) {
    (void)state;
    static const char *const text[] = {"",        " ",       "()",   "|",           "亿",
                                       "元|万元", "CNY_100", "\xFF", "万头（只）亩"};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        assert_null(find(text[i]));
    char longest[500];
    memset(longest, 'x', sizeof longest);
    assert_null(ot_unit_find(longest, sizeof longest));
    assert_null(ot_unit_find("CNY_100M", 5)); /* the length counts, not the NUL */
}

static void an_unknown_name_gets_a_suggestion(void **state) {
    (void)state;
    assert_string_equal(ot_unit_nearest("CNY_100m"), "CNY_100M");
    assert_string_equal(ot_unit_nearest("100M_CNY"), "CNY_100M");
    assert_string_equal(ot_unit_nearest("yuan_100M"), "CNY_100M");
    assert_string_equal(ot_unit_nearest("10K rmb"), "CNY_10K");
    assert_string_equal(ot_unit_nearest("10k_t"), "t_10K");
    assert_string_equal(ot_unit_nearest("percnt"), "percent");
    assert_null(ot_unit_nearest("nothing of the kind at all"));
    assert_string_equal(ot_unit_nearest("万个人"), "万人");
    assert_string_equal(ot_unit_nearest("亿元人民币"), "亿元");
    assert_string_equal(ot_unit_nearest("万人（常住人口）"), "万人");
    assert_null(ot_unit_nearest("常住人口数"));
}

static void percent_and_per_mille_are_fractions_inside(void **state) {
    (void)state;
    size_t n;
    const ot_unit *unit = ot_unit_all(&n);
    for (size_t i = 0; i < n; i++) {
        const double inside = ot_unit_inside(&unit[i]);
        if (strcmp(unit[i].name, "percent") == 0)
            assert_true(inside == 0.01);
        else if (strcmp(unit[i].name, "permille") == 0)
            assert_true(inside == 0.001);
        else
            assert_true(inside == 1.0);
    }
    const ot_unit computed = ot_unit_product(find("%"), find("%"), 1);
    assert_true(ot_unit_inside(&computed) == 1.0);
}

/* 10,000 mu at 1 kg a mu are 10,000 kg; a 万吨 is 10,000,000 kg: a factor of 1000 (MODEL_FILE). */
static void a_product_of_units_shows_the_factor_that_an_equation_lacks(void **state) {
    (void)state;
    const ot_unit output = ot_unit_product(find("万亩"), find("公斤/亩"), 1);
    assert_true(ot_unit_same_dimension(&output, find("万吨")));
    assert_null(output.name);
    assert_close(find("万吨")->scale / output.scale, 1000);
    const ot_unit yield = ot_unit_product(find("万吨"), find("万亩"), -1);
    assert_true(ot_unit_same_dimension(&yield, find("kg_per_mu")));
    assert_close(yield.scale / find("kg_per_mu")->scale, 1000);
    assert_close(find("吨/亩")->scale, yield.scale);
}

static void things_of_different_kinds_have_different_dimensions(void **state) {
    (void)state;
    static const char *const name[] = {"元",     "吨", "亩", "人", "头", "户",
                                       "张床位", "个", "度", "米", "天", "%"};
    const size_t n = sizeof name / sizeof *name;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            assert_int_equal(ot_unit_same_dimension(find(name[i]), find(name[j])), i == j);
    assert_true(ot_unit_same_dimension(find("万人次"), find("人")));
    assert_true(ot_unit_same_dimension(find("%"), find("index_100")));
}

static void a_unit_may_be_left_unstated(void **state) {
    (void)state;
    assert_is("-", "unstated");
    assert_is("—", "unstated");
    assert_false(ot_unit_is_stated(find("unstated")));
    assert_true(ot_unit_is_stated(find("index")));
    const ot_unit computed = ot_unit_product(find("%"), find("%"), 1);
    assert_true(ot_unit_is_stated(&computed));
}

/* A hectare is 15 mu, a mu 2000/3 square metres; 1 t of coal equivalent is 8141 kWh to 4 digits. */
static void conversions_are_those_of_the_standards(void **state) {
    (void)state;
    assert_close(find("公顷")->scale, 15);
    assert_close(find("平方公里")->scale, 1500);
    assert_close(find("平方米")->scale * 10000, find("公顷")->scale);
    assert_close(find("元/平方米")->scale * find("平方米")->scale, 1);
    assert_close(find("公斤/公顷")->scale * 15, find("公斤/亩")->scale);
    assert_close(find("斤")->scale * 2, find("公斤")->scale);
    assert_true(fabs(find("吨标准煤")->scale - 8141) < 0.5);
    assert_close(find("亿元")->scale, 1e8);
    assert_close(find("张")->scale, 1e-3);
    assert_close(find("人/平方公里")->scale * 1500, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_unit_is_found_by_all_of_its_names),
        cmocka_unit_test(the_documented_names_exist),
        cmocka_unit_test(printed_forms_are_names_of_the_same_units),
        cmocka_unit_test(english_printed_forms_are_accepted_too),
        cmocka_unit_test(what_is_no_unit_is_not_found),
        cmocka_unit_test(an_unknown_name_gets_a_suggestion),
        cmocka_unit_test(percent_and_per_mille_are_fractions_inside),
        cmocka_unit_test(a_product_of_units_shows_the_factor_that_an_equation_lacks),
        cmocka_unit_test(things_of_different_kinds_have_different_dimensions),
        cmocka_unit_test(a_unit_may_be_left_unstated),
        cmocka_unit_test(conversions_are_those_of_the_standards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
