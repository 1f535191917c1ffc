#include "regress/regression_ar.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/wide.h"
#include "regress/ar_filter.h"
#include "regress/ar_search.h"
#include "regress/regression_core.h"

/* Residuals that are this small a share of the left side are rounding. */
static const long double EXACT = 1e-12L;
/* Newton's step of rho that is no step. */
static const long double STANDS_STILL = 1e-13L, GOOD_ENOUGH = 1e-9L;
static const long double STEP = 2e-3L; /* of differences, by the distance from the edge */
enum { MOST_STEPS = 50, MOST_HALVINGS = 30 };

struct ar {
    const double *x, *y;
    size_t n, k, p;
    long double partial[OT_AR_MOST], rho[OT_AR_MOST];
    ot_ar_filter filter;                           /* of them */
    ot_least_squares_input in;                     /* filtered rows */
    double *row_x, *row_x_low, *row_y, *row_y_low; /* where they stand; row_x owns them */
    ot_least_squares solved;                       /* at rho */
    long double value; /* less the logarithm of the likelihood, up to a constant */
    long double gradient[OT_AR_MOST];
    long double inverse[OT_AR_MOST * OT_AR_MOST]; /* of its second derivatives, b following rho */
    long double *cross, *side; /* [k][p] second derivatives by b and rho; times inverses */
};

static ot_status no_memory(ot_error *err, size_t n, size_t k) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for a regression on %zu by %zu numbers",
                   "内存不足以计算 %zu 行 %zu 列的回归", n, k);
}

void ot_ar_clear(ot_ar *ar) {
    free(ar->joint);
    *ar = (ot_ar){.p = 0};
}

static int ar_alloc(struct ar *a) {
    const size_t n = a->n, k = a->k;
    if (k >= SIZE_MAX / 512 || n >= SIZE_MAX / 512 / (k + 1)) return 0;
    a->row_x = calloc(2 * n * (k + 1) + 1, sizeof *a->row_x);
    a->cross = calloc(2 * k * a->p + 1, sizeof *a->cross);
    if (!a->row_x || !a->cross) return 0;
    a->side = a->cross + k * a->p;
    a->row_x_low = a->row_x + n * k;
    a->row_y = a->row_x_low + n * k;
    a->row_y_low = a->row_y + n;
    a->in = (ot_least_squares_input){
        .x = a->row_x, .y = a->row_y, .n = n, .k = k, .x_low = a->row_x_low, .y_low = a->row_y_low};
    return 1;
}

static void ar_free(struct ar *a) {
    ot_least_squares_clear(&a->solved);
    free(a->row_x);
    free(a->cross);
}

static ot_status check(const int *year, size_t n, size_t k, size_t p, ot_error *err) {
    if (p > OT_AR_MOST)
        return ot_fail(err, OT_ERR_INPUT, "order %zu of autoregressive errors; must be at most %d",
                       "自回归误差的阶数为 %zu；应不大于 %d", p, (int)OT_AR_MOST);
    const size_t least = k + p > 2 * p ? k + p + 1 : 2 * p + 1;
    if (n < least)
        return ot_fail(err, OT_ERR_INPUT,
                       "%zu observations for %zu coefficients, autoregressive errors of order %zu "
                       "and a residual variance; must be at least %zu",
                       "只有 %zu 个观测值，却要估计 %zu 个系数、%zu "
                       "阶自回归误差和残差方差；至少应有 %zu 个",
                       n, k, p, least);
    for (size_t t = 1; t < n && p > 0; t++)
        if (year[t] - 1 != year[t - 1])
            return ot_fail(err, OT_ERR_INPUT,
                           "year %d follows %d; autoregressive errors need every year: fill the "
                           "gap or limit the sample",
                           "%d 年的前一个年份是 %d；自回归误差要求年份连续：请补齐数据或限定样本",
                           year[t], year[t - 1]);
    return OT_OK;
}

static void put(long double value, double *high, double *low) {
    *high = (double)value;
    *low = ot_wide_low(value);
}

