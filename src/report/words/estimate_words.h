/* estimate_words.h -- how the report of an estimation names tests, reasons, verdicts; its phrases
 *
 * Keys stand in CSV and JSON and are never translated; the words are a reader's. */
#ifndef OT_REPORT_ESTIMATE_WORDS_H
#define OT_REPORT_ESTIMATE_WORDS_H

#include "estimate/fit.h"
#include "report/document.h"

#define OT_SAY_MISSING "\xE2\x80\x94" /* where there is no number */

/* Test, key, English, Chinese. */
#define OT_TEST_WORDS(X)                                                                          \
    X(OT_TEST_NORMALITY, "normality", "normality", "正态性")                                      \
    X(OT_TEST_MOMENTS, "moments", "skewness and kurtosis", "偏度和峰度")                          \
    X(OT_TEST_AUTOCORRELATION_1, "autocorrelation_1", "autocorrelation", "自相关")                \
    X(OT_TEST_AUTOCORRELATION_2, "autocorrelation_2", "autocorrelation of order 2", "二阶自相关") \
    X(OT_TEST_HETEROSCEDASTICITY, "heteroscedasticity", "heteroscedasticity, large sample",       \
      "异方差（大样本）")                                                                         \
    X(OT_TEST_HETEROSCEDASTICITY_F, "heteroscedasticity_f", "heteroscedasticity", "异方差")       \
    X(OT_TEST_FORM, "functional_form", "functional form", "函数形式")                             \
    X(OT_TEST_BREAK, "break", "structural break", "结构突变")                                     \
    X(OT_TEST_BREAK_FORECAST, "break_forecast", "failing forecast", "预测失效")                   \
    X(OT_TEST_OUTLIER, "outlier", "outlier", "离群值")

#define OT_TEST_REASON_WORDS(X)                                                              \
    X(OT_TEST_MADE, "", "made", "已进行")                                                    \
    X(OT_TEST_TOO_FEW, "too_few", "too few observations", "观测值过少")                      \
    X(OT_TEST_EXACT, "exact", "no residual is left", "没有残差")                             \
    X(OT_TEST_DEPENDENT, "dependent", "regressors explain one another", "解释变量线性相关")  \
    X(OT_TEST_NO_SLOPE, "no_slope", "there is no slope", "没有斜率系数")                     \
    X(OT_TEST_NO_SPREAD, "no_spread", "nothing varies", "没有变异")                          \
    X(OT_TEST_OUT_OF_RANGE, "out_of_range", "beyond the tables", "超出检验用表的范围")       \
    X(OT_TEST_LARGE_SAMPLE, "large_sample", "its law is of large samples", "仅有大样本分布") \
    X(OT_TEST_NOT_FINITE, "not_finite", "not finite", "结果不是有限数")

const char *ot_test_key(ot_test test);
const char *ot_test_reason_key(ot_test_reason reason); /* "" of a test that was made */
const char *ot_verdict_key(ot_verdict_class verdict);
const char *ot_say_test(const ot_document *d, ot_test test);
const char *ot_say_test_reason(const ot_document *d, ot_test_reason reason);

/* The year that a test is about: where its second part begins, or the year that stands out; 0:
 * none. */
int ot_test_year(const ot_form_fit *fit, ot_test test);

/* Details, variance inflation and restrictions count the coefficients that are not fixed. NULL:
 * there is no such one. */
const char *ot_free_coefficient(const ot_form_fit *fit, size_t j);
/* Variance inflation of a coefficient of the form; NaN: none. */
double ot_fit_inflation(const ot_form_fit *fit, size_t coefficient);
/* What the model file names as the source of sigma: of its prior, or of a residual that is given.
 */
const ot_remark *ot_fit_sigma_source(const ot_model *model, const ot_form_fit *fit);
double ot_fit_condition(const ot_form_fit *fit); /* NaN: not diagnosed */

/* Of a number that was computed: four digits that keep their zeros, 54.00. */
const char *ot_say_estimate(ot_document *d, double value);
const char *ot_say_p(ot_document *d, double p); /* one that is very small is only bounded */

/* `more` behind `line`, where neither is empty with the message's mark between them. */
const char *ot_say_joined(ot_document *d, ot_message mark, const char *line, const char *more);

#endif
