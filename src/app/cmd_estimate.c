#include "output.h"
#include "session.h"

static int run(const app_options *o) {
    ot_error err;
    app_session s;
    ot_status status = app_session_open(&s, o, &err);
    if (!status) status = app_session_indicators(&s, o, &err);
    if (!status) status = app_session_estimate(&s, &err);
    const ot_parts parts = app_session_parts(&s, o);
    const ot_writer writer = app_stdout();
    if (!status && !o->is_quiet)
        status = ot_report_write(OT_REPORT_ESTIMATE, &parts, o->format, o->language, &writer, &err);
    if (!status && !o->is_quiet && o->format != OT_FORMAT_TEXT)
        app_report_warnings(s.notes, o->language);
    const int exit_status = status ? app_session_fail(&s, o, &err) : 0;
    app_session_clear(&s);
    return exit_status;
}

static const app_own_option OPTIONS[] = {
    APP_SAID(INDICATOR), APP_SAID(PORTABLE),    APP_SAID(OVERLAY), APP_SAID(SET),
    APP_SAID(FORMAT),    APP_SAID(LANG),        APP_SAID(QUIET),   APP_SAID(HELP),
    APP_SAID(VERSION),   {.id = APP_N_OPTIONS},
};

const app_command app_command_estimate = {
    .name = "estimate",
    .operands = "MODEL",
    .least = 1,
    .most = 1,
    .purpose = {"estimate the coefficients and show how well they are known",
                "估计系数，并说明其可靠程度"},
    .detail = {"For each behavioural equation: one line on whether data are enough, "
               "coefficients with standard errors, 95 % intervals, priors and how much the "
               "data moved them, covariance (csv, json), t and p, R squared, residual "
               "standard error, Durbin-Watson, F, log-likelihood, AIC, BIC, AICc, tests with "
               "p values, influential years, collinearity, observations and sample. Methods: "
               "ols, wls, robust, ridge, iv (two-stage least squares), nls, ar, sur, 3sls, "
               "bayes, pooled, partial_pooling, prior. Another one is tried by --set "
               "'indicators.revenue.estimate.method=\"robust\"'.",
               "对每个行为方程给出：数据是否充足（一行）、系数及其标准误、95% 区间、先验和数据"
               "修正、协方差（csv、json）、t 值与 p 值、R²、残差标准误、DW 统计量、F 统计量、"
               "对数似然、AIC、BIC、AICc、各项检验的 p 值、影响最大的年份、共线性、观测个数和"
               "样本期。方法：ols、wls、robust、ridge、iv（两阶段最小二乘）、nls、ar、sur、"
               "3sls、bayes、pooled、partial_pooling、prior。换一种方法试试：--set "
               "'indicators.revenue.estimate.method=\"robust\"'。"},
    .option = OPTIONS,
    .example = "outturn estimate scenarios/tutorial/model.cfg --format csv",
    .shows = {"prints every coefficient as a table for a spreadsheet",
              "以电子表格可读的形式打印全部系数"},
    .see = "check, run, tune, prior, help model-file",
    .run = run,
};
