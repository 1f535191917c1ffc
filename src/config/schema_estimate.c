/* The schema of the model file: coefficients, and how they are estimated. */
#include "config/schema_parts.h"

#include "spec/spec.h"

#define METHOD(name, word, english, zh, ...) CHOICE(name, word, english, zh)
static const ot_choice methods[] = {OT_METHOD_LIST(METHOD)};
static const ot_choice weightings[] = {OT_WEIGHTING_LIST(CHOICE)};
static const ot_choice penalties[] = {OT_PENALTY_LIST(CHOICE)};
static const ot_choice divisors[] = {OT_DIVISOR_LIST(CHOICE)};

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

const ot_section ot_schema_coefficient = {
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

const ot_rule ot_schema_coefficient_rule = {
    "NAME", OT_TYPE_GROUP, .section = &ot_schema_coefficient, TEXT("a coefficient", "一个系数")};

static const ot_rule sigma_rules[] = {
    {"scale", OT_TYPE_NUMBER, REQUIRED, POSITIVE,
     TEXT("prior guess of the residual's standard deviation, on the equation's left side",
          "对残差标准差的先验估计，按方程左端的尺度")},
    {"df", OT_TYPE_NUMBER, REQUIRED, POSITIVE,
     TEXT("how many observations that guess is worth", "该估计相当于多少个观测")},
    {"source", OT_TYPE_LABEL, TEXT("where it comes from", "依据")},
};

const ot_section ot_schema_sigma = {
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
    {"sigma", OT_TYPE_GROUP, .section = &ot_schema_sigma,
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

const ot_section ot_schema_estimate = {
    SECTION("indicators.ID.estimate", estimate_rules), .title = {"Estimation", "估计"},
    TEXT("Where the coefficients come from. A behavioural equation without this group uses its "
         "priors alone.",
         "系数如何得到。没有这一组的行为方程只用先验。"),
    .example = "estimate = { method = \"bayes\"; sample = ( 2012, 2022 ); sigma = { scale = 0.05; "
               "df = 4.0; }; };\n"};
