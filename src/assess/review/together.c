#include "assess/review/together.h"

#include <math.h>
#include <stdlib.h>

#include "assess/review/conditional.h"
#include "base/elementary.h"

OT_EACH_PROCESSOR static uint64_t count_both(const uint64_t *a, const uint64_t *b, size_t n) {
    uint64_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += (uint64_t)__builtin_popcountll(a[i] & b[i]);
    return count;
}

static double product(const double *a, const double *b, size_t n) {
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

/* Ranks are centred and of length 1, so that products are correlations. */
static void fill(ot_together *t, const uint64_t *bits, size_t n_words, uint64_t n,
                 const double *rank, size_t n_ranked) {
    for (size_t i = 0; i < t->n_targets; i++)
        for (size_t j = i; j < t->n_targets; j++) {
            const double *a = rank + i * n_ranked, *b = rank + j * n_ranked;
            const int is_certain =
                !(product(a, a, n_ranked) > 0.5 && product(b, b, n_ranked) > 0.5);
            const uint64_t met = count_both(bits + i * n_words, bits + j * n_words, n_words);
            const double r =
                is_certain ? (double)NAN : fmin(fmax(product(a, b, n_ranked), -1.0), 1.0);
            const double joint = n > 0 ? (double)met / (double)n : (double)NAN;
            t->joint[i * t->n_targets + j] = t->joint[j * t->n_targets + i] = joint;
            t->correlation[i * t->n_targets + j] = t->correlation[j * t->n_targets + i] = r;
        }
}

ot_status ot_together_find(const uint64_t *bits, size_t n_words, uint64_t n,
                           const double *const *gap, size_t n_ranked, size_t n_targets,
                           ot_arena *arena, ot_together *out, ot_error *err) {
    double *room = malloc((3 * n_ranked + 1) * sizeof *room);
    double *rank = malloc((n_targets * n_ranked + 1) * sizeof *rank);
    *out = (ot_together){.n_targets = n_targets};
    out->joint = ot_arena_alloc(arena, n_targets * n_targets, sizeof *out->joint);
    out->correlation = ot_arena_alloc(arena, n_targets * n_targets, sizeof *out->correlation);
    const int ok = room && rank && out->joint && out->correlation;
    for (size_t j = 0; ok && n_ranked > 0 && j < n_targets; j++)
        ot_conditional_rank_gaps(gap[j], n_ranked, rank + j * n_ranked, room);
    if (ok) fill(out, bits, n_words, n, rank, n_ranked);
    free(room);
    free(rank);
    if (ok) return OT_OK;
    return ot_fail(err, OT_ERR_NOMEM, "no memory for pairs of %zu targets",
                   "内存不足以计算 %zu 个目标两两之间的关系", n_targets);
}
