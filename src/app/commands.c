/* The commands: what --help says is what the parser does. */
#include <string.h>

#include "options.h"

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
    APP_DETAIL,   APP_REACH,    APP_OUTTURNS,  APP_PANEL,      APP_MATCH,   APP_FROM,
    APP_TO,       APP_SCENARIO, APP_INDICATOR, APP_MODE,       APP_DRAWS,   APP_SEED,
    APP_SAMPLING, APP_THREADS,  APP_EXECUTOR,  APP_PORTABLE,   APP_OVERLAY, APP_SET,
    APP_YEARS,    APP_FORMAT,   APP_QUIET,     APP_FAIL_UNDER, APP_LANG,    APP_HELP,
    APP_VERSION,  APP_N_OPTIONS};
static const app_option_id REPORT_OPTIONS[] = {
    APP_HTML,  APP_XLSX,     APP_MARKDOWN, APP_SVG,      APP_PNG,       APP_PDF,     APP_OUTPUT,
    APP_LANG,  APP_PANEL,    APP_MATCH,    APP_SCENARIO, APP_INDICATOR, APP_MODE,    APP_DRAWS,
    APP_SEED,  APP_SAMPLING, APP_THREADS,  APP_EXECUTOR, APP_PORTABLE,  APP_OVERLAY, APP_SET,
    APP_YEARS, APP_QUIET,    APP_HELP,     APP_VERSION,  APP_N_OPTIONS};
static const app_option_id EXPORT_OPTIONS[] = {
    APP_AS,   APP_FROM,     APP_OUTPUT,  APP_SCENARIO, APP_MODE,     APP_DRAWS,
    APP_SEED, APP_SAMPLING, APP_THREADS, APP_EXECUTOR, APP_PORTABLE, APP_OVERLAY,
    APP_SET,  APP_QUIET,    APP_LANG,    APP_HELP,     APP_VERSION,  APP_N_OPTIONS};
static const app_option_id SCORE_OPTIONS[] = {APP_REFERENCE, APP_FORMAT,  APP_LANG,     APP_QUIET,
                                              APP_HELP,      APP_VERSION, APP_N_OPTIONS};
static const app_option_id BACKTEST_OPTIONS[] = {
    APP_PANEL,    APP_METHOD,      APP_INDICATOR,   APP_AREA,        APP_ORIGINS,
    APP_HORIZON,  APP_MIN_HISTORY, APP_MAX_HISTORY, APP_RECALIBRATE, APP_GIVEN,
    APP_COMPLETE, APP_TRAINED,     APP_SCENARIO,    APP_DRAWS,       APP_OVERLAY,
    APP_SET,      APP_SEED,        APP_THREADS,     APP_PORTABLE,    APP_FORMAT,
    APP_LANG,     APP_QUIET,       APP_HELP,        APP_VERSION,     APP_N_OPTIONS};
static const app_option_id FORECAST_OPTIONS[] = {
    APP_METHOD, APP_HORIZON, APP_INDICATOR, APP_AREA, APP_BOUNDS,  APP_TRAINED,
    APP_FORMAT, APP_LANG,    APP_QUIET,     APP_HELP, APP_VERSION, APP_N_OPTIONS};
static const app_option_id HELP_OPTIONS[] = {APP_LANG, APP_HELP, APP_VERSION, APP_N_OPTIONS};

