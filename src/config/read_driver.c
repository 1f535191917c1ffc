#include <math.h>
#include <string.h>

#include "config/read.h"
#include "config/schema.h"

static int lists(const char *const *name, size_t n, const char *key) {
    for (size_t i = 0; i < n && name[i]; i++)
        if (strcmp(name[i], key) == 0) return 1;
    return 0;
}

static ot_status check_family(ot_reader *reader, const ot_setting *law, const char *name) {
    const ot_family *family = ot_schema_family(name);
    const size_t n_needs = sizeof family->needs / sizeof *family->needs,
                 n_allows = sizeof family->allows / sizeof *family->allows;
    for (size_t i = 0; i < n_needs && family->needs[i]; i++) {
        if (ot_setting_find(law, family->needs[i])) continue;
        ot_fail(reader->err, OT_ERR_INPUT, "a law of family \"%s\" needs %s", "“%s”分布需要参数 %s",
                name, family->needs[i]);
        return ot_setting_blame_key(law, reader->err, OT_ERR_INPUT);
    }
    for (const ot_setting *s = law->first; s; s = s->next) {
        if (strcmp(s->key, "family") == 0 || strcmp(s->key, "persistence") == 0 ||
            lists(family->needs, n_needs, s->key) || lists(family->allows, n_allows, s->key))
            continue;
        ot_fail(reader->err, OT_ERR_INPUT, "a law of family \"%s\" has no %s",
                "“%s”分布没有参数 %s", name, s->key);
        return ot_setting_blame_key(s, reader->err, OT_ERR_INPUT);
    }
    return OT_OK;
}

/* low < mode < high, as far as they are given. */
static ot_status check_order(ot_reader *reader, const ot_setting *law) {
    const char *const key[] = {"low", "mode", "high"};
    const ot_setting *before = NULL;
    for (size_t i = 0; i < sizeof key / sizeof *key; i++) {
        const ot_setting *s = ot_setting_find(law, key[i]);
        if (!s) continue;
        if (before && s->number <= before->number) {
            ot_fail(reader->err, OT_ERR_INPUT, "%s is %s; must be above %s, which is %s",
                    "%s 为 %s；应大于 %s（%s）", s->key, s->as, before->key, before->as);
            return ot_setting_blame(s, reader->err, OT_ERR_INPUT);
        }
        before = s;
    }
    return OT_OK;
}

ot_status ot_read_law(ot_reader *reader, const ot_setting *group, ot_law_spec *law) {
    const char *name = ot_get_text(group, "family");
    ot_status status = check_family(reader, group, name);
    if (!status) status = check_order(reader, group);
    if (status) return status;
    *law = (ot_law_spec){
        .family = (ot_law_family)ot_get_choice(group, "family", "drivers.ID.law.family"),
        .scale = ot_get_number(group, "scale"),
        .df = ot_get_number(group, "df"),
        .low = ot_get_number(group, "low"),
        .mode = ot_get_number(group, "mode"),
        .high = ot_get_number(group, "high"),
        .alpha = ot_get_number(group, "alpha"),
        .beta = ot_get_number(group, "beta"),
        .probability = ot_get_number(group, "probability"),
        .effect = ot_get_number(group, "effect"),
        .duration = (int)ot_get_default(group, "duration", "drivers.ID.law.duration"),
        .persistence = ot_get_default(group, "persistence", "drivers.ID.law.persistence"),
        .place = group->key_place};
    return OT_OK;
}

/* The years for which a list of values is written. */
typedef struct own_years {
    int first, last;
} own_years;

/* What is set on the command line is for the years that are asked for there. */
static own_years years_of(const ot_reader *reader, const ot_setting *values) {
    const ot_spec *spec = reader->spec;
    const char *file = values->place.file;
    const int is_of_file = file && strcmp(file, spec->path) == 0;
    if (values->kind != OT_SETTING_LIST || values->n == 1 || !spec->own_first_year || !is_of_file)
        return (own_years){spec->first_year, spec->last_year};
    return (own_years){spec->own_first_year, spec->own_last_year};
}

static ot_status check_years(const ot_reader *reader, const ot_setting *values, own_years own,
                             size_t count) {
    const ot_spec *spec = reader->spec;
    const size_t n_years = (size_t)(own.last - own.first) + 1;
    if (count != 1 && count != n_years)
        ot_fail(reader->err, OT_ERR_INPUT,
                "%zu values; must be 1 for all years or %zu, one for each of %d to %d",
                "共有 %zu 个数值；应为 1 个（各年相同）或 %zu 个（%d 至 %d 年每年一个）", count,
                n_years, own.first, own.last);
    else if (count != 1 && (spec->first_year < own.first || spec->last_year > own.last))
        ot_fail(
            reader->err, OT_ERR_INPUT,
            "these %zu values are for %d to %d, and %d to %d are asked for; give the values of "
            "those years with --set",
            "这 %zu 个数值对应 %d 至 %d 年，而要求的是 %d 至 %d 年；请用 --set 给出这些年份的数值",
            count, own.first, own.last, spec->first_year, spec->last_year);
    else
        return OT_OK;
    return ot_setting_blame(values, reader->err, OT_ERR_INPUT);
}

