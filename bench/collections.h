/* collections.h -- yearly series to forecast, and sums of what forecasts of them scored */
#ifndef BENCH_COLLECTIONS_H
#define BENCH_COLLECTIONS_H

#include <stddef.h>

#include "outturn/forecast.h"

enum { MOST_YEARS = 80, ID_SIZE = 96, DOMAIN_SIZE = 32 };

typedef struct one_series {
    char id[ID_SIZE], domain[DOMAIN_SIZE];
    double value[MOST_YEARS];
    size_t n, n_known; /* values; those before the outcomes */
    size_t group;      /* series of the same outcomes share one */
    size_t fold;
} one_series;

typedef struct collection {
    one_series *series;
    size_t n, room;
} collection;

typedef struct score_sums {
    double n, smape, mase, cover80, cover95, msis, crps, seconds;
} score_sums;

/* m3_yearly.csv of the folder; the last six years of a series are its outcomes. */
int collection_read_m3(const char *folder, collection *out);
/* area,year,indicator,value: the last values of each that follow one another without a gap. */
int collection_read_panel(const char *path, collection *out);
void collection_deal(collection *c, size_t n_folds); /* groups, folds */
void collection_free(collection *c);

double change_of(const double *v, size_t n); /* mean absolute change: the unit of scores */
/* The forecast of year t met y. CRPS is by the hundredths, as the tables of peers have it. */
void score_add(const ot_forecast *f, size_t t, double y, double scale, score_sums *s);

#endif
