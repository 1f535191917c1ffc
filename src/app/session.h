/* session.h -- the values that a command needs, made in order and freed together */
#ifndef APP_SESSION_H
#define APP_SESSION_H

#include "options.h"
#include "output.h"
#include "outturn/case.h"
#include "outturn/config.h"
#include "outturn/document.h"
#include "outturn/fit.h"
#include "outturn/overlay.h"
#include "outturn/path.h"
#include "outturn/shelf.h"

enum { APP_SET_SIZE = 40 };
typedef struct app_session {
    ot_notes *notes;
    ot_spec *spec;
    ot_shelf *shelf, *own_shelf; /* where data and plan stand; its own when none was brought */
    const ot_table *table;
    const ot_plan *plan; /* NULL: none */
    ot_model *model;
    ot_fit *fit;
    ot_case **c;
    size_t n_cases;
    const char **set; /* those of --mode and --years, of --overlay, of --set */
    size_t n_sets;
    ot_overlay **overlay; /* of --overlay, in the order given */
    size_t n_overlays;
    char room[4][APP_SET_SIZE];
    size_t *indicator; /* of --indicator, in the model's order */
    size_t n_indicators;
} app_session;

int app_is_folder(const char *path);
/* From the model file to the model. Clear the session whatever this returns. */
ot_status app_session_open(app_session *s, const app_options *o, ot_error *err) OT_CHECK_RESULT;
/* The same without the model, and without what --mode and --years set. */
ot_status app_session_load(app_session *s, const app_options *o, ot_error *err) OT_CHECK_RESULT;
/* app_session_open with data from a shelf that several sessions share; ot_init was called. */
ot_status app_session_open_from(app_session *s, const app_options *o, ot_shelf *shelf,
                                ot_error *err) OT_CHECK_RESULT;
/* The second notes where observations are few, as reports without the estimates must. */
ot_status app_session_estimate(app_session *s, ot_error *err) OT_CHECK_RESULT;
ot_status app_session_fit(app_session *s, ot_error *err) OT_CHECK_RESULT;
/* Cases of the scenarios named by id[0..n); n = 0: of all. */
ot_status app_session_cases(app_session *s, const char *const *id, size_t n,
                            ot_error *err) OT_CHECK_RESULT;
/* The indicators of --indicator. OT_ERR_USAGE: there is none of that name */
ot_status app_session_indicators(app_session *s, const app_options *o,
                                 ot_error *err) OT_CHECK_RESULT;
/* Fit, and solve the one scenario of --scenario, or the first; free *path before the session. */
ot_status app_session_path(app_session *s, const app_options *o, ot_path **path,
                           ot_error *err) OT_CHECK_RESULT;
void app_session_clear(app_session *s);

/* The folder of the files that are written; the caller frees it. NULL when memory ran out. */
char *app_session_folder(const app_session *s, const app_options *o);

ot_parts app_session_parts(const app_session *s, const app_options *o);
ot_run_options app_session_options(const app_session *s, const app_options *o,
                                   app_progress *progress);
/* Of an error that a setting of --overlay is to blame for: say where it stands. */
void app_session_blame(const app_session *s, ot_error *err);
/* With other processes: does another one tell why the run cannot be made? Each asks this once,
 * before the run. */
int app_session_is_told(ot_status status);

/* Tell of an error and, where a scenario could not be solved, of the notes that explain it; returns
 * the exit status. */
int app_session_fail(const app_session *s, const app_options *o, ot_error *err);
/* Unless a status failed before: print the report, and warnings where the report has none. Tells of
 * either failure; returns the exit status. */
int app_session_answer(const app_session *s, const app_options *o, ot_report_kind kind,
                       const ot_parts *parts, ot_status status, ot_error *err);

#endif
