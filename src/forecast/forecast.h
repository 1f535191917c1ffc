/* forecast.h -- a forecast as the library sees it */
#ifndef OT_FORECAST_FORECAST_H
#define OT_FORECAST_FORECAST_H

#include "forecast/facts.h"
#include "outturn/forecast.h"

struct ot_forecast {
    size_t horizon;
    const char *method;
    ot_forecast_form form;
    double low, high; /* between which values lie, at the ends of the table too */
    ot_facts facts;
    double *point;    /* [horizon] */
    double *quantile; /* [horizon][OT_FORECAST_N_PROBABILITIES] */
    double *factor;   /* [horizon][horizon], lower-triangular, rows of length 1 */
};

/* With room for `horizon` years; NULL when memory ran out. Its factor is the identity. */
ot_forecast *ot_forecast_alloc(size_t horizon);

/* OT_ERR_USAGE: not 1 to OT_FORECAST_MOST_YEARS. */
ot_status ot_forecast_horizon_check(size_t horizon, ot_error *err) OT_CHECK_RESULT;

#endif
