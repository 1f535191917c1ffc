/* places.h -- counting in two steps: find the bins of values while these are in the cache, count
 * them later, many at once, when it is the bins that are in the cache
 *
 * Bins of hundreds of histograms do not fit into a cache, and each value needs another one: counted
 * a few values at a time, they are waited for again and again. */
#ifndef OT_SIMULATE_PLACES_H
#define OT_SIMULATE_PLACES_H

#include "outturn/histogram.h"

enum { OT_PLACES = 256 }; /* values whose bins are found at a time */

/* Are there few enough bins for a place to be 16 bits? */
int ot_histogram_has_places(const ot_histogram *h);

/* Find the places of n <= OT_PLACES values, to be counted later by ot_histogram_count: returns how
 * many; all others have been counted. Until the last place is counted nothing may be asked. */
size_t ot_histogram_place(ot_histogram *h, const double *value, size_t n,
                          uint16_t place[OT_PLACES]);
void ot_histogram_count(ot_histogram *h, const uint16_t *place, size_t n);

#endif
