#include <stdlib.h>

#include "output.h"
#include "outturn/init.h"

typedef struct prior_session {
    ot_notes *notes;
    ot_table *table;
    ot_prior **prior;
    size_t n;
} prior_session;

static ot_status make(prior_session *s, const app_options *o, ot_error *err) {
    const ot_prior_options options = {o->area, o->n_areas, o->from, o->to, o->leaves_out_outliers};
    ot_init();
    ot_status status = ot_notes_new(&s->notes, err);
    if (!status) status = ot_table_load(o->operand, 1, s->notes, &s->table, err);
    s->prior = calloc(o->n_indicators + 1, sizeof *s->prior);
    if (!status && !s->prior)
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for the indicators", "内存不足以存放指标");
    for (size_t k = 0; k < o->n_indicators && !status; k++) {
        status = ot_prior_new(s->table, o->indicator[k], &options, s->notes, &s->prior[k], err);
        if (!status) s->n++;
    }
    return status;
}

static ot_status report(const prior_session *s, const app_options *o, ot_error *err) {
    ot_parts parts = {.table = s->table, .notes = s->notes, .terminal = app_terminal()};
    parts.prior = (const ot_prior *const *)s->prior;
    parts.n_priors = s->n;
    const ot_writer writer = app_stdout();
    const ot_status status =
        ot_report_write(OT_REPORT_PRIOR, &parts, o->format, o->language, &writer, err);
    if (!status && o->format != OT_FORMAT_TEXT) app_report_warnings(s->notes, o->language);
    return status;
}

int app_prior(const app_options *o) {
    ot_error err;
    prior_session s = {0};
    ot_status status = make(&s, o, &err);
    if (!status && !o->is_quiet) status = report(&s, o, &err);
    for (size_t k = 0; k < s.n; k++)
        ot_prior_free(s.prior[k]);
    free(s.prior);
    ot_table_free(s.table);
    ot_notes_free(s.notes);
    return status ? app_report_error(&err, o->language) : 0;
}
