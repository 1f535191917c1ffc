#include "output.h"
#include "session.h"

int app_estimate(const app_options *o) {
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
