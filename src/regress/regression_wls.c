#include "regress/regression_wls.h"

#include <math.h>

#include "base/wide.h"
#include "regress/regression_core.h"
#include "regress/weighted.h"

static ot_status check_weights(const double *weight, size_t n, size_t k, ot_error *err) {
    const ot_status status = ot_regression_check_count(n, k, err);
    if (status) return status;
    for (size_t i = 0; i < n; i++)
        if (!(weight[i] > 0.0 && isfinite(weight[i])))
            return ot_fail(err, OT_ERR_INPUT,
                           "weight of observation %zu is %g; must be finite and above 0",
                           "第 %zu 个观测值的权重为 %g；应为大于 0 的有限数", i + 1, weight[i]);
    return OT_OK;
}

static long double weighted_total(const double *y, const double *weight, size_t n,
                                  int has_constant) {
    long double sum = 0, total = 0, square = 0;
    for (size_t i = 0; i < n; i++) {
        sum += (long double)weight[i] * y[i];
        total += weight[i];
    }
    const long double mean = has_constant ? sum / total : 0;
    for (size_t i = 0; i < n; i++)
        square += weight[i] * (y[i] - mean) * (y[i] - mean);
    return square;
}

/* The density of y_i is sqrt(w_i) times that of sqrt(w_i) y_i. */
static void add_jacobian(ot_goodness *g, const double *weight, size_t n) {
    long double logs = 0;
    for (size_t i = 0; i < n; i++)
        logs += (long double)ot_wide_log(weight[i]);
    g->log_likelihood += (double)(logs / 2);
    g->aic -= (double)logs;
    g->bic -= (double)logs;
    g->aicc -= (double)logs;
}

/* From the multiplied rows back to the data's. */
static void restore(const double *x, const double *y, const double *weight,
                    const ot_least_squares *solved, ot_regression *r) {
    const int has_constant = ot_constant_column(x, r->n, r->k) < r->k;
    ot_regression_judge(r, solved->rss, weighted_total(y, weight, r->n, has_constant), has_constant,
                        1);
    add_jacobian(&r->goodness, weight, r->n);
    for (size_t i = 0; i < r->n; i++)
        r->residual[i] = (double)(solved->residual[i] / sqrtl(weight[i]));
}

static ot_status solve(const double *x, const double *y, const double *weight, ot_weighted *w,
                       ot_regression *out, ot_error *err) {
    ot_least_squares solved;
    ot_weighted_set(w, x, y, weight);
    ot_status status = ot_regression_check(&w->in, err);
    if (!status) status = ot_least_squares_solve(&w->in, &solved, NULL, err);
    if (status) return status;
    const double df = (double)(w->in.n - w->in.k);
    status = ot_regression_make(&w->in, &solved, df, (double)sqrtl(solved.rss / df), out, err);
    if (!status) restore(x, y, weight, &solved, out);
    ot_least_squares_clear(&solved);
    return status;
}

ot_status ot_regression_wls(const double *x, const double *y, const double *weight, size_t n,
                            size_t k, ot_regression *out, ot_error *err) {
    const ot_least_squares_input in = {.x = x, .y = y, .n = n, .k = k};
    ot_status status = check_weights(weight, n, k, err);
    if (!status) status = ot_regression_check(&in, err);
    if (status) return status;
    ot_weighted w;
    if (!ot_weighted_init(&w, n, k))
        return ot_fail(err, OT_ERR_NOMEM, "no memory for a regression on %zu by %zu numbers",
                       "内存不足以计算 %zu 行 %zu 列的回归", n, k);
    status = solve(x, y, weight, &w, out, err);
    ot_weighted_clear(&w);
    return status;
}
