/* law.h -- how one random quantity moves: quantile tables by GSL, dependence over years
 *
 * A table gives the quantile as a function of the normal score z = inverse-normal(probability), at
 * equal steps, with slopes (cubic Hermite between): the simulator reads it without GSL. */
#ifndef OT_ESTIMATE_LAW_H
#define OT_ESTIMATE_LAW_H

#include <stddef.h>
#include <stdint.h>

#include "outturn/error.h"
#include "outturn/forecast.h"
#include "regress/quantile.h"
#include "spec/spec.h"

enum { OT_LAW_TABLE_N = 1089 }; /* nodes from -8.5 to 8.5 in steps of 1/64 */
#define OT_LAW_TABLE_LOW  (-8.5)
#define OT_LAW_TABLE_STEP (1.0 / 64.0)

typedef struct ot_law_table {
    double value[OT_LAW_TABLE_N], slope[OT_LAW_TABLE_N]; /* slope per step */
} ot_law_table;

/* Read a table at score z; beyond its ends it is the end. Without a branch, so that loops over
 * draws become vectors. */
static inline double ot_law_table_at(const ot_law_table *t, double z) {
    const double last = OT_LAW_TABLE_N - 1;
    double s = (z - OT_LAW_TABLE_LOW) * (1.0 / OT_LAW_TABLE_STEP);
    s = s > 0.0 ? s : 0.0;
    s = s < last ? s : last;
    int32_t i = (int32_t)s;
    i = i < OT_LAW_TABLE_N - 2 ? i : OT_LAW_TABLE_N - 2;
    const double u = s - i, a = t->slope[i], b = t->slope[i + 1];
    const double rise = t->value[i + 1] - t->value[i];
    return t->value[i] + u * (a + u * (3.0 * rise - 2.0 * a - b + u * (a + b - 2.0 * rise)));
}

/* Parameters inside units, flat: part of a case. */
typedef struct ot_law {
    int32_t family;   /* ot_law_family; OT_LAW_NONE: certain */
    int32_t table;    /* index of its table in the case; -1: needs none */
    int32_t source;   /* yearly source; -1: certain */
    int32_t duration; /* event */
    double scale, df, low, mode, high, alpha, beta, probability, effect;
    double threshold; /* event: begins in a year whose score is above it */
} ot_law;

/* From a specification, percent made fractions by `inside`; pert becomes beta. table, source: -1.
 */
ot_law ot_law_make(const ot_law_spec *spec, double inside);

/* Quantile of the deviation at score z (standard for normal: scale * z; lognormal: the factor).
 * Exact, by GSL; NaN for event and none. */
double ot_law_quantile(const ot_law *law, double z);

/* Its derivative by z, and both at once. */
double ot_law_slope(const ot_law *law, double z);
ot_quantile_point ot_law_point(const ot_law *law, double z);

/* Does the family need a table (student_t, uniform, triangular, beta)? */
int ot_law_needs_table(const ot_law *law);
/* OT_ERR_NUMERIC: a quantile is not finite */
ot_status ot_law_table_make(const ot_law *law, ot_law_table *out, ot_error *err) OT_CHECK_RESULT;

/* Deviations of year t of a forecast from its point. */
void ot_law_forecast_table(const ot_forecast *forecast, size_t t, ot_law_table *out);

/* Table of sqrt(df / chi-squared quantile), rising in z: sigma = scale * table(z). */
ot_status ot_sigma_table_make(double df, ot_law_table *out, ot_error *err) OT_CHECK_RESULT;
double ot_sigma_quantile(double df, double z); /* exact, by GSL */

/* Lower-triangular factor, packed by rows, of the correlation rho^|s - t| over n years. */
void ot_law_dependence(double persistence, size_t n_years, double *packed);

/*
 * Cholesky factor of a correlation matrix r[n][n] (full, row by row) into lower[n][n], zeros above
 * the diagonal.
 * nearest: repair one that is not positive definite (Higham, IMA Journal of Numerical Analysis
 * 22(3), 2002, p. 329-343); *distance is then the largest change of an entry, else 0.
 * OT_ERR_INPUT    not positive definite (the sentence gives the smallest eigenvalue), an entry
 *                 outside [-1, 1], or not symmetric with a diagonal of ones
 * OT_ERR_NUMERIC, OT_ERR_NOMEM
 */
ot_status ot_correlation_factor(const double *r, size_t n, int nearest, double *lower,
                                double *distance, ot_error *err) OT_CHECK_RESULT;

/* The factor of a correlation matrix that may be singular, as exact restrictions of coefficients
 * make it: a variable that those before it determine has no column of its own. */
void ot_correlation_factor_singular(const double *r, size_t n, double *lower);

#endif
