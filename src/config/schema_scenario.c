/* The schema of the model file: what scenarios change. */
#include "config/schema_parts.h"

static const ot_rule driver_change_rules[] = {
    {"value", OT_TYPE_PATH, .unit = "=",
     TEXT("the new path: one number for all projected years or one a year",
          "新的路径：各推演年份同一数值，或每年一个数值")},
    {"law", OT_TYPE_GROUP, .section = &ot_schema_law,
     TEXT("the new law; it replaces the whole law", "新的分布规律；整个替换原规律")},
};

const ot_section ot_schema_driver_change = {
    SECTION("scenarios.ID.drivers.DRIVER", driver_change_rules),
    .title = {"A scenario's drivers", "情景中的驱动因素"},
    TEXT("What a scenario changes of a driver.", "情景对某一驱动因素的改变。"),
    .example = "drivers = { real_growth = { value = ( 8.0, 8.5, 9.0 ); }; };\n"};
static const ot_rule driver_change_rule = {
    "DRIVER", OT_TYPE_GROUP, .section = &ot_schema_driver_change, TEXT("a driver", "一个驱动因素")};
static const ot_rule coefficients_of_indicator_rule = {
    "INDICATOR", OT_TYPE_NAMED, .each = &ot_schema_coefficient_rule,
    TEXT("coefficients of an indicator's equation", "某一指标方程的系数")};
static const ot_rule equation_rule = {"INDICATOR", OT_TYPE_TEXT, TEXT("an equation", "方程")};
static const ot_rule year_values_rule = {"INDICATOR", OT_TYPE_YEAR_VALUES, BOUNDS(1900, 2200),
                                         TEXT("(year, number) ...", "（年份, 数值）……")};

static const ot_rule scenario_rules[] = {
    {"label", OT_TYPE_LABEL, DEFAULT_TEXT("the id", "其 id"),
     TEXT("name in reports", "报告中的名称")},
    {"extends", OT_TYPE_TEXT,
     TEXT("a scenario whose changes hold here too", "所继承的情景，其改变在此同样有效")},
    {"conditional", OT_TYPE_BOOLEAN, DEFAULT("false"),
     TEXT("its probabilities hold under the scenario's assumptions only",
          "其概率为情景内条件概率，仅在情景假设之下成立")},
    {"drivers", OT_TYPE_NAMED, .each = &driver_change_rule,
     TEXT("other paths and laws, by driver", "改变的路径和分布规律，按驱动因素列出")},
    {"coefficients", OT_TYPE_NAMED, .each = &coefficients_of_indicator_rule,
     TEXT("other coefficients: indicator = { name = { ... }; }; they win over estimation",
          "改变的系数：指标 = { 系数名 = { ... }; }；优先于估计结果")},
    {"equations", OT_TYPE_NAMED, .each = &equation_rule,
     TEXT("other equations: indicator = \"...\"", "改变的方程：指标 = \"...\"")},
    {"add", OT_TYPE_NAMED, .each = &year_values_rule,
     TEXT("add-factors: indicator = ( (year, number), ... ), added to the right side of the "
          "transformed equation",
          "附加因子：指标 = ( (年份, 数值), ... )，加在变换后方程的右端")},
    {"exogenise", OT_TYPE_NAMED, .each = &year_values_rule,
     TEXT("given values: indicator = ( (year, number), ... ) in place of the equation",
          "外生给定：指标 = ( (年份, 数值), ... )，代替方程")},
    {"note", OT_TYPE_LABEL, TEXT("a remark for reports", "备注")},
};

const ot_section ot_schema_scenario = {
    SECTION("scenarios.ID", scenario_rules), .title = {"Scenarios", "情景"},
    TEXT("Named sets of changes. Without this group there is one scenario, baseline, that changes "
         "nothing. A scenario may extend another to any depth.",
         "一组命名的改变。不写这一组时只有一个情景 baseline，不作任何改变。情景可以逐层继承。"),
    .example = "scenarios:\n{\n  baseline: { label = { zh = \"基准\"; en = \"baseline\"; }; };\n"
               "  optimistic: { extends = \"baseline\"; conditional = true;\n"
               "                drivers = { real_growth = { value = ( 8.0, 8.5, 9.0 ); }; };\n"
               "                add = { retail = ( ( 2023, 0.02 ) ); }; };\n};\n"};
