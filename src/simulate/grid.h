/* grid.h -- which bin a value falls into: equal bins where they are fine enough, else bins laid
 * through the order statistics of a pilot, with a bin without width for each atom */
#ifndef OT_SIMULATE_GRID_H
#define OT_SIMULATE_GRID_H

#include <stddef.h>
#include <stdint.h>

/* Up to here no difference of two values, nor twice that, can overflow. */
#define OT_GRID_LARGEST (DBL_MAX / 8)

/* Cells hold bins of one width each: those of cell c are first[c] .. first[c + 1] - 1, from at[c]
 * to at[c + 1]. The outermost two hold one bin each: all values below and above the range. */
enum { OT_GRID_CELLS = 512 };

typedef struct ot_bin_grid {
    double start, width;      /* of equal bins; width 0: there are none */
    uint64_t first, n_equal;  /* the first of them, and how many */
    uint64_t n_bins, n_cells; /* n_cells: room of both arrays, a power of two; 0: all are equal */
} ot_bin_grid;

typedef struct ot_bin_cells {
    double at[OT_GRID_CELLS]; /* what is not used is INFINITY */
    uint32_t first[OT_GRID_CELLS];
} ot_bin_cells;

/* Lay up to n_bins bins over pilot[0..n), n > 0, none beyond OT_GRID_LARGEST; it is sorted, with
 * the help of room[n]. An equal bin around the quantile at p holds at most coarse * p (1 - p) of
 * the pilot, from 1 to 99 percent; where that cannot be for all bins, cells are laid outside of
 * this range, and where it still cannot be, within it too. */
ot_bin_grid ot_grid_lay(double *pilot, double *room, size_t n, size_t n_bins, double coarse,
                        ot_bin_cells *cells);

#endif
