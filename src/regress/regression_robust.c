#include "regress/regression_robust.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>

#include "regress/regression_core.h"
#include "regress/weighted.h"

/* Median of |z| of a standard normal z, to the digits of the literature and of GSL. */
static const double NORMAL_MAD = 0.6745;
/* GSL's: at a leverage of 1 the residual is 0 whatever the observation. */
static const double MOST_LEVERAGE = 0.9999;
/* GSL's lower bound of the scale, as a share of the standard deviation of y. */
static const double EXACT = 1e-6;
static const double STANDS_STILL = 1e-12; /* change of fitted values by the scale */
enum { MOST_STEPS = 1000 };

struct robust {
    const double *x, *y;
    size_t n, k;
    const gsl_multifit_robust_type *type;
    double tuning;
    double lower;    /* a scale below it is 0 */
    double *b;       /* [k] */
    double *stretch; /* [n] 1 / sqrt(1 - leverage) */
    double *r, *u;   /* [n] residuals; stretched and scaled */
    double *weight;  /* [n] */
    double *sorted;  /* [n] scratch */
    ot_weighted rows;
};

static ot_status no_memory(ot_error *err, size_t n, size_t k) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for a regression on %zu by %zu numbers",
                   "内存不足以计算 %zu 行 %zu 列的回归", n, k);
}

static ot_status check(size_t n, size_t k, double tuning, ot_error *err) {
    if (k == 0)
        return ot_fail(err, OT_ERR_INPUT, "a robust regression needs at least one coefficient",
                       "稳健回归至少需要一个系数");
    if (n <= k + 1)
        return ot_fail(err, OT_ERR_INPUT,
                       "%zu observations for %zu coefficients by robust regression; must be at "
                       "least %zu",
                       "只有 %zu 个观测值，却要用稳健回归估计 %zu 个系数；至少应有 %zu 个", n, k,
                       k + 2);
    if (!isnan(tuning) && !(tuning > 0.0 && isfinite(tuning)))
        return ot_fail(err, OT_ERR_INPUT,
                       "tuning constant of a robust regression is %g; must be above 0",
                       "稳健回归的调节常数为 %g；应大于 0", tuning);
    return OT_OK;
}

/* GSL's estimate, which stands still to 1e-8 or has run out of steps. */
static ot_status start(struct robust *p, ot_error *err) {
    gsl_multifit_robust_workspace *work = gsl_multifit_robust_alloc(p->type, p->n, p->k);
    gsl_matrix *covariance = work ? gsl_matrix_alloc(p->k, p->k) : NULL;
    ot_status status = OT_OK;
    if (covariance) {
        gsl_matrix_const_view x = gsl_matrix_const_view_array(p->x, p->n, p->k);
        gsl_vector_const_view y = gsl_vector_const_view_array(p->y, p->n);
        gsl_vector_view b = gsl_vector_view_array(p->b, p->k);
        gsl_multifit_robust_tune(p->tuning, work);
        const int answer = gsl_multifit_robust(&x.matrix, &y.vector, &b.vector, covariance, work);
        int is_good = answer == GSL_SUCCESS || answer == GSL_EMAXITER;
        for (size_t j = 0; j < p->k; j++)
            is_good = is_good && isfinite(p->b[j]);
        if (!is_good)
            status = ot_fail(err, OT_ERR_NUMERIC, "robust regression: %s", "稳健回归出错：%s",
                             gsl_strerror(answer ? answer : GSL_EFAILED));
    } else {
        status = no_memory(err, p->n, p->k);
    }
    if (covariance) gsl_matrix_free(covariance);
    if (work) gsl_multifit_robust_free(work);
    return status;
}

/* Residuals at b; returns how far they moved. */
static double take_residuals(struct robust *p) {
    double moved = 0.0;
    for (size_t i = 0; i < p->n; i++) {
        long double sum = p->y[i];
        for (size_t j = 0; j < p->k; j++)
            sum -= (long double)p->x[i * p->k + j] * p->b[j];
        moved = fmax(moved, fabs((double)sum - p->r[i]));
        p->r[i] = (double)sum;
    }
    return moved;
}

