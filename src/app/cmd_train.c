#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "outturn/init.h"
#include "outturn/panel_training.h"

typedef struct train_session {
    ot_notes *notes;
    ot_table **table; /* of each operand */
    char *source;     /* their names, a line each */
} train_session;

static ot_status train(const train_session *s, const app_options *o, ot_error *err) {
    app_progress progress = app_progress_start(o);
    ot_training *training = NULL;
    ot_training_options options = ot_training_options_default();
    if (o->has_seed) options.seed = o->seed;
    if (app_has_progress(o)) options.progress = app_progress_show;
    options.progress_state = &progress;
    options.notes = s->notes;
    ot_status status = ot_panel_training_new(s->table, o->n_operands, &options, &training, err);
    app_progress_end(o);
    if (status == OT_ERR_INPUT && o->n_operands == 1) ot_error_locate(err, o->operand[0], 0, 0);
    if (!status) status = ot_training_save(training, s->source, o->output, err);
    ot_training_free(training);
    return status;
}

static ot_status load(train_session *s, const app_options *o, ot_error *err) {
    size_t length = 1;
    for (size_t i = 0; i < o->n_operands; i++)
        length += strlen(o->operand[i]) + 1;
    s->table = calloc(o->n_operands, sizeof *s->table);
    s->source = calloc(length, 1);
    if (!s->table || !s->source)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the panels", "内存不足以存放面板数据");
    for (size_t i = 0; i < o->n_operands; i++) {
        if (i > 0) strcat(s->source, "\n");
        strcat(s->source, o->operand[i]);
        const ot_status status = ot_table_load(o->operand + i, 1, s->notes, s->table + i, err);
        if (status) return status;
    }
    return OT_OK;
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
    if (!status) status = load(&s, o, &err);
    if (!status) status = train(&s, o, &err);
    if (!status && !o->is_quiet) app_report_warnings(s.notes, o->language);
    for (size_t i = 0; s.table && i < o->n_operands; i++)
        ot_table_free(s.table[i]);
    free(s.table);
    free(s.source);
    ot_notes_free(s.notes);
    return status ? app_report_error(&err, o->language) : 0;
}
