/* The schema of the model file: drivers, their laws and what ties them. */
#include "config/schema_parts.h"

#include <string.h>

#include "spec/spec.h"

static const ot_choice families[] = {OT_LAW_LIST(CHOICE)};

/* What each family needs and allows beside. */
static const ot_family family_keys[OT_N_LAW_FAMILIES] = {
    [OT_LAW_NORMAL] = {{"scale"}, {NULL}},
    [OT_LAW_STUDENT_T] = {{"scale", "df"}, {NULL}},
    [OT_LAW_LOGNORMAL] = {{"scale"}, {NULL}},
    [OT_LAW_UNIFORM] = {{"low", "high"}, {NULL}},
    [OT_LAW_TRIANGULAR] = {{"low", "mode", "high"}, {NULL}},
    [OT_LAW_PERT] = {{"low", "mode", "high"}, {NULL}},
    [OT_LAW_BETA] = {{"alpha", "beta", "low", "high"}, {NULL}},
    [OT_LAW_EVENT] = {{"probability", "effect"}, {"duration"}},
};

static const ot_rule law_rules[] = {
    {"family", OT_TYPE_CHOICE, REQUIRED, CHOICES(families),
     TEXT("shape of the distribution", "分布族")},
    {"scale", OT_TYPE_NUMBER, POSITIVE, .unit = "=",
     TEXT("normal: standard deviation; student_t: scale; lognormal: standard deviation of the "
          "logarithm, a pure number",
          "normal：标准差；student_t：尺度；lognormal：对数的标准差，无单位")},
    {"df", OT_TYPE_NUMBER, POSITIVE, TEXT("student_t: degrees of freedom", "student_t：自由度")},
    {"low", OT_TYPE_NUMBER, .unit = "=",
     TEXT("uniform, triangular, pert, beta: smallest deviation",
          "uniform、triangular、pert、beta：最小偏离")},
    {"mode", OT_TYPE_NUMBER, .unit = "=",
     TEXT("triangular, pert: likeliest deviation", "triangular、pert：最可能的偏离")},
    {"high", OT_TYPE_NUMBER, .unit = "=",
     TEXT("uniform, triangular, pert, beta: largest deviation",
          "uniform、triangular、pert、beta：最大偏离")},
    {"alpha", OT_TYPE_NUMBER, POSITIVE, TEXT("beta: first shape", "beta：第一形状参数")},
    {"beta", OT_TYPE_NUMBER, POSITIVE, TEXT("beta: second shape", "beta：第二形状参数")},
    {"probability", OT_TYPE_NUMBER, BOUNDS(0, 1),
     TEXT("event: that one begins in a given year", "event：某一年发生的概率")},
    {"effect", OT_TYPE_NUMBER, .unit = "=",
     TEXT("event: what it adds to the driver", "event：对驱动因素的影响量")},
    {"duration", OT_TYPE_WHOLE, BOUNDS(1, 60), .unit = "years", DEFAULT("1"),
     TEXT("event: how long it lasts", "event：持续年数")},
    {"persistence", OT_TYPE_NUMBER, BOUNDS(-1, 1), .open = OT_OPEN_LOW | OT_OPEN_HIGH, DEFAULT("0"),
     TEXT("correlation of a year's deviation with the next year's", "相邻两年偏离之间的相关系数")},
};

const ot_section ot_schema_law = {
    SECTION("drivers.ID.law", law_rules), .title = {"The law of a driver", "驱动因素的分布规律"},
    TEXT("How a driver deviates from its `value`, so that a scenario that changes the value shifts "
         "the whole distribution. Each family needs its own "
         "parameters and takes no other's. A driver without a law is certain.",
         "描述驱动因素对 `value` 的偏离，因此情景改变 value "
         "时整个分布随之平移。每个分布族只接受自己的参数，且缺一不可。没有分布规律的驱动因素是确定"
         "的。"),
    .example = "law = { family = \"student_t\"; scale = 2.0; df = 5.0; persistence = 0.5; };\n"};

