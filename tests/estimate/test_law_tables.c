/* Tests of estimate/law_tables.h: what is remembered is what would be made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "chain.h"
#include "estimate/case.h"
#include "estimate/law_tables.h"
#include "failing_alloc.h"
#include "outturn/init.h"

static void a_table_is_the_same_whether_made_or_remembered(void **state) {
    (void)state;
    ot_law_tables *tables = ot_law_tables_new();
    ot_law_table made, first, again;
    ot_error err;
    for (int i = 0; i < 70; i++) { /* more than are remembered */
        const double df = 3.0 + 0.5 * i;
        assert_int_equal(ot_law_tables_get(tables, NULL, df, &first, &err), OT_OK);
        assert_int_equal(ot_law_tables_get(tables, NULL, df, &again, &err), OT_OK);
        assert_int_equal(ot_law_tables_get(NULL, NULL, df, &made, &err), OT_OK);
        assert_memory_equal(&first, &made, sizeof made);
        assert_memory_equal(&again, &made, sizeof made);
    }
    ot_law_tables_free(tables);
    ot_law_tables_free(NULL);
}

static void tables_of_laws_are_told_apart(void **state) {
    (void)state;
    ot_law_tables *tables = ot_law_tables_new();
    ot_law_table made, got;
    ot_error err;
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 4; i++) {
            const ot_law_spec spec = {.family = i < 2 ? OT_LAW_STUDENT_T : OT_LAW_UNIFORM,
                                      .scale = 0.5 * i + 1.0,
                                      .df = 5.0,
                                      .low = -1.0,
                                      .high = 1.0 + i};
            const ot_law law = ot_law_make(&spec, 1.0);
            assert_int_equal(ot_law_tables_get(tables, &law, 0.0, &got, &err), OT_OK);
            assert_int_equal(ot_law_table_make(&law, &made, &err), OT_OK);
            assert_memory_equal(&got, &made, sizeof made);
        }
    ot_law_tables_free(tables);
}

static void cases_made_together_are_those_made_alone(void **state) {
    (void)state;
    chain s;
    ot_error err;
    chain_load(&s, "scenarios/kizilsu/model.cfg");
    const size_t scenario[] = {2, 0, 1};
    ot_case *c[3];
    assert_int_equal(s.n, 3);
    assert_int_equal(ot_cases_new(s.model, s.fit, scenario, 3, NULL, c, &err), OT_OK);
    for (size_t k = 0; k < 3; k++) {
        const ot_case *alone = s.c[scenario[k]];
        assert_int_equal(ot_case_size(c[k]), ot_case_size(alone));
        assert_memory_equal(c[k], alone, ot_case_size(alone));
        ot_case_free(c[k]);
    }
    chain_close(&s);
}

static void a_case_is_the_same_with_and_without_them(void **state) {
    (void)state;
    chain s;
    ot_error err;
    chain_load(&s, "scenarios/tutorial/model.cfg");
    ot_law_tables *tables = ot_law_tables_new();
    for (int i = 0; i < 2; i++) {
        ot_case *c = NULL;
        assert_int_equal(ot_case_new_knowing(s.model, s.fit, 0, tables, NULL, &c, &err), OT_OK);
        assert_int_equal(ot_case_size(c), ot_case_size(s.c[0]));
        assert_memory_equal(c, s.c[0], ot_case_size(c));
        ot_case_free(c);
    }
    ot_law_tables_free(tables);
    chain_close(&s);
}

static int get(void *state) {
    (void)state;
    ot_law_table made;
    ot_error err;
    ot_law_tables *tables = ot_law_tables_new();
    const ot_status status =
        tables ? ot_law_tables_get(tables, NULL, 5.0, &made, &err) : OT_ERR_NOMEM;
    ot_law_tables_free(tables);
    return (int)status;
}

static void failing_allocations_are_told(void **state) {
    (void)state;
    assert_in_range(fail_each_allocation(get, NULL, OT_ERR_NOMEM), 2, 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_is_the_same_whether_made_or_remembered),
        cmocka_unit_test(tables_of_laws_are_told_apart),
        cmocka_unit_test(cases_made_together_are_those_made_alone),
        cmocka_unit_test(a_case_is_the_same_with_and_without_them),
        cmocka_unit_test(failing_allocations_are_told),
    };
    ot_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
