/* Tests of simulate/workers.h. */
#include "simulate/workers.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MOST = 20 };

typedef struct seen {
    int n[MOST];
    pthread_t thread[MOST];
} seen;

static void note(void *state, size_t worker) {
    seen *s = state;
    s->n[worker]++;
    s->thread[worker] = pthread_self();
}

static void each_worker_runs_once_and_the_first_is_the_caller(void **state) {
    (void)state;
    for (size_t n = 1; n <= MOST; n++) {
        seen s = {0};
        ot_workers_run(n, note, &s);
        for (size_t i = 0; i < MOST; i++)
            assert_int_equal(s.n[i], i < n);
        assert_true(pthread_equal(s.thread[0], pthread_self()));
    }
}

static void as_many_are_allowed_as_there_are_processors(void **state) {
    (void)state;
    assert_in_range(ot_workers_online(), 1, ot_workers_most());
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_worker_runs_once_and_the_first_is_the_caller),
        cmocka_unit_test(as_many_are_allowed_as_there_are_processors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
