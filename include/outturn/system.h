/*
 * system.h -- what the operating system says of a failure, in two languages
 *
 * Layer   base
 * Shapes  one phrase without a full stop
 * Units   errno
 * Method  a table of the usual ones, the same in every locale; others by their number
 */
#ifndef OT_SYSTEM_H
#define OT_SYSTEM_H

#include "outturn/error.h"

const char *ot_system_text(int error_number, ot_language language);

#endif
