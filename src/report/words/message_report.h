/* message_report.h -- words of the report that is published; see message.h */
#ifndef OT_REPORT_MESSAGE_REPORT_H
#define OT_REPORT_MESSAGE_REPORT_H

#define OT_REPORT_MESSAGE_LIST(X)                                                                  \
    X(OT_SAY_XLSX_BAND_LOW, "5th percentile", "第5百分位数")                                       \
    X(OT_SAY_XLSX_BAND_HIGH, "95th percentile", "第95百分位数")                                    \
    X(OT_SAY_XLSX_LOWER, "lower end", "下限")                                                      \
    X(OT_SAY_XLSX_UPPER, "upper end", "上限")                                                      \
    X(OT_SAY_XLSX_ERROR, "\xC2\xB1", "\xC2\xB1")                                                   \
    X(OT_SAY_XLSX_OBSERVED, "observed", "实绩")                                                    \
    X(OT_SAY_XLSX_WANTED, "target", "目标")                                                        \
    X(OT_SAY_XLSX_MEDIAN, "median", "中位数")                                                      \
    X(OT_SAY_XLSX_PATH, "way to the target", "通往目标的路径")                                     \
    X(OT_SAY_XLSX_DENSITY, "density", "概率密度")                                                  \
    X(OT_SAY_XLSX_CHARTS, "charts", "图")                                                          \
    X(OT_SAY_XLSX_CHART_NUMBERS, "numbers of charts", "图中数据")                                  \
    X(OT_SAY_XLSX_BANDS, "bands", "区间数据")                                                      \
    X(OT_SAY_XLSX_TARGETS, "target data", "目标数据")                                              \
    X(OT_SAY_XLSX_JOINT, "joint probabilities", "联合概率")                                        \
    X(OT_SAY_XLSX_UNJUDGED_IDS, "not judged, ids", "未评判（编号）")                               \
    X(OT_SAY_XLSX_UNJUDGED, "not judged", "未评判")                                                \
    X(OT_SAY_XLSX_ESTIMATES, "estimates", "估计数据")                                              \
    X(OT_SAY_XLSX_REVIEW, "review data", "评估数据")                                               \
    X(OT_SAY_XLSX_OBSERVATIONS, "data and sources", "数据及来源")                                  \
    X(OT_SAY_XLSX_SCENARIO, "scenario %s", "情景 %s")                                              \
    X(OT_SAY_XLSX_GROWTH_IN, "growth %d", "%d年增速")                                              \
    X(OT_SAY_XLSX_BASE, "base (\xE2\x89\x88 assumed)", "基期值（\xE2\x89\x88 设定）")              \
    X(OT_SAY_XLSX_VERDICTS, "targets", "目标")                                                     \
    X(OT_SAY_XLSX_SUMMARY, "summary", "结论")                                                      \
    X(OT_SAY_XLSX_AUDIT, "audit", "审核")                                                          \
    X(OT_SAY_XLSX_SCENARIOS, "scenarios", "情景")                                                  \
    X(OT_SAY_XLSX_INDICATORS, "indicators", "分指标")                                              \
    X(OT_SAY_XLSX_EQUATIONS, "equations", "方程")                                                  \
    X(OT_SAY_XLSX_ASSUMPTIONS, "assumptions", "假设")                                              \
    X(OT_SAY_XLSX_METHOD, "method", "方法")                                                        \
    X(OT_SAY_XLSX_DECIDES, "what decides", "关键因素数据")                                         \
    X(OT_SAY_XLSX_REPAIRS, "repairs", "改动方案数据")                                              \
    X(OT_SAY_XLSX_COVARIANCES, "covariances", "协方差")                                            \
    X(OT_SAY_XLSX_DIAGNOSTICS, "diagnostics", "诊断")                                              \
    X(OT_SAY_XLSX_RESIDUALS, "residuals", "残差")                                                  \
    X(OT_SAY_XLSX_FORECASTS, "forecasts", "预测")                                                  \
    X(OT_SAY_XLSX_SEE, "\xE2\x86\x92 sheet \"%s\"", "\xE2\x86\x92 见工作表“%s”")                   \
    X(OT_SAY_XLSX_QUANTILE, "quantile %s", "%s分位数")                                             \
    X(OT_SAY_XLSX_QUANTILE_ERROR, "error of quantile %s", "%s分位数误差")                          \
    X(OT_SAY_XLSX_FORECAST_FACTS, "facts of forecasts", "预测依据")                                \
    X(OT_SAY_XLSX_PRINT,                                                                           \
      "For print: sheets 1 to %zu (up to \"%s\"). Behind them: each indicator, charts, then data " \
      "with every digit.",                                                                         \
      "打印：第 1 至 %zu "                                                                    \
      "张工作表（至“%s”为止）。其后为分指标结果、图，再后为全部数据，不必打印。")                  \
    X(OT_SAY_XLSX_FINDINGS, "findings", "审核意见数据")                                            \
    X(OT_SAY_XLSX_FIGURES, "figures of findings", "审核所用数据")                                  \
    X(OT_SAY_TREND, "trend", "走势")                                                               \
    X(OT_SAY_SECTION_REVIEW, "Can the targets be met?", "目标能否实现")                            \
    X(OT_SAY_SECTION_AUDIT, "Does the plan agree with itself?", "计划前后是否一致")                \
    X(OT_SAY_SECTION_SCENARIOS, "Scenarios", "情景")                                               \
    X(OT_SAY_SECTION_ESTIMATES, "Equations and estimates", "方程与估计")                           \
    X(OT_SAY_SECTION_METHOD, "Method and reproducibility", "方法与可重复性")

#endif
