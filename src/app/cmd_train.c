#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "outturn/init.h"
#include "outturn/panel_training.h"

typedef struct train_session {
    ot_notes *notes;
    ot_table **table; /* of each operand */
    char *source;     /* their names, a line each */
} train_session;

static ot_status train(const train_session *s, const app_options *o, ot_error *err) {
    app_progress progress = app_progress_start(o);
    ot_training *training = NULL;
    ot_training_options options = ot_training_options_default();
    if (o->has_seed) options.seed = o->seed;
    if (app_has_progress(o)) options.progress = app_progress_show;
    options.progress_state = &progress;
    options.notes = s->notes;
    ot_status status = ot_panel_training_new(s->table, o->n_operands, &options, &training, err);
    app_progress_end(o);
    if (status == OT_ERR_INPUT && o->n_operands == 1) ot_error_locate(err, o->operand[0], 0, 0);
    if (!status) status = ot_training_save(training, s->source, o->output, err);
    ot_training_free(training);
    return status;
}

static ot_status load(train_session *s, const app_options *o, ot_error *err) {
    size_t length = 1;
    for (size_t i = 0; i < o->n_operands; i++)
        length += strlen(o->operand[i]) + 1;
    s->table = calloc(o->n_operands, sizeof *s->table);
    s->source = calloc(length, 1);
    if (!s->table || !s->source)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the panels", "内存不足以存放面板数据");
    for (size_t i = 0; i < o->n_operands; i++) {
        if (i > 0) strcat(s->source, "\n");
        strcat(s->source, o->operand[i]);
        const ot_status status = ot_table_load(o->operand + i, 1, s->notes, s->table + i, err);
        if (status) return status;
    }
    return OT_OK;
}

static int run(const app_options *o) {
    ot_error err;
    train_session s = {0};
    ot_init();
    ot_status status = app_check_output(o->output, o->operand, o->n_operands, &err);
    if (!status) status = ot_notes_new(&s.notes, &err);
    if (!status) status = load(&s, o, &err);
    if (!status) status = train(&s, o, &err);
    if (!status && !o->is_quiet) app_report_warnings(s.notes, o->language);
    for (size_t i = 0; s.table && i < o->n_operands; i++)
        ot_table_free(s.table[i]);
    free(s.table);
    free(s.source);
    ot_notes_free(s.notes);
    return status ? app_report_error(&err, o->language) : 0;
}

static const app_own_option OPTIONS[] = {
    {.id = APP_OUTPUT,
     .value = "FILE",
     .text = {"the file that is written", "写出的文件"},
     .needed = {"train needs --output FILE", "train 需要用 --output 给出结果文件"}},
    {.id = APP_SEED, .text = {"random seed, from 0 (default: 1)", "随机种子，不小于 0（默认：1）"}},
    APP_SAID(LANG),
    APP_SAID(QUIET),
    APP_SAID(HELP),
    APP_SAID(VERSION),
    {.id = APP_N_OPTIONS},
};

const app_command app_command_train = {
    .name = "train",
    .operands = "PANEL.csv...",
    .least = 1,
    .most = APP_ANY_NUMBER,
    .purpose = {"what many yearly series teach about the next one, for the forecaster auto",
                "由大量年度序列训练预测方法 auto"},
    .detail = {"Reads tables with the columns area, year, indicator and value; each "
               "indicator of each area is a series, of which the last values without a gap "
               "count. Of several tables each weighs as the root of its number of series. "
               "Learns how quick forecasts are weighed and how wide and skew bands "
               "are, by horizon, length of history and volatility; widths are set right on "
               "series that were left out. Nothing of the series is kept but what was "
               "learned. Takes minutes for hundreds of series, which must be 20 at least.",
               "读取含 area、year、indicator、value 各列的表格；每个地区的每个指标为一个序列，"
               "取其最后一段连续的值。给出多个表格时，每个表格的权重与其序列数的平方根成正比。"
               "学习各种快速预测的组合权重以及区间的宽度和偏斜如何随预测年数、历史长度和波动而"
               "变，并以留出的序列校准宽度。结果文件只含学到的参数，不含原始数据。数百个序列约需"
               "数分钟；至少需要 20 个序列。"},
    .option = OPTIONS,
    .example = "outturn train panel.csv --output trained.txt",
    .shows = {"writes what the series of panel.csv teach", "写出由 panel.csv 各序列学到的参数"},
    .see = "forecast, backtest",
    .run = run,
};
