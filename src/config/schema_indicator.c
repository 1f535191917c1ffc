/* The schema of the model file: indicators: where their values come from. */
#include "config/schema_parts.h"

#include "spec/spec.h"

static const ot_rule start_rules[] = {
    {"year", REQUIRED, YEAR, TEXT("base year", "基年")},
    {"value", OT_TYPE_NUMBER, REQUIRED, .unit = "=", TEXT("value in that year", "该年数值")},
    {"sd", OT_TYPE_NUMBER, BOUNDS(0, INFINITY), .unit = "=", DEFAULT("0"),
     TEXT("its standard error", "其标准误")},
    {"source", OT_TYPE_LABEL, TEXT("where it comes from", "依据")},
};

const ot_section ot_schema_start = {
    SECTION("indicators.ID.start", start_rules), .title = {"Start", "起点"},
    TEXT("A base where no data are printed. Data of that year or later win over it, with a note.",
         "没有公布数据时的基数。若有该年或以后的数据，则以数据为准，并予注明。"),
    .example = "start = { year = 2022; value = 217.12; sd = 2.0; source = \"annex 2\"; };\n"};

static const ot_rule partial_rules[] = {
    {"year", REQUIRED, YEAR, TEXT("the year that is not over", "尚未结束的年份")},
    {"through_month", OT_TYPE_WHOLE, REQUIRED, BOUNDS(1, 11),
     TEXT("the last month that is in it", "截至月份")},
    {"value", OT_TYPE_NUMBER, REQUIRED, .unit = "=",
     TEXT("from January to that month", "1 月至该月的累计数")},
    {"usual_share", OT_TYPE_NUMBER, BOUNDS(0, 1), .open = OT_OPEN_LOW | OT_OPEN_HIGH,
     DEFAULT_TEXT("through_month / 12", "through_month / 12"),
     TEXT("share of a whole year that is usually reached by then", "常年同期占全年的比重")},
    {"source", OT_TYPE_LABEL, TEXT("where it comes from", "依据")},
};

const ot_section ot_schema_partial = {
    SECTION("indicators.ID.partial", partial_rules), .title = {"Part of a year", "年内进度"},
    TEXT("What is known of a year that is not over, of an indicator that adds up over the year. "
         "\"outturn review\" tells its pace from it; projections do not use it.",
         "对全年累计的指标，尚未结束年份的已知数。“outturn review”据以判断进度；推演不使用。"),
    .example = "partial = { year = 2023; through_month = 6; value = 108.5; usual_share = 0.46; "
               "source = \"monthly bulletin\"; };\n"};

static const ot_rule residual_rules[] = {
    {"scale", OT_TYPE_NUMBER, REQUIRED, POSITIVE,
     TEXT("scale of the residual, on the equation's left side", "残差的尺度，按方程左端的尺度")},
    {"df", OT_TYPE_NUMBER, BOUNDS(0, INFINITY), DEFAULT("0"),
     TEXT("degrees of freedom of its Student t; 0: the scale is known and the residual normal",
          "t 分布的自由度；0 表示尺度已知，残差为正态")},
    {"source", OT_TYPE_LABEL, TEXT("where it comes from", "依据")},
};

const ot_section ot_schema_residual = {
    SECTION("indicators.ID.residual", residual_rules), .title = {"Residual", "残差"},
    TEXT("The residual of a behavioural equation that is not estimated.",
         "不作估计的行为方程的残差。"),
    .example = "residual = { scale = 0.03; df = 5.0; source = \"judgement\"; };\n"};

