/* Tests of base/exact_sum.h: the true sum, rounded once, whatever the order of adding. */
#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/exact_sum.h"

static double sum_of(const double *x, size_t n) {
    ot_exact_sum sum = {0};
    for (size_t i = 0; i < n; i++)
        ot_exact_sum_add(&sum, x[i]);
    return ot_exact_sum_value(&sum);
}

/* The same bits. */
static void assert_same(double a, double b) {
    if (memcmp(&a, &b, sizeof a) != 0) fail_msg("%a, expected %a", a, b);
}

static uint64_t random_state;
static uint64_t random_bits(void) { /* Knuth's MMIX generator, folded */
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return random_state ^ random_state >> 29;
}

static double random_double(void) { /* any finite one */
    for (;;) {
        const uint64_t bits = random_bits();
        double x;
        memcpy(&x, &bits, sizeof x);
        if (isfinite(x)) return x;
    }
}

static void shuffle(double *x, size_t n) {
    for (size_t i = n; i > 1; i--) {
        const size_t j = (size_t)(random_bits() >> 11) % i;
        const double swap = x[i - 1];
        x[i - 1] = x[j];
        x[j] = swap;
    }
}

static void nothing_is_zero(void **state) {
    (void)state;
    ot_exact_sum sum = {0};
    assert_same(ot_exact_sum_value(&sum), 0.0);
    ot_exact_sum_add(&sum, 0.0);
    ot_exact_sum_add(&sum, -0.0);
    assert_same(ot_exact_sum_value(&sum), 0.0);
}

static void one_number_is_itself(void **state) {
    (void)state;
    const double known[] = {1.0,
                            -1.0,
                            0.1,
                            DBL_MAX,
                            -DBL_MAX,
                            DBL_MIN,
                            DBL_TRUE_MIN,
                            -DBL_TRUE_MIN,
                            DBL_MIN - DBL_TRUE_MIN,
                            0x1p-1023,
                            0x1.fffffffffffffp-1};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_same(sum_of(known + i, 1), known[i]);
    for (int power = -1074; power < 1024; power++) {
        const double x = ldexp(1.0, power);
        assert_same(sum_of(&x, 1), x);
    }
    random_state = 1;
    for (int i = 0; i < 20000; i++) {
        const double x = random_double();
        assert_same(sum_of(&x, 1), x);
    }
}

static void what_cancels_is_gone_and_what_is_small_remains(void **state) {
    (void)state;
    assert_same(sum_of((double[]){1e308, 1.0, -1e308}, 3), 1.0);
    assert_same(sum_of((double[]){DBL_MAX, DBL_TRUE_MIN, -DBL_MAX}, 3), DBL_TRUE_MIN);
    assert_same(sum_of((double[]){-DBL_MAX, -DBL_TRUE_MIN, DBL_MAX}, 3), -DBL_TRUE_MIN);
    assert_same(sum_of((double[]){1e16, 1.0, 1e-16, -1e16, -1.0}, 5), 1e-16);
    assert_same(sum_of((double[]){0.1, -0.1}, 2), 0.0);
    /* Ten times the double nearest to 0.1 is a little above 1, by less than half a unit. */
    double tenths[10];
    for (int i = 0; i < 10; i++)
        tenths[i] = 0.1;
    assert_same(sum_of(tenths, 10), 1.0);
}

static void a_sum_is_rounded_once_to_nearest_and_ties_to_even(void **state) {
    (void)state;
    const double half = DBL_EPSILON / 2;
    assert_same(sum_of((double[]){1.0, half}, 2), 1.0);
    assert_same(sum_of((double[]){1.0 + DBL_EPSILON, half}, 2), 1.0 + 2 * DBL_EPSILON);
    assert_same(sum_of((double[]){1.0, half, DBL_TRUE_MIN}, 3), 1.0 + DBL_EPSILON);
    assert_same(sum_of((double[]){1.0, half, -DBL_TRUE_MIN}, 3), 1.0);
    assert_same(sum_of((double[]){-1.0, -half, -DBL_TRUE_MIN}, 3), -1.0 - DBL_EPSILON);
    assert_same(sum_of((double[]){1.0, half / 2, half / 2}, 3), 1.0);
    assert_same(sum_of((double[]){1.0, -half / 2}, 2), 1.0); /* a tie below a power of two */
    assert_same(sum_of((double[]){1.0, -half / 2, -DBL_TRUE_MIN}, 3), 1.0 - half);
}

