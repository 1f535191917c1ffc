/* message_check.h -- what is said of checks of a model; part of message.h */
#ifndef OT_REPORT_MESSAGE_CHECK_H
#define OT_REPORT_MESSAGE_CHECK_H

#define OT_CHECK_MESSAGE_LIST(X)                                                                   \
    X(OT_SAY_EQUATIONS_HEADING, "Equations of scenario %s, in solution order: %zu",                \
      "%s的方程（按求解顺序）：%zu 个")                                                            \
    X(OT_SAY_CHECK_DONE,                                                                           \
      "The model is sound. Indicators: %zu, drivers: %zu, scenarios: %zu, targets: %zu, of which " \
      "judged: %zu.",                                                                              \
      "模型检查通过。指标 %zu 个，驱动因素 %zu 个，情景 %zu 个，目标 %zu 个，其中可评判 %zu 个。") \
    X(OT_SAY_JUDGED_HEADING, "Targets that are judged: %zu", "可评判的目标：%zu 个")               \
    X(OT_SAY_UNUSED_HEADING, "Rows of data that nothing uses: %zu", "没有被使用的数据行：%zu 行")  \
    X(OT_SAY_UNUSED_ITEM, "%s:%d: %s, %s, %d", "%s:%d：%s，%s，%d 年")                             \
    OT_ESTIMATE_MESSAGE_LIST(X)                                                                    \
    X(OT_SAY_ORDER_HEADING, "Solution order of %s", "%s的求解顺序")                                \
    X(OT_SAY_ORDER_ALL, "all scenarios", "全部情景")                                               \
    X(OT_SAY_ORDER_SUMMARY,                                                                        \
      "%zu equations: %zu recursive; simultaneous blocks: %zu (sizes: %s), feedback variables: "   \
      "%zu.",                                                                                      \
      "方程 %zu 个：递归 %zu 个；联立方程块 %zu 个（各含方程数：%s），反馈变量 %zu 个。")          \
    X(OT_SAY_ORDER_RECURSIVE, "%zu equations, all recursive.", "方程 %zu 个，均为递归方程。")      \
    X(OT_SAY_STAGE, "stage", "步骤")                                                               \
    X(OT_SAY_N_EQUATIONS, "equations", "方程数")                                                   \
    X(OT_SAY_SOLVER, "solver", "求解方法")                                                         \
    X(OT_SAY_FEEDBACK, "feedback variables", "反馈变量")                                           \
    X(OT_SAY_IN_ORDER, "equations, in this order", "方程（按此顺序）")                             \
    X(OT_SAY_RECURSIVE, "recursive", "递归")                                                       \
    X(OT_SAY_BLOCK, "simultaneous", "联立")

#endif