static const ot_rule indicator_rules[] = {
    {"label", OT_TYPE_LABEL, DEFAULT_TEXT("the id", "其 id"),
     TEXT("name in reports", "报告中的名称")},
    {"alias", OT_TYPE_ALIAS,
     TEXT("a second name for equations, usually Chinese", "方程中可用的另一名称，通常为中文")},
    {"over", OT_TYPE_TEXTS,
     TEXT("the set, or up to three sets, whose members it stands for: one each, named ID_MEMBER",
          "所按集合，至多三个：每个成员各有一个，名称为 ID_成员")},
    {"unit", OT_TYPE_TEXT, REQUIRED, TEXT("unit of its values", "数值单位")},
    {"price", OT_TYPE_PRICE,
     TEXT("\"current\" or \"constant:YEAR\", for money",
          "金额的价格基准：\"current\"（现价）或 \"constant:年份\"（不变价）")},
    {"equation", OT_TYPE_TEXT,
     TEXT("left side = right side; with coefficients, residual or estimate it is behavioural, else "
          "an identity",
          "左端 = 右端；带系数、残差或估计的为行为方程，否则为恒等式")},
    {"forecast", OT_TYPE_GROUP, .section = &ot_schema_forecast,
     TEXT("a forecaster in place of the equation", "以时间序列预测代替方程")},
    {"start", OT_TYPE_GROUP, .section = &ot_schema_start,
     TEXT("a base where no data are printed", "没有公布数据时的基数")},
    {"partial", OT_TYPE_GROUP, .section = &ot_schema_partial,
     TEXT("figures of a year that is not over", "尚未结束年份的已知数")},
    {"coefficients", OT_TYPE_NAMED, .each = &ot_schema_coefficient_rule,
     TEXT("all coefficients of the equation, by name", "方程的全部系数，按名称列出")},
    {"estimate", OT_TYPE_GROUP, .section = &ot_schema_estimate,
     TEXT("estimation from data", "用数据估计")},
    {"residual", OT_TYPE_GROUP, .section = &ot_schema_residual,
     TEXT("residual of an equation that is not estimated", "不作估计的方程的残差")},
    {"solver", OT_TYPE_GROUP, .section = &ot_schema_solver,
     TEXT("how the simultaneous block of this equation is solved",
          "本方程所在联立方程块的求解方法")},
    {"range", OT_TYPE_RANGE, .unit = "=",
     TEXT("plausible values: a start, a given value or a target's level outside of it is an error, "
          "observed data are noted; allows values in percent below 0.5",
          "合理取值范围：起点、外生给定值、水平目标超出即为错误，观测数据超出则予以提示；单位为 "
          "percent 而数值小于 0.5 时须写明")},
    {"source", OT_TYPE_LABEL, TEXT("where the relation comes from", "关系式的依据")},
    {"note", OT_TYPE_LABEL, TEXT("a remark for reports", "备注")},
};

const ot_section ot_schema_indicator = {
    SECTION("indicators.ID", indicator_rules), .title = {"Indicators", "指标"},
    TEXT("What the model projects. An indicator has an equation, or a forecast, or neither: then "
         "it must be observed or exogenised in every projected year.",
         "模型所推演的量。指标可以有方程，或者有时间序列预测，或者两者都没有：这时各推演年份必须有"
         "观测值或由情景外生给定。"),
    .example = "indicators:\n{\n  income: { label = { zh = \"居民收入\"; en = \"income\"; }; alias "
               "= \"居民收入\"; unit = \"CNY_100M\"; price = \"constant:2022\";\n"
               "            equation = \"income = income(-1) * (1 + real_growth)\";\n"
               "            start = { year = 2022; value = 217.12; source = \"annex 2\"; }; };\n"
               "  retail: { label = { zh = \"零售额\"; en = \"retail sales\"; }; unit = "
               "\"CNY_100M\"; price = \"constant:2022\";\n"
               "            equation = \"dlog(retail) = a + b * dlog(income)\";\n"
               "            coefficients = { a = { mean = 0.0; sd = 0.03; }; b = { mean = 0.8; sd "
               "= 0.3; }; };\n"
               "            residual = { scale = 0.05; df = 4.0; };\n"
               "            start = { year = 2022; value = 37.0; }; };\n};\n"};
