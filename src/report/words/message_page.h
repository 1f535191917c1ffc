/* message_page.h -- words of the page and of the sections that only the whole report has; see
 * message.h */
#ifndef OT_REPORT_MESSAGE_PAGE_H
#define OT_REPORT_MESSAGE_PAGE_H

#define OT_PAGE_MESSAGE_LIST(X)                                                                                                                 \
    X(OT_SAY_PAGE_CONTENTS, "Contents", "目录")                                                                                                 \
    X(OT_SAY_PAGE_SKIP, "Skip to the findings", "跳到正文")                                                                                     \
    X(OT_SAY_PAGE_LANGUAGE, "Language", "语言")                                                                                                 \
    X(OT_SAY_PAGE_OWN_NAME, "English", "中文")                                                                                                  \
    X(OT_SAY_PAGE_PRINT_ALL,                                                                                                                    \
      "Print everything (by default: verdicts, audit, scenarios, main charts)",                                                                 \
      "打印全文（默认只打印结论、审核意见、情景和主要图表）")                                                                                   \
    X(OT_SAY_PAGE_PRINTED,                                                                                                                      \
      "Short form. Indicator by indicator, assumptions, method and further charts stand in the "                                                \
      "whole report.",                                                                                                                          \
      "简版。分指标结果、主要假设、方法及其余图表见报告全文。")                                                                                 \
    X(OT_SAY_REPORT_TITLE, "Review of the targets: %s", "%s：目标评估报告")                                                                     \
    X(OT_SAY_REPORT_OF_YEAR, "%s, %s", "%s（%s年）")                                                                                            \
    X(OT_SAY_REPORT_SPAN, "Observations up to %d; results for %s.",                                                                             \
      "数据截至 %d 年，推演 %s 年。")                                                                                                           \
    X(OT_SAY_PAGE_TABLE, "Table %zu. ", "表 %zu　")                                                                                             \
    X(OT_SAY_PAGE_MISSING, "\xE2\x80\x94 no number: not known, not defined, or not asked for.",                                                 \
      "“\xE2\x80\x94”表示没有数字：未知、无意义或未计算。")                                                                                     \
    X(OT_SAY_SECTION_INDICATORS, "Indicator by indicator", "分指标结果")                                                                        \
    X(OT_SAY_SECTION_ASSUMPTIONS, "Assumptions", "主要假设")                                                                                    \
    X(OT_SAY_PAGE_SIDE_HEADING, "Indicators in each scenario", "各情景下的指标")                                                                \
    X(OT_SAY_PAGE_IN_YEAR, "Indicators in %d", "%d 年各指标")                                                                                   \
    X(OT_SAY_PAGE_BAND_LEGEND,                                                                                                                  \
      "The median of the draws, below it the range from 5 %% to 95 %% of them; a value without a "                                              \
      "range is certain.",                                                                                                                      \
      "数字为抽样的中位数，其下为 5%% 至 95%% 的区间；没有区间的数字是确定的。")                                                                \
    X(OT_SAY_PAGE_GROWTH_PERCENT, "growth, %%", "增速，%%")                                                                                     \
    X(OT_SAY_PAGE_GROWTH_POINTS, "change, points", "增减，百分点")                                                                              \
    X(OT_SAY_PAGE_TARGET, "Target of %s, %s: %s. Verdict: %s (%s).",                                                                            \
      "%s 年目标——%s：%s。结论：%s（%s）。")                                                                                                    \
    X(OT_SAY_PAGE_COEFFICIENTS, "Coefficients", "系数")                                                                                         \
    X(OT_SAY_PAGE_IDENTITY,                                                                                                                     \
      "This equation holds by definition or by assumption: nothing in it is estimated.",                                                        \
      "该方程由定义或假设给出，无须估计。")                                                                                                     \
    X(OT_SAY_PAGE_LAST, "Last outturn (%d): %s.", "最近实绩（%d 年）：%s。")                                                                    \
    X(OT_SAY_PAGE_START, "Base value (%d), assumed: %s.", "基期值（%d 年），为设定值：%s。")                                                    \
    X(OT_SAY_PAGE_DATA, "Data of %s: %s.", "数据（%s）：%s。")                                                                                  \
    X(OT_SAY_PAGE_START_SOURCE, "Source of the base value: %s.", "基期值依据：%s。")                                                            \
    X(OT_SAY_PAGE_PARTIAL_SOURCE, "Source of the value of %d so far: %s.",                                                                      \
      "%d 年已有月份数值依据：%s。")                                                                                                            \
    X(OT_SAY_PAGE_CONSTANT, "Constant %s.", "常数 %s。")                                                                                        \
    X(OT_SAY_PAGE_SOURCE, "Source: %s.", "依据：%s。")                                                                                          \
    X(OT_SAY_PAGE_NOTE, "Note: %s.", "说明：%s。")                                                                                              \
    X(OT_SAY_LAW_CERTAIN, "certain", "确定")                                                                                                    \
    X(OT_SAY_LAW_NORMAL, "normal, sd %s", "正态分布，标准差 %s")                                                                                \
    X(OT_SAY_LAW_STUDENT, "Student t, scale %s, %s degrees of freedom",                                                                         \
      "t 分布，尺度 %s，自由度 %s")                                                                                                             \
    X(OT_SAY_LAW_LOGNORMAL, "lognormal, sd of the logarithm %s", "对数正态分布，对数的标准差 %s")                                               \
    X(OT_SAY_LAW_UNIFORM, "uniform from %s to %s", "%s 至 %s 的均匀分布")                                                                       \
    X(OT_SAY_LAW_TRIANGULAR, "triangular from %s to %s, peak %s", "%s 至 %s 的三角分布，峰值 %s")                                               \
    X(OT_SAY_LAW_PERT, "PERT from %s to %s, peak %s", "%s 至 %s 的 PERT 分布，峰值 %s")                                                         \
    X(OT_SAY_LAW_BETA, "beta (%s, %s) from %s to %s", "beta 分布（%s，%s），范围 %s 至 %s")                                                     \
    X(OT_SAY_LAW_EVENT, "an event: probability %s a year, effect %s, lasts %d years",                                                           \
      "事件：每年概率 %s，影响 %s，持续 %d 年")                                                                                                 \
    X(OT_SAY_LAW_EVENT_ONE, "an event: probability %s a year, effect %s, lasts %d year",                                                        \
      "事件：每年概率 %s，影响 %s，持续 %d 年")                                                                                                 \
    X(OT_SAY_ASSUMED_PLAIN, "%s", "%s")                                                                                                         \
    X(OT_SAY_ASSUMED_START_OF, "base value of %s", "%s的基期值")                                                                                \
    X(OT_SAY_ASSUMED_COEFFICIENT_OF, "coefficient %s of %s", "系数 %s（%s方程）")                                                               \
    X(OT_SAY_LAW_PERSISTENT, "%s; persistence %s", "%s；持续性 %s")                                                                             \
    X(OT_SAY_ASSUMED_HEADING, "Drivers: central values and uncertainty, %s",                                                                    \
      "驱动因素：中心值与不确定性，%s")                                                                                                         \
    X(OT_SAY_ASSUMED_LAW, "uncertainty around it", "不确定性")                                                                                  \
    X(OT_SAY_ASSUMED_LEGEND,                                                                                                                    \
      "Central values are what is assumed where no chance enters; the law says how far the draws "                                              \
      "stray from them, in the unit of the driver. Persistence: the share of one year's "                                                       \
      "deviation that is left in the next.",                                                                                                    \
      "中心值为不计偶然因素时的设定值；不确定性说明抽样偏离中心值的幅度，单位同该因素。持续性：上" \
      "年偏离留存到下年的比例。")                                                                                                               \
    X(OT_SAY_ASSUMED_DIFFERENCES, "What the scenarios assume differently", "各情景假设的差异")                                                  \
    X(OT_SAY_ASSUMED_YEARS,                                                                                                                     \
      "Several values are those of the years %s; all else is assumed alike.",                                                                   \
      "多个数值依次为 %s 年的取值；其余假设相同。")                                                                                             \
    X(OT_SAY_ASSUMED_EQUATION, "equation of %s", "%s的方程")                                                                                    \
    X(OT_SAY_ASSUMED_COEFFICIENT, "%s = %s", "%s = %s")                                                                                         \
    X(OT_SAY_ASSUMED_WITH_LAW, "%s (%s)", "%s（%s）")                                                                                           \
    X(OT_SAY_ASSUMED_STARTS, "Base values that are assumed, not observed", "设定而非观测的基期值")                                              \
    X(OT_SAY_ASSUMED_PAIRS, "Correlations that are assumed", "设定的相关关系")                                                                  \
    X(OT_SAY_ASSUMED_ONE, "between", "因素")                                                                                                    \
    X(OT_SAY_ASSUMED_OTHER, "and", "与")                                                                                                        \
    X(OT_SAY_ASSUMED_CORRELATION, "correlation", "相关系数")                                                                                    \
    X(OT_SAY_METHOD_ESTIMATION,                                                                                                                 \
      "Each equation is estimated from the observations there are, together with what was known "                                               \
      "before (a prior), and each says whether its data are enough. What stays unknown of "                                                     \
      "coefficients and residuals goes into the simulation.",                                                                                   \
      "各方程由现有观测值连同先验信息估计得出，并说明数据是否充分。系数和残差中仍未知的部分都进入" \
      "模拟。")                                                                                                                                 \
    X(OT_SAY_METHOD_SIMULATION,                                                                                                                 \
      "The model is solved for %" PRIu64                                                                                                        \
      " draws of coefficients, residuals and drivers; every scenario meets the same draws, so "                                                 \
      "that differences between scenarios are those of their assumptions. A probability is the "                                                \
      "share of the draws in which a target is met.",                                                                                           \
      "模型对系数、残差和驱动因素的 %" PRIu64                                                                                                   \
      " 次抽样逐一求解；各情景使用相同的抽样，因此情景之间的差异只来自假设。概率为实现目标的抽样"   \
      "所占比例。")                                                                                                                             \
    X(OT_SAY_METHOD_FACTS, "Facts of this run", "本次计算")                                                                                     \
    X(OT_SAY_METHOD_WHAT, "what", "项目")                                                                                                       \
    X(OT_SAY_METHOD_VALUE, "value", "内容")                                                                                                     \
    X(OT_SAY_METHOD_MODEL, "model", "模型")                                                                                                     \
    X(OT_SAY_METHOD_YEARS, "years", "年份")                                                                                                     \
    X(OT_SAY_METHOD_DRAWS, "draws", "抽样次数")                                                                                                 \
    X(OT_SAY_METHOD_SEED, "seed", "随机种子")                                                                                                   \
    X(OT_SAY_METHOD_SAMPLING, "sampling", "抽样方法")                                                                                           \
    X(OT_SAY_METHOD_EXECUTOR, "way of drawing", "抽样程序")                                                                                     \
    X(OT_SAY_METHOD_NAMED, "%s (%s)", "%s（%s）")                                                                                               \
    X(OT_SAY_METHOD_VERSION, "version", "版本")                                                                                                 \
    X(OT_SAY_METHOD_SETS, "settings changed", "改动的设置")                                                                                     \
    X(OT_SAY_METHOD_RECEIPT, "receipt", "结果校验码")                                                                                           \
    X(OT_SAY_METHOD_INPUTS, "Files that the numbers come from", "输入文件")                                                                     \
    X(OT_SAY_METHOD_ROLE, "what it is", "用途")                                                                                                 \
    X(OT_SAY_METHOD_FILE, "file", "文件")                                                                                                       \
    X(OT_SAY_METHOD_BYTES, "bytes", "字节数")                                                                                                   \
    X(OT_SAY_METHOD_MODEL_FILE, "model file", "模型文件")                                                                                       \
    X(OT_SAY_METHOD_CORRELATIONS, "correlations", "相关矩阵")                                                                                   \
    X(OT_SAY_METHOD_TRAINED, "trained on other series", "由其他序列训练所得")                                                                   \
    X(OT_SAY_METHOD_DATA, "data", "数据")                                                                                                       \
    X(OT_SAY_METHOD_PLAN, "plan", "计划")

#endif
