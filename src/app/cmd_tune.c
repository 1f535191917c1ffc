#include <stdlib.h>

#include "output.h"
#include "session.h"

static ot_tune_options options_of(const app_options *o, app_progress *progress) {
    ot_tune_options options = ot_tune_options_default();
    options.loss = o->loss;
    if (o->mode) options.mode = o->mode;
    if (o->n_scenarios) options.scenario = o->scenario[0];
    options.first_year = o->first_year;
    options.last_year = o->last_year;
    options.hold_out = o->hold_out;
    options.points = (size_t)o->points;
    if (o->draws) options.draws = o->draws;
    if (o->has_seed) options.seed = o->seed;
    options.sampling = o->sampling;
    options.has_sampling = o->has_sampling;
    if (app_has_progress(o)) {
        options.progress = app_progress_show;
        options.progress_state = progress;
    }
    return options;
}

static ot_status tune(app_session *s, const app_options *o, ot_tune **out, ot_error *err) {
    app_progress progress = app_progress_start(o);
    const ot_tune_options options = options_of(o, &progress);
    const ot_status status =
        ot_tune_new(o->operand[0], s->set, s->n_sets, s->table, s->plan, o->parameter,
                    o->n_parameters, o->fit, o->n_fit, &options, s->notes, out, err);
    app_progress_end(o);
    return status;
}

static ot_status write_all(const app_session *s, const app_options *o, const ot_tune *t,
                           ot_error *err) {
    char *folder = app_session_folder(s, o);
    if (!folder)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for a file name", "内存不足以生成文件名");
    const ot_writer writer = app_stdout();
    ot_parts parts = app_session_parts(s, o);
    parts.tune = t;
    parts.folder = folder;
    ot_status status = ot_tune_write(t, o->language, folder, err);
    if (!status && !o->is_quiet)
        status = ot_report_write(OT_REPORT_TUNE, &parts, o->format, o->language, &writer, err);
    free(folder);
    return status;
}

int app_tune(const app_options *o) {
    ot_error err;
    app_session s;
    ot_tune *t = NULL;
    ot_status status = app_session_load(&s, o, &err);
    if (!status) status = tune(&s, o, &t, &err);
    if (!status) status = write_all(&s, o, t, &err);
    if (!status && !o->is_quiet && o->format != OT_FORMAT_TEXT)
        app_report_warnings(s.notes, o->language);
    const int exit_status = status ? app_session_fail(&s, o, &err) : 0;
    ot_tune_free(t);
    app_session_clear(&s);
    return exit_status;
}
