#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "config/read.h"

static const ot_driver_spec *find_driver(const ot_spec *spec, const char *id) {
    for (size_t i = 0; i < spec->n_drivers; i++)
        if (strcmp(spec->driver[i].id, id) == 0) return &spec->driver[i];
    return NULL; /* the model says so, with a suggestion */
}

static ot_status check_change(ot_reader *reader, const ot_setting *values, const ot_setting *law,
                              const ot_driver_spec *driver) {
    const ot_plausible plausible = ot_plausible_driver(driver);
    const ot_status status = values ? ot_check_plausible(reader, values, &plausible) : OT_OK;
    return status || !law ? status : ot_check_plausible_law(reader, law, &plausible);
}

static ot_status read_driver_change(ot_reader *reader, const ot_setting *group,
                                    ot_driver_change *change) {
    const ot_setting *values = ot_setting_find(group, "value"),
                     *law = ot_setting_find(group, "law");
    const ot_driver_spec *driver = find_driver(reader->spec, group->key);
    ot_status status = OT_OK;
    *change = (ot_driver_change){.driver = group->key,
                                 .place = group->key_place,
                                 .value_place = ot_get_place(group, "value")};
    if (values) status = ot_read_values(reader, values, &change->value, &change->n_values);
    if (!status && law) {
        ot_law_spec *room = ot_arena_alloc(reader->arena, 1, sizeof *room);
        if (!room) return ot_read_no_memory(reader);
        status = ot_read_law(reader, law, room);
        change->law = room;
    }
    if (!status && driver) status = check_change(reader, values, law, driver);
    if (status || !driver) return status;
    const int own = change->value != NULL;
    return ot_check_law_values(reader, driver->id,
                               change->law ? change->law->family : driver->law.family,
                               own ? change->value : driver->value,
                               own ? change->n_values : driver->n_values, change->value_place);
}

static ot_status read_drivers(ot_reader *reader, const ot_setting *group,
                              ot_scenario_spec *scenario) {
    ot_driver_change *room = ot_arena_alloc(reader->arena, group ? group->n : 0, sizeof *room);
    if (!room) return ot_read_no_memory(reader);
    for (const ot_setting *s = group ? group->first : NULL; s; s = s->next) {
        const ot_status status = read_driver_change(reader, s, &room[scenario->n_drivers++]);
        if (status) return status;
    }
    scenario->driver = room;
    return OT_OK;
}

static ot_status read_coefficients(ot_reader *reader, const ot_setting *group,
                                   ot_scenario_spec *scenario) {
    size_t n = 0;
    for (const ot_setting *s = group ? group->first : NULL; s; s = s->next)
        n += s->n;
    ot_coefficient_change *room = ot_arena_alloc(reader->arena, n, sizeof *room);
    if (!room) return ot_read_no_memory(reader);
    for (const ot_setting *s = group ? group->first : NULL; s; s = s->next)
        for (const ot_setting *c = s->first; c; c = c->next) {
            ot_coefficient_change *change = &room[scenario->n_coefficients++];
            *change = (ot_coefficient_change){.indicator = s->key, .place = s->key_place};
            const ot_status status = ot_read_coefficient(reader, c, &change->coefficient);
            if (status) return status;
        }
    scenario->coefficient = room;
    return OT_OK;
}

static ot_status read_equations(ot_reader *reader, const ot_setting *group,
                                ot_scenario_spec *scenario) {
    ot_equation_change *room = ot_arena_alloc(reader->arena, group ? group->n : 0, sizeof *room);
    if (!room) return ot_read_no_memory(reader);
    for (const ot_setting *s = group ? group->first : NULL; s; s = s->next)
        room[scenario->n_equations++] = (ot_equation_change){s->key, s->text, s->key_place};
    scenario->equation = room;
    return OT_OK;
}

