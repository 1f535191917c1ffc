#include "regress/regression_iv.h"

#include <math.h>
#include <stdlib.h>

#include "regress/iv_core.h"
#include "regress/regression_core.h"

static ot_status no_memory(ot_error *err, size_t n, size_t k) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for a regression on %zu by %zu numbers",
                   "内存不足以计算 %zu 行 %zu 列的回归", n, k);
}

/* What the coefficients leave of the left side. */
static void structural_residual(const ot_least_squares_input *in, ot_least_squares *s) {
    s->rss = 0;
    for (size_t i = 0; i < in->n; i++) {
        long double left = in->y[i];
        for (size_t j = 0; j < in->k; j++)
            left -= s->b[j] * in->x[i * in->k + j];
        s->residual[i] = left;
        s->rss += left * left;
    }
}

/* The second stage solves fitted'(y - X b) = 0; solving it again for the residuals corrects what
 * rounding of `fitted` did to b. */
static ot_status correct(const ot_projection_iv *p, double *left, ot_least_squares *s,
                         ot_error *err) {
    const size_t n = p->in->n, k = p->in->k;
    const ot_least_squares_input in = {.x = p->fitted, .y = left, .n = n, .k = k};
    structural_residual(p->in, s);
    for (size_t i = 0; i < n; i++)
        left[i] = (double)s->residual[i];
    ot_least_squares step;
    const ot_status status = ot_least_squares_solve(&in, &step, NULL, err);
    if (status) return status;
    for (size_t j = 0; j < k; j++)
        s->b[j] += step.b[j];
    structural_residual(p->in, s);
    ot_least_squares_clear(&step);
    return OT_OK;
}

ot_status ot_iv_solve(const ot_projection_iv *p, ot_least_squares *out, ot_error *err) {
    const size_t n = p->in->n, k = p->in->k;
    const ot_least_squares_input in = {.x = p->fitted, .y = p->in->y, .n = n, .k = k};
    size_t redundant;
    ot_least_squares s;
    ot_status status = ot_least_squares_solve(&in, &s, &redundant, err);
    if (status && redundant < k)
        return ot_fail(err, OT_ERR_INPUT, "the instruments do not identify coefficient %zu",
                       "工具变量不能识别第 %zu 个系数", redundant + 1);
    if (status) return status;
    double *left = calloc(n + 1, sizeof *left);
    status = left ? correct(p, left, &s, err) : no_memory(err, n, k);
    free(left);
    if (status)
        ot_least_squares_clear(&s);
    else
        *out = s;
    return status;
}

static int has_constant(const ot_instruments *ins) {
    for (size_t j = 0; j < ins->m; j++) {
        const double first = ins->z[j];
        size_t i = 1;
        while (i < ins->n && fabs(ins->z[i * ins->m + j] - first) <= 0.0)
            i++;
        if (i == ins->n && fabs(first) > 0.0) return 1;
    }
    return 0;
}

static ot_status refuse_few(const ot_instruments *ins, size_t k, ot_error *err) {
    const int is_told = has_constant(ins);
    const char *en = is_told ? "" : "; the constant is not among them: add \"1\"",
               *zh = is_told ? "" : "；其中没有常数项，请加 \"1\"";
    return ot_fail(err, OT_ERR_INPUT,
                   "%zu independent instrument%s%.0s for %zu coefficient%s%.0s; must be at least "
                   "as many%s%.0s",
                   "只有 %zu 个独立的工具变量%.0s%s，系数却有 %zu 个%.0s%s；前者不应少于后者%.0s%s",
                   ins->m, ins->m == 1 ? "" : "s", "", k, k == 1 ? "" : "s", "", en, zh);
}

static ot_status check_sizes(const ot_least_squares_input *in, const ot_instruments *ins,
                             ot_error *err) {
    const ot_status status = ot_regression_check_count(in->n, in->k, err);
    if (status) return status;
    return ins->m < in->k ? refuse_few(ins, in->k, err) : OT_OK;
}

/* Regressors that explain each other are told from instruments that do not tell them apart. */
static ot_status check_regressors(const ot_least_squares_input *in, ot_error *err) {
    ot_least_squares solved = {0};
    const ot_status status = ot_least_squares_solve(in, &solved, NULL, err);
    ot_least_squares_clear(&solved);
    return status;
}

static ot_status finish(const ot_projection_iv *p, ot_regression *out, ot_first_stage *stage,
                        ot_error *err) {
    const double df = (double)p->in->n - (double)p->in->k;
    ot_least_squares solved;
    ot_first_stage made = {0};
    ot_regression r = {0};
    ot_status status = ot_iv_solve(p, &solved, err);
    if (status) return status;
    const double scale = (double)sqrtl(solved.rss / (long double)df);
    if (stage) status = ot_first_stage_make(p, &solved, &made, err);
    if (!status) status = ot_regression_make(p->in, &solved, df, scale, &r, err);
    ot_least_squares_clear(&solved);
    if (status) {
        ot_first_stage_clear(&made);
        return status;
    }
    r.goodness = ot_goodness_none(); /* b is at no maximum of the likelihood of y given X */
    *out = r;
    if (stage) *stage = made;
    return OT_OK;
}

ot_status ot_regression_iv(const double *x, const double *y, size_t n, size_t k, const double *z,
                           size_t m, ot_regression *out, ot_first_stage *stage, ot_error *err) {
    const ot_least_squares_input in = {.x = x, .y = y, .n = n, .k = k};
    ot_instruments ins = {0};
    ot_projection_iv p = {.in = &in, .instruments = &ins};
    ot_status status = ot_regression_check(&in, err);
    if (!status) status = ot_instruments_make(z, n, m, &ins, err);
    if (!status) status = check_sizes(&in, &ins, err);
    if (!status) status = check_regressors(&in, err);
    if (!status) {
        p.fitted = calloc(n * k + 1, sizeof *p.fitted);
        p.is_exogenous = calloc(k + 1, sizeof *p.is_exogenous);
        if (!p.fitted || !p.is_exogenous) status = no_memory(err, n, k);
    }
    if (!status) status = ot_instruments_project(&ins, x, k, p.fitted, p.is_exogenous, err);
    if (!status) status = finish(&p, out, stage, err);
    free(p.fitted);
    free(p.is_exogenous);
    ot_instruments_clear(&ins);
    return status;
}
