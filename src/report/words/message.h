/* message.h -- the sentences of reports, in both languages
 *
 * The words of choices stand in the lists of their enums (spec/spec.h, spec/estimate.h), of tests
 * in estimate_words.h, heads of data in data_words.c, the buttons of the page in html/page.js.
 *
 * One row a message: name, English, Chinese. Where a row is a format, both sentences take the same
 * arguments in the same order (tests/report/test_message.c). */
#ifndef OT_REPORT_MESSAGE_H
#define OT_REPORT_MESSAGE_H

#include "outturn/error.h"
#include "report/words/message_audit.h"
#include "report/words/message_chart.h"
#include "report/words/message_check.h"
#include "report/words/message_compare.h"
#include "report/words/message_estimate.h"
#include "report/words/message_forecast.h"
#include "report/words/message_page.h"
#include "report/words/message_path.h"
#include "report/words/message_prior.h"
#include "report/words/message_report.h"
#include "report/words/message_review.h"
#include "report/words/message_run.h"
#include "report/words/message_score.h"
#include "report/words/message_trace.h"
#include "report/words/message_tune.h"

#define OT_MESSAGE_LIST(X)                                                                        \
    OT_AUDIT_MESSAGE_LIST(X)                                                                      \
    OT_CHART_MESSAGE_LIST(X)                                                                      \
    OT_FORECAST_MESSAGE_LIST(X)                                                                   \
    OT_REPORT_MESSAGE_LIST(X)                                                                     \
    OT_PAGE_MESSAGE_LIST(X)                                                                       \
    OT_TUNE_MESSAGE_LIST(X)                                                                       \
    OT_REVIEW_MESSAGE_LIST(X)                                                                     \
    OT_TRACE_MESSAGE_LIST(X)                                                                      \
    OT_SCORE_MESSAGE_LIST(X)                                                                      \
    OT_RUN_MESSAGE_LIST(X)                                                                        \
    OT_CHECK_MESSAGE_LIST(X)                                                                      \
    OT_COMPARE_MESSAGE_LIST(X)                                                                    \
    OT_PATH_MESSAGE_LIST(X)                                                                       \
    OT_PRIOR_MESSAGE_LIST(X)                                                                      \
    X(OT_SAY_INDICATOR, "indicator", "指标")                                                      \
    X(OT_SAY_UNIT, "unit", "单位")                                                                \
    X(OT_SAY_YEAR, "year", "年份")                                                                \
    X(OT_SAY_SCENARIO, "scenario", "情景")                                                        \
    X(OT_SAY_TARGET, "target", "目标")                                                            \
    X(OT_SAY_WANTED, "wanted", "要求")                                                            \
    X(OT_SAY_EQUATION, "equation", "方程")                                                        \
    X(OT_SAY_KIND, "kind", "类型")                                                                \
    X(OT_SAY_COEFFICIENT, "coefficient", "系数")                                                  \
    X(OT_SAY_MEAN, "estimate", "估计值")                                                          \
    X(OT_SAY_STANDARD_ERROR, "std. error", "标准误")                                              \
    X(OT_SAY_T, "t", "t 值")                                                                      \
    X(OT_SAY_P, "p", "p 值")                                                                      \
    X(OT_SAY_PRIOR, "prior", "先验")                                                              \
    X(OT_SAY_BASE, "base", "基期值")                                                              \
    X(OT_SAY_BASE_YEAR, "base year", "基年")                                                      \
    X(OT_SAY_ASSUMED_BASE_NOTE, "\xE2\x89\x88 an assumption of the model, not an observation.",   \
      "\xE2\x89\x88 为模型设定的基期值，不是实绩。")                                              \
    X(OT_SAY_ASSUMED_FROM_NOTE,                                                                   \
      "\xE2\x89\x88 Its base, or one that it is computed from, is an assumption of the model, "   \
      "not an observation.",                                                                      \
      "\xE2\x89\x88 基期值（或据以计算的基期值）为模型设定，不是实绩。")                          \
    X(OT_SAY_SOURCE, "source", "依据")                                                            \
    X(OT_SAY_SHORTFALL, "gap", "差距")                                                            \
    X(OT_SAY_TOGETHER, "together", "目标组")                                                      \
    X(OT_SAY_N_TARGETS, "targets", "目标数")                                                      \
    X(OT_SAY_ALL_MET, "all met", "全部实现")                                                      \
    X(OT_SAY_N_MET, "number met", "实现个数")                                                     \
    X(OT_SAY_PAIR, "%s: %s", "%s：%s")                                                            \
    X(OT_SAY_LISTED, "%s, %s", "%s、%s")                                                          \
    X(OT_SAY_UNDER, "<%s", "<%s")                                                                 \
    X(OT_SAY_OVER, ">%s", ">%s")                                                                  \
    X(OT_SAY_MODEL_LINE, "model %s, %s", "模型 %s，%s 年")                                        \
    X(OT_SAY_ID, "id", "编号")                                                                    \
    X(OT_SAY_NAME, "name", "名称")                                                                \
    X(OT_SAY_SECTION, "section", "章节")                                                          \
    X(OT_SAY_WORDING, "wording", "原文措辞")                                                      \
    X(OT_SAY_REASON, "reason", "原因")                                                            \
    X(OT_SAY_AT_LEAST, "at least %s", "不低于%s")                                                 \
    X(OT_SAY_AT_MOST, "at most %s", "不高于%s")                                                   \
    X(OT_SAY_ABOUT, "about %s (\xC2\xB1%s)", "%s左右（\xC2\xB1%s）")                              \
    X(OT_SAY_ABOUT_HIGHER, "about %s (from %s up)", "%s左右（%s起算实现）")                       \
    X(OT_SAY_ABOUT_LOWER, "about %s (up to %s)", "%s左右（不超过%s）")                            \
    X(OT_SAY_WITHIN, "%s to %s", "%s至%s")                                                        \
    X(OT_SAY_RISING, "above the year before", "高于上年")                                         \
    X(OT_SAY_BEFORE_SIMULATED, "%s (itself simulated)", "%s（上年亦为模拟值）")                   \
    X(OT_SAY_FALLING, "below the year before", "低于上年")                                        \
    X(OT_SAY_BRIEF_AT_LEAST, "\xE2\x89\xA5 %s", "\xE2\x89\xA5%s")                                 \
    X(OT_SAY_BRIEF_AT_MOST, "\xE2\x89\xA4 %s", "\xE2\x89\xA4%s")                                  \
    X(OT_SAY_BRIEF_ABOUT_SPREAD, "about %s (\xC2\xB1%s)", "%s左右（\xC2\xB1%s）")                 \
    X(OT_SAY_BRIEF_ABOUT_HIGHER, "about %s (\xE2\x89\xA5 %s)", "%s左右（\xE2\x89\xA5%s）")        \
    X(OT_SAY_BRIEF_ABOUT_LOWER, "about %s (\xE2\x89\xA4 %s)", "%s左右（\xE2\x89\xA4%s）")         \
    X(OT_SAY_LEVEL, "level", "水平")                                                              \
    X(OT_SAY_GROWTH, "growth", "增速")                                                            \
    X(OT_SAY_INCREMENT, "increment since %d", "比%d年增加")                                       \
    X(OT_SAY_AVERAGE_GROWTH, "mean growth since %d", "%d年以来年均增速")                          \
    X(OT_SAY_CUMULATIVE, "sum after %d", "%d年以后累计")                                          \
    X(OT_SAY_MILESTONE, "by then", "届时曾")                                                      \
    X(OT_SAY_MEASURED, "%s %s", "%s%s")                                                           \
    X(OT_SAY_IDENTITY, "identity", "恒等式")                                                      \
    X(OT_SAY_BEHAVIOURAL, "behavioural", "行为方程")                                              \
    X(OT_SAY_NAMED_SCENARIO, "%s", "情景“%s”")                                                    \
    X(OT_SAY_CHANGED_HEADING, "Equations that scenarios change: %zu", "各情景改动的方程：%zu 个") \
    X(OT_SAY_NO_MEMORY_NOTES, "%zu further notes were lost for want of memory",                   \
      "因内存不足另有 %zu 条提示未能保留")

typedef enum ot_message {
#define OT_ROW(name, english, chinese) name,
    OT_MESSAGE_LIST(OT_ROW)
#undef OT_ROW
        OT_N_MESSAGES
} ot_message;

const char *ot_message_text(ot_message message, ot_language language);

#endif