/* Least squares of the filtered rows at a->partial, and the likelihood there. */
static ot_status solve(struct ar *a, ot_error *err) {
    const size_t n = a->n, k = a->k;
    ot_ar_filter_set(&a->filter, a->partial, a->p);
    for (size_t j = 0; j < a->p; j++)
        a->rho[j] = a->filter.by[a->p][j];
    for (size_t t = 0; t < n; t++) {
        for (size_t j = 0; j < k; j++)
            put(ot_ar_filtered(&a->filter, a->x + j, k, t), a->row_x + t * k + j,
                a->row_x_low + t * k + j);
        put(ot_ar_filtered(&a->filter, a->y, 1, t), a->row_y + t, a->row_y_low + t);
    }
    ot_least_squares solved;
    const ot_status status = ot_least_squares_solve(&a->in, &solved, NULL, err);
    if (status) return status;
    ot_least_squares_clear(&a->solved);
    a->solved = solved;
    a->value =
        (long double)n / 2 * (long double)ot_wide_log(solved.rss) + a->filter.log_determinant / 2;
    return OT_OK;
}

static ot_status refuse_exact(const struct ar *a, ot_error *err) {
    long double square = 0;
    for (size_t t = 0; t < a->n; t++)
        square += (long double)a->y[t] * a->y[t];
    if (sqrtl(a->solved.rss) > EXACT * sqrtl(square)) return OT_OK;
    return ot_fail(err, OT_ERR_INPUT,
                   "the regression fits its %zu observations exactly, so there are no errors "
                   "whose autoregression could be estimated",
                   "回归与 %zu 个观测值完全吻合，没有误差可供估计自回归", a->n);
}

/* Less the logarithm of the likelihood at other rho with the same b; `score` [k] (NULL: not wanted)
 * takes the products of filtered columns and errors. rho has to be stationary. */
static long double value_at(const struct ar *a, const long double *rho, long double *score) {
    long double partial[OT_AR_MOST], square = 0;
    ot_ar_filter f;
    if (!ot_ar_partials(rho, a->p, partial)) return (long double)NAN;
    ot_ar_filter_set(&f, partial, a->p);
    for (size_t j = 0; score && j < a->k; j++)
        score[j] = 0;
    for (size_t t = 0; t < a->n; t++) {
        long double e = ot_ar_filtered(&f, a->y, 1, t);
        for (size_t j = 0; j < a->k; j++)
            e -= a->solved.b[j] * ot_ar_filtered(&f, a->x + j, a->k, t);
        for (size_t j = 0; score && j < a->k; j++)
            score[j] += e * ot_ar_filtered(&f, a->x + j, a->k, t);
        square += e * e;
    }
    return (long double)a->n / 2 * (long double)ot_wide_log(square) + f.log_determinant / 2;
}

static long double shifted(const struct ar *a, size_t i, long double by, size_t j,
                           long double by_j) {
    long double rho[OT_AR_MOST];
    memcpy(rho, a->rho, sizeof rho);
    rho[i] += by;
    rho[j] += by_j;
    return value_at(a, rho, NULL);
}

static long double second(const struct ar *a, size_t i, size_t j, long double h) {
    if (i == j) return (shifted(a, i, h, i, 0) - 2 * a->value + shifted(a, i, -h, i, 0)) / (h * h);
    return (shifted(a, i, h, j, h) - shifted(a, i, h, j, -h) - shifted(a, i, -h, j, h) +
            shifted(a, i, -h, j, -h)) /
           (4 * h * h);
}

/* How far rho may move without leaving what is stationary: its distance in every direction. */
static long double step_of(const struct ar *a) {
    long double h = STEP;
    for (size_t j = 0; j < a->p; j++)
        h *= 1 - fabsl(a->partial[j]);
    return h;
}

/* Derivatives by rho with b as it is, by differences whose h^2 terms are extrapolated away; the sum
 * of squares is quadratic in rho, so that only the determinant needs it. */
static void differentiate(struct ar *a, long double *second_by_rho) {
    const size_t k = a->k, p = a->p;
    const long double h = step_of(a);
    for (size_t i = 0; i < p; i++) {
        const long double once = (shifted(a, i, h, i, 0) - shifted(a, i, -h, i, 0)) / (2 * h);
        const long double twice =
            (shifted(a, i, 2 * h, i, 0) - shifted(a, i, -2 * h, i, 0)) / (4 * h);
        a->gradient[i] = (4 * once - twice) / 3;
        for (size_t j = 0; j < p; j++)
            second_by_rho[i * p + j] = (4 * second(a, i, j, h) - second(a, i, j, 2 * h)) / 3;
        long double rho[OT_AR_MOST];
        for (int sign = -1; sign <= 1; sign += 2) {
            memcpy(rho, a->rho, sizeof rho);
            rho[i] += sign * h;
            (void)value_at(a, rho, a->side);
            for (size_t l = 0; l < k; l++)
                a->cross[l * p + i] = sign < 0 ? a->side[l] : a->side[l] - a->cross[l * p + i];
        }
        for (size_t l = 0; l < k; l++) /* -(n / S) d score / d rho */
            a->cross[l * p + i] *= -(long double)a->n / a->solved.rss / (2 * h);
    }
}

