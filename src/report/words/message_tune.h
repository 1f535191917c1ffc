/* message_tune.h -- the words of the report of tuning; part of message.h */
#ifndef OT_REPORT_MESSAGE_TUNE_H
#define OT_REPORT_MESSAGE_TUNE_H

#define OT_TUNE_MESSAGE_LIST(X)                                                                                                              \
    X(OT_SAY_TUNE_LINE, "model %s, scenario %s; %s, mode %s", "模型 %s，情景%s；%s 年，模式 %s")                                             \
    X(OT_SAY_TUNE_LOSS, "Loss: %s; %s%s.", "损失：%s；%s%s。")                                                                               \
    X(OT_SAY_TUNE_FITTED, "fitted %s", "拟合 %s 年")                                                                                         \
    X(OT_SAY_TUNE_HELD_OUT, ", held out %s", "，留出 %s 年")                                                                                 \
    X(OT_SAY_TUNE_SCALED,                                                                                                                    \
      "Of several indicators together each error counts in mean absolute changes of its "                                                    \
      "indicator, and each indicator alike; so units do not matter.",                                                                        \
      "几个指标合计时，各项误差除以该指标的平均绝对变动，各指标权重相同，因此与单位无关。")                                                  \
    X(OT_SAY_TUNE_DRAWS, "Draws: %zu, seed %zu, sampling %s, the same at every point.",                                                      \
      "抽样 %zu 次，种子 %zu，抽样方法 %s，各点相同。")                                                                                      \
    X(OT_SAY_LOSSES_HEADING, "Loss before and after", "调参前后的损失")                                                                      \
    X(OT_SAY_ALL_TOGETHER, "all together", "合计")                                                                                           \
    X(OT_SAY_FITTED_BEFORE, "fitted: before", "拟合：原值")                                                                                  \
    X(OT_SAY_FITTED_AFTER, "after", "新值")                                                                                                  \
    X(OT_SAY_HELD_OUT_BEFORE, "held out: before", "留出：原值")                                                                              \
    X(OT_SAY_HELD_OUT_AFTER, "after", "新值")                                                                                                \
    X(OT_SAY_PARAMETERS_HEADING, "Parameters", "参数")                                                                                       \
    X(OT_SAY_PARAMETER, "parameter", "参数")                                                                                                 \
    X(OT_SAY_RANGE_LOW, "range from", "范围：下限")                                                                                          \
    X(OT_SAY_RANGE_HIGH, "to", "上限")                                                                                                       \
    X(OT_SAY_LOSS, "loss", "损失")                                                                                                           \
    X(OT_SAY_TELLS_HEADING, "What the data tell of them", "数据对参数的说明")                                                                \
    X(OT_SAY_INTERVAL_LOW, "loss within 5 %%: from", "损失增幅不超过 5%%：起")                                                               \
    X(OT_SAY_INTERVAL_HIGH, "to", "止")                                                                                                      \
    X(OT_SAY_SENSITIVITY, "1 %% off costs, %%", "偏 1%% 的代价，%%")                                                                         \
    X(OT_SAY_TOLD, "verdict", "结论")                                                                                                        \
    X(OT_SAY_TOLD_WELL, "identified", "可识别")                                                                                              \
    X(OT_SAY_TOLD_ONE_SIDE, "one side only", "仅单侧可识别")                                                                                 \
    X(OT_SAY_TOLD_HARDLY, "hardly identified", "几乎不可识别")                                                                               \
    X(OT_SAY_TOLD_FAILS, "the model fails on both sides", "两侧模型均无法求解")                                                              \
    X(OT_SAY_TOLD_NOTHING, "the loss does not depend on it", "损失与其无关")                                                                 \
    X(OT_SAY_TELLS_LEGEND,                                                                                                                   \
      "Loss within 5 %%: where it is at most 5 %% above the least%s; \xE2\x80\xA6 goes on to the "                                           \
      "end of the range; ! beyond, the model cannot be solved. No confidence interval. The last "                                            \
      "figure: by how much the loss rises when the value is off by 1 %% "                                                                    \
      "of its range, the others held.",                                                                                                      \
      "损失增幅不超过 5%%：损失比最小值高出不超过 5%% 的范围%s；\xE2\x80\xA6 "                                        \
      "表示直至范围的一端，! 表示再往外模型无法求解；这不是置信区间。末列数字：取值偏离其范围的 " \
      "1%%（其他参数不变）时，损失增加多少。")                                                                                               \
    X(OT_SAY_REFITTED, ", the other parameters fitted anew", "（其他参数重新拟合）")                                                         \
    X(OT_SAY_OTHERS_HELD, ", the other parameters held", "（其他参数不变）")                                                                 \
    X(OT_SAY_PROFILE_HEADING, "Profile of %s", "“%s”的剖面")                                                                                 \
    X(OT_SAY_PROFILE_VALUE, "value", "取值")                                                                                                 \
    X(OT_SAY_ABOVE_LEAST, "above the least, %%", "高出最小值，%%")                                                                           \
    X(OT_SAY_TUNE_DONE,                                                                                                                      \
      "Evaluations: %zu global, %zu local, %zu in all with profiles; without a finite loss: %zu.",                                           \
      "求值次数：全局 %zu，局部 %zu，连同剖面共 %zu；没有有限损失的：%zu。")                                                                 \
    X(OT_SAY_TUNE_WRITTEN,                                                                                                                   \
      "Written: %s/tuned.cfg. To use these values, give any command --overlay %s/tuned.cfg; the "                                            \
      "model file stays as it was.",                                                                                                         \
      "已写出：%s/tuned.cfg。任何命令加 --overlay %s/tuned.cfg 即用这些取值；模型文件未作改动。")

#endif
