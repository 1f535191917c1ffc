/* scale.h -- the scale in which a method meets a series, and the way back */
#ifndef OT_FORECAST_SCALE_H
#define OT_FORECAST_SCALE_H

#include "outturn/forecast.h"

typedef struct ot_scale {
    ot_forecast_form form;
    double low, high; /* infinite: none */
    double unit;      /* values are divided by it first, so that 1e12 and 1e-12 are alike */
} ot_scale;

/* Level or growth, with what the bounds make of it. OT_ERR_INPUT: a value outside the bounds */
ot_status ot_scale_make(const double *value, size_t n, ot_forecast_form form, double low,
                        double high, ot_scale *out, ot_error *err) OT_CHECK_RESULT;
double ot_scale_forth(const ot_scale *scale, double value);
double ot_scale_back(const ot_scale *scale, double y);

#endif
