#include "config/schema.h"
#include "outturn/forecast.h"

#include <math.h>
#include <string.h>

#include "spec/spec.h"

#define CHOICES(list)             .choice = (list), .n_choices = sizeof(list) / sizeof *(list)
#define TEXT(english, zh)         .text = {(english), (zh)}
#define DEFAULT(value)            .fallback = {(value), (value)}
#define DEFAULT_TEXT(english, zh) .fallback = {(english), (zh)}
#define REQUIRED                  .required = 1
#define BOUNDS(from, to)          .low = (from), .high = (to)
#define POSITIVE                  BOUNDS(0, INFINITY), .open = OT_OPEN_LOW
#define YEAR                      .type = OT_TYPE_WHOLE, BOUNDS(1900, 2200), .unit = "year"
#define SECTION(name, list)       .path = (name), .rule = (list), .n = sizeof(list) / sizeof *(list)

/* The word and its value come from one row. */
#define CHOICE(name, word, english, zh)      {(word), (int)(name), {(english), (zh)}},
#define METHOD(name, word, english, zh, ...) CHOICE(name, word, english, zh)
static const ot_choice families[] = {OT_LAW_LIST(CHOICE)};
static const ot_choice methods[] = {OT_METHOD_LIST(METHOD)};
static const ot_choice weightings[] = {OT_WEIGHTING_LIST(CHOICE)};
static const ot_choice penalties[] = {OT_PENALTY_LIST(CHOICE)};
static const ot_choice divisors[] = {OT_DIVISOR_LIST(CHOICE)};
static const ot_choice measures[] = {OT_MEASURE_LIST(CHOICE)};
static const ot_choice wants[] = {OT_WANTED_LIST(CHOICE)};
static const ot_choice kinds[] = {OT_KIND_LIST(CHOICE)};
static const ot_choice solver_methods[] = {OT_SOLVER_LIST(CHOICE)};
static const ot_choice modes[] = {OT_MODE_LIST(CHOICE)};
static const ot_choice samplings[] = {OT_SAMPLING_LIST(CHOICE)};
#undef CHOICE

static const ot_family family_keys[] = {
    {"normal", {"scale"}, {NULL}},
    {"student_t", {"scale", "df"}, {NULL}},
    {"lognormal", {"scale"}, {NULL}},
    {"uniform", {"low", "high"}, {NULL}},
    {"triangular", {"low", "mode", "high"}, {NULL}},
    {"pert", {"low", "mode", "high"}, {NULL}},
    {"beta", {"alpha", "beta", "low", "high"}, {NULL}},
    {"event", {"probability", "effect"}, {"duration"}},
};

static const ot_rule solver_rules[] = {
    {"method", OT_TYPE_CHOICE, CHOICES(solver_methods), DEFAULT("newton"),
     TEXT("how the equations of a block are solved", "联立方程块的求解方法")},
    {"tolerance", OT_TYPE_NUMBER, BOUNDS(0, 0.01), .open = OT_OPEN_LOW, DEFAULT("1e-10"),
     TEXT("largest residual, relative to the variable or to what it is made of",
          "允许的最大残差，相对于变量或其构成项的大小")},
    {"damping", OT_TYPE_NUMBER, BOUNDS(0, 1), .open = OT_OPEN_LOW, DEFAULT("1"),
     TEXT("gauss_seidel: share of each step that is taken", "gauss_seidel：每步采用的比例")},
    {"max_iterations", OT_TYPE_WHOLE, BOUNDS(1, 100000),
     DEFAULT_TEXT("50 (newton), 500 (gauss_seidel)", "50（newton），500（gauss_seidel）"),
     TEXT("iterations before the block is said not to converge", "判定不收敛之前的最多迭代次数")},
};

static const ot_section solver_section = {
    SECTION("model.solver", solver_rules), .title = {"Solver", "求解"},
    TEXT("How simultaneous blocks are solved. `model.solver` is for all of them; `solver` of an "
         "indicator is for the block that its equation belongs to.",
         "联立方程块如何求解。`model.solver` 用于全部方程块；指标的 `solver` "
         "用于其方程所在的方程块。"),
    .example = "solver = { method = \"gauss_seidel\"; damping = 0.7; max_iterations = 2000; };\n"};

