#include <gsl/gsl_errno.h>

#include "outturn/fit.h"

void ot_init(void) { gsl_set_error_handler_off(); }
