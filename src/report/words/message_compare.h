/* message_compare.h -- what is said of comparisons, and what they are made of; part of message.h */
#ifndef OT_REPORT_MESSAGE_COMPARE_H
#define OT_REPORT_MESSAGE_COMPARE_H

#define OT_COMPARE_MESSAGE_LIST(X)                                                                                                              \
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
      "1974）。每个指标求解路径 %zu 条。")

#endif
