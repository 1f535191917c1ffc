#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "interrupt.h"
#include "output.h"
#include "outturn/ranks.h"
#include "session.h"

/* 1 when the targets of the last year are less likely to be met together than was asked. */
static int is_under(const app_options *o, const ot_projection *p, const ot_parts *parts) {
    int first, last, year = 0;
    ot_projection_years(parts->model, &first, &last);
    if (o->first_year) first = o->first_year;
    if (o->last_year) last = o->last_year;
    if (isnan(o->fail_under)) return 0;
    const double probability = ot_projection_joint(p, 0, first, last, &year);
    if (probability >= o->fail_under) return 0;
    const int is_zh = o->language == OT_LANGUAGE_ZH;
    if (isnan(probability))
        (void)fprintf(stderr, "outturn: %s\n",
                      is_zh ? "所报告的年份没有可评判的目标"
                            : "no target of these years can be judged");
    else
        (void)fprintf(stderr,
                      is_zh ? "outturn: 第一个情景同时实现 %d 年全部目标的概率为 %.4f，低于 %g\n"
                            : "outturn: the first scenario meets all targets of %d with a "
                              "probability of %.4f, below %g\n",
                      year, probability, o->fail_under);
    return 1;
}

static ot_status report(const app_options *o, const ot_parts *parts, ot_error *err) {
    if (!o->is_quiet && o->format != OT_FORMAT_TEXT) /* on stdout there are the data alone */
        (void)fprintf(stderr,
                      o->language == OT_LANGUAGE_ZH ? "outturn: 结果校验码 %s\n"
                                                    : "outturn: receipt %s\n",
                      parts->receipt);
    return app_answer(OT_REPORT_RUN, parts, o, err);
}

static ot_status write_all(const app_session *s, const app_options *o, ot_parts *parts,
                           ot_error *err) {
    char *folder = app_session_folder(s, o);
    char receipt[OT_RECEIPT_SIZE];
    if (!folder)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for a file name", "内存不足以生成文件名");
    ot_parts whole = *parts; /* files have every indicator, whatever is printed */
    whole.n_indicators = 0;
    whole.request = o->request;
    ot_status status = ot_results_write(&whole, o->language, folder, receipt, err);
    parts->folder = folder;
    parts->receipt = receipt;
    if (!status) status = report(o, parts, err);
    parts->folder = parts->receipt = NULL;
    free(folder);
    return status;
}

static ot_status project(app_session *s, const app_options *o, ot_projection **out, ot_error *err) {
    app_progress progress = app_progress_start(o);
    ot_run_options options = app_session_options(s, o, &progress);
    if (o->checkpoint) options.part.stop = app_interrupt_catch();
    const ot_status status = ot_projection_new(s->model, (const ot_case *const *)s->c, s->n_cases,
                                               &options, s->notes, out, err);
    app_progress_end(o);
    return status;
}

/* What a run ends with: the files and the report, a comparison, or nothing: when this made a part
 * for another process. */
static int finish(app_session *s, const app_options *o, ot_projection *projection, ot_error *err) {
    ot_parts parts = app_session_parts(s, o);
    const ot_writer writer = app_stdout();
    int is_same = 1;
    parts.projection = projection;
    if (o->partial || ot_ranks_own() > 0) return 0;
    const ot_status status =
        o->verify ? ot_results_verify(&parts, o->verify, o->language, &writer, &is_same, err)
                  : write_all(s, o, &parts, err);
    if (status) return app_session_fail(s, o, err);
    if (o->verify && !o->is_quiet && o->format != OT_FORMAT_TEXT)
        app_report_warnings(s->notes, o->language);
    return is_same ? is_under(o, projection, &parts) : 1;
}

static ot_status prepare(app_session *s, const app_options *o, ot_error *err) {
    ot_status status = app_session_open(s, o, err);
    if (!status) status = app_session_indicators(s, o, err);
    if (!status) status = app_session_fit(s, err);
    if (!status) status = app_session_cases(s, o->scenario, o->n_scenarios, err);
    return status;
}

static int run(const app_options *o) {
    if (o->verify && o->n_operands == 0) return app_verify(o);
    ot_error err;
    app_session s;
    ot_projection *projection = NULL;
    int exit_status = 0;
    ot_status status = prepare(&s, o, &err);
    const int is_told = app_session_is_told(status);
    if (!status && !is_told) status = project(&s, o, &projection, &err);
    if (!status && !is_told)
        exit_status = finish(&s, o, projection, &err);
    else if (!is_told)
        exit_status = app_session_fail(&s, o, &err);
    /* The checkpoint may never have been written. */
    if (!status && o->checkpoint && exit_status <= 1) (void)remove(o->checkpoint);
    ot_projection_free(projection);
    app_session_clear(&s);
    return exit_status;
}

static const app_own_option OPTIONS[] = {
    APP_SAID(SCENARIO), APP_SAID(INDICATOR), APP_SAID(MODE),    APP_SAID(DRAWS),
    APP_SAID(SEED),     APP_SAID(SAMPLING),  APP_SAID(THREADS), APP_SAID(EXECUTOR),
    APP_SAID(PORTABLE), APP_SAID(SHARD),     APP_SAID(PARTIAL), APP_SAID(CHECKPOINT),
    APP_SAID(VERIFY),   APP_SAID(OVERLAY),   APP_SAID(SET),     APP_SAID(YEARS),
    APP_SAID(FORMAT),   APP_SAID(OUTPUT),    APP_SAID(QUIET),   APP_SAID(FAIL_UNDER),
    APP_SAID(LANG),     APP_SAID(HELP),      APP_SAID(VERSION), {.id = APP_N_OPTIONS},
};

const app_command app_command_run = {
    .name = "run",
    .operands = "MODEL",
    .least = 1,
    .most = 1,
    .purpose = {"project every scenario with bands, and judge the targets",
                "推演各情景及其区间，并评判目标"},
    .detail = {"Simulates every scenario many times on the same random draws. Prints each "
               "indicator's median and 90 % band, the probability of each target and of all "
               "of them together, and writes results.json, bands.csv, targets.csv, "
               "estimates.csv, unjudged.csv and manifest.json.",
               "在相同的随机抽样上对各情景作多次模拟；打印各指标的中位数和 90% 区间、各目标及"
               "全部目标实现的概率，并写出 results.json、bands.csv、targets.csv、"
               "estimates.csv、unjudged.csv 和 manifest.json。"},
    .option = OPTIONS,
    .example = "outturn run scenarios/kizilsu/model.cfg --scenario baseline --draws 1e5",
    .shows = {"projects the baseline with 100,000 draws", "以 100000 次抽样推演基准情景"},
    .see = "check, estimate, solve, compare, merge, batch",
    .run = run,
    .is_drawn = 1,
    .is_shared = 1,
};
