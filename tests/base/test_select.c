/* Tests of base/select.h: what qsort would give. */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/select.h"

enum { MOST = 5000, N_KINDS = 7 };

/* Numbers spread evenly, with heavy tails, few values, one value, huge, tiny, mostly one value. */
static void make(double *x, size_t n, int kind) {
    uint64_t bits = 17 + (uint64_t)kind;
    for (size_t i = 0; i < n; i++) {
        bits = bits * 6364136223846793005u + 1442695040888963407u;
        const double u = (double)(bits >> 11) * 0x1p-53 + 0x1p-54;
        const double of_kind[N_KINDS] = {u - 0.3,
                                         tan(3.141592653589793 * (u - 0.5)),
                                         floor(5.0 * u),
                                         -7.5,
                                         (u - 0.5) * 2.0 * DBL_MAX,
                                         u * DBL_TRUE_MIN * 1e4,
                                         u < 0.1 ? u : 0.25};
        x[i] = of_kind[kind];
    }
}

static int compare(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static const size_t LENGTH[] = {1, 2, 3, 47, 255, 256, 300, 4096, MOST};
enum { N_LENGTHS = sizeof LENGTH / sizeof *LENGTH };

static void numbers_are_sorted(void **state) {
    (void)state;
    static double x[MOST], sorted[MOST], room[MOST];
    for (int kind = 0; kind < N_KINDS; kind++)
        for (size_t k = 0; k < N_LENGTHS; k++) {
            make(x, LENGTH[k], kind);
            memcpy(sorted, x, sizeof x);
            qsort(sorted, LENGTH[k], sizeof *sorted, compare);
            ot_sort(x, room, LENGTH[k]);
            assert_memory_equal(x, sorted, LENGTH[k] * sizeof *x);
        }
}

static void numbers_are_found_by_rank(void **state) {
    (void)state;
    static double x[MOST], kept[MOST], sorted[MOST], room[2 * MOST];
    for (int kind = 0; kind < N_KINDS; kind++)
        for (size_t k = 0; k < N_LENGTHS; k++) {
            const size_t n = LENGTH[k], rank[] = {n / 2, 0, n - 1, n / 20, n - 1 - n / 20, n / 2};
            double found[6];
            make(x, n, kind);
            memcpy(kept, x, sizeof x);
            memcpy(sorted, x, sizeof x);
            qsort(sorted, n, sizeof *sorted, compare);
            ot_select(x, n, rank, 6, found, room);
            for (size_t i = 0; i < 6; i++)
                assert_memory_equal(&found[i], &sorted[rank[i]], sizeof *found);
            assert_memory_equal(x, kept, n * sizeof *x);
            ot_select(x, n, rank, 0, found, room); /* none is wanted */
        }
}

static void every_rank_can_be_asked_at_once(void **state) {
    (void)state;
    static double x[MOST], found[MOST], room[2 * MOST];
    static size_t rank[MOST];
    make(x, MOST, 1);
    for (size_t i = 0; i < MOST; i++)
        rank[i] = MOST - 1 - i;
    ot_select(x, MOST, rank, MOST, found, room);
    for (size_t i = 1; i < MOST; i++)
        assert_true(found[i] <= found[i - 1]);
}

/* As R 4.2 gives them: quantile(c(1, 2, 4, 8), c(0, 0.05, 0.5, 0.95, 1)). */
static void quantiles_stand_between_ranks(void **state) {
    (void)state;
    static const double X[] = {1.0, 2.0, 4.0, 8.0};
    static const double P[] = {0.0, 0.05, 0.5, 0.95, 1.0}, WANTED[] = {1.0, 1.15, 3.0, 7.4, 8.0};
    for (size_t i = 0; i < sizeof P / sizeof *P; i++)
        assert_true(fabs(ot_sorted_quantile(X, 4, P[i]) - WANTED[i]) < 1e-12);
    assert_true(fabs(ot_sorted_quantile(X, 1, 0.95) - 1.0) < 1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_sorted),
        cmocka_unit_test(numbers_are_found_by_rank),
        cmocka_unit_test(every_rank_can_be_asked_at_once),
        cmocka_unit_test(quantiles_stand_between_ranks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
