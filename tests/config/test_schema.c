#include "config/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "outturn/config.h"
#include "outturn/forecast_method.h"
#include "spec/spec.h"

/* A model with one law, one estimate and one target, each given as text. */
static ot_spec *model(const char *law, const char *method, const char *target) {
    char text[1024];
    ot_spec *spec = NULL;
    ot_error err;
    const int n = snprintf(
        text, sizeof text,
        "model: { id = \"m\"; first_year = 2023; last_year = 2024; };\n"
        "drivers: { g: { unit = \"index\"; value = 1; law = { %s }; }; };\n"
        "indicators: { x: { unit = \"index\"; equation = \"x = k * g\"; coefficients = { k = { }; "
        "}; estimate = { method = \"%s\"; }; }; };\n"
        "targets: ( { indicator = \"x\"; year = 2024; %s } );\n",
        law, method, target);
    if (ot_spec_parse("m", text, (size_t)n, NULL, 0, NULL, &spec, &err) != OT_OK)
        fail_msg("%s", err.text[0]);
    return spec;
}

/* Word and enumerator come from one row of the lists in spec/spec.h; here they are told again. */
static void words_become_the_enumerators_of_the_same_meaning(void **state) {
    static const struct {
        const char *text;
        ot_law_family family;
    } law[] = {{"family = \"normal\"; scale = 1;", OT_LAW_NORMAL},
               {"family = \"student_t\"; scale = 1; df = 3;", OT_LAW_STUDENT_T},
               {"family = \"lognormal\"; scale = 1;", OT_LAW_LOGNORMAL},
               {"family = \"uniform\"; low = 0; high = 1;", OT_LAW_UNIFORM},
               {"family = \"triangular\"; low = 0; mode = 1; high = 2;", OT_LAW_TRIANGULAR},
               {"family = \"pert\"; low = 0; mode = 1; high = 2;", OT_LAW_PERT},
               {"family = \"beta\"; alpha = 1; beta = 1; low = 0; high = 1;", OT_LAW_BETA},
               {"family = \"event\"; probability = 0; effect = 1; duration = 2;", OT_LAW_EVENT}};
    static const struct {
        const char *text; /* with what the method needs */
        ot_method method;
    } method[] = {{"ols", OT_METHOD_OLS},
                  {"wls\"; weights = \"x", OT_METHOD_WLS},
                  {"robust", OT_METHOD_ROBUST},
                  {"ridge", OT_METHOD_RIDGE},
                  {"iv\"; instruments = \"x", OT_METHOD_IV},
                  {"nls", OT_METHOD_NLS},
                  {"ar", OT_METHOD_AR},
                  {"sur\"; system = \"s", OT_METHOD_SUR},
                  {"3sls\"; system = \"s\"; instruments = \"x", OT_METHOD_3SLS},
                  {"bayes", OT_METHOD_BAYES},
                  {"pooled", OT_METHOD_POOLED},
                  {"partial_pooling", OT_METHOD_PARTIAL},
                  {"prior", OT_METHOD_PRIOR}};
    static const char *const measure[] = {"level",          "growth",     "increment",
                                          "average_growth", "cumulative", "milestone"},
                             *const wanted[] = {"near", "higher", "lower"};
    (void)state;
    for (size_t i = 0; i < sizeof law / sizeof *law; i++) {
        ot_spec *spec = model(law[i].text, "ols", "at_least = 1;");
        assert_int_equal(law[i].family, spec->driver[0].law.family);
        ot_spec_free(spec);
    }
    for (int i = 0; i < 3; i++) {
        char target[80];
        snprintf(target, sizeof target, "about = 1; tolerance = 0; wanted = \"%s\";", wanted[i]);
        ot_spec *spec = model(law[0].text, "ols", target);
        assert_int_equal((int)OT_WANTED_NEAR + i, spec->target[0].wanted);
        ot_spec_free(spec);
    }
    assert_int_equal(OT_N_METHODS, 1 + sizeof method / sizeof *method);
    for (size_t i = 0; i < sizeof method / sizeof *method; i++) {
        ot_spec *spec = model(law[0].text, method[i].text, "at_least = 1;");
        assert_int_equal(method[i].method, spec->indicator[0].estimate.method);
        ot_spec_free(spec);
    }
    for (int i = 0; i < OT_N_MEASURES; i++) {
        char target[80];
        snprintf(target, sizeof target, "measure = \"%s\"; at_least = 1;", measure[i]);
        ot_spec *spec = model(law[0].text, "ols", target);
        assert_int_equal(i, spec->target[0].measure);
        ot_spec_free(spec);
    }
}

