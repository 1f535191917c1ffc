#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "session.h"

static ot_tune_options options_of(const app_options *o, app_progress *progress) {
    ot_tune_options options = ot_tune_options_default();
    options.loss = o->loss;
    if (o->mode) options.mode = o->mode;
    if (o->n_scenarios) options.scenario = o->scenario[0];
    options.first_year = o->first_year;
    options.last_year = o->last_year;
    options.hold_out = o->hold_out;
    options.points = (size_t)o->points;
    if (o->draws) options.draws = o->draws;
    if (o->has_seed) options.seed = o->seed;
    options.sampling = o->sampling;
    options.has_sampling = o->has_sampling;
    if (app_has_progress(o)) {
        options.progress = app_progress_show;
        options.progress_state = progress;
    }
    return options;
}

static ot_status tune(app_session *s, const app_options *o, ot_tune **out, ot_error *err) {
    app_progress progress = app_progress_start(o);
    const ot_tune_options options = options_of(o, &progress);
    const ot_status status =
        ot_tune_new(o->operand[0], s->set, s->n_sets, s->table, s->plan, o->parameter,
                    o->n_parameters, o->fit, o->n_fit, &options, s->notes, out, err);
    app_progress_end(o);
    return status;
}

/* The values of an overlay must not be lost to those that were found with it. */
static ot_status check_overlays(const app_session *s, const app_options *o, ot_error *err) {
    static const char NAME[] = "/tuned.cfg";
    char *folder = app_session_folder(s, o);
    char *path = folder ? malloc(strlen(folder) + sizeof NAME) : NULL;
    ot_status status = OT_OK;
    if (path) {
        (void)strcat(strcpy(path, folder), NAME);
        status = app_check_output(path, o->overlay, o->n_overlays, err);
    } else {
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for a file name", "内存不足以生成文件名");
    }
    free(path);
    free(folder);
    return status;
}

static ot_status write_all(const app_session *s, const app_options *o, const ot_tune *t,
                           ot_error *err) {
    char *folder = app_session_folder(s, o);
    if (!folder)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for a file name", "内存不足以生成文件名");
    ot_parts parts = app_session_parts(s, o);
    parts.tune = t;
    parts.folder = folder;
    ot_status status = ot_tune_write(t, o->language, folder, err);
    if (!status) status = app_answer(OT_REPORT_TUNE, &parts, o, err);
    free(folder);
    return status;
}

static int run(const app_options *o) {
    ot_error err;
    app_session s;
    ot_tune *t = NULL;
    ot_status status = app_session_load(&s, o, &err);
    if (!status) status = check_overlays(&s, o, &err);
    if (!status) status = tune(&s, o, &t, &err);
    if (!status) status = write_all(&s, o, t, &err);
    const int exit_status = status ? app_session_fail(&s, o, &err) : 0;
    ot_tune_free(t);
    app_session_clear(&s);
    return exit_status;
}

static const app_own_option OPTIONS[] = {
    {.id = APP_PARAMETER,
     .needed = {"tune needs --parameter NAME: which number of the model file is sought",
                "tune 需要 --parameter 名称：要求出模型文件中的哪个数值"}},
    {.id = APP_FIT,
     .needed = {"tune needs --fit ID: the indicator whose history is to be followed",
                "tune 需要 --fit 指标：要贴合哪个指标的历史"}},
    APP_SAID(LOSS),
    APP_SAID(HOLD_OUT),
    APP_SAID(POINTS),
    {.id = APP_SCENARIO,
     .text = {"follow this scenario (default: the first)", "沿此情景计算（默认：第一个）"}},
    {.id = APP_YEARS,
     .text = {"these years of history; a list such as 2021,2022 means their span (default: those "
              "that are "
              "observed and that the model can simulate)",
              "只用这些历史年份；2021,2022 "
              "这样的列举指其整个时段（默认：有观测值且模型能够模拟的年份）"}},
    {.id = APP_MODE,
     .text = {"dynamic: lags simulated, too; static: observed lags; forecast: as the model "
              "projects, from "
              "the first year on (default: dynamic)",
              "dynamic 滞后值也取模拟值；static 取观测的滞后值；forecast "
              "从第一年起按模型的推演方式（默认：dynamic）"}},
    {.id = APP_DRAWS,
     .text = {"crps: number of draws, 2 to 100000; 1e4 is understood (default: 1000)",
              "crps：抽样次数，2 至 100000；可写 1e4（默认：1000）"}},
    {.id = APP_SEED,
     .text = {"crps: random seed, from 0, the same at every point (default: 1)",
              "crps：随机种子，不小于 0，各点相同（默认：1）"}},
    {.id = APP_SAMPLING,
     .text =
         {"crps: random, sobol (quasi-random: the least noise), antithetic or lhs (default: the "
          "model's)",
          "crps：random、sobol（拟随机，噪声最小）、antithetic（对偶）或 "
          "lhs（拉丁超立方）（默认：依模型文件）"}},
    APP_SAID(PORTABLE),
    APP_SAID(OVERLAY),
    APP_SAID(SET),
    APP_SAID(FORMAT),
    {.id = APP_OUTPUT,
     .text = {"folder of tuned.cfg (default: output/<model>)",
              "tuned.cfg 所在文件夹（默认：output/<模型>）"}},
    APP_SAID(LANG),
    APP_SAID(QUIET),
    APP_SAID(HELP),
    APP_SAID(VERSION),
    {.id = APP_N_OPTIONS},
};

const app_command app_command_tune = {
    .name = "tune",
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
    .option = OPTIONS,
    .example = "outturn tune scenarios/tutorial/model.cfg --parameter growth --fit product "
               "--hold-out 2",
    .shows = {"finds the growth with which the tutorial's model follows product up to 2020, "
              "and tests it on 2021 and 2022",
              "求教程模型贴合 2020 年以前生产总值的增长率，并以 2021、2022 年检验"},
    .see = "estimate, solve, seek",
    .run = run,
    .follows_one = 1,
    .has_own_years = 1,
};
