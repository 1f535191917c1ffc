#include "base/select.h"

#include <assert.h>
#include <float.h>
#include <stdint.h>
#include <string.h>

#include "base/elementary.h"

/* Radix sort, least significant byte first; a comparison sort of thousands of pilots would take
 * longer than simulating them. */
static uint64_t key_of(double x) {
    uint64_t u;
    memcpy(&u, &x, sizeof u);
    return u >> 63 ? ~u : u | (uint64_t)1 << 63;
}

static void sort_by_byte(const double *from, double *to, size_t n, int shift) {
    size_t place[257] = {0};
    for (size_t i = 0; i < n; i++)
        place[1 + (key_of(from[i]) >> shift & 255)]++;
    for (size_t b = 0; b < 256; b++)
        place[b + 1] += place[b];
    for (size_t i = 0; i < n; i++)
        to[place[key_of(from[i]) >> shift & 255]++] = from[i];
}

static void sort_by_bytes(double *x, double *room, size_t n) {
    for (int shift = 0; shift < 64; shift += 16) {
        sort_by_byte(x, room, n, shift);
        sort_by_byte(room, x, n, shift + 8);
    }
}

/* Least and most, in several lanes, which compilers make vectors of. */
OT_EACH_PROCESSOR static void find_range(const double *x, size_t n, double range[2]) {
    enum { LANES = 16 };
    double low[LANES], high[LANES];
    size_t i = 0;
    for (size_t k = 0; k < LANES; k++)
        low[k] = high[k] = x[0];
    for (; n - i >= LANES; i += LANES)
        for (size_t k = 0; k < LANES; k++) {
            low[k] = x[i + k] < low[k] ? x[i + k] : low[k];
            high[k] = x[i + k] > high[k] ? x[i + k] : high[k];
        }
    for (; i < n; i++) {
        low[0] = x[i] < low[0] ? x[i] : low[0];
        high[0] = x[i] > high[0] ? x[i] : high[0];
    }
    for (size_t k = 1; k < LANES; k++) {
        low[0] = low[k] < low[0] ? low[k] : low[0];
        high[0] = high[k] > high[0] ? high[k] : high[0];
    }
    range[0] = low[0];
    range[1] = high[0];
}

/* Values that are spread over their range need but one pass into shares of it, and a few exchanges
 * within each; where a share is crowded, as with heavy tails or atoms, 0 is returned. */
enum { N_SHARES = 2048, CROWD = 48 };

/* Not when all are the same, or nearly, nor when they are further apart than a double can tell. */
static int is_scale(double each) { return each > 0.0 && each < DBL_MAX; }

/* Rounding keeps the order, so that shares are in the order of their numbers. */
OT_EACH_PROCESSOR static void find_shares(const double *x, size_t n, double low, double each,
                                          uint16_t *share) {
    for (size_t i = 0; i < n; i++)
        share[i] = (uint16_t)(int32_t)((x[i] - low) * each);
}

/* The shares of so many numbers fit on the stack. */
enum { MOST_BY_SHARE = 8192 };

static int sort_by_share(double *x, double *room, size_t n) {
    double range[2];
    uint16_t share[MOST_BY_SHARE];
    if (n > MOST_BY_SHARE) return 0;
    find_range(x, n, range);
    const double low = range[0], each = (N_SHARES - 1) / (range[1] - low);
    if (!is_scale(each)) return 0;
    find_shares(x, n, low, each, share);
    uint32_t place[N_SHARES + 1] = {0};
    for (size_t i = 0; i < n; i++)
        place[1 + share[i]]++;
    for (size_t b = 0; b < N_SHARES; b++) {
        if (place[b + 1] > CROWD) return 0;
        place[b + 1] += place[b];
    }
    for (size_t i = 0; i < n; i++)
        room[place[share[i]]++] = x[i];
    for (size_t i = 0; i < n; i++) {
        size_t to = i;
        for (; to > 0 && x[to - 1] > room[i]; to--)
            x[to] = x[to - 1];
        x[to] = room[i];
    }
    return 1;
}

void ot_sort(double *x, double *room, size_t n) {
    if (n > 1 && !sort_by_share(x, room, n)) sort_by_bytes(x, room, n);
}

