#include "regress/least_squares.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>

#include "base/wide.h"

/* A column whose distance from the span of those before it is below this share of its length is
 * explained by them. Filip's tenth power, the hardest of the NIST sets, stands 6e-8 off; what
 * rounding leaves of an exact combination is some 1e-16. */
static const double DEPENDENT = 1e-13;

/* The stacked system without the constant column, and all scratch. */
struct stack {
    size_t rows, columns;
    size_t constant;  /* column of the input that centring replaces, or k */
    size_t *column;   /* [columns] which column of the input */
    ot_wide *a, *b;   /* [rows][columns], [rows]: columns of length 1 */
    ot_wide *scale;   /* [columns] their lengths */
    ot_wide *centre;  /* [columns] means of the data columns; 0 when not centred */
    ot_wide y_centre; /* mean of y */
    double *qr, *tau; /* GSL's factors */
    ot_wide *z, *g;   /* [rows][columns] a R^-1; [columns][columns] Cholesky factor of z'z */
    ot_wide *t, *w;   /* [columns][columns] R^-1 G^-1; [columns] scratch */
    ot_wide *solution;
    void *block;
};

void ot_least_squares_clear(ot_least_squares *s) {
    free(s->b);
    *s = (ot_least_squares){0};
}

size_t ot_constant_column(const double *x, size_t n, size_t k) {
    for (size_t j = 0; j < k && n > 0; j++) {
        size_t i = 1;
        while (i < n && !(x[i * k + j] < x[j]) && !(x[i * k + j] > x[j]))
            i++;
        if (i == n && fabs(x[j]) > 0.0) return j;
    }
    return k;
}

static int is_flat(const ot_least_squares_input *in, size_t j) {
    return !in->weight || !(in->weight[j] > 0.0);
}

static ot_status no_memory(ot_error *err, size_t n, size_t k) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for a regression on %zu by %zu numbers",
                   "内存不足以计算 %zu 行 %zu 列的回归", n, k);
}

/* Room for everything in one block; the doubles last, since wide numbers are aligned strictest. */
static int stack_alloc(struct stack *s, size_t rows, size_t columns) {
    const size_t m = rows + 1, c = columns + 1; /* never 0 */
    if (m > SIZE_MAX / 64 / c || c > SIZE_MAX / 256 / c) return 0;
    const size_t n_wide = 2 * m * c + m + 2 * c * c + 4 * c;
    s->block =
        calloc(1, n_wide * sizeof(ot_wide) + (m * c + c) * sizeof(double) + c * sizeof(size_t));
    if (!s->block) return 0;
    s->rows = rows;
    s->columns = columns;
    s->a = s->block;
    s->z = s->a + m * c;
    s->b = s->z + m * c;
    s->g = s->b + m;
    s->t = s->g + c * c;
    s->scale = s->t + c * c;
    s->centre = s->scale + c;
    s->w = s->centre + c;
    s->solution = s->w + c;
    s->qr = (double *)(void *)(s->solution + c);
    s->tau = s->qr + m * c;
    s->column = (size_t *)(void *)(s->tau + c);
    return 1;
}

static ot_wide part(const double *high, const double *low, size_t i) {
    return ot_wide_of(high[i], low ? low[i] : 0.0);
}

static ot_wide mean_of(const double *high, const double *low, size_t n, size_t first,
                       size_t stride) {
    ot_wide sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += part(high, low, first + i * stride);
    return n > 0 ? sum / (ot_wide)n : 0;
}

/* Data rows, centred when a flat constant column asks for it, then one row for each prior. */
static void stack_fill(struct stack *s, const ot_least_squares_input *in) {
    const int is_centred = s->constant < in->k;
    size_t row = in->n;
    s->y_centre = is_centred ? mean_of(in->y, in->y_low, in->n, 0, 1) : 0;
    for (size_t i = 0; i < in->n; i++)
        s->b[i] = part(in->y, in->y_low, i) - s->y_centre;
    for (size_t j = 0, c = 0; j < in->k; j++) {
        if (j == s->constant) continue;
        s->column[c] = j;
        s->centre[c] = is_centred ? mean_of(in->x, in->x_low, in->n, j, in->k) : 0;
        for (size_t i = 0; i < in->n; i++)
            s->a[i * s->columns + c] = part(in->x, in->x_low, i * in->k + j) - s->centre[c];
        if (!is_flat(in, j)) {
            s->a[row * s->columns + c] = in->weight[j];
            s->b[row++] = (ot_wide)in->weight[j] * in->mean[j];
        }
        c++;
    }
}

/* Divide column c by its length. Returns 0 when nothing but rounding is left of it: judged against
 * the longest entry before centring. */
static int stack_scale(struct stack *s, size_t c) {
    ot_wide square = 0, longest = ot_wide_abs(s->centre[c]);
    for (size_t i = 0; i < s->rows; i++) {
        const ot_wide a = s->a[i * s->columns + c];
        square += a * a;
        longest = ot_wide_abs(a) > longest ? ot_wide_abs(a) : longest;
    }
    s->scale[c] = ot_wide_sqrt(square);
    if (!(s->scale[c] > DEPENDENT * longest)) return 0;
    for (size_t i = 0; i < s->rows; i++)
        s->a[i * s->columns + c] /= s->scale[c];
    return 1;
}

