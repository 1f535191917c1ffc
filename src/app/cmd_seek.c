#include "output.h"
#include "session.h"

static int run(const app_options *o) {
    ot_error err;
    app_session s;
    ot_path *path = NULL;
    ot_seek *seek = NULL;
    ot_status status = app_session_open(&s, o, &err);
    if (!status) status = app_session_path(&s, o, &path, &err);
    if (!status)
        status = ot_seek_new(s.model, path, o->goal, o->n_goals, o->instrument, o->n_instruments,
                             s.notes, &seek, &err);
    ot_parts parts = app_session_parts(&s, o);
    parts.seek = seek;
    const ot_writer writer = app_stdout();
    if (!status && !o->is_quiet)
        status = ot_report_write(OT_REPORT_SEEK, &parts, o->format, o->language, &writer, &err);
    if (!status && !o->is_quiet && o->format != OT_FORMAT_TEXT)
        app_report_warnings(s.notes, o->language);
    const int exit_status = status ? app_session_fail(&s, o, &err) : 0;
    ot_seek_free(seek);
    ot_path_free(path);
    app_session_clear(&s);
    return exit_status;
}

static const app_own_option OPTIONS[] = {
    {.id = APP_TARGET,
     .needed = {"seek needs --target ID@YEAR=VALUE: what is to be reached",
                "seek 需要 --target 指标@年份=数值：要达到什么"}},
    {.id = APP_INSTRUMENT,
     .needed = {"seek needs --instrument NAME: what may be moved for it",
                "seek 需要 --instrument 名称：为此可以改动什么"}},
    APP_SAID(SCENARIO),
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

const app_command app_command_seek = {
    .name = "seek",
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
    .option = OPTIONS,
    .example = "outturn seek scenarios/klein/model.cfg --target y@1943=95 --instrument g",
    .shows = {"finds the spending of 1943 that brings income to 95 billion in Klein's model",
              "求克莱因模型中 1943 年支出为多少时国民收入达到 950 亿"},
    .see = "multipliers, compare, solve",
    .run = run,
    .follows_one = 1,
};