static void every_rule_says_what_it_means_in_both_languages(void **state) {
    size_t n;
    const ot_section *const *section = ot_schema_sections(&n);
    (void)state;
    for (size_t i = 0; i < n; i++) {
        assert_true(strlen(section[i]->example) > 0);
        for (size_t k = 0; k < section[i]->n; k++) {
            const ot_rule *rule = &section[i]->rule[k];
            assert_ptr_equal(rule, ot_section_find(section[i], rule->key)); /* no key twice */
            for (int l = 0; l < OT_N_LANGUAGES; l++) {
                char text[OT_RULE_TEXT];
                assert_true(strlen(rule->text[l]) > 0);
                ot_rule_describe(rule, (ot_language)l, text);
                assert_true(strlen(text) > 0 && strlen(text) < OT_RULE_TEXT - 1);
            }
        }
    }
}

/* But for the regression, which only an equation can be. */
static void every_family_of_laws_names_its_parameters(void **state) {
    const ot_rule *family = ot_schema_find("drivers.ID.law.family");
    (void)state;
    assert_non_null(family);
    for (size_t i = 0; i < family->n_choices; i++) {
        const ot_family *keys = ot_schema_family(family->choice[i].name);
        assert_non_null(keys);
        for (size_t k = 0; k < 5 && keys->needs[k]; k++) {
            char path[80];
            snprintf(path, sizeof path, "drivers.ID.law.%s", keys->needs[k]);
            assert_non_null(ot_schema_find(path));
        }
    }
    assert_null(ot_schema_family("cauchy"));
    assert_null(ot_schema_find("run.drows"));
    assert_null(ot_schema_find("runs.draws"));
}

static void bounds_are_written_as_intervals(void **state) {
    char text[OT_RULE_TEXT];
    (void)state;
    ot_rule_describe(ot_schema_find("run.draws"), OT_LANGUAGE_EN, text);
    assert_string_equal("a whole number, 2 to 1000000000", text);
    ot_rule_describe(ot_schema_find("drivers.ID.law.persistence"), OT_LANGUAGE_EN, text);
    assert_string_equal("a number in (-1, 1)", text);
    ot_rule_describe(ot_schema_find("drivers.ID.law.scale"), OT_LANGUAGE_ZH, text);
    assert_string_equal("数值，> 0", text);
    ot_rule_describe(ot_schema_find("model.first_year"), OT_LANGUAGE_ZH, text);
    assert_string_equal("年份，1900 至 2200", text);
}

/* Is a word in a text, with no letter or underscore beside it? */
static int has_word(const char *text, const char *word) {
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz_";
    const size_t n = strlen(word);
    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word))
        if ((at == text || !strchr(LETTERS, at[-1])) && (!at[n] || !strchr(LETTERS, at[n])))
            return 1;
    return 0;
}

static void the_methods_of_forecasts_are_those_of_their_table(void **state) {
    (void)state;
    const ot_rule *rule = ot_schema_find("indicators.ID.forecast.method");
    for (size_t i = 0; i < ot_forecast_n_methods(); i++)
        for (int language = 0; language < OT_N_LANGUAGES; language++)
            if (has_word(rule->text[language], ot_forecast_method_name(i)) ==
                ot_forecast_method_needs_driver(i))
                fail_msg("%s in language %d", ot_forecast_method_name(i), language);
    const size_t place = ot_forecast_method_find("regression");
    assert_true(ot_forecast_method_needs_driver(place));
    assert_int_equal(ot_forecast_method_find("oracle"), ot_forecast_n_methods());
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_become_the_enumerators_of_the_same_meaning),
        cmocka_unit_test(every_rule_says_what_it_means_in_both_languages),
        cmocka_unit_test(every_family_of_laws_names_its_parameters),
        cmocka_unit_test(the_methods_of_forecasts_are_those_of_their_table),
        cmocka_unit_test(bounds_are_written_as_intervals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
