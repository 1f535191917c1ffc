/* Backtest of a panel: every series by every method from each of its origins. */
#include "assess/backtest/panel_backtest.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "simulate/workers.h"

/* The first `n_twins` methods once more, behind all, as "auto+panel". */
static ot_status add_twins(ot_panel_backtest *b, size_t n_twins, ot_error *err) {
    static const char ENDING[] = "+panel";
    ot_scoring *s = b->scoring;
    size_t *plain_of = ot_arena_alloc(s->arena, s->n_methods + n_twins, sizeof *plain_of);
    if (!plain_of) return ot_backtest_no_memory(err);
    for (size_t i = 0; i < s->n_methods; i++)
        plain_of[i] = OT_SCORING_ANY;
    for (size_t i = 0; i < n_twins; i++) {
        const size_t length = strlen(s->method[i]);
        char *name = ot_arena_alloc(s->arena, length + sizeof ENDING, 1);
        if (!name) return ot_backtest_no_memory(err);
        memcpy(name, s->method[i], length);
        memcpy(name + length, ENDING, sizeof ENDING);
        plain_of[s->n_methods] = i;
        s->method[s->n_methods++] = name;
    }
    b->plain_of = plain_of;
    return OT_OK;
}

/* The methods asked for, each once, the references, then twins of the first. */
static ot_status list_methods(ot_panel_backtest *b, ot_error *err) {
    ot_scoring *s = b->scoring;
    const ot_backtest_options *o = b->options;
    const size_t most = 2 * (o->n_methods + 1) + OT_SCORING_REFERENCES;
    s->method = ot_arena_alloc(s->arena, most, sizeof *s->method);
    if (!s->method) return ot_backtest_no_memory(err);
    if (o->n_methods == 0) ot_backtest_add_method(s, "auto");
    for (size_t i = 0; i < o->n_methods; i++)
        ot_backtest_add_method(s, o->method[i]);
    const size_t n_asked = s->n_methods;
    ot_backtest_add_methods(s, o);
    b->n_plain = s->n_methods;
    return add_twins(b, o->panel.recalibrates ? n_asked : 0, err);
}

/* Forecasts are dealt out one by one; each writes to rows of its own. */
typedef struct panel_crew {
    const ot_panel_backtest *b;
    size_t first, n; /* the first method; methods times trials */
    atomic_size_t n_taken;
    atomic_int status; /* the first failure */
    ot_error *err;     /* of it */
    atomic_flag is_told;
} panel_crew;

static double share_done(const panel_crew *c, size_t n) {
    const size_t all = c->b->scoring->n_methods * c->b->n_trials;
    return (double)(c->first * c->b->n_trials + n) / (double)all;
}

static void work(void *state, size_t worker) {
    panel_crew *c = state;
    const ot_backtest_options *o = c->b->options;
    size_t i;
    while (!atomic_load(&c->status) && (i = atomic_fetch_add(&c->n_taken, 1)) < c->n) {
        ot_error err;
        const size_t method = c->first + i / c->b->n_trials, trial = i % c->b->n_trials;
        const size_t plain = c->b->plain_of[method];
        const ot_status status = plain == OT_SCORING_ANY
                                     ? ot_panel_backtest_try(c->b, method, trial, &err)
                                     : ot_panel_backtest_retry(c->b, plain, method, trial, &err);
        if (status && !atomic_flag_test_and_set(&c->is_told)) {
            if (c->err) *c->err = err;
            atomic_store(&c->status, (int)status);
        }
        if (worker == 0 && o->progress) o->progress(o->progress_state, share_done(c, i + 1));
    }
}

/* Methods [from, to). */
static ot_status run(const ot_panel_backtest *b, size_t from, size_t to, ot_error *err) {
    panel_crew c = {.b = b, .first = from, .n = (to - from) * b->n_trials, .err = err};
    if (c.n == 0) return OT_OK;
    size_t n = b->options->threads ? b->options->threads : ot_workers_online();
    if (n > ot_workers_most()) n = ot_workers_most();
    if (n > c.n) n = c.n;
    atomic_init(&c.n_taken, 0);
    atomic_init(&c.status, 0);
    atomic_flag_clear(&c.is_told);
    ot_workers_run(n, work, &c);
    return (ot_status)atomic_load(&c.status);
}

/* The files of the panel, for the report. */
static ot_status name_files(ot_panel_backtest *b, ot_error *err) {
    ot_scoring *s = b->scoring;
    s->n_files = ot_table_n_inputs(b->table);
    s->file = ot_arena_alloc(s->arena, s->n_files + 2, sizeof *s->file);
    if (!s->file) return ot_backtest_no_memory(err);
    for (size_t i = 0; i < s->n_files; i++)
        s->file[i] = ot_table_input(b->table, i)->path;
    if (b->options->panel.trained) s->file[s->n_files++] = b->options->panel.trained;
    return OT_OK;
}

ot_status ot_backtest_panel(const ot_table *table, const ot_backtest_options *options,
                            ot_notes *notes, ot_scoring **out, ot_error *err) {
    ot_panel_backtest b = {.table = table, .options = options};
    ot_status status = ot_backtest_check(options, err);
    if (status) return status;
    b.scoring = ot_scoring_begin();
    if (!b.scoring) return ot_backtest_no_memory(err);
    status = list_methods(&b, err);
    if (!status) status = name_files(&b, err);
    if (!status) status = ot_panel_backtest_plan(&b, notes, err);
    if (!status) status = run(&b, 0, b.n_plain, err); /* all, before anything learns from them */
    if (!status) status = run(&b, b.n_plain, b.scoring->n_methods, err);
    if (!status) status = ot_panel_backtest_tell_gaps(&b, err);
    if (!status) status = ot_scoring_summarise(b.scoring, err);
    free(b.trial);
    if (status)
        ot_scoring_free(b.scoring);
    else
        *out = b.scoring;
    return status;
}
