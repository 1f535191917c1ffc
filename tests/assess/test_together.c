/* Tests of assess/review/together.h: pairs counted and correlated by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assess/review/together.h"
#include "failing_alloc.h"

enum { DRAWS = 128, WORDS = 2, TARGETS = 4 };

typedef struct pairs {
    uint64_t bits[TARGETS * WORDS];
    double gap[TARGETS][DRAWS];
    const double *of[TARGETS];
    ot_together out;
    ot_arena *arena;
} pairs;

/* Target 1 goes with target 0, target 2 against it, target 3 is always the same. */
static void fill(pairs *p) {
    *p = (pairs){.arena = ot_arena_new()};
    for (int i = 0; i < DRAWS; i++) {
        p->gap[0][i] = i - 31.5;
        p->gap[1][i] = i < 127 ? exp(0.1 * i) - exp(6.35) : NAN; /* the farthest in any case */
        p->gap[2][i] = 95.5 - i;
        p->gap[3][i] = -1.0;
        for (int j = 0; j < TARGETS; j++)
            if (p->gap[j][i] <= 0.0) p->bits[j * WORDS + i / 64] |= (uint64_t)1 << (i % 64);
    }
    for (int j = 0; j < TARGETS; j++)
        p->of[j] = p->gap[j];
}

static int find(void *state) {
    pairs *p = state;
    ot_arena_free(p->arena);
    p->arena = ot_arena_new();
    if (!p->arena) return OT_ERR_NOMEM;
    return (int)ot_together_find(p->bits, WORDS, DRAWS, p->of, DRAWS, TARGETS, p->arena, &p->out,
                                 NULL);
}

static void check(const pairs *p, size_t i, size_t j, double joint, double correlation) {
    const double *found = p->out.joint, *rank = p->out.correlation;
    assert_true(fabs(found[i * TARGETS + j] - joint) < 1e-12);
    assert_true(fabs(found[j * TARGETS + i] - joint) < 1e-12);
    if (isnan(correlation))
        assert_true(isnan(rank[i * TARGETS + j]) && isnan(rank[j * TARGETS + i]));
    else
        assert_true(fabs(rank[i * TARGETS + j] - correlation) < 1e-12);
}

static void pairs_are_counted_and_ranked(void **state) {
    (void)state;
    pairs p;
    fill(&p);
    assert_int_equal(find(&p), OT_OK);
    check(&p, 0, 0, 0.25, 1.0);
    check(&p, 1, 1, 0.5, 1.0);
    check(&p, 0, 1, 0.25, 1.0);
    check(&p, 0, 2, 0.0, -1.0);
    check(&p, 1, 2, 0.0, -1.0);
    check(&p, 2, 2, 0.25, 1.0);
    check(&p, 3, 1, 0.5, NAN);
    check(&p, 3, 3, 1.0, NAN);
    ot_arena_free(p.arena);
}

static void no_draws_have_no_share(void **state) {
    (void)state;
    pairs p;
    fill(&p);
    assert_int_equal(ot_together_find(p.bits, 0, 0, p.of, 0, TARGETS, p.arena, &p.out, NULL),
                     OT_OK);
    assert_true(isnan(p.out.joint[0]) && isnan(p.out.correlation[1]));
    ot_arena_free(p.arena);
}

static void each_failing_allocation_is_told(void **state) {
    (void)state;
    pairs p;
    fill(&p);
    (void)fail_each_allocation(find, &p, OT_ERR_NOMEM);
    ot_arena_free(p.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_are_counted_and_ranked),
        cmocka_unit_test(no_draws_have_no_share),
        cmocka_unit_test(each_failing_allocation_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
