#include <gsl/gsl_errno.h>

#include "outturn/init.h"

void ot_init(void) { gsl_set_error_handler_off(); }
