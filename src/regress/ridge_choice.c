#include "regress/ridge_choice.h"

#include <math.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_multifit.h>

enum { N_GRID = 100, N_TRIES = 161, MOST_STEPS = 200 };
/* Penalties that are tried, as shares of the largest squared singular value: from what changes no
 * digit to what leaves no slope. */
static const double LEAST_SHARE = 1e-12, GREATEST_SHARE = 1e4;
static const double TOLERANCE =
    1e-8; /* of the logarithm of the penalty; GCV is flat at its minimum */

struct choice {
    gsl_multifit_linear_workspace *svd;
    gsl_vector *u, *parameter, *rho, *eta; /* [m]; [N_GRID] each */
    gsl_vector_const_view b;
    double outside; /* square of what no column explains of b */
};

static int choice_alloc(struct choice *c, size_t n, size_t m) {
    c->svd = gsl_multifit_linear_alloc(n, m);
    c->u = gsl_vector_alloc(m);
    c->parameter = gsl_vector_alloc(N_GRID);
    c->rho = gsl_vector_alloc(N_GRID);
    c->eta = gsl_vector_alloc(N_GRID);
    return c->svd && c->u && c->parameter && c->rho && c->eta;
}

static void choice_free(struct choice *c) {
    if (c->svd) gsl_multifit_linear_free(c->svd);
    gsl_vector *const vector[] = {c->u, c->parameter, c->rho, c->eta};
    for (size_t i = 0; i < sizeof vector / sizeof *vector; i++)
        if (vector[i]) gsl_vector_free(vector[i]);
}

static double gcv_at(double log_penalty, void *state) {
    const struct choice *c = state;
    return gsl_multifit_linear_gcv_calc(exp(log_penalty / 2), c->u, c->outside, c->svd);
}

/* Brent's search between the neighbours of the best that was tried. */
static int refine(struct choice *c, double low, double high, double *best) {
    gsl_min_fminimizer *brent = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
    if (!brent) return GSL_ENOMEM;
    gsl_function f = {gcv_at, c};
    int status = gsl_min_fminimizer_set(brent, &f, *best, low, high);
    for (int i = 0; i < MOST_STEPS && !status; i++) {
        status = gsl_min_fminimizer_iterate(brent);
        *best = gsl_min_fminimizer_x_minimum(brent);
        if (gsl_min_fminimizer_x_upper(brent) - gsl_min_fminimizer_x_lower(brent) < TOLERANCE)
            break;
    }
    gsl_min_fminimizer_free(brent);
    /* No lower point between equal ones: a flat stretch, of which any point will do. */
    return status == GSL_EINVAL ? GSL_SUCCESS : status;
}

static int choose_gcv(struct choice *c, double *penalty, int *is_at_limit) {
    const double largest = gsl_vector_get(c->svd->S, 0);
    const double first = log(LEAST_SHARE * largest * largest);
    const double step = log(GREATEST_SHARE / LEAST_SHARE) / (N_TRIES - 1);
    int status =
        gsl_multifit_linear_gcv_init(&c->b.vector, c->parameter, c->u, &c->outside, c->svd);
    int best = 0;
    double least = (double)INFINITY;
    for (int i = 0; i < N_TRIES && !status; i++) {
        const double gcv = gcv_at(first + i * step, c);
        if (!(gcv < least)) continue;
        least = gcv;
        best = i;
    }
    *is_at_limit = best == 0 || best == N_TRIES - 1;
    double at = first + best * step;
    if (!status && !*is_at_limit) status = refine(c, at - step, at + step, &at);
    *penalty = exp(at);
    return status;
}

static int choose_lcurve(struct choice *c, double *penalty, int *is_at_limit) {
    size_t corner = 0;
    int status = gsl_multifit_linear_lcurve(&c->b.vector, c->parameter, c->rho, c->eta, c->svd);
    if (!status) status = gsl_multifit_linear_lcorner(c->rho, c->eta, &corner);
    if (status) return status;
    const double parameter = gsl_vector_get(c->parameter, corner);
    *penalty = parameter * parameter;
    *is_at_limit = corner <= 1 || corner + 2 >= N_GRID; /* the ends have no curvature */
    return status;
}

ot_status ot_ridge_choose(const double *a, const double *b, size_t n, size_t m,
                          ot_ridge_choice choice, double *penalty, int *is_at_limit,
                          ot_error *err) {
    struct choice c = {.b = gsl_vector_const_view_array(b, n)};
    gsl_matrix_const_view x = gsl_matrix_const_view_array(a, n, m);
    int status = choice_alloc(&c, n, m) ? gsl_multifit_linear_svd(&x.matrix, c.svd) : GSL_ENOMEM;
    if (!status && !(gsl_vector_get(c.svd->S, 0) > 0.0)) status = GSL_ESING;
    if (!status)
        status = choice == OT_RIDGE_LCURVE ? choose_lcurve(&c, penalty, is_at_limit)
                                           : choose_gcv(&c, penalty, is_at_limit);
    choice_free(&c);
    if (status == GSL_ENOMEM)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for a regression on %zu by %zu numbers",
                       "内存不足以计算 %zu 行 %zu 列的回归", n, m);
    if (status || !isfinite(*penalty))
        return ot_fail(err, OT_ERR_NUMERIC,
                       "the penalty of a ridge regression cannot be chosen: %s; give it",
                       "无法选定岭回归的惩罚系数：%s；请直接给定", gsl_strerror(status));
    return OT_OK;
}
