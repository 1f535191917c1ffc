#include "output.h"
#include "outturn/init.h"
#include "outturn/scoring.h"

static ot_status report(const ot_scoring *s, const ot_notes *notes, const app_options *o,
                        ot_error *err) {
    const ot_parts parts = {.scoring = s, .notes = notes};
    const ot_writer writer = app_stdout();
    const ot_status status =
        ot_report_write(OT_REPORT_SCORE, &parts, o->format, o->language, &writer, err);
    if (!status && o->format != OT_FORMAT_TEXT) app_report_warnings(notes, o->language);
    return status;
}

int app_score(const app_options *o) {
    ot_error err;
    ot_notes *notes = NULL;
    ot_scoring *s = NULL;
    ot_init();
    ot_status status = ot_notes_new(&notes, &err);
    if (!status)
        status = ot_scoring_load(o->operand[0], o->operand[1], o->reference, notes, &s, &err);
    if (!status && !o->is_quiet) status = report(s, notes, o, &err);
    ot_scoring_free(s);
    ot_notes_free(notes);
    return status ? app_report_error(&err, o->language) : 0;
}
