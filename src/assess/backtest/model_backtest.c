/* Rolling origins of a whole model: from the last one backwards, as far as it can be made. */
#include "assess/backtest/model_backtest.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "outturn/config.h"
#include "spec/spec.h"

enum { DEFAULT_ORIGINS = 10, SET_SIZE = 48 };

static void span_of(const ot_table *table, int *first, int *last) {
    *first = *last = 0;
    for (size_t i = 0; i < ot_table_count(table); i++) {
        const int year = ot_table_at(table, i)->year;
        if (!*first || year < *first) *first = year;
        if (year > *last) *last = year;
    }
}

/* The last year in which what the model simulates is known. */
static ot_status last_outturn(const ot_model_backtest *b, int *last, ot_error *err) {
    const ot_model *m = b->model;
    for (*last = b->last; *last > b->first; --*last)
        for (size_t i = 0; i < m->n_indicators; i++) {
            double value;
            if (!m->scenario[b->scenario].form[i]) continue;
            const ot_status status =
                ot_model_observe(m, 0, i, NULL, NULL, 0, *last, NULL, &value, err);
            if (status) return status;
            if (isfinite(value)) return OT_OK;
        }
    return ot_fail(err, OT_ERR_INPUT, "nothing that the model simulates is observed in two years",
                   "模型所推演的指标没有两年的观测值");
}

static ot_status name_axes(ot_model_backtest *b, ot_error *err) {
    const ot_model *m = b->model;
    ot_scoring *s = b->scoring;
    const char **name = ot_arena_alloc(s->arena, m->n_indicators, sizeof *name);
    if (!name) return ot_backtest_no_memory(err);
    for (size_t i = 0; i < m->n_indicators; i++) {
        const char *id = m->indicator[i].spec->id;
        name[i] = ot_arena_text(s->arena, id, strlen(id));
        if (!name[i]) return ot_backtest_no_memory(err);
    }
    return ot_backtest_name_axes(s, name, m->n_indicators, b->options->horizon, err);
}

static ot_status name_methods(ot_model_backtest *b, ot_error *err) {
    ot_scoring *s = b->scoring;
    const ot_backtest_options *o = b->options;
    s->method =
        ot_arena_alloc(s->arena, o->n_methods + OT_SCORING_REFERENCES + 1, sizeof *s->method);
    s->file = ot_arena_alloc(s->arena, 2, sizeof *s->file);
    if (!s->method || !s->file) return ot_backtest_no_memory(err);
    ot_backtest_add_method(s, "model");
    ot_backtest_add_methods(s, o);
    s->file[0] = ot_arena_text(s->arena, b->path, strlen(b->path));
    s->n_files = 1;
    if (!s->file[0]) return ot_backtest_no_memory(err);
    const char *trained = b->spec->trained_file;
    if (!trained) return OT_OK;
    s->file[1] = ot_arena_text(s->arena, trained, strlen(trained));
    s->n_files = 2;
    return s->file[1] ? OT_OK : ot_backtest_no_memory(err);
}

/* A setting that gives a driver one value for all years. */
static ot_status add_set(ot_model_backtest *b, const char *scenario, const char *driver,
                         double value, ot_error *err) {
    const size_t size = (scenario ? strlen(scenario) : 0) + strlen(driver) + SET_SIZE;
    char *text = ot_arena_alloc(b->scoring->arena, size, 1), number[OT_NUMBER_SIZE];
    if (!text) return ot_backtest_no_memory(err);
    (void)ot_number_shortest(value, number);
    (void)snprintf(text, size, "%s%s%sdrivers.%s.value=%s", scenario ? "scenarios." : "",
                   scenario ? scenario : "", scenario ? "." : "", driver, number);
    b->set[b->n_sets++] = text;
    return OT_OK;
}

static void note_list(const ot_model_backtest *b, const char *driver) {
    ot_notes_add(b->notes, OT_SEVERITY_INFO, b->path, 0, 0,
                 "%s has a value for each year of the plan; the first stands for every year here",
                 "%s 为规划的每一年各给出一个值；此处各年均取第一个值", driver);
}

