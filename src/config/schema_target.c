/* The schema of the model file: targets and the groups that they form. */
#include "config/schema_parts.h"

#include "spec/spec.h"

static const ot_choice measures[] = {OT_MEASURE_LIST(CHOICE)};
static const ot_choice wants[] = {OT_WANTED_LIST(CHOICE)};
static const ot_choice kinds[] = {OT_KIND_LIST(CHOICE)};

static const ot_rule target_rules[] = {
    {"id", OT_TYPE_ID, .is_apart = 1,
     DEFAULT_TEXT("the statement's, or INDICATOR_MEASURE_YEAR",
                  "取自 statement，否则为 指标_度量_年份"),
     TEXT("its name", "目标名称")},
    {"statement", OT_TYPE_TEXT,
     TEXT("id of a plan statement, which gives relation, value, year, wording, section, role and "
          "kind",
          "计划条目的编号，由它给出关系、数值、年份、措辞、章节、角色和性质")},
    {"indicator", OT_TYPE_TEXT, REQUIRED, TEXT("which indicator is judged", "所评判的指标")},
    {"measure", OT_TYPE_CHOICE, CHOICES(measures), DEFAULT("level"),
     TEXT("which number of it", "取指标的哪一种数值")},
    {"year", YEAR, DEFAULT_TEXT("the statement's", "取自 statement"),
     TEXT("when; required without statement", "年份；没有 statement 时必填")},
    {"from", YEAR,
     TEXT("base year of increment (default: the year before), average_growth and cumulative "
          "(default: the indicator's base year)",
          "increment（缺省为上年）、average_growth 和 cumulative（缺省为指标的基年）的基期")},
    {"at_least", OT_TYPE_NUMBER, .unit = "=",
     TEXT("met when the value is not below", "不低于该值即为实现")},
    {"at_most", OT_TYPE_NUMBER, .unit = "=",
     TEXT("met when the value is not above", "不高于该值即为实现")},
    {"about", OT_TYPE_NUMBER, .unit = "=",
     TEXT("met within tolerance, as wanted says", "在 tolerance 之内即为实现，方向由 wanted 决定")},
    {"within", OT_TYPE_RANGE, .unit = "=",
     TEXT("met within (low, high)", "介于（下限, 上限）即为实现")},
    {"rising", OT_TYPE_YES, TEXT("met when above the year before", "高于上年即为实现")},
    {"falling", OT_TYPE_YES, TEXT("met when below the year before", "低于上年即为实现")},
    {"tolerance", OT_TYPE_NUMBER, BOUNDS(0, INFINITY), .unit = "=",
     DEFAULT_TEXT("half a unit of the statement's last digit", "statement 末位数字的半个单位"),
     TEXT("of about; required without statement", "about 的容许偏差；没有 statement 时必填")},
    {"wanted", OT_TYPE_CHOICE, CHOICES(wants), DEFAULT("near"),
     TEXT("of about: on which side it can be missed", "about 的方向：向哪一侧偏离算未实现")},
    {"range", OT_TYPE_RANGE, .unit = "=",
     TEXT("plausible values of the target's number, in place of the indicator's; allows a value "
          "below 0.5 percent, and a level far from the last known one without a warning",
          "目标数值的合理范围，代替指标的范围；数值低于 0.5% "
          "时须写明，与最近已知水平相差悬殊的水平目标写明后不再"
          "警告")},
    {"kind", OT_TYPE_CHOICE, CHOICES(kinds), DEFAULT_TEXT("the statement's", "取自 statement"),
     TEXT("how binding it is", "约束程度")},
    {"label", OT_TYPE_LABEL, DEFAULT_TEXT("the indicator's", "指标的名称"),
     TEXT("name in reports", "报告中的名称")},
    {"group", OT_TYPE_TEXTS,
     TEXT("names of groups whose joint probability is wanted",
          "所属组，报告给出各组的同时实现概率")},
    {"assumed_year", OT_TYPE_BOOLEAN, DEFAULT("false"),
     TEXT("the document does not print the year; every report says so",
          "文件未写明年份，年份为假定；各报告均会说明")},
    {"source", OT_TYPE_LABEL, TEXT("where it comes from", "依据")},
    {"note", OT_TYPE_LABEL, TEXT("a remark for reports", "备注")},
};

const ot_section ot_schema_target = {
    SECTION("targets", target_rules), .title = {"Targets", "目标"},
    TEXT("Statements that an indicator should satisfy. Each has exactly one of at_least, at_most, "
         "about, within, rising and falling, unless its statement says it. Numbers are in the "
         "indicator's unit for level, increment, cumulative and milestone, in percent for growth "
         "and average_growth.",
         "指标应满足的要求。at_least、at_most、about、within、rising、falling 须有且只有一个（由 "
         "statement 给出的除外）。level、increment、cumulative、milestone "
         "的数值用指标的单位，growth 和 "
         "average_growth 用百分数。"),
    .example = "targets:\n(\n  { id = \"growth2023\"; indicator = \"income\"; measure = "
               "\"growth\"; year = 2023; at_least = 8.0; kind = \"expected\";\n"
               "    source = \"annex 2, row 1\"; },\n"
               "  { indicator = \"retail\"; year = 2023; about = 39.97; tolerance = 0.5; wanted = "
               "\"higher\"; group = ( \"trade\" ); }\n);\n"};

static const ot_rule group_rules[] = {
    {"label", OT_TYPE_LABEL, DEFAULT_TEXT("the id", "其 id"),
     TEXT("name in reports", "报告中的名称")},
};

const ot_section ot_schema_group = {
    SECTION("groups.ID", group_rules), .title = {"Groups of targets", "目标组"},
    TEXT("How reports name the groups that targets belong to. The group itself is made by the "
         "targets that name it; one that no target names is an error.",
         "报告中各目标组的名称。目标组由引用它的目标组成；没有目标引用的组视为错误。"),
    .example = "groups: { trade: { label = { zh = \"商贸\"; en = \"trade\"; }; }; };\n"};
