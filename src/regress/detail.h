/* detail.h -- what one method alone has to say: each with its name, key and words
 *
 * Name, key in csv and json, English, Chinese. The words take the place of a label in the report.
 */
#ifndef OT_REGRESS_DETAIL_H
#define OT_REGRESS_DETAIL_H

#include <stddef.h>

#include "outturn/error.h"

#define OT_DETAIL_LIST(X)                                                                      \
    X(OT_DETAIL_RESTRICTION, "restriction_f", "F test of the restrictions (H0: they hold): F", \
      "约束的 F 检验（原假设：约束成立）：F")                                                  \
    X(OT_DETAIL_WEIGHT, "weight", "weight of the year", "年份权重")                            \
    X(OT_DETAIL_PENALTY, "penalty", "penalty", "惩罚参数")                                     \
    X(OT_DETAIL_EFFECTIVE, "effective_coefficients", "coefficients in effect", "有效系数个数") \
    X(OT_DETAIL_FIRST_STAGE, "first_stage_f", "first stage, instruments explain it: F",        \
      "第一阶段，工具变量的解释力：F")                                                         \
    X(OT_DETAIL_FIRST_STAGE_R2, "first_stage_r2", "first stage, partial R\xC2\xB2",            \
      "第一阶段，偏 R\xC2\xB2")                                                                \
    X(OT_DETAIL_SARGAN, "sargan", "Sargan (H0: the extra instruments are valid): chi-squared", \
      "过度识别检验 Sargan（原假设：工具变量有效）：卡方")                                     \
    X(OT_DETAIL_WU_HAUSMAN, "wu_hausman", "Wu-Hausman (H0: least squares is consistent): F",   \
      "Wu-Hausman 检验（原假设：解释变量外生）：F")                                            \
    X(OT_DETAIL_ITERATIONS, "iterations", "iterations", "迭代次数")                            \
    X(OT_DETAIL_LOWER, "lower_rss",                                                            \
      "lower residual sum of squares, met where no search comes to rest",                      \
      "搜索中遇到过但未能收敛的更小残差平方和")                                                \
    X(OT_DETAIL_ERROR_LAG, "error_lag", "lagged error", "滞后误差")                            \
    X(OT_DETAIL_SYSTEM, "system_equations", "equations of the system", "方程组的方程数")       \
    X(OT_DETAIL_AREAS, "areas", "areas of the panel", "面板地区数")                            \
    X(OT_DETAIL_PANEL_ROWS, "panel_observations", "observations of the panel", "面板观测数")   \
    X(OT_DETAIL_YEAR_SD, "year_sd", "years that all areas share: sd",                          \
      "各地区共有的年度波动：标准差")                                                          \
    X(OT_DETAIL_BETWEEN, "between_sd", "between areas: sd", "地区之间：标准差")                \
    X(OT_DETAIL_POOLED, "toward_panel", "moved toward the panel: share", "向面板收缩的比例")

typedef enum ot_detail_name {
#define OT_ROW(name, ...) name,
    OT_DETAIL_LIST(OT_ROW) OT_N_DETAIL_NAMES
#undef OT_ROW
} ot_detail_name;

typedef struct ot_detail {
    ot_detail_name name;
    size_t coefficient; /* SIZE_MAX: of the equation as a whole */
    int rank;           /* a year or the order of a lag; 0: none */
    double value;       /* a statistic or a number */
    double se;          /* its standard error; NaN: none */
    double df1, df2, p; /* of a test; NaN: none */
} ot_detail;

enum { OT_MOST_DETAILS = 64 };

typedef struct ot_details {
    ot_detail at[OT_MOST_DETAILS];
    size_t n;
    const char *search; /* nls: the method that found the coefficients; NULL */
    int is_at_limit;    /* ridge: the penalty chosen is the least or the greatest that was tried */
} ot_details;

const char *ot_detail_key(ot_detail_name name);
const char *ot_detail_text(ot_detail_name name, ot_language language);

/* Append; when there is no room the last one makes it. Both hand the new one back, to be filled
 * further: everything else in it is none. */
ot_detail *ot_detail_add(ot_details *details, ot_detail_name name, double value);
ot_detail *ot_detail_add_test(ot_details *details, ot_detail_name name, double value, double df1,
                              double df2, double p);

#endif