/* Inverse of a positive definite [p][p] by Gauss and Jordan, in place; 0 when it is not. */
static int invert(long double *m, size_t p) {
    for (size_t c = 0; c < p; c++) {
        const long double pivot = m[c * p + c];
        if (!(pivot > 0)) return 0;
        m[c * p + c] = 1;
        for (size_t j = 0; j < p; j++)
            m[c * p + j] /= pivot;
        for (size_t i = 0; i < p; i++) {
            if (i == c) continue;
            const long double by = m[i * p + c];
            m[i * p + c] = 0;
            for (size_t j = 0; j < p; j++)
                m[i * p + j] -= by * m[c * p + j];
        }
    }
    return 1;
}

/* side = B C, B the inverse of the second derivatives by b; inverse = (D - C' B C)^-1. */
static int take_information(struct ar *a) {
    const size_t k = a->k, p = a->p;
    const long double variance = a->solved.rss / (long double)a->n;
    differentiate(a, a->inverse);
    for (size_t j = 0; j < k; j++)
        for (size_t i = 0; i < p; i++) {
            long double sum = 0;
            for (size_t l = 0; l < k; l++)
                sum += a->solved.inverse[j * k + l] * a->cross[l * p + i];
            a->side[j * p + i] = sum * variance;
        }
    for (size_t i = 0; i < p; i++)
        for (size_t j = 0; j < p; j++)
            for (size_t l = 0; l < k; l++)
                a->inverse[i * p + j] -= a->cross[l * p + i] * a->side[l * p + j];
    return invert(a->inverse, p);
}

/* Newton's step, halved until the likelihood does not fall; *moved is its length. */
static ot_status newton(struct ar *a, long double *moved, ot_error *err) {
    const size_t p = a->p;
    const long double before = a->value, rounding = 1e-17L * (1 + fabsl(before));
    long double from[OT_AR_MOST], step[OT_AR_MOST] = {0}, rho[OT_AR_MOST];
    memcpy(from, a->rho, sizeof from);
    for (size_t i = 0; i < p; i++)
        for (size_t j = 0; j < p; j++)
            step[i] -= a->inverse[i * p + j] * a->gradient[j];
    for (int halving = 0; halving < MOST_HALVINGS; halving++) {
        *moved = 0;
        for (size_t i = 0; i < p; i++) {
            rho[i] = from[i] + step[i];
            *moved = fmaxl(*moved, fabsl(step[i]));
            step[i] /= 2;
        }
        if (!ot_ar_partials(rho, p, a->partial)) continue;
        const ot_status status = solve(a, err);
        if (status || a->value <= before + rounding) return status;
    }
    return ot_ar_partials(from, p, a->partial) ? solve(a, err) : OT_OK;
}

static ot_status no_maximum(const struct ar *a, ot_error *err) {
    return ot_fail(err, OT_ERR_NUMERIC,
                   "the likelihood of autoregressive errors of order %zu has no maximum that is "
                   "stationary; use a lower order or differences",
                   "%zu 阶自回归误差的似然在平稳范围内没有最大值；请降低阶数或用差分", a->p);
}

static ot_status climb(struct ar *a, ot_error *err) {
    long double moved = 1;
    ot_status status = solve(a, err);
    for (int i = 0; i < MOST_STEPS && !status && moved > STANDS_STILL; i++) {
        if (!take_information(a)) return no_maximum(a, err);
        status = newton(a, &moved, err);
    }
    if (status) return status;
    return moved < GOOD_ENOUGH && take_information(a) ? OT_OK : no_maximum(a, err);
}

/* b, then rho. */
static void fill_joint(const struct ar *a, double *joint) {
    const size_t k = a->k, p = a->p, m = k + p;
    const long double variance = a->solved.rss / (long double)a->n;
    for (size_t i = 0; i < p; i++)
        for (size_t j = 0; j < p; j++)
            joint[(k + i) * m + k + j] = (double)a->inverse[i * p + j];
    for (size_t l = 0; l < k; l++)
        for (size_t i = 0; i < p; i++) {
            long double sum = 0;
            for (size_t j = 0; j < p; j++)
                sum -= a->side[l * p + j] * a->inverse[j * p + i];
            joint[l * m + k + i] = joint[(k + i) * m + l] = (double)sum;
        }
    for (size_t l = 0; l < k; l++)
        for (size_t h = 0; h < k; h++) {
            long double sum = a->solved.inverse[l * k + h] * variance;
            for (size_t i = 0; i < p; i++)
                for (size_t j = 0; j < p; j++)
                    sum += a->side[l * p + i] * a->inverse[i * p + j] * a->side[h * p + j];
            joint[l * m + h] = (double)sum;
        }
}

