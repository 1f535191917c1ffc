#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "config/lint.h"
#include "config/read.h"
#include "config/schema.h"

ot_status ot_read_files(ot_reader *reader, const ot_setting *list, const char ***file,
                        ot_place **place, size_t *n) {
    const char **name = NULL;
    ot_status status = ot_read_texts(reader, list, &name, n);
    ot_place *at = status ? NULL : ot_arena_alloc(reader->arena, *n, sizeof *at);
    if (!status && !at) status = ot_read_no_memory(reader);
    const ot_setting *s = list && list->kind == OT_SETTING_LIST ? list->first : list;
    for (size_t i = 0; !status && i < *n; i++, s = s->next)
        at[i] = s->place;
    for (size_t i = 0; !status && i < *n; i++) {
        char *beside = ot_file_beside(reader->spec->path, name[i]);
        name[i] = beside ? ot_arena_text(reader->arena, beside, strlen(beside)) : NULL;
        free(beside);
        if (!name[i]) status = ot_read_no_memory(reader);
    }
    if (status) return status;
    *file = name;
    *place = at;
    return status;
}

static ot_status read_years(ot_reader *reader, const ot_setting *model) {
    ot_spec *spec = reader->spec;
    const ot_setting *last = ot_setting_find(model, "last_year");
    spec->first_year = ot_get_whole(model, "first_year");
    spec->last_year = ot_get_whole(model, "last_year");
    spec->first_year_place = ot_get_place(model, "first_year");
    if (spec->last_year < spec->first_year)
        ot_fail(reader->err, OT_ERR_INPUT, "last_year is %d; must not be before first_year %d",
                "last_year 为 %d；不得早于 first_year %d", spec->last_year, spec->first_year);
    else if (spec->last_year - spec->first_year >= OT_SPEC_MOST_YEARS)
        ot_fail(reader->err, OT_ERR_INPUT, "%d to %d are more than %d years",
                "%d 至 %d 年超过 %d 年", spec->first_year, spec->last_year, OT_SPEC_MOST_YEARS);
    else
        return OT_OK;
    return ot_setting_blame(last, reader->err, OT_ERR_INPUT);
}

static ot_status read_quantiles(ot_reader *reader, const ot_setting *list) {
    ot_spec *spec = reader->spec;
    if (!list) {
        const char *usual = ot_schema_find("run.quantiles")->fallback[0];
        ot_setting *parsed = NULL;
        const ot_status status =
            ot_lint_value("", usual, strlen(usual), reader->arena, &parsed, reader->err);
        if (status) return status;
        list = parsed;
    }
    double *quantile = ot_arena_alloc(reader->arena, list->n, sizeof *quantile);
    if (!quantile) return ot_read_no_memory(reader);
    for (const ot_setting *s = list->first; s; s = s->next)
        quantile[spec->n_quantiles++] = s->number;
    spec->quantile = quantile;
    return OT_OK;
}

static ot_status read_run(ot_reader *reader) {
    ot_spec *spec = reader->spec;
    const ot_setting *run = ot_setting_find(reader->root, "run"),
                     *seed = ot_setting_find(run, "seed");
    spec->draws = (uint64_t)ot_get_default(run, "draws", "run.draws");
    spec->seed = seed ? (uint64_t)seed->integer : (uint64_t)ot_get_default(run, "seed", "run.seed");
    spec->sampling = (ot_sampling)ot_get_choice(run, "sampling", "run.sampling");
    if (!seed || seed->is_integer) return read_quantiles(reader, ot_setting_find(run, "quantiles"));
    ot_fail(reader->err, OT_ERR_INPUT, "seed is %s; write it with digits alone",
            "seed 为 %s；请只用数字书写", seed->as);
    return ot_setting_blame(seed, reader->err, OT_ERR_INPUT);
}

static ot_status read_trained(ot_reader *reader, const ot_setting *file) {
    const char **name = NULL;
    ot_place *place = NULL;
    size_t n = 0;
    if (!file) return OT_OK;
    const ot_status status = ot_read_files(reader, file, &name, &place, &n);
    if (status) return status;
    reader->spec->trained_file = name[0];
    reader->spec->trained_place = place[0];
    return OT_OK;
}

