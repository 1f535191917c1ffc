/* typography.h -- signs that a page shows otherwise than a terminal does */
#ifndef OT_REPORT_TYPOGRAPHY_H
#define OT_REPORT_TYPOGRAPHY_H

#include <stddef.h>
#include <stdint.h>

#define OT_MINUS   "\xE2\x88\x92"
#define OT_MISSING "\xE2\x80\x94"

/* Is the hyphen at text[i] the sign of a number? Not within words, dates, ranges and x(-1). */
int ot_is_minus(const char *text, size_t i);

/* Stands for what is no text: control characters, bytes that are not UTF-8, non-characters, and
 * signs that turn the direction of what follows. `c`: as ot_utf8_decode has it. */
#define OT_REPLACEMENT "\xEF\xBF\xBD"
int ot_is_no_text(uint32_t c);

#endif
