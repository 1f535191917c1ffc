/* typography.h -- signs that a page shows otherwise than a terminal does */
#ifndef OT_REPORT_TYPOGRAPHY_H
#define OT_REPORT_TYPOGRAPHY_H

#include <stddef.h>

#define OT_MINUS   "\xE2\x88\x92"
#define OT_MISSING "\xE2\x80\x94"

/* Is the hyphen at text[i] the sign of a number? Not within words, dates, ranges and x(-1). */
int ot_is_minus(const char *text, size_t i);

#endif
