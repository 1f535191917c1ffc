/* Tests of model/target.c: on which side of its value a target lies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/model.h"

static void every_relation_has_its_side(void **state) {
    (void)state;
    static const struct {
        ot_target_relation relation;
        ot_wanted wanted;
        ot_target_side side;
    } CASE[] = {
        {OT_TARGET_AT_LEAST, OT_WANTED_NEAR, OT_SIDE_MORE},
        {OT_TARGET_AT_LEAST, OT_WANTED_LOWER, OT_SIDE_MORE}, /* `wanted` is of `about` alone */
        {OT_TARGET_AT_MOST, OT_WANTED_HIGHER, OT_SIDE_LESS},
        {OT_TARGET_ABOUT, OT_WANTED_NEAR, OT_SIDE_BOTH},
        {OT_TARGET_ABOUT, OT_WANTED_HIGHER, OT_SIDE_MORE},
        {OT_TARGET_ABOUT, OT_WANTED_LOWER, OT_SIDE_LESS},
        {OT_TARGET_WITHIN, OT_WANTED_HIGHER, OT_SIDE_BOTH},
        {OT_TARGET_RISING, OT_WANTED_NEAR, OT_SIDE_MORE},
        {OT_TARGET_FALLING, OT_WANTED_NEAR, OT_SIDE_LESS},
    };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++)
        assert_int_equal(ot_target_side_of(CASE[i].relation, CASE[i].wanted), CASE[i].side);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_relation_has_its_side)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
