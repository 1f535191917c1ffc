#include "config/overlay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "config/check.h"
#include "config/lint.h"
#include "config/names.h"
#include "config/record.h"
#include "config/schema.h"

typedef struct overlay {
    ot_arena *arena;
    ot_error *err;
    ot_place place; /* its file is "--set PATH=VALUE" */
    char path[OT_SETTING_PATH];
} overlay;

static ot_status usage(overlay *o) {
    ot_error_locate(o->err, o->place.file, 0, 0);
    return OT_ERR_USAGE;
}

static ot_status no_memory(overlay *o) {
    return ot_fail(o->err, OT_ERR_NOMEM, "out of memory", "内存不足");
}

/* A name where a value stands must be a text: --set drivers.x.law.family=normal */
static int is_bare(const char *text) {
    const unsigned char c = (unsigned char)text[strspn(text, " \t")];
    if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0) return 0;
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '/' || c >= 0x80;
}

/* The column within a set says little: the set itself is the place, and so the whole of a text's.
 */
static int place_text(overlay *o, ot_text *text) {
    ot_text_piece *piece = ot_arena_alloc(o->arena, 1, sizeof *piece);
    if (!piece) return 0;
    *piece = (ot_text_piece){.place = o->place};
    text->piece = piece;
    text->n_pieces = 1;
    return 1;
}

static ot_status bare_text(overlay *o, const char *text, ot_setting **out) {
    const size_t n = strlen(text);
    if (ot_utf8_check(text, n) < n || strpbrk(text, "\n\r")) {
        ot_fail(o->err, OT_ERR_INPUT, "the value is not one line of UTF-8",
                "取值不是一行 UTF-8 文本");
        ot_error_locate(o->err, o->place.file, 0, 0);
        return OT_ERR_INPUT;
    }
    ot_setting *setting = ot_setting_new(o->arena, OT_SETTING_TEXT, o->place);
    char *copy = ot_arena_text(o->arena, text, n);
    if (!setting || !copy) return no_memory(o);
    setting->text = (ot_text){.s = copy, .length = n};
    if (!place_text(o, &setting->text)) return no_memory(o);
    *out = setting;
    return OT_OK;
}

static int place_all(overlay *o, ot_setting *setting) {
    setting->place = setting->key_place = o->place;
    int is_placed = setting->kind != OT_SETTING_TEXT || place_text(o, &setting->text);
    for (ot_setting *s = setting->first; s && is_placed; s = s->next)
        is_placed = place_all(o, s);
    return is_placed;
}

/* Let libconfig read the value too, as the only member of a text. */
static ot_status record(overlay *o, const char *text, ot_setting *value) {
    static const char before[] = "value = ";
    const size_t n = strlen(text), all = sizeof before - 1 + n;
    char *whole = malloc(all + 1);
    if (!whole) return no_memory(o);
    memcpy(whole, before, sizeof before - 1);
    memcpy(whole + sizeof before - 1, text, n + 1);
    ot_setting root = {.kind = OT_SETTING_GROUP, .place = o->place, .key_place = o->place};
    value->key = "value";
    ot_setting_append(&root, value);
    const ot_status status = ot_record_read(whole, all, &root, o->err);
    value->key = NULL;
    value->parent = NULL;
    free(whole);
    return status;
}

static ot_status parse(overlay *o, const char *text, ot_setting **out) {
    if (is_bare(text)) return bare_text(o, text, out);
    ot_setting *value = NULL;
    ot_status status = ot_lint_value(o->place.file, text, strlen(text), o->arena, &value, o->err);
    if (!status && !place_all(o, value)) status = no_memory(o);
    if (!status) status = record(o, text, value);
    if (status == OT_ERR_INPUT) ot_error_locate(o->err, o->place.file, 0, 0);
    if (!status) *out = value;
    return status;
}

static ot_status not_there(overlay *o, const ot_setting *group, const char *step) {
    const char **name = ot_arena_alloc(o->arena, group->n, sizeof *name);
    if (!name) return no_memory(o);
    size_t n = 0;
    for (const ot_setting *s = group->first; s; s = s->next)
        name[n++] = s->key;
    const char *near = ot_utf8_nearest(step, name, n);
    char en[OT_SETTING_PATH + 16] = "", zh[OT_SETTING_PATH + 16] = "";
    if (o->path[0]) {
        snprintf(en, sizeof en, " in %s", o->path);
        snprintf(zh, sizeof zh, "（位于 %s）", o->path);
    }
    if (near)
        ot_fail(o->err, OT_ERR_USAGE, "there is no \"%.*s\"%s%.0s; did you mean \"%s\"?",
                "没有“%.*s”这一项%.0s%s；是否想写“%s”？", ot_text_shown(step), step, en, zh, near);
    else
        ot_fail(o->err, OT_ERR_USAGE, "there is no \"%.*s\"%s%.0s", "没有“%.*s”这一项%.0s%s",
                ot_text_shown(step), step, en, zh);
    return usage(o);
}

