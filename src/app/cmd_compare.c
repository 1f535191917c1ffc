#include "output.h"
#include "session.h"

int app_compare(const app_options *o) {
    if (o->n_explain > 0) return app_explain(o);
    ot_error err;
    app_session s;
    ot_comparison *comparison = NULL;
    int percent = -1;
    ot_status status = app_session_open(&s, o, &err);
    if (!status) status = app_session_indicators(&s, o, &err);
    if (!status) status = app_session_fit(&s, &err);
    if (!status) status = app_session_cases(&s, o->operand + 1, 2, &err);
    if (!status) {
        const ot_run_options options = app_session_options(&s, o, &percent);
        status = ot_comparison_new(s.model, s.c[0], s.c[1], &options, s.notes, &comparison, &err);
        app_progress_end(o);
    }
    ot_parts parts = app_session_parts(&s, o);
    parts.comparison = comparison;
    const ot_writer writer = app_stdout();
    if (!status && !o->is_quiet)
        status = ot_report_write(OT_REPORT_COMPARE, &parts, o->format, o->language, &writer, &err);
    if (!status && !o->is_quiet && o->format != OT_FORMAT_TEXT)
        app_report_warnings(s.notes, o->language);
    const int exit_status = status ? app_session_fail(&s, o, &err) : 0;
    ot_comparison_free(comparison);
    app_session_clear(&s);
    return exit_status;
}