static const ot_rule driver_rules[] = {
    {"label", OT_TYPE_LABEL, DEFAULT_TEXT("the id", "其 id"),
     TEXT("name in reports", "报告中的名称")},
    {"alias", OT_TYPE_ALIAS,
     TEXT("a second name for equations, usually Chinese", "方程中可用的另一名称，通常为中文")},
    {"over", OT_TYPE_TEXTS,
     TEXT("the set, or up to three sets, whose members it stands for: one each, named ID_MEMBER",
          "所按集合，至多三个：每个成员各有一个，名称为 ID_成员")},
    {"unit", OT_TYPE_TEXT, REQUIRED,
     TEXT("unit of value: percent, share, index, 亿元 ... (see Units)",
          "value 的单位：percent、share、index、亿元等（见“单位”一节）")},
    {"value", OT_TYPE_VALUES, .unit = "=",
     DEFAULT_TEXT("0 with an event law, else required", "event 规律时为 0，否则必填"),
     TEXT("the path: one number for all projected years, a list with one a year, or \"series\" for "
          "observed data in every simulated year",
          "路径：各推演年份同一数值，或每年一个数值的列表，或 \"series\" "
          "表示每个模拟年份都用观测数据")},
    {"law", OT_TYPE_GROUP, .section = &ot_schema_law,
     TEXT("its uncertainty; certain if left out", "不确定性；不写则为确定值")},
    {"range", OT_TYPE_RANGE, .unit = "=",
     TEXT("plausible values; a value outside of it is an error, which catches slips of unit",
          "合理取值范围；超出即为错误，用来发现单位写错")},
    {"source", OT_TYPE_LABEL, TEXT("where the assumption comes from", "假设的依据")},
    {"note", OT_TYPE_LABEL, TEXT("a remark for reports", "备注")},
};

const ot_section ot_schema_driver = {
    SECTION("drivers.ID", driver_rules), .title = {"Drivers", "驱动因素"},
    TEXT("Exogenous assumptions: a path for the projected years and a law for its uncertainty. A "
         "value in percent that is below 0.5 throughout is taken for a fraction and "
         "refused, as is a law with no parameter of 0.1 or more, unless `range` says that it is "
         "meant. Per mille, the bounds are a tenth of these.",
         "外生假设：推演年份的路径及其不确定性的分布规律。单位为 percent 而各年数值均小于 "
         "0.5，或分布规律的各参数均小于 0.1 "
         "时，很可能是误写成了小数，因此视为错误；确实如此时请写明 "
         "`range`。单位为 permille 时，界限为上述的十分之一。"),
    .example = "drivers:\n{\n  real_growth: { label = { zh = \"实际增长率\"; en = \"real growth\"; "
               "}; alias = \"实际增长率\"; unit = \"percent\";\n"
               "                 value = ( 6.0, 6.0, 6.5 );\n"
               "                 law = { family = \"student_t\"; scale = 2.0; df = 5.0; "
               "persistence = 0.5; };\n"
               "                 range = ( -5.0, 15.0 ); source = \"growth of 2012-2022\"; };\n"
               "  drought: { unit = \"share\"; value = 0.0; law = { family = \"event\"; "
               "probability = 0.1; effect = 1.0; }; };\n};\n"};

static const ot_rule correlation_rules[] = {
    {"pairs", OT_TYPE_PAIRS, BOUNDS(-1, 1),
     TEXT(
         "(a, b, correlation); a and b are drivers or residual(x), or both start(x) or "
         "coefficient(x.b)",
         "（a, b, 相关系数）；a、b 为驱动因素或 residual(x)，或者同为 start(x)、coefficient(x.b)")},
    {"file", OT_TYPE_TEXT,
     TEXT("instead of pairs: a CSV file with the matrix; the first row and the first column hold "
          "the "
          "names, cells above the diagonal may be empty",
          "代替 pairs：相关矩阵的 CSV 文件；首行、首列为名称，对角线以上可留空")},
    {"nearest", OT_TYPE_BOOLEAN, DEFAULT("false"),
     TEXT("repair a matrix that is not positive definite, with a note",
          "相关矩阵非正定时予以修正，并在报告中注明")},
};

const ot_section ot_schema_correlation = {
    SECTION("correlations", correlation_rules), .title = {"Correlations", "相关"},
    TEXT("Which random quantities move together (a Gaussian copula). Pairs that are not listed are "
         "independent.",
         "哪些随机量一同变动（高斯 copula）。未列出的各对相互独立。"),
    .example = "correlations: { pairs = ( ( \"real_growth\", \"residual(retail)\", 0.4 ) ); "
               "nearest = false; };\n"};

const ot_family *ot_schema_family(const char *name) {
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (strcmp(families[i].name, name) == 0) return &family_keys[families[i].value];
    return NULL;
}
