#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>

#include "estimate/law.h"

/* A repaired matrix has no eigenvalue below this, so that its factor is well determined. */
static const double FLOOR = 1e-8;
/* Eigenvalues of a matrix of ones on the diagonal are known to about this times its size. */
static const double NOISE = 4.0 * DBL_EPSILON;
static const double ASYMMETRY = 1e-12;

/* Alternating projections converge linearly: some tens of steps are usual. */
enum { MOST_PROJECTIONS = 500 };
static const double CONVERGED = 1e-10;

struct work {
    size_t n;
    gsl_eigen_symmv_workspace *eigen;
    double *block, *a, *vector, *value; /* [n][n], [n][n], [n] */
    double *x, *y, *correction;         /* [n][n] of the alternating projections */
};

static int work_alloc(struct work *w, size_t n) {
    *w = (struct work){.n = n};
    if (n > UINT16_MAX) return 0; /* 5 n^2 doubles could not be had anyway */
    w->block = calloc(5 * n * n + n, sizeof *w->block);
    w->eigen = gsl_eigen_symmv_alloc(n);
    if (!w->block || !w->eigen) return 0;
    w->a = w->block;
    w->vector = w->a + n * n;
    w->x = w->vector + n * n;
    w->y = w->x + n * n;
    w->correction = w->y + n * n;
    w->value = w->correction + n * n;
    return 1;
}

static void work_free(struct work *w) {
    free(w->block);
    if (w->eigen) gsl_eigen_symmv_free(w->eigen);
}

static ot_status check(const double *r, size_t n, ot_error *err) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            const double entry = r[i * n + j], wanted = i == j ? 1.0 : r[j * n + i];
            if (!(fabs(entry) <= 1.0 + ASYMMETRY))
                return ot_fail(err, OT_ERR_INPUT,
                               "correlation of %zu and %zu is %g; must lie in [-1, 1]",
                               "第 %zu 与第 %zu 个变量的相关系数为 %g；应在 [-1, 1] 之内", i + 1,
                               j + 1, entry);
            if (!(fabs(entry - wanted) <= ASYMMETRY))
                return ot_fail(err, OT_ERR_INPUT, "correlation of %zu and %zu is %g; must be %g",
                               "第 %zu 与第 %zu 个变量的相关系数为 %g；应为 %g", i + 1, j + 1,
                               entry, wanted);
        }
    return OT_OK;
}

/* Eigenvalues into value, eigenvectors into the columns of vector; the smallest value out. */
static ot_status decompose(struct work *w, const double *r, double *smallest, ot_error *err) {
    memcpy(w->a, r, w->n * w->n * sizeof *r);
    gsl_matrix_view a = gsl_matrix_view_array(w->a, w->n, w->n);
    gsl_matrix_view vector = gsl_matrix_view_array(w->vector, w->n, w->n);
    gsl_vector_view value = gsl_vector_view_array(w->value, w->n);
    const int status = gsl_eigen_symmv(&a.matrix, &value.vector, &vector.matrix, w->eigen);
    *smallest = INFINITY;
    int is_finite = 1;
    for (size_t i = 0; i < w->n; i++) {
        is_finite = is_finite && isfinite(w->value[i]);
        *smallest = fmin(*smallest, w->value[i]);
    }
    if (status != GSL_SUCCESS || !is_finite)
        return ot_fail(err, OT_ERR_NUMERIC, "eigenvalues of a correlation matrix of %zu: %s",
                       "%zu 阶相关矩阵的特征值计算出错：%s", w->n, gsl_strerror(status));
    return OT_OK;
}

/* The nearest matrix to r without an eigenvalue below the floor. */
static ot_status project_on_definite(struct work *w, const double *r, double *out, ot_error *err) {
    double smallest;
    const size_t n = w->n;
    const ot_status status = decompose(w, r, &smallest, err);
    if (status) return status;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) {
            double sum = 0.0;
            for (size_t l = 0; l < n; l++)
                sum += fmax(w->value[l], FLOOR) * w->vector[i * n + l] * w->vector[j * n + l];
            out[i * n + j] = out[j * n + i] = sum;
        }
    return OT_OK;
}

/* Ones on the diagonal without losing definiteness. */
static void rescale(double *x, size_t n) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            x[i * n + j] = x[j * n + i] = x[i * n + j] / sqrt(x[i * n + i]) / sqrt(x[j * n + j]);
    for (size_t i = 0; i < n; i++)
        x[i * n + i] = 1.0;
}

