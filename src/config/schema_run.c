/* The schema of the model file: what a model is, what it runs on, what it is compared with. */
#include "config/schema_parts.h"

#include "spec/spec.h"

static const ot_choice solver_methods[] = {OT_SOLVER_LIST(CHOICE)};
static const ot_choice modes[] = {OT_MODE_LIST(CHOICE)};
static const ot_choice samplings[] = {OT_SAMPLING_LIST(CHOICE)};

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

const ot_section ot_schema_solver = {
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
    {"solver", OT_TYPE_GROUP, .section = &ot_schema_solver,
     TEXT("how simultaneous equations are solved", "联立方程的求解方法")},
};

const ot_section ot_schema_model = {
    SECTION("model", model_rules), .title = {"Model", "模型"},
    TEXT("What the model is and which years it projects.", "模型的名称与推演年份。"),
    .example = "model: { id = \"county\"; title = { zh = \"某县发展计划\"; en = \"A county's "
               "plan\"; }; first_year = 2023; last_year = 2025; };\n"};

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

const ot_section ot_schema_run = {
    SECTION("run", run_rules), .title = {"Run", "运行"},
    TEXT("Defaults of the simulation; the command line may change them.",
         "模拟的缺省设置，可由命令行改变。"),
    .example = "run: { draws = 50000; seed = 7; quantiles = ( 0.05, 0.5, 0.95 ); };\n"};

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

const ot_section ot_schema_data = {
    SECTION("data", data_rules), .title = {"Data", "数据"},
    TEXT("Where observations are read from.", "观测数据的来源。"),
    .example = "data: { files = ( \"data/history.csv\" ); area = \"Kizilsu\"; map = ( ( "
               "\"retail\", \"retail_sales\" ) ); };\n"};

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

const ot_section ot_schema_review = {
    SECTION("review", review_rules), .title = {"Review", "目标评估"},
    TEXT("What `outturn review` compares with, as its options would say it; an option that is "
         "given comes before it. No other command reads this.",
         "`outturn review` "
         "的对照依据，含义与其选项相同；命令行给出选项时以选项为准。其他命令不使用。"),
    .example = "review: { panel = \"data/panel.csv\"; from = 2012; };\n"};

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

const ot_section ot_schema_audit = {
    SECTION("audit", audit_rules), .title = {"Audit", "计划审核"},
    TEXT("What `outturn audit` of the model's plan compares with, as its options would say it; an "
         "option that is given comes before it. No other command reads this.",
         "`outturn audit` "
         "审核模型所列计划时的对照依据，含义与其选项相同；命令行给出选项时以选项为准。"
         "其他命令不使用。"),
    .example = "audit: { previous = \"plan/2022\"; parts = ( \"plan/akto\", \"plan/artux\" ); "
               "};\n"};
