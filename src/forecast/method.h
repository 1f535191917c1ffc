/* method.h -- the one interface of forecasters
 *
 * Most methods say where a series goes and how far it may stray, as normals in a scale that was
 * chosen for them (`fit`). The others put whole forecasts together (`make`). */
#ifndef OT_FORECAST_METHOD_H
#define OT_FORECAST_METHOD_H

#include "forecast/facts.h"
#include "forecast/forecast.h"
#include "forecast/scale.h"
#include "outturn/forecast_method.h"

/* A series without gaps. */
typedef struct ot_cast_task {
    const double *value; /* [n], as given; missing ones are put between their neighbours */
    /* [n]: years between the known values around a year's change, negative where the value of the
     * year itself was missing; NULL: nothing is missing */
    const int *span;
    const double *y; /* [n], in the scale of the method */
    size_t n, horizon;
    const double *driver; /* [n + horizon]; NULL: none */
    const ot_forecast_options *options;
    ot_notes *notes;
    double *scratch; /* OT_CAST_SCRATCH(n, horizon) doubles of any content, for `fit` alone */
} ot_cast_task;

#define OT_CAST_SCRATCH(n, horizon) (16 * (n) + 8 * (horizon) + 64)

/* What a method found of its errors; most leave that to the form in which they are run. */
typedef enum ot_cast_errors {
    OT_ERRORS_UNSAID,
    OT_ERRORS_ADDED,
    OT_ERRORS_RELATIVE
} ot_cast_errors;

/* Normals of the years to come. */
typedef struct ot_cast_law {
    double *centre;     /* [horizon] */
    double *covariance; /* [horizon][horizon], the lower triangle */
    ot_cast_errors errors;
    ot_facts facts;
} ot_cast_law;

/* A law and the scale in which it holds. */
typedef struct ot_cast_fit {
    ot_scale scale;
    ot_cast_law law;
    double *room; /* of the law: the caller frees it, after a failure, too */
} ot_cast_fit;

typedef struct ot_cast_method {
    const char *name;
    const char *text[OT_N_LANGUAGES];
    size_t least;          /* points that it needs */
    ot_forecast_form form; /* BY_METHOD: level or growth by the data */
    int keeps_point;       /* growth bends the bands alone */
    int keeps_spikes;      /* a reference, which is the same everywhere */
    int needs_driver;
    ot_status (*fit)(const ot_cast_task *task, ot_cast_law *out, ot_error *err);
    ot_status (*make)(const ot_cast_task *task, ot_forecast *out, ot_error *err);
} ot_cast_method;

extern const ot_cast_method *const ot_cast_methods[]; /* ends with NULL */
const ot_cast_method *ot_cast_method_find(const char *name);

extern const ot_cast_method ot_cast_naive, ot_cast_drift, ot_cast_mean, ot_cast_trend, ot_cast_ses,
    ot_cast_holt, ot_cast_damped, ot_cast_ets, ot_cast_theta, ot_cast_theta_optimised,
    ot_cast_arima, ot_cast_llt, ot_cast_logistic, ot_cast_gompertz, ot_cast_regression,
    ot_cast_combine, ot_cast_constant, ot_cast_auto;
extern const ot_cast_method ot_cast_straight, ot_cast_pool_damped,
    ot_cast_pool_llt; /* in no table */

/* Fit a method in a form; and the quantiles of that. */
ot_status ot_cast_fit_in(const ot_cast_method *method, const ot_cast_task *task,
                         ot_forecast_form form, ot_cast_fit *out, ot_error *err) OT_CHECK_RESULT;
ot_status ot_cast_publish(const ot_cast_fit *fit, ot_forecast *out, ot_error *err) OT_CHECK_RESULT;

/* Both, into a forecast that has its room. */
ot_status ot_cast_run(const ot_cast_method *method, const ot_cast_task *task, ot_forecast_form form,
                      ot_forecast *out, ot_error *err) OT_CHECK_RESULT;

/* Level or growth, as values above 0 and without bounds ask for. */
ot_status ot_cast_run_by_data(const ot_cast_method *method, const ot_cast_task *task,
                              ot_forecast *out, ot_error *err) OT_CHECK_RESULT;

/* Widen bands to a least standard deviation of the first year, in the units of the series, as far
 * as bounds leave room. */
void ot_cast_widen(double least, double low, double high, ot_forecast *out);

/* The options without bounds that are too far from the values to bend anything. */
ot_forecast_options ot_cast_near_bounds(const ot_cast_task *task);

int ot_cast_is_known(const ot_cast_task *task, size_t t);
size_t ot_cast_n_known(const ot_cast_task *task);

/* What filled gaps make too narrow: by how much standard deviations of changes are to grow. 1 when
 * nothing is missing. */
double ot_cast_gap_factor(const ot_cast_task *task);

/* Run any method, in its own form unless the options name one. */
ot_status ot_cast_make(const ot_cast_method *method, const ot_cast_task *task, ot_forecast *out,
                       ot_error *err) OT_CHECK_RESULT;

/* Set bands right by the method's own forecasts of the series' past; nothing with few points. */
ot_status ot_cast_recalibrate(const ot_cast_method *method, const ot_cast_task *task,
                              ot_forecast *out, ot_error *err) OT_CHECK_RESULT;

/* Cholesky factor of the correlations of a covariance [h][h] (its lower triangle). */
void ot_cast_factor(const double *covariance, size_t h, double *factor);

/* Covariances of errors that add up: weight[j] is what an error does j years later. */
void ot_cast_spread(const double *weight, double variance, size_t horizon, ot_cast_law *out);

#endif
