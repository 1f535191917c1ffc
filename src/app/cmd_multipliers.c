#include "output.h"
#include "session.h"

static int run(const app_options *o) {
    ot_error err;
    app_session s;
    ot_path *path = NULL;
    ot_multipliers *multipliers = NULL;
    ot_status status = app_session_open(&s, o, &err);
    if (!status) status = app_session_indicators(&s, o, &err);
    if (!status) status = app_session_path(&s, o, &path, &err);
    if (!status)
        status = ot_multipliers_new(s.model, path, o->shock, o->n_shocks, &multipliers, &err);
    ot_parts parts = app_session_parts(&s, o);
    parts.multipliers = multipliers;
    const ot_writer writer = app_stdout();
    if (!status && !o->is_quiet)
        status =
            ot_report_write(OT_REPORT_MULTIPLIERS, &parts, o->format, o->language, &writer, &err);
    if (!status && !o->is_quiet && o->format != OT_FORMAT_TEXT)
        app_report_warnings(s.notes, o->language);
    const int exit_status = status ? app_session_fail(&s, o, &err) : 0;
    ot_multipliers_free(multipliers);
    ot_path_free(path);
    app_session_clear(&s);
    return exit_status;
}

static const app_own_option OPTIONS[] = {
    {.id = APP_SHOCK,
     .needed = {"multipliers needs --shock NAME: the driver, add(x) or given indicator that "
                "changes by one unit",
                "multipliers 需要 --shock 名称：变动一个单位的驱动因素、add(x) "
                "或给定的指标"}},
    APP_SAID(SCENARIO),
    APP_SAID(INDICATOR),
    APP_SAID(YEARS),
    APP_SAID(MODE),
    APP_SAID(PORTABLE),
    APP_SAID(OVERLAY),
    APP_SAID(SET),
    APP_SAID(FORMAT),
    APP_SAID(LANG),
    APP_SAID(QUIET),
    APP_SAID(HELP),
    APP_SAID(VERSION),
    {.id = APP_N_OPTIONS},
};

const app_command app_command_multipliers = {
    .name = "multipliers",
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
    .option = OPTIONS,
    .example = "outturn multipliers scenarios/klein/model.cfg --shock g --years 1940,1941",
    .shows = {"shows what one billion more of spending in 1940, or in 1941, does in Klein's "
              "model",
              "显示克莱因模型中 1940 年或 1941 年支出增加十亿的影响"},
    .see = "seek, compare, solve",
    .run = run,
    .follows_one = 1,
};
