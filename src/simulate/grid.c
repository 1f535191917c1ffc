#include "simulate/grid.h"

#include <assert.h>
#include <float.h>
#include <math.h>

#include "base/select.h"

/* One pilot value in TAIL is cut off at either end, so that an extreme draw does not widen every
 * bin; the rest is widened by SPARE for the draws to come. */
static const size_t TAIL = 100;
static const double SPARE = 2.0;

/* The standard error of a probability p is proportional to sqrt(p (1 - p)): it is the same
 * everywhere in the angle asin(sqrt(p)). Bins equal in the angle are equally good everywhere. */
static const double ANGLES = 1.57079632679489661923; /* pi / 2 */

enum {
    N_KNOTS = 160,     /* equal steps of the angle: some 25 of 4096 pilot values between two */
    KNOTS_A_LOOK = 4,  /* a density is told from the values between so many knots */
    ATOM_SHARE = 128,  /* one pilot value in so many, all equal: an atom */
    LEAST_EQUAL = 8,   /* but never fewer values than these */
    DOUBLINGS = 32,    /* cells beyond either extreme, each twice as wide as the one before */
    TAIL_SHARE = 16,   /* one bin in so many lies beyond either extreme */
    OUT_SHARE = 2048,  /* equal bins may leave out one value in so many at either end */
    FEWEST_BINS = 512, /* else there are too few for cells */
    FEWEST_VALUES = 256,
    LEAST_PART = 4 /* one in so many of the bins wanted may do: a cache holds more of them */
};
static_assert(2 * DOUBLINGS + N_KNOTS + 2 * ATOM_SHARE + 8 <= OT_GRID_CELLS, "cells have room");

static ot_bin_grid equal_bins(const double *x, size_t n, size_t n_bins) {
    const double low = x[n / TAIL], high = x[n - 1 - n / TAIL];
    const double width = fmax(SPARE * (high - low) / (double)n_bins, DBL_MIN); /* never 0 */
    const double centre = low + (high - low) / 2;
    return (ot_bin_grid){centre - width * (double)n_bins / 2, width, 1, n_bins, n_bins, 0};
}

/* First of the values at or above the j-th knot. */
static size_t rank_of(size_t j, size_t n) {
    const double s = sin((double)j * ANGLES / N_KNOTS);
    return (size_t)((double)(n - 1) * s * s + 0.5);
}

static double angle_of(size_t rank, size_t n) { return asin(sqrt((double)rank / (double)n)); }

static int is_wide(const ot_bin_grid *grid, const double *x, size_t n) {
    const double end = grid->start + grid->width * (double)grid->n_bins;
    const size_t out = n / OUT_SHARE;
    return x[out] >= grid->start && x[n - 1 - out] < end;
}

static int is_fine(const ot_bin_grid *grid, const double *x, size_t n, double coarse) {
    for (size_t j = 0; j < N_KNOTS; j += KNOTS_A_LOOK) {
        const size_t a = rank_of(j, n), b = rank_of(j + KNOTS_A_LOOK, n);
        if (b <= a || (a + b) / 2 < n / TAIL || (a + b) / 2 >= n - n / TAIL) continue;
        const double p = (double)(a + b) / 2 / (double)n;
        const double held = (double)(b - a) / (double)n * grid->width / (x[b] - x[a]);
        if (!(held <= coarse * p * (1.0 - p))) return 0;
    }
    return 1;
}

/* How many equal values begin at i. */
static size_t run_at(const double *x, size_t n, size_t i) {
    size_t end = i + 1;
    while (end < n && !(x[end] > x[i]))
        end++;
    return end - i;
}

static size_t least_run(size_t n) {
    const size_t share = n / ATOM_SHARE + 1; /* fewer than ATOM_SHARE of them fit into n */
    return share > LEAST_EQUAL ? share : LEAST_EQUAL;
}

static int has_atom(const double *x, size_t n) {
    size_t i = 0, run = 0;
    for (; i < n && run < least_run(n); i += run)
        run = run_at(x, n, i);
    return run >= least_run(n);
}

/* Cells between the extremes of the pilot: each begins at a knot, at an atom or just above one. */
typedef struct inner {
    double at[OT_GRID_CELLS], angle[OT_GRID_CELLS]; /* angle: what the cell spans; of atoms 0 */
    size_t n;
    double angles, begun; /* all that they span; where the last one begins */
    int is_atom;          /* the last one */
} inner;

static void begin_cell(inner *c, double at, double angle, int is_atom) {
    if (c->n > 0 && !c->is_atom) c->angles += c->angle[c->n - 1] = angle - c->begun;
    if (c->n > 0 && !(at > c->at[c->n - 1])) c->n--; /* it would have no width: replace it */
    c->at[c->n] = at;
    c->angle[c->n++] = 0.0;
    c->begun = angle;
    c->is_atom = is_atom;
}

static int is_among(size_t rank, size_t i, size_t run) { return rank >= i && rank < i + run; }

