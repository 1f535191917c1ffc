/* message_score.h -- the words of scores and backtests; part of message.h */
#ifndef OT_REPORT_MESSAGE_SCORE_H
#define OT_REPORT_MESSAGE_SCORE_H

#define OT_SCORE_MESSAGE_LIST(X)                                                                                                               \
    X(OT_SAY_SCORE_TITLE, "Scores of %s by %s", "%s 的评分（实绩：%s）")                                                                       \
    X(OT_SAY_BACKTEST_TITLE, "Backtest of %s", "%s 的回测")                                                                                    \
    X(OT_SAY_SCORE_LINE, "%s, by %s.", "%s，%s。")                                                                                             \
    X(OT_SAY_BACKTEST_LINE, "%s of %zu series, forecast by %s with what was known at %s (%s).",                                                \
      "%s，序列 %zu 个，%s；%s（%s 年），每个起点只用当时已知的数据预测。")                                                                    \
    X(OT_SAY_SCORE_ONE_FORECAST, "%zu forecast that has an outturn", "有实绩的预测 %zu 个")                                                    \
    X(OT_SAY_SCORE_FORECASTS, "%zu forecasts that have an outturn", "有实绩的预测 %zu 个")                                                     \
    X(OT_SAY_SCORE_ONE_MODEL, "%zu model", "模型 %zu 个")                                                                                      \
    X(OT_SAY_SCORE_MODELS, "%zu models", "模型 %zu 个")                                                                                        \
    X(OT_SAY_SCORE_ONE_OUTTURN, "%zu outturn", "实绩 %zu 个")                                                                                  \
    X(OT_SAY_SCORE_OUTTURNS, "%zu outturns", "实绩 %zu 个")                                                                                    \
    X(OT_SAY_SCORE_ONE_METHOD, "%zu method", "方法 %zu 种")                                                                                    \
    X(OT_SAY_SCORE_METHODS, "%zu methods", "方法 %zu 种")                                                                                      \
    X(OT_SAY_SCORE_ONE_ORIGIN, "%zu origin", "起点 %zu 个")                                                                                    \
    X(OT_SAY_SCORE_ORIGINS, "%zu origins", "起点 %zu 个")                                                                                      \
    X(OT_SAY_SCORE_ONE_CHANCE, "%zu probability", "概率 %zu 个")                                                                               \
    X(OT_SAY_SCORE_CHANCES, "%zu probabilities", "概率 %zu 个")                                                                                \
    X(OT_SAY_SCORE_AND, ", ", "、")                                                                                                            \
    X(OT_SAY_SCORE_COVERAGE_HEADING, "How sure the coverage is", "覆盖率的可靠程度")                                                           \
    X(OT_SAY_SCORE_COVERAGE_LEGEND,                                                                                                            \
      "±: standard error in percentage points, from how coverage differs between origins: all "                                               \
      "areas share the year of an origin and what followed, so that many forecasts from few "                                                  \
      "origins tell little; years that neighbouring origins both forecast are allowed for. A "                                                 \
      "distance of up to twice as much from 80 or 95 may be chance; from "                                                                     \
      "fewer than about ten origins the error is rough itself.",                                                                               \
      "±：标准误（百分点），由各起点之间覆盖率的差异算出：各地区经历同样的年份，起点不多时，预测" \
      "再多也说明不了多少；相邻起点预测期的重叠已计入。与 80 或 95 "                                                 \
      "相差不超过两个标准误，可能只是偶然；起点少于十个左右时，标准误本身也只是粗略的。")                                                      \
    X(OT_SAY_SCORE_ALL, "All forecasts", "全部预测")                                                                                           \
    X(OT_SAY_SCORE_BY, "By %s", "按%s")                                                                                                        \
    X(OT_SAY_SCORE_BY_COLUMN, "By %s", "按“%s”")                                                                                               \
    X(OT_SAY_SCORE_METHOD, "method", "方法")                                                                                                   \
    X(OT_SAY_SCORE_MODEL, "model", "模型")                                                                                                     \
    X(OT_SAY_SCORE_N, "n", "个数")                                                                                                             \
    X(OT_SAY_SCORE_HORIZON, "years ahead", "预测年数")                                                                                         \
    X(OT_SAY_SCORE_HISTORY, "history", "历史长度")                                                                                             \
    X(OT_SAY_SCORE_MAE, "MAE", "MAE")                                                                                                          \
    X(OT_SAY_SCORE_RMSE, "RMSE", "RMSE")                                                                                                       \
    X(OT_SAY_SCORE_BIAS, "bias", "偏差")                                                                                                       \
    X(OT_SAY_SCORE_SMAPE, "sMAPE", "sMAPE")                                                                                                    \
    X(OT_SAY_SCORE_MASE, "MASE", "MASE")                                                                                                       \
    X(OT_SAY_SCORE_CRPS, "CRPS", "CRPS")                                                                                                       \
    X(OT_SAY_SCORE_SCRPS, "sCRPS", "sCRPS")                                                                                                    \
    X(OT_SAY_SCORE_WIS, "WIS", "WIS")                                                                                                          \
    X(OT_SAY_SCORE_MSIS, "MSIS 95", "MSIS 95")                                                                                                 \
    X(OT_SAY_SCORE_IN, "in %d", "%d 区间")                                                                                                     \
    X(OT_SAY_SCORE_PIT_P, "PIT p", "PIT p 值")                                                                                                 \
    X(OT_SAY_SCORE_UNNAMED, "(unnamed)", "（未命名）")                                                                                         \
    X(OT_SAY_SCORE_SKILL_HEADING, "Skill: by how much smaller the error is, in percent",                                                       \
      "技巧：误差减小的百分比")                                                                                                                \
    X(OT_SAY_SCORE_AGAINST, "beside", "对照")                                                                                                  \
    X(OT_SAY_SCORE_SKILL_CRPS, "CRPS", "CRPS")                                                                                                 \
    X(OT_SAY_SCORE_SKILL_POINT, "point", "点预测")                                                                                             \
    X(OT_SAY_SCORE_ERROR, "s.e.", "标准误")                                                                                                    \
    X(OT_SAY_SCORE_DM, "DM", "DM")                                                                                                             \
    X(OT_SAY_SCORE_DM_P, "DM p", "DM p 值")                                                                                                    \
    X(OT_SAY_SCORE_PIT_HEADING, "Where outturns fell in their forecasts, percent by tenth",                                                    \
      "实绩落在预测分布各十分位的百分比")                                                                                                      \
    X(OT_SAY_SCORE_EVENTS_HEADING, "Target probabilities and what came of them",                                                               \
      "目标实现概率与实际结果")                                                                                                                \
    X(OT_SAY_SCORE_EVENTS_LINE,                                                                                                                \
      "%s; Brier score %s = reliability %s - resolution %s + uncertainty %s.",                                                                 \
      "%s；Brier 评分 %s = 可靠性 %s - 分辨度 %s + 不确定性 %s。")                                                                             \
    X(OT_SAY_SCORE_EVENT_CLASS, "class", "区间")                                                                                               \
    X(OT_SAY_SCORE_EVENT_MEAN, "probability, %%", "平均概率，%%")                                                                              \
    X(OT_SAY_SCORE_EVENT_SHARE, "came, %%", "实现比例，%%")                                                                                    \
    X(OT_SAY_SCORE_SCALED_LEGEND,                                                                                                              \
      "MASE, bias, sCRPS and MSIS are in mean yearly changes of the history before the origin; "                                               \
      "lower is better. \"in 80\": percent of outturns within the 80 %% band. PIT p: the bands "                                               \
      "are right if outturns fall evenly into the tenths of their forecasts; a small p says that "                                             \
      "they do not. Forecasts made at one origin hang together, so that p is smaller than it "                                                 \
      "should be.",                                                                                                                            \
      "MASE、偏差、sCRPS、MSIS 以起点之前历史的平均逐年变动为单位，越小越好。“80 "                               \
      "区间”为实绩落在 80%% "                                                                                                         \
      "区间内的百分比。PIT p "                                                                                                         \
      "值：若区间恰当，实绩应均匀落在预测分布的各十分位；p 值小说明并非如此。同一起点的预测彼此"    \
      "相关，p 值因而偏小。")                                                                                                                  \
    X(OT_SAY_SCORE_MIXED,                                                                                                                      \
      "The forecasts are of %zu different things (%s): MAE, RMSE, bias, CRPS and WIS of all "                                                  \
      "together add up their units; the table by %s has them apart",                                                                           \
      "预测的对象有 %zu 种（%s）：合计的 MAE、RMSE、偏差、CRPS、WIS 把不同单位相加，请看按 %s "                  \
      "分列的表")                                                                                                                              \
    X(OT_SAY_SCORE_UNSCALED,                                                                                                                   \
      "%zu of %zu forecasts follow a history that never changed: they count in sMAPE, coverage "                                               \
      "and PIT alone",                                                                                                                         \
      "%zu 项（共 %zu 项）预测的历史从未变化：只计入 sMAPE、覆盖率和 PIT")                                                                     \
    X(OT_SAY_SCORE_PLAIN_LEGEND,                                                                                                               \
      "MAE, RMSE, bias, CRPS and WIS are in the unit of the forecasts, sMAPE is in percent; MAE "                                              \
      "and sMAPE "                                                                                                                             \
      "are of the median, RMSE and bias of the mean where a forecast has one; lower is better. "                                               \
      "\"in 80\": percent of outturns within the 80 %% band.",                                                                                 \
      "MAE、RMSE、偏差、CRPS、WIS 以预测的单位计，sMAPE 为百分比；MAE 和 sMAPE 用中位数，RMSE "                       \
      "和偏差在预测给出均值时用均值；越小越好。“80 区间”为实绩落在 "                                            \
      "80%% 区间内的百分比。")                                                                                                                 \
    X(OT_SAY_SCORE_SKILL_LEGEND,                                                                                                               \
      "On forecasts that both have made; below 0 the error is larger. s.e.: standard error from "                                              \
      "sums of each origin, as areas share their years. DM: the test of "                                                                      \
      "Diebold and "                                                                                                                           \
      "Mariano of the CRPS averaged at each origin, corrected for small samples; below 0 the "                                                 \
      "method is better.",                                                                                                                     \
      "只比较双方都有的预测；小于 0 "                                                                                             \
      "表示误差更大。标准误按起点加总计算，因为各地区同处一年。DM：对各起点平均 CRPS 的 "                  \
      "Diebold-Mariano "                                                                                                                       \
      "检验（小样本修正）；小于 0 表示该方法更好。")                                                                                           \
    X(OT_SAY_SCORE_MISSING, "%s had no answer for %zu of %zu outturns.",                                                                       \
      "%s 对 %zu 个实绩（共 %zu 个）没有给出预测。")                                                                                           \
    X(OT_SAY_SCORE_NO_POINT,                                                                                                                   \
      "%s has no median and no mean of %zu of %zu outturns, which are not scored.",                                                            \
      "%s 对 %zu 个实绩（共 %zu 个）没有给出中位数或均值，不予评分。")                                                                         \
    X(OT_SAY_SCORE_MISSING_WHY,                                                                                                                \
      "%s had no answer for %zu of %zu outturns, for example of %s after %d: %s",                                                              \
      "%s 对 %zu 个实绩（共 %zu 个）没有给出预测，例如 %s 在 %d 年之后：%s")

#endif
