#include <math.h>
#include <string.h>

#include "config/read.h"

static const struct {
    const char *key;
    ot_target_relation relation;
} relations[] = {
#define ROW(name, key) {key, name},
    OT_TARGET_RELATION_LIST(ROW)
#undef ROW
};

/* The target's own range wins over its indicator's, which is one of levels. */
static ot_plausible plausible_value(const ot_reader *reader, const ot_target_spec *target) {
    const ot_measure measure = target->measure;
    const ot_indicator_spec *indicator = ot_reader_indicator(reader, target->indicator);
    ot_plausible is = {.low = NAN, .high = NAN};
    if (measure == OT_MEASURE_GROWTH || measure == OT_MEASURE_AVERAGE_GROWTH)
        is.whole = 100.0;
    else if (indicator && (measure == OT_MEASURE_LEVEL || measure == OT_MEASURE_MILESTONE))
        is = ot_plausible_indicator(indicator);
    if (isnan(target->range_low)) return is;
    return (ot_plausible){target->range_low, target->range_high, is.whole, NULL, NULL};
}

static ot_status read_relation(ot_reader *reader, const ot_setting *group, ot_target_spec *target) {
    const ot_setting *found = NULL;
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
        const ot_setting *s = ot_setting_find(group, relations[i].key);
        if (!s) continue;
        if (found) {
            ot_fail(reader->err, OT_ERR_INPUT, "a target has one relation; this has %s and %s",
                    "一个目标只能有一种关系；这里同时有 %s 和 %s", found->key, s->key);
            return ot_setting_blame_key(s, reader->err, OT_ERR_INPUT);
        }
        found = s;
        target->relation = relations[i].relation;
    }
    if (!found && !target->statement) {
        ot_fail(reader->err, OT_ERR_INPUT,
                "the target says nothing to meet; give at_least, at_most, about, within, rising, "
                "falling or statement",
                "目标没有说明要求；请给出 at_least、at_most、about、within、rising、falling 或 "
                "statement 之一");
        return ot_setting_blame_key(group, reader->err, OT_ERR_INPUT);
    }
    if (!found) return OT_OK;
    target->value_place = found->place;
    if (found->kind == OT_SETTING_NUMBER) target->value = found->number;
    if (target->relation == OT_TARGET_WITHIN) {
        target->value = found->first->number;
        target->high = found->last->number;
    }
    if (found->kind == OT_SETTING_BOOLEAN) return OT_OK;
    const ot_plausible plausible = plausible_value(reader, target);
    return ot_check_plausible(reader, found, &plausible);
}

/* `key` says something only of a target that is `when`. */
static ot_status idle(ot_reader *reader, const ot_setting *setting, const char *en,
                      const char *zh) {
    ot_fail(reader->err, OT_ERR_INPUT, "%s is only for %s%.0s", "%s 只用于%.0s%s", setting->key, en,
            zh);
    return ot_setting_blame_key(setting, reader->err, OT_ERR_INPUT);
}

static ot_status check_about(ot_reader *reader, const ot_setting *group,
                             const ot_target_spec *target) {
    const ot_setting *tolerance = ot_setting_find(group, "tolerance"),
                     *wanted = ot_setting_find(group, "wanted"),
                     *idle_one = tolerance ? tolerance : wanted;
    const int is_about = target->relation == OT_TARGET_ABOUT ||
                         (target->relation == OT_TARGET_NONE && target->statement);
    if (idle_one && !is_about)
        return idle(reader, idle_one, "a target with about", "带有 about 的目标");
    if (target->relation != OT_TARGET_ABOUT || tolerance || target->statement) return OT_OK;
    ot_fail(reader->err, OT_ERR_INPUT, "a target with about needs a tolerance",
            "带有 about 的目标须写明 tolerance");
    return ot_setting_blame_key(ot_setting_find(group, "about"), reader->err, OT_ERR_INPUT);
}

