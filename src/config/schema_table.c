/* The schema of the model file: its sections, in order. */
#include "config/schema_parts.h"

static const ot_rule driver_rule = {"ID", OT_TYPE_GROUP, .section = &ot_schema_driver,
                                    TEXT("a driver", "一个驱动因素")};
static const ot_rule indicator_rule = {"ID", OT_TYPE_GROUP, .section = &ot_schema_indicator,
                                       TEXT("an indicator", "一个指标")};
static const ot_rule scenario_rule = {"ID", OT_TYPE_GROUP, .section = &ot_schema_scenario,
                                      TEXT("a scenario", "一个情景")};
static const ot_rule target_rule = {"#", OT_TYPE_GROUP, .section = &ot_schema_target,
                                    TEXT("a target", "一个目标")};
static const ot_rule group_rule = {"ID", OT_TYPE_GROUP, .section = &ot_schema_group,
                                   TEXT("a group of targets", "一个目标组")};

static const ot_rule root_rules[] = {
    {"model", OT_TYPE_GROUP, REQUIRED, .section = &ot_schema_model,
     TEXT("what the model is", "模型的名称与年份")},
    {"run", OT_TYPE_GROUP, .section = &ot_schema_run,
     TEXT("defaults of the simulation", "模拟的缺省设置")},
    {"data", OT_TYPE_GROUP, .section = &ot_schema_data, TEXT("observations", "观测数据")},
    {"drivers", OT_TYPE_NAMED, .each = &driver_rule, TEXT("exogenous assumptions", "外生假设")},
    {"correlations", OT_TYPE_GROUP, .section = &ot_schema_correlation,
     TEXT("what moves together", "一同变动的随机量")},
    {"indicators", OT_TYPE_NAMED, REQUIRED, .each = &indicator_rule,
     TEXT("what the model projects", "模型所推演的量")},
    {"sets", OT_TYPE_NAMED, .each = &ot_schema_set_rule,
     TEXT("what indicators and drivers can be over", "指标和驱动因素所按的集合")},
    {"constants", OT_TYPE_NAMED, .each = &ot_schema_constant_rule,
     TEXT("numbers with a name", "有名称的数")},
    {"functions", OT_TYPE_NAMED, .each = &ot_schema_function_rule,
     TEXT("functions of one line", "一行函数")},
    {"scenarios", OT_TYPE_NAMED, .is_apart = 1, .each = &scenario_rule,
     TEXT("named sets of changes", "一组组命名的改变")},
    {"targets", OT_TYPE_ITEMS, .each = &target_rule, TEXT("what the plan wants", "计划的目标")},
    {"groups", OT_TYPE_NAMED, .is_apart = 1, .each = &group_rule,
     TEXT("names of the groups of targets", "各目标组的名称")},
    {"review", OT_TYPE_GROUP, .section = &ot_schema_review,
     TEXT("what reviews compare with", "目标评估的对照依据")},
    {"audit", OT_TYPE_GROUP, .section = &ot_schema_audit,
     TEXT("what audits compare with", "计划审核的对照依据")},
};

static const ot_section root_section = {SECTION("", root_rules), .title = {"Sections", "各节"},
                                        TEXT("", ""), .example = ""};

static const ot_section *const sections[] = {
    &ot_schema_model,         &ot_schema_solver,   &ot_schema_run,         &ot_schema_data,
    &ot_schema_driver,        &ot_schema_law,      &ot_schema_correlation, &ot_schema_indicator,
    &ot_schema_start,         &ot_schema_partial,  &ot_schema_coefficient, &ot_schema_estimate,
    &ot_schema_sigma,         &ot_schema_residual, &ot_schema_forecast,    &ot_schema_set,
    &ot_schema_member,        &ot_schema_constant, &ot_schema_function,    &ot_schema_scenario,
    &ot_schema_driver_change, &ot_schema_target,   &ot_schema_group,       &ot_schema_review,
    &ot_schema_audit};

const ot_section *ot_schema_root(void) { return &root_section; }

const ot_section *const *ot_schema_sections(size_t *n) {
    *n = sizeof sections / sizeof *sections;
    return sections;
}
