/* Tests of estimate/sigma_tables.h: what is remembered is what would be made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "chain.h"
#include "estimate/case.h"
#include "estimate/sigma_tables.h"
#include "failing_alloc.h"
#include "outturn/init.h"

static void a_table_is_the_same_whether_made_or_remembered(void **state) {
    (void)state;
    ot_sigma_tables *tables = ot_sigma_tables_new();
    ot_law_table made, first, again;
    ot_error err;
    for (int i = 0; i < 70; i++) { /* more than are remembered */
        const double df = 3.0 + 0.5 * i;
        assert_int_equal(ot_sigma_tables_get(tables, df, &first, &err), OT_OK);
        assert_int_equal(ot_sigma_tables_get(tables, df, &again, &err), OT_OK);
        assert_int_equal(ot_sigma_tables_get(NULL, df, &made, &err), OT_OK);
        assert_memory_equal(&first, &made, sizeof made);
        assert_memory_equal(&again, &made, sizeof made);
    }
    ot_sigma_tables_free(tables);
    ot_sigma_tables_free(NULL);
}

static void a_case_is_the_same_with_and_without_them(void **state) {
    (void)state;
    chain s;
    ot_error err;
    chain_load(&s, "scenarios/tutorial/model.cfg");
    ot_sigma_tables *tables = ot_sigma_tables_new();
    for (int i = 0; i < 2; i++) {
        ot_case *c = NULL;
        assert_int_equal(ot_case_new_knowing(s.model, s.fit, 0, tables, NULL, &c, &err), OT_OK);
        assert_int_equal(ot_case_size(c), ot_case_size(s.c[0]));
        assert_memory_equal(c, s.c[0], ot_case_size(c));
        ot_case_free(c);
    }
    ot_sigma_tables_free(tables);
    chain_close(&s);
}

static int get(void *state) {
    (void)state;
    ot_law_table made;
    ot_error err;
    ot_sigma_tables *tables = ot_sigma_tables_new();
    const ot_status status = tables ? ot_sigma_tables_get(tables, 5.0, &made, &err) : OT_ERR_NOMEM;
    ot_sigma_tables_free(tables);
    return (int)status;
}

static void failing_allocations_are_told(void **state) {
    (void)state;
    assert_in_range(fail_each_allocation(get, NULL, OT_ERR_NOMEM), 2, 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_is_the_same_whether_made_or_remembered),
        cmocka_unit_test(a_case_is_the_same_with_and_without_them),
        cmocka_unit_test(failing_allocations_are_told),
    };
    ot_init();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