static const app_command COMMAND[] = {
    {.name = "check",
     .operands = "MODEL",
     .least = 1,
     .most = 1,
     .purpose = {"validate a model and print its equations in solution order",
                 "检查模型，并按求解顺序打印方程"},
     .detail = {"Reads the model file, its data and its plan; checks names, units and years, "
                "and that every scenario can be solved. Prints each equation with its unit and "
                "kind, what is not projected, which targets are judged and why others are not. "
                "No draw is made and nothing is written.",
                "读取模型文件及其数据和计划，检查名称、单位和年份，并检查每个情景能否求解；打印"
                "各方程及其单位和类型、未作推演的指标、可评判的目标以及其余目标不能评判的原因。"
                "不作抽样，不写文件。"},
     .option = CHECK_OPTIONS,
     .example = "outturn check scenarios/tutorial/model.cfg --unused",
     .shows = {"checks the tutorial's model and lists the rows of data that it does not use",
               "检查教程模型，并列出没有用到的数据行"},
     .see = "estimate, solve, run, help model-file",
     .run = app_check},
    {.name = "estimate",
     .operands = "MODEL",
     .least = 1,
     .most = 1,
     .purpose = {"estimate the coefficients and show how well they are known",
                 "估计系数，并说明其可靠程度"},
     .detail = {"For each behavioural equation: one line on whether data are enough, "
                "coefficients with standard errors, 95 % intervals, priors and how much the "
                "data moved them, covariance (csv, json), t and p, R squared, residual "
                "standard error, Durbin-Watson, F, log-likelihood, AIC, BIC, AICc, tests with "
                "p values, influential years, collinearity, observations and sample. Methods: "
                "ols, wls, robust, ridge, iv (two-stage least squares), nls, ar, sur, 3sls, "
                "bayes, pooled, partial_pooling, prior. Another one is tried by --set "
                "'indicators.revenue.estimate.method=\"robust\"'.",
                "对每个行为方程给出：数据是否充足（一行）、系数及其标准误、95% 区间、先验和数据"
                "修正、协方差（csv、json）、t 值与 p 值、R²、残差标准误、DW 统计量、F 统计量、"
                "对数似然、AIC、BIC、AICc、各项检验的 p 值、影响最大的年份、共线性、观测个数和"
                "样本期。方法：ols、wls、robust、ridge、iv（两阶段最小二乘）、nls、ar、sur、"
                "3sls、bayes、pooled、partial_pooling、prior。换一种方法试试：--set "
                "'indicators.revenue.estimate.method=\"robust\"'。"},
     .option = ESTIMATE_OPTIONS,
     .example = "outturn estimate scenarios/tutorial/model.cfg --format csv",
     .shows = {"prints every coefficient as a table for a spreadsheet",
               "以电子表格可读的形式打印全部系数"},
     .see = "check, run, tune, prior, help model-file",
     .run = app_estimate},
    {.name = "solve",
     .operands = "MODEL",
     .least = 1,
     .most = 1,
     .purpose = {"solve every scenario once without shocks, and compare with history",
                 "求解各情景（不含冲击），并与历史比较"},
     .detail = {"Drivers stand at their values, coefficients at their estimates, shocks at "
                "zero: one path a scenario. Over years of history it shows the observed values "
                "and the errors too: mode residuals asks whether each equation reproduces "
                "history by itself, static whether the equations do so together from last "
                "year's observed values, dynamic whether they stay on course over many years. "
                "Use them in this order when a model goes wrong.",
                "驱动因素取设定值，系数取估计值，冲击取零：每个情景一条路径。对历史年份同时给出"
                "观测值和误差：residuals 检查每个方程单独能否再现历史，static 检查各方程以上年"
                "观测值为起点联立求解能否再现历史，dynamic 检查连续多年模拟是否偏离。模型有问题"
                "时，请依次使用。"},
     .option = SOLVE_OPTIONS,
     .example = "outturn solve tests/fixtures/income/model.cfg --mode dynamic --years 2015:2022",
     .shows = {"simulates eight years of history and shows how closely they are followed",
               "模拟八年历史，并显示与观测值的接近程度"},
     .see = "check, estimate, run",
     .run = app_solve},
    {.name = "run",
     .operands = "MODEL",
     .least = 1,
     .most = 1,
     .purpose = {"project every scenario with bands, and judge the targets",
                 "推演各情景及其区间，并评判目标"},
     .detail = {"Simulates every scenario many times on the same random draws. Prints each "
                "indicator's median and 90 % band, the probability of each target and of all "
                "of them together, and writes results.json, bands.csv, targets.csv, "
                "estimates.csv, unjudged.csv and manifest.json.",
                "在相同的随机抽样上对各情景作多次模拟；打印各指标的中位数和 90% 区间、各目标及"
                "全部目标实现的概率，并写出 results.json、bands.csv、targets.csv、"
                "estimates.csv、unjudged.csv 和 manifest.json。"},
     .option = RUN_OPTIONS,
     .example = "outturn run scenarios/kizilsu/model.cfg --scenario baseline --draws 1e5",
     .shows = {"projects the baseline with 100,000 draws", "以 100000 次抽样推演基准情景"},
     .see = "check, estimate, solve, compare, merge, batch",
     .run = app_run,
     .is_drawn = 1,
     .is_shared = 1},
    {.name = "merge",
     .operands = "FILE...",
     .least = 1,
     .most = APP_ANY_NUMBER,
     .purpose = {"put the shards of a run together", "合并一次运行的各分片"},
     .detail = {"Reads the files that \"outturn run --shard K/N --partial FILE\" has written, "
                "all N of them in any order, and prints and writes what the whole run would: "
                "the same bytes. The files name the model and its options; it is read again "
                "from the same place.",
                "读取“outturn run --shard K/N --partial 文件”写出的全部 N 个文件（次序不限），"
                "打印并写出与整个运行逐字节相同的结果。文件中记有模型及选项，模型从原处重新读"
                "取。"},
     .option = MERGE_OPTIONS,
     .example = "outturn merge part1 part2",
     .shows = {"makes the results of two shards, --shard 1/2 --partial part1 and --shard 2/2 "
               "--partial part2",
               "合并两个分片：--shard 1/2 --partial part1 与 --shard 2/2 --partial part2"},
     .see = "run",
     .run = app_merge},
    {.name = "review",
     .operands = "MODEL",
     .least = 1,
     .most = 1,
     .purpose = {"can the targets be met? Findings, verdicts and what they hang on",
                 "目标能否实现：主要结论、把握程度及其关键假设"},
     .detail = {"Simulates as run does, and says of every target how likely it is, in words by "
                "a stated rule; what level is surely attained; what growth it asks from the "
                "last outturn on, and how often such growth was seen, in the own history and "
                "in other areas (--panel); which assumptions decide; which targets stand in "
                "each other's way; and whether the verdict would be another one if growth went "
                "on as before, or as elsewhere. Writes no files.",
                "与 run 一样作模拟，并逐项说明：目标实现的可能性（按所列规则用文字表述），有把"
                "握达到的水平，从最近实绩起需要的增速及其在自身历史和其他地区（--panel）中出现"
                "过的次数，起决定作用的假设，相互冲突的目标，以及增速若按自身历史或其他地区延"
                "续，结论是否改变。不写文件。"},
     .option = REVIEW_OPTIONS,
     .example = "outturn review scenarios/tutorial/model.cfg --panel "
                "scenarios/tutorial/data/panel.csv",
     .shows = {"reviews the tutorial's targets beside twelve places that do not exist",
               "对照十二个虚构地区，评估教程模型的目标"},
     .see = "run, check, prior, compare",
     .run = app_review,
     .is_drawn = 1,
     .is_shared = 1},
    {.name = "report",
     .operands = "MODEL",
     .least = 1,
     .most = 1,
     .purpose = {"write the whole answer as files for a meeting", "把全部结果写成供会议使用的文件"},
     .detail = {"Runs the model and writes one report: whether the targets can be met, whether "
                "the plan agrees with itself, the scenarios side by side, the equations and "
                "their estimates, what is assumed, and how to make the same numbers again. "
                "With no other option writes report.html.",
                "运行模型并写出一份报告：目标能否实现、计划是否自洽、各情景对照、方程及其估计、"
                "所作假设，以及如何重现同样的数字。不带其他选项时写出 report.html。"},
     .option = REPORT_OPTIONS,
     .example = "outturn report scenarios/kizilsu/model.cfg --lang both -o output/kizilsu",
     .shows = {"writes the report of Kizilsu in Chinese and English", "写出克州的中英文报告"},
     .see = "run, review, audit",
     .run = app_report,
     .is_drawn = 1},
    {.name = "export",
     .operands = "MODEL",
     .least = 1,
     .most = 1,
     .purpose = {"write the bands in a format that other programs read",
                 "以其他程序可读的格式写出区间"},
     .detail = {"Runs the model, or takes a finished run by --from, and writes medians, means "
                "and quantiles of every indicator, year and scenario: --as hubverse a CSV file "
                "of model output, --as iamc a wide table for pyam, --as sdmx-csv SDMX-CSV 2.0, "
                "--as datapackage a Frictionless data package with units, sources and licence.",
                "运行模型（或用 --from 取已完成的运行），写出各情景、各指标、各年份的中位数、均"
                "值和分位数：--as hubverse 为预测平台的模型输出（CSV），--as iamc 为 pyam 可读"
                "的宽表，--as sdmx-csv 为 SDMX-CSV 2.0，--as datapackage 为 Frictionless 数据"
                "包，含单位、来源和许可协议。"},
     .option = EXPORT_OPTIONS,
     .example = "outturn export scenarios/tutorial/model.cfg --as datapackage -o output/package",
     .shows = {"writes the tutorial's bands as a data package", "把教程的区间写成数据包"},
     .see = "run, report, help model-file",
     .run = app_export,
     .is_drawn = 1},
    {.name = "trace",
     .operands = "MODEL NAME@YEAR",
     .least = 2,
     .most = 2,
     .purpose = {"where a number comes from: cells, equations, coefficients, assumptions",
                 "追溯一个数的来历：数据、方程、系数、假设"},
     .detail = {"Follows an indicator's value in a year back through the equations of a "
                "scenario, without shocks, to the cells of the data (file and line) and the "
                "assumptions of the model file, with the sources that they name; of every "
                "equation the coefficients and the sample that they were estimated on. Each "
                "value is followed once.",
                "沿某情景的方程（无冲击）把某指标某年的数值逐步追溯到数据单元格（文件及行号）和"
                "模型文件中的假设，并列出其依据；各方程附系数及其估计样本。每个数值只追溯一次。"},
     .option = TRACE_OPTIONS,
     .example = "outturn trace scenarios/tutorial/model.cfg revenue@2024",
     .shows = {"shows what the tutorial's revenue of 2024 is made of",
               "显示教程模型 2024 年财政收入的来历"},
     .see = "solve, review, check",
     .run = app_trace},
    {.name = "batch",
     .operands = "LIST.csv",
     .least = 1,
     .most = 1,
     .purpose = {"run many models: one row of a list each, one file of results",
                 "成批推演：列表每行一个模型，结果写入一个文件"},
     .detail = {"Columns of the list: id (unique; without it rows are numbered), model (a path "
                "as seen from the list, or --model for all), and any path that --set takes, "
                "such as data.area, data.files or drivers.growth.value. An empty cell leaves "
                "the model as it is. Writes one CSV with a line for each indicator, target and "
                "group, in the order of the list; it appears once it is whole. A row that "
                "fails does not end the batch: a line of kind error says why, and the exit "
                "status is 1.",
                "列表的列：id（编号，不得重复；没有则按行编号）、model（模型，相对于列表所在文"
                "件夹的路径，或用 --model 统一给出），以及 --set 接受的任何路径，例如 "
                "data.area、data.files、drivers.growth.value。空单元格表示沿用模型中的设置。按"
                "列表顺序写出一个 CSV，每个指标、目标和目标组一行；全部完成后文件才出现。某行出"
                "错不影响其他各行：kind 为 error 的行说明原因，退出状态为 1。"},
     .option = BATCH_OPTIONS,
     .example = "outturn batch scenarios/tutorial/batch.csv --jobs 2 --draws 1e4",
     .shows = {"runs the tutorial's model with four sets of assumptions, two at once",
               "以四组假设推演教程模型，两组同时进行"},
     .see = "run, compare, help model-file",
     .run = app_batch,
     .is_drawn = 1},
    {.name = "compare",
     .operands = "MODEL A B",
     .least = 3,
     .most = 3,
     .purpose = {"differences between two scenarios, on common draws", "在相同抽样上比较两个情景"},
     .detail = {"Prints B minus A for every indicator and year, and how target probabilities "
                "differ. Both scenarios see the same draws, so that the difference is not "
                "noise. With --explain it answers why an indicator differs: the difference on "
                "paths without shocks is split into the contributions of the changed "
                "assumptions, which sum to it.",
                "打印各指标各年份的 B 减 A，以及目标概率之差。两个情景使用相同的抽样，差值不受"
                "抽样噪声影响。用 --explain 则回答某指标为何不同：把无冲击路径上的差值分解为各"
                "项改动假设的贡献，其和等于差值。"},
     .option = COMPARE_OPTIONS,
     .example = "outturn compare scenarios/kizilsu/model.cfg baseline optimistic",
     .shows = {"shows what the optimistic scenario adds to the baseline",
               "显示乐观情景比基准情景增加多少"},
     .see = "run, multipliers, seek",
     .run = app_compare,
     .is_drawn = 1,
     .is_shared = 1},
    {.name = "multipliers",
     .operands = "MODEL",
     .least = 1,
     .most = 1,
     .purpose = {"what one unit more of an input does, year by year",
                 "某项输入增加一个单位，各年有何影响"},
     .detail = {"Each input of --shock is changed by one unit in one year, along the path of a "
                "scenario without shocks. Prints what every indicator makes of it: in the year "
                "of the change (impact), in each later year (interim), and in all together. "
                "These are exact derivatives: they hold for small changes and, where the model "
                "is not linear, only roughly for large ones.",
                "沿某情景的无冲击路径，把 --shock 所列的每项输入在某一年改动一个单位，打印各指"
                "标的反应：当年（即期乘数）、以后各年（中期乘数）及累计。乘数为精确导数：对小的"
                "改动成立；模型非线性时，对大的改动只是近似。"},
     .option = MULTIPLIERS_OPTIONS,
     .example = "outturn multipliers scenarios/klein/model.cfg --shock g --years 1940,1941",
     .shows = {"shows what one billion more of spending in 1940, or in 1941, does in Klein's "
               "model",
               "显示克莱因模型中 1940 年或 1941 年支出增加十亿的影响"},
     .see = "seek, compare, solve",
     .run = app_multipliers},
    {.name = "seek",
     .operands = "MODEL",
     .least = 1,
     .most = 1,
     .purpose = {"find the values of instruments that reach wanted values",
                 "求实现目标值所需的政策工具取值"},
     .detail = {"Moves the instruments of a scenario, without shocks, until every target has "
                "its value. As many values of instruments as targets: there is one answer. "
                "More: the answer that changes them least, in relation to their size and by "
                "weight. Fewer: targets cannot all be met, and the sum of the squared relative "
                "misses is made least. Targets outside of the years of the model are sought "
                "from the first of them to the last. Exit status 4: these instruments cannot "
                "reach the targets.",
                "改动某情景的政策工具（无冲击），直至每个目标达到其数值。政策工具的取值与目标一"
                "样多：只有一个解；更多：取改动最小的解（按相对大小和权重）；更少：目标不能全部"
                "实现，使相对差距的平方和最小。目标在模型年份之外时，从最早的年份求到最晚的年"
                "份。退出状态 4：这些政策工具不能实现目标。"},
     .option = SEEK_OPTIONS,
     .example = "outturn seek scenarios/klein/model.cfg --target y@1943=95 --instrument g",
     .shows = {"finds the spending of 1943 that brings income to 95 billion in Klein's model",
               "求克莱因模型中 1943 年支出为多少时国民收入达到 950 亿"},
     .see = "multipliers, compare, solve",
     .run = app_seek},
    {.name = "tune",
     .operands = "MODEL",
     .least = 1,
     .most = 1,
     .purpose = {"find numbers of the model file with which it follows history best",
                 "求使模型最贴合历史的数值"},
     .detail = {"Simulates history again and again with other values of the parameters, until "
                "the loss of the indicators of --fit is least: first at points spread evenly "
                "over the ranges, then by simplexes from the best of them. Prints the loss "
                "before and after, also of years that were held out, what the data tell of "
                "each parameter and its profile. Writes the values into tuned.cfg, which every "
                "command takes with --overlay; the model file is not touched. Without --years "
                "the years are those that are observed and that the model can simulate.",
                "用不同的参数值反复模拟历史，使 --fit 所列指标的损失最小：先在范围内均匀取点，"
                "再从其中最好的几点作单纯形搜索。打印调参前后的损失（包括留出年份）、数据对各参"
                "数能说明多少及其剖面，并把取值写入 tuned.cfg，任何命令都可用 --overlay 读取；"
                "模型文件不作改动。没有 --years 时取有观测值且模型能够模拟的年份。"},
     .option = TUNE_OPTIONS,
     .example = "outturn tune scenarios/tutorial/model.cfg --parameter growth --fit product "
                "--hold-out 2",
     .shows = {"finds the growth with which the tutorial's model follows product up to 2020, "
               "and tests it on 2021 and 2022",
               "求教程模型贴合 2020 年以前生产总值的增长率，并以 2021、2022 年检验"},
     .see = "estimate, solve, seek",
     .run = app_tune},
    {.name = "prior",
     .operands = "PANEL.csv",
     .least = 1,
     .most = 1,
     .purpose = {"what a panel of areas says of growth, as a driver to paste",
                 "由多地区面板数据得出增长率的先验，写成驱动因素"},
     .detail = {"Reads a table with the columns area, year, indicator and value. Estimates "
                "mean growth, its spread between areas, between years (what all areas share) "
                "and within areas, and how much of a year's deviation stays for the next, by "
                "restricted maximum likelihood, which has not the bias of short panels. Lists "
                "outliers, which are kept. Prints a driver whose law has the spread of one "
                "year and of three years together, with its source.",
                "读取含 area、year、indicator、value 各列的表格，用限制最大似然法（不受短面板偏"
                "误影响）估计平均增长率，地区之间、年份之间（各地共同部分）和地区之内的离散程"
                "度，以及某年的偏离有多少延续到下年；列出离群值（不剔除）；打印附有来源的驱动因"
                "素，其分布规律再现一年和三年合计的离散程度。"},
     .option = PRIOR_OPTIONS,
     .example = "outturn prior scenarios/tutorial/data/panel.csv --indicator product",
     .shows = {"prints a driver from the growth of product in twelve places that do not exist",
               "由十二个虚构地区的生产总值增长得出驱动因素"},
     .see = "check, estimate, help model-file",
     .run = app_prior},
    {.name = "score",
     .operands = "FORECASTS.csv OUTTURNS.csv",
     .least = 2,
     .most = 2,
     .purpose = {"how good were forecasts made elsewhere?", "为其他来源的预测评分"},
     .detail = {"Reads forecasts in the columns of the forecast hubs: output_type (quantile, "
                "sample, mean, median), output_type_id, value, model_id and any columns that "
                "say what was forecast, such as target, location, horizon. Outturns are "
                "matched by the columns that both files have. Prints errors of points, scores "
                "of bands and densities, coverage, where outturns fell in their forecasts, and "
                "skill beside one of the models, all together and by each column.",
                "读取预测中心通用格式的预测：output_type（quantile、sample、mean、median）、"
                "output_type_id、value、model_id，以及说明预测对象的列，例如 target、location、"
                "horizon。实绩按两个文件共有的列对应。打印点预测误差、区间和分布的评分、区间覆"
                "盖率、实绩落在预测分布中的位置，以及相对于其中一个模型的技巧；分总体和各列列"
                "出。"},
     .option = SCORE_OPTIONS,
     .example = "outturn score tests/fixtures/scoring/forecasts.csv "
                "tests/fixtures/scoring/outturns.csv",
     .shows = {"scores two models that forecast two invented places",
               "为两个模型对两个虚构地区的预测评分"},
     .see = "backtest, review",
     .run = app_score},
    {.name = "backtest",
     .operands = "MODEL | --panel PANEL.csv",
     .least = 0,
     .most = 1,
     .purpose = {"forecast the past with what was known then, and score it",
                 "以当时已知的数据预测过去，并评分"},
     .detail = {"Forecasts every series of a panel (columns area, year, indicator, value and, "
                "where values were revised, vintage) from one origin after another, with the "
                "values known then, and scores what came: errors of points, bands, densities "
                "and paths, coverage, where outturns fell, skill beside naive and drift; all "
                "together, by indicator, years ahead and length of history. Of a model "
                "everything is made anew at each origin, from estimation to draws, of the data "
                "that were known then; its forecasts, and its target probabilities where "
                "outturns are known, are scored beside naive, drift and the methods of "
                "--method.",
                "从一个个起点出发，只用当时已知的数值预测面板数据（area、year、indicator、"
                "value 各列，数值有修订时另有 vintage 列）的每个序列，再以实绩评分：点预测、区"
                "间、分布和路径的误差，区间覆盖率，实绩的位置，相对于 naive 和 drift 的技巧；分"
                "总体、指标、预测年数和历史长度列出。给出模型时，每个起点都用当时已知的数据从估"
                "计到抽样重新建立模型，与 naive、drift 及 --method 所列方法一同评分；目标有实绩"
                "的，其实现概率也评分。"},
     .option = BACKTEST_OPTIONS,
     .example = "outturn backtest --panel scenarios/tutorial/data/panel.csv --method auto,ets",
     .shows = {"tests two methods on twelve places that do not exist",
               "用十二个虚构地区检验两种方法"},
     .see = "score, prior, review",
     .run = app_backtest},
    {.name = "forecast",
     .operands = "PANEL.csv",
     .least = 1,
     .most = 1,
     .purpose = {"what comes after the yearly values of a table, with bands, without a model",
                 "对表格中的年度序列作带区间的预测，无需模型"},
     .detail = {"Reads a table with the columns area, year, indicator and value; each "
                "indicator of each area is a series. Forecasts the years after its last value "
                "and prints the median with the bands in which 80 and 95 % of outturns should "
                "lie. With --format csv writes quantiles in the columns of the forecast hubs, "
                "which score reads.",
                "读取含 area、year、indicator、value 各列的表格；每个地区的每个指标为一个序列。"
                "预测最后一个数值之后的各年，打印中位数和 80%、95% 区间。--format csv 按 "
                "hubverse 各列输出分位数，可由 score 评分。"},
     .option = FORECAST_OPTIONS,
     .example = "outturn forecast scenarios/tutorial/data/panel.csv --area Alder --horizon 2",
     .shows = {"forecasts the series of one area, two years ahead",
               "预测一个地区的各序列，向前两年"},
     .see = "backtest, score, train",
     .run = app_forecast},
    {.name = "train",
     .operands = "PANEL.csv...",
     .least = 1,
     .most = APP_ANY_NUMBER,
     .purpose = {"what many yearly series teach about the next one, for the forecaster auto",
                 "由大量年度序列训练预测方法 auto"},
     .detail = {"Reads tables with the columns area, year, indicator and value; each "
                "indicator of each area is a series, of which the last values without a gap "
                "count. Of several tables each weighs as the root of its number of series. "
                "Learns how quick forecasts are weighed and how wide and skew bands "
                "are, by horizon, length of history and volatility; widths are set right on "
                "series that were left out. Nothing of the series is kept but what was "
                "learned. Takes minutes for hundreds of series, which must be 20 at least.",
                "读取含 area、year、indicator、value 各列的表格；每个地区的每个指标为一个序列，"
                "取其最后一段连续的值。给出多个表格时，每个表格的权重与其序列数的平方根成正比。学习"
                "各种快速预测的组合权重以及区间的宽度和偏斜如何随预测"
                "年数、历史长度和波动而变，并以留出的序列校准宽度。结果文件只含学到的参数，不含"
                "原始数据。数百个序列约需数分钟；至少需要 20 个序列。"},
     .option = TRAIN_OPTIONS,
     .example = "outturn train panel.csv --output trained.txt",
     .shows = {"writes what the series of panel.csv teach", "写出由 panel.csv 各序列学到的参数"},
     .see = "prior",
     .run = app_train},
    {.name = "audit",
     .operands = "PLAN.csv...|DIR|MODEL",
     .least = 1,
     .most = APP_ANY_NUMBER,
     .purpose = {"does a plan agree with itself? its arithmetic and its wording",
                 "审核计划自身的数据关系与表述"},
     .detail = {"Reads a plan as tables, a folder that holds indicators.csv and statements.csv "
                "(\"outturn import plan\" makes it of a document's text), or the plan that a "
                "model file names. Every printed figure is the interval of its rounding. "
                "Prints findings by severity, each with the figures it used, possible reasons "
                "and what to check, then the smallest changes that would remove the "
                "mismatches, and questions to the departments. Exit status 1: there is an "
                "arithmetic mismatch or a scope to be explained.",
                "读取计划表格、含 indicators.csv 和 statements.csv 的文件夹（由 outturn import "
                "plan 从正文得出），或模型文件所列的计划。每个数据按印刷位数取舍入区间。按类别"
                "列出审查意见（所用数据、可能原因、建议核实），给出可消除不符的改动，以及请有关"
                "部门说明的问题。有算术不符或需说明口径的意见时，退出状态为 1。"},
     .option = AUDIT_OPTIONS,
     .example = "outturn audit scenarios/kizilsu/model.cfg --lang zh",
     .shows = {"reviews the plan of Kizilsu, in Chinese", "审核克州计划"},
     .see = "import, check, run",
     .run = app_audit},
    {.name = "import",
     .operands = "FORMAT FILE",
     .least = 2,
     .most = 2,
     .purpose = {"turn another engine's model, or a plan's text, into a folder",
                 "把其他引擎的模型或计划文件的正文转换为文件夹"},
     .detail = {"Format pcim: a model of ModelFlow, such as the World Bank's MFMod country "
                "models. Writes model.cfg, data/series.csv (what its equations read) and "
                "data/baseline.csv (the source's own solution, to compare with) into the "
                "folder of --output. Add-factors of stochastic equations become random "
                "drivers, as far as their past values tell their size. Format plan: the text "
                "of a plan document, in Chinese. Writes indicators.csv (its indicator table), "
                "statements.csv (every number of the text with its line and quotation) and "
                "unread.csv (what has digits and was not read, with the reason). Files there "
                "that were not imported are never replaced.",
                "格式 pcim：ModelFlow 模型，例如世界银行的 MFMod 国别模型。在 --output 指定的文"
                "件夹中写出 model.cfg、data/series.csv（方程读取的数据）和 "
                "data/baseline.csv（来源自带的解，供比较）。随机方程的附加因子在历史数值足以说"
                "明其大小时成为随机驱动因素。格式 plan：计划文件的正文。写出 indicators.csv（指"
                "标表）、statements.csv（正文中的每个数字，附行号和引文）和 unread.csv（含数字"
                "而未能读取之处及原因）。文件夹中不是导入生成的文件不会被覆盖。"},
     .option = IMPORT_OPTIONS,
     .example = "outturn import plan scenarios/kizilsu/data/plan-2023.txt -o output/kizilsu",
     .shows = {"writes the tables of a plan, which \"outturn audit output/kizilsu\" then "
               "checks",
               "写出计划的两张表，随后可用 outturn audit output/kizilsu 审核"},
     .see = "audit, check, run, help model-file",
     .run = app_import},
    {.name = "help",
     .operands = "[COMMAND | model-file]",
     .least = 0,
     .most = 2,
     .purpose = {"explain a command, or the model file", "说明某个命令，或模型文件的写法"},
     .detail = {"Without an operand lists the commands; with one explains it. \"help "
                "model-file\" prints the reference of every setting of a model file; \"help "
                "completion bash\" (zsh, fish) a script that completes commands and options; "
                "\"help manual [COMMAND]\" a manual page as scdoc reads it.",
                "不带参数时列出各命令；带参数时说明该命令。“help model-file”打印模型文件全部设"
                "置的参考说明；“help completion bash”（zsh、fish）打印命令和选项的自动补全脚"
                "本；“help manual [命令]”打印手册页（scdoc 格式）。"},
     .option = HELP_OPTIONS,
     .example = "outturn help run",
     .shows = {"explains the command run", "说明 run 命令"},
     .see = "check",
     .run = app_help},
};

static const app_example MORE[] = {
    {"import",
     "outturn import pcim pakistan.pcim -o models/pakistan",
     {"writes the model folder models/pakistan", "写出模型文件夹 models/pakistan"}},
    {"audit",
     "outturn audit output/kizilsu",
     {"reviews the tables that \"outturn import plan\" made of a document",
      "审核 outturn import plan 由文件正文得出的表格"}},
};

const app_example *app_command_more(const app_command *command) {
    for (size_t i = 0; i < sizeof MORE / sizeof *MORE; i++)
        if (strcmp(MORE[i].command, command->name) == 0) return &MORE[i];
    return NULL;
}

const app_command *app_command_at(size_t i) {
    return i < sizeof COMMAND / sizeof *COMMAND ? &COMMAND[i] : NULL;
}

const app_command *app_command_find(const char *name) {
    for (size_t i = 0; app_command_at(i); i++)
        if (strcmp(COMMAND[i].name, name) == 0) return &COMMAND[i];
    return NULL;
}