/* Lists of values are for the years that the file projects, and would not do for others. */
static ot_status free_years(ot_model_backtest *b, ot_error *err) {
    const ot_spec *spec = b->spec;
    size_t n = spec->n_drivers;
    ot_status status = OT_OK;
    for (size_t s = 0; s < spec->n_scenarios; s++)
        n += spec->scenario[s].n_drivers;
    const char **set = ot_arena_alloc(b->scoring->arena, b->n_sets + n + 1, sizeof *set);
    if (!set) return ot_backtest_no_memory(err);
    memcpy(set, b->set, b->n_sets * sizeof *set);
    b->set = set;
    for (size_t d = 0; d < spec->n_drivers && !status; d++) {
        const ot_driver_spec *x = &spec->driver[d];
        if (x->n_values < 2) continue;
        note_list(b, x->id);
        status = add_set(b, NULL, x->id, x->value[0], err);
    }
    for (size_t s = 0; s < spec->n_scenarios; s++)
        for (size_t d = 0; d < spec->scenario[s].n_drivers && !status; d++) {
            const ot_driver_change *x = &spec->scenario[s].driver[d];
            if (x->n_values < 2) continue;
            if (s == b->scenario) note_list(b, x->driver);
            status = add_set(b, spec->scenario[s].id, x->driver, x->value[0], err);
        }
    return status;
}

static ot_status prepare(ot_model_backtest *b, ot_error *err) {
    ot_status status = ot_spec_load(b->path, b->set + OT_MODEL_BACKTEST_FIXED,
                                    b->n_sets - OT_MODEL_BACKTEST_FIXED, NULL, &b->spec, err);
    if (!status) status = ot_model_new(b->spec, b->table, b->plan, NULL, &b->model, err);
    if (!status && b->options->model.scenario) {
        b->scenario = ot_model_scenario_find(b->model, b->options->model.scenario, err);
        if (b->scenario == SIZE_MAX) status = OT_ERR_USAGE;
    }
    for (size_t i = 0; i < b->options->n_indicators && !status; i++)
        if (ot_model_indicator_find(b->model, b->options->indicator[i], err) == SIZE_MAX)
            status = OT_ERR_USAGE;
    if (status) return status;
    b->gap = ot_arena_alloc(b->scoring->arena, b->model->n_indicators + 1, sizeof *b->gap);
    status = b->gap ? free_years(b, err) : ot_backtest_no_memory(err);
    if (!status) status = name_methods(b, err);
    return status ? status : name_axes(b, err);
}

static int is_fatal(ot_status status) {
    return status == OT_ERR_NOMEM || status == OT_ERR_IO || status == OT_ERR_USAGE;
}

static void note_end(const ot_model_backtest *b, int origin, const ot_error *why) {
    ot_notes_add(b->notes, OT_SEVERITY_INFO, NULL, 0, 0,
                 "the model cannot be made of what was known in %d, nor in earlier years: %s%.0s",
                 "用 %d 年及更早时已知的数据无法建立模型：%.0s%s", origin,
                 why->text[OT_LANGUAGE_EN], why->text[OT_LANGUAGE_ZH]);
}

static void note_gaps(const ot_model_backtest *b) {
    for (size_t i = 0; i < b->model->n_indicators; i++) {
        const ot_model_backtest_gap *gap = &b->gap[i];
        if (gap->n_origins == 0) continue;
        ot_notes_add(b->notes, OT_SEVERITY_INFO, NULL, 0, 0,
                     "%s, and what hangs on it, is left out (origins: %zu, the last %d): %s%.0s",
                     "略去 %s 及取决于它的指标（起点 %zu 个，最近的是 %d 年）：%.0s%s",
                     b->model->indicator[i].spec->id, gap->n_origins, gap->last,
                     gap->why[OT_LANGUAGE_EN], gap->why[OT_LANGUAGE_ZH]);
    }
}

/* Years of this origin into the settings. */
static void put_years(const ot_model_backtest *b, char text[OT_MODEL_BACKTEST_FIXED][SET_SIZE],
                      int origin) {
    (void)snprintf(text[1], SET_SIZE, "model.first_year=%d", origin + 1);
    (void)snprintf(text[2], SET_SIZE, "model.last_year=%d", origin + (int)b->options->horizon);
    (void)snprintf(text[3], SET_SIZE, "model.observed_until=%d", origin);
}

