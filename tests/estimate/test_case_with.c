/* Changed copies of cases: what is changed, and that nothing else is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "case_builder.h"
#include "close_to.h"
#include "failing_alloc.h"

enum { SLOT = 2 };

static ot_case *new_case(void) {
    static case_builder b;
    builder_init(&b, 2, 1, 2023, 1, 3);
    builder_hold(&b, 0, 0, 10.0);
    const ot_law normal = {.family = OT_LAW_NORMAL, .scale = 1.0};
    builder_driver(&b, 0, normal, 5.0, 0.0);
    builder_disturbance(&b, 1, 1.0, 0.0);
    return builder_build(&b);
}

static void inputs_of_every_kind_can_be_changed(void **state) {
    (void)state;
    ot_case *c = new_case();
    const ot_case_change change[] = {{0, SLOT, 12.0}, {2, SLOT, 6.0}, {3, SLOT, -1.0}};
    ot_case *with = ot_case_with(c, change, 3);
    assert_non_null(with);
    for (size_t k = 0; k < 3; k++)
        assert_close(ot_case_input(with, change[k].row, SLOT), change[k].value, 0.0, 0.0);
    /* an indicator is held where it is changed, a driver stays random */
    const uint8_t *held = OT_CASE_CONST(uint8_t, with, held);
    assert_true(held[0 * c->n_slots + SLOT] && !held[0 * c->n_slots + SLOT + 1]);
    assert_false(held[2 * c->n_slots + SLOT]);
    assert_close(ot_case_input(c, 2, SLOT), 5.0, 0.0, 0.0); /* the original is as it was */
    ot_case_free(with);
    ot_case_free(c);
}

static void a_copy_without_changes_has_the_same_bytes(void **state) {
    (void)state;
    ot_case *c = new_case(), *copy = ot_case_with(c, NULL, 0);
    assert_non_null(copy);
    assert_memory_equal(copy, c, ot_case_size(c));
    ot_case_free(copy);
    ot_case_free(c);
}

static int attempt(void *state) {
    ot_case *copy = ot_case_with(state, NULL, 0);
    ot_case_free(copy);
    return copy ? OT_OK : OT_ERR_NOMEM;
}

static void memory_may_run_out(void **state) {
    (void)state;
    ot_case *c = new_case();
    assert_int_equal(fail_each_allocation(attempt, c, OT_ERR_NOMEM), 1);
    ot_case_free(c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inputs_of_every_kind_can_be_changed),
        cmocka_unit_test(a_copy_without_changes_has_the_same_bytes),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
