#include <math.h>
#include <stdlib.h>

#include "regress/quantile.h"
#include "regress/regression_core.h"

double ot_prior_scale(double sd, double df) {
    static const double Z_90 = 1.6448536269514722; /* the 95 % point of the normal law */
    return df > 0.0 ? sd * Z_90 / ot_student_quantile(df, Z_90).value : sd;
}

struct prior {
    const double *mean, *sd;
    double scale, df; /* of sigma; scale NaN: flat */
    size_t n_flat;    /* coefficients */
    double *weight;   /* [k] 1 / sqrt(V0), V0 the variance given sigma = 1; 0 flat */
};

static ot_status check_prior(struct prior *p, size_t k, ot_error *err) {
    if (!isnan(p->scale) && !(p->scale > 0.0 && isfinite(p->scale)))
        return ot_fail(err, OT_ERR_INPUT, "prior scale of sigma is %g; must be above 0",
                       "sigma 的先验尺度为 %g；应大于 0", p->scale);
    if (!isnan(p->scale) && !(p->df >= 0.0 && isfinite(p->df)))
        return ot_fail(err, OT_ERR_INPUT, "prior df of sigma is %g; must be at least 0",
                       "sigma 的先验自由度为 %g；应不小于 0", p->df);
    for (size_t j = 0; j < k; j++) {
        if (isnan(p->sd[j])) {
            p->n_flat++;
            continue;
        }
        if (!(p->sd[j] > 0.0 && isfinite(p->sd[j]) && isfinite(p->mean[j])))
            return ot_fail(err, OT_ERR_INPUT,
                           "prior of coefficient %zu has mean %g and sd %g; must be finite, the "
                           "sd above 0",
                           "第 %zu 个系数的先验均值为 %g、标准差为 %g；应为有限数，且标准差大于 0",
                           j + 1, p->mean[j], p->sd[j]);
    }
    return OT_OK;
}

/* The s that weighs the coefficient priors when sigma has none. */
static ot_status scale_of_data(const double *x, const double *y, size_t n, size_t k, double *scale,
                               ot_error *err) {
    ot_regression r;
    if (n < k + OT_REGRESSION_DF_FOR_SCALE)
        return ot_fail(err, OT_ERR_INPUT,
                       "coefficients have priors but sigma has none, and %zu observations for %zu "
                       "coefficients are too few to do without (%zu would do); write sigma = { "
                       "scale = ...; df = ...; }",
                       "系数有先验而 sigma 没有；%zu 个观测值对 %zu 个系数不足以省略它（需 %zu "
                       "个）；请写 sigma = { scale = ...; df = ...; }",
                       n, k, k + OT_REGRESSION_DF_FOR_SCALE);
    const ot_status status = ot_regression_ols(x, y, n, k, &r, err);
    if (status) return status;
    *scale = r.sigma_scale;
    ot_regression_clear(&r);
    return OT_OK;
}

static void fill_weights(struct prior *p, double scale, size_t k) {
    const double share = isnan(p->scale) ? 1.0 : ot_prior_scale(1.0, p->df);
    for (size_t j = 0; j < k; j++)
        p->weight[j] = isnan(p->sd[j]) ? 0.0 : scale / (p->sd[j] * share);
}

/* Both variances are multiples of sigma squared, so that what the data say of sigma does not enter.
 */
static int learn(const ot_least_squares_input *in, const ot_least_squares *solved,
                 ot_regression *out) {
    out->learnt = calloc(in->k + 1, sizeof *out->learnt);
    for (size_t j = 0; j < in->k && out->learnt; j++) {
        const long double precision = (long double)in->weight[j] * in->weight[j];
        const double left = (double)(solved->inverse[j * in->k + j] * precision);
        out->learnt[j] = in->weight[j] > 0.0 ? fmax(1.0 - left, 0.0) : (double)NAN;
    }
    return out->learnt != NULL;
}

/* Posterior of sigma: the flat coefficients have used up one observation each. */
static ot_status posterior(const struct prior *p, const ot_least_squares_input *in,
                           ot_regression *out, ot_error *err) {
    const int is_flat = isnan(p->scale), is_known = !is_flat && !(p->df > 0.0);
    const double used = (double)in->n - (double)p->n_flat;
    const double df = is_known ? 0.0 : used + (is_flat ? 0.0 : p->df);
    if (used < 0.0 || (!is_known && !(df > 0.0)))
        return ot_fail(
            err, OT_ERR_INPUT,
            "%zu observations for %zu coefficients without prior and a residual "
            "variance; must be at least %zu",
            "只有 %zu 个观测值，却有 %zu 个没有先验的系数和残差方差待估；至少应有 %zu 个", in->n,
            p->n_flat, p->n_flat + (is_flat ? 1 : 0));
    ot_least_squares solved;
    ot_status status = ot_least_squares_solve(in, &solved, NULL, err);
    if (status) return status;
    const long double prior_square = is_flat ? 0 : (long double)p->df * p->scale * p->scale;
    const long double square = prior_square + solved.rss + solved.penalty;
    const double scale = is_known ? p->scale : (double)sqrtl(square / df);
    status = ot_regression_make(in, &solved, df, scale, out, err);
    if (!status && !learn(in, &solved, out)) {
        ot_regression_clear(out);
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for %zu priors", "内存不足以存放 %zu 个先验",
                         in->k);
    }
    ot_least_squares_clear(&solved);
    return status;
}

ot_status ot_regression_bayes(const double *x, const double *y, size_t n, size_t k,
                              const double *prior_mean, const double *prior_sd, double sigma_scale,
                              double sigma_df, ot_regression *out, ot_error *err) {
    struct prior p = {.mean = prior_mean, .sd = prior_sd, .scale = sigma_scale, .df = sigma_df};
    ot_least_squares_input in = {.x = x, .y = y, .n = n, .k = k, .mean = prior_mean};
    ot_status status = check_prior(&p, k, err);
    if (!status) status = ot_regression_check(&in, err);
    double scale = sigma_scale;
    if (!status && isnan(sigma_scale) && p.n_flat < k)
        status = scale_of_data(x, y, n, k, &scale, err);
    if (status) return status;
    p.weight = calloc(k + 1, sizeof *p.weight);
    if (p.weight) {
        fill_weights(&p, scale, k);
        in.weight = p.weight;
        status = posterior(&p, &in, out, err);
    } else {
        status =
            ot_fail(err, OT_ERR_NOMEM, "no memory for %zu priors", "内存不足以存放 %zu 个先验", k);
    }
    free(p.weight);
    return status;
}
