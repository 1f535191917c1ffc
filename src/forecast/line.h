/* line.h -- a straight line in a regressor, with errors that persist */
#ifndef OT_FORECAST_LINE_H
#define OT_FORECAST_LINE_H

#include "forecast/method.h"

/* y = a + b x + u, u an autoregression of order one: x [n + horizon]. damping: what is left of the
 * rise of x each further year. The last error dies away from the forecast. */
void ot_line_law(const ot_cast_task *task, const double *x, double damping, ot_cast_law *out);

#endif
