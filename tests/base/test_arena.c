/* Tests of base/arena.h: zeroed, aligned, separate rooms; sizes that overflow; memory that runs
 * out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "failing_alloc.h"
#include "outturn/error.h"

static void rooms_are_zeroed_aligned_and_apart(void **state) {
    (void)state;
    ot_arena *arena = ot_arena_new();
    unsigned char *room[500];
    for (size_t i = 0; i < 500; i++) {
        room[i] = ot_arena_alloc(arena, i, 7);
        assert_non_null(room[i]);
        assert_int_equal((uintptr_t)room[i] % sizeof(max_align_t) % 16, 0);
        for (size_t j = 0; j < 7 * i; j++)
            assert_int_equal(room[i][j], 0);
        memset(room[i], (int)(i % 255) + 1, 7 * i);
    }
    for (size_t i = 0; i < 500; i++)
        for (size_t j = 0; j < 7 * i; j++)
            assert_int_equal(room[i][j], i % 255 + 1);
    ot_arena_free(arena);
}

static void a_large_thing_among_small_ones_is_whole(void **state) {
    (void)state;
    ot_arena *arena = ot_arena_new();
    char *small = ot_arena_text(arena, "a", 1);
    char *large = ot_arena_alloc(arena, 1000000, 3);
    char *next = ot_arena_text(arena, "b", 1);
    assert_non_null(large);
    memset(large, 'x', 3000000);
    assert_string_equal(small, "a");
    assert_string_equal(next, "b");
    assert_true(next - small < 100); /* the block of the small ones is not given up */
    ot_arena_free(arena);
}

static void nothing_has_a_place_too(void **state) {
    (void)state;
    ot_arena *arena = ot_arena_new();
    void *a = ot_arena_alloc(arena, 0, 8), *b = ot_arena_alloc(arena, 3, 0);
    assert_non_null(a);
    assert_non_null(b);
    assert_ptr_not_equal(a, b);
    assert_string_equal(ot_arena_text(arena, "", 0), "");
    ot_arena_free(arena);
    ot_arena_free(NULL);
}

static void a_text_is_cut_at_its_length_and_closed(void **state) {
    (void)state;
    ot_arena *arena = ot_arena_new();
    assert_string_equal(ot_arena_text(arena, "outturn", 3), "out");
    const char *full = ot_arena_text(arena, "0123456789abcdef", 16); /* as long as a step */
    assert_non_null(ot_arena_text(arena, "next", 4));
    assert_string_equal(full, "0123456789abcdef");
    ot_arena_free(arena);
}

static void sizes_that_overflow_are_refused(void **state) {
    (void)state;
    ot_arena *arena = ot_arena_new();
    assert_null(ot_arena_alloc(arena, SIZE_MAX / 2 + 1, 2));
    assert_null(ot_arena_alloc(arena, SIZE_MAX, 1));
    assert_null(ot_arena_alloc(arena, SIZE_MAX - 40, 1));
    assert_null(ot_arena_text(arena, "a", SIZE_MAX));
    assert_non_null(ot_arena_alloc(arena, 1, 1));
    ot_arena_free(arena);
}

static int use_an_arena(void *state) {
    (void)state;
    ot_arena *arena = ot_arena_new();
    int status = arena ? OT_OK : OT_ERR_NOMEM;
    for (int i = 0; i < 4 && status == OT_OK; i++)
        if (!ot_arena_alloc(arena, 12000, 1)) status = OT_ERR_NOMEM;
    static const char text[20000];
    if (status == OT_OK && !ot_arena_text(arena, text, sizeof text)) status = OT_ERR_NOMEM;
    ot_arena_free(arena);
    return status;
}

static void memory_that_runs_out_is_null(void **state) {
    assert_int_equal(fail_each_allocation(use_an_arena, *state, OT_ERR_NOMEM), 6);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rooms_are_zeroed_aligned_and_apart),
        cmocka_unit_test(a_large_thing_among_small_ones_is_whole),
        cmocka_unit_test(nothing_has_a_place_too),
        cmocka_unit_test(a_text_is_cut_at_its_length_and_closed),
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(memory_that_runs_out_is_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
