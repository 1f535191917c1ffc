/* The tables behind the command line: what --help says is what the parser does. */
#include <string.h>

#include "options.h"

static const app_option OPTION[APP_N_OPTIONS] = {
    [APP_SCENARIO] = {"scenario",
                      "ID[,ID]",
                      {"only these scenarios, in this order (default: all; multipliers and seek "
                       "follow one, by default the first)",
                       "只计算这些情景，并按此顺序（默认：全部；multipliers 和 seek "
                       "只沿一个情景，默认第一个）"}},
    [APP_INDICATOR] = {"indicator",
                       "ID[,ID]",
                       {"print only these indicators, and targets of them; * stands for any "
                        "characters, as in '*_va'; files that are written stay complete (default: "
                        "all)",
                        "只打印这些指标及其目标；* 代表任意字符，例如 "
                        "'*_va'；写出的文件仍然完整（默认：全部）"}},
    [APP_MODE] =
        {"mode",
         "MODE",
         {"forecast: after each indicator's last observation; dynamic: history, lags "
          "simulated, too; static: history year by year from observed lags; residuals: "
          "each equation at observed values (default: the model's)",
          "forecast 各指标从最后一次观测之后推演；dynamic 模拟历史，滞后值也取模拟值；static "
          "以观测的滞后值逐年模拟历史；residuals 以观测值逐个计算方程（默认：依模型文件）"}},
    [APP_START_FACTOR] = {"start-factor",
                          "F",
                          {"start the solver from the values of the year before times F; the "
                           "answer must not depend on it (default: 1)",
                           "求解初值取上年数值乘以 F；结果不应随之改变（默认：1）"}},
    [APP_SHOCK] =
        {"shock",
         "NAME[,NAME]",
         {"what changes by one unit: a driver, add(x) for the add-factor of indicator x, "
          "or an indicator that is given; may be repeated",
          "变动一个单位的量：驱动因素、指标 x 的附加因子 add(x)，或给定的指标；可重复使用"}},
    [APP_TARGET] = {"target",
                    "ID@YEAR=VALUE",
                    {"what is to be reached: an indicator, a year, a value in its unit; may be "
                     "repeated",
                     "要达到什么：指标、年份和以该指标单位计的数值；可重复使用"}},
    [APP_INSTRUMENT] = {"instrument",
                        "NAME[@A[:B]][*W]",
                        {"what may be moved: a driver, add(x), or an indicator that is given; in "
                         "the years A to B (default: each year that has a target); a change of it "
                         "counts as W times as easy (default: 1); may be repeated",
                         "可以改动什么：驱动因素、add(x) 或给定的指标；在 A 至 B "
                         "年改动（默认：有目标的各年）；其改动的难易按 W 倍计（W "
                         "越大越容易，默认 1）；可重复使用"}},
    [APP_PARAMETER] =
        {"parameter",
         "NAME[=LOW:HIGH]",
         {"which number of the model file is sought: a driver, or a path as in --set, "
          "such as drivers.growth.law.scale; in this range (default: that of the "
          "driver or of the schema; else of a positive scale a tenth to ten times the "
          "value, else the value less and plus ten times its size); may be repeated",
          "要求出模型文件中的哪个数值：驱动因素，或 --set 那样的路径，例如 "
          "drivers.growth.law."
          "scale；在此范围内求（默认：驱动因素或模型文件规定的范围；否则正的尺度取其值的"
          "十分之一至十倍，其他取其值加减其大小的十倍）；可重复使用"}},
    [APP_FIT] = {"fit",
                 "ID[,ID]",
                 {"the indicators whose observed history is to be followed; may be repeated",
                  "要贴合哪些指标的历史观测值；可重复使用"}},
    [APP_LOSS] = {"loss",
                  "rmse|crps|mape",
                  {"what is made least: rmse or mape of the path without shocks, or crps of the "
                   "simulated draws (default: rmse)",
                   "使什么最小：无冲击路径的 rmse 或 mape，或模拟抽样的 crps（默认：rmse）"}},
    [APP_HOLD_OUT] =
        {"hold-out",
         "YEARS",
         {"the last years observed are not fitted; their loss is reported (default: 0)",
          "最后若干个有观测值的年份不用于拟合，另行报告其损失（默认：0）"}},
    [APP_POINTS] = {"points",
                    "N",
                    {"points of the global stage (default: 32 for each parameter)",
                     "全局阶段的点数（默认：每个参数 32）"}},
    [APP_EXPLAIN] =
        {"explain",
         "ID[,ID]",
         {"instead of the comparison, split B minus A of these indicators into what each "
          "changed assumption makes of it, on paths without shocks",
          "不作比较，而把这些指标的 B 减 A 分解到每项改动的假设（无冲击路径）"}},
    [APP_AREA] = {"area",
                  "NAME[,NAME]",
                  {"one area: the prior is that of this area, its own mean weighed with those of "
                   "all; several: only these are counted (default: all, but for a total of the "
                   "others)",
                   "一个地区：给出该地区的先验，其自身平均与全部地区加权；多个地区：只计这些地区（"
                   "默认：全部，其他地区的合计除外）"}},
    [APP_FROM] = {"from",
                  "YEAR",
                  {"first year of the growth rates (default: the first that the panel has)",
                   "增长率的首年（默认：面板数据中最早的一年）"}},
    [APP_TO] = {"to",
                "YEAR",
                {"last year of the growth rates (default: the last that the panel has)",
                 "增长率的末年（默认：面板数据中最后一年）"}},
    [APP_WITHOUT_OUTLIERS] = {"without-outliers",
                              NULL,
                              {"estimate without the growth rates that are listed as outliers "
                               "(default: they are kept)",
                               "估计时剔除列为离群值的增长率（默认：保留）"}},
    [APP_DRAWS] = {"draws",
                   "N",
                   {"number of draws, 2 to 1000000000; 1e5 is understood (default: the model's)",
                    "抽样次数，2 至 1000000000；可写 1e5（默认：依模型文件）"}},
    [APP_SEED] = {"seed",
                  "N",
                  {"random seed, from 0; same seed, same bytes (default: the model's)",
                   "随机种子，不小于 0；种子相同则结果逐字节相同（默认：依模型文件）"}},
    [APP_SAMPLING] =
        {"sampling",
         "NAME",
         {"how draws fill the space of futures: random, sobol (quasi-random: the fewest draws for "
          "a "
          "given error), antithetic or lhs (default: the model's)",
          "抽样如何铺满各种可能的未来：random、sobol（拟随机，达到同样误差所需的抽样最少）、"
          "antithetic（对偶）或 lhs（拉丁超立方）（默认：依模型文件）"}},
    [APP_THREADS] =
        {"threads",
         "N",
         {"number of threads; the results are the same bytes (default: one for each processor)",
          "线程数；结果逐字节相同（默认：每个处理器一个）"}},
    [APP_JOBS] = {"jobs",
                  "N",
                  {"rows at once; the results are the same bytes (default: one for each processor)",
                   "同时计算的行数；结果逐字节相同（默认：每个处理器一行）"}},
    [APP_NAMES] = {"names",
                   "FILE",
                   {"CSV file of further names of indicators, of a plan document: "
                    "id,name_zh,name_en,measure,growth_basis,names (parted by bars)",
                    "计划文件所用指标名称的补充表（CSV）：id,name_zh,name_en,measure,"
                    "growth_basis,names（各名称以竖线分隔）"}},
    [APP_MODEL] = {"model",
                   "MODEL",
                   {"the model of rows whose column model is empty or missing",
                    "没有 model（模型）列或该格为空的行所用的模型"}},
    [APP_EXECUTOR] = {"executor",
                      "NAME",
                      {"how draws are made: block is fast, gsl is the plain reference (default: "
                       "block)",
                       "抽样方式：block 为快速方式，gsl 为参照方式（默认：block）"}},
    [APP_SHARD] =
        {"shard",
         "K/N",
         {"make only the K-th of N equal shares of the draws, and keep what was collected in the "
          "file of --partial; \"outturn merge\" makes the results of all N",
          "只做 N 等份抽样中的第 K 份，所得保存到 --partial 指定的文件；“outturn merge”合并全部 N "
          "份"}},
    [APP_PARTIAL] = {"partial",
                     "FILE",
                     {"file of --shard: counts and sums of its draws, and no results yet",
                      "--shard 的文件：其抽样的计数与和，尚非结果"}},
    [APP_CHECKPOINT] = {"checkpoint",
                        "FILE",
                        {"write what was collected there every half minute and when interrupted "
                         "(Ctrl-C); with the "
                         "same command the run goes on from it; removed at the end",
                         "每半分钟以及被中断（Ctrl-"
                         "C）时把所得写入该文件；用同一命令可从该处继续；运行结束后删除"}},
    [APP_VERIFY] =
        {"verify",
         "RESULTS.json",
         {"make the run of a results.json again, by the manifest.json beside it, and compare every "
          "number; exit status 1 when any differs",
          "按 results.json 旁的 manifest.json 重做该次运行，并比较全部数值；如有不同，退出状态为 "
          "1"}},
    [APP_PORTABLE] =
        {"portable",
         NULL,
         {"the same bytes on every x86-64 processor (default: the last digits may differ)",
          "在任何 x86-64 处理器上结果逐字节相同（默认：末尾几位可能不同）"}},
    [APP_OVERLAY] =
        {"overlay",
         "FILE",
         {"put the settings of a file, PATH = VALUE a line, over the model file, before "
          "--set; may be repeated",
          "用文件中的设置（每行一项：路径 = 取值）覆盖模型文件，先于 --set；可重复使用"}},
    [APP_SET] = {"set",
                 "PATH=VALUE",
                 {"change a setting of the model file, such as drivers.growth.value=7.5; may be "
                  "repeated",
                  "改动模型文件中的一项设置，例如 drivers.growth.value=7.5；可重复使用"}},
    [APP_YEARS] = {"years",
                   "A:B",
                   {"these years only; a list such as 2024,2025 means their span. solve, and every "
                    "command with --mode or with years that the "
                    "model does not project, simulates just these; else they only shorten the "
                    "report (default: all projected years)",
                    "只取这些年份；2024,2025 这样的列举指其整个时段。solve，以及用了 --mode "
                    "或年份超出模型推演年份的各命令，只模拟这些年份；其余情况只缩短报告（默认："
                    "全部推演年份）"}},
    [APP_FORMAT] = {"format",
                    "text|csv|json",
                    {"text to read, csv or json with every digit (default: text)",
                     "text 便于阅读，csv 和 json 含全部数字（默认：text）"}},
    [APP_LANG] = {"lang",
                  "zh|en",
                  {"language of text and messages (default: from LC_ALL, LC_MESSAGES or LANG)",
                   "文本和提示的语言（默认：依 LC_ALL、LC_MESSAGES 或 LANG）"}},
    [APP_OUTPUT] = {"output",
                    "DIR",
                    {"folder for the files that are written (run: output/<model> by default; "
                     "import needs one)",
                     "写出文件所在文件夹（run 默认为 output/<模型>；import 必须给出）"}},
    [APP_QUIET] = {"quiet",
                   NULL,
                   {"print no report, progress or warnings, only errors",
                    "不打印报告、进度和警告，只打印错误"}},
    [APP_FAIL_UNDER] = {"fail-under",
                        "P",
                        {"exit with status 1 when the first scenario meets all targets of the "
                         "last year with a probability below P (0 to 1)",
                         "若第一个情景同时实现最后一年全部目标的概率低于 P（0 至 1），退出状态为 "
                         "1"}},
    [APP_REACH] = {"reach",
                   "P",
                   {"also find the least change of drivers with which each target, and each group, "
                    "is met with probability P",
                    "并求使每项目标（及每组目标）实现概率达到 P 的最小驱动因素改动"}},
    [APP_OUTTURNS] = {"outturns",
                      "FILE",
                      {"what came later, as a data file: plan against outturn, and scores of the "
                       "probabilities",
                       "后来的实绩（数据文件）：给出计划与实绩对照，并为当初的概率评分"}},
    [APP_PANEL] = {"panel",
                   "FILE",
                   {"growth of other areas to compare with: a table with the columns area, year, "
                    "indicator, value",
                    "用于对照的其他地区增速：含 area、year、indicator、value 各列的表格"}},
    [APP_MATCH] =
        {"match",
         "ID=SERIES,...",
         {"compare the indicator ID with this series of the panel (default: the series of "
          "its id)",
          "指标 ID 与面板数据中的这一序列对照（默认：与其 id 同名的序列）"}},
    [APP_PREVIOUS] = {"previous",
                      "FILE",
                      {"last year's plan or bulletin, a table or a folder of the same form: the "
                       "base figures of both are compared",
                       "上年计划或公报（同样形式的表格或文件夹），用于比对基数"}},
    [APP_PART] = {"part",
                  "FILE",
                  {"the plan of a part of the area, such as a county; may be repeated: sums and "
                   "weighted averages are compared",
                   "下级（例如县）计划；可重复使用；用于比对合计和加权平均"}},
    [APP_RELATIONS] = {"relations",
                       "FILE",
                       {"further relations between quantities, of the form of "
                        "src/assess/relations.csv",
                        "补充的指标关系表，形式同 src/assess/relations.csv"}},
    [APP_UNUSED] = {"unused",
                    NULL,
                    {"also list the rows of data that nothing uses", "同时列出没有被使用的数据行"}},
    [APP_ORDER] = {"order",
                   NULL,
                   {"also list the solution order: recursive equations, simultaneous blocks and "
                    "their feedback variables",
                    "同时列出求解顺序：递归方程、联立方程块及其反馈变量"}},
    [APP_METHOD] =
        {"method",
         "NAME[,NAME]",
         {"methods of forecasting, beside the references naive and drift (default: auto)",
          "预测方法；另有对照方法 naive 和 drift（默认：auto）"}},
    [APP_ORIGINS] = {"origins",
                     "N",
                     {"only the last N origins (default: all)", "只用最后 N 个起点（默认：全部）"}},
    [APP_HORIZON] = {"horizon",
                     "YEARS",
                     {"years ahead that are forecast, 1 to 50 (default: 3)",
                      "向前预测的年数，1 至 50（默认：3）"}},
    [APP_MIN_HISTORY] = {"min-history",
                         "N",
                         {"values known at an origin at least, from 2 (default: 5)",
                          "起点处至少已知的数值个数，不少于 2（默认：5）"}},
    [APP_MAX_HISTORY] = {"max-history",
                         "N",
                         {"show no more than the last N values to a method (default: all)",
                          "只向预测方法提供最后 N 个数值（默认：全部）"}},
    [APP_REFERENCE] = {"reference",
                       "MODEL",
                       {"the model beside which skill is measured (default: the first of the file)",
                        "衡量技巧所对照的模型（默认：文件中的第一个）"}},
    [APP_RECALIBRATE] =
        {"recalibrate",
         NULL,
         {"also each method with its bands set right by what had come, at the "
          "origin, of its forecasts in the panel: NAME+panel",
          "另对每种方法，按起点处面板中该方法以往预测的结果校正其区间：NAME+panel"}},
    [APP_GIVEN] = {"given",
                   NULL,
                   {"of a model: drivers that follow a series, and indicators without an equation, "
                    "as they came (default: held at the last value known)",
                    "模型：随数据序列取值的驱动因素和没有方程的指标取实际值（默认：保持最后已知的"
                    "数值）"}},
    [APP_COMPLETE] = {"complete",
                      NULL,
                      {"of a panel: only origins all of whose years ahead have an outturn",
                       "面板数据：只用其后各年都有实绩的起点"}},
    [APP_HELP] = {"help", NULL, {"print this help", "打印本帮助"}},
    [APP_VERSION] = {"version", NULL, {"print the version", "打印版本"}},
};

