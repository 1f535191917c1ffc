#include "simulate/lu.h"

#include <float.h>
#include <math.h>

static size_t largest_below(const double *a, size_t n, size_t k) {
    size_t best = k;
    for (size_t i = k + 1; i < n; i++)
        if (fabs(a[i * n + k]) > fabs(a[best * n + k])) best = i;
    return best;
}

static void exchange(double *a, size_t n, size_t i, size_t j) {
    for (size_t k = 0; k < n && i != j; k++) {
        const double x = a[i * n + k];
        a[i * n + k] = a[j * n + k];
        a[j * n + k] = x;
    }
}

static double column_size(const double *a, size_t n, size_t k) {
    double size = 0.0;
    for (size_t i = 0; i < n; i++)
        size = fmax(size, fabs(a[i * n + k]));
    return size;
}

size_t ot_lu_factor(double *a, size_t n, int32_t *pivot) {
    for (size_t k = 0; k < n; k++) {
        const double before = column_size(a, n, k);
        const size_t p = largest_below(a, n, k);
        pivot[k] = (int32_t)p;
        exchange(a, n, k, p);
        const double top = a[k * n + k];
        if (!(fabs(top) > (double)n * DBL_EPSILON * before)) return k; /* also when not finite */
        for (size_t i = k + 1; i < n; i++) {
            const double m = a[i * n + k] /= top;
            for (size_t j = k + 1; j < n && m != 0.0; j++)
                a[i * n + j] -= m * a[k * n + j];
        }
    }
    return n;
}

void ot_lu_solve(const double *factor, size_t n, const int32_t *pivot, double *b) {
    for (size_t k = 0; k < n; k++) {
        const size_t p = (size_t)pivot[k];
        const double x = b[p];
        b[p] = b[k];
        b[k] = x;
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            b[i] -= factor[i * n + j] * b[j];
    for (size_t i = n; i-- > 0;) {
        for (size_t j = i + 1; j < n; j++)
            b[i] -= factor[i * n + j] * b[j];
        b[i] /= factor[i * n + i];
    }
}
