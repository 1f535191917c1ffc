#include <stdio.h>
#include <stdlib.h>

#include "output.h"
#include "session.h"

static ot_status prepare(app_session *s, const app_options *o, ot_error *err) {
    const int changes = o->n_scenarios > 0 || o->draws > 0 || o->has_seed || o->has_sampling ||
                        o->n_sets > 0 || o->n_overlays > 0 || o->mode != NULL;
    if (o->finished && changes)
        return ot_fail(
            err, OT_ERR_USAGE,
            "--from takes a finished run as it is: leave out --scenario, --draws, "
            "--seed, --sampling, --mode, --set and --overlay, or --from",
            "--from 原样取用已完成的运行：请去掉 --scenario、--draws、--seed、--sampling、"
            "--mode、--set 和 --overlay，或去掉 --from");
    return app_session_open(s, o, err);
}

static ot_status project(app_session *s, const app_options *o, ot_projection **out, ot_error *err) {
    app_progress progress = app_progress_start(o);
    ot_status status = app_session_fit(s, err);
    if (!status) status = app_session_cases(s, o->scenario, o->n_scenarios, err);
    if (status) return status;
    const ot_run_options options = app_session_options(s, o, &progress);
    status = ot_projection_new(s->model, (const ot_case *const *)s->c, s->n_cases, &options,
                               s->notes, out, err);
    app_progress_end(o);
    return status;
}

static ot_status write_files(const app_session *s, const app_options *o,
                             const ot_projection *projection, ot_error *err) {
    char *folder = app_session_folder(s, o);
    ot_parts parts = app_session_parts(s, o);
    parts.projection = projection;
    if (!folder)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for a file name", "内存不足以生成文件名");
    const ot_status status = ot_export_write(&parts, o->exchange, o->finished, folder, err);
    if (!status && !o->is_quiet)
        (void)printf(o->language == OT_LANGUAGE_ZH ? "已按 %s 格式写入 %s\n"
                                                   : "written as %s into %s\n",
                     ot_exchange_word(o->exchange), folder);
    free(folder);
    return status;
}

static int run(const app_options *o) {
    ot_error err;
    app_session s = {0};
    ot_projection *projection = NULL;
    ot_status status = prepare(&s, o, &err);
    if (!status && !o->finished) status = project(&s, o, &projection, &err);
    if (!status) status = write_files(&s, o, projection, &err);
    const int exit_status = status ? app_session_fail(&s, o, &err) : 0;
    ot_projection_free(projection);
    app_session_clear(&s);
    return exit_status;
}

static const app_own_option OPTIONS[] = {
    {.id = APP_AS,
     .needed = {"export needs --as: hubverse, iamc, sdmx-csv or datapackage",
                "export 需要 --as：hubverse、iamc、sdmx-csv 或 datapackage"}},
    {.id = APP_FROM,
     .value = "FOLDER",
     .text = {"folder of a finished run of the same model, such as output/kizilsu, instead of "
              "running it",
              "同一模型已完成的运行所在文件夹，例如 output/kizilsu，不再重新运行"}},
    APP_SAID(OUTPUT),
    APP_SAID(SCENARIO),
    APP_SAID(MODE),
    APP_SAID(DRAWS),
    APP_SAID(SEED),
    APP_SAID(SAMPLING),
    APP_SAID(THREADS),
    APP_SAID(EXECUTOR),
    APP_SAID(PORTABLE),
    APP_SAID(OVERLAY),
    APP_SAID(SET),
    APP_SAID(QUIET),
    APP_SAID(LANG),
    APP_SAID(HELP),
    APP_SAID(VERSION),
    {.id = APP_N_OPTIONS},
};

const app_command app_command_export = {
    .name = "export",
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
    .option = OPTIONS,
    .example = "outturn export scenarios/tutorial/model.cfg --as datapackage -o output/package",
    .shows = {"writes the tutorial's bands as a data package", "把教程的区间写成数据包"},
    .see = "run, report, help model-file",
    .run = run,
    .is_drawn = 1,
    .takes_finished = 1,
};
