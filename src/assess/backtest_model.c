/* Rolling origins of a whole model: from the last one backwards, as far as it can be made. */
#include "assess/backtest_model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assess/backtest.h"
#include "base/number.h"
#include "outturn/config.h"
#include "spec/spec.h"

enum { DEFAULT_ORIGINS = 10, SET_SIZE = 48, NUMBER_SIZE = 24 };

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the backtest", "内存不足以进行回测");
}

static void span_of(const ot_table *table, int *first, int *last) {
    *first = *last = 0;
    for (size_t i = 0; i < ot_table_count(table); i++) {
        const int year = ot_table_at(table, i)->year;
        if (!*first || year < *first) *first = year;
        if (year > *last) *last = year;
    }
}

/* The last year in which what the model simulates is known. */
static ot_status last_outturn(const ot_whole_test *w, int *last, ot_error *err) {
    const ot_model *m = w->model;
    for (*last = w->last; *last > w->first; --*last)
        for (size_t i = 0; i < m->n_indicators; i++) {
            double value;
            if (!m->scenario[w->scenario].form[i]) continue;
            const ot_status status =
                ot_model_observe(m, 0, i, NULL, NULL, 0, *last, NULL, &value, err);
            if (status) return status;
            if (isfinite(value)) return OT_OK;
        }
    return ot_fail(err, OT_ERR_INPUT, "nothing that the model simulates is observed in two years",
                   "模型所推演的指标没有两年的观测值");
}

static ot_status name_axes(ot_whole_test *w, ot_error *err) {
    static const char *const LENGTH[] = {"2-4", "5-6", "7-10", "11-20", "21+"};
    enum { N_LENGTHS = sizeof LENGTH / sizeof *LENGTH };
    ot_scoring *s = w->scoring;
    ot_scoring_axis *axis = s->axis;
    axis[OT_BACKTEST_INDICATOR] = (ot_scoring_axis){"indicator", NULL, w->model->n_indicators};
    axis[OT_BACKTEST_HORIZON] = (ot_scoring_axis){"horizon", NULL, w->options->horizon};
    axis[OT_BACKTEST_HISTORY] = (ot_scoring_axis){"history", NULL, N_LENGTHS};
    s->n_axes = OT_BACKTEST_AXES;
    s->cross[0] = OT_BACKTEST_INDICATOR;
    s->cross[1] = OT_BACKTEST_HORIZON;
    for (size_t a = 0; a < s->n_axes; a++) {
        axis[a].value = ot_arena_alloc(s->arena, axis[a].n_values, sizeof *axis[a].value);
        if (!axis[a].value) return no_memory(err);
    }
    memcpy(axis[OT_BACKTEST_HISTORY].value, LENGTH, sizeof LENGTH);
    for (size_t i = 0; i < w->model->n_indicators; i++) {
        const char *id = w->model->indicator[i].spec->id;
        axis[OT_BACKTEST_INDICATOR].value[i] = ot_arena_text(s->arena, id, strlen(id));
        if (!axis[OT_BACKTEST_INDICATOR].value[i]) return no_memory(err);
    }
    for (size_t h = 0; h < w->options->horizon; h++) {
        char text[NUMBER_SIZE];
        const int length = snprintf(text, sizeof text, "%zu", h + 1);
        axis[OT_BACKTEST_HORIZON].value[h] = ot_arena_text(s->arena, text, (size_t)length);
        if (!axis[OT_BACKTEST_HORIZON].value[h]) return no_memory(err);
    }
    return OT_OK;
}

static ot_status name_methods(ot_whole_test *w, ot_error *err) {
    ot_scoring *s = w->scoring;
    const ot_backtest_options *o = w->options;
    s->method =
        ot_arena_alloc(s->arena, o->n_methods + OT_SCORING_REFERENCES + 1, sizeof *s->method);
    s->file = ot_arena_alloc(s->arena, 2, sizeof *s->file);
    if (!s->method || !s->file) return no_memory(err);
    s->method[s->n_methods++] = "model";
    ot_backtest_add_methods(s, o);
    s->file[0] = ot_arena_text(s->arena, w->path, strlen(w->path));
    s->n_files = 1;
    if (!s->file[0]) return no_memory(err);
    const char *trained = w->spec->trained_file;
    if (!trained) return OT_OK;
    s->file[1] = ot_arena_text(s->arena, trained, strlen(trained));
    s->n_files = 2;
    return s->file[1] ? OT_OK : no_memory(err);
}

