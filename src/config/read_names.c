#include <stdlib.h>
#include <string.h>

#include "config/read.h"

typedef struct name {
    const char *text, *owner; /* owner: the id of what it names */
    ot_place place;
    size_t order; /* of reading */
    int is_alias;
} name;

static int compare(const void *a, const void *b) {
    const name *x = a, *y = b;
    const int order = strcmp(x->text, y->text);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

static void add(name *list, size_t *n, const ot_setting *group) {
    for (const ot_setting *s = group ? group->first : NULL; s; s = s->next) {
        const ot_setting *alias = ot_setting_find(s, "alias");
        list[*n] = (name){s->key, s->key, s->key_place, *n, 0};
        ++*n;
        if (!alias) continue;
        list[*n] = (name){alias->text.s, s->key, alias->place, *n, 1};
        ++*n;
    }
}

static ot_status twice(ot_reader *reader, const name *first, const name *second) {
    if (first->is_alias || second->is_alias)
        ot_fail(reader->err, OT_ERR_INPUT, "\"%s\" names %s already, on line %d",
                "“%s”已是 %s 的名称（第 %d 行）", second->text, first->owner, first->place.line);
    else
        ot_fail(reader->err, OT_ERR_INPUT, "\"%s\" is the id of a driver already, on line %d",
                "“%s”已是驱动因素的名称（第 %d 行）", second->text, first->place.line);
    ot_error_locate(reader->err, second->place.file, second->place.line, second->place.column);
    return OT_ERR_INPUT;
}

static ot_status check_coefficients(ot_reader *reader, const name *list, size_t n) {
    const ot_setting *group = ot_setting_find(reader->root, "indicators");
    for (const ot_setting *s = group->first; s; s = s->next) {
        const ot_setting *names = ot_setting_find(s, "coefficients");
        for (const ot_setting *c = names ? names->first : NULL; c; c = c->next) {
            size_t low = 0, high = n; /* the first name that is not below */
            while (low < high) {
                const size_t middle = low + (high - low) / 2;
                if (strcmp(list[middle].text, c->key) < 0)
                    low = middle + 1;
                else
                    high = middle;
            }
            if (low == n || strcmp(list[low].text, c->key) != 0) continue;
            ot_fail(reader->err, OT_ERR_INPUT,
                    "coefficient \"%s\" has the name of a driver or indicator, on line %d",
                    "系数“%s”与驱动因素或指标同名（第 %d 行）", c->key, list[low].place.line);
            return ot_setting_blame_key(c, reader->err, OT_ERR_INPUT);
        }
    }
    return OT_OK;
}

ot_status ot_read_names(ot_reader *reader) {
    const ot_setting *drivers = ot_setting_find(reader->root, "drivers"),
                     *indicators = ot_setting_find(reader->root, "indicators");
    size_t n = 0;
    name *list = ot_arena_alloc(reader->arena, 2 * (indicators->n + (drivers ? drivers->n : 0)),
                                sizeof *list);
    if (!list) return ot_read_no_memory(reader);
    add(list, &n, drivers);
    add(list, &n, indicators);
    qsort(list, n, sizeof *list, compare);
    const name *first = NULL, *second = NULL;
    for (size_t i = 1; i < n; i++) {
        if (strcmp(list[i - 1].text, list[i].text) != 0) continue;
        if (second && second->order < list[i].order) continue; /* tell of the first in the file */
        first = &list[i - 1];
        second = &list[i];
    }
    if (first) return twice(reader, first, second);
    return check_coefficients(reader, list, n);
}
