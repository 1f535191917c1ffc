/* shapiro_wilk.h -- is a small sample normal?
 *
 * S. S. Shapiro, M. B. Wilk, Biometrika 52 (1965), p. 591-611, with weights and the law of W as P.
 * Royston fitted them for 3 to 5000 values: Statistics and Computing 2 (1992), p. 117-119; Applied
 * Statistics 44 (1995), p. 547-551. */
#ifndef OT_REGRESS_SHAPIRO_WILK_H
#define OT_REGRESS_SHAPIRO_WILK_H

#include <stddef.h>

enum { OT_SHAPIRO_WILK_FEWEST = 3, OT_SHAPIRO_WILK_MOST = 5000 };

typedef struct ot_shapiro_wilk {
    double w, p; /* NaN: too few or too many values, or all of one size */
} ot_shapiro_wilk;

/* sorted: [n] finite, rising. */
ot_shapiro_wilk ot_shapiro_wilk_of(const double *sorted, size_t n);

#endif
