#include "model/build.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "base/print.h"
#include "base/utf8.h"

ot_status ot_build_no_memory(const ot_build *b) {
    return ot_fail(b->err, OT_ERR_NOMEM, "no memory for the model", "内存不足，无法建立模型");
}

void *ot_build_alloc(const ot_build *b, size_t n, size_t size) {
    void *p = ot_arena_alloc(b->model->arena, n, size);
    if (!p) (void)ot_build_no_memory(b);
    return p;
}

const char *ot_build_text(const ot_build *b, const char *format, ...) {
    char text[512];
    va_list args;
    va_start(args, format);
    (void)ot_print_list(text, sizeof text, format, args);
    va_end(args);
    char *copy = ot_build_alloc(b, strlen(text) + 1, 1);
    return copy ? strcpy(copy, text) : NULL;
}

static ot_status unit_of(const ot_build *b, const ot_text *text, const ot_unit **out) {
    *out = ot_unit_find(text->s, text->length);
    if (*out) return OT_OK;
    const char *nearest = ot_unit_nearest(text->s);
    const ot_status status =
        nearest ? ot_fail(b->err, OT_ERR_INPUT, "unknown unit \"%s\"; did you mean \"%s\"?",
                          "未知单位“%s”；是否指“%s”？", text->s, nearest)
                : ot_fail(b->err, OT_ERR_INPUT,
                          "unknown unit \"%s\"; the reference of the model file lists the units",
                          "未知单位“%s”；可用单位见模型文件参考手册", text->s);
    const ot_place place = ot_text_place(text, 0);
    ot_error_locate(b->err, place.file, place.line, place.column);
    return status;
}

static ot_status check_constants(const ot_build *b) {
    const ot_vocabulary *words = &b->model->spec->vocabulary;
    ot_status status = OT_OK;
    for (size_t i = 0; i < words->n_constants && !status; i++) {
        const ot_unit *unit;
        if (words->constant[i].unit.s) status = unit_of(b, &words->constant[i].unit, &unit);
    }
    return status;
}

/* The series of `id`: the one that data.map names, else that of its own name in the model's area.
 */
static void find_series(const ot_model *m, const char *id, const char **series, const char **area) {
    *series = id;
    *area = m->spec->area;
    for (size_t i = 0; i < m->spec->n_map; i++) {
        const ot_map_spec *map = &m->spec->map[i];
        if (strcmp(map->indicator, id) != 0) continue;
        *series = map->series;
        if (map->area) *area = map->area;
    }
}

static ot_status check_map(const ot_build *b) {
    const ot_model *m = b->model;
    for (size_t i = 0; i < m->spec->n_map; i++) {
        const ot_map_spec *map = &m->spec->map[i];
        if (ot_symbols_find(m, map->indicator, strlen(map->indicator)) == SIZE_MAX &&
            ot_symbols_indicator(b, map->indicator, map->place) == SIZE_MAX)
            return OT_ERR_INPUT;
        int first, last;
        if (!ot_table_span(m->table, map->series, map->area ? map->area : m->spec->area, &first,
                           &last))
            ot_notes_add(b->notes, OT_SEVERITY_WARNING, map->place.file, map->place.line,
                         map->place.column, "the data hold no value of series \"%s\"",
                         "数据中没有序列“%s”的数值", map->series);
    }
    return OT_OK;
}

