/* Tests of spec/estimate.c: the table of methods. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "estimate/estimator.h"
#include "spec/estimate.h"

static void each_method_has_words_of_its_own(void **state) {
    (void)state;
    for (int a = OT_METHOD_NONE + 1; a < OT_N_METHODS; a++)
        for (int language = 0; language < OT_N_LANGUAGES; language++) {
            const char *text = ot_method_text((ot_method)a, (ot_language)language);
            assert_true(*text && *ot_method_name((ot_method)a));
            for (int b = a + 1; b < OT_N_METHODS; b++) {
                assert_string_not_equal(text, ot_method_text((ot_method)b, (ot_language)language));
                assert_string_not_equal(ot_method_name((ot_method)a), ot_method_name((ot_method)b));
            }
        }
    assert_string_equal(ot_method_name(OT_METHOD_3SLS), "3sls");
    assert_string_equal(ot_method_text(OT_METHOD_AR, OT_LANGUAGE_EN),
                        "regression with autoregressive errors");
    assert_string_equal(ot_method_text(OT_METHOD_PARTIAL, OT_LANGUAGE_EN),
                        "panel of areas, partly pooled");
    assert_string_equal(ot_method_text(OT_METHOD_PRIOR, OT_LANGUAGE_EN), "prior only, no data");
}

/* Systems take several samples and priors none; every other method has its estimator. */
static void a_method_of_one_sample_has_an_estimator(void **state) {
    (void)state;
    for (int m = OT_METHOD_NONE + 1; m < OT_N_METHODS; m++) {
        const ot_method method = (ot_method)m;
        const int is_alone = !ot_method_is(method, OT_METHOD_IS_SYSTEM) && m != OT_METHOD_PRIOR;
        assert_int_equal(ot_estimator_of(method) != NULL, is_alone);
        if (is_alone) assert_int_equal(ot_estimator_of(method)->method, m);
        const int asks_ols = m == OT_METHOD_NLS || m == OT_METHOD_ROBUST || m == OT_METHOD_RIDGE ||
                             m == OT_METHOD_POOLED || m == OT_METHOD_PARTIAL;
        if (is_alone)
            assert_int_equal(ot_estimator_for(method, 0)->method,
                             asks_ols ? (int)OT_METHOD_OLS : m);
    }
}

static void a_posterior_is_not_tested(void **state) {
    (void)state;
    assert_false(ot_method_is(OT_METHOD_NONE, OT_METHOD_IS_TESTED));
    assert_false(ot_method_is(OT_METHOD_RIDGE, OT_METHOD_IS_TESTED));
    assert_true(ot_method_is(OT_METHOD_POOLED, OT_METHOD_IS_TESTED));
    for (int m = OT_METHOD_NONE + 1; m < OT_N_METHODS; m++)
        assert_false(ot_method_is((ot_method)m, OT_METHOD_IS_TESTED) &&
                     ot_method_is((ot_method)m, OT_METHOD_IS_POSTERIOR));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_method_has_words_of_its_own),
        cmocka_unit_test(a_method_of_one_sample_has_an_estimator),
        cmocka_unit_test(a_posterior_is_not_tested),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
