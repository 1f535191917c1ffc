#include <math.h>

#include "regress/regression_core.h"

ot_status ot_regression_ols(const double *x, const double *y, size_t n, size_t k,
                            ot_regression *out, ot_error *err) {
    return ot_regression_ols_wide(&(ot_least_squares_input){.x = x, .y = y, .n = n, .k = k}, out,
                                  err);
}

ot_status ot_regression_ols_wide(const ot_least_squares_input *input, ot_regression *out,
                                 ot_error *err) {
    const size_t n = input->n, k = input->k;
    ot_least_squares_input in = *input;
    in.weight = in.mean = NULL;
    ot_least_squares solved;
    ot_status status = ot_regression_check_count(n, k, err);
    if (!status) status = ot_regression_check(&in, err);
    if (!status) status = ot_least_squares_solve(&in, &solved, NULL, err);
    if (status) return status;
    const double df = (double)(n - k), scale = (double)sqrtl(solved.rss / (long double)df);
    status = ot_regression_make(&in, &solved, df, scale, out, err);
    ot_least_squares_clear(&solved);
    return status;
}
