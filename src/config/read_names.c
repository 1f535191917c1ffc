#include <stdlib.h>
#include <string.h>

#include "config/read.h"

typedef enum kind { DRIVER, INDICATOR, CONSTANT, FUNCTION, SET, N_KINDS } kind;

static const char *const kind_text[N_KINDS][OT_N_LANGUAGES] = {
    [DRIVER] = {"a driver", "驱动因素"}, [INDICATOR] = {"an indicator", "指标"},
    [CONSTANT] = {"a constant", "常数"}, [FUNCTION] = {"a function", "函数"},
    [SET] = {"a set", "集合"},
};

typedef struct name {
    const char *text, *owner; /* owner: the id of what it names */
    ot_place place;
    size_t order; /* of reading */
    int is_alias;
    kind kind;
} name;

typedef struct name_list {
    name *name;
    size_t n;
} name_list;

static int compare(const void *a, const void *b) {
    const name *x = a, *y = b;
    const int order = strcmp(x->text, y->text);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

static void add(name_list *list, kind k, const char *id, ot_place place, const char *alias,
                ot_place alias_place) {
    list->name[list->n] = (name){id, id, place, list->n, 0, k};
    list->n++;
    if (!alias) return;
    list->name[list->n] = (name){alias, id, alias_place, list->n, 1, k};
    list->n++;
}

static void add_vocabulary(name_list *list, const ot_vocabulary *words) {
    for (size_t i = 0; i < words->n_constants; i++) {
        const ot_constant_spec *x = &words->constant[i];
        add(list, CONSTANT, x->id, x->place, x->alias, x->alias_place);
    }
    for (size_t i = 0; i < words->n_functions; i++)
        add(list, FUNCTION, words->function[i].id, words->function[i].place, NULL,
            words->function[i].place);
    for (size_t i = 0; i < words->n_sets; i++) {
        const ot_set_spec *x = &words->set[i];
        add(list, SET, x->id, x->place, x->alias, x->alias_place);
    }
}

/* What is over a set takes its own name and those of all its members. */
static void add_all(name_list *list, const ot_spec *spec) {
    for (size_t i = 0; i < spec->n_drivers; i++) {
        const ot_driver_spec *x = &spec->driver[i];
        add(list, DRIVER, x->id, x->place, x->alias, x->alias_place);
    }
    for (size_t i = 0; i < spec->n_indicators; i++) {
        const ot_indicator_spec *x = &spec->indicator[i];
        add(list, INDICATOR, x->id, x->place, x->alias, x->alias_place);
    }
    for (size_t i = 0; i < spec->vocabulary.n_indexed; i++) {
        const ot_indexed_spec *x = &spec->vocabulary.indexed[i];
        add(list, INDICATOR, x->id, x->place, x->alias, x->alias_place);
    }
    add_vocabulary(list, &spec->vocabulary);
}

static size_t count(const ot_spec *spec) {
    const ot_vocabulary *words = &spec->vocabulary;
    return 2 * (spec->n_drivers + spec->n_indicators + words->n_indexed + words->n_constants +
                words->n_functions + words->n_sets);
}

static ot_status twice(ot_reader *reader, const name *first, const name *second) {
    if (first->is_alias || second->is_alias)
        ot_fail(reader->err, OT_ERR_INPUT, "\"%s\" names %s already, on line %d",
                "“%s”已是 %s 的名称（第 %d 行）", second->text, first->owner, first->place.line);
    else
        ot_fail(reader->err, OT_ERR_INPUT, "\"%s\" is the id of %s%.0s already, on line %d",
                "“%s”已是%.0s%s的名称（第 %d 行）", second->text,
                kind_text[first->kind][OT_LANGUAGE_EN], kind_text[first->kind][OT_LANGUAGE_ZH],
                first->place.line);
    ot_error_locate(reader->err, second->place.file, second->place.line, second->place.column);
    return OT_ERR_INPUT;
}

static ot_status coefficient_fault(ot_reader *reader, const ot_setting *coefficient,
                                   const name *taken) {
    const int is_series = taken->kind == DRIVER || taken->kind == INDICATOR;
    const char *const *what = kind_text[taken->kind];
    ot_fail(reader->err, OT_ERR_INPUT, "coefficient \"%s\" has the name of %s%.0s, on line %d",
            "系数“%s”与%.0s%s同名（第 %d 行）", coefficient->key,
            is_series ? "a driver or indicator" : what[OT_LANGUAGE_EN],
            is_series ? "驱动因素或指标" : what[OT_LANGUAGE_ZH], taken->place.line);
    return ot_setting_blame_key(coefficient, reader->err, OT_ERR_INPUT);
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
            return coefficient_fault(reader, c, &list[low]);
        }
    }
    return OT_OK;
}

ot_status ot_read_names(ot_reader *reader) {
    name_list all = {.name = ot_arena_alloc(reader->arena, count(reader->spec), sizeof *all.name)};
    const name *list = all.name, *first = NULL, *second = NULL;
    if (!list) return ot_read_no_memory(reader);
    add_all(&all, reader->spec);
    qsort(all.name, all.n, sizeof *all.name, compare);
    for (size_t i = 1; i < all.n; i++) {
        if (strcmp(list[i - 1].text, list[i].text) != 0) continue;
        if (second && second->order < list[i].order) continue; /* tell of the first in the file */
        first = &list[i - 1];
        second = &list[i];
    }
    if (first) return twice(reader, first, second);
    return check_coefficients(reader, list, all.n);
}
