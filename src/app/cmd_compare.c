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
    const ot_writer writer = app_stdout();
    parts.comparison = comparison;
    if (o->is_quiet || ot_ranks_own() > 0) return OT_OK;
    const ot_status status =
        ot_report_write(OT_REPORT_COMPARE, &parts, o->format, o->language, &writer, err);
    if (!status && o->format != OT_FORMAT_TEXT) app_report_warnings(s->notes, o->language);
    return status;
}

int app_compare(const app_options *o) {
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
