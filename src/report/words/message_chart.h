/* message_chart.h -- words of charts; see message.h */
#ifndef OT_REPORT_MESSAGE_CHART_H
#define OT_REPORT_MESSAGE_CHART_H

#define OT_CHART_MESSAGE_LIST(X)                                                                                   \
    X(OT_SAY_CHART_SUBTITLE, "%s; %s", "%s；%s")                                                                   \
    X(OT_SAY_CHART_UNIT, "in %s", "单位：%s")                                                                      \
    X(OT_SAY_CHART_FAN_DESCRIPTION,                                                                                \
      "%s%s, %s: the median of %d is %s; 95 %% of the draws lie between %s and %s.",                               \
      "%s%s，%s：%d 年中位数 %s；95%% 的抽样在 %s 至 %s 之间。")                                                   \
    X(OT_SAY_CHART_MEDIAN, "median", "中位数")                                                                     \
    X(OT_SAY_CHART_TARGET, "target: %s", "目标：%s")                                                               \
    X(OT_SAY_CHART_TARGET_LEVEL, "target %s: %s", "目标 %s：%s")                                                   \
    X(OT_SAY_CHART_ABOUT, "%s (%s)", "%s（%s）")                                                                   \
    X(OT_SAY_CHART_FAN_OBSERVED, "Before the bands: observed. ", "色带之前：实绩。")                               \
    X(OT_SAY_CHART_ASSUMED_HERE, "assumed", "设定")                                                                \
    X(OT_SAY_CHART_FAN_SOURCE,                                                                                     \
      "%sLine and bands: median, 50, 80 and 95 %% of %" PRIu64                                                     \
      " simulated draws; numbers at the right are those of %d.",                                                   \
      "%s线与色带：%" PRIu64 " 次抽样的中位数及 50%%、80%%、95%% 区间；右侧数值为 %d 年。")                        \
    X(OT_SAY_CHART_WANTED_SOURCE, "%s Red: the plan's targets and the way to them.",                               \
      "%s红色：计划目标及通往目标的路径。")                                                                        \
    X(OT_SAY_CHART_DATA_SOURCE, "%s Data: %s.", "%s数据来源：%s。")                                                \
    X(OT_SAY_CHART_COMPARE_TITLE, "%s: scenarios", "%s：各情景")                                                   \
    X(OT_SAY_CHART_COMPARE_SOURCE,                                                                                 \
      "Lines: medians, with their values in %d. Bars at the right: the middle 80 %% of %" PRIu64                   \
      " simulated draws of that year, for each scenario. Area: the same of %s alone, year by "                     \
      "year.",                                                                                                     \
      "线：中位数，数值为 %d 年。右侧竖条：该年各情景 %" PRIu64                                                    \
      " 次抽样中间的 80%%；色块仅为%s逐年的同一区间。")                                                            \
    X(OT_SAY_CHART_COMPARE_ITEM, "%s: %s", "%s %s")                                                                \
    X(OT_SAY_CHART_COMPARE_DESCRIPTION, "%s%s, medians of %d. %s.", "%s%s，%d 年中位数。%s。")                     \
    X(OT_SAY_CHART_MULTIPLES_TITLE, "All indicators, %s", "全部指标，%s 年")                                       \
    X(OT_SAY_CHART_SHEET, "%s (%zu of %zu)", "%s（第 %zu 幅，共 %zu 幅）")                                         \
    X(OT_SAY_CHART_MULTIPLES_SOURCE,                                                                               \
      "Before the bands: past years, observed or assumed. Blue: median with the middle 50 and 95 "                 \
      "%% of %" PRIu64                                                                                             \
      " draws; its number is that of %d. Red: the plan's targets. Each panel has its own scale.",                  \
      "色带之前：往年数值（实绩或模型设定）。蓝色：%" PRIu64                                                       \
      " 次抽样的中位数及中间 50%%、95%%，数值为 %d 年。红色：计划目标。各图刻度不同。")                            \
    X(OT_SAY_CHART_MULTIPLES_DESCRIPTION,                                                                          \
      "Small fan charts of %zu indicators in one scenario; the table of scenarios has their "                      \
      "numbers.",                                                                                                  \
      "%zu 个指标在同一情景下的小幅扇形图；数值见各情景表。")                                                      \
    X(OT_SAY_CHART_PROBABILITIES_TITLE, "How likely is each target?", "各项目标实现的概率")                        \
    X(OT_SAY_CHART_PROBABILITIES_SUBTITLE, "%s; probability in %%, by verdict",                                    \
      "%s；概率（%%），按判断分组")                                                                                \
    X(OT_SAY_CHART_PROBABILITIES_SOURCE,                                                                           \
      "Share of %" PRIu64                                                                                          \
      " simulated draws that meet the target, rounded as in the tables. Targets "                                  \
      "guide; they do not forecast.",                                                                              \
      "%" PRIu64 " 次抽样中实现目标的比例，取整与表中相同。预期目标是引导，不是预测。")                            \
    X(OT_SAY_CHART_PROBABILITIES_COUNT, "%s: %zu", "%s %zu 项")                                                    \
    X(OT_SAY_CHART_ASSUMED,                                                                                        \
      "%s Hollow dot: the value of %d is an assumption of the model, not observed.",                               \
      "%s空心点：%d 年的数值为模型设定，不是实绩。")                                                               \
    X(OT_SAY_CHART_WHY_TITLE, "%s in %d: why %s differs from %s", "%s（%d 年）：%s为何不同于%s")                   \
    X(OT_SAY_CHART_WHY_SUBTITLE, "difference %s%s, split by changed assumption",                                   \
      "差值 %s%s，按改动的假设分解")                                                                               \
    X(OT_SAY_CHART_WHY_OTHERS, "other assumptions (%zu)", "其他假设（%zu 项）")                                    \
    X(OT_SAY_CHART_WHY_SOURCE,                                                                                     \
      "On paths without shocks; contributions sum to the difference (%s).",                                        \
      "沿无冲击路径计算；各项贡献之和等于差值（%s）。")                                                            \
    X(OT_SAY_CHART_WHY_MEDIANS,                                                                                    \
      "Events, and changes of their odds, are not in the bars: the medians of the draws differ "                   \
      "by %s%s; "                                                                                                  \
      "events and other chance: %s.",                                                                              \
      "各项不含随机事件及其概率的改动：抽样的中位数之差为 %s%s，其中事件等随机因素 %s。")                          \
    X(OT_SAY_CHART_WHY_NO_BARS,                                                                                    \
      "%s in %d: no chart why %s differs from %s, as paths without shocks are the same; events "                   \
      "and other chance: %s%s.",                                                                                   \
      "%s（%d 年）：%s与%s的无冲击路径相同，故无分解图；中位数因事件等随机因素相差 %s%s。")                        \
    X(OT_SAY_CHART_WHY_SAME, "%s in %d: no chart why %s differs from %s, as it does not.",                         \
      "%s（%d 年）：%s与%s相同，故无分解图。")                                                                     \
    X(OT_SAY_CHART_DISTRIBUTION_TITLE, "%s in %d: what is likely, and what is wanted",                             \
      "%s（%d 年）：可能的分布与目标")                                                                             \
    X(OT_SAY_CHART_DISTRIBUTION_SOURCE,                                                                            \
      "Height: how often values occur in %" PRIu64                                                                 \
      " draws, smoothed from %zu quantiles. Shades: the "                                                          \
      "middle 50, 80 and 95 %%.",                                                                                  \
      "高度：%" PRIu64 " 次抽样中各数值出现的多少，由 %zu "                                          \
      "个分位数平滑得出。深浅：中间的 50%%、80%%、95%%。")                                                         \
    X(OT_SAY_CHART_DISTRIBUTION_DESCRIPTION,                                                                       \
      "%s%s in %d: median %s, 95 %% of the draws between %s and %s; %s. It is met in %s %% of "                    \
      "the "                                                                                                       \
      "draws.",                                                                                                    \
      "%s%s，%d 年：中位数 %s，95%% 的抽样在 %s 至 %s 之间；%s。%s%% 的抽样实现该目标。")                          \
    X(OT_SAY_CHART_MEDIAN_AT, "median %s", "中位数 %s")                                                            \
    X(OT_SAY_CHART_MET_IN, "met in %s %% of the draws", "%s%% 的抽样实现")                                         \
    X(OT_SAY_CHART_JOINT_TITLE, "How likely are two targets together?", "两项目标同时实现的概率")                  \
    X(OT_SAY_CHART_JOINT_SOURCE,                                                                                   \
      "Percent of %" PRIu64                                                                                        \
      " draws that meet both targets; on the diagonal, one alone. Columns are numbered as rows.",                  \
      "%" PRIu64 " 次抽样中同时实现两项目标的百分比；对角线为单项。列的编号与行相同。")                            \
    X(OT_SAY_CHART_CORRELATION_TITLE, "Which targets go together?", "各项目标之间的关联")                          \
    X(OT_SAY_CHART_CORRELATION_SOURCE,                                                                             \
      "Rank correlation, in %zu draws, of how well each target is met: near 1 they are met and "                   \
      "missed together, below 0 one is met at the cost of the other. Columns are numbered as "                     \
      "rows.",                                                                                                     \
      "%zu 次抽样中各目标实现程度的秩相关：接近 1 表示往往一同实现或落空，小于 0 " \
      "表示此消彼长。列的编号与行"                                                                    \
      "相同。")                                                                                                    \
    X(OT_SAY_CHART_MATRIX_DESCRIPTION, "Matrix of %zu targets. %s", "%zu 项目标的矩阵。%s")                        \
    X(OT_SAY_CHART_FIT_TITLE, "%s: the equation and its sample", "%s：方程与样本")                                 \
    X(OT_SAY_CHART_FIT_OBSERVED, "observed", "观测值")                                                             \
    X(OT_SAY_CHART_FIT_FITTED, "fitted", "拟合")                                                                   \
    X(OT_SAY_CHART_FIT_RESIDUAL, "residual: observed less fitted", "残差：实绩减拟合")                             \
    X(OT_SAY_CHART_FIT_SOURCE, "%zu observations, %s.", "%zu 个观测值，%s。")                                      \
    X(OT_SAY_CHART_FIT_DESCRIPTION, "Observed and fitted left side of the equation of %s, %s.",                    \
      "%s方程左边的实绩与拟合值，%s。")

#endif
