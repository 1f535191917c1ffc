#include "regress/system.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "regress/instruments.h"
#include "regress/regression_core.h"
#include "regress/regression_iv.h"

/* Residuals of which those of other equations leave less than this share of the variance carry no
 * information of their own: the weights would be its inverse. */
static const double SINGULAR = 1e-10;
/* Residuals below this share of the left side are what rounding made of none. */
static const double ROUNDING = 1e-13;

struct work {
    const ot_system_input *in;
    size_t k;                /* coefficients in all */
    size_t *first;           /* [g + 1] where those of an equation begin */
    double **fitted;         /* [g] regressors as the instruments explain them; without instruments
                              * they stay NULL */
    long double *b;          /* [k] */
    long double *covariance; /* [k][k] */
    long double *residual;   /* [g][n] */
    long double *sigma;      /* [g][g] */
    long double *weighed_by; /* [g][g] */
    long double *whitener;   /* [g][g] lower: L^-1 */
    double *x, *y;           /* [g n][k], [g n] of the stacked problem */
    size_t n_repeats;
    int has_converged;
};

void ot_system_clear(ot_system *s) {
    for (size_t i = 0; i < s->g && s->equation; i++)
        ot_regression_clear(&s->equation[i]);
    free(s->equation);
    free(s->b);
    *s = (ot_system){0};
}

static ot_status no_memory(ot_error *err, size_t g, size_t k) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu equations with %zu coefficients in all",
                   "内存不足以估计 %zu 个方程的 %zu 个系数", g, k);
}

static void work_free(struct work *w) {
    for (size_t i = 0; i < w->in->g && w->fitted; i++)
        free(w->fitted[i]);
    free(w->fitted);
    free(w->first);
    free(w->b);
    free(w->x);
}

static ot_status work_alloc(struct work *w, ot_error *err) {
    const size_t g = w->in->g, n = w->in->n;
    w->first = calloc(g + 1, sizeof *w->first);
    w->fitted = calloc(g + 1, sizeof *w->fitted);
    if (!w->first || !w->fitted) return no_memory(err, g, 0);
    for (size_t i = 0; i < g; i++)
        w->first[i + 1] = w->k += w->in->equation[i].k; /* at most n each */
    const size_t k = w->k;
    if (g > SIZE_MAX / 256 / (n + 1) || k > SIZE_MAX / 256 / (g * n + k + 1))
        return no_memory(err, g, k);
    w->b = calloc(k + k * k + g * n + 3 * g * g + 1, sizeof *w->b);
    w->x = calloc(g * n * (k + 1) + 1, sizeof *w->x);
    if (!w->b || !w->x) return no_memory(err, g, k);
    w->covariance = w->b + k;
    w->residual = w->covariance + k * k;
    w->sigma = w->residual + g * n;
    w->weighed_by = w->sigma + g * g;
    w->whitener = w->weighed_by + g * g;
    w->y = w->x + g * n * k;
    return OT_OK;
}

static void fill_residuals(struct work *w) {
    const size_t n = w->in->n;
    for (size_t i = 0; i < w->in->g; i++) {
        const ot_system_equation *e = &w->in->equation[i];
        for (size_t t = 0; t < n; t++) {
            long double left = e->y[t];
            for (size_t j = 0; j < e->k; j++)
                left -= w->b[w->first[i] + j] * e->x[t * e->k + j];
            w->residual[i * n + t] = left;
        }
    }
}

static void fill_sigma(struct work *w) {
    const size_t g = w->in->g, n = w->in->n;
    fill_residuals(w);
    for (size_t i = 0; i < g; i++)
        for (size_t j = 0; j < g; j++) {
            const long double df_i = (long double)(n - w->in->equation[i].k);
            const long double df_j = (long double)(n - w->in->equation[j].k);
            long double sum = 0;
            for (size_t t = 0; t < n; t++)
                sum += w->residual[i * n + t] * w->residual[j * n + t];
            w->sigma[i * g + j] =
                sum / (w->in->df == OT_SYSTEM_DF_NONE ? (long double)n : sqrtl(df_i * df_j));
        }
}