static ot_status check_years(ot_reader *reader, const ot_setting *group,
                             const ot_target_spec *target) {
    const ot_setting *from = ot_setting_find(group, "from");
    const int spans = target->measure == OT_MEASURE_INCREMENT ||
                      target->measure == OT_MEASURE_AVERAGE_GROWTH ||
                      target->measure == OT_MEASURE_CUMULATIVE;
    if (!target->year && !target->statement) {
        ot_fail(reader->err, OT_ERR_INPUT, "the target has no year, which is required",
                "目标缺少必填项 year");
        return ot_setting_blame_key(group, reader->err, OT_ERR_INPUT);
    }
    if (from && !spans)
        return idle(reader, from, "the measures increment, average_growth and cumulative",
                    " increment、average_growth 和 cumulative");
    if (from && target->year && target->from >= target->year) {
        ot_fail(reader->err, OT_ERR_INPUT, "from is %d; must be before the year %d",
                "from 为 %d；应早于目标年份 %d", target->from, target->year);
        return ot_setting_blame(from, reader->err, OT_ERR_INPUT);
    }
    return OT_OK;
}

static ot_status check_id(ot_reader *reader, const ot_target_spec *before, size_t n,
                          const ot_target_spec *target, const ot_setting *group) {
    for (size_t i = 0; target->id && i < n; i++) {
        if (!before[i].id || strcmp(before[i].id, target->id) != 0) continue;
        ot_fail(reader->err, OT_ERR_INPUT, "target \"%s\" stands twice; it is on line %d already",
                "目标“%s”重复；第 %d 行已有", target->id, before[i].place.line);
        return ot_setting_blame(ot_setting_find(group, "id"), reader->err, OT_ERR_INPUT);
    }
    return OT_OK;
}

static ot_status read_target(ot_reader *reader, const ot_setting *group, ot_target_spec *target) {
    const char **name = NULL;
    *target =
        (ot_target_spec){.id = ot_get_text(group, "id"),
                         .statement = ot_get_text(group, "statement"),
                         .indicator = ot_get_text(group, "indicator"),
                         .has_label = ot_setting_find(group, "label") != NULL,
                         .measure = (ot_measure)ot_get_choice(group, "measure", "targets.measure"),
                         .wanted = (ot_wanted)ot_get_choice(group, "wanted", "targets.wanted"),
                         .year = ot_get_whole(group, "year"),
                         .from = ot_get_whole(group, "from"),
                         .value = NAN,
                         .high = NAN,
                         .tolerance = ot_get_number(group, "tolerance"),
                         .kind = ot_get_text(group, "kind"),
                         .is_assumed_year = ot_get_boolean(group, "assumed_year"),
                         .source = ot_get_remark(group, "source"),
                         .note = ot_get_remark(group, "note"),
                         .place = group->place,
                         .year_place = ot_get_place(group, "year"),
                         .value_place = group->place};
    ot_get_label(group, "label", target->id ? target->id : target->indicator, &target->label);
    ot_get_range(group, "range", &target->range_low, &target->range_high);
    ot_status status = read_relation(reader, group, target);
    if (!status) status = check_about(reader, group, target);
    if (!status) status = check_years(reader, group, target);
    if (!status)
        status = ot_read_texts(reader, ot_setting_find(group, "group"), &name, &target->n_groups);
    target->group = name;
    return status;
}

ot_status ot_read_targets(ot_reader *reader) {
    const ot_setting *list = ot_setting_find(reader->root, "targets");
    ot_target_spec *target = ot_arena_alloc(reader->arena, list ? list->n : 0, sizeof *target);
    if (!target) return ot_read_no_memory(reader);
    size_t n = 0;
    for (const ot_setting *s = list ? list->first : NULL; s; s = s->next, n++) {
        ot_status status = read_target(reader, s, &target[n]);
        if (!status) status = check_id(reader, target, n, &target[n], s);
        if (status) return status;
    }
    reader->spec->target = target;
    reader->spec->n_targets = n;
    return OT_OK;
}
