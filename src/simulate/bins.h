/* bins.h -- the inside of a histogram: what counting (histogram.c) and asking (quantile.c) share */
#ifndef OT_SIMULATE_BINS_H
#define OT_SIMULATE_BINS_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "outturn/histogram.h"
#include "simulate/grid.h"

/* Counts are kept in halves. The high ones are used, and set to 0, once a count does not fit into a
 * low one; until then they are never touched, which halves the memory and what a cache must hold.
 */
struct ot_histogram {
    ot_bin_grid grid;
    double least, most;   /* of the finite values; +inf and -inf before the first */
    uint64_t n;           /* finite values */
    uint64_t n_nonfinite; /* all others */
    uint64_t has_high;
    double at[]; /* [n_cells]; then first[n_cells] of the grid;
                  * low[n_bins + 2]: below the range, in each bin, above the range; high[same] */
};
static_assert(sizeof(ot_histogram) == 11 * sizeof(uint64_t), "equal states must be equal bytes");

static inline size_t ot_bins_n_places(const ot_histogram *h) { return (size_t)h->grid.n_bins + 2; }

static inline const uint32_t *ot_bins_first(const ot_histogram *h) {
    return (const uint32_t *)(h->at + h->grid.n_cells);
}

static inline const uint16_t *ot_bins_low(const ot_histogram *h) {
    return (const uint16_t *)(ot_bins_first(h) + h->grid.n_cells);
}

static inline uint64_t ot_bins_count(const ot_histogram *h, size_t i) {
    const uint16_t *low = ot_bins_low(h);
    return low[i] + (h->has_high ? (uint64_t)low[ot_bins_n_places(h) + i] << 16 : 0);
}

/* Ask memory for the low counts, to be there when they are counted a little later: bins of hundreds
 * of histograms do not stay in a cache while a block of draws is made. */
static inline void ot_bins_fetch(const ot_histogram *h) {
#if defined(__GNUC__)
    enum { LINE = 64, MOST = 1 << 12 }; /* bytes */
    const char *at = (const char *)ot_bins_low(h);
    const size_t size = ot_bins_n_places(h) * sizeof(uint16_t);
    for (size_t i = 0; i < size && i < MOST; i += LINE)
        __builtin_prefetch(at + i, 1);
#else
    (void)h;
#endif
}

#endif
