/* select.h -- sorting thousands of numbers, and finding some of them by rank without sorting
 *
 * Numbers are first dealt into shares of their range, which takes one pass where they are spread
 * over it; where a share is crowded, as with heavy tails or atoms, it is sorted byte by byte. */
#ifndef OT_BASE_SELECT_H
#define OT_BASE_SELECT_H

#include <stddef.h>

/* Sort x[0..n), all finite, with the help of room[n]. */
void ot_sort(double *x, double *room, size_t n);

/* out[i] = the number of rank rank[i] < n (0: the least; in any order) of x[0..n), all finite, with
 * the help of room[2 n]; x is left as it is. */
void ot_select(const double *x, size_t n, const size_t *rank, size_t n_ranks, double *out,
               double *room);

/* The quantile p of x[0..n), n > 0, which are in order: straight between the numbers of rank p (n -
 * 1) (type 7 of R. J. Hyndman and Y. Fan, American Statistician 50(4), 1996, p. 361-365). */
double ot_sorted_quantile(const double *x, size_t n, double p);

#endif
