/* What holds settings: groups, lists, sets. */
#include "config/check.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "config/names.h"

static ot_status check(const ot_setting *setting, const ot_rule *rule, ot_error *err);

ot_status ot_fail_unknown_key(const ot_section *section, const char *key, const char *path,
                              ot_place place, ot_status status, ot_error *err) {
    enum { MOST_KEYS = 40 };
    const char *name[MOST_KEYS], *near;
    char all[320] = "";
    size_t n = 0, length = 0;
    for (; n < section->n && n < MOST_KEYS; n++) {
        name[n] = section->rule[n].key;
        if (length < sizeof all)
            length +=
                (size_t)snprintf(all + length, sizeof all - length, "%s%s", n ? ", " : "", name[n]);
    }
    near = ot_utf8_nearest(key, name, n);
    char en[OT_SETTING_PATH + 16] = "", zh[OT_SETTING_PATH + 16] = "";
    if (path[0]) {
        snprintf(en, sizeof en, " in %s", path);
        snprintf(zh, sizeof zh, "（位于 %s）", path);
    }
    if (near)
        ot_fail(err, status, "unknown key \"%.*s\"%s%.0s; did you mean \"%s\"?",
                "未知的键“%.*s”%.0s%s；是否想写“%s”？", ot_text_shown(key), key, en, zh, near);
    else
        ot_fail(err, status, "unknown key \"%.*s\"%s%.0s; there are %s",
                "未知的键“%.*s”%.0s%s；可用的键有 %s", ot_text_shown(key), key, en, zh, all);
    ot_error_locate(err, place.file, place.line, place.column);
    return status;
}

static ot_status check_group(const ot_setting *group, const ot_section *section, ot_error *err) {
    char path[OT_SETTING_PATH];
    for (const ot_setting *s = group->first; s; s = s->next) {
        const ot_rule *rule = ot_section_find(section, s->key);
        if (!rule) {
            ot_setting_path(group, path);
            return ot_fail_unknown_key(section, s->key, path, s->key_place, OT_ERR_INPUT, err);
        }
        const ot_status status = check(s, rule, err);
        if (status) return status;
    }
    for (size_t i = 0; i < section->n; i++) {
        const char *key = section->rule[i].key;
        if (!section->rule[i].required || ot_setting_find(group, key)) continue;
        ot_setting_path(group, path);
        if (path[0])
            ot_fail(err, OT_ERR_INPUT, "%s has no %s, which is required", "%s 缺少必填项 %s", path,
                    key);
        else
            ot_fail(err, OT_ERR_INPUT, "there is no %s, which is required", "缺少必填项 %s", key);
        return ot_setting_blame_key(group, err, OT_ERR_INPUT);
    }
    return OT_OK;
}

static ot_status check_named(const ot_setting *group, const ot_rule *rule, ot_error *err) {
    for (const ot_setting *s = group->first; s; s = s->next) {
        if (!ot_name_is_id(s->key) || (!rule->is_apart && ot_name_is_reserved(s->key))) {
            ot_fail_name(s->key, err);
            return ot_setting_blame_key(s, err, OT_ERR_INPUT);
        }
        const ot_status status = check(s, rule->each, err);
        if (status) return status;
    }
    return OT_OK;
}

static ot_status check_items(const ot_setting *list, const ot_rule *rule, ot_error *err) {
    for (const ot_setting *s = list->first; s; s = s->next) {
        const ot_status status = check(s, rule->each, err);
        if (status) return status;
    }
    return OT_OK;
}

/* Names, or groups that begin with one. */
static ot_status check_members(const ot_setting *list, const ot_rule *rule, ot_error *err) {
    static const ot_rule name = {.key = "", .type = OT_TYPE_ID, .is_apart = 1};
    if (list->kind != OT_SETTING_LIST || list->n == 0 || list->n > OT_MOST_TEXTS)
        return ot_fail_value(list, rule, err);
    for (const ot_setting *s = list->first; s; s = s->next) {
        const ot_status status = s->kind == OT_SETTING_GROUP ? check_group(s, rule->section, err)
                                                             : ot_check_value(s, &name, err);
        if (status) return status;
    }
    return OT_OK;
}

static ot_status check_set(const ot_setting *set, const ot_rule *rule, ot_error *err) {
    if (set->kind == OT_SETTING_GROUP) return check_group(set, rule->section, err);
    if (set->kind != OT_SETTING_LIST || set->n == 0) return ot_fail_value(set, rule, err);
    return check_members(set, rule->each, err);
}

/* What holds further settings; the rest is a value. */
static ot_status check(const ot_setting *setting, const ot_rule *rule, ot_error *err) {
    const int is_group = setting->kind == OT_SETTING_GROUP;
    const int is_list = setting->kind == OT_SETTING_LIST;
    switch (rule->type) {
    case OT_TYPE_GROUP:
        return is_group ? check_group(setting, rule->section, err)
                        : ot_fail_value(setting, rule, err);
    case OT_TYPE_NAMED:
        return is_group ? check_named(setting, rule, err) : ot_fail_value(setting, rule, err);
    case OT_TYPE_ITEMS:
        return is_list ? check_items(setting, rule, err) : ot_fail_value(setting, rule, err);
    case OT_TYPE_SET:
        return check_set(setting, rule, err);
    case OT_TYPE_MEMBERS:
        return check_members(setting, rule, err);
    case OT_TYPE_CONSTANT:
        return is_group ? check_group(setting, rule->section, err)
                        : ot_check_value(setting, rule, err);
    default:
        return ot_check_value(setting, rule, err);
    }
}

ot_status ot_check_tree(const ot_setting *root, ot_error *err) {
    return check_group(root, ot_schema_root(), err);
}
