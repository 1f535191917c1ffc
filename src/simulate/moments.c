#include "simulate/moments.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/elementary.h"

/* Draws in a chunk whose sum is made in a fixed tree, SIDE sums side by side; blocks start at
 * multiples of it. */
enum { CHUNK = OT_MOMENTS_CHUNK, SIDE = 16, HALF = SIDE / 2 };
static_assert(CHUNK % SIDE == 0, "chunks are full");

/* The square of a larger deviation, or a sum of 1e9 such squares, could overflow. */
static const double HUGE_DEVIATION = 1e140;

/* One draw dominates a sum when it makes up more than a quarter of it. Of 1000 or more draws with a
 * finite fourth moment the largest square is a few percent of the sum (normal: 2 ln(n) / n); where
 * the variance is infinite its share does not tend to 0 however many draws there are (Embrechts,
 * Klueppelberg & Mikosch, Modelling Extremal Events, 1997, section 6.2.6, ratio of maximum and
 * sum). Of fewer draws a quarter says nothing. */
static const double DOMINANT_SHARE = 0.25;
static const uint64_t DOMINANCE_NEEDS = 1000;

/* The centre is the median of this many pilot values: near the bulk, whatever the tails do. */
enum { N_CENTRE = 63 };

static void insert(double *sorted, size_t n, double x) {
    for (; n > 0 && sorted[n - 1] > x; n--)
        sorted[n] = sorted[n - 1];
    sorted[n] = x;
}

void ot_moments_init(ot_moments *m, const double *pilot, size_t n_pilot) {
    double sorted[N_CENTRE];
    size_t n = 0;
    for (size_t i = 0; i < n_pilot && n < N_CENTRE; i++)
        if (isfinite(pilot[i])) insert(sorted, n++, pilot[i]);
    *m = (ot_moments){.centre = n > 0 ? sorted[n / 2] : 0.0};
}

/* Half of the sums side by side, in the compiler's own vectors: it makes none of loops here. */
typedef __attribute__((vector_size(HALF * sizeof(double)))) double lanes;
typedef __attribute__((vector_size(HALF * sizeof(int64_t)))) int64_t lane_bits;

typedef struct chunk_sums {
    double sum, square, absolute;
} chunk_sums;

/* By halves: 8, 4, 2, 1. */
#define TREE_SUM(low, high, out)                               \
    do {                                                       \
        const lanes a_ = (low) + (high);                       \
        const double b_0 = a_[0] + a_[4], b_1 = a_[1] + a_[5]; \
        const double b_2 = a_[2] + a_[6], b_3 = a_[3] + a_[7]; \
        (out) = (b_0 + b_2) + (b_1 + b_3);                     \
    } while (0)

OT_EACH_PROCESSOR static void sum_chunk(const double *value, double centre, chunk_sums *s) {
    lanes sum[2] = {{0}}, square[2] = {{0}}, absolute[2] = {{0}};
    for (size_t i = 0; i < CHUNK; i += SIDE)
        for (size_t h = 0; h < 2; h++) {
            lanes d;
            memcpy(&d, value + i + h * HALF, sizeof d);
            d -= centre;
            sum[h] += d;
            square[h] += d * d;
            absolute[h] += (lanes)((lane_bits)d & INT64_MAX);
        }
    TREE_SUM(sum[0], sum[1], s->sum);
    TREE_SUM(square[0], square[1], s->square);
    TREE_SUM(absolute[0], absolute[1], s->absolute);
}

OT_EACH_PROCESSOR static void sum_positive_chunk(const double *value, chunk_sums *s) {
    lanes sum[2] = {{0}};
    for (size_t i = 0; i < CHUNK; i += SIDE)
        for (size_t h = 0; h < 2; h++) {
            lanes d;
            memcpy(&d, value + i + h * HALF, sizeof d);
            sum[h] += (lanes)((lane_bits)d & (d > 0.0));
        }
    TREE_SUM(sum[0], sum[1], s->sum);
}

/* Sizes of doubles are in the order of their bits; of what is not a number the largest. */
OT_EACH_PROCESSOR static double largest_of(const double *value, double centre) {
    int64_t largest = 0;
    for (size_t i = 0; i < CHUNK; i++) {
        const int64_t size = (int64_t)(ot_bits(value[i] - centre) & (uint64_t)INT64_MAX);
        largest = size > largest ? size : largest;
    }
    return ot_from_bits((uint64_t)largest);
}

OT_EACH_PROCESSOR static double most_of(const double *value, uint64_t *n_positive) {
    int64_t most = 0;
    uint64_t n = 0;
    for (size_t i = 0; i < CHUNK; i++) {
        int64_t x; /* those below 0 are below 0 */
        memcpy(&x, &value[i], sizeof x);
        const int is_number = x <= INT64_C(0x7ff0000000000000);
        const int64_t size = is_number ? x : 0;
        n += (uint64_t)(size > 0);
        most = size > most ? size : most;
    }
    *n_positive = n;
    return ot_from_bits((uint64_t)most);
}

