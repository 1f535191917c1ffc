/* Tests of src/model/graph.c and feedback.c on random graphs, against plain reachability. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "model/graph.h"

enum { MOST = 14, GRAPHS = 3000 };

static uint64_t seed = 20261125;

/* Knuth's linear congruential generator (MMIX). */
static size_t pick(size_t n) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (size_t)(seed >> 33) % n;
}

typedef struct matrix {
    size_t n;
    unsigned char at[MOST][MOST]; /* i reads j */
} matrix;

static matrix random_matrix(void) {
    matrix m = {.n = 1 + pick(MOST)};
    const size_t density = 2 + pick(12);
    for (size_t i = 0; i < m.n; i++)
        for (size_t j = 0; j < m.n; j++)
            m.at[i][j] = pick(density) == 0;
    return m;
}

static ot_graph graph_of(const matrix *m, ot_arena *arena) {
    ot_graph g = {m->n, ot_arena_alloc(arena, m->n + 1, sizeof(size_t)),
                  ot_arena_alloc(arena, m->n * m->n, sizeof(size_t))};
    assert_true(g.first && g.to);
    size_t n = 0;
    for (size_t i = 0; i < m->n; i++) {
        g.first[i] = n;
        for (size_t j = 0; j < m->n; j++)
            if (m->at[i][j]) g.to[n++] = j;
    }
    g.first[m->n] = n;
    return g;
}

/* Warshall's closure. */
static matrix reach(const matrix *m) {
    matrix r = *m;
    for (size_t k = 0; k < m->n; k++)
        for (size_t i = 0; i < m->n; i++)
            for (size_t j = 0; j < m->n; j++)
                r.at[i][j] |= r.at[i][k] && r.at[k][j];
    return r;
}

static void components_are_the_classes_of_mutual_reachability(void **state) {
    (void)state;
    for (int trial = 0; trial < GRAPHS; trial++) {
        ot_arena *arena = ot_arena_new();
        const matrix m = random_matrix(), r = reach(&m);
        const ot_graph g = graph_of(&m, arena);
        ot_components c;
        size_t of[MOST], place[MOST], n = 0;
        assert_true(ot_graph_components(&g, arena, &c));
        for (size_t k = 0; k < c.n; k++)
            for (size_t e = c.first[k]; e < c.first[k + 1]; e++, n++) {
                of[c.node[e]] = k;
                place[c.node[e]] = e;
            }
        assert_int_equal(n, m.n); /* each node once */
        for (size_t i = 0; i < m.n; i++)
            for (size_t j = 0; j < m.n; j++) {
                assert_int_equal(of[i] == of[j], i == j || (r.at[i][j] && r.at[j][i]));
                if (m.at[i][j] && of[i] != of[j]) assert_true(place[j] < place[i]);
            }
        ot_arena_free(arena);
    }
}

/* Without feedback nodes, each node of the component comes after those that it reads. */
static void assert_sorted(const matrix *m, const size_t *node, size_t n, size_t n_feedback) {
    for (size_t i = 0; i < n - n_feedback; i++)
        for (size_t j = i; j < n - n_feedback; j++)
            if (m->at[node[i]][node[j]]) fail_msg("%zu reads %zu, which comes later", i, j);
}

static int is_acyclic_without(const matrix *m, const unsigned char *is_out) {
    matrix left = *m;
    for (size_t i = 0; i < m->n; i++)
        for (size_t j = 0; j < m->n; j++)
            left.at[i][j] &= !is_out[i] && !is_out[j];
    const matrix r = reach(&left);
    for (size_t i = 0; i < m->n; i++)
        if (r.at[i][i]) return 0;
    return 1;
}

/* The size of a smallest set, by trying every one. */
static size_t smallest(const matrix *m, const size_t *node, size_t n) {
    size_t best = n;
    for (size_t subset = 0; subset < (size_t)1 << n; subset++) {
        unsigned char is_out[MOST];
        size_t size = 0;
        memset(is_out, 1, sizeof is_out); /* other components */
        for (size_t i = 0; i < n; i++) {
            is_out[node[i]] = subset >> i & 1;
            size += subset >> i & 1;
        }
        if (size < best && is_acyclic_without(m, is_out)) best = size;
    }
    return best;
}

static void feedback_sets_cut_every_circle_and_are_nearly_smallest(void **state) {
    size_t n_found = 0, n_best = 0;
    (void)state;
    for (int trial = 0; trial < GRAPHS / 10; trial++) {
        ot_arena *arena = ot_arena_new();
        const matrix m = random_matrix();
        const ot_graph g = graph_of(&m, arena);
        ot_components c;
        assert_true(ot_graph_components(&g, arena, &c));
        for (size_t k = 0; k < c.n; k++) {
            size_t *node = c.node + c.first[k], n = c.first[k + 1] - c.first[k], n_feedback = 99;
            if (n > 10) continue; /* every subset is tried */
            assert_true(ot_graph_feedback(&g, node, n, arena, &n_feedback));
            assert_true(n_feedback <= n);
            assert_sorted(&m, node, n, n_feedback);
            n_found += n_feedback;
            n_best += smallest(&m, node, n);
        }
        ot_arena_free(arena);
    }
    assert_true(n_best > 100); /* there were circles to cut */
    assert_true(n_found <= n_best + n_best / 50);
}

/* A chain of a million equations must not need a stack of a million calls. */
static void long_chains_need_no_deep_stack(void **state) {
    (void)state;
    enum { LONG = 1000000 };
    ot_arena *arena = ot_arena_new();
    ot_graph g = {LONG, ot_arena_alloc(arena, LONG + 1, sizeof(size_t)),
                  ot_arena_alloc(arena, LONG, sizeof(size_t))};
    ot_components c;
    for (size_t i = 0; i < LONG; i++) {
        g.first[i + 1] = i + 1;
        g.to[i] = (i + 1) % LONG; /* one circle */
    }
    assert_true(ot_graph_components(&g, arena, &c));
    assert_int_equal(c.n, 1);
    g.first[LONG] = LONG - 1; /* cut */
    assert_true(ot_graph_components(&g, arena, &c));
    assert_int_equal(c.n, LONG);
    assert_int_equal(c.node[0], LONG - 1);
    ot_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(components_are_the_classes_of_mutual_reachability),
        cmocka_unit_test(feedback_sets_cut_every_circle_and_are_nearly_smallest),
        cmocka_unit_test(long_chains_need_no_deep_stack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