static const char LETTER[APP_N_OPTIONS] = {[APP_OUTPUT] = 'o'};

static const app_option_id CHECK_OPTIONS[] = {APP_ORDER,   APP_UNUSED,   APP_OVERLAY, APP_SET,
                                              APP_FORMAT,  APP_LANG,     APP_QUIET,   APP_HELP,
                                              APP_VERSION, APP_N_OPTIONS};
static const app_option_id ESTIMATE_OPTIONS[] = {APP_INDICATOR, APP_PORTABLE, APP_OVERLAY, APP_SET,
                                                 APP_FORMAT,    APP_LANG,     APP_QUIET,   APP_HELP,
                                                 APP_VERSION,   APP_N_OPTIONS};
static const app_option_id SOLVE_OPTIONS[] = {
    APP_MODE,     APP_YEARS,   APP_SCENARIO, APP_INDICATOR, APP_START_FACTOR,
    APP_PORTABLE, APP_OVERLAY, APP_SET,      APP_FORMAT,    APP_LANG,
    APP_QUIET,    APP_HELP,    APP_VERSION,  APP_N_OPTIONS};
static const app_option_id RUN_OPTIONS[] = {
    APP_SCENARIO, APP_INDICATOR,  APP_MODE,     APP_DRAWS, APP_SEED,    APP_SAMPLING,
    APP_THREADS,  APP_EXECUTOR,   APP_PORTABLE, APP_SHARD, APP_PARTIAL, APP_CHECKPOINT,
    APP_VERIFY,   APP_OVERLAY,    APP_SET,      APP_YEARS, APP_FORMAT,  APP_OUTPUT,
    APP_QUIET,    APP_FAIL_UNDER, APP_LANG,     APP_HELP,  APP_VERSION, APP_N_OPTIONS};