/* A setting that gives a driver one value for all years. */
static ot_status add_set(ot_whole_test *w, const char *scenario, const char *driver, double value,
                         ot_error *err) {
    const size_t size = (scenario ? strlen(scenario) : 0) + strlen(driver) + SET_SIZE;
    char *text = ot_arena_alloc(w->scoring->arena, size, 1), number[OT_NUMBER_SIZE];
    if (!text) return no_memory(err);
    (void)ot_number_shortest(value, number);
    (void)snprintf(text, size, "%s%s%sdrivers.%s.value=%s", scenario ? "scenarios." : "",
                   scenario ? scenario : "", scenario ? "." : "", driver, number);
    w->set[w->n_sets++] = text;
    return OT_OK;
}

static void note_list(const ot_whole_test *w, const char *driver) {
    ot_notes_add(w->notes, OT_SEVERITY_INFO, w->path, 0, 0,
                 "%s has a value for each year of the plan; the first stands for every year here",
                 "%s 为规划的每一年各给出一个值；此处各年均取第一个值", driver);
}

/* Lists of values are for the years that the file projects, and would not do for others. */
static ot_status free_years(ot_whole_test *w, ot_error *err) {
    const ot_spec *spec = w->spec;
    size_t n = spec->n_drivers;
    ot_status status = OT_OK;
    for (size_t s = 0; s < spec->n_scenarios; s++)
        n += spec->scenario[s].n_drivers;
    const char **set = ot_arena_alloc(w->scoring->arena, w->n_sets + n + 1, sizeof *set);
    if (!set) return no_memory(err);
    memcpy(set, w->set, w->n_sets * sizeof *set);
    w->set = set;
    for (size_t d = 0; d < spec->n_drivers && !status; d++) {
        const ot_driver_spec *x = &spec->driver[d];
        if (x->n_values < 2) continue;
        note_list(w, x->id);
        status = add_set(w, NULL, x->id, x->value[0], err);
    }
    for (size_t s = 0; s < spec->n_scenarios; s++)
        for (size_t d = 0; d < spec->scenario[s].n_drivers && !status; d++) {
            const ot_driver_change *x = &spec->scenario[s].driver[d];
            if (x->n_values < 2) continue;
            if (s == w->scenario) note_list(w, x->driver);
            status = add_set(w, spec->scenario[s].id, x->driver, x->value[0], err);
        }
    return status;
}

static ot_status prepare(ot_whole_test *w, ot_error *err) {
    ot_status status = ot_spec_load(w->path, w->set + OT_WHOLE_FIXED, w->n_sets - OT_WHOLE_FIXED,
                                    NULL, &w->spec, err);
    if (!status) status = ot_model_new(w->spec, w->table, w->plan, NULL, &w->model, err);
    if (!status && w->options->scenario) {
        w->scenario = ot_model_scenario_find(w->model, w->options->scenario, err);
        if (w->scenario == SIZE_MAX) status = OT_ERR_USAGE;
    }
    for (size_t i = 0; i < w->options->n_indicators && !status; i++)
        if (ot_model_indicator_find(w->model, w->options->indicator[i], err) == SIZE_MAX)
            status = OT_ERR_USAGE;
    if (status) return status;
    w->gap = ot_arena_alloc(w->scoring->arena, w->model->n_indicators + 1, sizeof *w->gap);
    status = w->gap ? free_years(w, err) : no_memory(err);
    if (!status) status = name_methods(w, err);
    return status ? status : name_axes(w, err);
}

static int is_fatal(ot_status status) {
    return status == OT_ERR_NOMEM || status == OT_ERR_IO || status == OT_ERR_USAGE;
}

static void note_end(const ot_whole_test *w, int origin, const ot_error *why) {
    ot_notes_add(w->notes, OT_SEVERITY_INFO, NULL, 0, 0,
                 "the model cannot be made of what was known in %d, nor in earlier years: %s%.0s",
                 "用 %d 年及更早时已知的数据无法建立模型：%.0s%s", origin,
                 why->text[OT_LANGUAGE_EN], why->text[OT_LANGUAGE_ZH]);
}

static void note_gaps(const ot_whole_test *w) {
    for (size_t i = 0; i < w->model->n_indicators; i++) {
        const ot_whole_gap *gap = &w->gap[i];
        if (gap->n_origins == 0) continue;
        ot_notes_add(w->notes, OT_SEVERITY_INFO, NULL, 0, 0,
                     "%s, and what hangs on it, is left out (origins: %zu, the last %d): %s%.0s",
                     "略去 %s 及取决于它的指标（起点 %zu 个，最近的是 %d 年）：%.0s%s",
                     w->model->indicator[i].spec->id, gap->n_origins, gap->last,
                     gap->why[OT_LANGUAGE_EN], gap->why[OT_LANGUAGE_ZH]);
    }
}

