/* plan_slice.h -- words at the ends of a part of a text, and within it */
#ifndef OT_IMPORT_PLAN_SLICE_H
#define OT_IMPORT_PLAN_SLICE_H

#include <stddef.h>
#include <stdint.h>

#include "import/frml.h"

ot_slice ot_slice_of(const char *s, size_t n);
/* Its bytes from `begin` to `end`. */
ot_slice ot_slice_cut(ot_slice x, size_t begin, size_t end);

int ot_slice_is(ot_slice x, const char *word);
int ot_slice_begins(ot_slice x, const char *word);
int ot_slice_ends(ot_slice x, const char *word);
int ot_slice_take_front(ot_slice *x, const char *word); /* 1: it was there and is gone */
int ot_slice_take_back(ot_slice *x, const char *word);

/* Where the word begins; SIZE_MAX: nowhere. */
size_t ot_slice_find(ot_slice x, const char *word);
size_t ot_slice_find_last(ot_slice x, const char *word);
int ot_slice_has(ot_slice x, const char *word);

/* The same of lists of words that NULL ends: the first that fits; NULL: none. */
const char *ot_slice_is_any(ot_slice x, const char *const *word);
const char *ot_slice_begins_any(ot_slice x, const char *const *word);
const char *ot_slice_ends_any(ot_slice x, const char *const *word);
const char *ot_slice_has_any(ot_slice x, const char *const *word);
const char *ot_slice_take_front_any(ot_slice *x, const char *const *word);
const char *ot_slice_take_back_any(ot_slice *x, const char *const *word);

size_t ot_slice_characters(ot_slice x);

#endif
