#include <string.h>

#include "output.h"
#include "outturn/backtest.h"
#include "outturn/init.h"
#include "session.h"

typedef struct backtest_session {
    app_session model; /* of MODEL */
    ot_notes *notes;   /* of a panel, and its table */
    ot_table *table;
    ot_training *training; /* of auto; NULL: what ships */
    ot_scoring *scoring;
} backtest_session;

static ot_backtest_options options_of(const app_options *o, app_progress *progress) {
    ot_backtest_options options = ot_backtest_options_default();
    options.method = o->method;
    options.n_methods = o->n_chosen_methods;
    options.indicator = o->indicator;
    options.n_indicators = o->n_indicators;
    options.panel.area = o->area;
    options.panel.n_areas = o->n_areas;
    options.origins = (size_t)o->origins;
    if (o->horizon) options.horizon = (size_t)o->horizon;
    if (o->min_history) options.min_history = (size_t)o->min_history;
    options.panel.max_history = (size_t)o->max_history;
    if (o->n_scenarios) options.model.scenario = o->scenario[0];
    if (o->draws) options.model.draws = o->draws;
    options.panel.needs_all = o->needs_all;
    options.model.takes_given = o->takes_given;
    options.panel.recalibrates = o->recalibrates;
    if (o->has_seed) options.seed = o->seed;
    options.threads = (size_t)o->threads;
    if (app_has_progress(o)) {
        options.progress = app_progress_show;
        options.progress_state = progress;
    }
    return options;
}

static ot_status test_panel(backtest_session *s, const app_options *o, ot_error *err) {
    app_progress progress = app_progress_start(o);
    ot_backtest_options options = options_of(o, &progress);
    ot_init();
    ot_status status = ot_notes_new(&s->notes, err);
    if (!status && o->trained) status = ot_training_load(o->trained, NULL, &s->training, err);
    options.panel.training = s->training;
    options.panel.trained = o->trained;
    if (!status) status = ot_table_load(&o->panel, 1, s->notes, &s->table, err);
    if (!status) status = ot_backtest_panel(s->table, &options, s->notes, &s->scoring, err);
    app_progress_end(o);
    return status;
}

static ot_status test_model(backtest_session *s, const app_options *o, ot_error *err) {
    app_progress progress = app_progress_start(o);
    app_session *m = &s->model;
    const ot_backtest_options options = options_of(o, &progress);
    ot_status status = app_session_load(m, o, err);
    if (!status)
        status = ot_backtest_model(o->operand[0], m->set, m->n_sets, m->table, m->plan, &options,
                                   m->notes, &s->scoring, err);
    app_progress_end(o);
    return status;
}

static int is_table(const char *path) {
    const size_t n = strlen(path);
    return n > 4 && strcmp(path + n - 4, ".csv") == 0;
}

static ot_status test(backtest_session *s, const app_options *o, ot_error *err) {
    if (o->n_operands > 0 && !o->panel && is_table(o->operand[0]))
        return ot_fail(err, OT_ERR_USAGE, "%s is a table; a panel is given as --panel %s",
                       "%s 是表格；面板数据用 --panel %s 给出", o->operand[0], o->operand[0]);
    if ((o->n_operands > 0) == (o->panel != NULL))
        return ot_fail(err, OT_ERR_USAGE, "backtest takes either a model or --panel PANEL.csv",
                       "backtest 需要一个模型，或 --panel 面板数据，二者取一");
    if (o->trained && !o->panel)
        return ot_fail(err, OT_ERR_USAGE,
                       "--trained goes with --panel; a model names its file in data.trained, which "
                       "--set 'data.trained=\"%s\"' changes",
                       "--trained 只用于 --panel；模型用 data.trained 指明文件，可用 --set "
                       "'data.trained=\"%s\"' 改动",
                       o->trained);
    return o->panel ? test_panel(s, o, err) : test_model(s, o, err);
}

static ot_status report(const backtest_session *s, const app_options *o, ot_error *err) {
    const ot_notes *notes = o->panel ? s->notes : s->model.notes;
    const ot_parts parts = {.scoring = s->scoring, .notes = notes};
    return app_answer(OT_REPORT_BACKTEST, &parts, o, err);
}

static int run(const app_options *o) {
    ot_error err;
    backtest_session s = {0};
    ot_status status = test(&s, o, &err);
    if (!status) status = report(&s, o, &err);
    const int exit_status = !status    ? 0
                            : o->panel ? app_report_error(&err, o->language)
                                       : app_session_fail(&s.model, o, &err);
    ot_scoring_free(s.scoring);
    ot_training_free(s.training);
    ot_table_free(s.table);
    ot_notes_free(s.notes);
    app_session_clear(&s.model);
    return exit_status;
}

static const app_own_option OPTIONS[] = {
    {.id = APP_PANEL,
     .text =
         {"a panel: a table with the columns area, year, indicator, value and, where values were "
          "revised, vintage",
          "面板数据：含 area、year、indicator、value 各列的表格，数值有修订时另有 vintage 列"}},
    {.id = APP_METHOD,
     .text = {"methods of forecasting, beside the references naive and drift (default: auto of a "
              "panel, no "
              "other of a model)",
              "预测方法；另有对照方法 naive 和 drift（默认：面板数据为 auto，模型不另加）"}},
    {.id = APP_INDICATOR,
     .text = {"only these indicators (default: all)", "只用这些指标（默认：全部）"}},
    {.id = APP_AREA, .text = {"only these areas (default: all)", "只用这些地区（默认：全部）"}},
    {.id = APP_ORIGINS,
     .text = {"only the last N origins (default: all of a panel, 10 of a model)",
              "只用最后 N 个起点（默认：面板数据为全部，模型为 10）"}},
    APP_SAID(HORIZON),
    APP_SAID(MIN_HISTORY),
    APP_SAID(MAX_HISTORY),
    APP_SAID(RECALIBRATE),
    APP_SAID(GIVEN),
    APP_SAID(COMPLETE),
    APP_SAID(TRAINED),
    {.id = APP_SCENARIO,
     .text = {"of a model: this scenario (default: the first)", "模型：此情景（默认：第一个）"}},
    {.id = APP_DRAWS,
     .text = {"of a model: number of draws, 100 to 100000; 1e4 is understood (default: 2000)",
              "模型：抽样次数，100 至 100000；可写 1e4（默认：2000）"}},
    APP_SAID(OVERLAY),
    APP_SAID(SET),
    {.id = APP_SEED,
     .text = {"random seed of a model and of the paths behind energy and variogram scores, from 0 "
              "(default: 1)",
              "模型以及能量评分和变差函数评分所用路径的随机种子，不小于 0（默认：1）"}},
    APP_SAID(THREADS),
    APP_SAID(PORTABLE),
    APP_SAID(FORMAT),
    APP_SAID(LANG),
    APP_SAID(QUIET),
    APP_SAID(HELP),
    APP_SAID(VERSION),
    {.id = APP_N_OPTIONS},
};

const app_command app_command_backtest = {
    .name = "backtest",
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
    .option = OPTIONS,
    .example = "outturn backtest --panel scenarios/tutorial/data/panel.csv --method auto,ets",
    .shows = {"tests two methods on twelve places that do not exist",
              "用十二个虚构地区检验两种方法"},
    .see = "forecast, score, train",
    .run = run,
};
