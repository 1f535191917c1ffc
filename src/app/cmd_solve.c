#include "output.h"
#include "session.h"

static int run(const app_options *o) {
    ot_error err;
    app_session s;
    ot_solution *solution = NULL;
    ot_status status = app_session_open(&s, o, &err);
    if (!status) status = app_session_indicators(&s, o, &err);
    if (!status) status = app_session_fit(&s, &err);
    if (!status) status = app_session_cases(&s, o->scenario, o->n_scenarios, &err);
    if (!status) {
        const ot_path_options options = {o->start_factor};
        status = ot_solution_new(s.model, (const ot_case *const *)s.c, s.n_cases, &options, s.notes,
                                 &solution, &err);
    }
    ot_parts parts = app_session_parts(&s, o);
    parts.solution = solution;
    const ot_writer writer = app_stdout();
    if (!status && !o->is_quiet)
        status = ot_report_write(OT_REPORT_SOLVE, &parts, o->format, o->language, &writer, &err);
    if (!status && !o->is_quiet && o->format != OT_FORMAT_TEXT)
        app_report_warnings(s.notes, o->language);
    const int exit_status = status ? app_session_fail(&s, o, &err) : 0;
    ot_solution_free(solution);
    app_session_clear(&s);
    return exit_status;
}

static const app_own_option OPTIONS[] = {
    {.id = APP_MODE,
     .text = {"forecast: after each indicator's last observation; dynamic: history, lags "
              "simulated, too; static: history year by year from observed lags; residuals: "
              "each equation at observed values (default: the model's)",
              "forecast 各指标从最后一次观测之后推演；dynamic 模拟历史，滞后值也取模拟值；static "
              "以观测的滞后值逐年模拟历史；residuals 以观测值逐个计算方程（默认：依模型文件）"}},
    APP_SAID(YEARS),
    APP_SAID(SCENARIO),
    APP_SAID(INDICATOR),
    APP_SAID(START_FACTOR),
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

const app_command app_command_solve = {
    .name = "solve",
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
    .option = OPTIONS,
    .example = "outturn solve tests/fixtures/income/model.cfg --mode dynamic --years 2015:2022",
    .shows = {"simulates eight years of history and shows how closely they are followed",
              "模拟八年历史，并显示与观测值的接近程度"},
    .see = "check, estimate, run",
    .run = run,
    .simulates_years = 1,
};
