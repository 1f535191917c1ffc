#include "import/plan_slice.h"

#include <string.h>

#include "base/utf8.h"

ot_slice ot_slice_of(const char *s, size_t n) { return (ot_slice){s, n}; }

ot_slice ot_slice_cut(ot_slice x, size_t begin, size_t end) {
    if (end > x.n) end = x.n;
    return begin < end ? ot_slice_of(x.s + begin, end - begin) : ot_slice_of(x.s + x.n, 0);
}

int ot_slice_is(ot_slice x, const char *word) {
    const size_t n = strlen(word);
    return x.n == n && memcmp(x.s, word, n) == 0;
}

int ot_slice_begins(ot_slice x, const char *word) {
    const size_t n = strlen(word);
    return x.n >= n && memcmp(x.s, word, n) == 0;
}

int ot_slice_ends(ot_slice x, const char *word) {
    const size_t n = strlen(word);
    return x.n >= n && memcmp(x.s + x.n - n, word, n) == 0;
}

int ot_slice_take_front(ot_slice *x, const char *word) {
    if (!ot_slice_begins(*x, word)) return 0;
    *x = ot_slice_cut(*x, strlen(word), x->n);
    return 1;
}

int ot_slice_take_back(ot_slice *x, const char *word) {
    if (!ot_slice_ends(*x, word)) return 0;
    x->n -= strlen(word);
    return 1;
}

size_t ot_slice_find(ot_slice x, const char *word) {
    const size_t n = strlen(word);
    for (size_t i = 0; i + n <= x.n; i++)
        if (memcmp(x.s + i, word, n) == 0) return i;
    return SIZE_MAX;
}

size_t ot_slice_find_last(ot_slice x, const char *word) {
    const size_t n = strlen(word);
    for (size_t i = x.n < n ? 0 : x.n - n + 1; i > 0; i--)
        if (memcmp(x.s + i - 1, word, n) == 0) return i - 1;
    return SIZE_MAX;
}

int ot_slice_has(ot_slice x, const char *word) { return ot_slice_find(x, word) != SIZE_MAX; }

typedef int (*slice_test)(ot_slice x, const char *word);

static const char *first_that(ot_slice x, const char *const *word, slice_test test) {
    for (; *word; word++)
        if (test(x, *word)) return *word;
    return NULL;
}

const char *ot_slice_is_any(ot_slice x, const char *const *word) {
    return first_that(x, word, ot_slice_is);
}

const char *ot_slice_begins_any(ot_slice x, const char *const *word) {
    return first_that(x, word, ot_slice_begins);
}

const char *ot_slice_ends_any(ot_slice x, const char *const *word) {
    return first_that(x, word, ot_slice_ends);
}

const char *ot_slice_has_any(ot_slice x, const char *const *word) {
    return first_that(x, word, ot_slice_has);
}

const char *ot_slice_take_front_any(ot_slice *x, const char *const *word) {
    const char *found = ot_slice_begins_any(*x, word);
    if (found) (void)ot_slice_take_front(x, found);
    return found;
}

const char *ot_slice_take_back_any(ot_slice *x, const char *const *word) {
    const char *found = ot_slice_ends_any(*x, word);
    if (found) (void)ot_slice_take_back(x, found);
    return found;
}

size_t ot_slice_characters(ot_slice x) { return ot_utf8_count(x.s, x.n); }
