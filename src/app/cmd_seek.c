#include "output.h"
#include "session.h"

int app_seek(const app_options *o) {
    ot_error err;
    app_session s;
    ot_path *path = NULL;
    ot_seek *seek = NULL;
    ot_status status = app_session_open(&s, o, &err);
    if (!status) status = app_session_path(&s, o, &path, &err);
    if (!status)
        status = ot_seek_new(s.model, path, o->goal, o->n_goals, o->instrument, o->n_instruments,
                             s.notes, &seek, &err);
    ot_parts parts = app_session_parts(&s, o);
    parts.seek = seek;
    const ot_writer writer = app_stdout();
    if (!status && !o->is_quiet)
        status = ot_report_write(OT_REPORT_SEEK, &parts, o->format, o->language, &writer, &err);
    if (!status && !o->is_quiet && o->format != OT_FORMAT_TEXT)
        app_report_warnings(s.notes, o->language);
    const int exit_status = status ? app_session_fail(&s, o, &err) : 0;
    ot_seek_free(seek);
    ot_path_free(path);
    app_session_clear(&s);
    return exit_status;
}
