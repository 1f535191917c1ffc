#include "regress/regression.h"

#include <math.h>
#include <stdlib.h>

#include "regress/regression_core.h"

void ot_regression_clear(ot_regression *r) {
    free(r->coefficient); /* the block of all three arrays */
    free(r->prior_mean);  /* of both */
    free(r->learnt);
    *r = (ot_regression){0};
}

ot_status ot_regression_check(const ot_least_squares_input *in, ot_error *err) {
    for (size_t i = 0; i < in->n; i++) {
        if (!isfinite(in->y[i]))
            return ot_fail(err, OT_ERR_NUMERIC, "left side of observation %zu is %g",
                           "第 %zu 个观测值的左边为 %g", i + 1, in->y[i]);
        for (size_t j = 0; j < in->k; j++)
            if (!isfinite(in->x[i * in->k + j]))
                return ot_fail(err, OT_ERR_NUMERIC, "column %zu of observation %zu is %g",
                               "第 %zu 列的第 %zu 个观测值为 %g", j + 1, i + 1,
                               in->x[i * in->k + j]);
    }
    return OT_OK;
}

/* About the mean with a constant column, else about 0 (NIST's convention for NoInt1). */
static long double total_square(const ot_least_squares_input *in) {
    long double mean = 0, sum = 0;
    if (ot_constant_column(in->x, in->n, in->k) < in->k) {
        for (size_t i = 0; i < in->n; i++)
            mean += in->y[i];
        mean /= (long double)in->n;
    }
    for (size_t i = 0; i < in->n; i++)
        sum += (in->y[i] - mean) * (in->y[i] - mean);
    return sum;
}

static double durbin_watson(const ot_least_squares *solved, size_t n) {
    long double steps = 0;
    for (size_t i = 1; i < n; i++) {
        const long double step = solved->residual[i] - solved->residual[i - 1];
        steps += step * step;
    }
    return n > 1 && solved->rss > 0 ? (double)(steps / solved->rss) : (double)NAN;
}

void ot_regression_judge(ot_regression *r, long double rss, long double tss, int has_constant,
                         int is_likely) {
    const double total_df = (double)r->n - has_constant, df = (double)r->n - (double)r->k;
    r->rss = (double)rss;
    r->tss = (double)tss;
    r->r2 = r->adjusted_r2 = r->residual_se = (double)NAN;
    if (tss > 0) r->r2 = (double)(1 - rss / tss);
    if (tss > 0 && df > 0) r->adjusted_r2 = (double)(1 - rss / tss * (total_df / df));
    if (df > 0) r->residual_se = (double)sqrtl(rss / df);
    r->goodness =
        is_likely ? ot_goodness_make(rss, tss, r->n, r->k, has_constant) : ot_goodness_none();
}

/* A posterior mean is no maximum of the likelihood, nor is there a test against its prior. */
static void fill_statistics(const ot_least_squares_input *in, const ot_least_squares *solved,
                            ot_regression *r) {
    const int has_constant = ot_constant_column(in->x, in->n, in->k) < in->k;
    ot_regression_judge(r, solved->rss, total_square(in), has_constant, !in->weight);
    r->durbin_watson = durbin_watson(solved, in->n);
}

static int is_finite(const ot_regression *r) {
    const size_t n = r->k + r->k * r->k + r->n;
    for (size_t i = 0; i < n; i++)
        if (!isfinite(r->coefficient[i])) return 0;
    for (size_t j = 0; j < r->k; j++)
        if (r->covariance[j * r->k + j] < 0.0) return 0;
    return isfinite(r->df) && isfinite(r->sigma_scale);
}

ot_status ot_regression_check_count(size_t n, size_t k, ot_error *err) {
    if (n > k) return OT_OK;
    return ot_fail(err, OT_ERR_INPUT,
                   "%zu observations for %zu coefficients and a residual variance; must be at "
                   "least %zu",
                   "只有 %zu 个观测值，却要估计 %zu 个系数和残差方差；至少应有 %zu 个", n, k,
                   k + 1);
}

ot_status ot_regression_make(const ot_least_squares_input *in, const ot_least_squares *solved,
                             double df, double sigma_scale, ot_regression *out, ot_error *err) {
    const size_t n = in->n, k = in->k; /* their products were checked by the solver */
    ot_regression r = {.n = n, .k = k, .df = df, .sigma_scale = sigma_scale};
    r.coefficient = calloc(k + k * k + n + 1, sizeof *r.coefficient);
    if (!r.coefficient)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for a regression on %zu by %zu numbers",
                       "内存不足以计算 %zu 行 %zu 列的回归", n, k);
    r.covariance = r.coefficient + k;
    r.residual = r.covariance + k * k;
    for (size_t j = 0; j < k; j++)
        r.coefficient[j] = (double)solved->b[j];
    for (size_t j = 0; j < k * k; j++)
        r.covariance[j] = (double)(solved->inverse[j] * sigma_scale * sigma_scale);
    for (size_t i = 0; i < n; i++)
        r.residual[i] = (double)solved->residual[i];
    fill_statistics(in, solved, &r);
    if (!is_finite(&r)) {
        ot_regression_clear(&r);
        return ot_fail(err, OT_ERR_NUMERIC, "a regression on %zu by %zu numbers is not finite",
                       "%zu 行 %zu 列的回归结果不是有限数", n, k);
    }
    *out = r;
    return OT_OK;
}
