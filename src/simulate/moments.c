#include "simulate/moments.h"

#include <assert.h>
#include <math.h>

/* Draws in a group whose sum is made in a fixed tree; blocks start at multiples of it. */
enum { GROUP = 16, HALF = GROUP / 2 };

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

/* Sums of one group, by halves: 8, 4, 2, 1. */
static double tree_sum(double *x) {
    for (size_t half = HALF; half > 0; half /= 2)
        for (size_t j = 0; j < half; j++)
            x[j] += x[j + half];
    return x[0];
}

static void add_group(ot_moments *m, const double *deviation) {
    double sum[GROUP], square[GROUP], absolute[GROUP];
    for (size_t j = 0; j < GROUP; j++) {
        sum[j] = deviation[j];
        square[j] = deviation[j] * deviation[j];
        absolute[j] = fabs(deviation[j]);
    }
    double largest = m->largest;
    for (size_t j = 0; j < GROUP; j++)
        largest = absolute[j] > largest ? absolute[j] : largest;
    m->largest = largest;
    ot_exact_sum_add(&m->sum, tree_sum(sum));
    ot_exact_sum_add(&m->square, tree_sum(square));
    ot_exact_sum_add(&m->absolute, tree_sum(absolute));
}

/* A draw that may not be averaged counts as one at the centre in its group's sums. */
static void add_with_care(ot_moments *m, const double *value, size_t n) {
    double deviation[GROUP] = {0};
    for (size_t j = 0; j < n; j++) {
        const double d = value[j] - m->centre;
        if (!isfinite(value[j])) {
            m->n_nonfinite++;
        } else if (fabs(d) > HUGE_DEVIATION) {
            m->n_huge++;
        } else {
            m->n++;
            deviation[j] = d;
        }
    }
    add_group(m, deviation);
}

void ot_moments_add(ot_moments *m, const double *value, size_t n) {
    size_t i = 0;
    for (; n - i >= GROUP; i += GROUP) {
        double deviation[GROUP];
        int n_plain = 0;
        for (size_t j = 0; j < GROUP; j++) {
            deviation[j] = value[i + j] - m->centre;
            n_plain += fabs(deviation[j]) <= HUGE_DEVIATION;
        }
        if (n_plain == GROUP) {
            m->n += GROUP;
            add_group(m, deviation);
        } else {
            add_with_care(m, value + i, GROUP);
        }
    }
    if (i < n) add_with_care(m, value + i, n - i);
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

static int is_known(const ot_moments *m, double largest, const ot_exact_sum *sum) {
    if (m->n < 2 || m->n_huge > 0) return 0;
    return m->n < DOMINANCE_NEEDS || !(largest > DOMINANT_SHARE * ot_exact_sum_value(sum));
}

double ot_moments_mean(const ot_moments *m) {
    if (!is_known(m, m->largest, &m->absolute)) return NAN;
    return m->centre + ot_exact_sum_value(&m->sum) / (double)m->n;
}

double ot_moments_sd(const ot_moments *m) {
    if (!is_known(m, m->largest * m->largest, &m->square)) return NAN;
    const double n = (double)m->n, sum = ot_exact_sum_value(&m->sum);
    return sqrt(fmax(ot_exact_sum_value(&m->square) - sum * (sum / n), 0.0) / (n - 1.0));
}