static const app_option_id AUDIT_OPTIONS[] = {APP_PREVIOUS, APP_PANEL,    APP_PART,  APP_RELATIONS,
                                              APP_FORMAT,   APP_LANG,     APP_QUIET, APP_HELP,
                                              APP_VERSION,  APP_N_OPTIONS};
static const app_option_id MERGE_OPTIONS[] = {APP_FORMAT, APP_OUTPUT, APP_QUIET,   APP_FAIL_UNDER,
                                              APP_LANG,   APP_HELP,   APP_VERSION, APP_N_OPTIONS};
static const app_option_id BATCH_OPTIONS[] = {
    APP_MODEL,    APP_JOBS,    APP_SCENARIO, APP_INDICATOR, APP_MODE,    APP_DRAWS,    APP_SEED,
    APP_SAMPLING, APP_THREADS, APP_EXECUTOR, APP_PORTABLE,  APP_OVERLAY, APP_SET,      APP_YEARS,
    APP_OUTPUT,   APP_QUIET,   APP_LANG,     APP_HELP,      APP_VERSION, APP_N_OPTIONS};
static const app_option_id COMPARE_OPTIONS[] = {
    APP_EXPLAIN, APP_INDICATOR, APP_MODE,     APP_DRAWS,   APP_SEED,    APP_SAMPLING,
    APP_THREADS, APP_EXECUTOR,  APP_PORTABLE, APP_OVERLAY, APP_SET,     APP_YEARS,
    APP_FORMAT,  APP_LANG,      APP_QUIET,    APP_HELP,    APP_VERSION, APP_N_OPTIONS};
static const app_option_id MULTIPLIERS_OPTIONS[] = {
    APP_SHOCK, APP_SCENARIO, APP_INDICATOR, APP_YEARS, APP_MODE, APP_PORTABLE, APP_OVERLAY,
    APP_SET,   APP_FORMAT,   APP_LANG,      APP_QUIET, APP_HELP, APP_VERSION,  APP_N_OPTIONS};
static const app_option_id SEEK_OPTIONS[] = {
    APP_TARGET, APP_INSTRUMENT, APP_SCENARIO, APP_YEARS, APP_MODE, APP_PORTABLE, APP_OVERLAY,
    APP_SET,    APP_FORMAT,     APP_LANG,     APP_QUIET, APP_HELP, APP_VERSION,  APP_N_OPTIONS};