ot_status ot_build_symbols(const ot_build *b) {
    ot_model *m = b->model;
    const ot_spec *spec = m->spec;
    m->n_indicators = spec->n_indicators;
    m->n_drivers = spec->n_drivers;
    m->indicator = ot_build_alloc(b, m->n_indicators, sizeof *m->indicator);
    if (!m->indicator) return OT_ERR_NOMEM;
    m->driver = ot_build_alloc(b, m->n_drivers, sizeof *m->driver);
    if (!m->driver) return OT_ERR_NOMEM;
    for (size_t i = 0; i < m->n_indicators; i++) {
        ot_model_indicator *x = &m->indicator[i];
        x->spec = &spec->indicator[i];
        const ot_status status = unit_of(b, &x->spec->unit, &x->unit);
        if (status) return status;
        x->inside = ot_unit_inside(x->unit);
        x->disturbance = -1;
        x->first_coefficient = m->n_coefficients;
        m->n_coefficients += x->spec->n_coefficients;
        find_series(m, x->spec->id, &x->series, &x->area);
    }
    for (size_t d = 0; d < m->n_drivers; d++) {
        ot_model_driver *x = &m->driver[d];
        x->spec = &spec->driver[d];
        const ot_status status = unit_of(b, &x->spec->unit, &x->unit);
        if (status) return status;
        x->inside = ot_unit_inside(x->unit);
        const int is_forecast = x->spec->forecast_of != OT_NO_FORECAST;
        find_series(m, is_forecast ? spec->indicator[x->spec->forecast_of].id : x->spec->id,
                    &x->series, &x->area);
    }
    ot_status status = ot_build_index(b);
    if (!status) status = check_map(b);
    if (!status) status = check_constants(b);
    return status ? status : ot_build_functions(b);
}

/* What is over a set is named by one of its members. */
static int is_over(const ot_build *b, const char *id) {
    const ot_indexed_spec *x = ot_vocabulary_indexed(&b->model->spec->vocabulary, id, strlen(id));
    if (!x) return 0;
    (void)ot_fail(b->err, OT_ERR_INPUT, "\"%s\" is over %s; name one of its members, %s_%s",
                  "“%s”按集合 %s 展开；请写明其成员，如 %s_%s", id, x->set[0]->id, x->id,
                  x->set[0]->member[0].id);
    return 1;
}

size_t ot_symbols_indicator(const ot_build *b, const char *id, ot_place place) {
    const ot_model *m = b->model;
    for (size_t i = 0; i < m->n_indicators; i++)
        if (strcmp(m->indicator[i].spec->id, id) == 0) return i;
    const char **name = ot_build_alloc(b, m->n_indicators, sizeof *name);
    if (!name) return SIZE_MAX;
    for (size_t i = 0; i < m->n_indicators; i++)
        name[i] = m->indicator[i].spec->id;
    const char *nearest = ot_utf8_nearest(id, name, m->n_indicators);
    if (is_over(b, id))
        ; /* said */
    else if (nearest)
        (void)ot_fail(b->err, OT_ERR_INPUT, "unknown indicator \"%s\"; did you mean \"%s\"?",
                      "未知指标“%s”；是否指“%s”？", id, nearest);
    else
        (void)ot_fail(b->err, OT_ERR_INPUT, "unknown indicator \"%s\"", "未知指标“%s”", id);
    ot_error_locate(b->err, place.file, place.line, place.column);
    return SIZE_MAX;
}

size_t ot_symbols_driver(const ot_build *b, const char *id, ot_place place) {
    const ot_model *m = b->model;
    for (size_t d = 0; d < m->n_drivers; d++)
        if (strcmp(m->driver[d].spec->id, id) == 0) return d;
    const char **name = ot_build_alloc(b, m->n_drivers, sizeof *name);
    if (!name) return SIZE_MAX;
    for (size_t d = 0; d < m->n_drivers; d++)
        name[d] = m->driver[d].spec->id;
    const char *nearest = ot_utf8_nearest(id, name, m->n_drivers);
    if (is_over(b, id))
        ; /* said */
    else if (nearest)
        (void)ot_fail(b->err, OT_ERR_INPUT, "unknown driver \"%s\"; did you mean \"%s\"?",
                      "未知驱动因素“%s”；是否指“%s”？", id, nearest);
    else
        (void)ot_fail(b->err, OT_ERR_INPUT, "unknown driver \"%s\"", "未知驱动因素“%s”", id);
    ot_error_locate(b->err, place.file, place.line, place.column);
    return SIZE_MAX;
}
