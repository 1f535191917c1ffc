#include "regress/restriction.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_cdf.h>

#include "regress/regression_core.h"

/* What elimination leaves of a row or of its right side is nothing below this share of the largest
 * number that went into it: rounding of decimal fractions is some 1e-16. */
static const double NOTHING = 1e-13;

struct elimination {
    size_t m, k;
    long double *a;    /* [m][k + 1], R and q */
    size_t *pivot;     /* [m] column */
    long double *size; /* [k + 1] largest number that went into an entry of the present row */
    int *is_free;      /* [k] */
};

void ot_restriction_clear(ot_restriction *r) {
    free(r->r);
    free(r->offset);
    free(r->free_column);
    *r = (ot_restriction){0};
}

static ot_status no_memory(ot_error *err, size_t m, size_t k) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu restrictions of %zu coefficients",
                   "内存不足以处理 %zu 个约束、%zu 个系数", m, k);
}

static ot_status check(const double *r, const double *q, size_t m, size_t k, ot_error *err) {
    if (m > k)
        return ot_fail(err, OT_ERR_INPUT,
                       "%zu restrictions of %zu coefficients; must not be more than these",
                       "约束有 %zu 个，系数只有 %zu 个；前者不应多于后者", m, k);
    for (size_t i = 0; i < m; i++) {
        if (!isfinite(q[i]))
            return ot_fail(err, OT_ERR_NUMERIC, "right side of restriction %zu is %g",
                           "第 %zu 个约束的右边为 %g", i + 1, q[i]);
        for (size_t j = 0; j < k; j++)
            if (!isfinite(r[i * k + j]))
                return ot_fail(
                    err, OT_ERR_NUMERIC, "restriction %zu takes coefficient %zu %g times",
                    "第 %zu 个约束中第 %zu 个系数的乘数为 %g", i + 1, j + 1, r[i * k + j]);
    }
    return OT_OK;
}

/* Row i less its share of row `by`, whose pivot is 1; notes how large the numbers were. */
static void subtract(struct elimination *e, size_t i, size_t by) {
    const size_t width = e->k + 1;
    long double *row = e->a + i * width;
    const long double *other = e->a + by * width, factor = row[e->pivot[by]];
    const long double size = e->size[e->pivot[by]]; /* whose rounding the factor carries */
    for (size_t j = 0; j < width; j++) {
        e->size[j] = fmaxl(e->size[j], fabsl(size * other[j]));
        row[j] -= factor * other[j];
    }
    row[e->pivot[by]] = 0;
}

/* The largest entry that is more than rounding, of equal ones the last; or k. What is rounding
 * becomes 0, so that the columns of N stay as sparse as they are. */
static size_t find_pivot(struct elimination *e, size_t i) {
    long double *row = e->a + i * (e->k + 1), largest = 0;
    size_t found = e->k;
    for (size_t j = 0; j <= e->k; j++)
        if (fabsl(row[j]) <= NOTHING * e->size[j]) row[j] = 0;
    for (size_t j = 0; j < e->k; j++)
        if (fabsl(row[j]) > 0 && fabsl(row[j]) >= largest) {
            largest = fabsl(row[j]);
            found = j;
        }
    return found;
}

static ot_status eliminate_row(struct elimination *e, size_t i, ot_error *err) {
    const size_t width = e->k + 1;
    long double *row = e->a + i * width;
    for (size_t j = 0; j < width; j++)
        e->size[j] = fabsl(row[j]);
    for (size_t by = 0; by < i; by++)
        subtract(e, i, by);
    const size_t pivot = find_pivot(e, i);
    if (pivot == e->k && fabsl(row[e->k]) > 0)
        return ot_fail(err, OT_ERR_INPUT, "restriction %zu contradicts those before it",
                       "第 %zu 个约束与前面的约束矛盾", i + 1);
    if (pivot == e->k)
        return ot_fail(err, OT_ERR_INPUT, "restriction %zu follows from those before it",
                       "第 %zu 个约束可由前面的约束推出", i + 1);
    const long double by = row[pivot];
    for (size_t j = 0; j < width; j++)
        row[j] /= by;
    e->pivot[i] = pivot;
    e->is_free[pivot] = 0;
    for (size_t up = 0; up < i; up++)
        subtract(e, up, i);
    return OT_OK;
}

static ot_status eliminate(struct elimination *e, const double *r, const double *q, ot_error *err) {
    for (size_t j = 0; j < e->k; j++)
        e->is_free[j] = 1;
    ot_status status = OT_OK;
    for (size_t i = 0; i < e->m && !status; i++) {
        for (size_t j = 0; j < e->k; j++)
            e->a[i * (e->k + 1) + j] = r[i * e->k + j];
        e->a[i * (e->k + 1) + e->k] = q[i];
        status = eliminate_row(e, i, err);
    }
    return status;
}