/* Years of this origin into the settings. */
static void put_years(const ot_whole_test *w, char text[OT_WHOLE_FIXED][SET_SIZE], int origin) {
    (void)snprintf(text[1], SET_SIZE, "model.first_year=%d", origin + 1);
    (void)snprintf(text[2], SET_SIZE, "model.last_year=%d", origin + (int)w->options->horizon);
    (void)snprintf(text[3], SET_SIZE, "model.observed_until=%d", origin);
}

static void tell(const ot_whole_test *w, size_t done, size_t most) {
    if (w->options->progress)
        w->options->progress(w->options->progress_state, (double)done / (double)most);
}

static ot_status try_origins(ot_whole_test *w, char text[OT_WHOLE_FIXED][SET_SIZE], ot_error *err) {
    const size_t most = w->options->origins ? w->options->origins : DEFAULT_ORIGINS;
    ot_error why;
    size_t n = 0;
    int last;
    ot_status status = last_outturn(w, &last, err);
    for (int origin = last - 1; origin >= w->first && n < most && !status; origin--) {
        put_years(w, text, origin);
        status = ot_whole_try(w, origin, &why);
        if (status && (is_fatal(status) || n == 0)) {
            if (err) *err = why;
            return status;
        }
        if (status) {
            note_end(w, origin, &why);
            break;
        }
        tell(w, ++n, most);
    }
    note_gaps(w);
    if (n > 0 && w->scoring->n_rows > 0) return OT_OK;
    return status ? status
                  : ot_fail(err, OT_ERR_INPUT,
                            "no forecast of the model with %zu values of history has an "
                            "outturn",
                            "历史数值不少于 %zu 个的预测都没有实绩", w->options->min_history);
}

static ot_status judge_events(ot_scoring *s, ot_error *err) {
    double *probability = calloc(s->n_events + 1, sizeof *probability);
    int *came = calloc(s->n_events + 1, sizeof *came);
    ot_status status = probability && came ? OT_OK : no_memory(err);
    for (size_t i = 0; i < s->n_events && !status; i++) {
        probability[i] = s->event[i].probability;
        came[i] = s->event[i].came;
    }
    if (!status) ot_reliability_fill(&s->reliability, probability, came, s->n_events);
    free(probability);
    free(came);
    return status;
}

static ot_status run(ot_whole_test *w, char text[OT_WHOLE_FIXED][SET_SIZE], ot_error *err) {
    ot_status status = prepare(w, err);
    if (!status) status = try_origins(w, text, err);
    w->scoring->n_series = w->model ? w->model->n_indicators : 0;
    w->scoring->n_origins = (size_t)(w->last - w->first) + 1;
    if (!status) status = judge_events(w->scoring, err);
    return status ? status : ot_scoring_summarise(w->scoring, err);
}

ot_status ot_backtest_model(const char *path, const char *const *set, size_t n_sets,
                            const ot_table *table, const ot_plan *plan,
                            const ot_backtest_options *options, ot_notes *notes, ot_scoring **out,
                            ot_error *err) {
    char text[OT_WHOLE_FIXED][SET_SIZE] = {"model.mode=\"forecast\""};
    ot_whole_test w = {.path = path, .table = table, .plan = plan, .options = options};
    ot_status status = ot_backtest_check(options, err);
    if (status) return status;
    w.notes = notes;
    w.n_sets = n_sets + OT_WHOLE_FIXED;
    w.scoring = ot_scoring_begin();
    const char **own_set = w.set = calloc(w.n_sets + 1, sizeof *w.set);
    span_of(table, &w.first, &w.last);
    if (!w.scoring || !w.set) status = no_memory(err);
    for (size_t i = 0; i < OT_WHOLE_FIXED && !status; i++)
        w.set[i] = text[i];
    for (size_t i = 0; i < n_sets && !status; i++)
        w.set[OT_WHOLE_FIXED + i] = set[i];
    if (!status) status = run(&w, text, err);
    ot_model_free(w.model);
    ot_spec_free(w.spec);
    free(own_set);
    if (status)
        ot_scoring_free(w.scoring);
    else
        *out = w.scoring;
    return status;
}
