#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "output.h"
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

static ot_status write_all(const app_session *s, const app_options *o, ot_parts *parts,
                           ot_error *err) {
    char *folder = app_session_folder(s, o);
    if (!folder)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for a file name", "内存不足以生成文件名");
    const ot_writer writer = app_stdout();
    ot_parts whole = *parts; /* files have every indicator, whatever is printed */
    whole.n_indicators = 0;
    ot_status status = ot_results_write(&whole, o->language, folder, err);
    parts->folder = folder;
    if (!status && !o->is_quiet)
        status = ot_report_write(OT_REPORT_RUN, parts, o->format, o->language, &writer, err);
    parts->folder = NULL;
    free(folder);
    return status;
}

int app_run(const app_options *o) {
    ot_error err;
    app_session s;
    ot_projection *projection = NULL;
    int percent = -1;
    ot_status status = app_session_open(&s, o, &err);
    if (!status) status = app_session_indicators(&s, o, &err);
    if (!status) status = app_session_fit(&s, &err);
    if (!status) status = app_session_cases(&s, o->scenario, o->n_scenarios, &err);
    if (!status) {
        const ot_run_options options = app_session_options(&s, o, &percent);
        status = ot_projection_new(s.model, (const ot_case *const *)s.c, s.n_cases, &options,
                                   s.notes, &projection, &err);
        app_progress_end(o);
    }
    ot_parts parts = app_session_parts(&s, o);
    parts.projection = projection;
    if (!status) status = write_all(&s, o, &parts, &err);
    if (!status && !o->is_quiet && o->format != OT_FORMAT_TEXT)
        app_report_warnings(s.notes, o->language);
    const int exit_status =
        status ? app_session_fail(&s, o, &err) : is_under(o, projection, &parts);
    ot_projection_free(projection);
    app_session_clear(&s);
    return exit_status;
}