static void too_large_is_infinite_but_only_in_the_end(void **state) {
    (void)state;
    assert_same(sum_of((double[]){DBL_MAX, DBL_MAX}, 2), INFINITY);
    assert_same(sum_of((double[]){-DBL_MAX, -DBL_MAX}, 2), -INFINITY);
    assert_same(sum_of((double[]){DBL_MAX, DBL_MAX, -DBL_MAX}, 3), DBL_MAX);
    /* Half a unit past the largest rounds up, less does not. */
    assert_same(sum_of((double[]){DBL_MAX, 0x1p969}, 2), DBL_MAX);
    assert_same(sum_of((double[]){DBL_MAX, 0x1p970}, 2), INFINITY);
    ot_exact_sum sum = {0};
    for (int i = 0; i < 100000; i++)
        ot_exact_sum_add(&sum, DBL_MAX);
    assert_same(ot_exact_sum_value(&sum), INFINITY);
    for (int i = 0; i < 99999; i++)
        ot_exact_sum_add(&sum, -DBL_MAX);
    assert_same(ot_exact_sum_value(&sum), DBL_MAX);
}

static void the_order_of_adding_does_not_matter(void **state) {
    (void)state;
    enum { N = 2000 };
    static double x[N];
    random_state = 2;
    for (size_t i = 0; i < N; i++)
        x[i] = random_double() / N;
    const double expected = sum_of(x, N);
    for (int times = 0; times < 50; times++) {
        shuffle(x, N);
        assert_same(sum_of(x, N), expected);
    }
}

static void parts_are_merged_in_any_order(void **state) {
    (void)state;
    enum { N = 1000, PARTS = 7 };
    static double x[N];
    random_state = 3;
    for (size_t i = 0; i < N; i++)
        x[i] = random_double() / N;
    const double expected = sum_of(x, N);
    for (int times = 0; times < 50; times++) {
        ot_exact_sum part[PARTS] = {{{0}, 0}};
        for (size_t i = 0; i < N; i++)
            ot_exact_sum_add(&part[random_bits() % PARTS], x[i]);
        for (size_t left = PARTS; left > 1; left--) {
            const size_t i = random_bits() % (left - 1);
            const ot_exact_sum before = part[left - 1];
            ot_exact_sum_merge(&part[i], &part[left - 1]);
            assert_memory_equal(&before, &part[left - 1], sizeof before); /* const means const */
        }
        assert_same(ot_exact_sum_value(&part[0]), expected);
    }
}

/* 128-bit integers hold such sums exactly, and the compiler rounds them to double correctly. */
static void sums_agree_with_whole_number_arithmetic(void **state) {
    (void)state;
#if defined(__SIZEOF_INT128__)
    __extension__ typedef __int128 wide;
    random_state = 4;
    for (int times = 0; times < 2000; times++) {
        wide whole = 0;
        ot_exact_sum sum = {0};
        for (int i = 0; i < 100; i++) {
            const int power = (int)(random_bits() >> 33) % 30;
            const int64_t digits = (int64_t)(random_bits() >> 11) - (INT64_C(1) << 52);
            whole += (wide)digits * (INT64_C(1) << power);
            ot_exact_sum_add(&sum, ldexp((double)digits, power - 40));
        }
        assert_same(ot_exact_sum_value(&sum), ldexp((double)whole, -40));
    }
#else
    print_message("skipped: the compiler has no integers of 128 bits\n");
    skip();
#endif
}

static void many_merges_and_additions_do_not_overflow(void **state) {
    (void)state;
    ot_exact_sum sum = {0};
    ot_exact_sum_add(&sum, 0x1.fffffffffffffp0);
    for (int i = 0; i < 60; i++) { /* each merge doubles the sum */
        const ot_exact_sum copy = sum;
        ot_exact_sum_merge(&sum, &copy);
        assert_same(ot_exact_sum_value(&sum), ldexp(0x1.fffffffffffffp0, i + 1));
    }
    /* Just before the carry that so many additions would bring, and just after it. */
    sum = (ot_exact_sum){0};
    sum.n_pending = (UINT64_C(1) << 30) - 2;
    for (int i = 1; i < 5; i++) {
        ot_exact_sum_add(&sum, -1.5);
        assert_same(ot_exact_sum_value(&sum), -1.5 * i);
    }
    assert_in_range(sum.n_pending, 1, 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_zero),
        cmocka_unit_test(one_number_is_itself),
        cmocka_unit_test(what_cancels_is_gone_and_what_is_small_remains),
        cmocka_unit_test(a_sum_is_rounded_once_to_nearest_and_ties_to_even),
        cmocka_unit_test(too_large_is_infinite_but_only_in_the_end),
        cmocka_unit_test(the_order_of_adding_does_not_matter),
        cmocka_unit_test(parts_are_merged_in_any_order),
        cmocka_unit_test(sums_agree_with_whole_number_arithmetic),
        cmocka_unit_test(many_merges_and_additions_do_not_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
