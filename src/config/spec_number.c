#include "outturn/spec_number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/number.h"
#include "config/lint.h"
#include "config/overlay.h"
#include "config/read.h"
#include "config/record.h"

/* Of numbers without two bounds: the default range, in sizes of the value. */
static const double FACTOR = 10.0;

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "out of memory", "内存不足");
}

static ot_status read_tree(const char *path, const char *text, size_t n, const char *const *sets,
                           size_t n_sets, ot_arena *arena, ot_setting **root, ot_error *err) {
    const size_t mark = n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    ot_status status = ot_lint_text(path, text, n, arena, root, err);
    if (!status) status = ot_record_read(text + mark, n - mark, *root, err);
    for (size_t i = 0; i < n_sets && !status; i++)
        status = ot_overlay_apply(*root, sets[i], arena, err);
    return status;
}

static ot_status no_number(const ot_spec_number *p, const ot_setting *seen, ot_error *err) {
    char en[OT_SETTING_SEEN] = "not in the file", zh[OT_SETTING_SEEN] = "文件中没有的设置";
    if (seen) ot_setting_seen(seen, OT_LANGUAGE_EN, en);
    if (seen) ot_setting_seen(seen, OT_LANGUAGE_ZH, zh);
    if (seen && seen->kind == OT_SETTING_LIST && seen->n > 0)
        return ot_fail(err, OT_ERR_USAGE,
                       "%s is %s%.0s; a parameter is one number: name an element, such as %s.0",
                       "%s 为%.0s%s；参数须为一个数值，请指明其中一项，例如 %s.0", p->path, en, zh,
                       p->path);
    return ot_fail(err, OT_ERR_USAGE,
                   "%s is %s%.0s; a parameter must be a number that may have decimals",
                   "%s 为%.0s%s；参数须为可带小数的数值", p->path, en, zh);
}

static int may_be_number(const ot_rule *rule) {
    return rule->type == OT_TYPE_NUMBER || rule->type == OT_TYPE_VALUES ||
           rule->type == OT_TYPE_PATH || rule->type == OT_TYPE_CONSTANT;
}

/* Lists hold years and names beside numbers: what stands there counts, not the rule. */
static ot_status take_value(const ot_found_setting *found, ot_spec_number *p, ot_error *err) {
    const ot_setting *s = found->setting;
    const int is_element = found->parent->kind == OT_SETTING_LIST;
    const char *fallback = found->rule->fallback[OT_LANGUAGE_EN];
    size_t length = 0;
    const int is_year = is_element && found->rule->type == OT_TYPE_YEARS;
    if (is_year || (!is_element && !may_be_number(found->rule))) return no_number(p, s, err);
    if (s && s->kind != OT_SETTING_NUMBER) return no_number(p, s, err);
    p->value = (double)NAN;
    if (s)
        p->value = s->number;
    else if (fallback &&
             (!ot_number_parse(fallback, strlen(fallback), &p->value, &length) || fallback[length]))
        p->value = (double)NAN;
    return OT_OK;
}

/* (low, high) of the driver whose value it is, or an element of its values. */
static void take_range(const ot_found_setting *found, ot_spec_number *p) {
    const ot_setting *group = found->parent;
    if (group->kind == OT_SETTING_LIST) group = group->parent;
    const ot_setting *range = ot_setting_find(group, "range");
    const ot_setting *low = ot_setting_at(range, 0), *high = ot_setting_at(range, 1);
    const int is_value = found->rule->type == OT_TYPE_VALUES;
    if (!is_value || !low || !high || low->kind != OT_SETTING_NUMBER ||
        high->kind != OT_SETTING_NUMBER)
        return;
    p->low = low->number;
    p->high = high->number;
}

static void take_bounds(const ot_found_setting *found, ot_spec_number *p) {
    const ot_rule *rule = found->rule;
    const int has_bounds =
        rule->low < 0.0 || rule->low > 0.0 || rule->high < 0.0 || rule->high > 0.0;
    p->low = p->high = (double)NAN;
    p->is_guessed = 0;
    p->least = has_bounds ? rule->low : -(double)INFINITY;
    p->most = has_bounds ? rule->high : (double)INFINITY;
    take_range(found, p);
    if (isfinite(p->low)) return;
    const double size = fabs(p->value);
    if (isfinite(p->least) && isfinite(p->most)) {
        p->low = p->least;
        p->high = p->most;
    } else if (size > 0.0 && p->least >= 0.0) {
        p->low = size / FACTOR;
        p->high = size * FACTOR;
        p->is_guessed = 1;
    } else if (size > 0.0) {
        p->low = p->value - FACTOR * size;
        p->high = p->value + FACTOR * size;
        p->is_guessed = 1;
    }
}

/* Of a rate; its unit stands with it, with the group of its law, or, in a scenario, elsewhere. */
static double suspect_size(const ot_found_setting *found, const char *path) {
    const double least = 0.005, percent = 100.0; /* as the guess of fractions (plausible.c) */
    for (const ot_setting *s = found->parent; s; s = s->parent) {
        const ot_setting *unit = ot_setting_find(s, "unit");
        if (unit && unit->kind == OT_SETTING_TEXT) return least * ot_rate_whole(unit->text.s);
    }
    return strncmp(path, "scenarios.", strlen("scenarios.")) == 0 ? least * percent : 0.0;
}

static ot_status name_path(const char *name, ot_spec_number *p, ot_error *err) {
    const int n =
        snprintf(p->path, sizeof p->path, strchr(name, '.') ? "%s" : "drivers.%s.value", name);
    if (n > 0 && (size_t)n < sizeof p->path) return OT_OK;
    return ot_fail(err, OT_ERR_USAGE, "a path of %zu bytes; at most %d",
                   "路径长 %zu 字节；最多 %d 字节", strlen(name), (int)OT_SPEC_NUMBER_PATH - 20);
}

static ot_status find(ot_setting *root, ot_arena *arena, ot_spec_number *p, ot_error *err) {
    static const char OPTION[] = "--parameter ";
    const size_t size = sizeof OPTION + sizeof p->path;
    char *place = ot_arena_alloc(arena, size, 1);
    ot_found_setting found;
    if (!place) return no_memory(err);
    (void)snprintf(place, size, "%s%s", OPTION, p->path);
    ot_status status = ot_overlay_find(root, p->path, place, arena, &found, err);
    if (status) return status;
    status = take_value(&found, p, err);
    if (!status) {
        take_bounds(&found, p);
        p->suspect = suspect_size(&found, p->path);
    } else {
        ot_error_locate(err, place, 0, 0);
    }
    return status;
}

ot_status ot_spec_number_find(const char *model_path, const char *const *sets, size_t n_sets,
                              const char *name, ot_spec_number *out, ot_error *err) {
    char *text = NULL;
    size_t n = 0;
    ot_setting *root = NULL;
    ot_spec_number p;
    ot_status status = name_path(name, &p, err);
    ot_arena *arena = status ? NULL : ot_arena_new();
    if (!status && !arena) status = no_memory(err);
    if (!status) status = ot_file_read(model_path, OT_LINT_MOST_BYTES, &text, &n, err);
    if (!status) status = read_tree(model_path, text, n, sets, n_sets, arena, &root, err);
    if (!status) status = find(root, arena, &p, err);
    if (!status) *out = p;
    free(text);
    ot_arena_free(arena);
    return status;
}
