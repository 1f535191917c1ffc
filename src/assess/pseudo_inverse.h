/* pseudo_inverse.h -- linear equations that may have many answers, or none */
#ifndef OT_ASSESS_PSEUDO_INVERSE_H
#define OT_ASSESS_PSEUDO_INVERSE_H

#include <stddef.h>

#include "outturn/error.h"

/* x[n] = pseudo-inverse of a[m][n] times b[m]: exact where it can be, the smallest where there are
 * many, the nearest where there is none (Golub and Van Loan 2013, section 5.5). Directions in which
 * `a` is smaller than this share of its largest do not count. OT_ERR_NUMERIC, OT_ERR_NOMEM */
ot_status ot_pseudo_solve(const double *a, size_t m, size_t n, const double *b, double smallest,
                          double *x) OT_CHECK_RESULT;

#endif
