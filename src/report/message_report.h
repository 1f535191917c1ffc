/* message_report.h -- words of the report that is published; see message.h */
#ifndef OT_REPORT_MESSAGE_REPORT_H
#define OT_REPORT_MESSAGE_REPORT_H

#define OT_REPORT_MESSAGE_LIST(X)                                               \
    X(OT_SAY_XLSX_BAND_LOW, "5 %%", "5%%")                                      \
    X(OT_SAY_XLSX_BAND_HIGH, "95 %%", "95%%")                                   \
    X(OT_SAY_XLSX_ERROR, "\xC2\xB1", "\xC2\xB1")                                \
    X(OT_SAY_XLSX_CHARTS, "charts", "图")                                       \
    X(OT_SAY_XLSX_CHART_NUMBERS, "numbers of charts", "图中数据")               \
    X(OT_SAY_TREND, "trend", "走势")                                            \
    X(OT_SAY_SECTION_REVIEW, "Can the targets be met?", "目标能否实现")         \
    X(OT_SAY_SECTION_AUDIT, "Does the plan agree with itself?", "计划是否自洽") \
    X(OT_SAY_SECTION_SCENARIOS, "Scenarios", "情景")                            \
    X(OT_SAY_SECTION_ESTIMATES, "Equations and estimates", "方程与估计")        \
    X(OT_SAY_SECTION_METHOD, "Method and reproducibility", "方法与可重复性")

#endif
