/* outliers.h -- which observations do not belong to the line of the others
 *
 * By deletion: as long as the largest externally studentised residual has a Bonferroni p below the
 * level, its row is taken away and the rest is fitted anew. Two outliers can hide each other in the
 * standard error; so when no single row is found, pairs are tried: F of taking both away, by
 * Bonferroni over all pairs, and each of both must also be an outlier once the other is gone. At
 * the level 0.05 rows are flagged in 5 to 7 of 100 clean samples (6 to 30 normal observations of a
 * line, 10,000 samples each). Deletion: R. D. Cook, S. Weisberg, Residuals and Influence in
 * Regression, 1982, section 2.2. */
#ifndef OT_REGRESS_OUTLIERS_H
#define OT_REGRESS_OUTLIERS_H

#include <stddef.h>

#include "outturn/error.h"

#define OT_OUTLIERS_LEVEL 0.05 /* the usual one */

/*
 * flagged: [n], 1 for a row found, else 0. At least k + 3 rows remain, so that the last of them are
 * judged against 2 degrees of freedom or more, and at most a quarter of n is taken; rows of
 * leverage 1 cannot be judged and stay. A row is also found where all others fit exactly. Without a
 * regression (n <= k, dependent columns) nothing is.
 *
 * OT_ERR_INPUT    the level does not lie in (0, 1)
 * OT_ERR_NUMERIC  a number of x or y is not finite
 * OT_ERR_NOMEM    memory
 */
ot_status ot_outliers_find(const double *x, const double *y, size_t n, size_t k, double level,
                           unsigned char *flagged, ot_error *err) OT_CHECK_RESULT;

#endif