static int may_be_group(ot_type type) {
    return type == OT_TYPE_CONSTANT || type == OT_TYPE_SET || type == OT_TYPE_MEMBERS;
}

/* The rule of one step below a setting of `rule`; NULL when there is none (said in err). */
static ot_status rule_below(overlay *o, const ot_setting *from, const ot_rule *rule,
                            const char *step, const ot_rule **below) {
    static const ot_rule text = {.type = OT_TYPE_TEXT};
    *below = NULL;
    switch (may_be_group(rule->type) && from->kind == OT_SETTING_GROUP ? OT_TYPE_GROUP
                                                                       : rule->type) {
    case OT_TYPE_GROUP:
        *below = ot_section_find(rule->section, step);
        if (*below) return OT_OK;
        return ot_fail_unknown_key(rule->section, step, o->path, (ot_place){o->place.file, 0, 0},
                                   OT_ERR_USAGE, o->err);
    case OT_TYPE_NAMED:
        *below = rule->each;
        return OT_OK;
    case OT_TYPE_LABEL:
        if (strcmp(step, "zh") == 0 || strcmp(step, "en") == 0) *below = &text;
        break;
    case OT_TYPE_ITEMS:
        *below = rule->each;
        break;
    default:
        if (from->kind == OT_SETTING_LIST) *below = &text; /* any element of a list */
    }
    if (*below) return OT_OK;
    ot_fail(o->err, OT_ERR_USAGE, "%s holds no \"%.*s\"", "%s 之下没有“%.*s”", o->path,
            ot_text_shown(step), step);
    return usage(o);
}

static ot_status element(overlay *o, const ot_setting *list, const char *step, ot_setting **out) {
    char *end;
    const unsigned long i = strtoul(step, &end, 10);
    if (step[0] >= '0' && step[0] <= '9' && *end == '\0' && i < list->n) {
        *out = ot_setting_at(list, i);
        return OT_OK;
    }
    ot_fail(o->err, OT_ERR_USAGE, "%s has no element \"%.*s\"; they are 0 to %zu",
            "%s 没有第“%.*s”项；各项编号为 0 至 %zu", o->path, ot_text_shown(step), step,
            list->n ? list->n - 1 : 0);
    return usage(o);
}

static int is_definition(const ot_rule *rule) { /* its members are what the model consists of */
    return rule->type == OT_TYPE_NAMED &&
           (strcmp(rule->key, "drivers") == 0 || strcmp(rule->key, "indicators") == 0 ||
            strcmp(rule->key, "scenarios") == 0 || strcmp(rule->key, "constants") == 0 ||
            strcmp(rule->key, "functions") == 0 || strcmp(rule->key, "sets") == 0) &&
           strcmp(rule->each->key, "ID") == 0;
}

static ot_status holds_nothing(overlay *o) {
    ot_fail(o->err, OT_ERR_USAGE, "%s holds no settings", "%s 之下没有设置项", o->path);
    return usage(o);
}

/* A member or element of `from`, made as a group when the file lacks it. */
static ot_status descend(overlay *o, ot_setting *from, const ot_rule *rule, const char *step,
                         const ot_rule *below, ot_setting **out) {
    if (from->kind == OT_SETTING_LIST) return element(o, from, step, out);
    if (from->kind != OT_SETTING_GROUP) return holds_nothing(o);
    *out = ot_setting_find(from, step);
    if (*out) return OT_OK;
    const int is_group = below->type == OT_TYPE_GROUP || below->type == OT_TYPE_NAMED ||
                         below->type == OT_TYPE_LABEL;
    if (!is_group || (is_definition(rule) && from->n > 0)) return not_there(o, from, step);
    ot_setting *made = ot_setting_new(o->arena, OT_SETTING_GROUP, o->place);
    char *key = ot_arena_text(o->arena, step, strlen(step));
    if (!made || !key) return no_memory(o);
    made->key = key;
    ot_setting_append(from, made);
    *out = made;
    return OT_OK;
}

