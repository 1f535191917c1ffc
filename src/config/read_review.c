/* What the commands review and audit compare with, where the model file says so. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "config/read.h"

/* One file, as seen from the current folder; NULL: it is not named. */
static ot_status read_file(ot_reader *reader, const ot_setting *group, const char *key,
                           const char **out) {
    ot_spec *spec = reader->spec;
    const char **file = NULL;
    ot_place *place = NULL;
    size_t n = 0;
    const ot_status status = ot_read_files(reader, ot_setting_find(group, key), &file, &place, &n);
    if (status || n == 0) return status;
    *out = file[0];
    spec->other_file[spec->n_other_files] = file[0];
    spec->other_file_place[spec->n_other_files++] = place[0];
    return OT_OK;
}

static ot_status read_parts(ot_reader *reader, const ot_setting *list) {
    ot_spec *spec = reader->spec;
    const char **file = NULL;
    ot_place *place = NULL;
    size_t n = 0;
    const ot_status status = ot_read_files(reader, list, &file, &place, &n);
    for (size_t i = 0; !status && i < n; i++) {
        spec->other_file[spec->n_other_files] = file[i];
        spec->other_file_place[spec->n_other_files++] = place[i];
    }
    spec->audit.part = file;
    spec->audit.n_parts = n;
    return status;
}

static ot_status check_match(ot_reader *reader, const ot_map_spec *map) {
    const ot_spec *spec = reader->spec;
    const char *near = NULL;
    if (ot_reader_indicator(reader, map->indicator) && !map->area) return OT_OK;
    for (size_t i = 0; i < spec->n_indicators && !near; i++)
        near = ot_utf8_nearest(map->indicator, &spec->indicator[i].id, 1);
    if (map->area)
        (void)ot_fail(reader->err, OT_ERR_INPUT,
                      "match has an area, \"%s\"; it takes (indicator, series) alone",
                      "match 中写有地区“%s”；只能写（指标, 序列）", map->area);
    else if (near)
        (void)ot_fail(reader->err, OT_ERR_INPUT, "unknown indicator \"%s\"; did you mean \"%s\"?",
                      "未知指标“%s”；是否指“%s”？", map->indicator, near);
    else
        (void)ot_fail(reader->err, OT_ERR_INPUT, "unknown indicator \"%s\"", "未知指标“%s”",
                      map->indicator);
    ot_error_locate(reader->err, map->place.file, map->place.line, map->place.column);
    return OT_ERR_INPUT;
}

static ot_status read_matches(ot_reader *reader, const ot_setting *list) {
    const ot_map_spec *map = NULL;
    size_t n = 0;
    ot_status status = ot_read_series(reader, list, &map, &n);
    ot_review_match *match = status ? NULL : ot_arena_alloc(reader->arena, n, sizeof *match);
    if (!status && !match) status = ot_read_no_memory(reader);
    for (size_t i = 0; i < n && !status; i++) {
        status = check_match(reader, &map[i]);
        match[i] = (ot_review_match){map[i].indicator, map[i].series};
    }
    reader->spec->review.match = match;
    reader->spec->review.n_matches = n;
    return status;
}

static ot_status check_span(ot_reader *reader, const ot_setting *group) {
    const ot_review_settings *x = &reader->spec->review;
    if (x->from == 0 || x->to == 0 || x->from <= x->to) return OT_OK;
    (void)ot_fail(reader->err, OT_ERR_INPUT, "to is %d; must not be before from %d",
                  "to 为 %d；不得早于 from %d", x->to, x->from);
    return ot_setting_blame(ot_setting_find(group, "to"), reader->err, OT_ERR_INPUT);
}

enum { N_SINGLE_FILES = 5 }; /* outturns, two panels, the plan before, relations */

ot_status ot_read_review(ot_reader *reader) {
    ot_spec *spec = reader->spec;
    const ot_setting *data = ot_setting_find(reader->root, "data"),
                     *review = ot_setting_find(reader->root, "review"),
                     *audit = ot_setting_find(reader->root, "audit"),
                     *parts = ot_setting_find(audit, "parts");
    const size_t n = N_SINGLE_FILES + (parts && parts->kind == OT_SETTING_LIST ? parts->n : 1);
    spec->other_file = ot_arena_alloc(reader->arena, n, sizeof *spec->other_file);
    spec->other_file_place = ot_arena_alloc(reader->arena, n, sizeof *spec->other_file_place);
    if (!spec->other_file || !spec->other_file_place) return ot_read_no_memory(reader);
    spec->review.from = ot_get_whole(review, "from");
    spec->review.to = ot_get_whole(review, "to");
    spec->review.reach = ot_get_number(review, "reach");
    ot_status status = read_file(reader, data, "outturns", &spec->review.outturns);
    if (!status) status = read_file(reader, review, "panel", &spec->review.panel);
    if (!status) status = read_matches(reader, ot_setting_find(review, "match"));
    if (!status) status = check_span(reader, review);
    if (!status) status = read_file(reader, audit, "panel", &spec->audit.panel);
    if (!status) status = read_file(reader, audit, "previous", &spec->audit.previous);
    if (!status) status = read_file(reader, audit, "relations", &spec->audit.relations);
    return status ? status : read_parts(reader, parts);
}
