/* histogram.h -- what only the library asks of a histogram */
#ifndef OT_SIMULATE_HISTOGRAM_H
#define OT_SIMULATE_HISTOGRAM_H

#include "base/pack.h"
#include "outturn/histogram.h"

/* Its counts, for another process that has laid the same bins; reading replaces them. */
void ot_histogram_pack(ot_histogram *h, ot_pack *pack);

#endif