/* Put `value` where the last step of the path leads. */
static ot_status put(overlay *o, ot_setting *from, const char *step, ot_setting *value) {
    ot_setting *old = NULL;
    if (from->kind == OT_SETTING_LIST) {
        const ot_status status = element(o, from, step, &old);
        if (status) return status;
    } else if (from->kind == OT_SETTING_GROUP)
        old = ot_setting_find(from, step);
    else
        return holds_nothing(o);
    if (old) {
        ot_setting_replace(old, value);
        return OT_OK;
    }
    char *key = ot_arena_text(o->arena, step, strlen(step));
    if (!key) return no_memory(o);
    value->key = key;
    ot_setting_append(from, value);
    return OT_OK;
}

static void go_down(overlay *o, const char *step) {
    const size_t n = strlen(o->path);
    snprintf(o->path + n, sizeof o->path - n, "%s%s", n ? "." : "", step);
}

/* Where the last step of a path leads: what holds it, the rule of what it names. */
typedef struct end_of_path {
    ot_setting *from;
    const ot_rule *rule, *below;
    const char *step;
} end_of_path;

static ot_status walk(overlay *o, ot_setting *root, char *path, end_of_path *end) {
    static const ot_rule none = {.type = OT_TYPE_GROUP, .key = ""};
    ot_rule *all = ot_arena_alloc(o->arena, 1, sizeof *all);
    if (!all) return no_memory(o);
    *all = none;
    all->section = ot_schema_root();
    *end = (end_of_path){.from = root, .rule = all, .step = path};
    for (;;) {
        char *step = path, *dot = strchr(step, '.');
        if (dot) *dot = '\0';
        end->step = step;
        if (*step == '\0') {
            ot_fail(o->err, OT_ERR_USAGE, "the path has an empty step", "路径中有空的一段");
            return usage(o);
        }
        ot_status status = rule_below(o, end->from, end->rule, step, &end->below);
        if (status || !dot) return status;
        status = descend(o, end->from, end->rule, step, end->below, &end->from);
        if (status) return status;
        go_down(o, step);
        end->rule = end->below;
        path = dot + 1;
    }
}

static ot_status no_path(overlay *o) {
    ot_fail(o->err, OT_ERR_USAGE, "a set is PATH=VALUE", "--set 的写法是 路径=取值");
    return usage(o);
}

ot_status ot_overlay_apply(ot_setting *root, const char *set, ot_arena *arena, ot_error *err) {
    overlay o = {.arena = arena, .err = err};
    const char *equals = strchr(set, '=');
    const size_t n = strlen(set);
    char *place = ot_arena_alloc(arena, n + sizeof "--set ", 1);
    if (!place) return no_memory(&o);
    memcpy(place, "--set ", sizeof "--set ");
    memcpy(place + sizeof "--set " - 1, set, n + 1);
    o.place.file = place;
    if (!equals || equals == set) return no_path(&o);
    const int is_meant = equals[-1] == ':';
    if (is_meant && equals - 1 == set) return no_path(&o);
    char *path = ot_arena_text(arena, set, (size_t)(equals - set) - (is_meant ? 1 : 0));
    ot_setting *value = NULL;
    end_of_path end;
    if (!path) return no_memory(&o);
    ot_status status = parse(&o, equals + 1, &value);
    if (!status) status = walk(&o, root, path, &end);
    if (!status) value->is_meant = is_meant;
    return status ? status : put(&o, end.from, end.step, value);
}

ot_status ot_overlay_find(ot_setting *root, const char *path, const char *place, ot_arena *arena,
                          ot_found_setting *out, ot_error *err) {
    overlay o = {.arena = arena, .err = err, .place = {.file = place}};
    char *copy = ot_arena_text(arena, path, strlen(path));
    end_of_path end;
    ot_setting *found = NULL;
    if (!copy) return no_memory(&o);
    ot_status status = walk(&o, root, copy, &end);
    if (status) return status;
    const int is_list = end.from->kind == OT_SETTING_LIST;
    if (is_list)
        status = element(&o, end.from, end.step, &found);
    else if (end.from->kind == OT_SETTING_GROUP)
        found = ot_setting_find(end.from, end.step);
    else
        status = holds_nothing(&o);
    if (!status) *out = (ot_found_setting){found, end.from, is_list ? end.rule : end.below};
    return status;
}
