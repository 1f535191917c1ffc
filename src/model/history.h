/* history.h -- the past from which a forecaster goes on, and how earlier forecasts of it did */
#ifndef OT_MODEL_HISTORY_H
#define OT_MODEL_HISTORY_H

#include "model/build.h"

typedef struct ot_history {
    double *value; /* [n], inside; NaN: not known */
    size_t n, n_known;
    int first;
} ot_history;

/* The series of an area (NULL: the model's own) from its first to its last value that counts. */
ot_status ot_history_read(const ot_build *b, size_t indicator, const char *area,
                          ot_history *out) OT_CHECK_RESULT;
ot_forecast_options ot_history_options(const ot_build *b, const ot_model_indicator *x,
                                       size_t horizon);

/* Set the bands of the driver's forecast right by what came after earlier forecasts of its own past
 * and of other areas, as far as its indicator wants that; and say by how many (set_right.c). */
ot_status ot_history_set_right(const ot_build *b, size_t indicator, const ot_history *own,
                               size_t horizon, ot_model_driver *d) OT_CHECK_RESULT;

/* Say from when on a band goes below 0, or beyond the whole, where the row never did (beyond.c). */
void ot_history_note_beyond(const ot_build *b, const ot_model_indicator *x, const ot_history *own,
                            const ot_model_driver *d);

#endif
