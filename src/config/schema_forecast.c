/* The schema of the model file: forecasters in place of equations. */
#include "config/schema_parts.h"

#include "outturn/forecast.h"
#include "spec/spec.h"

static const ot_choice forms[] = {
    {"auto", OT_FORM_BY_METHOD, {"as the method and the values ask for", "依方法和数值而定"}},
    {"level", OT_FORM_LEVEL, {"changes are of any size", "按绝对量变动"}},
    {"growth", OT_FORM_GROWTH, {"changes are proportional", "按比例变动"}},
    {"gompertz",
     OT_FORM_GOMPERTZ,
     {"growth towards the upper bound, needs bounds", "向上限增长，须给出 bounds"}},
};

static const ot_choice mixes[] = {
    {"mean", OT_MIX_MEAN, {"all alike", "同等看待"}},
    {"median", OT_MIX_MEDIAN, {"the one in the middle", "取居中者"}},
    {"accuracy", OT_MIX_ACCURACY, {"weights by past accuracy", "按以往精度加权"}},
};

static const ot_choice mixed_things[] = {
    {"quantiles", OT_MIXED_QUANTILES, {"values of each probability", "同一概率下的数值"}},
    {"paths",
     OT_MIXED_PATHS,
     {"each path follows one of the methods: probabilities of each value",
      "每条路径跟随其中一种方法：同一数值下的概率"}},
};

static const ot_choice recalibrations[] = {
    {"auto",
     OT_SET_RIGHT_AUTO,
     {"by its own past, from 15 years of history on, and by relatives",
      "历史满 15 年起用自身的过去，并用 relatives"}},
    {"own", OT_SET_RIGHT_OWN, {"by its own past alone", "只用自身的过去"}},
    {"relatives", OT_SET_RIGHT_RELATIVES, {"by relatives alone", "只用 relatives"}},
    {"none", OT_SET_RIGHT_NONE, {"left as the method has them", "保持方法给出的区间"}},
};

/* The methods that differ in name alone, with what stands between two names. */
#define METHODS(_)                                                                       \
    "naive" _ "drift" _ "mean" _ "trend" _ "ses" _ "holt" _ "damped" _ "ets" _ "theta" _ \
    "theta_optimised" _ "arima" _ "llt" _ "logistic" _ "gompertz"

static const ot_rule forecast_rules[] = {
    {"method", OT_TYPE_TEXT, REQUIRED,
     TEXT(
         "auto (the usual one), " METHODS(", ") " or combine; constant: the last value for ever, "
                                                "without a band",
         "auto（通常用它）、" METHODS("、") " 或 combine；constant：永远沿用最后一个值，没有区间")},
    {"form", OT_TYPE_CHOICE, CHOICES(forms), DEFAULT("auto"),
     TEXT("how values change", "数值如何变动")},
    {"methods", OT_TYPE_TEXTS,
     DEFAULT_TEXT("ets, damped, arima, theta, drift, naive",
                  "ets、damped、arima、theta、drift、naive"),
     TEXT("combine: the methods that are combined", "combine：参与组合的方法")},
    {"mix", OT_TYPE_CHOICE, CHOICES(mixes), DEFAULT("mean"),
     TEXT("combine: how they are put together", "combine：如何组合")},
    {"mix_of", OT_TYPE_CHOICE, CHOICES(mixed_things), DEFAULT("quantiles"),
     TEXT("combine: what of them is put together", "combine：组合的对象")},
    {"bounds", OT_TYPE_BOUNDS, .unit = "=",
     TEXT("values lie strictly between, such as ( 0.0, 100.0 ) of a share in percent, or above "
          "one, such as ( 0.0 ) of a count",
          "数值严格介于其间，例如百分比的 ( 0.0, 100.0 )；或只大于下限，例如计数的 ( 0.0 )")},
    {"sample", OT_TYPE_YEARS, BOUNDS(1900, 2200), DEFAULT_TEXT("all data", "全部数据"),
     TEXT("(first, last) year of history that counts", "采用的历史（首年, 末年）")},
    {"relatives", OT_TYPE_TEXT,
     TEXT("data file with the same series of other areas: how forecasts of these met what came "
          "sets the bands right",
          "含其他地区同名序列的数据文件：用对这些地区所作预测与实际的差异校正区间")},
    {"recalibrate", OT_TYPE_CHOICE, CHOICES(recalibrations), DEFAULT("auto"),
     TEXT("how bands are set right by what came after earlier forecasts",
          "如何用以往预测与实际的差异校正区间")},
};

const ot_section ot_schema_forecast = {
    SECTION("indicators.ID.forecast", forecast_rules), .title = {"Forecast", "时间序列预测"},
    TEXT("A forecaster in place of an equation, for an indicator of which nothing is known but its "
         "own past. Inside it is a driver named after the indicator, visits_forecast, which "
         "correlations, scenarios and seeking may name.",
         "以时间序列预测代替方程，用于除自身历史外别无所知的指标。它在模型内部是以指标命名的驱动因"
         "素，例如 "
         "visits_forecast，可用于相关、情景和求目标。"),
    .example = "forecast = { method = \"auto\"; relatives = \"data/region.csv\"; };\n"};
