/*
 * forecast.h -- what comes after a handful of yearly values: a law for each year, and for all of
 * them together
 *
 * Layer   forecast
 * Shapes  quantile[horizon][OT_FORECAST_N_PROBABILITIES], factor[horizon][horizon] lower-triangular
 * Units   those of the series; growth rates are fractions
 * Method  docs/guide/forecasts.md; one file of src/forecast a method
 */
#ifndef OT_FORECAST_H
#define OT_FORECAST_H

#include <stddef.h>

#include "outturn/error.h"
#include "outturn/notes.h"

enum { OT_FORECAST_MOST_YEARS = 50 }; /* ahead */

enum { OT_FORECAST_N_PROBABILITIES = 107 };
/* .001, .0025, .005, each hundredth with .025 and .975 between, .995, .9975, .999; normal scores
 * of these. */
extern const double ot_forecast_probability[OT_FORECAST_N_PROBABILITIES];
extern const double ot_forecast_z[OT_FORECAST_N_PROBABILITIES];

/* In which form a method meets the series. BY_METHOD: logarithms for trend, level for regression;
 * for the others the errors of the data, when all are above 0, decide whether bands are those of
 * the level or of logarithms, and the point is that of the level. Bounds ask for a form of their
 * own: log(y - low), log(high - y) or log((y - low) / (high - y)). */
typedef enum ot_forecast_form {
    OT_FORM_BY_METHOD,
    OT_FORM_LEVEL,
    OT_FORM_GROWTH,  /* logarithms: changes are proportional */
    OT_FORM_GOMPERTZ /* -log(log((high - low) / (y - low))); needs both bounds */
} ot_forecast_form;

/* How `combine` puts forecasts together, and what of them. Of quantiles: values, probability by
 * probability; the band is about as wide as a usual one. Of paths: a path follows one of the
 * methods, whose weights are its chances; probabilities are mixed, value by value, and the band
 * holds what the methods disagree about, too. The median of paths is that of probabilities. */
typedef enum ot_forecast_mix { OT_MIX_MEAN, OT_MIX_MEDIAN, OT_MIX_ACCURACY } ot_forecast_mix;
typedef enum ot_forecast_mixed { OT_MIXED_QUANTILES, OT_MIXED_PATHS } ot_forecast_mixed;

typedef struct ot_training ot_training; /* what other series taught: outturn/training.h */
typedef struct ot_forecast ot_forecast;

typedef struct ot_forecast_options {
    const char *method; /* outturn/forecast_method.h; NULL: auto */
    size_t horizon;     /* years after the last of the series, 1 to OT_FORECAST_MOST_YEARS */
    ot_forecast_form form;
    double low, high;       /* values lie strictly between; infinite: no bound */
    int first_year;         /* of value[0], for notes; 0: unknown, they count values */
    double unit;            /* notes divide values by it; default 1 */
    int recalibrates;       /* set bands right by own forecasts of the past, from 8 points on */
    int most_differences;   /* arima; default 1 */
    const double *driver;   /* [n + horizon], regression; NULL: none */
    const char *const *mix; /* methods that `combine` takes; NULL: its six */
    size_t n_mix;
    ot_forecast_mix mix_by;
    ot_forecast_mixed mixed;
    const ot_training *training; /* NULL: the one that ships */
} ot_forecast_options;

ot_forecast_options ot_forecast_options_default(void); /* auto, horizon 1, no bounds */

/*
 * Forecast a series of n yearly values. Missing ones are NaN: inside they are put on the line
 * between their neighbours, and bands are widened by what that makes too narrow; at the end they
 * lengthen the horizon. A spike, the one year far from both neighbours in a series that is calm
 * otherwise, is forecast as if it were missing, unless the method is constant or has a driver; two
 * or more are taken as they are. The caller frees *out.
 *
 * Notes say what was done about gaps, spikes, short histories and forms that values do not allow.
 *
 * OT_ERR_USAGE    a method or an option that is none; form gompertz without both bounds
 * OT_ERR_INPUT    fewer values than the method needs, values outside the bounds, infinite or of a
 *                 size beyond 1e100 or below 1e-100, only zeros (nothing says how far they may
 *                 move; method constant takes them)
 * OT_ERR_NUMERIC  a result that is not finite
 * OT_ERR_NOMEM    memory
 */
ot_status ot_forecast_new(const double *value, size_t n, const ot_forecast_options *options,
                          ot_notes *notes, ot_forecast **out, ot_error *err) OT_CHECK_RESULT;
void ot_forecast_free(ot_forecast *forecast);

size_t ot_forecast_horizon(const ot_forecast *forecast);
/* Year t = 0 is the first after the series. The point is the median, unless the method has another
 * (it minimises absolute errors). Quantiles never fall from one probability to the next. */
double ot_forecast_point(const ot_forecast *forecast, size_t t);
const double *ot_forecast_quantiles(const ot_forecast *forecast, size_t t);
/* At a normal score: straight between those of the table, and along the last ends beyond. */
double ot_forecast_at(const ot_forecast *forecast, size_t t, double z);
/* The normal score at which the quantile of year t is a value: the inverse of ot_forecast_at. */
double ot_forecast_z_of(const ot_forecast *forecast, size_t t, double value);

/* How an earlier forecast met what came: the normal score of its outcome, t + 1 years ahead, in
 * `year`. */
typedef struct ot_forecast_outcome {
    size_t t;
    int year;
    double z;
} ot_forecast_outcome;

/*
 * Set the bands right by outcomes of earlier forecasts by the same method, of this series or of
 * relatives: normal scores should look like independent normals; where they do not, quantiles move
 * to where outcomes were. Outcomes of one year count together as one year; what is expected without
 * any counts as OT_FORECAST_PRIOR_YEARS, about a business cycle. Errors drift, so a year fades: the
 * one OT_FORECAST_MEMORY_YEARS before the latest outcome counts 1/e (fixed weights that decay:
 * Barber, Candes, Ramdas and Tibshirani 2023, Conformal prediction beyond exchangeability). As both
 * are one cycle, outcomes never weigh much more than what is expected. Outcomes of neighbouring
 * horizons count less.
 *
 * OT_ERR_NUMERIC  a normal score that is not finite
 * OT_ERR_NOMEM    memory
 */
#define OT_FORECAST_PRIOR_YEARS  12.0
#define OT_FORECAST_MEMORY_YEARS OT_FORECAST_PRIOR_YEARS
ot_status ot_forecast_adjust(ot_forecast *forecast, const ot_forecast_outcome *outcome, size_t n,
                             ot_error *err) OT_CHECK_RESULT;

/* Row t of the factor that makes independent normal scores of years 0..t into that of year t. */
const double *ot_forecast_factor(const ot_forecast *forecast, size_t t);
const char *ot_forecast_method(const ot_forecast *forecast);
/* BY_METHOD: several together, as auto and combine have them. */
ot_forecast_form ot_forecast_form_used(const ot_forecast *forecast);

/* What the method found: a specification in words, such as ETS(A,Ad,N), or a number by its usual
 * name (alpha, ar1, AICc; of a combination, a method and its weight). Parameters hold in the form
 * that was used. Most 20; none of `constant`. */
typedef struct ot_forecast_fact {
    const char *name[OT_N_LANGUAGES];
    char text[32]; /* "": a number */
    double value;
    int is_in_units; /* the value is one of the series */
} ot_forecast_fact;

size_t ot_forecast_n_facts(const ot_forecast *forecast);
const ot_forecast_fact *ot_forecast_fact_at(const ot_forecast *forecast, size_t i);

#endif
