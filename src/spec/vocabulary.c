#include "spec/vocabulary.h"

#include <string.h>

static int is(const char *text, const char *name, size_t n) {
    return text && strlen(text) == n && memcmp(text, name, n) == 0;
}

const ot_constant_spec *ot_vocabulary_constant(const ot_vocabulary *words, const char *name,
                                               size_t n) {
    for (size_t i = 0; i < words->n_constants; i++)
        if (is(words->constant[i].id, name, n) || is(words->constant[i].alias, name, n))
            return &words->constant[i];
    return NULL;
}

const ot_function_spec *ot_vocabulary_function(const ot_vocabulary *words, const char *name,
                                               size_t n) {
    for (size_t i = 0; i < words->n_functions; i++)
        if (is(words->function[i].id, name, n)) return &words->function[i];
    return NULL;
}

const ot_set_spec *ot_vocabulary_set(const ot_vocabulary *words, const char *name, size_t n) {
    for (size_t i = 0; i < words->n_sets; i++)
        if (is(words->set[i].id, name, n) || is(words->set[i].alias, name, n))
            return &words->set[i];
    return NULL;
}

const ot_indexed_spec *ot_vocabulary_indexed(const ot_vocabulary *words, const char *name,
                                             size_t n) {
    for (size_t i = 0; i < words->n_indexed; i++)
        if (is(words->indexed[i].id, name, n) || is(words->indexed[i].alias, name, n))
            return &words->indexed[i];
    return NULL;
}

const ot_member_spec *ot_set_member(const ot_set_spec *set, const char *name, size_t n) {
    for (size_t i = 0; i < set->n_members; i++)
        if (is(set->member[i].id, name, n) || is(set->member[i].alias, name, n))
            return &set->member[i];
    return NULL;
}
