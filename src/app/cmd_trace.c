#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "session.h"

/* "grp@2023" into the name, to be freed, and the year. */
static ot_status parse(const char *text, char **id, int *year, ot_error *err) {
    const char *at = strrchr(text, '@'), *p = at ? at + 1 : text;
    *year = at && at > text ? app_parse_year(&p) : 0;
    if (*year == 0 || *p)
        return ot_fail(err, OT_ERR_USAGE, "\"%s\" must be NAME@YEAR, such as grp@2023",
                       "“%s”应为 名称@年份，例如 grp@2023", text);
    *id = malloc((size_t)(at - text) + 1);
    if (!*id) return ot_fail(err, OT_ERR_NOMEM, "no memory for a name", "内存不足以存放名称");
    memcpy(*id, text, (size_t)(at - text));
    (*id)[at - text] = '\0';
    return OT_OK;
}

static ot_status report(const app_session *s, const app_options *o, const ot_trace *trace,
                        ot_error *err) {
    ot_parts parts = app_session_parts(s, o);
    parts.trace = trace;
    return app_answer(OT_REPORT_TRACE, &parts, o, err);
}

static int run(const app_options *o) {
    ot_error err;
    app_session s = {0};
    ot_path *path = NULL;
    ot_trace *trace = NULL;
    char *id = NULL;
    int year = 0;
    ot_status status = parse(o->operand[1], &id, &year, &err);
    if (!status) status = app_session_open(&s, o, &err);
    if (!status) status = app_session_path(&s, o, &path, &err);
    if (!status) status = ot_trace_new(s.model, s.fit, path, id, year, &trace, &err);
    if (!status) status = report(&s, o, trace, &err);
    const int exit_status = status ? app_session_fail(&s, o, &err) : 0;
    ot_trace_free(trace);
    ot_path_free(path);
    free(id);
    app_session_clear(&s);
    return exit_status;
}

static const app_own_option OPTIONS[] = {
    APP_SAID(SCENARIO), APP_SAID(MODE),        APP_SAID(OVERLAY), APP_SAID(SET),
    APP_SAID(FORMAT),   APP_SAID(LANG),        APP_SAID(QUIET),   APP_SAID(HELP),
    APP_SAID(VERSION),  {.id = APP_N_OPTIONS},
};

const app_command app_command_trace = {
    .name = "trace",
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
    .option = OPTIONS,
    .example = "outturn trace scenarios/tutorial/model.cfg revenue@2024",
    .shows = {"shows what the tutorial's revenue of 2024 is made of",
              "显示教程模型 2024 年财政收入的来历"},
    .see = "solve, review, check",
    .run = run,
};