/* a = l l'. The equation whose residuals those before it explain, or g. */
static size_t factor(const long double *a, size_t g, long double *l) {
    for (size_t i = 0; i < g; i++) {
        for (size_t j = 0; j <= i; j++) {
            long double sum = a[i * g + j];
            for (size_t c = 0; c < j; c++)
                sum -= l[i * g + c] * l[j * g + c];
            if (j < i)
                l[i * g + j] = sum / l[j * g + j];
            else if (sum > SINGULAR * a[i * g + i])
                l[i * g + i] = sqrtl(sum);
            else
                return i;
        }
    }
    return g;
}

/* L^-1 in place of L, column by column. */
static void invert(long double *l, size_t g) {
    for (size_t c = 0; c < g; c++)
        for (size_t i = c; i < g; i++) {
            long double sum = i == c ? 1 : 0;
            for (size_t j = c; j < i; j++)
                sum -= l[i * g + j] * l[j * g + c];
            l[i * g + c] = sum / l[i * g + i];
        }
}

static int leaves_residuals(const struct work *w, size_t i) {
    const size_t n = w->in->n;
    long double square = 0, whole = 0;
    for (size_t t = 0; t < n; t++) {
        const long double left = w->residual[i * n + t], y = w->in->equation[i].y[t];
        square += left * left;
        whole += y * y;
    }
    return sqrtl(square) > ROUNDING * sqrtl(whole);
}

static ot_status make_whitener(struct work *w, ot_error *err) {
    const size_t g = w->in->g;
    for (size_t i = 0; i < g; i++)
        if (!leaves_residuals(w, i))
            return ot_fail(err, OT_ERR_INPUT,
                           "equation %zu leaves no residuals; it cannot be weighed with the others",
                           "第 %zu 个方程没有残差，无法与其他方程一起加权", i + 1);
    memcpy(w->weighed_by, w->sigma, g * g * sizeof *w->sigma);
    const size_t fault = factor(w->weighed_by, g, w->whitener);
    if (fault < g)
        return ot_fail(err, OT_ERR_INPUT,
                       "the residuals of equation %zu are explained by those of the equations "
                       "before it; leave one of them out",
                       "第 %zu 个方程的残差可由前面各方程的残差表示；请去掉其中一个方程",
                       fault + 1);
    invert(w->whitener, g);
    return OT_OK;
}

/* Rows of equation i: L^-1 times the stacked regressors; those of equation j in its columns. */
static void stack_regressors(struct work *w) {
    const size_t g = w->in->g, n = w->in->n, k = w->k;
    memset(w->x, 0, g * n * k * sizeof *w->x);
    for (size_t i = 0; i < g; i++)
        for (size_t j = 0; j <= i; j++) {
            const ot_system_equation *e = &w->in->equation[j];
            const double *from = w->fitted[j] ? w->fitted[j] : e->x;
            for (size_t t = 0; t < n; t++)
                for (size_t c = 0; c < e->k; c++)
                    w->x[(i * n + t) * k + w->first[j] + c] =
                        (double)(w->whitener[i * g + j] * from[t * e->k + c]);
        }
}

static void stack_residuals(struct work *w) {
    const size_t g = w->in->g, n = w->in->n;
    for (size_t i = 0; i < g; i++)
        for (size_t t = 0; t < n; t++) {
            long double sum = 0;
            for (size_t j = 0; j <= i; j++)
                sum += w->whitener[i * g + j] * w->residual[j * n + t];
            w->y[i * n + t] = (double)sum;
        }
}

/* Solve for what b leaves of the left sides: rounding of the stacked regressors then moves b by a
 * share of the step alone. *moved is the largest step in standard errors. */
