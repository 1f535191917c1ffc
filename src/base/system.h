/* system.h -- what the operating system says (errno), in two languages, the same in every locale */
#ifndef OT_BASE_SYSTEM_H
#define OT_BASE_SYSTEM_H

#include "outturn/error.h"

const char *ot_system_text(int error_number, ot_language language);

#endif