static const ot_rule model_rules[] = {
    {"id", OT_TYPE_ID, REQUIRED, .is_apart = 1,
     TEXT("name of the model and of its output folder", "模型名称，也是输出文件夹的名称")},
    {"title", OT_TYPE_LABEL, DEFAULT_TEXT("the id", "其 id"), TEXT("title of reports", "报告标题")},
    {"description", OT_TYPE_LABEL, TEXT("what the model is about", "模型说明")},
    {"licence", OT_TYPE_TEXT,
     TEXT("licence of the results, such as CC-BY-4.0 (a name of SPDX); exported with them",
          "结果的许可协议，例如 CC-BY-4.0（SPDX 名称），随结果一同导出")},
    {"plan", OT_TYPE_TEXTS,
     TEXT("files with the plan's transcribed statements, seen from the model file's folder",
          "计划文本转录文件，路径以模型文件所在文件夹为准")},
    {"first_year", REQUIRED, YEAR, TEXT("first projected year", "推演首年")},
    {"last_year", REQUIRED, YEAR,
     TEXT("last projected year, at most 60 years in all", "推演末年，总共不超过 60 年")},
    {"mode", OT_TYPE_CHOICE, CHOICES(modes), DEFAULT("forecast"),
     TEXT("how observations of indicators are used", "如何使用指标的观测值")},
    {"observed_until", YEAR,
     TEXT("observations of indicators after this year are not used, by estimation neither: a "
          "forecast as if made then",
          "不使用该年之后的指标观测值，估计方程时也不用，即按当时已知的情况预测")},
    {"solver", OT_TYPE_GROUP, .section = &solver_section,
     TEXT("how simultaneous equations are solved", "联立方程的求解方法")},
};

static const ot_rule run_rules[] = {
    {"draws", OT_TYPE_WHOLE, BOUNDS(2, 1e9), DEFAULT("100000"),
     TEXT("number of simulated futures", "抽样次数")},
    {"seed", OT_TYPE_WHOLE, BOUNDS(0, INFINITY), DEFAULT("1"),
     TEXT("seed of the random numbers: the same seed gives the same bytes",
          "随机数种子：种子相同，结果逐字节相同")},
    {"sampling", OT_TYPE_CHOICE, CHOICES(samplings), DEFAULT("random"),
     TEXT("how the draws fill the space of futures", "抽样如何铺满各种可能的未来")},
    {"quantiles", OT_TYPE_NUMBERS, BOUNDS(0, 1), .open = OT_OPEN_LOW | OT_OPEN_HIGH,
     DEFAULT("(0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975)"),
     TEXT("quantiles of the bands, rising", "区间所用的分位数，由小到大")},
};

static const ot_rule data_rules[] = {
    {"files", OT_TYPE_TEXTS,
     TEXT("CSV files with observations, seen from the model file's folder",
          "观测数据 CSV 文件，路径以模型文件所在文件夹为准")},
    {"area", OT_TYPE_TEXT,
     TEXT("rows of other areas are ignored, unless map asks for them; rows without an area always "
          "count",
          "其他地区的行不使用（map 指明的除外）；未注明地区的行总是使用")},
    {"map", OT_TYPE_SERIES,
     TEXT(
         "(indicator, series) or (indicator, series, area): data of another name or area; a driver "
         "may stand for the indicator",
         "（指标, 序列）或（指标, 序列, 地区）：取自其他名称或地区的数据；指标处也可以写驱动因素")},
    {"trained", OT_TYPE_TEXT, DEFAULT_TEXT("the one that ships", "随程序附带的"),
     TEXT("file of \"outturn train\": what the method auto of forecasts learnt from other series",
          "“outturn train”写出的文件：预测方法 auto 由其他序列学到的参数")},
    {"outturns", OT_TYPE_TEXT,
     TEXT("a CSV file with what came later, for \"outturn review\" to score its probabilities "
          "(--outturns); nothing else reads it",
          "后来的实绩（CSV 文件），供“outturn review”为概率评分（--outturns）；其他命令不使用")},
};

static const ot_rule review_rules[] = {
    {"panel", OT_TYPE_TEXT,
     TEXT("a CSV file with other areas, to compare growth with (--panel)",
          "其他地区的 CSV 数据文件，用于对照增速（--panel）")},
    {"from", YEAR, DEFAULT_TEXT("the panel's first", "面板首年"),
     TEXT("first year of the panel's growth that counts (--from)", "面板增速的首年（--from）")},
    {"to", YEAR, DEFAULT_TEXT("the panel's last", "面板末年"),
     TEXT("last year of it (--to)", "面板增速的末年（--to）")},
    {"match", OT_TYPE_SERIES, DEFAULT_TEXT("the series of its id", "与其 id 同名的序列"),
     TEXT("(indicator, series): compare the indicator with this series of the panel (--match)",
          "（指标, 序列）：指标与面板中的这一序列对照（--match）")},
    {"reach", OT_TYPE_NUMBER, BOUNDS(0, 1), .open = OT_OPEN_LOW | OT_OPEN_HIGH,
     TEXT("how sure each target is to be made by the least change of drivers (--reach)",
          "求使每项目标达到这一实现概率的最小驱动因素改动（--reach）")},
};

