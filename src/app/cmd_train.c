#include "output.h"
#include "outturn/init.h"
#include "outturn/panel_training.h"

typedef struct train_session {
    ot_notes *notes;
    ot_table *table;
} train_session;

static ot_status train(const train_session *s, const app_options *o, ot_error *err) {
    app_progress progress = app_progress_start(o);
    ot_training *training = NULL;
    ot_training_options options = ot_training_options_default();
    if (o->has_seed) options.seed = o->seed;
    if (app_has_progress(o)) options.progress = app_progress_show;
    options.progress_state = &progress;
    options.notes = s->notes;
    ot_status status = ot_panel_training_new(s->table, &options, &training, err);
    app_progress_end(o);
    if (status == OT_ERR_INPUT) ot_error_locate(err, o->operand[0], 0, 0);
    if (!status) status = ot_training_save(training, o->operand[0], o->output, err);
    ot_training_free(training);
    return status;
}

int app_train(const app_options *o) {
    ot_error err;
    train_session s = {0};
    ot_status status = OT_OK;
    ot_init();
    if (!o->output)
        status = ot_fail(&err, OT_ERR_USAGE, "train needs --output FILE",
                         "train 需要用 --output 给出结果文件");
    if (!status) status = ot_notes_new(&s.notes, &err);
    if (!status) status = ot_table_load(o->operand, 1, s.notes, &s.table, &err);
    if (!status) status = train(&s, o, &err);
    if (!status && !o->is_quiet) app_report_warnings(s.notes, o->language);
    ot_table_free(s.table);
    ot_notes_free(s.notes);
    return status ? app_report_error(&err, o->language) : 0;
}
