#include "simulate/moments.h"

#include <assert.h>
#include <float.h>
#include <math.h>

#include "base/elementary.h"

/* Draws in a group whose sum is made in a fixed tree; blocks start at multiples of it. */
enum { GROUP = 16 };

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

/* Sums of up to MOST_GROUPS groups, side by side for vector instructions. */
enum { MOST_GROUPS = 16 };
typedef struct group_sums {
    double sum[MOST_GROUPS], square[MOST_GROUPS], absolute[MOST_GROUPS];
    double largest;
    uint64_t n_plain, n_finite; /* values that may be averaged; that are numbers at all */
} group_sums;

/* Sum of one group, by halves: 8, 4, 2, 1. */
static inline double tree_sum(const double x[GROUP]) {
    double a[8], b[4];
    for (size_t j = 0; j < 8; j++)
        a[j] = x[j] + x[j + 8];
    for (size_t j = 0; j < 4; j++)
        b[j] = a[j] + a[j + 4];
    return (b[0] + b[2]) + (b[1] + b[3]);
}

static inline void finish_sums(group_sums *s, const double largest[GROUP],
                               const uint64_t n_plain[GROUP], const uint64_t n_finite[GROUP]) {
    s->largest = 0.0;
    s->n_plain = s->n_finite = 0;
    for (size_t j = 0; j < GROUP; j++) {
        s->largest = largest[j] > s->largest ? largest[j] : s->largest;
        s->n_plain += n_plain[j];
        s->n_finite += n_finite[j];
    }
}

/* A draw that may not be averaged counts as one at the centre in its group's sums. */
OT_EACH_PROCESSOR static void sum_groups(const double *value, size_t n_groups, double centre,
                                         group_sums *s) {
    double deviation[GROUP], square[GROUP], absolute[GROUP], largest[GROUP] = {0};
    uint64_t n_plain[GROUP] = {0}, n_finite[GROUP] = {0};
    for (size_t g = 0; g < n_groups; g++) {
        for (size_t j = 0; j < GROUP; j++) {
            const double x = value[g * GROUP + j], d = x - centre;
            const int is_plain = fabs(d) <= HUGE_DEVIATION;
            n_plain[j] += (uint64_t)is_plain;
            n_finite[j] += (uint64_t)(fabs(x) <= DBL_MAX);
            deviation[j] = is_plain ? d : 0.0;
            square[j] = deviation[j] * deviation[j];
            absolute[j] = fabs(deviation[j]);
            largest[j] = absolute[j] > largest[j] ? absolute[j] : largest[j];
        }
        s->sum[g] = tree_sum(deviation);
        s->square[g] = tree_sum(square);
        s->absolute[g] = tree_sum(absolute);
    }
    finish_sums(s, largest, n_plain, n_finite);
}

/* Sums of numbers above 0 about 0, which are their own absolute values; of no squares. */
OT_EACH_PROCESSOR static void sum_positive_groups(const double *value, size_t n_groups,
                                                  group_sums *s) {
    double deviation[GROUP], largest[GROUP] = {0};
    uint64_t n_plain[GROUP] = {0}, n_finite[GROUP] = {0};
    for (size_t g = 0; g < n_groups; g++) {
        for (size_t j = 0; j < GROUP; j++) {
            const double x = value[g * GROUP + j];
            const int is_plain = x <= HUGE_DEVIATION;
            n_plain[j] += (uint64_t)is_plain;
            n_finite[j] += (uint64_t)(x <= DBL_MAX);
            deviation[j] = is_plain ? x : 0.0;
            largest[j] = deviation[j] > largest[j] ? deviation[j] : largest[j];
        }
        s->sum[g] = tree_sum(deviation);
    }
    finish_sums(s, largest, n_plain, n_finite);
}

static void note_sums(ot_moments *m, const group_sums *s, size_t n_values, size_t n) {
    const uint64_t n_filled = n_values - n; /* values at the centre that fill a group up */
    m->n += s->n_plain - n_filled;
    m->n_huge += s->n_finite - s->n_plain;
    m->n_nonfinite += n_values - s->n_finite;
    if (s->largest > m->largest) m->largest = s->largest;
}

static void add_groups(ot_moments *m, const double *value, size_t n_groups, size_t n) {
    group_sums s;
    sum_groups(value, n_groups, m->centre, &s);
    note_sums(m, &s, n_groups * GROUP, n);
    for (size_t g = 0; g < n_groups; g++) {
        ot_exact_sum_add(&m->sum, s.sum[g]);
        ot_exact_sum_add(&m->square, s.square[g]);
        ot_exact_sum_add(&m->absolute, s.absolute[g]);
    }
}

static void add_positive_groups(ot_moments *m, const double *value, size_t n_groups, size_t n) {
    group_sums s;
    sum_positive_groups(value, n_groups, &s);
    note_sums(m, &s, n_groups * GROUP, n);
    for (size_t g = 0; g < n_groups; g++)
        if (s.sum[g] > 0.0) ot_exact_sum_add(&m->sum, s.sum[g]);
}

typedef void group_adder(ot_moments *m, const double *value, size_t n_groups, size_t n);

static void add_by_groups(ot_moments *m, const double *value, size_t n, group_adder *add) {
    size_t i = 0;
    while (n - i >= GROUP) {
        const size_t left = (n - i) / GROUP, n_groups = left < MOST_GROUPS ? left : MOST_GROUPS;
        add(m, value + i, n_groups, n_groups * GROUP);
        i += n_groups * GROUP;
    }
    if (i == n) return;
    double last[GROUP];
    for (size_t j = 0; j < GROUP; j++)
        last[j] = i + j < n ? value[i + j] : m->centre;
    add(m, last, 1, n - i);
}

void ot_moments_add(ot_moments *m, const double *value, size_t n) {
    add_by_groups(m, value, n, add_groups);
}

void ot_moments_add_positive(ot_moments *m, const double *value, size_t n) {
    add_by_groups(m, value, n, add_positive_groups);
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
    ot_pack_bytes(pack, m, sizeof *m);
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