ot_status ot_read_model(ot_reader *reader) {
    ot_spec *spec = reader->spec;
    const ot_setting *model = ot_setting_find(reader->root, "model"),
                     *data = ot_setting_find(reader->root, "data");
    spec->id = ot_get_text(model, "id");
    spec->place = model->key_place;
    ot_get_label(model, "title", spec->id, &spec->title);
    ot_get_label(model, "description", "", &spec->description);
    spec->licence = ot_get_text(model, "licence");
    spec->area = ot_get_text(data, "area");
    spec->mode = (ot_mode)ot_get_choice(model, "mode", "model.mode");
    spec->observed_until = spec->estimated_until = ot_get_whole(model, "observed_until");
    spec->solver = ot_get_solver(ot_setting_find(model, "solver"));
    ot_status status = read_years(reader, model);
    if (!status) status = read_run(reader);
    if (!status)
        status = ot_read_files(reader, ot_setting_find(model, "plan"), &spec->plan_file,
                               &spec->plan_file_place, &spec->n_plan_files);
    if (!status)
        status = ot_read_files(reader, ot_setting_find(data, "files"), &spec->data_file,
                               &spec->data_file_place, &spec->n_data_files);
    if (!status) status = read_trained(reader, ot_setting_find(data, "trained"));
    if (!status)
        status = ot_read_series(reader, ot_setting_find(data, "map"), &spec->map, &spec->n_map);
    return status;
}

static ot_status check_pair(ot_reader *reader, const ot_pair_spec *pair, size_t n) {
    const ot_pair_spec *now = &pair[n];
    if (strcmp(now->a, now->b) == 0)
        ot_fail(reader->err, OT_ERR_INPUT, "\"%.*s\" is correlated with itself",
                "“%.*s”不能与自身相关", ot_text_shown(now->a), now->a);
    else {
        size_t i = 0;
        while (i < n && !(strcmp(pair[i].a, now->a) == 0 && strcmp(pair[i].b, now->b) == 0) &&
               !(strcmp(pair[i].a, now->b) == 0 && strcmp(pair[i].b, now->a) == 0))
            i++;
        if (i == n) return OT_OK;
        ot_fail(reader->err, OT_ERR_INPUT,
                "the correlation of \"%.*s\" and \"%.*s\" stands twice; it is on line %d already",
                "“%.*s”与“%.*s”的相关重复设置；第 %d 行已有", ot_text_shown(now->a), now->a,
                ot_text_shown(now->b), now->b, pair[i].place.line);
    }
    ot_error_locate(reader->err, now->place.file, now->place.line, now->place.column);
    return OT_ERR_INPUT;
}

ot_status ot_read_correlations(ot_reader *reader) {
    ot_spec *spec = reader->spec;
    const ot_setting *group = ot_setting_find(reader->root, "correlations"),
                     *list = ot_setting_find(group, "pairs");
    ot_pair_spec *pair = ot_arena_alloc(reader->arena, list ? list->n : 0, sizeof *pair);
    if (!pair) return ot_read_no_memory(reader);
    const ot_setting *file = ot_setting_find(group, "file");
    if (group) spec->correlation_place = group->key_place;
    if (file) {
        const char **name = NULL;
        ot_place *place = NULL;
        size_t n = 0;
        ot_status status = OT_OK;
        if (list) {
            (void)ot_fail(reader->err, OT_ERR_INPUT, "file stands beside pairs; give one of them",
                          "file 与 pairs 只能给出一个");
            status = ot_setting_blame_key(file, reader->err, OT_ERR_INPUT);
        }
        if (!status) status = ot_read_files(reader, file, &name, &place, &n);
        if (status) return status;
        spec->correlation_file = name[0];
    }
    spec->correlation_nearest = ot_get_boolean(group, "nearest");
    for (const ot_setting *s = list ? list->first : NULL; s; s = s->next) {
        pair[spec->n_pairs] =
            (ot_pair_spec){s->first->text.s, s->first->next->text.s, s->last->number, s->place};
        const ot_status status = check_pair(reader, pair, spec->n_pairs++);
        if (status) return status;
    }
    spec->pair = pair;
    return OT_OK;
}
