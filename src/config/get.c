#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "config/read.h"
#include "config/schema.h"

double ot_get_number(const ot_setting *group, const char *key) {
    const ot_setting *setting = ot_setting_find(group, key);
    return setting ? setting->number : (double)NAN;
}

double ot_get_default(const ot_setting *group, const char *key, const char *rule) {
    const ot_setting *setting = ot_setting_find(group, key);
    const char *fallback = ot_schema_find(rule)->fallback[0];
    double value = NAN;
    size_t n = 0;
    if (setting) return setting->number;
    const int is_number = ot_number_parse(fallback, strlen(fallback), &value, &n);
    assert(is_number); /* the table is ours */
    (void)is_number;
    return value;
}

int ot_get_whole(const ot_setting *group, const char *key) {
    const ot_setting *setting = ot_setting_find(group, key);
    return setting ? (int)setting->number : 0;
}

int ot_get_choice(const ot_setting *group, const char *key, const char *rule) {
    const ot_setting *setting = ot_setting_find(group, key);
    const ot_rule *of = ot_schema_find(rule);
    return ot_choice_value(of, setting ? setting->text.s : of->fallback[0]);
}

int ot_get_boolean(const ot_setting *group, const char *key) {
    const ot_setting *setting = ot_setting_find(group, key);
    return setting ? setting->boolean : 0;
}

const char *ot_get_text(const ot_setting *group, const char *key) {
    const ot_setting *setting = ot_setting_find(group, key);
    return setting ? setting->text.s : NULL;
}

ot_place ot_get_place(const ot_setting *group, const char *key) {
    const ot_setting *setting = ot_setting_find(group, key);
    return setting ? setting->place : group->key_place;
}

void ot_get_range(const ot_setting *group, const char *key, double *low, double *high) {
    const ot_setting *range = ot_setting_find(group, key);
    *low = range ? range->first->number : (double)NAN;
    *high = range && range->n > 1 ? range->last->number : (double)NAN;
}

void ot_get_label(const ot_setting *group, const char *key, const char *id, ot_label *label) {
    const ot_setting *setting = ot_setting_find(group, key);
    const char *en = ot_get_text(setting, "en"), *zh = ot_get_text(setting, "zh");
    if (setting && setting->kind == OT_SETTING_TEXT) en = zh = setting->text.s;
    label->text[OT_LANGUAGE_EN] = en ? en : zh ? zh : id;
    label->text[OT_LANGUAGE_ZH] = zh ? zh : en ? en : id;
}

ot_remark ot_get_remark(const ot_setting *group, const char *key) {
    ot_label label;
    ot_get_label(group, key, NULL, &label);
    return (ot_remark){{label.text[OT_LANGUAGE_EN], label.text[OT_LANGUAGE_ZH]}};
}

ot_status ot_read_no_memory(ot_reader *reader) {
    return ot_fail(reader->err, OT_ERR_NOMEM, "out of memory", "内存不足");
}

ot_status ot_read_texts(ot_reader *reader, const ot_setting *list, const char ***text, size_t *n) {
    const size_t count = !list ? 0 : list->kind == OT_SETTING_TEXT ? 1 : list->n;
    const char **room = ot_arena_alloc(reader->arena, count, sizeof *room);
    if (!room) return ot_read_no_memory(reader);
    if (list && list->kind == OT_SETTING_TEXT) room[0] = list->text.s;
    size_t i = 0;
    for (const ot_setting *s = list ? list->first : NULL; s; s = s->next)
        room[i++] = s->text.s;
    *text = room;
    *n = count;
    return OT_OK;
}

ot_status ot_read_series(ot_reader *reader, const ot_setting *list, const ot_map_spec **map,
                         size_t *n) {
    ot_map_spec *room = ot_arena_alloc(reader->arena, list ? list->n : 0, sizeof *room);
    if (!room) return ot_read_no_memory(reader);
    size_t i = 0;
    for (const ot_setting *s = list ? list->first : NULL; s; s = s->next) {
        const ot_setting *series = s->first->next, *area = series->next;
        room[i++] = (ot_map_spec){.indicator = s->first->text.s,
                                  .series = series->text.s,
                                  .area = area ? area->text.s : NULL,
                                  .place = s->place};
    }
    *map = room;
    *n = i;
    return OT_OK;
}
