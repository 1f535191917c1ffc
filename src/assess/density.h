/* density.h -- how often values occur, from quantiles of the draws
 *
 * A monotone cubic (Fritsch and Butland, SIAM Journal on Scientific and Statistical Computing 5,
 * 1984, p. 300-304) takes values to the normal scores of their probabilities: a straight line for a
 * normal law, so that few quantiles make a smooth curve. Only as fine as the quantiles lie. */
#ifndef OT_ASSESS_DENSITY_H
#define OT_ASSESS_DENSITY_H

#include <stddef.h>

/* Share of draws a unit at x[0..n), from quantiles value[k] at probability[k], rising; beyond them
 * 0. Returns 0, and writes nothing, where fewer than OT_DENSITY_LEAST differ. room[3 n_quantiles]
 */
enum { OT_DENSITY_LEAST = 5 };
int ot_density_find(const double *probability, const double *value, size_t n_quantiles,
                    const double *x, size_t n, double *density, double *room);

#endif