static void sort_few(double *x, size_t n) {
    for (size_t i = 1; i < n; i++) {
        const double moved = x[i];
        size_t to = i;
        for (; to > 0 && x[to - 1] > moved; to--)
            x[to] = x[to - 1];
        x[to] = moved;
    }
}

/* Fewer shares than for sorting: most of them hold numbers that nobody asks for. */
enum { N_RANGES = 1024 };

/* Where the numbers of each share that some rank falls into are gathered. */
typedef struct shares {
    uint32_t before[N_RANGES + 1]; /* how many numbers are in those before */
    uint32_t place[N_RANGES];      /* where the next number of a wanted one goes */
    uint8_t is_wanted[N_RANGES];
    uint16_t wanted[N_RANGES];
    size_t n_wanted, n_gathered;
} shares;

static size_t share_of(const shares *s, size_t rank) {
    size_t low = 0, high = N_RANGES;
    while (high - low > 1) {
        const size_t middle = (low + high) / 2;
        if (s->before[middle] <= rank)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static uint32_t held(const shares *s, size_t b) { return s->before[b + 1] - s->before[b]; }

static void count(shares *s, const uint16_t *share, size_t n) {
    memset(s->before, 0, sizeof s->before);
    memset(s->is_wanted, 0, sizeof s->is_wanted);
    for (size_t i = 0; i < n; i++)
        s->before[1 + share[i]]++;
    for (size_t b = 0; b < N_RANGES; b++)
        s->before[b + 1] += s->before[b];
    s->n_wanted = s->n_gathered = 0;
}

static void want(shares *s, size_t b) {
    if (s->is_wanted[b]) return;
    s->is_wanted[b] = 1;
    s->wanted[s->n_wanted++] = (uint16_t)b;
    s->place[b] = (uint32_t)s->n_gathered;
    s->n_gathered += held(s, b);
}

/* Gather the wanted shares' numbers at the start of the room, sort each; the rest of the room
 * helps. */
static void gather(shares *s, const double *x, const uint16_t *share, size_t n, double *room) {
    for (size_t i = 0; i < n; i++)
        if (s->is_wanted[share[i]]) room[s->place[share[i]]++] = x[i];
    for (size_t i = 0; i < s->n_wanted; i++) {
        const size_t b = s->wanted[i];
        s->place[b] -= held(s, b);
        if (held(s, b) > CROWD)
            sort_by_bytes(room + s->place[b], room + n, held(s, b));
        else
            sort_few(room + s->place[b], held(s, b));
    }
}

static void select_sorted(const double *x, size_t n, const size_t *rank, size_t n_ranks,
                          double *out, double *room) {
    memcpy(room, x, n * sizeof *x);
    ot_sort(room, room + n, n);
    for (size_t i = 0; i < n_ranks; i++)
        out[i] = room[rank[i]];
}

/* Below, sorting is as fast; above, a place does not fit. */
enum { FEWEST = 256, MOST = 1 << 30 };

void ot_select(const double *x, size_t n, const size_t *rank, size_t n_ranks, double *out,
               double *room) {
    assert(n > 0);
    double range[2];
    find_range(x, n, range);
    const double each = (N_RANGES - 1) / (range[1] - range[0]);
    if (n < FEWEST || n > MOST || !is_scale(each)) {
        select_sorted(x, n, rank, n_ranks, out, room);
        return;
    }
    uint16_t *share = (uint16_t *)(void *)(room + n);
    shares s;
    find_shares(x, n, range[0], each, share);
    count(&s, share, n);
    for (size_t i = 0; i < n_ranks; i++)
        want(&s, share_of(&s, rank[i]));
    gather(&s, x, share, n, room);
    for (size_t i = 0; i < n_ranks; i++) {
        const size_t of = share_of(&s, rank[i]);
        out[i] = room[s.place[of] + (rank[i] - s.before[of])];
    }
}

double ot_sorted_quantile(const double *x, size_t n, double p) {
    const double at = p * (double)(n - 1);
    const size_t below = (size_t)at, above = below + (below + 1 < n);
    return x[below] + (at - (double)below) * (x[above] - x[below]);
}
