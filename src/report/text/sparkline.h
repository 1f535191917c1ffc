/* sparkline.h -- a row of numbers as signs of different height, for a terminal */
#ifndef OT_REPORT_SPARKLINE_H
#define OT_REPORT_SPARKLINE_H

#include "report/document.h"

/* "▁▃▅█": the least of value[0..n) is the lowest sign; what is not finite is a blank. "" when fewer
 * than two are finite. */
const char *ot_say_sparkline(ot_document *d, const double *value, size_t n);

#endif
