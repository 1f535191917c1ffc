#include <stdlib.h>

#include "output.h"
#include "outturn/init.h"

typedef struct prior_session {
    ot_notes *notes;
    ot_table *table;
    ot_prior **prior;
    size_t n;
} prior_session;

static ot_status make(prior_session *s, const app_options *o, ot_error *err) {
    const ot_prior_options options = {o->area, o->n_areas, o->from, o->to, o->leaves_out_outliers};
    ot_init();
    ot_status status = ot_notes_new(&s->notes, err);
    if (!status) status = ot_table_load(o->operand, 1, s->notes, &s->table, err);
    s->prior = calloc(o->n_indicators + 1, sizeof *s->prior);
    if (!status && !s->prior)
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for the indicators", "内存不足以存放指标");
    for (size_t k = 0; k < o->n_indicators && !status; k++) {
        status = ot_prior_new(s->table, o->indicator[k], &options, s->notes, &s->prior[k], err);
        if (!status) s->n++;
    }
    return status;
}

static ot_status report(const prior_session *s, const app_options *o, ot_error *err) {
    ot_parts parts = {.table = s->table, .notes = s->notes};
    parts.prior = (const ot_prior *const *)s->prior;
    parts.n_priors = s->n;
    return app_answer(OT_REPORT_PRIOR, &parts, o, err);
}

static int run(const app_options *o) {
    ot_error err;
    prior_session s = {0};
    ot_status status = make(&s, o, &err);
    if (!status) status = report(&s, o, &err);
    for (size_t k = 0; k < s.n; k++)
        ot_prior_free(s.prior[k]);
    free(s.prior);
    ot_table_free(s.table);
    ot_notes_free(s.notes);
    return status ? app_report_error(&err, o->language) : 0;
}

static const app_own_option OPTIONS[] = {
    {.id = APP_INDICATOR,
     .text = {"indicators of the panel whose growth is estimated; a driver is printed for each",
              "要估计增长率的指标；每个指标打印一个驱动因素"},
     .needed = {"prior needs --indicator ID: the indicator of the panel whose growth is asked "
                "for",
                "prior 需要 --indicator 指标：面板数据中要估计增长率的指标"}},
    APP_SAID(AREA),
    APP_SAID(FROM),
    APP_SAID(TO),
    APP_SAID(WITHOUT_OUTLIERS),
    APP_SAID(PORTABLE),
    APP_SAID(FORMAT),
    APP_SAID(LANG),
    APP_SAID(QUIET),
    APP_SAID(HELP),
    APP_SAID(VERSION),
    {.id = APP_N_OPTIONS},
};

const app_command app_command_prior = {
    .name = "prior",
    .operands = "PANEL.csv",
    .least = 1,
    .most = 1,
    .purpose = {"what a panel of areas says of growth, as a driver to paste",
                "由多地区面板数据得出增长率的先验，写成驱动因素"},
    .detail = {"Reads a table with the columns area, year, indicator and value. Estimates "
               "mean growth, its spread between areas, between years (what all areas share) "
               "and within areas, and how much of a year's deviation stays for the next, by "
               "restricted maximum likelihood, which has not the bias of short panels. Lists "
               "outliers, which are kept. Prints a driver whose law has the spread of one "
               "year and of three years together, with its source.",
               "读取含 area、year、indicator、value 各列的表格，用限制最大似然法（不受短面板偏"
               "误影响）估计平均增长率，地区之间、年份之间（各地共同部分）和地区之内的离散程"
               "度，以及某年的偏离有多少延续到下年；列出离群值（不剔除）；打印附有来源的驱动因"
               "素，其分布规律再现一年和三年合计的离散程度。"},
    .option = OPTIONS,
    .example = "outturn prior scenarios/tutorial/data/panel.csv --indicator product",
    .shows = {"prints a driver from the growth of product in twelve places that do not exist",
              "由十二个虚构地区的生产总值增长得出驱动因素"},
    .see = "check, estimate, help model-file",
    .run = run,
};
