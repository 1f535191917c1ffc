#include "regress/regression_ridge.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "regress/regression_core.h"
#include "regress/ridge_choice.h"

/* Fewer degrees of freedom than this are rounding. */
static const double NO_DF = 1e-9;

struct ridge {
    ot_least_squares_input in; /* with the penalty as a prior of mean 0 */
    size_t constant;           /* column, or k */
    double *weight, *mean;     /* [k] */
    double *centre, *scale;    /* [k] */
    double *a, *b;             /* [n][m], [n] standardised; m slopes */
    long double *row;          /* [k] scratch */
    long double *square;       /* [k][k] A X'X A */
    void *block;
};

static ot_status no_memory(ot_error *err, size_t n, size_t k) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for a regression on %zu by %zu numbers",
                   "内存不足以计算 %zu 行 %zu 列的回归", n, k);
}

static int ridge_alloc(struct ridge *r, size_t n, size_t k) {
    if (k >= SIZE_MAX / 256 || n >= SIZE_MAX / 256 || n + k > SIZE_MAX / 256 / (k + 1)) return 0;
    r->block = calloc(1, (k + k * k) * sizeof *r->row + (4 * k + n * (k + 1) + 1) * sizeof(double));
    if (!r->block) return 0;
    r->row = r->block;
    r->square = r->row + k;
    r->weight = (double *)(void *)(r->square + k * k);
    r->mean = r->weight + k;
    r->centre = r->mean + k;
    r->scale = r->centre + k;
    r->a = r->scale + k;
    r->b = r->a + n * k;
    return 1;
}

static long double mean_of(const double *v, size_t n, size_t stride) {
    long double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += v[i * stride];
    return sum / (long double)n;
}

static ot_status standardise(struct ridge *r, ot_error *err) {
    const size_t n = r->in.n, k = r->in.k;
    for (size_t j = 0; j < k; j++) {
        if (j == r->constant) continue;
        long double square = 0;
        const double *column = r->in.x + j;
        const long double centre = r->constant < k ? mean_of(column, n, k) : 0;
        for (size_t i = 0; i < n; i++)
            square += (column[i * k] - centre) * (column[i * k] - centre);
        r->centre[j] = (double)centre;
        r->scale[j] = (double)sqrtl(square / (long double)n);
        if (!(r->scale[j] > 0.0))
            return ot_fail(err, OT_ERR_INPUT,
                           "column %zu of the regression is explained by the others",
                           "回归的第 %zu 列可由其他列表示", j + 1);
    }
    return OT_OK;
}

static ot_status choose(struct ridge *r, ot_ridge_choice choice, ot_ridge *ridge, ot_error *err) {
    const size_t n = r->in.n, k = r->in.k, m = k - (r->constant < k);
    if (n <= k || m == 0)
        return ot_fail(err, OT_ERR_INPUT,
                       "%zu observations for %zu slopes are too few to choose a penalty of ridge "
                       "regression; give it",
                       "%zu 个观测值对 %zu 个斜率，不足以选定岭回归的惩罚系数；请直接给定", n, m);
    const double level = r->constant < k ? (double)mean_of(r->in.y, n, 1) : 0.0;
    for (size_t i = 0; i < n; i++) {
        r->b[i] = r->in.y[i] - level;
        for (size_t j = 0, c = 0; j < k; j++)
            if (j != r->constant)
                r->a[i * m + c++] = (r->in.x[i * k + j] - r->centre[j]) / r->scale[j];
    }
    return ot_ridge_choose(r->a, r->b, n, m, choice, &ridge->penalty, &ridge->is_at_limit, err);
}

/* A X'X A as the square of the rows x_i A, so that nothing cancels where the penalty is large. */
static void take_covariance(struct ridge *r, ot_least_squares *solved) {
    const size_t n = r->in.n, k = r->in.k;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < k; j++) {
            r->row[j] = 0;
            for (size_t l = 0; l < k; l++)
                r->row[j] += r->in.x[i * k + l] * solved->inverse[l * k + j];
        }
        for (size_t j = 0; j < k * k; j++)
            r->square[j] += r->row[j / k] * r->row[j % k];
    }
    for (size_t j = 0; j < k * k; j++)
        solved->inverse[j] = r->square[j];
}

static void judge(const struct ridge *r, const ot_ridge *ridge, ot_regression *out) {
    const int has_constant = r->constant < r->in.k;
    ot_regression_judge(out, out->rss, out->tss, has_constant, 0);
    out->residual_se = sqrt(out->rss / out->df);
    if (!isnan(out->r2))
        out->adjusted_r2 = 1.0 - out->rss / out->tss * ((double)out->n - has_constant) /
                                     ((double)out->n - ridge->effective_df);
}

static ot_status finish(struct ridge *r, ot_least_squares *solved, ot_ridge *ridge,
                        ot_regression *out, ot_error *err) {
    long double trace = 0;
    for (size_t i = 0; i < r->in.n; i++)
        trace += solved->leverage[i];
    ridge->effective_df = (double)trace;
    const double df = (double)(r->in.n - trace);
    if (!(df > NO_DF))
        return ot_fail(err, OT_ERR_INPUT,
                       "a penalty of %g on %zu observations for %zu coefficients leaves no "
                       "residual; must be larger",
                       "惩罚系数 %g 太小：%zu 个观测值对 %zu 个系数，没有残差；应更大",
                       ridge->penalty, r->in.n, r->in.k);
    take_covariance(r, solved);
    const ot_status status =
        ot_regression_make(&r->in, solved, df, (double)sqrtl(solved->rss / df), out, err);
    if (!status) judge(r, ridge, out);
    return status;
}

static ot_status run(struct ridge *r, ot_ridge_choice choice, ot_ridge *ridge, ot_regression *out,
                     ot_error *err) {
    ot_least_squares solved;
    ot_status status = standardise(r, err);
    if (!status && choice != OT_RIDGE_GIVEN) status = choose(r, choice, ridge, err);
    if (status) return status;
    for (size_t j = 0; j < r->in.k; j++)
        r->weight[j] = sqrt(ridge->penalty) * r->scale[j];
    r->in.weight = r->weight;
    r->in.mean = r->mean;
    status = ot_least_squares_solve(&r->in, &solved, NULL, err);
    if (status) return status;
    status = finish(r, &solved, ridge, out, err);
    ot_least_squares_clear(&solved);
    return status;
}

ot_status ot_regression_ridge(const double *x, const double *y, size_t n, size_t k,
                              ot_ridge_choice choice, double penalty, ot_ridge *ridge,
                              ot_regression *out, ot_error *err) {
    struct ridge r = {.in = {.x = x, .y = y, .n = n, .k = k}};
    ot_ridge made = {.penalty = choice == OT_RIDGE_GIVEN ? penalty : 0.0};
    if (!(made.penalty >= 0.0 && isfinite(made.penalty)))
        return ot_fail(err, OT_ERR_INPUT, "penalty of a ridge regression is %g; must be at least 0",
                       "岭回归的惩罚系数为 %g；应不小于 0", penalty);
    if (n == 0)
        return ot_fail(err, OT_ERR_INPUT, "a ridge regression has no observations",
                       "岭回归没有观测值");
    ot_status status = ot_regression_check(&r.in, err);
    if (status) return status;
    r.constant = ot_constant_column(x, n, k);
    if (ridge_alloc(&r, n, k))
        status = run(&r, choice, &made, out, err);
    else
        status = no_memory(err, n, k);
    free(r.block);
    if (!status) *ridge = made;
    return status;
}
