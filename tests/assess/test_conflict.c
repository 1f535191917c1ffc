/* Tests of assess/review/conflict.h on bits made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "assess/review/conflict.h"
#include "close_to.h"

enum { WORDS = 128, DRAWS = 64 * WORDS, TARGETS = 3 };

/* A bit of its own in each draw, of a plain generator (xorshift64, Marsaglia 2003). */
static uint64_t next(uint64_t *x) {
    *x ^= *x << 13;
    *x ^= *x >> 7;
    *x ^= *x << 17;
    return *x;
}

static void find(const uint64_t *bits, size_t n_targets, ot_arena *arena, ot_conflict **out,
                 size_t *n) {
    ot_error err;
    size_t n_left = 99;
    assert_int_equal(ot_conflict_find(bits, n_targets, WORDS, DRAWS, arena, out, n, &n_left, &err),
                     OT_OK);
    /* Of few targets all are listed; of many whatever is left stands behind a full list. */
    assert_true(n_left == 0 || *n == OT_CONFLICT_MOST);
}

static void independent_targets_do_not_conflict(void **state) {
    (void)state;
    ot_arena *arena = ot_arena_new();
    for (uint64_t seed = 1; seed <= 50; seed++) {
        uint64_t bits[20 * WORDS], x = seed;
        ot_conflict *c = NULL;
        size_t n = 99;
        for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) /* from 1/2 down to 1/16 */
            bits[i] = next(&x) & (i % 3 ? next(&x) : ~0ULL) & (i % 2 ? next(&x) & next(&x) : ~0ULL);
        find(bits, 20, arena, &c, &n);
        assert_int_equal(n, 0);
    }
    ot_arena_free(arena);
}

/* Met together three quarters as often as the product says: told from chance, but no conflict. */
static void a_weak_dependence_is_no_conflict(void **state) {
    (void)state;
    ot_arena *arena = ot_arena_new();
    uint64_t bits[2 * WORDS], x = 7;
    ot_conflict *c = NULL;
    size_t n = 99;
    for (size_t w = 0; w < WORDS; w++) {
        const uint64_t three_eighths = next(&x) & (next(&x) | next(&x));
        bits[w] = next(&x);
        bits[WORDS + w] = (bits[w] & three_eighths) | (~bits[w] & ~three_eighths);
    }
    find(bits, 2, arena, &c, &n);
    assert_int_equal(n, 0);
    ot_arena_free(arena);
}

/* Any two of a, b and c = not (a equals b) are independent; all three never come together. */
static void a_triple_may_conflict_though_no_pair_does(void **state) {
    (void)state;
    ot_arena *arena = ot_arena_new();
    uint64_t bits[TARGETS * WORDS], x = 7;
    ot_conflict *c = NULL;
    size_t n = 0;
    for (size_t w = 0; w < WORDS; w++) {
        bits[w] = next(&x);
        bits[WORDS + w] = next(&x);
        bits[2 * WORDS + w] = bits[w] ^ bits[WORDS + w];
    }
    find(bits, TARGETS, arena, &c, &n);
    assert_int_equal(n, 1);
    assert_int_equal(c[0].n_targets, 3);
    assert_close(c[0].joint, 0.0, 0.0, 0.0);
    assert_close(c[0].expected, 0.125, 0.1, 0.0);
    ot_arena_free(arena);
}

/* Of one and its opposite the pair is named, and no triple with it. */
static void a_pair_stands_for_all_that_hold_it(void **state) {
    (void)state;
    ot_arena *arena = ot_arena_new();
    uint64_t bits[TARGETS * WORDS], x = 7;
    ot_conflict *c = NULL;
    size_t n = 0;
    for (size_t w = 0; w < WORDS; w++) {
        bits[w] = next(&x);
        bits[WORDS + w] = ~bits[w];
        bits[2 * WORDS + w] = next(&x);
    }
    find(bits, TARGETS, arena, &c, &n);
    assert_int_equal(n, 1);
    assert_int_equal(c[0].n_targets, 2);
    assert_int_equal(c[0].target[0], 0);
    assert_int_equal(c[0].target[1], 1);
    ot_arena_free(arena);
}

/* Each word of draws meets one of twelve targets: all 66 pairs exclude each other. */
static void what_is_not_listed_is_counted(void **state) {
    (void)state;
    enum { MANY = 12 };
    ot_arena *arena = ot_arena_new();
    uint64_t bits[MANY * WORDS] = {0};
    ot_conflict *c = NULL;
    size_t n = 0, n_left = 0;
    ot_error err;
    for (size_t w = 0; w < WORDS; w++)
        bits[w % MANY * WORDS + w] = UINT64_MAX;
    assert_int_equal(ot_conflict_find(bits, MANY, WORDS, DRAWS, arena, &c, &n, &n_left, &err),
                     OT_OK);
    assert_int_equal(n, OT_CONFLICT_MOST);
    assert_int_equal(n_left, MANY * (MANY - 1) / 2 - OT_CONFLICT_MOST);
    ot_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(independent_targets_do_not_conflict),
        cmocka_unit_test(a_weak_dependence_is_no_conflict),
        cmocka_unit_test(a_triple_may_conflict_though_no_pair_does),
        cmocka_unit_test(a_pair_stands_for_all_that_hold_it),
        cmocka_unit_test(what_is_not_listed_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
