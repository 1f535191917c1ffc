#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>

#include "regress/diagnostics_core.h"

/* What the other columns explain of each: its sum of squares times its entry of the inverse. */
static void inflate(const ot_diagnosis *d, double *vif) {
    for (size_t j = 0; j < d->k; j++) {
        if (j == d->constant) continue;
        long double square = 0;
        for (size_t i = 0; i < d->n; i++) {
            const long double v = d->x[i * d->k + j] - d->centre[j];
            square += v * v;
        }
        const double inflation = (double)(square * d->solved.inverse[j * d->k + j]);
        if (isfinite(inflation)) vif[j] = fmax(inflation, 1.0);
    }
}

/* Columns of x, each of length 1, into `wide`, which is large enough for them. */
static void take_columns(const ot_diagnosis *d) {
    for (size_t j = 0; j < d->k; j++) {
        long double square = 0;
        for (size_t i = 0; i < d->n; i++)
            square += (long double)d->x[i * d->k + j] * d->x[i * d->k + j];
        for (size_t i = 0; i < d->n; i++)
            d->wide[i * d->k + j] = (double)(d->x[i * d->k + j] / sqrtl(square));
    }
}

/* D. A. Belsley, E. Kuh, R. E. Welsch, Regression Diagnostics, 1980, section 3.2. One-sided Jacobi
 * finds the small singular values of scaled columns to all their digits. */
ot_status ot_diagnose_collinearity(const ot_diagnosis *d, ot_diagnostics *out, ot_error *err) {
    if (d->k == 0) return OT_OK;
    inflate(d, out->vif);
    double *block = calloc(d->k * d->k + d->k, sizeof *block);
    if (!block)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the condition number of %zu columns",
                       "内存不足以计算 %zu 列的条件数", d->k);
    take_columns(d);
    gsl_matrix_view columns = gsl_matrix_view_array(d->wide, d->n, d->k);
    gsl_matrix_view right = gsl_matrix_view_array(block, d->k, d->k);
    gsl_vector_view size = gsl_vector_view_array(block + d->k * d->k, d->k);
    const int status = gsl_linalg_SV_decomp_jacobi(&columns.matrix, &right.matrix, &size.vector);
    const double *s = block + d->k * d->k, condition = s[0] / s[d->k - 1]; /* falling */
    if (status == GSL_SUCCESS && s[d->k - 1] > 0.0 && isfinite(condition))
        out->condition = condition;
    free(block);
    return OT_OK;
}