static void tell(const ot_model_backtest *b, size_t done, size_t most) {
    if (b->options->progress)
        b->options->progress(b->options->progress_state, (double)done / (double)most);
}

static ot_status try_origins(ot_model_backtest *b, char text[OT_MODEL_BACKTEST_FIXED][SET_SIZE],
                             ot_error *err) {
    const size_t most = b->options->origins ? b->options->origins : DEFAULT_ORIGINS;
    ot_error why;
    size_t n = 0;
    int last;
    ot_status status = last_outturn(b, &last, err);
    for (int origin = last - 1; origin >= b->first && n < most && !status; origin--) {
        put_years(b, text, origin);
        status = ot_model_backtest_try(b, origin, &why);
        if (status && (is_fatal(status) || n == 0)) {
            if (err) *err = why;
            return status;
        }
        if (status) {
            note_end(b, origin, &why);
            break;
        }
        tell(b, ++n, most);
    }
    note_gaps(b);
    if (n > 0 && b->scoring->n_rows > 0) return OT_OK;
    return status ? status
                  : ot_fail(err, OT_ERR_INPUT,
                            "no forecast of the model with %zu values of history has an "
                            "outturn",
                            "历史数值不少于 %zu 个的预测都没有实绩", b->options->min_history);
}

static ot_status judge_events(ot_scoring *s, ot_error *err) {
    double *probability = calloc(s->n_events + 1, sizeof *probability);
    int *came = calloc(s->n_events + 1, sizeof *came);
    ot_status status = probability && came ? OT_OK : ot_backtest_no_memory(err);
    for (size_t i = 0; i < s->n_events && !status; i++) {
        probability[i] = s->event[i].probability;
        came[i] = s->event[i].came;
    }
    if (!status) ot_reliability_fill(&s->reliability, probability, came, s->n_events);
    free(probability);
    free(came);
    return status;
}

static ot_status run(ot_model_backtest *b, char text[OT_MODEL_BACKTEST_FIXED][SET_SIZE],
                     ot_error *err) {
    ot_status status = prepare(b, err);
    if (!status) status = try_origins(b, text, err);
    b->scoring->n_series = b->model ? b->model->n_indicators : 0;
    b->scoring->n_origins = (size_t)(b->last - b->first) + 1;
    b->scoring->year_of_origins = b->first;
    if (!status) status = judge_events(b->scoring, err);
    return status ? status : ot_scoring_summarise(b->scoring, err);
}

ot_status ot_backtest_model(const char *path, const char *const *set, size_t n_sets,
                            const ot_table *table, const ot_plan *plan,
                            const ot_backtest_options *options, ot_notes *notes, ot_scoring **out,
                            ot_error *err) {
    char text[OT_MODEL_BACKTEST_FIXED][SET_SIZE] = {"model.mode=\"forecast\""};
    ot_model_backtest b = {.path = path, .table = table, .plan = plan, .options = options};
    ot_status status = ot_backtest_check(options, err);
    if (status) return status;
    b.notes = notes;
    b.n_sets = n_sets + OT_MODEL_BACKTEST_FIXED;
    b.scoring = ot_scoring_begin();
    const char **own_set = b.set = calloc(b.n_sets + 1, sizeof *b.set);
    span_of(table, &b.first, &b.last);
    if (!b.scoring || !b.set) status = ot_backtest_no_memory(err);
    for (size_t i = 0; i < OT_MODEL_BACKTEST_FIXED && !status; i++)
        b.set[i] = text[i];
    for (size_t i = 0; i < n_sets && !status; i++)
        b.set[OT_MODEL_BACKTEST_FIXED + i] = set[i];
    if (!status) status = run(&b, text, err);
    ot_model_free(b.model);
    ot_spec_free(b.spec);
    free(own_set);
    if (status)
        ot_scoring_free(b.scoring);
    else
        *out = b.scoring;
    return status;
}
