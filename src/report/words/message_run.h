/* message_run.h -- what is said of runs, their bands and targets; part of message.h */
#ifndef OT_REPORT_MESSAGE_RUN_H
#define OT_REPORT_MESSAGE_RUN_H

#define OT_RUN_MESSAGE_LIST(X)                                                                                          \
    X(OT_SAY_MARK_NOTE,                                                                                                 \
      "\xC2\xB6 median and band of the draws that have a value: over 1 %% have none (see the "                          \
      "notes).",                                                                                                        \
      "\xC2\xB6 为有数值的抽样的中位数和区间：超过 1%% 的抽样没有数值（见提示）。")                                     \
    X(OT_SAY_RUN_LINE, "model %s; %" PRIu64 " draws, seed %" PRIu64 ", executor %s; outturn %s",                        \
      "模型 %s；抽样 %" PRIu64 " 次，随机种子 %" PRIu64 "，执行器 %s；outturn %s")                                      \
    X(OT_SAY_SAMPLING_SOBOL,                                                                                            \
      "Sampling sobol: 16 scrambled Sobol sequences; standard errors come from their spread (15 "                       \
      "degrees of freedom).",                                                                                           \
      "抽样方法 sobol：16 个随机扰动的 Sobol 序列；标准误取自各序列之间的离散（自由度 15）。")                          \
    X(OT_SAY_SAMPLING_ANTITHETIC,                                                                                       \
      "Sampling antithetic: each draw beside its mirror image; standard errors come from the "                          \
      "pairs.",                                                                                                         \
      "抽样方法 antithetic：每次抽样与其镜像成对；标准误按各对计算。")                                                  \
    X(OT_SAY_SAMPLING_LHS,                                                                                              \
      "Sampling lhs: 16 Latin hypercubes; standard errors come from their spread (15 degrees of "                       \
      "freedom).",                                                                                                      \
      "抽样方法 lhs：16 个拉丁超立方；标准误取自它们之间的离散（自由度 15）。")                                         \
    X(OT_SAY_SCENARIO_HEADING, "Scenario %s (%s)", "情景：%s（%s）")                                                    \
    X(OT_SAY_BAND_LEGEND,                                                                                               \
      "Each cell is the median [5 %% .. 95 %% of the draws], then the median growth over the "                          \
      "year "                                                                                                           \
      "before in percent (in points for rates and shares); a value without brackets is certain.",                       \
      "单元格为中位数 [抽样的 5%% .. 95%% "                                                                   \
      "分位数]，其后为比上年增速的中位数（%%；比率和比重为百分点变动）；"                \
      "没有方括号的数值是确定的。")                                                                                     \
    X(OT_SAY_CONDITIONAL,                                                                                               \
      "its probabilities are conditional on the scenario: they hold if its assumptions hold.",                          \
      "其概率为情景内条件概率：以该情景的假定成立为前提。")                                                             \
    X(OT_SAY_TARGETS_HEADING, "Targets: probability of meeting each, %%",                                               \
      "目标：各目标实现的概率，%%")                                                                                     \
    X(OT_SAY_TARGETS_LEGEND,                                                                                            \
      "Probability in percent \xC2\xB1 its Monte Carlo error; the gap is the mean distance from "                       \
      "the target "                                                                                                     \
      "in the draws that miss it, in the unit of the target (percentage points where that is "                          \
      "%%).",                                                                                                           \
      "概率（%%）\xC2\xB1 蒙特卡洛误差；差距为未实现目标的抽样与目标的平均距离，"        \
      "单位同目标（目标以%%计的为百分点）。")                                                                           \
    X(OT_SAY_CONDITIONAL_NOTE, "\xE2\x80\xA0 conditional on the scenario's assumptions.",                               \
      "\xE2\x80\xA0 情景内条件概率：以该情景的假定成立为前提。")                                                        \
    X(OT_SAY_ASSUMED_NOTE, "* The document prints no year for it; the year is assumed.",                                \
      "* 文件未写明年份，所列年份为假定。")                                                                             \
    X(OT_SAY_GROUPS_HEADING, "Targets together: probability of meeting all, %%",                                        \
      "目标同时实现：概率，%%")                                                                                         \
    X(OT_SAY_GROUPS_LEGEND,                                                                                             \
      "All met: the probability of meeting every one; number met: median [5 %% .. 95 %%].",                             \
      "全部实现：各目标同时实现的概率；实现个数：中位数 [5%% .. 95%% 分位数]。")                                        \
    X(OT_SAY_GROUPS_LEFT_OUT, "Left out, as some of their targets lie outside of %s: %s.",                              \
      "部分目标不在 %s 年之内，未列出的目标组：%s。")                                                                   \
    X(OT_SAY_GUIDE,                                                                                                     \
      "Targets guide; they do not forecast. A low probability is no judgement of "                                      \
      "anybody's work.",                                                                                                \
      "预期目标是引导，不是预测；概率低并不是对任何人工作的评价。")                                                     \
    X(OT_SAY_UNJUDGED_HEADING, "Targets and statements not judged: %zu",                                                \
      "未作评判的目标和条目：%zu 项")                                                                                   \
    X(OT_SAY_UNJUDGED_ITEM, "%zu: %s", "%zu 项：%s")                                                                    \
    X(OT_SAY_UNJUDGED_LINE, "line", "文件及行")                                                                         \
    X(OT_SAY_UNJUDGED_PLACE, "%s, line %d", "%s 第%d行")                                                                \
    X(OT_SAY_UNJUDGED_ROLE, "kind", "性质")                                                                             \
    X(OT_SAY_UNJUDGED_TARGET, "target", "目标")                                                                         \
    X(OT_SAY_UNJUDGED_AIM, "aim", "力争目标")                                                                           \
    X(OT_SAY_UNJUDGED_FIRM, "to be ensured", "确保目标")                                                                \
    X(OT_SAY_UNJUDGED_PROJECT, "project", "项目")                                                                       \
    X(OT_SAY_UNJUDGED_PROGRAMME, "programme", "任务")                                                                   \
    X(OT_SAY_UNJUDGED_DESCRIPTION, "description", "描述")                                                               \
    X(OT_SAY_UNJUDGED_FACT, "fact", "事实")                                                                             \
    X(OT_SAY_UNJUDGED_WORDS, "%s (%s)", "%s（%s）")                                                                     \
    X(OT_SAY_UNJUDGED_FILE, "The list is in unjudged.csv.", "逐条清单见 unjudged.csv。")                                \
    X(OT_SAY_NOT_PROJECTED_HEADING, "Indicators not projected: %zu", "未作推演的指标：%zu 个")                          \
    X(OT_SAY_NOT_PROJECTED_ITEM, "%s: %s", "%s：%s")                                                                    \
    X(OT_SAY_NOTES_HEADING, "Notes", "提示")                                                                            \
    X(OT_SAY_NOTE, "note", "提示")                                                                                      \
    X(OT_SAY_WARNING, "warning", "警告")                                                                                \
    X(OT_SAY_NOTE_ITEM, "%s: %s", "%s：%s")                                                                             \
    X(OT_SAY_NOTE_PLACED, "%s:%d: %s: %s", "%s:%d: %s：%s")                                                             \
    X(OT_SAY_NOTE_OF_SETTING, "%s: %s: %s", "%s: %s：%s")                                                               \
    X(OT_SAY_FILES,                                                                                                     \
      "Files: %s (results.json, bands.csv, targets.csv, estimates.csv, "                                                \
      "unjudged.csv, manifest.json)",                                                                                   \
      "结果文件：%s（results.json、bands.csv、targets.csv、estimates.csv、"                                   \
      "unjudged.csv、manifest.json）")                                                                                  \
    X(OT_SAY_RECEIPT,                                                                                                   \
      "Receipt %s: the same model, data, settings and seed give it again (outturn run --verify "                        \
      "results.json)",                                                                                                  \
      "结果校验码 %s：相同的模型、数据、设置和种子得出相同的校验码（outturn run --verify " \
      "results.json 可核验）")                                                                                          \
    X(OT_SAY_VERIFY_SAME, "Verified: the same bytes, receipt %s\n",                                                     \
      "核验一致：逐字节相同，校验码 %s\n")                                                                              \
    X(OT_SAY_VERIFY_EDITED, "%s holds the same values in other bytes: it was edited\n",                                 \
      "%s 数值相同而字节不同：文件被改动过\n")                                                                          \
    X(OT_SAY_VERIFY_DIFFERS, "Values that differ from %s: %zu\n", "与 %s 不同的值：%zu 个\n")                           \
    X(OT_SAY_VERIFY_LARGEST, "  largest relative difference of numbers: %.2g\n",                                        \
      "  数值的最大相对差别：%.2g\n")                                                                                   \
    X(OT_SAY_VERIFY_VALUE, "  %s: %s in the file, %s now\n", "  %s：文件中为 %s，现在为 %s\n")                          \
    X(OT_SAY_VERIFY_MORE, "  and %zu more\n", "  以及另外 %zu 个\n")                                                    \
    X(OT_SAY_DRAWS_NOT_FINITE,                                                                                          \
      "%s, %s: in %" PRIu64 " of %" PRIu64                                                                              \
      " draws its quantity is not finite; these count as not met",                                                      \
      "%s（%s）：%" PRIu64 "（共 %" PRIu64 "）次抽样中所评数量不是有限数，按未实现计")                                  \
    X(OT_SAY_NEVER_FINITE,                                                                                              \
      "%s, %s: its quantity is not finite in any draw; it cannot be judged in this scenario and "                       \
      "is "                                                                                                             \
      "left out of its joint probabilities",                                                                            \
      "%s（%s）：所评数量在所有抽样中均不是有限数，在该情景下无法评判，不计入联合概率")

#endif
