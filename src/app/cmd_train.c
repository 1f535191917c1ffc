#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "outturn/init.h"
#include "outturn/table.h"
#include "outturn/training.h"

typedef struct train_session {
    ot_notes *notes;
    ot_table *table;
    const ot_observation **first; /* [n] of each series */
    ot_training_series *series;   /* [n] */
    double *room;                 /* their values */
    size_t n;
} train_session;

static int is_same_series(const ot_observation *a, const ot_observation *b) {
    return strcmp(a->series, b->series) == 0 && strcmp(a->area, b->area) == 0;
}

static void find_series(train_session *s) {
    for (size_t i = 0; i < ot_table_count(s->table); i++) {
        const ot_observation *x = ot_table_at(s->table, i);
        size_t k = s->n;
        while (k > 0 && !is_same_series(s->first[k - 1], x))
            k--;
        if (k == 0) s->first[s->n++] = x;
    }
}

/* The last values that follow one another without a gap; returns their number. */
static size_t read_values(const ot_table *table, const ot_observation *x, double *value,
                          size_t room) {
    int first, last;
    size_t n = 0;
    if (!ot_table_span(table, x->series, x->area, &first, &last)) return 0;
    for (int year = first; year <= last; year++) {
        const ot_observation *o = ot_table_find(table, x->series, x->area, year, NULL);
        if (!o || !isfinite(o->figure.value))
            n = 0;
        else if (n < room)
            value[n++] = o->figure.value;
    }
    return n;
}

/* Series of the same values are left out together. */
static size_t group_of(const ot_training_series *series, size_t k) {
    for (size_t i = 0; i < k; i++)
        if (series[i].n == series[k].n &&
            memcmp(series[i].value, series[k].value, series[k].n * sizeof *series[k].value) == 0)
            return i;
    return k;
}

static ot_status read(train_session *s, const app_options *o, ot_error *err) {
    ot_status status = ot_notes_new(&s->notes, err);
    if (!status) status = ot_table_load(o->operand, 1, s->notes, &s->table, err);
    if (status) return status;
    const size_t count = ot_table_count(s->table);
    s->first = calloc(count + 1, sizeof *s->first);
    s->series = calloc(count + 1, sizeof *s->series);
    s->room = calloc(count + 1, sizeof *s->room);
    if (!s->first || !s->series || !s->room)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for the series", "内存不足以存放序列");
    find_series(s);
    size_t used = 0;
    for (size_t k = 0; k < s->n; k++) {
        const size_t n = read_values(s->table, s->first[k], s->room + used, count - used);
        s->series[k] = (ot_training_series){.value = s->room + used, .n = n};
        s->series[k].group = group_of(s->series, k);
        used += n;
    }
    return OT_OK;
}

static void show(double share, void *state) { app_progress_show(state, share); }

static ot_status train(const train_session *s, const app_options *o, ot_error *err) {
    app_progress progress = app_progress_start(o);
    ot_training *training = NULL;
    ot_training_options options = ot_training_options_default();
    if (o->has_seed) options.seed = o->seed;
    if (app_has_progress(o)) options.progress = show;
    options.state = &progress;
    options.notes = s->notes;
    ot_status status = ot_training_new(s->series, s->n, &options, &training, err);
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
    if (!status) status = read(&s, o, &err);
    if (!status) status = train(&s, o, &err);
    if (!status && !o->is_quiet) app_report_warnings(s.notes, o->language);
    free(s.room);
    free(s.series);
    free(s.first);
    ot_table_free(s.table);
    ot_notes_free(s.notes);
    return status ? app_report_error(&err, o->language) : 0;
}
