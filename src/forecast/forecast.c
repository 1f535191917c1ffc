#include "forecast/forecast.h"

#include <math.h>
#include <stdlib.h>

const double ot_forecast_probability[OT_FORECAST_N_PROBABILITIES] = {
    0.001, 0.0025, 0.005, 0.01,  0.02, 0.025, 0.03,  0.04,   0.05, 0.06, 0.07, 0.08, 0.09, 0.1,
    0.11,  0.12,   0.13,  0.14,  0.15, 0.16,  0.17,  0.18,   0.19, 0.2,  0.21, 0.22, 0.23, 0.24,
    0.25,  0.26,   0.27,  0.28,  0.29, 0.3,   0.31,  0.32,   0.33, 0.34, 0.35, 0.36, 0.37, 0.38,
    0.39,  0.4,    0.41,  0.42,  0.43, 0.44,  0.45,  0.46,   0.47, 0.48, 0.49, 0.5,  0.51, 0.52,
    0.53,  0.54,   0.55,  0.56,  0.57, 0.58,  0.59,  0.6,    0.61, 0.62, 0.63, 0.64, 0.65, 0.66,
    0.67,  0.68,   0.69,  0.7,   0.71, 0.72,  0.73,  0.74,   0.75, 0.76, 0.77, 0.78, 0.79, 0.8,
    0.81,  0.82,   0.83,  0.84,  0.85, 0.86,  0.87,  0.88,   0.89, 0.9,  0.91, 0.92, 0.93, 0.94,
    0.95,  0.96,   0.97,  0.975, 0.98, 0.99,  0.995, 0.9975, 0.999};

const double ot_forecast_z[OT_FORECAST_N_PROBABILITIES] = {
    -3.0902323061678132,  -2.8070337683438042,  -2.5758293035489008,
    -2.3263478740408408,  -2.053748910631823,   -1.9599639845400545,
    -1.8807936081512511,  -1.7506860712521699,  -1.6448536269514729,
    -1.5547735945968535,  -1.4757910281791706,  -1.4050715603096329,
    -1.3407550336902165,  -1.2815515655446004,  -1.2265281200366098,
    -1.1749867920660904,  -1.1263911290388007,  -1.0803193408149558,
    -1.0364333894937898,  -0.99445788320975304, -0.95416525314619427,
    -0.91536508784281401, -0.87789629505122879, -0.84162123357291418,
    -0.80642124701824036, -0.77219321418868481, -0.73884684918521371,
    -0.70630256284008741, -0.67448975019608171, -0.64334540539291696,
    -0.61281299101662723, -0.5828415072712162,  -0.55338471955567292,
    -0.52440051270804089, -0.49585034734745331, -0.46769879911450823,
    -0.4399131656732338,  -0.41246312944140473, -0.38532046640756773,
    -0.35845879325119379, -0.33185334643681663, -0.30548078809939738,
    -0.27931903444745415, -0.25334710313579972, -0.22754497664114948,
    -0.20189347914185088, -0.17637416478086135, -0.15096921549677725,
    -0.12566134685507402, -0.10043372051146975, -0.075269862099829901,
    -0.05015358346473367, -0.02506890825871106, 0.0,
    0.02506890825871106,  0.05015358346473367,  0.075269862099829901,
    0.10043372051146975,  0.12566134685507402,  0.15096921549677725,
    0.17637416478086135,  0.20189347914185088,  0.22754497664114948,
    0.25334710313579972,  0.27931903444745415,  0.30548078809939738,
    0.33185334643681663,  0.35845879325119379,  0.38532046640756773,
    0.41246312944140473,  0.4399131656732338,   0.46769879911450823,
    0.49585034734745331,  0.52440051270804089,  0.55338471955567292,
    0.5828415072712162,   0.61281299101662723,  0.64334540539291696,
    0.67448975019608171,  0.70630256284008741,  0.73884684918521371,
    0.77219321418868481,  0.80642124701824036,  0.84162123357291418,
    0.87789629505122879,  0.91536508784281401,  0.95416525314619427,
    0.99445788320975304,  1.0364333894937898,   1.0803193408149558,
    1.1263911290388007,   1.1749867920660904,   1.2265281200366098,
    1.2815515655446004,   1.3407550336902165,   1.4050715603096329,
    1.4757910281791706,   1.5547735945968535,   1.6448536269514729,
    1.7506860712521699,   1.8807936081512511,   1.9599639845400545,
    2.053748910631823,    2.3263478740408408,   2.5758293035489008,
    2.8070337683438042,   3.0902323061678132};

ot_forecast_options ot_forecast_options_default(void) {
    return (ot_forecast_options){.horizon = 1,
                                 .low = -(double)INFINITY,
                                 .high = (double)INFINITY,
                                 .unit = 1.0,
                                 .most_differences = 1};
}

ot_forecast *ot_forecast_alloc(size_t horizon) {
    const size_t n = horizon * (1 + OT_FORECAST_N_PROBABILITIES + horizon);
    ot_forecast *f = malloc(sizeof *f);
    double *room = calloc(n, sizeof *room);
    if (!f || !room) {
        free(f);
        free(room);
        return NULL;
    }
    *f = (ot_forecast){.horizon = horizon,
                       .method = "",
                       .low = -(double)INFINITY,
                       .high = (double)INFINITY,
                       .point = room};
    f->quantile = f->point + horizon;
    f->factor = f->quantile + horizon * OT_FORECAST_N_PROBABILITIES;
    for (size_t t = 0; t < horizon; t++)
        f->factor[t * horizon + t] = 1.0;
    return f;
}

void ot_forecast_free(ot_forecast *forecast) {
    if (forecast) free(forecast->point);
    free(forecast);
}

size_t ot_forecast_horizon(const ot_forecast *forecast) { return forecast->horizon; }

double ot_forecast_point(const ot_forecast *forecast, size_t t) { return forecast->point[t]; }

const double *ot_forecast_quantiles(const ot_forecast *forecast, size_t t) {
    return forecast->quantile + t * OT_FORECAST_N_PROBABILITIES;
}

const double *ot_forecast_factor(const ot_forecast *forecast, size_t t) {
    return forecast->factor + t * forecast->horizon;
}

const char *ot_forecast_method(const ot_forecast *forecast) { return forecast->method; }

ot_forecast_form ot_forecast_form_used(const ot_forecast *forecast) { return forecast->form; }

double ot_forecast_at(const ot_forecast *forecast, size_t t, double z) {
    const double *q = ot_forecast_quantiles(forecast, t), *grid = ot_forecast_z;
    size_t low = 0, high = OT_FORECAST_N_PROBABILITIES - 1;
    while (high - low > 1) {
        const size_t middle = (low + high) / 2;
        if (grid[middle] <= z)
            low = middle;
        else
            high = middle;
    }
    const double x = q[low] + (q[high] - q[low]) * (z - grid[low]) / (grid[high] - grid[low]);
    return fmin(fmax(x, forecast->low), forecast->high);
}

double ot_forecast_z_of(const ot_forecast *forecast, size_t t, double value) {
    const double *q = ot_forecast_quantiles(forecast, t), *grid = ot_forecast_z;
    size_t low = 0, high = OT_FORECAST_N_PROBABILITIES - 1;
    while (high - low > 1) {
        const size_t middle = (low + high) / 2;
        if (q[middle] <= value)
            low = middle;
        else
            high = middle;
    }
    const double width = q[high] - q[low];
    const double share = width > 0.0 ? (value - q[low]) / width : 0.5;
    return grid[low] + share * (grid[high] - grid[low]);
}
