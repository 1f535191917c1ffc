#include "regress/weighted.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/wide.h"

int ot_weighted_init(ot_weighted *w, size_t n, size_t k) {
    *w = (ot_weighted){.block = NULL};
    if (k >= SIZE_MAX / 64 || n > SIZE_MAX / 64 / (k + 1)) return 0;
    w->block = calloc(2 * n * (k + 1) + 1, sizeof *w->block);
    if (!w->block) return 0;
    double *const x = w->block, *const x_low = x + n * k, *const y = x_low + n * k;
    w->in =
        (ot_least_squares_input){.x = x, .y = y, .n = n, .k = k, .x_low = x_low, .y_low = y + n};
    return 1;
}

void ot_weighted_clear(ot_weighted *w) {
    free(w->block);
    *w = (ot_weighted){.block = NULL};
}

static void put(ot_wide value, double *high, double *low) {
    *high = (double)value;
    *low = ot_wide_low(value);
}

void ot_weighted_set(ot_weighted *w, const double *x, const double *y, const double *weight) {
    const size_t n = w->in.n, k = w->in.k;
    double *const high = w->block, *const low = high + n * k, *const y_high = low + n * k;
    for (size_t i = 0; i < n; i++) {
        const ot_wide root = ot_wide_sqrt(weight[i]);
        for (size_t j = 0; j < k; j++)
            put(root * x[i * k + j], high + i * k + j, low + i * k + j);
        put(root * y[i], y_high + i, y_high + n + i);
    }
}

void ot_weighted_rows(const double *x, const double *y, const double *weight, size_t n, size_t k,
                      double *x_out, double *y_out) {
    for (size_t i = 0; i < n; i++) {
        const double root = weight ? sqrt(weight[i]) : 1.0;
        y_out[i] = root * y[i];
        for (size_t j = 0; j < k; j++)
            x_out[i * k + j] = root * x[i * k + j];
    }
}
