/* smooth.h -- exponential smoothing in one engine: level, trend, damped trend; errors added or in
 * proportion (Hyndman, Koehler, Ord and Snyder 2008, chapters 2, 5 and 6) */
#ifndef OT_FORECAST_SMOOTH_H
#define OT_FORECAST_SMOOTH_H

#include "forecast/method.h"

typedef struct ot_smooth_kind {
    int has_trend, is_damped, is_relative; /* errors in proportion to the level */
} ot_smooth_kind;

typedef struct ot_smooth {
    ot_smooth_kind kind;
    double alpha, beta, phi; /* beta: of the error itself, below alpha */
    double level, slope;     /* after the last value */
    double first_level, first_slope;
    double variance, aicc;
    size_t n_parameters; /* with those of the start, without the variance */
} ot_smooth;

/* Has the series enough points for as many parameters? */
int ot_smooth_can(ot_smooth_kind kind, const double *y, size_t n);
/* Maximum likelihood. Errors that are added: the start is solved for, not searched. */
void ot_smooth_fit(ot_smooth_kind kind, const double *y, size_t n, ot_smooth *out);
/* The kind of the least AICc among those that ot_smooth_can; 0 when there is none. */
int ot_smooth_choose(const ot_smooth_kind *kind, size_t n_kinds, const double *y, size_t n,
                     ot_smooth *out);
void ot_smooth_law(const ot_smooth *s, size_t horizon, ot_cast_law *out, double *scratch);

#endif