/* b of a pivot is its right side less what the free coefficients take. */
static void fill(const struct elimination *e, ot_restriction *out) {
    const size_t width = e->k + 1, n_free = e->k - e->m;
    for (size_t j = 0, at = 0; j < e->k; j++)
        if (e->is_free[j]) {
            out->basis[j * n_free + at] = 1;
            out->free_column[at++] = j;
        }
    for (size_t i = 0; i < e->m; i++) {
        const long double *row = e->a + i * width;
        out->offset[e->pivot[i]] = row[e->k];
        for (size_t c = 0; c < n_free; c++)
            out->basis[e->pivot[i] * n_free + c] = 0 - row[out->free_column[c]];
    }
}

static int restriction_alloc(ot_restriction *r, size_t m, size_t k) {
    *r = (ot_restriction){.m = m, .k = k};
    r->r = calloc(m * k + m + 1, sizeof *r->r);
    r->offset = calloc(k + k * (k - m) + 1, sizeof *r->offset);
    r->free_column = calloc(k - m + 1, sizeof *r->free_column);
    if (!r->r || !r->offset || !r->free_column) return 0;
    r->q = r->r + m * k;
    r->basis = r->offset + k;
    return 1;
}

static int elimination_alloc(struct elimination *e, size_t m, size_t k) {
    *e = (struct elimination){.m = m, .k = k};
    e->a = calloc(m * (k + 1) + k + 1, sizeof *e->a);
    e->pivot = calloc(m + 1, sizeof *e->pivot);
    e->is_free = calloc(k + 1, sizeof *e->is_free);
    e->size = e->a ? e->a + m * (k + 1) : NULL;
    return e->a && e->pivot && e->is_free;
}

ot_status ot_restriction_make(const double *r, const double *q, size_t m, size_t k,
                              ot_restriction *out, ot_error *err) {
    ot_status status = check(r, q, m, k, err);
    if (status) return status;
    if (k > UINT16_MAX) return no_memory(err, m, k);
    struct elimination e = {0};
    ot_restriction made = {0};
    if (restriction_alloc(&made, m, k) && elimination_alloc(&e, m, k))
        status = eliminate(&e, r, q, err);
    else
        status = no_memory(err, m, k);
    if (!status) {
        if (m > 0) memcpy(made.r, r, m * k * sizeof *r);
        if (m > 0) memcpy(made.q, q, m * sizeof *q);
        fill(&e, &made);
        *out = made;
    } else {
        ot_restriction_clear(&made);
    }
    free(e.a);
    free(e.pivot);
    free(e.is_free);
    return status;
}

void ot_restriction_reduce(const ot_restriction *r, const double *x, const double *y, size_t n,
                           double *reduced_x, double *reduced_y) {
    const size_t n_free = r->k - r->m;
    for (size_t i = 0; i < n; i++) {
        const double *row = x + i * r->k;
        long double left = y[i];
        for (size_t j = 0; j < r->k; j++)
            left -= r->offset[j] * row[j];
        reduced_y[i] = (double)left;
        for (size_t c = 0; c < n_free; c++) {
            long double sum = 0;
            for (size_t j = 0; j < r->k; j++)
                sum += r->basis[j * n_free + c] * row[j];
            reduced_x[i * n_free + c] = (double)sum;
        }
    }
}

/* b = offset + N g and N V N'; `half` [k][k - m] is scratch for N V. */
static void map_back(const ot_restriction *r, const ot_regression *g, long double *half,
                     ot_least_squares *s) {
    const size_t k = r->k, n_free = k - r->m;
    for (size_t j = 0; j < k; j++) {
        s->b[j] = r->offset[j];
        for (size_t c = 0; c < n_free; c++) {
            s->b[j] += r->basis[j * n_free + c] * g->coefficient[c];
            half[j * n_free + c] = 0;
            for (size_t d = 0; d < n_free; d++)
                half[j * n_free + c] += r->basis[j * n_free + d] * g->covariance[d * n_free + c];
        }
    }
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++) {
            s->inverse[i * k + j] = 0;
            for (size_t c = 0; c < n_free; c++)
                s->inverse[i * k + j] += half[i * n_free + c] * r->basis[j * n_free + c];
        }
    for (size_t i = 0; i < k; i++) /* rounding may leave less than nothing of a fixed one */
        s->inverse[i * k + i] = fmaxl(s->inverse[i * k + i], 0);
}