static ot_status dependent(const struct stack *s, size_t c, size_t *redundant, ot_error *err) {
    *redundant = s->column[c];
    return ot_fail(err, OT_ERR_INPUT, "column %zu of the regression is explained by the others",
                   "回归的第 %zu 列可由其他列表示", s->column[c] + 1);
}

/* QR of the scaled columns in their own order: |R_cc| is the distance of column c from the span of
 * those before it. */
static ot_status stack_factor(struct stack *s, size_t *redundant, ot_error *err) {
    for (size_t c = 0; c < s->columns; c++)
        if (!stack_scale(s, c)) return dependent(s, c, redundant, err);
    for (size_t i = 0; i < s->rows * s->columns; i++)
        s->qr[i] = (double)s->a[i];
    gsl_matrix_view qr = gsl_matrix_view_array(s->qr, s->rows, s->columns);
    gsl_vector_view tau = gsl_vector_view_array(s->tau, s->columns);
    const int status = gsl_linalg_QR_decomp(&qr.matrix, &tau.vector);
    if (status != GSL_SUCCESS)
        return ot_fail(err, OT_ERR_NUMERIC, "QR of a regression: %s", "回归的 QR 分解出错：%s",
                       gsl_strerror(status));
    for (size_t c = 0; c < s->columns; c++) {
        const double distance = fabs(s->qr[c * s->columns + c]);
        if (!isfinite(distance))
            return ot_fail(err, OT_ERR_NUMERIC, "QR of a regression is not finite",
                           "回归的 QR 分解结果不是有限数");
        if (distance <= DEPENDENT) return dependent(s, c, redundant, err);
    }
    return OT_OK;
}

/* z = a R^-1, row by row: nearly orthonormal columns. */
static void stack_precondition(struct stack *s) {
    const size_t k = s->columns;
    for (size_t i = 0; i < s->rows; i++)
        for (size_t c = 0; c < k; c++) {
            ot_wide sum = s->a[i * k + c];
            for (size_t j = 0; j < c; j++)
                sum -= s->z[i * k + j] * s->qr[j * k + c];
            s->z[i * k + c] = sum / s->qr[c * k + c];
        }
}

/* Upper Cholesky factor of z'z. */
static int stack_gram(struct stack *s) {
    const size_t k = s->columns;
    for (size_t c = 0; c < k; c++)
        for (size_t j = 0; j <= c; j++) {
            ot_wide sum = 0;
            for (size_t i = 0; i < s->rows; i++)
                sum += s->z[i * k + j] * s->z[i * k + c];
            for (size_t l = 0; l < j; l++)
                sum -= s->g[l * k + j] * s->g[l * k + c];
            if (j < c)
                s->g[j * k + c] = sum / s->g[j * k + j];
            else if (sum > 0)
                s->g[c * k + c] = ot_wide_sqrt(sum);
            else
                return 0;
        }
    return 1;
}

/* t = R^-1 G^-1 (upper): t t' is the inverse of a'a. Column c solves (G R) t_c = e_c. */
static void stack_invert(struct stack *s) {
    const size_t k = s->columns;
    for (size_t c = 0; c < k; c++) {
        for (size_t i = c + 1; i-- > 0;) { /* G w = e_c */
            ot_wide sum = i == c ? 1 : 0;
            for (size_t j = i + 1; j <= c; j++)
                sum -= s->g[i * k + j] * s->w[j];
            s->w[i] = sum / s->g[i * k + i];
        }
        for (size_t i = c + 1; i-- > 0;) { /* R t = w */
            ot_wide sum = s->w[i];
            for (size_t j = i + 1; j <= c; j++)
                sum -= s->qr[i * k + j] * s->t[j * k + c];
            s->t[i * k + c] = sum / s->qr[i * k + i];
        }
    }
}

/* solution = (a'a)^-1 a'b; what a leaves of b takes its place. */
static void stack_solve(struct stack *s) {
    const size_t k = s->columns;
    for (size_t c = 0; c < k; c++) { /* G' w = z'b */
        ot_wide sum = 0;
        for (size_t i = 0; i < s->rows; i++)
            sum += s->z[i * k + c] * s->b[i];
        for (size_t j = 0; j < c; j++)
            sum -= s->g[j * k + c] * s->w[j];
        s->w[c] = sum / s->g[c * k + c];
    }
    for (size_t i = 0; i < k; i++) {
        for (size_t c = i; c < k; c++)
            s->solution[i] += s->t[i * k + c] * s->w[c];
        for (size_t row = 0; row < s->rows; row++)
            s->b[row] -= s->a[row * k + i] * s->solution[i];
    }
}

/* Of data row i: the length of G'^-1 z_i, squared, and what centring took away. */
static ot_wide stack_leverage(struct stack *s, size_t i, ot_wide constant) {
    const size_t k = s->columns;
    ot_wide square = constant;
    for (size_t c = 0; c < k; c++) {
        ot_wide sum = s->z[i * k + c];
        for (size_t j = 0; j < c; j++)
            sum -= s->g[j * k + c] * s->w[j];
        s->w[c] = sum / s->g[c * k + c];
        square += s->w[c] * s->w[c];
    }
    return square;
}

