#include "output.h"
#include "session.h"

int app_solve(const app_options *o) {
    ot_error err;
    app_session s;
    ot_solution *solution = NULL;
    ot_status status = app_session_open(&s, o, &err);
    if (!status) status = app_session_indicators(&s, o, &err);
    if (!status) status = app_session_fit(&s, &err);
    if (!status) status = app_session_cases(&s, o->scenario, o->n_scenarios, &err);
    if (!status) {
        const ot_path_options options = {o->start_factor};
        status = ot_solution_new(s.model, (const ot_case *const *)s.c, s.n_cases, &options, s.notes,
                                 &solution, &err);
    }
    ot_parts parts = app_session_parts(&s, o);
    parts.solution = solution;
    const ot_writer writer = app_stdout();
    if (!status && !o->is_quiet)
        status = ot_report_write(OT_REPORT_SOLVE, &parts, o->format, o->language, &writer, &err);
    if (!status && !o->is_quiet && o->format != OT_FORMAT_TEXT)
        app_report_warnings(s.notes, o->language);
    const int exit_status = status ? app_session_fail(&s, o, &err) : 0;
    ot_solution_free(solution);
    app_session_clear(&s);
    return exit_status;
}
