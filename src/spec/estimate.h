/* estimate.h -- how the coefficients of an equation are found, as plain structs
 *
 * Optional numbers are NaN, optional texts have s NULL, unless said otherwise. */
#ifndef OT_SPEC_ESTIMATE_H
#define OT_SPEC_ESTIMATE_H

#include <stddef.h>

#include "outturn/error.h"
#include "spec/label.h"
#include "spec/text.h"

/* What is true of a method. */
typedef enum ot_method_flag {
    OT_METHOD_IS_POSTERIOR = 1,  /* its answers mix the data with what was known before */
    OT_METHOD_HAS_PRIORS = 2,    /* it reads the priors of the model file */
    OT_METHOD_IS_PANEL = 4,      /* its sample is that of many areas */
    OT_METHOD_IS_SYSTEM = 8,     /* equations are estimated together */
    OT_METHOD_IS_DIAGNOSED = 16, /* tests of least squares say something of its residuals, which
                                  * neither instruments, lags nor other areas made */
    OT_METHOD_IS_TESTED = 32, /* is a coefficient 0? Not of a posterior, nor of what was shrunk */
    OT_METHOD_NEEDS_FREE = 64 /* search, penalty, panel take coefficients; else ols does it all */
} ot_method_flag;

/* The choices of the model file: one row each. Name, word, English, Chinese; of a method its short
 * name in both languages, too, and its flags. */
#define OT_METHOD_LIST(X)                                                                         \
    X(OT_METHOD_OLS, "ols", "ordinary least squares", "普通最小二乘法", "least squares",          \
      "最小二乘法", OT_METHOD_IS_DIAGNOSED | OT_METHOD_IS_TESTED)                                 \
    X(OT_METHOD_WLS, "wls",                                                                       \
      "weighted least squares: weights, or the variance that they are the inverse of",            \
      "加权最小二乘法：给出 weights（权重），或 variance（权重为其倒数）",                        \
      "weighted least squares", "加权最小二乘法", OT_METHOD_IS_DIAGNOSED | OT_METHOD_IS_TESTED)   \
    X(OT_METHOD_ROBUST, "robust", "robust regression: outlying years count less",                 \
      "稳健回归：离群年份的权重较小", "robust regression", "稳健回归",                            \
      OT_METHOD_IS_DIAGNOSED | OT_METHOD_IS_TESTED | OT_METHOD_NEEDS_FREE)                        \
    X(OT_METHOD_RIDGE, "ridge",                                                                   \
      "ridge regression: coefficients are shrunk toward 0, for regressors that move together",    \
      "岭回归：系数向 0 收缩，用于高度共线的解释变量", "ridge regression", "岭回归",              \
      OT_METHOD_IS_DIAGNOSED | OT_METHOD_NEEDS_FREE)                                              \
    X(OT_METHOD_IV, "iv", "two-stage least squares with instruments",                             \
      "两阶段最小二乘法，使用 instruments（工具变量）", "two-stage least squares",                \
      "两阶段最小二乘法", OT_METHOD_IS_TESTED)                                                    \
    X(OT_METHOD_NLS, "nls", "non-linear least squares; coefficients may have a start",            \
      "非线性最小二乘法；系数可给出初值 start", "non-linear least squares", "非线性最小二乘法",   \
      OT_METHOD_IS_DIAGNOSED | OT_METHOD_IS_TESTED | OT_METHOD_NEEDS_FREE)                        \
    X(OT_METHOD_AR, "ar", "regression whose errors are autoregressive, by maximum likelihood",    \
      "误差服从自回归过程的回归，极大似然法", "regression with autoregressive errors",            \
      "误差自回归的回归", OT_METHOD_IS_TESTED)                                                    \
    X(OT_METHOD_SUR, "sur",                                                                       \
      "seemingly unrelated regressions: the equations of a system, their residuals correlated",   \
      "似不相关回归：同一 system 的各方程残差相关", "seemingly unrelated regressions",            \
      "似不相关回归", OT_METHOD_IS_SYSTEM | OT_METHOD_IS_DIAGNOSED | OT_METHOD_IS_TESTED)         \
    X(OT_METHOD_3SLS, "3sls", "three-stage least squares: a system, with instruments",            \
      "三阶段最小二乘法：同一 system 的各方程，使用 instruments", "three-stage least squares",    \
      "三阶段最小二乘法", OT_METHOD_IS_SYSTEM | OT_METHOD_IS_TESTED)                              \
    X(OT_METHOD_BAYES, "bayes",                                                                   \
      "conjugate Bayesian regression with the priors of the coefficients and of sigma",           \
      "共轭贝叶斯回归，使用系数与 sigma 的先验", "Bayesian regression", "贝叶斯回归",             \
      OT_METHOD_IS_POSTERIOR | OT_METHOD_HAS_PRIORS | OT_METHOD_IS_DIAGNOSED)                     \
    X(OT_METHOD_POOLED, "pooled",                                                                 \
      "one equation for a panel of areas: their coefficients are taken to be the same",           \
      "面板混合回归：各地区系数视为相同", "panel of areas, pooled", "面板混合回归",               \
      OT_METHOD_IS_PANEL | OT_METHOD_IS_TESTED | OT_METHOD_NEEDS_FREE)                            \
    X(OT_METHOD_PARTIAL, "partial_pooling",                                                       \
      "a panel of areas: this area's coefficients are shrunk toward the panel's as far as areas " \
      "are alike",                                                                                \
      "面板部分合并回归：按各地区的相近程度，使本地区系数向面板均值收缩",                         \
      "panel of areas, partly pooled", "面板部分合并回归",                                        \
      OT_METHOD_IS_PANEL | OT_METHOD_IS_POSTERIOR | OT_METHOD_NEEDS_FREE)                         \
    X(OT_METHOD_PRIOR, "prior", "the priors alone, no data", "只用先验，不用数据",                \
      "prior only, no data", "仅用先验，未用数据", OT_METHOD_IS_POSTERIOR | OT_METHOD_HAS_PRIORS)

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
    ot_remark source;
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
    ot_remark sigma_source;
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
const char *ot_method_text(ot_method method, ot_language language); /* its short name */
int ot_method_is(ot_method method, ot_method_flag flag);

#endif
