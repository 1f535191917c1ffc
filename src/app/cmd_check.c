#include "output.h"
#include "session.h"

int app_check(const app_options *o) {
    ot_error err;
    app_session s;
    ot_status status = app_session_open(&s, o, &err);
    ot_solution *solution = NULL;
    /* A model is sound when it can be run: estimates, laws and correlations are tried, too, and
     * every scenario is solved. */
    if (!status) status = app_session_fit(&s, &err);
    if (!status) status = app_session_cases(&s, NULL, 0, &err);
    if (!status)
        status = ot_solution_new(s.model, (const ot_case *const *)s.c, s.n_cases, NULL, s.notes,
                                 &solution, &err);
    ot_solution_free(solution);
    const ot_parts parts = app_session_parts(&s, o);
    const ot_writer writer = app_stdout();
    if (!status && !o->is_quiet)
        status = ot_report_write(OT_REPORT_CHECK, &parts, o->format, o->language, &writer, &err);
    if (!status && !o->is_quiet && o->format != OT_FORMAT_TEXT)
        app_report_warnings(s.notes, o->language);
    const int exit_status = status ? app_session_fail(&s, o, &err) : 0;
    app_session_clear(&s);
    return exit_status;
}
