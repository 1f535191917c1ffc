#include "regress/ar_search.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_multimin.h>

#include "regress/ar_filter.h"

enum { MOST_STEPS = 2000 };
static const double STEP = 0.3, SMALL = 1e-7; /* of the simplex, in atanh of the partials */
static const double EDGE = 9.0; /* atanh of 1 - 3e-8; beyond it nothing is told apart */
static const double HOPELESS = 1e100;

struct search {
    const double *x, *y;
    size_t n, k, p;
    double *qr, *tau, *right, *b, *residual;
};

static double edged(double z) { return fmax(-EDGE, fmin(EDGE, z)); }

/* Sum of squares of least squares of the filtered rows; NaN when GSL cannot tell. */
static double sum_of_squares(const struct search *s, const ot_ar_filter *f) {
    for (size_t t = 0; t < s->n; t++) {
        for (size_t j = 0; j < s->k; j++)
            s->qr[t * s->k + j] = (double)ot_ar_filtered(f, s->x + j, s->k, t);
        s->residual[t] = s->right[t] = (double)ot_ar_filtered(f, s->y, 1, t);
    }
    if (s->k > 0) {
        gsl_matrix_view qr = gsl_matrix_view_array(s->qr, s->n, s->k);
        gsl_vector_view tau = gsl_vector_view_array(s->tau, s->k);
        gsl_vector_view b = gsl_vector_view_array(s->b, s->k);
        gsl_vector_view right = gsl_vector_view_array(s->right, s->n);
        gsl_vector_view residual = gsl_vector_view_array(s->residual, s->n);
        if (gsl_linalg_QR_decomp(&qr.matrix, &tau.vector) != GSL_SUCCESS ||
            gsl_linalg_QR_lssolve(&qr.matrix, &tau.vector, &right.vector, &b.vector,
                                  &residual.vector) != GSL_SUCCESS)
            return (double)NAN;
    }
    double sum = 0.0;
    for (size_t t = 0; t < s->n; t++)
        sum += s->residual[t] * s->residual[t];
    return sum;
}

/* Less the logarithm of the likelihood, up to a constant; a slope leads back from the edge. */
static double badness(const gsl_vector *z, void *state) {
    const struct search *s = state;
    long double partial[OT_AR_MOST];
    double beyond = 0.0;
    ot_ar_filter f;
    for (size_t j = 0; j < s->p; j++) {
        const double at = gsl_vector_get(z, j);
        partial[j] = tanh(edged(at));
        beyond += fabs(at - edged(at));
    }
    ot_ar_filter_set(&f, partial, s->p);
    const double value =
        0.5 * (double)s->n * log(sum_of_squares(s, &f)) + 0.5 * (double)f.log_determinant;
    return isfinite(value) ? value + beyond : HOPELESS;
}

/* From z, which becomes the best that is found. */
static int descend(gsl_multimin_fminimizer *simplex, gsl_multimin_function *f, gsl_vector *z,
                   gsl_vector *step, double *least) {
    gsl_vector_set_all(step, STEP);
    int status = gsl_multimin_fminimizer_set(simplex, f, z, step);
    for (int i = 0; i < MOST_STEPS && !status; i++) {
        status = gsl_multimin_fminimizer_iterate(simplex);
        if (gsl_multimin_fminimizer_size(simplex) < SMALL) break;
    }
    gsl_vector_memcpy(z, simplex->x);
    *least = simplex->fval;
    return status == GSL_ENOPROG ? GSL_SUCCESS : status;
}

/* No autocorrelation, much of either sign, and the same for the second lag. */
static const double START[][2] = {{0.0, 0.0}, {1.2, 0.0},  {-1.2, 0.0},
                                  {0.5, 1.0}, {0.5, -1.0}, {2.5, 0.0}};

static int search_from_all(struct search *s, gsl_multimin_fminimizer *simplex, gsl_vector *z,
                           gsl_vector *step, long double *partial) {
    gsl_multimin_function f = {badness, s->p, s};
    double best = HOPELESS;
    for (size_t i = 0; i < sizeof START / sizeof *START; i++) {
        double least = HOPELESS;
        if (s->p == 1 && fabs(START[i][1]) > 0.0) continue;
        gsl_vector_set_zero(z);
        for (size_t j = 0; j < s->p && j < 2; j++)
            gsl_vector_set(z, j, START[i][j]);
        if (descend(simplex, &f, z, step, &least) || !(least < best)) continue;
        best = least;
        for (size_t j = 0; j < s->p; j++)
            partial[j] = tanh(edged(gsl_vector_get(z, j)));
    }
    return best < HOPELESS;
}

ot_status ot_ar_search(const double *x, const double *y, size_t n, size_t k, size_t p,
                       long double *partial, ot_error *err) {
    struct search s = {.x = x, .y = y, .n = n, .k = k, .p = p};
    s.qr = calloc(n * k + 2 * k + 2 * n + 1, sizeof *s.qr); /* the caller knows that n k is small */
    gsl_multimin_fminimizer *simplex =
        gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, p);
    gsl_vector *z = gsl_vector_alloc(p), *step = gsl_vector_alloc(p);
    ot_status status = OT_OK;
    if (s.qr && simplex && z && step) {
        s.tau = s.qr + n * k;
        s.b = s.tau + k;
        s.right = s.b + k;
        s.residual = s.right + n;
        if (!search_from_all(&s, simplex, z, step, partial))
            status = ot_fail(err, OT_ERR_NUMERIC,
                             "the likelihood of autoregressive errors is nowhere finite",
                             "自回归误差的似然处处不是有限数");
    } else {
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for a regression on %zu by %zu numbers",
                         "内存不足以计算 %zu 行 %zu 列的回归", n, k);
    }
    if (step) gsl_vector_free(step);
    if (z) gsl_vector_free(z);
    if (simplex) gsl_multimin_fminimizer_free(simplex);
    free(s.qr);
    return status;
}
