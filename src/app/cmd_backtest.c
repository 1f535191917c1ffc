#include "output.h"
#include "outturn/init.h"
#include "outturn/scoring.h"

typedef struct backtest_session {
    ot_notes *notes;
    ot_table *table;
    ot_scoring *scoring;
} backtest_session;

static ot_backtest_options options_of(const app_options *o, int *percent) {
    ot_backtest_options options = ot_backtest_options_default();
    options.method = o->method;
    options.n_methods = o->n_chosen_methods;
    options.indicator = o->indicator;
    options.n_indicators = o->n_indicators;
    options.area = o->area;
    options.n_areas = o->n_areas;
    options.origins = (size_t)o->origins;
    if (o->horizon) options.horizon = (size_t)o->horizon;
    if (o->min_history) options.min_history = (size_t)o->min_history;
    options.max_history = (size_t)o->max_history;
    options.recalibrates = o->recalibrates;
    if (o->has_seed) options.seed = o->seed;
    options.threads = (size_t)o->threads;
    if (app_has_progress(o)) {
        options.progress = app_progress;
        options.progress_state = percent;
    }
    return options;
}

static ot_status make(backtest_session *s, const app_options *o, ot_error *err) {
    int percent = -1;
    const ot_backtest_options options = options_of(o, &percent);
    ot_init();
    ot_status status = ot_notes_new(&s->notes, err);
    if (!status && !o->panel)
        status = ot_fail(err, OT_ERR_USAGE, "backtest needs --panel PANEL.csv",
                         "backtest 需要 --panel 面板数据文件");
    if (!status) status = ot_table_load(&o->panel, 1, s->notes, &s->table, err);
    if (!status) status = ot_backtest_panel(s->table, &options, s->notes, &s->scoring, err);
    app_progress_end(o);
    return status;
}

static ot_status report(const backtest_session *s, const app_options *o, ot_error *err) {
    const ot_parts parts = {.table = s->table, .scoring = s->scoring, .notes = s->notes};
    const ot_writer writer = app_stdout();
    const ot_status status =
        ot_report_write(OT_REPORT_BACKTEST, &parts, o->format, o->language, &writer, err);
    if (!status && o->format != OT_FORMAT_TEXT) app_report_warnings(s->notes, o->language);
    return status;
}

int app_backtest(const app_options *o) {
    ot_error err;
    backtest_session s = {0};
    ot_status status = make(&s, o, &err);
    if (!status && !o->is_quiet) status = report(&s, o, &err);
    ot_scoring_free(s.scoring);
    ot_table_free(s.table);
    ot_notes_free(s.notes);
    return status ? app_report_error(&err, o->language) : 0;
}
