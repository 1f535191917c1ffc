/* message_forecast.h -- words on forecasts; see message.h */
#ifndef OT_REPORT_MESSAGE_FORECAST_H
#define OT_REPORT_MESSAGE_FORECAST_H

#define OT_FORECAST_MESSAGE_LIST(X)                                       \
    X(OT_SAY_LAW_FORECAST, "as forecast", "由预测给出")                   \
    X(OT_SAY_FORECAST, "forecast", "预测")                                \
    X(OT_SAY_FORECASTS_HEADING, "Forecasts: %zu", "时间序列预测：%zu 项") \
    X(OT_SAY_YEARS_KNOWN, "years known", "已知年数")                      \
    X(OT_SAY_KNOWN_TO, "the last", "截至")                                \
    X(OT_SAY_BAND_LOW, "90 %% from", "90%% 下限")                         \
    X(OT_SAY_FORECAST_FROM, "%s: years known %zu, the last %d", "%s：已知 %zu 年，截至 %d 年")

#endif