static const app_option_id TUNE_OPTIONS[] = {
    APP_PARAMETER, APP_FIT,    APP_LOSS, APP_HOLD_OUT, APP_POINTS,   APP_SCENARIO, APP_YEARS,
    APP_MODE,      APP_DRAWS,  APP_SEED, APP_SAMPLING, APP_PORTABLE, APP_OVERLAY,  APP_SET,
    APP_FORMAT,    APP_OUTPUT, APP_LANG, APP_QUIET,    APP_HELP,     APP_VERSION,  APP_N_OPTIONS};
static const app_option_id TRAIN_OPTIONS[] = {APP_OUTPUT, APP_SEED,    APP_LANG,     APP_QUIET,
                                              APP_HELP,   APP_VERSION, APP_N_OPTIONS};
static const app_option_id PRIOR_OPTIONS[] = {
    APP_INDICATOR, APP_AREA, APP_FROM,  APP_TO,   APP_WITHOUT_OUTLIERS, APP_PORTABLE,
    APP_FORMAT,    APP_LANG, APP_QUIET, APP_HELP, APP_VERSION,          APP_N_OPTIONS};
static const app_option_id IMPORT_OPTIONS[] = {APP_OUTPUT, APP_NAMES,   APP_QUIET,    APP_LANG,
                                               APP_HELP,   APP_VERSION, APP_N_OPTIONS};
static const app_option_id TRACE_OPTIONS[] = {APP_SCENARIO, APP_MODE,     APP_OVERLAY, APP_SET,
                                              APP_FORMAT,   APP_LANG,     APP_QUIET,   APP_HELP,
                                              APP_VERSION,  APP_N_OPTIONS};
static const app_option_id REVIEW_OPTIONS[] = {
    APP_REACH,      APP_OUTTURNS, APP_PANEL,     APP_MATCH,    APP_FROM,
    APP_TO,         APP_SCENARIO, APP_INDICATOR, APP_MODE,     APP_DRAWS,
    APP_SEED,       APP_SAMPLING, APP_THREADS,   APP_EXECUTOR, APP_PORTABLE,
    APP_OVERLAY,    APP_SET,      APP_YEARS,     APP_FORMAT,   APP_QUIET,
    APP_FAIL_UNDER, APP_LANG,     APP_HELP,      APP_VERSION,  APP_N_OPTIONS};
static const app_option_id SCORE_OPTIONS[] = {APP_REFERENCE, APP_FORMAT,  APP_LANG,     APP_QUIET,
                                              APP_HELP,      APP_VERSION, APP_N_OPTIONS};
static const app_option_id BACKTEST_OPTIONS[] = {
    APP_PANEL,       APP_METHOD,      APP_INDICATOR,   APP_AREA,  APP_ORIGINS,  APP_HORIZON,
    APP_MIN_HISTORY, APP_MAX_HISTORY, APP_RECALIBRATE, APP_GIVEN, APP_COMPLETE, APP_SCENARIO,
    APP_DRAWS,       APP_OVERLAY,     APP_SET,         APP_SEED,  APP_THREADS,  APP_PORTABLE,
    APP_FORMAT,      APP_LANG,        APP_QUIET,       APP_HELP,  APP_VERSION,  APP_N_OPTIONS};
static const app_option_id HELP_OPTIONS[] = {APP_LANG, APP_HELP, APP_VERSION, APP_N_OPTIONS};

