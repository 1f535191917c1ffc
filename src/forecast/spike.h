/* spike.h -- years that stand alone: far from both neighbours, in a series that is calm otherwise
 */
#ifndef OT_FORECAST_SPIKE_H
#define OT_FORECAST_SPIKE_H

#include "forecast/method.h"

/* Make a spike missing (NaN) in value[n], the first and the last of which are there, and say so.
 * The last year is kept: nobody can tell a spike from a new level yet; and so are two or more: what
 * came twice may come again. `skipped` values stood before. A method that keeps them gets the notes
 * alone. OT_ERR_NOMEM */
ot_status ot_spikes_drop(const ot_cast_method *method, double *value, size_t n, size_t skipped,
                         const ot_forecast_options *options, ot_notes *notes, int *has_dropped,
                         ot_error *err) OT_CHECK_RESULT;

#endif
