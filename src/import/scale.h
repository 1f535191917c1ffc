/* scale.h -- how far a sample spreads: the standard deviation, and one that a few breaks in the
 * data do not move
 *
 * Huber's Proposal 2 (P. J. Huber, Robust estimation of a location parameter, Annals of
 * Mathematical Statistics 35, 1964, 73-101), as W. N. Venables and B. D. Ripley's Modern Applied
 * Statistics with S, 4th edition, 2002, p. 123, and hubers() of R's package MASS have it: location
 * and scale are those of the sample whose values farther than 1.5 scales from the location are
 * moved there. Of a normal sample it estimates the standard deviation; about a quarter of the
 * values may be anything. */
#ifndef OT_IMPORT_SCALE_H
#define OT_IMPORT_SCALE_H

#include <stddef.h>

/* About the mean, with n - 1; n is at least 2. */
double ot_scale_deviation(const double *x, size_t n);

enum { OT_SCALE_MOST = 100 };

/* Huber's Proposal 2, of at most OT_SCALE_MOST values, which are put in order. It starts from the
 * median and the median absolute deviation; where that is 0, as half of the values are the same, so
 * is the scale. */
double ot_scale_huber(double *x, size_t n);

#endif
