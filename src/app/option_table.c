/* The options, and what they mean to most commands. */
#include "options.h"
#include "outturn/export.h"
#include "outturn/publish.h"

#define WORD(name, word, english, chinese)    "|" word
#define ENGLISH(name, word, english, chinese) "; " word ": " english
#define CHINESE(name, word, english, chinese) "；" word "：" chinese
#define FORMATS                               &(OT_EXCHANGE_LIST(WORD)[1])
#define FORMATS_ENGLISH                       OT_EXCHANGE_LIST(ENGLISH)
#define FORMATS_CHINESE                       OT_EXCHANGE_LIST(CHINESE)

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
    [APP_MODE] = {"mode",
                  "MODE",
                  {"forecast: after each indicator's last observation; dynamic: history, lags "
                   "simulated, too "
                   "(default: the model's)",
                   "forecast 各指标从最后一次观测之后推演；dynamic "
                   "模拟历史，滞后值也取模拟值（默认：依模型文件）"}},
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
                    {"folder for the files that are written (default: output/<model>; import "
                     "needs one)",
                     "写出文件所在文件夹（默认：output/<模型>；import 必须给出）"}},
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
                        "src/assess/audit/relations.csv",
                        "补充的指标关系表，形式同 src/assess/audit/relations.csv"}},
    [APP_AS] = {"as", FORMATS, {"the format" FORMATS_ENGLISH, "格式" FORMATS_CHINESE}},
#define OT_ROW(name, word, english, chinese) [APP_##name] = {word, NULL, {english, chinese}},
    OT_OUTLET_LIST(OT_ROW)
#undef OT_ROW
        [APP_UNUSED] = {"unused",
                        NULL,
                        {"also list the rows of data that nothing uses",
                         "同时列出没有被使用的数据行"}},
    [APP_ORDER] = {"order",
                   NULL,
                   {"also list the solution order: recursive equations, simultaneous blocks and "
                    "their feedback variables",
                    "同时列出求解顺序：递归方程、联立方程块及其反馈变量"}},
    [APP_DETAIL] = {"detail",
                    NULL,
                    {"the long tables instead of one page: errors, precedents, what decides each "
                     "target",
                     "不限于一页，列出全部长表：误差、先例、各项目标的关键假设"}},
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
    [APP_BOUNDS] = {"bounds",
                    "LOW:HIGH",
                    {"values lie strictly between these, such as 0:100 of shares or 0: of counts "
                     "(default: none)",
                     "数值严格介于两者之间，如比重用 0:100，计数用 0:（默认：不限）"}},
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
    [APP_TRAINED] = {"trained",
                     "FILE",
                     {"of a panel: what auto learnt, a file of \"outturn train\" (default: the one "
                      "that ships; a model names its own in data.trained)",
                      "面板数据：“outturn train”写出的文件，供 auto "
                      "使用（默认：随程序附带的；模型用 data.trained 指明）"}},
    [APP_HELP] = {"help", NULL, {"print this help", "打印本帮助"}},
    [APP_VERSION] = {"version", NULL, {"print the version", "打印版本"}},
};

static const char LETTER[APP_N_OPTIONS] = {[APP_OUTPUT] = 'o'};

const app_option *app_option_at(app_option_id id) { return &OPTION[id]; }

char app_option_letter(app_option_id id) { return LETTER[id]; }

static const app_exit EXIT[APP_N_EXITS] = {
    {0, {"done", "完成"}},
    {1,
     {"done, but --fail-under was missed or an audit found something to explain",
      "已完成，但概率低于 --fail-under，或审核发现需要说明之处"}},
    {2,
     {"wrong usage; or an output needs a program or library that is not here, and the others are "
      "written",
      "用法错误；或某种输出所需的程序、库不在本机，其余文件已写出"}},
    {3, {"the model or the data are wrong", "模型或数据有误"}},
    {4, {"a computation did not work, or memory ran out", "计算未能完成，或内存不足"}},
    {5, {"a file could not be read or written", "文件无法读写"}},
    {130,
     {"interrupted; a checkpoint, if one was asked for, is whole",
      "被中断；如要求了断点文件，则其内容完整"}},
};

const app_exit *app_exit_at(size_t i) { return &EXIT[i]; }
