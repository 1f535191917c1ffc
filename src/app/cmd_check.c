#include "output.h"
#include "session.h"

static int run(const app_options *o) {
    ot_error err;
    app_session s;
    ot_status status = app_session_open(&s, o, &err);
    ot_solution *solution = NULL;
    /* A model is sound when it can be run: estimates, laws and correlations are tried, too, and
     * every scenario is solved. */
    if (!status) status = app_session_fit(&s, &err);
    if (!status) status = app_session_cases(&s, NULL, 0, &err);
    if (!status)
        status = ot_solution_new(s.model, (const ot_case *const *)s.c, s.n_cases, NULL, s.notes,
                                 &solution, &err);
    ot_solution_free(solution);
    const ot_parts parts = app_session_parts(&s, o);
    const ot_writer writer = app_stdout();
    if (!status && !o->is_quiet)
        status = ot_report_write(OT_REPORT_CHECK, &parts, o->format, o->language, &writer, &err);
    if (!status && !o->is_quiet && o->format != OT_FORMAT_TEXT)
        app_report_warnings(s.notes, o->language);
    const int exit_status = status ? app_session_fail(&s, o, &err) : 0;
    app_session_clear(&s);
    return exit_status;
}

static const app_own_option OPTIONS[] = {
    APP_SAID(ORDER), APP_SAID(UNUSED), APP_SAID(OVERLAY), APP_SAID(SET),     APP_SAID(FORMAT),
    APP_SAID(LANG),  APP_SAID(QUIET),  APP_SAID(HELP),    APP_SAID(VERSION), {.id = APP_N_OPTIONS},
};

const app_command app_command_check = {
    .name = "check",
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
    .option = OPTIONS,
    .example = "outturn check scenarios/tutorial/model.cfg --unused",
    .shows = {"checks the tutorial's model and lists the rows of data that it does not use",
              "检查教程模型，并列出没有用到的数据行"},
    .see = "estimate, solve, run, help model-file",
    .run = run,
};
