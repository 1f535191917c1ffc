/* Drivers and indicators over sets: written once, read once for each member. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "config/names.h"
#include "config/read.h"

const ot_indexed_spec *ot_over_find(const ot_reader *reader, const ot_setting *group) {
    if (!ot_setting_find(group, "over")) return NULL;
    return ot_vocabulary_indexed(&reader->spec->vocabulary, group->key, strlen(group->key));
}

static ot_status unknown_set(ot_reader *reader, const ot_setting *name) {
    const ot_vocabulary *words = &reader->spec->vocabulary;
    const char **all = ot_arena_alloc(reader->arena, 2 * words->n_sets, sizeof *all);
    size_t n = 0;
    if (!all) return ot_read_no_memory(reader);
    for (size_t i = 0; i < words->n_sets; i++) {
        all[n++] = words->set[i].id;
        if (words->set[i].alias) all[n++] = words->set[i].alias;
    }
    const char *near = ot_utf8_nearest(name->text.s, all, n);
    if (near)
        ot_fail(reader->err, OT_ERR_INPUT, "unknown set \"%.*s\"; did you mean \"%s\"?",
                "未知集合“%.*s”；是否指“%s”？", ot_text_shown(name->text.s), name->text.s, near);
    else
        ot_fail(reader->err, OT_ERR_INPUT, "unknown set \"%.*s\"; sets are declared in sets",
                "未知集合“%.*s”；集合在 sets 中声明", ot_text_shown(name->text.s), name->text.s);
    return ot_setting_blame(name, reader->err, OT_ERR_INPUT);
}

static ot_status wrong_count(ot_reader *reader, const ot_setting *list) {
    ot_fail(reader->err, OT_ERR_INPUT, "over names %zu sets; must be 1 to %d",
            "over 列出 %zu 个集合；应为 1 至 %d 个", list->n, (int)OT_MOST_SETS);
    return ot_setting_blame(list, reader->err, OT_ERR_INPUT);
}

static ot_status twice(ot_reader *reader, const ot_setting *name) { /* by its id and its alias */
    ot_fail(reader->err, OT_ERR_INPUT, "the set \"%s\" stands twice", "集合“%s”重复出现",
            name->text.s);
    return ot_setting_blame(name, reader->err, OT_ERR_INPUT);
}

ot_status ot_over_read(ot_reader *reader, const ot_setting *group, ot_indexed_spec *over,
                       size_t *n_members) {
    const ot_setting *list = ot_setting_find(group, "over");
    const int is_list = list->kind == OT_SETTING_LIST;
    *over = (ot_indexed_spec){.id = group->key,
                              .alias = ot_get_text(group, "alias"),
                              .place = group->key_place,
                              .alias_place = ot_get_place(group, "alias")};
    if (is_list && (list->n == 0 || list->n > OT_MOST_SETS)) return wrong_count(reader, list);
    for (const ot_setting *s = is_list ? list->first : list; s; s = is_list ? s->next : NULL) {
        const ot_set_spec *set =
            ot_vocabulary_set(&reader->spec->vocabulary, s->text.s, s->text.length);
        if (!set) return unknown_set(reader, s);
        for (size_t k = 0; k < over->n_sets; k++)
            if (over->set[k] == set) return twice(reader, s);
        over->set[over->n_sets++] = set;
    }
    *n_members += ot_over_size(over);
    if (*n_members <= OT_SETTING_MOST_MEMBERS) return OT_OK;
    ot_fail(reader->err, OT_ERR_INPUT, "over %d drivers and indicators once sets are written out",
            "按集合展开后，驱动因素和指标超过 %d 个", (int)OT_SETTING_MOST_MEMBERS);
    return ot_setting_blame(list, reader->err, OT_ERR_INPUT);
}

size_t ot_over_size(const ot_indexed_spec *over) {
    size_t n = 1; /* sets have at most 2000 members each, which cannot overflow */
    for (size_t i = 0; over && i < over->n_sets; i++)
        n *= over->set[i]->n_members;
    return n;
}

ot_status ot_over_bind(ot_reader *reader, const ot_indexed_spec *over, size_t i,
                       const ot_binding **binding) {
    ot_binding *room = ot_arena_alloc(reader->arena, over->n_sets, sizeof *room);
    if (!room) return ot_read_no_memory(reader);
    for (size_t k = over->n_sets; k-- > 0; i /= over->set[k]->n_members)
        room[k] = (ot_binding){over->set[k], &over->set[k]->member[i % over->set[k]->n_members]};
    *binding = room;
    return OT_OK;
}

/* name_akto_wheat */
static const char *joined(ot_reader *reader, const char *name, const ot_indexed_spec *over,
                          const ot_binding *binding) {
    char text[1024];
    size_t n = (size_t)snprintf(text, sizeof text, "%s", name);
    for (size_t k = 0; k < over->n_sets; k++)
        n += (size_t)snprintf(text + n, sizeof text - n, "_%s", binding[k].member->id);
    return ot_arena_text(reader->arena, text, n);
}

/* "output (Akto, wheat)", "产量（阿克陶、小麦）" */
static const char *labelled(ot_reader *reader, const char *label, const ot_indexed_spec *over,
                            const ot_binding *binding, ot_language language) {
    const int zh = language == OT_LANGUAGE_ZH;
    size_t size = strlen(label) + 1;
    for (size_t k = 0; k < over->n_sets; k++)
        size += strlen(binding[k].member->label.text[language]) + 2 * strlen("（");
    char *text = ot_arena_alloc(reader->arena, size, 1);
    if (!text) return NULL;
    strcpy(text, label);
    for (size_t k = 0; k < over->n_sets; k++) {
        strcat(text, k == 0 ? (zh ? "（" : " (") : zh ? "、" : ", ");
        strcat(text, binding[k].member->label.text[language]);
    }
    return strcat(text, zh ? "）" : ")");
}

ot_status ot_over_name(ot_reader *reader, const ot_indexed_spec *over, const ot_binding *binding,
                       const char **id, const char **alias, ot_label *label) {
    *id = joined(reader, *id, over, binding);
    if (*alias) *alias = joined(reader, *alias, over, binding);
    for (int l = 0; l < OT_N_LANGUAGES; l++) {
        label->text[l] = labelled(reader, label->text[l], over, binding, (ot_language)l);
        if (!label->text[l]) return ot_read_no_memory(reader);
    }
    if (!*id || (over->alias && !*alias)) return ot_read_no_memory(reader);
    if (ot_name_is_id(*id)) return OT_OK;
    ot_fail(reader->err, OT_ERR_INPUT, "\"%.*s...\" is too long for a name; at most 64 characters",
            "“%.*s……”作为名称过长；最多 64 个字符", ot_text_shown(*id), *id);
    ot_error_locate(reader->err, over->place.file, over->place.line, over->place.column);
    return OT_ERR_INPUT;
}
