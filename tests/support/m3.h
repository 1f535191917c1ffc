/* m3.h -- the yearly series of the M3 competition, which are not in the repository */
#ifndef M3_H
#define M3_H

#include <stddef.h>

enum { M3_MOST = 700, M3_YEARS = 64, M3_HORIZON = 6 };

typedef struct m3_series {
    double value[M3_YEARS]; /* history, then what came after */
    size_t n;               /* of the history */
} m3_series;

/* Returns their number; skips the present test when they are not there. */
size_t m3_load(m3_series *series);

/* A number of a file of the folder m3, by method (first column) and column's name. */
double m3_peer(const char *file, const char *method, const char *column);

#endif
