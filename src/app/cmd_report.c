#include <stdio.h>
#include <stdlib.h>

#include "output.h"
#include "outturn/publish.h"
#include "picture.h"
#include "session.h"

typedef struct report_session {
    app_session s;
    ot_table *panel; /* NULL: none */
    ot_review *review;
    ot_audit *audit; /* NULL: the model names no plan */
    ot_attribution **attribution;
    size_t n_attributions;
} report_session;

static ot_status prepare(report_session *r, const app_options *o, ot_error *err) {
    app_session *s = &r->s;
    ot_status status = app_session_open(s, o, err);
    if (!status) status = app_session_indicators(s, o, err);
    if (!status && o->panel) status = ot_table_load(&o->panel, 1, s->notes, &r->panel, err);
    if (!status) status = app_session_fit(s, err);
    if (!status) status = app_session_cases(s, o->scenario, o->n_scenarios, err);
    return status;
}

static ot_status review(report_session *r, const app_options *o, ot_error *err) {
    app_progress progress = app_progress_start(o);
    ot_run_options run = app_session_options(&r->s, o, &progress);
    run.quantile = ot_publish_quantiles(&run.n_quantiles);
    ot_review_options options = ot_review_options_default();
    options.panel = r->panel;
    options.match = o->match;
    options.n_matches = o->n_matches;
    const ot_status status = ot_review_new(r->s.model, (const ot_case *const *)r->s.c, r->s.n_cases,
                                           &run, &options, r->s.notes, &r->review, err);
    app_progress_end(o);
    return status;
}

static ot_status audit(report_session *r, ot_error *err) {
    const ot_audit_options options = {.panel = r->panel};
    if (!r->s.plan) return OT_OK;
    return ot_audit_new(r->s.plan, &options, r->s.notes, &r->audit, err);
}

/* The report does without that chart. */
static ot_status note_lack(const app_session *s, const char *id, const ot_error *lack) {
    ot_notes_add(s->notes, OT_SEVERITY_INFO, NULL, 0, 0,
                 "no chart tells why scenarios differ in %s: %s%.0s",
                 "没有图说明各情景的 %s 为何不同：%.0s%s", id, lack->text[OT_LANGUAGE_EN],
                 lack->text[OT_LANGUAGE_ZH]);
    return OT_OK;
}

/* Why each other scenario differs from the first, in what a meeting asks for first. */
static ot_status attribute(report_session *r, const app_options *o, ot_error *err) {
    const char *id[OT_PUBLISH_MOST_MAIN];
    const app_session *s = &r->s;
    ot_parts parts = app_session_parts(s, o);
    parts.projection = ot_review_projection(r->review);
    const size_t n = ot_publish_main(&parts, id);
    ot_status status = OT_OK;
    r->attribution = calloc(n * s->n_cases + 1, sizeof *r->attribution);
    if (!r->attribution)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the differences", "内存不足");
    for (size_t i = 0; i < n; i++)
        for (size_t k = 1; k < s->n_cases && !status; k++) {
            ot_error lack;
            status = ot_attribution_new(s->model, s->c[0], s->c[k], id[i],
                                        &r->attribution[r->n_attributions], &lack);
            if (!status) r->n_attributions++;
            if (status == OT_ERR_NUMERIC) status = note_lack(s, id[i], &lack);
            if (status && err) *err = lack;
        }
    return status;
}

