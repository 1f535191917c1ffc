/* Tests of ot_case_alloc: arrays that do not overlap, sizes that do not fit, memory that is not
 * there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "estimate/case.h"
#include "failing_alloc.h"

static const ot_case sizes = {.scenario = 2,
                              .n_indicators = 3,
                              .n_drivers = 2,
                              .n_disturbances = 2,
                              .n_coefficients = 5,
                              .n_starts = 1,
                              .n_slots = 7,
                              .first_slot = 3,
                              .first_slot_year = 2019,
                              .first_year = 2023,
                              .n_yearly = 3,
                              .n_once = 5,
                              .n_instructions = 9,
                              .n_constants = 3,
                              .n_steps = 3,
                              .n_stages = 2,
                              .n_registers = 2,
                              .n_tables = 2,
                              .n_dependences = 1};
enum { N_YEARLY_ENTRIES = 6, N_ONCE_ENTRIES = 11, N_PACKED = 4 * 5 / 2, N_HELD = 5 * 7 };

static void arrays_follow_each_other_without_overlap(void **state) {
    (void)state;
    ot_case *c = ot_case_alloc(&sizes, N_YEARLY_ENTRIES, N_ONCE_ENTRIES);
    assert_non_null(c);
    assert_int_equal(c->scenario, 2);
    assert_int_equal(ot_case_n_rows(c), 7);
    assert_int_equal(ot_case_n_simulated(c), 4);
    const size_t bytes[][2] = {
        {c->yearly_hash, 3 * sizeof(uint32_t)},
        {c->once_hash, 5 * sizeof(uint32_t)},
        {c->yearly_first, 7 * sizeof(int32_t)},
        {c->yearly_entry, N_YEARLY_ENTRIES * sizeof(ot_case_entry)},
        {c->once_first, 6 * sizeof(int32_t)},
        {c->once_entry, N_ONCE_ENTRIES * sizeof(ot_case_entry)},
        {c->dependence_of, 3 * sizeof(int32_t)},
        {c->dependence, N_PACKED * sizeof(double)},
        {c->held, N_HELD},
        {c->value, N_HELD * sizeof(double)},
        {c->law, 2 * sizeof(ot_law)},
        {c->disturbance, 2 * sizeof(ot_case_disturbance)},
        {c->add, 2 * 7 * sizeof(double)},
        {c->coefficient, 5 * sizeof(ot_case_coefficient)},
        {c->start, sizeof(ot_case_start)},
        {c->instruction, 9 * sizeof(ot_instruction)},
        {c->constant, 3 * sizeof(double)},
        {c->step, 3 * sizeof(ot_step)},
        {c->stage, 2 * sizeof(ot_stage)},
        {c->table, 2 * sizeof(ot_law_table)},
    };
    size_t end = sizeof *c;
    for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++) {
        assert_int_equal(bytes[i][0] % 8, 0);
        assert_in_range(bytes[i][0], end, end + 7);
        end = bytes[i][0] + bytes[i][1];
    }
    assert_in_range(c->size, end, end + 7);
    for (const char *p = (const char *)c + sizeof *c; p < (const char *)c + c->size; p++)
        assert_int_equal(*p, 0);
    memset(OT_CASE_ARRAY(ot_law_table, c, table), 1, 2 * sizeof(ot_law_table)); /* room */
    free(c);
}

static void a_case_without_anything_is_its_header(void **state) {
    (void)state;
    ot_case *c = ot_case_alloc(&(ot_case){0}, 0, 0);
    assert_non_null(c);
    assert_in_range(c->size, sizeof *c, sizeof *c + 16); /* two starts of factors */
    free(c);
}

static void sizes_that_do_not_fit_are_refused(void **state) {
    (void)state;
    ot_case huge = sizes;
    huge.n_slots = UINT32_MAX;
    huge.n_dependences = UINT32_MAX;
    assert_null(ot_case_alloc(&huge, 0, 0));
    huge = sizes;
    huge.n_indicators = huge.n_drivers = huge.n_slots = UINT32_MAX;
    assert_null(ot_case_alloc(&huge, 0, 0));
    assert_null(ot_case_alloc(&sizes, SIZE_MAX / 2, 0));
    assert_null(ot_case_alloc(&sizes, 0, SIZE_MAX / sizeof(ot_case_entry)));
}

static void a_failed_allocation_gives_null(void **state) {
    (void)state;
    fail_allocation(0);
    ot_case *c = ot_case_alloc(&sizes, 0, 0);
    fail_allocation(-1);
    assert_null(c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrays_follow_each_other_without_overlap),
        cmocka_unit_test(a_case_without_anything_is_its_header),
        cmocka_unit_test(sizes_that_do_not_fit_are_refused),
        cmocka_unit_test(a_failed_allocation_gives_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
