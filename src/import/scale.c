#include "import/scale.h"

#include <math.h>
#include <stdlib.h>

static const double NEAR = 1.5;                      /* scales from the location, in Proposal 2 */
static const double CONSISTENT = 0.7784652161744701; /* mean of min(z^2, NEAR^2), z normal */
static const double NORMAL_MAD = 1.4826022185056018; /* 1 / the upper quartile of z */
static const double SAME = 1e-12;                    /* relative; the next step changes nothing */

double ot_scale_deviation(const double *x, size_t n) {
    double mean = 0.0, squares = 0.0;
    for (size_t i = 0; i < n; i++)
        mean += x[i] / (double)n;
    for (size_t i = 0; i < n; i++)
        squares += (x[i] - mean) * (x[i] - mean);
    return sqrt(squares / (double)(n - 1));
}

/* One step: the location and scale of the sample with its far values moved nearer. */
static void step(const double *x, size_t n, double *location, double *scale) {
    const double low = *location - NEAR * *scale, high = *location + NEAR * *scale;
    double mean = 0.0, squares = 0.0;
    for (size_t i = 0; i < n; i++)
        mean += fmin(fmax(x[i], low), high) / (double)n;
    for (size_t i = 0; i < n; i++) {
        const double distance = fmin(fmax(x[i], low), high) - mean;
        squares += distance * distance;
    }
    *location = mean;
    *scale = sqrt(squares / (double)(n - 1) / CONSISTENT);
}

static int compare(const void *a, const void *b) {
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* x is put in order. */
static double median(double *x, size_t n) {
    qsort(x, n, sizeof *x, compare);
    return n % 2 ? x[n / 2] : x[n / 2 - 1] / 2.0 + x[n / 2] / 2.0;
}

double ot_scale_huber(double *x, size_t n) {
    enum { MOST_STEPS = 1000 }; /* it converges, though slowly where many values are far */
    double location = median(x, n), distance[OT_SCALE_MOST];
    for (size_t i = 0; i < n; i++)
        distance[i] = fabs(x[i] - location);
    double scale = NORMAL_MAD * median(distance, n);
    for (int k = 0; k < MOST_STEPS && scale > 0.0; k++) {
        const double before = location, scale_before = scale;
        step(x, n, &location, &scale);
        if (fabs(location - before) <= SAME * scale && fabs(scale - scale_before) <= SAME * scale)
            break;
    }
    return scale;
}
