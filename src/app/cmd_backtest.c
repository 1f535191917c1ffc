#include <string.h>

#include "output.h"
#include "outturn/backtest.h"
#include "outturn/init.h"
#include "session.h"

typedef struct backtest_session {
    app_session model; /* of MODEL */
    ot_notes *notes;   /* of a panel, and its table */
    ot_table *table;
    ot_training *training; /* of auto; NULL: what ships */
    ot_scoring *scoring;
} backtest_session;

static ot_backtest_options options_of(const app_options *o, app_progress *progress) {
    ot_backtest_options options = ot_backtest_options_default();
    options.method = o->method;
    options.n_methods = o->n_chosen_methods;
    options.indicator = o->indicator;
    options.n_indicators = o->n_indicators;
    options.panel.area = o->area;
    options.panel.n_areas = o->n_areas;
    options.origins = (size_t)o->origins;
    if (o->horizon) options.horizon = (size_t)o->horizon;
    if (o->min_history) options.min_history = (size_t)o->min_history;
    options.panel.max_history = (size_t)o->max_history;
    if (o->n_scenarios) options.model.scenario = o->scenario[0];
    if (o->draws) options.model.draws = o->draws;
    options.panel.needs_all = o->needs_all;
    options.model.takes_given = o->takes_given;
    options.panel.recalibrates = o->recalibrates;
    if (o->has_seed) options.seed = o->seed;
    options.threads = (size_t)o->threads;
    if (app_has_progress(o)) {
        options.progress = app_progress_show;
        options.progress_state = progress;
    }
    return options;
}

static ot_status test_panel(backtest_session *s, const app_options *o, ot_error *err) {
    app_progress progress = app_progress_start(o);
    ot_backtest_options options = options_of(o, &progress);
    ot_init();
    ot_status status = ot_notes_new(&s->notes, err);
    if (!status && o->trained) status = ot_training_load(o->trained, NULL, &s->training, err);
    options.panel.training = s->training;
    options.panel.trained = o->trained;
    if (!status) status = ot_table_load(&o->panel, 1, s->notes, &s->table, err);
    if (!status) status = ot_backtest_panel(s->table, &options, s->notes, &s->scoring, err);
    app_progress_end(o);
    return status;
}

static ot_status test_model(backtest_session *s, const app_options *o, ot_error *err) {
    app_progress progress = app_progress_start(o);
    app_session *m = &s->model;
    const ot_backtest_options options = options_of(o, &progress);
    ot_status status = app_session_load(m, o, err);
    if (!status)
        status = ot_backtest_model(o->operand[0], m->set, m->n_sets, m->table, m->plan, &options,
                                   m->notes, &s->scoring, err);
    app_progress_end(o);
    return status;
}

static int is_table(const char *path) {
    const size_t n = strlen(path);
    return n > 4 && strcmp(path + n - 4, ".csv") == 0;
}

static ot_status test(backtest_session *s, const app_options *o, ot_error *err) {
    if (o->n_operands > 0 && !o->panel && is_table(o->operand[0]))
        return ot_fail(err, OT_ERR_USAGE, "%s is a table; a panel is given as --panel %s",
                       "%s 是表格；面板数据用 --panel %s 给出", o->operand[0], o->operand[0]);
    if ((o->n_operands > 0) == (o->panel != NULL))
        return ot_fail(err, OT_ERR_USAGE, "backtest takes either a model or --panel PANEL.csv",
                       "backtest 需要一个模型，或 --panel 面板数据，二者取一");
    if (o->trained && !o->panel)
        return ot_fail(err, OT_ERR_USAGE,
                       "--trained goes with --panel; a model names its file in data.trained, which "
                       "--set 'data.trained=\"%s\"' changes",
                       "--trained 只用于 --panel；模型用 data.trained 指明文件，可用 --set "
                       "'data.trained=\"%s\"' 改动",
                       o->trained);
    return o->panel ? test_panel(s, o, err) : test_model(s, o, err);
}

static ot_status report(const backtest_session *s, const app_options *o, ot_error *err) {
    const ot_notes *notes = o->panel ? s->notes : s->model.notes;
    const ot_parts parts = {.scoring = s->scoring, .notes = notes};
    const ot_writer writer = app_stdout();
    const ot_status status =
        ot_report_write(OT_REPORT_BACKTEST, &parts, o->format, o->language, &writer, err);
    if (!status && o->format != OT_FORMAT_TEXT) app_report_warnings(notes, o->language);
    return status;
}

int app_backtest(const app_options *o) {
    ot_error err;
    backtest_session s = {0};
    ot_status status = test(&s, o, &err);
    if (!status && !o->is_quiet) status = report(&s, o, &err);
    const int exit_status = !status    ? 0
                            : o->panel ? app_report_error(&err, o->language)
                                       : app_session_fail(&s.model, o, &err);
    ot_scoring_free(s.scoring);
    ot_training_free(s.training);
    ot_table_free(s.table);
    ot_notes_free(s.notes);
    app_session_clear(&s.model);
    return exit_status;
}
