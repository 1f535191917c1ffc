#include "output.h"
#include "session.h"

int app_multipliers(const app_options *o) {
    ot_error err;
    app_session s;
    ot_path *path = NULL;
    ot_multipliers *multipliers = NULL;
    ot_status status = app_session_open(&s, o, &err);
    if (!status) status = app_session_indicators(&s, o, &err);
    if (!status) status = app_session_path(&s, o, &path, &err);
    if (!status)
        status = ot_multipliers_new(s.model, path, o->shock, o->n_shocks, &multipliers, &err);
    ot_parts parts = app_session_parts(&s, o);
    parts.multipliers = multipliers;
    const ot_writer writer = app_stdout();
    if (!status && !o->is_quiet)
        status =
            ot_report_write(OT_REPORT_MULTIPLIERS, &parts, o->format, o->language, &writer, &err);
    if (!status && !o->is_quiet && o->format != OT_FORMAT_TEXT)
        app_report_warnings(s.notes, o->language);
    const int exit_status = status ? app_session_fail(&s, o, &err) : 0;
    ot_multipliers_free(multipliers);
    ot_path_free(path);
    app_session_clear(&s);
    return exit_status;
}
