/* The schema of the model file: what equations may name beside indicators and drivers. */
#include "config/schema_parts.h"

static const ot_rule member_rules[] = {
    {"id", OT_TYPE_ID, REQUIRED, .is_apart = 1, TEXT("its name", "成员名称")},
    {"alias", OT_TYPE_ALIAS, .is_apart = 1,
     TEXT("a second name for equations, usually Chinese", "方程中可用的另一名称，通常为中文")},
    {"label", OT_TYPE_LABEL, DEFAULT_TEXT("the id", "其 id"),
     TEXT("name in reports, in parentheses behind the indicator's",
          "报告中的名称，写在指标名称后的括号里")},
};

const ot_section ot_schema_member = {
    SECTION("sets.ID.members", member_rules), .title = {"Members of a set", "集合的成员"},
    TEXT("A member is a name, or a group where it has a label or an alias.",
         "成员写一个名称；有标签或别名时写成组。"),
    .example = "members = ( \"akto\", { id = \"wuqia\"; alias = \"乌恰\"; label = { zh = "
               "\"乌恰县\"; en = \"Wuqia\"; }; } );\n"};

static const ot_rule set_rules[] = {
    {"members", OT_TYPE_MEMBERS, REQUIRED, .section = &ot_schema_member,
     TEXT("its members", "集合的成员")},
    {"alias", OT_TYPE_ALIAS,
     TEXT("a second name for equations, usually Chinese", "方程中可用的另一名称，通常为中文")},
};

const ot_section ot_schema_set = {
    SECTION("sets.ID", set_rules), .title = {"Sets", "集合"},
    TEXT("What indicators and drivers can be `over`: counties, crops, age groups. An indicator "
         "over a "
         "set is written once and stands for one per member, `output_akto`, `output_wuqia`; "
         "its equation says `output[county]`. Scenarios, targets, data and correlations name the "
         "members' indicators. A set without alias may be its list of members alone.",
         "指标和驱动因素可以按集合（`over`"
         "）展开：县、作物、年龄组。按集合展开的指标只写一次，每个成员各有一个，"
         "如 `output_akto`、`output_wuqia`；方程中写 "
         "`output[county]`。情景、目标、数据和相关都用各成员指标的名称。"
         "没有别名的集合可以只写成员列表。"),
    .example =
        "sets:\n{\n  county = ( \"akto\", { id = \"wuqia\"; alias = \"乌恰\"; label = { zh = "
        "\"乌恰县\"; en = \"Wuqia\"; }; } );\n"
        "  crop: { members = ( \"wheat\", \"maize\" ); alias = \"作物\"; };\n};\n"};

static const ot_rule constant_rules[] = {
    {"value", OT_TYPE_NUMBER, REQUIRED, .unit = "=", TEXT("the number", "数值")},
    {"unit", OT_TYPE_TEXT, DEFAULT_TEXT("it fits any unit", "与任何单位相符"),
     TEXT("unit of value; in percent it is a fraction in equations",
          "value 的单位；percent 在方程中为小数")},
    {"alias", OT_TYPE_ALIAS,
     TEXT("a second name for equations, usually Chinese", "方程中可用的另一名称，通常为中文")},
    {"label", OT_TYPE_LABEL, DEFAULT_TEXT("the id", "其 id"), TEXT("what it is", "含义")},
    {"source", OT_TYPE_LABEL, TEXT("where it comes from", "依据")},
    {"note", OT_TYPE_LABEL, TEXT("a remark", "备注")},
};

const ot_section ot_schema_constant = {
    SECTION("constants.ID", constant_rules), .title = {"Constants", "常数"},
    TEXT("Numbers with a name, the same in every year, draw and scenario. A constant with nothing "
         "but "
         "a value may be the number alone.",
         "有名称的数，各年、各次抽样、各情景都相同。只有数值时可以只写这个数。"),
    .example =
        "constants:\n{\n  depreciation = 0.05;\n  tax = { value = 13.0; unit = \"percent\"; alias "
        "= \"税率\"; source = \"tax law\"; };\n};\n"};

const ot_rule ot_schema_function_rule = {
    "ID", OT_TYPE_TEXT,
    TEXT("ID(parameter, ...) = right side: one to nine parameters, usually letters or Chinese "
         "words",
         "ID(参数, ...) = 右边：一至九个参数，可用汉字")};

const ot_section ot_schema_function = {
    .path = "functions",
    .rule = &ot_schema_function_rule,
    .n = 1,
    .title = {"Functions", "函数"},
    TEXT("Functions of one line for equations. A call is replaced by the right side, with the "
         "arguments "
         "in the place of the parameters. It may name indicators, drivers, constants and other "
         "functions, but no coefficients, and must not call itself.",
         "供方程使用的一行函数。调用之处以右边代替，参数换成实际的算式。右边可以用指标、驱动因素、"
         "常数和其他函数，"
         "不能用系数，也不能调用自身。"),
    .example = "functions: { percent_of = \"percent_of(part, whole) = 100 * part / whole\"; };\n"};

const ot_rule ot_schema_set_rule = {"ID", OT_TYPE_SET, .section = &ot_schema_set,
                                    .each = &set_rules[0], TEXT("a set", "一个集合")};
const ot_rule ot_schema_constant_rule = {"ID", OT_TYPE_CONSTANT, .section = &ot_schema_constant,
                                         TEXT("a constant", "一个常数")};
