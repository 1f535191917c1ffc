/* session.h -- the values that a command needs, made in order and freed together */
#ifndef APP_SESSION_H
#define APP_SESSION_H

#include "options.h"
#include "outturn/case.h"
#include "outturn/config.h"
#include "outturn/document.h"
#include "outturn/fit.h"

typedef struct app_session {
    ot_notes *notes;
    ot_spec *spec;
    ot_table *table;
    ot_plan *plan;
    ot_model *model;
    ot_fit *fit;
    ot_case **c;
    size_t n_cases;
} app_session;

/* From the model file to the model. Clear the session whatever this returns. */
ot_status app_session_open(app_session *s, const app_options *o, ot_error *err) OT_CHECK_RESULT;
ot_status app_session_fit(app_session *s, ot_error *err) OT_CHECK_RESULT;
/* Cases of the scenarios named by id[0..n); n = 0: of all. */
ot_status app_session_cases(app_session *s, const char *const *id, size_t n,
                            ot_error *err) OT_CHECK_RESULT;
void app_session_clear(app_session *s);

ot_parts app_session_parts(const app_session *s, const app_options *o);
ot_run_options app_session_options(const app_session *s, const app_options *o, int *percent);
/* The years of --years lie within those projected? OT_ERR_USAGE */
ot_status app_session_years(const app_session *s, const app_options *o,
                            ot_error *err) OT_CHECK_RESULT;

#endif