static ot_status step(struct work *w, double *moved, ot_error *err) {
    const size_t k = w->k;
    const ot_least_squares_input in = {.x = w->x, .y = w->y, .n = w->in->g * w->in->n, .k = k};
    ot_least_squares solved;
    stack_residuals(w);
    const ot_status status = ot_least_squares_solve(&in, &solved, NULL, err);
    if (status) return status;
    *moved = 0.0;
    for (size_t j = 0; j < k; j++) {
        w->b[j] += solved.b[j];
        *moved = fmax(*moved, (double)(fabsl(solved.b[j]) / sqrtl(solved.inverse[j * k + j])));
    }
    memcpy(w->covariance, solved.inverse, k * k * sizeof *w->covariance);
    ot_least_squares_clear(&solved);
    return OT_OK;
}

/* One joint estimate, with the covariance of the present residuals. */
static ot_status estimate_jointly(struct work *w, double *moved, ot_error *err) {
    ot_status status = make_whitener(w, err);
    if (status) return status;
    stack_regressors(w);
    status = step(w, moved, err);
    if (!status) fill_sigma(w);
    return status;
}

static ot_status repeat(struct work *w, ot_error *err) {
    double moved;
    ot_status status = estimate_jointly(w, &moved, err);
    w->has_converged = w->in->most_repeats == 0;
    while (!status && !w->has_converged && w->n_repeats < w->in->most_repeats) {
        status = estimate_jointly(w, &moved, err);
        w->n_repeats++;
        w->has_converged = moved <= w->in->tolerance;
    }
    return status;
}

static ot_status in_equation(size_t i, ot_status status, ot_error *err) {
    if (status == OT_ERR_NOMEM || !err) return status;
    const ot_error cause = *err;
    return ot_fail(err, status, "equation %zu: %s%.0s", "第 %zu 个方程：%.0s%s", i + 1,
                   cause.text[OT_LANGUAGE_EN], cause.text[OT_LANGUAGE_ZH]);
}

static ot_status project(struct work *w, const ot_instruments *ins, size_t i, ot_error *err) {
    const ot_system_equation *e = &w->in->equation[i];
    int *is_exogenous = calloc(e->k + 1, sizeof *is_exogenous);
    w->fitted[i] = calloc(w->in->n * e->k + 1, sizeof *w->fitted[i]);
    const ot_status status =
        is_exogenous && w->fitted[i]
            ? ot_instruments_project(ins, e->x, e->k, w->fitted[i], is_exogenous, err)
            : no_memory(err, w->in->g, w->k);
    free(is_exogenous);
    return status;
}

/* Equation i alone: b, and the covariance of separate estimates but for sigma^2. */
static ot_status estimate_alone(struct work *w, size_t i, ot_error *err) {
    const ot_system_equation *e = &w->in->equation[i];
    const size_t n = w->in->n, first = w->first[i];
    ot_regression r;
    const ot_status status =
        w->in->z ? ot_regression_iv(e->x, e->y, n, e->k, w->in->z, w->in->m, &r, NULL, err)
                 : ot_regression_ols(e->x, e->y, n, e->k, &r, err);
    if (status) return in_equation(i, status, err);
    const double share =
        w->in->df == OT_SYSTEM_DF_NONE ? ((double)n - (double)e->k) / (double)n : 1.0;
    for (size_t j = 0; j < e->k; j++) {
        w->b[first + j] = r.coefficient[j];
        for (size_t c = 0; c < e->k; c++)
            w->covariance[(first + j) * w->k + first + c] = r.covariance[j * e->k + c] * share;
    }
    ot_regression_clear(&r);
    return OT_OK;
}

static ot_status estimate_separately(struct work *w, ot_error *err) {
    const size_t g = w->in->g;
    ot_instruments ins = {0};
    ot_status status = OT_OK;
    for (size_t i = 0; i < g && !status; i++)
        status = estimate_alone(w, i, err);
    if (!status && w->in->z && !w->in->is_separate)
        status = ot_instruments_make(w->in->z, w->in->n, w->in->m, &ins, err);
    for (size_t i = 0; i < g && !status && ins.z; i++)
        status = project(w, &ins, i, err);
    ot_instruments_clear(&ins);
    if (status) return status;
    fill_sigma(w);
    for (size_t i = 0; i < g; i++)
        w->weighed_by[i * g + i] = w->sigma[i * g + i];
    w->has_converged = 1;
    return OT_OK;
}