static ot_status read_path(ot_reader *reader, const ot_setting *list, ot_path_change *change) {
    const ot_spec *spec = reader->spec;
    ot_year_value *room = ot_arena_alloc(reader->arena, list->n, sizeof *room);
    if (!room) return ot_read_no_memory(reader);
    *change = (ot_path_change){.indicator = list->key, .value = room, .place = list->key_place};
    for (const ot_setting *s = list->first; s; s = s->next) {
        const int year = (int)s->first->number;
        const int is_other = year < spec->first_year || year > spec->last_year;
        if (is_other && ot_spec_is_history(spec)) continue; /* it is not simulated now */
        if (is_other) {
            ot_fail(reader->err, OT_ERR_INPUT, "%d is not a projected year; they are %d to %d",
                    "%d 不是推演年份；推演年份为 %d 至 %d", year, spec->first_year,
                    spec->last_year);
            return ot_setting_blame(s->first, reader->err, OT_ERR_INPUT);
        }
        room[change->n_values++] = (ot_year_value){year, s->last->number, s->place};
    }
    return OT_OK;
}

static ot_status read_paths(ot_reader *reader, const ot_setting *group, const ot_path_change **out,
                            size_t *n) {
    ot_path_change *room = ot_arena_alloc(reader->arena, group ? group->n : 0, sizeof *room);
    if (!room) return ot_read_no_memory(reader);
    for (const ot_setting *s = group ? group->first : NULL; s; s = s->next) {
        const ot_status status = read_path(reader, s, &room[(*n)++]);
        if (status) return status;
    }
    *out = room;
    return OT_OK;
}

/* Given values are the indicator's own; add-factors are of its transformed equation. */
static ot_status check_given(ot_reader *reader, const ot_setting *group) {
    for (const ot_setting *s = group ? group->first : NULL; s; s = s->next) {
        const ot_indicator_spec *indicator = ot_reader_indicator(reader, s->key);
        if (!indicator) continue; /* the model says so, with a suggestion */
        const ot_plausible plausible = ot_plausible_indicator(indicator);
        const ot_status status = ot_check_plausible(reader, s, &plausible);
        if (status) return status;
    }
    return OT_OK;
}

static ot_status read_scenario(ot_reader *reader, const ot_setting *group,
                               ot_scenario_spec *scenario) {
    *scenario = (ot_scenario_spec){.id = group->key,
                                   .extends = ot_get_text(group, "extends"),
                                   .is_conditional = ot_get_boolean(group, "conditional"),
                                   .note = ot_get_remark(group, "note"),
                                   .place = group->key_place,
                                   .extends_place = ot_get_place(group, "extends")};
    ot_get_label(group, "label", group->key, &scenario->label);
    ot_status status = read_drivers(reader, ot_setting_find(group, "drivers"), scenario);
    if (!status)
        status = read_coefficients(reader, ot_setting_find(group, "coefficients"), scenario);
    if (!status) status = read_equations(reader, ot_setting_find(group, "equations"), scenario);
    if (!status)
        status =
            read_paths(reader, ot_setting_find(group, "add"), &scenario->add, &scenario->n_add);
    if (!status)
        status = read_paths(reader, ot_setting_find(group, "exogenise"), &scenario->exogenise,
                            &scenario->n_exogenise);
    if (!status) status = check_given(reader, ot_setting_find(group, "exogenise"));
    return status;
}

static const ot_scenario_spec *find_scenario(const ot_spec *spec, const char *id) {
    for (size_t i = 0; i < spec->n_scenarios; i++)
        if (strcmp(spec->scenario[i].id, id) == 0) return &spec->scenario[i];
    return NULL;
}

/* "a, b, c", when they are few. */
static void list_others(const ot_spec *spec, const ot_scenario_spec *but, char *text, size_t size) {
    const size_t most = 6;
    size_t n = 0;
    text[0] = '\0';
    if (spec->n_scenarios > most) return;
    for (size_t i = 0; i < spec->n_scenarios && n < size; i++)
        if (&spec->scenario[i] != but)
            n += (size_t)snprintf(text + n, size - n, "%s%s", n ? ", " : "", spec->scenario[i].id);
}

