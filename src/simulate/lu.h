/* lu.h -- small dense linear systems: only the C library */
#ifndef OT_SIMULATE_LU_H
#define OT_SIMULATE_LU_H

#include <stddef.h>
#include <stdint.h>

/* LU factors of a[n][n], row pivots (Golub and Van Loan 2013, section 3.4), in place. Returns n, or
 * the column in which it is singular to rounding. */
size_t ot_lu_factor(double *a, size_t n, int32_t *pivot);
/* The solution of a x = b, in place of b[n]. */
void ot_lu_solve(const double *factor, size_t n, const int32_t *pivot, double *b);

#endif
