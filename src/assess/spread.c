#include "assess/spread.h"

#include <math.h>

#include "assess/projection.h"
#include "base/elementary.h"

enum { N = OT_SAMPLING_REPLICATES, AT_ONCE = 16 * N };

/* Of whole rounds of replicates: few enough for 32 bits. */
OT_EACH_PROCESSOR static void add_rounds(const signed char *x, size_t n, int32_t sum[N],
                                         int32_t *square) {
    int32_t squares = 0;
    for (size_t i = 0; i < n; i += N)
        for (size_t r = 0; r < N; r++)
            sum[r] += x[i + r];
    for (size_t i = 0; i < n; i += 2)
        squares += (x[i] + x[i + 1]) * (x[i] + x[i + 1]);
    *square = squares;
}

static void add_some(ot_spread *s, const signed char *x, size_t n) {
    int32_t sum[N] = {0}, square = 0;
    const size_t n_whole = n / N * N;
    add_rounds(x, n_whole, sum, &square);
    for (size_t i = n_whole; i < n; i++)
        sum[i % N] += x[i];
    for (size_t r = 0; r < N; r++)
        s->sum[r] += sum[r];
    s->square += square;
    for (size_t i = n_whole; i < n; i += 2) {
        const int64_t pair = x[i] + (i + 1 < n ? x[i + 1] : 0);
        s->square += pair * pair;
    }
}

void ot_spread_add(ot_spread *s, const signed char *x, size_t n) {
    for (size_t i = 0; i < n; i += AT_ONCE)
        add_some(s, x + i, n - i < AT_ONCE ? n - i : AT_ONCE);
}

void ot_spread_merge(ot_spread *into, const ot_spread *from) {
    for (size_t r = 0; r < N; r++)
        into->sum[r] += from->sum[r];
    into->square += from->square;
}

void ot_spread_pack(ot_spread *s, ot_pack *pack) { ot_pack_bytes(pack, s, sizeof *s); }

static int64_t total(const ot_spread *s) {
    int64_t sum = 0;
    for (size_t r = 0; r < N; r++)
        sum += s->sum[r];
    return sum;
}

/* Replicates differ by one draw at most; those without any, of fewer than 16 draws, do not count.
 */
static double error_of_replicates(const ot_spread *s, uint64_t n) {
    const uint64_t n_replicates = n < N ? n : N;
    const double mean = (double)total(s) / (double)n;
    double square = 0.0;
    for (uint64_t r = 0; r < n_replicates; r++) {
        const double d = (double)s->sum[r] / (double)((n - r - 1) / N + 1) - mean;
        square += d * d;
    }
    const double count = (double)n_replicates;
    return sqrt(square / (count - 1.0) / count);
}

/* A draw left over by an odd number is a pair by itself. */
static double error_of_pairs(const ot_spread *s, uint64_t n) {
    const double pairs = (double)((n + 1) / 2), sum = (double)total(s);
    const double square = (double)s->square - sum * (sum / pairs);
    if (pairs < 2.0) return 0.0;
    return sqrt(fmax(square, 0.0) * pairs / (pairs - 1.0)) / (double)n;
}

double ot_spread_error(const ot_spread *s, ot_sampling sampling, uint64_t n) {
    if (sampling == OT_SAMPLING_RANDOM || n < 2) return NAN;
    const int has_pairs = sampling == OT_SAMPLING_ANTITHETIC;
    const double error = has_pairs ? error_of_pairs(s, n) : error_of_replicates(s, n);
    return fmax(error, ot_probability_error(0, n));
}
