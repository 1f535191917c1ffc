/* amount.h -- a number with its unit as people say it: "1.5 billion yuan", "32.2万吨" */
#ifndef OT_DATA_AMOUNT_H
#define OT_DATA_AMOUNT_H

#include <stddef.h>

#include "outturn/error.h"

enum { OT_AMOUNT_SIZE = 128 };

/* English multiplies out a unit that begins with a number ("100 million yuan"), keeping the digits
 * that are printed: 32.2 and "10,000 t" are "322,000 t". Chinese keeps both and needs no blank.
 * `number` is a decimal one, whatever stands before its first digit; what does not fit is cut. */
void ot_amount_say(const char *number, const char *unit, ot_language language,
                   char out[OT_AMOUNT_SIZE]);

/* The number alone, "1.5 billion"; returns the rest of the unit, which it does not say yet: "yuan".
 * In Chinese number and unit as they are. */
const char *ot_amount_scale(const char *number, const char *unit, ot_language language,
                            char out[OT_AMOUNT_SIZE]);

#endif