static long double total_square(const struct ar *a, int has_constant) {
    long double mean = 0, sum = 0;
    for (size_t t = 0; t < a->n; t++)
        mean += has_constant ? (long double)a->y[t] / (long double)a->n : 0;
    for (size_t t = 0; t < a->n; t++)
        sum += (a->y[t] - mean) * (a->y[t] - mean);
    return sum;
}

static void judge(const struct ar *a, ot_regression *r) {
    const double n = (double)a->n, parameters = (double)(a->k + a->p + 1);
    const double left = n - parameters - 1.0;
    const int has_constant = ot_constant_column(a->x, a->n, a->k) < a->k;
    ot_regression_judge(r, a->solved.rss, total_square(a, has_constant), has_constant, 1);
    r->residual_se = r->sigma_scale;
    if (a->p == 0) return;
    if (!isnan(r->r2)) r->adjusted_r2 = 1.0 - (1.0 - r->r2) * (n - has_constant) / r->df;
    r->goodness.log_likelihood -= (double)(a->filter.log_determinant / 2);
    r->goodness.aic = 2.0 * (parameters - r->goodness.log_likelihood);
    r->goodness.bic = log(n) * parameters - 2.0 * r->goodness.log_likelihood;
    r->goodness.aicc =
        left > 0.0 ? r->goodness.aic + 2.0 * parameters * (parameters + 1.0) / left : (double)NAN;
    r->goodness.f = r->goodness.f_df = r->goodness.f_p = (double)NAN;
}

static void take_errors(const struct ar *a, ot_regression *r) {
    for (size_t t = 0; t < a->n; t++) {
        long double u = a->y[t];
        for (size_t j = 0; j < a->k; j++)
            u -= a->solved.b[j] * a->x[t * a->k + j];
        r->residual[t] = (double)u;
    }
}

static ot_status make(struct ar *a, ot_ar *ar, ot_regression *out, ot_error *err) {
    const size_t p = a->p, m = a->k + p;
    ot_ar made = {.p = p};
    const double df = (double)(a->n - m);
    ot_regression r;
    made.joint = calloc(m * m + 1, sizeof *made.joint);
    if (!made.joint) return no_memory(err, a->n, a->k);
    fill_joint(a, made.joint);
    const ot_status status = ot_regression_make(
        &a->in, &a->solved, df, (double)sqrtl(a->solved.rss / (long double)df), &r, err);
    if (status) {
        ot_ar_clear(&made);
        return status;
    }
    judge(a, &r);
    take_errors(a, &r);
    for (size_t j = 0; j < p; j++) {
        made.rho[j] = (double)a->rho[j];
        made.standard_error[j] = sqrt(made.joint[(a->k + j) * (m + 1)]);
    }
    *ar = made;
    *out = r;
    return OT_OK;
}

static ot_status run(struct ar *a, ot_ar *ar, ot_regression *out, ot_error *err) {
    ot_least_squares_input plain = {.x = a->x, .y = a->y, .n = a->n, .k = a->k};
    ot_status status = ot_least_squares_solve(&plain, &a->solved, NULL, err);
    if (status) return status;
    if (a->p > 0) status = refuse_exact(a, err);
    if (!status && a->p > 0) status = ot_ar_search(a->x, a->y, a->n, a->k, a->p, a->partial, err);
    if (!status) status = a->p > 0 ? climb(a, err) : solve(a, err);
    return status ? status : make(a, ar, out, err);
}

ot_status ot_regression_ar(const double *x, const double *y, const int *year, size_t n, size_t k,
                           size_t p, ot_ar *ar, ot_regression *out, ot_error *err) {
    struct ar a = {.x = x, .y = y, .n = n, .k = k, .p = p};
    ot_status status = check(year, n, k, p, err);
    if (!status)
        status =
            ot_regression_check(&(ot_least_squares_input){.x = x, .y = y, .n = n, .k = k}, err);
    if (status) return status;
    status = ar_alloc(&a) ? run(&a, ar, out, err) : no_memory(err, n, k);
    ar_free(&a);
    return status;
}