/* Higham 2002, algorithm 3.3: Dykstra's correction on the definite matrices; the matrices of unit
 * diagonal are a linear set and need none. The answer is in w->x. */
static ot_status find_nearest(struct work *w, const double *r, ot_error *err) {
    const size_t n = w->n;
    memcpy(w->y, r, n * n * sizeof *r);
    for (int step = 0; step < MOST_PROJECTIONS; step++) {
        double change = 0.0;
        for (size_t i = 0; i < n * n; i++)
            w->y[i] -= w->correction[i]; /* y is now Higham's R */
        const ot_status status = project_on_definite(w, w->y, w->x, err);
        if (status) return status;
        for (size_t i = 0; i < n * n; i++) {
            w->correction[i] = w->x[i] - w->y[i];
            w->y[i] = w->x[i];
        }
        for (size_t i = 0; i < n; i++) {
            change = fmax(change, fabs(w->y[i * n + i] - 1.0));
            w->y[i * n + i] = 1.0;
        }
        if (change < CONVERGED) break;
    }
    rescale(w->x, n);
    return OT_OK;
}

static ot_status cholesky(const double *r, size_t n, double *lower, ot_error *err) {
    memcpy(lower, r, n * n * sizeof *r);
    gsl_matrix_view l = gsl_matrix_view_array(lower, n, n);
    int is_finite = gsl_linalg_cholesky_decomp1(&l.matrix) == GSL_SUCCESS;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            if (j > i) lower[i * n + j] = 0.0;
            is_finite = is_finite && isfinite(lower[i * n + j]);
        }
    if (!is_finite)
        return ot_fail(err, OT_ERR_NUMERIC, "a correlation matrix of %zu cannot be factored",
                       "%zu 阶相关矩阵无法分解", n);
    return OT_OK;
}

static ot_status factor(struct work *w, const double *r, int nearest, double *lower,
                        double *distance, ot_error *err) {
    double smallest, largest_change = 0.0;
    const size_t n = w->n;
    ot_status status = decompose(w, r, &smallest, err);
    if (status) return status;
    if (smallest > NOISE * (double)n) {
        memcpy(w->x, r, n * n * sizeof *r);
    } else if (nearest) {
        status = find_nearest(w, r, err);
        for (size_t i = 0; i < n * n; i++)
            largest_change = fmax(largest_change, fabs(w->x[i] - r[i]));
    } else {
        status = ot_fail(
            err, OT_ERR_INPUT,
            "the correlation matrix is not positive definite: its smallest eigenvalue "
            "is %.6g; nearest = true takes the nearest matrix that is",
            "相关矩阵非正定：最小特征值为 %.6g；写 nearest = true 可改用最近的正定矩阵", smallest);
    }
    if (!status) status = cholesky(w->x, n, w->a, err);
    if (status) return status;
    memcpy(lower, w->a, n * n * sizeof *lower);
    *distance = largest_change;
    return OT_OK;
}

ot_status ot_correlation_factor(const double *r, size_t n, int nearest, double *lower,
                                double *distance, ot_error *err) {
    struct work w;
    ot_status status = check(r, n, err);
    if (status) return status;
    if (n == 0) {
        *distance = 0.0;
        return OT_OK;
    }
    if (work_alloc(&w, n))
        status = factor(&w, r, nearest, lower, distance, err);
    else
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for a correlation matrix of %zu",
                         "内存不足以处理 %zu 阶相关矩阵", n);
    work_free(&w);
    return status;
}

/* What is left of a variance of 1 below this is rounding. */
static const double DETERMINED = 1e-10;

void ot_correlation_factor_singular(const double *r, size_t n, double *lower) {
    for (size_t i = 0; i < n * n; i++)
        lower[i] = 0.0;
    for (size_t i = 0; i < n; i++) {
        double left = r[i * n + i];
        for (size_t j = 0; j < i; j++) {
            double sum = r[i * n + j];
            for (size_t l = 0; l < j; l++)
                sum -= lower[i * n + l] * lower[j * n + l];
            const double pivot = lower[j * n + j];
            lower[i * n + j] = pivot > 0.0 ? sum / pivot : 0.0;
            left -= lower[i * n + j] * lower[i * n + j];
        }
        lower[i * n + i] = left > DETERMINED ? sqrt(left) : 0.0;
    }
}
