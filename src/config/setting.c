#include "config/setting.h"

#include <stdio.h>
#include <string.h>

ot_setting *ot_setting_new(ot_arena *arena, ot_setting_kind kind, ot_place place) {
    ot_setting *setting = ot_arena_alloc(arena, 1, sizeof *setting);
    if (!setting) return NULL;
    setting->kind = kind;
    setting->key_place = setting->place = place;
    return setting;
}

void ot_setting_append(ot_setting *parent, ot_setting *child) {
    child->parent = parent;
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    parent->n++;
}

void ot_setting_replace(ot_setting *old, ot_setting *now) {
    ot_setting *parent = old->parent;
    now->parent = parent;
    now->next = old->next;
    now->key = old->key;
    if (parent->last == old) parent->last = now;
    ot_setting **link = &parent->first;
    while (*link != old)
        link = &(*link)->next;
    *link = now;
}

ot_setting *ot_setting_find(const ot_setting *group, const char *key) {
    if (!group || group->kind != OT_SETTING_GROUP) return NULL;
    ot_setting *member = group->first;
    while (member && strcmp(member->key, key) != 0)
        member = member->next;
    return member;
}

ot_setting *ot_setting_at(const ot_setting *list, size_t i) {
    ot_setting *element = list ? list->first : NULL;
    while (element && i-- > 0)
        element = element->next;
    return element;
}

static size_t position(const ot_setting *element) {
    size_t i = 0;
    for (const ot_setting *s = element->parent->first; s != element; s = s->next)
        i++;
    return i;
}

void ot_setting_path(const ot_setting *setting, char path[OT_SETTING_PATH]) {
    char step[OT_SETTING_PATH];
    size_t start = OT_SETTING_PATH - 1; /* written from the back */
    path[start] = '\0';
    for (const ot_setting *s = setting; s && s->parent; s = s->parent) {
        if (s->key)
            snprintf(step, sizeof step, "%s%s", s->key, s == setting ? "" : ".");
        else
            snprintf(step, sizeof step, "%zu%s", position(s), s == setting ? "" : ".");
        const size_t n = strlen(step);
        if (n > start) break;
        start -= n;
        memcpy(path + start, step, n);
    }
    memmove(path, path + start, OT_SETTING_PATH - start);
}

int ot_text_shown(const char *text) {
    const size_t most = 60, length = strlen(text);
    if (length <= most) return (int)length;
    size_t end = most;
    while (end > 0 && ((unsigned char)text[end] & 0xC0) == 0x80)
        end--;
    return (int)end;
}

void ot_setting_seen(const ot_setting *setting, ot_language language, char seen[OT_SETTING_SEEN]) {
    const int zh = language == OT_LANGUAGE_ZH;
    switch (setting->kind) {
    case OT_SETTING_GROUP:
        snprintf(seen, OT_SETTING_SEEN, zh ? "组 { }" : "a group { }");
        break;
    case OT_SETTING_LIST:
        if (setting->n == 0)
            snprintf(seen, OT_SETTING_SEEN, zh ? "空列表 ( )" : "an empty list ( )");
        else
            snprintf(seen, OT_SETTING_SEEN, zh ? "%zu 项的列表 ( )" : "a list ( ) of %zu",
                     setting->n);
        break;
    case OT_SETTING_NUMBER:
        snprintf(seen, OT_SETTING_SEEN, "%.*s", ot_text_shown(setting->as), setting->as);
        break;
    case OT_SETTING_TEXT: {
        const int n = ot_text_shown(setting->text.s);
        snprintf(seen, OT_SETTING_SEEN, zh ? "\"%.*s%s\"（文本）" : "\"%.*s%s\" (text)", n,
                 setting->text.s, (size_t)n < setting->text.length ? "..." : "");
        break;
    }
    case OT_SETTING_BOOLEAN:
        snprintf(seen, OT_SETTING_SEEN, "%s", setting->boolean ? "true" : "false");
        break;
    }
}

ot_status ot_setting_blame(const ot_setting *setting, ot_error *err, ot_status status) {
    ot_error_locate(err, setting->place.file, setting->place.line, setting->place.column);
    return status;
}

ot_status ot_setting_blame_key(const ot_setting *setting, ot_error *err, ot_status status) {
    const ot_place *place = &setting->key_place;
    ot_error_locate(err, place->file, place->line, place->column);
    return status;
}