static const app_command COMMAND[] = {
    {"check",
     "MODEL",
     1,
     1,
     {"validate a model and print its equations in solution order",
      "检查模型，并按求解顺序打印方程"},
     {"Reads the model file, its data and its plan; checks names, units and years, and that every "
      "scenario can be solved. Prints each equation with its unit and kind, what is not projected, "
      "which targets are judged and why others are not. No draw is made and nothing is written.",
      "读取模型文件及其数据和计划，检查名称、单位和年份，并检查每个情景能否求解；打印各方程及其单位"
      "和"
      "类型、未作推演的指标、可评判的目标以及其余目标不能评判的原因。不作抽样，不写文件。"},
     CHECK_OPTIONS,
     "outturn check scenarios/tutorial/model.cfg --unused",
     {"checks the tutorial's model and lists the rows of data that it does not use",
      "检查教程模型，并列出没有用到的数据行"},
     "estimate, solve, run, help model-file",
     app_check,
     0},
    {"estimate",
     "MODEL",
     1,
     1,
     {"estimate the coefficients and show how well they are known", "估计系数，并说明其可靠程度"},
     {"For each behavioural equation: one line on whether data are enough, coefficients with "
      "standard errors, 95 % intervals, priors and how much the data moved them, covariance (csv, "
      "json), t and p, R squared, residual standard error, Durbin-Watson, F, log-likelihood, AIC, "
      "BIC, AICc, tests with p values, influential years, collinearity, observations and sample. "
      "Methods: ols, wls, robust, ridge, iv (two-stage least squares), nls, ar, sur, 3sls, bayes, "
      "pooled, partial_pooling, prior. Another one is tried by --set "
      "'indicators.revenue.estimate.method=\"robust\"'.",
      "对每个行为方程给出：数据是否充足（一行）、系数及其标准误、95% "
      "区间、先验和数据修正、协方差（csv、"
      "json）、t 值与 p 值、R²、残差标准误、DW 统计量、F "
      "统计量、对数似然、AIC、BIC、AICc、各项检验的 p "
      "值、影响最大的年份、共线性、观测个数和样本期。方法：ols、wls、robust、ridge、iv（两阶段最小"
      "二乘）、nls、"
      "ar、sur、3sls、bayes、pooled、partial_pooling、prior。换一种方法试试：--set "
      "'indicators.revenue.estimate.method=\"robust\"'。"},
     ESTIMATE_OPTIONS,
     "outturn estimate scenarios/tutorial/model.cfg --format csv",
     {"prints every coefficient as a table for a spreadsheet", "以电子表格可读的形式打印全部系数"},
     "check, run, tune, prior, help model-file",
     app_estimate,
     0},
    {"solve",
     "MODEL",
     1,
     1,
     {"solve every scenario once without shocks, and compare with history",
      "求解各情景（不含冲击），并与历史比较"},
     {"Drivers stand at their values, coefficients at their estimates, shocks at zero: one path a "
      "scenario. Over years of history it shows the observed values and the errors too: mode "
      "residuals asks whether each equation reproduces history by itself, static whether the "
      "equations do so together from last year's observed values, dynamic whether they stay on "
      "course over many years. Use them in this order when a model goes wrong.",
      "驱动因素取设定值，系数取估计值，冲击取零：每个情景一条路径。对历史年份同时给出观测值和误差："
      "residuals 检查每个方程单独能否再现历史，static "
      "检查各方程以上年观测值为起点联立求解能否再现历史，dynamic "
      "检查连续多年模拟是否偏离。模型有问题时，请依次使用。"},
     SOLVE_OPTIONS,
     "outturn solve tests/fixtures/income/model.cfg --mode dynamic --years 2015:2022",
     {"simulates eight years of history and shows how closely they are followed",
      "模拟八年历史，并显示与观测值的接近程度"},
     "check, estimate, run",
     app_solve,
     0},
    {"run",
     "MODEL",
     1,
     1,
     {"project every scenario with bands, and judge the targets", "推演各情景及其区间，并评判目标"},
     {"Simulates every scenario many times on the same random draws. Prints each indicator's "
      "median and 90 % band, the probability of each target and of all of them together, and "
      "writes results.json, bands.csv, targets.csv, estimates.csv, unjudged.csv and manifest.json.",
      "在相同的随机抽样上对各情景作多次模拟；打印各指标的中位数和 90% 区间、各目标及全部目标实现的"
      "概率，并写出 results.json、bands.csv、targets.csv、estimates.csv、unjudged.csv 和 "
      "manifest.json。"},
     RUN_OPTIONS,
     "outturn run scenarios/kizilsu/model.cfg --scenario baseline --draws 1e5",
     {"projects the baseline with 100,000 draws", "以 100000 次抽样推演基准情景"},
     "check, estimate, solve, compare, merge, batch",
     app_run,
     1},
    {"merge",
     "FILE...",
     1,
     APP_ANY_NUMBER,
     {"put the shards of a run together", "合并一次运行的各分片"},
     {"Reads the files that \"outturn run --shard K/N --partial FILE\" has written, all N of them "
      "in any "
      "order, and prints and writes what the whole run would: the same bytes. The files name the "
      "model and its options; it is read again from the same place.",
      "读取“outturn run --shard K/N --partial 文件”写出的全部 N "
      "个文件（次序不限），打印并写出与整个运行逐字节相同的结果。文件中记有模型及选项，模型从原处重"
      "新"
      "读取。"},
     MERGE_OPTIONS,
     "outturn merge part1 part2",
     {"makes the results of two shards, --shard 1/2 --partial part1 and --shard 2/2 --partial "
      "part2",
      "合并两个分片：--shard 1/2 --partial part1 与 --shard 2/2 --partial part2"},
     "run",
     app_merge,
     0},
    {"review",
     "MODEL",
     1,
     1,
     {"can the targets be met? Findings, verdicts and what they hang on",
      "目标能否实现：主要结论、把握程度及其关键假设"},
     {"Simulates as run does, and says of every target how likely it is, in words by a stated "
      "rule; "
      "what level is surely attained; what growth it asks from the last outturn on, and how often "
      "such growth was seen, in the own history and in other areas (--panel); which assumptions "
      "decide; which targets stand in each other's way; and whether the verdict would be another "
      "one if growth went on as before, or as elsewhere. Writes no files.",
      "与 run 一样作模拟，并逐项说明：目标实现的可能性（按所列规则用文字表述），有把握达到的水平，"
      "从最近实绩起需要的增速及其在自身历史和其他地区（--panel）中出现过的次数，起决定作用的假设，"
      "相互冲突的目标，以及增速若按自身历史或其他地区延续，结论是否改变。不写文件。"},
     REVIEW_OPTIONS,
     "outturn review scenarios/tutorial/model.cfg --panel scenarios/tutorial/data/panel.csv",
     {"reviews the tutorial's targets beside twelve places that do not exist",
      "对照十二个虚构地区，评估教程模型的目标"},
     "run, check, prior, compare",
     app_review,
     1},
    {"trace",
     "MODEL NAME@YEAR",
     2,
     2,
     {"where a number comes from: cells, equations, coefficients, assumptions",
      "追溯一个数的来历：数据、方程、系数、假设"},
     {"Follows an indicator's value in a year back through the equations of a scenario, without "
      "shocks, to the cells of the data (file and line) and the assumptions of the model file, "
      "with "
      "the sources that they name; of every equation the coefficients and the sample that they "
      "were "
      "estimated on. Each value is followed once.",
      "沿某情景的方程（无冲击）把某指标某年的数值逐步追溯到数据单元格（文件及行号）和模型文件中的"
      "假设，并列出其依据；各方程附系数及其估计样本。每个数值只追溯一次。"},
     TRACE_OPTIONS,
     "outturn trace scenarios/tutorial/model.cfg revenue@2024",
     {"shows what the tutorial's revenue of 2024 is made of", "显示教程模型 2024 年财政收入的来历"},
     "solve, review, check",
     app_trace,
     0},
    {"batch",
     "LIST.csv",
     1,
     1,
     {"run many models: one row of a list each, one file of results",
      "成批推演：列表每行一个模型，结果写入一个文件"},
     {"Columns of the list: id (unique; without it rows are numbered), model (a path as seen from "
      "the list, or --model for all), and any path that --set takes, such as data.area, data.files "
      "or drivers.growth.value. An empty cell leaves the model as it is. Writes one CSV with a "
      "line "
      "for each indicator, target and group, in the order of the list; it appears once it is "
      "whole. "
      "A row that fails does not end the batch: a line of kind error says why, and the exit status "
      "is 1.",
      "列表的列：id（编号，不得重复；没有则按行编号）、model（模型，相对于列表所在文件夹的路径，或"
      "用 "
      "--model 统一给出），以及 --set 接受的任何路径，例如 data.area、data.files、"
      "drivers.growth.value。空单元格表示沿用模型中的设置。按列表顺序写出一个 "
      "CSV，每个指标、目标和目标组一行；全部完成后文件才出现。某行出错不影响其他各行：kind 为 "
      "error "
      "的行说明原因，退出状态为 1。"},
     BATCH_OPTIONS,
     "outturn batch scenarios/tutorial/batch.csv --jobs 2 --draws 1e4",
     {"runs the tutorial's model with four sets of assumptions, two at once",
      "以四组假设推演教程模型，两组同时进行"},
     "run, compare, help model-file",
     app_batch,
     0},
    {"compare",
     "MODEL A B",
     3,
     3,
     {"differences between two scenarios, on common draws", "在相同抽样上比较两个情景"},
     {"Prints B minus A for every indicator and year, and how target probabilities differ. Both "
      "scenarios see the same draws, so that the difference is not noise. With --explain it "
      "answers why an indicator differs: the difference on paths without shocks is split into the "
      "contributions of the changed assumptions, which sum to it.",
      "打印各指标各年份的 B 减 "
      "A，以及目标概率之差。两个情景使用相同的抽样，差值不受抽样噪声影响。用 --explain "
      "则回答某指标为何不同：把无冲击路径上的差值分解为各项改动假设的贡献，其和等于差值。"},
     COMPARE_OPTIONS,
     "outturn compare scenarios/kizilsu/model.cfg baseline optimistic",
     {"shows what the optimistic scenario adds to the baseline", "显示乐观情景比基准情景增加多少"},
     "run, multipliers, seek",
     app_compare,
     1},
    {"multipliers",
     "MODEL",
     1,
     1,
     {"what one unit more of an input does, year by year", "某项输入增加一个单位，各年有何影响"},
     {"Each input of --shock is changed by one unit in one year, along the path of a scenario "
      "without shocks. Prints what every indicator makes of it: in the year of the change "
      "(impact), "
      "in each later year (interim), and in all together. These are exact derivatives: they hold "
      "for small changes and, where the model is not linear, only roughly for large ones.",
      "沿某情景的无冲击路径，把 --shock "
      "所列的每项输入在某一年改动一个单位，打印各指标的反应：当年（即期乘数）、以后各年（中期乘数）"
      "及累计。乘数为精确导数：对小的改动成立；模型非线性时，对大的改动只是近似。"},
     MULTIPLIERS_OPTIONS,
     "outturn multipliers scenarios/klein/model.cfg --shock g --years 1940,1941",
     {"shows what one billion more of spending in 1940, or in 1941, does in Klein's model",
      "显示克莱因模型中 1940 年或 1941 年支出增加十亿的影响"},
     "seek, compare, solve",
     app_multipliers,
     0},
    {"seek",
     "MODEL",
     1,
     1,
     {"find the values of instruments that reach wanted values", "求实现目标值所需的政策工具取值"},
     {"Moves the instruments of a scenario, without shocks, until every target has its value. As "
      "many values of instruments as targets: there is one answer. More: the answer that changes "
      "them least, in relation to their size and by weight. Fewer: targets cannot all be met, and "
      "the sum of the squared relative misses is made least. Targets outside of the years of the "
      "model are sought from the first of them to the last. Exit status 4: these instruments "
      "cannot "
      "reach the targets.",
      "改动某情景的政策工具（无冲击），直至每个目标达到其数值。政策工具的取值与目标一样多：只有一个"
      "解；更多：取改动最小的解（按相对大小和权重）；更少：目标不能全部实现，使相对差距的平方和最小"
      "。"
      "目标在模型年份之外时，从最早的年份求到最晚的年份。退出状态 4：这些政策工具不能实现目标。"},
     SEEK_OPTIONS,
     "outturn seek scenarios/klein/model.cfg --target y@1943=95 --instrument g",
     {"finds the spending of 1943 that brings income to 95 billion in Klein's model",
      "求克莱因模型中 1943 年支出为多少时国民收入达到 950 亿"},
     "multipliers, compare, solve",
     app_seek,
     0},
    {"tune",
     "MODEL",
     1,
     1,
     {"find numbers of the model file with which it follows history best",
      "求使模型最贴合历史的数值"},
     {"Simulates history again and again with other values of the parameters, until the loss of "
      "the "
      "indicators of --fit is least: first at points spread evenly over the ranges, then by "
      "simplexes from the best of them. Prints the loss before and after, also of years that were "
      "held out, what the data tell of each parameter and its profile. Writes the values into "
      "tuned.cfg, which every command takes with --overlay; the model file is not touched. Without "
      "--years the years are those that are observed and that the model can simulate.",
      "用不同的参数值反复模拟历史，使 --fit "
      "所列指标的损失最小：先在范围内均匀取点，再从其中最好的几点作单纯形搜索。打印调参前后的损失（"
      "包括留出年份）、数据对各参数"
      "能说明多少及其剖面，并把取值写入 tuned.cfg，任何命令都可用 --overlay "
      "读取；模型文件不作改动。没有 --years 时取有观测值且模型能够模拟的年份。"},
     TUNE_OPTIONS,
     "outturn tune scenarios/tutorial/model.cfg --parameter growth --fit product --hold-out 2",
     {"finds the growth with which the tutorial's model follows product up to 2020, and tests it "
      "on "
      "2021 and 2022",
      "求教程模型贴合 2020 年以前生产总值的增长率，并以 2021、2022 年检验"},
     "estimate, solve, seek",
     app_tune,
     0},
    {"prior",
     "PANEL.csv",
     1,
     1,
     {"what a panel of areas says of growth, as a driver to paste",
      "由多地区面板数据得出增长率的先验，写成驱动因素"},
     {"Reads a table with the columns area, year, indicator and value. Estimates mean growth, its "
      "spread between areas, between years (what all areas share) and within areas, and how much "
      "of a year's deviation stays for the next, by restricted maximum likelihood, which has not "
      "the bias of short panels. Lists outliers, which are kept. Prints a driver whose law has the "
      "spread of one year and of three years together, with its source.",
      "读取含 area、year、indicator、value "
      "各列的表格，用限制最大似然法（不受短面板偏误影响）估计平均增长率，地区之间、年份之间（各地共"
      "同"
      "部分）和地区之内的离散程度，以及某年的偏离有多少延续到下年；列出离群值（不剔除）；打印附有来"
      "源"
      "的驱动因素，其分布规律再现一年和三年合计的离散程度。"},
     PRIOR_OPTIONS,
     "outturn prior scenarios/tutorial/data/panel.csv --indicator product",
     {"prints a driver from the growth of product in twelve places that do not exist",
      "由十二个虚构地区的生产总值增长得出驱动因素"},
     "check, estimate, help model-file",
     app_prior,
     0},
    {"score",
     "FORECASTS.csv OUTTURNS.csv",
     2,
     2,
     {"how good were forecasts made elsewhere?", "为其他来源的预测评分"},
     {"Reads forecasts in the columns of the forecast hubs: output_type (quantile, sample, mean, "
      "median), output_type_id, value, model_id and any columns that say what was forecast, such "
      "as target, location, horizon. Outturns are matched by the columns that both files have. "
      "Prints errors of points, scores of bands and densities, coverage, where outturns fell in "
      "their forecasts, and skill beside one of the models, all together and by each column.",
      "读取预测中心通用格式的预测：output_type（quantile、sample、mean、median）、output_type_id、"
      "value、model_id，以及说明预测对象的列，例如 target、location、horizon。实绩按两个文件共有的"
      "列对应。打印点预测误差、区间和分布的评分、区间覆盖率、实绩落在预测分布中的位置，以及相对于"
      "其中一个模型的技巧；分总体和各列列出。"},
     SCORE_OPTIONS,
     "outturn score tests/fixtures/scoring/forecasts.csv tests/fixtures/scoring/outturns.csv",
     {"scores two models that forecast two invented places", "为两个模型对两个虚构地区的预测评分"},
     "backtest, review",
     app_score,
     0},
    {"backtest",
     "MODEL | --panel PANEL.csv",
     0,
     1,
     {"forecast the past with what was known then, and score it",
      "以当时已知的数据预测过去，并评分"},
     {"Forecasts every series of a panel (columns area, year, indicator, value and, where values "
      "were revised, vintage) from one origin after another, with the values known then, and "
      "scores what came: errors of points, bands, densities and paths, coverage, where outturns "
      "fell, skill beside naive and drift; all together, by indicator, years ahead and length of "
      "history. Of a model everything is made anew at each origin, from estimation to draws, of "
      "the data that were known then; its forecasts, and its target probabilities where outturns "
      "are known, are scored beside naive, drift and the methods of --method.",
      "从一个个起点出发，只用当时已知的数值预测面板数据（area、year、indicator、value "
      "各列，数值有修订时另有 vintage "
      "列）的每个序列，再以实绩评分：点预测、区间、分布和路径的误差，区间覆盖率，实绩的位置，"
      "相对于 naive 和 drift 的技巧；分总体、指标、预测年数和历史长度列出。给出模型时，每个起点都用"
      "当时已知的数据从估计到抽样重新建立模型，与 naive、drift 及 --method "
      "所列方法一同评分；目标有实绩的，其实现概率也评分。"},
     BACKTEST_OPTIONS,
     "outturn backtest --panel scenarios/tutorial/data/panel.csv --method auto,ets",
     {"tests two methods on twelve places that do not exist", "用十二个虚构地区检验两种方法"},
     "score, prior, review",
     app_backtest,
     0},
    {"train",
     "PANEL.csv",
     1,
     1,
     {"what many yearly series teach about the next one, for the forecaster auto",
      "由大量年度序列训练预测方法 auto"},
     {"Reads a table with the columns area, year, indicator and value; each indicator of each area "
      "is a series, of which the last values without a gap count. Learns how quick forecasts are "
      "weighed and how wide and skew bands are, by horizon, length of history and volatility; "
      "widths are set right on series that were left out. Nothing of the series is kept but what "
      "was learned. Takes minutes for hundreds of series, which must be 20 at least.",
      "读取含 area、year、indicator、value 各列的表格；每个地区的每个指标为一个序列，取其最后一段"
      "连续的值。学习各种快速预测的组合权重以及区间的宽度和偏斜如何随预测年数、历史长度和波动而变，"
      "并以留出的序列校准宽度。结果文件只含学到的参数，不含原始数据。数百个序列约需数分钟；至少需要"
      " "
      "20 个序列。"},
     TRAIN_OPTIONS,
     "outturn train panel.csv --output trained.txt",
     {"writes what the series of panel.csv teach", "写出由 panel.csv 各序列学到的参数"},
     "prior",
     app_train,
     0},
    {"audit",
     "PLAN.csv...|DIR|MODEL",
     1,
     APP_ANY_NUMBER,
     {"does a plan agree with itself? its arithmetic and its wording",
      "审核计划自身的数据关系与表述"},
     {"Reads a plan as tables, a folder that holds indicators.csv and statements.csv, or the plan "
      "that a model file names. Every printed figure is the interval of its rounding. Prints "
      "findings by severity, each with the figures it used, possible reasons and what to check, "
      "then the smallest changes that would remove the mismatches, and questions to the "
      "departments. Exit status 1: there is an arithmetic mismatch or a scope to be explained.",
      "读取计划表格、含 indicators.csv 和 statements.csv "
      "的文件夹，或模型文件所列的计划。每个数据按印刷位数取舍入区间。按类别列出审查意见（所用数据、"
      "可能"
      "原因、建议核实），给出可消除不符的最小改动，以及请有关部门说明的问题。有算术不符或需说明口径"
      "的"
      "意见时，退出状态为 1。"},
     AUDIT_OPTIONS,
     "outturn audit scenarios/kizilsu/model.cfg --lang zh",
     {"reviews the plan of Kizilsu, in Chinese", "审核克州计划"},
     "check, run",
     app_audit,
     0},
    {"import",
     "FORMAT FILE",
     2,
     2,
     {"turn another engine's model, or a plan's text, into a folder",
      "把其他引擎的模型或计划文件的正文转换为文件夹"},
     {"Format pcim: a model of ModelFlow, such as the World Bank's MFMod country models. "
      "Writes model.cfg, data/series.csv (what its equations read) and data/baseline.csv (the "
      "source's own solution, to compare with) into the folder of --output. Add-factors of "
      "stochastic equations become random drivers, as far as their past values tell their size. "
      "Format plan: the text of a plan document, in Chinese. Writes indicators.csv (its "
      "indicator table), statements.csv (every number of the text with its line and quotation) "
      "and unread.csv (what has digits and was not read, with the reason). "
      "Files there that were not imported are never replaced.",
      "格式 pcim：ModelFlow 模型，例如世界银行的 MFMod 国别模型。在 --output 指定的文件夹中写出 "
      "model.cfg、data/series.csv（方程读取的数据）和 data/baseline.csv（来源自带的解，供比较）。"
      "随机方程的附加因子在历史数值足以说明其大小时成为随机驱动因素。"
      "格式 plan：计划文件的正文。写出 indicators.csv（指标表）、statements.csv（正文中的每个数字，"
      "附行号和引文）和 unread.csv（含数字而未能读取之处及原因）。文件夹中不是导入生成的文件不会"
      "被覆盖。"},
     IMPORT_OPTIONS,
     "outturn import pcim pakistan.pcim -o models/pakistan",
     {"writes the model folder models/pakistan", "写出模型文件夹 models/pakistan"},
     "check, run, help model-file",
     app_import,
     0},
    {"help",
     "[COMMAND | model-file]",
     0,
     1,
     {"explain a command, or the model file", "说明某个命令，或模型文件的写法"},
     {"Without an operand lists the commands; with one explains it. \"help model-file\" prints the "
      "reference of every setting of a model file.",
      "不带参数时列出各命令；带参数时说明该命令。“help "
      "model-file”打印模型文件全部设置的参考说明。"},
     HELP_OPTIONS,
     "outturn help run",
     {"explains the command run", "说明 run 命令"},
     "check",
     app_help,
     0},
};