static ot_status publish(const report_session *r, const app_options *o, ot_error *err) {
    static const ot_language BOTH[OT_N_LANGUAGES] = {OT_LANGUAGE_ZH, OT_LANGUAGE_EN};
    char *folder = app_session_folder(&r->s, o);
    ot_parts parts = app_session_parts(&r->s, o);
    ot_publish_options options = {.folder = folder,
                                  .language = BOTH,
                                  .n_languages = OT_N_LANGUAGES,
                                  .convert = app_picture_convert};
    int n_wanted = 0;
    if (!folder)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for a file name", "内存不足以生成文件名");
    parts.review = r->review;
    parts.projection = ot_review_projection(r->review);
    parts.audit = r->audit;
    parts.attribution = (const ot_attribution *const *)r->attribution;
    parts.n_attributions = r->n_attributions;
    if (!o->has_both_languages) options.language = &o->language;
    if (!o->has_both_languages) options.n_languages = 1;
    for (int k = 0; k < OT_N_OUTLETS; k++)
        n_wanted += options.wants[k] = o->wants_outlet[k];
    if (n_wanted == 0) options.wants[OT_OUTLET_HTML] = 1;
    const ot_status status = ot_publish(&parts, &options, err);
    if (!status && !o->is_quiet)
        (void)printf(o->language == OT_LANGUAGE_ZH ? "报告已写入 %s\n" : "the report is in %s\n",
                     folder);
    free(folder);
    return status;
}

static int run(const app_options *o) {
    ot_error err;
    report_session r = {0};
    ot_status status = prepare(&r, o, &err);
    if (!status) status = review(&r, o, &err);
    if (!status) status = audit(&r, &err);
    if (!status) status = attribute(&r, o, &err);
    if (!status) status = publish(&r, o, &err);
    const int exit_status = status ? app_session_fail(&r.s, o, &err) : 0;
    for (size_t i = 0; i < r.n_attributions; i++)
        ot_attribution_free(r.attribution[i]);
    free(r.attribution);
    ot_audit_free(r.audit);
    ot_review_free(r.review);
    ot_table_free(r.panel);
    app_session_clear(&r.s);
    return exit_status;
}

static const app_own_option OPTIONS[] = {
    APP_SAID(HTML),     APP_SAID(XLSX),
    APP_SAID(MARKDOWN), APP_SAID(SVG),
    APP_SAID(PNG),      APP_SAID(PDF),
    APP_SAID(OUTPUT),   {.id = APP_LANG, .value = "zh|en|both"},
    APP_SAID(PANEL),    APP_SAID(MATCH),
    APP_SAID(SCENARIO), APP_SAID(INDICATOR),
    APP_SAID(MODE),     APP_SAID(DRAWS),
    APP_SAID(SEED),     APP_SAID(SAMPLING),
    APP_SAID(THREADS),  APP_SAID(EXECUTOR),
    APP_SAID(PORTABLE), APP_SAID(OVERLAY),
    APP_SAID(SET),      APP_SAID(YEARS),
    APP_SAID(QUIET),    APP_SAID(HELP),
    APP_SAID(VERSION),  {.id = APP_N_OPTIONS},
};

const app_command app_command_report = {
    .name = "report",
    .operands = "MODEL",
    .least = 1,
    .most = 1,
    .purpose = {"write the whole answer as files for a meeting", "把全部结果写成供会议使用的文件"},
    .detail = {"Runs the model and writes one report: whether the targets can be met, whether "
               "the plan agrees with itself, the scenarios side by side, the equations and "
               "their estimates, what is assumed, and how to make the same numbers again. "
               "With no other option writes report.html.",
               "运行模型并写出一份报告：目标能否实现、计划是否自洽、各情景对照、方程及其估计、"
               "所作假设，以及如何重现同样的数字。不带其他选项时写出 report.html。"},
    .option = OPTIONS,
    .example = "outturn report scenarios/kizilsu/model.cfg --lang both -o output/kizilsu",
    .shows = {"writes the report of Kizilsu in Chinese and English", "写出克州的中英文报告"},
    .see = "run, review, audit",
    .run = run,
    .is_drawn = 1,
    .is_in_both = 1,
    .refused = {.id = APP_FROM,
                .text = {"report runs the model itself and takes no --from; the same seed, draws "
                         "and settings give the same numbers as a finished run, and export takes "
                         "--from",
                         "report 自行运行模型，没有 --from；种子、抽样次数和设置相同，"
                         "数字就与已完成的运行一致；export 可用 --from"}},
};
