#include "session.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "output.h"
#include "outturn/init.h"
#include "outturn/ranks.h"
#include "outturn/text.h"

static void add_set(app_session *s, const char *format, ...) {
    char *room = s->room[s->n_sets];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(room, APP_SET_SIZE, format, args);
    va_end(args);
    s->set[s->n_sets++] = room;
}

typedef struct span {
    int first, last; /* 0: none */
    int is_longer;   /* the model's own, but for its end: what is observed stays known */
} span;

static void widen(span *s, int first, int last) {
    if (!first) return;
    if (!s->first || first < s->first) s->first = first;
    if (last > s->last) s->last = last;
}

/* The years that are asked for: by --years, else those of goals and instruments. */
static span asked(const app_options *o) {
    span s = {o->first_year, o->last_year, 0};
    for (size_t i = 0; i < o->n_goals && !o->first_year; i++)
        widen(&s, o->goal[i].year, o->goal[i].year);
    for (size_t i = 0; i < o->n_instruments && !o->first_year; i++)
        widen(&s, o->instrument[i].first, o->instrument[i].last);
    return s;
}

/* Do these years reach beyond those that the model projects? A goal after the last one lengthens
 * the projection. */
static int reaches_beyond(const app_session *s, const app_options *o, span *years) {
    int first = 0, last = 0;
    ot_spec_years(s->spec, &first, &last);
    if (!years->first || (years->first >= first && years->last <= last)) return 0;
    if (!o->first_year && years->first > first) years->first = first;
    years->is_longer = !o->first_year && years->first == first;
    return 1;
}

/* The options that are settings of the model, those of overlays, those of --set. In history every
 * indicator is simulated from the first year on, whatever is known of later years. */
static void take_sets(app_session *s, const app_options *o, const span *years) {
    s->n_sets = 0;
    if (o->mode && !o->command->has_own_years) add_set(s, "model.mode=\"%s\"", o->mode);
    if (years) {
        add_set(s, "model.first_year=%d", years->first);
        add_set(s, "model.last_year=%d", years->last);
        if (!years->is_longer) add_set(s, "model.observed_until=%d", years->first - 1);
    }
    for (size_t k = 0; k < s->n_overlays; k++)
        for (size_t i = 0; i < ot_overlay_count(s->overlay[k]); i++)
            s->set[s->n_sets++] = ot_overlay_set(s->overlay[k], i);
    for (size_t i = 0; i < o->n_sets; i++)
        s->set[s->n_sets++] = o->set[i];
}

static ot_status load_overlays(app_session *s, const app_options *o, ot_error *err) {
    size_t n_sets = o->n_sets + sizeof s->room / sizeof *s->room;
    s->overlay = calloc(o->n_overlays + 1, sizeof *s->overlay);
    ot_status status = s->overlay ? OT_OK : OT_ERR_NOMEM;
    for (size_t k = 0; k < o->n_overlays && !status; k++) {
        status = ot_overlay_load(o->overlay[k], &s->overlay[k], err);
        if (status) return status;
        s->n_overlays++;
        n_sets += ot_overlay_count(s->overlay[k]);
    }
    if (s->overlay) s->set = calloc(n_sets, sizeof *s->set);
    if (s->set) return OT_OK;
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the settings", "内存不足以存放设置");
}

/* The last one first: of equal settings it is in force. */
void app_session_blame(const app_session *s, ot_error *err) {
    for (size_t k = s->n_overlays; k-- > 0;)
        ot_overlay_blame(s->overlay[k], err);
}