/* With has_middle one cell covers all between the values cut off. */
static void find_cells(const double *x, size_t n, int has_middle, inner *c) {
    const size_t low = n / TAIL, high = n - 1 - n / TAIL;
    size_t j = 0, knot = 0, run;
    for (size_t i = 0; i < n; i += run) {
        run = run_at(x, n, i);
        while (knot < i && j < N_KNOTS)
            knot = rank_of(++j, n);
        const int is_atom = run >= least_run(n), is_inside = has_middle && i > low && i < high;
        const int is_side = has_middle && (is_among(low, i, run) || is_among(high, i, run));
        const int is_knot = is_side || (is_among(knot, i, run) && !is_inside);
        if (c->is_atom) begin_cell(c, nextafter(x[i - 1], INFINITY), angle_of(i, n), 0);
        if (is_atom || is_knot) begin_cell(c, x[i], angle_of(i, n), is_atom);
    }
    begin_cell(c, nextafter(x[n - 1], INFINITY), ANGLES, 1);
}

typedef struct laying {
    ot_bin_cells *cells;
    size_t n;
    double next; /* bin */
} laying;

/* The next bins begin at `at`, or belong to the cell before when there is no room between. */
static void lay(laying *l, double at, double n_bins) {
    const double end = 1.5 * OT_GRID_LARGEST;
    at = fmin(fmax(at, -end), end);
    if (at > l->cells->at[l->n - 1]) {
        l->cells->at[l->n] = at;
        l->cells->first[l->n++] = (uint32_t)l->next;
    }
    l->next += n_bins;
}

/* Width of the first cell beyond an extreme: what the nearest values leave between them. */
static double beyond(double extreme, double near, double range) {
    const double gap = fabs(extreme - near) / 4, size = fabs(extreme);
    const double least = range > 0.0
                             ? fmax(ldexp(range, -16) * (gap > 0.0 ? 0.0 : 1.0), ldexp(size, -48))
                             : ldexp(size > 0.0 ? size : 1.0, -28);
    return fmax(fmax(gap, least), DBL_MIN);
}

static void lay_inner(laying *l, const inner *c, double n_bins) {
    const double before = l->next, spare = n_bins - (double)c->n;
    double angle = 0.0;
    for (size_t i = 0; i + 1 < c->n; i++) {
        const double from = c->angles > 0.0 ? floor(spare * fmin(angle / c->angles, 1.0)) : 0.0;
        angle += c->angle[i];
        const double to = c->angles > 0.0 ? floor(spare * fmin(angle / c->angles, 1.0)) : 0.0;
        lay(l, c->at[i], 1.0 + (to - from));
    }
    l->next = before + n_bins;
}

/* The equal bins of the cell that begins at `start`. */
static void take_middle(ot_bin_grid *grid, const ot_bin_cells *cells, double start) {
    size_t c = 0;
    while (cells->at[c] < start)
        c++;
    grid->start = start;
    grid->first = cells->first[c];
    grid->n_equal = cells->first[c + 1] - cells->first[c];
    grid->width = (cells->at[c + 1] - start) / (double)grid->n_equal;
}

static ot_bin_grid lay_cells(const double *x, size_t n, size_t n_bins, int has_middle,
                             ot_bin_cells *cells) {
    inner c = {.n = 0};
    find_cells(x, n, has_middle, &c);
    const size_t near = n / FEWEST_VALUES < 8 ? n / FEWEST_VALUES : 8;
    const double range = x[n - 1] - x[0], each = floor((double)n_bins / TAIL_SHARE / DOUBLINGS);
    const double low = beyond(x[0], x[near], range);
    const double high = beyond(x[n - 1], x[n - 1 - near], range);
    for (size_t i = 0; i < OT_GRID_CELLS; i++)
        cells->at[i] = INFINITY, cells->first[i] = 0;
    cells->at[0] = -2.0 * OT_GRID_LARGEST;
    laying l = {cells, 1, 1.0};
    for (int k = DOUBLINGS; k > 0; k--)
        lay(&l, x[0] - low * (ldexp(1.0, k) - 1.0), each);
    lay_inner(&l, &c, (double)n_bins - 2.0 * DOUBLINGS * each);
    for (int k = 0; k < DOUBLINGS; k++)
        lay(&l, c.at[c.n - 1] + high * (ldexp(1.0, k) - 1.0), each);
    lay(&l, c.at[c.n - 1] + high * (ldexp(1.0, DOUBLINGS) - 1.0), 1.0);
    cells->at[l.n] = 2.0 * OT_GRID_LARGEST;
    cells->first[l.n] = (uint32_t)n_bins + 2;
    uint64_t room = 2;
    while (room <= l.n)
        room *= 2;
    ot_bin_grid grid = {0.0, 0.0, 0, 0, n_bins, room};
    if (has_middle) take_middle(&grid, cells, x[n / TAIL]);
    return grid;
}

ot_bin_grid ot_grid_lay(double *pilot, double *room, size_t n, size_t n_bins, double coarse,
                        ot_bin_cells *cells) {
    ot_sort(pilot, room, n);
    ot_bin_grid grid = equal_bins(pilot, n, n_bins);
    const int is_enough = n_bins >= FEWEST_BINS && n >= FEWEST_VALUES;
    if (!is_enough || !(coarse < INFINITY)) return grid;
    const int is_smooth = !has_atom(pilot, n);
    for (size_t few = n_bins / LEAST_PART; is_smooth && few <= n_bins; few *= 2) {
        grid = equal_bins(pilot, n, few);
        if (is_wide(&grid, pilot, n) && is_fine(&grid, pilot, n, coarse)) return grid;
    }
    if (is_smooth) {
        grid = lay_cells(pilot, n, n_bins, 1, cells);
        if (is_fine(&grid, pilot, n, coarse)) return grid;
    }
    return lay_cells(pilot, n, n_bins, 0, cells);
}
