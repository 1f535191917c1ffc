#include "output.h"
#include "outturn/ranks.h"
#include "session.h"

static ot_status prepare(app_session *s, const app_options *o, ot_error *err) {
    ot_status status = app_session_open(s, o, err);
    if (!status) status = app_session_indicators(s, o, err);
    if (!status) status = app_session_fit(s, err);
    if (!status) status = app_session_cases(s, o->operand + 1, 2, err);
    return status;
}

static ot_status compare(app_session *s, const app_options *o, ot_comparison **out, ot_error *err) {
    app_progress progress = app_progress_start(o);
    const ot_run_options options = app_session_options(s, o, &progress);
    const ot_status status =
        ot_comparison_new(s->model, s->c[0], s->c[1], &options, s->notes, out, err);
    app_progress_end(o);
    return status;
}

static ot_status report(const app_session *s, const app_options *o, const ot_comparison *comparison,
                        ot_error *err) {
    ot_parts parts = app_session_parts(s, o);
    parts.comparison = comparison;
    return ot_ranks_own() > 0 ? OT_OK : app_answer(OT_REPORT_COMPARE, &parts, o, err);
}

static int run(const app_options *o) {
    if (o->n_explain > 0) return ot_ranks_own() > 0 ? 0 : app_explain(o);
    ot_error err;
    app_session s;
    ot_comparison *comparison = NULL;
    ot_status status = prepare(&s, o, &err);
    const int is_told = app_session_is_told(status);
    if (!status && !is_told) status = compare(&s, o, &comparison, &err);
    if (!status && !is_told) status = report(&s, o, comparison, &err);
    const int exit_status = status && !is_told ? app_session_fail(&s, o, &err) : 0;
    ot_comparison_free(comparison);
    app_session_clear(&s);
    return exit_status;
}

static const app_own_option OPTIONS[] = {
    APP_SAID(EXPLAIN),  APP_SAID(INDICATOR),   APP_SAID(MODE),    APP_SAID(DRAWS),
    APP_SAID(SEED),     APP_SAID(SAMPLING),    APP_SAID(THREADS), APP_SAID(EXECUTOR),
    APP_SAID(PORTABLE), APP_SAID(OVERLAY),     APP_SAID(SET),     APP_SAID(YEARS),
    APP_SAID(FORMAT),   APP_SAID(LANG),        APP_SAID(QUIET),   APP_SAID(HELP),
    APP_SAID(VERSION),  {.id = APP_N_OPTIONS},
};

const app_command app_command_compare = {
    .name = "compare",
    .operands = "MODEL A B",
    .least = 3,
    .most = 3,
    .purpose = {"differences between two scenarios, on common draws", "在相同抽样上比较两个情景"},
    .detail = {"Prints B minus A for every indicator and year, and how target probabilities "
               "differ. Both scenarios see the same draws, so that the difference is not "
               "noise. With --explain it answers why an indicator differs: the difference on "
               "paths without shocks is split into the contributions of the changed "
               "assumptions, which sum to it.",
               "打印各指标各年份的 B 减 A，以及目标概率之差。两个情景使用相同的抽样，差值不受"
               "抽样噪声影响。用 --explain 则回答某指标为何不同：把无冲击路径上的差值分解为各"
               "项改动假设的贡献，其和等于差值。"},
    .option = OPTIONS,
    .example = "outturn compare scenarios/kizilsu/model.cfg baseline optimistic",
    .shows = {"shows what the optimistic scenario adds to the baseline",
              "显示乐观情景比基准情景增加多少"},
    .see = "run, multipliers, seek",
    .run = run,
    .is_drawn = 1,
    .is_shared = 1,
};
