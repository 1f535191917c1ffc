#include "output.h"
#include "outturn/init.h"
#include "outturn/scoring.h"

static ot_status report(const ot_scoring *s, const ot_notes *notes, const app_options *o,
                        ot_error *err) {
    const ot_parts parts = {.scoring = s, .notes = notes};
    return app_answer(OT_REPORT_SCORE, &parts, o, err);
}

static int run(const app_options *o) {
    ot_error err;
    ot_notes *notes = NULL;
    ot_scoring *s = NULL;
    ot_init();
    ot_status status = ot_notes_new(&notes, &err);
    if (!status)
        status = ot_scoring_load(o->operand[0], o->operand[1], o->reference, notes, &s, &err);
    if (!status) status = report(s, notes, o, &err);
    ot_scoring_free(s);
    ot_notes_free(notes);
    return status ? app_report_error(&err, o->language) : 0;
}

static const app_own_option OPTIONS[] = {
    APP_SAID(REFERENCE), APP_SAID(FORMAT),  APP_SAID(LANG),        APP_SAID(QUIET),
    APP_SAID(HELP),      APP_SAID(VERSION), {.id = APP_N_OPTIONS},
};

const app_command app_command_score = {
    .name = "score",
    .operands = "FORECASTS.csv OUTTURNS.csv",
    .least = 2,
    .most = 2,
    .purpose = {"how good were forecasts made elsewhere?", "为其他来源的预测评分"},
    .detail = {"Reads forecasts in the columns of the forecast hubs: output_type (quantile, "
               "sample, mean, median), output_type_id, value, model_id and any columns that "
               "say what was forecast, such as target, location, horizon. Outturns are "
               "matched by the columns that both files have. Prints errors of points, scores "
               "of bands and densities, coverage, where outturns fell in their forecasts, and "
               "skill beside one of the models, all together and by each column.",
               "读取预测中心通用格式的预测：output_type（quantile、sample、mean、median）、"
               "output_type_id、value、model_id，以及说明预测对象的列，例如 target、location、"
               "horizon。实绩按两个文件共有的列对应。打印点预测误差、区间和分布的评分、区间覆"
               "盖率、实绩落在预测分布中的位置，以及相对于其中一个模型的技巧；分总体和各列列"
               "出。"},
    .option = OPTIONS,
    .example = "outturn score tests/fixtures/scoring/forecasts.csv "
               "tests/fixtures/scoring/outturns.csv",
    .shows = {"scores two models that forecast two invented places",
              "为两个模型对两个虚构地区的预测评分"},
    .see = "forecast, backtest",
    .run = run,
};