/* A draw that may not be averaged counts as one at the centre in its chunk's sums. */
static size_t keep_plain(ot_moments *m, const double *value, size_t n, double kept[CHUNK]) {
    size_t n_plain = 0;
    for (size_t i = 0; i < CHUNK; i++) {
        const double x = i < n ? value[i] : m->centre;
        const int is_plain = fabs(x - m->centre) <= HUGE_DEVIATION;
        kept[i] = is_plain ? x : m->centre;
        if (i >= n) continue;
        n_plain += is_plain != 0;
        if (!is_plain && fabs(x) <= DBL_MAX) m->n_huge++;
        if (!(fabs(x) <= DBL_MAX)) m->n_nonfinite++;
    }
    return n_plain;
}

static void add_chunk(ot_moments *m, const double *value, size_t n) {
    double kept[CHUNK], largest = n == CHUNK ? largest_of(value, m->centre) : INFINITY;
    chunk_sums s;
    if (!(largest <= HUGE_DEVIATION)) {
        n = keep_plain(m, value, n, kept);
        value = kept;
        largest = largest_of(value, m->centre);
    }
    m->n += n;
    if (largest > m->largest) m->largest = largest;
    sum_chunk(value, m->centre, &s);
    ot_exact_sum_add(&m->sum, s.sum);
    ot_exact_sum_add(&m->square, s.square);
    ot_exact_sum_add(&m->absolute, s.absolute);
}

static void add_positive_chunk(ot_moments *m, const double *value, size_t n) {
    double kept[CHUNK];
    uint64_t n_positive;
    chunk_sums s;
    if (n < CHUNK) {
        memcpy(kept, value, n * sizeof *kept);
        memset(kept + n, 0, (CHUNK - n) * sizeof *kept);
        value = kept;
    }
    double most = most_of(value, &n_positive);
    if (!(most <= HUGE_DEVIATION)) {
        for (size_t i = 0; i < CHUNK; i++) {
            const double x = value[i];
            kept[i] = x <= HUGE_DEVIATION ? x : 0.0;
            m->n_huge += x > HUGE_DEVIATION && x <= DBL_MAX;
            m->n_nonfinite += x > DBL_MAX;
        }
        value = kept;
        most = most_of(value, &n_positive);
    }
    if (n_positive == 0) return;
    m->n += n_positive;
    if (most > m->largest) m->largest = most;
    sum_positive_chunk(value, &s);
    ot_exact_sum_add(&m->sum, s.sum);
}

void ot_moments_add(ot_moments *m, const double *value, size_t n) {
    for (size_t i = 0; i < n; i += CHUNK)
        add_chunk(m, value + i, n - i < CHUNK ? n - i : CHUNK);
}

void ot_moments_add_positive(ot_moments *m, const double *value, size_t n) {
    for (size_t i = 0; i < n; i += CHUNK)
        add_positive_chunk(m, value + i, n - i < CHUNK ? n - i : CHUNK);
}

void ot_moments_merge(ot_moments *into, const ot_moments *from) {
    assert(!(into->centre < from->centre) && !(into->centre > from->centre));
    into->largest = fmax(into->largest, from->largest);
    into->n += from->n;
    into->n_nonfinite += from->n_nonfinite;
    into->n_huge += from->n_huge;
    ot_exact_sum_merge(&into->sum, &from->sum);
    ot_exact_sum_merge(&into->square, &from->square);
    ot_exact_sum_merge(&into->absolute, &from->absolute);
}

void ot_moments_pack(ot_moments *m, ot_pack *pack) {
    ot_pack_same(pack, &m->centre, sizeof m->centre);
    const double centre = m->centre;
    ot_pack_bytes(pack, m, sizeof *m);
    if (memcmp(&m->centre, &centre, sizeof centre) != 0) pack->failed = 1;
    m->centre = centre;
}

static int is_known(const ot_moments *m, double largest, const ot_exact_sum *sum) {
    if (m->n < 2 || m->n_huge > 0) return 0;
    return m->n < DOMINANCE_NEEDS || !(largest > DOMINANT_SHARE * ot_exact_sum_value(sum));
}

double ot_moments_mean(const ot_moments *m) {
    if (!is_known(m, m->largest, &m->absolute)) return NAN;
    return m->centre + ot_exact_sum_value(&m->sum) / (double)m->n;
}

double ot_moments_mean_positive(const ot_moments *m) {
    return is_known(m, m->largest, &m->sum) ? ot_exact_sum_value(&m->sum) / (double)m->n : NAN;
}

double ot_moments_sd(const ot_moments *m) {
    if (!is_known(m, m->largest * m->largest, &m->square)) return NAN;
    const double n = (double)m->n, sum = ot_exact_sum_value(&m->sum);
    return sqrt(fmax(ot_exact_sum_value(&m->square) - sum * (sum / n), 0.0) / (n - 1.0));
}