int app_is_folder(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static ot_status load_spec(app_session *s, const app_options *o, ot_error *err) {
    if (app_is_folder(o->operand[0]))
        return ot_fail(err, OT_ERR_INPUT,
                       "%s is a folder; %s takes a model file, such as %s/model.cfg",
                       "%s 是文件夹；%s 需要模型文件，例如 %s/model.cfg", o->operand[0],
                       o->command->name, o->operand[0]);
    return ot_spec_load(o->operand[0], s->set, s->n_sets, s->notes, &s->spec, err);
}

/* Was the end of what is known said on the command line itself? */
static int is_end_set(const app_session *s, const app_options *o) {
    static const char END[] = "model.observed_until=";
    size_t n_own = s->n_sets;
    for (size_t k = 0; k < s->n_overlays; k++)
        n_own -= ot_overlay_count(s->overlay[k]);
    for (size_t i = n_own - o->n_sets; i < s->n_sets; i++)
        if (strncmp(s->set[i], END, sizeof END - 1) == 0) return 1;
    return 0;
}

/* The end that --years bring along is one of the simulation alone. */
static ot_status load_spec_of_years(app_session *s, const app_options *o, ot_error *err) {
    const ot_status status = load_spec(s, o, err);
    if (!status && !is_end_set(s, o)) ot_spec_estimate_from_all(s->spec);
    return status;
}

/* Whether --years are a span of their own is known once the model's are: then it is read again. */
static ot_status load_settings(app_session *s, const app_options *o, ot_error *err) {
    const app_command *c = o->command;
    const int is_span = o->first_year && !c->has_own_years && (c->simulates_years || o->mode);
    ot_status status = load_overlays(s, o, err);
    if (status) return status;
    span years = asked(o);
    take_sets(s, o, is_span ? &years : NULL);
    status = is_span ? load_spec_of_years(s, o, err) : load_spec(s, o, err);
    if (status || is_span || c->has_own_years || !reaches_beyond(s, o, &years)) return status;
    ot_spec_free(s->spec);
    s->spec = NULL;
    take_sets(s, o, &years);
    return load_spec_of_years(s, o, err);
}

static ot_status load(app_session *s, const app_options *o, ot_error *err) {
    ot_status status = load_settings(s, o, err);
    if (!status) status = ot_shelf_take(s->shelf, s->spec, s->notes, &s->table, &s->plan, err);
    if (status == OT_ERR_IO && s->spec) ot_spec_blame_file(s->spec, err);
    return status;
}

static ot_status load_from(app_session *s, const app_options *o, ot_shelf *shelf, ot_error *err) {
    memset(s, 0, sizeof *s);
    ot_status status = shelf ? OT_OK : ot_shelf_new(&s->own_shelf, err);
    s->shelf = shelf ? shelf : s->own_shelf;
    if (!status) status = ot_notes_new(&s->notes, err);
    return status ? status : load(s, o, err);
}

ot_status app_session_load(app_session *s, const app_options *o, ot_error *err) {
    ot_init();
    return load_from(s, o, NULL, err);
}

static ot_status make_model(app_session *s, ot_error *err) {
    return ot_model_new(s->spec, s->table, s->plan, s->notes, &s->model, err);
}

ot_status app_session_open(app_session *s, const app_options *o, ot_error *err) {
    const ot_status status = app_session_load(s, o, err);
    return status ? status : make_model(s, err);
}

ot_status app_session_open_from(app_session *s, const app_options *o, ot_shelf *shelf,
                                ot_error *err) {
    const ot_status status = load_from(s, o, shelf, err);
    return status ? status : make_model(s, err);
}

ot_status app_session_estimate(app_session *s, ot_error *err) {
    return ot_fit_new(s->model, NULL, s->notes, &s->fit, err);
}

ot_status app_session_fit(app_session *s, ot_error *err) {
    const ot_status status = app_session_estimate(s, err);
    if (!status) ot_fit_note_few(s->fit, s->notes);
    return status;
}

enum { FEW_SCENARIOS = 12, LIST_SIZE = 400 };

/* The ids of all scenarios, where they are few. */
static int list_scenarios(const ot_model *model, const char *between, char list[LIST_SIZE]) {
    const size_t n = ot_model_n_scenarios(model);
    size_t length = 0;
    for (size_t s = 0; s < n && n <= FEW_SCENARIOS && length < LIST_SIZE; s++)
        length += (size_t)snprintf(list + length, LIST_SIZE - length, "%s%s", s ? between : "",
                                   ot_model_scenario_id(model, s));
    return length > 0 && length < LIST_SIZE;
}

/* The library tells of an unknown scenario; where all fit into a line, they are named. */
static size_t find_scenario(const ot_model *model, const char *id, ot_error *err) {
    char en[LIST_SIZE], zh[LIST_SIZE];
    const char *known[FEW_SCENARIOS];
    const size_t s = ot_model_scenario_find(model, id, err), n = ot_model_n_scenarios(model);
    if (s != SIZE_MAX || !list_scenarios(model, ", ", en) || !list_scenarios(model, "、", zh))
        return s;
    for (size_t i = 0; i < n; i++)
        known[i] = ot_model_scenario_id(model, i);
    const char *near = ot_text_nearest(id, known, n);
    if (near)
        (void)ot_fail(err, OT_ERR_USAGE,
                      "unknown scenario \"%s\"; did you mean \"%s\"? There are: %s%.0s",
                      "未知情景“%s”；是否指“%s”？可用的情景：%.0s%s", id, near, en, zh);
    else
        (void)ot_fail(err, OT_ERR_USAGE, "unknown scenario \"%s\"; there are: %s%.0s",
                      "未知情景“%s”；可用的情景：%.0s%s", id, en, zh);
    return s;
}

static ot_status check_once(const size_t *scenario, size_t n, const char *id, ot_error *err) {
    for (size_t i = 0; i + 1 < n; i++)
        if (scenario[i] == scenario[n - 1])
            return ot_fail(err, OT_ERR_USAGE, "scenario \"%s\" is named twice", "情景“%s”重复出现",
                           id);
    return OT_OK;
}

ot_status app_session_cases(app_session *s, const char *const *id, size_t n, ot_error *err) {
    const size_t count = n ? n : ot_model_n_scenarios(s->model);
    size_t *scenario = calloc(count + 1, sizeof *scenario);
    s->c = calloc(count + 1, sizeof *s->c);
    ot_status status = OT_OK;
    if (!scenario || !s->c)
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for the scenarios", "内存不足以建立情景");
    for (size_t k = 0; !status && k < count; k++) {
        scenario[k] = n ? find_scenario(s->model, id[k], err) : k;
        if (scenario[k] == SIZE_MAX) status = OT_ERR_USAGE;
        if (!status && n) status = check_once(scenario, k + 1, id[k], err);
    }
    if (!status) status = ot_cases_new(s->model, s->fit, scenario, count, s->notes, s->c, err);
    if (!status) s->n_cases = count;
    free(scenario);
    return status;
}

ot_status app_session_path(app_session *s, const app_options *o, ot_path **path, ot_error *err) {
    const char *first = ot_model_scenario_id(s->model, 0);
    ot_status status = app_session_fit(s, err);
    if (!status) status = app_session_cases(s, o->n_scenarios ? o->scenario : &first, 1, err);
    if (!status) status = ot_path_new(s->model, s->c[0], NULL, s->notes, path, err);
    if (!status) ot_path_warn(*path, s->notes);
    return status;
}

ot_status app_session_indicators(app_session *s, const app_options *o, ot_error *err) {
    const size_t n = ot_model_n_indicators(s->model);
    unsigned char *chosen = calloc(n + 1, sizeof *chosen);
    s->indicator = calloc(n + 1, sizeof *s->indicator);
    ot_status status = OT_OK;
    if (!chosen || !s->indicator)
        status = ot_fail(err, OT_ERR_NOMEM, "no memory for the indicators", "内存不足以存放指标");
    for (size_t k = 0; k < o->n_indicators && !status; k++)
        status = ot_model_indicators_choose(s->model, o->indicator[k], chosen, err);
    for (size_t i = 0; i < n && !status; i++)
        if (chosen[i]) s->indicator[s->n_indicators++] = i;
    free(chosen);
    return status;
}

int app_session_is_told(ot_status status) {
    const size_t first = ot_ranks_first_failed(status != OT_OK);
    return first < ot_ranks_n() && first != ot_ranks_own();
}

int app_session_fail(const app_session *s, const app_options *o, ot_error *err) {
    app_session_blame(s, err);
    const int exit_status = app_report_error(err, o->language);
    if (err->status == OT_ERR_NUMERIC && !o->is_quiet) app_report_warnings(s->notes, o->language);
    return exit_status;
}

int app_session_answer(const app_session *s, const app_options *o, ot_report_kind kind,
                       const ot_parts *parts, ot_status status, ot_error *err) {
    if (!status) status = app_answer(kind, parts, o, err);
    return status ? app_session_fail(s, o, err) : 0;
}

void app_session_clear(app_session *s) {
    for (size_t k = 0; k < s->n_overlays; k++)
        ot_overlay_free(s->overlay[k]);
    free(s->overlay);
    free(s->set);
    free(s->indicator);
    for (size_t k = 0; k < s->n_cases; k++)
        ot_case_free(s->c[k]);
    free(s->c);
    ot_fit_free(s->fit);
    ot_model_free(s->model);
    ot_spec_free(s->spec);
    if (s->shelf) ot_shelf_put_back(s->shelf, s->table);
    ot_shelf_free(s->own_shelf);
    ot_notes_free(s->notes);
}

char *app_session_folder(const app_session *s, const app_options *o) {
    static const char FOLDER[] = "output/";
    const char *tail = o->output ? o->output : ot_spec_id(s->spec);
    const size_t size = sizeof FOLDER + strlen(tail);
    char *folder = malloc(size);
    if (folder) (void)snprintf(folder, size, "%s%s", o->output ? "" : FOLDER, tail);
    return folder;
}

ot_parts app_session_parts(const app_session *s, const app_options *o) {
    ot_parts parts;
    memset(&parts, 0, sizeof parts);
    parts.spec = s->spec;
    parts.table = s->table;
    parts.plan = s->plan;
    parts.model = s->model;
    parts.fit = s->fit;
    parts.notes = s->notes;
    parts.first_year = o->first_year;
    parts.last_year = o->last_year;
    parts.lists_unused = o->lists_unused;
    parts.lists_order = o->lists_order;
    parts.is_detailed = o->is_detailed;
    parts.indicator = s->indicator;
    parts.n_indicators = s->n_indicators;
    parts.set = s->set;
    parts.n_sets = s->n_sets;
    return parts;
}

static const double SECONDS_A_CHECKPOINT = 30.0;

ot_run_options app_session_options(const app_session *s, const app_options *o,
                                   app_progress *progress) {
    ot_run_options options = ot_projection_options(s->model);
    if (o->draws) options.draws = o->draws;
    if (o->has_seed) options.seed = o->seed;
    if (o->has_sampling) options.sampling = o->sampling;
    options.threads = (size_t)o->threads;
    if (o->executor) options.executor = o->executor;
    options.part = (ot_run_part){.shard = o->shard,
                                 .n_shards = o->n_shards,
                                 .file = o->partial,
                                 .merged = o->merged,
                                 .n_merged = o->n_merged,
                                 .checkpoint = o->checkpoint,
                                 .seconds = SECONDS_A_CHECKPOINT,
                                 .request = o->request};
    if (app_has_progress(o)) {
        options.progress = app_progress_show;
        options.progress_state = progress;
    }
    return options;
}