/* Of the commands that do not follow history from its observed lags. */
static const char *const TWO_MODES[OT_N_LANGUAGES] = {
    "forecast: after each indicator's last observation; dynamic: history, lags simulated, too "
    "(default: the model's)",
    "forecast 各指标从最后一次观测之后推演；dynamic "
    "模拟历史，滞后值也取模拟值（默认：依模型文件）"};

/* What some options mean to tune. */
static const struct tuned_option {
    app_option_id id;
    const char *text[OT_N_LANGUAGES];
} TUNED[] = {
    {APP_MODE,
     {"dynamic: lags simulated, too; static: observed lags; forecast: as the model projects, from "
      "the first year on (default: dynamic)",
      "dynamic 滞后值也取模拟值；static 取观测的滞后值；forecast "
      "从第一年起按模型的推演方式（默认：dynamic）"}},
    {APP_YEARS,
     {"these years of history; a list such as 2021,2022 means their span (default: those that are "
      "observed and that the model can simulate)",
      "只用这些历史年份；2021,2022 这样的列举指其整个时段（默认：有观测值且模型能够模拟的年份）"}},
    {APP_SCENARIO, {"follow this scenario (default: the first)", "沿此情景计算（默认：第一个）"}},
    {APP_DRAWS,
     {"crps: number of draws, 2 to 100000; 1e4 is understood (default: 1000)",
      "crps：抽样次数，2 至 100000；可写 1e4（默认：1000）"}},
    {APP_SEED,
     {"crps: random seed, from 0, the same at every point (default: 1)",
      "crps：随机种子，不小于 0，各点相同（默认：1）"}},
    {APP_SAMPLING,
     {"crps: random, sobol (quasi-random: the least noise), antithetic or lhs (default: the "
      "model's)",
      "crps：random、sobol（拟随机，噪声最小）、antithetic（对偶）或 "
      "lhs（拉丁超立方）（默认：依模型文件）"}},
    {APP_OUTPUT,
     {"folder of tuned.cfg (default: output/<model>)",
      "tuned.cfg 所在文件夹（默认：output/<模型>）"}},
};

