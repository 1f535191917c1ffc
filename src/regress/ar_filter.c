#include "regress/ar_filter.h"

#include <math.h>

#include "base/wide.h"

/* Durbin's recursion: by[m] from by[m - 1] and the partial autocorrelation at m. */
void ot_ar_filter_set(ot_ar_filter *f, const long double *partial, size_t p) {
    long double variance = 1;
    *f = (ot_ar_filter){.p = p};
    for (size_t m = 1; m <= p; m++) {
        f->by[m][m - 1] = partial[m - 1];
        for (size_t j = 0; j + 1 < m; j++)
            f->by[m][j] = f->by[m - 1][j] - partial[m - 1] * f->by[m - 1][m - 2 - j];
    }
    for (size_t m = p + 1; m-- > 0;) { /* 1 after p values; before, what they would have told */
        f->root[m] = 1 / sqrtl(variance);
        f->log_determinant += m < p ? (long double)ot_wide_log(variance) : 0;
        if (m > 0) variance /= 1 - partial[m - 1] * partial[m - 1];
    }
}

int ot_ar_partials(const long double *rho, size_t p, long double *partial) {
    long double now[OT_AR_MOST], before[OT_AR_MOST];
    for (size_t j = 0; j < p; j++)
        now[j] = rho[j];
    for (size_t m = p; m > 0; m--) {
        const long double r = partial[m - 1] = now[m - 1];
        if (!(fabsl(r) < 1)) return 0;
        for (size_t j = 0; j + 1 < m; j++)
            before[j] = (now[j] + r * now[m - 2 - j]) / (1 - r * r);
        for (size_t j = 0; j + 1 < m; j++)
            now[j] = before[j];
    }
    return 1;
}

long double ot_ar_filtered(const ot_ar_filter *f, const double *v, size_t stride, size_t t) {
    const size_t m = t < f->p ? t : f->p;
    long double value = v[t * stride];
    for (size_t j = 0; j < m; j++)
        value -= f->by[m][j] * v[(t - 1 - j) * stride];
    return value * f->root[m];
}
