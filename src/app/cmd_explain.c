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

int app_explain(const app_options *o) {
    ot_error err;
    app_session s;
    ot_attribution **x = calloc(o->n_explain + 1, sizeof *x);
    ot_status status = app_session_open(&s, o, &err);
    if (!x) status = ot_fail(&err, OT_ERR_NOMEM, "no memory for the differences", "内存不足");
    if (!status) status = app_session_fit(&s, &err);
    if (!status) status = app_session_cases(&s, o->operand + 1, 2, &err);
    if (!status) status = attribute(&s, o, x, &err);
    ot_parts parts = app_session_parts(&s, o);
    parts.attribution = (const ot_attribution *const *)x;
    parts.n_attributions = o->n_explain;
    const int exit_status = app_session_answer(&s, o, OT_REPORT_EXPLAIN, &parts, status, &err);
    for (size_t i = 0; x && i < o->n_explain; i++)
        ot_attribution_free(x[i]);
    free(x);
    app_session_clear(&s);
    return exit_status;
}