static const ot_rule audit_rules[] = {
    {"previous", OT_TYPE_TEXT,
     TEXT("last year's plan or bulletin, a table or a folder of tables (--previous)",
          "上年计划或公报，表格或表格所在文件夹（--previous）")},
    {"parts", OT_TYPE_TEXTS,
     TEXT("plans of the parts of the area, such as counties (--part)",
          "下级（例如县）计划（--part）")},
    {"panel", OT_TYPE_TEXT,
     TEXT("a CSV file with other areas, to compare growth with (--panel)",
          "其他地区的 CSV 数据文件，用于对照增速（--panel）")},
    {"relations", OT_TYPE_TEXT,
     TEXT("a CSV file with further relations between quantities (--relations)",
          "补充的指标关系表，CSV 文件（--relations）")},
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

static const ot_section law_section = {
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
    {"law", OT_TYPE_GROUP, .section = &law_section,
     TEXT("its uncertainty; certain if left out", "不确定性；不写则为确定值")},
    {"range", OT_TYPE_RANGE, .unit = "=",
     TEXT("plausible values; a value outside of it is an error, which catches slips of unit",
          "合理取值范围；超出即为错误，用来发现单位写错")},
    {"source", OT_TYPE_LABEL, TEXT("where the assumption comes from", "假设的依据")},
    {"note", OT_TYPE_LABEL, TEXT("a remark for reports", "备注")},
};

static const ot_section driver_section = {
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

static const ot_section correlation_section = {
    SECTION("correlations", correlation_rules), .title = {"Correlations", "相关"},
    TEXT("Which random quantities move together (a Gaussian copula). Pairs that are not listed are "
         "independent.",
         "哪些随机量一同变动（高斯 copula）。未列出的各对相互独立。"),
    .example = "correlations: { pairs = ( ( \"real_growth\", \"residual(retail)\", 0.4 ) ); "
               "nearest = false; };\n"};

static const ot_rule start_rules[] = {
    {"year", REQUIRED, YEAR, TEXT("base year", "基年")},
    {"value", OT_TYPE_NUMBER, REQUIRED, .unit = "=", TEXT("value in that year", "该年数值")},
    {"sd", OT_TYPE_NUMBER, BOUNDS(0, INFINITY), .unit = "=", DEFAULT("0"),
     TEXT("its standard error", "其标准误")},
    {"source", OT_TYPE_LABEL, TEXT("where it comes from", "依据")},
};

static const ot_section start_section = {
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

static const ot_section partial_section = {
    SECTION("indicators.ID.partial", partial_rules), .title = {"Part of a year", "年内进度"},
    TEXT("What is known of a year that is not over, of an indicator that adds up over the year. "
         "\"outturn review\" tells its pace from it; projections do not use it.",
         "对全年累计的指标，尚未结束年份的已知数。“outturn review”据以判断进度；推演不使用。"),
    .example = "partial = { year = 2023; through_month = 6; value = 108.5; usual_share = 0.46; "
               "source = \"monthly bulletin\"; };\n"};

static const ot_rule coefficient_rules[] = {
    {"mean", OT_TYPE_NUMBER, TEXT("prior mean; needs sd", "先验均值；须同时给出 sd")},
    {"sd", OT_TYPE_NUMBER, POSITIVE,
     TEXT("prior standard deviation; needs mean", "先验标准差；须同时给出 mean")},
    {"low", OT_TYPE_NUMBER,
     TEXT("an expert's low value, a prior with likely and high: 1 chance in 20 to be below it",
          "专家给出的低值，与 likely、high 一起构成先验：低于它的可能性为二十分之一")},
    {"likely", OT_TYPE_NUMBER,
     TEXT("the expert's middle value: as likely above it as below", "专家给出的中间值：高低各半")},
    {"high", OT_TYPE_NUMBER,
     TEXT("the expert's high value: 1 chance in 20 to be above it",
          "专家给出的高值：高于它的可能性为二十分之一")},
    {"value", OT_TYPE_NUMBER, TEXT("fixed value, instead of a prior", "固定值，与先验二者取一")},
    {"start", OT_TYPE_NUMBER,
     TEXT("method nls: where the search begins; without one for any coefficient a grid is searched",
          "nls 方法：搜索的初值；各系数都不给时按网格搜索")},
    {"source", OT_TYPE_LABEL, TEXT("where it comes from", "依据")},
};

static const ot_section coefficient_section = {
    SECTION("indicators.ID.coefficients.NAME", coefficient_rules),
    .title = {"Coefficients", "系数"},
    TEXT("Every coefficient of the equation is listed, so that a misspelt name cannot become one. "
         "`{ }` has a flat prior, `{ mean; sd; }` a normal one, `{ low; likely; high; }` a normal "
         "one "
         "from an expert's 5, 50 and 95 % points, `{ value; }` is fixed.",
         "方程的每个系数都要列出，以免写错的名称被当成系数。`{ }` 为无信息先验，`{ mean; sd; }` "
         "为正态先验，`{ low; likely; high; }` 由专家的 5%、50%、95% 分位点得到正态先验，`{ value; "
         "}` 为固定值。"),
    .example = "coefficients = { a = { }; b = { mean = 0.8; sd = 0.3; source = \"provinces\"; }; c "
               "= { value = 1.0; }; };\n"};

static const ot_rule sigma_rules[] = {
    {"scale", OT_TYPE_NUMBER, REQUIRED, POSITIVE,
     TEXT("prior guess of the residual's standard deviation, on the equation's left side",
          "对残差标准差的先验估计，按方程左端的尺度")},
    {"df", OT_TYPE_NUMBER, REQUIRED, POSITIVE,
     TEXT("how many observations that guess is worth", "该估计相当于多少个观测")},
    {"source", OT_TYPE_LABEL, TEXT("where it comes from", "依据")},
};

static const ot_section sigma_section = {
    SECTION("indicators.ID.estimate.sigma", sigma_rules),
    .title = {"Prior of sigma", "sigma 的先验"},
    TEXT("What is known of the size of the residuals before the data are seen.",
         "看到数据之前对残差大小的了解。"),
    .example = "sigma = { scale = 0.05; df = 4.0; source = \"fit of the provinces\"; };\n"};

static const ot_rule estimate_rules[] = {
    {"method", OT_TYPE_CHOICE, REQUIRED, CHOICES(methods), TEXT("how", "估计方法")},
    {"sample", OT_TYPE_YEARS, BOUNDS(1900, 2200), DEFAULT_TEXT("all data", "全部数据"),
     TEXT("(first, last) year", "（首年, 末年）")},
    {"area", OT_TYPE_TEXT,
     TEXT("estimate on this area's series instead of the model's own", "改用该地区的序列估计")},
    {"map", OT_TYPE_SERIES,
     TEXT("(indicator, series) or (indicator, series, area) for that estimation alone",
          "仅用于该估计的（指标, 序列）或（指标, 序列, 地区）")},
    {"outliers", OT_TYPE_OUTLIERS,
     TEXT("years that do not count, such as ( 2020 ), or \"auto\": those that stand out are found, "
          "left out and named",
          "不计入估计的年份，如 ( 2020 )；或 \"auto\"：自动找出离群年份，略去并列出")},
    {"restrict", OT_TYPE_TEXTS,
     TEXT("what must hold exactly: equations linear in the coefficients, such as \"a + b = 1\"",
          "须严格成立的约束：对系数为线性的等式，如 \"a + b = 1\"")},
    {"sigma", OT_TYPE_GROUP, .section = &sigma_section,
     TEXT("bayes: prior of the residual's standard deviation; flat if left out",
          "bayes：残差标准差的先验；不写则为无信息先验")},
    {"weights", OT_TYPE_TEXT,
     TEXT("wls: an expression that is above 0, such as the population; a year counts in proportion",
          "wls：大于 0 的表达式，如人口；各年按其比例计")},
    {"variance", OT_TYPE_TEXT,
     TEXT("wls: instead, an expression that the residual's variance is proportional to, such as "
          "\"grp(-1)^2\"",
          "wls：或给出与残差方差成比例的表达式，如 \"grp(-1)^2\"")},
    {"weighting", OT_TYPE_CHOICE, CHOICES(weightings), DEFAULT("bisquare"),
     TEXT("robust: how far residuals count", "robust：远处残差如何计权")},
    {"penalty", OT_TYPE_NUMBER, BOUNDS(0, INFINITY),
     DEFAULT_TEXT("found by penalty_by", "由 penalty_by 确定"),
     TEXT("ridge: penalty on the squares of the coefficients of standardised regressors",
          "ridge：对标准化解释变量系数平方的惩罚")},
    {"penalty_by", OT_TYPE_CHOICE, CHOICES(penalties), DEFAULT("gcv"),
     TEXT("ridge: how the penalty is found", "ridge：惩罚参数如何确定")},
    {"instruments", OT_TYPE_TEXTS,
     TEXT("iv, 3sls: expressions, at least as many as coefficients; exogenous regressors and the "
          "constant (\"1\") are among them",
          "iv、3sls：表达式，个数不少于系数；外生解释变量和常数项（\"1\"）也要列出")},
    {"order", OT_TYPE_WHOLE, BOUNDS(1, OT_MOST_ERROR_LAGS), DEFAULT("1"),
     TEXT("ar: how many years back the errors reach", "ar：误差自回归的阶数")},
    {"system", OT_TYPE_TEXT,
     TEXT("sur, 3sls: equations that name the same system are estimated together",
          "sur、3sls：同名 system 的方程一起估计")},
    {"divisor", OT_TYPE_CHOICE, CHOICES(divisors), DEFAULT("adjusted"),
     TEXT("sur, 3sls: what sums of squared residuals are divided by",
          "sur、3sls：残差平方和除以什么")},
    {"areas", OT_TYPE_TEXTS, DEFAULT_TEXT("all that have data", "有数据的全部地区"),
     TEXT("pooled, partial_pooling: the areas of the panel; the own one always counts",
          "pooled、partial_pooling：面板中的地区；本地区一律计入")},
    {"except", OT_TYPE_TEXTS,
     TEXT("pooled, partial_pooling: areas that are left out, such as the total",
          "pooled、partial_pooling：不计入的地区，如全国合计")},
};

static const ot_section estimate_section = {
    SECTION("indicators.ID.estimate", estimate_rules), .title = {"Estimation", "估计"},
    TEXT("Where the coefficients come from. A behavioural equation without this group uses its "
         "priors alone.",
         "系数如何得到。没有这一组的行为方程只用先验。"),
    .example = "estimate = { method = \"bayes\"; sample = ( 2012, 2022 ); sigma = { scale = 0.05; "
               "df = 4.0; }; };\n"};

static const ot_rule residual_rules[] = {
    {"scale", OT_TYPE_NUMBER, REQUIRED, POSITIVE,
     TEXT("scale of the residual, on the equation's left side", "残差的尺度，按方程左端的尺度")},
    {"df", OT_TYPE_NUMBER, BOUNDS(0, INFINITY), DEFAULT("0"),
     TEXT("degrees of freedom of its Student t; 0: the scale is known and the residual normal",
          "t 分布的自由度；0 表示尺度已知，残差为正态")},
    {"source", OT_TYPE_LABEL, TEXT("where it comes from", "依据")},
};

static const ot_section residual_section = {
    SECTION("indicators.ID.residual", residual_rules), .title = {"Residual", "残差"},
    TEXT("The residual of a behavioural equation that is not estimated.",
         "不作估计的行为方程的残差。"),
    .example = "residual = { scale = 0.03; df = 5.0; source = \"judgement\"; };\n"};

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

static const ot_rule forecast_rules[] = {
    {"method", OT_TYPE_TEXT, REQUIRED,
     TEXT("auto (the usual one), naive, drift, mean, trend, ses, holt, damped, ets, theta, "
          "theta_optimised, arima, llt, logistic, gompertz or combine; constant: the last value "
          "for ever, without a band",
          "auto（通常用它）、naive、drift、mean、trend、ses、holt、damped、ets、theta、"
          "theta_optimised、arima、llt、logistic、gompertz 或 "
          "combine；constant：永远沿用最后一个值，"
          "没有区间")},
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

static const ot_section forecast_section = {
    SECTION("indicators.ID.forecast", forecast_rules), .title = {"Forecast", "时间序列预测"},
    TEXT("A forecaster in place of an equation, for an indicator of which nothing is known but its "
         "own past. Inside it is a driver named after the indicator, visits_forecast, which "
         "correlations, scenarios and seeking may name.",
         "以时间序列预测代替方程，用于除自身历史外别无所知的指标。它在模型内部是以指标命名的驱动因"
         "素，例如 "
         "visits_forecast，可用于相关、情景和求目标。"),
    .example = "forecast = { method = \"auto\"; relatives = \"data/region.csv\"; };\n"};

static const ot_rule coefficient_rule = {"NAME", OT_TYPE_GROUP, .section = &coefficient_section,
                                         TEXT("a coefficient", "一个系数")};

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
    {"forecast", OT_TYPE_GROUP, .section = &forecast_section,
     TEXT("a forecaster in place of the equation", "以时间序列预测代替方程")},
    {"start", OT_TYPE_GROUP, .section = &start_section,
     TEXT("a base where no data are printed", "没有公布数据时的基数")},
    {"partial", OT_TYPE_GROUP, .section = &partial_section,
     TEXT("figures of a year that is not over", "尚未结束年份的已知数")},
    {"coefficients", OT_TYPE_NAMED, .each = &coefficient_rule,
     TEXT("all coefficients of the equation, by name", "方程的全部系数，按名称列出")},
    {"estimate", OT_TYPE_GROUP, .section = &estimate_section,
     TEXT("estimation from data", "用数据估计")},
    {"residual", OT_TYPE_GROUP, .section = &residual_section,
     TEXT("residual of an equation that is not estimated", "不作估计的方程的残差")},
    {"solver", OT_TYPE_GROUP, .section = &solver_section,
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

static const ot_section indicator_section = {
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

static const ot_rule driver_change_rules[] = {
    {"value", OT_TYPE_PATH, .unit = "=",
     TEXT("the new path: one number for all projected years or one a year",
          "新的路径：各推演年份同一数值，或每年一个数值")},
    {"law", OT_TYPE_GROUP, .section = &law_section,
     TEXT("the new law; it replaces the whole law", "新的分布规律；整个替换原规律")},
};

static const ot_section driver_change_section = {
    SECTION("scenarios.ID.drivers.DRIVER", driver_change_rules),
    .title = {"A scenario's drivers", "情景中的驱动因素"},
    TEXT("What a scenario changes of a driver.", "情景对某一驱动因素的改变。"),
    .example = "drivers = { real_growth = { value = ( 8.0, 8.5, 9.0 ); }; };\n"};

static const ot_rule driver_change_rule = {
    "DRIVER", OT_TYPE_GROUP, .section = &driver_change_section, TEXT("a driver", "一个驱动因素")};
static const ot_rule coefficients_of_indicator_rule = {
    "INDICATOR", OT_TYPE_NAMED, .each = &coefficient_rule,
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

static const ot_section scenario_section = {
    SECTION("scenarios.ID", scenario_rules), .title = {"Scenarios", "情景"},
    TEXT("Named sets of changes. Without this group there is one scenario, baseline, that changes "
         "nothing. A scenario may extend another to any depth.",
         "一组命名的改变。不写这一组时只有一个情景 baseline，不作任何改变。情景可以逐层继承。"),
    .example = "scenarios:\n{\n  baseline: { label = { zh = \"基准\"; en = \"baseline\"; }; };\n"
               "  optimistic: { extends = \"baseline\"; conditional = true;\n"
               "                drivers = { real_growth = { value = ( 8.0, 8.5, 9.0 ); }; };\n"
               "                add = { retail = ( ( 2023, 0.02 ) ); }; };\n};\n"};

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

static const ot_section target_section = {
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

static const ot_section group_section = {
    SECTION("groups.ID", group_rules), .title = {"Groups of targets", "目标组"},
    TEXT("How reports name the groups that targets belong to. The group itself is made by the "
         "targets that name it; one that no target names is an error.",
         "报告中各目标组的名称。目标组由引用它的目标组成；没有目标引用的组视为错误。"),
    .example = "groups: { trade: { label = { zh = \"商贸\"; en = \"trade\"; }; }; };\n"};

static const ot_rule member_rules[] = {
    {"id", OT_TYPE_ID, REQUIRED, .is_apart = 1, TEXT("its name", "成员名称")},
    {"alias", OT_TYPE_ALIAS, .is_apart = 1,
     TEXT("a second name for equations, usually Chinese", "方程中可用的另一名称，通常为中文")},
    {"label", OT_TYPE_LABEL, DEFAULT_TEXT("the id", "其 id"),
     TEXT("name in reports, in parentheses behind the indicator's",
          "报告中的名称，写在指标名称后的括号里")},
};

static const ot_section member_section = {
    SECTION("sets.ID.members", member_rules), .title = {"Members of a set", "集合的成员"},
    TEXT("A member is a name, or a group where it has a label or an alias.",
         "成员写一个名称；有标签或别名时写成组。"),
    .example = "members = ( \"akto\", { id = \"wuqia\"; alias = \"乌恰\"; label = { zh = "
               "\"乌恰县\"; en = \"Wuqia\"; }; } );\n"};

static const ot_rule set_rules[] = {
    {"members", OT_TYPE_MEMBERS, REQUIRED, .section = &member_section,
     TEXT("its members", "集合的成员")},
    {"alias", OT_TYPE_ALIAS,
     TEXT("a second name for equations, usually Chinese", "方程中可用的另一名称，通常为中文")},
};

static const ot_section set_section = {
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

static const ot_section constant_section = {
    SECTION("constants.ID", constant_rules), .title = {"Constants", "常数"},
    TEXT("Numbers with a name, the same in every year, draw and scenario. A constant with nothing "
         "but "
         "a value may be the number alone.",
         "有名称的数，各年、各次抽样、各情景都相同。只有数值时可以只写这个数。"),
    .example =
        "constants:\n{\n  depreciation = 0.05;\n  tax = { value = 13.0; unit = \"percent\"; alias "
        "= \"税率\"; source = \"tax law\"; };\n};\n"};

static const ot_rule function_rules[] = {
    {"ID", OT_TYPE_TEXT,
     TEXT("ID(parameter, ...) = right side: one to nine parameters, usually letters or Chinese "
          "words",
          "ID(参数, ...) = 右边：一至九个参数，可用汉字")},
};

static const ot_section function_section = {
    SECTION("functions", function_rules), .title = {"Functions", "函数"},
    TEXT("Functions of one line for equations. A call is replaced by the right side, with the "
         "arguments "
         "in the place of the parameters. It may name indicators, drivers, constants and other "
         "functions, but no coefficients, and must not call itself.",
         "供方程使用的一行函数。调用之处以右边代替，参数换成实际的算式。右边可以用指标、驱动因素、"
         "常数和其他函数，"
         "不能用系数，也不能调用自身。"),
    .example = "functions: { percent_of = \"percent_of(part, whole) = 100 * part / whole\"; };\n"};

static const ot_rule set_rule = {"ID", OT_TYPE_SET, .section = &set_section, .each = &set_rules[0],
                                 TEXT("a set", "一个集合")};
static const ot_rule constant_rule = {"ID", OT_TYPE_CONSTANT, .section = &constant_section,
                                      TEXT("a constant", "一个常数")};

static const ot_section model_section = {
    SECTION("model", model_rules), .title = {"Model", "模型"},
    TEXT("What the model is and which years it projects.", "模型的名称与推演年份。"),
    .example = "model: { id = \"county\"; title = { zh = \"某县发展计划\"; en = \"A county's "
               "plan\"; }; first_year = 2023; last_year = 2025; };\n"};

static const ot_section run_section = {
    SECTION("run", run_rules), .title = {"Run", "运行"},
    TEXT("Defaults of the simulation; the command line may change them.",
         "模拟的缺省设置，可由命令行改变。"),
    .example = "run: { draws = 50000; seed = 7; quantiles = ( 0.05, 0.5, 0.95 ); };\n"};

static const ot_section data_section = {
    SECTION("data", data_rules), .title = {"Data", "数据"},
    TEXT("Where observations are read from.", "观测数据的来源。"),
    .example = "data: { files = ( \"data/history.csv\" ); area = \"Kizilsu\"; map = ( ( "
               "\"retail\", \"retail_sales\" ) ); };\n"};

static const ot_section review_section = {
    SECTION("review", review_rules), .title = {"Review", "目标评估"},
    TEXT("What `outturn review` compares with, as its options would say it; an option that is "
         "given comes before it. No other command reads this.",
         "`outturn review` "
         "的对照依据，含义与其选项相同；命令行给出选项时以选项为准。其他命令不使用。"),
    .example = "review: { panel = \"data/panel.csv\"; from = 2012; };\n"};

static const ot_section audit_section = {
    SECTION("audit", audit_rules), .title = {"Audit", "计划审核"},
    TEXT("What `outturn audit` of the model's plan compares with, as its options would say it; an "
         "option that is given comes before it. No other command reads this.",
         "`outturn audit` "
         "审核模型所列计划时的对照依据，含义与其选项相同；命令行给出选项时以选项为准。"
         "其他命令不使用。"),
    .example = "audit: { previous = \"plan/2022\"; parts = ( \"plan/akto\", \"plan/artux\" ); "
               "};\n"};

static const ot_rule driver_rule = {"ID", OT_TYPE_GROUP, .section = &driver_section,
                                    TEXT("a driver", "一个驱动因素")};
static const ot_rule indicator_rule = {"ID", OT_TYPE_GROUP, .section = &indicator_section,
                                       TEXT("an indicator", "一个指标")};
static const ot_rule scenario_rule = {"ID", OT_TYPE_GROUP, .section = &scenario_section,
                                      TEXT("a scenario", "一个情景")};
static const ot_rule target_rule = {"#", OT_TYPE_GROUP, .section = &target_section,
                                    TEXT("a target", "一个目标")};

static const ot_rule group_rule = {"ID", OT_TYPE_GROUP, .section = &group_section,
                                   TEXT("a group of targets", "一个目标组")};

static const ot_rule root_rules[] = {
    {"model", OT_TYPE_GROUP, REQUIRED, .section = &model_section,
     TEXT("what the model is", "模型的名称与年份")},
    {"run", OT_TYPE_GROUP, .section = &run_section,
     TEXT("defaults of the simulation", "模拟的缺省设置")},
    {"data", OT_TYPE_GROUP, .section = &data_section, TEXT("observations", "观测数据")},
    {"drivers", OT_TYPE_NAMED, .each = &driver_rule, TEXT("exogenous assumptions", "外生假设")},
    {"correlations", OT_TYPE_GROUP, .section = &correlation_section,
     TEXT("what moves together", "一同变动的随机量")},
    {"indicators", OT_TYPE_NAMED, REQUIRED, .each = &indicator_rule,
     TEXT("what the model projects", "模型所推演的量")},
    {"sets", OT_TYPE_NAMED, .each = &set_rule,
     TEXT("what indicators and drivers can be over", "指标和驱动因素所按的集合")},
    {"constants", OT_TYPE_NAMED, .each = &constant_rule, TEXT("numbers with a name", "有名称的数")},
    {"functions", OT_TYPE_NAMED, .each = &function_rules[0],
     TEXT("functions of one line", "一行函数")},
    {"scenarios", OT_TYPE_NAMED, .is_apart = 1, .each = &scenario_rule,
     TEXT("named sets of changes", "一组组命名的改变")},
    {"targets", OT_TYPE_ITEMS, .each = &target_rule, TEXT("what the plan wants", "计划的目标")},
    {"groups", OT_TYPE_NAMED, .is_apart = 1, .each = &group_rule,
     TEXT("names of the groups of targets", "各目标组的名称")},
    {"review", OT_TYPE_GROUP, .section = &review_section,
     TEXT("what reviews compare with", "目标评估的对照依据")},
    {"audit", OT_TYPE_GROUP, .section = &audit_section,
     TEXT("what audits compare with", "计划审核的对照依据")},
};

static const ot_section root_section = {SECTION("", root_rules), .title = {"Sections", "各节"},
                                        TEXT("", ""), .example = ""};

static const ot_section *const sections[] = {
    &model_section,         &solver_section,   &run_section,         &data_section,
    &driver_section,        &law_section,      &correlation_section, &indicator_section,
    &start_section,         &partial_section,  &coefficient_section, &estimate_section,
    &sigma_section,         &residual_section, &forecast_section,    &set_section,
    &member_section,        &constant_section, &function_section,    &scenario_section,
    &driver_change_section, &target_section,   &group_section,       &review_section,
    &audit_section};

const ot_section *ot_schema_root(void) { return &root_section; }

const ot_section *const *ot_schema_sections(size_t *n) {
    *n = sizeof sections / sizeof *sections;
    return sections;
}

const ot_rule *ot_schema_find(const char *path) {
    const char *key = strrchr(path, '.') + 1;
    const size_t n = (size_t)(key - path) - 1;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (strlen(sections[i]->path) == n && memcmp(sections[i]->path, path, n) == 0)
            return ot_section_find(sections[i], key);
    return NULL;
}

const ot_family *ot_schema_family(const char *name) {
    for (size_t i = 0; i < sizeof family_keys / sizeof *family_keys; i++)
        if (strcmp(family_keys[i].name, name) == 0) return &family_keys[i];
    return NULL;
}
