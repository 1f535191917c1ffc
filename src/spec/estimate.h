/* estimate.h -- how the coefficients of an equation are found, as plain structs
 *
 * Optional numbers are NaN, optional texts have s NULL, unless said otherwise. */
#ifndef OT_SPEC_ESTIMATE_H
#define OT_SPEC_ESTIMATE_H

#include <stddef.h>

#include "outturn/error.h"
#include "spec/text.h"

/* The choices of the model file: one row each. Name, word, English, Chinese. */
#define OT_METHOD_LIST(X)                                                                         \
    X(OT_METHOD_OLS, "ols", "ordinary least squares", "普通最小二乘法")                           \
    X(OT_METHOD_WLS, "wls",                                                                       \
      "weighted least squares: weights, or the variance that they are the inverse of",            \
      "加权最小二乘法：给出 weights（权重），或 variance（权重为其倒数）")                        \
    X(OT_METHOD_ROBUST, "robust", "robust regression: outlying years count less",                 \
      "稳健回归：离群年份的权重较小")                                                             \
    X(OT_METHOD_RIDGE, "ridge",                                                                   \
      "ridge regression: coefficients are shrunk toward 0, for regressors that move together",    \
      "岭回归：系数向 0 收缩，用于高度共线的解释变量")                                            \
    X(OT_METHOD_IV, "iv", "two-stage least squares with instruments",                             \
      "两阶段最小二乘法，使用 instruments（工具变量）")                                           \
    X(OT_METHOD_NLS, "nls", "non-linear least squares; coefficients may have a start",            \
      "非线性最小二乘法；系数可给出初值 start")                                                   \
    X(OT_METHOD_AR, "ar", "regression whose errors are autoregressive, by maximum likelihood",    \
      "误差服从自回归过程的回归，极大似然法")                                                     \
    X(OT_METHOD_SUR, "sur",                                                                       \
      "seemingly unrelated regressions: the equations of a system, their residuals correlated",   \
      "似不相关回归：同一 system 的各方程残差相关")                                               \
    X(OT_METHOD_3SLS, "3sls", "three-stage least squares: a system, with instruments",            \
      "三阶段最小二乘法：同一 system 的各方程，使用 instruments")                                 \
    X(OT_METHOD_BAYES, "bayes",                                                                   \
      "conjugate Bayesian regression with the priors of the coefficients and of sigma",           \
      "共轭贝叶斯回归，使用系数与 sigma 的先验")                                                  \
    X(OT_METHOD_POOLED, "pooled",                                                                 \
      "one equation for a panel of areas: their coefficients are taken to be the same",           \
      "面板混合回归：各地区系数视为相同")                                                         \
    X(OT_METHOD_PARTIAL, "partial_pooling",                                                       \
      "a panel of areas: this area's coefficients are shrunk toward the panel's as far as areas " \
      "are alike",                                                                                \
      "面板部分合并回归：按各地区的相近程度，使本地区系数向面板均值收缩")                         \
    X(OT_METHOD_PRIOR, "prior", "the priors alone, no data", "只用先验，不用数据")

#define OT_WEIGHTING_LIST(X)                                                                   \
    X(OT_WEIGHTING_BISQUARE, "bisquare", "Tukey's biweight: far residuals count nothing",      \
      "Tukey 双权函数：远处残差不计")                                                          \
    X(OT_WEIGHTING_HUBER, "huber", "Huber: far residuals count by their sign, not their size", \
      "Huber 函数：远处残差只计方向、不计大小")

#define OT_PENALTY_LIST(X)                                                   \
    X(OT_PENALTY_GCV, "gcv", "generalised cross-validation", "广义交叉验证") \
    X(OT_PENALTY_L_CURVE, "l_curve", "the corner of the L-curve", "L 曲线的拐角")

#define OT_DIVISOR_LIST(X)                                                                       \
    X(OT_DIVISOR_ADJUSTED, "adjusted", "observations less coefficients", "观测个数减去系数个数") \
    X(OT_DIVISOR_COUNT, "count", "observations", "观测个数")

#define OT_ROW(name, ...) name,
typedef enum ot_method { OT_METHOD_NONE, OT_METHOD_LIST(OT_ROW) OT_N_METHODS } ot_method;
typedef enum ot_weighting { OT_WEIGHTING_LIST(OT_ROW) OT_N_WEIGHTINGS } ot_weighting;
typedef enum ot_penalty { OT_PENALTY_LIST(OT_ROW) OT_N_PENALTIES } ot_penalty;
typedef enum ot_divisor { OT_DIVISOR_LIST(OT_ROW) OT_N_DIVISORS } ot_divisor;
#undef OT_ROW

enum { OT_MOST_ERROR_LAGS = 4 }; /* the highest order of ar: its errors reach so many years back */

typedef struct ot_coefficient_spec {
    const char *name;
    int is_fixed, has_prior;  /* neither: flat prior */
    double value;             /* fixed */
    double mean, sd;          /* prior */
    double low, likely, high; /* what mean and sd were elicited from */
    double start;             /* nls: where the search begins */
    const char *source;
    ot_place place;
} ot_coefficient_spec;

typedef struct ot_map_spec { /* indicator <- series [of area] */
    const char *indicator, *series;
    const char *area; /* NULL: the model's */
    ot_place place;
} ot_map_spec;

typedef struct ot_estimate_spec {
    ot_method method;       /* OT_METHOD_NONE: no estimate group */
    int first, last;        /* sample; 0: all there is */
    const char *area;       /* NULL: the model's own */
    const ot_map_spec *map; /* for that area, and those of a panel */
    size_t n_map;
    double sigma_scale, sigma_df; /* prior of sigma; NaN: flat */
    const char *sigma_source;
    const int *outlier; /* years that do not count */
    size_t n_outliers;
    int finds_outliers;
    const ot_text *restriction; /* linear in the coefficients */
    size_t n_restrictions;
    const ot_text *instrument;
    size_t n_instruments;
    ot_text weights, variance;
    ot_weighting weighting;
    double penalty; /* NaN: by penalty_by */
    ot_penalty penalty_by;
    int order; /* ar */
    const char *system;
    ot_divisor divisor;
    const char **member, **except; /* areas of the panel; none: all with data */
    size_t n_members, n_except;
    ot_place place, area_place, sample_place, sigma_place, outlier_place;
} ot_estimate_spec;

const char *ot_method_name(ot_method method); /* as the model file has it; "none" */
const char *ot_method_text(ot_method method, ot_language language);

static inline int ot_method_is_system(ot_method m) {
    return m == OT_METHOD_SUR || m == OT_METHOD_3SLS;
}
static inline int ot_method_is_panel(ot_method m) {
    return m == OT_METHOD_POOLED || m == OT_METHOD_PARTIAL;
}
/* Do its answers mix the data with what was known before? Then nothing is tested against 0. */
static inline int ot_method_is_posterior(ot_method m) {
    return m == OT_METHOD_BAYES || m == OT_METHOD_PARTIAL || m == OT_METHOD_PRIOR;
}

#endif
