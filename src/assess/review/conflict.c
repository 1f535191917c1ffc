#include "assess/review/conflict.h"

#include <math.h>
#include <stdlib.h>

#include "assess/projection.h"
#include "base/elementary.h"

/* Triples are many: this many words of draws are enough to find a strong conflict. */
enum { TRIPLE_WORDS = 128 };

/* So many draws at least must be expected to meet all: 30 come out as 30 give or take 5.5, fewer
 * tell nothing. A convention of this program. */
static const double LEAST_EXPECTED = 30.0;

typedef struct conflict_search {
    const uint64_t *bits;
    size_t n_targets, n_words;
    uint64_t n;
    uint64_t *pair; /* [n_targets][n_targets] counts; the diagonal: of one */
    ot_conflict *found;
    size_t n_found, n_left;
} conflict_search;

static const uint64_t *of(const conflict_search *s, size_t j) { return s->bits + j * s->n_words; }

OT_EACH_PROCESSOR static uint64_t count_two(const uint64_t *a, const uint64_t *b, size_t n) {
    uint64_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += (uint64_t)__builtin_popcountll(a[i] & b[i]);
    return count;
}

static double share(const conflict_search *s, size_t i, size_t j) {
    return (double)s->pair[i * s->n_targets + j] / (double)s->n;
}

/* `expected` is itself known from n draws: its error is near that of a count of as many. */
static int is_conflict(double joint, double expected, double n, double *mcse) {
    *mcse = ot_probability_error((uint64_t)(joint * n + 0.5), (uint64_t)n);
    const double error = hypot(*mcse, sqrt(expected * (1.0 - expected) / n));
    return n * expected >= LEAST_EXPECTED && joint <= OT_CONFLICT_SHARE * expected &&
           expected - joint >= OT_CONFLICT_ERRORS * error;
}

static void add(conflict_search *s, const ot_conflict *c) {
    if (s->n_found < OT_CONFLICT_MOST)
        s->found[s->n_found++] = *c;
    else
        s->n_left++;
}

/* Does the pair conflict? It is added when `adds`. */
static int judge_pair(conflict_search *s, size_t i, size_t j, int adds) {
    ot_conflict c = {.target = {i, j}, .n_targets = 2};
    c.joint = share(s, i, j);
    c.expected = share(s, i, i) * share(s, j, j);
    if (!is_conflict(c.joint, c.expected, (double)s->n, &c.mcse)) return 0;
    if (adds) add(s, &c);
    return 1;
}

static void judge_triple(conflict_search *s, size_t i, size_t j, size_t k, const uint64_t *both,
                         size_t n_words, double n) {
    const double alone[] = {share(s, j, k) * share(s, i, i), share(s, i, k) * share(s, j, j),
                            share(s, i, j) * share(s, k, k)};
    ot_conflict c = {.target = {i, j, k}, .n_targets = 3};
    c.expected = fmin(alone[0], fmin(alone[1], alone[2]));
    if (n * c.expected < LEAST_EXPECTED) return;
    c.joint = (double)count_two(both, of(s, k), n_words) / n;
    if (is_conflict(c.joint, c.expected, n, &c.mcse) && !judge_pair(s, i, k, 0) &&
        !judge_pair(s, j, k, 0))
        add(s, &c);
}

static void judge_triples(conflict_search *s, uint64_t both[TRIPLE_WORDS]) {
    const size_t n_words = s->n_words < TRIPLE_WORDS ? s->n_words : TRIPLE_WORDS;
    const double n = s->n < n_words * 64 ? (double)s->n : (double)(n_words * 64);
    for (size_t i = 0; i < s->n_targets; i++)
        for (size_t j = i + 1; j < s->n_targets; j++) {
            if (n * share(s, i, j) < LEAST_EXPECTED || judge_pair(s, i, j, 0)) continue;
            for (size_t w = 0; w < n_words; w++)
                both[w] = of(s, i)[w] & of(s, j)[w];
            for (size_t k = j + 1; k < s->n_targets; k++)
                judge_triple(s, i, j, k, both, n_words, n);
        }
}

static void search(conflict_search *s) {
    uint64_t both[TRIPLE_WORDS];
    for (size_t i = 0; i < s->n_targets; i++)
        for (size_t j = i; j < s->n_targets; j++)
            s->pair[i * s->n_targets + j] = s->pair[j * s->n_targets + i] =
                count_two(of(s, i), of(s, j), s->n_words);
    for (size_t i = 0; i < s->n_targets; i++)
        for (size_t j = i + 1; j < s->n_targets; j++)
            (void)judge_pair(s, i, j, 1);
    judge_triples(s, both);
}

ot_status ot_conflict_find(const uint64_t *bits, size_t n_targets, size_t n_words, uint64_t n,
                           ot_arena *arena, ot_conflict **out, size_t *n_out, size_t *n_left,
                           ot_error *err) {
    conflict_search s = {bits, n_targets, n_words, n, NULL, NULL, 0, 0};
    s.pair = calloc(n_targets * n_targets + 1, sizeof *s.pair);
    s.found = ot_arena_alloc(arena, OT_CONFLICT_MOST, sizeof *s.found);
    const int ok = s.pair && s.found;
    if (ok && n > 0) search(&s);
    free(s.pair);
    if (!ok)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the conflicts of %zu targets",
                       "内存不足以查找 %zu 个目标的冲突", n_targets);
    *out = s.found;
    *n_out = s.n_found;
    *n_left = s.n_left;
    return OT_OK;
}
