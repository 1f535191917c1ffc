#include <float.h>
#include <inttypes.h>
#include <math.h>

#include "base/elementary.h"
#include "simulate/bins.h"

/* Where a bin begins and ends; an atom's ends where it begins. */
static void sides_of(const ot_histogram *h, size_t i, double *left, double *right) {
    const ot_bin_grid *grid = &h->grid;
    if (grid->n_cells == 0) {
        *left = i == 0 ? -INFINITY : grid->start + grid->width * (double)(i - 1);
        *right = i > grid->n_bins ? INFINITY : grid->start + grid->width * (double)i;
        return;
    }
    const uint32_t *first = ot_bins_first(h);
    size_t c = 0;
    while (first[c + 1] <= i)
        c++;
    const double from = h->at[c], to = h->at[c + 1], n = (double)(first[c + 1] - first[c]);
    const double step = (double)(i - first[c]);
    const int is_atom = !(nextafter(from, INFINITY) < to);
    *left = is_atom ? from : from + (to - from) * (step / n);
    *right = is_atom ? from : from + (to - from) * ((step + 1.0) / n);
}

OT_EACH_PROCESSOR static uint64_t sum_of(const uint16_t *count, size_t n) {
    uint32_t sum = 0; /* of at most STRIDE counts of 16 bits */
    for (size_t i = 0; i < n; i++)
        sum += count[i];
    return sum;
}

enum { STRIDE = 256 };

/* The bin of the k-th smallest value, and how many values lie in those before: in strides first. */
static size_t find_bin(const ot_histogram *h, uint64_t k, uint64_t *n_before) {
    const uint16_t *low = ot_bins_low(h), *high = low + ot_bins_n_places(h);
    size_t i = 0;
    *n_before = 0;
    for (; ot_bins_n_places(h) - i > STRIDE; i += STRIDE) {
        const uint64_t n_high = h->has_high ? sum_of(high + i, STRIDE) << 16 : 0;
        const uint64_t n = sum_of(low + i, STRIDE) + n_high;
        if (k - *n_before < n) break;
        *n_before += n;
    }
    while (k - *n_before >= ot_bins_count(h, i))
        *n_before += ot_bins_count(h, i++);
    return i;
}

/* Fewer values say nothing of how a density slopes within their bin. */
enum { SLOPE_NEEDS = 32 };

/* Beyond so many standard errors of a count a difference is no chance. */
static const double CHANCE = 3.0;

/* Bins i - 2 .. i + 2, each count as of a bin of the middle one's width; NaN where there is none of
 * its kind: beyond the range, or an atom. */
enum { NEAR = 2, N_NEAR = 2 * NEAR + 1 };

typedef struct near {
    double count[N_NEAR], variance[N_NEAR];
} near;

static void look_around(const ot_histogram *h, size_t i, double width, near *out) {
    for (size_t k = 0; k < N_NEAR; k++) {
        double left = 0.0, right = 0.0;
        out->count[k] = out->variance[k] = NAN;
        if (i + k < 1 + NEAR || i + k + 1 >= ot_bins_n_places(h) + NEAR) continue;
        const size_t j = i + k - NEAR;
        sides_of(h, j, &left, &right);
        if (!(right > left && right - left < OT_GRID_LARGEST)) continue;
        const double ratio = width / (right - left);
        out->count[k] = (double)ot_bins_count(h, j) * ratio;
        out->variance[k] = out->count[k] * ratio;
    }
}

/* How far three neighbours are from a straight line, less what chance explains. */
static double bend(const near *n, size_t k) {
    const double *count = n->count + k, *variance = n->variance + k;
    const double second = fabs(count[0] - 2.0 * count[1] + count[2]);
    const double chance = CHANCE * sqrt(variance[0] + 4.0 * variance[1] + variance[2]);
    return second > chance ? second - chance : 0.0; /* of NaN, too */
}

/* A density that is a straight line over the neighbours is one within the bin, up to `slope` of its
 * mean from end to end. What is not straight may be a jump or an atom anywhere within. */
typedef struct density {
    double slope, doubt; /* doubt: the share of the bin that a quantile may be off */
} density;

static density density_at(const ot_histogram *h, size_t i, double width) {
    near around;
    double most = 0.0;
    look_around(h, i, width, &around);
    for (size_t k = 0; k + 2 < N_NEAR; k++)
        most = fmax(most, bend(&around, k));
    const double *count = around.count, n = count[NEAR];
    const double slope = (count[NEAR + 1] - count[NEAR - 1]) / (2.0 * n);
    const int is_known = n >= SLOPE_NEEDS && isfinite(slope);
    return (density){is_known ? fmin(fmax(slope, -1.0), 1.0) : 0.0,
                     n > 0.0 ? fmin(most / (2.0 * n), 1.0) : 1.0};
}

/* Where the distribution function of a density 1 + slope (u - 1/2) on [0, 1] is `share`. */
static double position(double slope, double share) {
    const double at_0 = 1.0 - slope / 2.0;
    return 2.0 * share / (at_0 + sqrt(at_0 * at_0 + 2.0 * slope * share));
}

/*
 * The k-th smallest value and its error. Within its bin, of n values, it is an order statistic of a
 * sample from the density there: with an even density of a beta distribution, with mean s and
 * variance s (1 - s) / (n + 2), s = rank / (n + 1). Bins end where the values do.
 */
static ot_quantile order_statistic(const ot_histogram *h, uint64_t k) {
    if (k == 0) return (ot_quantile){h->least, 0.0};
    if (k == h->n - 1) return (ot_quantile){h->most, 0.0};
    uint64_t n_before;
    const size_t i = find_bin(h, k, &n_before);
    double left, right;
    sides_of(h, i, &left, &right);
    const double low = fmax(left, h->least), high = fmin(right, h->most);
    const double width = fmax(high - low, 0.0), n = (double)ot_bins_count(h, i);
    const double share = ((double)(k - n_before) + 1.0) / (n + 1.0);
    if (!(right - left < OT_GRID_LARGEST)) return (ot_quantile){low + share * width, width};
    const int is_whole = low <= left && high >= right;
    const density d = width > 0.0 ? density_at(h, i, right - left) : (density){0.0, 0.0};
    const double at = is_whole ? position(d.slope, share) : share;
    const double error = hypot(sqrt(share * (1.0 - share) / (n + 2.0)), d.doubt);
    return (ot_quantile){low + at * width, error * width};
}

ot_status ot_histogram_quantile(const ot_histogram *h, double p, ot_quantile *out, ot_error *err) {
    if (!(p >= 0.0 && p <= 1.0)) /* also refuses NaN */
        return ot_fail(err, OT_ERR_USAGE, "probability is %g; must lie in [0, 1]",
                       "概率为 %g；应在 [0, 1] 之内", p);
    if (h->n == 0)
        return ot_fail(err, OT_ERR_NUMERIC, "%" PRIu64 " values counted, none of them finite",
                       "已计 %" PRIu64 " 个数值，没有有限数", h->n_nonfinite);
    const double rank = p * (double)(h->n - 1), share = rank - floor(rank);
    const ot_quantile a = order_statistic(h, (uint64_t)rank);
    const ot_quantile b = share > 0.0 ? order_statistic(h, (uint64_t)rank + 1) : a;
    *out =
        (ot_quantile){a.value + share * (b.value - a.value), a.error + share * (b.error - a.error)};
    return OT_OK;
}
