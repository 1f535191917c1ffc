/* message.h -- every word that reports say, in both languages
 *
 * One row a message: name, English, Chinese. Where a row is a format, both sentences take the same
 * arguments in the same order (tests/report/test_message.c). */
#ifndef OT_REPORT_MESSAGE_H
#define OT_REPORT_MESSAGE_H

#include "outturn/error.h"
#include "report/words/message_audit.h"
#include "report/words/message_chart.h"
#include "report/words/message_estimate.h"
#include "report/words/message_forecast.h"
#include "report/words/message_page.h"
#include "report/words/message_report.h"
#include "report/words/message_review.h"
#include "report/words/message_score.h"
#include "report/words/message_trace.h"
#include "report/words/message_tune.h"

#define OT_MESSAGE_LIST(X)                                                                                                                      \
    OT_AUDIT_MESSAGE_LIST(X)                                                                                                                    \
    OT_CHART_MESSAGE_LIST(X)                                                                                                                    \
    OT_FORECAST_MESSAGE_LIST(X)                                                                                                                 \
    OT_REPORT_MESSAGE_LIST(X)                                                                                                                   \
    OT_PAGE_MESSAGE_LIST(X)                                                                                                                     \
    OT_TUNE_MESSAGE_LIST(X)                                                                                                                     \
    OT_REVIEW_MESSAGE_LIST(X)                                                                                                                   \
    OT_TRACE_MESSAGE_LIST(X)                                                                                                                    \
    OT_SCORE_MESSAGE_LIST(X)                                                                                                                    \
    X(OT_SAY_INDICATOR, "indicator", "指标")                                                                                                    \
    X(OT_SAY_UNIT, "unit", "单位")                                                                                                              \
    X(OT_SAY_YEAR, "year", "年份")                                                                                                              \
    X(OT_SAY_SCENARIO, "scenario", "情景")                                                                                                      \
    X(OT_SAY_TARGET, "target", "目标")                                                                                                          \
    X(OT_SAY_WANTED, "wanted", "要求")                                                                                                          \
    X(OT_SAY_EQUATION, "equation", "方程")                                                                                                      \
    X(OT_SAY_KIND, "kind", "类型")                                                                                                              \
    X(OT_SAY_COEFFICIENT, "coefficient", "系数")                                                                                                \
    X(OT_SAY_MEAN, "estimate", "估计值")                                                                                                        \
    X(OT_SAY_STANDARD_ERROR, "std. error", "标准误")                                                                                            \
    X(OT_SAY_T, "t", "t 值")                                                                                                                    \
    X(OT_SAY_P, "p", "p 值")                                                                                                                    \
    X(OT_SAY_PRIOR, "prior", "先验")                                                                                                            \
    X(OT_SAY_BASE, "base", "基期值")                                                                                                            \
    X(OT_SAY_BASE_YEAR, "base year", "基年")                                                                                                    \
    X(OT_SAY_ASSUMED_BASE_NOTE, "\xE2\x89\x88 an assumption of the model, not an observation.",                                                 \
      "\xE2\x89\x88 为模型设定的基期值，不是实绩。")                                                                                            \
    X(OT_SAY_SOURCE, "source", "依据")                                                                                                          \
    X(OT_SAY_SHORTFALL, "gap", "差距")                                                                                                          \
    X(OT_SAY_TOGETHER, "together", "目标组")                                                                                                    \
    X(OT_SAY_N_TARGETS, "targets", "目标数")                                                                                                    \
    X(OT_SAY_ALL_MET, "all met", "全部实现")                                                                                                    \
    X(OT_SAY_N_MET, "number met", "实现个数")                                                                                                   \
    X(OT_SAY_PAIR, "%s: %s", "%s：%s")                                                                                                          \
    X(OT_SAY_LISTED, "%s, %s", "%s、%s")                                                                                                        \
    X(OT_SAY_UNDER, "<%s", "<%s")                                                                                                               \
    X(OT_SAY_OVER, ">%s", ">%s")                                                                                                                \
    X(OT_SAY_MODEL_LINE, "model %s, %s", "模型 %s，%s 年")                                                                                      \
    X(OT_SAY_MARK_NOTE,                                                                                                                         \
      "\xC2\xB6 median and band of the draws that have a value: over 1 %% have none (see the "                                                  \
      "notes).",                                                                                                                                \
      "\xC2\xB6 为有数值的抽样的中位数和区间：超过 1%% 的抽样没有数值（见提示）。")                                                             \
    X(OT_SAY_RUN_LINE, "model %s; %" PRIu64 " draws, seed %" PRIu64 ", executor %s; outturn %s",                                                \
      "模型 %s；抽样 %" PRIu64 " 次，随机种子 %" PRIu64 "，执行器 %s；outturn %s")                                                              \
    X(OT_SAY_SAMPLING_SOBOL,                                                                                                                    \
      "Sampling sobol: 16 scrambled Sobol sequences; standard errors come from their spread (15 "                                               \
      "degrees of freedom).",                                                                                                                   \
      "抽样方法 sobol：16 个随机扰动的 Sobol 序列；标准误取自各序列之间的离散（自由度 15）。")                                                  \
    X(OT_SAY_SAMPLING_ANTITHETIC,                                                                                                               \
      "Sampling antithetic: each draw beside its mirror image; standard errors come from the "                                                  \
      "pairs.",                                                                                                                                 \
      "抽样方法 antithetic：每次抽样与其镜像成对；标准误按各对计算。")                                                                          \
    X(OT_SAY_SAMPLING_LHS,                                                                                                                      \
      "Sampling lhs: 16 Latin hypercubes; standard errors come from their spread (15 degrees of "                                               \
      "freedom).",                                                                                                                              \
      "抽样方法 lhs：16 个拉丁超立方；标准误取自它们之间的离散（自由度 15）。")                                                                 \
    X(OT_SAY_SCENARIO_HEADING, "Scenario %s (%s)", "情景：%s（%s）")                                                                            \
    X(OT_SAY_BAND_LEGEND,                                                                                                                       \
      "Each cell is the median [5 %% .. 95 %% of the draws], then the median growth over the "                                                  \
      "year "                                                                                                                                   \
      "before in percent (in points for rates and shares); a value without brackets is certain.",                                               \
      "单元格为中位数 [抽样的 5%% .. 95%% "                                                                                           \
      "分位数]，其后为比上年增速的中位数（%%；比率和比重为百分点变动）；"                                        \
      "没有方括号的数值是确定的。")                                                                                                             \
    X(OT_SAY_CONDITIONAL,                                                                                                                       \
      "its probabilities are conditional on the scenario: they hold if its assumptions hold.",                                                  \
      "其概率为情景内条件概率：以该情景的假定成立为前提。")                                                                                     \
    X(OT_SAY_TARGETS_HEADING, "Targets: probability of meeting each, %%",                                                                       \
      "目标：各目标实现的概率，%%")                                                                                                             \
    X(OT_SAY_TARGETS_LEGEND,                                                                                                                    \
      "Probability in percent \xC2\xB1 its Monte Carlo error; the gap is the mean distance from "                                               \
      "the target "                                                                                                                             \
      "in the draws that miss it, in the unit of the target (percentage points where that is "                                                  \
      "%%).",                                                                                                                                   \
      "概率（%%）\xC2\xB1 蒙特卡洛误差；差距为未实现目标的抽样与目标的平均距离，"                                \
      "单位同目标（目标以%%计的为百分点）。")                                                                                                   \
    X(OT_SAY_CONDITIONAL_NOTE, "\xE2\x80\xA0 conditional on the scenario's assumptions.",                                                       \
      "\xE2\x80\xA0 情景内条件概率：以该情景的假定成立为前提。")                                                                                \
    X(OT_SAY_ASSUMED_NOTE, "* The document prints no year for it; the year is assumed.",                                                        \
      "* 文件未写明年份，所列年份为假定。")                                                                                                     \
    X(OT_SAY_GROUPS_HEADING, "Targets together: probability of meeting all, %%",                                                                \
      "目标同时实现：概率，%%")                                                                                                                 \
    X(OT_SAY_GROUPS_LEGEND,                                                                                                                     \
      "All met: the probability of meeting every one; number met: median [5 %% .. 95 %%].",                                                     \
      "全部实现：各目标同时实现的概率；实现个数：中位数 [5%% .. 95%% 分位数]。")                                                                \
    X(OT_SAY_GROUPS_LEFT_OUT, "Left out, as some of their targets lie outside of %s: %s.",                                                      \
      "部分目标不在 %s 年之内，未列出的目标组：%s。")                                                                                           \
    X(OT_SAY_GUIDE,                                                                                                                             \
      "Targets guide; they do not forecast. A low probability is no judgement of "                                                              \
      "anybody's work.",                                                                                                                        \
      "预期目标是引导，不是预测；概率低并不是对任何人工作的评价。")                                                                             \
    X(OT_SAY_UNJUDGED_HEADING, "Targets and statements not judged: %zu",                                                                        \
      "未作评判的目标和条目：%zu 项")                                                                                                           \
    X(OT_SAY_UNJUDGED_ITEM, "%zu: %s", "%zu 项：%s")                                                                                            \
    X(OT_SAY_UNJUDGED_LINE, "line", "文件及行")                                                                                                 \
    X(OT_SAY_UNJUDGED_WORDS, "%s (%s)", "%s（%s）")                                                                                             \
    X(OT_SAY_UNJUDGED_FILE, "The list is in unjudged.csv.", "逐条清单见 unjudged.csv。")                                                        \
    X(OT_SAY_ID, "id", "编号")                                                                                                                  \
    X(OT_SAY_NAME, "name", "名称")                                                                                                              \
    X(OT_SAY_SECTION, "section", "章节")                                                                                                        \
    X(OT_SAY_WORDING, "wording", "原文措辞")                                                                                                    \
    X(OT_SAY_REASON, "reason", "原因")                                                                                                          \
    X(OT_SAY_NOT_PROJECTED_HEADING, "Indicators not projected: %zu", "未作推演的指标：%zu 个")                                                  \
    X(OT_SAY_NOT_PROJECTED_ITEM, "%s: %s", "%s：%s")                                                                                            \
    X(OT_SAY_NOTES_HEADING, "Notes", "提示")                                                                                                    \
    X(OT_SAY_NOTE, "note", "提示")                                                                                                              \
    X(OT_SAY_WARNING, "warning", "警告")                                                                                                        \
    X(OT_SAY_NOTE_ITEM, "%s: %s", "%s：%s")                                                                                                     \
    X(OT_SAY_NOTE_PLACED, "%s:%d: %s: %s", "%s:%d: %s：%s")                                                                                     \
    X(OT_SAY_NOTE_OF_SETTING, "%s: %s: %s", "%s: %s：%s")                                                                                       \
    X(OT_SAY_FILES,                                                                                                                             \
      "Files: %s (results.json, bands.csv, targets.csv, estimates.csv, "                                                                        \
      "unjudged.csv, manifest.json)",                                                                                                           \
      "结果文件：%s（results.json、bands.csv、targets.csv、estimates.csv、"                                                           \
      "unjudged.csv、manifest.json）")                                                                                                          \
    X(OT_SAY_RECEIPT,                                                                                                                           \
      "Receipt %s: the same model, data, settings and seed give it again (outturn run --verify "                                                \
      "results.json)",                                                                                                                          \
      "结果校验码 %s：相同的模型、数据、设置和种子得出相同的校验码（outturn run --verify "                         \
      "results.json 可核验）")                                                                                                                  \
    X(OT_SAY_VERIFY_SAME, "Verified: the same bytes, receipt %s\n",                                                                             \
      "核验一致：逐字节相同，校验码 %s\n")                                                                                                      \
    X(OT_SAY_VERIFY_EDITED, "%s holds the same values in other bytes: it was edited\n",                                                         \
      "%s 数值相同而字节不同：文件被改动过\n")                                                                                                  \
    X(OT_SAY_VERIFY_DIFFERS, "Values that differ from %s: %zu\n", "与 %s 不同的值：%zu 个\n")                                                   \
    X(OT_SAY_VERIFY_LARGEST, "  largest relative difference of numbers: %.2g\n",                                                                \
      "  数值的最大相对差别：%.2g\n")                                                                                                           \
    X(OT_SAY_VERIFY_VALUE, "  %s: %s in the file, %s now\n", "  %s：文件中为 %s，现在为 %s\n")                                                  \
    X(OT_SAY_VERIFY_MORE, "  and %zu more\n", "  以及另外 %zu 个\n")                                                                            \
    X(OT_SAY_AT_LEAST, "at least %s", "不低于%s")                                                                                               \
    X(OT_SAY_AT_MOST, "at most %s", "不高于%s")                                                                                                 \
    X(OT_SAY_ABOUT, "about %s (\xC2\xB1%s)", "%s左右（\xC2\xB1%s）")                                                                            \
    X(OT_SAY_ABOUT_HIGHER, "about %s (from %s up)", "%s左右（%s起算实现）")                                                                     \
    X(OT_SAY_ABOUT_LOWER, "about %s (up to %s)", "%s左右（不超过%s）")                                                                          \
    X(OT_SAY_WITHIN, "%s to %s", "%s至%s")                                                                                                      \
    X(OT_SAY_RISING, "above the year before", "高于上年")                                                                                       \
    X(OT_SAY_FALLING, "below the year before", "低于上年")                                                                                      \
    X(OT_SAY_BRIEF_AT_LEAST, "\xE2\x89\xA5 %s", "\xE2\x89\xA5%s")                                                                               \
    X(OT_SAY_BRIEF_AT_MOST, "\xE2\x89\xA4 %s", "\xE2\x89\xA4%s")                                                                                \
    X(OT_SAY_BRIEF_ABOUT_SPREAD, "about %s (\xC2\xB1%s)", "%s左右（\xC2\xB1%s）")                                                               \
    X(OT_SAY_BRIEF_ABOUT_HIGHER, "about %s (\xE2\x89\xA5 %s)", "%s左右（\xE2\x89\xA5%s）")                                                      \
    X(OT_SAY_BRIEF_ABOUT_LOWER, "about %s (\xE2\x89\xA4 %s)", "%s左右（\xE2\x89\xA4%s）")                                                       \
    X(OT_SAY_LEVEL, "level", "水平")                                                                                                            \
    X(OT_SAY_GROWTH, "growth", "增速")                                                                                                          \
    X(OT_SAY_INCREMENT, "increment since %d", "比%d年增加")                                                                                     \
    X(OT_SAY_AVERAGE_GROWTH, "mean growth since %d", "%d年以来年均增速")                                                                        \
    X(OT_SAY_CUMULATIVE, "sum after %d", "%d年以后累计")                                                                                        \
    X(OT_SAY_MILESTONE, "by then", "届时曾")                                                                                                    \
    X(OT_SAY_MEASURED, "%s %s", "%s%s")                                                                                                         \
    X(OT_SAY_IDENTITY, "identity", "恒等式")                                                                                                    \
    X(OT_SAY_BEHAVIOURAL, "behavioural", "行为方程")                                                                                            \
    X(OT_SAY_EQUATIONS_HEADING, "Equations of scenario %s, in solution order: %zu",                                                             \
      "%s的方程（按求解顺序）：%zu 个")                                                                                                         \
    X(OT_SAY_NAMED_SCENARIO, "%s", "情景“%s”")                                                                                                  \
    X(OT_SAY_CHANGED_HEADING, "Equations that scenarios change: %zu", "各情景改动的方程：%zu 个")                                               \
    X(OT_SAY_CHECK_DONE,                                                                                                                        \
      "The model is sound. Indicators: %zu, drivers: %zu, scenarios: %zu, targets: %zu, of which "                                              \
      "judged: %zu.",                                                                                                                           \
      "模型检查通过。指标 %zu 个，驱动因素 %zu 个，情景 %zu 个，目标 %zu 个，其中可评判 %zu 个。")                                              \
    X(OT_SAY_JUDGED_HEADING, "Targets that are judged: %zu", "可评判的目标：%zu 个")                                                            \
    X(OT_SAY_UNUSED_HEADING, "Rows of data that nothing uses: %zu", "没有被使用的数据行：%zu 行")                                               \
    X(OT_SAY_UNUSED_ITEM, "%s:%d: %s, %s, %d", "%s:%d：%s，%s，%d 年")                                                                          \
    OT_ESTIMATE_MESSAGE_LIST(X)                                                                                                                 \
    X(OT_SAY_COMPARE_TITLE, "%s against %s", "%s与%s比较")                                                                                      \
    X(OT_SAY_COMPARE_LEGEND,                                                                                                                    \
      "Differences are %s minus %s, draw by draw on common draws: median [5 %% .. 95 %%]; the "                                                 \
      "relative difference is the median of (B - A) / |A|.",                                                                                    \
      "差值为%s减%s，在相同抽样上逐次相减：中位数 [5%% .. 95%% 分位数]；相对差为逐次 (B - A)/|A| "                 \
      "的中位数。")                                                                                                                             \
    X(OT_SAY_DIFFERENCE, "difference", "差值")                                                                                                  \
    X(OT_SAY_MEAN_DIFFERENCE, "mean diff.", "差值均值")                                                                                         \
    X(OT_SAY_RELATIVE, "relative, %%", "相对差，%%")                                                                                            \
    X(OT_SAY_SHARE_ABOVE, "B > A, %%", "B 高于 A，%%")                                                                                          \
    X(OT_SAY_COMPARE_TARGETS, "Targets: probabilities and their difference, %%",                                                                \
      "目标：概率及其差，%%")                                                                                                                   \
    X(OT_SAY_COMPARE_GROUPS,                                                                                                                    \
      "Targets together: probabilities of meeting all and their difference, %%",                                                                \
      "目标同时实现：概率及其差，%%")                                                                                                           \
    X(OT_SAY_PAIRED_NOTE,                                                                                                                       \
      "The error of a difference is that of paired draws: smaller than those of the two "                                                       \
      "probabilities suggest.",                                                                                                                 \
      "差的误差按配对抽样计算，小于由两个概率各自误差推得的数值。")                                                                             \
    X(OT_SAY_DRAWS_NOT_FINITE,                                                                                                                  \
      "%s, %s: in %" PRIu64 " of %" PRIu64                                                                                                      \
      " draws its quantity is not finite; these count as not met",                                                                              \
      "%s（%s）：%" PRIu64 "（共 %" PRIu64 "）次抽样中所评数量不是有限数，按未实现计")                                                          \
    X(OT_SAY_NEVER_FINITE,                                                                                                                      \
      "%s, %s: its quantity is not finite in any draw; it cannot be judged in this scenario and "                                               \
      "is "                                                                                                                                     \
      "left out of its joint probabilities",                                                                                                    \
      "%s（%s）：所评数量在所有抽样中均不是有限数，在该情景下无法评判，不计入联合概率")                                                         \
    X(OT_SAY_SOLVE_LINE, "model %s, %s; mode %s: %s%s", "模型 %s，%s 年；模式 %s：%s%s")                                                        \
    X(OT_SAY_VALUE, "value", "数值")                                                                                                            \
    X(OT_SAY_SIMULATED, "simulated", "模拟")                                                                                                    \
    X(OT_SAY_BY_EQUATION, "by equation", "方程给出")                                                                                            \
    X(OT_SAY_OBSERVED, "observed", "观测")                                                                                                      \
    X(OT_SAY_RESIDUAL, "residual", "残差")                                                                                                      \
    X(OT_SAY_YEARS_COMPARED, "years", "年数")                                                                                                   \
    X(OT_SAY_MEAN_ERROR, "mean error", "平均误差")                                                                                              \
    X(OT_SAY_RMSE, "RMSE", "RMSE")                                                                                                              \
    X(OT_SAY_MAPE, "MAPE, %%", "MAPE，%%")                                                                                                      \
    X(OT_SAY_LARGEST_RESIDUAL, "largest residual", "最大残差")                                                                                  \
    X(OT_SAY_OF_MAXIMUM, "share of largest value, %%", "占最大观测值，%%")                                                                      \
    X(OT_SAY_HISTORY_LEGEND,                                                                                                                    \
      "How closely history is followed. Errors are simulated less observed values, in the unit "                                                \
      "of the indicator: their mean (above 0: too high), the root of their mean square (RMSE), "                                                \
      "and the mean of their size in percent of the observed value (MAPE).",                                                                    \
      "与历史的接近程度。误差为模拟值减观测值，单位同指标：平均误差（大于 0 "                                  \
      "为偏高）、均方根误差（RMSE）、误差绝对值占观测值百分比的平均（MAPE）。")                                                                 \
    X(OT_SAY_RESIDUAL_LEGEND,                                                                                                                   \
      "Do the equations reproduce history? Residuals are observed values less what each equation "                                              \
      "makes of observed values; the largest one is also given as a share of the largest "                                                      \
      "observation of the series. The largest shares come first.",                                                                              \
      "各方程能否再现历史？残差为观测值减方程由观测值算得的数值；最大残差另列其占该序列最大观测值" \
      "的比例，按该比例由大到小排列。")                                                                                                         \
    X(OT_SAY_REPRODUCED,                                                                                                                        \
      "%zu of %zu identities and %zu of %zu behavioural equations reproduce history to rounding: "                                              \
      "no residual exceeds %g of the largest observation. Figures kept in single precision "                                                    \
      "differ by as much.",                                                                                                                     \
      "恒等式 %zu 个（共 %zu 个）、行为方程 %zu 个（共 %zu "                                                                    \
      "个）在舍入误差内再现历史：残差均不超过最大观测值的 "                                                            \
      "%g。以单精度保存的数据即有这样大的误差。")                                                                                               \
    X(OT_SAY_NOT_REPRODUCED, "Identities that do not: %s.", "未能再现历史的恒等式：%s。")                                                       \
    X(OT_SAY_NOT_REPRODUCED_BEHAVIOURAL,                                                                                                        \
      "Behavioural equations that do not, as is to be expected where they are estimated: %s.",                                                  \
      "未能再现历史的行为方程（估计的方程本应如此）：%s。")                                                                                     \
    X(OT_SAY_NOTHING_OBSERVED,                                                                                                                  \
      "No simulated value of these years has an observation to be compared with.",                                                              \
      "这些年份的模拟值均无观测值可比较。")                                                                                                     \
    X(OT_SAY_SOLVER_LINE,                                                                                                                       \
      "Solver: simultaneous blocks %zu, with %s and %s; %s; largest relative residual left %.2g.",                                              \
      "求解：联立方程块 %zu 个，含%s、%s；%s；剩余最大相对残差 %.2g。")                                                                         \
    X(OT_SAY_ONE_EQUATION, "%zu equation", "方程 %zu 个")                                                                                       \
    X(OT_SAY_SOME_EQUATIONS, "%zu equations", "方程 %zu 个")                                                                                    \
    X(OT_SAY_ONE_FEEDBACK, "%zu feedback variable", "反馈变量 %zu 个")                                                                          \
    X(OT_SAY_SOME_FEEDBACK, "%zu feedback variables", "反馈变量 %zu 个")                                                                        \
    X(OT_SAY_ONE_ITERATION, "%zu iteration", "迭代 %zu 次")                                                                                     \
    X(OT_SAY_SOME_ITERATIONS, "%zu iterations", "迭代 %zu 次")                                                                                  \
    X(OT_SAY_AS_IF_LAST, ", as if %d were the last year known", "，如同只知道 %d 年及以前的数据")                                               \
    X(OT_SAY_SOLVER_RECURSIVE,                                                                                                                  \
      "Solver: the %zu equations are recursive, evaluated one after the other; nothing to "                                                     \
      "iterate.",                                                                                                                               \
      "求解：%zu 个方程均为递归方程，依次计算，无需迭代。")                                                                                     \
    X(OT_SAY_SOLVER_NONE,                                                                                                                       \
      "Each of the %zu equations was evaluated by itself; nothing was solved.",                                                                 \
      "%zu 个方程各自单独计算，未联立求解。")                                                                                                   \
    X(OT_SAY_ORDER_HEADING, "Solution order of %s", "%s的求解顺序")                                                                             \
    X(OT_SAY_ORDER_ALL, "all scenarios", "全部情景")                                                                                            \
    X(OT_SAY_ORDER_SUMMARY,                                                                                                                     \
      "%zu equations: %zu recursive; simultaneous blocks: %zu (sizes: %s), feedback variables: "                                                \
      "%zu.",                                                                                                                                   \
      "方程 %zu 个：递归 %zu 个；联立方程块 %zu 个（各含方程数：%s），反馈变量 %zu 个。")                                                       \
    X(OT_SAY_ORDER_RECURSIVE, "%zu equations, all recursive.", "方程 %zu 个，均为递归方程。")                                                   \
    X(OT_SAY_STAGE, "stage", "步骤")                                                                                                            \
    X(OT_SAY_N_EQUATIONS, "equations", "方程数")                                                                                                \
    X(OT_SAY_SOLVER, "solver", "求解方法")                                                                                                      \
    X(OT_SAY_FEEDBACK, "feedback variables", "反馈变量")                                                                                        \
    X(OT_SAY_IN_ORDER, "equations, in this order", "方程（按此顺序）")                                                                          \
    X(OT_SAY_RECURSIVE, "recursive", "递归")                                                                                                    \
    X(OT_SAY_BLOCK, "simultaneous", "联立")                                                                                                     \
    X(OT_SAY_PATH_LINE, "model %s, %s, scenario: %s; without shocks",                                                                           \
      "模型 %s，%s 年，情景：%s；无冲击")                                                                                                       \
    X(OT_SAY_CHANGED_IN, "changed in", "变动年份")                                                                                              \
    X(OT_SAY_CUMULATED, "sum", "累计")                                                                                                          \
    X(OT_SAY_ONE_POINT, "1 percentage point", "1 个百分点")                                                                                     \
    X(OT_SAY_SHOCK_HEADING, "%s (%s): %s more in one year", "%s（%s）在某一年增加 %s")                                                          \
    X(OT_SAY_NOT_MOVED, "Indicators that it does not move: %zu", "不受其影响的指标：%zu 个")                                                    \
    X(OT_SAY_MULTIPLIERS_LEGEND,                                                                                                                \
      "Multipliers: what the change makes of each indicator, in its own unit. The figure in the "                                               \
      "year of the change is the impact multiplier, those of later years are interim "                                                          \
      "multipliers, the last column is their sum. They are exact derivatives: half the change "                                                 \
      "does half as much; of large changes in a model that is not linear they tell the direction "                                              \
      "and roughly the size.",                                                                                                                  \
      "乘数：该变动对各指标的影响，以各指标自身的单位计。变动当年的数为即期乘数，以后各年为中期乘" \
      "数，最后一列为其累计。乘数为精确导数：变动减半，影响减半；模型非线性时，对大的变动只说明方" \
      "向和大致幅度。")                                                                                                                         \
    X(OT_SAY_GOALS_HEADING, "Wanted", "目标值")                                                                                                 \
    X(OT_SAY_BEFORE, "before", "原值")                                                                                                          \
    X(OT_SAY_REACHED, "reached", "达到")                                                                                                        \
    X(OT_SAY_AFTER, "after", "新值")                                                                                                            \
    X(OT_SAY_CHANGE, "change", "改动")                                                                                                          \
    X(OT_SAY_CHANGE_PERCENT, "change, %%", "改动，%%")                                                                                          \
    X(OT_SAY_INSTRUMENT, "instrument", "政策工具")                                                                                              \
    X(OT_SAY_INSTRUMENTS_HEADING, "Instruments", "政策工具")                                                                                    \
    X(OT_SAY_SEEK_SQUARE,                                                                                                                       \
      "As many values of instruments (%zu) as wanted values (%zu): every goal is met, and these "                                               \
      "are the only changes near the scenario that do it.",                                                                                     \
      "政策工具的取值（%zu 个）与目标值（%zu "                                                                                   \
      "个）一样多：各目标全部实现，在该情景附近只有这一组改动能做到。")                                                                         \
    X(OT_SAY_SEEK_LEAST_CHANGE,                                                                                                                 \
      "More values of instruments (%zu) than wanted values (%zu): many changes meet every goal; "                                               \
      "these are the least, each measured by its share of the value before and by its weight.",                                                 \
      "政策工具的取值（%zu 个）多于目标值（%zu "                                                                                \
      "个）：能实现各目标的改动有多组；这里是改动最小的一组，各项改动按占原值的比重和权重计量。")                                               \
    X(OT_SAY_SEEK_LEAST_SQUARES,                                                                                                                \
      "Fewer values of instruments (%zu) than wanted values (%zu): not every goal can be met; "                                                 \
      "the sum of the squared relative misses is the least that can be had (least squares).",                                                   \
      "政策工具的取值（%zu 个）少于目标值（%zu "                                                                                \
      "个）：不能实现每个目标；这里使相对差距的平方和最小（最小二乘）。")                                                                       \
    X(OT_SAY_SEEK_DONE, "Iterations: %d", "迭代次数：%d")                                                                                       \
    X(OT_SAY_PASTE_HEADING, "As a scenario, for the section scenarios of the model file",                                                       \
      "写成情景，可粘贴到模型文件的 scenarios 部分")                                                                                            \
    X(OT_SAY_PASTE_NOTE,                                                                                                                        \
      "A driver has one value for each year, %s, where nothing was sought that of the "                                                         \
      "scenario: these must be the years that the model file projects.",                                                                        \
      "驱动因素在 %s 年每年一个值，没有求解的年份取原情景的值；模型文件的推演年份须与此相同。")                                                 \
    X(OT_SAY_SOUGHT_ELSEWHERE,                                                                                                                  \
      "Found for %s, while the model file projects %s: these values are a scenario only of a "                                                  \
      "model file with first_year = %d and last_year = %d.",                                                                                    \
      "求解的年份是 %s 年，而模型文件推演 %s 年：只有 first_year = %d、last_year = %d "                                     \
      "的模型文件才能把这些数值写成情景。")                                                                                                     \
    X(OT_SAY_YEARS, "%d to %d", "%d—%d")                                                                                                        \
    X(OT_SAY_ADD_FACTOR_OF, "add-factor of %s", "%s的附加因子")                                                                                 \
    X(OT_SAY_COEFFICIENTS_OF, "coefficients of %s", "%s的系数")                                                                                 \
    X(OT_SAY_GIVEN_OF, "%s, given", "%s（给定）")                                                                                               \
    X(OT_SAY_CHANGED_EQUATIONS, "changed equations", "改动的方程")                                                                              \
    X(OT_SAY_ASSUMPTION, "changed assumption", "改动的假设")                                                                                    \
    X(OT_SAY_CONTRIBUTIONS_SUM, "sum of the contributions", "贡献之和")                                                                         \
    X(OT_SAY_B_LESS_A, "difference, B - A", "差值，B - A")                                                                                      \
    X(OT_SAY_REMAINDER, "not explained", "未能分解的余额")                                                                                      \
    X(OT_SAY_EXPLAIN_LINE,                                                                                                                      \
      "model %s, %s; on paths without shocks: changed laws, such as likelier events, are "                                                      \
      "not seen, and figures may differ a little from medians of draws",                                                                        \
      "模型 %s，%s "                                                                                                                         \
      "年；沿无冲击路径计算：分布规律的改动（例如事件更易发生）不在其内，数值可能与抽样的中位数略" \
      "有差异")                                                                                                                                 \
    X(OT_SAY_IN_BRACKETS, " (%s)", "（%s）")                                                                                                    \
    X(OT_SAY_EXPLAIN_HEADING, "%s%s: why %s differs from %s", "%s%s：%s为何不同于%s")                                                           \
    X(OT_SAY_NOTHING_CHANGED, "The two scenarios assume the same.", "两个情景的假设相同。")                                                     \
    X(OT_SAY_CHANGES_STILL, "Changed assumptions that do not move it: %zu",                                                                     \
      "对其没有影响的改动假设：%zu 项")                                                                                                         \
    X(OT_SAY_METHOD_SHAPLEY,                                                                                                                    \
      "Changed assumptions: %zu. What a change does depends on those made before it; each "                                                     \
      "contribution is the mean over all orders in which they can be made (Shapley 1953), so "                                                  \
      "that none is favoured and they sum to the difference. Paths solved for each indicator: "                                                 \
      "%zu.",                                                                                                                                   \
      "改动的假设共 %zu "                                                                                                                 \
      "项。一项改动的作用取决于先做了哪些改动；各项贡献为所有先后次序的平均（Shapley "                       \
      "1953），不偏向任何一项，其和等于差值。每个指标求解路径 %zu 条。")                                                                        \
    X(OT_SAY_METHOD_INTEGRAL,                                                                                                                   \
      "Changed assumptions: %zu, too many to try every order. All are moved together, little by "                                               \
      "little, on the straight way from A to B; each contribution is the sum of what its own "                                                  \
      "small moves do (Aumann and Shapley 1974). Paths solved for each indicator: %zu.",                                                        \
      "改动的假设共 %zu 项，无法逐一尝试所有次序。各项假设沿 A 至 B "                                                  \
      "的直线一起逐步变动；各项贡献为其自身各小步作用之和（Aumann 与 Shapley "                                       \
      "1974）。每个指标求解路径 %zu 条。")                                                                                                      \
    X(OT_SAY_PRIOR_TITLE, "What a panel says of growth: %s", "面板数据中的增长率：%s")                                                          \
    X(OT_SAY_PRIOR_HEADING, "%s: growth in percent a year", "%s：年增长率（%%）")                                                               \
    X(OT_SAY_PRIOR_SPAN, "Growth rates: %zu, of %zu areas, %s",                                                                                 \
      "增长率 %zu 个，地区 %zu 个，%s 年")                                                                                                      \
    X(OT_SAY_PRIOR_QUANTITY, "in percentage points", "百分点")                                                                                  \
    X(OT_SAY_PRIOR_MEAN, "mean growth of an area", "地区平均增长率")                                                                            \
    X(OT_SAY_PRIOR_MEDIAN, "median of all growth rates", "全部增长率的中位数")                                                                  \
    X(OT_SAY_PRIOR_MEAN_LOG, "mean of all growth rates in logarithms (x 100)",                                                                  \
      "全部对数增长率的平均（×100）")                                                                                                           \
    X(OT_SAY_PRIOR_BETWEEN, "between areas: sd of their mean growth",                                                                           \
      "地区之间：平均增长率的标准差")                                                                                                           \
    X(OT_SAY_PRIOR_COMMON, "between years: sd of what all areas share",                                                                         \
      "年份之间：各地共同部分的标准差")                                                                                                         \
    X(OT_SAY_PRIOR_OWN, "within areas: sd of an area's own part of a year",                                                                     \
      "地区之内：本地自身部分的标准差")                                                                                                         \
    X(OT_SAY_PRIOR_ROBUST, "the same as most rates have it (MAD x 1.48)",                                                                       \
      "同上，按多数增长率（MAD×1.48）")                                                                                                         \
    X(OT_SAY_PRIOR_OWN_PERSISTENCE, "persistence of the own part", "自身部分的持续性")                                                          \
    X(OT_SAY_PRIOR_COMMON_PERSISTENCE, "persistence of the common part", "共同部分的持续性")                                                    \
    X(OT_SAY_PRIOR_PERSISTENCE, "persistence of a year, both parts together",                                                                   \
      "两部分合计的持续性")                                                                                                                     \
    X(OT_SAY_PRIOR_DF, "degrees of freedom of the tails (Student-t)", "尾部自由度（学生 t 分布）")                                              \
    X(OT_SAY_PRIOR_NORMAL, "normal", "正态")                                                                                                    \
    X(OT_SAY_PRIOR_LAW_HEADING, "What this makes of a driver", "由此得到的驱动因素")                                                            \
    X(OT_SAY_PRIOR_NEW_AREA, "Growth of an area whose own mean is not known",                                                                   \
      "自身平均增长率未知的地区的增长率")                                                                                                       \
    X(OT_SAY_PRIOR_OWN_AREA,                                                                                                                    \
      "Growth of \"%s\", whose own rates are weighed with those of all areas",                                                                  \
      "“%s”的增长率：自身数据与全部地区加权")                                                                                                   \
    X(OT_SAY_PRIOR_MIDDLE, "middle", "中心值")                                                                                                  \
    X(OT_SAY_PRIOR_UNCERTAINTY, "sd of the area's mean about it",                                                                               \
      "本地平均增长率的不确定性（标准差）")                                                                                                     \
    X(OT_SAY_PRIOR_YEAR_SD, "sd of a year about the area's mean", "单个年份偏离本地平均的标准差")                                               \
    X(OT_SAY_PRIOR_SD, "sd of a year about the middle: both",                                                                                   \
      "单个年份偏离中心值的标准差（两者合计）")                                                                                                 \
    X(OT_SAY_PRIOR_SUM_SD, "sd of %d years' growth together", "%d 年增长合计的标准差")                                                          \
    X(OT_SAY_PRIOR_PANEL_SUM_SD, "the same as the panel's rates have it",                                                                       \
      "同上，按面板中的增长率")                                                                                                                 \
    X(OT_SAY_PRIOR_LAW_NOTE,                                                                                                                    \
      "The law's sd is that of a year about the middle, sd = scale x sqrt(df / (df - 2)); its "                                                 \
      "persistence is not that of a year: it is raised until the growth of %d years together has "                                              \
      "the sd above, as an error of the mean stays from year to year.",                                                                         \
      "分布规律的标准差取单个年份偏离中心值的标准差（scale × sqrt(df / (df - "                                          \
      "2))）；其持续性不等于年份的持续性：均值的误差年年相同，故提高到使 %d "                                    \
      "年增长合计具有上述标准差。")                                                                                                             \
    X(OT_SAY_AREA, "area", "地区")                                                                                                              \
    X(OT_SAY_OUTLIERS_LEFT_OUT, "Outliers (left out): %zu of %zu growth rates",                                                                 \
      "离群值（已剔除）：%zu 个，共 %zu 个增长率")                                                                                              \
    X(OT_SAY_LEFT_OUT_NOTE,                                                                                                                     \
      "The estimates are those of the other rates: of years without such events, whatever they "                                                \
      "were. Look up what they were: a revision or a merger of areas is no growth, a crisis is.",                                               \
      "估计只用其余增长率，即没有此类事件的年份。请查明其原因：数据修订或区划合并不是增长，危机则" \
      "是。")                                                                                                                                   \
    X(OT_SAY_GROWTH_RATES, "rates", "增长率个数")                                                                                               \
    X(OT_SAY_OWN_MEAN, "own mean", "自身平均")                                                                                                  \
    X(OT_SAY_POOLED_MEAN, "pooled mean", "加权平均")                                                                                            \
    X(OT_SAY_POOLED_SD, "sd", "标准差")                                                                                                         \
    X(OT_SAY_OWN_WEIGHT, "own weight", "自身权重")                                                                                              \
    X(OT_SAY_PRIOR_AREAS_HEADING, "Areas", "地区")                                                                                              \
    X(OT_SAY_OUTLIERS_HEADING, "Outliers (kept): %zu of %zu growth rates",                                                                      \
      "离群值（未剔除）：%zu 个，共 %zu 个增长率")                                                                                              \
    X(OT_SAY_USUAL, "usual", "通常")                                                                                                            \
    X(OT_SAY_DISTANCE, "robust sds", "稳健标准差倍数")                                                                                          \
    X(OT_SAY_OUTLIER_STEP, "stays", "未回复")                                                                                                   \
    X(OT_SAY_OUTLIER_REVERSED, "taken back beside it", "相邻年份反向")                                                                          \
    X(OT_SAY_OUTLIERS_MORE, "Not listed here: %zu more; csv and json have all.",                                                                \
      "此处未列的还有 %zu 个；csv 和 json 全部列出。")                                                                                          \
    X(OT_SAY_OUTLIERS_NOTE,                                                                                                                     \
      "A single step is often a revision or a merger of areas; look it up before you trust the "                                                \
      "spread. The law's tails are as heavy as such years make them.",                                                                          \
      "孤立的跳变往往是数据修订或区划合并；采用离散程度之前请先查明。此类年份使分布的尾部相应变厚" \
      "。")                                                                                                                                     \
    X(OT_SAY_PRIOR_PASTE_HEADING, "As a driver, for the section drivers of the model file",                                                     \
      "写成驱动因素，可粘贴到模型文件的 drivers 部分")                                                                                          \
    X(OT_SAY_NO_MEMORY_NOTES, "%zu further notes were lost for want of memory",                                                                 \
      "因内存不足另有 %zu 条提示未能保留")

typedef enum ot_message {
#define OT_ROW(name, english, chinese) name,
    OT_MESSAGE_LIST(OT_ROW)
#undef OT_ROW
        OT_N_MESSAGES
} ot_message;

const char *ot_message_text(ot_message message, ot_language language);

#endif
