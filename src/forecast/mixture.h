/* mixture.h -- several forecasts of a series, with weights */
#ifndef OT_FORECAST_MIXTURE_H
#define OT_FORECAST_MIXTURE_H

#include "forecast/method.h"

enum { OT_MIXTURE_MOST = 16 };

typedef struct ot_mixture {
    const ot_cast_method *method[OT_MIXTURE_MOST];
    ot_forecast *forecast[OT_MIXTURE_MOST];
    double weight[OT_MIXTURE_MOST]; /* their sum is 1 */
    size_t n;
} ot_mixture;

double ot_median_of(double *x, size_t n); /* puts them in order */

/* A law of paths each of which follows one of the forecasts. covariance: [horizon][horizon], 0 */
void ot_mixture_of_paths(const ot_mixture *m, ot_forecast_mix by, double *covariance,
                         ot_forecast *out);

#endif
