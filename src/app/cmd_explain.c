#include <stdlib.h>

#include "output.h"
#include "session.h"

/* One attribution an indicator of --explain; the caller frees them. */
static ot_status attribute(const app_session *s, const app_options *o, ot_attribution **x,
                           ot_error *err) {
    ot_status status = OT_OK;
    for (size_t i = 0; i < o->n_explain && !status; i++)
        status = ot_attribution_new(s->model, s->c[0], s->c[1], o->explain[i], &x[i], err);
    return status;
}

static ot_status write_report(const app_session *s, const app_options *o, ot_attribution **x,
                              ot_error *err) {
    ot_parts parts = app_session_parts(s, o);
    const ot_writer writer = app_stdout();
    parts.attribution = (const ot_attribution *const *)x;
    parts.n_attributions = o->n_explain;
    if (o->is_quiet) return OT_OK;
    return ot_report_write(OT_REPORT_EXPLAIN, &parts, o->format, o->language, &writer, err);
}

int app_explain(const app_options *o) {
    ot_error err;
    app_session s;
    ot_attribution **x = calloc(o->n_explain + 1, sizeof *x);
    ot_status status = app_session_open(&s, o, &err);
    if (!x) status = ot_fail(&err, OT_ERR_NOMEM, "no memory for the differences", "内存不足");
    if (!status) status = app_session_fit(&s, &err);
    if (!status) status = app_session_cases(&s, o->operand + 1, 2, &err);
    if (!status) status = attribute(&s, o, x, &err);
    if (!status) status = write_report(&s, o, x, &err);
    if (!status && !o->is_quiet && o->format != OT_FORMAT_TEXT)
        app_report_warnings(s.notes, o->language);
    const int exit_status = status ? app_session_fail(&s, o, &err) : 0;
    for (size_t i = 0; x && i < o->n_explain; i++)
        ot_attribution_free(x[i]);
    free(x);
    app_session_clear(&s);
    return exit_status;
}