/* `stretch` NULL: of the plain residuals. */
static double scale_of(const struct robust *p, const double *stretch) {
    for (size_t i = 0; i < p->n; i++)
        p->sorted[i] = fabs(p->r[i]) * (stretch ? stretch[i] : 1.0);
    gsl_sort(p->sorted, 1, p->n);
    return gsl_stats_median_from_sorted_data(p->sorted + (p->k - 1), 1, p->n - p->k + 1) /
           NORMAL_MAD;
}

static void take_u(struct robust *p, double scale) {
    for (size_t i = 0; i < p->n; i++)
        p->u[i] = p->r[i] * p->stretch[i] / (scale * p->tuning);
}

/* Weights at the residuals of now. */
static ot_status reweigh(struct robust *p, double *scale, ot_error *err) {
    *scale = scale_of(p, p->stretch);
    if (!(*scale > p->lower))
        return ot_fail(err, OT_ERR_INPUT,
                       "half of the %zu observations fit exactly, so there is no scale to tell "
                       "outliers by; use least squares",
                       "%zu 个观测值中有一半完全吻合，没有可用来判断异常值的尺度；请用最小二乘法",
                       p->n);
    take_u(p, *scale);
    gsl_vector_const_view u = gsl_vector_const_view_array(p->u, p->n);
    gsl_vector_view weight = gsl_vector_view_array(p->weight, p->n);
    if (p->type->wfun(&u.vector, &weight.vector) != GSL_SUCCESS)
        return ot_fail(err, OT_ERR_NUMERIC, "weights of a robust regression are not finite",
                       "稳健回归的权重不是有限数");
    return OT_OK;
}

static ot_status step(struct robust *p, ot_error *err) {
    ot_least_squares solved;
    ot_weighted_set(&p->rows, p->x, p->y, p->weight);
    const ot_status status = ot_least_squares_solve(&p->rows.in, &solved, NULL, err);
    if (status == OT_ERR_INPUT)
        return ot_fail(err, OT_ERR_INPUT,
                       "the outliers of a robust regression leave too few of %zu observations for "
                       "%zu coefficients; use a larger tuning constant than %g",
                       "稳健回归去掉异常值后，%zu 个观测值不足以估计 %zu 个系数；请用大于 %g "
                       "的调节常数",
                       p->n, p->k, p->tuning);
    if (status) return status;
    for (size_t j = 0; j < p->k; j++)
        p->b[j] = (double)solved.b[j];
    ot_least_squares_clear(&solved);
    return OT_OK;
}

static ot_status iterate(struct robust *p, double *scale, ot_error *err) {
    (void)take_residuals(p);
    for (int i = 0; i < MOST_STEPS; i++) {
        ot_status status = reweigh(p, scale, err);
        if (!status) status = step(p, err);
        if (status) return status;
        if (take_residuals(p) <= STANDS_STILL * *scale) return reweigh(p, scale, err);
    }
    return ot_fail(err, OT_ERR_NUMERIC,
                   "weights of a robust regression still move after %d steps; use huber, or a "
                   "larger tuning constant than %g",
                   "稳健回归的权重在 %d 步之后仍在变动；请用 huber，或大于 %g 的调节常数",
                   (int)MOST_STEPS, p->tuning);
}

/* Street, Carroll and Ruppert's sigma, then DuMouchel and O'Brien's mixture with least squares. */
static ot_status sigma_of(struct robust *p, double sigma_ols, double *sigma, ot_error *err) {
    const double n = (double)p->n, k = (double)p->k;
    const double scale = scale_of(p, NULL) * p->tuning;
    long double slope = 0, square = 0;
    for (size_t i = 0; i < p->n; i++)
        p->u[i] = p->r[i] * p->stretch[i] / scale;
    gsl_vector_const_view u = gsl_vector_const_view_array(p->u, p->n);
    gsl_vector_view w = gsl_vector_view_array(p->sorted, p->n);
    int status = p->type->wfun(&u.vector, &w.vector);
    for (size_t i = 0; i < p->n; i++) {
        const long double psi = (long double)p->u[i] * p->sorted[i] / p->stretch[i];
        square += psi * psi;
    }
    if (!status) status = p->type->psi_deriv(&u.vector, &w.vector);
    for (size_t i = 0; i < p->n; i++)
        slope += p->sorted[i];
    const double a = (double)(slope / (long double)n);
    const double lambda = 1.0 + k / n * (1.0 - a) / a;
    const double robust = lambda * sqrt((double)square / (n - k)) * scale / a;
    *sigma =
        fmax(robust, sqrt((sigma_ols * sigma_ols * k * k + robust * robust * n) / (k * k + n)));
    if (!status && a > 0.0 && lambda > 0.0 && isfinite(*sigma)) return OT_OK;
    return ot_fail(err, OT_ERR_NUMERIC,
                   "too many of %zu observations are outliers for a standard error",
                   "%zu 个观测值中异常值过多，无法得出标准误", p->n);
}

