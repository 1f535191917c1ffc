#include "output.h"
#include "outturn/init.h"
#include "outturn/panel_forecast.h"
#include "outturn/training.h"

typedef struct forecast_session {
    ot_notes *notes;
    ot_table *table;
    ot_training *training;
    ot_panel_forecasts *forecasts;
} forecast_session;

static ot_panel_forecast_options options_of(const app_options *o) {
    ot_panel_forecast_options options = ot_panel_forecast_options_default();
    options.method = o->method;
    options.n_methods = o->n_chosen_methods;
    options.indicator = o->indicator;
    options.n_indicators = o->n_indicators;
    options.area = o->area;
    options.n_areas = o->n_areas;
    if (o->horizon) options.horizon = (size_t)o->horizon;
    if (o->has_bounds) {
        options.low = o->low;
        options.high = o->high;
    }
    return options;
}

static ot_status report(const forecast_session *s, const app_options *o, ot_error *err) {
    const ot_parts parts = {.panel = s->forecasts, .notes = s->notes};
    return app_answer(OT_REPORT_FORECAST, &parts, o, err);
}

static int run(const app_options *o) {
    ot_error err;
    forecast_session s = {0};
    ot_panel_forecast_options options = options_of(o);
    ot_init();
    ot_status status = ot_notes_new(&s.notes, &err);
    if (!status && o->trained) status = ot_training_load(o->trained, NULL, &s.training, &err);
    options.training = s.training;
    if (!status) status = ot_table_load(o->operand, 1, s.notes, &s.table, &err);
    if (!status) status = ot_panel_forecasts_new(s.table, &options, s.notes, &s.forecasts, &err);
    if (!status) status = report(&s, o, &err);
    ot_panel_forecasts_free(s.forecasts);
    ot_table_free(s.table);
    ot_training_free(s.training);
    ot_notes_free(s.notes);
    return status ? app_report_error(&err, o->language) : 0;
}

static const app_own_option OPTIONS[] = {
    {.id = APP_METHOD,
     .text = {"methods of forecasting, each beside the others (default: auto)",
              "预测方法，可并列多种（默认：auto）"}},
    APP_SAID(HORIZON),
    {.id = APP_INDICATOR,
     .text = {"only these indicators (default: all)", "只用这些指标（默认：全部）"}},
    {.id = APP_AREA, .text = {"only these areas (default: all)", "只用这些地区（默认：全部）"}},
    APP_SAID(BOUNDS),
    {.id = APP_TRAINED,
     .text = {"what auto learnt, a file of \"outturn train\" (default: the one that ships)",
              "“outturn train”写出的文件，供 auto 使用（默认：随程序附带的）"}},
    APP_SAID(FORMAT),
    APP_SAID(LANG),
    APP_SAID(QUIET),
    APP_SAID(HELP),
    APP_SAID(VERSION),
    {.id = APP_N_OPTIONS},
};

const app_command app_command_forecast = {
    .name = "forecast",
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
    .option = OPTIONS,
    .example = "outturn forecast scenarios/tutorial/data/panel.csv --area Alder --horizon 2",
    .shows = {"forecasts the series of one area, two years ahead",
              "预测一个地区的各序列，向前两年"},
    .see = "backtest, score, train",
    .run = run,
};