/* From the scaled columns to the input's: solution and, in the place of g, inverse. */
static void stack_unscale(struct stack *s) {
    const size_t k = s->columns;
    for (size_t c = 0; c < k; c++) {
        s->solution[c] /= s->scale[c];
        for (size_t d = 0; d < k; d++) {
            ot_wide sum = 0;
            for (size_t j = c > d ? c : d; j < k; j++)
                sum += s->t[c * k + j] * s->t[d * k + j];
            s->g[c * k + d] = sum / s->scale[c] / s->scale[d];
        }
    }
}

/* The constant column, which centring took away, gets its coefficient. */
static void unstack_constant(const struct stack *s, const ot_least_squares_input *in,
                             ot_least_squares *out) {
    const size_t k = in->k;
    const ot_wide level = in->x[s->constant];
    ot_wide b = s->y_centre, own = 1 / (ot_wide)in->n;
    for (size_t c = 0; c < s->columns; c++) {
        ot_wide sum = 0;
        for (size_t d = 0; d < s->columns; d++)
            sum += s->g[c * s->columns + d] * s->centre[d];
        b -= s->solution[c] * s->centre[c];
        own += sum * s->centre[c];
        const long double shared = (long double)(-sum / level);
        out->inverse[s->column[c] * k + s->constant] = shared;
        out->inverse[s->constant * k + s->column[c]] = shared;
    }
    out->b[s->constant] = (long double)(b / level);
    out->inverse[s->constant * k + s->constant] = (long double)(own / level / level);
}

static void unstack(struct stack *s, const ot_least_squares_input *in, ot_least_squares *out) {
    ot_wide rss = 0, penalty = 0;
    const ot_wide constant = s->constant < in->k ? 1 / (ot_wide)in->n : 0;
    for (size_t i = 0; i < in->n; i++)
        out->leverage[i] = (long double)stack_leverage(s, i, constant);
    stack_unscale(s);
    for (size_t c = 0; c < s->columns; c++) {
        out->b[s->column[c]] = (long double)s->solution[c];
        for (size_t d = 0; d < s->columns; d++)
            out->inverse[s->column[c] * in->k + s->column[d]] =
                (long double)s->g[c * s->columns + d];
    }
    if (s->constant < in->k) unstack_constant(s, in, out);
    for (size_t i = 0; i < in->n; i++) {
        out->residual[i] = (long double)s->b[i];
        rss += s->b[i] * s->b[i];
    }
    for (size_t i = in->n; i < s->rows; i++)
        penalty += s->b[i] * s->b[i];
    out->rss = (long double)rss;
    out->penalty = (long double)penalty;
}

static ot_status stack_run(struct stack *s, const ot_least_squares_input *in, ot_least_squares *out,
                           size_t *redundant, ot_error *err) {
    stack_fill(s, in);
    const ot_status status = s->columns > 0 ? stack_factor(s, redundant, err) : OT_OK;
    if (status) return status;
    stack_precondition(s);
    if (!stack_gram(s))
        return ot_fail(err, OT_ERR_NUMERIC, "a regression of %zu columns cannot be solved",
                       "%zu 列的回归无法求解", in->k);
    stack_invert(s);
    stack_solve(s);
    unstack(s, in, out);
    return OT_OK;
}

ot_status ot_least_squares_solve(const ot_least_squares_input *in, ot_least_squares *out,
                                 size_t *redundant, ot_error *err) {
    size_t n_priors = 0, ignored;
    for (size_t j = 0; j < in->k; j++)
        n_priors += !is_flat(in, j);
    if (!redundant) redundant = &ignored;
    *redundant = in->k;
    if (in->n + n_priors < in->k)
        return ot_fail(err, OT_ERR_INPUT,
                       "%zu observations and %zu priors for %zu coefficients; needs as many",
                       "%zu 个观测值加 %zu 个先验，系数却有 %zu 个；前者合计不应少于后者", in->n,
                       n_priors, in->k);
    struct stack s = {.constant = ot_constant_column(in->x, in->n, in->k)};
    if (s.constant < in->k && !is_flat(in, s.constant)) s.constant = in->k;
    const size_t columns = in->k - (s.constant < in->k);
    ot_least_squares made = {0};
    if (in->k < SIZE_MAX / 64 / (in->k + 1) && in->n < SIZE_MAX / 64)
        made.b = calloc(in->k + in->k * in->k + 2 * in->n + 1, sizeof *made.b);
    ot_status status;
    if (made.b && stack_alloc(&s, in->n + n_priors, columns)) {
        made.inverse = made.b + in->k;
        made.residual = made.inverse + in->k * in->k;
        made.leverage = made.residual + in->n;
        status = stack_run(&s, in, &made, redundant, err);
    } else {
        status = no_memory(err, in->n, in->k);
    }
    free(s.block);
    if (status)
        ot_least_squares_clear(&made);
    else
        *out = made;
    return status;
}