/* And to a backtest. */
static const struct tuned_option TESTED[] = {
    {APP_PANEL,
     {"a panel: a table with the columns area, year, indicator, value and, where values were "
      "revised, vintage",
      "面板数据：含 area、year、indicator、value 各列的表格，数值有修订时另有 vintage 列"}},
    {APP_INDICATOR, {"only these indicators (default: all)", "只用这些指标（默认：全部）"}},
    {APP_AREA, {"only these areas (default: all)", "只用这些地区（默认：全部）"}},
    {APP_METHOD,
     {"methods of forecasting, beside the references naive and drift (default: auto of a panel, no "
      "other of a model)",
      "预测方法；另有对照方法 naive 和 drift（默认：面板数据为 auto，模型不另加）"}},
    {APP_ORIGINS,
     {"only the last N origins (default: all of a panel, 10 of a model)",
      "只用最后 N 个起点（默认：面板数据为全部，模型为 10）"}},
    {APP_DRAWS,
     {"of a model: number of draws, 100 to 100000; 1e4 is understood (default: 2000)",
      "模型：抽样次数，100 至 100000；可写 1e4（默认：2000）"}},
    {APP_SCENARIO,
     {"of a model: this scenario (default: the first)", "模型：此情景（默认：第一个）"}},
    {APP_SEED,
     {"random seed of a model and of the paths behind energy and variogram scores, from 0 "
      "(default: 1)",
      "模型以及能量评分和变差函数评分所用路径的随机种子，不小于 0（默认：1）"}},
};

