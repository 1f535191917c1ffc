/* message_trace.h -- the words of a trace; part of message.h */
#ifndef OT_REPORT_MESSAGE_TRACE_H
#define OT_REPORT_MESSAGE_TRACE_H

#define OT_TRACE_MESSAGE_LIST(X)                                                             \
    X(OT_SAY_TRACE_TITLE, "Where %s of %d comes from", "%s（%d 年）的来历")                  \
    X(OT_SAY_TRACE_PRINTED, "The plan prints %s; path without shocks: %s.",                  \
      "计划所列：%s；本模型无冲击路径：%s。")                                                \
    X(OT_SAY_TRACE_STATEMENT, "%s (%s, line %d)", "%s（%s 第%d行）")                         \
    X(OT_SAY_TRACE_JUST, "%s", "%s")                                                         \
    X(OT_SAY_TRACE_LEAST, "at least %s", "%s以上")                                           \
    X(OT_SAY_TRACE_MOST_OF, "at most %s", "%s以内")                                          \
    X(OT_SAY_TRACE_ABOUT, "about %s", "%s左右")                                              \
    X(OT_SAY_TRACE_LINE,                                                                     \
      "Scenario %s; values of the path without shocks, from which the medians of a run may " \
      "differ a little. Each line comes from those set in below it.",                        \
      "%s；数值取自无冲击路径，与推演的中位数可略有出入。每一行由其下缩进的各行得出。")      \
    X(OT_SAY_TRACE_WHAT, "value of", "数值")                                                 \
    X(OT_SAY_TRACE_KIND, "it is", "性质")                                                    \
    X(OT_SAY_TRACE_PLACE, "place", "位置")                                                   \
    X(OT_SAY_TRACE_EQUATION, "computed", "由方程算出")                                       \
    X(OT_SAY_TRACE_CELL, "from the data", "取自数据")                                        \
    X(OT_SAY_TRACE_START, "assumed base", "设定基期值")                                      \
    X(OT_SAY_TRACE_GIVEN, "given by %s", "由%s给定")                                         \
    X(OT_SAY_TRACE_ASSUMED, "assumed", "假设")                                               \
    X(OT_SAY_TRACE_ASSUMED_IN, "assumed in %s", "%s的假设")                                  \
    X(OT_SAY_TRACE_FORECAST, "forecast by %s (years known: %zu, to %d)",                     \
      "由 %s 预测（已知 %zu 年，截至 %d 年）")                                               \
    X(OT_SAY_TRACE_UNKNOWN, "unknown", "未知")                                               \
    X(OT_SAY_TRACE_SEEN, "see above", "见上")                                                \
    X(OT_SAY_TRACE_SOURCES_HEADING, "Equations and sources", "方程与依据")                   \
    X(OT_SAY_TRACE_WHENCE, "equation or source", "方程或依据")                               \
    X(OT_SAY_TRACE_COEFFICIENTS_HEADING, "Coefficients", "系数")                             \
    X(OT_SAY_TRACE_SIGMA, "sigma", "残差标准差")                                             \
    X(OT_SAY_TRACE_SAMPLE, "sample", "样本")                                                 \
    X(OT_SAY_TRACE_NO_SAMPLE, "no data: prior alone", "无数据，只用先验")                    \
    X(OT_SAY_TRACE_ONE_YEAR, "%s, %zu observation", "%s，%zu 个观测值")                      \
    X(OT_SAY_TRACE_YEARS, "%s, %zu observations", "%s，%zu 个观测值")                        \
    X(OT_SAY_TRACE_MORE, "The trace is longer than is followed here.", "追溯链过长，未全部列出。")

#endif
