/* message_estimate.h -- what the report of an estimation says, a part of message.h */
#ifndef OT_REPORT_MESSAGE_ESTIMATE_H
#define OT_REPORT_MESSAGE_ESTIMATE_H

#define OT_ESTIMATE_MESSAGE_LIST(X)                                                                \
    X(OT_SAY_ESTIMATES_HEADING, "Estimated equations: %zu", "估计结果：%zu 个方程")                \
    X(OT_SAY_NO_ESTIMATES, "No equation has coefficients to estimate.",                            \
      "没有需要估计系数的方程。")                                                                  \
    X(OT_SAY_ONLY_IN, "only in scenario: %s", "仅用于情景：%s")                                    \
    X(OT_SAY_METHOD_LINE, "method: %s", "方法：%s")                                                \
    X(OT_SAY_SAMPLE_LINE, "method: %s; observations: %zu, %s%s", "方法：%s；观测 %zu 个，%s%s")    \
    X(OT_SAY_PANEL_LINE, "method: %s; observations: own area %zu, %s%s; panel %zu of %zu areas",   \
      "方法：%s；观测：本地区 %zu 个，%s%s；面板共 %zu 个（%zu 个地区）")                          \
    X(OT_SAY_WITH_NOTE, "%s (%s)", "%s（%s）")                                                     \
    X(OT_SAY_SPAN, "%d to %d", "%d—%d 年")                                                         \
    X(OT_SAY_ONE_YEAR, "%d", "%d 年")                                                              \
    X(OT_SAY_SAMPLE_AREA, ", of %s", "，取自%s")                                                   \
    X(OT_SAY_SAMPLE_ELSEWHERE, ", of another area", "，取自其他地区")                              \
    X(OT_SAY_JOINED, "%s; %s", "%s；%s")                                                           \
    X(OT_SAY_N_OBSERVATIONS, "%zu observations", "%zu 个观测值")                                   \
    X(OT_SAY_ONE_OBSERVATION, "1 observation", "1 个观测值")                                       \
    X(OT_SAY_N_COEFFICIENTS, "%zu coefficients", "%zu 个系数")                                     \
    X(OT_SAY_ONE_COEFFICIENT, "1 coefficient", "1 个系数")                                         \
    X(OT_SAY_DATA_ENOUGH,                                                                          \
      "%s for %s are enough: intervals are %.0f %% wider than with everything known.",             \
      "以 %s估计 %s，数据充足：区间比参数已知时宽 %.0f%%。")                                       \
    X(OT_SAY_DATA_FEW,                                                                             \
      "%s for %s are few: intervals are wide, %.1f times those with everything known.",            \
      "以 %s估计 %s，数据偏少：区间较宽，为参数已知时的 %.1f 倍。")                                \
    X(OT_SAY_DATA_TOO_FEW,                                                                         \
      "%s for %s are too few to rely on: give priors, or fewer coefficients.",                     \
      "%s不足以可靠地估计 %s：请给出先验，或减少系数。")                                           \
    X(OT_SAY_DATA_LITTLE,                                                                          \
      "The prior dominates: the data (%s) tell only %.0f %% of what is known of the "              \
      "coefficients.",                                                                             \
      "结果主要取决于先验：数据（%s）对系数的贡献只有 %.0f%%。")                                   \
    X(OT_SAY_DATA_OPEN, "The data (%s) do not determine %s: the prior decides the rest.",          \
      "数据（%s）不能确定 %s：其余取决于先验。")                                                   \
    X(OT_SAY_DATA_OF_OTHERS, "Other areas stand in for what the area's own data (%s) leave open.", \
      "本地区数据（%s）不足之处，由面板中其他地区补充。")                                          \
    X(OT_SAY_DATA_NONE, "No data: an assumption alone (%s).", "没有使用数据：仅为假设（%s）。")    \
    X(OT_SAY_DOUBT,                                                                                \
      "%zu of %zu kinds of tests fail at 5 %%: the form of the equation is in doubt.",             \
      "%zu 类检验（共 %zu 类）在 5%% 水平上未通过：方程设定存疑。")                                \
    X(OT_SAY_ASSUMED_LINE, "assumed: %s", "假设：%s")                                              \
    X(OT_SAY_PRIORS_OF, "priors of %s", "%s 取先验")                                               \
    X(OT_SAY_FIXED_OF, "%s fixed", "%s 固定")                                                      \
    X(OT_SAY_PRIOR_OF_SIGMA, "prior of sigma %s with %s degrees of freedom",                       \
      "残差标准差的先验 %s，自由度 %s")                                                            \
    X(OT_SAY_GIVEN_SIGMA, "sigma %s, given", "残差标准差 %s（设定）")                              \
    X(OT_SAY_SIGMA, "sigma %s, degrees of freedom %s", "残差标准差 %s，自由度 %s")                 \
    X(OT_SAY_R2, "R\xC2\xB2 %s", "R\xC2\xB2 %s")                                                   \
    X(OT_SAY_R2_ADJUSTED, "R\xC2\xB2 %s, adjusted %s", "R\xC2\xB2 %s，调整后 %s")                  \
    X(OT_SAY_POSTERIOR_SIGMA, "sigma (posterior) %s, degrees of freedom %s",                       \
      "残差标准差（后验）%s，自由度 %s")                                                           \
    X(OT_SAY_RESIDUAL_SE, "residual s.e. %s", "残差标准误 %s")                                     \
    X(OT_SAY_OWN_RESIDUAL_SE, "residual s.e. of the data used %s", "所用数据的残差标准误 %s")      \
    X(OT_SAY_DURBIN_WATSON, "Durbin-Watson %s", "DW 统计量 %s")                                    \
    X(OT_SAY_MEAN_DEPENDENT, "mean of dependent variable %s", "因变量均值 %s")                     \
    X(OT_SAY_RSS, "residual sum of squares %s", "残差平方和 %s")                                   \
    X(OT_SAY_F, "F(%s, %s) %s, p %s", "F(%s, %s) %s，p 值 %s")                                     \
    X(OT_SAY_LIKELIHOOD, "log-likelihood %s", "对数似然 %s")                                       \
    X(OT_SAY_CRITERIA, "AIC %s, BIC %s", "AIC %s，BIC %s")                                         \
    X(OT_SAY_AICC, "%s, AICc %s", "%s，AICc %s")                                                   \
    X(OT_SAY_TESTS_LINE, "tests, p: %s", "检验的 p 值：%s")                                        \
    X(OT_SAY_TESTS_NONE, "tests: none made (%s)", "检验：均未进行（%s）")                          \
    X(OT_SAY_BELOW_LEVEL, "* below 0.05", "* 低于 0.05")                                           \
    X(OT_SAY_TEST_FROM, "%s (from %d)", "%s（%d 年起）")                                           \
    X(OT_SAY_WITHOUT, "not made: %s (%s)", "未作%s（%s）")                                         \
    X(OT_SAY_INFLUENCE_LINE, "largest influence: %s", "影响最大的年份：%s")                        \
    X(OT_SAY_LEVERAGE, "leverage %s (%d)", "杠杆值 %s（%d 年）")                                   \
    X(OT_SAY_COOK, "Cook's distance %s (%d)", "Cook 距离 %s（%d 年）")                             \
    X(OT_SAY_STUDENTISED, "studentised residual %s (%d)", "学生化残差 %s（%d 年）")                \
    X(OT_SAY_COLLINEARITY_LINE, "collinearity: %s", "共线性：%s")                                  \
    X(OT_SAY_CONDITION, "condition number %s", "条件数 %s")                                        \
    X(OT_SAY_INFLATION, "variance inflation %s", "方差膨胀因子 %s")                                \
    X(OT_SAY_DETAIL_LINE, "%s %s", "%s %s")                                                        \
    X(OT_SAY_DETAIL_OF, "%s = %s", "%s = %s")                                                      \
    X(OT_SAY_DETAIL_SE, "s.e. %s", "标准误 %s")                                                    \
    X(OT_SAY_DETAIL_DF, "df %s", "自由度 %s")                                                      \
    X(OT_SAY_DETAIL_DF2, "df %s and %s", "自由度 %s 和 %s")                                        \
    X(OT_SAY_DETAIL_P, "p %s", "p 值 %s")                                                          \
    X(OT_SAY_OUTLIERS_LINE, "years left out as outliers: %s", "作为离群值略去的年份：%s")          \
    X(OT_SAY_SYSTEM_LINE, "System %s: correlation of the residuals", "方程组 %s：残差的相关系数")  \
    X(OT_SAY_LOW, "95 %% from", "95%% 下限")                                                       \
    X(OT_SAY_HIGH, "to", "上限")                                                                   \
    X(OT_SAY_PANEL, "panel", "面板")                                                               \
    X(OT_SAY_POSTERIOR_SD, "posterior sd", "后验标准差")                                           \
    X(OT_SAY_LEARNT, "data share, %%", "数据贡献，%%")                                             \
    X(OT_SAY_SIGMA_SOURCE, "source of sigma: %s", "残差标准差依据：%s")                            \
    X(OT_SAY_FIXED, "fixed", "固定")                                                               \
    X(OT_SAY_FLAT, "flat", "无信息")

#endif
