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

static int is_of_word(char c) {
    const unsigned char byte = (unsigned char)c;
    return byte == '_' || byte >= 0x80 || (byte >= '0' && byte <= '9') ||
           (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Is it one of the whole words of the text? */
static int has_word(const char *text, const char *word) {
    if (!text || !word) return 0;
    const size_t n = strlen(word);
    for (const char *at = text; (at = strstr(at, word)); at += n)
        if ((at == text || !is_of_word(at[-1])) && !is_of_word(at[n])) return 1;
    return 0;
}

static int names(const char *text, const ot_constant_spec *constant) {
    return has_word(text, constant->id) || has_word(text, constant->alias);
}

int ot_vocabulary_uses(const ot_vocabulary *words, const char *equation,
                       const ot_constant_spec *constant) {
    if (names(equation, constant)) return 1;
    for (size_t i = 0; i < words->n_functions; i++) {
        const ot_function_spec *f = &words->function[i];
        if (has_word(equation, f->id) && names(f->text.s + f->body, constant)) return 1;
    }
    return 0;
}

const ot_member_spec *ot_set_member(const ot_set_spec *set, const char *name, size_t n) {
    for (size_t i = 0; i < set->n_members; i++)
        if (is(set->member[i].id, name, n) || is(set->member[i].alias, name, n))
            return &set->member[i];
    return NULL;
}
