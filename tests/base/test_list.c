/* Tests of base/list.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/list.h"

static void arrays_grow_and_keep_what_they_hold(void **state) {
    (void)state;
    int *x = NULL;
    size_t capacity = 0;
    for (size_t n = 0; n < 1000; n++) {
        int *grown = ot_list_grow(x, n, &capacity, sizeof *grown);
        assert_non_null(grown);
        assert_true(capacity > n);
        x = grown;
        x[n] = (int)n;
    }
    for (size_t n = 0; n < 1000; n++)
        assert_int_equal(x[n], n);
    free(x);
}

static void sizes_that_overflow_are_no_memory(void **state) {
    (void)state;
    size_t capacity = SIZE_MAX / 8;
    assert_null(ot_list_grow(NULL, capacity, &capacity, 16));
    assert_true(capacity == SIZE_MAX / 8);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arrays_grow_and_keep_what_they_hold),
        cmocka_unit_test(sizes_that_overflow_are_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
