#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "output.h"
#include "outturn/ranks.h"
#include "session.h"

typedef struct review_session {
    app_session s;
    ot_table *panel, *outturns; /* NULL: none */
    ot_review *review;
} review_session;

/* The option's file, else the model's. */
static ot_status load(const char *given, const char *usual, app_session *s, ot_table **out,
                      ot_error *err) {
    const char *path = given ? given : usual;
    const ot_status status = path ? ot_table_load(&path, 1, s->notes, out, err) : OT_OK;
    if (status && !given) ot_spec_blame_file(s->spec, err);
    return status;
}

static ot_status prepare(review_session *r, const app_options *o, ot_error *err) {
    app_session *s = &r->s;
    ot_status status = app_session_open(s, o, err);
    if (!status) status = app_session_indicators(s, o, err);
    const ot_review_settings *usual = s->spec ? ot_spec_review(s->spec) : NULL;
    if (!status) status = load(o->panel, usual->panel, s, &r->panel, err);
    if (!status) status = load(o->outturns, usual->outturns, s, &r->outturns, err);
    if (!status) status = app_session_fit(s, err);
    if (!status) status = app_session_cases(s, o->scenario, o->n_scenarios, err);
    return status;
}

static ot_status make(review_session *r, const app_options *o, ot_error *err) {
    app_progress progress = app_progress_start(o);
    const ot_run_options run = app_session_options(&r->s, o, &progress);
    ot_review_options options = ot_review_options_default();
    const ot_review_settings *usual = ot_spec_review(r->s.spec);
    options.reach = isnan(o->reach) ? usual->reach : o->reach;
    options.panel = r->panel;
    options.panel_first = o->from ? o->from : usual->from;
    options.panel_last = o->to ? o->to : usual->to;
    options.outturns = r->outturns;
    options.match = o->n_matches ? o->match : usual->match;
    options.n_matches = o->n_matches ? o->n_matches : usual->n_matches;
    const ot_status status = ot_review_new(r->s.model, (const ot_case *const *)r->s.c, r->s.n_cases,
                                           &run, &options, r->s.notes, &r->review, err);
    app_progress_end(o);
    return status;
}

static ot_status report(const review_session *r, const app_options *o, ot_error *err) {
    ot_parts parts = app_session_parts(&r->s, o);
    parts.review = r->review;
    return ot_ranks_own() > 0 ? OT_OK : app_answer(OT_REPORT_REVIEW, &parts, o, err);
}

/* 1 when some target of the first scenario is less likely than was asked. */
static int is_under(const review_session *r, const app_options *o) {
    int first, last;
    const char *id = "";
    ot_projection_years(r->s.model, &first, &last);
    if (isnan(o->fail_under)) return 0;
    if (o->first_year) first = o->first_year;
    if (o->last_year) last = o->last_year;
    const double least = ot_review_least(r->review, first, last, &id);
    if (least >= o->fail_under) return 0;
    const int is_zh = o->language == OT_LANGUAGE_ZH;
    if (isnan(least))
        (void)fprintf(stderr, "outturn: %s\n",
                      is_zh ? "所报告的年份没有可评判的目标"
                            : "no target of these years can be judged");
    else
        (void)fprintf(stderr,
                      is_zh ? "outturn: 目标 %s 在第一个情景中实现的概率为 %.4f，低于 %g\n"
                            : "outturn: the first scenario meets target %s with a probability of "
                              "%.4f, below %g\n",
                      id, least, o->fail_under);
    return 1;
}

static int run(const app_options *o) {
    ot_error err;
    review_session r = {0};
    ot_status status = prepare(&r, o, &err);
    const int is_told = app_session_is_told(status);
    if (!status && !is_told) status = make(&r, o, &err);
    if (!status && !is_told) status = report(&r, o, &err);
    int exit_status = status && !is_told ? app_session_fail(&r.s, o, &err) : 0;
    if (!status && !is_told) exit_status = is_under(&r, o);
    ot_review_free(r.review);
    ot_table_free(r.panel);
    ot_table_free(r.outturns);
    app_session_clear(&r.s);
    return exit_status;
}

static const app_own_option OPTIONS[] = {
    APP_SAID(DETAIL),
    APP_SAID(REACH),
    APP_SAID(OUTTURNS),
    APP_SAID(PANEL),
    APP_SAID(MATCH),
    APP_SAID(FROM),
    APP_SAID(TO),
    APP_SAID(SCENARIO),
    APP_SAID(INDICATOR),
    APP_SAID(MODE),
    APP_SAID(DRAWS),
    APP_SAID(SEED),
    APP_SAID(SAMPLING),
    APP_SAID(THREADS),
    APP_SAID(EXECUTOR),
    APP_SAID(PORTABLE),
    APP_SAID(OVERLAY),
    APP_SAID(SET),
    APP_SAID(YEARS),
    APP_SAID(FORMAT),
    APP_SAID(QUIET),
    {.id = APP_FAIL_UNDER,
     .text = {"exit with status 1 when the first scenario meets some target with a probability "
              "below P (0 to "
              "1)",
              "若第一个情景中某项目标实现的概率低于 P（0 至 1），退出状态为 1"}},
    APP_SAID(LANG),
    APP_SAID(HELP),
    APP_SAID(VERSION),
    {.id = APP_N_OPTIONS},
};

const app_command app_command_review = {
    .name = "review",
    .operands = "MODEL",
    .least = 1,
    .most = 1,
    .purpose = {"can the targets be met? Findings, verdicts and what they hang on",
                "目标能否实现：主要结论、把握程度及其关键假设"},
    .detail = {"Simulates as run does, and says of every target how likely it is, in words by "
               "a stated rule; what level is surely attained; what growth it asks from the "
               "last outturn on, and how often such growth was seen, in the own history and "
               "in other areas (--panel); which assumptions decide; which targets stand in "
               "each other's way; and whether the verdict would be another one if growth went "
               "on as before, or as elsewhere. Writes no files.",
               "与 run 一样作模拟，并逐项说明：目标实现的可能性（按所列规则用文字表述），有把"
               "握达到的水平，从最近实绩起需要的增速及其在自身历史和其他地区（--panel）中出现"
               "过的次数，起决定作用的假设，相互冲突的目标，以及增速若按自身历史或其他地区延"
               "续，结论是否改变。不写文件。"},
    .option = OPTIONS,
    .example = "outturn review scenarios/tutorial/model.cfg --panel "
               "scenarios/tutorial/data/panel.csv",
    .shows = {"reviews the tutorial's targets beside twelve places that do not exist",
              "对照十二个虚构地区，评估教程模型的目标"},
    .see = "run, check, prior, compare",
    .run = run,
    .is_drawn = 1,
    .is_shared = 1,
};
