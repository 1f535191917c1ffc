#include "estimate/estimator.h"

#include <math.h>
#include <stdlib.h>

#include "regress/regression_core.h"

static ot_status solve(const ot_estimator_input *s, const double *start, size_t n_starts,
                       ot_nonlinear *out, size_t *redundant, ot_error *err) {
    const ot_nonlinear_input in = {
        .curve = *s->curve, .y = s->y, .start = start, .n_starts = n_starts};
    return ot_nonlinear_solve(&in, out, redundant, err);
}

/* Standard errors are those of the tangent plane at the solution. */
static ot_status make(const ot_estimator_input *s, const ot_nonlinear *found, ot_regression *out,
                      ot_error *err) {
    const ot_least_squares_input in = {.x = found->slope, .y = s->y, .n = s->n, .k = s->k};
    const double df = (double)(s->n - s->k);
    const double scale = (double)sqrtl(found->solved.rss / (long double)df);
    const ot_status status = ot_regression_make(&in, &found->solved, df, scale, out, err);
    if (status) return status;
    out->details.search = found->method;
    (void)ot_detail_add(&out->details, OT_DETAIL_ITERATIONS, (double)found->n_iterations);
    if (isfinite(found->lower)) (void)ot_detail_add(&out->details, OT_DETAIL_LOWER, found->lower);
    return OT_OK;
}

static ot_status run(const ot_estimator_input *s, ot_regression *out, size_t *redundant,
                     ot_error *err) {
    double *grid = calloc((size_t)OT_GRID_STARTS * s->k + 1, sizeof *grid);
    const double *start = s->start ? s->start : grid;
    size_t n_starts = 1;
    ot_nonlinear found = {0};
    ot_status status = OT_OK;
    if (!grid)
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for a curve of %zu coefficients",
                         "内存不足以估计 %zu 个系数的曲线", s->k);
    else
        status = ot_regression_check_count(s->n, s->k, err);
    if (!status && !s->start) status = ot_nonlinear_grid(s->curve, s->y, grid, &n_starts, err);
    if (!status) status = solve(s, start, n_starts, &found, redundant, err);
    if (!status) status = make(s, &found, out, err);
    ot_nonlinear_clear(&found);
    free(grid);
    return status;
}

const ot_estimator ot_estimator_nls = {OT_METHOD_NLS, run};