static ot_status unknown_base(ot_reader *reader, const ot_scenario_spec *scenario) {
    const ot_spec *spec = reader->spec;
    char others[512]; /* ids have at most 64 characters */
    const char *unknown = scenario->extends;
    const int shown = ot_text_shown(unknown);
    const char **id = ot_arena_alloc(reader->arena, spec->n_scenarios, sizeof *id);
    if (!id) return ot_read_no_memory(reader);
    for (size_t i = 0; i < spec->n_scenarios; i++)
        id[i] = spec->scenario[i].id;
    const char *near = ot_utf8_nearest(unknown, id, spec->n_scenarios);
    list_others(spec, scenario, others, sizeof others);
    if (near)
        ot_fail(reader->err, OT_ERR_INPUT, "unknown scenario \"%.*s\"; did you mean \"%s\"?",
                "未知的情景“%.*s”；是否想写“%s”？", shown, unknown, near);
    else if (others[0])
        ot_fail(reader->err, OT_ERR_INPUT, "unknown scenario \"%.*s\"; there are: %s",
                "未知的情景“%.*s”；可用的情景：%s", shown, unknown, others);
    else
        ot_fail(reader->err, OT_ERR_INPUT, "unknown scenario \"%.*s\"", "未知的情景“%.*s”", shown,
                unknown);
    const ot_place *place = &scenario->extends_place;
    ot_error_locate(reader->err, place->file, place->line, place->column);
    return OT_ERR_INPUT;
}

/* "a -> b -> a", its middle left out when it is long. */
static ot_status cycle(ot_reader *reader, const ot_scenario_spec *start) {
    char path[300];
    size_t n = 0;
    const ot_scenario_spec *s = start;
    do {
        const size_t room = sizeof path - n - 80; /* for the end */
        const size_t length = strlen(s->id) + 4;
        if (length < room) {
            memcpy(path + n, s->id, length - 4);
            memcpy(path + n + length - 4, " -> ", 4);
            n += length;
        } else if (n >= 7 && memcmp(path + n - 7, "... -> ", 7) != 0) {
            memcpy(path + n, "... -> ", 7);
            n += 7;
        }
        s = find_scenario(reader->spec, s->extends);
    } while (s != start);
    path[n] = '\0';
    ot_fail(reader->err, OT_ERR_INPUT, "scenarios extend each other in a circle: %s%s",
            "情景的继承形成循环：%s%s", path, start->id);
    const ot_place *place = &start->extends_place;
    ot_error_locate(reader->err, place->file, place->line, place->column);
    return OT_ERR_INPUT;
}

/* base[i]: the scenario that i extends; NULL: none. */
static ot_status check_extends(ot_reader *reader) {
    const ot_spec *spec = reader->spec;
    const size_t n = spec->n_scenarios;
    const ot_scenario_spec **base = ot_arena_alloc(reader->arena, n, sizeof *base);
    if (!base) return ot_read_no_memory(reader);
    for (size_t i = 0; i < n; i++) {
        if (!spec->scenario[i].extends) continue;
        base[i] = find_scenario(spec, spec->scenario[i].extends);
        if (!base[i]) return unknown_base(reader, &spec->scenario[i]);
    }
    for (size_t i = 0; i < n; i++) {
        const ot_scenario_spec *s = base[i];
        for (size_t step = 0; s && step < n; step++) {
            if (s == &spec->scenario[i]) return cycle(reader, s);
            s = base[s - spec->scenario];
        }
    }
    return OT_OK;
}

/* No scenarios at all: one that changes nothing. */
static ot_status make_baseline(ot_reader *reader) {
    ot_scenario_spec *baseline = ot_arena_alloc(reader->arena, 1, sizeof *baseline);
    if (!baseline) return ot_read_no_memory(reader);
    *baseline = (ot_scenario_spec){.id = "baseline",
                                   .label = {{"baseline", "基准"}},
                                   .place = reader->root->place,
                                   .extends_place = reader->root->place};
    reader->spec->scenario = baseline;
    reader->spec->n_scenarios = 1;
    return OT_OK;
}

ot_status ot_read_scenarios(ot_reader *reader) {
    const ot_setting *group = ot_setting_find(reader->root, "scenarios");
    if (!group || group->n == 0) return make_baseline(reader);
    ot_scenario_spec *scenario = ot_arena_alloc(reader->arena, group->n, sizeof *scenario);
    if (!scenario) return ot_read_no_memory(reader);
    reader->spec->scenario = scenario;
    for (const ot_setting *s = group->first; s; s = s->next) {
        const ot_status status = read_scenario(reader, s, &scenario[reader->spec->n_scenarios++]);
        if (status) return status;
    }
    return check_extends(reader);
}