/* What some options mean to a batch. */
static const char *const ROW_THREADS[OT_N_LANGUAGES] = {
    "number of threads of each row; the results are the same bytes (default: 1)",
    "每行的线程数；结果逐字节相同（默认：1）"};
static const char *const ITS_INDICATORS_ONLY[OT_N_LANGUAGES] = {
    "only these indicators, and targets of them; * stands for any characters (default: all)",
    "只写出这些指标及其目标；* 代表任意字符（默认：全部）"};
static const char *const RESULT_FILE[OT_N_LANGUAGES] = {
    "file of the results, - for standard output (default: output/<list>.csv)",
    "结果文件，- 表示标准输出（默认：output/<列表>.csv）"};

static const char *const *batch_text(app_option_id id) {
    return id == APP_THREADS     ? ROW_THREADS
           : id == APP_INDICATOR ? ITS_INDICATORS_ONLY
           : id == APP_OUTPUT    ? RESULT_FILE
                                 : NULL;
}

static const char *const ITS_INDICATORS[OT_N_LANGUAGES] = {
    "indicators of the panel whose growth is estimated; a driver is printed for each",
    "要估计增长率的指标；每个指标打印一个驱动因素"};

/* What they mean to train. */
static const char *const ITS_FILE[OT_N_LANGUAGES] = {"the file that is written", "写出的文件"};
static const char *const ITS_SEED[OT_N_LANGUAGES] = {"random seed, from 0 (default: 1)",
                                                     "随机种子，不小于 0（默认：1）"};

/* What it means to a review. */
static const char *const ANY_UNDER[OT_N_LANGUAGES] = {
    "exit with status 1 when the first scenario meets some target with a probability below P (0 to "
    "1)",
    "若第一个情景中某项目标实现的概率低于 P（0 至 1），退出状态为 1"};

const char *app_option_text(const app_command *c, app_option_id id, ot_language language) {
    if (c->run == app_tune) {
        for (size_t i = 0; i < sizeof TUNED / sizeof *TUNED; i++)
            if (TUNED[i].id == id) return TUNED[i].text[language];
        return OPTION[id].text[language];
    }
    for (size_t i = 0; c->run == app_backtest && i < sizeof TESTED / sizeof *TESTED; i++)
        if (TESTED[i].id == id) return TESTED[i].text[language];
    if (c->run == app_batch && batch_text(id)) return batch_text(id)[language];
    if (id == APP_INDICATOR && c->run == app_prior) return ITS_INDICATORS[language];
    if (id == APP_OUTPUT && c->run == app_train) return ITS_FILE[language];
    if (id == APP_SEED && c->run == app_train) return ITS_SEED[language];
    if (id == APP_FAIL_UNDER && c->run == app_review) return ANY_UNDER[language];
    return id == APP_MODE && c->run != app_solve ? TWO_MODES[language] : OPTION[id].text[language];
}

const app_option *app_option_at(app_option_id id) { return &OPTION[id]; }

const char *app_option_value(const app_command *c, app_option_id id) {
    return id == APP_OUTPUT && (c->run == app_batch || c->run == app_train) ? "FILE"
                                                                            : OPTION[id].value;
}

char app_option_letter(app_option_id id) { return LETTER[id]; }

const app_command *app_command_at(size_t i) {
    return i < sizeof COMMAND / sizeof *COMMAND ? &COMMAND[i] : NULL;
}

const app_command *app_command_find(const char *name) {
    for (size_t i = 0; app_command_at(i); i++)
        if (strcmp(COMMAND[i].name, name) == 0) return &COMMAND[i];
    return NULL;
}
