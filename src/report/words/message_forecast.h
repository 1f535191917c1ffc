/* message_forecast.h -- words on forecasts; see message.h */
#ifndef OT_REPORT_MESSAGE_FORECAST_H
#define OT_REPORT_MESSAGE_FORECAST_H

#define OT_FORECAST_MESSAGE_LIST(X)                                                                \
    X(OT_SAY_LAW_FORECAST, "as forecast", "由预测给出")                                            \
    X(OT_SAY_FORECAST, "forecast", "预测")                                                         \
    X(OT_SAY_FORECASTS_HEADING, "Forecasts: %zu", "时间序列预测：%zu 项")                          \
    X(OT_SAY_YEARS_KNOWN, "years known", "已知年数")                                               \
    X(OT_SAY_KNOWN_TO, "the last", "截至")                                                         \
    X(OT_SAY_BAND_LOW, "90 %% from", "90%% 下限")                                                  \
    X(OT_SAY_FORECAST_FROM, "%s: years known %zu, the last %d", "%s：已知 %zu 年，截至 %d 年")     \
    X(OT_SAY_FORM, "form", "形式")                                                                 \
    X(OT_SAY_FORM_MIXED, "mixed", "混合")                                                          \
    X(OT_SAY_FORM_LEVEL, "level", "水平值")                                                        \
    X(OT_SAY_FORM_GROWTH, "growth", "按比例")                                                      \
    X(OT_SAY_FORM_GOMPERTZ, "gompertz", "gompertz")                                                \
    X(OT_SAY_FORM_BOUNDED, "%s, within bounds%s", "%s，有界%s")                                    \
    X(OT_SAY_MADE_OF, "made of", "构成")                                                           \
    X(OT_SAY_FACTS_MARK, "%s, %s", "%s，%s")                                                       \
    X(OT_SAY_SET_RIGHT_BY, "band set right by", "区间校正依据")                                    \
    X(OT_SAY_OUTCOMES_MARK, "%s; %s", "%s；%s")                                                    \
    X(OT_SAY_OWN_OUTCOMES, "own outcomes: %zu", "自身实绩 %zu 个")                                 \
    X(OT_SAY_RELATIVE_OUTCOMES, "outcomes of others: %zu, areas: %zu",                             \
      "其他地区实绩 %zu 个，共 %zu 个地区")                                                        \
    X(OT_SAY_PANEL_TITLE, "Forecasts: %zu; years ahead: %zu", "预测：%zu 项，向前 %zu 年")         \
    X(OT_SAY_PANEL_HISTORY, "history", "历史")                                                     \
    X(OT_SAY_PANEL_LAST, "last value", "最新值")                                                   \
    X(OT_SAY_PANEL_BAND, "median [80 %% band]", "中位数 [80%% 区间]")                              \
    X(OT_SAY_PANEL_WIDE, "95 %% band", "95%% 区间")                                                \
    X(OT_SAY_PANEL_LEGEND,                                                                         \
      "Of outturns, 80 and 95 %% should lie within the bands. \"outturn backtest --panel\" shows " \
      "how many did in the past of this panel; with --format csv the quantiles are written as "    \
      "\"outturn score\" reads them.",                                                             \
      "实际结果应有 80%% 和 95%% 落在相应区间内；“outturn backtest "              \
      "--panel”可检验本面板过去的实际覆盖率；--format csv 输出的分位数可供“outturn score”评分。")

#endif
