/* message_chart.h -- words of charts; see message.h */
#ifndef OT_REPORT_MESSAGE_CHART_H
#define OT_REPORT_MESSAGE_CHART_H

#define OT_CHART_MESSAGE_LIST(X)                                                               \
    X(OT_SAY_CHART_SUBTITLE, "%s; %s", "%s；%s")                                               \
    X(OT_SAY_CHART_UNIT, "in %s", "单位：%s")                                                  \
    X(OT_SAY_CHART_FAN_DESCRIPTION,                                                            \
      "%s, scenario %s: in %d the median is %s %s; 95 %% of the draws lie between %s and %s.", \
      "%s，情景“%s”：%d 年中位数 %s %s；95%% 的抽样在 %s 至 %s 之间。")                        \
    X(OT_SAY_CHART_MEDIAN, "median", "中位数")                                                 \
    X(OT_SAY_CHART_PLAN, "plan", "计划")                                                       \
    X(OT_SAY_CHART_TARGET, "target %s", "目标%s")                                              \
    X(OT_SAY_CHART_FAN_SOURCE,                                                                 \
      "Black: observed. Line and bands: median, 50, 80 and 95 %% of %" PRIu64                  \
      " simulated draws; numbers at the right are those of %d. Red: the plan.",                \
      "黑色：实绩。线与色带：%" PRIu64                                                         \
      " 次抽样的中位数及 50%%、80%%、95%% 区间，右侧数值为 %d 年。红色：计划目标。")           \
    X(OT_SAY_CHART_NO_TARGET_SOURCE,                                                           \
      "Black: observed. Line and bands: median, 50, 80 and 95 %% of %" PRIu64                  \
      " simulated draws; numbers at the right are those of %d.",                               \
      "黑色：实绩。线与色带：%" PRIu64                                                         \
      " 次抽样的中位数及 50%%、80%%、95%% 区间，右侧数值为 %d 年。")

#endif
