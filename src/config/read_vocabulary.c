#include <string.h>

#include "config/read.h"
#include "lang/tree.h"

static ot_status read_constants(ot_reader *reader) {
    const ot_setting *group = ot_setting_find(reader->root, "constants");
    ot_constant_spec *room = ot_arena_alloc(reader->arena, group ? group->n : 0, sizeof *room);
    size_t n = 0;
    if (!room) return ot_read_no_memory(reader);
    for (const ot_setting *s = group ? group->first : NULL; s; s = s->next) {
        const int is_number = s->kind == OT_SETTING_NUMBER; /* which has no members */
        const ot_setting *unit = ot_setting_find(s, "unit");
        ot_constant_spec *constant = &room[n++];
        *constant = (ot_constant_spec){.id = s->key,
                                       .alias = ot_get_text(s, "alias"),
                                       .value = is_number ? s->number : ot_get_number(s, "value"),
                                       .source = ot_get_remark(s, "source"),
                                       .note = ot_get_remark(s, "note"),
                                       .place = s->key_place,
                                       .alias_place = ot_get_place(s, "alias")};
        if (unit) constant->unit = unit->text;
        ot_get_label(s, "label", s->key, &constant->label);
    }
    reader->spec->vocabulary.constant = room;
    reader->spec->vocabulary.n_constants = n;
    return OT_OK;
}

static ot_status read_functions(ot_reader *reader) {
    const ot_setting *group = ot_setting_find(reader->root, "functions");
    ot_function_spec *room = ot_arena_alloc(reader->arena, group ? group->n : 0, sizeof *room);
    size_t n = 0;
    if (!room) return ot_read_no_memory(reader);
    for (const ot_setting *s = group ? group->first : NULL; s; s = s->next) {
        room[n] = (ot_function_spec){.id = s->key, .text = s->text, .place = s->key_place};
        const ot_status status = ot_function_read(&room[n++], reader->arena, reader->err);
        if (status) return status;
    }
    reader->spec->vocabulary.function = room;
    reader->spec->vocabulary.n_functions = n;
    return OT_OK;
}

static ot_status check_member(ot_reader *reader, const ot_set_spec *set,
                              const ot_member_spec *member) {
    const char *name[] = {member->id, member->alias};
    for (size_t i = 0; i < 2; i++) {
        if (!name[i] || !ot_set_member(set, name[i], strlen(name[i]))) continue;
        const ot_place place = i ? member->alias_place : member->place;
        ot_fail(reader->err, OT_ERR_INPUT, "\"%s\" stands twice among the members of %s",
                "“%s”在 %s 的成员中重复出现", name[i], set->id);
        ot_error_locate(reader->err, place.file, place.line, place.column);
        return OT_ERR_INPUT;
    }
    return OT_OK;
}

static ot_status read_set(ot_reader *reader, const ot_setting *s, ot_set_spec *set) {
    const int is_list = s->kind == OT_SETTING_LIST;
    const ot_setting *list = is_list ? s : ot_setting_find(s, "members");
    ot_member_spec *room = ot_arena_alloc(reader->arena, list->n, sizeof *room);
    *set = (ot_set_spec){.id = s->key,
                         .alias = ot_get_text(s, "alias"),
                         .member = room,
                         .place = s->key_place,
                         .alias_place = ot_get_place(s, "alias")};
    if (!room) return ot_read_no_memory(reader);
    for (const ot_setting *m = list->first; m; m = m->next) {
        ot_member_spec *member = &room[set->n_members];
        const int is_name = m->kind == OT_SETTING_TEXT; /* which has no members */
        *member = (ot_member_spec){.id = is_name ? m->text.s : ot_get_text(m, "id"),
                                   .alias = ot_get_text(m, "alias"),
                                   .place = ot_get_place(m, "id"),
                                   .alias_place = ot_get_place(m, "alias")};
        ot_get_label(m, "label", member->id, &member->label);
        const ot_status status = check_member(reader, set, member);
        if (status) return status;
        set->n_members++;
    }
    return OT_OK;
}

/* x[county] must not be the member county. */
static ot_status check_sets(ot_reader *reader) {
    const ot_vocabulary *words = &reader->spec->vocabulary;
    for (size_t i = 0; i < words->n_sets; i++)
        for (size_t k = 0; k < words->set[i].n_members; k++) {
            const ot_member_spec *m = &words->set[i].member[k];
            const int is_id = ot_vocabulary_set(words, m->id, strlen(m->id)) != NULL;
            if (!is_id && (!m->alias || !ot_vocabulary_set(words, m->alias, strlen(m->alias))))
                continue;
            const ot_place place = is_id ? m->place : m->alias_place;
            ot_fail(reader->err, OT_ERR_INPUT, "the member \"%s\" of %s has the name of a set",
                    "成员“%s”（属于 %s）与集合同名", is_id ? m->id : m->alias, words->set[i].id);
            ot_error_locate(reader->err, place.file, place.line, place.column);
            return OT_ERR_INPUT;
        }
    return OT_OK;
}

static ot_status read_sets(ot_reader *reader) {
    const ot_setting *group = ot_setting_find(reader->root, "sets");
    ot_set_spec *room = ot_arena_alloc(reader->arena, group ? group->n : 0, sizeof *room);
    size_t n = 0;
    if (!room) return ot_read_no_memory(reader);
    for (const ot_setting *s = group ? group->first : NULL; s; s = s->next) {
        const ot_status status = read_set(reader, s, &room[n++]);
        if (status) return status;
    }
    reader->spec->vocabulary.set = room;
    reader->spec->vocabulary.n_sets = n;
    return check_sets(reader);
}

static size_t n_members(const ot_setting *group) { return group ? group->n : 0; }

/* Drivers and indicators that have `over`. */
static ot_status read_indexed(ot_reader *reader) {
    const ot_setting *group[] = {ot_setting_find(reader->root, "drivers"),
                                 ot_setting_find(reader->root, "indicators")};
    ot_indexed_spec *room =
        ot_arena_alloc(reader->arena, n_members(group[0]) + n_members(group[1]), sizeof *room);
    size_t n = 0, n_all = 0;
    if (!room) return ot_read_no_memory(reader);
    for (size_t i = 0; i < 2; i++)
        for (const ot_setting *s = group[i] ? group[i]->first : NULL; s; s = s->next) {
            if (!ot_setting_find(s, "over")) continue;
            const ot_status status = ot_over_read(reader, s, &room[n++], &n_all);
            if (status) return status;
        }
    reader->spec->vocabulary.indexed = room;
    reader->spec->vocabulary.n_indexed = n;
    return OT_OK;
}

ot_status ot_read_vocabulary(ot_reader *reader) {
    ot_status status = read_constants(reader);
    if (!status) status = read_functions(reader);
    if (!status) status = read_sets(reader);
    if (!status) status = read_indexed(reader);
    return status;
}
