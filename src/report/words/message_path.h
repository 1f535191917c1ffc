/* message_path.h -- what is said of paths, multipliers and seeking; part of message.h */
#ifndef OT_REPORT_MESSAGE_PATH_H
#define OT_REPORT_MESSAGE_PATH_H

#define OT_PATH_MESSAGE_LIST(X)                                                                                                                 \
    X(OT_SAY_SOLVE_LINE, "model %s, %s; mode %s: %s%s", "模型 %s，%s 年；模式 %s：%s%s")                                                        \
    X(OT_SAY_VALUE, "value", "数值")                                                                                                            \
    X(OT_SAY_SIMULATED, "simulated", "模拟")                                                                                                    \
    X(OT_SAY_BY_EQUATION, "by equation", "方程给出")                                                                                            \
    X(OT_SAY_OBSERVED, "observed", "观测")                                                                                                      \
    X(OT_SAY_RESIDUAL, "residual", "残差")                                                                                                      \
    X(OT_SAY_YEARS_COMPARED, "years", "年数")                                                                                                   \
    X(OT_SAY_MEAN_ERROR, "mean error", "平均误差")                                                                                              \
    X(OT_SAY_RMSE, "RMSE", "RMSE")                                                                                                              \
    X(OT_SAY_MAPE, "MAPE, %%", "MAPE，%%")                                                                                                      \
    X(OT_SAY_LARGEST_RESIDUAL, "largest residual", "最大残差")                                                                                  \
    X(OT_SAY_OF_MAXIMUM, "share of largest value, %%", "占最大观测值，%%")                                                                      \
    X(OT_SAY_HISTORY_LEGEND,                                                                                                                    \
      "How closely history is followed. Errors are simulated less observed values, in the unit "                                                \
      "of the indicator: their mean (above 0: too high), the root of their mean square (RMSE), "                                                \
      "and the mean of their size in percent of the observed value (MAPE).",                                                                    \
      "与历史的接近程度。误差为模拟值减观测值，单位同指标：平均误差（大于 0 "                                  \
      "为偏高）、均方根误差（RMSE）、误差绝对值占观测值百分比的平均（MAPE）。")                                                                 \
    X(OT_SAY_RESIDUAL_LEGEND,                                                                                                                   \
      "Do the equations reproduce history? Residuals are observed values less what each equation "                                              \
      "makes of observed values; the largest one is also given as a share of the largest "                                                      \
      "observation of the series. The largest shares come first.",                                                                              \
      "各方程能否再现历史？残差为观测值减方程由观测值算得的数值；最大残差另列其占该序列最大观测值" \
      "的比例，按该比例由大到小排列。")                                                                                                         \
    X(OT_SAY_REPRODUCED,                                                                                                                        \
      "%zu of %zu identities and %zu of %zu behavioural equations reproduce history to rounding: "                                              \
      "no residual exceeds %g of the largest observation. Figures kept in single precision "                                                    \
      "differ by as much.",                                                                                                                     \
      "恒等式 %zu 个（共 %zu 个）、行为方程 %zu 个（共 %zu "                                                                    \
      "个）在舍入误差内再现历史：残差均不超过最大观测值的 "                                                            \
      "%g。以单精度保存的数据即有这样大的误差。")                                                                                               \
    X(OT_SAY_NOT_REPRODUCED, "Identities that do not: %s.", "未能再现历史的恒等式：%s。")                                                       \
    X(OT_SAY_NOT_REPRODUCED_BEHAVIOURAL,                                                                                                        \
      "Behavioural equations that do not, as is to be expected where they are estimated: %s.",                                                  \
      "未能再现历史的行为方程（估计的方程本应如此）：%s。")                                                                                     \
    X(OT_SAY_NOTHING_OBSERVED,                                                                                                                  \
      "No simulated value of these years has an observation to be compared with.",                                                              \
      "这些年份的模拟值均无观测值可比较。")                                                                                                     \
    X(OT_SAY_SOLVER_LINE,                                                                                                                       \
      "Solver: simultaneous blocks %zu, with %s and %s; %s; largest relative residual left %.2g.",                                              \
      "求解：联立方程块 %zu 个，含%s、%s；%s；剩余最大相对残差 %.2g。")                                                                         \
    X(OT_SAY_ONE_EQUATION, "%zu equation", "方程 %zu 个")                                                                                       \
    X(OT_SAY_SOME_EQUATIONS, "%zu equations", "方程 %zu 个")                                                                                    \
    X(OT_SAY_ONE_FEEDBACK, "%zu feedback variable", "反馈变量 %zu 个")                                                                          \
    X(OT_SAY_SOME_FEEDBACK, "%zu feedback variables", "反馈变量 %zu 个")                                                                        \
    X(OT_SAY_ONE_ITERATION, "%zu iteration", "迭代 %zu 次")                                                                                     \
    X(OT_SAY_SOME_ITERATIONS, "%zu iterations", "迭代 %zu 次")                                                                                  \
    X(OT_SAY_AS_IF_LAST, ", as if %d were the last year known", "，如同只知道 %d 年及以前的数据")                                               \
    X(OT_SAY_SOLVER_RECURSIVE,                                                                                                                  \
      "Solver: the %zu equations are recursive, evaluated one after the other; nothing to "                                                     \
      "iterate.",                                                                                                                               \
      "求解：%zu 个方程均为递归方程，依次计算，无需迭代。")                                                                                     \
    X(OT_SAY_SOLVER_NONE,                                                                                                                       \
      "Each of the %zu equations was evaluated by itself; nothing was solved.",                                                                 \
      "%zu 个方程各自单独计算，未联立求解。")                                                                                                   \
    X(OT_SAY_PATH_LINE, "model %s, %s, scenario: %s; without shocks",                                                                           \
      "模型 %s，%s 年，情景：%s；无冲击")                                                                                                       \
    X(OT_SAY_CHANGED_IN, "changed in", "变动年份")                                                                                              \
    X(OT_SAY_CUMULATED, "sum", "累计")                                                                                                          \
    X(OT_SAY_ONE_POINT, "1 percentage point", "1 个百分点")                                                                                     \
    X(OT_SAY_SHOCK_HEADING, "%s (%s): %s more in one year", "%s（%s）在某一年增加 %s")                                                          \
    X(OT_SAY_NOT_MOVED, "Indicators that it does not move: %zu", "不受其影响的指标：%zu 个")                                                    \
    X(OT_SAY_MULTIPLIERS_LEGEND,                                                                                                                \
      "Multipliers: what the change makes of each indicator, in its own unit. The figure in the "                                               \
      "year of the change is the impact multiplier, those of later years are interim "                                                          \
      "multipliers, the last column is their sum. They are exact derivatives: half the change "                                                 \
      "does half as much; of large changes in a model that is not linear they tell the direction "                                              \
      "and roughly the size.",                                                                                                                  \
      "乘数：该变动对各指标的影响，以各指标自身的单位计。变动当年的数为即期乘数，以后各年为中期乘" \
      "数，最后一列为其累计。乘数为精确导数：变动减半，影响减半；模型非线性时，对大的变动只说明方" \
      "向和大致幅度。")                                                                                                                         \
    X(OT_SAY_GOALS_HEADING, "Wanted", "目标值")                                                                                                 \
    X(OT_SAY_BEFORE, "before", "原值")                                                                                                          \
    X(OT_SAY_REACHED, "reached", "达到")                                                                                                        \
    X(OT_SAY_AFTER, "after", "新值")                                                                                                            \
    X(OT_SAY_CHANGE, "change", "改动")                                                                                                          \
    X(OT_SAY_CHANGE_PERCENT, "change, %%", "改动，%%")                                                                                          \
    X(OT_SAY_INSTRUMENT, "instrument", "政策工具")                                                                                              \
    X(OT_SAY_INSTRUMENTS_HEADING, "Instruments", "政策工具")                                                                                    \
    X(OT_SAY_SEEK_SQUARE,                                                                                                                       \
      "As many values of instruments (%zu) as wanted values (%zu): every goal is met, and these "                                               \
      "are the only changes near the scenario that do it.",                                                                                     \
      "政策工具的取值（%zu 个）与目标值（%zu "                                                                                   \
      "个）一样多：各目标全部实现，在该情景附近只有这一组改动能做到。")                                                                         \
    X(OT_SAY_SEEK_LEAST_CHANGE,                                                                                                                 \
      "More values of instruments (%zu) than wanted values (%zu): many changes meet every goal; "                                               \
      "these are the least, each measured by its share of the value before and by its weight.",                                                 \
      "政策工具的取值（%zu 个）多于目标值（%zu "                                                                                \
      "个）：能实现各目标的改动有多组；这里是改动最小的一组，各项改动按占原值的比重和权重计量。")                                               \
    X(OT_SAY_SEEK_LEAST_SQUARES,                                                                                                                \
      "Fewer values of instruments (%zu) than wanted values (%zu): not every goal can be met; "                                                 \
      "the sum of the squared relative misses is the least that can be had (least squares).",                                                   \
      "政策工具的取值（%zu 个）少于目标值（%zu "                                                                                \
      "个）：不能实现每个目标；这里使相对差距的平方和最小（最小二乘）。")                                                                       \
    X(OT_SAY_SEEK_DONE, "Iterations: %d", "迭代次数：%d")                                                                                       \
    X(OT_SAY_PASTE_HEADING, "As a scenario, for the section scenarios of the model file",                                                       \
      "写成情景，可粘贴到模型文件的 scenarios 部分")                                                                                            \
    X(OT_SAY_PASTE_NOTE,                                                                                                                        \
      "A driver has one value for each year, %s, where nothing was sought that of the "                                                         \
      "scenario: these must be the years that the model file projects.",                                                                        \
      "驱动因素在 %s 年每年一个值，没有求解的年份取原情景的值；模型文件的推演年份须与此相同。")                                                 \
    X(OT_SAY_SOUGHT_ELSEWHERE,                                                                                                                  \
      "Found for %s, while the model file projects %s: these values are a scenario only of a "                                                  \
      "model file with first_year = %d and last_year = %d.",                                                                                    \
      "求解的年份是 %s 年，而模型文件推演 %s 年：只有 first_year = %d、last_year = %d "                                     \
      "的模型文件才能把这些数值写成情景。")                                                                                                     \
    X(OT_SAY_YEARS, "%d to %d", "%d—%d")

#endif