ot_status ot_read_values(ot_reader *reader, const ot_setting *values, const double **value,
                         size_t *n) {
    const ot_spec *spec = reader->spec;
    const size_t count = values->kind == OT_SETTING_LIST ? values->n : 1;
    const own_years own = years_of(reader, values);
    const ot_status status = check_years(reader, values, own, count);
    if (status) return status;
    double *room = ot_arena_alloc(reader->arena, count, sizeof *room);
    if (!room) return ot_read_no_memory(reader);
    room[0] = values->number;
    size_t i = 0;
    for (const ot_setting *s = values->first; s; s = s->next)
        room[i++] = s->number;
    const int is_path = count > 1;
    *value = is_path ? room + (spec->first_year - own.first) : room;
    *n = is_path ? (size_t)(spec->last_year - spec->first_year) + 1 : 1;
    return OT_OK;
}

ot_status ot_check_law_values(ot_reader *reader, const char *id, ot_law_family family,
                              const double *value, size_t n, ot_place place) {
    if (family != OT_LAW_LOGNORMAL) return OT_OK;
    for (size_t t = 0; t < n; t++) {
        if (value[t] > 0.0) continue;
        ot_fail(reader->err, OT_ERR_INPUT, "a lognormal law needs values of %s above 0",
                "对数正态分布要求 %s 的数值大于 0", id);
        ot_error_locate(reader->err, place.file, place.line, place.column);
        return OT_ERR_INPUT;
    }
    return OT_OK;
}

/* An event adds to what is nothing otherwise; any other driver needs a value. */
static ot_status read_no_value(ot_reader *reader, const ot_setting *group, ot_driver_spec *driver) {
    static const double zero;
    const char *family = ot_get_text(ot_setting_find(group, "law"), "family");
    if (family && strcmp(family, "event") == 0) {
        driver->value = &zero;
        driver->n_values = 1;
        return OT_OK;
    }
    ot_fail(reader->err, OT_ERR_INPUT, "drivers.%s has no value, which is required",
            "drivers.%s 缺少必填项 value", group->key);
    return ot_setting_blame_key(group, reader->err, OT_ERR_INPUT);
}

static ot_status read_driver(ot_reader *reader, const ot_setting *group, ot_driver_spec *driver) {
    const ot_setting *values = ot_setting_find(group, "value"),
                     *law = ot_setting_find(group, "law");
    *driver = (ot_driver_spec){.id = group->key,
                               .forecast_of = OT_NO_FORECAST,
                               .alias = ot_get_text(group, "alias"),
                               .unit = ot_setting_find(group, "unit")->text,
                               .is_series = values && values->kind == OT_SETTING_TEXT,
                               .source = ot_get_remark(group, "source"),
                               .note = ot_get_remark(group, "note"),
                               .place = group->key_place,
                               .alias_place = ot_get_place(group, "alias"),
                               .value_place = ot_get_place(group, "value")};
    ot_get_label(group, "label", group->key, &driver->label);
    ot_get_range(group, "range", &driver->low, &driver->high);
    const ot_plausible plausible = ot_plausible_driver(driver);
    ot_status status = OT_OK;
    if (!values)
        status = read_no_value(reader, group, driver);
    else if (!driver->is_series) {
        status = ot_read_values(reader, values, &driver->value, &driver->n_values);
        if (!status) status = ot_check_plausible(reader, values, &plausible);
    }
    if (!status && law) status = ot_read_law(reader, law, &driver->law);
    if (!status && law) status = ot_check_plausible_law(reader, law, &plausible);
    if (status) return status;
    return ot_check_law_values(reader, driver->id, driver->law.family, driver->value,
                               driver->n_values, driver->value_place);
}

/* One, or one for each member of what it is over. */
static ot_status read_members(ot_reader *reader, const ot_setting *group, ot_driver_spec *driver) {
    const ot_indexed_spec *over = ot_over_find(reader, group);
    const size_t n = ot_over_size(over);
    ot_status status = OT_OK;
    for (size_t i = 0; i < n && !status; i++) {
        ot_driver_spec *x = &driver[reader->spec->n_drivers++];
        const ot_binding *binding = NULL;
        status = read_driver(reader, group, x);
        if (!status && over) status = ot_over_bind(reader, over, i, &binding);
        if (!status && over)
            status = ot_over_name(reader, over, binding, &x->id, &x->alias, &x->label);
    }
    return status;
}

ot_status ot_read_drivers(ot_reader *reader) {
    const ot_setting *group = ot_setting_find(reader->root, "drivers");
    size_t n = 0;
    for (const ot_setting *s = group ? group->first : NULL; s; s = s->next)
        n += ot_over_size(ot_over_find(reader, s));
    ot_driver_spec *driver = ot_arena_alloc(reader->arena, n, sizeof *driver);
    if (!driver) return ot_read_no_memory(reader);
    for (const ot_setting *s = group ? group->first : NULL; s; s = s->next) {
        const ot_status status = read_members(reader, s, driver);
        if (status) return status;
    }
    reader->spec->driver = driver;
    return OT_OK;
}
