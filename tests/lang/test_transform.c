#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "close_to.h"
#include "lang/tree.h"

static void transforms_have_their_known_values(void **state) {
    (void)state;
    assert_true(ot_transform_forward(OT_TRANSFORM_LEVEL, 1, 3, 2) == 3);
    assert_true(ot_transform_forward(OT_TRANSFORM_LOG, 1, 1, 2) == 0);
    assert_true(ot_transform_forward(OT_TRANSFORM_DIFFERENCE, 1, 3, 5) == -2);
    assert_close(ot_transform_forward(OT_TRANSFORM_LOG_DIFFERENCE, 1, 2, 1), 0.6931471805599453,
                 1e-15, 0);
    assert_true(ot_transform_forward(OT_TRANSFORM_PERCENT_CHANGE, 1, 3, 2) == 0.5);
    assert_true(ot_transform_forward(OT_TRANSFORM_LOGIT, 1, 0.5, 2) == 0);
    assert_close(ot_transform_forward(OT_TRANSFORM_LOGIT, 130, 117, 2), 2.1972245773362196, 1e-15,
                 0); /* log 9 */
}

static void outside_of_their_domain_they_are_not_numbers(void **state) {
    (void)state;
    assert_true(isnan(ot_transform_forward(OT_TRANSFORM_LOG, 1, 0, 1)));
    assert_true(isnan(ot_transform_forward(OT_TRANSFORM_LOG, 1, -1, 1)));
    assert_true(isnan(ot_transform_forward(OT_TRANSFORM_LOG_DIFFERENCE, 1, -1, -2)));
    assert_true(isnan(ot_transform_forward(OT_TRANSFORM_LOG_DIFFERENCE, 1, 1, 0)));
    assert_true(isnan(ot_transform_forward(OT_TRANSFORM_PERCENT_CHANGE, 1, 1, 0)));
    assert_true(isnan(ot_transform_forward(OT_TRANSFORM_LOGIT, 1, 1, 0)));
    assert_true(isnan(ot_transform_forward(OT_TRANSFORM_LOGIT, 1, 0, 0)));
    for (int t = OT_TRANSFORM_LEVEL; t <= OT_TRANSFORM_LOGIT; t++)
        assert_true(isnan(ot_transform_forward((ot_transform)t, 1, (double)NAN, 1)));
}

static void the_inverse_gives_the_value_back(void **state) {
    (void)state;
    static const double x[] = {0.01, 0.5, 7.25, 99.0}, before[] = {0.3, 1.0, 40.0};
    for (int t = OT_TRANSFORM_LEVEL; t <= OT_TRANSFORM_LOGIT; t++)
        for (size_t i = 0; i < sizeof x / sizeof *x; i++)
            for (size_t k = 0; k < sizeof before / sizeof *before; k++) {
                const double r = ot_transform_forward((ot_transform)t, 100, x[i], before[k]);
                assert_close(ot_transform_inverse((ot_transform)t, 100, r, before[k]), x[i], 1e-11,
                             0);
            }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(transforms_have_their_known_values),
        cmocka_unit_test(outside_of_their_domain_they_are_not_numbers),
        cmocka_unit_test(the_inverse_gives_the_value_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