/* What counts coefficients counts the free ones. */
static void count_free(const ot_restriction *r, const ot_regression *reduced,
                       const ot_least_squares_input *in, ot_regression *out) {
    const size_t n_free = r->k - r->m;
    const double df = (double)in->n - (double)n_free;
    const int has_constant = ot_constant_column(in->x, in->n, in->k) < in->k;
    out->sigma_scale = reduced->sigma_scale;
    out->adjusted_r2 = out->residual_se = (double)NAN;
    if (df > 0.0) out->residual_se = sqrt(out->rss / df);
    if (df > 0.0 && out->tss > 0.0)
        out->adjusted_r2 = 1.0 - out->rss / out->tss * (((double)in->n - has_constant) / df);
    out->goodness = ot_goodness_none();
    if (isfinite(reduced->goodness.log_likelihood))
        out->goodness = ot_goodness_make(out->rss, out->tss, in->n, n_free, 0);
}

ot_status ot_restriction_expand(const ot_restriction *r, const ot_regression *reduced,
                                const double *x, const double *y, ot_regression *out,
                                ot_error *err) {
    const size_t n = reduced->n, k = r->k;
    const ot_least_squares_input in = {.x = x, .y = y, .n = n, .k = k};
    ot_least_squares s = {.b = calloc(k + 2 * k * k + n + 1, sizeof *s.b)};
    if (!s.b) return no_memory(err, r->m, k);
    s.inverse = s.b + k;
    s.residual = s.inverse + k * k;
    map_back(r, reduced, s.residual + n, &s);
    for (size_t i = 0; i < n; i++) {
        s.residual[i] = reduced->residual[i];
        s.rss += s.residual[i] * s.residual[i];
    }
    ot_regression made;
    const ot_status status = ot_regression_make(&in, &s, reduced->df, 1.0, &made, err);
    ot_least_squares_clear(&s);
    if (status) return status;
    count_free(r, reduced, &in, &made);
    *out = made;
    return OT_OK;
}

/* gap = R b - q, and the lower triangle of spread = R V R'. */
static void measure(const ot_restriction *r, const ot_regression *of, long double *gap,
                    long double *spread) {
    const size_t m = r->m, k = r->k;
    for (size_t i = 0; i < m; i++) {
        gap[i] = -(long double)r->q[i];
        for (size_t j = 0; j < k; j++)
            gap[i] += (long double)r->r[i * k + j] * of->coefficient[j];
        for (size_t h = 0; h <= i; h++)
            for (size_t j = 0; j < k; j++)
                for (size_t c = 0; c < k; c++)
                    spread[i * m + h] +=
                        (long double)r->r[i * k + j] * of->covariance[j * k + c] * r->r[h * k + c];
    }
}

/* gap' spread^-1 gap by the Cholesky factor, which takes the place of spread; NaN without one. */
static long double wald(long double *gap, long double *spread, size_t m) {
    long double square = 0;
    for (size_t i = 0; i < m; i++) {
        for (size_t j = 0; j <= i; j++) {
            long double sum = spread[i * m + j];
            const long double whole = sum;
            for (size_t c = 0; c < j; c++)
                sum -= spread[i * m + c] * spread[j * m + c];
            if (j == i && !(sum > NOTHING * whole)) return (long double)NAN;
            spread[i * m + j] = j < i ? sum / spread[j * m + j] : sqrtl(sum);
        }
        for (size_t c = 0; c < i; c++)
            gap[i] -= spread[i * m + c] * gap[c];
        gap[i] /= spread[i * m + i];
        square += gap[i] * gap[i];
    }
    return square;
}

ot_status ot_restriction_wald(const ot_restriction *r, const ot_regression *unrestricted,
                              ot_restriction_test *out, ot_error *err) {
    const double none = (double)NAN, df1 = (double)r->m, df2 = unrestricted->df;
    *out = (ot_restriction_test){none, none, none, none};
    if (r->m == 0 || !(df2 > 0.0)) return OT_OK;
    long double *gap = calloc(r->m + r->m * r->m, sizeof *gap);
    if (!gap) return no_memory(err, r->m, r->k);
    measure(r, unrestricted, gap, gap + r->m);
    const double f = (double)(wald(gap, gap + r->m, r->m) / df1);
    free(gap);
    if (!isfinite(f))
        return ot_fail(err, OT_ERR_NUMERIC,
                       "%zu restrictions cannot be tried: the regression leaves what they restrict "
                       "undetermined or without error",
                       "无法检验 %zu 个约束：回归未能确定被约束的量，或其没有误差", r->m);
    *out = (ot_restriction_test){f, df1, df2, gsl_cdf_fdist_Q(f, df1, df2)};
    return OT_OK;
}