/* The part of equation i, as a regression of its own. */
static ot_status make_equation(const struct work *w, size_t i, ot_regression *out, ot_error *err) {
    const ot_system_equation *e = &w->in->equation[i];
    const size_t n = w->in->n, k = e->k, first = w->first[i];
    const ot_least_squares_input in = {.x = e->x, .y = e->y, .n = n, .k = k};
    ot_least_squares s = {.b = w->b + first, .residual = w->residual + i * n};
    s.inverse = calloc(k * k + 1, sizeof *s.inverse);
    if (!s.inverse) return no_memory(err, w->in->g, w->k);
    for (size_t j = 0; j < k; j++)
        for (size_t c = 0; c < k; c++)
            s.inverse[j * k + c] = w->covariance[(first + j) * w->k + first + c];
    for (size_t t = 0; t < n; t++)
        s.rss += s.residual[t] * s.residual[t];
    const ot_status status = ot_regression_make(&in, &s, (double)(n - k), 1.0, out, err);
    free(s.inverse);
    if (status) return status;
    out->sigma_scale = (double)sqrtl(w->sigma[i * w->in->g + i]);
    if (w->in->z || !w->in->is_separate) out->goodness = ot_goodness_none();
    return OT_OK;
}

static void fill_numbers(const struct work *w, ot_system *s) {
    const size_t g = s->g, n = s->n, k = s->k;
    s->covariance = s->b + k;
    s->residual = s->covariance + k * k;
    s->sigma = s->residual + g * n;
    s->weighed_by = s->sigma + g * g;
    for (size_t j = 0; j < k + k * k + g * n + 2 * g * g; j++) /* the same order in both blocks */
        s->b[j] = (double)w->b[j];
}

static ot_status finish(const struct work *w, ot_system *out, ot_error *err) {
    const size_t g = w->in->g, n = w->in->n, k = w->k;
    ot_system s = {.g = g, .n = n, .k = k};
    s.n_repeats = w->n_repeats;
    s.has_converged = w->has_converged;
    s.b = calloc(k + k * k + g * n + 2 * g * g + 1, sizeof *s.b);
    s.equation = calloc(g + 1, sizeof *s.equation);
    ot_status status = s.b && s.equation ? OT_OK : no_memory(err, g, k);
    if (!status) fill_numbers(w, &s);
    for (size_t i = 0; i < g && !status; i++)
        status = make_equation(w, i, &s.equation[i], err);
    for (size_t j = 0; j < k * k && !status; j++)
        if (!isfinite(s.covariance[j]))
            status = ot_fail(err, OT_ERR_NUMERIC, "covariance of %zu coefficients is not finite",
                             "%zu 个系数的协方差不是有限数", k);
    if (status)
        ot_system_clear(&s);
    else
        *out = s;
    return status;
}

ot_status ot_system_estimate(const ot_system_input *in, ot_system *out, ot_error *err) {
    struct work w = {.in = in};
    if (!in->is_separate && in->n <= in->g)
        return ot_fail(
            err, OT_ERR_INPUT,
            "%zu observations for the covariance of the residuals of %zu equations; must "
            "be at least %zu",
            "只有 %zu 个观测值，却要估计 %zu 个方程残差的协方差；至少应有 %zu 个", in->n, in->g,
            in->g + 1);
    ot_status status = work_alloc(&w, err);
    if (!status) status = estimate_separately(&w, err);
    if (!status && !in->is_separate) status = repeat(&w, err);
    if (!status) status = finish(&w, out, err);
    work_free(&w);
    return status;
}