static void take_stretch(struct robust *p, const ot_least_squares *ols) {
    for (size_t i = 0; i < p->n; i++) {
        const double leverage = fmin((double)ols->leverage[i], MOST_LEVERAGE);
        p->stretch[i] = 1.0 / sqrt(1.0 - leverage);
    }
}

/* Put the estimate into the place of least squares, whose (X'X)^-1 stays. */
static ot_status make(struct robust *p, ot_least_squares *ols, ot_regression *out, ot_error *err) {
    const ot_least_squares_input in = {.x = p->x, .y = p->y, .n = p->n, .k = p->k};
    const double df = (double)(p->n - p->k);
    double sigma;
    ot_status status = sigma_of(p, (double)sqrtl(ols->rss / df), &sigma, err);
    if (status) return status;
    ols->rss = 0;
    for (size_t j = 0; j < p->k; j++)
        ols->b[j] = p->b[j];
    for (size_t i = 0; i < p->n; i++) {
        ols->residual[i] = p->r[i];
        ols->rss += ols->residual[i] * ols->residual[i];
    }
    status = ot_regression_make(&in, ols, df, sigma, out, err);
    if (status) return status;
    const int has_constant = ot_constant_column(p->x, p->n, p->k) < p->k;
    const double rss = out->rss;
    ot_regression_judge(out, (long double)sigma * sigma * df, out->tss, has_constant, 0);
    out->rss = rss;
    return OT_OK;
}

static ot_status run(struct robust *p, ot_regression *out, ot_error *err) {
    const ot_least_squares_input in = {.x = p->x, .y = p->y, .n = p->n, .k = p->k};
    ot_least_squares ols;
    double scale;
    ot_status status = ot_least_squares_solve(&in, &ols, NULL, err);
    if (status) return status;
    take_stretch(p, &ols);
    p->lower = EXACT * gsl_stats_sd(p->y, 1, p->n);
    status = start(p, err);
    if (!status) status = iterate(p, &scale, err);
    if (!status) status = make(p, &ols, out, err);
    ot_least_squares_clear(&ols);
    return status;
}

ot_status ot_regression_robust(const double *x, const double *y, size_t n, size_t k,
                               ot_robust_kind kind, double tuning, double *weight,
                               ot_regression *out, ot_error *err) {
    const int is_huber = kind == OT_ROBUST_HUBER;
    const double usual = is_huber ? OT_ROBUST_TUNING_HUBER : OT_ROBUST_TUNING_BISQUARE;
    struct robust p = {.x = x, .y = y, .n = n, .k = k};
    p.type = is_huber ? gsl_multifit_robust_huber : gsl_multifit_robust_bisquare;
    p.tuning = isnan(tuning) ? usual : tuning;
    ot_status status = check(n, k, tuning, err);
    if (!status)
        status =
            ot_regression_check(&(ot_least_squares_input){.x = x, .y = y, .n = n, .k = k}, err);
    if (status) return status;
    if (!ot_weighted_init(&p.rows, n, k)) return no_memory(err, n, k);
    p.b = calloc(k + 5 * n, sizeof *p.b); /* their product was checked */
    if (p.b) {
        p.stretch = p.b + k;
        p.r = p.stretch + n;
        p.u = p.r + n;
        p.weight = p.u + n;
        p.sorted = p.weight + n;
        status = run(&p, out, err);
        for (size_t i = 0; !status && weight && i < n; i++)
            weight[i] = p.weight[i];
    } else {
        status = no_memory(err, n, k);
    }
    free(p.b);
    ot_weighted_clear(&p.rows);
    return status;
}
