/* Tests of data/amount.h: what people say is the number times the unit, digit by digit. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/amount.h"
#include "data/unit.h"

static void says(const char *number, const char *unit, const char *english, const char *chinese) {
    char out[OT_AMOUNT_SIZE];
    const ot_unit *u = ot_unit_find(unit, strlen(unit));
    ot_amount_say(number, u ? u->text[OT_LANGUAGE_EN] : unit, OT_LANGUAGE_EN, out);
    assert_string_equal(out, english);
    ot_amount_say(number, u ? u->text[OT_LANGUAGE_ZH] : unit, OT_LANGUAGE_ZH, out);
    assert_string_equal(out, chinese);
}

static void amount_and_unit_are_multiplied_out_in_english_alone(void **state) {
    (void)state;
    says("15", "CNY_100M", "1.5 billion yuan", "15亿元");
    says("1000", "CNY_100M", "100 billion yuan", "1000亿元");
    says("35.69", "CNY_100M", "3.569 billion yuan", "35.69亿元");
    says("2.5", "CNY_1T", "2.5 trillion yuan", "2.5万亿元");
    says("1500", "CNY_1M", "1.5 billion yuan", "1500百万元");
    says("100", "head_10K", "1 million head", "100万头（只）");
    says("381.72", "head_10K", "3.8172 million head", "381.72万头（只）");
    says("32.2", "t_10K", "322,000 t", "32.2万吨");
    says("1.3", "mu_10K", "13,000 mu", "1.3万亩");
    says("0.5", "mu_10K", "5000 mu", "0.5万亩");
    says("0", "mu_10K", "0 mu", "0万亩");
    says("0.00002", "mu_10K", "0.2 mu", "0.00002万亩");
    says("400", "visits_10K", "4 million visits", "400万人次");
}

static void zeros_that_the_document_prints_are_kept(void **state) {
    (void)state;
    says("246.30", "CNY_100M", "24.630 billion yuan", "246.30亿元");
    says("3.00", "t_10K", "30,000 t", "3.00万吨");
    says("87.125", "mu_10K", "871,250 mu", "87.125万亩");
}

static void what_stands_before_the_number_stays(void **state) {
    (void)state;
    says("-4.5", "CNY_100M", "-450 million yuan", "-4.5亿元");
    says("+12", "t_10K", "+120,000 t", "+12万吨");
}

static void other_units_multiply_nothing(void **state) {
    (void)state;
    says("7.8", "beds_per_1000", "7.8 beds per 1,000 people", "7.8张");
    says("1500", "CNY", "1500 yuan", "1500元");
    says("12049", "CNY", "12,049 yuan", "12049元");
    says("1234567", "persons", "1,234,567 persons", "1234567人");
    says("8", "%", "8%", "8%");
    says("8", "", "8", "8");
    says("8", "km", "8 km", "8公里");
}

static void a_number_of_another_form_is_left_alone(void **state) {
    (void)state;
    says("1.2e+30", "CNY_100M", "1.2e+30 \xC3\x97 100 million yuan", "1.2e+30亿元");
    says("", "CNY_100M", " \xC3\x97 100 million yuan", "亿元");
}

/* The number read back from the words, a route of its own. */
static double value_of(const char *text, const char **rest) {
    static const struct word {
        const char *text;
        double value;
    } WORD[] = {{" million", 1e6}, {" billion", 1e9}, {" trillion", 1e12}};
    char digits[OT_AMOUNT_SIZE];
    size_t n = 0;
    for (; *text && strchr("0123456789.,-", *text); text++)
        if (*text != ',') digits[n++] = *text;
    digits[n] = '\0';
    double scale = 1.0;
    for (size_t i = 0; i < sizeof WORD / sizeof *WORD; i++)
        if (strncmp(text, WORD[i].text, strlen(WORD[i].text)) == 0) {
            scale = WORD[i].value;
            text += strlen(WORD[i].text);
        }
    *rest = text;
    return scale * strtod(digits, NULL);
}

static void words_of_every_unit_mean_what_its_scale_says(void **state) {
    static const char *const NUMBER[] = {"1", "9.99", "10", "123.4", "1000", "99999", "-0.25"};
    static const char *const BASE[] = {"yuan", "t", "mu", "head", "persons", "visits", "kWh"};
    (void)state;
    size_t n, seen = 0;
    const ot_unit *unit = ot_unit_all(&n);
    for (size_t u = 0; u < n; u++)
        for (size_t b = 0; b < sizeof BASE / sizeof *BASE; b++)
            for (size_t i = 0; i < sizeof NUMBER / sizeof *NUMBER; i++) {
                const ot_unit *base = ot_unit_find(BASE[b], strlen(BASE[b]));
                const char *text = unit[u].text[OT_LANGUAGE_EN], *end = strrchr(text, ' '), *rest;
                char out[OT_AMOUNT_SIZE];
                if (!ot_unit_same_dimension(base, &unit[u]) || !end || strcmp(end + 1, BASE[b]))
                    continue;
                ot_amount_say(NUMBER[i], text, OT_LANGUAGE_EN, out);
                const double said = value_of(out, &rest),
                             meant = strtod(NUMBER[i], NULL) * unit[u].scale / base->scale;
                if (!(fabs(said - meant) <= 1e-9 * fabs(meant)) || strcmp(rest + 1, BASE[b]))
                    fail_msg("%s x %s is said to be %s", NUMBER[i], text, out);
                seen++;
            }
    assert_true(seen > 70);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amount_and_unit_are_multiplied_out_in_english_alone),
        cmocka_unit_test(zeros_that_the_document_prints_are_kept),
        cmocka_unit_test(what_stands_before_the_number_stays),
        cmocka_unit_test(other_units_multiply_nothing),
        cmocka_unit_test(a_number_of_another_form_is_left_alone),
        cmocka_unit_test(words_of_every_unit_mean_what_its_scale_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
