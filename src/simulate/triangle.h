/* triangle.h -- the product of a triangle of weights with vectors of draws, several rows at a time
 *
 * Each vector is fetched once for four rows, whose sums stay in registers. Terms are added in the
 * order of the columns, as one by one. Kernel: only the C library. */
#ifndef OT_SIMULATE_TRIANGLE_H
#define OT_SIMULATE_TRIANGLE_H

#include <stddef.h>
#include <stdint.h>

#include "estimate/case.h"

typedef struct ot_triangle ot_triangle;

/* Rows first[row[i]] .. first[row[i] + 1] - 1 of the entries for i = 0 .. n - 1; those with
 * is_left_out[i] are left out. Entries are in the order of their columns. NULL: no memory. */
ot_triangle *ot_triangle_new(const int32_t *first, const ot_case_entry *entry, const size_t *row,
                             const uint8_t *is_left_out, size_t n);
void ot_triangle_free(ot_triangle *t);

/* to[i * size] = the sum of row i's weights times from[column * size], n draws each, a multiple of
 * 8. */
void ot_triangle_multiply(const ot_triangle *t, const double *from, double *to, size_t size,
                          size_t n);

#endif
