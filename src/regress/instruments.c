#include "regress/instruments.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "regress/least_squares.h"

/* What the instruments leave of a column in their span is the rounding of the column itself, some
 * 1e-16 of its length; the solver takes columns for dependent at the same share. */
static const double IN_SPAN = 1e-13;

void ot_instruments_clear(ot_instruments *ins) {
    free(ins->z);
    *ins = (ot_instruments){0};
}

static ot_status no_memory(ot_error *err, size_t n, size_t m) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu instruments of %zu observations",
                   "内存不足以处理 %zu 个工具变量的 %zu 个观测值", m, n);
}

static ot_status check(const double *z, size_t n, size_t m, ot_error *err) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++)
            if (!isfinite(z[i * m + j]))
                return ot_fail(err, OT_ERR_NUMERIC, "instrument %zu of observation %zu is %g",
                               "第 %zu 个工具变量的第 %zu 个观测值为 %g", j + 1, i + 1,
                               z[i * m + j]);
    return OT_OK;
}

static void copy_columns(const double *z, size_t m, ot_instruments *ins) {
    for (size_t i = 0; i < ins->n; i++)
        for (size_t j = 0; j < ins->m; j++)
            ins->z[i * ins->m + j] = z[i * m + ins->column[j]];
}

/* Leave out one dependent column after the other; at most n can be independent. */
static ot_status prune(const double *z, size_t m, ot_instruments *ins, const double *zero,
                       ot_error *err) {
    for (;;) {
        const size_t kept = ins->m;
        size_t redundant;
        ins->m = kept > ins->n ? ins->n : kept;
        copy_columns(z, m, ins);
        const ot_least_squares_input in = {.x = ins->z, .y = zero, .n = ins->n, .k = ins->m};
        ot_least_squares solved = {0};
        const ot_status status = ot_least_squares_solve(&in, &solved, &redundant, err);
        ot_least_squares_clear(&solved);
        if (!status || redundant >= ins->m) return status;
        for (size_t j = redundant + 1; j < kept; j++)
            ins->column[j - 1] = ins->column[j];
        ins->m = kept - 1;
    }
}

ot_status ot_instruments_make(const double *z, size_t n, size_t m, ot_instruments *out,
                              ot_error *err) {
    ot_status status = check(z, n, m, err);
    if (status) return status;
    ot_instruments ins = {.n = n, .m = m};
    if (n > SIZE_MAX / 64 / (m + 1)) return no_memory(err, n, m);
    ins.z = calloc(1, (n * m + 1) * sizeof *ins.z + m * sizeof *ins.column);
    double *zero = calloc(n + 1, sizeof *zero);
    if (ins.z && zero) {
        ins.column = (size_t *)(void *)(ins.z + n * m + 1);
        for (size_t j = 0; j < m; j++)
            ins.column[j] = j;
        status = prune(z, m, &ins, zero, err);
    } else {
        status = no_memory(err, n, m);
    }
    free(zero);
    if (!status && ins.m >= n)
        status = ot_fail(err, OT_ERR_INPUT,
                         "%zu independent instruments for %zu observations explain every variable; "
                         "must be fewer than the observations",
                         "%zu 个独立的工具变量对 %zu 个观测值可解释任何变量；应少于观测值个数",
                         ins.m, n);
    if (status)
        ot_instruments_clear(&ins);
    else
        *out = ins;
    return status;
}

/* One column: y is scratch for it. */
static ot_status project_column(const ot_instruments *ins, const double *x, size_t k, double *y,
                                double *fitted, int *is_exogenous, ot_error *err) {
    long double square = 0;
    for (size_t i = 0; i < ins->n; i++) {
        y[i] = x[i * k];
        square += (long double)y[i] * y[i];
    }
    const ot_least_squares_input in = {.x = ins->z, .y = y, .n = ins->n, .k = ins->m};
    ot_least_squares solved;
    const ot_status status = ot_least_squares_solve(&in, &solved, NULL, err);
    if (status) return status;
    *is_exogenous = sqrtl(solved.rss) <= IN_SPAN * sqrtl(square);
    for (size_t i = 0; i < ins->n; i++)
        fitted[i * k] = *is_exogenous ? y[i] : (double)(y[i] - solved.residual[i]);
    ot_least_squares_clear(&solved);
    return OT_OK;
}

ot_status ot_instruments_project(const ot_instruments *ins, const double *x, size_t k,
                                 double *fitted, int *is_exogenous, ot_error *err) {
    double *y = calloc(ins->n + 1, sizeof *y);
    if (!y) return no_memory(err, ins->n, ins->m);
    ot_status status = OT_OK;
    for (size_t j = 0; j < k && !status; j++)
        status = project_column(ins, x + j, k, y, fitted + j, is_exogenous + j, err);
    free(y);
    return status;
}
